"""Art. 11: measures in a month, a report on the rectification in three, and what is in them."""

from datetime import date, timedelta

import pytest

from supervision_talk import Measure, Problem
from supervision_talk.calendar import DueDate
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Concern, ReportContent
from tests.building import BY_THE_BOOK, HELD_ON, M1, M3, Situation, changed, secretary

ONE_DAY = timedelta(days=1)
SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome
HARD = {"ST1101": M1, "ST1102": M1, "ST1106": M3}
FIELD = {
    "ST1101": "measures_proposed_on",
    "ST1102": "measures_reported_on",
    "ST1106": "progress_reported_on",
}
NOTHING_DONE = BY_THE_BOOK.with_rectification(
    measures_proposed_on=None,
    measures_reported_on=None,
    team_notified_on=None,
    progress_reported_on=None,
)


def held_on(day: date) -> Situation:
    return NOTHING_DONE.with_talk(
        started_at=None, ended_at=day, talker_prepared_on=day, self_examined_on=day, steps=()
    )


@pytest.mark.parametrize("rule", HARD)
@pytest.mark.parametrize(
    ("days", "outcome", "days_late"),
    [(-1, SATISFIED, None), (0, SATISFIED, None), (1, VIOLATED, 1), (11, VIOLATED, 11)],
)
def test_done_by_the_due_date_is_in_time_the_day_after_is_late(
    rule: str, days: int, outcome: Outcome, days_late: int | None
) -> None:
    day = HARD[rule] + days * ONE_DAY
    finding = NOTHING_DONE.with_rectification(**{FIELD[rule]: day}).finding(rule)
    assert (finding.outcome, finding.done_on, finding.days_late) == (outcome, day, days_late)
    assert finding.due == DueDate(nominal=HARD[rule], effective=HARD[rule])


@pytest.mark.parametrize("rule", HARD)
@pytest.mark.parametrize(
    ("days", "outcome", "days_late"),
    [(-1, PENDING, None), (0, PENDING, None), (1, VIOLATED, 1), (11, VIOLATED, 11)],
)
def test_not_done_is_open_on_the_due_date_and_overdue_the_day_after(
    rule: str, days: int, outcome: Outcome, days_late: int | None
) -> None:
    for situation in (
        NOTHING_DONE,
        NOTHING_DONE.having(rectifications=()),
        NOTHING_DONE.under(not_recorded="violated"),
    ):
        finding = situation.on(HARD[rule] + days * ONE_DAY).finding(rule)
        assert (finding.outcome, finding.days_late) == (outcome, days_late)
        assert finding.done_on is None
        assert finding.missing == ()


@pytest.mark.parametrize("rule", HARD)
def test_an_act_after_as_of_has_not_happened_yet(rule: str) -> None:
    due = HARD[rule]
    situation = NOTHING_DONE.with_rectification(**{FIELD[rule]: due})
    assert situation.on(due - ONE_DAY).finding(rule).outcome is PENDING
    assert situation.on(due).finding(rule).outcome is SATISFIED


@pytest.mark.parametrize(
    ("day", "rule", "nominal", "effective", "provisional"),
    [
        # Saturday, a plain one
        (date(2026, 2, 28), "ST1101", date(2026, 3, 28), date(2026, 3, 30), False),
        # Saturday, a make-up workday
        (date(2026, 1, 31), "ST1101", date(2026, 2, 28), date(2026, 2, 28), False),
        # into National Day
        (date(2026, 7, 1), "ST1106", date(2026, 10, 1), date(2026, 10, 8), False),
        (date(2026, 11, 30), "ST1106", date(2027, 2, 28), date(2027, 3, 1), True),
    ],
)
def test_in_extension_is_after_the_nominal_and_not_after_the_effective_due_date(
    day: date, rule: str, nominal: date, effective: date, *, provisional: bool
) -> None:
    """The day after the nominal date, the effective one, and the day after that."""
    situation = held_on(day).on(date(2027, 6, 1))
    for done_on in {nominal, nominal + ONE_DAY, effective, effective + ONE_DAY}:
        finding = situation.with_rectification(**{FIELD[rule]: done_on}).finding(rule)
        assert finding.due == DueDate(nominal=nominal, effective=effective, provisional=provisional)
        late = (done_on - effective).days
        assert finding.outcome is (VIOLATED if late > 0 else SATISFIED)
        assert finding.days_late == (late if late > 0 else None)
        assert finding.in_extension is (nominal < done_on <= effective)


def test_not_done_in_extension_is_still_open() -> None:
    """The day after the nominal date the act is not overdue."""
    situation = held_on(date(2026, 2, 28))
    for as_of, outcome in (
        (date(2026, 3, 28), PENDING),
        (date(2026, 3, 29), PENDING),
        (date(2026, 3, 30), PENDING),
        (date(2026, 3, 31), VIOLATED),
    ):
        finding = situation.on(as_of).finding("ST1101")
        assert finding.outcome is outcome
        assert finding.in_extension is False
    assert situation.on(date(2026, 3, 31)).finding("ST1101").days_late == 1


# Policy


@pytest.mark.parametrize(
    ("values", "first", "second"),
    [
        ({}, M1, M3),
        ({"progress_within_months": 2}, M1, date(2026, 5, 11)),  # 10 May is a Sunday
        ({"progress_within_months": 1}, M1, M1),
        ({"measures_within_days": 15}, date(2026, 3, 25), M3),
        ({"measures_within_days": 28}, date(2026, 4, 7), M3),
        ({"measures_within_days": 1}, date(2026, 3, 11), M3),
        ({"progress_within_days": 60}, M1, date(2026, 5, 9)),  # a make-up Saturday
        ({"progress_within_days": 89}, M1, date(2026, 6, 8)),  # 7 June is a Sunday
    ],
)
def test_the_policy_may_shorten_the_periods(
    values: dict[str, object], first: date, second: date
) -> None:
    """The soft due dates move with the hard ones."""
    situation = NOTHING_DONE.under(**values)
    due = {each.rule: each.due for each in situation.findings() if each.subject.id == "t1"}
    effective = {rule: date_.effective for rule, date_ in due.items() if date_ is not None}
    assert effective == {
        "ST1101": first,
        "ST1102": first,
        "ST1106": second,
        "ST1201": second,
        "ST1202": second,
    }


@pytest.mark.parametrize(
    ("month_end", "nominal"),
    [("corresponding_day", date(2026, 3, 28)), ("last_day", date(2026, 3, 31))],
)
def test_a_month_from_a_months_last_day_ends_as_the_policy_says(
    month_end: str, nominal: date
) -> None:
    due = held_on(date(2026, 2, 28)).under(month_end=month_end).finding("ST1101").due
    assert due is not None
    assert due.nominal == nominal


@pytest.mark.parametrize(
    ("day", "roll", "effective"),
    [
        (date(2026, 2, 28), "rest_days", date(2026, 3, 30)),
        (date(2026, 2, 28), "public_holidays", date(2026, 3, 28)),
        (date(2026, 2, 28), "none", date(2026, 3, 28)),
        (date(2026, 9, 1), "rest_days", date(2026, 10, 8)),
        (date(2026, 9, 1), "public_holidays", date(2026, 10, 8)),
        (date(2026, 9, 1), "none", date(2026, 10, 1)),
    ],
)
def test_due_dates_roll_as_the_policy_says(day: date, roll: str, effective: date) -> None:
    due = held_on(day).under(roll=roll).on(date(2027, 1, 1)).finding("ST1101").due
    assert due is not None
    assert due.effective == effective


@pytest.mark.parametrize("as_of", [M1, M1 + ONE_DAY, date(2027, 12, 31)])
def test_the_report_of_the_measures_has_no_date_where_the_policy_gives_it_none(
    as_of: date,
) -> None:
    """Policy measures_report_due=none: pending until reported, never late."""
    open_ = NOTHING_DONE.under(measures_report_due="none").on(as_of).finding("ST1102")
    assert (open_.outcome, open_.due, open_.days_late) == (PENDING, None, None)
    late = M1 + 30 * ONE_DAY
    done = NOTHING_DONE.with_rectification(measures_reported_on=late)
    finding = done.under(measures_report_due="none").finding("ST1102")
    assert (finding.outcome, finding.done_on, finding.days_late) == (SATISFIED, late, None)
    assert done.finding("ST1102").outcome is VIOLATED


# ST1101


@pytest.mark.parametrize(
    ("proposed", "reported", "done_on"),
    [
        (M1, None, M1),
        (None, M1, M1),
        (M1 - ONE_DAY, M1, M1 - ONE_DAY),
        (M1, M1 - ONE_DAY, M1 - ONE_DAY),
        (M1 + ONE_DAY, M1, M1),
        (date(2027, 1, 1), M1, M1),  # the proposal is dated after as_of
        (M1, date(2027, 1, 1), M1),
    ],
)
def test_measures_are_proposed_when_they_are_proposed_or_reported_first(
    proposed: date | None, reported: date | None, done_on: date
) -> None:
    """What is reported has been proposed."""
    finding = NOTHING_DONE.with_rectification(
        measures_proposed_on=proposed, measures_reported_on=reported
    ).finding("ST1101")
    assert (finding.outcome, finding.done_on) == (SATISFIED, done_on)


def test_a_proposal_is_no_report() -> None:
    situation = NOTHING_DONE.with_rectification(measures_proposed_on=M1)
    assert situation.finding("ST1102").outcome is VIOLATED
    for rule in ("ST1103", "ST1104", "ST1107"):
        assert situation.find(rule) is None


# The interviewee's last day in office


def test_a_duty_shows_that_the_interviewee_left_before_it_was_due() -> None:
    """Among the facts; it changes no outcome."""
    left = NOTHING_DONE.without("town").adding(
        appointments=(secretary("p-town", "town", end=date(2026, 4, 1)),)
    )
    for rule in HARD:
        finding = left.finding(rule)
        assert finding.facts["interviewee_left_on"] == "2026-04-01"
        assert finding.outcome is NOTHING_DONE.finding(rule).outcome
        assert "interviewee_left_on" not in NOTHING_DONE.finding(rule).facts


def test_of_several_posts_the_last_to_end_tells_when_the_interviewee_left() -> None:
    posts = [date(2026, 5, 1), date(2026, 6, 1), date(2026, 4, 1)]
    left = NOTHING_DONE.without("town").adding(
        appointments=tuple(secretary("p-town", "town", end=end) for end in posts)
    )
    assert left.finding("ST1101").facts["interviewee_left_on"] == "2026-06-01"
    still_there = left.adding(appointments=(secretary("p-town", "town"),))
    assert "interviewee_left_on" not in still_there.finding("ST1101").facts


def test_who_acted_in_the_post_and_was_then_appointed_did_not_leave() -> None:
    acting = secretary("p-town", "town", end=date(2026, 4, 1), acting=True)
    follows = secretary("p-town", "town", start=date(2026, 4, 2))
    stayed = NOTHING_DONE.without("town").adding(appointments=(acting, follows))
    assert "interviewee_left_on" not in stayed.finding("ST1101").facts
    came_back = changed(follows, start=date(2026, 4, 3))
    left = NOTHING_DONE.without("town").adding(appointments=(came_back, acting))
    assert left.finding("ST1101").facts["interviewee_left_on"] == "2026-04-01"


def test_a_successor_does_not_keep_the_interviewee_in_office() -> None:
    left = NOTHING_DONE.without("town").adding(
        appointments=(
            secretary("p-before", "town", start=date(2016, 1, 1), end=date(2021, 12, 9)),
            secretary("p-town", "town", end=date(2026, 4, 1)),
            secretary("p-after", "town", start=date(2026, 4, 2)),
        )
    )
    assert left.finding("ST1101").facts["interviewee_left_on"] == "2026-04-01"
    returned = left.adding(
        appointments=(secretary("p-town", "town", start=date(2026, 4, 2), end=date(2026, 5, 1)),)
    )
    assert returned.finding("ST1101").facts["interviewee_left_on"] == "2026-05-01"


def test_who_acts_in_the_post_from_the_next_day_on_left_if_acting_heads_do_not_count() -> None:
    posts = (
        secretary("p-town", "town", end=date(2026, 4, 1)),
        secretary("p-town", "town", start=date(2026, 4, 2), acting=True),
    )
    acts = NOTHING_DONE.without("town").adding(appointments=posts)
    assert "interviewee_left_on" not in acts.finding("ST1101").facts
    left = acts.under(acting_heads_count=False).finding("ST1101")
    assert left.facts["interviewee_left_on"] == "2026-04-01"


def test_nobody_left_whose_last_day_is_still_to_come() -> None:
    left = NOTHING_DONE.without("town").adding(
        appointments=(secretary("p-town", "town", end=date(2026, 7, 1)),)
    )
    assert "interviewee_left_on" not in left.on(date(2026, 7, 1)).finding("ST1101").facts
    assert left.on(date(2026, 7, 2)).finding("ST1101").facts["interviewee_left_on"] == "2026-07-01"


def test_somebody_named_twice_among_the_interviewees_is_one() -> None:
    twice = NOTHING_DONE.with_talk(interviewees=("p-town", "p-town"))
    twice = twice.without("town").adding(
        appointments=(secretary("p-town", "town", end=date(2026, 4, 1)),)
    )
    finding = twice.finding("ST1101")
    assert finding.bearer_ids == ("p-town",)
    assert finding.facts["interviewee_left_on"] == "2026-04-01"


# What is asked of a report


REPORT_RULES = ("ST1103", "ST1104", "ST1107")


@pytest.mark.parametrize("rule", REPORT_RULES)
def test_what_is_asked_of_a_report_is_asked_from_its_day_on(rule: str) -> None:
    """A report after as_of has not been made."""
    reported = BY_THE_BOOK.with_rectification(progress_reported_on=None)
    assert reported.on(date(2026, 4, 7)).find(rule) is None
    assert reported.on(date(2026, 4, 8)).find(rule) is not None


@pytest.mark.parametrize(
    ("contents", "outcome"),
    [
        (tuple(ReportContent), SATISFIED),
        ((ReportContent.THOUGHTS,), VIOLATED),
        ((ReportContent.MEASURES,), VIOLATED),
        ((ReportContent.MEASURES, ReportContent.MEASURES), VIOLATED),
        ((), VIOLATED),
        (None, UNKNOWN),
    ],
)
def test_a_report_contains_thoughts_and_measures(
    contents: tuple[ReportContent, ...] | None, outcome: Outcome
) -> None:
    situation = BY_THE_BOOK.with_rectification(report_contents=contents)
    assert situation.finding("ST1103").outcome is outcome
    read = situation.under(not_recorded="violated").finding("ST1103").outcome
    assert read is (VIOLATED if contents is None else outcome)


BOTH, FIRST, NEITHER = ("b1", "b2"), ("b1",), ()


@pytest.mark.parametrize(
    ("answered", "outcome", "missing"),
    [
        ([BOTH], SATISFIED, ()),
        ([FIRST, ("b2",)], SATISFIED, ()),
        ([FIRST, FIRST], VIOLATED, ()),
        ([NEITHER], VIOLATED, ()),
        ([], VIOLATED, ()),
        ([BOTH, None], SATISFIED, ()),  # the null measure changes nothing
        ([FIRST, None], UNKNOWN, ("rectification.measures.problems",)),
        ([None], UNKNOWN, ("rectification.measures.problems",)),
        (None, UNKNOWN, ("rectification.measures",)),
    ],
)
def test_every_problem_is_named_by_a_measure(
    answered: list[tuple[str, ...] | None] | None, outcome: Outcome, missing: tuple[str, ...]
) -> None:
    measures = None
    if answered is not None:
        measures = tuple(
            Measure(id=f"m{number}", problems=problems, first_responsibility=False)
            for number, problems in enumerate(answered)
        )
    situation = BY_THE_BOOK.with_rectification(measures=measures)
    finding = situation.finding("ST1104")
    assert (finding.outcome, finding.missing) == (outcome, missing)
    if outcome is VIOLATED:
        named = {problem for each in answered or () for problem in each or ()}
        assert finding.facts["unanswered_problem_count"] == len({*BOTH} - named)
    read = situation.under(not_recorded="violated").finding("ST1104").outcome
    assert read is (VIOLATED if outcome is UNKNOWN else outcome)


@pytest.mark.parametrize(
    ("measures", "missing"),
    [
        ((), ("problems",)),
        (None, ("problems", "rectification.measures")),
        (
            (Measure(id="m1", first_responsibility=False),),
            ("problems", "rectification.measures.problems"),
        ),
    ],
)
def test_problems_not_recorded_leave_open_whether_they_are_answered(
    measures: tuple[Measure, ...] | None, missing: tuple[str, ...]
) -> None:
    situation = BY_THE_BOOK.with_talk(problems=None).with_rectification(measures=measures)
    finding = situation.finding("ST1104")
    assert (finding.outcome, finding.missing) == (UNKNOWN, missing)
    assert situation.under(not_recorded="violated").find("ST1104") is None


def test_without_problems_there_is_nothing_to_answer() -> None:
    situation = BY_THE_BOOK.with_talk(problems=()).with_rectification(measures=())
    assert situation.find("ST1104") is None


@pytest.mark.parametrize(
    ("reported_to", "outcome"), [(None, SATISFIED), ("county", SATISFIED), ("town", VIOLATED)]
)
def test_reports_go_to_the_committee_that_held_the_talk(
    reported_to: str | None, outcome: Outcome
) -> None:
    """Null means that committee, also where nulls are read as not done."""
    situation = BY_THE_BOOK.with_rectification(reported_to=reported_to)
    assert situation.finding("ST1107").outcome is outcome
    assert situation.under(not_recorded="violated").finding("ST1107").outcome is outcome


def test_a_report_on_the_rectification_alone_has_an_addressee_too() -> None:
    situation = NOTHING_DONE.with_rectification(progress_reported_on=M3, reported_to="town")
    assert situation.on(M3 - ONE_DAY).find("ST1107") is None
    assert situation.on(M3).finding("ST1107").outcome is VIOLATED
    assert situation.find("ST1103") is None


# ST1105


PROPOSED = BY_THE_BOOK.with_rectification(
    measures_reported_on=None, progress_reported_on=None, team_notified_on=None
)


@pytest.mark.parametrize(
    ("notified", "as_of", "outcome", "days_late"),
    [
        (None, M3, PENDING, None),
        (None, M3 + ONE_DAY, VIOLATED, 1),
        (M3 + ONE_DAY, M3, PENDING, None),
        (M3 + ONE_DAY, M3 + ONE_DAY, SATISFIED, None),  # soft
        (HELD_ON, M3, SATISFIED, None),
    ],
)
def test_the_team_is_told_of_measures_about_the_first_responsibility(
    notified: date | None, as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    finding = PROPOSED.with_rectification(team_notified_on=notified).on(as_of).finding("ST1105")
    assert (finding.outcome, finding.days_late) == (outcome, days_late)
    assert finding.in_extension is False


@pytest.mark.parametrize("as_of", [date(2026, 4, 1), M3, M3 + ONE_DAY])
def test_measures_not_recorded_leave_open_whether_the_team_is_to_be_told(as_of: date) -> None:
    """Unknown, before the due date too; told, nothing is wrong either way."""
    situation = PROPOSED.with_rectification(measures=None).on(as_of)
    finding = situation.finding("ST1105")
    assert (finding.outcome, finding.missing) == (UNKNOWN, ("rectification.measures",))
    assert finding.due is not None
    assert finding.due.effective == M3
    told = situation.with_rectification(team_notified_on=as_of).finding("ST1105")
    assert (told.outcome, told.done_on) == (SATISFIED, as_of)
    later = situation.with_rectification(team_notified_on=as_of + ONE_DAY).finding("ST1105")
    assert later.outcome is UNKNOWN
    assert situation.under(not_recorded="violated").find("ST1105") is None


def test_nobody_is_told_before_measures_are_there() -> None:
    assert NOTHING_DONE.find("ST1105") is None
    assert PROPOSED.on(date(2026, 3, 31)).find("ST1105") is None
    assert PROPOSED.on(date(2026, 4, 1)).find("ST1105") is not None


def test_other_measures_are_not_told() -> None:
    rectification = PROPOSED.rectifications[0]
    assert rectification.measures is not None
    others = tuple(changed(each, first_responsibility=False) for each in rectification.measures)
    assert PROPOSED.with_rectification(measures=others).find("ST1105") is None


def test_a_problem_of_the_first_responsibility_alone_asks_for_no_notice() -> None:
    """It is the measures that are told, not the problems."""
    problem = Problem(id="b1", concerns=Concern.FIRST_RESPONSIBILITY)
    situation = PROPOSED.with_talk(problems=(problem,)).with_rectification(measures=())
    assert situation.find("ST1105") is None
