"""The yearly plan and its items (Art. 5 ¶2): which years, by when, which talk does which item."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from supervision_talk import AnnualPlan, PlanItem, Talk
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import TalkKind
from tests.building import BUREAU, BY_THE_BOOK, COUNTY, SCHOOL, Situation, changed

DAY = timedelta(days=1)
YEAR_END = date(2026, 12, 31)


def years_of(situation: Situation, committee: str) -> list[str]:
    """Give the years for which the committee owes a plan."""
    return [
        each.subject.id.partition("/")[2]
        for each in situation.findings()
        if each.rule == "ST0501" and each.subject.id.startswith(f"{committee}/")
    ]


def planned(*items: PlanItem, adopted_on: date = date(2026, 2, 1), year: int = 2026) -> Situation:
    plan = AnnualPlan(organization="county", year=year, adopted_on=adopted_on, items=items)
    return BY_THE_BOOK.having(plans=(plan,), talks=(), rectifications=(), filings=())


def item(id: str, due_on: date | None = None, organization: str = "town") -> PlanItem:
    return PlanItem(id=id, organization=organization, due_on=due_on)


def talk(
    id: str, day: date, plan_item: str | None = None, kind: TalkKind = TalkKind.REGULAR
) -> Talk:
    return Talk(
        id=id,
        kind=kind,
        held_by="county",
        organization="town",
        ended_at=day,
        plan_item=plan_item,
    )


def done_by(situation: Situation, items: Sequence[str]) -> list[object]:
    return [situation.finding("ST0504", each).facts.get("done_by") for each in items]


@pytest.mark.parametrize(
    ("adopted_on", "outcome", "days_late"),
    [
        (YEAR_END - DAY, Outcome.SATISFIED, None),
        (YEAR_END, Outcome.SATISFIED, None),
        (YEAR_END + DAY, Outcome.VIOLATED, 1),
    ],
)
def test_a_plan_is_in_time_until_the_last_day_of_its_year(
    adopted_on: date, outcome: Outcome, days_late: int | None
) -> None:
    situation = planned(adopted_on=adopted_on).on(date(2027, 2, 1))
    found = situation.finding("ST0501", "county/2026")
    assert (found.outcome, found.done_on, found.days_late) == (outcome, adopted_on, days_late)


@pytest.mark.parametrize(
    ("as_of", "outcome", "days_late"),
    [
        (YEAR_END - DAY, Outcome.PENDING, None),
        (YEAR_END, Outcome.PENDING, None),
        (YEAR_END + DAY, Outcome.VIOLATED, 1),
    ],
)
def test_a_plan_that_is_not_there_is_overdue_after_the_last_day(
    as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    found = BY_THE_BOOK.on(as_of).finding("ST0501", "county/2026")
    assert (found.outcome, found.days_late) == (outcome, days_late)


def test_a_plan_adopted_after_the_day_of_the_audit_is_not_adopted_yet() -> None:
    situation = planned(adopted_on=date(2026, 7, 21)).on(date(2026, 7, 20))
    assert situation.finding("ST0501", "county/2026").outcome is Outcome.PENDING
    assert situation.find("ST0502", "county/2026") is None


def test_the_policy_may_want_the_plan_earlier() -> None:
    situation = BY_THE_BOOK.under(plan_due="03-31")
    due = situation.finding("ST0501", "county/2026").due
    assert due is not None
    assert (due.nominal, due.effective, due.provisional) == (
        date(2026, 3, 31),
        date(2026, 3, 31),
        False,
    )


@pytest.mark.parametrize(
    ("as_of", "years"),
    [
        (date(2026, 1, 29), []),
        (date(2026, 1, 30), ["2026"]),
        (date(2026, 12, 31), ["2026"]),
        (date(2027, 1, 1), ["2026", "2027"]),
    ],
)
def test_years_count_from_the_day_of_the_measures_to_the_day_of_the_audit(
    as_of: date, years: list[str]
) -> None:
    assert years_of(BY_THE_BOOK.on(as_of), "county") == years


@pytest.mark.parametrize(
    ("established_on", "abolished_on", "years"),
    [
        (None, date(2027, 1, 1), ["2026"]),
        (None, date(2027, 1, 2), ["2026", "2027"]),
        (date(2026, 12, 31), None, ["2026", "2027", "2028"]),
        (date(2027, 1, 1), None, ["2027", "2028"]),
        (None, date(2026, 1, 30), []),
        (None, date(2026, 1, 31), ["2026"]),
    ],
)
def test_a_year_counts_if_there_was_somebody_to_talk_with_on_one_day_of_it(
    established_on: date | None, abolished_on: date | None, years: list[str]
) -> None:
    school = changed(SCHOOL, established_on=established_on, abolished_on=abolished_on)
    situation = BY_THE_BOOK.having(organizations=(COUNTY, BUREAU, school)).having(
        appointments=(), talks=(), rectifications=(), filings=()
    )
    assert years_of(situation.on(date(2028, 6, 1)), "bureau") == years


def test_years_between_two_subordinates_do_not_count() -> None:
    first = changed(SCHOOL, id="first", abolished_on=date(2027, 1, 1))
    last = changed(SCHOOL, id="last", established_on=date(2029, 1, 1))
    situation = BY_THE_BOOK.having(organizations=(COUNTY, BUREAU, first, last)).having(
        appointments=(), talks=(), rectifications=(), filings=()
    )
    assert years_of(situation.on(date(2029, 6, 1)), "bureau") == ["2026", "2029"]


def test_a_committee_whose_records_are_not_kept_owes_no_plan() -> None:
    assert years_of(BY_THE_BOOK.having(kept_for=()), "county") == []


def test_every_item_needs_somebody_and_a_day() -> None:
    whole = PlanItem(id="i1", organization="town", responsible="…", due_on=YEAR_END)
    nobody = PlanItem(id="i2", organization="town", due_on=YEAR_END)
    no_day = PlanItem(id="i3", organization="town", talker="p-county")
    for items, outcome in [
        ((whole,), Outcome.SATISFIED),
        ((whole, nobody), Outcome.VIOLATED),
        ((whole, no_day), Outcome.VIOLATED),
    ]:
        assert planned(*items).finding("ST0502", "county/2026").outcome is outcome


@pytest.mark.parametrize(
    ("held_on", "outcome", "days_late"),
    [
        (date(2026, 6, 29), Outcome.SATISFIED, None),
        (date(2026, 6, 30), Outcome.SATISFIED, None),
        (date(2026, 7, 1), Outcome.VIOLATED, 1),
    ],
)
def test_an_item_is_done_in_time_by_a_talk_on_or_before_its_date(
    held_on: date, outcome: Outcome, days_late: int | None
) -> None:
    situation = planned(item("i1", date(2026, 6, 30))).adding(talks=(talk("t", held_on),))
    found = situation.finding("ST0504", "i1")
    assert (found.outcome, found.done_on, found.days_late) == (outcome, held_on, days_late)


def test_the_date_of_an_item_is_not_moved_off_a_day_of_rest() -> None:
    saturday = date(2026, 7, 4)
    due = planned(item("i1", saturday)).finding("ST0504", "i1").due
    assert due is not None
    assert (due.nominal, due.effective) == (saturday, saturday)


def test_an_item_without_a_date_is_due_at_the_end_of_the_plans_year() -> None:
    due = planned(item("i1")).finding("ST0504", "i1").due
    assert due is not None
    assert due.effective == YEAR_END


def test_a_talk_that_names_an_item_does_it_in_whatever_year() -> None:
    situation = planned(item("i1")).on(date(2027, 3, 1))
    named = situation.adding(talks=(talk("t", date(2027, 1, 15), "i1"),))
    unnamed = situation.adding(talks=(talk("t", date(2027, 1, 15)),))
    assert named.finding("ST0504", "i1").done_on == date(2027, 1, 15)
    assert unnamed.finding("ST0504", "i1").done_on is None


def test_of_several_talks_that_name_an_item_the_earliest_does_it() -> None:
    """Whichever stands first in the register."""
    talks = (talk("t2", date(2026, 4, 2), "i1"), talk("t1", date(2026, 4, 1), "i1"))
    for listed in (talks, talks[::-1]):
        assert done_by(planned(item("i1")).adding(talks=listed), ["i1"]) == ["t1"]


def test_a_talk_that_names_an_item_does_no_other() -> None:
    situation = planned(item("i1", date(2026, 5, 1)), item("i2", date(2026, 6, 1)))
    situation = situation.adding(talks=(talk("t", date(2026, 4, 1), "i2"),))
    assert done_by(situation, ["i1", "i2"]) == [None, "t"]


def test_a_talk_that_names_an_item_and_is_still_to_come_leaves_it_to_another() -> None:
    situation = planned(item("i1")).on(date(2026, 7, 20))
    to_come = situation.adding(talks=(talk("t1", date(2026, 7, 21), "i1"),))
    assert done_by(to_come, ["i1"]) == [None]
    assert done_by(to_come.adding(talks=(talk("t2", date(2026, 7, 1)),)), ["i1"]) == ["t2"]


def test_a_talk_does_the_item_that_it_names_from_its_own_day_on() -> None:
    situation = planned(item("i1")).adding(talks=(talk("t", date(2026, 4, 1), "i1"),))
    assert done_by(situation.on(date(2026, 3, 31)), ["i1"]) == [None]
    assert done_by(situation.on(date(2026, 4, 1)), ["i1"]) == ["t"]


def test_a_talk_that_names_nothing_does_an_item_from_its_own_day_on() -> None:
    situation = planned(item("i1")).adding(talks=(talk("t", date(2026, 4, 1)),))
    assert done_by(situation.on(date(2026, 3, 31)), ["i1"]) == [None]
    assert done_by(situation.on(date(2026, 4, 1)), ["i1"]) == ["t"]


def test_talks_that_name_nothing_are_given_out_one_each_by_due_date() -> None:
    situation = planned(item("a-late", date(2026, 6, 1)), item("b-early", date(2026, 5, 1)))
    one = situation.adding(talks=(talk("t1", date(2026, 4, 1)),))
    two = one.adding(talks=(talk("t0", date(2026, 4, 2)),))
    assert done_by(one, ["b-early", "a-late"]) == ["t1", None]
    assert done_by(two, ["b-early", "a-late"]) == ["t1", "t0"]


def test_items_of_one_day_are_served_by_id() -> None:
    situation = planned(item("b", date(2026, 5, 1)), item("a", date(2026, 5, 1)))
    situation = situation.adding(talks=(talk("t", date(2026, 4, 1)),))
    assert done_by(situation, ["a", "b"]) == ["t", None]


@pytest.mark.parametrize(
    "other",
    [
        talk("t", date(2026, 4, 1), kind=TalkKind.TIMELY),
        talk("t", date(2025, 12, 31)),
        talk("t", date(2026, 7, 21)),
        changed(talk("t", date(2026, 4, 1)), organization="other-town"),
        changed(talk("t", date(2026, 4, 1)), ended_at=None),
    ],
    ids=["timely", "the year before", "not held yet", "with another town", "never held"],
)
def test_what_is_no_talk_of_the_plan_does_no_item(other: Talk) -> None:
    situation = planned(item("i1")).adding(talks=(other,)).on(date(2026, 7, 20))
    assert situation.finding("ST0504", "i1").outcome is Outcome.PENDING
    followed = situation.adding(talks=(talk("t2", date(2026, 7, 1)),))
    assert done_by(followed, ["i1"]) == ["t2"]


def test_a_talk_before_the_measures_may_do_an_item() -> None:
    situation = planned(item("i1")).adding(talks=(talk("t", date(2026, 1, 15)),))
    assert situation.finding("ST0504", "i1").outcome is Outcome.SATISFIED


@pytest.mark.parametrize(
    ("year", "adopted_on"), [(2025, date(2025, 2, 1)), (2026, date(2026, 8, 1))]
)
def test_items_of_an_old_plan_or_one_not_adopted_are_not_asked_about(
    year: int, adopted_on: date
) -> None:
    situation = planned(item("i1"), adopted_on=adopted_on, year=year)
    assert situation.find("ST0504", "i1") is None
