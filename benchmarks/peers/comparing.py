"""Times each tool on the same table, and asserts that all find the same.

A table is joined already. What joining costs is told by two more: the library and plain Python,
both from the lines of the records to the findings.
"""

import gc
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Final, Protocol, TypeVar, cast

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

T = TypeVar("T")

_PEERS: Final = (
    *("by_hand", "in_openfisca", "in_polars", "in_duckdb", "in_datalogic", "in_clips"),
    *("in_durable_rules", "in_clingo", "in_rule_engine"),
)
_FEWEST_TALKS_OF_A_COUNTY: Final = 80
_ONES: Final = 200
_TIMES: Final = 3
_MICRO: Final = 1e6

Figures = Mapping[str, float]


class _Peer(Protocol):
    """What a module of a tool has."""

    NAME: str

    def load(self, path: Path) -> object: ...
    def judge(self, table: object) -> object: ...
    def answers(self, found: object) -> Iterable[Answer]: ...
    def one(self, line: str) -> Iterable[Answer]: ...


def compare(talks: int, seed: int) -> dict[str, Figures]:
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
        register = load(records)
        facts = broken(stated(register), seed)
        write(facts, path)
        lines = path.read_text(encoding="utf-8").splitlines()
        wanted = Counter(in_library.answers(in_library.judge(facts)))
        figures = dict(_library(facts))
        for module in _PEERS:
            try:
                peer = cast("_Peer", import_module(f"benchmarks.peers.{module}"))
            except ModuleNotFoundError as missing:
                print(f"left out: {missing.name} is not installed")
                continue
            figures[peer.NAME] = _peer(peer, path, lines, wanted)
        figures |= _from_the_records(records)
    return figures


def _library(facts: Sequence[TalkFacts]) -> Iterator[tuple[str, Figures]]:
    """Time the library from the facts, and with every finding read."""
    found, judging = _shortest(lambda: in_library.judge(facts))
    read = _shortest(lambda: in_library.read_all(in_library.judge(facts)))[1]
    yield "supervision_talk", {"judging": judging / len(facts) * _MICRO}
    yield "the same, every finding read", {"judging": read / len(facts) * _MICRO}
    print(f"{len(facts):,} talks, {len(found):,} findings")


def _from_the_records(records: Path) -> Iterator[tuple[str, Figures]]:
    """Time the library and plain Python from the lines of the records.

    Raises:
        AssertionError: they do not find the same.
    """
    register, loading = _shortest(lambda: load(records))
    found, judging = _shortest(lambda: in_library.audited(register))
    wanted = Counter(in_library.answers(found))
    by_talk = _lines_of_talks(records, register.talks[:: -(-len(register.talks) // _ONES)])
    lines = b"".join((header_line(None).encode(), *chain.from_iterable(by_talk)))
    alone, one = _shortest(lambda: in_library.one(lines, register))
    yield (
        "supervision_talk, from the records",
        {
            "loading": loading / len(register.talks) * _MICRO,
            "judging": judging / len(register.talks) * _MICRO,
            "one": one / len(by_talk) * _MICRO,
        },
    )
    table, loading = _shortest(lambda: by_hand_joined.load(records))
    answers, judging = _shortest(lambda: by_hand_joined.judge(table))
    by_hand_alone, one = _shortest(
        lambda: [each for lines in by_talk for each in by_hand_joined.one(lines, table)]
    )
    if Counter(answers) != wanted or Counter(by_hand_alone) != Counter(in_library.answers(alone)):
        raise AssertionError(f"{by_hand_joined.NAME} does not find the same")
    yield (
        by_hand_joined.NAME,
        {
            "loading": loading / len(register.talks) * _MICRO,
            "judging": judging / len(register.talks) * _MICRO,
            "one": one / len(by_talk) * _MICRO,
        },
    )


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


def _peer(peer: _Peer, path: Path, lines: Sequence[str], wanted: Counter[Answer]) -> Figures:
    table, loading = _shortest(lambda: peer.load(path))
    found, judging = _shortest(lambda: peer.judge(table))
    if Counter(peer.answers(found)) != wanted:
        raise AssertionError(f"{peer.NAME} does not find the same")
    alone, one = _shortest(lambda: [list(peer.one(line)) for line in lines[:_ONES]])
    ids = {json.loads(line)["id"] for line in lines[:_ONES]}
    if Counter(each for every in alone for each in every) != Counter(
        {answer: times for answer, times in wanted.items() if answer.talk in ids}
    ):
        raise AssertionError(f"{peer.NAME} does not find the same of one talk")
    return {
        "loading": loading / len(lines) * _MICRO,
        "judging": judging / len(lines) * _MICRO,
        "one": one / len(alone) * _MICRO,
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


def _shortest(work: Callable[[], T]) -> tuple[T, float]:
    """Give the result and the shortest of some times, while the collector of circles rests."""
    best = float("inf")
    for _ in range(_TIMES):
        gc.collect()
        with collector_at_rest():
            start = time.process_time()
            result = work()
            best = min(best, time.process_time() - start)
    return result, best
