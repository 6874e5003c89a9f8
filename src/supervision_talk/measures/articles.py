"""The 20 articles of the Measures: what each is about, and how it is carried out here.

The one table of them. A rule cites an article by number, paragraph and item; an article that no
rule carries out says why none can. A test holds both sides together.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.wording import Wording

__all__ = ["ARTICLES", "EFFECTIVE_ON", "Article", "Citation"]

EFFECTIVE_ON: Final = date(2026, 1, 30)
"""The day on which the Measures were issued and took effect (Art. 20)."""

_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10


def _chinese_numeral(number: int) -> str:
    """Write 1 to 99 as the Measures number their articles.

    >>> _chinese_numeral(11), _chinese_numeral(20)
    ('十一', '二十')
    """
    tens, ones = divmod(number, _TEN)
    return (
        ("" if tens <= 1 else _DIGITS[tens])
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones else "")
    )


@frozen(kw_only=True)
class Article:
    """An article of the Measures.

    Attributes:
        number: 1 to 20.
        about: what it is about, in our words.
        without_rule: why no rule carries it out; None: rules do.
    """

    number: int
    about: Wording
    without_rule: Wording | None = None


@frozen
class Citation:
    """A place in the Measures: article, paragraph (款) and item (项).

    Attributes:
        number: the article.
        paragraph: None where the article has one paragraph or the rule spans several.
        item: None where the paragraph has no items or the rule spans several.

    Raises:
        ValueError: the Measures have no such article.

    >>> print(Citation(11, paragraph=1).wording.zh, Citation(17, item=2).wording.en)
    第十一条第一款 Art. 17(2)
    """

    number: int
    paragraph: int | None = None
    item: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an article that is not there."""
        if self.number not in ARTICLES:
            raise ValueError(f"the Measures have articles 1 to {len(ARTICLES)}; cite one of them")

    @cached_property
    def wording(self) -> Wording:
        """The citation as it is written in either language."""
        zh = f"第{_chinese_numeral(self.number)}条"
        en = f"Art. {self.number}"
        if self.paragraph is not None:
            zh += f"第{_chinese_numeral(self.paragraph)}款"
            en += f" ¶{self.paragraph}"
        if self.item is not None:
            zh += f"第{_chinese_numeral(self.item)}项"
            en += f"({self.item})"
        return Wording(zh=zh, en=en)


_AIM: Final = Wording(
    zh="立法目的和原则，不含可以逐次核对的要求",
    en="an aim or a principle: it asks nothing that could be checked talk by talk",
)

ARTICLES: Final[Mapping[int, Article]] = {
    article.number: article
    for article in (
        Article(
            number=1,
            about=Wording(zh="目的和依据", en="purpose and legal basis"),
            without_rule=_AIM,
        ),
        Article(
            number=2,
            about=Wording(
                zh="谁同谁谈、谈什么；参照执行的组织；另有规定的谈话",
                en="who talks with whom and about what; who applies the Measures by reference; "
                "which talks are left to other rules",
            ),
        ),
        Article(
            number=3,
            about=Wording(zh="党的领导和自上而下的监督", en="Party leadership, top-down oversight"),
            without_rule=_AIM,
        ),
        Article(
            number=4,
            about=Wording(zh="五项原则", en="five principles"),
            without_rule=_AIM,
        ),
        Article(
            number=5,
            about=Wording(
                zh="定期谈话和及时谈话：年度计划、一届任期全覆盖、六种情形",
                en="regular and timely talks: the yearly plan, coverage of a term, the six "
                "circumstances",
            ),
        ),
        Article(
            number=6,
            about=Wording(
                zh="办公厅（室）组织，有关单位配合",
                en="the office organizes, other departments cooperate",
            ),
        ),
        Article(
            number=7,
            about=Wording(
                zh="谁作谈话人；个别谈话；地方和乡镇（街道）书记由上一级书记谈",
                en="who may be the talker; one to one; local secretaries are talked to by the "
                "secretary one level up",
            ),
        ),
        Article(
            number=8,
            about=Wording(
                zh="谈话内容因人而异，直面问题",
                en="what is said fits the interviewee and faces the problems",
            ),
        ),
        Article(
            number=9,
            about=Wording(
                zh="谈话人的准备和被谈话人的自查",
                en="the talker's preparation and the interviewee's self-examination",
            ),
        ),
        Article(
            number=10,
            about=Wording(
                zh="五个步骤；及时谈话参照进行并形成记录",
                en="the five steps; timely talks follow them by analogy and are recorded",
            ),
        ),
        Article(
            number=11,
            about=Wording(
                zh="一个月内提出并报告整改措施，三个月内报告整改情况",
                en="measures within one month, report on the rectification within three",
            ),
        ),
        Article(
            number=12,
            about=Wording(
                zh="办公厅（室）留存材料、抄送有关部门",
                en="the office keeps the file and sends copies",
            ),
        ),
        Article(
            number=13,
            about=Wording(
                zh="责任清单、年度报告、书记述职",
                en="responsibility list, yearly report, the secretary's debriefing",
            ),
        ),
        Article(
            number=14,
            about=Wording(zh="考核工作了解谈话情况", en="assessments from above look at the talks"),
        ),
        Article(
            number=15,
            about=Wording(
                zh="监督检查、巡视巡察和日常监督", en="inspections and routine supervision"
            ),
        ),
        Article(number=16, about=Wording(zh="保密", en="secrecy")),
        Article(
            number=17,
            about=Wording(
                zh="应当追究责任的情形",
                en="who is to be held responsible: a grouping of findings, not a verdict",
            ),
        ),
        Article(
            number=18,
            about=Wording(zh="军队另定细则", en="the armed forces make rules of their own"),
            without_rule=Wording(
                zh="军队党委的谈话不纳入核对，其细则不在此处",
                en="talks of military committees are listed as not governed; their rules are not "
                "here",
            ),
        ),
        Article(
            number=19,
            about=Wording(zh="解释权", en="who interprets the Measures"),
            without_rule=Wording(
                zh="授权解释，不含可以核对的要求",
                en="it names the interpreter and asks nothing of a talk",
            ),
        ),
        Article(
            number=20,
            about=Wording(zh="施行日期", en="the day of taking effect"),
            without_rule=Wording(
                zh="施行前的谈话不纳入核对",
                en="talks before 2026-01-30 are listed as not governed",
            ),
        ),
    )
}
"""Every article by its number."""
