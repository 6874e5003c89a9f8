"""A look through a register's file: where each record stands, and the few fields that tell whose.

The file is parted into stretches, which several processes may look through. A record's text is not
read for that: an unescaped quotation mark before a name, and behind it another and a colon, are a
field's name wherever they stand.
"""

import json
import os
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, cast

from supervision_talk._values import frozen
from supervision_talk.interchange.lines import JSON_SPACE
from supervision_talk.interchange.opening import Kind, Opening, opening_of
from supervision_talk.interchange.parsing import Unusual, parse_strictly
from supervision_talk.interchange.streams.grouping import type_of
from supervision_talk.interchange.streams.processes import spread
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    ListOf,
    Nested,
    field_types,
    interchange_name,
    required_fields,
)

__all__ = ["FIELDS", "NONE", "Looked", "Places", "Seen", "look_through"]

_SUPERIOR: Final = "superior"
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "organization": (_SUPERIOR, "id"),
    "term": ("organization",),
    "person": ("id",),
    "appointment": ("organization", "person"),
    "circumstance": ("organization", "id"),
    "talk": ("held_by", "id"),
    "rectification": ("talk",),
    "filing": ("talk",),
    "judgement": ("talk",),
    "disclosure": ("talk",),
    "plan": ("organization",),
    "annual_duties": ("organization",),
    "assessment": ("assessor",),
}
"""The fields of each kind that are looked at: the first tells where a record is at home."""
NONE: Final = b""
"""Stands for the superior of an organization that has none; no id is empty."""

_OF_PARTS: Final = {
    name: frozenset(
        interchange_name(field)
        for type_ in field_types(kind.record).values()
        if isinstance(type_, ListOf) and isinstance(type_.element, Nested)
        for field in field_types(type_.element.record)
    )
    for name, kind in RECORD_KINDS.items()
}
"""The fields of the parts of records of each kind; a field of the record may be called like one."""
_NAMES: Final = {kind.plural.encode(): name for name, kind in RECORD_KINDS.items()}
_PATTERNS: Final = {
    field: re.compile(rb'"%b"[ \t\r\n]*:[ \t\r\n]*"([^"\\]*)"' % field.encode())
    for fields in FIELDS.values()
    for field in fields
}


@cache
def _first_fields(name: str) -> tuple[re.Pattern[bytes], Sequence[int]]:
    """Give what matches the fields of a record up to the last that is looked at, and their groups.

    They mostly stand in the order in which the class has them, texts all of them: then one match
    does for all, and takes less time than to search for each.
    """
    record, sought = RECORD_KINDS[name].record, FIELDS[name]
    pattern, found = b"", list[str]()
    for field in field_types(record):
        if len(found) == len(sought):
            break
        key = interchange_name(field)
        found += [key] * (key in sought)
        # Whether a quotation mark behind a backslash ends the text is for others to tell.
        value = rb'([^"]*)(?<!\\)' if key in sought else b'[^"]*'
        member = b'%b"%b": ?"%b"' % (b", ?" if pattern else b"", key.encode(), value)
        if field in required_fields(record):
            pattern += member
        elif key in sought:
            pattern += rb"(?:%b|(?!.*(?:%b|\\)))" % (member, key.encode())
        else:
            pattern += rb"(?:%b)?" % member
    return re.compile(pattern, re.DOTALL), [found.index(key) + 1 for key in sought]


@cache
def _first_of_a_line() -> tuple[re.Pattern[bytes], Mapping[int, tuple[str, Sequence[int]]]]:
    """Give what matches the same fields of any kind of record, behind the type that comes first.

    The last group that matched tells the kind, and which groups its fields are.
    """
    patterns: list[bytes] = []
    kinds: dict[int, tuple[str, Sequence[int]]] = {}
    for name in FIELDS:
        pattern, groups = _first_fields(name)
        groups = [len(kinds) + group for group in groups]
        patterns.append(b'%b", ?%b' % (name.encode(), pattern.pattern))
        kinds |= dict.fromkeys(sorted(groups), (name, groups))
    return re.compile(rb'\{"type": ?"(?:%b)' % b"|".join(patterns), re.DOTALL), kinds


_LEAST_OF_A_STRETCH: Final = 1024 * 1024
_MOST_STRETCHES: Final = 100
_STRETCHES_OF_A_DOCUMENT: Final = 2
"""For each process; of each it must be found out first in which list it begins."""
_AT_ONCE: Final = 128 * 1024
"""Bytes of a document that are looked through at once."""
_LEAST_OF_A_VALUE: Final = 64
_MANY: Final = 1_000
"""What stands in a document beside its records, in numbers: so many values, and one more for so
many bytes."""
_LONGEST_RECORD: Final = 16 * 1024 * 1024
_SHORTEST: Final = 24
"""Bytes of a record in the mean of a stretch: where each stands weighs more than shorter ones."""
_SHORT: Final = 48
"""Bytes of a record in the mean of a file: of shorter ones, that several committees may ask for,
several processes together hold more than one does that reads them as a whole."""


class Places:
    """Where records stand in a file, in bytes."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.ends = array("Q")

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> tuple[int, int]:
        return self.starts[index], self.ends[index]

    @property
    def mean_size(self) -> int:
        """How many bytes a record has in the mean; 0 if there is none."""
        return (sum(self.ends) - sum(self.starts)) // max(len(self), 1)


_Taking = tuple[
    Sequence[tuple[int, Callable[[bytes], None]]], Callable[[int], None], Callable[[int], None]
]
"""What takes over the value of each group of a match, where a record begins, and where it ends."""


class Seen:
    """What was seen of the records of a kind.

    Attributes:
        places: where each stands.
        columns: of each field that is looked at, the value of each record.
    """

    def __init__(self, name: str) -> None:
        self.places = Places()
        self.columns: Sequence[list[bytes]] = [[] for _ in FIELDS[name]]
        first_fields, groups = _first_fields(name)
        self._match_first = first_fields.match
        self._groups, self._add_start, self._add_end = self.taking(groups)
        self._fields = [
            (field, field in _OF_PARTS[name], _PATTERNS[field].search, column.append)
            for field, column in zip(FIELDS[name], self.columns, strict=True)
        ]

    def add(self, text: bytes, first: int, start: int, end: int) -> None:
        """Look at a record.

        Arguments:
            text: the record, and more where it is one of a document.
            first: where in the text the first of its fields may stand.
            start: where it begins in the file.
            end: where it ends.
        """
        matched = self._match_first(text, first)
        if matched is not None:
            for group, append in self._groups:
                append(matched[group] or NONE)
        else:
            for field, may_be_of_part, search, append in self._fields:
                found = search(text)
                # It is the record's own, and not one of a part, if no list is before it.
                if found is None or (may_be_of_part and text.find(b"[", 0, found.start()) >= 0):
                    append(_value(text, field))
                else:
                    append(found[1])
        self._add_start(start)
        self._add_end(end)

    def taking(self, groups: Sequence[int]) -> _Taking:
        """Give what takes over the fields that are looked at, from these groups of a match."""
        fields = [
            (group, column.append) for group, column in zip(groups, self.columns, strict=True)
        ]
        return fields, self.places.starts.append, self.places.ends.append

    def packed(self) -> tuple[Places, Sequence[bytes]]:
        """Give it in a form that is quickly handed to another process; no id has a line end."""
        return self.places, [_without_escapes(b"\n".join(each)) for each in self.columns]

    def add_packed(self, packed: tuple[Places, Sequence[bytes]]) -> None:
        """Take over what was packed."""
        places, columns = packed
        if not places:
            return
        self.places.starts += places.starts
        self.places.ends += places.ends
        for column, texts in zip(self.columns, columns, strict=True):
            column.extend(texts.split(b"\n"))
            if len(column) != len(self.places):
                raise Unusual


def _without_escapes(ids: bytes) -> bytes:
    """Give ids, a line each, as they are once read; they may be written with escapes."""
    if b"\\" not in ids:
        return ids
    return b"\n".join(map(_unescaped, ids.split(b"\n")))


def _unescaped(id: bytes) -> bytes:
    return str(parse_strictly(b'"%b"' % id)).encode() if b"\\" in id else id


def _value(text: bytes, field: str) -> bytes:
    """Give the value of a field after a look at the whole record."""
    if field == _SUPERIOR and b"\\" not in text and field.encode() not in text:
        return NONE
    record = parse_strictly(text)
    value = record.get(field) if isinstance(record, dict) else None
    if value is None and field == _SUPERIOR:
        return NONE
    if not isinstance(value, str):
        raise Unusual
    return value.encode()


@frozen
class Looked:
    """What was seen of a file.

    Attributes:
        header: what its header says, or would.
        before: what goes before a record of each kind to make it a line.
        kinds: its records.
    """

    header: bytes
    before: Mapping[str, bytes]
    kinds: Mapping[str, Seen]


@frozen
class _Stretch:
    """A part of a file, from where a line begins to where one ends.

    Attributes:
        begin: where it begins.
        end: where it ends.
        is_first: whether it is the first.
    """

    begin: int
    end: int
    is_first: bool


def look_through(
    path: Path, *, jobs: int = 1, progress: Callable[[int, int], None] | None = None
) -> Looked:
    """Look through a file that holds JSON, or JSON Lines in any order.

    Arguments:
        path: the file.
        jobs: over how many processes the work is spread.
        progress: called now and then with how many bytes are looked through, and of how many.

    Raises:
        Exception: one of `refusals`, or an OSError: something is wrong with it, or so unlike other
            files that it has to be read as a whole.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        opening = opening_of(file)
        if opening.kind is Kind.WORKBOOK or not size:
            raise Unusual
        if opening.kind is Kind.LINES:
            header, begin = _first_line(opening)
            stretches = _stretches(file, begin, size, _MOST_STRETCHES, _LINE)
            kinds = _together(_lines_of, path, stretches, jobs, progress)[0]
            return Looked(header, dict.fromkeys(RECORD_KINDS, b""), kinds)
        begin = opening.begin
        del opening  # which may hold all of it, on one line
        most = jobs * _STRETCHES_OF_A_DOCUMENT if jobs > 1 else 1
        stretches = _stretches(file, begin, size, most, _LINE_OF_A_DOCUMENT)
    before = {name: b'{"type":"%b",' % name.encode() for name in RECORD_KINDS}
    if len(stretches) > 1:
        try:
            kinds, between, counts = _together(_records_of, path, stretches, jobs, progress)
            return Looked(_header_of(between, counts, size), before, kinds)
        except (Unusual, ValueError):
            pass  # it may be that records do not end where lines do
    whole = (_Stretch(begin, size, is_first=True),)
    kinds, between, counts = _together(_records_of, path, whole, 1, progress)
    return Looked(_header_of(between, counts, size), before, kinds)


def _first_line(opening: Opening) -> tuple[bytes, int]:
    """Give the first line that holds something, and where it ends."""
    at = opening.begin
    for line in opening.text[at:].split(b"\n"):
        at += len(line) + 1
        if line.rstrip(JSON_SPACE):
            break
    return line.rstrip(JSON_SPACE), at


_LINE: Final = re.compile(rb"")
_LINE_OF_A_DOCUMENT: Final = re.compile(rb"[ \t]*\{.*\}[ \t]*,?\r?\n")
"""A line at which a stretch may begin: any of JSON Lines, of a document one that is a record."""


def _stretches(
    file: BinaryIO, begin: int, end: int, most: int, line: re.Pattern[bytes]
) -> Sequence[_Stretch]:
    """Part a file into stretches of about the same length."""
    number = max(1, min(most, (end - begin) // _LEAST_OF_A_STRETCH))
    cuts = [begin]
    for each in range(1, number):
        file.seek(max(cuts[-1], begin + (end - begin) * each // number - 1))
        ended = file.readline(_LONGEST_RECORD).endswith(b"\n")
        cut = file.tell()
        if ended and cut > cuts[-1] and line.match(file.readline(_LONGEST_RECORD)):
            cuts.append(cut)
    return [
        _Stretch(start, stop, start == begin)
        for start, stop in zip(cuts, [*cuts[1:], end], strict=True)
    ]


_Packed = tuple[Mapping[str, tuple[Places, Sequence[bytes]]], bytes, Mapping[bytes, int]]
"""What was seen in a stretch: records, what stands between them, how many noughts in lists."""


def _together(
    look: Callable[[Path, _Stretch], _Packed],
    path: Path,
    stretches: Sequence[_Stretch],
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[Mapping[str, Seen], bytes, Mapping[bytes, int]]:
    """Look through every stretch, and put together what was seen."""
    kinds = {name: Seen(name) for name in FIELDS}
    between = bytearray()
    counts: Counter[bytes] = Counter()
    jobs = min(jobs, len(stretches))
    for stretch, (packed, text, some) in zip(
        stretches, spread(look, path, stretches, jobs), strict=True
    ):
        for name, seen in packed.items():
            kinds[name].add_packed(seen)
        between += text
        counts.update(some)
        if progress is not None:
            progress(stretch.end, stretches[-1].end)
    number = sum(len(seen.places) for seen in kinds.values())
    if number * _SHORT > stretches[-1].end - stretches[0].begin + _MANY * _SHORT:
        raise Unusual
    return kinds, bytes(between), counts


def _lines_of(path: Path, stretch: _Stretch) -> _Packed:
    kinds = {name: Seen(name) for name in FIELDS}
    pattern, by_group = _first_of_a_line()
    match = pattern.match
    taking = {group: kinds[name].taking(groups) for group, (name, groups) in by_group.items()}
    end = stretch.begin
    with path.open("rb") as file:
        file.seek(end)
        for line in file:
            if end >= stretch.end:
                break
            start, end = end, end + len(line)
            found = match(line)
            if found is not None:
                fields, add_start, add_end = taking[cast("int", found.lastindex)]
                for group, append in fields:
                    append(found[group] or NONE)
                add_start(start)
                add_end(end)
            elif line.strip(JSON_SPACE):
                name, _ = type_of(line)
                kinds[cast("bytes", name).decode()].add(line, 1, start, end)
    if end != stretch.end:
        raise Unusual  # it is not what the stretches were found in
    return {name: seen.packed() for name, seen in kinds.items()}, b"", {}


def _records_of(path: Path, stretch: _Stretch) -> _Packed:
    """Look at each record of a document.

    What stands between the records is read once they are taken out: it is a document with noughts
    in its lists, one for each record or for several that follow one another with their commas. So
    each record stands where a value may stand, in the list that it is taken to be in; and whether
    it is one is found by whoever reads it.
    """
    kinds = {name: Seen(name) for name in FIELDS}
    between = bytearray()
    counts: Counter[bytes] = Counter()
    add: Callable[[bytes, int, int, int], None] | None = None
    number, most = 0, _MANY + (stretch.end - stretch.begin) // _SHORTEST
    with path.open("rb", buffering=0) as file:
        before = b"" if stretch.is_first else _list_around(file, stretch.begin)
        for text, start in _tokens(file, stretch, between):
            if text[:1] == b'"':
                before, add = text[1:-1], None
                between += text
                continue
            if add is None:
                name = _NAMES.get(before)
                if name is None:
                    raise Unusual
                add = kinds[name].add
            counts[before] += 1
            if text.endswith(b"\n"):
                between += b" 0 ,"
                *lines, _ = text.split(b"\n")
                end = b",\r" if text.endswith(b"\r\n") else b","
            else:
                between += b" 0 "
                lines, end = [text], b""
            number += len(lines)
            if number > most:
                raise Unusual
            for line in lines:
                # What makes it a line has the bracket.
                first, stop = line.index(b"{") + 1, len(line) - len(end)
                add(line, first, start + first, start + stop)
                start += len(line) + 1  # noqa: PLW2901 - of the next one
    return {name: seen.packed() for name, seen in kinds.items()}, bytes(between), counts


_OPENS_A_LIST: Final = re.compile(rb'"([a-z_]+)"[ \t]*:[ \t]*\Z')


def _list_around(file: BinaryIO, at: int) -> bytes:
    """Give the name of the list that the last line to open one before a place opens."""
    end = at
    while end > 0:
        start = max(end - _AT_ONCE, 0)
        file.seek(start)
        data = file.read(end - start)
        found = max(data.rfind(b"[\n"), data.rfind(b"[\r\n"))
        if found >= 0:
            name = _OPENS_A_LIST.search(data[:found])
            if name is not None:
                return name[1]
            break
        end = start and start + len(b"[\r")  # read again: its end of a line may be behind it
    raise Unusual


_SCALARS: Final = rb'[^"{}\[\]]*+'
_TEXT: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'


def _nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    """Write what matches a list or an object, with so many more inside one another."""
    inner = _TEXT if depth == 0 else _TEXT + rb"|" + _nested(rb"[\[{]", rb"[\]}]", depth - 1)
    return rb"%b%b(?:(?:%b)%b)*+%b" % (opening, _SCALARS, inner, _SCALARS, closing)


_TOKENS: Final = re.compile(
    rb"(?<=\n)(?:[ \t]*\{[^\n]*\},\r?\n)++|%b|%b|[\"{]" % (_TEXT, _nested(rb"\{", rb"\}", 4)),
    re.DOTALL,
)
"""Lines each of which goes from an object's bracket to another and a comma: mostly records, as our
writer writes them, and quicker found than any object; a text; an object; or the start of a text or
an object that is longer than what is at hand, or broken."""
_OPENING: Final = re.compile(rb"[ \t\r\n]*\{")


def _tokens(file: BinaryIO, stretch: _Stretch, between: bytearray) -> Iterator[tuple[bytes, int]]:
    """Give the texts, objects and lines of objects in a stretch of a document, and their places.

    Arguments:
        file: the document.
        stretch: which part of it.
        between: takes what stands between them.
    """
    at, index = stretch.begin, 0
    file.seek(at)
    data = file.read(min(_AT_ONCE, stretch.end - at))
    if stretch.is_first:
        found = _OPENING.match(data)
        if found is None:
            raise Unusual
        index = found.end()
        between += b"{"
    while True:
        for match in _TOKENS.finditer(data, index):
            start, end = match.span()
            between += data[index:start]
            if end - start == 1:
                index = start
                break
            index = end
            yield data[start:end], at + start
        else:
            between += data[index:]
            index = len(data)
        rest = data[index:]
        at += index
        begin = at + len(rest)
        more = file.read(min(max(_AT_ONCE, len(rest)), stretch.end - begin))
        if not more:
            if rest or begin < stretch.end:
                raise Unusual
            return
        if len(rest) > _LONGEST_RECORD:
            raise Unusual
        data, index = rest + more, 0


def _header_of(text: bytes, counts: Mapping[bytes, int], size: int) -> bytes:
    """Give a document's header, if its lists hold as many noughts as they should and no more.

    Arguments:
        text: the document without its records.
        counts: how many noughts stand for the records that were taken out of each list.
        size: the bytes that it had with them.
    """
    if text.count(b",") > sum(counts.values()) + size // _LEAST_OF_A_VALUE + _MANY:
        raise Unusual  # to read so many at once might take more memory than the records do
    document = parse_strictly(text)
    if not isinstance(document, dict):
        raise Unusual
    for name, number in counts.items():
        noughts = document.pop(name.decode(), None)
        if not isinstance(noughts, list) or len(noughts) != number:
            raise Unusual
        if not all(map(_is_nought, noughts)):
            raise Unusual
    header = {name: document.pop(name) for name in ("format", "kept_for") if name in document}
    for other, value in document.items():
        if other.encode() not in _NAMES or value != []:
            raise Unusual
    return json.dumps(header).encode()


def _is_nought(value: object) -> bool:
    return type(value) is int and value == 0
