"""Whether what is said in Chinese is Chinese: every test of mistakes asks this of each."""

import re
from collections.abc import Iterable

from supervision_talk.errors import Mistake

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")
_QUOTED = re.compile("“[^“”]*”")
_NAMES = ("JSON Lines",)


def told_in_chinese(mistakes: Iterable[Mistake]) -> list[str]:
    """Give mistakes as Chinese lines, after looking that no English sentence is left in them."""
    lines = [mistake.in_language("zh") for mistake in mistakes]
    for line in lines:
        said = _QUOTED.sub("", line)
        for name in _NAMES:
            said = said.replace(name, "")
        assert _CHINESE.search(said), line
        assert not _ENGLISH.search(said), line
    return lines
