"""The generated reference leaves nothing out."""

import inspect
from datetime import date
from importlib import import_module

import pytest

from docs._ext.api_pages import MODULES, api_page
from docs._ext.diagrams import DIAGRAMS, LIFE, RECORDS
from docs._ext.measures_pages import OUTCOMES, articles_page, policy_page, rules_page
from docs._ext.policy_effects import OF_EVERY_RULE, rules_decided_by, values_that_decide
from docs._ext.record_pages import facts_page, register_page
from supervision_talk import MEASURES, audit, load
from supervision_talk.interchange.report_document import (
    finding_document,
    report_document,
    term_coverage_document,
)
from supervision_talk.measures import ARTICLES, POLICY_VALUES, Rule
from supervision_talk.measures.facts.sheet import wordings
from supervision_talk.measures.facts.talk import talk
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import field_types, interchange_name
from supervision_talk.model.kinds import RECORD_CLASSES
from tests.measures.examples import EXAMPLES
from tests.measures.outcomes import possible_outcomes

from .pages import DOCS, ROOT

LABELS = {"en": "", "zh": "zh-"}


@pytest.mark.parametrize("language", LABELS)
def test_every_rule_has_its_anchor_and_says_what_it_asks(language: str) -> None:
    page = rules_page(language)
    for rule in MEASURES.rules:
        section = page.partition(f"({LABELS[language]}{rule.code})=\n### {rule.code} {rule.name}\n")
        assert section[1], rule.code
        assert rule.remedy.in_language(language) in section[2].partition("\n### ")[0], rule.code


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("rule", MEASURES.rules, ids=lambda rule: rule.code)
def test_a_rule_has_an_example_of_each_outcome_it_can_have(rule: Rule, language: str) -> None:
    section = rules_page(language).partition(f"### {rule.code} ")[2].partition("\n### ")[0]
    for outcome in possible_outcomes(rule):
        assert f"| {OUTCOMES[outcome].in_language(language)} |" in section
    for example in EXAMPLES:
        if example.rule == rule.code:
            assert f"| {example.because.in_language(language)} |" in section


@pytest.mark.parametrize("language", LABELS)
def test_every_article_is_there_with_its_rules_or_the_reason_why_it_has_none(language: str) -> None:
    rows = articles_page(language).splitlines()[2:]
    for article, row in zip(ARTICLES.values(), rows, strict=True):
        codes = {rule.code for rule in MEASURES.rules if rule.article.number == article.number}
        assert {code for code in codes if f"[{code}]" in row} == codes
        if article.without_rule is not None:
            assert article.without_rule.in_language(language) in row


@pytest.mark.parametrize("language", LABELS)
def test_every_value_of_the_policy_is_explained(language: str) -> None:
    page = policy_page(language)
    for value in POLICY_VALUES:
        assert f"({LABELS[language]}policy-{value.name})=" in page
        assert value.meaning.in_language(language) in page
        assert value.reason.in_language(language) in page


def test_every_value_of_the_policy_decides_some_rule() -> None:
    deciding = [value.name for value in POLICY_VALUES if rules_decided_by(value.name)]
    assert [*deciding, OF_EVERY_RULE] == [value.name for value in POLICY_VALUES]


def test_values_that_decide_a_rule_are_found_in_its_due_date_and_by_trying() -> None:
    assert values_that_decide("ST1102") == (
        "month_end",
        "roll",
        "measures_within_months",
        "measures_within_days",
        "measures_report_due",
    )
    assert values_that_decide("ST0601") == ()


def test_a_value_that_facts_read_is_found_with_every_rule_whose_answer_it_moves() -> None:
    assert rules_decided_by("acting_heads_count") == (
        "ST0201",
        "ST0505",
        "ST0506",
        "ST0507",
        "ST0703",
        "ST1303",
    )


def test_every_field_of_every_kind_of_record_is_there() -> None:
    page = register_page("en")
    for kind in RECORD_KINDS.values():
        assert f"`{kind.plural}`" in page
        assert f"its `type` is `{kind.name}`" in page
    for record in RECORD_CLASSES:
        section = page.partition(f"(record-{record.__name__})=")[2].partition("\n(record-")[0]
        for name in field_types(record):
            assert f"`{interchange_name(name)}`" in section


def test_every_fact_that_a_rule_may_ask_is_there() -> None:
    page = facts_page("en")
    for sheet in {rule.about for rule in MEASURES.rules}:
        for name in wordings(sheet):
            assert f"`{name}`" in page


@pytest.mark.parametrize("module", [each.name for each in MODULES])
def test_every_public_name_is_documented(module: str) -> None:
    page = api_page("en")
    exported = import_module(module)
    for name in exported.__all__:
        value = getattr(exported, name)
        where = inspect.isclass(value) or inspect.isfunction(value)
        assert f":: {value.__name__ if where else name}\n" in page


def test_the_life_of_a_talk_leaves_out_no_rule_about_a_talk() -> None:
    drawn = {code for act in LIFE for code in act.rules}
    assert drawn >= {rule.code for rule in MEASURES.about(talk)}
    assert drawn <= {rule.code for rule in MEASURES.rules}


def test_an_act_is_drawn_beneath_those_who_answer_for_it() -> None:
    for act in LIFE:
        for code in act.rules:
            assert MEASURES[code].bearer in {act.bearer, *act.also}, code


def test_every_kind_of_record_is_drawn() -> None:
    assert {name for column in RECORDS for name in column} == set(RECORD_KINDS)


def test_every_diagram_is_on_a_page() -> None:
    text = "".join(page.read_text("utf-8") for page in DOCS.rglob("*.md"))
    for name in DIAGRAMS:
        assert f"{{diagram}} {name}" in text


def test_the_report_format_names_every_key_of_a_report() -> None:
    page = (DOCS / "reference" / "report-format.md").read_text("utf-8")
    register = load(ROOT / "examples" / "xundian.json")
    report = audit(register, date(2026, 10, 5))
    (coverage,) = report.coverage
    for document in (
        report_document(report),
        finding_document(report.findings[0]),
        term_coverage_document(coverage),
    ):
        for key in document:
            assert f"`{key}`" in page, key
