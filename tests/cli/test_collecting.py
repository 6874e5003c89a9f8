"""The collector of circles rests while a command works, and is then as it was."""

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
@pytest.mark.parametrize("options", [[], ["--stream"]], ids=["whole", "stream"])
def test_the_collector_rests_while_a_register_is_read(
    options: list[str],
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
    assert stream.worked is False
    assert gc.isenabled() is worked_before
    assert capsys.readouterr().err == ""
