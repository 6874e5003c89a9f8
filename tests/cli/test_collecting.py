"""The collector of circles rests while a register is read, works on a stream, and is left alone."""

import gc
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision_talk.cli import main
from supervision_talk.interchange import load
from supervision_talk.interchange.streams import write_grouped
from tests.cli.running import XUNDIAN


class Watching(io.BytesIO):
    """An input that takes down whether the collector works while it is read."""

    worked: bool | None = None

    def readline(self, size: int | None = -1, /) -> bytes:
        self.worked = gc.isenabled()
        return super().readline(size)


@pytest.fixture(autouse=True)
def the_collector_is_found_as_it_was() -> Iterator[None]:
    worked = gc.isenabled()
    yield
    (gc.enable if worked else gc.disable)()


@pytest.mark.parametrize("worked_before", [True, False])
@pytest.mark.parametrize(
    ("options", "works"), [([], False), (["--stream"], True)], ids=["whole", "stream"]
)
def test_the_collector_rests_where_nothing_is_left_behind(
    options: list[str],
    works: bool,
    worked_before: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grouped = io.BytesIO()
    write_grouped(load(Path(XUNDIAN)), grouped)
    stream = Watching(grouped.getvalue())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    (gc.enable if worked_before else gc.disable)()
    assert main(["audit", "-", "--as-of", "2026-10-05", *options]) == 1
    assert stream.worked is works
    assert gc.isenabled() is worked_before
    assert capsys.readouterr().err == ""
