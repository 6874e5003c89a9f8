"""The command line on a grouped stream and on a whole register, by one process and by several.

Each audit is a process of its own, started as a user starts it. What the machine is doing besides
shows in the time on the clock, not in the processor's; rounds are repeated and the shortest time
counts.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.synthetic import AS_OF

__all__ = ["audits", "table"]

Figures = Mapping[str, float]

_WAYS: Final[Mapping[str, Sequence[str]]] = {"stream": ["--stream"], "whole": []}
_FULFILLED_OR_VIOLATED: Final = (0, 1)


def audits(
    path: Path, jobs: Sequence[int], *, at_least: float, ways: Sequence[str] = (*_WAYS,)
) -> Figures:
    """Give seconds and MiB of audits of a register, by the way of reading and the processes.

    Arguments:
        path: of the register as grouped JSON Lines.
        jobs: numbers of processes, 1 first.
        ways: of reading it: as a stream, whole.
        at_least: seconds of the clock for which the rounds are repeated.

    Raises:
        AssertionError: two of the reports differ.
    """
    figures: dict[str, float] = {}
    reports = set()
    end = time.perf_counter() + at_least
    while True:
        for way in ways:
            for number in jobs:
                report, of_run = _audit(path, way, number)
                reports.add(report)
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
    return figures


def _audit(path: Path, way: str, jobs: int) -> tuple[str, Figures]:
    """Give a report's checksum, and what it cost."""
    command = [
        *(sys.executable, "-m", "supervision_talk", "audit", str(path), "--as-of", str(AS_OF)),
        *("--format", "json", "--jobs", str(jobs), *_WAYS[way]),
    ]
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
    for way, words in (("stream", "--stream"), ("whole", "whole register")):
        for number in jobs:
            name, what = f"{way}_{number}", f"{words}, --jobs {number}"
            yield f"{name}_wall", f"{what}: s on the clock", "{:,.2f}"
            yield f"{name}_cpu", f"{what}: s of processors", "{:,.2f}"
            yield f"{name}_peak_mib", f"{what}: MiB of the largest process", "{:,.0f}"
            if number > 1:
                yield f"{name}_speedup", f"{what}: times as fast as 1", "{:.2f}"
                yield f"{name}_work", f"{what}: work, times that of 1", "{:.2f}"
