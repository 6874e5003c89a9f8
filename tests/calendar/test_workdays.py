import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import chinese_calendar
import pytest
from holidays import country_holidays
from holidays.countries.china import ChinaStaticHolidays
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.calendar import LAST_PUBLISHED_YEAR, ChinaCalendar, DayKind, WorkdayCalendar
from supervision_talk.calendar.workdays import _arrangement, _holiday_table

CHINA = ChinaCalendar()


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


# The arrangement of 2026 as the notice gives it (国办发明电〔2025〕7号).
OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
]
MADE_UP_2026 = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}

# Weekend days that belong to an unbroken rest with a public holiday, but that chinesecalendar
# does not give to the holiday. It follows the words of each notice; we follow the rest.
DIFFERENT_HOLIDAYS = {
    # The notice names the holiday alone and says that it joins the weekend (与周末连休).
    date(2014, 5, 31),
    date(2014, 6, 1),
    date(2014, 9, 6),
    date(2014, 9, 7),
    date(2015, 5, 2),
    date(2015, 5, 3),
    date(2016, 1, 2),
    date(2016, 1, 3),
    date(2016, 4, 2),
    date(2016, 4, 3),
    date(2017, 4, 29),
    date(2017, 4, 30),
    date(2017, 12, 30),
    date(2017, 12, 31),
    date(2018, 6, 16),
    date(2018, 6, 17),
    date(2018, 9, 22),
    date(2018, 9, 23),
    date(2024, 6, 8),
    date(2024, 6, 9),
    # The holiday falls on the other day of the weekend and is made good on Monday (补休).
    date(2015, 4, 4),
    date(2015, 6, 21),
    date(2016, 4, 30),
    date(2016, 12, 31),
    # The holiday falls on Sunday and is not made good.
    date(2015, 9, 26),
    # The notice names the day within the holiday's range; chinesecalendar leaves it out.
    date(2011, 6, 5),  # 4 to 6 June
    date(2012, 6, 23),  # 22 to 24 June
    date(2015, 9, 5),  # 3 to 5 September
}


def test_every_day_of_2026_is_what_the_notice_says() -> None:
    off = {day for first, last in OFF_2026 for day in days(first, last)}
    for day in days(date(2026, 1, 1), date(2026, 12, 31)):
        if day in off:
            expected = DayKind.PUBLIC_HOLIDAY
        elif day.weekday() < 5 or day in MADE_UP_2026:
            expected = DayKind.WORKDAY
        else:
            expected = DayKind.WEEKEND
        assert CHINA.day_kind(day) is expected, day


def test_workdays_agree_with_an_independent_table_but_on_one_day() -> None:
    """On 2005-12-31 the notice for 2006 (国办发明电〔2005〕35号) is with us: that day is worked."""
    different = [
        day
        for day in days(date(2004, 1, 1), date(2026, 12, 31))
        if (CHINA.day_kind(day) is DayKind.WORKDAY) != chinese_calendar.is_workday(day)
    ]
    assert different == [date(2005, 12, 31)]
    assert CHINA.day_kind(date(2005, 12, 31)) is DayKind.WORKDAY


def test_public_holidays_agree_with_an_independent_table_but_on_the_listed_days() -> None:
    different = {
        day
        for day in days(date(2004, 1, 1), date(2026, 12, 31))
        if (CHINA.day_kind(day) is DayKind.PUBLIC_HOLIDAY) != is_named_holiday(day)
    }
    assert different == DIFFERENT_HOLIDAYS


@pytest.mark.parametrize("day", sorted(DIFFERENT_HOLIDAYS), ids=str)
def test_the_listed_days_are_weekend_days_that_we_give_to_the_holiday(day: date) -> None:
    assert day.weekday() >= 5
    assert CHINA.day_kind(day) is DayKind.PUBLIC_HOLIDAY


def is_named_holiday(day: date) -> bool:
    off, name = chinese_calendar.get_holiday_detail(day)
    return off and name is not None


def test_the_last_published_year_is_the_last_that_holidays_knows() -> None:
    latest = max(ChinaStaticHolidays.special_public_holidays)
    assert latest == LAST_PUBLISHED_YEAR, (
        f"holidays has the arrangement of {latest}. Check it against the notice of the General "
        "Office of the State Council, raise LAST_PUBLISHED_YEAR in calendar/workdays.py with the "
        "notice's number and date, require this release of holidays in pyproject.toml, add the "
        "year's arrangement to this file and to due_dates.csv, and note it in the changelog: due "
        "dates that were provisional become final."
    )


@pytest.mark.parametrize(
    ("year", "published"), [(1900, True), (2025, True), (2026, True), (2027, False), (2200, False)]
)
def test_years_up_to_2026_are_published(year: int, published: bool) -> None:
    assert CHINA.is_published(year) is published


@pytest.fixture
def _holidays_with_2027(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A later release of `holidays`, with two days that are made up for on weekends of 2027."""
    known: dict[int, object] = dict(ChinaStaticHolidays.special_public_holidays)
    known[2027] = ((2, 11, 2, 14),)
    known[2028] = ((1, 3, 12, 25, 2027),)
    monkeypatch.setattr(ChinaStaticHolidays, "special_public_holidays", known)
    _arrangement.cache_clear()
    _holiday_table.cache_clear()
    yield
    _arrangement.cache_clear()
    _holiday_table.cache_clear()


@pytest.mark.usefixtures("_holidays_with_2027")
def test_a_later_release_of_holidays_does_not_change_a_year_we_do_not_call_published() -> None:
    """Else a date could rest on an arrangement and be called provisional all the same."""
    later_release = country_holidays("CN", years=2027)
    assert date(2027, 2, 11) in later_release
    assert {date(2027, 2, 14), date(2027, 12, 25)} <= later_release.weekend_workdays
    assert CHINA.day_kind(date(2027, 2, 11)) is DayKind.WORKDAY
    assert CHINA.day_kind(date(2027, 2, 14)) is DayKind.WEEKEND
    assert CHINA.day_kind(date(2027, 12, 25)) is DayKind.WEEKEND


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2027, 1, 1), DayKind.PUBLIC_HOLIDAY),  # New Year's Day
        (date(2027, 1, 4), DayKind.WORKDAY),
        (date(2027, 2, 6), DayKind.PUBLIC_HOLIDAY),  # the lunar year's first day
        (date(2027, 2, 28), DayKind.WEEKEND),
        (date(2027, 10, 1), DayKind.PUBLIC_HOLIDAY),  # National Day
        (date(2100, 10, 1), DayKind.PUBLIC_HOLIDAY),  # the last year that is computed
    ],
)
def test_a_year_not_yet_published_has_weekends_and_statutory_holidays(
    day: date, kind: DayKind
) -> None:
    assert CHINA.day_kind(day) is kind


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 2),  # the Saturday after New Year's Day
        date(2027, 4, 4),  # the Sunday before Tomb-Sweeping Day
    ],
    ids=str,
)
def test_a_weekend_beside_a_holiday_is_a_plain_one_until_an_arrangement_joins_them(
    day: date,
) -> None:
    """Before publication weekends rest and the statutory holidays, nothing else."""
    assert CHINA.day_kind(day) is DayKind.WEEKEND


def test_after_the_published_years_no_weekend_is_worked() -> None:
    worked = [
        day
        for day in days(date(2027, 1, 1), date(2110, 12, 31))
        if day.weekday() >= 5 and CHINA.day_kind(day) is DayKind.WORKDAY
    ]
    assert worked == []


@pytest.mark.parametrize("year", [1, 1900, 1948, 2102, 2199, 2200, 9999])
def test_years_that_holidays_does_not_compute_have_weekends_alone(year: int) -> None:
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        expected = DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND
        assert CHINA.day_kind(day) is expected, day


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2022, 12, 30), DayKind.WORKDAY),
        (date(2022, 12, 31), DayKind.PUBLIC_HOLIDAY),  # Saturday, with Sunday 1 January
        (date(2023, 1, 2), DayKind.PUBLIC_HOLIDAY),
        (date(2023, 1, 3), DayKind.WORKDAY),
        (date(2011, 12, 31), DayKind.WORKDAY),  # made up for a day of 2012
        (date(1949, 12, 31), DayKind.PUBLIC_HOLIDAY),  # Saturday, with the first holiday computed
        (date(1950, 10, 1), DayKind.PUBLIC_HOLIDAY),
    ],
)
def test_a_rest_over_new_year_is_one_rest(day: date, kind: DayKind) -> None:
    assert CHINA.day_kind(day) is kind


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_weekend_touches_no_public_holiday(day: date) -> None:
    """`roll`: a plain weekend day is one that no holiday's rest reaches."""
    if CHINA.day_kind(day) is DayKind.WEEKEND:
        for neighbour in (day - timedelta(1), day + timedelta(1)):
            assert CHINA.day_kind(neighbour) is not DayKind.PUBLIC_HOLIDAY


def test_a_date_time_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^day: expected a datetime\.date; "):
        CHINA.day_kind(datetime(2026, 10, 1, 9, 0))


def test_calendars_of_china_are_equal_and_can_be_keys() -> None:
    """So that what is computed with one can be kept for the other."""
    assert {CHINA: "kept"}[ChinaCalendar()] == "kept"


def test_the_calendar_of_china_has_the_methods_of_a_workday_calendar() -> None:
    assert isinstance(CHINA, WorkdayCalendar)


def test_importing_the_room_does_not_import_holidays() -> None:
    asked = "import sys, supervision_talk.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
