"""Which pages say the same in Chinese and in English."""

from collections.abc import Mapping
from typing import Final

__all__ = ["IN_CHINESE", "has_counterpart", "other_language"]

IN_CHINESE: Final[Mapping[str, str]] = {
    "index": "zh/index",
    "tutorial": "zh/tutorial",
    "how-to/spreadsheets-and-pages": "zh/ledger",
    "reference/rules": "zh/rules",
    "reference/articles": "zh/articles",
    "reference/policy": "zh/policy",
}
"""The English pages that are there in Chinese, too."""

_IN_ENGLISH: Final = {chinese: english for english, chinese in IN_CHINESE.items()}


def other_language(pagename: str) -> tuple[str, str, str]:
    """Give the page that says the same in the other language: its name, its language, the link."""
    if pagename in _IN_ENGLISH:
        return _IN_ENGLISH[pagename], "en", "English"
    if pagename in IN_CHINESE:
        return IN_CHINESE[pagename], "zh-CN", "中文"
    return IN_CHINESE["index"], "zh-CN", "中文文档首页"


def has_counterpart(pagename: str) -> bool:
    """Tell whether a page says what a page of the other language says."""
    return pagename in _IN_ENGLISH or pagename in IN_CHINESE
