import calendar
from datetime import date, datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.calendar import MonthEnd, add_months
from tests.calendar.tables import AwkwardDate, awkward_dates

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(0, 60)
MONTH_ENDS = st.sampled_from(MonthEnd)


def is_last_day(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


@pytest.mark.parametrize("row", awkward_dates(), ids=lambda row: f"{row.start}+{row.months}")
def test_awkward_dates_end_where_the_table_says(row: AwkwardDate) -> None:
    assert add_months(row.start, row.months) == row.corresponding_day, row.why
    assert add_months(row.start, row.months, MonthEnd.LAST_DAY) == row.last_day, row.why


def test_month_end_counts_by_its_value_where_a_caller_passes_plain_text() -> None:
    """No silent fall-back to the other way of counting for untyped callers."""
    assert add_months(date(2026, 2, 28), 1, cast("MonthEnd", "last_day")) == date(2026, 3, 31)


class TestCountingMonths:
    """The last day is the same day number n months on, or the month's last day."""

    @given(DAYS, MONTHS, MONTH_ENDS)
    def test_ends_in_the_month_that_is_so_many_months_on(
        self, day: date, months: int, month_end: MonthEnd
    ) -> None:
        end = add_months(day, months, month_end)
        assert (end.year - day.year) * 12 + end.month - day.month == months

    @given(DAYS, MONTHS)
    def test_ends_on_the_same_number_or_the_last_day(self, day: date, months: int) -> None:
        end = add_months(day, months)
        assert end.day == day.day or (end.day < day.day and is_last_day(end))

    @given(DAYS, MONTHS)
    def test_with_last_day_only_periods_from_a_last_day_end_otherwise(
        self, day: date, months: int
    ) -> None:
        end = add_months(day, months, MonthEnd.LAST_DAY)
        if is_last_day(day):
            assert is_last_day(end)
        else:
            assert end == add_months(day, months)

    @given(DAYS, DAYS, MONTHS, MONTH_ENDS)
    def test_a_later_start_never_ends_earlier(
        self, one: date, other: date, months: int, month_end: MonthEnd
    ) -> None:
        earlier, later = sorted((one, other))
        assert add_months(earlier, months, month_end) <= add_months(later, months, month_end)

    @given(DAYS, MONTHS, MONTH_ENDS)
    def test_another_month_always_ends_later(
        self, day: date, months: int, month_end: MonthEnd
    ) -> None:
        assert add_months(day, months, month_end) < add_months(day, months + 1, month_end)


def test_a_negative_number_of_months_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^months: expected 0 or more$"):
        add_months(date(2026, 1, 15), -1)


def test_a_date_time_is_refused() -> None:
    """Which day it means depends on a time zone, which the caller has to settle."""
    with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; of a date-time, pass"):
        add_months(datetime(2026, 1, 15, 23, 0), 1)


def test_a_kind_of_date_of_the_host_s_own_is_a_date() -> None:
    class OwnDate(date):
        pass

    assert add_months(OwnDate(2026, 1, 31), 1) == date(2026, 2, 28)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; "):
        add_months(cast("date", "2026-01-15"), 1)


def test_a_period_may_end_in_the_last_month_there_is() -> None:
    assert add_months(date(9999, 11, 30), 1, MonthEnd.LAST_DAY) == date(9999, 12, 31)


@pytest.mark.parametrize("months", [1, 10**30])
def test_a_period_beyond_the_last_year_is_an_overflow(months: int) -> None:
    with pytest.raises(OverflowError, match=r"^the period goes beyond the years 1 to 9999; give"):
        add_months(date(9999, 12, 1), months)
