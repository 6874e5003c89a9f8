"""On which day a period of months ends.

The Measures give one month and three months (Art. 11) and do not say how they are counted. We
count as the Civil Code does: the starting day is not counted (Civil Code 201), and the last day is
the one with the same number, or the month's last day where that month has no such number (Civil
Code 202). Criminal procedure reads a period that starts on the last day of a month otherwise;
`MonthEnd` makes the choice explicit.
"""

from datetime import MAXYEAR, date
from enum import StrEnum
from typing import Final

from supervision_talk.calendar._civil import beyond_the_calendar, check_count, check_day

__all__ = ["MonthEnd", "add_months"]

_MONTHS = 12
_FEBRUARY = 2
_LAST_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class MonthEnd(StrEnum):
    """Where a period ends that starts on the last day of a month (policy `month_end`).

    Attributes:
        CORRESPONDING_DAY: on the same day number, as any other period (Civil Code 202): from
            28 February 2026, one month ends on 28 March.
        LAST_DAY: on the last day of its last month: from 28 February 2026, one month ends on
            31 March.
    """

    CORRESPONDING_DAY = "corresponding_day"
    LAST_DAY = "last_day"


def add_months(day: date, months: int, month_end: MonthEnd = MonthEnd.CORRESPONDING_DAY) -> date:
    """The last day of a period of months that starts with an event on `day` (Art. 11).

    The day of the event is not counted. No workday is considered: the answer is the nominal due
    date.

    Args:
        day: the day of the event.
        months: the length of the period, 0 or more; 0 gives `day` itself.
        month_end: how a period that starts on a month's last day ends.

    Returns:
        The same day number so many months on; the last day of that month where it has no such
        day; with ``MonthEnd.LAST_DAY`` also where `day` is itself the last day of its month.

    Raises:
        TypeError: `day` is a date-time, or no date.
        ValueError: `months` is negative.
        OverflowError: the period ends after the year 9999.

    >>> add_months(date(2026, 1, 15), 1)
    datetime.date(2026, 2, 15)
    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    >>> add_months(date(2026, 2, 28), 1)
    datetime.date(2026, 3, 28)
    >>> add_months(date(2026, 2, 28), 1, MonthEnd.LAST_DAY)
    datetime.date(2026, 3, 31)
    """
    check_day(day)
    check_count(months, "months", least=0)
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = day.year + years
    if year > MAXYEAR:
        raise beyond_the_calendar()
    last = _last_day(year, month + 1)
    # Compared by value: an untyped caller's plain "last_day" must not silently count otherwise.
    if month_end == MonthEnd.LAST_DAY and day.day == _last_day(day.year, day.month):
        return date(year, month + 1, last)
    return date(year, month + 1, min(day.day, last))


def _last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    if month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LAST_DAYS[month]
