"""What is asked of this room: the arguments that its functions share, checked at their door."""

from datetime import date
from typing import Final

from supervision_talk.calendar import WorkdayCalendar
from supervision_talk.measures import Policy, RuleSet
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.model import Register
from supervision_talk.model.arguments import Argument, a_day, a_register, check_arguments
from supervision_talk.wording import Wording

__all__ = ["a_rule_set", "asked"]


def asked(  # noqa: PLR0917 - in the order in which the functions take them
    function: str,
    register: Register,
    as_of: date,
    policy: Policy,
    rules: RuleSet,
    calendar: WorkdayCalendar,
    *others: Argument,
) -> Inquiry:
    """Make an inquiry of what a function was given.

    Arguments:
        function: its name.
        register: the records.
        as_of: the day asked about.
        policy: where the Measures are silent.
        rules: what is judged by.
        calendar: which days are worked.
        others: what else it was given.

    Raises:
        InvalidArgument: an argument is not what the function takes; all such are named.
    """
    check_arguments(
        function,
        a_register(register),
        a_day("as_of", as_of),
        ("policy", isinstance(policy, Policy), _A_POLICY),
        a_rule_set(rules),
        ("calendar", _is_calendar(calendar), _A_CALENDAR),
        *others,
    )
    return Inquiry(register=register, as_of=as_of, policy=policy)


def a_rule_set(rules: object) -> Argument:
    """Ask for a rule set."""
    return "rules", isinstance(rules, RuleSet), _A_RULE_SET


def _is_calendar(value: object) -> bool:
    """Tell it by its methods; asking `isinstance` of the protocol takes many times as long."""
    return all(callable(getattr(value, name, None)) for name in ("day_kind", "is_published"))


_A_POLICY: Final = Wording(
    zh='Policy，例如Policy(roll="none")', en='a Policy, as Policy(roll="none")'
)
_A_RULE_SET: Final = Wording(
    zh="RuleSet，例如MEASURES或者MEASURES.adding(名称, 规则)",
    en="a RuleSet, as MEASURES or MEASURES.adding(name, rule)",
)
_A_CALENDAR: Final = Wording(
    zh="有day_kind、is_published两个方法的对象",
    en="an object with methods day_kind and is_published",
)
