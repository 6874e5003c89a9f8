"""The shared cases, entry by entry: what a report must hold, and what it must not.

An entry on a rule that the rule set does not have yet is a strict expected failure, told from the
rule set itself: it passes as soon as the rule is there, without a change here.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest

from supervision_talk import MEASURES, Finding, Policy, Report, audit
from supervision_talk.interchange import loads

CASES = Path(__file__).parent / "cases"


class Subject(TypedDict):
    type: str
    id: str


class Wanted(TypedDict, total=False):
    rule: str
    outcome: str
    subject: Subject
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


class Case(TypedDict):
    name: str
    why: str
    register: Mapping[str, object]
    as_of: str
    policy: Mapping[str, object] | None
    expect: list[Wanted]
    absent: list[str]
    not_governed: NotRequired[list[NotGoverned]]


def read(path: Path) -> Case:
    return cast("Case", json.loads(path.read_text("utf-8")))


BY_NAME = {path.stem: read(path) for path in sorted(CASES.glob("*.json"))}


@cache
def report_of(name: str) -> Report:
    case = BY_NAME[name]
    register = loads(json.dumps(case["register"]))
    policy = Policy.from_values(case["policy"] or {})
    return audit(register, date.fromisoformat(case["as_of"]), policy, satisfied=True)


def as_the_rules_stand(rule: str) -> list[pytest.MarkDecorator]:
    """Expect an entry on a rule that is not there yet to fail, whatever the entry says."""
    if rule in MEASURES:
        return []
    return [pytest.mark.xfail(reason=f"no rule {rule} yet", strict=True, raises=KeyError)]


def expected() -> Iterator[object]:
    for name, case in BY_NAME.items():
        seen: set[str] = set()
        for wanted in case["expect"]:
            id_ = f"{name}-{wanted['rule']}-{wanted['outcome']}-{wanted['subject']['id']}"
            assert id_ not in seen, f"the case says it twice: {id_}"
            seen.add(id_)
            marks = as_the_rules_stand(wanted["rule"])
            yield pytest.param(name, wanted, id=id_, marks=marks)


def absent() -> Iterator[object]:
    for name, case in BY_NAME.items():
        for entry in case["absent"]:
            marks = as_the_rules_stand(entry.split(":")[0])
            yield pytest.param(name, entry, id=f"{name}-{entry}", marks=marks)


def last_part(field: str) -> str:
    """Reduce the name of a missing field as the cases' README says.

    >>> last_part("rectification.measures"), last_part("appointments of 371323")
    ('measures', 'appointments')
    """
    return field.partition(" of ")[0].rpartition(".")[2]


def as_wanted(finding: Finding, wanted: Wanted) -> dict[str, object]:
    """Say of a finding what the entry names, in the entry's words."""
    due: dict[str, object] | None = None
    if finding.due is not None:
        due = {
            "nominal": finding.due.nominal.isoformat(),
            "effective": finding.due.effective.isoformat(),
            "provisional": finding.due.provisional,
        }
        parts = wanted.get("due")
        if parts is not None:
            due = {part: value for part, value in due.items() if part in parts}
    said: dict[str, object] = {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "subject": {"type": finding.subject.type, "id": finding.subject.id},
        "force": finding.force,
        "done_on": None if finding.done_on is None else finding.done_on.isoformat(),
        "days_late": finding.days_late,
        "in_extension": finding.in_extension,
        "bearer": finding.bearer,
        "missing": sorted(last_part(field) for field in finding.missing),
        "due": due,
    }
    return {name: value for name, value in said.items() if name in wanted}


def test_all_cases_are_there() -> None:
    assert [name[:2] for name in BY_NAME] == [f"{number:02}" for number in range(1, 15)]


def test_every_case_is_named_after_its_file() -> None:
    assert {name: case["name"] for name, case in BY_NAME.items()} == {
        name: name for name in BY_NAME
    }


@pytest.mark.parametrize(("name", "wanted"), list(expected()))
def test_the_report_holds_the_finding_once_and_as_it_is_described(
    name: str, wanted: Wanted
) -> None:
    """One finding of the rule about the subject, the same in all that the entry mentions."""
    MEASURES[wanted["rule"]]
    about_it = [
        finding
        for finding in report_of(name).findings
        if finding.rule == wanted["rule"]
        and finding.subject.type == wanted["subject"]["type"]
        and finding.subject.id == wanted["subject"]["id"]
    ]
    known = Wanted.__annotations__
    assert [entry for entry in wanted if entry not in known] == [], "the test reads every key"
    sorted_wanted = {**wanted, "missing": sorted(wanted.get("missing", []))}
    if "missing" not in wanted:
        del sorted_wanted["missing"]
    assert [as_wanted(finding, wanted) for finding in about_it] == [sorted_wanted]


@pytest.mark.parametrize(("name", "entry"), list(absent()))
def test_the_report_holds_no_such_finding(name: str, entry: str) -> None:
    """The parts of an entry that are given never come together in one finding."""
    rule, outcome, subject = [*entry.split(":"), "", ""][:3]
    MEASURES[rule]
    found = [
        (finding.rule, finding.outcome, finding.subject.id)
        for finding in report_of(name).findings
        if finding.rule == rule
        and outcome in ("", finding.outcome)
        and subject in ("", finding.subject.id)
    ]
    assert found == []


@pytest.mark.parametrize("name", [name for name, case in BY_NAME.items() if "not_governed" in case])
def test_exactly_the_listed_talks_are_not_governed_each_for_its_reason(name: str) -> None:
    listed = {each.talk: str(each.reason) for each in report_of(name).not_governed}
    assert listed == {each["talk"]: each["reason"] for each in BY_NAME[name]["not_governed"]}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_rule_says_one_thing_of_one_subject(name: str) -> None:
    found = [(each.rule, each.subject) for each in report_of(name).findings]
    assert len(found) == len(set(found))
