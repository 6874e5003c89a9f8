"""What code cites can be looked up: an article of the Measures, or a page that is there."""

import re
from pathlib import Path

from supervision_talk.measures import ARTICLES

from .pages import ROOT

_PAGE = r"\bdocs/[a-z/-]+\.md\b"
SOURCES = sorted(
    path
    for folder in ("benchmarks", "examples", "fuzzing", "mutation", "src", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if path != Path(__file__)
)


def test_there_is_something_to_look_through() -> None:
    assert any(path.name == "article_11_rectification.py" for path in SOURCES)


def test_no_paper_is_cited_that_is_not_in_the_tree() -> None:
    citing = [path for path in SOURCES if re.search(r"\bSPEC\b", path.read_text("utf-8"))]
    assert citing == []


def test_pages_that_are_cited_are_there() -> None:
    cited = {page for path in SOURCES for page in re.findall(_PAGE, path.read_text("utf-8"))}
    assert cited
    assert [page for page in sorted(cited) if not (ROOT / page).exists()] == []


def test_articles_that_are_cited_are_there() -> None:
    cited = {
        int(number)
        for path in SOURCES
        for number in re.findall(r"\bArt\. (\d+)", path.read_text("utf-8"))
    }
    assert 11 in cited
    assert cited <= ARTICLES.keys()
