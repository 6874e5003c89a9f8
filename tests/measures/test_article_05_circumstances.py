"""Circumstances and the timely talks about them (Art. 5 ¶3)."""

from datetime import date, timedelta

import pytest

from supervision_talk import Circumstance, Talk
from supervision_talk.measures import POLICY_VALUES, Force, Outcome
from supervision_talk.model.vocabulary import Category, OrganizationKind, TalkKind
from tests.building import BY_THE_BOOK, Situation, changed, secretary

DAY = timedelta(days=1)
RECOGNIZED = date(2026, 3, 2)
DUE = date(2026, 3, 12)
"""Ten days on: a Thursday."""

CIRCUMSTANCE = Circumstance(
    id="c1",
    organization="town",
    person="p-town",
    category=Category.VIOLATIONS,
    recognized_on=RECOGNIZED,
)
OPEN = BY_THE_BOOK.having(circumstances=(CIRCUMSTANCE,), talks=(), rectifications=(), filings=())
IN_TEN_DAYS = OPEN.under(timely_within_days=10)


def recognized(day: date | None) -> Situation:
    return OPEN.having(circumstances=(changed(CIRCUMSTANCE, recognized_on=day),))


def talk_on(day: date, *basis: str, kind: TalkKind = TalkKind.TIMELY) -> Talk:
    return Talk(id="t", kind=kind, held_by="county", organization="town", ended_at=day, basis=basis)


def left_on(situation: Situation, day: date) -> Situation:
    return situation.without("town").adding(appointments=(secretary("p-town", "town", end=day),))


@pytest.mark.parametrize(
    ("held_on", "outcome", "days_late"),
    [
        (DUE - DAY, Outcome.SATISFIED, None),
        (DUE, Outcome.SATISFIED, None),
        (DUE + DAY, Outcome.VIOLATED, 1),
    ],
)
def test_a_talk_is_in_time_until_the_day_that_the_policy_sets(
    held_on: date, outcome: Outcome, days_late: int | None
) -> None:
    found = IN_TEN_DAYS.adding(talks=(talk_on(held_on, "c1"),)).finding("ST0507", "c1")
    assert (found.outcome, found.done_on, found.days_late) == (outcome, held_on, days_late)


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [(DUE - DAY, Outcome.PENDING), (DUE, Outcome.PENDING), (DUE + DAY, Outcome.VIOLATED)],
)
def test_without_a_talk_it_is_overdue_after_that_day(as_of: date, outcome: Outcome) -> None:
    assert IN_TEN_DAYS.on(as_of).finding("ST0507", "c1").outcome is outcome


def test_the_day_that_the_policy_sets_is_moved_off_a_day_of_rest() -> None:
    due = OPEN.under(timely_within_days=12).finding("ST0507", "c1").due
    assert due is not None
    assert (due.nominal, due.effective) == (date(2026, 3, 14), date(2026, 3, 16))


def test_the_most_days_that_a_policy_may_set_end_on_a_date_whenever_they_start() -> None:
    most = next(each.most for each in POLICY_VALUES if each.name == "timely_within_days")
    last = recognized(date(2199, 12, 31)).on(date(2199, 12, 31)).under(timely_within_days=most)
    due = last.finding("ST0507", "c1").due
    assert due is not None
    assert due.nominal == date(2299, 12, 7)


def test_without_a_number_of_days_it_stays_pending_without_a_date() -> None:
    found = OPEN.on(date(2030, 1, 1)).finding("ST0507", "c1")
    assert (found.outcome, found.due) == (Outcome.PENDING, None)


@pytest.mark.parametrize(
    ("day", "applies"),
    [(date(2026, 1, 29), False), (date(2026, 1, 30), True), (date(2026, 7, 21), False)],
)
def test_what_was_recognized_before_the_measures_or_not_yet_is_not_asked_about(
    day: date, applies: bool
) -> None:
    assert (recognized(day).on(date(2026, 7, 20)).find("ST0507", "c1") is not None) is applies


@pytest.mark.parametrize(
    "other",
    [
        talk_on(RECOGNIZED - DAY, "c1"),
        talk_on(RECOGNIZED),
        talk_on(RECOGNIZED, "c1", kind=TalkKind.REGULAR),
        changed(talk_on(RECOGNIZED, "c1"), held_by="other-town"),
    ],
    ids=["before it", "about nothing", "regular", "by somebody else"],
)
def test_only_a_timely_talk_of_the_superior_about_it_and_after_it_answers_it(other: Talk) -> None:
    assert OPEN.adding(talks=(other,)).finding("ST0507", "c1").outcome is Outcome.PENDING


def test_a_talk_answers_it_from_its_own_day_on() -> None:
    situation = OPEN.adding(talks=(talk_on(DUE, "c1"),))
    assert situation.on(DUE - DAY).finding("ST0507", "c1").outcome is Outcome.PENDING
    assert situation.on(DUE).finding("ST0507", "c1").outcome is Outcome.SATISFIED


def test_a_talk_on_the_day_of_recognition_answers_it() -> None:
    situation = OPEN.adding(talks=(talk_on(RECOGNIZED, "c1"),))
    assert situation.finding("ST0507", "c1").done_on == RECOGNIZED


@pytest.mark.parametrize(
    ("last_day", "applies"),
    [(DUE - DAY, False), (DUE, True), (DUE + DAY, True)],
)
def test_it_lapses_if_the_head_left_before_it_was_due(last_day: date, applies: bool) -> None:
    assert (left_on(IN_TEN_DAYS, last_day).find("ST0507", "c1") is not None) is applies


@pytest.mark.parametrize(
    ("last_day", "applies"), [(date(2026, 7, 19), False), (date(2026, 7, 20), True)]
)
def test_without_a_date_it_lapses_when_the_head_has_left(last_day: date, applies: bool) -> None:
    situation = left_on(OPEN, last_day).on(date(2026, 7, 20))
    assert (situation.find("ST0507", "c1") is not None) is applies


def test_that_another_head_left_or_the_head_is_to_come_later_ends_nothing() -> None:
    """Of the posts of the organization those of the person in question count, once begun."""
    left = left_on(OPEN, DUE).on(DUE + 30 * DAY)
    assert left.find("ST0507", "c1") is None
    other = secretary("p-next", "town", start=DUE + DAY, end=DUE + 60 * DAY)
    assert left.adding(appointments=(other,)).find("ST0507", "c1") is None
    again = secretary("p-town", "town", start=DUE + 60 * DAY)
    assert left.adding(appointments=(again,)).find("ST0507", "c1") is None
    returned = left.adding(appointments=(again,)).on(DUE + 60 * DAY)
    assert returned.finding("ST0507", "c1").outcome is Outcome.PENDING


def test_it_does_not_lapse_if_the_talk_was_held_or_the_head_came_back() -> None:
    left = left_on(OPEN, date(2026, 5, 1))
    held = left.adding(talks=(talk_on(date(2026, 6, 1), "c1"),))
    back = left.adding(appointments=(secretary("p-town", "town", start=date(2026, 6, 1)),))
    assert held.finding("ST0507", "c1").outcome is Outcome.SATISFIED
    assert back.finding("ST0507", "c1").outcome is Outcome.PENDING


def test_a_day_that_is_not_recorded_leaves_it_unknown_unless_it_lapsed_anyway() -> None:
    undated = recognized(None)
    found = undated.finding("ST0507", "c1")
    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("recognized_on",))
    gone = left_on(undated, date(2026, 5, 1))
    assert gone.find("ST0507", "c1") is None
    assert gone.under(timely_within_days=10).finding("ST0507", "c1").outcome is Outcome.UNKNOWN
    assert undated.under(not_recorded="violated").find("ST0507", "c1") is None


def test_the_direct_superior_bears_it_if_its_records_are_kept() -> None:
    found = OPEN.finding("ST0507", "c1")
    assert (found.bearer_ids, found.force) == (("county",), Force.MANDATORY)
    by_reference = OPEN.with_organization("county", kind=OrganizationKind.WORKING_COMMITTEE)
    assert by_reference.finding("ST0507", "c1").force is Force.BY_REFERENCE
    assert OPEN.having(kept_for=("town",)).find("ST0507", "c1") is None


def test_a_circumstance_of_an_own_organ_counts_where_organs_are_seats() -> None:
    situation = OPEN.with_organization("town", kind=OrganizationKind.WORKING_ORGAN)
    assert situation.find("ST0507", "c1") is None
    assert situation.under(own_organs_are_seats=True).find("ST0507", "c1") is not None


def test_of_several_talks_about_it_the_earliest_answers_it() -> None:
    later, earlier = talk_on(DUE, "c1"), changed(talk_on(RECOGNIZED + DAY, "c1"), id="t2")
    found = OPEN.adding(talks=(later, earlier)).finding("ST0507", "c1")
    assert (found.done_on, found.facts["answered_by"]) == (RECOGNIZED + DAY, "t2")


def test_of_several_headships_the_last_to_end_tells_when_the_head_left() -> None:
    posts = tuple(secretary("p-town", "town", end=end) for end in (DUE, DUE - DAY))
    assert IN_TEN_DAYS.without("town").adding(appointments=posts).find("ST0507", "c1") is not None


def test_somebody_who_only_acts_leaves_it_open_if_acting_heads_count_alone() -> None:
    """Who was secretary until the day before it was due acts in the post from then on."""
    posts = (
        secretary("p-town", "town", end=DUE - DAY),
        secretary("p-town", "town", start=DUE, acting=True),
    )
    situation = IN_TEN_DAYS.without("town").adding(appointments=posts)
    assert situation.find("ST0507", "c1") is not None
    assert situation.under(acting_heads_count=False).find("ST0507", "c1") is None
