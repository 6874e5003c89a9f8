"""Lines sorted outside memory: sorted runs on disk, then merged.

A digest covers the records in the order of their ids or keys, a report lists findings by rule and
subject, and a stream comes in another order. The same order shows which id or key is there twice.
Runs of records hold what the register holds, so they belong into a directory that nobody else can
read and that is removed afterwards (Art. 16).

A record is one line of a run: list, key, canonical JSON, number. Lines are written so that they
sort as bytes as the records do, and are compared as such: what lies between the parts comes before
every sign that an id may have, UTF-8 is ordered as code points are, and numbers have all their
zeros.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from supervision_talk.model import RecordKind
from supervision_talk.model.canonical import canonical_text
from supervision_talk.model.fields import LARGEST_ORDINAL, Record
from supervision_talk.model.records import AnnualPlan

__all__ = [
    "BETWEEN",
    "PLAN_ITEMS",
    "Entries",
    "key_in_record",
    "lines_of",
    "merged",
    "merged_entries",
    "write_runs",
]

PLAN_ITEMS: Final = "plans/items"
"""Stands for the list of all items of plans: they are in no list of their own, but have ids."""

BETWEEN: Final = b"\t"
"""Stands between the parts of a line: in no id and, unescaped, in no JSON."""
_TAB: Final = BETWEEN.decode()
_DIGITS: Final = len(str(LARGEST_ORDINAL))

_MOST_SORTED_AT_ONCE: Final = 4 * 1024 * 1024
"""Bytes of lines that are sorted in memory; a run is written then."""
_OF_AN_OBJECT: Final = 64
"""Bytes that a line takes in memory besides, however short."""
_WRITTEN_AT_ONCE: Final = 128 * 1024
"""Bytes of a run that are written at once."""
_MOST_RUNS_AT_ONCE: Final = 512
_READ_AHEAD: Final = 4 * 1024 * 1024
"""Bytes that are in memory of all runs that are merged, if the share of each is not too small."""
_LEAST_OF_A_RUN: Final = 16 * 1024
_MOST_OF_A_RUN: Final = 256 * 1024


class Entries(NamedTuple):
    """Records that follow one another in the order in which the digest covers them.

    Attributes:
        plural: the register's list.
        keys: what the list is sorted by, of each record, as lines have it; none where that is the
            text itself.
        texts: the canonical JSON of each; empty for an item of a plan.
        numbers: of each the number of its line in the stream, in digits.
    """

    plural: str
    keys: Sequence[bytes]
    texts: Sequence[bytes]
    numbers: Sequence[bytes]


def lines_of(
    kind: RecordKind, records: Iterable[Record], numbers: Iterable[int]
) -> Iterator[bytes]:
    """Give what a run holds of records of a kind that stood in these lines of the stream."""
    plural, numbered = kind.plural, zip(records, numbers, strict=True)
    match kind.key:
        case ():
            for record, number in numbered:
                text = canonical_text(record)
                yield _line(plural, text, number)
        case (name,):
            key_of = attrgetter(name)
            for record, number in numbered:
                yield _line(f"{plural}{_TAB}{key_of(record)}", canonical_text(record), number)
        case names:
            key_of = attrgetter(*names)
            for record, number in numbered:
                first, second = key_of(record)
                key, text = f"{first}{_TAB}{second:0{_DIGITS}}", canonical_text(record)
                yield _line(f"{plural}{_TAB}{key}", text, number)
                if isinstance(record, AnnualPlan):
                    for item in record.items or ():
                        yield f"{PLAN_ITEMS}{_TAB}{item.id}{_TAB * 2}{number}\n".encode()


def _line(start: str, text: str | bytes, number: int) -> bytes:
    if isinstance(text, str):
        return f"{start}{_TAB}{text}{_TAB}{number}\n".encode()
    return b"".join((f"{start}{_TAB}".encode(), text, f"{_TAB}{number}\n".encode()))


def write_runs(lines: Iterable[bytes], path: Path) -> Sequence[Path]:
    """Write lines as sorted runs; more than one if they are too many to be sorted at once.

    Arguments:
        lines: in any order.
        path: of the first; the names of more begin with it.
    """
    written: list[Path] = []
    waiting: list[bytes] = []
    size = 0

    def write() -> None:
        run = path.with_name(f"{path.name}.{len(written)}") if written else path
        waiting.sort()
        with run.open("wb", buffering=_WRITTEN_AT_ONCE) as file:
            file.writelines(waiting)
        written.append(run)

    for line in lines:
        waiting.append(line)
        size += len(line) + _OF_AN_OBJECT
        if size >= _MOST_SORTED_AT_ONCE:
            write()
            waiting.clear()
            size = 0
    if waiting or not written:
        write()
    return written


def merged_entries(paths: Sequence[Path]) -> Iterator[Entries]:
    """Give the records of several runs in order, some at a time; the runs are removed."""
    for lines in merged(paths):
        rest = lines
        while rest:
            name = rest[0][: rest[0].index(BETWEEN)]
            end = bisect_left(rest, name + _BEHIND_BETWEEN)
            # All parts of all of them at once: to part each line by itself takes longer.
            of_line = rest[0].count(BETWEEN) + 1
            parts = b"".join(rest[:end]).replace(b"\n", BETWEEN).split(BETWEEN)
            rest = rest[end:]
            *keys, texts, numbers = (parts[at:-1:of_line] for at in range(1, of_line))
            match keys:
                case []:
                    keyed = []
                case [only]:
                    keyed = only
                case _:
                    keyed = list(map(BETWEEN.join, zip(*keys, strict=True)))
            yield Entries(name.decode(), keyed, texts, numbers)


_BEHIND_BETWEEN: Final = bytes([BETWEEN[0] + 1])


def key_in_record(key: bytes) -> tuple[str | int, ...]:
    """Give a key as the record has it."""
    first, *more = key.decode().split(_TAB)
    return first, *map(int, more)


def merged(paths: Sequence[Path]) -> Iterator[list[bytes]]:
    """Give the lines of several runs in order, some at a time; the runs are removed.

    If they are too many to be read at once, runs of runs are written beside them.
    """
    waiting = list(paths)
    while len(waiting) > _MOST_RUNS_AT_ONCE:
        needed = len(waiting) - _MOST_RUNS_AT_ONCE + 1
        number = min(needed, _MOST_RUNS_AT_ONCE)
        some, waiting = waiting[:number], waiting[number:]
        # Named after one of its own: another process may be merging others beside them.
        path = some[0].with_name(f"{some[0].name}-merged")
        with path.open("wb") as file:
            for lines in _merged(some):
                file.writelines(lines)
        waiting.append(path)
    return _merged(waiting)


class _Run:
    """A run that is read some lines at a time.

    Attributes:
        lines: the next ones; empty at the end.
    """

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._size = size
        self._start = 0
        self.lines: list[bytes] = []
        self.read()

    def read(self) -> None:
        """Read on; the file is open no longer than that, as there may be very many."""
        with self._path.open("rb") as file:
            file.seek(self._start)
            self.lines = cast("BinaryIO", file).readlines(self._size)
            self._start = file.tell()
        if not self.lines:
            self._path.unlink()


def _merged(paths: Sequence[Path]) -> Iterator[list[bytes]]:
    """Take from the runs whatever comes before the first line that is not in memory yet.

    Committees that follow one another in a stream often have ids that do, too: then one run is
    read after the other. Where they do not, sorting a few lines of each run anew is what a
    computer does fastest.
    """
    share = _READ_AHEAD // max(len(paths), 1)
    size = min(max(share, _LEAST_OF_A_RUN), _MOST_OF_A_RUN)
    runs = [_Run(path, size) for path in paths]
    ahead = [(run.lines[0], index) for index, run in enumerate(runs) if run.lines]
    heapify(ahead)
    while ahead:
        _, index = heappop(ahead)
        taken_from, bound = [index], runs[index].lines[-1]
        while ahead and ahead[0][0] <= bound:
            _, index = heappop(ahead)
            taken_from.append(index)
            bound = min(bound, runs[index].lines[-1])
        lines: list[bytes] = []
        for index in taken_from:
            run = runs[index]
            end = bisect_right(run.lines, bound)
            lines += run.lines[:end]
            del run.lines[:end]
            if not run.lines:
                run.read()
            if run.lines:
                heappush(ahead, (run.lines[0], index))
        if len(taken_from) > 1:
            lines.sort()
        yield lines
