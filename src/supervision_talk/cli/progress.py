"""How far a long command is: shown on a terminal, and nowhere else."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

from supervision_talk.measures import Wording

if TYPE_CHECKING:
    from rich.progress import TaskID

__all__ = ["SILENT", "Progress", "progress_on"]


class Progress(Protocol):
    """What a command tells whoever waits for it."""

    def phase(self, doing: Wording) -> None:
        """Say what is being done from now on."""

    def step(self, done: int, of: int) -> None:
        """Say how much of it is done."""


class _Silent:
    def phase(self, doing: Wording) -> None:
        """Say nothing."""

    def step(self, done: int, of: int) -> None:
        """Say nothing."""


SILENT: Progress = _Silent()
"""For a pipe."""


class _OneLine:
    """A line that is written over and over, for the plain install."""

    def __init__(self, stream: TextIO, language: str) -> None:
        self._stream = stream
        self._language = language
        self._doing = ""
        self._shown = ""

    def phase(self, doing: Wording) -> None:
        """Begin the line anew."""
        self._doing = doing.in_language(self._language)
        self._write(self._doing)

    def step(self, done: int, of: int) -> None:
        """Write the share that is done."""
        self._write(f"{self._doing} {done * 100 // of}%")

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("")

    def _write(self, text: str) -> None:
        if text != self._shown:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()
            self._shown = text


class _Bars:
    """A bar for the phase that runs.

    Raises:
        ImportError: rich is not installed.
    """

    def __init__(self, stream: TextIO, language: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn
        from rich.progress import Progress as RichProgress

        self._bars = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            console=Console(file=stream),
            transient=True,
        )
        self._language = language
        self._task: TaskID | None = None

    def phase(self, doing: Wording) -> None:
        """Begin a bar that only shows that something is being done."""
        if self._task is None:
            self._bars.start()
        else:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(doing.in_language(self._language), total=None)

    def step(self, done: int, of: int) -> None:
        """Fill the bar as far as it is done."""
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=of)

    def clear(self) -> None:
        """Take the bar away, if there is one."""
        if self._task is not None:
            self._bars.stop()


@contextmanager
def progress_on(
    stream: TextIO | None, output: TextIO | None, environment: Mapping[str, str], language: str
) -> Iterator[Progress]:
    """Give what shows progress on a stream while a command works, and clears it afterwards.

    Nothing is shown unless the stream is a terminal, nor where the output goes into a pipe:
    whatever reads it (a pager, say) may have the terminal.
    """
    if (
        stream is None  # closed by whoever started us
        or not stream.isatty()
        or environment.get("TERM", "") == "dumb"
        or _is_pipe(output)
    ):
        yield SILENT
        return
    shown: _Bars | _OneLine
    try:
        shown = _Bars(stream, language)
    except ImportError:
        shown = _OneLine(stream, language)
    try:
        yield shown
    finally:
        shown.clear()


def _is_pipe(output: TextIO | None) -> bool:
    if output is None:
        return False
    try:
        return stat.S_ISFIFO(os.fstat(output.fileno()).st_mode)
    except (OSError, ValueError):
        return False
