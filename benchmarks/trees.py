"""Which organizations a benchmark is about: committees with the organizations one level below.

The divisions are the real ones (`benchmarks.divisions`); besides them each county has 59 units.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from benchmarks.divisions import Division, read_divisions

__all__ = ["Committee", "Organization", "Tree", "counties", "country", "county", "province"]

_COUNTY: Final = "370829"
_PROVINCE: Final = "37"
_CENTRAL_COMMITTEE: Final = "0"
_UNITS_OF_A_COUNTY: Final = (
    *("party_group",) * 45,
    *("unit_committee",) * 10,
    *("affiliated_institution",) * 4,
)


class Organization(NamedTuple):
    """A Party organization of a tree."""

    id: str
    name: str
    kind: str
    level: str
    superior: str | None


class Committee(NamedTuple):
    """A committee and the organizations whose heads it talks to."""

    organization: Organization
    below: tuple[Organization, ...]


class Tree(NamedTuple):
    """What a benchmark is about.

    Attributes:
        above: organizations above the committees, without records of their own.
        committees: gives the committees from the top down, each time from the start.
    """

    above: tuple[Organization, ...]
    committees: Callable[[], Iterator[Committee]]


def county() -> Tree:
    """One county: 16 townships and streets and 59 units."""
    committees = _committees_from(_division(_COUNTY), superior=None)
    return Tree((), lambda: iter(committees))


def province() -> Tree:
    """One province with its cities, counties, townships and units."""
    committees = _committees_from(_division(_PROVINCE), superior=None)
    return Tree((), lambda: iter(committees))


def country() -> Tree:
    """The whole country: about 220,000 heads below 3,352 committees."""
    top = Organization(_CENTRAL_COMMITTEE, "", "central_committee", "central", None)
    provinces = [division for division in read_divisions() if not division.parent]

    def committees() -> Iterator[Committee]:
        yield Committee(top, tuple(_organization(each, top.id) for each in provinces))
        for each in provinces:
            yield from _committees_from(each, superior=top.id)

    return Tree((), committees)


def counties(number: int, seats: int | None = None) -> Tree:
    """As many counties as wanted, each like the one of `county`, below one city.

    Arguments:
        number: how many.
        seats: how many organizations each has below it; None: all of them.
    """
    city = Organization("city", "", "local_committee", "city", None)
    (whole,) = _committees_from(_division(_COUNTY), superior=city.id)
    model = whole._replace(below=whole.below[:seats])
    return Tree((city,), lambda: (_renamed(model, f"c{index:06}") for index in range(number)))


def _renamed(committee: Committee, id: str) -> Committee:
    old = committee.organization.id
    return Committee(
        committee.organization._replace(id=id),
        tuple(
            each._replace(id=f"{id}{each.id.removeprefix(old)}", superior=id)
            for each in committee.below
        ),
    )


def _division(code: str) -> Division:
    return next(each for each in read_divisions() if each.code == code)


def _committees_from(top: Division, superior: str | None) -> tuple[Committee, ...]:
    below: defaultdict[str, list[Division]] = defaultdict(list)
    for division in read_divisions():
        below[division.parent].append(division)
    found = []
    waiting = [(top, superior)]
    while waiting:
        division, above = waiting.pop(0)
        if division.level == "township":
            continue
        seats = [_organization(each, division.code) for each in below[division.code]]
        if division.level == "county":
            seats += _units(division)
        found.append(Committee(_organization(division, above), tuple(seats)))
        waiting += [(each, division.code) for each in below[division.code]]
    return tuple(found)


def _organization(division: Division, superior: str | None) -> Organization:
    kind = "local_committee"
    if division.level == "township":
        street = division.name.endswith("街道")
        kind = "street_working_committee" if street else "township_committee"
    elif division.level == "city" and division.name.endswith("地区"):
        kind = "prefecture_committee"
    return Organization(division.code, division.name, kind, division.level, superior)


def _units(county: Division) -> list[Organization]:
    return [
        Organization(f"{county.code}-u{number:02}", "", kind, "county", county.code)
        for number, kind in enumerate(_UNITS_OF_A_COUNTY, 1)
    ]
