"""What the demo county says must be found in it, against an implementation of the rules."""

import pytest

from examples import make_xundian
from tests.oracle import NaiveFinding, naive_findings

FOUND = {
    (found.rule, found.subject_type, found.subject_id): found
    for found in naive_findings(make_xundian.register(), make_xundian.AS_OF)
}
EXPECTED = make_xundian.expected()


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


def test_nothing_else_is_violated_pending_or_unknown() -> None:
    not_satisfied = {key for key, found in FOUND.items() if found.outcome != "satisfied"}
    assert not_satisfied <= {subject_of(entry) for entry in EXPECTED}


def test_every_rule_about_the_county_has_something_to_say() -> None:
    """Forty rules of the specification; none is left without a subject in the demo."""
    assert len({rule for rule, _, _ in FOUND}) == 40
