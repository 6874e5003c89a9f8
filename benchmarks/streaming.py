"""The command line on a grouped stream and on whole registers, by one process and by several.

Each audit is a process of its own, started as a user starts it. What the machine is doing besides
shows in the time on the clock, not in the processor's; rounds are repeated and the shortest time
counts. What several processes can gain at most is measured, too: so many audits by one process
each, at the same time, that share nothing but the machine.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.synthetic import AS_OF
from supervision_talk import dump, load

__all__ = ["WAYS", "audits", "table"]

Figures = Mapping[str, float]

WAYS: Final[Mapping[str, str]] = {
    "stream": "--stream",
    "lines": "JSON Lines in any order",
    "document": "JSON document",
}
"""What is audited, and what it is called."""
_FULFILLED_OR_VIOLATED: Final = (0, 1)


def audits(
    path: Path, jobs: Sequence[int], *, at_least: float, ways: Sequence[str] = (*WAYS,)
) -> Figures:
    """Give seconds and MiB of audits of a register, by the way of reading and the processes.

    Arguments:
        path: of the register as grouped JSON Lines.
        jobs: numbers of processes, 1 first.
        ways: of reading it: as a stream, or as a whole register that is written beside it.
        at_least: seconds of the clock for which the rounds are repeated.

    Raises:
        AssertionError: two of the reports differ.
    """
    # Elsewhere, as the memory that a process has had is counted for those that come from it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        written = {way: elsewhere.submit(_WRITE[way], path) for way in ways if way in _WRITE}
    paths = {way: written[way].result() if way in written else path for way in ways}
    figures: dict[str, float] = {}
    reports = set()
    end = time.perf_counter() + at_least
    while True:
        for way in ways:
            for number in jobs:
                report, of_run = _audit(paths[way], way, number)
                reports.add(report)
                if number > 1:
                    of_run = {**of_run, f"{way}_{number}_apart": _apart(paths[way], way, number)}
                for name, figure in of_run.items():
                    figures[name] = min(figure, figures.get(name, figure))
        if time.perf_counter() >= end:
            break
    if len(reports) != 1:
        raise AssertionError("the reports differ")
    for way in ways:
        for number in jobs[1:]:
            one, several = f"{way}_1", f"{way}_{number}"
            figures[f"{several}_speedup"] = figures[f"{one}_wall"] / figures[f"{several}_wall"]
            figures[f"{several}_work"] = figures[f"{several}_cpu"] / figures[f"{one}_cpu"]
            figures[f"{several}_limit"] = (
                number * figures[f"{one}_wall"] / figures.pop(f"{several}_apart")
            )
    return figures


def _shuffled(path: Path) -> Path:
    """Write the same lines in another order, and no order at that."""
    header, *lines = path.read_bytes().splitlines(keepends=True)
    Random(0).shuffle(lines)
    shuffled = path.with_name("shuffled.jsonl")
    shuffled.write_bytes(b"".join([header, *lines]))
    return shuffled


def _document(path: Path) -> Path:
    """Write the same register as a JSON document."""
    document = path.with_name("register.json")
    dump(load(path), document)
    return document


_WRITE: Final = {"lines": _shuffled, "document": _document}


def _command(path: Path, way: str, jobs: int) -> Sequence[str]:
    return [
        *(sys.executable, "-m", "supervision_talk", "audit", str(path), "--as-of", str(AS_OF)),
        *("--format", "json", "--jobs", str(jobs), *(["--stream"] if way == "stream" else [])),
    ]


def _apart(path: Path, way: str, number: int) -> float:
    """Give the seconds that so many audits take at once that share nothing but the machine."""
    command = _command(path, way, 1)
    start = time.perf_counter()
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - this very library
        for _ in range(number)
    ]
    codes = {process.wait() for process in processes}
    if not codes.issubset(_FULFILLED_OR_VIOLATED):
        raise AssertionError("an audit failed")
    return time.perf_counter() - start


def _audit(path: Path, way: str, jobs: int) -> tuple[str, Figures]:
    """Give a report's checksum, and what it cost."""
    command = _command(path, way, jobs)
    with TemporaryDirectory() as folder, (Path(folder) / "report.json").open("w+b") as report:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=report)  # noqa: S603 - this very library
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in _FULFILLED_OR_VIOLATED:
            raise AssertionError("the audit failed")
        report.seek(0)
        checksum = hashlib.file_digest(report, "sha256").hexdigest()
    name = f"{way}_{jobs}"
    return checksum, {
        f"{name}_wall": wall,
        f"{name}_cpu": used.ru_utime + used.ru_stime,
        f"{name}_peak_mib": used.ru_maxrss / 1024,  # of the largest of its processes
    }


def table(sizes: Sequence[Figures], jobs: Sequence[int]) -> str:
    """Write the figures, a size a column."""
    rows = list(_rows(jobs))
    width = max(len(words) for _, words, _ in rows)
    return "\n".join(
        f"{words:{width}}" + "".join(f"  {form.format(each[name]):>11}" for each in sizes)
        for name, words, form in rows
        if name in sizes[0]
    )


def _rows(jobs: Sequence[int]) -> Iterable[tuple[str, str, str]]:
    yield "talks", "talks", "{:,.0f}"
    for way, words in WAYS.items():
        for number in jobs:
            name, what = f"{way}_{number}", f"{words}, --jobs {number}"
            yield f"{name}_wall", f"{what}: s on the clock", "{:,.2f}"
            yield f"{name}_cpu", f"{what}: s of processors", "{:,.2f}"
            yield f"{name}_peak_mib", f"{what}: MiB of the largest process", "{:,.0f}"
            if number > 1:
                yield f"{name}_speedup", f"{what}: times as fast as 1", "{:.2f}"
                yield (
                    f"{name}_limit",
                    f"{what}: the same of {number} audits apart, at once",
                    "{:.2f}",
                )
                yield f"{name}_work", f"{what}: work, times that of 1", "{:.2f}"
