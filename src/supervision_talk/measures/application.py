"""To which talks the Measures apply at all (SPEC 5; Art. 2 ¶3, 18, 20)."""

from datetime import date
from enum import StrEnum
from typing import Final

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.model import Register, Talk
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind

__all__ = ["GOVERNED_KINDS", "NotGoverned", "why_not_governed"]

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
    if talk.kind not in GOVERNED_KINDS:
        return NotGoverned.OTHER_KIND
    held_on = talk.held_on
    if held_on is None or held_on > as_of:
        return NotGoverned.NOT_HELD
    if held_on < EFFECTIVE_ON:
        return NotGoverned.BEFORE_EFFECT
    if register.organization(talk.held_by).kind is OrganizationKind.MILITARY:
        return NotGoverned.MILITARY
    return None
