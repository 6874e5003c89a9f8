"""The drawing of the rooms is true: each imports only from those beneath it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs._ext.diagrams import ROOMS

from .pages import ROOT

PACKAGE = ROOT / "src" / "supervision_talk"
ORDER = [room.name for room in ROOMS]


def room_of(module: str) -> str:
    return module.removeprefix("supervision_talk").removeprefix(".").partition(".")[0]


def modules(room: str) -> Iterator[Path]:
    alone = PACKAGE / f"{room}.py"
    yield from [alone] if alone.exists() else (PACKAGE / room).rglob("*.py")


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            names = [node.module]
            if node.module == "supervision_talk":
                names = [f"supervision_talk.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (room_of(name) for name in names if name.startswith("supervision_talk."))


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_only_from_those_beneath_it(room: str) -> None:
    beneath = {*ORDER[: ORDER.index(room) + 1]}
    found = list(modules(room))
    assert found
    for path in found:
        above = {each for each in imported_rooms(path) if each in ORDER} - beneath
        assert not above, path


def test_every_room_is_drawn() -> None:
    there = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith(("_", "py."))}
    assert there == set(ORDER)
