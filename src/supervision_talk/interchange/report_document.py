"""Reports as JSON (docs/reference/report-format.md): ids and counts, nothing that a talk said."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from json.encoder import encode_basestring as _quoted
from typing import Final, Protocol, TypeVar, runtime_checkable

from supervision_talk.audit import Finding, NotGovernedTalk, Report, Subject, TermCoverage
from supervision_talk.audit.coverage import CoverageCounts
from supervision_talk.audit.findings import FactValue, worked_out
from supervision_talk.calendar import DueDate
from supervision_talk.interchange.json_text import JsonText, as_text, json_pieces
from supervision_talk.measures import (
    Bearer,
    Citation,
    Force,
    NotGoverned,
    Outcome,
    SubjectType,
    Wording,
)
from supervision_talk.model.canonical import JsonValue

__all__ = [
    "REPORT_FORMAT",
    "ElementTexts",
    "due_document",
    "finding_document",
    "finding_in_text",
    "finding_text",
    "not_governed_in_text",
    "not_governed_text",
    "report_document",
    "report_pieces",
    "report_text",
    "term_coverage_document",
]

ElementT = TypeVar("ElementT")

REPORT_FORMAT: Final = "supervision-talk/report/1"
"""What a document of the report's format says of itself."""


@runtime_checkable
class ElementTexts(Protocol):
    """Elements of a list of a report, of which the text is there already."""

    def texts(self) -> Iterator[bytes]:
        """Give the text of all, as elements of a list in UTF-8."""
        ...


def report_document(report: Report) -> dict[str, JsonValue]:
    """Give a report as plain JSON values.

    Findings stand by rule, then subject; satisfied ones are there if the audit was asked for
    them, and counted in any case.

    >>> from datetime import date
    >>> from supervision_talk import Register, audit
    >>> document = report_document(audit(Register(), date(2026, 10, 5)))
    >>> document["as_of"], document["totals"]
    ('2026-10-05', {'satisfied': 0, 'violated': 0, 'pending': 0, 'unknown': 0})
    """
    return {
        **_members(report),
        "findings": [finding_document(each) for each in report.findings],
        "not_governed": [_not_governed(each) for each in report.not_governed],
    }


def _members(report: Report) -> dict[str, JsonValue]:
    """Give all members in their order; of those of which there may be very many only the place."""
    return {
        "format": REPORT_FORMAT,
        "as_of": report.as_of.isoformat(),
        "policy": dict(report.policy.values()),
        "totals": _counts(report.totals),
        "rules": {code: _counts(counts) for code, counts in report.rules.items()},
        "findings": [],
        "coverage": [term_coverage_document(each) for each in report.coverage],
        "not_governed": [],
        "digest": report.digest,
    }


def report_text(report: Report) -> Iterator[str]:
    """Give a report as JSON text piece by piece, with a finding a line, so that changes show.

    Findings are worded one at a time, and what they tell is not kept: there may be millions.

    >>> from datetime import date
    >>> from supervision_talk import Register, audit
    >>> text = "".join(report_text(audit(Register(), date(2026, 10, 5))))
    >>> text.splitlines()[1]
    '"as_of": "2026-10-05",'
    """
    return map(as_text, report_pieces(report))


def report_pieces(report: Report) -> Iterator[str | bytes]:
    """Give a report as JSON as `report_text` does, in pieces of text and of UTF-8."""
    members: dict[str, JsonValue | Iterator[JsonValue | bytes]] = {**_members(report)}
    members["findings"] = _texts(report.findings, finding_text)
    members["not_governed"] = _texts(report.not_governed, not_governed_text)
    return json_pieces(members)


def _texts(
    elements: Iterable[ElementT], text_of: Callable[[ElementT], JsonText]
) -> "Iterator[JsonValue | bytes]":
    return elements.texts() if isinstance(elements, ElementTexts) else map(text_of, elements)


def finding_text(finding: Finding) -> JsonText:
    """Give a finding as the line of JSON that a report has of it.

    The text of `finding_document`, put together at once: a report may have millions of them.
    """
    finding = worked_out(finding)
    subject, article, message = finding.subject, finding.article, finding.message
    due, done_on = finding.due, finding.done_on
    facts = [f"{_quoted(name)}: {_fact_text(value)}" for name, value in finding.facts.items()]
    return JsonText(
        f'{{"rule": {_quoted(finding.rule)}, "outcome": {_quoted(finding.outcome)}, '
        f'"force": {_quoted(finding.force)}, '
        f'"subject": {{"type": {_quoted(subject.type)}, "id": {_quoted(subject.id)}}}, '
        f'"bearer": {{"role": {_quoted(finding.bearer)}, '
        f'"ids": {_list_text(finding.bearer_ids)}}}, '
        f'"article": {{"number": {article.number}, "paragraph": {_number(article.paragraph)}, '
        f'"item": {_number(article.item)}}}, '
        f'"due": {"null" if due is None else _due_text(due)}, '
        f'"done_on": {"null" if done_on is None else _quoted(done_on.isoformat())}, '
        f'"days_late": {_number(finding.days_late)}, '
        f'"in_extension": {_truth(finding.in_extension)}, '
        f'"missing": {_list_text(finding.missing)}, "facts": {{{", ".join(facts)}}}, '
        f'"message": {{"zh": {_quoted(message.zh)}, "en": {_quoted(message.en)}}}}}'
    )


def _due_text(due: DueDate) -> str:
    return (
        f'{{"nominal": "{due.nominal.isoformat()}", "effective": "{due.effective.isoformat()}", '
        f'"provisional": {_truth(due.provisional)}}}'
    )


def _truth(value: bool) -> str:  # noqa: FBT001 - JSON's
    return "true" if value else "false"


def _number(value: int | None) -> str:
    return "null" if value is None else int.__repr__(value)  # a host's may be a word besides


def _list_text(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _fact_text(value: FactValue) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        return _list_text(value)
    return _truth(value) if isinstance(value, bool) else _number(value)


def finding_in_text(text: str | bytes) -> Finding:
    """Give the finding of which this is the text.

    >>> from datetime import date
    >>> from supervision_talk import Organization, audit, Register
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> found = audit(Register(organizations=[county, town]), date(2026, 10, 5)).findings[0]
    >>> finding_in_text(finding_text(found)) == found
    True
    """
    read = json.loads(text)
    due, done_on, type_ = read["due"], read["done_on"], read["subject"]["type"]
    return Finding(
        rule=read["rule"],
        outcome=Outcome(read["outcome"]),
        force=Force(read["force"]),
        subject=Subject(_SUBJECT_TYPES.get(type_, type_), read["subject"]["id"]),
        bearer=Bearer(read["bearer"]["role"]),
        bearer_ids=tuple(read["bearer"]["ids"]),
        article=Citation(**read["article"]),
        due=None if due is None else _due_date(**due),
        done_on=None if done_on is None else date.fromisoformat(done_on),
        days_late=read["days_late"],
        in_extension=read["in_extension"],
        missing=tuple(read["missing"]),
        facts={
            name: tuple(value) if isinstance(value, list) else value
            for name, value in read["facts"].items()
        },
        message=Wording(**read["message"]),
    )


_SUBJECT_TYPES: Final = {each.value: each for each in SubjectType}


def _due_date(nominal: str, effective: str, provisional: bool) -> DueDate:  # noqa: FBT001 - JSON's
    return DueDate(
        nominal=date.fromisoformat(nominal),
        effective=date.fromisoformat(effective),
        provisional=provisional,
    )


def _not_governed(talk: NotGovernedTalk) -> dict[str, JsonValue]:
    return {"talk": talk.talk, "reason": talk.reason.value}


def not_governed_text(talk: NotGovernedTalk) -> JsonText:
    """Give a talk that the Measures are not about as the line of JSON that a report has of it."""
    return JsonText.of(_not_governed(talk))


def not_governed_in_text(text: str | bytes) -> NotGovernedTalk:
    """Give the talk of which this is the text.

    >>> talk = NotGovernedTalk("t1", NotGoverned.BEFORE_EFFECT)
    >>> not_governed_in_text(not_governed_text(talk)) == talk
    True
    """
    read = json.loads(text)
    return NotGovernedTalk(read["talk"], NotGoverned(read["reason"]))


def finding_document(finding: Finding) -> dict[str, JsonValue]:
    """Give a finding as plain JSON values."""
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "force": finding.force.value,
        "subject": {"type": str(finding.subject.type), "id": finding.subject.id},
        "bearer": {"role": finding.bearer.value, "ids": list(finding.bearer_ids)},
        "article": _article(finding.article),
        "due": due_document(finding.due),
        "done_on": None if finding.done_on is None else finding.done_on.isoformat(),
        "days_late": finding.days_late,
        "in_extension": finding.in_extension,
        "missing": list(finding.missing),
        "facts": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in finding.facts.items()
        },
        "message": {"zh": finding.message.zh, "en": finding.message.en},
    }


def term_coverage_document(coverage: TermCoverage) -> dict[str, JsonValue]:
    """Give the coverage of a committee's seats in a term as plain JSON values."""
    return {
        "committee": coverage.committee,
        "term": coverage.term,
        **_coverage_counts(coverage),
        "new_heads": list(coverage.new_heads),
        "below": _coverage_counts(coverage.below),
    }


def due_document(due: DueDate | None) -> JsonValue:
    """Give a due date as plain JSON values; null: there is none."""
    if due is None:
        return None
    return {
        "nominal": due.nominal.isoformat(),
        "effective": due.effective.isoformat(),
        "provisional": due.provisional,
    }


def _counts(counts: Mapping[Outcome, int]) -> dict[str, JsonValue]:
    return {outcome.value: counts[outcome] for outcome in Outcome}


def _coverage_counts(counts: CoverageCounts) -> dict[str, JsonValue]:
    return {
        "seats": counts.seats,
        "seats_covered": counts.seats_covered,
        "persons": counts.persons,
        "persons_covered": counts.persons_covered,
        "talks": counts.talks,
    }


def _article(article: Citation) -> JsonValue:
    return {"number": article.number, "paragraph": article.paragraph, "item": article.item}
