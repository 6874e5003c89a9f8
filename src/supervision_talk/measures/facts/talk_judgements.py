"""What named offices judged about a talk (Art. 8, 17): somebody's judgement, on record."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.model import Judgement
from supervision_talk.model.vocabulary import JudgementQuestion

__all__ = ["judgements_of"]

_QUESTIONS: Final = tuple(JudgementQuestion)
_NOTHING_JUDGED: Final = (False, None) * len(_QUESTIONS)


def judgements_of(inquiry: Inquiry, judgements: Sequence[Judgement]) -> Facts:
    """Give for each question, in order, whether it was judged of a talk, and the latest answer."""
    if not judgements:
        return _NOTHING_JUDGED
    return tuple(
        fact
        for question in _QUESTIONS
        for fact in _latest(judgements, question, inquiry.as_of, complete=inquiry.complete)
    )


def _latest(
    judgements: Iterable[Judgement], question: JudgementQuestion, as_of: date, *, complete: bool
) -> tuple[bool, bool | None]:
    """Tell whether something was judged, and the latest answer (ST0803)."""
    asked = [
        each
        for each in judgements
        if each.question is question and (each.on is None or each.on <= as_of)
    ]
    if not asked:
        return False, None
    answer = max(asked, key=lambda each: (each.on or date.min, each.id)).answer
    return True, bool(answer) if complete else answer
