"""How a talk was prepared and held (Art. 9, 10): preparation, steps, record."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import NEVER, Inquiry, happened
from supervision_talk.model import Step, Talk
from supervision_talk.model.fields import Moment, civil_date
from supervision_talk.model.vocabulary import StepKind

__all__ = ["conduct_of"]


def conduct_of(inquiry: Inquiry, talk: Talk) -> Facts:
    """Give these facts about a talk, in the order of their fields, from `talker_prepared_on` on."""
    as_of, complete = inquiry.as_of, inquiry.complete
    steps = talk.steps
    if steps is None and complete:
        steps = ()
    return (
        talk.talker_prepared_on or (NEVER if complete else None),
        talk.self_examined_on or (NEVER if complete else None),
        *(_NOT_RECORDED if steps is None else _steps(steps, as_of)),
        happened(talk.recorded_on, as_of),
    )


_PRESCRIBED: Final = list(StepKind)
_PLACES: Final = {step: place for place, step in enumerate(StepKind)}
_NOT_RECORDED: Final = (None, None, None)
_AS_PRESCRIBED: Final = (frozenset(StepKind), len(StepKind), True)


def _steps(steps: Sequence[Step], as_of: date) -> Facts:
    """Give the steps taken by as_of, how many different ones, and whether they were in order."""
    kinds = [each.step for each in steps]
    moments = [each.at for each in steps]
    if kinds == _PRESCRIBED and _in_one_order(moments, as_of):
        return _AS_PRESCRIBED
    steps = [each for each in steps if each.at is None or civil_date(each.at) <= as_of]
    taken = frozenset([each.step for each in steps])
    return taken, len(taken), _in_prescribed_order(steps) and _times_do_not_decrease(steps)


def _in_one_order(moments: list[Moment | None], as_of: date) -> bool:
    """Tell whether moments of one sort do not decrease and have all come: the usual case."""
    try:
        ordered = moments == sorted(moments)  # type: ignore[type-var] # or it is not the usual case
    except TypeError:
        return False
    last = moments[-1]
    return ordered and last is not None and civil_date(last) <= as_of


def _in_prescribed_order(steps: Iterable[Step]) -> bool:
    first_places = list(dict.fromkeys([_PLACES[each.step] for each in steps]))
    return first_places == sorted(first_places)


def _times_do_not_decrease(steps: Iterable[Step]) -> bool:
    """Compare each time with all before it: a bare date between two times hides no decrease."""
    moments = [each.at for each in steps if each.at is not None]
    times = [each for each in moments if isinstance(each, datetime)]
    if times != sorted(times):
        return False
    if len(times) == len(moments):
        return True
    days = [civil_date(each) for each in moments]
    return days == sorted(days)
