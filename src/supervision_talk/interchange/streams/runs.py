"""Canonical records sorted outside memory: sorted runs on disk, then merged.

A digest covers the records in the order of their ids or keys, and a stream comes in
another. The same order shows which id or key is there twice. Runs hold what the register holds,
so they belong into a directory that nobody else can read and that is removed afterwards (Art. 16).

A record is one line of a run: list, key, canonical JSON, number. Lines are written so that they
sort as bytes as the records do, and are compared as such: what lies between the parts comes before
every sign that an id may have, UTF-8 is ordered as code points are, and numbers have all their
zeros.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from supervision_talk.model import RECORD_KINDS, RecordKind
from supervision_talk.model.canonical import canonical_record
from supervision_talk.model.fields import LARGEST_ORDINAL, Record
from supervision_talk.model.records import AnnualPlan

__all__ = ["PLAN_ITEMS", "Entry", "lines_of", "merged_runs", "write_run"]

PLAN_ITEMS: Final = "plans/items"
"""Stands for the list of all items of plans: they are in no list of their own, but have ids."""

_MOST_FILES_AT_ONCE: Final = 128
_BETWEEN: Final = "\t"
"""Stands in no id and, unescaped, in no JSON."""
_DIGITS: Final = len(str(LARGEST_ORDINAL))

_WITH_A_NUMBER: Final = frozenset(
    kind.plural for kind in RECORD_KINDS.values() if kind.key[-1:] in {("year",), ("ordinal",)}
)
"""The kinds whose key ends with a number, which is sorted as one."""


class Entry(NamedTuple):
    """A record as runs hold it, in the order in which the digest covers it.

    Attributes:
        plural: the register's list.
        key: what the list is sorted by; empty where that is the text itself.
        text: its canonical JSON; empty for an item of a plan.
        number: its line in the stream.
    """

    plural: str
    key: tuple[str | int, ...]
    text: str
    number: int


def lines_of(kind: RecordKind, record: Record, number: int) -> Iterator[bytes]:
    """Give what a run holds of a record that stood in a line of the stream."""
    key = [each if isinstance(each, str) else f"{each:0{_DIGITS}}" for each in kind.key_of(record)]
    yield _line(kind.plural, *key, canonical_record(record), str(number))
    if isinstance(record, AnnualPlan):
        for item in record.items or ():
            yield _line(PLAN_ITEMS, item.id, "", str(number))


def _line(*parts: str) -> bytes:
    return f"{_BETWEEN.join(parts)}\n".encode()


def write_run(lines: Iterable[bytes], path: Path) -> None:
    """Write lines as a run, sorted."""
    with path.open("wb") as file:
        file.writelines(sorted(lines))


def merged_runs(paths: Sequence[Path], directory: Path) -> Iterator[Entry]:
    """Give the entries of several runs in order; the runs are removed.

    Arguments:
        paths: of the runs.
        directory: where runs of runs may be written, if they are too many to read at once.
    """
    waiting = list(paths)
    names = count()
    while len(waiting) > _MOST_FILES_AT_ONCE:
        some, waiting = waiting[:_MOST_FILES_AT_ONCE], waiting[_MOST_FILES_AT_ONCE:]
        path = directory / f"merged-{next(names)}"
        with path.open("wb") as file:
            file.writelines(_merged(some))
        waiting.append(path)
    return map(_entry, _merged(waiting))


def _entry(line: bytes) -> Entry:
    plural, *key, text, number = line.decode().split(_BETWEEN)
    if plural in _WITH_A_NUMBER:
        return Entry(plural, (key[0], int(key[1])), text, int(number))
    return Entry(plural, tuple(key), text, int(number))


def _merged(paths: Sequence[Path]) -> Iterator[bytes]:
    with ExitStack() as files:
        yield from merge(*(files.enter_context(path.open("rb")) for path in paths))
    for path in paths:
        path.unlink()
