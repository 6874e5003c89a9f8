"""``supervision-talk rules``: the rules as they are declared, or all about one of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import Answer, Command
from supervision_talk.cli.page import (
    BLANK,
    Cell,
    Grid,
    Line,
    Page,
    Paragraph,
    Span,
    Style,
    cell,
    line,
)
from supervision_talk.cli.progress import Progress
from supervision_talk.interchange.terms import BEARERS
from supervision_talk.measures import (
    ALWAYS,
    ARTICLES,
    MEASURES,
    Citation,
    Duty,
    Expression,
    Force,
    Requirement,
    Rule,
    Wording,
)
from supervision_talk.measures.expressions import All, AnyOf
from supervision_talk.measures.facts.sheet import wordings

__all__ = ["RULES", "rule_page"]


_ARTICLE: Final = re.compile(r"(?:Art[.]? ?|第)?([0-9]{1,2})条?", re.IGNORECASE)
_MANY_ALIKE: Final = 0.7
"""How alike a code must be to one that there is for that to be suggested."""


def _read_rules(text: str) -> tuple[Rule, ...]:
    """Give the rule of a code, or those of an article."""
    code = text.upper()
    if code in MEASURES:
        return (MEASURES[code],)
    article = _ARTICLE.fullmatch(text)
    of_article = () if article is None else _of_article(int(article[1]))
    if of_article:
        return of_article
    codes = [rule.code for rule in MEASURES.rules]
    nearest = get_close_matches(code, codes, n=1, cutoff=_MANY_ALIKE)
    zh = "".join(f"；最接近的是{each}" for each in nearest)
    en = "".join(f"; the nearest is {each}" for each in nearest)
    raise Unusable(
        Wording(
            zh=f"没有这条规则{zh}（supervision-talk rules列出全部规则）",
            en=f"there is no such rule{en} (supervision-talk rules lists them all)",
        )
    )


def _of_article(number: int) -> tuple[Rule, ...]:
    return tuple(rule for rule in MEASURES.rules if rule.article.number == number)


CODE: Final[Argument[tuple[Rule, ...] | None]] = Argument(
    name="CODE",
    about=Wording(
        zh="一条规则的代码，显示其全部内容；或者《办法》条文的序号，列出该条的规则",
        en="a rule's code, for all about it; or an article's number, for its rules",
    ),
    read=_read_rules,
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:  # noqa: ARG001 - no wait
    match given[CODE]:
        case (rule,):
            return Answer(rule_page(rule, language))
        case chosen:
            return Answer(_list(chosen or MEASURES.rules, language))


RULES: Final = Command(
    name="rules",
    about=Wording(zh="列出规则，或者说明其中一条", en="List the rules, or explain one of them"),
    arguments=(CODE,),
    answer=_answer,
)


def _list(rules: Sequence[Rule], language: str) -> Page:
    heading = [
        Wording(zh="代码", en="code"),
        Wording(zh="条款", en="article"),
        Wording(zh="责任主体", en="bearer"),
        Wording(zh="形式", en="form"),
        Wording(zh="效力", en="force"),
        Wording(zh="名称", en="name"),
    ]
    rows = [tuple(cell(Span(each.in_language(language), Style.FAINT)) for each in heading)]
    rows += [
        (
            cell(Span(rule.code, Style.STRONG)),
            cell(rule.article.wording.in_language(language)),
            cell(BEARERS[rule.bearer].in_language(language)),
            cell(_form(rule).in_language(language)),
            cell(_force(rule).in_language(language)),
            cell(rule.name),
        )
        for rule in rules
    ]
    notes = Wording(
        zh="“要求”是应当成立的状态，“义务”是应当在期限前完成的行为。“直接/参照”：对地方党委和"
        "党组（党委）直接适用，其他组织参照执行（第二条第二款）。",
        en="A requirement is a state that must hold, a duty an act that is due by a date. "
        "“as bound”: mandatory for local committees and Party groups, by reference for all "
        "others (Art. 2 ¶2).",
    )
    count = Wording(
        zh=f"规则集{MEASURES.name}，共{len(MEASURES.rules)}条。",
        en=f"Rule set {MEASURES.name}, {len(MEASURES.rules)} rules.",
    )
    return (
        Grid(tuple(rows), flexible=5),
        BLANK,
        Paragraph(line(count.in_language(language))),
        Paragraph(line(Span(notes.in_language(language), Style.FAINT))),
    )


def rule_page(rule: Rule, language: str) -> Page:
    """Explain a rule, of the Measures or a host's, from its declaration alone."""
    return _RuleWriter(rule, language).page()


def _form(rule: Rule) -> Wording:
    if isinstance(rule, Duty):
        return Wording(zh="义务", en="duty")
    return Wording(zh="要求", en="requirement")


def _force(rule: Rule) -> Wording:
    if rule.force is Force.ADVISORY:
        return Wording(zh="提示", en="advisory")
    if rule.force is None:
        return Wording(zh="直接/参照", en="as bound")
    return Wording(zh="直接适用", en="mandatory")


@frozen
class _RuleWriter:
    """Writes all about one rule, from its declaration alone."""

    rule: Rule
    language: str

    def page(self) -> Page:
        """Give the page."""
        rule = self.rule
        rows = [
            (cell(Span(name.in_language(self.language), Style.FAINT)), told)
            for name, told in self.rows()
            if told
        ]
        return (
            Paragraph(line(Span(rule.code, Style.STRONG), f" {rule.name}")),
            Paragraph(line(Span(rule.norm.in_language(self.language), Style.STRONG))),
            BLANK,
            Grid(tuple(rows), flexible=1),
        )

    def rows(self) -> Iterator[tuple[Wording, Cell]]:
        """Give what there is to say, each under its name."""
        rule = self.rule
        yield Wording(zh="条款", en="article"), self.article()
        if rule.source is not None:
            yield Wording(zh="出处", en="source"), self.worded(rule.source)
        yield Wording(zh="形式", en="form"), self.worded(_form(rule))
        yield Wording(zh="责任主体", en="bearer"), self.worded(BEARERS[rule.bearer])
        yield Wording(zh="效力", en="force"), tuple(self.force())
        yield Wording(zh="适用于", en="applies when"), self.condition(rule.when)
        if isinstance(rule, Requirement):
            yield Wording(zh="要求", en="requires"), self.condition(rule.requires)
        else:
            yield from self.duty(cast("Duty", rule))
        yield Wording(zh="不符合时", en="if it is not so"), self.worded(rule.remedy)
        yield Wording(zh="责任追究", en="accountability"), self.ground()

    def duty(self, duty: Duty) -> Iterator[tuple[Wording, Cell]]:
        """Give what only a duty has."""
        words = wordings(duty.about)
        yield Wording(zh="完成条件", en="done when"), self.condition(duty.done)
        if duty.provided is not ALWAYS:
            yield Wording(zh="并且须", en="provided that"), self.condition(duty.provided)
        if duty.done_on is not None:
            yield Wording(zh="完成日期", en="done on"), self.worded(words[duty.done_on.name])
        no_date = Wording(zh="没有期限，完成前为待办", en="no date: pending until it is done")
        yield (
            Wording(zh="期限", en="due"),
            self.worded(no_date if duty.due is None else duty.due.worded(words)),
        )
        if duty.soft:
            soft = Wording(
                zh="《办法》没有规定日期：期限只区分待办与逾期未办，此后完成仍为符合",
                en="the Measures give no date: this one only separates what is pending from "
                "what is overdue; done later is still done",
            )
            yield Wording(zh="", en=""), self.worded(soft)
        if duty.overdue is not None:
            yield Wording(zh="逾期条件", en="overdue when"), self.condition(duty.overdue)
        if duty.owed_to is not None:
            yield Wording(zh="向谁履行", en="owed to"), self.worded(words[duty.owed_to.name])

    def worded(self, wording: Wording) -> Cell:
        """Give a wording in the language."""
        return cell(wording.in_language(self.language))

    def article(self) -> Cell:
        """Cite the article and say what it is about."""
        article = self.rule.article
        about = ARTICLES[article.number].about
        return self.worded(
            Wording(
                zh=f"《办法》{article.wording.zh}（{about.zh}）",
                en=f"{article.wording.en} of the Measures ({about.en})",
            )
        )

    def force(self) -> Iterator[Line]:
        """Say how the rule binds whom."""
        rule = self.rule
        if rule.force is not None:
            always = Wording(zh=f"{_force(rule).zh}，不论组织类别", en=f"{_force(rule).en} for all")
            yield line(always.in_language(self.language))
            return
        bound = Wording(
            zh="地方党委和党组（党委）直接适用，其他组织参照执行",
            en="mandatory for local committees and Party groups, by reference for all others",
        )
        yield line(bound.in_language(self.language))
        if rule.by_reference_when is not None:
            case = rule.by_reference_when.worded(wordings(rule.about))
            yield line(
                Wording(
                    zh=f"参照执行的情形：{case.zh}", en=f"by reference for all where {case.en}"
                ).in_language(self.language)
            )

    def ground(self) -> Cell:
        """Say under which item of Art. 17 a violation is a ground to examine."""
        if self.rule.force is Force.ADVISORY:
            return self.worded(Wording(zh="不作为追责依据", en="none: the rule is advisory"))
        item = Citation(17, item=self.rule.ground).wording
        return self.worded(
            Wording(
                zh=f"不符合的，可以作为{item.zh}的核查线索", en=f"a ground to examine, {item.en}"
            )
        )

    def condition(self, expression: Expression) -> Cell:
        """Say a condition, its parts below one another."""
        words = wordings(self.rule.about)
        return tuple(line(text) for text in self.outlined(expression, words, ""))

    def outlined(
        self, expression: Expression, words: Mapping[str, Wording], indent: str
    ) -> Iterator[str]:
        """Give a condition as lines, what belongs together further in."""
        if isinstance(expression, (All, AnyOf)) and len(expression.parts) > 1:
            joined = (
                Wording(zh="同时成立：", en="all of:")
                if isinstance(expression, All)
                else Wording(zh="至少一项成立：", en="one of:")
            )
            yield indent + joined.in_language(self.language)
            for part in expression.parts:
                yield from self.outlined(part, words, indent + "  ")
        else:
            yield indent + expression.worded(words).in_language(self.language)
