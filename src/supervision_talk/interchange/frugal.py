"""Long JSON texts, read without holding all that they say at once.

A list that takes three characters of text may take sixty bytes as a value, and an object of ten
characters two hundred. Nobody writes registers that are made of such; but whoever sends one is to
get an answer, and not all the memory there is. So a long list or object stays in its text, and
what is in it is read when it is its turn; what is short is read whole.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, Self, TypeAlias, cast

from supervision_talk.interchange.parsing import (
    BRACKETS_AND_TEXTS,
    DEEPEST,
    ReadValue,
    parse_patiently,
    read_or_say_why,
    scan_patiently,
    scan_strictly,
)

__all__ = ["LONG", "ListInText", "ObjectInText", "parse_frugally", "texts_in", "weighs_much"]

LONG: Final = 65_536
"""The characters from which on a text counts as long."""
_SHORT: Final = 1_024
"""Characters that are looked at first: most records have no more."""
_DEEPEST: Final = 2 * DEEPEST
"""How deep long lists and objects may stand in one another; no format has so many levels."""
_HEAVY: Final = 6
"""How many times its text a value may weigh to be read at once: registers weigh up to five."""

_NO_MARKS: Final = bytes(set(range(256)).difference(b'{[,":'))
_MOST_FIELDS: Final = 32
"""More than any record has."""

_Scan: TypeAlias = Callable[[str, int], tuple[ReadValue, int]]
_SPACE: Final = re.compile(r"[ \t\n\r]*")


def weighs_much(data: bytes) -> bool:
    """Tell whether a long text says so many things that their values would weigh too much."""
    if len(data) <= LONG:
        return False
    marks = data.translate(None, _NO_MARKS)
    fields = marks.count(b'":')
    texts = marks.count(b'"') // 2 - fields
    objects, lists, others = marks.count(b"{"), marks.count(b"["), marks.count(b",")
    if fields > _MOST_FIELDS * objects:
        return True  # their names differ, and are texts that weigh like others
    return 184 * objects + 64 * lists + 55 * texts + 8 * others > _HEAVY * len(data)


class _InText:
    """A list or an object that stays in its text.

    Arguments:
        text: all of the text.
        start: where its bracket stands.
        scan: reads what is short.
        depth: in how many others it stands.
    """

    def __init__(self, text: str, start: int, scan: _Scan, depth: int) -> None:
        self._text = text
        self._start = start
        self._scan = scan
        self._depth = depth
        self._end: int | None = None

    def strictly(self) -> Self:
        """Give the same, but so that a short object with a field twice in it raises `Unusual`."""
        return type(self)(self._text, self._start, scan_strictly, self._depth)

    def _opened(self, closing: str) -> int | None:
        """Give where the first part begins; None if there is none."""
        at = self._after_space(self._start + 1)
        return None if self._closed(at, closing) else at

    def _closed(self, at: int, closing: str) -> bool:
        if self._text[at : at + 1] != closing:
            return False
        self._end = at + 1
        return True

    def _value_at(self, at: int) -> tuple[ReadValue, int]:
        """Read a value, and give where it ends; a long one, where it begins."""
        text, scan = self._text, self._scan
        if text[at : at + 1] not in {"[", "{"}:
            return scan(text, at)
        for size in (_SHORT, LONG):
            try:
                value, length = scan(text[at : at + size], 0)
            except json.JSONDecodeError:
                continue  # longer than that, or broken: then what is in it will tell
            return value, at + length
        return _in_text(text, at, scan, self._depth + 1), at

    def _next_part(self, value: ReadValue, at: int, closing: str) -> int | None:
        """Give where the part after a value begins; None if the bracket closes there."""
        if isinstance(value, _InText):
            at = value.end()
        at = self._after_space(at)
        if self._closed(at, closing):
            return None
        if self._text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", self._text, at)
        return self._after_space(at + 1)

    def _after_space(self, at: int) -> int:
        return cast("re.Match[str]", _SPACE.match(self._text, at)).end()

    def end(self) -> int:
        """Give where what follows begins; of a text that is known to be JSON."""
        if self._end is None:
            depth = 0
            for match in BRACKETS_AND_TEXTS.finditer(self._text, self._start):
                depth += (match[0] in "[{") - (match[0] in "]}")
                if depth == 0:
                    self._end = match.end()
                    break
        return cast("int", self._end)


class ListInText(_InText):
    """A long list; its elements are read one at a time."""

    def __iter__(self) -> Iterator[ReadValue]:
        """Give each element.

        Raises:
            JSONDecodeError: the text is no JSON here.
            RecursionError: lists and objects stand too deep in one another.
        """
        at = self._opened("]")
        while at is not None:
            value, at = self._value_at(at)
            yield value
            at = self._next_part(value, at, "]")


class ObjectInText(_InText):
    """A long object; its fields are read one at a time."""

    def items(self) -> Iterator[tuple[str, ReadValue]]:
        """Give each field as often as it is there; errors as of a list."""
        at = self._opened("}")
        while at is not None:
            name, at = self._name_at(at)
            value, at = self._value_at(at)
            yield name, value
            at = self._next_part(value, at, "}")

    def _name_at(self, at: int) -> tuple[str, int]:
        text = self._text
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name", text, at)
        name, at = self._scan(text, at)
        at = self._after_space(at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        return cast("str", name), self._after_space(at + 1)

    def get(self, name: str) -> ReadValue:
        """Give the value of a field, the last if there are several; None if there is none."""
        found: ReadValue = None
        for each, value in self.items():
            if each == name:
                found = value
        return found

    def __contains__(self, name: str) -> bool:
        return any(each == name for each, _ in self.items())


def _in_text(text: str, at: int, scan: _Scan, depth: int) -> ListInText | ObjectInText:
    if depth > _DEEPEST:
        raise RecursionError
    return (ListInText if text[at] == "[" else ObjectInText)(text, at, scan, depth)


def parse_frugally(text: str) -> ReadValue:
    """Do what `parse_patiently` does, but leave long lists and objects in the text.

    Raises:
        NotJson: as there.
    """
    if len(text) <= LONG:
        return parse_patiently(text)
    return read_or_say_why(_checked, text)


def _checked(text: str) -> ReadValue:
    """Read a long text once from start to end, and give its value if it is JSON."""
    at = cast("re.Match[str]", _SPACE.match(text)).end()
    value: ReadValue
    if text[at : at + 1] in {"[", "{"}:
        value = _in_text(text, at, scan_patiently, 0)
        _go_through(value)
        end = value.end()
    else:
        value, end = scan_patiently(text, at)
    end = cast("re.Match[str]", _SPACE.match(text, end)).end()
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _go_through(value: ReadValue) -> None:
    if isinstance(value, ListInText):
        for each in value:
            _go_through(each)
    elif isinstance(value, ObjectInText):
        for _, each in value.items():  # noqa: PERF102 - no dictionary
            _go_through(each)


def texts_in(value: ReadValue) -> Iterator[str]:
    """Give every text inside a value, names of fields included, however deep.

    >>> list(texts_in({"a": ["b", {"c": 1}]}))
    ['a', 'b', 'c']
    """
    waiting: list[Iterator[ReadValue]] = [iter((value,))]
    while waiting:
        for each in waiting[-1]:
            match each:
                case str():
                    yield each
                    continue
                case list() | ListInText():
                    waiting.append(iter(each))
                case dict() | ObjectInText():
                    waiting.append(chain.from_iterable(each.items()))
                case _:
                    continue
            break
        else:
            waiting.pop()
