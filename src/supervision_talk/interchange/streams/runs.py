"""Canonical records sorted outside memory: sorted runs on disk, then merged.

A digest covers the records in the order of their ids or keys (SPEC 7), and a stream comes in
another. The same order shows which id or key is there twice. Runs hold what the register holds,
so they belong into a directory that nobody else can read and that is removed afterwards (Art. 16).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from supervision_talk.model import RECORD_KINDS, RecordKind
from supervision_talk.model.canonical import canonical_record
from supervision_talk.model.fields import Record
from supervision_talk.model.records import AnnualPlan

__all__ = ["PLAN_ITEMS", "Entry", "entries_of", "merged_runs", "read_run", "write_run"]

PLAN_ITEMS: Final = "plans/items"
"""Stands for the list of all items of plans: they are in no list of their own, but have ids."""

_MOST_FILES_AT_ONCE: Final = 128
_BETWEEN: Final = "\t"
"""Stands in no id and, unescaped, in no JSON."""

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
        number: its line.
    """

    plural: str
    key: tuple[str | int, ...]
    text: str
    number: int


def entries_of(kind: RecordKind, record: Record, number: int) -> Iterator[Entry]:
    """Give what a run holds of a record."""
    yield Entry(kind.plural, kind.key_of(record), canonical_record(record), number)
    if isinstance(record, AnnualPlan):
        for item in record.items or ():
            yield Entry(PLAN_ITEMS, (item.id,), "", number)


def write_run(entries: Iterable[Entry], path: Path) -> None:
    """Write entries that are in order."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for plural, key, text, number in entries:
            file.write(_BETWEEN.join((plural, *map(str, key), text, f"{number}\n")))


def read_run(path: Path) -> Iterator[Entry]:
    """Read entries back, one at a time."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            plural, *parts, text, number = line.split(_BETWEEN)
            key: tuple[str | int, ...] = tuple(parts)
            if plural in _WITH_A_NUMBER:
                key = (parts[0], int(parts[1]))
            yield Entry(plural, key, text, int(number))


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
        write_run(_merged(some), path)
        waiting.append(path)
    yield from _merged(waiting)


def _merged(paths: Sequence[Path]) -> Iterator[Entry]:
    with ExitStack() as files:
        runs = [read_run(path) for path in paths]
        for run in runs:
            files.callback(run.close)  # type: ignore[attr-defined] # a generator
        yield from merge(*runs)
    for path in paths:
        path.unlink()
