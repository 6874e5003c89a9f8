"""Registers into files: JSON with a record a line, so that changes can be read, or JSON Lines."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from supervision_talk.model import RECORD_KINDS, RecordKind, Register
from supervision_talk.model.arguments import A_PATH_OR_STREAM, a_register, check_arguments
from supervision_talk.model.canonical import JsonValue, plain_record
from supervision_talk.model.fields import Record
from supervision_talk.model.kinds import REGISTER_FORMAT

__all__ = ["dump", "dumps", "header_line", "record_line"]

_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def dump(
    register: Register, target: str | os.PathLike[str] | BinaryIO, *, lines: bool = False
) -> None:
    """Write a register as UTF-8 JSON, or as JSON Lines; reading it again gives an equal one.

    Fields that are null are left out, empty lists of a record are kept: they mean something.

    Arguments:
        register: what to write.
        target: the path of a file, which is replaced, or a stream of bytes.
        lines: whether to write JSON Lines.

    Raises:
        InvalidArgument: an argument is not what is listed above.
        OSError: the file cannot be written.
    """
    is_target = isinstance(target, (str, os.PathLike)) or (
        hasattr(target, "write") and not hasattr(target, "encoding")
    )
    check_arguments("dump", a_register(register), ("target", is_target, A_PATH_OR_STREAM))
    if isinstance(target, (str, os.PathLike)):
        with Path(target).open("wb") as stream:
            dump(register, stream, lines=lines)
        return
    for text in _texts(register, lines=lines):
        target.write(text.encode())


def dumps(register: Register, *, lines: bool = False) -> str:
    r"""Give a register as JSON, or as JSON Lines.

    Raises:
        InvalidArgument: `register` is none.

    >>> from supervision_talk.model import Person
    >>> print(dumps(Register(people=[Person(id="p1"), Person(id="p2")])), end="")
    {"format": "supervision-talk/register/1",
     "people": [
      {"id": "p1"},
      {"id": "p2"}]}
    >>> print(dumps(Register(people=[Person(id="p1")]), lines=True), end="")
    {"format": "supervision-talk/register/1"}
    {"type": "person", "id": "p1"}
    """
    check_arguments("dumps", a_register(register))
    return "".join(_texts(register, lines=lines))


def header_line(kept_for: Iterable[str] | None) -> str:
    """Write the first line of JSON Lines."""
    return f"{_encode(_header(kept_for))}\n"


def record_line(kind: RecordKind, record: Record) -> str:
    """Write a record as a line of JSON Lines."""
    return f"{_encode({'type': kind.name, **plain_record(record)})}\n"


def _header(kept_for: Iterable[str] | None) -> dict[str, JsonValue]:
    header: dict[str, JsonValue] = {"format": REGISTER_FORMAT}
    if kept_for is not None:
        header["kept_for"] = list(kept_for)
    return header


def _texts(register: Register, *, lines: bool) -> Iterator[str]:
    if lines:
        return _lines(register)
    return _document(register, _header(register.kept_for))


def _lines(register: Register) -> Iterator[str]:
    yield header_line(register.kept_for)
    for kind in RECORD_KINDS.values():
        for record in getattr(register, kind.plural):
            yield record_line(kind, record)


def _document(register: Register, header: dict[str, JsonValue]) -> Iterator[str]:
    yield _encode(header).removesuffix("}")
    for plural, records in register.records():
        if records:
            yield f',\n "{plural}": ['
            for index, record in enumerate(records):
                yield f"{',' if index else ''}\n  {_encode(plain_record(record))}"
            yield "]"
    yield "}\n"
