"""A ledger workbook into a register: every cell to the plain value that the register's format has.

From there on a ledger is a document like any other, read and examined by the same rules; only the
places of its mistakes are cells: sheet, row, column and field.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import islice
from typing import Final, TypeAlias, cast

import attrs
from typing_extensions import override

from supervision_talk._values import frozen
from supervision_talk.errors import wanted
from supervision_talk.interchange.cell_texts import column_letters
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.documents import INPUT, structured
from supervision_talk.interchange.examination import (
    Examination,
    Mistakes,
    Perhaps,
    required,
    same_place,
    with_article,
)
from supervision_talk.interchange.frugal import texts_in
from supervision_talk.interchange.ledger.cells import (
    CellRefused,
    Found,
    TotalRefused,
    digits,
    expected_in,
    read_cell,
)
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
    opened,
)
from supervision_talk.interchange.ledger.terms import SHEETS
from supervision_talk.interchange.parsing import NOT_OURS, ReadValue
from supervision_talk.model import RECORD_KINDS, RecordKind, Register
from supervision_talk.model.fields import ListOf, Record, Reference
from supervision_talk.model.kinds import REGISTER_FORMAT
from supervision_talk.wording import Wording

__all__ = ["read_ledger"]

_IGNORED: Final = ("备注", "Notes")
"""How sheets and columns begin that are the office's own."""

_NO_OTHER_SHEET: Final = Wording(
    zh=f"应没有台账以外的表；不需要读取的，请把表名改为以“{_IGNORED[0]}”开头",
    en="expected no sheet but those of a ledger; rename it so that it begins with "
    f"{_IGNORED[0]} ({_IGNORED[1]}) if it is not to be read",
)
_NO_OTHER_COLUMN: Final = Wording(
    zh=f"第二行没有字段名的列应为空；不需要读取的，请把列的名称改为以“{_IGNORED[0]}”开头",
    en="expected nothing in a column without the name of a field in its second row; "
    f"begin its heading with {_IGNORED[0]} ({_IGNORED[1]}) if it is not to be read",
)
_WORKBOOK: Final = Wording(zh="", en="")
"""The place of a mistake of the whole workbook."""

_Key: TypeAlias = tuple[ReadValue, ...]
_Plain: TypeAlias = dict[str, ReadValue]


def read_ledger(data: bytes, source: str | Wording = INPUT) -> Register:
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
        reading.mistakes.add(_WORKBOOK, error.expected)
    register = None if reading.mistakes.listed else reading.register()
    if register is not None:
        return register
    if reading.document:
        reading.examine()
    raise reading.mistakes.error()


@frozen
class _Row:
    """A row that holds something: where it stands, and what its cells say."""

    sheet: "_ReadSheet"
    number: int
    values: _Plain
    refused: Mapping[str, Wording]

    def place(self, column: Column | None = None) -> Wording:
        """Give the place of a cell as messages say it; of the row, where no column is named."""
        return self.sheet.place(self.number, column)

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
        indexes: where the columns are, by name, from 0.
        rows: those that hold something.
    """

    title: str
    indexes: Mapping[str, int] = attrs.field(factory=dict)
    rows: list[_Row] = attrs.field(factory=list)

    @property
    def language(self) -> str:
        """The language of what stands in it."""
        return "en" if self.title.isascii() else "zh"

    def place(self, row: int | None = None, column: Column | int | None = None) -> Wording:
        """Give a place as messages say it.

        Arguments:
            row: from 1; None: the column as a whole.
            column: or its index, from 0, if it is none of ours; None: the row as a whole.
        """
        zh, en = f"“{self.title}”表", []
        if row is not None:
            zh += f"第{row}行"
            en.append(f"row {row}" if self.language == "en" else f"第{row}行")
        index = column if isinstance(column, int) else None
        if isinstance(column, Column):
            index = self.indexes.get(column.name)
        if index is not None:
            letters = column_letters(index)
            zh += f"{letters}列"
            en.append(f"column {letters}" if self.language == "en" else f"{letters}列")
        if isinstance(column, Column):
            zh += f"“{column.heading.in_language(self.language)}”"
            en.append(f"({column.name})")
        return Wording(zh=zh, en=f"{self.title}!{' '.join(en)}")


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
    unread: Perhaps = attrs.field(factory=Perhaps)
    """What stands on sheets that could not be read: ids among it, which others may name."""

    def read(self, sheets: tuple[FoundSheet, ...]) -> None:
        """Read every sheet; whatever is no sheet of a ledger is a mistake."""
        for found in sheets:
            sheet = sheet_of(found.title)
            if sheet is not None:
                self._read_sheet(found, sheet.title.zh, sheet.columns)
            elif found.title in (KEPT_FOR_SHEET.zh, KEPT_FOR_SHEET.en):
                self._read_sheet(found, KEPT_FOR_SHEET.zh, (KEPT_FOR_COLUMN,))
        if not self.sheets:
            titles = [each.title.zh for each in LEDGER[:5]]
            raise NoWorkbook(
                Wording(
                    zh=f"应为台账，有{'、'.join(titles)}等表；“supervision-talk template "
                    "文件名.xlsx”写出空白台账",
                    en=f"expected a ledger, with sheets such as {', '.join(titles)}; "
                    "'supervision-talk template FILE.xlsx' writes an empty one",
                )
            )
        ours = {each for name in (EXPLANATION, KEPT_FOR_SHEET) for each in (name.zh, name.en)}
        for number, found in enumerate(sheets, 1):
            known = found.title in ours or sheet_of(found.title) is not None
            if not known and not found.title.startswith(_IGNORED):
                # A tab may be called by anybody's name: its number is said instead.
                place = Wording(zh=f"第{number}张表", en=f"sheet {number}")
                self.mistakes.add(place, self._read_unknown(found))
        self._make_document()

    def _read_unknown(self, found: FoundSheet) -> Wording:
        """Say what is wrong with a sheet of another name, and read what it is meant to be."""
        rows = list(islice(found.rows(), NAME_ROW))
        names = (
            {_stripped(each) for each in rows[-1] if not _is_empty(each)}
            if len(rows) > 1
            else set()
        )
        meant = [
            sheet
            for sheet in LEDGER
            if sheet.title.zh not in self.sheets
            and names <= {column.name for column in sheet.columns}
            and names >= {column.name for column in sheet.columns if column.required}
        ]
        if len(meant) != 1:
            self._take_unread(found.rows())
            return _NO_OTHER_SHEET
        [sheet] = meant
        self._read_sheet(found, sheet.title.zh, sheet.columns, called=sheet.title.zh)
        return Wording(
            zh=f"这张表的列是“{sheet.title.zh}”表的；请把表名改回“{sheet.title.zh}”",
            en=f"expected the sheet to be called {sheet.title.zh} or {sheet.title.en}, whose "
            "columns it has",
        )

    def _take_unread(self, rows: Iterable[FoundRow]) -> None:
        for row in rows:
            for found in row:
                text = found.value.strip() if isinstance(found.value, str) else digits(found.value)
                if isinstance(text, str) and text:
                    self.unread.update((text,))

    def _read_sheet(
        self, found: FoundSheet, title: str, columns: tuple[Column, ...], called: str | None = None
    ) -> None:
        read = _ReadSheet(found.title if called is None else called)
        if title in self.sheets:
            place = Wording(zh=f"“{found.title}”表", en=found.title)
            expected = Wording(
                zh=f"应只有一张：这张表已经有了，名称为“{title}”或者英文",
                en=f"expected one sheet: it is there already, as {title} or in English",
            )
            self.mistakes.add(place, expected)
            return
        self.sheets[title] = read
        rows = found.rows()
        headings, names = next(rows, ()), next(rows, ())
        known = {column.name for column in columns}
        if known.isdisjoint(map(_stripped, names)):
            self.mistakes.add(read.place(NAME_ROW), _names_wanted(columns))
            self._take_unread(found.rows())
            return
        positions = self._positions(read, names, columns)
        passed_over = {index for index, heading in enumerate(headings) if _is_note(heading)}
        without_name: set[int] = set()
        for number, row in enumerate(rows, FIRST_ROW):
            without_name.update(self._read_row(read, number, row, positions))
        for index in sorted(without_name - passed_over):
            if index >= len(names) or _is_empty(names[index]):
                self.mistakes.add(read.place(column=index), _NO_OTHER_COLUMN)

    def _positions(
        self, read: _ReadSheet, row: FoundRow, columns: tuple[Column, ...]
    ) -> Mapping[int, Column]:
        """Find out which columns are where, and take down what is wrong with the second row."""
        by_name = {column.name: column for column in columns}
        positions: dict[int, Column] = {}
        for index, found in enumerate(row):
            name = _stripped(found)
            column = by_name.get(name) if isinstance(name, str) else None
            place = read.place(NAME_ROW, index)
            if column is None and name not in (None, ""):
                self.mistakes.add(place, _names_wanted(columns))
            elif column is not None and column in positions.values():
                once = Wording(
                    zh=f"字段{column.name}应只出现一次", en=f"expected the field {column.name} once"
                )
                self.mistakes.add(place, once)
            elif column is not None:
                positions[index] = column
        read.indexes = {column.name: index for index, column in positions.items()}
        return positions

    def _read_row(
        self, read: _ReadSheet, number: int, cells: FoundRow, positions: Mapping[int, Column]
    ) -> Iterator[int]:
        """Read a row; give the columns that hold something and have no field's name."""
        values: _Plain = {}
        refused: dict[str, Wording] = {}
        for index, found in enumerate(cells):
            column = positions.get(index)
            if column is None:
                if not _is_empty(found):
                    yield index
                continue
            try:
                value = read_cell(found, column)
            except TotalRefused as error:
                self.mistakes.add(read.place(number), error.expected)
                return
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
            if record.get(part) is not None:
                row, owning = self.rows[pointer]
                title = sheet.title.in_language(row.sheet.language)
                expected = Wording(
                    zh=f"应留空：“{title}”表中有属于此处的行",
                    en=f"expected an empty cell: the sheet {title} has rows that belong here",
                )
                self.mistakes.add(row.place(_column_of(owning, part)), expected)
            record[part] = parts[pointer]

    def register(self) -> Register | None:
        """Give the register; None: something is wrong with it."""
        if self.orphans:
            return None
        try:
            return structured(deepcopy(self.document).items())  # which takes it apart
        except refusals():
            return None

    def examine(self) -> None:
        """Take down everything that is wrong with the document."""
        for kind in RECORD_KINDS.values():
            self._presume(kind)
        examination = _LedgerExamination(
            self.mistakes, self._place, called=self._called, reading=self
        )
        examination.perhaps.update(self.unread)
        for row, _ in self.orphans:
            examination.perhaps.update(texts_in(dict(row.values)))
        examination.document(self.document)
        for number, (row, sheet) in enumerate(self.orphans):
            self._examine_orphan(examination, f"/-/{number}", row, sheet)

    def _presume(self, kind: RecordKind) -> None:
        """Tell once what leaves records of a kind unknown where others name them.

        That their sheet is missing; or that ids stand twice, of which the second may be meant to
        be another: as many as stand twice are not told as missing elsewhere.
        """
        title = SHEETS[kind.record]
        own = self.sheets.get(title.zh)
        rows = [] if own is None else own.rows
        known = {tuple(str(row.values.get(name)) for name in kind.key) for row in rows}
        unknown = {
            key
            for key in self._named(kind)
            if key not in known and not all(each in self.unread for each in key)
        }
        if not unknown or (own is not None and len(unknown) > len(rows) - len(known)):
            return
        self.unread.update(*unknown)
        if own is None:
            expected = Wording(
                zh="应有这张表，其他表中写了它的编号；请补上这张表，空白台账中有",
                en="expected this sheet, for others name what stands on it; add it as in the "
                "template",
            )
            self.mistakes.add(Wording(zh=f"“{title.zh}”表", en=title.zh), expected)

    def _named(self, kind: RecordKind) -> Iterator[tuple[str, ...]]:
        """Give the key of each record of a kind that another sheet names."""
        reference = Reference(kind=kind.name)
        for sheet in LEDGER:
            found = self.sheets.get(sheet.title.zh)
            columns = [
                column
                for column in sheet.columns
                if column.holds in (reference, ListOf(reference))
                and not (column.place is Place.FIELD and sheet.record is kind.record)
            ]
            for row in () if found is None else found.rows:
                if sheet.part is not None and sheet.kind is kind:
                    yield tuple(map(str, row.owner(sheet)))
                for column in columns:
                    value = row.values.get(column.name)
                    for each in value if isinstance(value, list) else [value]:
                        if isinstance(each, str):
                            yield (each,)

    def _examine_orphan(
        self, examination: Examination, pointer: str, row: _Row, sheet: Sheet
    ) -> None:
        self.rows[pointer] = (row, sheet)
        owner = [column for column in sheet.columns if column.place is Place.OWNER]
        wanting = [column for column in owner if column.name not in row.values]
        for column in wanting:
            self.mistakes.add(row.place(column), required(wanted(expected_in(column))))
        refused = [column for column in owner if column.name in row.refused]
        for column in refused:
            self.mistakes.add(row.place(column), row.refused[column.name])
        named = [row.values.get(column.name) for column in owner]
        if not wanting and not refused and not all(str(each) in self.unread for each in named):
            headings = [column.heading.in_language(row.sheet.language) for column in owner]
            title = SHEETS[sheet.kind.record].in_language(row.sheet.language)
            expected = Wording(
                zh=f"应为“{title}”表中已有的{'、'.join(headings)}；请补登，或者更正编号",
                en=f"expected the {' and '.join(column.name for column in owner)} of a "
                f"{sheet.kind.name} on its sheet; add the {sheet.kind.name} or mend the reference",
            )
            self.mistakes.add(row.place(owner[-1]), expected)
        what = Wording(
            zh=f"一条{sheet.record.chinese}", en=with_article(sheet.record.__name__.lower())
        )
        examination.record(row.fields(sheet), sheet.record, what, pointer)

    def cell(self, pointer: str) -> tuple[_Row, Column | None] | None:
        """Give the row and column that a JSON pointer leads to; None: no row."""
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            found = self.rows.get("/".join(steps[:length]))
            if found is not None:
                row, sheet = found
                field = steps[length] if length < len(steps) else ""
                return row, _column_of(sheet, field)
        if steps[1] == KEPT_FOR_COLUMN.name and len(steps) > 2:  # noqa: PLR2004 - an element
            return self.kept_for[int(steps[2])], KEPT_FOR_COLUMN
        return None

    def _place(self, pointer: str) -> Wording:
        found = self.cell(pointer)
        return same_place(pointer) if found is None else found[0].place(found[1])

    def _called(self, record: type[Record], name: str) -> str:
        """Give the heading of a field's column, in the language of its sheet."""
        sheet = next(each for each in LEDGER if each.record is record)
        column = cast("Column", _column_of(sheet, name))
        language = self.sheets[sheet.title.zh].language
        return f"“{column.heading.in_language(language)}”"


@frozen(kw_only=True)
class _LedgerExamination(Examination):
    """An examination that says what a cell may hold, where it says what a field may."""

    reading: _Reading

    @override
    def report(self, pointer: str, expected: Wording) -> None:
        """Take a mistake down at its cell."""
        row, column = self.reading.cell(pointer) or (None, None)
        if row is not None and column is not None:
            of_type = wanted(column.holds.expected)
            if column.name in row.refused:
                expected = row.refused[column.name]
            elif expected == of_type:
                expected = wanted(expected_in(column))
            elif expected == required(of_type):
                expected = _required(column)
        super().report(pointer, expected)


def _is_empty(found: Found) -> bool:
    return found.value is None or (isinstance(found.value, str) and not found.value.strip())


def _stripped(found: Found) -> object:
    return found.value.strip() if isinstance(found.value, str) else found.value


def _is_note(heading: Found) -> bool:
    return isinstance(heading.value, str) and heading.value.startswith(_IGNORED)


def _column_of(sheet: Sheet, field: str) -> Column | None:
    """Give the column of a field of a sheet's own records."""
    return next(
        (
            column
            for column in sheet.columns
            if column.field == field and column.place is not Place.OWNER
        ),
        None,
    )


def _required(column: Column) -> Wording:
    expected = wanted(expected_in(column))
    return Wording(zh=f"{expected.zh}；这一列必填", en=required(expected).en)


def _can_be_compared(key: _Key) -> bool:
    return all(isinstance(each, (str, int)) for each in key)


def _names_wanted(columns: tuple[Column, ...]) -> Wording:
    names = [each.name for each in columns]
    return Wording(
        zh=f"第二行应为字段名（{'、'.join(names)}），各只一次；请恢复空白台账中的第二行，"
        "不要在它上面插入行",
        en=f"expected names of fields in the second row ({', '.join(names)}), each once; put "
        "that row back as the template has it, and no row above it but the headings",
    )
