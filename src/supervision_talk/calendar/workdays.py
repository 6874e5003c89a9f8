"""Which days are worked in China, and for which years that is known.

Each autumn the General Office of the State Council publishes how the next year's public holidays
are arranged: which days around them are off, and which weekend days are worked to make up for it.
Until then a coming year can only be estimated, and whatever rests on the estimate is provisional.

A host with a calendar of its own (an ethnic autonomous area with festivals of its own, a table
newer than this release) writes the two methods of `WorkdayCalendar`.
"""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple, Protocol, runtime_checkable

from supervision_talk._values import frozen
from supervision_talk.calendar._civil import check_day

__all__ = ["LAST_PUBLISHED_YEAR", "ChinaCalendar", "DayKind", "WorkdayCalendar"]

LAST_PUBLISHED_YEAR: Final = 2026
"""The last year whose arrangement of public holidays is published, as of November 2026.

Source: 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 4 November 2025
(State Council Gazette 2025, issue 32:
https://www.gov.cn/gongbao/2025/issue_12406/202511/content_7048922.htm).

It is stated here and not derived from the installed `holidays`, so that which dates are
provisional does not depend on the release that happens to be installed. To raise it: see
``tests/calendar/test_workdays.py``, which fails once `holidays` knows a later year.
"""

_FIVE_DAYS: Final = 5
"""Monday to Friday are the weekdays below this number."""

_DAY: Final = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is to somebody who has to keep a date.

    Attributes:
        WORKDAY: it is worked; a weekend day that makes up for a holiday is one too.
        WEEKEND: a day of rest only because it is a Saturday or Sunday.
        PUBLIC_HOLIDAY: a day off by the arrangement of a public holiday: the holiday itself, a
            day off in lieu, and the weekend days of the same unbroken rest.
    """

    WORKDAY = "workday"
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"


@runtime_checkable
class WorkdayCalendar(Protocol):
    """What counting needs to know about days. Any object with these two methods will do.

    Answers must not change: the same day is always of the same kind.

    >>> class SundaysOnly:
    ...     def day_kind(self, day):
    ...         return DayKind.WEEKEND if day.weekday() == 6 else DayKind.WORKDAY
    ...     def is_published(self, year):
    ...         return True
    >>> isinstance(SundaysOnly(), WorkdayCalendar)
    True
    """

    def day_kind(self, day: date, /) -> DayKind:
        """Whether `day` is worked, and if not, why it is off."""
        ...

    def is_published(self, year: int, /) -> bool:
        """Whether the arrangement of `year` is final; dates that rest on others are provisional."""
        ...


@frozen
class ChinaCalendar:
    """China's workdays as the State Council arranges them, over the `holidays` library.

    *Up to* `LAST_PUBLISHED_YEAR`: public holidays, the days off in lieu and the make-up workdays
    that `holidays` records, from 2001 on with the notice of each year; every such year counts as
    published. On 31 December 2005 `holidays` and the other table of these facts,
    ``chinesecalendar``, disagree; `holidays` is right: the notice for 2006 (国办发明电〔2005〕35号)
    makes that Saturday a workday.

    *After it*: Saturdays and Sundays rest, and so do the statutory public holidays that `holidays`
    computes (to 2100; later years have weekends alone). Nothing is made up for, even where an
    installed release of `holidays` already knows an arrangement that this release of ours does not.

    *Assumed for the past*: Saturday and Sunday are taken as days of rest in every year, although
    the five-day week came only in 1995, and years before 1950 have weekends alone. No period of
    the Measures starts before 30 January 2026, so no due date rests on this.

    *A weekend within a holiday* is a `DayKind.PUBLIC_HOLIDAY` when no workday separates it from a
    day that the holiday gives off. So the notice's own ranges come out, and a holiday that only
    joins a weekend (与周末连休) counts with it. Without a notice nothing is joined: in later years
    such a weekend is a plain one.

    All instances are equal; the yearly tables behind them are computed once, on first use, and
    are shared safely between threads.

    >>> calendar = ChinaCalendar()
    >>> calendar.day_kind(date(2026, 2, 14)).value  # a Saturday that makes up for Spring Festival
    'workday'
    >>> calendar.day_kind(date(2026, 2, 22)).value  # the Sunday within Spring Festival
    'public_holiday'
    >>> calendar.day_kind(date(2026, 3, 28)).value  # a plain Saturday
    'weekend'
    >>> calendar.is_published(2027)
    False
    """

    def day_kind(self, day: date, /) -> DayKind:
        """Whether `day` is worked in China, and if not, why it is off.

        Args:
            day: any civil date; a date-time is refused.

        Raises:
            TypeError: `day` is a date-time, or no date.

        >>> ChinaCalendar().day_kind(date(2026, 10, 1)).value
        'public_holiday'
        """
        check_day(day)
        kind = _arrangement(day.year).get(day)
        if kind is not None:
            return kind
        return DayKind.WORKDAY if day.weekday() < _FIVE_DAYS else DayKind.WEEKEND

    def is_published(self, year: int, /) -> bool:
        """Whether the arrangement of `year` is published: up to `LAST_PUBLISHED_YEAR`.

        >>> ChinaCalendar().is_published(2026)
        True
        """
        return year <= LAST_PUBLISHED_YEAR


class _HolidayTable(NamedTuple):
    """What `holidays` says about one year."""

    days_off: frozenset[date]
    make_up_workdays: frozenset[date]


@cache
def _arrangement(year: int) -> Mapping[date, DayKind]:
    """The days of one year that are not what their weekday suggests, and those of holidays."""
    if year > LAST_PUBLISHED_YEAR:
        return dict.fromkeys(_holiday_table(year).days_off, DayKind.PUBLIC_HOLIDAY)
    kinds = dict.fromkeys(_holiday_table(year).make_up_workdays, DayKind.WORKDAY)
    # New Year's rest may begin in December. The other way round nothing is missed: wherever
    # holidays are computed at all, 1 January is one itself.
    for year_of_holiday in range(year, min(year + 1, MAXYEAR) + 1):
        for holiday in _holiday_table(year_of_holiday).days_off:
            for day in _unbroken_rest(holiday):
                if day.year == year:
                    kinds[day] = DayKind.PUBLIC_HOLIDAY
    return kinds


def _unbroken_rest(holiday: date) -> Iterator[date]:
    """The holiday and the days of rest around it, up to the next workday on either side."""
    yield holiday
    for step in (-_DAY, _DAY):
        day = holiday + step
        while _is_rest(day):
            yield day
            day += step


def _is_rest(day: date) -> bool:
    """Whether nobody works on `day`, for whatever reason."""
    days_off, make_up_workdays = _holiday_table(day.year)
    return day in days_off or (day.weekday() >= _FIVE_DAYS and day not in make_up_workdays)


@cache
def _holiday_table(year: int) -> _HolidayTable:
    """Ask `holidays` about one year, without the arrangement where none is published."""
    from holidays import country_holidays

    # Left unset, the language would be taken from the environment: names are not used here, but
    # nothing in this room may depend on where it runs.
    china = country_holidays("CN", language="zh_CN")
    published = year <= LAST_PUBLISHED_YEAR
    # The days that a yearly notice moves are `holidays`' special ones; the others follow from law.
    china.has_special_holidays = published
    china.get(date(year, 1, 1))  # the first question about a year computes it
    return _HolidayTable(
        days_off=frozenset(day for day in china if day.year == year),
        make_up_workdays=frozenset(
            day for day in china.weekend_workdays if published and day.year == year
        ),
    )
