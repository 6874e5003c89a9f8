"""To which talks the Measures apply at all (Art. 2 ¶3, 18, 20)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.model import RecordedTalk, Register, Talk
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind

__all__ = ["GOVERNED_KINDS", "NotGoverned", "TalksParted", "parted_talks", "why_not_governed"]

GOVERNED_KINDS: Final = frozenset({TalkKind.REGULAR, TalkKind.TIMELY})
"""The kinds of talk that the Measures govern (Art. 2 ¶3, 5 ¶1)."""


class NotGoverned(StrEnum):
    """Why no rule is applied to a talk, in the order in which the reasons are tried."""

    OTHER_KIND = "other_kind"
    NOT_HELD = "not_held"
    BEFORE_EFFECT = "before_effect"
    MILITARY = "military"


def why_not_governed(register: Register, talk: Talk, as_of: date) -> NotGoverned | None:
    """Give the first reason for which the Measures do not govern a talk; None: they do.

    Arguments:
        register: where the committee stands.
        talk: a talk of it.
        as_of: a talk that ends after it has not been held yet.
    """
    reason = _of_the_talk_itself(talk, as_of)
    if reason is None and _is_military(register, talk.held_by):
        return NotGoverned.MILITARY
    return reason


class TalksParted(NamedTuple):
    """The talks of a committee, each in the register's order.

    Attributes:
        governed: those that the Measures govern, with what is recorded of them.
        not_governed: the others, each with the first reason.
    """

    governed: Sequence[RecordedTalk]
    not_governed: Sequence[tuple[Talk, NotGoverned]]


def parted_talks(register: Register, committee: str, as_of: date) -> TalksParted:
    """Part the talks of a committee by whether the Measures govern them.

    Arguments:
        register: where the committee stands.
        committee: its id.
        as_of: a talk that ends after it has not been held yet.
    """
    governed: list[RecordedTalk] = []
    not_governed: list[tuple[Talk, NotGoverned]] = []
    otherwise = NotGoverned.MILITARY if _is_military(register, committee) else None
    for recorded in register.recorded_organization(committee).talks_held:
        reason = _of_the_talk_itself(recorded.talk, as_of) or otherwise
        if reason is None:
            governed.append(recorded)
        else:
            not_governed.append((recorded.talk, reason))
    return TalksParted(governed, not_governed)


def _of_the_talk_itself(talk: Talk, as_of: date) -> NotGoverned | None:
    if talk.kind not in GOVERNED_KINDS:
        return NotGoverned.OTHER_KIND
    held_on = talk.held_on
    if held_on is None or held_on > as_of:
        return NotGoverned.NOT_HELD
    return NotGoverned.BEFORE_EFFECT if held_on < EFFECTIVE_ON else None


def _is_military(register: Register, committee: str) -> bool:
    return register.organization(committee).kind is OrganizationKind.MILITARY
