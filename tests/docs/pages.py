"""The pages of the documentation, and the blocks of code in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

__all__ = ["DOCS", "PAGES", "ROOT", "Block", "blocks"]

ROOT: Final = Path(__file__).parent.parent.parent
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)

_FENCE: Final = re.compile(r"^(?P<fence>`{3,})(?P<directive>\{[a-z-]+\})? *(?P<argument>.*)$")
_CAPTION: Final = re.compile(r"^:caption: *(?P<name>\S+)\s*$")


@attrs.frozen
class Block:
    """A block of code.

    Attributes:
        language: what the fence says of it.
        file: the file that it is the content of, if it has a caption.
        line: where its first line stands, from 1.
    """

    language: str
    file: str | None
    line: int
    text: str


def blocks(path: Path) -> Iterator[Block]:
    """Read the blocks of code of a page, in order."""
    lines = path.read_text("utf-8").splitlines()
    index = 0
    while index < len(lines):
        opening = _FENCE.match(lines[index])
        index += 1
        if opening is None:
            continue
        file = None
        if index < len(lines) and (caption := _CAPTION.match(lines[index])):
            file = caption["name"]
            index += 1
        start = index
        while lines[index] != opening["fence"]:
            index += 1
        text = "".join(f"{line}\n" for line in lines[start:index])
        index += 1
        if opening["directive"] in {None, "{code-block}"}:
            yield Block(opening["argument"], file, start + 1, text)
