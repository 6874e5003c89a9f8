"""Counting months, China's workdays, due dates."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import holidays

from .records import World

FIRST_PUBLISHED = 2004
LAST_PUBLISHED = 2026
LAST_COMPUTED = 2100


@dataclass(frozen=True)
class Due:
    nominal: date
    effective: date
    provisional: bool

    def triple(self) -> tuple[date, date, bool]:
        return (self.nominal, self.effective, self.provisional)


@cache
def computed_holidays(year: int) -> frozenset[date]:
    """The statutory public holidays that `holidays` computes; after 2100 weekends alone."""
    if year > LAST_COMPUTED:
        return frozenset()
    return frozenset(holidays.country_holidays("CN", years=year))


def is_published(year: int) -> bool:
    return FIRST_PUBLISHED <= year <= LAST_PUBLISHED


def is_workday(when: date) -> bool:
    if is_published(when.year):
        return bool(chinese_calendar.is_workday(when))
    return when.weekday() < 5 and when not in computed_holidays(when.year)


def is_off_for_public_holiday(when: date) -> bool:
    """A day off by the arrangement of a public holiday, not a plain weekend."""
    if is_published(when.year):
        off, name = chinese_calendar.get_holiday_detail(when)
        return bool(off) and name is not None
    return when in computed_holidays(when.year)


def months_after(start: date, months: int, month_end: str) -> date:
    """The starting day is not counted; the same day number n months on, or the month's last day.

    Policy month_end = last_day: a period that starts on a month's last day ends on one.
    """
    counted = start.year * 12 + (start.month - 1) + months
    year, month = counted // 12, counted % 12 + 1
    last = calendar.monthrange(year, month)[1]
    starts_on_last = start.day == calendar.monthrange(start.year, start.month)[1]
    if month_end == "last_day" and starts_on_last:
        return date(year, month, last)
    return date(year, month, min(start.day, last))


def counted_due(world: World, nominal: date) -> Due:
    """A due date counted from an event: rolled by the policy.

    Provisional if the arrangement of the nominal or the effective date's year is not published.
    """
    roll = world.policy.roll
    if roll == "none":
        return Due(nominal, nominal, provisional=False)
    if roll == "public_holidays":
        moves = is_off_for_public_holiday(nominal)
    else:
        moves = not is_workday(nominal)
    effective = nominal
    if moves:
        effective = nominal + timedelta(days=1)
        while not is_workday(effective):
            effective = effective + timedelta(days=1)
    provisional = nominal.year > LAST_PUBLISHED or effective.year > LAST_PUBLISHED
    return Due(nominal, effective, provisional)


def due_in_months(world: World, start: date, months: int) -> Due:
    return counted_due(world, months_after(start, months, world.policy.month_end))


def due_in_days(world: World, start: date, days: int) -> Due:
    return counted_due(world, start + timedelta(days=days))


def fixed_due(when: date) -> Due:
    """Fixed dates have effective = nominal and are never provisional."""
    return Due(when, when, provisional=False)


def month_day(year: int, written: str) -> date:
    month, number = written.split("-")
    return date(year, int(month), int(number))


def m1(world: World, start: date) -> Due:
    """One month after d, or what the policy sets in its place."""
    if world.policy.measures_within_days is not None:
        return due_in_days(world, start, world.policy.measures_within_days)
    return due_in_months(world, start, world.policy.measures_within_months)


def m3(world: World, start: date) -> Due:
    """Three months after d, or what the policy sets in their place."""
    if world.policy.progress_within_days is not None:
        return due_in_days(world, start, world.policy.progress_within_days)
    return due_in_months(world, start, world.policy.progress_within_months)
