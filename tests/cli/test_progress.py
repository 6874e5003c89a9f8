"""Progress: what is told on a terminal, with rich and without, and what is not told elsewhere."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from supervision_talk.cli.command import read_register
from supervision_talk.cli.progress import SILENT, Progress, progress_on
from supervision_talk.measures import Wording
from tests.cli.running import AUDIT_XUNDIAN, run_on_terminal

READING = Wording(zh="读取", en="reading")
AUDITING = Wording(zh="核对", en="auditing")


class Terminal(io.StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


class Noted:
    """Progress that keeps what it was told."""

    def __init__(self) -> None:
        self.phases: list[str] = []
        self.steps: list[tuple[int, int]] = []

    def phase(self, doing: Wording) -> None:
        self.phases.append(doing.en)

    def step(self, done: int, of: int) -> None:
        self.steps.append((done, of))


def told(environment: Mapping[str, str], output: io.StringIO | None = None) -> str:
    terminal = Terminal()
    with progress_on(terminal, output or Terminal(), environment, "zh") as progress:
        progress.phase(READING)
        progress.step(1, 4)
        progress.step(2, 4)
        progress.phase(AUDITING)
    return terminal.getvalue()


def test_without_rich_one_line_is_written_over_and_cleared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert told({}) == "\r\x1b[K读取\r\x1b[K读取 25%\r\x1b[K读取 50%\r\x1b[K核对\r\x1b[K"


def test_with_rich_the_phase_is_shown_on_a_bar() -> None:
    shown = told({"TERM": "xterm"})
    assert shown.index("读取") < shown.index("核对")


def test_a_dumb_terminal_is_told_nothing() -> None:
    assert told({"TERM": "dumb"}) == ""


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_where_there_is_no_terminal_nothing_is_told(stream: io.StringIO | None) -> None:
    with progress_on(stream, None, {}, "en") as progress:
        progress.phase(READING)
        progress.step(1, 2)
    assert progress is SILENT
    assert stream is None or stream.getvalue() == ""


def broken_off(terminal: Terminal) -> None:
    with progress_on(terminal, None, {}, "en") as progress:
        progress.phase(READING)
        raise ValueError("broken off")


def test_what_is_half_done_is_cleared_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    terminal = Terminal()
    with pytest.raises(ValueError, match="broken off"):
        broken_off(terminal)
    assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("has_rich", [True, False])
def test_a_command_that_is_done_at_once_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, has_rich: bool
) -> None:
    if not has_rich:
        monkeypatch.setitem(sys.modules, "rich.console", None)
    terminal = Terminal()
    with progress_on(terminal, None, {}, "en") as progress:
        assert progress is not SILENT
    assert terminal.getvalue() == ""


def test_a_step_of_no_phase_shows_nothing() -> None:
    terminal = Terminal()
    with progress_on(terminal, None, {"TERM": "xterm"}, "en") as progress:
        progress.step(1, 2)
    assert terminal.getvalue() == ""


MANY = 200_000


def lines_of_people() -> str:
    lines = [{"type": "person", "id": f"p{number}"} for number in range(MANY)]
    return "\n".join(map(json.dumps, [{"format": "supervision-talk/register/1"}, *lines]))


def document_of_people() -> str:
    people = [{"id": f"p{number}", "name": "a" * 20} for number in range(MANY)]
    return json.dumps({"format": "supervision-talk/register/1", "people": people}, indent=0)


@pytest.mark.parametrize("write", [lines_of_people, document_of_people])
def test_reading_a_file_tells_how_far_it_is(tmp_path: Path, write: Callable[[], str]) -> None:
    file = tmp_path / "people"
    file.write_text(write(), encoding="utf-8")
    noted = Noted()
    watching: Progress = noted
    assert len(read_register(str(file), watching).people) == MANY
    size = file.stat().st_size
    done = [each for each, _ in noted.steps]
    assert done == sorted(set(done))
    assert 45 <= len(done) <= 101
    assert {of for _, of in noted.steps} == {size}
    assert noted.phases == ["reading the register"]


def test_an_audit_on_a_terminal_goes_from_reading_to_writing() -> None:
    shown = run_on_terminal([*AUDIT_XUNDIAN, "--lang", "zh"]).output
    phases = [shown.find(phase) for phase in ("读取台账", "核对台账", "生成报告")]
    assert -1 not in phases
    assert phases == sorted(phases)
