"""Workbooks (.xlsx) as they are written here: rows of values, and how a sheet looks.

Every text is written as a text, whatever it begins with: a program that opens the workbook runs
nothing of it, and marked with a leading apostrophe it stays a text when somebody edits the cell.
"""

import math
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias, cast

from supervision_talk._values import frozen
from supervision_talk.errors import MissingExtra
from supervision_talk.interchange.cell_texts import begins_like_a_formula, column_letters, escaped
from supervision_talk.wording import Wording

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "A_WORKBOOK",
    "DATE_FORMAT",
    "LAST_ROW",
    "MOMENT_FORMAT",
    "TEXT_FORMAT",
    "CellValue",
    "Choice",
    "Kind",
    "Row",
    "SheetLook",
    "WorkbookWriter",
    "columns_of",
]

CellValue: TypeAlias = str | int | float | date | datetime | None
"""What a cell is written with: a text, a number, or a date, with a time of day or without."""

A_WORKBOOK: Final = Wording(zh="表格（.xlsx）", en="a workbook (.xlsx)")
LAST_ROW: Final = 1_048_576
"""The rows that a sheet has in any program for spreadsheets."""
DATE_FORMAT: Final = "yyyy-mm-dd"
MOMENT_FORMAT: Final = "yyyy-mm-dd hh:mm"
TEXT_FORMAT: Final = "@"
_SHARE_FORMAT: Final = "0%"
_A4: Final = "9"
_LINE: Final = 17
"""The height of a line of text, in points."""
_MOST_LINES: Final = 24
"""A row that is higher than its program's window cannot be read to its end."""
_SHARE_OF_WIDTH: Final = 0.9
"""What of a column's width is filled before a line breaks."""
_WIDEST_PAGE: Final = 190
"""The characters across a page of A4 in landscape that can still be read."""


class Kind(Enum):
    """What a cell is to the reader."""

    TITLE = auto()
    HEADING = auto()
    REQUIRED = auto()
    """The heading of a column that must be filled in."""
    NAME = auto()
    """What a program calls a column."""
    TEXT = auto()
    WRAPPED = auto()
    NUMBER = auto()
    SHARE = auto()
    ALARM = auto()
    CAUTION = auto()
    GOOD = auto()


@frozen
class Row:
    """A row.

    Attributes:
        values: of its cells, from the first column.
        kinds: what each of them is; TEXT from where they end.
        across: how many columns the first of them spans.
        lines: how many lines of text the row is high; None: as many as its wrapped texts need.
    """

    values: Sequence[CellValue]
    kinds: Sequence[Kind] = ()
    across: int = 1
    lines: int | None = None


@frozen(kw_only=True)
class Choice:
    """A list from which the value of a cell is chosen.

    Attributes:
        column: which column, from 0.
        first_row, last_row: which of its rows, from 1.
        words: the words to choose from; empty: what stands on another sheet.
        listed_in: the title of that sheet, and which of its columns, from 0.
        strict: whether nothing else may be typed.
        error: what is said then.
    """

    column: int
    first_row: int
    last_row: int = LAST_ROW
    words: Sequence[str] = ()
    listed_in: tuple[str, int] = ("", 0)
    strict: bool = False
    error: str = ""


@frozen(kw_only=True)
class SheetLook:
    """How a sheet looks.

    Attributes:
        widths: of the columns, in characters.
        formats: of the columns' empty cells; None: whatever is typed.
        frozen: the cell above and before which all stays in sight; None: nothing does.
        headings: the row that is printed again on every page.
        filtered: whether rows can be filtered by the headings, which are the first row then.
        choices: what is chosen from lists.
    """

    widths: Sequence[float] = ()
    formats: Sequence[str | None] = ()
    frozen: str | None = None
    headings: int = 1
    filtered: bool = False
    choices: Sequence[Choice] = ()


class WorkbookWriter:
    """Writes sheets one after the other, rows as they come.

    Raises:
        MissingExtra: the extra ``xlsx`` is not installed.
    """

    def __init__(self) -> None:
        try:
            from openpyxl import Workbook
        except ImportError:
            raise MissingExtra(A_WORKBOOK, "xlsx") from None
        self._workbook = Workbook(write_only=True)
        self._workbook.properties.creator = "supervision-talk"
        self._prototypes: dict[tuple[Kind, str, bool], Cell] = {}

    def add(self, title: str, rows: Iterable[Row], look: SheetLook) -> None:
        """Write a sheet."""
        sheet = cast("Worksheet", self._workbook.create_sheet(title))
        _lay_out(sheet, look)
        count = width = 0
        for row in rows:
            count, width = count + 1, max(width, len(row.values))
            lines = _lines(row, look) if row.lines is None else row.lines
            if lines is not None:
                sheet.row_dimensions[count].height = lines * _LINE
            if row.across > 1:
                sheet.merged_cells.add(f"A{count}:{column_letters(row.across - 1)}{count}")
            sheet.append(
                [
                    None if value is None else self._cell(sheet, value, _kind(row.kinds, index))
                    for index, value in enumerate(row.values)
                ]
            )
        if look.filtered and width:
            sheet.auto_filter.ref = f"A1:{column_letters(width - 1)}{count}"

    def write(self, stream: BinaryIO) -> None:
        """Write the workbook."""
        self._workbook.save(stream)

    def _cell(self, sheet: "Worksheet", value: CellValue, kind: Kind) -> "Cell":
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, str):
            cell = WriteOnlyCell(sheet, escaped(value))
            cell.data_type = "s"  # not what the library takes it for: a formula, an error's name
            look = self._styled(sheet, kind, TEXT_FORMAT, quoted=begins_like_a_formula(value))
        else:
            if kind is Kind.TEXT:
                kind = Kind.NUMBER
            cell = WriteOnlyCell(sheet, cast("float", value))
            look = self._styled(sheet, kind, _format(value, kind), quoted=False)
        # How the library lets many cells have one look; its stubs do not name the attribute.
        setattr(cell, "_style", copy(getattr(look, "_style")))  # noqa: B009, B010
        return cell

    def _styled(self, sheet: "Worksheet", kind: Kind, format_: str, *, quoted: bool) -> "Cell":
        """Give a cell that has the look of a kind, made once."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        prototype = self._prototypes.get((kind, format_, quoted))
        if prototype is None:
            prototype = WriteOnlyCell(sheet)
            colour, fill, bold = _LOOKS[kind]
            prototype.font = Font(
                name="Microsoft YaHei",
                size=16 if kind is Kind.TITLE else 10.5,
                bold=bold,
                color=colour,
            )
            if fill is not None:
                prototype.fill = PatternFill("solid", start_color=fill)
                edge = Side("thin", color="FFBFC5CE")
                prototype.border = Border(left=edge, right=edge, top=edge, bottom=edge)
            prototype.alignment = Alignment(
                vertical="top" if kind in _BODY else "center",
                horizontal="left" if kind in _LEFT else "center",
                wrap_text=kind not in {Kind.TITLE, Kind.NAME, Kind.TEXT, Kind.NUMBER},
            )
            prototype.number_format = format_
            if quoted:
                prototype.quotePrefix = True
            self._prototypes[kind, format_, quoted] = prototype
        return prototype


_LEFT: Final = frozenset({Kind.TITLE, Kind.TEXT, Kind.WRAPPED})
"""What is not in the middle of its cell: everything else is short."""
_BODY: Final = frozenset({Kind.TEXT, Kind.WRAPPED, Kind.NUMBER, Kind.SHARE})

_DARK: Final = "FF1F2937"
_LOOKS: Final = {
    Kind.TITLE: (_DARK, None, True),
    Kind.HEADING: (_DARK, "FFE5EAF1", True),
    Kind.REQUIRED: (_DARK, "FFFBE3D6", True),
    Kind.NAME: ("FF6B7280", "FFF6F7F9", False),
    Kind.TEXT: (_DARK, None, False),
    Kind.WRAPPED: (_DARK, None, False),
    Kind.NUMBER: (_DARK, None, False),
    Kind.SHARE: (_DARK, None, False),
    Kind.ALARM: ("FF9B1C1C", "FFFDE8E8", True),
    Kind.CAUTION: ("FF7A4B00", "FFFDF3D7", True),
    Kind.GOOD: ("FF14532D", "FFE4F4E8", True),
}
"""Colour of the text and of the ground, and whether the text is bold."""


def columns_of(text: str) -> int:
    """Give how wide a text is, in characters of a column's width: a Chinese sign is two.

    >>> columns_of("谈话a")
    5
    """
    return sum(1 if sign.isascii() else 2 for sign in text)


def _lines(row: Row, look: SheetLook) -> int | None:
    """Give how many lines wrapped texts need: not every program makes a row as high by itself."""
    needed = 1
    for index, value in enumerate(row.values[: len(look.widths)]):
        if isinstance(value, str) and _kind(row.kinds, index) is Kind.WRAPPED:
            width = sum(look.widths[: row.across]) if index == 0 else look.widths[index]
            needed = max(
                needed,
                sum(
                    max(1, math.ceil(columns_of(line) / (width * _SHARE_OF_WIDTH)))
                    for line in value.split("\n")
                ),
            )
    return min(needed, _MOST_LINES) if needed > 1 else None


def _kind(kinds: Sequence[Kind], index: int) -> Kind:
    return kinds[index] if index < len(kinds) else Kind.TEXT


def _format(value: CellValue, kind: Kind) -> str:
    if isinstance(value, datetime):
        return MOMENT_FORMAT if value.second == 0 else f"{MOMENT_FORMAT}:ss"
    if isinstance(value, date):
        return DATE_FORMAT
    return _SHARE_FORMAT if kind is Kind.SHARE else "0"


def _lay_out(sheet: "Worksheet", look: SheetLook) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    for index, width in enumerate(look.widths):
        sheet.column_dimensions[column_letters(index)].width = width
    for index, format_ in enumerate(look.formats):
        if format_ is not None:
            sheet.column_dimensions[column_letters(index)].number_format = format_
    if look.frozen is not None:
        sheet.freeze_panes = look.frozen
    sheet.print_title_rows = f"{look.headings}:{look.headings}"
    for choice in look.choices:
        _offer(sheet, choice)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    # Printed as wide as can be read: on several pages, if need be.
    sheet.page_setup.fitToWidth = math.ceil(sum(look.widths) / _WIDEST_PAGE) or 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(sheet: "Worksheet", choice: Choice) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if choice.words:
        formula = f'"{",".join(choice.words)}"'
    else:
        title, column = choice.listed_in
        start = f"'{title}'!${column_letters(column)}$3"
        listed = f"'{title}'!${column_letters(column)}$3:${column_letters(column)}${LAST_ROW}"
        # As long as there are ids: the list would open at its empty end else.
        formula = f"OFFSET({start},0,0,MAX(1,COUNTA({listed})),1)"
    validation = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=choice.strict,
        error=choice.error or None,
    )
    letter = column_letters(choice.column)
    validation.add(f"{letter}{choice.first_row}:{letter}{choice.last_row}")
    sheet.data_validations.append(validation)
