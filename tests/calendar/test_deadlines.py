import re
from datetime import date, datetime, timedelta
from typing import cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.calendar import (
    ChinaCalendar,
    Counting,
    DayKind,
    DueDate,
    MonthEnd,
    Roll,
    WorkdayCalendar,
)
from supervision_talk.calendar._civil import days_later
from supervision_talk.errors import InvalidRecord
from tests.calendar.tables import Due, due_dates

CHINA = Counting()
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(0, 24)
NUMBERS = st.integers(0, 120)
COUNTINGS = st.builds(Counting, month_end=st.sampled_from(MonthEnd), roll=st.sampled_from(Roll))


@attrs.frozen
class SixDayWeek:
    """A host's own calendar: Sundays rest, one day is a holiday, some years are not final."""

    holiday: date = date(2026, 12, 31)
    unpublished: frozenset[int] = frozenset()

    def day_kind(self, day: date) -> DayKind:
        if day == self.holiday:
            return DayKind.PUBLIC_HOLIDAY
        return DayKind.WEEKEND if day.weekday() == 6 else DayKind.WORKDAY

    def is_published(self, year: int) -> bool:
        return year not in self.unpublished


@attrs.frozen
class WorkedOnceIn:
    """A calendar with one workday in so many days, and that on a day and the like of it."""

    days: int
    day: date

    def day_kind(self, day: date) -> DayKind:
        worked = (day - self.day).days % self.days == 0
        return DayKind.WORKDAY if worked else DayKind.PUBLIC_HOLIDAY

    def is_published(self, year: int) -> bool:
        return year > 0


class NeverWorked:
    """A calendar that is wrong."""

    def day_kind(self, day: date) -> DayKind:
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.PUBLIC_HOLIDAY

    def is_published(self, year: int) -> bool:
        return year > 0


@pytest.mark.parametrize("row", due_dates(), ids=lambda row: f"{row.start}+{row.months}-{row.roll}")
def test_due_dates_are_what_the_table_says(row: Due) -> None:
    due = Counting(roll=row.roll).months_after(row.start, row.months)
    expected = DueDate(nominal=row.nominal, effective=row.effective, provisional=row.provisional)
    assert due == expected, row.why


def test_month_end_decides_the_nominal_date() -> None:
    due = Counting(month_end=MonthEnd.LAST_DAY).months_after(date(2026, 2, 28), 1)
    assert due == DueDate(nominal=date(2026, 3, 31), effective=date(2026, 3, 31))


class TestDaysAfter:
    def test_the_starting_day_is_not_counted(self) -> None:
        due = CHINA.days_after(date(2026, 3, 2), 3)
        assert due == DueDate(nominal=date(2026, 3, 5), effective=date(2026, 3, 5))

    def test_a_last_day_off_moves_to_the_next_workday(self) -> None:
        due = CHINA.days_after(date(2026, 2, 1), 14)
        assert due == DueDate(nominal=date(2026, 2, 15), effective=date(2026, 2, 24))

    def test_days_off_within_the_period_count(self) -> None:
        assert CHINA.days_after(date(2026, 2, 10), 20).nominal == date(2026, 3, 2)

    def test_no_days_end_on_the_day_itself(self) -> None:
        assert CHINA.days_after(date(2026, 3, 2), 0).effective == date(2026, 3, 2)

    def test_a_year_not_yet_published_is_provisional(self) -> None:
        assert CHINA.days_after(date(2026, 12, 31), 1).provisional
        assert not CHINA.days_after(date(2026, 12, 30), 1).provisional

    def test_a_negative_number_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^days: expected 0 or more$"):
            CHINA.days_after(date(2026, 3, 2), -1)

    def test_a_date_time_is_refused(self) -> None:
        with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; "):
            CHINA.days_after(datetime(2026, 3, 2, 9, 0), 1)

    def test_a_period_may_end_on_the_last_day_there_is(self) -> None:
        assert CHINA.days_after(date(9999, 12, 30), 1).effective == date(9999, 12, 31)

    @pytest.mark.parametrize("days", [1, 10**30])
    def test_a_period_beyond_the_last_year_is_an_overflow(self, days: int) -> None:
        with pytest.raises(OverflowError, match=r"^the period goes beyond the years 1 to 9999; "):
            CHINA.days_after(date.max, days)


class TestWorkdaysAfter:
    @pytest.mark.parametrize(
        ("workdays", "last"),
        [
            (1, date(2026, 2, 14)),  # a make-up Saturday
            (2, date(2026, 2, 24)),  # the day after Spring Festival
            (5, date(2026, 2, 27)),
            (6, date(2026, 2, 28)),  # a make-up Saturday
            (7, date(2026, 3, 2)),  # past a plain Sunday
        ],
    )
    def test_only_workdays_are_counted(self, workdays: int, last: date) -> None:
        due = CHINA.workdays_after(date(2026, 2, 13), workdays)
        assert due == DueDate(nominal=last, effective=last)

    def test_it_is_provisional_once_a_year_not_yet_published_is_counted(self) -> None:
        assert not CHINA.workdays_after(date(2026, 12, 30), 1).provisional
        assert CHINA.workdays_after(date(2026, 12, 30), 2) == DueDate(
            nominal=date(2027, 1, 4), effective=date(2027, 1, 4), provisional=True
        )

    def test_it_is_provisional_where_only_a_year_in_between_is_not_published(self) -> None:
        counting = Counting(calendar=SixDayWeek(unpublished=frozenset({2027})))
        assert counting.workdays_after(date(2026, 12, 30), 400).provisional

    def test_the_year_of_the_starting_day_alone_makes_nothing_provisional(self) -> None:
        counting = Counting(calendar=SixDayWeek(unpublished=frozenset({2026})))
        assert not counting.workdays_after(date(2026, 12, 31), 1).provisional

    def test_it_stays_provisional_where_nothing_rolls(self) -> None:
        """Which days are counted rests on the arrangement, whether or not the last day may move."""
        assert Counting(roll=Roll.NONE).workdays_after(date(2026, 12, 30), 2).provisional

    def test_less_than_one_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^workdays: expected 1 or more$"):
            CHINA.workdays_after(date(2026, 2, 13), 0)

    def test_a_date_time_is_refused(self) -> None:
        with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; "):
            CHINA.workdays_after(datetime(2026, 2, 13, 9, 0), 1)

    def test_a_period_beyond_the_last_year_is_an_overflow(self) -> None:
        with pytest.raises(OverflowError, match=r"^the period goes beyond the years 1 to 9999; "):
            CHINA.workdays_after(date.max, 1)


class TestWorkdaysBefore:
    @pytest.mark.parametrize(
        ("workdays", "day"),
        [
            (1, date(2026, 2, 14)),  # a make-up Saturday
            (2, date(2026, 2, 13)),
            (6, date(2026, 2, 9)),
            (7, date(2026, 2, 6)),  # past a plain weekend
        ],
    )
    def test_only_workdays_are_counted(self, workdays: int, day: date) -> None:
        assert CHINA.workdays_before(date(2026, 2, 24), workdays) == day

    def test_it_counts_from_a_day_off_too(self) -> None:
        assert CHINA.workdays_before(date(2026, 2, 18), 1) == date(2026, 2, 14)

    def test_less_than_one_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^workdays: expected 1 or more$"):
            CHINA.workdays_before(date(2026, 2, 24), 0)

    def test_before_the_first_year_there_is_nothing(self) -> None:
        with pytest.raises(OverflowError, match=r"^the period goes beyond the years 1 to 9999; "):
            CHINA.workdays_before(date.min, 1)


class TestWorkdays:
    def test_a_make_up_saturday_is_a_workday_and_a_plain_one_is_not(self) -> None:
        assert CHINA.is_workday(date(2026, 2, 28))
        assert not CHINA.is_workday(date(2026, 3, 28))
        assert not CHINA.is_workday(date(2026, 10, 1))

    def test_the_next_workday_comes_after_the_day_even_if_that_is_one(self) -> None:
        assert CHINA.next_workday(date(2026, 3, 2)) == date(2026, 3, 3)
        assert CHINA.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)

    def test_a_date_time_is_refused(self) -> None:
        with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; "):
            CHINA.is_workday(datetime(2026, 2, 28, 9, 0))


class TestRolling:
    """Where the nominal date is not a workday, the effective one is the next workday."""

    @given(COUNTINGS, DAYS, MONTHS)
    def test_effective_is_never_before_nominal(
        self, counting: Counting, day: date, months: int
    ) -> None:
        due = counting.months_after(day, months)
        assert due.effective >= due.nominal

    @given(DAYS, NUMBERS)
    def test_effective_is_the_first_workday_from_nominal_on(self, day: date, number: int) -> None:
        due = CHINA.days_after(day, number)
        assert CHINA.is_workday(due.effective)
        passed = (due.effective - due.nominal).days
        assert not any(CHINA.is_workday(due.nominal + timedelta(n)) for n in range(passed))

    @given(DAYS, NUMBERS)
    def test_with_public_holidays_only_plain_weekends_stay_off(
        self, day: date, number: int
    ) -> None:
        due = Counting(roll=Roll.PUBLIC_HOLIDAYS).days_after(day, number)
        kind = ChinaCalendar().day_kind(due.effective)
        assert kind is not DayKind.PUBLIC_HOLIDAY
        if due.effective != due.nominal:
            assert kind is DayKind.WORKDAY

    @given(DAYS, NUMBERS)
    def test_the_more_rolls_the_later(self, day: date, number: int) -> None:
        none, holidays, rest = (
            Counting(roll=roll).days_after(day, number).effective
            for roll in (Roll.NONE, Roll.PUBLIC_HOLIDAYS, Roll.REST_DAYS)
        )
        assert none <= holidays <= rest

    @given(COUNTINGS, DAYS, DAYS, MONTHS)
    def test_a_later_event_is_never_due_earlier(
        self, counting: Counting, one: date, other: date, months: int
    ) -> None:
        earlier, later = sorted((one, other))
        assert (
            counting.months_after(earlier, months).effective
            <= counting.months_after(later, months).effective
        )

    @given(COUNTINGS, DAYS, st.integers(0, 40), MONTHS)
    def test_an_event_a_little_later_is_never_due_earlier(
        self, counting: Counting, day: date, more: int, months: int
    ) -> None:
        """As above, where the two are close enough for a holiday to come between them."""
        later = day + timedelta(more)
        assert (
            counting.months_after(day, months).effective
            <= counting.months_after(later, months).effective
        )

    @given(COUNTINGS, DAYS, MONTHS, MONTHS)
    def test_more_months_are_never_due_earlier(
        self, counting: Counting, day: date, one: int, other: int
    ) -> None:
        fewer, more = sorted((one, other))
        assert (
            counting.months_after(day, fewer).effective
            <= counting.months_after(day, more).effective
        )

    @given(COUNTINGS, DAYS, NUMBERS, NUMBERS)
    def test_more_days_are_never_due_earlier(
        self, counting: Counting, day: date, one: int, other: int
    ) -> None:
        fewer, more = sorted((one, other))
        assert counting.days_after(day, fewer).effective <= counting.days_after(day, more).effective


class TestProvisional:
    """Provisional while the nominal or the effective date's year is not published."""

    @given(DAYS, MONTHS, st.sampled_from([Roll.REST_DAYS, Roll.PUBLIC_HOLIDAYS]))
    def test_it_is_provisional_exactly_from_2027_on(
        self, day: date, months: int, roll: Roll
    ) -> None:
        due = Counting(roll=roll).months_after(day, months)
        assert due.provisional == (due.effective.year > 2026)

    @given(DAYS, MONTHS)
    def test_nothing_is_provisional_where_nothing_rolls(self, day: date, months: int) -> None:
        due = Counting(roll=Roll.NONE).months_after(day, months)
        assert due == DueDate.fixed(due.nominal)

    @pytest.mark.parametrize("unpublished", [2026, 2027])
    def test_either_year_is_enough(self, unpublished: int) -> None:
        counting = Counting(calendar=SixDayWeek(unpublished=frozenset({unpublished})))
        assert counting.days_after(date(2026, 12, 30), 1) == DueDate(
            nominal=date(2026, 12, 31), effective=date(2027, 1, 1), provisional=True
        )

    def test_the_year_of_the_event_does_not_matter(self) -> None:
        counting = Counting(calendar=SixDayWeek(unpublished=frozenset({2025})))
        assert not counting.days_after(date(2025, 12, 30), 5).provisional


class TestCountingWorkdays:
    @given(DAYS, st.integers(1, 60))
    def test_so_many_workdays_lie_after_the_day(self, day: date, number: int) -> None:
        last = CHINA.workdays_after(day, number).effective
        after = (day + timedelta(n) for n in range(1, (last - day).days + 1))
        assert CHINA.is_workday(last)
        assert sum(map(CHINA.is_workday, after)) == number

    @given(DAYS, st.integers(1, 60))
    def test_so_many_workdays_lie_before_the_day(self, day: date, number: int) -> None:
        first = CHINA.workdays_before(day, number)
        before = (first + timedelta(n) for n in range((day - first).days))
        assert CHINA.is_workday(first)
        assert sum(map(CHINA.is_workday, before)) == number


class TestHostCalendar:
    """DESIGN, idea 5: a host's holiday calendar is any object with the protocol's methods."""

    def test_its_saturdays_are_worked(self) -> None:
        counting = Counting(calendar=SixDayWeek())
        assert counting.months_after(date(2026, 2, 28), 1).effective == date(2026, 3, 28)
        assert counting.months_after(date(2026, 3, 29), 1).effective == date(2026, 4, 29)

    def test_its_sundays_rest_and_stay_with_public_holidays_alone(self) -> None:
        rest_days = Counting(calendar=SixDayWeek())
        public_holidays = Counting(calendar=SixDayWeek(), roll=Roll.PUBLIC_HOLIDAYS)
        assert rest_days.days_after(date(2026, 3, 1), 7).effective == date(2026, 3, 9)
        assert public_holidays.days_after(date(2026, 3, 1), 7).effective == date(2026, 3, 8)

    def test_its_holiday_moves_to_its_next_workday(self) -> None:
        counting = Counting(
            calendar=SixDayWeek(holiday=date(2026, 3, 7)), roll=Roll.PUBLIC_HOLIDAYS
        )
        assert counting.days_after(date(2026, 3, 1), 6).effective == date(2026, 3, 9)

    def test_one_without_workdays_is_refused_instead_of_searched_for_ever(self) -> None:
        counting = Counting(calendar=NeverWorked())
        message = "calendar: expected day_kind to name a workday within 366 days"
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            counting.months_after(date(2026, 3, 2), 1)
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            counting.workdays_before(date(2026, 3, 2), 1)

    @pytest.mark.parametrize("rest", [1, 365, 366])
    def test_one_that_rests_a_year_is_believed(self, rest: int) -> None:
        """From the first day on, and once more after each workday."""
        start = date(2026, 3, 2)
        counting = Counting(calendar=WorkedOnceIn(rest + 1, start))
        first, second = (counting.workdays_after(start, each).effective for each in (1, 2))
        assert [first - start, second - first] == [timedelta(rest + 1)] * 2

    def test_one_that_rests_a_day_longer_is_not(self) -> None:
        start = date(2026, 3, 2)
        counting = Counting(calendar=WorkedOnceIn(368, start))
        with pytest.raises(ValueError, match="within 366 days"):
            counting.workdays_after(start, 1)
        counting = Counting(calendar=WorkedOnceIn(368, start + timedelta(1)))
        with pytest.raises(ValueError, match="within 366 days"):
            counting.workdays_after(start, 2)

    def test_days_off_are_counted_afresh_after_each_workday(self) -> None:
        """More than 366 days of rest in all are no mistake of the calendar."""
        assert CHINA.workdays_after(date(2026, 1, 1), 1_000).effective > date(2029, 12, 1)


class TestDueDate:
    def test_a_fixed_date_stays_where_it_is_and_is_not_provisional(self) -> None:
        day = date(2027, 10, 1)
        assert DueDate.fixed(day) == DueDate(nominal=day, effective=day, provisional=False)

    def test_effective_before_nominal_is_refused(self) -> None:
        with pytest.raises(InvalidRecord) as refused:
            DueDate(nominal=date(2026, 2, 24), effective=date(2026, 2, 23))
        assert str(refused.value) == (
            "DueDate: effective: expected the nominal date or a later one"
        )

    def test_every_mistake_is_named(self) -> None:
        with pytest.raises(InvalidRecord) as refused:
            DueDate(
                nominal=datetime(2026, 2, 24, 9, 0),
                effective=cast("date", None),
                provisional=cast("bool", "no"),
            )
        assert str(refused.value).splitlines() == [
            "DueDate: nominal: expected a datetime.date, not a date-time",
            "DueDate: effective: expected a datetime.date, not a date-time",
            "DueDate: provisional: expected true or false",
        ]

    def test_it_cannot_be_changed(self) -> None:
        due = DueDate.fixed(date(2026, 12, 31))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            due.effective = date(2027, 1, 1)  # type: ignore[misc] # that it cannot is the claim


class TestCounting:
    def test_every_mistake_is_named(self) -> None:
        with pytest.raises(InvalidRecord) as refused:
            Counting(
                month_end=cast("MonthEnd", "corresponding_day"),
                roll=cast("Roll", "rest_days"),
                calendar=cast("WorkdayCalendar", object()),
            )
        assert str(refused.value).splitlines() == [
            "Counting: month_end: expected a MonthEnd: corresponding_day, last_day",
            "Counting: roll: expected a Roll: rest_days, public_holidays, none",
            "Counting: calendar: expected an object with methods day_kind and is_published",
        ]

    def test_the_defaults_are_those_of_the_policy(self) -> None:
        assert Counting() == Counting(
            month_end=MonthEnd.CORRESPONDING_DAY, roll=Roll.REST_DAYS, calendar=ChinaCalendar()
        )


def test_a_due_date_moved_into_another_published_year_is_not_provisional() -> None:
    """30 December 2023 was a Saturday, 2 January 2024 the first workday after it."""
    due = Counting().days_after(date(2023, 12, 29), 1)
    assert (due.nominal, due.effective) == (date(2023, 12, 30), date(2024, 1, 2))
    assert due.provisional is False


def test_workdays_counted_from_the_last_day_of_a_published_year_are_provisional() -> None:
    """They pass through 1 January of a year whose arrangement is not out."""
    assert Counting().workdays_after(date(2026, 12, 31), 1).provisional is True
    assert Counting().workdays_after(date(2026, 12, 30), 1).provisional is False


@pytest.mark.parametrize("class_", [DueDate, Counting])
def test_values_of_the_calendar_name_their_parts(class_: type[attrs.AttrsInstance]) -> None:
    assert all(field.kw_only for field in attrs.fields(class_))


def test_workdays_begin_to_be_counted_on_the_day_after_the_event() -> None:
    """It is passed over here, and yet rests on its year's arrangement."""
    calendar = SixDayWeek(holiday=date(2026, 12, 31), unpublished=frozenset({2026}))
    due = Counting(calendar=calendar).workdays_after(date(2026, 12, 30), 1)
    assert due == DueDate(nominal=date(2027, 1, 1), effective=date(2027, 1, 1), provisional=True)


def test_the_first_day_that_there_is_can_be_counted_to() -> None:
    assert days_later(date(1, 1, 2), -1) == date.min
    assert days_later(date(9999, 12, 30), 1) == date.max
    for day, days in ((date.min, -1), (date.max, 1)):
        with pytest.raises(OverflowError):
            days_later(day, days)
