"""A page for people: lines of styled text, laid out for a width, Chinese in double columns.

A page is a value that knows neither the screen nor its width; `screen` lays it out and writes it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Final

import attrs

from supervision_talk._values import frozen

__all__ = [
    "BLANK",
    "Cell",
    "Grid",
    "Line",
    "Page",
    "Paragraph",
    "Span",
    "Style",
    "cell",
    "columns_of",
    "laid_out",
    "line",
    "printable",
    "text_of",
]


class Style(Enum):
    """What a piece of text is to the reader; a screen decides how that looks."""

    PLAIN = auto()
    STRONG = auto()
    FAINT = auto()
    ALARM = auto()
    CAUTION = auto()
    GOOD = auto()


@frozen
class Span:
    """A piece of text in one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]

Cell = tuple[Line, ...]
"""What stands in one place of a grid: lines, each wrapped for itself."""


@frozen
class Paragraph:
    """A line that may need several on the screen."""

    line: Line


@frozen
class Grid:
    """Rows of cells. All columns but one are as wide as what is in them; that one wraps.

    Attributes:
        rows: the rows, all with as many cells; gone through twice, one at a time.
        flexible: the column that takes what is left of the width.
    """

    rows: Sequence[tuple[Cell, ...]]
    flexible: int


Page = tuple[Paragraph | Grid, ...]

BLANK: Final = Paragraph(())
"""An empty line."""

_GAP: Final = 2
_NARROWEST: Final = 16
"""What a flexible column is given at least, even if the screen has to cut."""

_OPENING: Final = "（《「『【〈“‘([{"
_CLOSING: Final = "）》」』】〉”’)]},，.。;；:：!！?？、…%·"
_WIDE: Final = r"\u2e80-\uffdc"
# What stays whole: a citation, a Chinese character, a word; an opening sign stays with what it
# opens, a closing one with what it closes.
_UNIT: Final = re.compile(
    rf" +|[{re.escape(_OPENING)}]*"
    rf"(?:Art[.] [0-9]+(?: ¶[0-9]+)?|[{_WIDE}]|[^ {_WIDE}{re.escape(_OPENING)}]+|$)"
    rf"[{re.escape(_CLOSING)}]*"
)
_PART_OF_A_WORD: Final = re.compile(r"[^-_/]+[-_/]*|[-_/]+")


def line(*pieces: str | Span) -> Line:
    """Make a line of texts and spans."""
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


def cell(*pieces: str | Span) -> Cell:
    """Make a cell of one line."""
    return (line(*pieces),)


def text_of(spans: Line) -> str:
    """Give a line without its styles.

    >>> text_of(line("a", Span("b", Style.STRONG)))
    'ab'
    """
    return "".join(span.text for span in spans)


def printable(text: str) -> str:
    r"""Give a text without signs that steer a terminal or turn the direction of writing.

    >>> print(printable("a\x1b[31mb"))
    a�[31mb
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


@lru_cache(maxsize=4096)
def _columns_of_sign(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def columns_of(text: str) -> int:
    """Give how many columns of a terminal a text takes.

    >>> columns_of("谈话t-1")
    7
    """
    return len(text) if text.isascii() else sum(map(_columns_of_sign, text))


def laid_out(page: Page, width: int | None) -> Iterator[Line]:
    """Give a page's lines for a screen.

    Arguments:
        page: what to lay out.
        width: the screen's columns; None: without end, as in a pipe, so that nothing wraps.
    """
    for block in page:
        if isinstance(block, Paragraph):
            yield from _wrapped(block.line, width)
        else:
            yield from _grid(block, width)


def _grid(grid: Grid, width: int | None) -> Iterator[Line]:
    widths: list[int] = []
    for row in grid.rows:
        of_row = [max(map(_columns_of_line, lines), default=0) for lines in row]
        widths = [*map(max, widths or of_row, of_row)]
    if width is not None and widths:
        others = sum(widths) - widths[grid.flexible] + _GAP * (len(widths) - 1)
        widths[grid.flexible] = min(widths[grid.flexible], max(width - others, _NARROWEST))
    for row in grid.rows:
        cells = [
            [part for each in lines for part in _wrapped(each, limit if width else None)]
            for lines, limit in zip(row, widths, strict=True)
        ]
        for index in range(max(map(len, cells))):
            parts = [lines[index] if index < len(lines) else () for lines in cells]
            yield tuple(_joined(parts, widths))


def _joined(parts: Sequence[Line], widths: Sequence[int]) -> Iterator[Span]:
    """Set the cells' lines side by side; nothing trails the last that says something."""
    last = max((index for index, part in enumerate(parts) if part), default=-1)
    for index in range(last + 1):
        yield from parts[index]
        if index < last:
            yield Span(" " * (widths[index] - _columns_of_line(parts[index]) + _GAP))


def _columns_of_line(spans: Line) -> int:
    return sum(columns_of(span.text) for span in spans)


def _wrapped(spans: Line, width: int | None) -> Iterator[Line]:
    """Break a line between words and between Chinese characters, never before a closing sign."""
    safe = tuple(attrs.evolve(span, text=printable(span.text)) for span in spans)
    if width is None or _columns_of_line(safe) <= width:
        yield safe
        return
    start = "".join(span.text for span in safe)
    indent = " " * min(len(start) - len(start.lstrip(" ")), width // 2)
    current: list[Span] = []
    used = 0
    begins = True
    for unit in _units(safe, width - len(indent)):
        columns = columns_of(unit.text)
        if used + columns > width and used > len(indent):
            yield _trimmed(current)
            current, used = [Span(indent)] if indent else [], len(indent)
        if used > len(indent) or not unit.text.isspace() or begins:
            current.append(unit)
            used += columns
        begins = False
    if used > len(indent):
        yield _trimmed(current)


def _units(spans: Iterable[Span], width: int) -> Iterator[Span]:
    """Give the pieces that stay whole; of a word that is too long, its parts."""
    for span in spans:
        for match in _UNIT.finditer(span.text):
            unit = match[0]
            if columns_of(unit) <= width:
                yield Span(unit, span.style)
                continue
            for part in _PART_OF_A_WORD.findall(unit):
                for index in range(0, len(part), max(width // 2, 1)):
                    yield Span(part[index : index + max(width // 2, 1)], span.style)


def _trimmed(spans: Sequence[Span]) -> Line:
    """Join neighbours of one style, without the space at the end of a line."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style is span.style:
            joined[-1] = Span(joined[-1].text + span.text, span.style)
        else:
            joined.append(span)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = Span(joined[-1].text.rstrip(" "), joined[-1].style)
    return tuple(joined)
