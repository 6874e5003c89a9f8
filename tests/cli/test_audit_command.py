"""``audit``: exit codes, order, languages, formats, and that errors leave nothing on the output."""

import json
from pathlib import Path

import pytest

from tests.cli.running import AUDIT_XUNDIAN, XUNDIAN, run

Capsys = pytest.CaptureFixture[str]

COUNTY = {"id": "c", "name": "某县委", "kind": "local_committee", "level": "county"}
TOWN = {
    "id": "t",
    "name": "某镇党委",
    "kind": "township_committee",
    "level": "township",
    "superior": "c",
}
TALK = {
    "id": "talk",
    "kind": "regular",
    "held_by": "c",
    "organization": "t",
    "interviewees": ["head"],
    "ended_at": "2026-03-10",
}
PERSON = {"id": "head", "name": "\x1b[31m某人"}


def register(**lists: object) -> str:
    return json.dumps(
        {
            "format": "supervision-talk/register/1",
            "organizations": [COUNTY, TOWN],
            "people": [PERSON],
            **lists,
        }
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register.json"


def audited(
    capsys: pytest.CaptureFixture[str], file: Path, content: str, *more: str
) -> tuple[int, str]:
    file.write_text(content, encoding="utf-8")
    ran = run(capsys, "audit", str(file), "--as-of", "2026-04-01", *more)
    assert ran.errors == ""
    return ran.code, ran.output


# Exit codes


def test_a_binding_rule_that_is_violated_ends_with_1(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    code, output = audited(capsys, file, register(talks=[{**TALK, "organized_by": "audit"}]))
    assert code == 1
    assert "1 violated" in output


def test_a_rule_that_binds_by_reference_ends_with_1_too(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    held_by_unit = register(
        organizations=[{**COUNTY, "kind": "unit_committee"}, TOWN],
        talks=[{**TALK, "organized_by": "audit"}],
    )
    code, output = audited(capsys, file, held_by_unit)
    assert code == 1
    assert "Not as required, applied by reference (1)" in output


def test_pending_and_unknown_and_advisory_findings_end_with_0(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    problem = {"id": "p1", "summary": "same words", "concerns": "other"}
    other = {**TOWN, "id": "u"}
    copied = register(
        organizations=[COUNTY, TOWN, other],
        talks=[
            {**TALK, "problems": [problem]},
            {**TALK, "id": "talk-2", "organization": "u", "problems": [problem]},
        ],
    )
    code, output = audited(capsys, file, copied)
    assert code == 0
    assert "1 violated (1 advisory)" in output
    assert "Advisory (1)" in output


def test_a_register_without_talks_ends_with_0(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    code, output = audited(capsys, file, '{"format": "supervision-talk/register/1"}')
    assert code == 0
    assert "0 violated, 0 pending, 0 cannot be told, 0 satisfied." in output


# What cannot be used


def test_bad_file_bad_date_and_bad_policy_are_all_named_at_once(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    file.write_text(register(talks=[{**TALK, "kind": "SECRET"}], people=3), encoding="utf-8")
    policy = tmp_path / "policy.toml"
    policy.write_text('roll = "SECRET"\nmeasures_within_days = 40\n', encoding="utf-8")
    ran = run(
        capsys, "audit", str(file), "--as-of", "2026-02-30", "--policy", str(policy), "--lang", "en"
    )
    assert ran.code == 2
    assert ran.output == ""
    for place in (
        f"{file}: /talks/0/kind: expected one of",
        f"{file}: /people: expected a list",
        "--as-of: no such day; expected a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD",
        f"{policy}: roll: expected one of rest_days, public_holidays, none",
        f"{policy}: measures_within_days: expected a whole number of days, 1 to 28",
        "See 'supervision-talk audit --help'",
    ):
        assert place in ran.errors
    assert "SECRET" not in ran.errors


@pytest.mark.parametrize(
    "date",
    [
        "2026-02-30",
        "2026-W06-2",
        "1899-12-31",
        "2200-01-01",
        "2026-02-03T00:00:00",
        "today",
        "",
    ],
)
def test_a_date_is_a_day_of_1900_to_2199(capsys: pytest.CaptureFixture[str], date: str) -> None:
    ran = run(capsys, "audit", XUNDIAN, "--as-of", date)
    assert (ran.code, ran.output) == (2, "")
    assert "expected a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD" in ran.errors


@pytest.mark.parametrize("date", ["2026-13-01", "2026-02-30", "20261301", "2026年2月30日"])
def test_a_day_that_there_is_not_is_said_not_to_be(capsys: Capsys, date: str) -> None:
    assert (
        "--as-of: no such day; expected a date"
        in run(capsys, "audit", XUNDIAN, "--as-of", date).errors
    )
    assert (
        "--as-of：没有这一天；应为"
        in run(capsys, "audit", XUNDIAN, "--as-of", date, "--lang", "zh").errors
    )


@pytest.mark.parametrize("date", ["yesterday", "1899-12-31"])
def test_what_is_no_day_or_too_early_is_not_called_so(capsys: Capsys, date: str) -> None:
    assert "no such day" not in run(capsys, "audit", XUNDIAN, "--as-of", date).errors


@pytest.mark.parametrize(
    "date", ["2026年10月5日", "20261005", "2026/10/5", "2026.10.05", "2026-10-5", " 2026-10-05"]
)
def test_a_date_may_be_written_as_in_a_ledger(capsys: Capsys, date: str) -> None:
    assert run(capsys, "audit", XUNDIAN, "--as-of", date) == run(capsys, *AUDIT_XUNDIAN)


@pytest.mark.parametrize("date", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_can_be_asked_about(
    capsys: pytest.CaptureFixture[str], file: Path, date: str
) -> None:
    file.write_text(register(), encoding="utf-8")
    assert run(capsys, "audit", str(file), "--as-of", date).output != ""


def test_a_missing_file_a_folder_and_a_missing_policy_are_said_to_be_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = run(capsys, "audit", str(tmp_path / "no"), "--as-of", "2026-04-01")
    folder = run(
        capsys, "audit", str(tmp_path), "--as-of", "2026-04-01", "--policy", str(tmp_path / "no")
    )
    assert (missing.code, missing.output, folder.code, folder.output) == (2, "", 2, "")
    assert f"supervision-talk: {tmp_path / 'no'}: cannot be read" in missing.errors
    assert "cannot be read (No such file or directory)" in missing.errors
    assert "cannot be read (Is a directory)" in folder.errors
    assert f"supervision-talk: {tmp_path / 'no'}: cannot be read" in folder.errors


def test_names_are_for_people_not_for_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *AUDIT_XUNDIAN, "--names", "--format", "json")
    assert (ran.code, ran.output) == (2, "")
    assert "--names: the format json carries ids alone" in ran.errors


# The report as text


def test_the_sections_come_in_the_order_in_which_an_office_acts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = run(capsys, *AUDIT_XUNDIAN).output
    titles = [text for text in output.splitlines() if text and not text.startswith(" ")]
    assert [title.partition(" (")[0] for title in titles[5:]] == [
        "Overdue",
        "Not as required",
        "Advisory",
        "Pending, what is due next first",
        "Cannot be told, not recorded",
        "Talks that are not judged",
        titles[-1].partition(" (")[0],
    ]
    assert titles[-1].startswith("Digest sha-256 ")
    assert titles[-1].endswith(" (the same for the same register, date, policy and rules)")


def test_the_summary_says_how_things_stand_and_what_is_due_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = run(capsys, *AUDIT_XUNDIAN).output.splitlines()
    assert lines[0] == "Supervision talks as of 2026-10-05 · 530129"
    assert "25 violated (8 overdue, 16 other, 1 advisory)" in lines[1]
    assert lines[2] == (
        "Next due: 2026-10-08 (3 days left), 1 item: the interviewee is to report the measures to "
        "the committee that held the talk (p-530129-u24-1)."
    )
    assert lines[3] == ("Coverage of the term: 65 of 75 seats, 65 of 75 persons, 65 talks.")
    assert "72 talks; 69 under the Measures, 3 not." in lines[4]


def test_the_same_summary_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, *AUDIT_XUNDIAN, "--lang", "zh").output.splitlines()
    assert lines[0] == "监督谈话核对报告 · 截至2026-10-05 · 530129"
    assert "（其中逾期未办8项、其他16项、提示1项）" in lines[1]
    assert lines[2] == (
        "下一到期日：2026-10-08（还有3天），1项：被谈话人应当将思想认识和整改措施向开展谈话的"
        "党委（党组）报告（p-530129-u24-1）。"
    )
    assert lines[3] == "任期覆盖：岗位65/75，任职人65/75，谈话65人次。"
    assert lines[4] == "台账：组织81个，人员89名，谈话72次，其中纳入核对69次、未纳入3次。"


def test_what_is_only_past_its_planned_date_is_not_what_is_due_next(capsys: Capsys) -> None:
    """The term was planned to end on 2026-12-18 and runs on; the next dates are those of March."""
    given = ("audit", XUNDIAN, "--as-of", "2027-01-05")
    english = run(capsys, *given).output.splitlines()
    assert english[2].startswith("Next due: 2027-03-31 (85 days left), 2 items: ")
    assert "(530129, year 2026)" in english[2]
    assert english[3] == "Past the planned date, though there is still time: 20."
    chinese = run(capsys, *given, "--lang", "zh").output.splitlines()
    assert chinese[2].startswith("下一到期日：2027-03-31（还有85天），2项：")
    assert chinese[3] == "原定日期已过而期限尚未届满：20项。"


def test_what_is_due_next_is_said_in_words_with_the_first_few_whom_it_concerns(
    capsys: Capsys,
) -> None:
    given = ("audit", XUNDIAN, "--as-of", "2026-12-10")
    without = run(capsys, *given).output.splitlines()[2]
    assert without == (
        "Next due: 2026-12-18 (8 days left), 20 items: within a term regular talks are to reach "
        "the head of every next-level organization (530129-u25, 530129-u29, 530129-u35 and 7 "
        "more); a head who is in office long enough should have a regular talk in person "
        "meanwhile (p-530129-u25-1, p-530129-u29-1, p-530129-u35-1 and 7 more)."
    )
    named = run(capsys, *given, "--names", "--lang", "zh").output.splitlines()[2]
    assert "530129-u35（县市场监督管理局党组）等10个" in named


@pytest.mark.parametrize(
    ("language", "remarks"),
    [
        (
            "en",
            [
                "The register holds no records.",
                "The Measures took effect on 2026-01-30; on 2025-03-01 they were not in force.",
            ],
        ),
        ("zh", ["台账中没有任何记录。", "《办法》自2026-01-30起施行，2025-03-01尚未施行。"]),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ("audit",),
        ("obligations", "--from", "2025-03-01", "--to", "2025-04-01"),
        ("coverage",),
        ("statistics",),
    ],
)
def test_why_there_is_nothing_to_tell_is_said_first(
    capsys: Capsys, file: Path, command: tuple[str, ...], language: str, remarks: list[str]
) -> None:
    file.write_text('{"format": "supervision-talk/register/1"}')
    given = (command[0], str(file), *command[1:], "--as-of", "2025-03-01", "--lang", language)
    ran = run(capsys, *given)
    assert ran.code == 0
    assert ran.output.splitlines()[1:3] == remarks


def test_a_register_without_anything_to_check_is_said_to_be_so(capsys: Capsys, file: Path) -> None:
    _, output = audited(capsys, file, register(organizations=[COUNTY]))
    assert output.splitlines()[1] == (
        "The register holds nothing that the rules are about, so nothing was checked."
    )
    assert "holds no" not in audited(capsys, file, register(talks=[TALK]))[1]


def marks(output: str, title: str) -> list[str]:
    """What stands in front of each finding of a section."""
    section = output.split(f"{title} (")[1].split("\n\n", maxsplit=1)[0].splitlines()[1:]
    return [text.split("  ")[1] for text in section if text[:3].strip()]


def test_what_is_overdue_longest_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    late = marks(run(capsys, *AUDIT_XUNDIAN).output, "Overdue")
    days = [int(mark.split()[0]) for mark in late]
    assert days == sorted(days, reverse=True) == [101, 98, 67, 52, 52, 26, 19, 5]


def test_what_is_due_next_comes_first_and_what_has_no_date_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    due = marks(run(capsys, *AUDIT_XUNDIAN).output, "Pending, what is due next first")
    assert due == sorted(due)
    assert due[0] == "2026-10-08"
    assert due[-2:] == ["no date", "no date"]


def test_a_finding_shows_sentence_organization_bearer_and_rule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = run(capsys, *AUDIT_XUNDIAN).output
    assert (
        "talk t-530129-u19: the interviewee is to report on the rectification within three months "
        "of the talk (Art. 11 ¶2); due on 2026-09-09, nothing shows it done, 26 days overdue; the "
        "interviewee is to report on the rectification to the committee.\n"
    ) in output
    assert (
        "530129-u19 · interviewee p-530129-u19-1 · ST1106 · the interviewee's last day in office "
        "2026-07-31\n"
    ) in output


def test_satisfied_findings_are_listed_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    without = run(capsys, *AUDIT_XUNDIAN).output
    everything = run(capsys, *AUDIT_XUNDIAN, "--all").output
    assert "\nSatisfied (" not in without
    assert "\nSatisfied (" in everything
    assert without.splitlines()[:5] == everything.splitlines()[:5]


def test_names_are_shown_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    without = run(capsys, *AUDIT_XUNDIAN, "--lang", "zh").output
    named = run(capsys, *AUDIT_XUNDIAN, "--lang", "zh", "--names").output
    assert "县民政局党组" not in without
    assert "530129-u19（县民政局党组）" in named
    assert named.splitlines()[0].endswith("530129（寻甸回族彝族自治县委）")


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    _, output = audited(capsys, file, register(talks=[TALK]), "--names")
    assert "head (\ufffd[31m某人)" in output
    assert "\x1b" not in output


def test_values_of_the_policy_that_differ_are_named(
    capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text('{"roll": "none", "measures_within_days": 15}', encoding="utf-8")
    _, output = audited(capsys, file, register(talks=[TALK]), "--policy", str(policy))
    assert "\nPolicy: roll=none, measures_within_days=15\n" in output
    assert "due on 2026-03-25" in output


def test_many_talks_that_are_not_judged_are_counted_after_the_first_dozen(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    talks = [{**TALK, "id": f"talk-{number:02}", "kind": "other"} for number in range(15)]
    _, output = audited(capsys, file, register(talks=talks))
    assert "Talks that are not judged (15)" in output
    assert "talk-11 and 3 more\n" in output


def test_what_is_due_on_the_day_of_the_audit_is_due_today(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    content = register(talks=[TALK])
    file.write_text(content, encoding="utf-8")
    output = run(capsys, "audit", str(file), "--as-of", "2026-04-10").output
    assert "Next due: 2026-04-10 (today), 2 items: the interviewee is to " in output
    assert "due on 2026-04-10, today;" in output
    chinese = run(capsys, "audit", str(file), "--as-of", "2026-04-10", "--lang", "zh").output
    assert "下一到期日：2026-04-10（今天），2项：被谈话人应当" in chinese
    assert "2026-04-10到期，就在今天。" in chinese


def test_one_day_is_one_day(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text(register(talks=[TALK]), encoding="utf-8")
    before = run(capsys, "audit", str(file), "--as-of", "2026-04-09").output
    after = run(capsys, "audit", str(file), "--as-of", "2026-04-11").output
    assert "1 day left" in before
    assert "1 day late" in after
    assert "1 days" not in before + after


# The report as JSON


def test_the_report_as_json_lists_satisfied_findings_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = json.loads(run(capsys, *AUDIT_XUNDIAN, "--format", "json").output)
    everything = json.loads(run(capsys, *AUDIT_XUNDIAN, "--format", "json", "--all").output)
    assert plain["totals"] == everything["totals"]
    assert plain["digest"] == everything["digest"]
    assert len(everything["findings"]) == sum(plain["totals"].values())
    assert [each for each in everything["findings"] if each["outcome"] != "satisfied"] == (
        plain["findings"]
    )


def test_the_report_as_json_keeps_chinese_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert "被谈话人" in run(capsys, *AUDIT_XUNDIAN, "--format", "json").output


def test_json_lines_give_the_same_report(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    lines = [
        {"format": "supervision-talk/register/1"},
        {"type": "organization", **COUNTY},
        {"type": "organization", **TOWN},
        {"type": "person", **PERSON},
        {"type": "talk", **TALK},
    ]
    document = audited(capsys, file, register(talks=[TALK]), "--format", "json")
    streamed = audited(capsys, file, "\n".join(map(json.dumps, lines)), "--format", "json")
    assert streamed == document


def test_a_mistake_in_json_lines_names_the_file_and_the_line(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    lines = [{"format": "supervision-talk/register/1"}, {"type": "person"}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = run(capsys, "audit", str(file), "--as-of", "2026-04-01")
    assert ran.code == 2
    assert f"{file}: line 2" in ran.errors
