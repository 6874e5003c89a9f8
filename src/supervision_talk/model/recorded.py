"""Organizations and talks with what else a register has recorded of them.

A register makes them when it is made, and hands out its own: nothing in them is to be changed.
"""

from datetime import date
from typing import Final

from supervision_talk.model.records import (
    Appointment,
    Filing,
    Judgement,
    Organization,
    Rectification,
    Talk,
)
from supervision_talk.model.vocabulary import OrganizationKind, Role

__all__ = ["OWN_ORGANS", "RecordedOrganization", "RecordedTalk"]

OWN_ORGANS: Final = frozenset({OrganizationKind.DISCIPLINE_ORGAN, OrganizationKind.WORKING_ORGAN})
"""A committee's own organs; no next-level organizations of it unless the policy says so."""

_MILITARY: Final = frozenset({OrganizationKind.MILITARY})
_MILITARY_AND_OWN_ORGANS: Final = _MILITARY | OWN_ORGANS
_SECRETARY: Final = Role.SECRETARY


class RecordedOrganization:
    """What is recorded of an organization, in the register's order.

    Attributes:
        organization: itself.
        directly_below: the organizations whose superior it is, with what is recorded of them.
        team: the appointments to its leadership team.
        talks_held: the talks that it holds, with what is recorded of them.
        talks_with: the talks that are held with its head.

    >>> from supervision_talk import Register
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> recorded = Register(organizations=[county, town]).recorded_organization("371323")
    >>> recorded.directly_below[0].organization.id
    '371323101'
    """

    __slots__ = ("directly_below", "organization", "talks_held", "talks_with", "team")

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.directly_below: tuple[RecordedOrganization, ...] = ()
        self.team: tuple[Appointment, ...] = ()
        self.talks_held: tuple[RecordedTalk, ...] = ()
        self.talks_with: tuple[Talk, ...] = ()

    def next_level(self, on: date | None, *, own_organs: bool) -> "list[RecordedOrganization]":
        """Give the next-level organizations, as `Register.next_level` does.

        Arguments:
            on: only those that exist on this day; None: all.
            own_organs: whether its discipline and working organs are among them.
        """
        left_out = _MILITARY if own_organs else _MILITARY_AND_OWN_ORGANS
        return [
            each
            for each in self.directly_below
            if each.organization.kind not in left_out
            and (on is None or each.organization.exists_on(on))
        ]

    def secretaries(self) -> tuple[Appointment, ...]:
        """Give the appointments as secretary."""
        team = self.team
        if len(team) == 1:  # as of most organizations, of which the head alone is recorded
            return team if team[0].role is _SECRETARY else ()
        return tuple([each for each in team if each.role is _SECRETARY])


class RecordedTalk:
    """What is recorded of a talk.

    Attributes:
        talk: itself.
        rectification, filing: None where none is recorded.
        judgements: what named offices judged about it, in the register's order.

    >>> from supervision_talk import Register
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323")
    >>> register = Register(organizations=[county], talks=[talk], filings=[Filing(talk="t1")])
    >>> recorded = register.recorded_talk("t1")
    >>> recorded.filing, recorded.rectification
    (Filing(talk='t1'), None)
    """

    __slots__ = ("filing", "judgements", "rectification", "talk")

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.rectification: Rectification | None = None
        self.filing: Filing | None = None
        self.judgements: tuple[Judgement, ...] = ()
