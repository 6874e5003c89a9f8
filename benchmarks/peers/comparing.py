"""Times each tool on the same table, and asserts that all find the same.

A table is joined already. What joining costs is told by two more: the library and plain Python,
both from the lines of the records to the findings.
"""

import gc
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Final, Protocol, cast

import attrs

from benchmarks.peers import by_hand_joined, in_library
from benchmarks.peers.rows import Answer, broken, stated, write
from benchmarks.synthetic import write_lines
from benchmarks.trees import counties
from supervision_talk import Talk
from supervision_talk.cli.collecting import collector_at_rest
from supervision_talk.interchange import load
from supervision_talk.interchange.writing import header_line
from supervision_talk.measures.facts.talk import TalkFacts

__all__ = ["compare", "table"]

_PEERS: Final = (
    *("by_hand", "in_openfisca", "in_polars", "in_duckdb", "in_datalogic", "in_clips"),
    *("in_durable_rules", "in_clingo", "in_rule_engine"),
)
_FEWEST_TALKS_OF_A_COUNTY: Final = 80
_ONES: Final = 200
_ROUNDS: Final = 4
_MICRO: Final = 1e6

Figures = Mapping[str, float]


class _Peer(Protocol):
    """What a module of a tool has."""

    NAME: str

    def load(self, path: Path) -> object: ...
    def judge(self, table: object) -> object: ...
    def answers(self, found: object) -> Iterable[Answer]: ...
    def one(self, line: str) -> Iterable[Answer]: ...


@attrs.frozen
class _Work:
    """Something that is timed.

    Attributes:
        do: does it.
        talks: for so many talks.
    """

    do: Callable[[], object]
    talks: int


def compare(talks: int, seed: int) -> Mapping[str, Figures]:
    """Give microseconds a talk of each tool that is installed, by the tool's name.

    Arguments:
        talks: at least so many are made.
        seed: of the records.

    Raises:
        AssertionError: a tool finds something else than the library.
    """
    with tempfile.TemporaryDirectory() as folder:
        records, path = Path(folder) / "register.jsonl", Path(folder) / "table.jsonl"
        with records.open("wb") as stream:
            write_lines(counties(-(-talks // _FEWEST_TALKS_OF_A_COUNTY)), stream, seed=seed)
        facts = broken(stated(load(records)), seed)
        write(facts, path)
        found = in_library.judge(facts)
        print(f"{len(facts):,} talks, {len(found):,} findings")
        lines = path.read_text(encoding="utf-8").splitlines()
        wanted = Counter(in_library.answers(found))
        works = _library(facts)
        for module in _PEERS:
            try:
                peer = cast("_Peer", import_module(f"benchmarks.peers.{module}"))
            except ModuleNotFoundError as missing:
                print(f"left out: {missing.name} is not installed")
                continue
            works[peer.NAME] = _peer(peer, path, lines, wanted)
        return _figures(works | _from_the_records(records))


def _library(facts: Sequence[TalkFacts]) -> dict[str, Mapping[str, _Work]]:
    """Give the library's work from the facts, and with every finding read."""
    judge, talks = in_library.judge, len(facts)
    return {
        "supervision_talk": {"judging": _Work(lambda: judge(facts), talks)},
        "supervision_talk, every finding read": {
            "judging": _Work(lambda: in_library.read_all(judge(facts)), talks)
        },
    }


def _from_the_records(records: Path) -> dict[str, Mapping[str, _Work]]:
    """Give the work of the library and of plain Python from the lines of the records.

    Raises:
        AssertionError: they do not find the same.
    """
    register, table = load(records), by_hand_joined.load(records)
    talks = len(register.talks)
    by_talk = _lines_of_talks(records, register.talks[:: -(-talks // _ONES)])
    lines = b"".join((header_line(None).encode(), *chain.from_iterable(by_talk)))

    def by_hand_alone() -> list[Answer]:
        return [each for lines in by_talk for each in by_hand_joined.one(lines, table)]

    for by_hand, found in (
        (by_hand_joined.judge(table), in_library.audited(register)),
        (by_hand_alone(), in_library.one(lines, register)),
    ):
        if Counter(by_hand) != Counter(in_library.answers(found)):
            raise AssertionError(f"{by_hand_joined.NAME} does not find the same")
    return {
        "supervision_talk, from the records": {
            "judging": _Work(lambda: in_library.audited(register), talks),
            "loading": _Work(lambda: load(records), talks),
            "one": _Work(lambda: in_library.one(lines, register), len(by_talk)),
        },
        by_hand_joined.NAME: {
            "judging": _Work(lambda: by_hand_joined.judge(table), talks),
            "loading": _Work(lambda: by_hand_joined.load(records), talks),
            "one": _Work(by_hand_alone, len(by_talk)),
        },
    }


def _lines_of_talks(records: Path, talks: Iterable[Talk]) -> list[list[bytes]]:
    """Give the lines of each talk, with those of its rectification and file."""
    lines: dict[str, list[bytes]] = {each.id: [] for each in talks}
    with records.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            talk = record.get("id") if record.get("type") == "talk" else record.get("talk")
            if talk in lines and record["type"] in {"talk", "rectification", "filing"}:
                lines[talk].append(line)
    return list(lines.values())


def _peer(
    peer: _Peer, path: Path, lines: Sequence[str], wanted: Counter[Answer]
) -> Mapping[str, _Work]:
    """Give the work of a tool, which finds what the library finds.

    Raises:
        AssertionError: it does not.
    """
    table, some = peer.load(path), lines[:_ONES]
    if Counter(peer.answers(peer.judge(table))) != wanted:
        raise AssertionError(f"{peer.NAME} does not find the same")
    ids = {json.loads(line)["id"] for line in some}
    if Counter(each for line in some for each in peer.one(line)) != Counter(
        {answer: times for answer, times in wanted.items() if answer.talk in ids}
    ):
        raise AssertionError(f"{peer.NAME} does not find the same of one talk")
    return {
        "judging": _Work(lambda: peer.judge(table), len(lines)),
        "loading": _Work(lambda: peer.load(path), len(lines)),
        "one": _Work(lambda: [list(peer.one(line)) for line in some], len(some)),
    }


def table(figures: Mapping[str, Figures]) -> str:
    """Write the figures, a tool a line."""
    width = max(map(len, figures))
    head = (
        f"{'µs a talk':{width}}  {'judging':>9}  {'loading':>9}  {'one talk':>9}  {'to Python':>9}"
    )
    by_hand = figures["plain Python"]["judging"]
    lines = [
        f"{name:{width}}  "
        + "  ".join(
            f"{each[column]:9,.1f}" if column in each else f"{'':9}"
            for column in ("judging", "loading", "one")
        )
        + f"  {each['judging'] / by_hand:9.2f}"
        for name, each in figures.items()
    ]
    return "\n".join((head, *lines))


def _figures(works: Mapping[str, Mapping[str, _Work]]) -> Mapping[str, Figures]:
    """Give the shortest time of each work: they take turns, as a machine's pace changes."""
    figures: dict[str, dict[str, float]] = {name: {} for name in works}
    for _ in range(_ROUNDS):
        for name, columns in works.items():
            for column, work in columns.items():
                spent = _seconds(work.do) / work.talks * _MICRO
                figures[name][column] = min(spent, figures[name].get(column, spent))
    return figures


def _seconds(work: Callable[[], object]) -> float:
    """Give a processor's seconds for something that was just done once, so that it is at hand."""
    gc.collect()
    with collector_at_rest():
        work()
        start = time.process_time()
        work()
        return time.process_time() - start
