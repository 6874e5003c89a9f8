"""What is said in both languages."""

import re
from pathlib import Path

import pytest

from supervision_talk.wording import LANGUAGES, Wording

ROOT = Path(__file__).parents[1]
IN_CHINESE = sorted(
    [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "docs" / "zh").glob("*.md"),
        *(ROOT / "examples").rglob("*.py"),
        ROOT / "README.zh-CN.md",
    ]
)
"""Where Chinese is written that officials read."""


def test_each_language_has_its_own_words() -> None:
    said = Wording(zh="谈话人", en="the talker")
    assert [said.in_language(each) for each in LANGUAGES] == ["谈话人", "the talker"]


def test_places_are_filled_in_both() -> None:
    said = Wording(zh="第{number}条", en="Article {number}").filled(number=11)
    assert said == Wording(zh="第11条", en="Article 11")


@pytest.mark.parametrize("path", IN_CHINESE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_library_does_is_never_called_by_the_word_for_an_investigation(path: Path) -> None:
    # 审查 of a person or an organ is opened by discipline organs; here records are checked (核对).
    found = re.findall("(?<!纪律)(?<!合同)审查", path.read_text("utf-8"))
    assert found == []
