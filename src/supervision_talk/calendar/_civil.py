"""What every function of the room asks of a date and a number before it counts."""

from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Final

_LAST_ORDINAL: Final = date.max.toordinal()


def is_civil_date(value: object) -> bool:
    """Whether this is a date and not a date-time, which to Python is a date as well."""
    # The first test answers for nearly every value, and every date that is counted passes here.
    return type(value) is date or (isinstance(value, date) and not isinstance(value, datetime))


def check_day(day: object) -> None:
    """Refuse what is no civil date."""
    if not is_civil_date(day):
        raise TypeError("day: expected a datetime.date; of a date-time, pass its date in Shanghai")


def check_count(count: int, name: str, *, least: int) -> None:
    """Refuse a number below `least`, named as the argument that it is."""
    if count < least:
        raise ValueError(f"{name}: expected {least} or more")


def beyond_the_calendar() -> OverflowError:
    """The error for a period that Python's dates cannot hold."""
    return OverflowError(
        f"the period goes beyond the years {MINYEAR} to {MAXYEAR}; give a shorter one"
    )


def days_later(day: date, days: int) -> date:
    """The date so many natural days after `day`, or before it if negative."""
    ordinal = day.toordinal() + days
    if not 1 <= ordinal <= _LAST_ORDINAL:
        raise beyond_the_calendar()
    return date.fromordinal(ordinal)
