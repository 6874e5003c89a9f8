"""Workbooks for tests: written from plain rows, and looked into as the archives that they are."""

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias, cast
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from supervision_talk.interchange import loads, write_ledger
from supervision_talk.interchange.ledger.layout import sheet_of
from supervision_talk.model import Person, Register

Value: TypeAlias = str | int | float | bool | date | datetime | None


def ledger_of(register: Register, language: str = "zh") -> bytes:
    """Give a register as a workbook."""
    stream = io.BytesIO()
    write_ledger(register, stream, language=language)
    return stream.getvalue()


def workbook_of(sheets: Mapping[str, Iterable[Mapping[str, Value]]]) -> bytes:
    """Give a workbook with sheets of these titles: a row for each mapping of names to values."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        layout = sheet_of(title)
        names = ["kept_for"] if layout is None else [each.name for each in layout.columns]
        sheet.append([f"heading {name}" for name in names])
        sheet.append(names)
        for row in rows:
            assert row.keys() <= set(names)
            sheet.append([row.get(name) for name in names])
    return saved(workbook)


def changed(data: bytes, cells: Mapping[tuple[str, str], Value]) -> bytes:
    """Give a workbook in which somebody typed values into cells, by sheet and coordinate."""
    workbook = load_workbook(io.BytesIO(data))
    for (title, coordinate), value in cells.items():
        cast("Worksheet", workbook[title])[coordinate] = value
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """Give the file of a workbook."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def rows_of(data: bytes, title: str) -> list[Sequence[object]]:
    """Give the values of a sheet, row by row."""
    workbook = load_workbook(io.BytesIO(data))
    return [tuple(row) for row in cast("Worksheet", workbook[title]).iter_rows(values_only=True)]


def xml_of(data: bytes, title: str) -> str:
    """Give the XML of a sheet."""
    with ZipFile(io.BytesIO(data)) as archive:
        titles = re.findall(r'<sheet [^>]*name="([^"]*)"', archive.read("xl/workbook.xml").decode())
        return archive.read(f"xl/worksheets/sheet{titles.index(title) + 1}.xml").decode()


def register_of(**lists: object) -> Register:
    """Give a register of plain records: a county "c", and a talk "t" of it unless others come."""
    county = {"id": "c", "kind": "local_committee", "level": "county"}
    document = {
        "format": "supervision-talk/register/1",
        "organizations": [county],
        "talks": [TALK],
        **lists,
    }
    return loads(json.dumps(document))


TALK = {"id": "t", "kind": "regular", "held_by": "c", "organization": "c"}


def people(*ids: str) -> Register:
    """Give a register of nothing but people."""
    return Register(people=tuple(Person(id=each) for each in ids))
