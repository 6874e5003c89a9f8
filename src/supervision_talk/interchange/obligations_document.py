"""Obligations as JSON: subject, bearer, due date and message stand as in a finding."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from supervision_talk.audit import Obligation
from supervision_talk.interchange.report_document import due_document
from supervision_talk.model.canonical import JsonValue

__all__ = ["OBLIGATIONS_FORMAT", "obligation_document", "obligations_document"]

OBLIGATIONS_FORMAT: Final = "supervision-talk/obligations/1"
"""What a document of the obligations' format says of itself."""


def obligations_document(
    obligations: Iterable[Obligation], as_of: date, start: date, end: date
) -> dict[str, JsonValue]:
    """Give obligations as plain JSON values.

    Arguments:
        obligations: what `supervision_talk.obligations` lists.
        as_of: the day that it was asked about.
        start: the first day of the window.
        end: its last day.

    >>> today = date(2026, 10, 5)
    >>> document = obligations_document((), today, date(2026, 10, 1), date(2026, 10, 31))
    >>> document["from"], document["to"], document["obligations"]
    ('2026-10-01', '2026-10-31', [])
    """
    return {
        "format": OBLIGATIONS_FORMAT,
        "as_of": as_of.isoformat(),
        "from": start.isoformat(),
        "to": end.isoformat(),
        "obligations": [obligation_document(each) for each in obligations],
    }


def obligation_document(obligation: Obligation) -> dict[str, JsonValue]:
    """Give an obligation as plain JSON values."""
    done_on = obligation.done_on
    return {
        "rule": obligation.rule,
        "subject": {"type": str(obligation.subject.type), "id": obligation.subject.id},
        "bearer": {"role": obligation.bearer.value, "ids": list(obligation.bearer_ids)},
        "owed_to": obligation.owed_to,
        "due": due_document(obligation.due),
        "state": obligation.state.value,
        "done_on": None if done_on is None else done_on.isoformat(),
        "days_late": obligation.days_late,
        "message": {"zh": obligation.message.zh, "en": obligation.message.en},
    }
