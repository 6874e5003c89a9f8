"""The programs that the tutorial has its readers write are what a strict type checker accepts."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.programs import skip

from .pages import DOCS, blocks


@pytest.mark.parametrize("page", ["tutorial.md", "zh/tutorial.md"])
def test_the_tutorial_is_strictly_typed(page: str, tmp_path: Path) -> None:
    if find_spec("mypy") is None:
        skip("no mypy: it comes with the extra dev")
    programs = [each for each in blocks(DOCS / page) if each.file and each.language == "python"]
    assert programs
    for program in programs:
        (tmp_path / str(program.file)).write_text(program.text, "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir=.mypy_cache", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout.splitlines()[-1:] == [
        f"Success: no issues found in {len(programs)} source files"
    ], checked.stdout + checked.stderr
