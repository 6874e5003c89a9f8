"""How findings stand for whoever has to act: what is overdue first, then what else is wrong.

Pages and workbooks sort, count and group findings by this; ids stand for organizations and
people, and names only where they were asked for (Art. 16).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import Finding
from supervision_talk.measures import Bearer, Force, Outcome, SubjectType, Wording
from supervision_talk.model import Register

__all__ = [
    "BORNE_BY_ORGANIZATIONS",
    "Names",
    "Standing",
    "committee_of",
    "listed",
    "most_urgent_first",
    "standing_of",
]


class Standing(Enum):
    """How a finding stands, the most urgent first."""

    OVERDUE = Wording(zh="逾期未办", en="Overdue")
    VIOLATED = Wording(zh="不符合", en="Not as required")
    ADVISORY = Wording(zh="不符合（提示）", en="Not as advised")
    PENDING = Wording(zh="待办", en="Pending")
    UNKNOWN = Wording(zh="无法判断", en="Cannot be told")
    SATISFIED = Wording(zh="符合", en="Satisfied")

    @property
    def code(self) -> str:
        """The standing as a program calls it.

        >>> Standing.OVERDUE.code
        'overdue'
        """
        return self.name.lower()


def standing_of(finding: Finding) -> Standing:
    """Tell how a finding stands."""
    if finding.outcome is not Outcome.VIOLATED:
        return _NOT_VIOLATED[finding.outcome]
    if finding.done_on is None and finding.days_late is not None:
        return Standing.OVERDUE
    return Standing.ADVISORY if finding.force is Force.ADVISORY else Standing.VIOLATED


_NOT_VIOLATED: Final = {
    Outcome.PENDING: Standing.PENDING,
    Outcome.UNKNOWN: Standing.UNKNOWN,
    Outcome.SATISFIED: Standing.SATISFIED,
}
_RANKS: Final = {standing: rank for rank, standing in enumerate(Standing)}


def most_urgent_first(finding: Finding) -> tuple[object, ...]:
    """Give the place of a finding in a list: by standing, most days late, due date, then rule."""
    due = date.max if finding.due is None else finding.due.effective
    standing = standing_of(finding)
    late = -(finding.days_late or 0) if standing is Standing.OVERDUE else 0
    return (_RANKS[standing], late, due, *finding.order)


def committee_of(finding: Finding, register: Register) -> str | None:
    """Give the committee whose records a finding is about; None: a host's subject has none.

    >>> from supervision_talk import Organization, audit
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> register = Register(organizations=[county, town])
    >>> report = audit(register, date(2026, 6, 1))
    >>> {committee_of(finding, register) for finding in report.findings}
    {'371323'}
    """
    find = _COMMITTEES.get(finding.subject.type)
    return None if find is None else find(register, finding.subject.id)


def _first_part(_: Register, id: str) -> str:
    return id.partition("/")[0]


def _of_assessment(register: Register, id: str) -> str | None:
    assessor = next(each.assessor for each in register.assessments if each.id == id)
    if assessor in register.committees_kept:
        return assessor
    return register.organization(assessor).superior


def _of_disclosure(register: Register, id: str) -> str:
    talk = next(each.talk for each in register.disclosures if each.id == id)
    return register.talk(talk).held_by


_COMMITTEES: Final[Mapping[str, Callable[[Register, str], str | None]]] = {
    SubjectType.TALK: lambda register, id: register.talk(id).held_by,
    SubjectType.COMMITTEE_YEAR: _first_part,
    SubjectType.PLAN_ITEM: lambda register, id: register.plan_item(id)[0].organization,
    SubjectType.SEAT: _first_part,
    SubjectType.INCUMBENT: _first_part,
    SubjectType.COMMITTEE: _first_part,
    SubjectType.CIRCUMSTANCE: lambda register, id: (
        register.organization(register.circumstance(id).organization).superior
    ),
    SubjectType.ASSESSMENT: _of_assessment,
    SubjectType.DISCLOSURE: _of_disclosure,
}


@frozen
class Names:
    """What stands beside ids: names where they were asked for, else nothing."""

    _people: Mapping[str, str | None]
    _organizations: Mapping[str, str | None]

    @classmethod
    def of(cls, register: Register | None, *, wanted: bool) -> "Names":
        """Gather the names of organizations and people, or none; None: a stream that is gone."""
        if register is None or not wanted:
            return cls({}, {})
        return cls(
            {each.id: each.name for each in register.people},
            {each.id: each.name for each in register.organizations},
        )

    def __call__(self, id: str) -> Wording:
        """Give an id of either, with the name beside it if there is one."""
        return _named(id, self._organizations.get(id) or self._people.get(id))

    def person(self, id: str) -> Wording:
        """Give a person's id; an organization may have the same."""
        return _named(id, self._people.get(id))

    def organization(self, id: str) -> Wording:
        """Give an organization's id."""
        return _named(id, self._organizations.get(id))

    def bearers(self, role: Bearer, ids: Sequence[str]) -> Wording:
        """List the ids of who bears something in a role."""
        name = self.organization if role in BORNE_BY_ORGANIZATIONS else self.person
        return listed([name(id) for id in ids])


BORNE_BY_ORGANIZATIONS: Final = frozenset({Bearer.COMMITTEE, Bearer.OFFICE, Bearer.ASSESSOR})
"""The bearers that are organizations; the others are people."""


def _named(id: str, name: str | None) -> Wording:
    if not name or name == id:
        return Wording(zh=id, en=id)
    return Wording(zh=f"{id}（{name}）", en=f"{id} ({name})")


def listed(words: Sequence[Wording]) -> Wording:
    """Set words one after the other."""
    return Wording(zh="、".join(each.zh for each in words), en=", ".join(each.en for each in words))
