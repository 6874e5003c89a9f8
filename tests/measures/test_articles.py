"""The table of the 20 articles, and how a place in them is written."""

import pytest

from supervision_talk.measures import ARTICLES, EFFECTIVE_ON, Citation


def test_the_measures_took_effect_on_30_january_2026() -> None:
    assert EFFECTIVE_ON.isoformat() == "2026-01-30"


@pytest.mark.parametrize("number", range(1, 21))
def test_every_article_says_what_it_is_about_in_both_languages(number: int) -> None:
    article = ARTICLES[number]
    for wording in (article.about, article.without_rule):
        if wording is not None:
            assert wording.zh
            assert wording.en


@pytest.mark.parametrize("number", [0, 21, -1])
def test_an_article_that_is_not_there_cannot_be_cited(number: int) -> None:
    with pytest.raises(ValueError, match="the Measures have articles 1 to 20; cite one of them"):
        Citation(number)


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        (Citation(1), "第一条", "Art. 1"),
        (Citation(10), "第十条", "Art. 10"),
        (Citation(11, paragraph=1), "第十一条第一款", "Art. 11 ¶1"),
        (Citation(20), "第二十条", "Art. 20"),
        (Citation(17, item=3), "第十七条第三项", "Art. 17(3)"),
        (Citation(5, paragraph=3, item=6), "第五条第三款第六项", "Art. 5 ¶3(6)"),
    ],
)
def test_a_citation_is_written_as_the_measures_number_their_articles(
    citation: Citation, zh: str, en: str
) -> None:
    assert (citation.wording.zh, citation.wording.en) == (zh, en)
