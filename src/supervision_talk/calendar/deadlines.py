"""By when something is due: a period counted from an event, and moved off a day of rest.

The last day of a period as it is counted is the *nominal* due date. Where that day is off, the
period ends on the next workday instead (Civil Code 203): the *effective* due date. The Measures
do not say so, so `Roll` makes it a choice (policy `roll`).
"""

from datetime import date
from enum import StrEnum
from typing import Final, Self

import attrs

from supervision_talk._values import frozen
from supervision_talk.calendar._civil import check_count, check_day, days_later, is_civil_date
from supervision_talk.calendar.months import MonthEnd, add_months
from supervision_talk.calendar.workdays import ChinaCalendar, DayKind, WorkdayCalendar
from supervision_talk.errors import InvalidRecord, Mistake
from supervision_talk.wording import Wording

__all__ = ["Counting", "DueDate", "Roll"]

_LONGEST_REST: Final = 366
"""No calendar has a year without a workday; one that does is answered wrongly."""


class Roll(StrEnum):
    """Which nominal due dates move to the next workday (policy `roll`).

    Attributes:
        REST_DAYS: any day that is not worked (Civil Code 203).
        PUBLIC_HOLIDAYS: a day off by the arrangement of a public holiday; plain weekends stay.
        NONE: none; nothing rests on an arrangement, so nothing is provisional.
    """

    REST_DAYS = "rest_days"
    PUBLIC_HOLIDAYS = "public_holidays"
    NONE = "none"


_A_DATE: Final = Wording(
    zh="应为datetime.date，不能是datetime.datetime",
    en="expected a datetime.date, not a date-time",
)


@frozen(kw_only=True)
class DueDate:
    """The last day on which something can be done in time.

    Attributes:
        nominal: the day on which the period ends as it is counted.
        effective: the day up to which, itself included, it is in time; never before `nominal`.
        provisional: the arrangement of a year that `effective` rests on is not published yet.

    Raises:
        InvalidRecord: a field is of the wrong type, or `effective` comes before `nominal`.

    >>> due = DueDate(nominal=date(2026, 2, 15), effective=date(2026, 2, 24))
    >>> due.provisional
    False
    """

    nominal: date
    effective: date
    provisional: bool = False

    def __attrs_post_init__(self) -> None:
        mistakes = []
        if not is_civil_date(self.nominal):
            mistakes.append(Mistake("nominal", _A_DATE))
        if not is_civil_date(self.effective):
            mistakes.append(Mistake("effective", _A_DATE))
        if not mistakes and self.effective < self.nominal:
            mistakes.append(
                Mistake(
                    "effective",
                    Wording(zh="应不早于nominal", en="expected the nominal date or a later one"),
                )
            )
        if not _is_a(bool, self.provisional):
            expected = Wording(zh="应为true或者false", en="expected true or false")
            mistakes.append(Mistake("provisional", expected))
        if mistakes:
            raise InvalidRecord("DueDate", mistakes)

    @classmethod
    def fixed(cls, day: date) -> Self:
        """A date that was set and not counted: it stays where it is and is never provisional.

        Args:
            day: the date, as 31 December of a plan's year or a plan item's due_on (Art. 5 ¶2).

        >>> DueDate.fixed(date(2027, 1, 2)).effective  # a Saturday
        datetime.date(2027, 1, 2)
        """
        return cls(nominal=day, effective=day)


@frozen(kw_only=True)
class Counting:
    """How periods are counted: the choices of the policy and the calendar they rest on.

    Attributes:
        month_end: how a period of months ends that starts on a month's last day.
        roll: which nominal due dates move to the next workday.
        calendar: which days are worked.

    Raises:
        InvalidRecord: a field is not what is listed above; every such field is named.

    >>> counting = Counting()
    >>> due = counting.months_after(date(2026, 1, 15), 1)
    >>> due.nominal, due.effective, due.provisional
    (datetime.date(2026, 2, 15), datetime.date(2026, 2, 24), False)
    """

    month_end: MonthEnd = MonthEnd.CORRESPONDING_DAY
    roll: Roll = Roll.REST_DAYS
    calendar: WorkdayCalendar = attrs.field(factory=ChinaCalendar)

    def __attrs_post_init__(self) -> None:
        mistakes = [
            Mistake(
                name,
                Wording(
                    zh=f"应为{kind.__name__}：{'、'.join(kind)}之一",
                    en=f"expected a {kind.__name__}: {', '.join(kind)}",
                ),
            )
            for name, value, kind in (
                ("month_end", self.month_end, MonthEnd),
                ("roll", self.roll, Roll),
            )
            if not _is_a(kind, value)
        ]
        if not _is_a(WorkdayCalendar, self.calendar):
            expected = Wording(
                zh="应为有day_kind、is_published两个方法的对象",
                en="expected an object with methods day_kind and is_published",
            )
            mistakes.append(Mistake("calendar", expected))
        if mistakes:
            raise InvalidRecord("Counting", mistakes)

    def months_after(self, day: date, months: int) -> DueDate:
        """When a period of months ends that an event on `day` sets off (Art. 11).

        Args:
            day: the day of the event; it is not counted.
            months: the length of the period, 0 or more.

        Raises:
            TypeError: `day` is a date-time, or no date.
            ValueError: `months` is negative.
            OverflowError: the period ends after the year 9999.

        >>> Counting().months_after(date(2026, 7, 1), 3).effective
        datetime.date(2026, 10, 8)
        """
        return self._rolled(add_months(day, months, self.month_end))

    def days_after(self, day: date, days: int) -> DueDate:
        """When a period of natural days ends that an event on `day` sets off.

        Weekends and holidays within the period count; only its last day may move.

        Args:
            day: the day of the event; it is not counted.
            days: the length of the period, 0 or more.

        Raises:
            TypeError: `day` is a date-time, or no date.
            ValueError: `days` is negative.
            OverflowError: the period ends after the year 9999.

        >>> Counting().days_after(date(2026, 2, 1), 14).effective
        datetime.date(2026, 2, 24)
        """
        check_day(day)
        check_count(days, "days", least=0)
        return self._rolled(days_later(day, days))

    def workdays_after(self, day: date, workdays: int) -> DueDate:
        """When a period of workdays ends that an event on `day` sets off.

        The last day of such a period is a workday by itself, so nominal and effective are the
        same and `roll` has no say. It is provisional where a counted day, or a day passed over,
        lies in a year whose arrangement is not published.

        Args:
            day: the day of the event; it is not counted.
            workdays: the number of workdays, 1 or more.

        Raises:
            TypeError: `day` is a date-time, or no date.
            ValueError: `workdays` is below 1, or the calendar has a year without a workday.
            OverflowError: the period ends after the year 9999.

        >>> Counting().workdays_after(date(2026, 2, 13), 2).effective
        datetime.date(2026, 2, 24)
        """
        last = self._workdays_on(day, workdays, 1)
        years = range(days_later(day, 1).year, last.year + 1)
        published = all(map(self.calendar.is_published, years))
        return DueDate(nominal=last, effective=last, provisional=not published)

    def workdays_before(self, day: date, workdays: int) -> date:
        """The last of the days by which so many workdays are left until `day`, for reminders.

        Args:
            day: the day that is ahead; it is not counted.
            workdays: the number of workdays, 1 or more.

        Raises:
            TypeError: `day` is a date-time, or no date.
            ValueError: `workdays` is below 1, or the calendar has a year without a workday.
            OverflowError: the answer would lie before the year 1.

        >>> Counting().workdays_before(date(2026, 2, 24), 1)  # the make-up Saturday
        datetime.date(2026, 2, 14)
        """
        return self._workdays_on(day, workdays, -1)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked.

        >>> Counting().is_workday(date(2026, 2, 28))  # a make-up Saturday
        True
        """
        check_day(day)
        return self.calendar.day_kind(day) == DayKind.WORKDAY

    def next_workday(self, day: date) -> date:
        """The first workday after `day`, which is not counted itself.

        Raises:
            TypeError: `day` is a date-time, or no date.
            ValueError: the calendar has a year without a workday.
            OverflowError: it would lie after the year 9999.

        >>> Counting().next_workday(date(2026, 9, 30))
        datetime.date(2026, 10, 8)
        """
        return self._workdays_on(day, 1, 1)

    def _rolled(self, nominal: date) -> DueDate:
        """Move a nominal due date off a day that `roll` says does not end a period."""
        if self.roll is Roll.NONE:
            return DueDate(nominal=nominal, effective=nominal)
        kind = self.calendar.day_kind(nominal)
        moves = kind == DayKind.PUBLIC_HOLIDAY or (
            kind == DayKind.WEEKEND and self.roll is Roll.REST_DAYS
        )
        effective = self.next_workday(nominal) if moves else nominal
        published = self.calendar.is_published(nominal.year) and (
            effective.year == nominal.year or self.calendar.is_published(effective.year)
        )
        return DueDate(nominal=nominal, effective=effective, provisional=not published)

    def _workdays_on(self, day: date, workdays: int, step: int) -> date:
        """The n-th workday after `day` (step 1) or before it (step -1)."""
        check_day(day)
        check_count(workdays, "workdays", least=1)
        day_kind = self.calendar.day_kind
        left, rest = workdays, 0
        while left:
            day = days_later(day, step)
            if day_kind(day) == DayKind.WORKDAY:
                left, rest = left - 1, 0
            elif (rest := rest + 1) > _LONGEST_REST:
                raise ValueError(
                    f"calendar: expected day_kind to name a workday within {_LONGEST_REST} days"
                )
        return day


def _is_a(kind: type, value: object) -> bool:
    """As isinstance, for a value whose declared type an untyped caller may not have kept."""
    return isinstance(value, kind)
