"""The library and the oracle say the same of thousands of random registers.

2,000 registers in the usual run; ``ORACLE_REGISTERS=50000`` compares more, and so does
``HYPOTHESIS_PROFILE=thorough``. ``ORACLE_FIRST_SEED`` starts elsewhere. A difference is reported
with its seed: `differences(seed)` gives it again.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import attrs
import pytest

from supervision_talk import MEASURES, Finding, Policy, Report, audit
from supervision_talk.audit.coverage import TermCoverage
from supervision_talk.measures import Outcome
from tests.measures.outcomes import possible_outcomes
from tests.oracle import NaiveFinding, naive_coverage, naive_findings, naive_not_governed
from tests.random_registers import RandomCase, random_case
from tests.test_cases import last_part

USUAL, THOROUGH = 2_000, 50_000
PROFILE = os.environ.get("HYPOTHESIS_PROFILE")
REGISTERS = int(
    os.environ.get("ORACLE_REGISTERS") or (THOROUGH if PROFILE == "thorough" else USUAL)
)
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED") or 0)
DIFFERENCES_SHOWN = 5

Key = tuple[str, str, str]


class Said(NamedTuple):
    """What library and oracle must say alike of a subject."""

    outcome: str
    force: str
    bearer: str
    due: tuple[date, date, bool] | None
    done_on: date | None
    days_late: int | None
    in_extension: bool
    missing: frozenset[str]


def said_by_library(finding: Finding) -> Said:
    due = finding.due
    return Said(
        str(finding.outcome),
        str(finding.force),
        str(finding.bearer),
        None if due is None else (due.nominal, due.effective, due.provisional),
        finding.done_on,
        finding.days_late,
        finding.in_extension,
        frozenset(last_part(field) for field in finding.missing),
    )


def said_by_oracle(finding: NaiveFinding) -> Said:
    return Said(
        finding.outcome,
        finding.force,
        finding.bearer_role,
        finding.due,
        finding.done_on,
        finding.days_late,
        finding.in_extension,
        finding.missing,
    )


class Compared(NamedTuple):
    """A register as both see it."""

    report: Report
    library: Mapping[Key, Said]
    oracle: Mapping[Key, Said]
    not_governed: Mapping[str, str]
    naively_not_governed: Mapping[str, str]


def compared(case: RandomCase) -> Compared:
    policy = Policy.from_values(case.policy)
    report = audit(case.register, case.as_of, policy, satisfied=True)
    return Compared(
        report,
        {
            (each.rule, each.subject.type, each.subject.id): said_by_library(each)
            for each in report.findings
        },
        {
            (each.rule, each.subject_type, each.subject_id): said_by_oracle(each)
            for each in naive_findings(case.document, case.as_of, case.policy)
            if each.rule in MEASURES
        },
        {each.talk: str(each.reason) for each in report.not_governed},
        naive_not_governed(case.document, case.as_of, case.policy),
    )


def differences(seed: int) -> list[str]:
    """Say in what library and oracle differ about the register of a seed."""
    return list(_differences(random_case(seed), compared(random_case(seed))))


def _differences(case: RandomCase, both: Compared) -> Iterator[str]:
    where = f"seed {case.seed}, as of {case.as_of}, policy {case.policy}"
    for key in sorted(both.library.keys() | both.oracle.keys()):
        library, oracle = both.library.get(key), both.oracle.get(key)
        if library != oracle:
            yield f"{where}: {key}\n  library {library}\n  oracle  {oracle}"
    if both.not_governed != both.naively_not_governed:
        yield (
            f"{where}: not governed\n  library {both.not_governed}\n"
            f"  oracle  {both.naively_not_governed}"
        )
    counted = [_counts(each) for each in both.report.coverage]
    naively = naive_coverage(case.document, case.as_of, case.policy)
    if counted != naively:
        yield f"{where}: coverage\n  library {counted}\n  oracle  {naively}"
    if len(both.library) != sum(both.report.totals.values()):
        yield f"{where}: totals {both.report.totals} do not count {len(both.library)} findings"


def _counts(coverage: TermCoverage) -> dict[str, object]:
    """Give the counts that the oracle has too; those beneath are sums of them."""
    counted: dict[str, object] = attrs.asdict(coverage, recurse=False)
    del counted["below"]
    counted["new_heads"] = sorted(coverage.new_heads)
    return counted


class Run(NamedTuple):
    """What all registers together came to."""

    differences: list[str]
    outcomes: Counter[tuple[str, str]]
    dates: Counter[tuple[str, str]]
    reasons: Counter[str]


@cache
def run() -> Run:
    found: list[str] = []
    outcomes: Counter[tuple[str, str]] = Counter()
    dates: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + REGISTERS):
        case = random_case(seed)
        both = compared(case)
        found.extend(_differences(case, both))
        reasons.update(both.not_governed.values())
        for (rule, _, _), said in both.library.items():
            outcomes[rule, said.outcome] += 1
            dates[rule, "in extension"] += said.in_extension
            dates[rule, "done late"] += said.done_on is not None and said.days_late is not None
            dates[rule, "overdue"] += said.done_on is None and said.days_late is not None
            dates[rule, "one day late"] += said.days_late == 1
            dates[rule, "provisional"] += said.due is not None and said.due[2]
            dates[rule, "done on the last day"] += said.due is not None and (
                said.done_on == said.due[1]
            )
    return Run(found, outcomes, dates, reasons)


def test_library_and_oracle_agree_on_every_finding() -> None:
    """Outcome, force, bearer, dates, missing fields; coverage counts; talks not governed."""
    found = run().differences
    shown = "\n".join(found[:DIFFERENCES_SHOWN])
    assert not found, f"{len(found)} differences in {REGISTERS} registers; the first:\n{shown}"


@pytest.mark.parametrize("code", [rule.code for rule in MEASURES.rules])
def test_the_registers_reach_every_outcome_of_a_rule(code: str) -> None:
    """Agreement means something only where the rule was tried: each outcome came up often."""
    reached = {outcome: run().outcomes[code, outcome] for outcome in Outcome}
    rarely = {each for each in possible_outcomes(MEASURES[code]) if reached[each] < 10}
    assert rarely == set(), reached


@pytest.mark.parametrize("code", ["ST1101", "ST1102", "ST1106"])
def test_the_registers_reach_every_place_of_a_date_beside_its_due_date(code: str) -> None:
    """In extension, on the last day, one day late, overdue, provisional: each came up."""
    places = ("in extension", "done late", "overdue", "one day late", "provisional")
    reached = {place: run().dates[code, place] for place in (*places, "done on the last day")}
    assert min(reached.values()) >= 10, reached


def test_the_registers_hold_talks_not_governed_for_every_reason() -> None:
    reasons = ["before_effect", "military", "not_held", "other_kind"]
    assert [each for each in reasons if run().reasons[each] < 10] == []


def test_a_seed_always_gives_the_same_register() -> None:
    """A difference can be looked at again."""
    assert random_case(7) == random_case(7)
    assert random_case(7).document != random_case(8).document
