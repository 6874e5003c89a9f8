"""What the documentation shows is what happens: every block of code in it is run.

A page is run in a folder of its own, from top to bottom. ``pycon`` blocks are doctests and share
their names with the ``python`` blocks; a block with a caption is written to the file of that name;
``console`` blocks are run line by line and compared with what they print.
"""

import doctest
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from .pages import DOCS, PAGES, ROOT, Block, blocks

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
WITH_CODE = [page for page in PAGES if any(block.language for block in blocks(page))]


@pytest.mark.parametrize("page", WITH_CODE, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_shows_what_happens(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "documentation"}
    for block in blocks(page):
        where = f"{page}:{block.line}"
        if block.file is not None:
            (tmp_path / block.file).write_text(block.text, "utf-8")
        if block.language == "pycon":
            complaint = _told(block, where, names)
            if complaint:
                pytest.fail(complaint, pytrace=False)
        elif block.language == "python" and block.file is None:
            exec(compile(block.text, where, "exec"), names)  # noqa: S102 - our own page
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "console":
            for command, shown in _commands(block):
                printed = _printed(command, tmp_path)
                alike = doctest.OutputChecker().check_output(shown, printed, FLAGS)
                assert alike, f"{where}: {command}\n{printed}"


def test_every_language_of_a_block_is_known() -> None:
    known = {"pycon", "python", "console", "json", "jsonl", "toml", "sh", "text", ""}
    assert {block.language for page in PAGES for block in blocks(page)} <= known


def _told(block: Block, where: str, names: dict[str, object]) -> str:
    """Run a block as a doctest that shares the page's names, and give what it complains of."""
    test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line - 1)
    test.globs = names
    complaints: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    runner.run(test, out=complaints.append, clear_globs=False)
    return "".join(complaints)


def _commands(block: Block) -> Iterator[tuple[str, str]]:
    """Give each command of a block with what is printed beneath it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _printed(command: str, folder: Path) -> str:
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "PYTHONIOENCODING": "utf-8",
    }
    ran = subprocess.run(
        ["sh", "-c", command],  # noqa: S607 - as on the page
        check=False,
        cwd=folder,
        env=environment,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return ran.stdout
