"""The sentence of a finding: the same in both languages, something to act on, and no secret."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest

from supervision_talk import MEASURES, Finding, Policy, RuleSet, audit
from supervision_talk.audit.findings import finding_of
from supervision_talk.audit.judging import Judge
from supervision_talk.audit.messages import SUBJECTS
from supervision_talk.calendar import ChinaCalendar, DueDate
from supervision_talk.measures import Inquiry, OnDate, Outcome, Rule, SubjectType, Wording
from supervision_talk.measures.facts.sheet import FactSheet
from tests.audit.a_host import DUE, DUTY, REQUIREMENT, Given, given, visit
from tests.building import BY_THE_BOOK, changed
from tests.measures.examples import EXAMPLES
from tests.random_registers import random_case

AFTER = date(2026, 6, 11)
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
DAYS = {"zh": re.compile(r"(\d+)天"), "en": re.compile(r"(\d+) days?\b")}
CHINESE = re.compile("[\u4e00-\u9fff]")


def of_examples() -> Iterator[Finding]:
    for example in EXAMPLES:
        found = example.situation.find(example.rule, example.subject)
        if found is not None:
            yield found


def of_random_registers() -> Iterator[Finding]:
    for seed in range(60):
        case = random_case(seed)
        policy = Policy.from_values(case.policy)
        yield from audit(case.register, case.as_of, policy, satisfied=True).findings


MANY = [*of_examples(), *of_random_registers()]


def test_every_outcome_of_every_rule_is_among_the_messages_looked_at() -> None:
    """The claims below are about all kinds of sentences."""
    assert {(each.rule, each.outcome) for each in MANY} >= {
        (each.rule, each.outcome) for each in EXAMPLES if each.outcome is not None
    }
    assert any(each.due is not None and each.due.provisional for each in MANY)


def test_both_languages_show_the_same_dates_numbers_and_ids() -> None:
    for each in MANY:
        zh, en = each.message.zh, each.message.en
        assert ISO_DATE.findall(zh) == ISO_DATE.findall(en), each
        assert DAYS["zh"].findall(zh) == DAYS["en"].findall(en), each
        for part in each.subject.id.split("/"):
            assert part in zh, each
            assert part in en, each
        for field in each.missing:
            assert field in en, each
            name, _, whose = field.partition(" of ")
            assert name in zh, each
            assert whose in zh, each


def test_a_sentence_ends_once_and_leaves_no_place_unfilled() -> None:
    for each in MANY:
        assert each.message.zh.endswith("。"), each
        assert each.message.en.endswith("."), each
        for text in (each.message.zh, each.message.en):
            assert not set("{}\n") & set(text), each
            assert "None" not in text, each
            assert "  " not in text, each
        assert "。。" not in each.message.zh
        assert ".." not in each.message.en


def test_english_is_english() -> None:
    """But for ids, which are the register's own."""
    for each in MANY:
        without_ids = each.message.en
        for part in each.subject.id.split("/"):
            without_ids = without_ids.replace(part, "")
        assert not CHINESE.search(without_ids), each


def test_a_message_cites_the_article() -> None:
    for each in MANY:
        assert f"（《办法》{each.article.wording.zh}）" in each.message.zh
        assert f"({each.article.wording.en})" in each.message.en


def test_what_is_open_or_wrong_comes_with_what_to_do() -> None:
    """And what is satisfied comes with nothing to do."""
    for each in MANY:
        remedy = MEASURES[each.rule].remedy
        only_late = each.days_late is not None and each.done_on is not None
        if each.outcome is Outcome.PENDING or (each.outcome is Outcome.VIOLATED and not only_late):
            assert remedy.zh in each.message.zh, each
            assert remedy.en in each.message.en, each
        if each.outcome is Outcome.UNKNOWN:
            assert "请补充记录" in each.message.zh
            assert "enter what is not recorded" in each.message.en
        if each.outcome is Outcome.SATISFIED:
            assert "请" not in each.message.zh.rpartition("；")[2], each
            assert remedy.en not in each.message.en.rpartition(";")[2], each


def test_subjects_of_several_parts_are_spoken_of_by_each() -> None:
    told = set()
    for each in MANY:
        kind, parts = each.subject.type, each.subject.id.split("/")
        if kind == "committee_year":
            expected = "党委（党组）{0}的{1}年度", "committee {0}, year {1}"
        elif kind == "seat":
            expected = (
                "党委（党组）{0}第{2}届任期内的{1}“一把手”岗位",
                "committee {0}, seat of the head of {1} in term {2}",
            )
        elif kind == "incumbent":
            expected = (
                "党委（党组）{0}第{2}届任期内的{1}“一把手”{3}",
                "committee {0}, {3} as head of {1} in term {2}",
            )
        else:
            continue
        told.add(kind)
        assert each.message.zh.startswith(f"{expected[0].format(*parts)}：")
        assert each.message.en.startswith(f"{expected[1].format(*parts)}:")
    assert told == {"committee_year", "seat", "incumbent"}


def test_dates_in_a_message_are_those_of_the_finding() -> None:
    for each in MANY:
        shown = set(ISO_DATE.findall(each.message.en))
        known = {str(each.done_on)}
        if each.due is not None:
            known |= {str(each.due.nominal), str(each.due.effective)}
        assert shown <= known, each
        if each.days_late is not None:
            assert DAYS["en"].findall(each.message.en) == [str(each.days_late)], each


def finding(rule: Rule, facts: Given, as_of: date = DUE) -> Finding:
    judge = Judge(RuleSet("host/1", (rule,)), rule.about, Policy(), ChinaCalendar())
    (verdict,) = judge.verdicts(facts, as_of)
    return finding_of(judge, 0, verdict, facts, as_of)


BE_IN_TIME = "; say why, and keep to the date from now on."
HEAD_ZH, HEAD_EN = "visitv1：应当如此（《办法》第一条）；", "visit v1: it is to be so (Art. 1); "


@pytest.mark.parametrize(
    ("rule", "facts", "as_of", "zh", "en"),
    [
        (REQUIREMENT, given(holds=True), DUE, "符合。", "this is so."),
        (REQUIREMENT, given(holds=False), DUE, "不符合。请照办。", "this is not so; do so."),
        (
            REQUIREMENT,
            given(),
            DUE,
            "无法判断：没有记录holds，请补充记录。",
            "this cannot be told without holds; enter what is not recorded.",
        ),
        (
            REQUIREMENT,
            given(applies=None),
            DUE,
            "无法判断：没有记录applies、holds，请补充记录。",
            "this cannot be told without applies, holds; enter what is not recorded.",
        ),
        (
            DUTY,
            given(holds=False),
            DUE - timedelta(days=2),
            "尚未完成，2026-06-10到期，还有2天。请照办。",
            "not done yet, due on 2026-06-10, 2 days left; do so.",
        ),
        (
            DUTY,
            given(holds=False),
            DUE - timedelta(days=1),
            "尚未完成，2026-06-10到期，还有1天。请照办。",
            "not done yet, due on 2026-06-10, 1 day left; do so.",
        ),
        (
            DUTY,
            given(holds=False),
            DUE,
            "尚未完成，2026-06-10到期，就在今天。请照办。",
            "not done yet, due on 2026-06-10, today; do so.",
        ),
        (
            DUTY,
            given(holds=False),
            AFTER,
            "2026-06-10到期，至今没有完成的记录，逾期1天。请照办。",
            "due on 2026-06-10, nothing shows it done, 1 day overdue; do so.",
        ),
        (
            DUTY,
            given(holds=False, due_on=None),
            AFTER,
            "尚未完成，没有规定日期。请照办。",
            "not done yet, no date is set; do so.",
        ),
        (
            DUTY,
            given(holds=True, done_on=AFTER),
            AFTER,
            "2026-06-10到期，2026-06-11才完成，迟1天。请说明迟办原因，今后按期办理。",
            f"due on 2026-06-10, done only on 2026-06-11, 1 day late{BE_IN_TIME}",
        ),
        (
            DUTY,
            given(holds=True, done_on=DUE),
            AFTER,
            "已于2026-06-10完成。",
            "done on 2026-06-10.",
        ),
        (DUTY, given(holds=True), AFTER, "已完成。", "this is done."),
        (
            attrs.evolve(DUTY, provided=visit.counts),
            given(holds=True, counts=False, done_on=DUE),
            AFTER,
            "2026-06-10到期，2026-06-10已办理，但不符合要求。请照办。",
            "due on 2026-06-10, done on 2026-06-10, but not as required; do so.",
        ),
        (
            attrs.evolve(DUTY, provided=visit.counts, due=None),
            given(holds=True, counts=False, done_on=DUE),
            AFTER,
            "2026-06-10已办理，但不符合要求。请照办。",
            "done on 2026-06-10, but not as required; do so.",
        ),
        (
            attrs.evolve(DUTY, provided=visit.counts, done_on=None),
            given(holds=True, counts=False),
            AFTER,
            "2026-06-10到期，记录表明没有做到，逾期1天。请照办。",
            "due on 2026-06-10, the record says that it was not done, 1 day overdue; do so.",
        ),
        (
            attrs.evolve(DUTY, overdue=visit.over),
            given(holds=False, over=False),
            AFTER,
            "尚未完成，原定2026-06-10到期，期限尚未届满。请照办。",
            "not done yet, it was to be due on 2026-06-10, but there is still time; do so.",
        ),
    ],
)
def test_the_sentence_of_every_state(
    rule: Rule, facts: Given, as_of: date, zh: str, en: str
) -> None:
    message = finding(rule, facts, as_of).message
    assert (message.zh, message.en) == (HEAD_ZH + zh, HEAD_EN + en)


def test_a_moved_and_provisional_date_says_so() -> None:
    """Due on a Sunday of a year whose arrangement is not published."""
    nothing = BY_THE_BOOK.having(rectifications=(), filings=()).with_talk(
        started_at=None, ended_at=date(2026, 11, 30)
    )
    found = nothing.on(date(2027, 2, 26)).finding("ST1106")
    assert found.due == DueDate(
        nominal=date(2027, 2, 28), effective=date(2027, 3, 1), provisional=True
    )
    assert (
        "due on 2027-03-01 (moved from 2027-02-28) (provisional until the year's holidays are "
        "published), 3 days left" in found.message.en
    )
    assert "2027-03-01到期（由2027-02-28顺延）（放假安排公布前为暂定），还有3天" in found.message.zh


def test_in_extension_is_said() -> None:
    weekend = BY_THE_BOOK.with_talk(started_at=None, ended_at=date(2026, 2, 28))
    found = weekend.with_rectification(
        measures_proposed_on=date(2026, 3, 30), measures_reported_on=None
    ).finding("ST1101")
    assert "done on 2026-03-30, in extension." in found.message.en
    assert "已于2026-03-30完成，在顺延期内。" in found.message.zh


def test_a_hosts_rule_cites_its_own_text_before_the_article() -> None:
    source = Wording(zh="某省细则", en="the province's rules")
    found = finding(attrs.evolve(REQUIREMENT, source=source), given(holds=True))
    assert found.message.zh == "visitv1：应当如此（某省细则，依《办法》第一条）；符合。"
    assert found.message.en == (
        "visit v1: it is to be so (the province's rules, under Art. 1); this is so."
    )


def _nobody(inquiry: Inquiry, committee: str) -> list[str]:
    del inquiry, committee
    return []


def _nothing(inquiry: Inquiry, subject: str) -> Given:
    del inquiry
    return given(subject_id=subject)


def test_a_hosts_sheet_says_what_its_subjects_are_called() -> None:
    named = FactSheet(
        Given,
        subjects=_nobody,
        state=_nothing,
        called=Wording(zh="走访", en="home visit"),
    )
    rule = attrs.evolve(REQUIREMENT, about=named, when=named.applies, requires=named.holds)
    message = finding(rule, given(holds=True)).message
    assert message.zh.startswith("走访v1：")
    assert message.en.startswith("home visit v1: ")
    odd = attrs.evolve(DUTY, about=named, due=OnDate(named.due_on))
    assert finding(odd, given(holds=True)).message.en.startswith("home visit v1: ")


def test_a_hosts_subject_of_a_known_kind_may_have_another_id() -> None:
    about = given(subject_type="committee_year", subject_id="county/2026/2", holds=True)
    message = finding(REQUIREMENT, about).message
    assert message.zh.startswith("党委（党组）年度county/2026/2：")
    assert message.en.startswith("committee and year county/2026/2: ")


def test_every_kind_of_subject_is_called_something() -> None:
    assert set(SUBJECTS) == set(SubjectType)
    for wording in SUBJECTS.values():
        assert CHINESE.search(wording.zh)
        assert not CHINESE.search(wording.en)


SECRET = "机密zxqv"  # noqa: S105 - not a password, but as secret


def test_no_message_fact_or_missing_field_shows_a_text_of_the_records() -> None:
    """Art. 16: summaries, contents and names stay in the register."""
    situation = BY_THE_BOOK
    rectification = situation.rectifications[0]
    assert rectification.measures is not None
    assert situation.talks[0].problems is not None
    problems = tuple(changed(each, summary=SECRET) for each in situation.talks[0].problems)
    measures = tuple(changed(each, content=SECRET) for each in rectification.measures)
    register = (
        situation.with_talk(problems=problems)
        .with_rectification(measures=measures)
        .with_organization("town", name=SECRET)
        .register()
    )
    report = audit(register, date(2026, 7, 20), satisfied=True)
    assert len(report.findings) > 20
    assert SECRET not in repr(report)
    for each in report.findings:
        assert SECRET not in repr(each)


def test_an_id_in_chinese_does_not_run_into_the_word_before_it() -> None:
    talk = changed(BY_THE_BOOK.talks[0], id="谈2", organized_by="other")
    found = BY_THE_BOOK.having(talks=(talk,), rectifications=(), filings=()).finding(
        "ST0601", "谈2"
    )
    assert found.message.zh.startswith("谈话“谈2”：")
    assert found.message.en.startswith("talk 谈2:")
