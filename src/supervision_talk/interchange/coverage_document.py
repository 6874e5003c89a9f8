"""Coverage as JSON: the counts as a report has them, and every seat beside them."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from supervision_talk.audit import CommitteeCoverage, SeatCoverage
from supervision_talk.interchange.report_document import due_document, term_coverage_document
from supervision_talk.measures import Policy
from supervision_talk.model.canonical import JsonValue

__all__ = ["COVERAGE_FORMAT", "coverage_document"]

COVERAGE_FORMAT: Final = "supervision-talk/coverage/1"
"""What a document of the coverage's format says of itself."""


def coverage_document(
    coverages: Iterable[CommitteeCoverage], as_of: date, policy: Policy
) -> dict[str, JsonValue]:
    """Give the coverage of committees as plain JSON values.

    Arguments:
        coverages: in the order in which they are to stand.
        as_of: the day asked about.
        policy: the values that it was asked with.

    Returns:
        "coverage" holds the entries of a report, one a committee and term; "seats" one entry a
        seat; "unknown" the committees of whose terms none is recorded, with what is missing.

    >>> coverage_document([], date(2026, 10, 5), Policy())["coverage"]
    []
    """
    listed = list(coverages)
    return {
        "format": COVERAGE_FORMAT,
        "as_of": as_of.isoformat(),
        "policy": dict(policy.values()),
        "coverage": [term_coverage_document(term) for each in listed for term in each.terms],
        "seats": [_seat(each.committee, seat) for each in listed for seat in each.seats],
        "unknown": [
            {"committee": each.committee, "missing": list(each.missing)}
            for each in listed
            if each.missing
        ],
    }


def _seat(committee: str, seat: SeatCoverage) -> JsonValue:
    return {
        "committee": committee,
        "organization": seat.organization,
        "term": seat.term,
        "outcome": seat.outcome.value,
        "due": due_document(seat.due),
        "covered_by": seat.covered_by,
        "heads": list(seat.heads),
        "new_heads": list(seat.new_heads),
        "persons": list(seat.persons),
        "persons_covered": list(seat.persons_covered),
        "talks": list(seat.talks),
    }
