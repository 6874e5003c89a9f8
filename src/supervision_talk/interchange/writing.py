"""Registers into files: JSON with a record a line, so that changes can be read, or JSON Lines."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from supervision_talk.model import RECORD_KINDS, Register
from supervision_talk.model.canonical import JsonValue, plain_record
from supervision_talk.model.kinds import REGISTER_FORMAT

__all__ = ["dump", "dumps"]

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
        OSError: the file cannot be written.
    """
    if isinstance(target, (str, os.PathLike)):
        with Path(target).open("wb") as stream:
            dump(register, stream, lines=lines)
        return
    for text in _texts(register, lines=lines):
        target.write(text.encode())


def dumps(register: Register, *, lines: bool = False) -> str:
    r"""Give a register as JSON, or as JSON Lines.

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
    return "".join(_texts(register, lines=lines))


def _texts(register: Register, *, lines: bool) -> Iterator[str]:
    header: dict[str, JsonValue] = {"format": REGISTER_FORMAT}
    if register.kept_for is not None:
        header["kept_for"] = list(register.kept_for)
    return _lines(register, header) if lines else _document(register, header)


def _lines(register: Register, header: dict[str, JsonValue]) -> Iterator[str]:
    yield f"{_encode(header)}\n"
    for name, kind in RECORD_KINDS.items():
        for record in getattr(register, kind.plural):
            yield f"{_encode({'type': name, **plain_record(record)})}\n"


def _document(register: Register, header: dict[str, JsonValue]) -> Iterator[str]:
    yield _encode(header).removesuffix("}")
    for plural, records in register.records():
        if records:
            yield f',\n "{plural}": ['
            for index, record in enumerate(records):
                yield f"{',' if index else ''}\n  {_encode(plain_record(record))}"
            yield "]"
    yield "}\n"
