"""Which talks of a committee told two organizations the same problems (Art. 8, ST0802)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from supervision_talk.measures.application import GOVERNED_KINDS
from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.model import Register, Talk

__all__ = ["RepeatedProblems"]


class RepeatedProblems:
    """What is told of a talk's problems beside those of its committee's other talks.

    Made once for a register, committee by committee as they are asked for; it keeps ids alone.
    """

    def __init__(self, _: Register) -> None:
        # The register is not held: it holds this, and a circle would outlive its last reference.
        self._by_committee: dict[str, Mapping[str, str]] = {}

    def told(self, register: Register, talk: Talk) -> tuple[bool, str | None]:
        """Tell whether a talk has a problem whose summary has letters or digits.

        And give the earliest earlier talk with another organization and the same summaries; None:
        there is none.
        """
        of_committee = self._by_committee.get(talk.held_by)
        if of_committee is None:
            of_committee = self._by_committee[talk.held_by] = _repeated(register, talk.held_by)
        earlier = of_committee.get(talk.id)
        return earlier is not None or _is_comparable(talk), earlier


def _repeated(register: Register, committee: str) -> Mapping[str, str]:
    """Give for each governed talk that repeats the problems of an earlier one that one."""
    told: dict[frozenset[str], Talk] = {}
    alike: defaultdict[frozenset[str], list[Talk]] = defaultdict(list)
    for recorded in register.recorded_organization(committee).talks_held:
        talk = recorded.talk
        held_on = talk.held_on
        if talk.kind in GOVERNED_KINDS and held_on is not None and held_on >= EFFECTIVE_ON:
            summaries = _summaries(talk)
            if summaries and told.setdefault(summaries, talk) is not talk:
                alike[summaries].append(talk)
    repeated: dict[str, str] = {}
    for summaries, others in alike.items():
        talks = [told[summaries], *others]
        first, *later = sorted(talks, key=_order)
        # The first is with another organization than a later talk, or the first such is.
        other = next((each for each in later if each.organization != first.organization), None)
        for each in later:
            earlier = other if each.organization == first.organization else first
            if earlier is not None and _order(earlier) < _order(each):
                repeated[each.id] = earlier.id
    return repeated


def _order(talk: Talk) -> tuple[date, str]:
    return talk.held_on or date.max, talk.id


def _is_comparable(talk: Talk) -> bool:
    for each in talk.problems or ():
        summary = each.summary
        # What begins with a letter or digit has one after NFKC, too.
        if summary and (summary[0].isalnum() or _letters_and_digits(summary)):
            return True
    return False


def _summaries(talk: Talk) -> frozenset[str]:
    """Give the letters and digits of each summary that has any."""
    if not talk.problems:
        return frozenset()
    texts = [
        _letters_and_digits(each.summary) for each in talk.problems if each.summary is not None
    ]
    return frozenset(filter(None, texts))


_LETTERS_AND_DIGITS: Final = re.compile("[0-9A-Za-z\u4e00-\u9fff]+")
"""Those that are usual in summaries, and that NFKC leaves as they are."""
_PUNCTUATION: Final = re.compile(r"[ !-/:-@\[-`{-~，。、；：？！（）“”‘’《》—…·]+")
"""Signs that are usual in summaries, and of which NFKC makes no letter or digit."""


def _letters_and_digits(text: str) -> str:
    """Reduce a summary to its letters and digits (Unicode L, M, N) after NFKC.

    >>> _letters_and_digits("谈心谈话２次 次数，偏少。")
    '谈心谈话2次次数偏少'
    """
    # The usual text needs no look at each sign: nothing but letters and digits is left of it, and
    # nothing that NFKC would change or join.
    kept = text.replace("，", "").replace("。", "")
    if _LETTERS_AND_DIGITS.fullmatch(kept):
        return kept
    kept = _PUNCTUATION.sub("", text)
    if kept.isalnum() and unicodedata.is_normalized("NFKC", kept):
        return kept
    normalized = unicodedata.normalize("NFKC", text)
    return "".join([sign for sign in normalized if unicodedata.category(sign)[0] in "LMN"])
