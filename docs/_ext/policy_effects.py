"""Which values of the policy decide which rules: as declared, and as tried out.

A period's values stand in the rule's due date. The others are read where facts are stated: they
are found by auditing the shared registers with each value changed and seeing whose answer moves.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from docs._ext.shared_registers import SharedRegister, findings, shared_registers, varied_registers
from supervision_talk import MEASURES, Duty, Finding, Policy
from supervision_talk.errors import InvalidPolicy
from supervision_talk.measures import POLICY_VALUES, PolicyValue, Rule
from supervision_talk.measures.forms import (
    DaysAfterByPolicy,
    Due,
    DueWherePolicySays,
    LaterOf,
    MonthsAfter,
    PeriodAfter,
)
from supervision_talk.measures.policy import Period

__all__ = ["OF_EVERY_RULE", "rules_decided_by", "values_that_decide"]

OF_EVERY_RULE: Final = "not_recorded"
"""A value that decides wherever a fact was not recorded, and so belongs to no rule."""

_COUNTING: Final = ("month_end", "roll")


def values_that_decide(code: str) -> tuple[str, ...]:
    """Name the values that decide a rule, in the order of the policy."""
    declared = _declared_by(MEASURES[code])
    return tuple(
        value.name
        for value in POLICY_VALUES
        if value.name in declared or code in _tried_out().get(value.name, ())
    )


def rules_decided_by(name: str) -> tuple[str, ...]:
    """Name the rules that a value decides, in order."""
    return tuple(rule.code for rule in MEASURES.rules if name in values_that_decide(rule.code))


def _declared_by(rule: Rule) -> frozenset[str]:
    return frozenset(_declared(rule.due)) if isinstance(rule, Duty) and rule.due else frozenset()


def _declared(due: Due) -> Iterator[str]:
    if isinstance(due, PeriodAfter):
        of = "measures" if due.period is Period.MEASURES else "progress"
        yield from (f"{of}_within_months", f"{of}_within_days", *_COUNTING)
    elif isinstance(due, MonthsAfter):
        yield from _COUNTING
    elif isinstance(due, DaysAfterByPolicy):
        yield from (due.value, "roll")
    elif isinstance(due, DueWherePolicySays):
        yield due.value
        yield from _declared(due.where)
    elif isinstance(due, LaterOf):
        yield from _declared(due.one)
        yield from _declared(due.other)


@cache
def _tried_out() -> dict[str, frozenset[str]]:
    """Give for each value that no due date declares the rules whose answers it moves."""
    declared = frozenset().union(*map(_declared_by, MEASURES.rules))
    cases = shared_registers()
    return {
        value.name: frozenset(
            code
            for shared in (varied_registers() if isinstance(value.default, bool) else cases)
            for policy in _with_another(shared.policy, value)
            for code in _moved(shared, policy)
        )
        for value in POLICY_VALUES
        if value.name not in declared and value.name != OF_EVERY_RULE
    }


def _with_another(policy: Policy, value: PolicyValue) -> Iterator[Policy]:
    """Give the policy with each other value that is tried."""
    values = dict(policy.values())
    now = values[value.name]
    tried: tuple[object, ...] = (True, False)
    if value.words is not None:
        tried = tuple(word.value for word in value.words)
    elif value.month_day:
        tried = ("01-01",)
    elif value.least is not None:
        tried = (value.least, 365)
    for each in tried:
        if each != now and each is not None:
            try:
                yield Policy.from_values({**values, value.name: each})
            except InvalidPolicy:
                continue


def _moved(shared: SharedRegister, policy: Policy) -> Iterator[str]:
    before, after = (
        {(each.rule, each.subject): _answer(each) for each in found}
        for found in (findings(shared), findings(shared, policy))
    )
    for rule, subject in before.keys() | after.keys():
        if before.get((rule, subject)) != after.get((rule, subject)):
            yield rule


def _answer(finding: Finding) -> tuple[object, ...]:
    return (finding.outcome, finding.due, finding.done_on, finding.days_late, finding.bearer_ids)
