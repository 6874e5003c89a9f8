"""A register's file in any order, parted by committee: where each record stands, not what it says.

Of each record only the few fields are looked at that tell with which committee it is at home. Its
text stays in the file, and is read and checked by whichever process audits that committee. What is
looked at here is believed no longer than that: a record that turns out not to be at home, or that
is referred to and not found, is refused there like anything else that is wrong.

So whoever audits a file this way learns that it is sound, and what its report is; or that it is
not, and then has it read as a whole to be told every mistake at its place.
"""

import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from io import RawIOBase
from itertools import chain, count, islice, repeat
from pathlib import Path
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.errors import InvalidInput
from supervision_talk.interchange.converter import refusals
from supervision_talk.interchange.examination import Mistakes
from supervision_talk.interchange.lines import LineReader
from supervision_talk.interchange.parsing import Unusual
from supervision_talk.interchange.streams.grouping import (
    Context,
    Group,
    ReadRecords,
    became_shorter,
)
from supervision_talk.interchange.streams.looking import NONE, Looked, Places, look_through
from supervision_talk.model import (
    RECORD_KINDS,
    Appointment,
    Circumstance,
    Organization,
    Person,
    Term,
)
from supervision_talk.model.fields import Record

__all__ = ["Scattered", "ScatteredContext", "ScatteredRecords", "texts_at", "unusual"]

_INDEXED: Final = {"organization": 1, "person": 0, "appointment": 0, "term": 0, "circumstance": 1}
"""What committees ask for though it is at home with another, and by which of these fields."""
_MOST_REMEMBERED: Final = 10_000
_MOST_APART: Final = 1024
"""Bytes between a record and the next one, up to which more is read at once."""
_READ_AHEAD: Final = 16 * 1024


@cache
def unusual() -> tuple[type[Exception], ...]:
    """Give every error by which it is said that a file is to be read as a whole."""
    return (*refusals(), InvalidInput, OSError)


def _state_of(path: Path) -> tuple[int, ...]:
    """Give what tells a file from another, and from itself when it is changed."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@frozen
class Scattered:
    """Records of a committee that stand anywhere in a file.

    Attributes:
        records: of each kind which ones: numbers in the order of the file.
        size: their bytes, about.
    """

    records: Mapping[str, Sequence[int]]
    size: int

    def __len__(self) -> int:
        return self.size

    def lines(self, context: Context) -> Iterator[bytes]:
        """Read each.

        Raises:
            OSError: the file cannot be read, or has become shorter.
        """
        return cast("ScatteredContext", context).file.lines(self.records)


def texts_at(path: Path, places: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """Read the records that stand at places of a file.

    Raises:
        OSError: the file cannot be read, or has become shorter.
    """
    with path.open("rb", buffering=0) as file:
        read = _reading(file)
        data, begin, stop = b"", 0, 0
        for start, end in places:
            size = end - start
            if begin <= start <= stop + _MOST_APART and size < _READ_AHEAD:
                # Of records that stand close together many are read at once: to look ahead how
                # many they are would take longer than to read too much.
                if end > stop:
                    data = read(_READ_AHEAD, start)
                    begin, stop = start, start + len(data)
                text = data[start - begin : end - begin]
            else:
                text = read(size, start)
                data, begin, stop = b"", end, end
            if len(text) < size:
                raise became_shorter()
            yield text


def _reading(file: RawIOBase) -> Callable[[int, int], bytes]:
    """Give what reads so many bytes of a file from a place: where the system has it, one call."""
    if hasattr(os, "pread"):
        return partial(os.pread, file.fileno())

    def read(size: int, start: int) -> bytes:
        file.seek(start)
        return file.read(size) or b""

    return read


@frozen
class InFile:
    """All records of a file, by kind and number.

    Attributes:
        path: the file.
        before: what goes before a record of each kind to make it a line.
        places: where each record of a kind stands.
    """

    path: Path
    before: Mapping[str, bytes]
    places: Mapping[str, Places]

    def lines(self, records: Mapping[str, Sequence[int]]) -> Iterator[bytes]:
        """Give records as lines, of each kind those of some numbers.

        Raises:
            OSError: the file cannot be read, or has become shorter.
        """
        places = (map(self.places[name].__getitem__, some) for name, some in records.items())
        texts = texts_at(self.path, chain.from_iterable(places))
        for name, some in records.items():
            before, of_kind = self.before[name], islice(texts, len(some))
            yield from map(before.__add__, of_kind) if before else of_kind


def _known(ids: Iterable[str | None], organizations: Collection[bytes]) -> Iterator[bytes]:
    """Give ids, none of which is unknown: there may be more than memory holds."""
    for each in ids:
        if each is None or each.encode() not in organizations:
            raise Unusual
        yield each.encode()


@frozen
class _Index:
    """Records of a kind that are read when a committee asks for them.

    Attributes:
        homes: the number of the committee with which each is at home.
        first: of each id, or organization that records are of, the number of the first.
        following: of each record the next one of the same organization, or itself if there is
            none; empty where ids tell records apart.
    """

    homes: Sequence[int]
    first: Mapping[bytes, int]
    following: Sequence[int]

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and id.encode() in self.first

    def found(self, key: bytes) -> Iterator[int]:
        """Give the numbers of the records with a key."""
        number = self.first.get(key)
        if number is None:
            return
        yield number
        if self.following:
            while (after := self.following[number]) != number:
                yield after
                number = after


class ScatteredContext(Context):
    """What several committees share, in a file: of any kind, and each at home with one of them.

    Others read it when they ask for it.

    Arguments:
        kept_for: the organizations whose own records the file holds.
        file: where they all are.
        above: of each organization's record the one directly above; empty: none.
        numbers: of each committee with which anything is at home its number.
        index: the records of some kinds.
    """

    on_demand = True

    def __init__(
        self,
        kept_for: Iterable[str],
        file: InFile,
        above: Sequence[bytes],
        numbers: Mapping[bytes, int],
        index: Mapping[str, _Index],
    ) -> None:
        super().__init__(kept_for, ReadRecords())
        self.file = file
        self._above = above
        self._numbers = numbers
        self._index = index
        self._remembered: dict[tuple[str, int], Record] = {}

    def __reduce__(self) -> tuple[type[Context], tuple[object, ...]]:
        """Leave out what was read on demand."""
        given = self.kept_for, self.file, self._above, self._numbers, self._index
        return ScatteredContext, given

    def superior(self, organization: str) -> str | None:
        """Give the organization directly above one; None: it is the top, or not there."""
        number = self._index["organization"].first.get(organization.encode())
        return None if number is None else self._above[number].decode() or None

    def known(self, name: str) -> Container[object]:
        """Give the ids of all records of a kind."""
        return self._index[name]

    def organization(self, id: str) -> Organization | None:
        """Give an organization; None: it is not there."""
        found = cast("Sequence[Organization]", self._records("organization", None, (id,)))
        return found[0] if found else None

    def with_superiors(
        self, ids: Iterable[str], at_hand: Mapping[str, Organization]
    ) -> Mapping[str, Organization]:
        """Give organizations with all that are above them; those that are named at once."""
        named = dict.fromkeys(ids)
        away = self._records("organization", None, (id for id in named if id not in at_hand))
        read = {each.id: each for each in cast("Sequence[Organization]", away)}
        return super().with_superiors(named, {**at_hand, **read})

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
        home = None if committee is None else self._numbers.get(committee.encode())
        wanted = [
            each
            for key in map(str.encode, keys)
            for each in index.found(key)
            if index.homes[each] != home
        ]
        if len(wanted) > _MOST_REMEMBERED:
            return list(self._read(name, wanted))
        missing = [each for each in wanted if (name, each) not in remembered]
        if len(remembered) + len(missing) > _MOST_REMEMBERED:
            remembered.clear()
            missing = wanted
        if missing:
            for each, record in zip(missing, self._read(name, missing), strict=True):
                remembered[name, each] = record
        return [remembered[name, each] for each in wanted]

    def _read(self, name: str, indexes: Sequence[int]) -> Iterator[Record]:
        lines = self.file.lines({name: indexes})
        for _, _, record, whole in LineReader(enumerate(lines, 1), "").records():
            if not whole:
                raise Unusual
            yield record


class ScatteredRecords:
    """The records of a register's file, JSON or JSON Lines in any order, parted by committee.

    Arguments:
        path: the file.
        jobs: over how many processes the look through it is spread.
        progress: called now and then with how many bytes are looked through, and of how many.

    Raises:
        Exception: one of `unusual`: something is wrong with the file, or so unlike other files
            that it has to be read as a whole.

    Attributes:
        path: the file.
        size: its bytes.
        kept_for: as the file has it.
        context: what the committees share.
        mistakes: none: they are told by whoever reads the file as a whole.
        perhaps: nothing, likewise.
    """

    def __init__(
        self,
        path: Path,
        *,
        jobs: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.path = path
        self._state = _state_of(path)
        self.size = path.stat().st_size
        self.mistakes = Mistakes("")
        self.perhaps: frozenset[str] = frozenset()
        looked = look_through(path, jobs=jobs, progress=progress)
        self._kinds = looked.kinds
        self._part(looked)

    def _part(self, looked: Looked) -> None:
        """Find out with which committee each record is at home."""
        header = LineReader(((1, looked.header),), "")
        header.read_header()
        if header.mistakes.listed:
            raise Unusual
        columns = {name: seen.columns for name, seen in self._kinds.items()}
        above, organizations = columns["organization"]
        held_by, talks = columns["talk"]
        numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        number, nowhere = numbers.__getitem__, numbers[NONE]
        of_superior = dict(zip(organizations, map(number, above), strict=True))
        self.kept_for: frozenset[str] | None = None
        if header.kept_for is None:
            kept = {*above, *held_by} - {NONE}
        else:
            kept = set(_known(header.kept_for, of_superior))
            self.kept_for = frozenset(map(bytes.decode, kept))
        at_home = {**of_superior, **{each: number(each) for each in kept if each in of_superior}}
        of_talk = dict(zip(talks, map(number, held_by), strict=True))
        posts, holders = columns["appointment"]
        of_holder = dict(zip(holders, map(at_home.get, posts, repeat(nowhere)), strict=True))
        homes: Mapping[str, Mapping[bytes, int]] = {
            "person": of_holder,
            "appointment": at_home,
            "term": at_home,
            "circumstance": of_superior,
            **dict.fromkeys(("rectification", "filing", "judgement", "disclosure"), of_talk),
            "assessment": {
                each: at_home.get(each) or number(each) for each in columns["assessment"][0]
            },
        }
        # Of other kinds the field that was looked at names the committee itself.
        self._homes = {
            name: list(
                map(homes[name].get, first, repeat(nowhere))
                if name in homes
                else map(number, first)
            )
            for name, (first, *_) in columns.items()
        }
        self._committees = list(numbers)
        self.context = ScatteredContext(
            map(bytes.decode, kept),
            InFile(
                self.path,
                looked.before,
                {name: seen.places for name, seen in looked.kinds.items()},
            ),
            above,
            dict(numbers),
            {name: self._index(name, columns[name][column]) for name, column in _INDEXED.items()},
        )

    def _index(self, name: str, keys: Sequence[bytes]) -> _Index:
        numbers = range(len(keys))
        first = dict(zip(reversed(keys), reversed(numbers), strict=True))
        following = array("Q")
        if len(first) < len(keys):
            if RECORD_KINDS[name].key == ("id",):
                raise Unusual  # one of them is there twice
            following.extend(numbers)
            first.clear()
            for number in reversed(numbers):
                following[number] = first.get(keys[number], number)
                first[keys[number]] = number
        return _Index(self._homes[name], first, following)

    def check_unchanged(self) -> None:
        """Hold that the file is what was looked through; what was read may be of another.

        Raises:
            Unusual: it was changed, or another took its place.
            OSError: it is gone.
        """
        if _state_of(self.path) != self._state:
            raise Unusual

    def count(self, name: str) -> int:
        """Give how many records of a kind there are."""
        return len(self._kinds[name].places)

    @property
    def is_empty(self) -> bool:
        """Whether there are no records at all."""
        return not any(map(self.count, RECORD_KINDS))

    def count_groups(self) -> int:
        """Give how many groups there are."""
        there = map(self._committees.__getitem__, set().union(*self._homes.values()))
        return len({*map(str.encode, self.context.kept_for), *there})

    def groups(self) -> Iterator[Group]:
        """Give the records of each committee, and whatever committee has none."""
        records: defaultdict[int, dict[str, Sequence[int]]] = defaultdict(dict)
        sizes: defaultdict[int, int] = defaultdict(int)
        for name, homes in self._homes.items():
            at: defaultdict[int, list[int]] = defaultdict(list)
            for index, home in enumerate(homes):
                at[home].append(index)
            mean = self._kinds[name].places.mean_size
            for home, indexes in at.items():
                records[home][name] = array("Q", indexes)
                sizes[home] += mean * len(indexes)
        for home, of_home in records.items():
            text = Scattered(of_home, sizes[home])
            yield Group(committee=self._committees[home].decode(), text=text)
        there = {self._committees[home].decode() for home in records}
        for committee in sorted(self.context.kept_for.difference(there)):
            yield Group(committee=committee)
