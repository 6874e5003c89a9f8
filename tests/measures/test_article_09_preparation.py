"""Art. 9: preparation and self-examination come before the talk, or on its day."""

from datetime import date, timedelta

import pytest

from supervision_talk.measures import Outcome
from tests.building import BY_THE_BOOK, HELD_ON, TIMELY, at

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "field"), [("ST0901", "talker_prepared_on"), ("ST0902", "self_examined_on")]
)
@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (HELD_ON - ONE_DAY, Outcome.SATISFIED),
        (HELD_ON, Outcome.SATISFIED),
        (HELD_ON + ONE_DAY, Outcome.VIOLATED),
        (date(2025, 1, 1), Outcome.SATISFIED),
        (date(2027, 1, 1), Outcome.VIOLATED),  # after as_of: after the talk in any case
    ],
)
def test_the_day_of_the_talk_is_early_enough_the_day_after_is_not(
    rule: str, field: str, day: date, outcome: Outcome
) -> None:
    assert BY_THE_BOOK.with_talk(**{field: day}).finding(rule).outcome is outcome


@pytest.mark.parametrize(
    ("rule", "field"), [("ST0901", "talker_prepared_on"), ("ST0902", "self_examined_on")]
)
def test_not_recorded_read_as_not_done_violates_and_shows_no_date(rule: str, field: str) -> None:
    situation = BY_THE_BOOK.with_talk(**{field: None}).under(not_recorded="violated")
    assert situation.finding(rule).outcome is Outcome.VIOLATED
    assert situation.finding(rule).facts[field] is None


def test_the_day_of_the_talk_is_that_of_its_end() -> None:
    """A talk over midnight is one of its second day."""
    over_midnight = BY_THE_BOOK.with_talk(
        started_at=at(23),
        ended_at=at(1, day=HELD_ON + ONE_DAY),
        talker_prepared_on=HELD_ON + ONE_DAY,
    )
    assert over_midnight.finding("ST0901").outcome is Outcome.SATISFIED


def test_before_a_timely_talk_the_talker_alone_prepares() -> None:
    """Art. 9 ¶2."""
    assert TIMELY.with_talk(talker_prepared_on=None).finding("ST0901").outcome is Outcome.UNKNOWN
    assert TIMELY.find("ST0902") is None
