"""What audit, obligations and statistics share: judges, committees, subjects."""

from datetime import date

import attrs

from supervision_talk import MEASURES, Policy, audit, obligations
from supervision_talk.audit.judged import judges_of
from supervision_talk.calendar import ChinaCalendar, DayKind
from tests.small_registers import register_of, talk_on


@attrs.define
class EveryDayIsWorked:
    """A host's calendar that can change, so that nothing may be kept by it."""

    published_until: int = 2199

    def day_kind(self, day: date, /) -> DayKind:
        del day
        return DayKind.WORKDAY

    def is_published(self, year: int, /) -> bool:
        return year <= self.published_until


def test_a_calendar_that_can_change_is_asked_anew_each_time() -> None:
    """From 1 September the measures are due on 1 October, which nobody has off here."""
    register = register_of(talks=[talk_on(date(2026, 9, 1))])
    as_of = date(2026, 9, 2)
    calendar = EveryDayIsWorked()
    window = (date(2026, 10, 1), date(2026, 10, 1))
    for provisional, until in ((False, 2199), (True, 2025)):
        calendar.published_until = until
        listed = obligations(register, as_of, *window, calendar=calendar)
        assert [each.rule for each in listed] == ["ST1101", "ST1102"]
        report = audit(register, as_of, calendar=calendar)
        due = next(each.due for each in report.findings if each.rule == "ST1101")
        assert due is not None
        assert due.provisional is provisional


@attrs.frozen
class OffOnSomeDays:
    """A host's calendar that is frozen, and yet has no hash: what it holds has none."""

    off: set[date]

    def day_kind(self, day: date, /) -> DayKind:
        return DayKind.PUBLIC_HOLIDAY if day in self.off else DayKind.WORKDAY

    def is_published(self, year: int, /) -> bool:
        del year
        return True


def test_a_frozen_calendar_may_hold_what_has_no_hash() -> None:
    register = register_of(talks=[talk_on(date(2026, 9, 1))])
    report = audit(register, date(2026, 9, 2), calendar=OffOnSomeDays({date(2026, 10, 1)}))
    due = next(each.due for each in report.findings if each.rule == "ST1101")
    assert due is not None
    assert due.effective == date(2026, 10, 2)


def test_rules_are_compiled_once_for_the_same_policy_and_calendar() -> None:
    once = judges_of(MEASURES, Policy(), ChinaCalendar())
    assert judges_of(MEASURES, Policy(), ChinaCalendar()) is once
    assert judges_of(MEASURES, Policy(minimum_tenure_days=1), ChinaCalendar()) is not once
    duties = judges_of(MEASURES.duties, Policy(), ChinaCalendar())
    assert judges_of(MEASURES.duties, Policy(), ChinaCalendar()) is duties
