"""Violated findings under the items of Art. 17."""

from datetime import date

import attrs
import pytest

from supervision_talk import MEASURES, Report, audit, grounds_to_examine
from supervision_talk.measures import Bearer, Force, Outcome
from tests.random_registers import random_case

RECTIFICATION = {f"ST110{number}" for number in range(1, 8)} | {"ST1703"}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    cases = map(random_case, range(100))
    return [audit(case.register, case.as_of, satisfied=True) for case in cases]


def item_of(rule: str, bearer: Bearer) -> int:
    """Art. 17, read anew."""
    if rule == "ST1702":
        return 2
    if rule in RECTIFICATION:
        return 3
    return 1 if bearer in {"committee", "talker", "secretary"} else 4


def test_each_item_holds_its_violated_findings_in_the_report_s_order(
    reports: list[Report],
) -> None:
    reached: set[int] = set()
    for report in reports:
        grounds = grounds_to_examine(report)
        for item in (1, 2, 3, 4):
            assert list(grounds[item]) == [
                each
                for each in report.findings
                if each.outcome is Outcome.VIOLATED
                and each.force is not Force.ADVISORY
                and item_of(each.rule, each.bearer) == item
            ]
            reached.update(item for _ in grounds[item])
    assert reached == {1, 2, 3, 4}


@pytest.mark.parametrize("code", [rule.code for rule in MEASURES.rules])
def test_a_rule_of_the_measures_stands_under_its_item(code: str) -> None:
    assert MEASURES[code].ground == item_of(code, MEASURES[code].bearer)


def test_all_four_items_are_there_where_nothing_is_violated() -> None:
    report = attrs.evolve(audit(random_case(0).register, date(2026, 6, 1)), findings=())
    assert grounds_to_examine(report) == {1: (), 2: (), 3: (), 4: ()}


def test_what_is_advisory_gives_no_ground(reports: list[Report]) -> None:
    violated = {
        each.rule
        for report in reports
        for each in report.findings
        if each.outcome is Outcome.VIOLATED and each.force is Force.ADVISORY
    }
    assert violated == {"ST0506", "ST0802"}
    grounds = [grounds_to_examine(report) for report in reports]
    named = {each.rule for by_item in grounds for found in by_item.values() for each in found}
    assert not named & violated


def test_a_rule_set_that_is_not_the_report_s_is_refused(reports: list[Report]) -> None:
    """A finding of a rule that nobody declared has no item."""
    none = attrs.evolve(MEASURES, name="none", rules=())
    report = next(
        report
        for report in reports
        if any(each.outcome is Outcome.VIOLATED for each in report.findings)
    )
    with pytest.raises(KeyError):
        grounds_to_examine(report, none)
