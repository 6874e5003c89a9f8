"""Opening a workbook that somebody else made: told by its content, held to limits, never trusted.

A workbook is a ZIP archive of XML. What it says it will unpack to is looked at before anything is
unpacked (Python's zipfile unpacks no more than that), so that a small file cannot fill the
memory; sheets are then read row by row.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from supervision_talk._values import frozen
from supervision_talk.errors import MissingExtra
from supervision_talk.interchange.ledger.cells import Found
from supervision_talk.interchange.opening import FORMER_WORKBOOK
from supervision_talk.interchange.workbooks import A_WORKBOOK
from supervision_talk.wording import Wording

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FoundRow", "FoundSheet", "NoWorkbook", "opened"]

_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument"
"""What stands behind the header of the first member of an .ods or its like, at this place."""
_FIRST_NAME_AT: Final = 30
_MOST_UNPACKED: Final = 512 * 1024 * 1024
_MOST_SHARED_TEXT: Final = 128 * 1024 * 1024
"""Texts that sheets share are the one part that is held in memory as a whole."""
_MOST_MEMBERS: Final = 1_000
_MOST_COLUMNS: Final = 64
"""Columns that are looked at: three times as many as the widest sheet of a ledger has."""
_MOST_ROWS: Final = 1_048_576
"""The rows of a sheet in any program for spreadsheets."""

_BROKEN: Final = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,  # packed in a way that Python does not know
    OSError,
    OverflowError,
    ParseError,
    RecursionError,
    RuntimeError,  # a part is locked
    TypeError,
    ValueError,
    zlib_error,
)
"""What broken workbooks lead the library that reads them to raise."""


class NoWorkbook(Exception):
    """What was given cannot be read as a workbook.

    Attributes:
        expected: what was wanted instead.
    """

    def __init__(self, expected: Wording) -> None:
        super().__init__(expected)
        self.expected = expected


FoundRow = tuple[Found, ...]


@frozen
class FoundSheet:
    """A sheet of an opened workbook.

    Attributes:
        title: as on its tab.
    """

    title: str
    _sheet: "Worksheet"

    def rows(self) -> Iterator[FoundRow]:
        """Give every row from the first, the empty ones among them too, as far as it is filled.

        Raises:
            NoWorkbook: the sheet is broken, or longer than any program makes one.
        """
        # What a sheet says of its size may be wrong.
        cast("ReadOnlyWorksheet", self._sheet).reset_dimensions()
        rows = self._sheet.iter_rows(max_col=_MOST_COLUMNS)
        try:
            before = None
            found: FoundRow = ()
            for row in islice(rows, _MOST_ROWS):
                if row is not before:  # all rows of a gap are one object
                    before, found = row, _found(row)
                yield found
            ended = next(rows, None) is None
        except _BROKEN:
            ended = None
        if ended is None:
            raise NoWorkbook(_MEND)
        if not ended:
            raise NoWorkbook(
                Wording(
                    zh=f"一张表应最多{_MOST_ROWS}行",
                    en=f"expected at most {_MOST_ROWS:,} rows on a sheet",
                )
            )


def _found(row: "Iterable[Cell | MergedCell]") -> FoundRow:
    cells = [Found(cell.value, cell.data_type) for cell in row]
    while cells and cells[-1].value is None:
        cells.pop()
    return tuple(cells)


_MEND: Final = Wording(
    zh="应为能够打开的表格；请在制作它的程序中另存为.xlsx",
    en="expected a workbook that can be opened; save it again as .xlsx in the program that made it",
)


@contextmanager
def opened(data: bytes) -> Iterator[tuple[FoundSheet, ...]]:
    """Open a workbook and give its sheets, in their order.

    Raises:
        NoWorkbook: it is broken, locked by a password, of another format, or far too large.
        MissingExtra: the extra ``xlsx`` is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtra(A_WORKBOOK, "xlsx") from None
    if data.startswith(FORMER_WORKBOOK) or data.startswith(_OPEN_DOCUMENT, _FIRST_NAME_AT):
        raise NoWorkbook(
            Wording(
                zh="应为没有密码的.xlsx格式的表格；请另存为.xlsx",
                en="expected a workbook of the format .xlsx without a password; save it as one",
            )
        )
    workbook: Workbook | None = None
    with warnings.catch_warnings():
        # It warns of what it does not keep when it writes; here nothing is written.
        warnings.simplefilter("ignore")
        try:
            _hold_to_limits(data)
            workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        except _BROKEN:
            pass
        if workbook is None:
            # Raised where no other error is being handled: one could hold a text (Art. 16).
            raise NoWorkbook(_MEND)
        try:
            yield tuple(
                FoundSheet(sheet.title, cast("Worksheet", sheet)) for sheet in workbook.worksheets
            )
        finally:
            workbook.close()


def _hold_to_limits(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if not any(each.filename.lower().startswith("xl/") for each in members):
        raise NoWorkbook(
            Wording(
                zh="应为表格；这是其他种类的文件，只是扩展名为.xlsx，或者已经损坏",
                en="expected a workbook; this is a document of another kind, or broken",
            )
        )
    shared = sum(each.file_size for each in members if "sharedstrings" in each.filename.lower())
    if (
        len(members) > _MOST_MEMBERS
        or sum(each.file_size for each in members) > _MOST_UNPACKED
        or shared > _MOST_SHARED_TEXT
    ):
        raise NoWorkbook(
            Wording(
                zh=f"表格解压后应不超过{_MOST_UNPACKED // 1024**2}MB；大的台账请用JSON Lines",
                en=f"expected a workbook of at most {_MOST_UNPACKED // 1024**2} MB unpacked; "
                "leave large registers in JSON Lines",
            )
        )
