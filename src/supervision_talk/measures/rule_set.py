"""The rules of the Measures, in the order of the articles: open it and count them."""

from typing import Final

from supervision_talk.measures.article_02_scope import ST0201, ST0202
from supervision_talk.measures.article_05_circumstances import ST0507, ST0508
from supervision_talk.measures.article_05_coverage import ST0505, ST0506
from supervision_talk.measures.article_05_plan import ST0501, ST0502, ST0503, ST0504
from supervision_talk.measures.article_06_organization import ST0601
from supervision_talk.measures.article_07_talker import ST0701, ST0702, ST0703
from supervision_talk.measures.article_08_content import ST0801, ST0802, ST0803
from supervision_talk.measures.article_09_preparation import ST0901, ST0902
from supervision_talk.measures.article_10_steps import ST1001, ST1002, ST1003
from supervision_talk.measures.article_11_rectification import (
    ST1101,
    ST1102,
    ST1103,
    ST1104,
    ST1105,
    ST1106,
    ST1107,
)
from supervision_talk.measures.article_12_file import ST1201, ST1202
from supervision_talk.measures.article_13_reports import ST1301, ST1302, ST1303
from supervision_talk.measures.article_14_assessment import ST1401
from supervision_talk.measures.article_15_inspection import ST1501, ST1502
from supervision_talk.measures.article_16_secrecy import ST1601
from supervision_talk.measures.article_17_accountability import ST1702, ST1703
from supervision_talk.measures.forms import RuleSet

__all__ = ["MEASURES"]

MEASURES: Final = RuleSet(
    "measures-2026-01-30/1",
    (
        ST0201,
        ST0202,
        ST0501,
        ST0502,
        ST0503,
        ST0504,
        ST0505,
        ST0506,
        ST0507,
        ST0508,
        ST0601,
        ST0701,
        ST0702,
        ST0703,
        ST0801,
        ST0802,
        ST0803,
        ST0901,
        ST0902,
        ST1001,
        ST1002,
        ST1003,
        ST1101,
        ST1102,
        ST1103,
        ST1104,
        ST1105,
        ST1106,
        ST1107,
        ST1201,
        ST1202,
        ST1301,
        ST1302,
        ST1303,
        ST1401,
        ST1501,
        ST1502,
        ST1601,
        ST1702,
        ST1703,
    ),
)
"""The rules of the Measures of 30 January 2026; the version changes when an answer may."""
