"""When a duty's act was done, how late, and whether in extension."""

from datetime import date
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit.judging import PENDING, SATISFIED, VIOLATED
from supervision_talk.calendar import DueDate
from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.forms import Duty, Rule

__all__ = ["Timing"]


@frozen
class Timing:
    """The dates of a verdict about a duty; of a requirement there are none.

    Attributes:
        done_on: the day of the act; None: not done, or without a date.
        days_late: days after the effective due date, 1 or more; None: not late. A soft due date
            makes nothing late that is done.
        in_extension: done after the nominal and on or before the effective due date.
        falls_short: recorded as done, but not as it must be to count.
    """

    done_on: date | None = None
    days_late: int | None = None
    in_extension: bool = False
    falls_short: bool = False

    @classmethod
    def of(
        cls, rule: Rule, verdict: int, due: DueDate | None, facts: Facts, as_of: date
    ) -> "Timing":
        """Give the dates of a verdict."""
        if not isinstance(rule, Duty) or verdict == PENDING:
            return _NO_DATES
        done = bool(rule.done.evaluate(facts))
        done_on = rule.done_on.day(facts) if done and rule.done_on is not None else None
        short = done and rule.provided.evaluate(facts) is False
        if due is None:
            return cls(done_on, falls_short=short)
        # Without a day of its own, an act that falls short is as late as one not done.
        if not done or (short and rule.done_on is None):
            overdue = verdict == VIOLATED and as_of > due.effective
            return cls(None, (as_of - due.effective).days if overdue else None, falls_short=short)
        if rule.soft or done_on is None:
            return cls(done_on, falls_short=short)
        if done_on > due.effective:
            return cls(done_on, (done_on - due.effective).days, falls_short=short)
        in_extension = verdict == SATISFIED and done_on > due.nominal
        return cls(done_on, None, in_extension, falls_short=short)


_NO_DATES: Final = Timing()
