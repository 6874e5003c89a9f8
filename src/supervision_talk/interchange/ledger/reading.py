"""A ledger workbook into a register: every cell to the plain value that the register's format has.

From there on a ledger is a document like any other, read and examined by the same rules; only the
places of its mistakes are cells: sheet, row, column and field.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final, TypeAlias, cast

import attrs
from typing_extensions import override

from supervision_talk.interchange.cell_texts import column_letters
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.documents import structured
from supervision_talk.interchange.examination import Examination, Mistakes, with_article
from supervision_talk.interchange.ledger.cells import CellRefused, Found, expected_in, read_cell
from supervision_talk.interchange.ledger.layout import (
    EXPLANATION,
    FIRST_ROW,
    KEPT_FOR_COLUMN,
    KEPT_FOR_SHEET,
    LEDGER,
    NAME_ROW,
    Column,
    Place,
    Sheet,
    sheet_of,
)
from supervision_talk.interchange.ledger.opening import (
    FoundRow,
    FoundSheet,
    NoWorkbook,
    is_workbook,
    opened,
)
from supervision_talk.interchange.parsing import NOT_OURS, ReadValue, texts_in
from supervision_talk.model import RECORD_KINDS, Register
from supervision_talk.model.kinds import REGISTER_FORMAT

__all__ = ["is_workbook", "read_ledger"]

_IGNORED: Final = ("备注", "Notes")
"""How sheets and columns begin that are the office's own."""

_Key: TypeAlias = tuple[ReadValue, ...]
_Plain: TypeAlias = dict[str, ReadValue]


def read_ledger(data: bytes, source: str = "input") -> Register:
    """Give the register of a ledger workbook.

    Arguments:
        data: the workbook (.xlsx).
        source: what it is called in messages.

    Raises:
        InvalidInput: with every mistake, each by its sheet, row and column; nothing is loaded.
        MissingExtra: the extra ``xlsx`` is not installed.

    >>> import io
    >>> from supervision_talk.interchange import write_ledger
    >>> from supervision_talk.model import Person
    >>> workbook = io.BytesIO()
    >>> write_ledger(Register(people=[Person(id="p1")]), workbook)
    >>> read_ledger(workbook.getvalue())
    Register(people: 1)
    """
    reading = _Reading(Mistakes(source))
    try:
        with opened(data) as sheets:
            reading.read(sheets)
    except NoWorkbook as error:
        reading.mistakes.add("", error.expected)
    register = None if reading.mistakes.listed else reading.register()
    if register is not None:
        return register
    if reading.document:
        reading.examine()
    raise reading.mistakes.error()


@attrs.frozen
class _Row:
    """A row that holds something: where it stands, and what its cells say."""

    sheet: "_ReadSheet"
    number: int
    values: _Plain
    refused: Mapping[str, str]

    def place(self, name: str = "") -> str:
        """Give the place of a cell as messages say it; of the row, where no column is named."""
        letter = self.sheet.letters.get(name)
        in_chinese = not self.sheet.title.isascii()
        row = f"第{self.number}行" if in_chinese else f"row {self.number}"
        if letter is None:
            return f"{self.sheet.title}!{row}" + (f" ({name})" if name else "")
        column = f"{letter}列" if in_chinese else f"column {letter}"
        return f"{self.sheet.title}!{row} {column} ({name})"

    def owner(self, sheet: Sheet) -> _Key:
        """Give the key of the record that a part belongs to."""
        return tuple(
            self.values.get(column.name) for column in sheet.columns if column.place is Place.OWNER
        )

    def fields(self, sheet: Sheet) -> _Plain:
        """Give the fields of the row's record as the format has them."""
        return {
            column.field: self.values[column.name]
            for column in sheet.columns
            if column.place is not Place.OWNER and column.name in self.values
        }


@attrs.define
class _ReadSheet:
    """A sheet as it was found.

    Attributes:
        title: as on its tab.
        letters: of the columns, by name.
        rows: those that hold something.
    """

    title: str
    letters: Mapping[str, str] = attrs.field(factory=dict)
    rows: list[_Row] = attrs.field(factory=list)


@attrs.define
class _Reading:
    """Reads the sheets of a workbook into a document of the register's format."""

    mistakes: Mistakes
    sheets: dict[str, _ReadSheet] = attrs.field(factory=dict)
    """By title in Chinese, whatever the language of the workbook."""
    document: _Plain = attrs.field(factory=dict)
    rows: dict[str, tuple[_Row, Sheet]] = attrs.field(factory=dict)
    """The row of each record and part, by JSON pointer."""
    orphans: list[tuple[_Row, Sheet]] = attrs.field(factory=list)
    """Parts of records that are not there."""
    kept_for: list[_Row] = attrs.field(factory=list)
    """The row of each element of kept_for."""

    def read(self, sheets: tuple[FoundSheet, ...]) -> None:
        """Read every sheet; whatever is no sheet of a ledger is a mistake."""
        for found in sheets:
            sheet = sheet_of(found.title)
            if sheet is not None:
                self._read_sheet(found, sheet.title.zh, sheet.columns)
            elif found.title in (KEPT_FOR_SHEET.zh, KEPT_FOR_SHEET.en):
                self._read_sheet(found, KEPT_FOR_SHEET.zh, (KEPT_FOR_COLUMN,))
        if not self.sheets:
            raise NoWorkbook(
                "expected a ledger, with sheets such as "
                f"{', '.join(each.title.zh for each in LEDGER[:5])}; "
                "'supervision-talk template FILE.xlsx' writes an empty one"
            )
        ours = {each for name in (EXPLANATION, KEPT_FOR_SHEET) for each in (name.zh, name.en)}
        for number, found in enumerate(sheets, 1):
            known = found.title in ours or sheet_of(found.title) is not None
            if not known and not found.title.startswith(_IGNORED):
                # A tab may be called by anybody's name: its number is said instead.
                self.mistakes.add(
                    f"sheet {number}",
                    "expected no sheet but those of a ledger; rename it so that it begins with "
                    f"{_IGNORED[0]} ({_IGNORED[1]}) if it is not to be read",
                )
        self._make_document()

    def _read_sheet(self, found: FoundSheet, title: str, columns: tuple[Column, ...]) -> None:
        read = _ReadSheet(found.title)
        if title in self.sheets:
            self.mistakes.add(
                found.title, f"expected one sheet: it is there already, as {title} or in English"
            )
            return
        self.sheets[title] = read
        rows = found.rows()
        headings, names = next(rows, ()), next(rows, ())
        positions = self._positions(read, names, columns)
        passed_over = {index for index, heading in enumerate(headings) if _is_note(heading)}
        without_name: set[int] = set()
        for number, row in enumerate(rows, FIRST_ROW):
            without_name.update(self._read_row(read, number, row, positions))
        for index in sorted(without_name - passed_over):
            if index >= len(names) or _is_empty(names[index]):
                self.mistakes.add(
                    f"{read.title}!{_column(read, index)}",
                    "expected nothing in a column without the name of a field in its second row; "
                    f"begin its heading with {_IGNORED[0]} ({_IGNORED[1]}) if it is not to be read",
                )

    def _positions(
        self, read: _ReadSheet, row: FoundRow, columns: tuple[Column, ...]
    ) -> Mapping[int, Column]:
        """Find out which columns are where, and take down what is wrong with the second row."""
        by_name = {column.name: column for column in columns}
        positions: dict[int, Column] = {}
        for index, found in enumerate(row):
            name = found.value.strip() if isinstance(found.value, str) else found.value
            column = by_name.get(name) if isinstance(name, str) else None
            place = f"{read.title}!{_row(read, NAME_ROW)} {_column(read, index)}"
            if column is None and name not in (None, ""):
                self.mistakes.add(place, _names_wanted(columns))
            elif column is not None and column in positions.values():
                self.mistakes.add(place, f"expected the field {column.name} once")
            elif column is not None:
                positions[index] = column
        if not positions:
            self.mistakes.add(f"{read.title}!{_row(read, NAME_ROW)}", _names_wanted(columns))
        read.letters = {column.name: column_letters(index) for index, column in positions.items()}
        return positions

    def _read_row(
        self, read: _ReadSheet, number: int, cells: FoundRow, positions: Mapping[int, Column]
    ) -> Iterator[int]:
        """Read a row; give the columns that hold something and have no field's name."""
        values: _Plain = {}
        refused: dict[str, str] = {}
        for index, found in enumerate(cells):
            column = positions.get(index)
            if column is None:
                if not _is_empty(found):
                    yield index
                continue
            try:
                value = read_cell(found, column)
            except CellRefused as error:
                value, refused[column.name] = NOT_OURS, error.expected
            if value is not None:
                values[column.name] = value
        if values:
            read.rows.append(_Row(read, number, values, refused))

    def _make_document(self) -> None:
        self.document = {"format": REGISTER_FORMAT}
        owners: dict[str, dict[_Key, tuple[_Plain, str]]] = {
            kind.name: {} for kind in RECORD_KINDS.values()
        }
        for sheet in LEDGER:
            rows = self.sheets[sheet.title.zh].rows if sheet.title.zh in self.sheets else []
            if sheet.part is None:
                self._take_records(sheet, rows, owners[sheet.kind.name])
            else:
                self._take_parts(sheet, rows, owners[sheet.kind.name])
        kept_for = self.sheets.get(KEPT_FOR_SHEET.zh)
        if kept_for is not None and kept_for.rows:
            organizations: list[ReadValue] = []
            for row in kept_for.rows:
                value = row.values[KEPT_FOR_COLUMN.name]
                elements = value if isinstance(value, list) else [value]
                organizations.extend(elements)
                self.kept_for.extend([row] * len(elements))
            self.document["kept_for"] = organizations

    def _take_records(
        self, sheet: Sheet, rows: list[_Row], owners: dict[_Key, tuple[_Plain, str]]
    ) -> None:
        records: list[ReadValue] = []
        for index, row in enumerate(rows):
            pointer = f"/{sheet.kind.plural}/{index}"
            record = row.fields(sheet)
            records.append(record)
            self.rows[pointer] = (row, sheet)
            key = tuple(record.get(name) for name in sheet.kind.key)
            if _can_be_compared(key):
                owners.setdefault(key, (record, pointer))
        self.document[sheet.kind.plural] = records

    def _take_parts(
        self, sheet: Sheet, rows: list[_Row], owners: Mapping[_Key, tuple[_Plain, str]]
    ) -> None:
        part = cast("str", sheet.part)
        parts: defaultdict[str, list[ReadValue]] = defaultdict(list)
        owned: dict[str, _Plain] = {}
        for row in rows:
            key = row.owner(sheet)
            owner = owners.get(key) if _can_be_compared(key) else None
            if owner is None:
                self.orphans.append((row, sheet))
                continue
            record, pointer = owner
            self.rows[f"{pointer}/{part}/{len(parts[pointer])}"] = (row, sheet)
            parts[pointer].append(row.fields(sheet))
            owned[pointer] = record
        for pointer, record in owned.items():
            if record.get(part) == []:
                owning = self.rows[pointer][0]
                self.mistakes.add(
                    owning.place(part),
                    f"expected an empty cell: the sheet {_parts_title(sheet, owning)} has rows "
                    "that belong here",
                )
            record[part] = parts[pointer]

    def register(self) -> Register | None:
        """Give the register; None: something is wrong with it."""
        if self.orphans:
            return None
        try:
            return structured(deepcopy(self.document))  # which takes it apart
        except refusals():
            return None

    def examine(self) -> None:
        """Take down everything that is wrong with the document."""
        examination = _LedgerExamination(self.mistakes, self._place, reading=self)
        for row, _ in self.orphans:
            examination.perhaps.update(texts_in(dict(row.values)))
        examination.document(self.document)
        for number, (row, sheet) in enumerate(self.orphans):
            self._examine_orphan(examination, f"/-/{number}", row, sheet)

    def _examine_orphan(
        self, examination: Examination, pointer: str, row: _Row, sheet: Sheet
    ) -> None:
        self.rows[pointer] = (row, sheet)
        owner = [column for column in sheet.columns if column.place is Place.OWNER]
        wanting = [column for column in owner if column.name not in row.values]
        for column in wanting:
            self.mistakes.add(
                row.place(column.name), f"expected {expected_in(column)}; the field is required"
            )
        refused = [column for column in owner if column.name in row.refused]
        for column in refused:
            self.mistakes.add(row.place(column.name), row.refused[column.name])
        if not wanting and not refused:
            names = " and ".join(column.name for column in owner)
            self.mistakes.add(
                row.place(owner[-1].name),
                f"expected the {names} of a {sheet.kind.name} on its sheet; add the "
                f"{sheet.kind.name} or mend the reference",
            )
        examination.record(
            row.fields(sheet), sheet.record, with_article(sheet.record.__name__.lower()), pointer
        )

    def cell(self, pointer: str) -> tuple[_Row, Column | None] | None:
        """Give the row and column that a JSON pointer leads to; None: no row."""
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            found = self.rows.get("/".join(steps[:length]))
            if found is not None:
                row, sheet = found
                field = steps[length] if length < len(steps) else ""
                return row, next(
                    (
                        column
                        for column in sheet.columns
                        if column.field == field and column.place is not Place.OWNER
                    ),
                    None,
                )
        if steps[1] == KEPT_FOR_COLUMN.name and len(steps) > 2:  # noqa: PLR2004 - an element
            return self.kept_for[int(steps[2])], KEPT_FOR_COLUMN
        return None

    def _place(self, pointer: str) -> str:
        found = self.cell(pointer)
        if found is None:
            return pointer
        row, column = found
        return row.place("" if column is None else column.name)


@attrs.frozen(kw_only=True)
class _LedgerExamination(Examination):
    """An examination that says what a cell may hold, where it says what a field may."""

    reading: _Reading

    @override
    def report(self, pointer: str, expected: str) -> None:
        """Take a mistake down at its cell."""
        row, column = self.reading.cell(pointer) or (None, None)
        if row is not None and column is not None:
            of_type = f"expected {column.holds.expected}"
            if column.name in row.refused:
                expected = row.refused[column.name]
            elif expected.startswith(of_type):
                expected = f"expected {expected_in(column)}{expected.removeprefix(of_type)}"
        super().report(pointer, expected)


def _is_empty(found: Found) -> bool:
    return found.value is None or (isinstance(found.value, str) and not found.value.strip())


def _is_note(heading: Found) -> bool:
    return isinstance(heading.value, str) and heading.value.startswith(_IGNORED)


def _parts_title(sheet: Sheet, row: _Row) -> str:
    """Give the title of a sheet in the language of a row's sheet."""
    return sheet.title.en if row.sheet.title.isascii() else sheet.title.zh


def _can_be_compared(key: _Key) -> bool:
    return all(isinstance(each, (str, int)) for each in key)


def _names_wanted(columns: tuple[Column, ...]) -> str:
    return (
        f"expected names of fields in the second row ({', '.join(each.name for each in columns)}), "
        "each once; leave that row as the template has it"
    )


def _row(read: _ReadSheet, number: int) -> str:
    return f"row {number}" if read.title.isascii() else f"第{number}行"


def _column(read: _ReadSheet, index: int) -> str:
    return (
        f"column {column_letters(index)}" if read.title.isascii() else f"{column_letters(index)}列"
    )
