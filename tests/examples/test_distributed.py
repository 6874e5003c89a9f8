"""The audit on Dask gives the report that `audit` gives."""

from datetime import date
from pathlib import Path

import pytest

from supervision_talk import audit, load
from supervision_talk.interchange.streams import write_grouped
from tests.cli.running import XUNDIAN

dask = pytest.importorskip("dask", reason="Dask is not installed; it comes with the extra examples")

AS_OF = date(2026, 10, 5)


@pytest.mark.parametrize("scheduler", ["synchronous", "processes"])
def test_dask_gives_the_report_of_one_process(tmp_path: Path, scheduler: str) -> None:
    from examples.distributed import audit_on_dask

    register = load(XUNDIAN)
    path, directory = tmp_path / "grouped.jsonl", tmp_path / "sorted"
    directory.mkdir()
    with path.open("wb") as stream:
        write_grouped(register, stream)
    with dask.config.set(scheduler=scheduler):
        report = audit_on_dask(path, AS_OF, directory)
    whole = audit(register, AS_OF)
    assert report == whole
    assert report.digest == whole.digest
    assert list(directory.iterdir()) == []
