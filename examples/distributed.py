"""The audit of a grouped stream on Dask: the same report, on one machine or on a cluster.

The library brings no engine of its own. It parts a stream into batches of whole committees
(`StreamedAudit.batches`), each of which is checked by a function of what it is given
(`audit_batch`), and puts together what comes of them: any engine that calls functions will do.

Run it with a register as JSON Lines that come grouped by committee::

    python examples/distributed.py register.jsonl 2026-10-05

On a cluster, start a client first (``dask.distributed.Client(address)``); what is scheduled here
then runs there. The directory must be one that every worker can write to and nobody else can read:
the records, sorted for the digest, lie in it until the report is there (Art. 16).
"""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import dask
from dask.base import compute
from dask.delayed import delayed

from supervision_talk import Report
from supervision_talk.interchange.streams import (
    Batch,
    BatchResult,
    Question,
    StreamedAudit,
    audit_batch,
)

AT_ONCE = 64
"""Batches that are read before any of them is scheduled: what bounds the memory needed here."""


def audit_on_dask(path: Path, as_of: date, directory: Path) -> Report:
    """Audit a stream by the scheduler that Dask is set to."""
    with path.open("rb") as stream:
        work = StreamedAudit(
            iter(stream.readline, b""), Question(as_of=as_of), directory, str(path)
        )
        shared = delayed(work.shared)  # sent once, not with every batch
        check = delayed(audit_batch)
        for batches in in_portions(work.batches()):
            checks = [check(shared, batch) for batch in batches]
            # Dask declares no types for this.
            results: tuple[BatchResult, ...] = compute(*checks)  # type: ignore[no-untyped-call]
            for result in results:
                work.add(result)
        return work.report()


def in_portions(batches: Iterator[Batch]) -> Iterator[list[Batch]]:
    """Give a few batches at a time."""
    while portion := list(islice(batches, AT_ONCE)):
        yield portion


def main(path: str, as_of: str) -> None:
    """Audit on this machine's processes, and say how often what was found."""
    with (
        dask.config.set(scheduler="processes"),
        TemporaryDirectory() as directory,
    ):
        report = audit_on_dask(Path(path), date.fromisoformat(as_of), Path(directory))
    for outcome, times in report.totals.items():
        print(outcome, times)
    print("digest", report.digest)


if __name__ == "__main__":
    main(*sys.argv[1:])
