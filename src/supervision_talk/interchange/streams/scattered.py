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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, cast

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
    read_context,
    type_of,
)
from supervision_talk.model import RECORD_KINDS, Appointment, Circumstance, Person
from supervision_talk.model.fields import Record

__all__ = ["Places", "Scattered", "ScatteredContext", "ScatteredRecords", "unusual"]

_NAMES: Final = {kind.plural.encode(): name for name, kind in RECORD_KINDS.items()}
_WHOLE: Final = ("organization", "term")
"""Kinds of record that every committee is judged by; they are read here."""
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
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
"""Of the others the fields that are looked at: the first tells where a record is at home."""
_AT_ONCE: Final = 1024 * 1024
"""Bytes of a document that are looked through at once."""
_LONGEST_RECORD: Final = 16 * 1024 * 1024
_READ_AHEAD: Final = 4096
"""Bytes that are read at once where records stand apart."""
_MOST_REMEMBERED: Final = 10_000
_HOMELESS: Final = b""
"""Stands for the committee of a record that is at home with none; no id is empty."""


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
        with self.path.open("rb", _READ_AHEAD) as file:
            for before, places in self.parts:
                for start, end in places:
                    file.seek(start)
                    text = file.read(end - start)
                    if len(text) < end - start:
                        raise became_shorter()
                    yield before + text


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
    value = parse_strictly(text)
    if not isinstance(value, dict):
        raise Unusual
    found = value.get(name)
    if not isinstance(found, str):
        raise Unusual
    return found.encode()


@frozen
class _Index:
    """Records of a kind that are read when a committee asks for them.

    Attributes:
        places: where each stands.
        homes: the committee with which each is at home.
        by_id: the record of each id.
        by_organization: the records of each organization.
    """

    places: Places
    homes: Sequence[bytes]
    by_id: Mapping[bytes, int]
    by_organization: Mapping[bytes, Sequence[int]]


class ScatteredContext(Context):
    """What several committees share; people, appointments and circumstances of it stay in a file.

    Each of them is at home with one committee, and is read by others when they ask for it.
    """

    on_demand = True

    def __init__(
        self,
        kept_for: Iterable[str],
        read: ReadRecords,
        path: Path,
        index: Mapping[str, _Index],
        openings: Mapping[str, bytes],
    ) -> None:
        super().__init__(kept_for, read)
        self._given = path, index, openings
        self._index = index
        self._path = path
        self._openings = openings
        self._remembered: dict[tuple[str, int], Record] = {}

    def __reduce__(self) -> tuple[type[Context], tuple[object, ...]]:
        """Leave out what was read on demand."""
        return ScatteredContext, (self.kept_for, self.read, *self._given)

    def people_for(self, committee: str, ids: Iterable[str]) -> Sequence[Person]:
        """Give people by id, but those that are at home with the committee."""
        return cast("Sequence[Person]", self._by_id("person", committee, ids))

    def appointments_for(
        self, committee: str, organizations: Iterable[str]
    ) -> Sequence[Appointment]:
        """Give the appointments to organizations, but those at home with the committee."""
        found = self._by_organization("appointment", committee, organizations)
        return cast("Sequence[Appointment]", found)

    def circumstances_for(
        self,
        committee: str,
        ids: Iterable[str],
        organizations: Iterable[str],  # noqa: ARG002 - those below the committee are at home with it
    ) -> Sequence[Circumstance]:
        """Give circumstances by id, but those that are at home with the committee."""
        return cast("Sequence[Circumstance]", self._by_id("circumstance", committee, ids))

    def _by_id(self, name: str, committee: str, ids: Iterable[str]) -> Sequence[Record]:
        index, home = self._index[name], committee.encode()
        found = (index.by_id.get(id.encode()) for id in ids)
        return self._records(name, home, (each for each in found if each is not None))

    def _by_organization(
        self, name: str, committee: str, organizations: Iterable[str]
    ) -> Sequence[Record]:
        index, home = self._index[name], committee.encode()
        of = (index.by_organization.get(id.encode(), ()) for id in organizations)
        found = chain.from_iterable(of)
        return self._records(name, home, found)

    def _records(self, name: str, home: bytes, indexes: Iterable[int]) -> Sequence[Record]:
        homes, remembered = self._index[name].homes, self._remembered
        wanted = [each for each in dict.fromkeys(indexes) if homes[each] != home]
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
        talks: how many there are.
        people: likewise.
    """

    def __init__(self, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
        self.path = path
        self.mistakes = Mistakes("")
        self.perhaps: frozenset[str] = frozenset()
        self._kinds = {name: _Kind(name) for name in _KEYS}
        self._whole: dict[str, list[bytes]] = {name: [] for name in _WHOLE}
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

    @property
    def talks(self) -> int:
        """How many talks there are."""
        return len(self._kinds["talk"].places)

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self._kinds["person"].places)

    @property
    def is_empty(self) -> bool:
        """Whether there are no records at all."""
        return not any(map(len, (*self._homes.values(), *self.context.records.values())))

    def _look_through_lines(self, file: BinaryIO, begin: int, told: "_Told") -> bytes:
        """Look at each line, and give the header."""
        header, end = b"", begin
        adding = {name.encode(): kind.add for name, kind in self._kinds.items()}
        whole = {name.encode(): lines.append for name, lines in self._whole.items()}
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
            if name in adding:
                adding[name](filled, start, start + len(filled))
            elif name in whole:
                whole[name](filled)
            else:
                raise Unusual
        return header

    def _look_through_document(self, file: BinaryIO, begin: int, told: "_Told") -> bytes:
        """Look at each record, and give what a header would say.

        What stands between the records is read once they are taken out: it is a document with
        noughts in its lists. So each record stands where a value may stand, in the list that it
        is taken to be in; and whether it is one is found by whoever reads it.
        """
        between = [b"{"]
        counts: dict[bytes, int] = defaultdict(int)
        before = b""
        add: Callable[[bytes, int, int], None] | None = None
        for text, start in _tokens(file, begin, between, told):
            if text[:1] == b'"':
                before, add = text[1:-1], None
                between.append(text)
                continue
            if add is None:
                name = _NAMES.get(before)
                if name is None:
                    raise Unusual
                add = self._adding(name)
            counts[before] += 1
            between.append(b"0")
            add(text, start, start + len(text))
        return _header_of(b"".join(between), counts)

    def _adding(self, name: str) -> Callable[[bytes, int, int], None]:
        if name in self._whole:
            opening, found = self._openings[name], self._whole[name]
            return lambda text, _start, _end: found.append(opening + text[1:])
        add = self._kinds[name].add
        return lambda text, start, end: add(text, start + 1, end)

    def _part(self, header_text: bytes) -> None:
        """Find out with which committee each record is at home."""
        header = LineReader(((1, header_text),), "")
        header.read_header()
        lines = [line for each in _WHOLE for line in self._whole.pop(each)]
        read = read_context(enumerate(lines, 2), header, "")
        if header.mistakes.listed:
            raise Unusual
        kept_for = header.kept_for
        self.kept_for = None if kept_for is None else frozenset(map(str, kept_for))
        organizations = Context((), read).organizations
        superiors = {each.id.encode(): (each.superior or "").encode() for each in organizations}
        held_by, talks = self._kinds["talk"].columns
        kept = (
            {*superiors.values(), *held_by} - {_HOMELESS}
            if self.kept_for is None
            else set(map(str.encode, self.kept_for))
        )
        at_home = {each: each if each in kept else above for each, above in superiors.items()}
        home_of_talk = dict(zip(talks, held_by, strict=True))
        self._homes: dict[str, Sequence[bytes]] = {}
        home_of_person: dict[bytes, bytes] = {}
        for name, kind in self._kinds.items():
            first, *more = kind.columns
            match name:
                case "person":
                    continue  # where their posts are
                case "talk" | "plan" | "annual_duties":
                    homes: Sequence[bytes] = first
                case "appointment":
                    homes = [at_home.get(each, _HOMELESS) for each in first]
                    home_of_person = dict(zip(more[0], homes, strict=True))
                case "circumstance":
                    homes = [superiors.get(each, _HOMELESS) for each in first]
                case "assessment":
                    homes = [at_home.get(each) or each for each in first]
                case _:
                    homes = [home_of_talk[each] for each in first]
            self._homes[name] = homes
        (people,) = self._kinds["person"].columns
        self._homes["person"] = [home_of_person.get(each, _HOMELESS) for each in people]
        self.context = ScatteredContext(
            map(bytes.decode, kept),
            read,
            self.path,
            {
                "person": self._index("person", by_id=people),
                "appointment": self._index(
                    "appointment", by_organization=self._kinds["appointment"].columns[0]
                ),
                "circumstance": self._index(
                    "circumstance", by_id=self._kinds["circumstance"].columns[1]
                ),
            },
            self._openings,
        )

    def _index(
        self, name: str, *, by_id: Iterable[bytes] = (), by_organization: Iterable[bytes] = ()
    ) -> _Index:
        of_organization: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, organization in enumerate(by_organization):
            of_organization[organization].append(index)
        ids = {id: index for index, id in enumerate(by_id)}
        return _Index(self._kinds[name].places, self._homes[name], ids, dict(of_organization))

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


_TOKENS: Final = re.compile(_TEXT + rb"|" + _nested(rb"\{", rb"\}", 4) + rb'|["{]', re.DOTALL)
"""A text, an object, or the start of one that is longer than what is at hand, or broken."""
_OPENING: Final = re.compile(rb"[ \t\r\n]*\{")


def _tokens(
    file: BinaryIO, at: int, between: list[bytes], told: "_Told"
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
            start, end = match.span()
            between.append(data[index:start])
            if end - start == 1:
                index = start
                break
            index = end
            yield data[start:end], at + start
        else:
            between.append(data[index:])
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
