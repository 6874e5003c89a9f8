"""A register's file in any order, parted by committee: where each record stands, not what it says.

Of each record only the few fields are looked at that tell with which committee it is at home. Its
text stays in the file, and is read and checked by whichever process audits that committee. What is
looked at here is believed no longer than that: a record that turns out not to be at home, or that
is referred to and not found, is refused there like anything else that is wrong.

So whoever audits a file this way learns that it is sound, and what its report is; or that it is
not, and then has it read as a whole to be told every mistake at its place.
"""

import json
import os
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, Self, cast

from supervision_talk._values import frozen
from supervision_talk.errors import InvalidInput
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.examination import Mistakes
from supervision_talk.interchange.lines import JSON_SPACE, LineReader
from supervision_talk.interchange.parsing import Unusual, parse_strictly
from supervision_talk.interchange.reading import Kind, opening_of
from supervision_talk.interchange.streams.grouping import (
    Context,
    Group,
    ReadRecords,
    became_shorter,
    type_of,
)
from supervision_talk.model import (
    RECORD_KINDS,
    Appointment,
    Circumstance,
    Organization,
    Person,
    Term,
)
from supervision_talk.model.fields import Record

__all__ = ["Places", "Scattered", "ScatteredContext", "ScatteredRecords", "unusual"]

_NAMES: Final = {kind.plural.encode(): name for name, kind in RECORD_KINDS.items()}
_SUPERIOR: Final = "superior"
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
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
_INDEXED: Final = {"organization": 1, "person": 0, "appointment": 0, "term": 0, "circumstance": 1}
"""What committees ask for though it is at home with another, and by which of these fields."""
_AT_ONCE: Final = 1024 * 1024
"""Bytes of a document that are looked through at once."""
_LONGEST_RECORD: Final = 16 * 1024 * 1024
_MOST_APART: Final = 1024
_MOST_AT_ONCE: Final = 256 * 1024
"""Bytes between records that are read at once, and of all that is read at once."""
_MOST_REMEMBERED: Final = 10_000
_NONE: Final = b""
"""Stands for the superior of a top, and for the committee of a record that is at home with none;
no id is empty."""


@cache
def unusual() -> tuple[type[Exception], ...]:
    """Give every error by which it is said that a file is to be read as a whole."""
    return (*refusals(), InvalidInput, OSError)


class Places:
    """Where records stand in a file, in bytes."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.ends = array("Q")

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.starts, self.ends, strict=True)

    def __getitem__(self, index: int) -> tuple[int, int]:
        return self.starts[index], self.ends[index]

    def add(self, start: int, end: int) -> None:
        """Note one more."""
        self.starts.append(start)
        self.ends.append(end)

    def near_one_another(self) -> Iterator[range]:
        """Give which of them follow one another so closely that they are best read at once."""
        starts, ends = self.starts, self.ends
        first = 0
        for each in range(1, len(starts)):
            apart = starts[each] - ends[each - 1]
            if not 0 <= apart <= _MOST_APART or ends[each] - starts[first] > _MOST_AT_ONCE:
                yield range(first, each)
                first = each
        if starts:
            yield range(first, len(starts))


@frozen
class Scattered:
    """Records that stand anywhere in a file, for another process to read.

    Attributes:
        path: the file.
        parts: where they stand, and what goes before each to make it a line.
    """

    path: Path
    parts: Sequence[tuple[bytes, Places]]

    def __len__(self) -> int:
        return sum(sum(places.ends) - sum(places.starts) for _, places in self.parts)

    def lines(self) -> Iterator[bytes]:
        """Read each.

        Raises:
            OSError: the file cannot be read, or has become shorter.
        """
        with self.path.open("rb", buffering=0) as file:
            for before, places in self.parts:
                starts, ends = places.starts, places.ends
                for some in places.near_one_another():
                    begin, size = starts[some[0]], ends[some[-1]] - starts[some[0]]
                    file.seek(begin)
                    data = file.read(size)
                    if len(data) < size:
                        raise became_shorter()
                    for each in some:
                        yield before + data[starts[each] - begin : ends[each] - begin]


class _Kind:
    """What is known of the records of a kind.

    Attributes:
        places: where each stands.
        columns: of each field that is looked at, the value of each record.
    """

    def __init__(self, name: str) -> None:
        self.places = Places()
        self.columns: Sequence[list[bytes]] = [[] for _ in _KEYS[name]]
        self._fields = [
            (field, re.compile(rb'"%b"[ \t\r\n]*:[ \t\r\n]*"([^"\\]*)"' % field.encode()), column)
            for field, column in zip(_KEYS[name], self.columns, strict=True)
        ]

    def add(self, text: bytes, start: int, end: int) -> None:
        """Look at a record.

        An unescaped quotation mark before a name and behind it and a colon are a field's name. It
        is one of the record itself, and not of a part, if no list begins before it.
        """
        for field, pattern, column in self._fields:
            found = pattern.search(text)
            if found is None or text.find(b"[", 0, found.start()) >= 0:
                column.append(_field(text, field))
            else:
                column.append(found[1])
        self.places.add(start, end)


def _field(text: bytes, name: str) -> bytes:
    if name == _SUPERIOR and b"\\" not in text and name.encode() not in text:
        return _NONE
    value = parse_strictly(text)
    if not isinstance(value, dict):
        raise Unusual
    found = value.get(name)
    if found is None and name == _SUPERIOR:
        return _NONE
    if not isinstance(found, str):
        raise Unusual
    return found.encode()


@frozen
class _Index:
    """Records of a kind that are read when a committee asks for them.

    Attributes:
        places: where each stands.
        homes: the committee with which each is at home.
        keys: the id of each, or the organization that it is of.
        order: their numbers in the order of these.
    """

    places: Places
    homes: Sequence[bytes]
    keys: Sequence[bytes]
    order: Sequence[int]

    @classmethod
    def of(cls, places: Places, homes: Sequence[bytes], keys: Sequence[bytes]) -> Self:
        """Make the index of records that stand one after the other in these lists."""
        order = array("Q", sorted(range(len(keys)), key=keys.__getitem__))
        return cls(places, homes, keys, order)

    def found(self, key: bytes) -> Iterator[int]:
        """Give the numbers of the records with a key."""
        keys, order = self.keys, self.order
        for at in range(bisect_left(order, key, key=keys.__getitem__), len(order)):
            if keys[order[at]] != key:
                return
            yield order[at]


class ScatteredContext(Context):
    """What several committees share, in a file: of any kind, and each at home with one of them.

    Others read it when they ask for it.

    Arguments:
        kept_for: the organizations whose own records the file holds.
        path: the file.
        openings: what goes before a record of each kind to make it a line.
        superiors: of each organization the one directly above; empty: none.
        index: the records of some kinds.
    """

    on_demand = True

    def __init__(
        self,
        kept_for: Iterable[str],
        path: Path,
        openings: Mapping[str, bytes],
        superiors: Mapping[bytes, bytes],
        index: Mapping[str, _Index],
    ) -> None:
        super().__init__(kept_for, ReadRecords())
        self._given = path, openings, superiors, index
        self._path = path
        self._openings = openings
        self._superiors = superiors
        self._index = index
        self._remembered: dict[tuple[str, int], Record] = {}

    def __reduce__(self) -> tuple[type[Context], tuple[object, ...]]:
        """Leave out what was read on demand."""
        return ScatteredContext, (self.kept_for, *self._given)

    def superior(self, organization: str) -> str | None:
        """Give the organization directly above one; None: it is the top, or not there."""
        return self._superiors.get(organization.encode(), _NONE).decode() or None

    def organization(self, id: str) -> Organization | None:
        """Give an organization; None: it is not there."""
        found = cast("Sequence[Organization]", self._records("organization", None, (id,)))
        return found[0] if found else None

    def below(
        self, committee: str, records: Mapping[str, Sequence[Record]]
    ) -> Sequence[Organization]:
        """Give the organizations directly below a committee: they are at home with it."""
        organizations = cast("Sequence[Organization]", records["organizations"])
        return [each for each in organizations if each.superior == committee]

    def people_for(self, committee: str, ids: Iterable[str]) -> Sequence[Person]:
        """Give people by id, but those that are at home with the committee."""
        return cast("Sequence[Person]", self._records("person", committee, ids))

    def appointments_for(
        self, committee: str, organizations: Iterable[str]
    ) -> Sequence[Appointment]:
        """Give the appointments to organizations, likewise."""
        found = self._records("appointment", committee, organizations)
        return cast("Sequence[Appointment]", found)

    def terms_for(self, committee: str, organizations: Iterable[str]) -> Sequence[Term]:
        """Give the terms of organizations, likewise."""
        return cast("Sequence[Term]", self._records("term", committee, organizations))

    def circumstances_for(
        self,
        committee: str,
        ids: Iterable[str],
        organizations: Iterable[str],  # noqa: ARG002 - those below the committee are at home with it
    ) -> Sequence[Circumstance]:
        """Give circumstances by id, likewise."""
        return cast("Sequence[Circumstance]", self._records("circumstance", committee, ids))

    def _records(self, name: str, committee: str | None, keys: Iterable[str]) -> Sequence[Record]:
        """Give the records of a kind by what they are indexed by, but those at home."""
        index, remembered = self._index[name], self._remembered
        home = None if committee is None else committee.encode()
        wanted = [
            each for key in keys for each in index.found(key.encode()) if index.homes[each] != home
        ]
        missing = [each for each in wanted if (name, each) not in remembered]
        if len(remembered) + len(missing) > _MOST_REMEMBERED:
            remembered.clear()
            missing = wanted
        if missing:
            for each, record in zip(missing, self._read(name, missing), strict=True):
                remembered[name, each] = record
        return [remembered[name, each] for each in wanted]

    def _read(self, name: str, indexes: Sequence[int]) -> Iterator[Record]:
        places = Places()
        for each in indexes:
            places.add(*self._index[name].places[each])
        text = Scattered(self._path, ((self._openings[name], places),))
        for _, _, record, whole in LineReader(enumerate(text.lines(), 1), "").records():
            if not whole:
                raise Unusual
            yield record


class ScatteredRecords:
    """The records of a register's file, JSON or JSON Lines in any order, parted by committee.

    Arguments:
        path: the file.
        progress: called now and then with how many bytes are looked through, and of how many.

    Raises:
        Exception: one of `unusual`: something is wrong with the file, or so unlike other files
            that it has to be read as a whole.

    Attributes:
        path: the file.
        kept_for: as the file has it.
        context: what the committees share.
        mistakes: none: they are told by whoever reads the file as a whole.
        perhaps: nothing, likewise.
    """

    def __init__(self, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
        self.path = path
        self.mistakes = Mistakes("")
        self.perhaps: frozenset[str] = frozenset()
        self._kinds = {name: _Kind(name) for name in _KEYS}
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            told = _Told(size, progress)
            opening = opening_of(file)
            if opening.kind is Kind.WORKBOOK or not size:
                raise Unusual
            file.seek(opening.begin)
            if opening.kind is Kind.LINES:
                self._openings = dict.fromkeys(RECORD_KINDS, b"")
                header = self._look_through_lines(file, opening.begin, told)
            else:
                self._openings = {name: b'{"type":"%b",' % name.encode() for name in RECORD_KINDS}
                header = self._look_through_document(file, opening.begin, told)
        self._part(header)

    def _look_through_lines(self, file: BinaryIO, begin: int, told: "_Told") -> bytes:
        """Look at each line, and give the header."""
        header, end = b"", begin
        adding = {name.encode(): kind.add for name, kind in self._kinds.items()}
        for line in file:
            start, end = end, end + len(line)
            filled = line.rstrip(JSON_SPACE)
            if not filled:
                continue
            if not header:
                header = filled
                continue
            told.reads(end)
            name, _ = type_of(filled)
            adding[cast("bytes", name)](filled, start, start + len(filled))
        return header

    def _look_through_document(self, file: BinaryIO, begin: int, told: "_Told") -> bytes:
        """Look at each record, and give what a header would say.

        What stands between the records is read once they are taken out: it is a document with
        noughts in its lists. So each record stands where a value may stand, in the list that it
        is taken to be in; and whether it is one is found by whoever reads it.
        """
        between = bytearray(b"{")
        counts: dict[bytes, int] = defaultdict(int)
        before = b""
        add: Callable[[bytes, int, int], None] | None = None
        for text, start in _tokens(file, begin, between, told):
            if text[:1] == b'"':
                before, add = text[1:-1], None
                between += text
                continue
            if add is None:
                name = _NAMES.get(before)
                if name is None:
                    raise Unusual
                add = self._kinds[name].add
            counts[before] += 1
            between += b" 0 "
            add(text, start + 1, start + len(text))  # what makes it a line has the bracket
        return _header_of(bytes(between), counts)

    def _part(self, header_text: bytes) -> None:
        """Find out with which committee each record is at home."""
        header = LineReader(((1, header_text),), "")
        header.read_header()
        if header.mistakes.listed:
            raise Unusual
        kept_for = header.kept_for
        self.kept_for = None if kept_for is None else frozenset(map(str, kept_for))
        columns = {name: kind.columns for name, kind in self._kinds.items()}
        above, organizations = columns["organization"]
        superiors = dict(zip(organizations, above, strict=True))
        held_by, talks = columns["talk"]
        if self.kept_for is None:
            kept = {*above, *held_by} - {_NONE}
        else:
            kept = set(map(str.encode, self.kept_for))
        if not kept <= superiors.keys():
            raise Unusual
        at_home = {each: each if each in kept else above for each, above in superiors.items()}
        of_talk: Mapping[bytes, bytes] = dict(zip(talks, held_by, strict=True))
        posts, holders = columns["appointment"]
        of_holder = {
            holder: at_home.get(post, _NONE) for holder, post in zip(holders, posts, strict=True)
        }
        homes: Mapping[str, Mapping[bytes, bytes]] = {
            "person": of_holder,
            "appointment": at_home,
            "term": at_home,
            "circumstance": superiors,
            **dict.fromkeys(("rectification", "filing", "judgement", "disclosure"), of_talk),
            "assessment": {each: at_home.get(each) or each for each in columns["assessment"][0]},
        }
        self._homes = {
            name: [homes[name].get(each, _NONE) for each in first] if name in homes else first
            for name, (first, *_) in columns.items()
        }
        self.context = ScatteredContext(
            map(bytes.decode, kept),
            self.path,
            self._openings,
            superiors,
            {
                name: _Index.of(self._kinds[name].places, self._homes[name], columns[name][at])
                for name, at in _INDEXED.items()
            },
        )

    def count(self, name: str) -> int:
        """Give how many records of a kind there are."""
        return len(self._kinds[name].places)

    @property
    def is_empty(self) -> bool:
        """Whether there are no records at all."""
        return not any(map(self.count, RECORD_KINDS))

    def __len__(self) -> int:
        """Give how many groups there are."""
        kept = map(str.encode, self.context.kept_for)
        return len({*kept, *chain.from_iterable(self._homes.values())})

    def groups(self) -> Iterator[Group]:
        """Give the records of each committee, and whatever committee has none."""
        parts: defaultdict[bytes, list[tuple[bytes, Places]]] = defaultdict(list)
        for name, homes in self._homes.items():
            at: defaultdict[bytes, Places] = defaultdict(Places)
            for home, start, end in zip(
                homes, self._kinds[name].places.starts, self._kinds[name].places.ends, strict=True
            ):
                at[home].add(start, end)
            for home, places in at.items():
                parts[home].append((self._openings[name], places))
        for home, of_home in parts.items():
            yield Group(committee=home.decode(), text=Scattered(self.path, of_home))
        for committee in sorted(self.context.kept_for.difference(map(bytes.decode, parts))):
            yield Group(committee=committee)


class _Told:
    """Tells every hundredth part of what is read."""

    def __init__(self, size: int, progress: Callable[[int, int], None] | None) -> None:
        self._size = size
        self._progress = progress
        self._next = size // 100

    def reads(self, end: int) -> None:
        """Take down how far it is."""
        if end >= self._next and self._progress is not None:
            self._next = end + self._size // 100
            self._progress(end, self._size)


_SCALARS: Final = rb'[^"{}\[\]]*+'
_TEXT: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'


def _nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    """Write what matches a list or an object, with so many more inside one another."""
    inner = _TEXT if depth == 0 else _TEXT + rb"|" + _nested(rb"[\[{]", rb"[\]}]", depth - 1)
    return rb"%b%b(?:(?:%b)%b)*+%b" % (opening, _SCALARS, inner, _SCALARS, closing)


_TOKENS: Final = re.compile(
    rb"(?<=\n)[ \t]*(\{[^\n]*\})(?=,\r?\n)|%b|%b|[\"{]" % (_TEXT, _nested(rb"\{", rb"\}", 4)),
    re.DOTALL,
)
"""A line from an object's bracket to another and a comma: mostly a record, as our writer writes
them, and quicker found than any object; a text; an object; or the start of a text or an object
that is longer than what is at hand, or broken."""
_OPENING: Final = re.compile(rb"[ \t\r\n]*\{")


def _tokens(
    file: BinaryIO, at: int, between: bytearray, told: "_Told"
) -> Iterator[tuple[bytes, int]]:
    """Give the texts and objects inside a document and where they stand.

    Arguments:
        file: the document, to be read on from here.
        at: where that is.
        between: takes what stands between them.
        told: is told how far it is.
    """
    data = file.read(_AT_ONCE)
    found = _OPENING.match(data)
    if found is None:
        raise Unusual
    index = found.end()
    while True:
        for match in _TOKENS.finditer(data, index):
            start, end = match.span(match.lastindex or 0)
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
        more = file.read(max(_AT_ONCE, len(rest)))
        if not more:
            if rest:
                raise Unusual
            return
        if len(rest) > _LONGEST_RECORD:
            raise Unusual
        told.reads(at)
        data, index = rest + more, 0


def _header_of(text: bytes, counts: Mapping[bytes, int]) -> bytes:
    """Give a document's header, if its lists hold as many noughts as they should and no more."""
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
