"""``supervision-talk obligations``: as text, as JSON, for a calendar; what it refuses."""

import json
import sys
from pathlib import Path

import pytest
import vobject

from tests.cli.running import XUNDIAN, run, run_process

OCTOBER = ("obligations", XUNDIAN, "--as-of", "2026-10-05", "--from", "2026-10-05")
TO_THE_END = (*OCTOBER, "--to", "2026-10-31")

Capsys = pytest.CaptureFixture[str]


def test_the_text_counts_what_is_owed_and_lists_it_by_date(capsys: Capsys) -> None:
    code, output, errors = run(capsys, *TO_THE_END)
    lines = output.splitlines()
    assert (code, errors) == (0, "")
    assert lines[:2] == [
        "What is owed from 2026-10-05 to 2026-10-31, as of 2026-10-05",
        "2 open, 2 undated, 6 fulfilled, 8 overdue",
    ]
    dates = [each[:10] for each in lines if each.startswith("2026")]
    assert dates == sorted(dates)
    assert dates[0] == "2026-06-26"
    assert lines[-2].startswith("no date     undated    circumstance c-3: ")


def test_the_text_says_who_owes_what_to_whom_and_by_which_rule(capsys: Capsys) -> None:
    output = run(capsys, *TO_THE_END, "--bearer", "p-530129-u38-1").output
    assert "interviewee p-530129-u38-1 · owed to 530129 · ST1106" in output
    assert "committee" not in output.partition("\n\n")[0]


def test_the_text_says_where_a_duty_is_only_advisory(capsys: Capsys) -> None:
    output = run(capsys, *OCTOBER, "--to", "2026-12-18").output
    assert "committee 530129 · ST0506 · advisory" in output
    assert "committee 530129 · ST0505\n" in output


def test_it_speaks_chinese(capsys: Capsys) -> None:
    output = run(capsys, *TO_THE_END, "--lang", "zh").output
    assert output.startswith(
        "监督谈话到期事项 · 2026-10-05至2026-10-31 · 截至2026-10-05\n"
        "待办2项，待办（无期限）2项，已完成6项，逾期未办8项\n"
    )
    assert "没有期限" in output
    assert "被谈话人 p-530129-u38-1 · 报送 530129 · ST1106" in output


def test_where_nothing_is_owed_it_says_so(capsys: Capsys) -> None:
    chosen = (*TO_THE_END, "--bearer", "discloser")
    assert run(capsys, *chosen).output.splitlines()[1:] == ["Nothing is owed."]
    assert run(capsys, *chosen, "--lang", "zh").output.splitlines()[1:] == ["没有到期事项。"]


def test_json_is_the_document_of_the_obligations(capsys: Capsys) -> None:
    code, output, _ = run(capsys, *TO_THE_END, "--format", "json")
    document = json.loads(output)
    assert code == 0
    assert (document["format"], document["as_of"], document["from"], document["to"]) == (
        "supervision-talk/obligations/1",
        "2026-10-05",
        "2026-10-05",
        "2026-10-31",
    )
    assert len(document["obligations"]) == 18
    assert {each["state"] for each in document["obligations"]} == {
        "open",
        "undated",
        "fulfilled",
        "overdue",
    }


def test_it_can_be_asked_for_a_role_and_a_committee(capsys: Capsys) -> None:
    for chosen in (("--bearer", "office"), ("--bearer", "office", "--committee", "530129")):
        output = run(capsys, *TO_THE_END, *chosen, "--format", "json").output
        listed = json.loads(output)["obligations"]
        assert len(listed) == 6
        assert {each["bearer"]["role"] for each in listed} == {"office"}


def test_a_policy_moves_what_is_due(capsys: Capsys, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("timely_within_days = 30\n", encoding="utf-8")
    output = run(capsys, *TO_THE_END, "--policy", str(policy)).output
    assert "undated" not in output


def test_a_calendar_file_has_what_has_a_date_with_the_format_s_line_ends() -> None:
    ran = run_process(*TO_THE_END, "--format", "ics", "--lang", "en")
    assert (ran.code, ran.errors) == (0, "")
    assert ran.output.startswith("BEGIN:VCALENDAR\r\n")
    assert ran.output.count("\n") == ran.output.count("\r\n")
    calendar = vobject.readOne(ran.output)
    assert len(calendar.vevent_list) == 16
    assert calendar.prodid.value == "-//supervision_talk//obligations//EN"


def test_without_the_extra_a_calendar_file_is_refused_by_its_name(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    code, output, errors = run(capsys, *TO_THE_END, "--format", "ics")
    assert (code, output) == (2, "")
    assert "an iCalendar file needs the extra 'ical': pip install" in errors


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (("--to", "2026-10-04"), ["--to: expected that of --from or a later day"]),
        (
            ("--to", "2026-10-04", "--committee", "nobody"),
            ["--to: expected that of --from or a later day", "--committee: the register holds no"],
        ),
        (
            ("--to", "2026-10-31", "--bearer", "intervewee", "--committee", "nobody"),
            [
                "--bearer: expected the id of a person or an organization of the register, or one",
                "secretary, assessor, discloser; is interviewee meant?",
                "--committee: the register holds no",
            ],
        ),
        (("--to", "2026-10-04", "--format", "xml"), ["--format: expected one of text, json, ics"]),
        ((), ["--to: is required"]),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_written(
    capsys: Capsys, given: tuple[str, ...], problems: list[str]
) -> None:
    code, output, errors = run(capsys, *OCTOBER, *given)
    assert (code, output) == (2, "")
    for problem in problems:
        assert problem in errors


def test_an_organization_that_is_not_there_is_refused_in_chinese_too(capsys: Capsys) -> None:
    errors = run(capsys, *TO_THE_END, "--committee", "nobody", "--lang", "zh").errors
    assert "--committee：台账中没有组织nobody" in errors
    errors = run(capsys, *TO_THE_END, "--bearer", "SECRET", "--lang", "zh").errors
    assert "--bearer：应为台账中的人员或者组织的编号，或者committee、talker、interviewee" in errors
    assert "SECRET" not in errors
