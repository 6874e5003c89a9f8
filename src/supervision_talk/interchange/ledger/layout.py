"""Which sheets a ledger has, and which columns: derived from the records and their field types.

A kind of record is a sheet, a record a row, a field a column. A list of parts (the steps of a
talk) is a sheet of its own; its rows name the record that they belong to by its key. In the
record's own row the list's column says 无 where it was recorded that there was none, for a sheet
without rows cannot say that; empty rows nowhere mean "not recorded".
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.interchange.examination import KEPT_FOR
from supervision_talk.interchange.ledger.terms import (
    EXPLANATION,
    HEADINGS,
    KEPT_FOR_HEADING,
    KEPT_FOR_SHEET,
    SHEETS,
)
from supervision_talk.measures import Wording
from supervision_talk.model import RECORD_KINDS, RecordKind
from supervision_talk.model.fields import (
    FieldType,
    Identifier,
    ListOf,
    Nested,
    Record,
    Reference,
    field_types,
    interchange_name,
    required_fields,
)

__all__ = [
    "EXPLANATION",
    "FIRST_ROW",
    "HEADING_ROW",
    "KEPT_FOR_COLUMN",
    "KEPT_FOR_SHEET",
    "LEDGER",
    "NAME_ROW",
    "Column",
    "Place",
    "Sheet",
    "sheet_of",
]

HEADING_ROW: Final = 1
"""The row of the headings, for people."""
NAME_ROW: Final = 2
"""The row of the fields' names as in the register's format: by these columns are told."""
FIRST_ROW: Final = 3
"""The first row that holds a record."""


class Place(Enum):
    """Where the value of a column goes."""

    FIELD = auto()
    """A field of the row's record."""
    OWNER = auto()
    """The key of the record that the row's part belongs to."""
    PARTS = auto()
    """A list of parts, which stand on a sheet of their own: here only that there was none."""


@frozen(kw_only=True)
class Column:
    """A column.

    Attributes:
        name: as in the second row: the field's name in the register's format; for the key of the
            record that a part belongs to, with that record's kind before it ("talk.id").
        heading: as in the first row.
        holds: the type of its values.
        required: whether a row is nothing without it.
        place: where its value goes.
        field: the field's name in the register's format.
        record: the class of record that the field is declared in.
    """

    name: str
    heading: Wording
    holds: FieldType[object]
    required: bool
    place: Place
    field: str
    record: type[Record]

    @property
    def attribute(self) -> str:
        """The field's name in Python."""
        return next(
            name for name in field_types(self.record) if interchange_name(name) == self.field
        )


@frozen(kw_only=True)
class Sheet:
    """A sheet.

    Attributes:
        title: what it is called.
        kind: the kind of record that it holds, or that the parts on it belong to.
        part: the field, as in the format, whose parts it holds; None: the records themselves.
        record: the class of what is in a row.
        columns: its columns.
    """

    title: Wording
    kind: RecordKind
    part: str | None
    record: type[Record]
    columns: tuple[Column, ...]


KEPT_FOR_COLUMN: Final = Column(
    name="kept_for",
    heading=KEPT_FOR_HEADING,
    holds=cast("FieldType[object]", KEPT_FOR),
    required=False,
    place=Place.FIELD,
    field="kept_for",
    record=Record,
)
"""The one column of the sheet that says whose own records these are."""


def _sheets() -> Iterator[Sheet]:
    for kind in RECORD_KINDS.values():
        yield Sheet(
            title=SHEETS[kind.record],
            kind=kind,
            part=None,
            record=kind.record,
            columns=tuple(_columns(kind.record)),
        )
        for name, type_ in field_types(kind.record).items():
            if isinstance(type_, ListOf) and isinstance(type_.element, Nested):
                record = type_.element.record
                yield Sheet(
                    title=SHEETS[record],
                    kind=kind,
                    part=interchange_name(name),
                    record=record,
                    columns=(*_owner_columns(kind), *_columns(record)),
                )


def _columns(record: type[Record]) -> Iterator[Column]:
    for name, type_ in field_types(record).items():
        is_parts = isinstance(type_, ListOf) and isinstance(type_.element, Nested)
        yield Column(
            name=interchange_name(name),
            heading=HEADINGS[record][name],
            holds=type_,
            required=name in required_fields(record),
            place=Place.PARTS if is_parts else Place.FIELD,
            field=interchange_name(name),
            record=record,
        )


def _owner_columns(kind: RecordKind) -> Iterator[Column]:
    for name in kind.key:
        type_ = field_types(kind.record)[name]
        heading = HEADINGS[kind.record][name]
        if kind.name == "plan" and name == "organization":
            heading = Wording(zh="制定计划的组织编号", en="Plan of organization")
        yield Column(
            name=f"{kind.name}.{name}",
            heading=heading,
            holds=_reference(kind) if type(type_) is Identifier else type_,
            required=True,
            place=Place.OWNER,
            field=name,
            record=kind.record,
        )


def _reference(kind: RecordKind) -> FieldType[object]:
    return cast("FieldType[object]", Reference(kind=kind.name))


LEDGER: Final[tuple[Sheet, ...]] = tuple(_sheets())
"""Every sheet of records, parts behind what they belong to, in the order of the format."""

_BY_TITLE: Final[Mapping[str, Sheet]] = {
    title: sheet for sheet in LEDGER for title in (sheet.title.zh, sheet.title.en)
}


def sheet_of(title: str) -> Sheet | None:
    """Give the sheet of a title in either language; None: no sheet of records is called so.

    >>> [column.name for column in sheet_of("谈话步骤").columns]
    ['talk.id', 'step', 'at']
    """
    return _BY_TITLE.get(title)
