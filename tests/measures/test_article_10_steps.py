"""Art. 10: five steps, in order; and the record of a timely talk."""

from datetime import date, datetime, timedelta
from itertools import permutations, product

import pytest

from supervision_talk import Step
from supervision_talk.measures import Force, Outcome
from supervision_talk.model.fields import Moment
from supervision_talk.model.vocabulary import StepKind
from tests.building import BY_THE_BOOK, HELD_ON, M3, TIMELY, at, steps

ONE_DAY = timedelta(days=1)
FIRST, SECOND, THIRD, FOURTH, FIFTH = StepKind


@pytest.mark.parametrize("left_out", list(StepKind))
def test_each_of_the_five_steps_is_needed(left_out: StepKind) -> None:
    taken = [step for step in StepKind if step is not left_out]
    situation = BY_THE_BOOK.with_talk(steps=steps(*taken))
    assert situation.finding("ST1001").outcome is Outcome.VIOLATED
    assert situation.finding("ST1002").outcome is Outcome.SATISFIED


def test_a_step_after_as_of_was_not_taken_yet() -> None:
    """Its date decides; a step without a time was taken."""
    *four, last = steps(*StepKind)
    tomorrow = Step(step=last.step, at=HELD_ON + ONE_DAY)
    situation = BY_THE_BOOK.with_talk(steps=(*four, tomorrow))
    assert situation.on(HELD_ON).finding("ST1001").outcome is Outcome.VIOLATED
    assert situation.on(HELD_ON + ONE_DAY).finding("ST1001").outcome is Outcome.SATISFIED
    undated = BY_THE_BOOK.with_talk(steps=(*four, Step(step=last.step)))
    assert undated.on(HELD_ON).finding("ST1001").outcome is Outcome.SATISFIED


@pytest.mark.parametrize("order", list(permutations([FIRST, THIRD, FIFTH])))
def test_first_occurrences_must_be_in_the_prescribed_order(order: tuple[StepKind, ...]) -> None:
    situation = BY_THE_BOOK.with_talk(steps=tuple(Step(step=step) for step in order))
    expected = Outcome.SATISFIED if order == (FIRST, THIRD, FIFTH) else Outcome.VIOLATED
    assert situation.finding("ST1002").outcome is expected


def test_a_step_taken_again_later_breaks_no_order() -> None:
    again = (FIRST, SECOND, FIRST, THIRD, SECOND)
    situation = BY_THE_BOOK.with_talk(steps=tuple(Step(step=step) for step in again))
    assert situation.finding("ST1002").outcome is Outcome.SATISFIED


TIMES: tuple[tuple[str, Moment | None], ...] = (
    ("none", None),
    ("9:00", at(9)),
    ("9:05", at(9, 5)),
    ("the day", HELD_ON),
    ("the day before", HELD_ON - ONE_DAY),
    ("the day before, 9:30", at(9, 30, HELD_ON - ONE_DAY)),
    ("the day after", HELD_ON + ONE_DAY),
    ("9:03 by London's offset", datetime.fromisoformat("2026-03-10T01:03:00+00:00")),
)
# Rank within the day where there is a time; where one is a bare date, the dates are compared.
PLACES: dict[str, tuple[int, int | None]] = {
    "9:00": (0, 0),
    "9:05": (0, 5),
    "the day": (0, None),
    "the day before": (-1, None),
    "the day before, 9:30": (-1, 30),
    "the day after": (1, None),
    "9:03 by London's offset": (0, 3),
}


def decreases(earlier: str, later: str) -> bool:
    if "none" in (earlier, later):
        return False
    (day, time), (next_day, next_time) = PLACES[earlier], PLACES[later]
    if day != next_day:
        return next_day < day
    return time is not None and next_time is not None and next_time < time


@pytest.mark.parametrize(
    ("first", "second"), list(product(TIMES, repeat=2)), ids=lambda each: each[0]
)
def test_the_times_of_two_steps_do_not_decrease(
    first: tuple[str, Moment | None], second: tuple[str, Moment | None]
) -> None:
    """Every pair of: no time, a time, a bare date, of this day, the last and the next."""
    taken = (Step(step=FIRST, at=first[1]), Step(step=SECOND, at=second[1]))
    outcome = BY_THE_BOOK.with_talk(steps=taken).finding("ST1002").outcome
    expected = Outcome.VIOLATED if decreases(first[0], second[0]) else Outcome.SATISFIED
    assert outcome is expected


@pytest.mark.parametrize(
    ("times", "outcome"),
    [
        ((at(9, 5), None, at(9)), Outcome.VIOLATED),  # over a step without a time
        ((at(9, 5), HELD_ON, at(9)), Outcome.VIOLATED),  # over one with a bare date
        ((at(9), at(9), at(9)), Outcome.SATISFIED),  # equal is no decrease
        ((HELD_ON, at(9), HELD_ON), Outcome.SATISFIED),
        ((HELD_ON, HELD_ON - ONE_DAY, HELD_ON), Outcome.VIOLATED),
    ],
)
def test_the_times_of_three_steps_do_not_decrease(
    times: tuple[Moment | None, ...], outcome: Outcome
) -> None:
    taken = [
        Step(step=step, at=time) for step, time in zip((FIRST, SECOND, THIRD), times, strict=True)
    ]
    assert BY_THE_BOOK.with_talk(steps=tuple(taken)).finding("ST1002").outcome is outcome


def test_five_steps_on_bare_dates_are_taken_on_their_days() -> None:
    *four, last = (Step(step=step, at=HELD_ON) for step in StepKind)
    tomorrow = Step(step=last.step, at=HELD_ON + ONE_DAY)
    situation = BY_THE_BOOK.with_talk(steps=(*four, tomorrow))
    assert situation.on(HELD_ON).finding("ST1001").outcome is Outcome.VIOLATED
    assert situation.on(HELD_ON + ONE_DAY).finding("ST1001").outcome is Outcome.SATISFIED


@pytest.mark.parametrize("turned", [None, 0, 1, 2, 3])
@pytest.mark.parametrize("moments", [[at(9, each) for each in range(5)], [HELD_ON] * 5, [None] * 5])
def test_the_times_of_all_five_steps_do_not_decrease(
    moments: list[Moment | None], turned: int | None
) -> None:
    """The usual talk, and each time but the last put off to the evening."""
    if turned is not None:
        moments = [at(20) if each == turned else time for each, time in enumerate(moments)]
    taken = tuple(Step(step=step, at=time) for step, time in zip(StepKind, moments, strict=True))
    decreasing = turned is not None and isinstance(moments[-1], datetime)
    expected = Outcome.VIOLATED if decreasing else Outcome.SATISFIED
    situation = BY_THE_BOOK.with_talk(steps=taken)
    assert situation.finding("ST1002").outcome is expected
    assert situation.finding("ST1001").outcome is Outcome.SATISFIED


def test_two_different_steps_are_needed_for_an_order() -> None:
    one_step = BY_THE_BOOK.with_talk(steps=(Step(step=FIRST, at=at(9)), Step(step=FIRST, at=at(8))))
    assert one_step.find("ST1002") is None
    later = (Step(step=FIRST), Step(step=SECOND, at=HELD_ON + ONE_DAY))
    situation = BY_THE_BOOK.with_talk(steps=later)
    assert situation.on(HELD_ON).find("ST1002") is None
    assert situation.on(HELD_ON + ONE_DAY).find("ST1002") is not None


def test_steps_not_recorded_read_as_none_are_missing_but_in_no_order() -> None:
    situation = BY_THE_BOOK.with_talk(steps=None).under(not_recorded="violated")
    assert situation.finding("ST1001").outcome is Outcome.VIOLATED
    assert situation.find("ST1002") is None


@pytest.mark.parametrize(
    ("recorded_on", "as_of", "outcome", "days_late"),
    [
        (None, M3 - ONE_DAY, Outcome.PENDING, None),
        (None, M3, Outcome.PENDING, None),
        (None, M3 + ONE_DAY, Outcome.VIOLATED, 1),
        (M3 + ONE_DAY, M3, Outcome.PENDING, None),  # not recorded yet
        (M3 + ONE_DAY, M3 + ONE_DAY, Outcome.SATISFIED, None),  # soft: late is done
        (date(2026, 1, 1), M3, Outcome.SATISFIED, None),
    ],
)
def test_a_timely_talk_is_recorded_sooner_or_later(
    recorded_on: date | None, as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    """Art. 10 ¶2 gives no date; three months only separate what is open from what is overdue."""
    finding = TIMELY.with_talk(recorded_on=recorded_on).on(as_of).finding("ST1003")
    assert (finding.outcome, finding.days_late) == (outcome, days_late)
    assert finding.in_extension is False
    assert finding.due is not None
    assert finding.due.effective == M3
    assert finding.force is Force.MANDATORY


def test_no_record_is_not_done_and_never_unknown() -> None:
    """A duty with a due date: null means that nothing shows the act done."""
    situation = TIMELY.with_talk(recorded_on=None)
    for policy in ("unknown", "violated"):
        read = situation.under(not_recorded=policy)
        assert read.on(M3).finding("ST1003").outcome is Outcome.PENDING
        assert read.on(M3 + ONE_DAY).finding("ST1003").outcome is Outcome.VIOLATED
