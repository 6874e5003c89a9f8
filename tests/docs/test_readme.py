"""The Chinese README says what the English one says."""

import re

from .pages import ROOT, blocks

ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"


def test_both_show_the_same_commands() -> None:
    assert [each.text for each in blocks(CHINESE)] == [each.text for each in blocks(ENGLISH)]


def test_both_have_the_same_sections_but_for_those_on_documentation() -> None:
    english, chinese = (
        re.findall(r"^#+ (.*)$", page.read_text("utf-8"), flags=re.MULTILINE)
        for page in (ENGLISH, CHINESE)
    )
    chinese = [each for each in chinese if each != "文档"]
    english = [each for each in english if each != "Documentation"]
    assert len(chinese) == len(english)


def test_both_name_the_same_options_codes_and_files() -> None:
    english, chinese = (
        set(re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))) for page in (ENGLISH, CHINESE)
    )
    assert english - chinese == set()
