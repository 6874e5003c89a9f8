"""JSON as text in which changes show: a member a line, and in long ones an element a line."""

import json
from collections.abc import Iterator, Mapping
from typing import Final, Self

from supervision_talk.model.canonical import JsonValue

__all__ = ["JsonText", "elements_text", "json_text"]

_BETWEEN_ELEMENTS: Final = ",\n "
_to_json: Final = json.JSONEncoder(ensure_ascii=False).encode


class JsonText(str):
    """A text that is JSON already."""

    __slots__ = ()

    @classmethod
    def of(cls, value: JsonValue) -> Self:
        """Give the text of a value, on one line."""
        return cls(_to_json(value))


def elements_text(lines: bytes) -> JsonText:
    """Give several elements of a list, a line of UTF-8 each, as one text for `json_text`."""
    text = lines.removesuffix(b"\n").replace(b"\n", _BETWEEN_ELEMENTS.encode())
    return JsonText(text.decode())


def _encode(value: JsonValue) -> str:
    return value if isinstance(value, JsonText) else _to_json(value)


def json_text(document: "Mapping[str, JsonValue | Iterator[JsonValue]]") -> Iterator[str]:
    """Give an object as JSON text, piece by piece.

    Arguments:
        document: its members; a list may be given as an iterator, of which one element at a time
            is made.

    >>> print("".join(json_text({"as_of": "2026-10-05", "talks": ["t1", "t2"]})), end="")
    {"as_of": "2026-10-05",
    "talks": [
     "t1",
     "t2"]}
    """
    start = "{"
    for name, value in document.items():
        yield f"{start}{_encode(name)}: "
        yield from _member(value)
        start = ",\n"
    yield "}\n"


def _member(value: "JsonValue | Iterator[JsonValue]") -> Iterator[str]:
    """Write a member; what a list holds, or an object of objects, stands on lines of its own."""
    if isinstance(value, (list, Iterator)):
        between = "[\n "
        for each in value:
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
