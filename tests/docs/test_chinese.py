"""The Chinese pages say what the English ones say: part by part, with the same examples."""

import re
from pathlib import Path

import pytest

from docs._ext.languages import IN_CHINESE

from .pages import DOCS, PAGES, Block, blocks

PAIRS = [
    (DOCS / f"{english}.md", DOCS / f"{chinese}.md") for english, chinese in IN_CHINESE.items()
]
MORE_IN_CHINESE = {"zh/ledger.md": 2, "zh/policy.md": 2}
"""Blocks of a page that its English counterpart has on another page."""


def headings(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^(#+) ", text, flags=re.MULTILINE)


def shown(block: Block) -> str:
    """Give the file that a block is, or how it begins: the rest may be in one language alone."""
    return block.file or " ".join(block.text.split()[:4])


def test_every_chinese_page_has_its_english_counterpart() -> None:
    assert {page for page in PAGES if page.parent == DOCS / "zh"} == {each for _, each in PAIRS}


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=list(IN_CHINESE.values()))
def test_both_have_the_same_parts(english: Path, chinese: Path) -> None:
    assert headings(chinese) == headings(english)


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=list(IN_CHINESE.values()))
def test_both_show_the_same_files_and_commands(english: Path, chinese: Path) -> None:
    in_english, in_chinese = ([shown(each) for each in blocks(page)] for page in (english, chinese))
    more = [each for each in in_chinese if each not in in_english]
    assert [each for each in in_chinese if each not in more] == in_english
    assert len(more) == MORE_IN_CHINESE.get(str(chinese.relative_to(DOCS)), 0)


def test_files_that_both_show_are_the_same() -> None:
    files = [
        {block.file: block.text for block in blocks(page) if block.file}
        for page in (DOCS / "tutorial.md", DOCS / "zh" / "tutorial.md")
    ]
    assert files[0].keys() == files[1].keys()
    assert [name for name in files[0] if files[0][name] != files[1][name]] == ["sentences.py"]
