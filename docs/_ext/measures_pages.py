"""The rules, the articles and the policy as Markdown, generated from the library's own values."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from docs._ext.outcome_examples import examples_of, finding_of
from docs._ext.policy_effects import OF_EVERY_RULE, rules_decided_by, values_that_decide
from supervision_talk import MEASURES, Duty, Requirement
from supervision_talk.audit.messages import SUBJECTS
from supervision_talk.measures import (
    ALWAYS,
    ARTICLES,
    POLICY_VALUES,
    Bearer,
    Citation,
    Expression,
    Force,
    Outcome,
    PolicyValue,
    Rule,
    Wording,
)
from supervision_talk.measures.facts.sheet import wordings
from supervision_talk.measures.vocabulary import SubjectType
from tests.measures.examples import Example

__all__ = ["OUTCOMES", "articles_page", "cell", "policy_page", "rules_page", "table"]

_T: Final = {
    "rule": Wording(zh="规则", en="Rule"),
    "article": Wording(zh="条款", en="Article"),
    "about": Wording(zh="对象", en="About"),
    "bearer": Wording(zh="责任人", en="Who answers"),
    "force": Wording(zh="效力", en="Force"),
    "when": Wording(zh="适用条件", en="Applies when"),
    "requires": Wording(zh="要求", en="Requires"),
    "done": Wording(zh="完成的标志", en="Done when"),
    "provided": Wording(zh="完成时还须", en="Counts only if"),
    "due": Wording(zh="期限", en="Due"),
    "overdue": Wording(zh="逾期未办的标志", en="Overdue when"),
    "owed_to": Wording(zh="向谁履行", en="Owed to"),
    "policy": Wording(zh="有关的政策值", en="Policy values"),
    "ground": Wording(zh="追责归类", en="Ground to examine"),
    "remedy": Wording(zh="怎样改正", en="Remedy"),
    "outcome": Wording(zh="结论", en="Outcome"),
    "where": Wording(zh="情形", en="Where"),
    "message": Wording(zh="报告里的话", en="What a report says"),
    "silent": Wording(zh="不适用", en="not applicable"),
    "semicolon": Wording(zh="；", en="; "),
    "stop": Wording(zh="。", en="."),
    "comma": Wording(zh="、", en=", "),
    "number": Wording(zh="条", en="Article"),
    "content": Wording(zh="内容（概述）", en="What it is about"),
    "rules": Wording(zh="落实的规则，或者没有规则的原因", en="Its rules, or why there are none"),
    "meaning": Wording(zh="决定什么", en="Decides"),
    "default": Wording(zh="默认值", en="Default"),
    "allowed": Wording(zh="可取的值", en="Allowed"),
    "reason": Wording(zh="理由", en="Reason"),
    "decides": Wording(zh="影响的规则", en="Rules"),
    "every_rule": Wording(
        zh="凡是有事实没有记录的规则", en="every rule of which a fact is not recorded"
    ),
    "no_date": Wording(zh="没有期限", en="no date"),
    "soft": Wording(
        zh="只用来区分待办和逾期未办：何时完成都算符合",
        en="it only tells open from overdue; done at any time satisfies",
    ),
}

_BEARERS: Final = {
    Bearer.COMMITTEE: Wording(zh="党委（党组）", en="the committee"),
    Bearer.TALKER: Wording(zh="谈话人", en="the talker"),
    Bearer.INTERVIEWEE: Wording(zh="被谈话人", en="the interviewee"),
    Bearer.OFFICE: Wording(zh="办公厅（室）", en="the office"),
    Bearer.SECRETARY: Wording(zh="书记", en="the committee's secretary"),
    Bearer.ASSESSOR: Wording(zh="考核检查单位", en="the assessor"),
    Bearer.DISCLOSER: Wording(zh="披露人", en="whoever disclosed it"),
}

_FORCES: Final = {
    None: Wording(
        zh="地方党委、党组（党委）直接适用，其他组织参照执行",
        en="mandatory for local committees and Party groups, by reference for the others",
    ),
    Force.MANDATORY: Wording(zh="都直接适用", en="mandatory for all"),
    Force.BY_REFERENCE: Wording(zh="都参照执行", en="by reference for all"),
    Force.ADVISORY: Wording(zh="提示，不作为违反", en="advisory for all"),
}

_BY_REFERENCE_WHEN: Final = Wording(
    zh="{force}；{when}时参照执行", en="{force}; by reference where {when}"
)

_GROUND: Final = Wording(
    zh="不符合的，属于[第十七条第{item}项]({link})应当研究的情形",
    en="a violation is listed under [Art. 17({item})]({link})",
)
_NO_GROUND: Final = Wording(zh="提示类不列入", en="none: advisory findings are left out")

_ITEMS: Final = "零一二三四"

OUTCOMES: Final = {
    Outcome.SATISFIED: Wording(zh="符合", en="satisfied"),
    Outcome.VIOLATED: Wording(zh="不符合", en="violated"),
    Outcome.PENDING: Wording(zh="待办", en="pending"),
    Outcome.UNKNOWN: Wording(zh="无法判断", en="unknown"),
}
"""What each outcome is called."""

_EFFECTS: Final = {
    SubjectType.TALK: Wording(zh="适用本办法的一次谈话", en="a governed talk"),
    SubjectType.COMMITTEE_YEAR: Wording(zh="一个党委（党组）的一个年度", en="a committee's year"),
    SubjectType.PLAN_ITEM: Wording(zh="年度计划的一个事项", en="an item of a yearly plan"),
    SubjectType.SEAT: Wording(
        zh="一届任期内的一个“一把手”岗位", en="a seat: an organization below, in a term"
    ),
    SubjectType.INCUMBENT: Wording(
        zh="一届任期内的一个岗位上的一个人", en="a person on a seat in a term"
    ),
    SubjectType.COMMITTEE: SUBJECTS[SubjectType.COMMITTEE],
    SubjectType.CIRCUMSTANCE: Wording(zh="一项应当及时谈话的情形", en="a circumstance"),
    SubjectType.ASSESSMENT: Wording(
        zh="一次考核、检查或者日常监督", en="an assessment, inspection or routine check"
    ),
    SubjectType.DISCLOSURE: Wording(
        zh="一次关于谈话内容的披露", en="a disclosure of something a talk said"
    ),
}


def cell(text: str) -> str:
    """Write text so that Markdown takes none of it for markup."""
    for sign in "\\`*[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table; its cells are Markdown already."""
    titles = list(head)
    yield f"| {' | '.join(titles)} |"
    yield f"| {' | '.join('---' for _ in titles)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _t(key: str, language: str) -> str:
    return _T[key].in_language(language)


def _anchor(name: str, language: str) -> str:
    """Give the label of a rule, article or value; the Chinese pages have labels of their own."""
    return name if language == "en" else f"{language}-{name}"


def _link(text: str, name: str, language: str) -> str:
    return f"[{text}](#{_anchor(name, language)})"


def _rule_link(code: str, language: str) -> str:
    return _link(code, code, language)


def _citation(citation: Citation, language: str) -> str:
    text = citation.wording.in_language(language)
    return _link(text, f"article-{citation.number}", language)


@cache
def rules_page(language: str) -> str:
    """Write every rule, grouped by the article that it cites."""
    return "\n".join(_rules(language))


def _rules(language: str) -> Iterator[str]:
    for number, article in ARTICLES.items():
        rules = [rule for rule in MEASURES.rules if rule.article.number == number]
        if rules:
            yield f"## {Citation(number).wording.in_language(language)}\n"
            about = article.about.in_language(language)
            yield f"{about[0].upper()}{about[1:]}{_t('stop', language)}\n"
            for rule in rules:
                yield from _rule(rule, language)


def _rule(rule: Rule, language: str) -> Iterator[str]:
    yield f"({_anchor(rule.code, language)})="
    yield f"### {rule.code} {rule.name}\n"
    norm = cell(rule.norm.in_language(language))
    yield f"{norm[0].upper()}{norm[1:]}{_t('stop', language)}\n"
    for key, value in _fields(rule, language):
        yield f":{_t(key, language)}: {value}"
    yield ""
    yield from _examples(rule, language)


def _examples(rule: Rule, language: str) -> Iterator[str]:
    """Show examples with the report's words; those in which a rule says nothing stand last."""
    head = (_t("outcome", language), _t("where", language), _t("message", language))
    yield from table(
        head,
        (
            (
                _outcome(each, language),
                cell(each.because.in_language(language)),
                _message(each, language),
            )
            for each in examples_of(rule.code)
        ),
    )


def _outcome(example: Example, language: str) -> str:
    if example.outcome is None:
        return _t("silent", language)
    return OUTCOMES[example.outcome].in_language(language)


def _message(example: Example, language: str) -> str:
    if example.outcome is None:
        return ""
    return cell(finding_of(example).message.in_language(language))


def _fields(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    yield "article", _citation(rule.article, language)
    yield "about", _EFFECTS[_subject_of(rule)].in_language(language)
    yield "bearer", _BEARERS[rule.bearer].in_language(language)
    force = _FORCES[rule.force]
    if rule.by_reference_when is not None:
        where = rule.by_reference_when.worded(wordings(rule.about)).in_language(language)
        force = _BY_REFERENCE_WHEN.filled(force=force.in_language(language), when=cell(where))
    yield "force", force.in_language(language)
    if rule.when is not ALWAYS:
        yield "when", _worded(rule.when, rule, language)
    if isinstance(rule, Requirement):
        yield "requires", _worded(rule.requires, rule, language)
    elif isinstance(rule, Duty):
        yield from _fields_of_duty(rule, language)
    deciding = values_that_decide(rule.code)
    if deciding:
        links = (_link(f"`{name}`", f"policy-{name}", language) for name in deciding)
        yield "policy", _t("comma", language).join(links)
    yield "ground", _ground(rule, language)
    yield "remedy", cell(rule.remedy.in_language(language))


def _fields_of_duty(duty: Duty, language: str) -> Iterator[tuple[str, str]]:
    yield "done", _worded(duty.done, duty, language)
    if duty.provided is not ALWAYS:
        yield "provided", _worded(duty.provided, duty, language)
    due = _t("no_date", language)
    if duty.due is not None:
        due = cell(duty.due.worded(wordings(duty.about)).in_language(language))
        if duty.soft:
            due += f"{_t('semicolon', language)}{_t('soft', language)}"
    yield "due", due
    if duty.overdue is not None:
        yield "overdue", _worded(duty.overdue, duty, language)
    if duty.owed_to is not None:
        yield "owed_to", _worded(duty.owed_to, duty, language)


def _worded(expression: Expression, rule: Rule, language: str) -> str:
    return cell(expression.worded(wordings(rule.about)).in_language(language))


def _subject_of(rule: Rule) -> SubjectType:
    """Tell what a rule is about: as its examples show, for a sheet of facts does not say."""
    return SubjectType(finding_of(examples_of(rule.code)[0]).subject.type)


def _ground(rule: Rule, language: str) -> str:
    if rule.force is Force.ADVISORY:
        return _NO_GROUND.in_language(language)
    item = _ITEMS[rule.ground] if language == "zh" else rule.ground
    link = f"#{_anchor('article-17', language)}"
    return _GROUND.filled(item=item, link=link).in_language(language)


def articles_page(language: str) -> str:
    """Write the 20 articles, each with its rules or the reason why it has none."""
    rows = []
    for number, article in ARTICLES.items():
        rules = [rule.code for rule in MEASURES.rules if rule.article.number == number]
        if article.without_rule is None:
            carried_out = _t("comma", language).join(_rule_link(code, language) for code in rules)
        else:
            carried_out = cell(article.without_rule.in_language(language))
        title = Citation(number).wording.in_language(language)
        rows.append(
            (
                f"[{title}]{{#{_anchor(f'article-{number}', language)}}}",
                cell(article.about.in_language(language)),
                carried_out,
            )
        )
    head = (_t("number", language), _t("content", language), _t("rules", language))
    return "\n".join(table(head, rows))


def policy_page(language: str) -> str:
    """Write every value of the policy."""
    return "\n".join(_values(language))


def _values(language: str) -> Iterator[str]:
    for value in POLICY_VALUES:
        yield f"({_anchor(f'policy-{value.name}', language)})="
        yield f"## `{value.name}`\n"
        yield f":{_t('meaning', language)}: {cell(value.meaning.in_language(language))}"
        yield f":{_t('default', language)}: `{_written(value.default)}`"
        yield f":{_t('allowed', language)}: {_allowed(value, language)}"
        yield f":{_t('reason', language)}: {cell(value.reason.in_language(language))}"
        decided = rules_decided_by(value.name)
        if value.name == OF_EVERY_RULE:
            yield f":{_t('decides', language)}: {_t('every_rule', language)}"
        elif decided:
            links = _t("comma", language).join(_rule_link(code, language) for code in decided)
            yield f":{_t('decides', language)}: {links}"
        yield ""


def _written(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _allowed(value: PolicyValue, language: str) -> str:
    if value.words is not None:
        return _t("comma", language).join(f"`{word}`" for word in value.words)
    return cell(value.expected.in_language(language))
