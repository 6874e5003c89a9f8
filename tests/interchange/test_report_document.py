"""Reports as JSON: their shape (docs/reference/report-format.md), for every case and the demo."""

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

import attrs
import jsonschema
import pytest

from supervision_talk import MEASURES, Finding, Policy, Register, Report, audit, load, loads
from supervision_talk.audit import Subject
from supervision_talk.calendar import DueDate
from supervision_talk.interchange.json_text import JsonText
from supervision_talk.interchange.report_document import (
    due_document,
    finding_document,
    finding_text,
    report_document,
    report_text,
)
from supervision_talk.measures import POLICY_VALUES

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))

Schema = Mapping[str, object]


def exactly(**properties: object) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(element: object) -> Schema:
    return {"type": "array", "items": element}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: Final = {"type": "string", "minLength": 1}
DAY: Final = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNT: Final = {"type": "integer", "minimum": 0}
OUTCOMES: Final = exactly(satisfied=COUNT, violated=COUNT, pending=COUNT, unknown=COUNT)
COVERAGE: Final = {
    "seats": COUNT,
    "seats_covered": COUNT,
    "persons": COUNT,
    "persons_covered": COUNT,
    "talks": COUNT,
}
SUBJECTS: Final = (
    "talk",
    "committee_year",
    "plan_item",
    "seat",
    "incumbent",
    "committee",
    "circumstance",
    "assessment",
    "disclosure",
)
ROLES: Final = (
    "committee",
    "talker",
    "interviewee",
    "office",
    "secretary",
    "assessor",
    "discloser",
)
PLAIN: Final = {"type": ["string", "integer", "boolean", "null"]}
FINDING: Final = exactly(
    rule={"enum": [rule.code for rule in MEASURES.rules]},
    outcome={"enum": ["satisfied", "violated", "pending", "unknown"]},
    force={"enum": ["mandatory", "by_reference", "advisory"]},
    subject=exactly(type={"enum": SUBJECTS}, id=TEXT),
    bearer=exactly(role={"enum": ROLES}, ids=list_of(TEXT)),
    article=exactly(
        number={"type": "integer", "minimum": 1, "maximum": 20},
        paragraph={"type": ["integer", "null"]},
        item={"type": ["integer", "null"]},
    ),
    due=or_null(exactly(nominal=DAY, effective=DAY, provisional={"type": "boolean"})),
    done_on=or_null(DAY),
    days_late=or_null({"type": "integer", "minimum": 1}),
    in_extension={"type": "boolean"},
    missing=list_of(TEXT),
    facts={"type": "object", "additionalProperties": {"anyOf": [PLAIN, list_of(TEXT)]}},
    message=exactly(zh=TEXT, en=TEXT),
)
REPORT: Final = exactly(
    format={"const": "supervision-talk/report/1"},
    as_of=DAY,
    policy=exactly(**{value.name: PLAIN for value in POLICY_VALUES}),
    totals=OUTCOMES,
    rules=exactly(**{rule.code: OUTCOMES for rule in MEASURES.rules}),
    findings=list_of(FINDING),
    coverage=list_of(
        exactly(
            committee=TEXT,
            term={"type": "integer", "minimum": 1},
            **COVERAGE,
            new_heads=list_of(TEXT),
            below=exactly(**COVERAGE),
        )
    ),
    not_governed=list_of(
        exactly(talk=TEXT, reason={"enum": ["other_kind", "not_held", "before_effect", "military"]})
    ),
    digest={"type": "string", "pattern": "^[0-9a-f]{64}$"},
)


@cache
def report_of(path: Path, *, satisfied: bool = True) -> Report:
    if path.parent.name == "examples":
        return audit(load(path), date(2026, 10, 5), satisfied=satisfied)
    case = json.loads(path.read_text(encoding="utf-8"))
    return audit(
        loads(json.dumps(case["register"])),
        date.fromisoformat(case["as_of"]),
        Policy.from_values(case["policy"] or {}),
        satisfied=satisfied,
    )


EVERY = pytest.mark.parametrize(
    "path", [*CASES, ROOT / "examples" / "xundian.json"], ids=lambda path: path.stem
)


@EVERY
def test_a_report_has_the_keys_of_the_format_and_no_others(path: Path) -> None:
    jsonschema.Draft202012Validator(REPORT).validate(report_document(report_of(path)))


@EVERY
def test_the_text_says_what_the_document_says(path: Path) -> None:
    report = report_of(path)
    assert json.loads("".join(report_text(report))) == report_document(report)


@EVERY
def test_the_text_of_a_finding_is_that_of_its_document(path: Path) -> None:
    for finding in report_of(path).findings:
        assert finding_text(finding) == JsonText.of(finding_document(finding))


class Degree(int, Enum):
    """A number that is shown as a word."""

    SECOND = 2


def test_whatever_a_host_s_finding_holds_its_text_is_that_of_its_document() -> None:
    finding = attrs.evolve(
        report_of(ROOT / "examples" / "xundian.json").findings[0],
        subject=Subject('a "host\'s" own', "\\ \n \x00 台 \U0001f600"),
        bearer_ids=("p1", "p2"),
        days_late=3,
        in_extension=True,
        missing=("steps/0/at", '"'),
        facts={
            "yes": True,
            "no": False,
            "number": 0,
            "none": None,
            "ids": ("a", "b"),
            '"': "\t",
            "degree": Degree.SECOND,
        },
    )
    assert finding_text(finding) == JsonText.of(finding_document(finding))


@EVERY
def test_every_rule_is_counted_and_the_totals_are_their_sums(path: Path) -> None:
    document = report_of(path)
    counted = json.loads("".join(report_text(document)))
    assert list(counted["rules"]) == [rule.code for rule in MEASURES.rules]
    for outcome, total in counted["totals"].items():
        assert total == sum(counts[outcome] for counts in counted["rules"].values())
        assert total == sum(each["outcome"] == outcome for each in counted["findings"])


@EVERY
def test_satisfied_findings_are_counted_though_they_are_not_listed(path: Path) -> None:
    listed, counted = report_of(path), report_of(path, satisfied=False)
    assert counted.rules == listed.rules
    assert [each for each in listed.findings if each.outcome != "satisfied"] == list(
        counted.findings
    )


@EVERY
def test_the_same_audit_is_written_the_same(path: Path) -> None:
    report = report_of(path)
    again = report_of.__wrapped__(path, satisfied=True)
    assert "".join(report_text(again)) == "".join(report_text(report))


def test_a_finding_stands_on_one_line_in_the_language_it_is_in() -> None:
    text = "".join(report_text(report_of(ROOT / "examples" / "xundian.json")))
    lines = [line for line in text.splitlines() if line.startswith(' {"rule": ')]
    assert len(lines) == len(report_of(ROOT / "examples" / "xundian.json").findings)
    assert "\\u" not in text


def finding(rule: str, subject: str) -> Finding:
    report = report_of(ROOT / "examples" / "xundian.json")
    return next(f for f in report.findings if f.rule == rule and f.subject.id == subject)


def test_a_finding_is_written_out_in_full() -> None:
    written = finding_document(finding("ST1102", "t-530129-u24"))
    message = written.pop("message")
    assert written == {
        "rule": "ST1102",
        "outcome": "pending",
        "force": "mandatory",
        "subject": {"type": "talk", "id": "t-530129-u24"},
        "bearer": {"role": "interviewee", "ids": ["p-530129-u24-1"]},
        "article": {"number": 11, "paragraph": 1, "item": None},
        "due": {"nominal": "2026-10-02", "effective": "2026-10-08", "provisional": False},
        "done_on": None,
        "days_late": None,
        "in_extension": False,
        "missing": [],
        "facts": {"measures_reported_on": None, "held_on": "2026-09-02"},
    }
    assert isinstance(message, dict)
    assert list(message) == ["zh", "en"]


def test_without_a_due_date_due_is_null() -> None:
    assert due_document(None) is None
    day = date(2027, 2, 28)
    assert due_document(DueDate(nominal=day, effective=day, provisional=True)) == {
        "nominal": "2027-02-28",
        "effective": "2027-02-28",
        "provisional": True,
    }


def test_an_empty_register_makes_a_report_with_every_key() -> None:
    document = report_document(audit(Register(), date(2026, 10, 5)))
    jsonschema.Draft202012Validator(REPORT).validate(document)
    assert document["findings"] == document["coverage"] == document["not_governed"] == []
