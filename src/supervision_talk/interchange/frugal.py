"""JSON texts, read without holding all that they say at once, nor all of their text.

A list that takes three characters of text may take sixty bytes as a value, and an object of ten
characters two hundred. Nobody writes registers that are made of such; but whoever sends one is to
get an answer, and not all the memory there is. So a text is read part by part, a long list or
object stays in it, and what is in it is read when it is its turn; what is short is read whole.
Of registers as offices keep them that takes no longer than to read them at once.
"""

import io
import json
import os
import re
from codecs import utf_8_decode
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final, Self, cast

from supervision_talk.interchange.parsing import (
    DEEPEST,
    ReadValue,
    Scan,
    Unusual,
    may_part_names_from_colons,
    not_json,
    scan_patiently,
    scan_plainly,
    scan_strictly,
    too_deep,
)

__all__ = [
    "LONG",
    "ListInText",
    "ObjectInText",
    "Source",
    "nothing_follows",
    "opened",
    "parse_frugally",
    "texts_in",
]

LONG: Final = 65_536
"""How many bytes are read at once; what takes more counts as long."""
_DEEPEST: Final = 2 * DEEPEST
"""How deep long lists and objects may stand in one another; no format has so many levels."""

_MOST_FIELDS: Final = 32
"""More than any record has."""

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_COMMA: Final = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
# In bytes, of which only a part may be there.
_WITHIN_TEXT: Final = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_WITHIN_NUMBER: Final = re.compile(rb'[^ \t\n\r,:"\[\]{}]*')
_BRACKETS_AND_TEXTS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+("?)|[\[\]{}]', re.DOTALL)


class Source:
    """A text in UTF-8, of which a part is read at a time.

    Arguments:
        stream: holds it, and can be read at any place; nobody else reads it meanwhile.
        begin: where it begins there; it ends where the stream does.
    """

    def __init__(self, stream: BinaryIO, begin: int = 0) -> None:
        self._stream = stream
        self.begin = begin
        self.end = stream.seek(0, os.SEEK_END)

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Give a text that is at hand as a source."""
        return cls(io.BytesIO(data))

    def part(self, begin: int, end: int) -> bytes:
        """Give what stands between two places."""
        self._stream.seek(begin)
        return self._stream.read(end - begin)

    def window(self, begin: int) -> tuple[str, bool]:
        """Give as much as is read at once from a place on, and whether it reaches to the end.

        Raises:
            UnicodeDecodeError: it is no UTF-8.
        """
        end = begin + LONG
        data = self.part(begin, end)
        last = end >= self.end or not data
        return utf_8_decode(data, "strict", last)[0], last

    def text(self, begin: int, end: int) -> str:
        """Give what stands between two places as text; errors as of a window."""
        return self.part(begin, end).decode()

    def is_blank(self) -> bool:
        """Tell whether nothing stands in it but space."""
        return not _Cursor(self, self.begin).sign()

    def first_that_is_no_utf_8(self) -> int | None:
        """Give the first byte that is none of UTF-8; None: all are."""
        at = self.begin
        while at < self.end:
            try:
                at += len(self.window(at)[0].encode())
            except UnicodeDecodeError as error:
                return at + error.start
        return None

    def line_and_column(self, at: int) -> tuple[int, int]:
        """Give line and column of a place, both counted from 1."""
        line, column, here = 1, 1, self.begin
        while here < at:
            text = utf_8_decode(self.part(here, min(here + LONG, at)))[0]
            line += text.count("\n")
            column = len(text) - text.rfind("\n") + (0 if "\n" in text else column - 1)
            here += len(text.encode())
        return line, column

    def end_of_text(self, begin: int) -> int:
        """Give where a text in quotation marks ends, of which the first stands at `begin`."""
        end, closed = self._end_of_run(_WITHIN_TEXT, begin + 1)
        return end + closed

    def end_of_number(self, begin: int) -> int:
        """Give where something ends that is no text, list or object."""
        return self._end_of_run(_WITHIN_NUMBER, begin)[0]

    def _end_of_run(self, run: re.Pattern[bytes], at: int) -> tuple[int, bool]:
        """Give where a run ends, and whether something follows."""
        while True:
            data = self.part(at, at + LONG)
            length = cast("re.Match[bytes]", run.match(data)).end()
            if length < len(data) - 1 or not length:  # its last byte may belong to the next
                return at + length, length < len(data)
            at += length


class _Broken(ValueError):
    """What is no JSON: how the standard library calls it, and the byte where."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__()
        self.message = message
        self.at = at


class _Cursor:
    """A place in a source that is read on from there.

    Arguments:
        source: all of the text.
        begin: the place.
        strict: whether what is short is read strictly, else patiently.

    Attributes:
        text: what is at hand of it.
        index: the place, in `text`.
        last: whether `text` reaches to the end of the source.
    """

    def __init__(self, source: Source, begin: int, *, strict: bool = False) -> None:
        self._source = source
        self._strict = strict
        self._scan = scan_strictly if strict else scan_patiently
        self.move(begin)

    def move(self, at: int) -> None:
        """Go to another place."""
        self._begin = at
        self.text, self.index, self.last = "", 0, False

    def at(self, index: int | None = None) -> int:
        """Give the place, or that of another index, in the source."""
        return self._begin + len(self.text[: self.index if index is None else index].encode())

    def _read_on(self) -> None:
        self.move(self.at())
        self.text, self.last = self._source.window(self._begin)

    def sign(self) -> str:
        """Go to what follows after space, and give its first character; "" at the end."""
        while True:
            self.index = cast("re.Match[str]", _SPACE.match(self.text, self.index)).end()
            if self.index < len(self.text):
                return self.text[self.index]
            if self.last:
                return ""
            self._read_on()

    def broken(self, message: str) -> _Broken:
        """Make the error that something else was expected here."""
        return _Broken(message, self.at())

    def value(self, depth: int) -> ReadValue:
        """Read the value that begins here and go behind it; a long one is opened instead.

        Arguments:
            depth: in how many lists and objects it stands.
        """
        sign = self.sign()
        while True:
            try:
                value, end = self._scan(self.text, self.index)
            except (StopIteration, json.JSONDecodeError):
                value, end = None, None
            # A number may go on behind what is at hand: of "1.5e+7" all but one is a number too.
            if end is not None and (self.last or sign in '[{"' or end < len(self.text) - 2):
                self.index = end
                return value
            if self.last or not self.index:
                break
            self._read_on()
        if sign and sign in "[{":
            # Longer than is read at once, or broken: then what is in it will tell.
            return self.opened(sign, depth)
        return self._long_scalar(sign)

    def opened(self, sign: str, depth: int) -> "ListInText | ObjectInText":
        """Give the list or object that begins here, of which nothing is read yet."""
        if depth > _DEEPEST:
            raise RecursionError
        in_text = ListInText if sign == "[" else ObjectInText
        return in_text(self._source, self.at(), depth, strict=self._strict)

    def _long_scalar(self, sign: str) -> ReadValue:
        source, begin = self._source, self.at()
        end = source.end_of_text(begin) if sign == '"' else source.end_of_number(begin)
        self.move(begin)
        self.text = source.text(begin, end)
        try:
            value, index = self._scan(self.text, 0)
        except json.JSONDecodeError as error:
            message, at = error.msg, error.pos
        except StopIteration as error:
            message, at = "Expecting value", error.value
        else:
            self.move(end if index == len(self.text) else self.at(index))
            return value
        # Raised out here, so that no error in its context holds the text, which may be secret.
        raise _Broken(message, self.at(at))

    def goes_on(self, value: ReadValue, closing: str) -> bool:
        """Go behind the comma that follows a value; tell of a closing bracket that none does."""
        if isinstance(value, _InText):
            self.move(value.end())
        sign = self.sign()
        if sign == closing:
            return False
        if sign != ",":
            raise self.broken("Expecting ',' delimiter")
        self.index += 1
        return True


class _InText:
    """A list or an object that stays in its text.

    Arguments:
        source: all of the text.
        start: where its bracket stands.
        depth: in how many others it stands.
        strict: whether a field that is twice in an object raises `Unusual`; else it is seen in
            what is read.
    """

    def __init__(self, source: Source, start: int, depth: int, *, strict: bool) -> None:
        self._source = source
        self._start = start
        self._depth = depth
        self._strict = strict
        self._end: int | None = None

    def _inside(self) -> _Cursor:
        return _Cursor(self._source, self._start + 1, strict=self._strict)

    def end(self) -> int:
        """Give where what follows begins; what is in it is not looked at, but has to be read once.

        Raises:
            _Broken: it does not end.
        """
        if self._end is None:
            self._end = self._found_end()
        return self._end

    def _found_end(self) -> int:
        at, depth = self._start, 0
        while True:
            data = self._source.part(at, at + LONG)
            if not data:
                raise _Broken("Expecting ',' delimiter", at)
            for match in _BRACKETS_AND_TEXTS.finditer(data):
                sign = data[match.start() : match.start() + 1]
                if sign == b'"':
                    if not match[1]:
                        at = self._source.end_of_text(at + match.start())
                        break
                else:
                    depth += 1 if sign in b"[{" else -1
                    if depth == 0:
                        return at + match.end()
            else:
                at += len(data)


class ListInText(_InText):
    """A long list; its elements are read one at a time.

    What is read of it raises:
        _Broken, UnicodeDecodeError: the text is no JSON here.
        RecursionError: lists and objects stand too deep in one another.
    """

    def __iter__(self) -> Iterator[ReadValue]:
        """Give each element; read strictly, a long object comes as a plain dictionary."""
        for value, _ in self._elements(scan_strictly if self._strict else scan_patiently):
            yield value

    def counting(self) -> Iterator[tuple[ReadValue, int | None]]:
        """Give each element strictly, and how many fields its objects seem to have.

        For whoever takes the elements apart, as `counting_parser` does.
        """
        return self._elements(scan_plainly)

    def _elements(self, scan: Scan) -> Iterator[tuple[ReadValue, int | None]]:
        cursor = self._inside()
        going = cursor.sign() != "]"
        while going:
            cursor.sign()  # goes behind space
            text, index = cursor.text, cursor.index
            counting = scan is scan_plainly and not may_part_names_from_colons(text)
            scan_here = scan if counting or scan is not scan_plainly else scan_strictly
            escaped = "\\" in text
            try:
                # As long as it lasts that commas follow.
                while True:
                    value, end = scan_here(text, index)
                    comma = _COMMA.match(text, end)
                    if comma is None:
                        break
                    written = None
                    if counting:
                        written = text.count('":', index, end)
                        if escaped:
                            written -= text.count('\\":', index, end)
                    yield value, written
                    index = comma.end()
            except (StopIteration, json.JSONDecodeError):
                pass
            cursor.index = index
            value = cursor.value(self._depth + 1)
            is_long = self._strict and isinstance(value, ObjectInText)
            yield (cast("ObjectInText", value).members() if is_long else value), None
            going = cursor.goes_on(value, "]")
        self._end = cursor.at() + 1


class ObjectInText(_InText):
    """A long object; its fields are read one at a time. Errors are as of a list."""

    def items(self, *, lists_opened: bool = False) -> Iterator[tuple[str, ReadValue]]:
        """Give each field as often as it is there.

        Arguments:
            lists_opened: whether a list in it is not read here, however short.
        """
        cursor = self._inside()
        going = cursor.sign() != "}"
        while going:
            if cursor.sign() != '"':
                raise cursor.broken("Expecting property name")
            name = cursor.value(self._depth)
            if cursor.sign() != ":":
                raise cursor.broken("Expecting ':' delimiter")
            cursor.index += 1
            if lists_opened and cursor.sign() == "[":
                value: ReadValue = cursor.opened("[", self._depth + 1)
            else:
                value = cursor.value(self._depth + 1)
            yield cast("str", name), value
            going = cursor.goes_on(value, "}")
        self._end = cursor.at() + 1

    def members(self) -> dict[str, ReadValue]:
        """Give all fields.

        Raises:
            Unusual: one is there twice, or they are more than any record has.
        """
        members: dict[str, ReadValue] = {}
        for name, value in self.items():
            if name in members or len(members) == _MOST_FIELDS:
                raise Unusual
            members[name] = value
        return members

    def get(self, name: str) -> ReadValue:
        """Give the value of a field, the last if there are several; None if there is none."""
        found: ReadValue = None
        for each, value in self.items():
            if each == name:
                found = value
        return found

    def __contains__(self, name: str) -> bool:
        return any(each == name for each, _ in self.items())


def opened(source: Source) -> ListInText | ObjectInText | None:
    """Give the list or object that a text is, to be read strictly; None: it is neither.

    That nothing follows it is to be asked when it was read (`nothing_follows`).
    """
    cursor = _Cursor(source, source.begin, strict=True)
    sign = cursor.sign()
    return cursor.opened(sign, 0) if sign and sign in "[{" else None


def nothing_follows(source: Source, value: ListInText | ObjectInText) -> bool:
    """Tell whether there is nothing behind a list or object but space."""
    return not _Cursor(source, value.end()).sign()


def parse_frugally(source: Source) -> ReadValue:
    """Do what `parse_patiently` does, but leave long lists and objects in the text.

    Raises:
        NotJson: as there.
        UnicodeDecodeError: the text is no UTF-8.
    """
    try:
        return _checked(source)
    except _Broken as error:
        ended = not _Cursor(source, error.at).sign()
        found = not_json(error.message, *source.line_and_column(error.at), ended=ended)
    except RecursionError:
        deep = too_deep(source.text(source.begin, source.end))
        if deep is None:
            raise
        found = deep
    # Raised out here, so that no error in its context holds some of the text.
    try:
        raise found
    finally:
        del found  # else each would keep the other, and whoever called with all the text


def _checked(source: Source) -> ReadValue:
    """Read a text once from start to end, and give its value if it is JSON."""
    cursor = _Cursor(source, source.begin)
    value = cursor.value(0)
    _go_through(value)
    if isinstance(value, _InText):
        cursor.move(value.end())
    if cursor.sign():
        raise cursor.broken("Extra data")
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
