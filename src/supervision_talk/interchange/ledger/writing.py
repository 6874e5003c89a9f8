"""A register into a ledger workbook, and the empty ledger that an office fills in."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Final

from supervision_talk.errors import InvalidRegister, Mistake
from supervision_talk.interchange.cell_texts import LONGEST_TEXT, escaped
from supervision_talk.interchange.ledger.cells import NONE, choices, written
from supervision_talk.interchange.ledger.explanation import LOOK, explanation
from supervision_talk.interchange.ledger.layout import (
    EXPLANATION,
    FIRST_ROW,
    KEPT_FOR_COLUMN,
    KEPT_FOR_SHEET,
    LEDGER,
    Column,
    Place,
    Sheet,
)
from supervision_talk.interchange.workbooks import (
    DATE_FORMAT,
    LAST_ROW,
    MOMENT_FORMAT,
    TEXT_FORMAT,
    Choice,
    Kind,
    Row,
    SheetLook,
    WorkbookWriter,
    columns_of,
)
from supervision_talk.measures import Wording
from supervision_talk.model import Register
from supervision_talk.model.fields import (
    CivilDate,
    Identifier,
    MomentType,
    Ordinal,
    Record,
    Reference,
    Text,
    Year,
    field_types,
    interchange_name,
)
from supervision_talk.wording import LANGUAGES

__all__ = ["write_ledger", "write_template"]

_WIDTHS: Final[Mapping[type[object], int]] = {
    CivilDate: 13,
    MomentType: 18,
    Text: 30,
    Identifier: 18,
    Reference: 18,
}
_NARROWEST: Final = 12
_FROM_A_LIST: Final = Wording(
    zh="请从下拉列表中选取，或者留空。", en="Choose from the list, or leave the cell empty."
)


def write_ledger(
    register: Register, target: str | os.PathLike[str] | BinaryIO, *, language: str = "zh"
) -> None:
    """Write a register as a ledger workbook (.xlsx); reading it again gives an equal one.

    Arguments:
        register: what to write.
        target: the path of a file, which is replaced, or a stream of bytes.
        language: "zh" or "en": of titles, headings and the words of closed lists.

    Raises:
        InvalidRegister: a text is longer than a cell holds, or records are more than rows.
        MissingExtra: the extra ``xlsx`` is not installed.
        OSError: the file cannot be written.
        ValueError: the language is none of the two.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}")
    mistakes = list(_too_large(register, language))
    if mistakes:
        raise InvalidRegister("ledger", mistakes)
    workbook = WorkbookWriter()
    workbook.add(EXPLANATION.in_language(language), explanation(language), LOOK)
    workbook.add(
        KEPT_FOR_SHEET.in_language(language),
        (*_headings((KEPT_FOR_COLUMN,), language), *_kept_for_rows(register, language)),
        _look((KEPT_FOR_COLUMN,), language),
    )
    for sheet in LEDGER:
        workbook.add(
            sheet.title.in_language(language),
            _all_rows(sheet, register, language),
            _look(sheet.columns, language),
        )
    if isinstance(target, (str, os.PathLike)):
        with Path(target).open("wb") as stream:
            workbook.write(stream)
    else:
        workbook.write(target)


def write_template(target: str | os.PathLike[str] | BinaryIO, *, language: str = "zh") -> None:
    """Write an empty ledger workbook, to be filled in and read as a register.

    Arguments:
        target: the path of a file, which is replaced, or a stream of bytes.
        language: "zh" or "en".

    Raises:
        MissingExtra: the extra ``xlsx`` is not installed.
        OSError: the file cannot be written.
        ValueError: the language is none of the two.
    """
    write_ledger(Register(), target, language=language)


def _headings(columns: Iterable[Column], language: str) -> Iterator[Row]:
    listed = tuple(columns)
    yield Row(
        tuple(
            column.heading.in_language(language) + (" *" if column.required else "")
            for column in listed
        ),
        tuple(Kind.REQUIRED if column.required else Kind.HEADING for column in listed),
    )
    yield Row(tuple(column.name for column in listed), (Kind.NAME,) * len(listed))


def _all_rows(sheet: Sheet, register: Register, language: str) -> Iterator[Row]:
    yield from _headings(sheet.columns, language)
    kinds = tuple(_kind(column) for column in sheet.columns)
    values = [(column, attrgetter(column.attribute)) for column in sheet.columns]
    for owner, record in _records(sheet, register):
        yield Row(
            tuple(
                written(
                    value_of(owner if column.place is Place.OWNER else record), column, language
                )
                for column, value_of in values
            ),
            kinds,
        )


def _records(sheet: Sheet, register: Register) -> Iterator[tuple[Record, Record]]:
    """Give what stands in each row, with the record that it belongs to (itself, if it is one)."""
    records: tuple[Record, ...] = getattr(register, sheet.kind.plural)
    if sheet.part is None:
        yield from ((record, record) for record in records)
        return
    attribute = next(
        name for name in field_types(sheet.kind.record) if interchange_name(name) == sheet.part
    )
    for record in records:
        for part in getattr(record, attribute) or ():
            yield record, part


def _kept_for_rows(register: Register, language: str) -> Iterator[Row]:
    if register.kept_for == ():
        yield Row((NONE[language],), (Kind.TEXT,))
    for organization in register.kept_for or ():
        yield Row((written((organization,), KEPT_FOR_COLUMN, language),), (Kind.TEXT,))


def _kind(column: Column) -> Kind:
    if isinstance(column.holds, (Year, Ordinal)):
        return Kind.NUMBER
    return Kind.WRAPPED if isinstance(column.holds, Text) else Kind.TEXT


def _look(columns: tuple[Column, ...], language: str) -> SheetLook:
    return SheetLook(
        frozen=f"{'B' if len(columns) > 1 else 'A'}{FIRST_ROW}",
        widths=tuple(_width(column, language) for column in columns),
        formats=tuple(map(_format, columns)),
        choices=tuple(
            choice
            for index, column in enumerate(columns)
            for choice in _choices(column, index, language)
        ),
    )


def _width(column: Column, language: str) -> int:
    words = max(map(columns_of, choices(column, language)), default=0)
    return max(
        columns_of(column.heading.in_language(language)) + 4,
        len(column.name) + 2,
        words + 3,  # beside the arrow that opens the list
        _WIDTHS.get(type(column.holds), _NARROWEST),
    )


def _format(column: Column) -> str | None:
    if isinstance(column.holds, CivilDate):
        return DATE_FORMAT
    if isinstance(column.holds, MomentType):
        return MOMENT_FORMAT
    return None if isinstance(column.holds, (Year, Ordinal)) else TEXT_FORMAT


def _choices(column: Column, index: int, language: str) -> Iterator[Choice]:
    words = choices(column, language)
    if words:
        yield Choice(
            column=index,
            first_row=FIRST_ROW,
            words=words,
            strict=not isinstance(column.holds, Text),
            error=_FROM_A_LIST.in_language(language),
        )
    if isinstance(column.holds, Reference) and column.holds.kind in _IDS:
        sheet, position = _IDS[column.holds.kind]
        yield Choice(
            column=index,
            first_row=FIRST_ROW,
            listed_in=(sheet.title.in_language(language), position),
        )


_IDS: Final[Mapping[str, tuple[Sheet, int]]] = {
    re.sub("(?<!^)(?=[A-Z])", "_", sheet.record.__name__).lower(): (sheet, index)
    for sheet in LEDGER
    for index, column in enumerate(sheet.columns)
    if column.place is Place.FIELD and column.field == "id"
}
"""The sheet, and the column on it, with the ids that references of a kind may name."""


def _too_large(register: Register, language: str) -> Iterator[Mistake]:
    for sheet in LEDGER:
        title = sheet.title.in_language(language)
        rows = 0
        for rows, (_, record) in enumerate(_records(sheet, register), 1):
            for column in sheet.columns:
                if column.place is not Place.FIELD:
                    continue
                value = written(getattr(record, column.attribute), column, language)
                if isinstance(value, str) and len(escaped(value)) > LONGEST_TEXT:
                    expected = Wording(
                        zh=f"应最多{LONGEST_TEXT}个字符，单元格装不下更多；请把台账写成JSON",
                        en=f"expected at most {LONGEST_TEXT:,} characters, which is what a cell "
                        "holds; write the register as JSON",
                    )
                    yield Mistake(f"{title} {rows} ({column.name})", expected)
        if rows > LAST_ROW - FIRST_ROW:
            expected = Wording(
                zh=f"应最多{LAST_ROW - FIRST_ROW}行；请把台账写成JSON Lines",
                en=f"expected at most {LAST_ROW - FIRST_ROW:,} rows; write the register as JSON "
                "Lines",
            )
            yield Mistake(title, expected)
