"""The kinds of record, as the register's format names them (docs/reference/register-format.md)."""

from collections.abc import Iterator, Mapping
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.model.fields import ListOf, Nested, Record, field_types
from supervision_talk.model.records import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Disclosure,
    Filing,
    Judgement,
    Organization,
    Person,
    Rectification,
    Talk,
    Term,
)

__all__ = ["RECORD_CLASSES", "RECORD_KINDS", "REGISTER_FORMAT", "RecordKind"]

REGISTER_FORMAT: Final = "supervision-talk/register/1"
"""What a document of the register's format says of itself."""


@frozen
class RecordKind:
    """A kind of record as a register holds it.

    Attributes:
        name: what one is called in JSON Lines ("talk").
        plural: the register's list of it ("talks").
        record: the class.
        key: the fields by which one record is told from the others of its kind; empty where
            records may repeat (appointments).
    """

    name: str
    plural: str
    record: type[Record]
    key: tuple[str, ...]

    def key_of(self, record: Record) -> tuple[str | int, ...]:
        """Give the values of the key fields.

        >>> from datetime import date
        >>> RECORD_KINDS["term"].key_of(Term(organization="o", ordinal=14, start=date(2021, 12, 1)))
        ('o', 14)
        """
        return tuple(getattr(record, name) for name in self.key)


RECORD_KINDS: Final[Mapping[str, RecordKind]] = {
    kind.name: kind
    for kind in (
        RecordKind("organization", "organizations", Organization, ("id",)),
        RecordKind("person", "people", Person, ("id",)),
        RecordKind("appointment", "appointments", Appointment, ()),
        RecordKind("term", "terms", Term, ("organization", "ordinal")),
        RecordKind("talk", "talks", Talk, ("id",)),
        RecordKind("rectification", "rectifications", Rectification, ("talk",)),
        RecordKind("filing", "filings", Filing, ("talk",)),
        RecordKind("judgement", "judgements", Judgement, ("id",)),
        RecordKind("circumstance", "circumstances", Circumstance, ("id",)),
        RecordKind("plan", "plans", AnnualPlan, ("organization", "year")),
        RecordKind("annual_duties", "annual_duties", AnnualDuties, ("organization", "year")),
        RecordKind("assessment", "assessments", Assessment, ("id",)),
        RecordKind("disclosure", "disclosures", Disclosure, ("id",)),
    )
}
"""The kinds of record, in the order of the register's format."""


def _with_parts(record: type[Record]) -> Iterator[type[Record]]:
    for type_ in field_types(record).values():
        element = type_.element if isinstance(type_, ListOf) else type_
        if isinstance(element, Nested):
            yield from _with_parts(element.record)
    yield record


RECORD_CLASSES: Final[tuple[type[Record], ...]] = tuple(
    each for kind in RECORD_KINDS.values() for each in _with_parts(kind.record)
)
"""Every class of record, parts before the records that hold them."""
