"""What the demo county says must be found in it, against two implementations of the rules."""

from pathlib import Path
from typing import Final

import pytest

from examples import make_xundian
from supervision_talk import MEASURES, audit, load
from supervision_talk.interchange.report_document import finding_document
from tests.oracle import NaiveFinding, naive_findings

FOUND = {
    (found.rule, found.subject_type, found.subject_id): found
    for found in naive_findings(make_xundian.register(), make_xundian.AS_OF)
}
EXPECTED = make_xundian.expected()
REPORT: Final = audit(
    load(Path(make_xundian.__file__).with_name("xundian.json")), make_xundian.AS_OF, satisfied=True
)
REPORTED: Final = {
    (each.rule, str(each.subject.type), each.subject.id): each for each in REPORT.findings
}


def subject_of(entry: make_xundian.Record) -> tuple[str, str, str]:
    subject = entry["subject"]
    assert isinstance(subject, dict)
    return str(entry["rule"]), subject["type"], subject["id"]


def as_json(found: NaiveFinding) -> make_xundian.Record:
    due = found.due and {
        "nominal": found.due[0].isoformat(),
        "effective": found.due[1].isoformat(),
        "provisional": found.due[2],
    }
    return {
        "outcome": found.outcome,
        "due": due,
        "done_on": found.done_on and found.done_on.isoformat(),
        "days_late": found.days_late,
        "in_extension": found.in_extension,
        "missing": sorted(found.missing),
    }


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: " ".join(subject_of(entry)))
def test_an_expected_finding_is_found_with_its_dates(entry: make_xundian.Record) -> None:
    found = as_json(FOUND[subject_of(entry)])
    wanted = {name: value for name, value in entry.items() if name not in {"rule", "subject"}}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: " ".join(subject_of(entry)))
def test_an_expected_finding_is_reported_with_its_dates(entry: make_xundian.Record) -> None:
    """What the script wrote down by hand, against the report that the README shows."""
    reported = finding_document(REPORTED[subject_of(entry)])
    wanted = {name: value for name, value in entry.items() if name not in {"rule", "subject"}}
    assert {name: reported[name] for name in wanted} == wanted


def test_nothing_else_is_reported_as_violated_pending_or_unknown() -> None:
    not_satisfied = {key for key, each in REPORTED.items() if each.outcome != "satisfied"}
    assert not_satisfied <= {subject_of(entry) for entry in EXPECTED}


def test_the_report_on_the_county_counts_every_rule() -> None:
    assert set(REPORT.rules) == {rule.code for rule in MEASURES.rules}
    assert {rule for rule, _, _ in REPORTED} == set(REPORT.rules)


def test_nothing_else_is_violated_pending_or_unknown() -> None:
    not_satisfied = {key for key, found in FOUND.items() if found.outcome != "satisfied"}
    assert not_satisfied <= {subject_of(entry) for entry in EXPECTED}


def test_every_rule_about_the_county_has_something_to_say() -> None:
    """Forty rules of the specification; none is left without a subject in the demo."""
    assert len({rule for rule, _, _ in FOUND}) == 40
