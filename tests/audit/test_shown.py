"""What a console, a log or `help` shows of a value is short, and holds nothing that a talk said."""

import pydoc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from supervision_talk import (
    MEASURES,
    Policy,
    audit,
    check_talk,
    coverage,
    coverages,
    grounds_to_examine,
    load,
    obligations,
    statistics,
)
from supervision_talk.calendar import Roll

LONGEST_HELP: Final = 4_000
COUNTY: Final = load(Path(__file__).parent.parent.parent / "examples" / "xundian.json")
DAY: Final = date(2026, 10, 5)


def test_what_is_shown_of_rules_is_what_they_are_called() -> None:
    assert repr(MEASURES) == f"RuleSet({MEASURES.name}: {len(MEASURES.rules)} rules)"
    assert repr(MEASURES["ST0702"]) == "Requirement(ST0702 individual-talk)"
    assert repr(MEASURES["ST1101"]) == "Duty(ST1101 measures-proposed)"
    assert repr(MEASURES["ST1101"].about) == "FactSheet(TalkFacts)"


def test_what_is_shown_of_a_policy_is_what_was_changed() -> None:
    assert repr(Policy()) == "Policy()"
    changed = Policy(roll=Roll.NONE, minimum_tenure_days=90, timely_within_days=None)
    assert repr(changed) == "Policy(roll='none', minimum_tenure_days=90)"
    assert Policy(roll="none", minimum_tenure_days=90) == changed


def test_what_is_shown_of_answers_is_how_much_they_hold() -> None:
    report = audit(COUNTY, DAY)
    totals = ", ".join(f"{times} {outcome}" for outcome, times in report.totals.items())
    assert repr(report) == f"Report(as of 2026-10-05: {totals})"
    found = coverage(COUNTY, "530129", DAY)
    assert repr(found) == "CommitteeCoverage(530129 as of 2026-10-05: 1 terms, 75 seats)"
    assert repr(found.terms) == "(TermCoverage(530129, term 14: 65 of 75 seats covered),)"
    assert repr(statistics(COUNTY, DAY)) == "Statistics(2026 as of 2026-10-05: 1 committees)"


def test_what_is_shown_of_a_talk_is_which_rules_it_meets() -> None:
    checks = [check_talk(COUNTY, talk.id, DAY) for talk in COUNTY.talks]
    not_governed = next(each for each in checks if each.not_governed)
    assert repr(not_governed) == f"TalkCheck({not_governed.talk}: {not_governed.not_governed})"
    governed = next(each for each in checks if each.findings)
    told = ", ".join(f"{each.rule} {each.outcome}" for each in governed.findings)
    assert repr(governed) == f"TalkCheck({governed.talk}: {told})"


@pytest.mark.parametrize(
    "function",
    [audit, check_talk, coverage, coverages, grounds_to_examine, obligations, statistics],
)
def test_help_fits_on_a_few_screens(function: Callable[..., object]) -> None:
    assert len(pydoc.plain(pydoc.render_doc(function))) < LONGEST_HELP
