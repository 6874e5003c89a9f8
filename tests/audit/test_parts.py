"""Committees audited apart, and put together again."""

from supervision_talk import MEASURES, Policy, audit
from supervision_talk.audit.parts import audit_part, report_of
from supervision_talk.measures import Outcome
from tests.random_registers import random_case


def test_committees_audited_one_by_one_give_the_report_of_the_whole() -> None:
    """Thirty random registers, the parts given last committee first."""
    for seed in range(30):
        case = random_case(seed)
        register, policy = case.register, Policy.from_values(case.policy)
        whole = audit(register, case.as_of, policy, satisfied=True)
        parts = [
            audit_part(register, case.as_of, policy, committees=[each.id], satisfied=True)
            for each in reversed(register.organizations)
        ]
        together = report_of(
            parts, register.organizations, case.as_of, policy, MEASURES, make_digest=str
        )
        assert together.findings == whole.findings, seed
        assert together.rules == whole.rules, seed
        assert together.coverage == whole.coverage, seed
        assert together.not_governed == whole.not_governed, seed


def test_a_part_judges_no_committee_twice_and_none_whose_records_are_not_kept() -> None:
    case = random_case(1)
    register, policy = case.register, Policy.from_values(case.policy)
    once = [each.id for each in register.organizations]
    part = audit_part(register, case.as_of, policy, committees=[*once, *once, "nobody"])
    assert part == audit_part(register, case.as_of, policy)


def test_a_part_lists_satisfied_findings_only_where_they_are_wanted() -> None:
    case = random_case(1)
    part = audit_part(case.register, case.as_of)
    assert all(each.outcome is not Outcome.SATISFIED for each in part.findings)
    assert any(counts[Outcome.SATISFIED] for counts in part.rules.values())
