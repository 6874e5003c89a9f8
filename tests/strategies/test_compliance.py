"""Registers that comply: nothing violated, nothing unknown, and something of everything in them."""

import json
from collections import Counter
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from supervision_talk import MEASURES, Policy, audit, dumps
from supervision_talk.measures import Outcome
from supervision_talk.model import RECORD_KINDS
from supervision_talk.strategies import RegisterOnDay, compliant_registers
from tests.oracle import naive_findings
from tests.random_registers import POLICY_CHOICES

EXAMPLES = max(settings().max_examples // 2, 1)
FAULTS = (Outcome.VIOLATED, Outcome.UNKNOWN)
POLICIES = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in POLICY_CHOICES.items()}
)


def faults(drawn: RegisterOnDay, policy: Policy) -> list[tuple[str, str, str]]:
    findings = audit(drawn.register, drawn.as_of, policy).findings
    return [
        (each.rule, each.outcome, each.subject.id) for each in findings if each.outcome in FAULTS
    ]


@settings(max_examples=EXAMPLES)
@given(compliant_registers())
def test_nothing_in_them_is_violated_or_unknown(drawn: RegisterOnDay) -> None:
    assert faults(drawn, Policy()) == []


@settings(max_examples=EXAMPLES)
@given(POLICIES, st.data())
def test_they_comply_under_any_policy_that_they_are_drawn_for(
    values: dict[str, object], data: st.DataObject
) -> None:
    policy = Policy.from_values(values)
    assert faults(data.draw(compliant_registers(policy)), policy) == []


@settings(max_examples=EXAMPLES)
@given(compliant_registers())
def test_the_oracle_finds_nothing_wrong_with_them_either(drawn: RegisterOnDay) -> None:
    document = json.loads(dumps(drawn.register))
    found = naive_findings(document, drawn.as_of, {})
    assert [each for each in found if each.outcome in FAULTS] == []


@cache
def reached() -> tuple[Counter[tuple[str, Outcome]], Counter[str]]:
    outcomes: Counter[tuple[str, Outcome]] = Counter()
    records: Counter[str] = Counter()

    @settings(max_examples=80, phases=[Phase.generate], database=None)
    @given(compliant_registers())
    def look(drawn: RegisterOnDay) -> None:
        for code, counts in audit(drawn.register, drawn.as_of).rules.items():
            for outcome, times in counts.items():
                outcomes[code, outcome] += times
        for plural, listed in drawn.register.records():
            records[plural] += len(listed)

    look()
    return outcomes, records


@pytest.mark.parametrize("code", [rule.code for rule in MEASURES.rules])
def test_each_rule_is_satisfied_in_some(code: str) -> None:
    """They comply because what is asked was done, not because nothing was asked."""
    assert reached()[0][code, Outcome.SATISFIED] > 0


@pytest.mark.parametrize("code", ["ST0504", "ST0505", "ST0506", "ST1101", "ST1106", "ST1201"])
def test_duties_are_pending_in_some(code: str) -> None:
    assert reached()[0][code, Outcome.PENDING] > 0


@pytest.mark.parametrize("plural", [kind.plural for kind in RECORD_KINDS.values()])
def test_they_hold_records_of_each_kind(plural: str) -> None:
    assert reached()[1][plural] > 0
