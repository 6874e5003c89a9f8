"""Where a register comes from: a file, a stream or a text; its format is told by its content."""

import io
import os
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from supervision_talk.interchange.documents import INPUT, read_document
from supervision_talk.interchange.ledger import is_workbook, read_ledger
from supervision_talk.interchange.lines import BYTE_ORDER_MARK, JSON_SPACE, read_lines
from supervision_talk.interchange.parsing import NotJson, parse_patiently
from supervision_talk.model import Register
from supervision_talk.wording import Wording

__all__ = ["load", "loads"]


def load(source: str | os.PathLike[str] | BinaryIO) -> Register:
    """Read a register from JSON, JSON Lines (SPEC 3, Interchange) or a ledger workbook (.xlsx).

    It is a workbook if it begins as one. It is JSON Lines if the first line that is not blank is
    a whole JSON object and more follows it; so a document of one line is JSON.

    Arguments:
        source: the path of a file, or a stream of bytes at its start.

    Raises:
        InvalidInput: with every mistake in the input; nothing is loaded.
        MissingExtra: it is a workbook, and the extra ``xlsx`` is not installed.
        OSError: the file cannot be read.

    >>> from io import BytesIO
    >>> load(BytesIO(b'{"format": "supervision-talk/register/1", "people": [{"id": "p1"}]}'))
    Register(people: 1)
    >>> load(BytesIO(b'{"format": "supervision-talk/register/1", "terms": {}}'))
    Traceback (most recent call last):
    ...
    supervision_talk.errors.InvalidInput: input: /terms: expected a list, each element a term
    """
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        with path.open("rb") as stream:
            return _read(stream, str(path))
    if hasattr(source, "encoding"):
        raise TypeError("expected a path or a stream of bytes; open the file with mode 'rb'")
    return _read(source, INPUT)


def loads(data: bytes | str) -> Register:
    """Read a register from `data`, as `load` does from a file.

    Raises:
        InvalidInput: with every mistake in the input.
        MissingExtra: it is a workbook, and the extra ``xlsx`` is not installed.

    >>> loads('{"format": "supervision-talk/register/1"}')
    Register()
    """
    if isinstance(data, str):
        # A lone surrogate is left for the reader to refuse, with its place.
        data = data.encode("utf-8", "surrogatepass")
    return _read(io.BytesIO(data), INPUT)


def _read(stream: BinaryIO, source: str | Wording) -> Register:
    lines = iter(stream.readline, b"")
    start: list[bytes] = []
    filled: list[bytes] = []
    for line in lines:
        if not start and is_workbook(line):
            return read_ledger(line + stream.read(), source)
        start.append(line)
        content = line.removeprefix(BYTE_ORDER_MARK) if len(start) == 1 else line
        if content.strip(JSON_SPACE):
            filled.append(content)
        if len(filled) > 1:
            break
    if len(filled) > 1 and _is_object(filled[0]):
        return read_lines(chain(start, lines), source)
    data = b"".join((*start, stream.read()))
    document = data.removeprefix(BYTE_ORDER_MARK)
    return read_document(document, source, before=len(data) - len(document))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse_patiently(line.decode()), dict)
    except (UnicodeDecodeError, NotJson):
        return False
