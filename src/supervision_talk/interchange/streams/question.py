"""What is asked of a stream, so that it can be handed to another process."""

from collections.abc import Callable
from datetime import date

import attrs

from supervision_talk._values import frozen
from supervision_talk.calendar import ChinaCalendar, WorkdayCalendar
from supervision_talk.measures import MEASURES, Policy, RuleSet

__all__ = ["Question", "Rules", "measures"]

Rules = RuleSet | Callable[[], RuleSet]
"""A rule set; or what gives it in another process: a function of a module, named there."""


def measures() -> RuleSet:
    """Give the rules of the Measures."""
    return MEASURES


def _by_name(rules: Rules) -> Rules:
    """Let the Measures go by name: a rule set itself cannot be pickled."""
    return measures if rules is MEASURES else rules


@frozen(kw_only=True)
class Question:
    """What is asked of a stream: as `audit` is asked of a register."""

    as_of: date
    policy: Policy = attrs.field(factory=Policy)
    rules: Rules = attrs.field(default=MEASURES, converter=_by_name)
    calendar: WorkdayCalendar = attrs.field(factory=ChinaCalendar)
    satisfied: bool = False

    def rule_set(self) -> RuleSet:
        """Give the rules."""
        return self.rules if isinstance(self.rules, RuleSet) else self.rules()
