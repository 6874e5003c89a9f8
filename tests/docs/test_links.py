"""Links inside the repository lead somewhere. Sphinx looks after anchors within docs/."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .pages import DOCS, PAGES, ROOT

OUTSIDE_DOCS = [
    *ROOT.glob("*.md"),
    *(ROOT / "examples").glob("*.md"),
    *(ROOT / "tests" / "cases").glob("*.md"),
    *(ROOT / "benchmarks").rglob("*.md"),
]
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


def links(page: Path) -> Iterator[tuple[str, str]]:
    """Give path and anchor of each link that leads to a file, or within the page."""
    for link in LINK.finditer(page.read_text("utf-8")):
        target = link["target"]
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield path, anchor


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [*OUTSIDE_DOCS, *PAGES], ids=named)
def test_a_relative_link_leads_to_a_file(page: Path) -> None:
    for path, _ in links(page):
        assert (page.parent / path).exists(), path


@pytest.mark.parametrize("page", OUTSIDE_DOCS, ids=named)
def test_an_anchor_outside_docs_is_a_heading(page: Path) -> None:
    for path, anchor in links(page):
        target = page.parent / path if path else page
        if anchor and DOCS not in target.resolve().parents:
            headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), flags=re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
            assert anchor in slugs, anchor


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_prose_has_one_sentence_a_line(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for line in text.splitlines():
        if not line.startswith(("|", "#", ":")):
            assert not re.search(r"[a-z)`][.?!] [A-Z]|[。？！](?!$|[”）])", line), line
