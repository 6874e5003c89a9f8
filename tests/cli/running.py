"""Ways to run the command line: in this process, and as a process of its own."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from supervision_talk.cli import main

ROOT = Path(__file__).parents[2]
XUNDIAN = str(ROOT / "examples" / "xundian.json")
AUDIT_XUNDIAN = ("audit", XUNDIAN, "--as-of", "2026-10-05")


class Ran(NamedTuple):
    """How a run ended, and what it wrote."""

    code: int
    output: str
    errors: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run the command line in this process, in English unless told otherwise."""
    language = () if "--lang" in arguments else ("--lang", "en")
    code = main([*arguments, *language])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def run_process(
    *arguments: str, environment: Mapping[str, str] | None = None, given: bytes = b""
) -> Ran:
    """Run the command line as a process, with pipes on all sides."""
    done = subprocess.run(
        [sys.executable, "-m", "supervision_talk", *arguments],
        env=_environment(environment or {}),
        input=given,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_on_terminal(
    arguments: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    output_into_pipe: bool = False,
) -> Ran:
    """Run the command line on a terminal; `output` is what the terminal or the pipe was sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "supervision_talk", *arguments],
        env=_environment({"TERM": "xterm-256color", **(environment or {})}),
        stdin=theirs,
        stdout=subprocess.PIPE if output_into_pipe else theirs,
        stderr=theirs,
    )
    os.close(theirs)
    piped = process.stdout.read().decode() if process.stdout is not None else ""
    shown = _all_of(ours)
    os.close(ours)
    if process.stdout is not None:
        process.stdout.close()
    code = process.wait()
    return Ran(code, piped, shown) if output_into_pipe else Ran(code, shown, "")


def _all_of(descriptor: int) -> str:
    chunks = []
    while True:
        try:
            chunk = os.read(descriptor, 65_536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks).decode()


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    ignored = {"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}
    kept = {name: value for name, value in os.environ.items() if name not in ignored}
    return {**kept, "PYTHONUTF8": "1", **more}
