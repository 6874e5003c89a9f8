"""The form of a talk: what a browser sends, as a talk or as the mistakes beside their fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final, TypeVar, cast

from supervision_talk import InvalidRecord, Participant, Problem, Step, Talk
from supervision_talk.measures import Wording
from supervision_talk.model.fields import FIRST_YEAR, LAST_YEAR

__all__ = ["PROBLEM_ROWS", "Form", "talk_of"]

PROBLEM_ROWS: Final = 3
"""How many problems the form has room for: without scripts it cannot grow."""

_PartT = TypeVar("_PartT")
_ReadT = TypeVar("_ReadT")
_DayT = TypeVar("_DayT", bound=date)


class Form:
    """The fields that a browser sent, each with its values, in their order."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        self.pairs = tuple(pairs)

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a field that is not blank."""
        return tuple(value for key, value in self.pairs if key == name and value.strip())

    def one(self, name: str) -> str | None:
        """Give the value of a field; None: it was left blank."""
        return next(iter(self.all(name)), None)

    def recorded(self, name: str) -> bool:
        """Tell whether a list is said to be recorded: else nothing ticked means "not known"."""
        return bool(self.all(name)) or self.one(f"{name}_recorded") == "yes"


def talk_of(form: Form) -> tuple[Talk | None, Mapping[str, Wording]]:
    """Read a talk.

    Returns:
        The talk and no mistakes, or None and what was expected, by field. A mistake in a part of
        a field stands at the field.
    """
    mistakes: dict[str, Wording] = {}

    def gather(error: InvalidRecord, field: str | None = None) -> None:
        for mistake in error.mistakes:
            mistakes.setdefault(field or mistake.place.split("[")[0], mistake.expected)

    def typed(field: str, read: Callable[[str], _ReadT], wanted: Wording) -> _ReadT | None:
        text = form.one(field)
        try:
            return None if text is None else read(text)
        except ValueError:
            mistakes[field] = wanted
            return None

    def parts(field: str, made: Iterator[Callable[[], _PartT]]) -> list[_PartT] | None:
        listed = []
        for make in made:
            try:
                listed.append(make())
            except InvalidRecord as error:
                gather(error, field)
        return listed if listed or form.recorded(field) else None

    values: dict[str, object] = {
        **{name: form.one(name) for name in _TEXTS},
        **{name: typed(name, _day, _A_DAY) for name in _DAYS},
        **{name: typed(name, _moment, _A_MOMENT) for name in _MOMENTS},
        "interviewees": form.all("interviewees") or None,
        "basis": form.all("basis") if form.recorded("basis") else None,
        "participants": parts(
            "participants",
            (partial(Participant, from_=unit) for unit in form.all("participants")),
        ),
        "steps": parts("steps", (partial(Step, step=step) for step in form.all("steps"))),
        "problems": parts("problems", _problems(form)),
    }
    try:
        talk = Talk(**values)  # type: ignore[arg-type] # whatever was typed; the record refuses it
    except InvalidRecord as error:
        gather(error)
        return None, mistakes
    return (None if mistakes else talk), mistakes


_TEXTS: Final = ("id", "kind", "held_by", "organization", "talker", "organized_by", "plan_item")
_DAYS: Final = ("talker_prepared_on", "self_examined_on", "recorded_on")
_MOMENTS: Final = ("started_at", "ended_at")
_A_DAY: Final = Wording(zh="应为日期，例如2026-03-10", en="expected a date, as 2026-03-10")
_A_MOMENT: Final = Wording(
    zh="应为时间，例如2026-03-10 09:30", en="expected a time, as 2026-03-10 09:30"
)


def _problems(form: Form) -> Iterator[Callable[[], Problem]]:
    for number in range(1, PROBLEM_ROWS + 1):
        summary, concerns = form.one(f"summary{number}"), form.one(f"concerns{number}")
        if summary is not None or concerns is not None:
            concern = cast("str", concerns)  # where it was left blank, the record refuses None
            yield partial(Problem, id=f"p{number}", summary=summary, concerns=concern)


def _day(text: str) -> date:
    """Read a day of the years that records can have."""
    return _of_our_time(date.fromisoformat(text))


def _moment(text: str) -> datetime:
    """Read a moment; it is of Asia/Shanghai where no offset is said."""
    return _of_our_time(datetime.fromisoformat(text))


def _of_our_time(day: _DayT) -> _DayT:
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise ValueError("year")
    return day
