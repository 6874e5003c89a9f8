"""Which outcomes a rule can have, told from its declaration."""

from collections.abc import Set as AbstractSet

from supervision_talk import Duty, Requirement
from supervision_talk.measures import Expression, Outcome, Rule
from supervision_talk.measures.expressions import All, AnyOf, Comparison, FactName, Not, Recorded

__all__ = ["can_be_unknown", "possible_outcomes"]


def can_be_unknown(expression: Expression, recorded: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether a condition hangs on a fact that may be None and is not known to be recorded."""
    if isinstance(expression, (All, AnyOf)):
        return any(can_be_unknown(part, recorded) for part in expression.parts)
    if isinstance(expression, Not):
        return can_be_unknown(expression.part, recorded)
    if isinstance(expression, FactName):
        return not expression.certain and expression.name not in recorded
    if isinstance(expression, Comparison):
        other = expression.operand
        return can_be_unknown(expression.fact, recorded) or (
            isinstance(other, FactName) and can_be_unknown(other, recorded)
        )
    return False


def facts_recorded(expression: Expression) -> frozenset[str]:
    """Name the facts that are certainly recorded where a condition is true."""
    if isinstance(expression, Recorded):
        return frozenset({expression.fact.name})
    if isinstance(expression, All):
        return frozenset().union(*(facts_recorded(part) for part in expression.parts))
    return frozenset()


def possible_outcomes(rule: Rule) -> frozenset[Outcome]:
    """Give every outcome that a rule can have: each needs an example."""
    outcomes = {Outcome.SATISFIED, Outcome.VIOLATED}
    conditions = [can_be_unknown(rule.when)]
    if isinstance(rule, Requirement):
        conditions.append(can_be_unknown(rule.requires, facts_recorded(rule.when)))
    if isinstance(rule, Duty):
        outcomes.add(Outcome.PENDING)
        conditions.append(can_be_unknown(rule.done))
        conditions.append(can_be_unknown(rule.provided, facts_recorded(rule.done)))
    if any(conditions):
        outcomes.add(Outcome.UNKNOWN)
    return frozenset(outcomes)
