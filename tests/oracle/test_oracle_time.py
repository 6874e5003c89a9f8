"""The oracle's calendar says what the specification's examples say."""

from datetime import date

import pytest

from .records import World, policy_from
from .workdays import due_in_months, fixed_due


def world(**policy: object) -> World:
    return World({}, date(2026, 12, 31), policy_from(policy))


@pytest.mark.parametrize(
    ("talk", "months", "nominal", "effective", "provisional"),
    [
        ("2026-01-15", 1, "2026-02-15", "2026-02-24", False),
        ("2026-01-31", 1, "2026-02-28", "2026-02-28", False),
        ("2026-02-28", 1, "2026-03-28", "2026-03-30", False),
        ("2026-07-01", 3, "2026-10-01", "2026-10-08", False),
        ("2026-11-30", 3, "2027-02-28", "2027-03-01", True),
        ("2026-12-15", 1, "2027-01-15", "2027-01-15", True),
        ("2100-12-01", 1, "2101-01-01", "2101-01-03", True),
    ],
)
def test_months_are_counted_and_rolled_to_the_next_workday(
    talk: str, months: int, nominal: str, effective: str, provisional: bool
) -> None:
    due = due_in_months(world(), date.fromisoformat(talk), months)
    assert due.triple() == (
        date.fromisoformat(nominal),
        date.fromisoformat(effective),
        provisional,
    )


def test_a_period_from_a_months_last_day_ends_on_one_where_the_policy_says_so() -> None:
    due = due_in_months(world(month_end="last_day"), date(2026, 2, 28), 1)
    assert due.nominal == date(2026, 3, 31)


def test_plain_weekends_stay_where_only_public_holidays_are_rolled() -> None:
    only_holidays = world(roll="public_holidays")
    assert due_in_months(only_holidays, date(2026, 2, 28), 1).effective == date(2026, 3, 28)
    assert due_in_months(only_holidays, date(2026, 1, 15), 1).effective == date(2026, 2, 24)


def test_nothing_is_rolled_or_provisional_where_the_policy_rolls_nothing() -> None:
    due = due_in_months(world(roll="none"), date(2026, 11, 30), 3)
    assert due.triple() == (date(2027, 2, 28), date(2027, 2, 28), False)


def test_a_fixed_date_is_never_rolled() -> None:
    assert fixed_due(date(2027, 1, 3)).triple() == (date(2027, 1, 3), date(2027, 1, 3), False)
