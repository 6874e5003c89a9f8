"""``rules``: every rule in one list, and one rule with everything that is declared of it."""

import re

import pytest

from supervision_talk.cli import rules_command
from supervision_talk.cli.page import laid_out
from supervision_talk.measures import MEASURES, Citation, Duty, Requirement, Wording
from tests.cli.running import run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_has_every_rule_with_its_article_and_name(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    ran = run(capsys, "rules", "--lang", language)
    assert (ran.code, ran.errors) == (0, "")
    rows = {text.split()[0]: text for text in ran.output.splitlines() if text[:2] == "ST"}
    assert list(rows) == [rule.code for rule in MEASURES.rules]
    for rule in MEASURES.rules:
        assert rule.article.wording.in_language(language) in rows[rule.code]
        assert rows[rule.code].endswith(rule.name)


def test_the_list_tells_duties_from_requirements_and_how_they_bind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = {text[:6]: text for text in run(capsys, "rules").output.splitlines()}
    assert re.split(" {2,}", rows["ST1106"]) == [
        "ST1106",
        "Art. 11 ¶2",
        "interviewee",
        "duty",
        "as bound",
        "rectification-reported",
    ]
    assert " requirement  advisory " in rows["ST0802"]
    assert " requirement  mandatory " in rows["ST1401"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", MEASURES.rules, ids=lambda rule: rule.code)
def test_every_rule_can_be_explained(
    capsys: pytest.CaptureFixture[str], rule: Duty | Requirement, language: str
) -> None:
    ran = run(capsys, "rules", rule.code, "--lang", language)
    assert (ran.code, ran.errors) == (0, "")
    for told in (
        rule.code,
        rule.name,
        *(w.in_language(language) for w in (rule.norm, rule.remedy)),
    ):
        assert told in ran.output


def test_a_code_may_be_written_small(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "st0702") == run(capsys, "rules", "ST0702")


def test_a_requirement_is_explained_with_its_condition_part_by_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = run(capsys, "rules", "ST0703").output
    assert (
        "applies when     all of:\n"
        "                   the talk's kind is regular\n"
        "                   one of:\n"
    ) in output
    assert "a ground to examine, Art. 17(1)" in output


def test_a_duty_is_explained_with_its_due_date(capsys: pytest.CaptureFixture[str]) -> None:
    output = run(capsys, "rules", "ST1106", "--lang", "zh").output
    assert "期限      谈话日期后3个月内（M3）" in output
    assert "完成条件  已登记报告整改情况的日期" in output
    assert "向谁履行  开展谈话的党委（党组）" in output
    assert "《办法》第十一条第二款（" in output


def test_a_soft_due_date_is_said_to_be_soft(capsys: pytest.CaptureFixture[str]) -> None:
    assert "done later is still done" in run(capsys, "rules", "ST1202").output


def test_by_reference_for_all_is_said_with_its_condition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = run(capsys, "rules", "ST1001").output
    assert "by reference for all where the talk's kind is timely" in output


def test_an_advisory_rule_is_no_ground(capsys: pytest.CaptureFixture[str]) -> None:
    output = run(capsys, "rules", "ST0802").output
    assert "advisory for all" in output
    assert "none: the rule is advisory" in output


@pytest.mark.parametrize("article", ["11", "Art. 11", "art 11", "第11条"])
def test_the_rules_of_an_article_are_listed_by_its_number(
    capsys: pytest.CaptureFixture[str], article: str
) -> None:
    ran = run(capsys, "rules", article)
    codes = [each.split()[0] for each in ran.output.splitlines() if each.startswith("ST")]
    assert codes == [rule.code for rule in MEASURES.rules if rule.code.startswith("ST11")]


@pytest.mark.parametrize("text", ["3", "21", "ST9999", "x"])
def test_what_is_like_no_code_gets_no_guess(capsys: pytest.CaptureFixture[str], text: str) -> None:
    ran = run(capsys, "rules", text)
    assert ran.code == 2
    assert "CODE: there is no such rule (supervision-talk rules lists them all)" in ran.errors


def test_an_article_with_one_rule_explains_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "14") == run(capsys, "rules", "ST1401")


def test_an_unknown_code_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = run(capsys, "rules", "ST1107x")
    assert (ran.code, ran.output) == (2, "")
    assert "CODE: there is no such rule; the nearest is ST1107" in ran.errors
    assert "1107x" not in ran.errors


def test_a_host_s_rule_is_explained_with_its_own_source_and_conditions() -> None:
    source = Wording(zh="某省实施办法", en="a province's rules")
    duty = MEASURES["ST1106"]
    assert isinstance(duty, Duty)
    own = Duty(
        code="XX0001",
        name="own",
        article=Citation(11),
        bearer=duty.bearer,
        about=duty.about,
        done=duty.done,
        done_on=None,
        provided=duty.done,
        overdue=duty.done,
        due=None,
        norm=duty.norm,
        remedy=duty.remedy,
        source=source,
    )
    page = rules_command.rule_page(own, "en")
    output = "\n".join("".join(span.text for span in line) for line in laid_out(page, None))
    for told in (
        "source           a province's rules",
        "provided that    the day the rectification was reported is recorded",
        "overdue when     the day the rectification was reported is recorded",
        "due              no date: pending until it is done",
    ):
        assert told in output
    assert "done on" not in output
