"""Where a register comes from: a file, a stream or a text; its format is told by its content."""

import io
import os
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from supervision_talk.interchange.documents import INPUT, read_document
from supervision_talk.interchange.frugal import Source
from supervision_talk.interchange.lines import read_lines
from supervision_talk.interchange.opening import Kind, opening_of
from supervision_talk.model import Register
from supervision_talk.model.arguments import A_PATH_OR_STREAM, check_arguments
from supervision_talk.wording import Wording

__all__ = ["load", "loads"]

_DATA: Final = Wording(zh="bytes或者str", en="bytes or str; of a file, load takes the path")


def load(source: str | os.PathLike[str] | BinaryIO) -> Register:
    """Read a register from JSON, JSON Lines or a ledger workbook (.xlsx).

    The formats are described in docs/reference/register-format.md.
    It is a workbook if it begins as one. It is JSON Lines if the first line that is not blank is
    a whole JSON object and more follows it; so a document of one line is JSON.

    Arguments:
        source: the path of a file, or a stream of bytes at its start, which is read to its end. A
            file, or bytes in memory, are read part by part; of any other stream a document is
            held as a whole.

    Raises:
        InvalidArgument: `source` is none of these.
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
            return _read(stream, str(path), again=_stays(stream))
    is_stream_of_bytes = hasattr(source, "readline") and not hasattr(source, "encoding")
    check_arguments("load", ("source", is_stream_of_bytes, A_PATH_OR_STREAM))
    again = _stays(source)
    try:
        return _read(source, INPUT, again=again)
    finally:
        if again:
            source.seek(0, os.SEEK_END)


def _stays(stream: BinaryIO) -> bool:
    """Tell whether any place of a stream can be read as often as wanted, and at once.

    Others say that they can, and read what they unpack from its start again.
    """
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        # What the system makes up as it is read (/proc) says that it is empty.
        if not stream.seekable() or os.fstat(stream.fileno()).st_size == 0:
            return False
    elif not isinstance(stream, io.BytesIO):
        return False
    return stream.tell() == 0


def loads(data: bytes | str) -> Register:
    """Read a register from `data`, as `load` does from a file.

    Raises:
        InvalidInput: with every mistake in the input.
        MissingExtra: it is a workbook, and the extra ``xlsx`` is not installed.

    >>> loads('{"format": "supervision-talk/register/1"}')
    Register()
    """
    check_arguments("loads", ("data", isinstance(data, (bytes, str)), _DATA))
    if isinstance(data, str):
        # A lone surrogate is left for the reader to refuse, with its place.
        data = data.encode("utf-8", "surrogatepass")
    stream = io.BytesIO(data)
    del data
    return _read(stream, INPUT, again=True)


def _read(stream: BinaryIO, source: str | Wording, *, again: bool) -> Register:
    """Read a register; `again`: whether any place of the stream can be read as often as wanted."""
    opening = opening_of(stream)
    if opening.kind is Kind.WORKBOOK:
        from supervision_talk.interchange.ledger import read_ledger

        return read_ledger(opening.text + stream.read(), source)
    if opening.kind is Kind.LINES:
        start = io.BytesIO(opening.text)
        del opening
        return read_lines(chain(iter(start.readline, b""), iter(stream.readline, b"")), source)
    if not again:
        # What is empty is left out: a document of one line is then not copied.
        data = b"".join(filter(None, (opening.text, stream.read())))
        stream = io.BytesIO(data)
        del data
    begin = opening.begin
    del opening
    return read_document(Source(stream, begin), source)
