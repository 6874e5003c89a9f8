"""Every value of the policy: its default, what it may be, what it may not, and how that is said."""

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from supervision_talk import InvalidPolicy, Policy
from supervision_talk.calendar import Counting, MonthEnd, Roll
from supervision_talk.measures import POLICY_VALUES, PolicyValue
from supervision_talk.measures.policy import MeasuresReportDue, NotRecorded, Period

# The defaults (docs/reference/policy.md).
DEFAULTS: dict[str, object] = {
    "month_end": "corresponding_day",
    "roll": "rest_days",
    "measures_within_months": 1,
    "progress_within_months": 3,
    "measures_within_days": None,
    "progress_within_days": None,
    "measures_report_due": "with_measures",
    "talks_before_effect_count": True,
    "timely_within_days": None,
    "plan_due": "12-31",
    "responsibility_list_due": "12-31",
    "annual_report_due": "03-31",
    "debrief_due": "03-31",
    "own_organs_are_seats": False,
    "minimum_tenure_days": 180,
    "acting_heads_count": True,
    "not_recorded": "unknown",
}

MONTH_DAY = 'a month and day that every year has, as "MM-DD"'
YES_OR_NO = "true or false"

# Name: what is allowed, what is not, and what the message says instead.
VALUES: dict[str, tuple[list[object], list[object], str]] = {
    "month_end": (
        ["corresponding_day", "last_day", MonthEnd.LAST_DAY],
        ["", "LAST_DAY", None, 1, True, ["last_day"]],
        "one of corresponding_day, last_day",
    ),
    "roll": (
        ["rest_days", "public_holidays", "none"],
        ["weekends", None, False],
        "one of rest_days, public_holidays, none",
    ),
    "measures_within_months": (
        [1],
        [0, 2, -1, True, 1.0, "1", None],
        "a whole number of months, 1 (more would be laxer than Art. 11)",
    ),
    "progress_within_months": (
        [1, 2, 3],
        [0, 4, -1, True, 2.0, "3", None],
        "a whole number of months, 1 to 3 (more would be laxer than Art. 11)",
    ),
    "measures_within_days": (
        [None, 1, 15, 28],
        [0, 29, -1, True, 15.0, "15"],
        "a whole number of days, 1 to 28 (more would be laxer than Art. 11), or null",
    ),
    "progress_within_days": (
        [None, 1, 89],
        [0, 90, -1, False, 60.0, "60"],
        "a whole number of days, 1 to 89 (more would be laxer than Art. 11), or null",
    ),
    "measures_report_due": (
        ["with_measures", "none"],
        ["with_progress", None],
        "one of with_measures, none",
    ),
    "talks_before_effect_count": ([True, False], [None, 0, 1, "true"], YES_OR_NO),
    "timely_within_days": (
        [None, 1, 36_500],
        [0, -1, True, 10.0, "10", 36_501, 10**20],
        "a whole number of days, 1 to 36500, or null",
    ),
    "plan_due": (
        ["12-31", "01-01", "02-28"],
        [
            "02-29",
            "02-30",
            "04-31",
            "13-01",
            "00-10",
            "1-1",
            "12/31",
            "12-31 ",
            "１２-31",
            None,
            1231,
        ],
        MONTH_DAY,
    ),
    "responsibility_list_due": (["06-30"], ["02-29", "6-30", None], MONTH_DAY),
    "annual_report_due": (["01-31"], ["02-29", "", None], MONTH_DAY),
    "debrief_due": (["02-28"], ["02-29", "2-28", None], MONTH_DAY),
    "own_organs_are_seats": ([True, False], [None, 0, "false"], YES_OR_NO),
    "minimum_tenure_days": (
        [0, 1, 366],
        [-1, None, True, 180.0, "180"],
        "a whole number of days, 0 or more",
    ),
    "acting_heads_count": ([True, False], [None, 1, "yes"], YES_OR_NO),
    "not_recorded": (["unknown", "violated"], ["satisfied", None], "one of unknown, violated"),
}

WITH = cast("Callable[..., Policy]", Policy)
ALLOWED = [(name, value) for name, (allowed, _, _) in VALUES.items() for value in allowed]
REFUSED = [
    (name, value, expected) for name, (_, wrong, expected) in VALUES.items() for value in wrong
]


def test_the_defaults_are_those_of_the_specification() -> None:
    assert dict(Policy().values()) == DEFAULTS
    assert {value.name: value.default for value in POLICY_VALUES} == DEFAULTS


def test_every_value_is_tried_here_and_explained_in_the_specifications_order() -> None:
    assert list(VALUES) == [value.name for value in POLICY_VALUES] == list(DEFAULTS)


@pytest.mark.parametrize("value", POLICY_VALUES, ids=lambda value: value.name)
def test_every_value_says_what_it_decides_and_why(value: PolicyValue) -> None:
    for wording in (value.meaning, value.reason):
        assert wording.zh
        assert wording.en
        assert wording.zh != wording.en


@pytest.mark.parametrize(("name", "value"), ALLOWED, ids=repr)
def test_an_allowed_value_is_taken_from_code_and_from_a_file(name: str, value: object) -> None:
    taken = WITH(**{name: value})
    assert taken.values()[name] == value
    assert taken == Policy.from_values({name: value})
    assert hash(taken) == hash(Policy.from_values({name: value}))
    assert {**DEFAULTS, name: value} == dict(taken.values())


@pytest.mark.parametrize(("name", "value", "expected"), REFUSED, ids=repr)
def test_another_value_is_refused_with_the_exact_wish(
    name: str, value: object, expected: str
) -> None:
    """A laxer one than the Measures' too: it is an error, not a choice."""
    with pytest.raises(InvalidPolicy) as refused:
        WITH(**{name: value})
    assert str(refused.value) == f"policy: {name}: expected {expected}"
    with pytest.raises(InvalidPolicy) as refused:
        Policy.from_values({name: value})
    assert str(refused.value) == f"policy: {name}: expected {expected}"


def test_every_wrong_value_is_named_at_once() -> None:
    values = {"roll": "never", "measures_within_months": 2, "plan_due": "12-31", "secret": 1}
    with pytest.raises(InvalidPolicy) as refused:
        Policy.from_values(values)
    assert [mistake.place for mistake in refused.value.mistakes] == [
        "roll",
        "measures_within_months",
        "name 4",
    ]
    with pytest.raises(InvalidPolicy) as refused:
        WITH(roll="never", measures_within_months=2)
    assert len(refused.value.mistakes) == 2


def test_an_unknown_name_is_not_repeated_but_the_likely_one_is_named() -> None:
    """A name may be a value that slipped (Art. 16)."""
    with pytest.raises(InvalidPolicy) as refused:
        Policy.from_values({"measures_within_day": 15})
    assert str(refused.value) == (
        "policy: name 1: is no value of the policy; expected measures_within_days"
    )
    (mistake,) = refused.value.mistakes
    assert mistake.expected.zh == "不是政策项目；应为measures_within_days"


def test_an_unknown_name_that_is_like_none_lists_all_names() -> None:
    with pytest.raises(InvalidPolicy) as refused:
        Policy.from_values({"张三的问题": True})
    assert "张三" not in str(refused.value)
    assert all(name in str(refused.value) for name in DEFAULTS)
    (mistake,) = refused.value.mistakes
    assert mistake.expected.zh == f"不是政策项目；应为{'、'.join(sorted(DEFAULTS))}之一"


def test_words_are_kept_as_words() -> None:
    """A plain string that equals one is admitted as that word."""
    policy = WITH(
        month_end="last_day", roll="none", measures_report_due="none", not_recorded="violated"
    )
    assert policy.month_end is MonthEnd.LAST_DAY
    assert policy.roll is Roll.NONE
    assert policy.measures_report_due is MeasuresReportDue.NONE
    assert policy.not_recorded is NotRecorded.VIOLATED


def test_days_count_instead_of_months_where_they_are_set() -> None:
    """measures_within_days, progress_within_days."""
    day = date(2026, 3, 10)
    policy = Policy(measures_within_days=28, progress_within_days=89)
    counting = Counting()
    assert policy.period_after(day, Period.MEASURES, counting).nominal == date(2026, 4, 7)
    assert policy.period_after(day, Period.PROGRESS, counting).nominal == date(2026, 6, 7)
    usual = Policy(progress_within_months=2)
    assert usual.period_after(day, Period.MEASURES, counting).nominal == date(2026, 4, 10)
    assert usual.period_after(day, Period.PROGRESS, counting).nominal == date(2026, 5, 10)


def test_days_are_never_laxer_than_the_months_they_replace() -> None:
    """28 and 89 days end on or before one and three months after any day of four years."""
    counting = Counting(roll=Roll.NONE)
    strict = Policy(measures_within_days=28, progress_within_days=89)
    first = date(2027, 1, 1).toordinal()
    for number in range(4 * 366):
        day = date.fromordinal(first + number)
        for period in Period:
            days = strict.period_after(day, period, counting)
            assert days.nominal <= Policy().period_after(day, period, counting).nominal


def test_a_policy_shows_what_differs_from_the_defaults() -> None:
    assert repr(Policy()) == "Policy()"
    assert repr(Policy(minimum_tenure_days=90)) == "Policy(minimum_tenure_days=90)"
