"""Dates and date-times as text: which forms are read, said once for decoder and JSON Schema.

A date is YYYY-MM-DD. A date-time is one of RFC 3339 in which the seconds and the offset may be
left out and a space may stand for the "T": YYYY-MM-DDTHH:MM[:SS[.f]][Z or ±HH:MM], with one to
six digits of a second's fraction, so that nothing read is ever cut off. The wider readings of
Python's own parsers (weeks, compact forms, 24:00, a date-time where a date is asked for) are
not taken.
"""

import re
from datetime import date, datetime
from typing import Final

__all__ = ["DATE_PATTERN", "MOMENT_PATTERN", "read_date", "read_moment"]

_YEAR = "(?:19|2[01])[0-9]{2}"
_LEAP_YEAR = "(?:(?:19|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)"
_MONTH_AND_DAY = (
    "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)"
    "|(?:0[13578]|1[02])-31)"
)
_DATE = f"(?:{_YEAR}-{_MONTH_AND_DAY}|{_LEAP_YEAR}-02-29)"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?"
_OFFSET = "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
_MAY_BE_WITHIN_IN_SHANGHAI = "(?:1899-12-3[01]|2200-01-01)"

# "(?!\n)" because Python's "$" also matches before a line feed at the end.
DATE_PATTERN: Final = rf"^{_DATE}(?!\n)$"
"""Every date that a record can hold, and nothing else; a regular expression of ECMA 262."""
MOMENT_PATTERN: Final = (
    rf"^(?:{_DATE}(?:[T ]{_TIME}{_OFFSET}?)?"
    rf"|{_MAY_BE_WITHIN_IN_SHANGHAI}[T ]{_TIME}{_OFFSET})(?!\n)$"
)
"""Every moment that a record can hold, and a few hours at either end that it cannot."""

_DATE_FORM: Final = re.compile(DATE_PATTERN)
_LENGTH_OF_A_DATE: Final = len("YYYY-MM-DD")
_MOMENT_FORM: Final = re.compile(MOMENT_PATTERN)
_SHANGHAI_SINCE_1992: Final = "+08:00"
_LAST_YEAR_OF_SUMMER_TIME: Final = "1991-12-31"


def read_date(value: object, _: object = None) -> object:
    """Give the date that a text says; anything else as it is, for the field's type to refuse.

    >>> read_date("2026-03-10"), read_date("20260310")
    (datetime.date(2026, 3, 10), '20260310')
    """
    # With separators at 4 and 7, ten characters are neither a week nor a compact form.
    if isinstance(value, str) and len(value) == _LENGTH_OF_A_DATE and value[4::3] == "--":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def read_moment(value: object, _: object = None) -> object:
    """Give the date or date-time that a text says; anything else as it is, to be refused.

    >>> read_moment("2026-03-10T09:00:00+08:00"), read_moment("2026-03-10 09:00")
    (datetime.datetime(2026, 3, 10, 9, 0), datetime.datetime(2026, 3, 10, 9, 0))
    """
    if not isinstance(value, str):
        return value
    try:
        # The form that we write ourselves, told by its separators. Since Shanghai has been eight
        # hours ahead all year, the offset says no more than its absence; without it there is
        # nothing to convert.
        if (
            value[4::3] == "--T::+:"
            and value[19:] == _SHANGHAI_SINCE_1992
            and value > _LAST_YEAR_OF_SUMMER_TIME
            and value[11:13] != "24"
        ):
            return datetime.fromisoformat(value[:19])
        if len(value) == _LENGTH_OF_A_DATE:
            return read_date(value)
        if _MOMENT_FORM.match(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    return value
