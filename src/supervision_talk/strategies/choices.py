"""What a strategy chooses while it builds a register: yes or no, one of several, a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from hypothesis import strategies as st

__all__ = ["AWKWARD_DAYS", "ONE_DAY", "Choices"]

T = TypeVar("T")

ONE_DAY: Final = timedelta(days=1)

AWKWARD_DAYS: Final = tuple(
    date.fromisoformat(day)
    for day in (
        *("2026-01-29", "2026-01-30", "2026-01-31", "2026-02-13", "2026-02-15", "2026-02-28"),
        *("2026-03-31", "2026-04-05", "2026-04-30", "2026-05-01", "2026-05-31", "2026-06-30"),
        *("2026-07-01", "2026-08-31", "2026-09-25", "2026-09-30", "2026-10-01", "2026-11-30"),
        *("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-09-30"),
        *("2027-11-30", "2027-12-31", "2028-02-29", "2028-03-31"),
    )
)
"""Month ends, days before and in public holidays, the first and last days of things."""


class Choices:
    """Draws what a register is built of, and remembers its days: those beside them find most."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.days: set[date] = set()

    def yes(self) -> bool:
        """Choose between yes and no; no is simpler."""
        return self._draw(_BOOLEANS)

    def number(self, least: int, most: int) -> int:
        """Choose a number; small ones are simpler."""
        return self._draw(st.integers(least, most))

    def one_of(self, options: Sequence[T]) -> T:
        """Choose one of several; the first is the simplest."""
        return options[self.number(0, len(options) - 1)]

    def day(self, first: date, last: date) -> date:
        """Choose a day of a span: its first, its last, an awkward one or any.

        Arguments:
            first: the first day, and the answer where the span has no other.
            last: the last day.
        """
        day = first if last <= first else self._day(first, last)
        self.days.add(day)
        return day

    def _day(self, first: date, last: date) -> date:
        way = self.number(0, 3)
        if way < 2:  # noqa: PLR2004 - the two ends
            return (first, last)[way]
        inside = AWKWARD_DAYS[bisect_left(AWKWARD_DAYS, first) : bisect_right(AWKWARD_DAYS, last)]
        if way == 2 and inside:  # noqa: PLR2004
            return self.one_of(inside)
        return first + self.number(0, (last - first).days) * ONE_DAY

    def day_beside(self, first: date, last: date) -> date:
        """Choose a day of a span on which, or beside which, something happened; or any."""
        days = sorted(
            {
                near
                for day in self.days
                for near in (day - ONE_DAY, day, day + ONE_DAY)
                if first <= near <= last
            }
        )
        return self.one_of(days) if days and not self.yes() else self.day(first, last)


_BOOLEANS: Final = st.booleans()
