"""Obligations as JSON say what findings say, in the same form."""

import json
from datetime import date

from supervision_talk import Policy, audit, obligations
from supervision_talk.interchange.json_text import json_text
from supervision_talk.interchange.obligations_document import (
    obligation_document,
    obligations_document,
)
from supervision_talk.interchange.report_document import finding_document
from tests.random_registers import random_case
from tests.small_registers import register_of, talk_on


def test_a_document_has_the_fields_of_the_issue_in_their_order() -> None:
    register = register_of(
        people=[{"id": "p"}], talks=[talk_on(date(2026, 9, 1), interviewees=["p"])]
    )
    as_of, end = date(2026, 9, 2), date(2026, 10, 8)
    listed = obligations(register, as_of, as_of, end, bearer="p")
    document = obligations_document(listed[:1], as_of, as_of, end)
    assert document == {
        "format": "supervision-talk/obligations/1",
        "as_of": "2026-09-02",
        "from": "2026-09-02",
        "to": "2026-10-08",
        "obligations": [
            {
                "rule": "ST1101",
                "subject": {"type": "talk", "id": "t"},
                "bearer": {"role": "interviewee", "ids": ["p"]},
                "owed_to": "county",
                "due": {
                    "nominal": "2026-10-01",
                    "effective": "2026-10-08",
                    "provisional": False,
                },
                "state": "open",
                "done_on": None,
                "days_late": None,
                "message": {"zh": listed[0].message.zh, "en": listed[0].message.en},
            }
        ],
    }
    assert list(document) == ["format", "as_of", "from", "to", "obligations"]
    assert json.loads("".join(json_text(document))) == document


def test_subject_bearer_due_and_message_stand_as_in_a_finding() -> None:
    seen = 0
    for case in map(random_case, range(20)):
        policy = Policy.from_values(case.policy)
        report = audit(case.register, case.as_of, policy, satisfied=True)
        findings = {
            (each.rule, each.subject.type, each.subject.id): finding_document(each)
            for each in report.findings
        }
        ever = (date(1900, 1, 1), date(2199, 12, 31))
        for each in obligations(case.register, case.as_of, *ever, policy):
            finding = findings[each.rule, each.subject.type, each.subject.id]
            document = obligation_document(each)
            same = document.keys() & finding.keys()
            assert same == document.keys() - {"owed_to", "state"}
            assert {name: document[name] for name in same} == {name: finding[name] for name in same}
            seen += document["done_on"] is not None
    assert seen > 100
