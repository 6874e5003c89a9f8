"""JSON as text in which changes show: a member a line, and in long ones an element a line."""

import json
from collections.abc import Iterator, Mapping
from typing import Final, Self

from supervision_talk.model.canonical import JsonValue

__all__ = ["JsonText", "as_text", "as_utf_8", "elements_text", "json_pieces", "json_text"]

_BETWEEN_ELEMENTS: Final = ",\n "
_to_json: Final = json.JSONEncoder(ensure_ascii=False).encode


class JsonText(str):
    """A text that is JSON already."""

    __slots__ = ()

    @classmethod
    def of(cls, value: JsonValue) -> Self:
        """Give the text of a value, on one line."""
        return cls(_to_json(value))


def elements_text(lines: bytes) -> bytes:
    """Give several elements of a list, a line of UTF-8 each, as one for `json_pieces`."""
    return lines.removesuffix(b"\n").replace(b"\n", _BETWEEN_ELEMENTS.encode())


def json_text(document: Mapping[str, JsonValue]) -> Iterator[str]:
    """Give an object as JSON text, piece by piece.

    >>> print("".join(json_text({"as_of": "2026-10-05", "talks": ["t1", "t2"]})), end="")
    {"as_of": "2026-10-05",
    "talks": [
     "t1",
     "t2"]}
    """
    return map(as_text, json_pieces(document))


def as_text(piece: str | bytes) -> str:
    """Give a piece as text."""
    return piece if isinstance(piece, str) else piece.decode()


def as_utf_8(piece: str | bytes) -> bytes:
    """Give a piece as UTF-8."""
    return piece if isinstance(piece, bytes) else piece.encode()


def json_pieces(
    document: "Mapping[str, JsonValue | Iterator[JsonValue | bytes]]",
) -> Iterator[str | bytes]:
    """Give an object as JSON as `json_text` does, in pieces of text and of UTF-8.

    Arguments:
        document: its members; a list may be given as an iterator, of which one element at a time
            is made; one that is bytes is JSON already.
    """
    start = "{"
    for name, value in document.items():
        yield f"{start}{_encode(name)}: "
        yield from _member(value)
        start = ",\n"
    yield "}\n"


def _member(value: "JsonValue | Iterator[JsonValue | bytes]") -> Iterator[str | bytes]:
    """Write a member; what a list holds, or an object of objects, stands on lines of its own."""
    if isinstance(value, (list, Iterator)):
        between = "[\n "
        for each in value:
            if isinstance(each, bytes):
                yield between
                yield each
            else:
                yield f"{between}{_encode(each)}"
            between = _BETWEEN_ELEMENTS
        yield "]" if between == _BETWEEN_ELEMENTS else "[]"
    elif isinstance(value, dict) and any(isinstance(each, dict) for each in value.values()):
        yield "{\n "
        yield _BETWEEN_ELEMENTS.join(
            f"{_encode(key)}: {_encode(each)}" for key, each in value.items()
        )
        yield "}"
    else:
        yield _encode(value)


def _encode(value: JsonValue) -> str:
    return value if isinstance(value, JsonText) else _to_json(value)
