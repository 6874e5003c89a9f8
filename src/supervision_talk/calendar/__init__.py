"""Counting months, China's workdays, deadlines. Knows nothing of records and rules.

How they are counted, and why, is explained in docs/explanation/counting.md.
Every date is a civil date of Asia/Shanghai. Nothing here reads a clock, and importing the room
does not import the `holidays` library: the first question about a workday does.
"""

from supervision_talk.calendar.deadlines import Counting, DueDate, Roll
from supervision_talk.calendar.months import MonthEnd, add_months
from supervision_talk.calendar.workdays import (
    LAST_PUBLISHED_YEAR,
    ChinaCalendar,
    DayKind,
    WorkdayCalendar,
)

__all__ = [
    "LAST_PUBLISHED_YEAR",
    "ChinaCalendar",
    "Counting",
    "DayKind",
    "DueDate",
    "MonthEnd",
    "Roll",
    "WorkdayCalendar",
    "add_months",
]
