"""The naive oracle agrees with every contract case."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict, cast

import pytest

from . import NaiveFinding, naive_coverage, naive_findings, naive_not_governed

CASES = Path(__file__).parent.parent / "cases"


class Wanted(TypedDict, total=False):
    rule: str
    outcome: str
    subject: dict[str, str]
    force: str
    done_on: str | None
    days_late: int | None
    in_extension: bool
    bearer: str
    missing: list[str]
    due: dict[str, object] | None


class NotGoverned(TypedDict):
    talk: str
    reason: str


class Case(TypedDict, total=False):
    name: str
    register: dict[str, object]
    as_of: str
    policy: dict[str, object] | None
    expect: list[Wanted]
    absent: list[str]
    not_governed: list[NotGoverned]


def read(path: Path) -> Case:
    return cast("Case", json.loads(path.read_text("utf-8")))


CASE_FILES = sorted(CASES.glob("*.json"))
THAT_LIST_NOT_GOVERNED = [path for path in CASE_FILES if "not_governed" in read(path)]
EXPECTED = [
    pytest.param(path, index, id=f"{path.stem}-{index}")
    for path in CASE_FILES
    for index in range(len(read(path)["expect"]))
]


def findings_of(case: Case) -> list[NaiveFinding]:
    return naive_findings(case["register"], date.fromisoformat(case["as_of"]), case["policy"])


def as_wanted(finding: NaiveFinding, wanted: Wanted) -> dict[str, object]:
    """What the finding says about the things that the entry names."""
    due: dict[str, object] | None = None
    if finding.due is not None:
        nominal, effective, provisional = finding.due
        due = {
            "nominal": nominal.isoformat(),
            "effective": effective.isoformat(),
            "provisional": provisional,
        }
        parts = wanted.get("due")
        if parts is not None:
            due = {name: value for name, value in due.items() if name in parts}
    said: dict[str, object] = {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "subject": {"type": finding.subject_type, "id": finding.subject_id},
        "force": finding.force,
        "done_on": None if finding.done_on is None else finding.done_on.isoformat(),
        "days_late": finding.days_late,
        "in_extension": finding.in_extension,
        "bearer": finding.bearer_role,
        "missing": sorted(finding.missing),
        "due": due,
    }
    return {name: value for name, value in said.items() if name in wanted}


def test_the_contract_cases_are_there() -> None:
    assert [path.stem[:2] for path in CASE_FILES] == [f"{number:02}" for number in range(1, 15)]


@pytest.mark.parametrize(("path", "index"), EXPECTED)
def test_an_expected_finding_is_made_exactly_once(path: Path, index: int) -> None:
    case = read(path)
    wanted = case["expect"][index]
    about = [
        finding
        for finding in findings_of(case)
        if finding.rule == wanted["rule"]
        and finding.subject_type == wanted["subject"]["type"]
        and finding.subject_id == wanted["subject"]["id"]
    ]
    expected: Mapping[str, object] = dict(wanted)
    if "missing" in wanted:
        expected = {**expected, "missing": sorted(wanted["missing"])}
    assert [as_wanted(finding, wanted) for finding in about] == [expected]


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_an_absent_finding_is_not_made(path: Path) -> None:
    case = read(path)
    found = findings_of(case)
    for entry in case["absent"]:
        rule, outcome, subject = [*entry.split(":"), "", ""][:3]
        matching = [
            finding
            for finding in found
            if rule in ("", finding.rule)
            and outcome in ("", finding.outcome)
            and subject in ("", finding.subject_id)
        ]
        assert matching == [], entry


@pytest.mark.parametrize("path", THAT_LIST_NOT_GOVERNED, ids=lambda path: path.stem)
def test_talks_not_governed_are_exactly_the_listed_ones(path: Path) -> None:
    case = read(path)
    listed = naive_not_governed(case["register"], date.fromisoformat(case["as_of"]))
    assert listed == {entry["talk"]: entry["reason"] for entry in case["not_governed"]}


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_one_subject_has_one_finding_a_rule(path: Path) -> None:
    found = [(one.rule, one.subject_type, one.subject_id) for one in findings_of(read(path))]
    assert len(found) == len(set(found))


def test_coverage_of_a_term_that_ended_counts_seats_persons_and_talks_apart() -> None:
    case = read(CASES / "07-end-of-a-term.json")
    counted = naive_coverage(case["register"], date.fromisoformat(case["as_of"]), case["policy"])
    assert counted == [
        {
            "committee": "371323",
            "term": 14,
            "seats": 2,
            "seats_covered": 1,
            "persons": 2,
            "persons_covered": 0,
            "talks": 1,
            "new_heads": ["p-mazhan"],
        },
        {
            "committee": "371323",
            "term": 15,
            "seats": 2,
            "seats_covered": 1,
            "persons": 0,
            "persons_covered": 0,
            "talks": 1,
            "new_heads": [],
        },
    ]
