"""How conditions and dates make outcomes, each way in which a rule can be declared."""

from datetime import date

import attrs
import pytest

from supervision_talk import Policy, RuleSet
from supervision_talk.audit.judging import OUTCOMES, Judge
from supervision_talk.calendar import ChinaCalendar, DueDate
from supervision_talk.measures import ALWAYS, Outcome, Rule
from tests.audit.a_host import DUE, DUTY, REQUIREMENT, Given, given, visit

BEFORE, AFTER = date(2026, 6, 9), date(2026, 6, 11)
SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome


def judge_of(rule: Rule) -> Judge:
    return Judge(RuleSet("host/1", (rule,)), visit, Policy(), ChinaCalendar())


def outcome(rule: Rule, facts: Given, as_of: date = DUE) -> Outcome | None:
    (verdict,) = judge_of(rule).verdicts(facts, as_of)
    return OUTCOMES[verdict]


@pytest.mark.parametrize(
    ("applies", "holds", "expected"),
    [
        (True, True, SATISFIED),
        (True, False, VIOLATED),
        (True, None, UNKNOWN),
        (False, True, None),
        (False, False, None),
        (False, None, None),
        (None, True, SATISFIED),  # nothing is wrong either way
        (None, False, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_a_requirement_is_judged_where_it_applies(
    applies: bool | None, holds: bool | None, expected: Outcome | None
) -> None:
    assert outcome(REQUIREMENT, given(applies=applies, holds=holds)) == expected


@pytest.mark.parametrize(
    ("applies", "done", "as_of", "expected"),
    [
        (True, True, BEFORE, SATISFIED),
        (True, False, BEFORE, PENDING),
        (True, False, DUE, PENDING),
        (True, False, AFTER, VIOLATED),
        (True, None, DUE, PENDING),
        (True, None, AFTER, UNKNOWN),
        (False, False, AFTER, None),
        (False, True, AFTER, None),
        (None, True, AFTER, SATISFIED),
        (None, False, BEFORE, UNKNOWN),  # not even whether it is owed is known
        (None, None, AFTER, UNKNOWN),
    ],
)
def test_a_duty_is_open_until_its_date_and_then_overdue_or_unknown(
    applies: bool | None, done: bool | None, as_of: date, expected: Outcome | None
) -> None:
    assert outcome(DUTY, given(applies=applies, holds=done), as_of) == expected


@pytest.mark.parametrize(
    ("applies", "done_on", "expected"),
    [
        (True, BEFORE, SATISFIED),
        (True, DUE, SATISFIED),
        (True, AFTER, VIOLATED),
        (True, None, SATISFIED),  # done, without a day of its own
        (None, AFTER, UNKNOWN),
        (None, DUE, SATISFIED),
    ],
)
def test_an_act_is_late_from_the_day_after(
    applies: bool | None, done_on: date | None, expected: Outcome
) -> None:
    facts = given(applies=applies, holds=True, done_on=done_on)
    assert outcome(DUTY, facts, date(2026, 12, 31)) is expected
    soft = attrs.evolve(DUTY, soft=True)
    assert outcome(soft, facts, date(2026, 12, 31)) is SATISFIED


@pytest.mark.parametrize(
    ("counts", "done_on", "expected"),
    [
        (True, DUE, SATISFIED),
        (False, DUE, VIOLATED),
        (None, DUE, UNKNOWN),
        (True, AFTER, VIOLATED),
        (False, AFTER, VIOLATED),
        (None, AFTER, VIOLATED),  # late whatever it was like
    ],
)
def test_an_act_that_is_not_as_required_violates_at_once(
    counts: bool | None, done_on: date, expected: Outcome
) -> None:
    duty = attrs.evolve(DUTY, provided=visit.counts)
    facts = given(holds=True, counts=counts, done_on=done_on)
    assert outcome(duty, facts, done_on) is expected
    undecided = facts._replace(applies=None)
    expected_where_undecided = UNKNOWN if expected is VIOLATED else expected
    assert outcome(duty, undecided, done_on) is expected_where_undecided


@pytest.mark.parametrize("as_of", [BEFORE, DUE, AFTER, date(2199, 12, 31)])
def test_a_duty_without_a_date_is_pending_until_done(as_of: date) -> None:
    for duty, facts in (
        (attrs.evolve(DUTY, due=None), given(holds=False)),
        (DUTY, given(holds=False, due_on=None)),
    ):
        assert outcome(duty, facts, as_of) is PENDING
        done = facts._replace(holds=True, done_on=as_of)
        assert outcome(duty, done, as_of) is SATISFIED


@pytest.mark.parametrize(
    ("over", "as_of", "expected"),
    [
        (True, BEFORE, VIOLATED),
        (False, AFTER, PENDING),  # a planned end that has passed
        (None, AFTER, PENDING),
    ],
)
def test_what_ends_by_something_else_than_its_date_is_overdue_then(
    over: bool | None, as_of: date, expected: Outcome
) -> None:
    duty = attrs.evolve(DUTY, overdue=visit.over, soft=True)
    assert outcome(duty, given(holds=False, over=over), as_of) is expected
    undated = given(holds=False, over=over, due_on=None)
    assert outcome(duty, undated, as_of) is expected


@pytest.mark.parametrize(
    ("left_on", "due_on", "expected"),
    [
        (None, DUE, VIOLATED),
        (BEFORE, DUE, None),
        (DUE, DUE, VIOLATED),  # in post on the last day: it could have been done
        (AFTER, DUE, VIOLATED),
        (BEFORE, None, None),
        (None, None, PENDING),
    ],
)
def test_a_duty_lapses_before_its_date_or_at_any_time_without_one(
    left_on: date | None, due_on: date | None, expected: Outcome | None
) -> None:
    duty = attrs.evolve(DUTY, lapses_on=visit.left_on)
    facts = given(holds=False, left_on=left_on, due_on=due_on)
    assert outcome(duty, facts, date(2026, 12, 31)) == expected
    untold = facts._replace(holds=None)
    assert outcome(duty, untold, date(2026, 12, 31)) == (
        UNKNOWN if expected is VIOLATED else expected
    )
    done = facts._replace(holds=True, done_on=BEFORE)
    assert outcome(duty, done, date(2026, 12, 31)) is SATISFIED


def test_the_due_date_of_a_requirement_or_of_a_duty_without_one_is_none() -> None:
    assert judge_of(REQUIREMENT).due(0, given()) is None
    undated = attrs.evolve(DUTY, due=None)
    assert judge_of(undated).due(0, given()) is None
    assert judge_of(DUTY).due(0, given()) == DueDate.fixed(DUE)


def test_rules_are_judged_in_their_order_each_by_itself() -> None:
    always = attrs.evolve(REQUIREMENT, code="XX0103", when=ALWAYS)
    judge = Judge(RuleSet("host/1", (DUTY, always, REQUIREMENT)), visit, Policy(), ChinaCalendar())
    verdicts = judge.verdicts(given(applies=False, holds=False), AFTER)
    assert [OUTCOMES[each] for each in verdicts] == [None, VIOLATED, None]
