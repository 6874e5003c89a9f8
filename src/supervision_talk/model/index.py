"""What a register holds, by what it is about; made while its records are checked.

In a register of millions each look-up waits for memory. So one finds all that belongs to an
organization and one all that belongs to a talk, and a record that was put in its place needs no
other look whether the place is there.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

from supervision_talk.model.consistency import are_consistent, circles
from supervision_talk.model.fields import Record
from supervision_talk.model.recorded import RecordedOrganization, RecordedTalk
from supervision_talk.model.records import (
    Appointment,
    Filing,
    Judgement,
    Organization,
    Rectification,
    Talk,
)

if TYPE_CHECKING:
    from supervision_talk.model.register import Register

__all__ = ["Inconsistent", "Index"]

RecordedT = TypeVar("RecordedT")

_FOLLOWED: Final = frozenset(
    {
        (Organization, "superior"),
        (Appointment, "organization"),
        (Talk, "held_by"),
        (Talk, "organization"),
        (Rectification, "talk"),
        (Filing, "talk"),
        (Judgement, "talk"),
    }
)
"""The references that an index follows."""


class Inconsistent(Exception):
    """The records make no register; `mistakes_between_records` says why."""


class Index:
    """The organizations and the talks of a register by their ids, with what belongs to each.

    Raises:
        Inconsistent: the records make no register.
    """

    def __init__(self, register: "Register") -> None:
        organizations = {each.id: RecordedOrganization(each) for each in register.organizations}
        talks = {each.id: RecordedTalk(each) for each in register.talks}
        if len(organizations) < len(register.organizations) or len(talks) < len(register.talks):
            raise Inconsistent
        _put(organizations.values(), _SUPERIOR, organizations, "directly_below")
        _put(register.appointments, _ORGANIZATION, organizations, "team")
        _put(talks.values(), _HELD_BY, organizations, "talks_held")
        _put(register.talks, _ORGANIZATION, organizations, "talks_with")
        _put(register.judgements, _TALK, talks, "judgements")
        for rectification in register.rectifications:
            of = talks.get(rectification.talk)
            if of is None or of.rectification is not None or _strays(rectification, of.talk):
                raise Inconsistent
            of.rectification = rectification
        for filing in register.filings:
            of = talks.get(filing.talk)
            if of is None or of.filing is not None:
                raise Inconsistent
            of.filing = filing
        superiors = [each.organization for each in organizations.values() if each.directly_below]
        known: Mapping[str, Collection[object]] = {"organization": organizations, "talk": talks}
        if any(circles(superiors)) or not are_consistent(
            register.kept_for, dict(register.records()), known, _FOLLOWED
        ):
            raise Inconsistent
        self.organizations: Mapping[str, RecordedOrganization] = organizations
        self.talks: Mapping[str, RecordedTalk] = talks


_SUPERIOR: Final[Callable[[RecordedOrganization], str | None]] = attrgetter("organization.superior")
_ORGANIZATION: Final[Callable[[Record], str | None]] = attrgetter("organization")
_HELD_BY: Final[Callable[[RecordedTalk], str | None]] = attrgetter("talk.held_by")
_TALK: Final[Callable[[Record], str | None]] = attrgetter("talk")


def _put(
    records: Iterable[RecordedT],
    place_of: Callable[[RecordedT], str | None],
    places: Mapping[str, object],
    name: str,
) -> None:
    """Give each place the records that belong there, as a tuple.

    Records of one place usually stand together, and are looked up together.
    """
    parted = []
    for id, together in groupby(records, place_of):
        if id is None:
            continue
        place = places.get(id)
        if place is None:
            raise Inconsistent
        there = getattr(place, name)
        if not there:
            setattr(place, name, tuple(together))
        elif isinstance(there, list):
            there.extend(together)
        else:
            setattr(place, name, [*there, *together])
            parted.append(place)
    for place in parted:
        setattr(place, name, tuple(getattr(place, name)))


def _strays(rectification: Rectification, talk: Talk) -> bool:
    """Tell whether a measure answers a problem that the talk does not have."""
    measures = rectification.measures
    if not measures:
        return False
    problems = {each.id for each in talk.problems or ()}
    for each in measures:  # noqa: SIM110 - a generator costs more than so few measures
        if each.problems and not problems.issuperset(each.problems):
            return True
    return False
