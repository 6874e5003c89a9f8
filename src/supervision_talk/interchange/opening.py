"""What an input is, told by how it begins: a workbook, JSON Lines or a JSON document."""

from enum import Enum, auto
from typing import BinaryIO, Final, NamedTuple

from supervision_talk.interchange.frugal import ObjectInText, Source, parse_frugally
from supervision_talk.interchange.lines import BYTE_ORDER_MARK, JSON_SPACE
from supervision_talk.interchange.parsing import NotJson

__all__ = ["FORMER_WORKBOOK", "Kind", "Opening", "is_workbook", "opening_of"]

_ZIP: Final = b"PK\x03\x04"
FORMER_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of the former format begins (.xls), and a workbook that a password locks."""


class Kind(Enum):
    """What a register comes as."""

    WORKBOOK = auto()
    LINES = auto()
    DOCUMENT = auto()


class Opening(NamedTuple):
    """As much of an input as tells what it is.

    Attributes:
        kind: what it is.
        text: what was read for that.
        begin: where in it the content begins, behind a byte-order mark.
    """

    kind: Kind
    text: bytes
    begin: int = 0


def is_workbook(start: bytes) -> bool:
    r"""Tell by its first bytes whether a file is a workbook, if only of the former format.

    >>> is_workbook(b"PK\x03\x04\x14"), is_workbook(b'{"format"')
    (True, False)
    """
    return start.startswith((_ZIP, FORMER_WORKBOOK))


def opening_of(stream: BinaryIO) -> Opening:
    """Read what tells what an input is: the first lines that are not blank, two at most."""
    line = stream.readline()
    if is_workbook(line):
        return Opening(Kind.WORKBOOK, line)
    before, line = _after_blank(line, stream)
    between, more = _after_blank(stream.readline(), stream)
    begin = len(BYTE_ORDER_MARK) if (before or line).startswith(BYTE_ORDER_MARK) else 0
    is_lines = more and _is_object(line if before else line[begin:])
    # What is empty is left out: a document of one line is then not copied.
    text = b"".join(filter(None, (bytes(before), line, bytes(between), more)))
    return Opening(Kind.LINES if is_lines else Kind.DOCUMENT, text, begin)


def _after_blank(line: bytes, stream: BinaryIO) -> tuple[bytearray, bytes]:
    """Give the blank lines, and the first that holds something; empty at the end."""
    blank = bytearray()
    while line and not line.removeprefix(BYTE_ORDER_MARK).strip(JSON_SPACE):
        blank += line
        line = stream.readline()
    return blank, line


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse_frugally(Source.of(line)), (dict, ObjectInText))
    except (UnicodeDecodeError, NotJson):
        return False
