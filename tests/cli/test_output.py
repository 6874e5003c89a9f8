"""What commands write to files: nothing that they read, and what the file's ending says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from supervision_talk.interchange import load, write_ledger
from tests.cli.running import XUNDIAN, run

AS_OF = ("--as-of", "2026-10-05")
OCTOBER = (*AS_OF, "--from", "2026-10-01", "--to", "2026-10-31")
COMMANDS = {
    "audit": AS_OF,
    "obligations": OCTOBER,
    "coverage": AS_OF,
    "statistics": AS_OF,
}

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.json"
    path.write_bytes(Path(XUNDIAN).read_bytes())
    return path


# What was read is never written over


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("by", ["name", "link", "hard link", "another way"])
def test_the_register_that_was_read_is_not_written_over(
    capsys: Capsys, register: Path, command: str, by: str
) -> None:
    before = register.read_bytes()
    output = register.with_name("output.json")
    match by:
        case "name":
            output = register
        case "link":
            output.symlink_to(register)
        case "hard link":
            os.link(register, output)
        case _:
            output = register.parent / ".." / register.parent.name / register.name
    ran = run(capsys, command, str(register), *COMMANDS[command], "-o", str(output))
    assert (ran.code, ran.output) == (2, "")
    assert "--output: expected another file than FILE, which would be written over" in ran.errors
    assert register.read_bytes() == before


def test_a_ledger_that_was_read_is_not_written_over_in_chinese_too(
    capsys: Capsys, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger.xlsx"
    write_ledger(load(XUNDIAN), ledger)
    before = ledger.read_bytes()
    given = ("audit", str(ledger), *AS_OF, "--format", "xlsx", "-o", str(ledger), "--lang", "zh")
    ran = run(capsys, *given)
    assert (ran.code, ran.output) == (2, "")
    assert "--output：应为FILE以外的文件，否则FILE将被覆盖" in ran.errors
    assert ledger.read_bytes() == before


def test_the_policy_that_was_read_is_not_written_over(capsys: Capsys, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('roll = "none"')
    ran = run(capsys, "audit", XUNDIAN, *AS_OF, "--policy", str(policy), "-o", str(policy))
    assert ran.code == 2
    assert "--output: expected another file than --policy" in ran.errors
    assert policy.read_text() == 'roll = "none"'


def test_what_stands_behind_standard_input_is_not_written_over(register: Path) -> None:
    before = register.read_bytes()
    command = [sys.executable, "-m", "supervision_talk", "audit", "-", *AS_OF, "-o", str(register)]
    with register.open("rb") as given:
        done = subprocess.run(command, stdin=given, capture_output=True, check=False)
    assert done.returncode == 2
    assert register.read_bytes() == before


def test_it_is_refused_together_with_all_else_that_is_wrong(capsys: Capsys, register: Path) -> None:
    register.write_text("{")
    ran = run(capsys, "audit", str(register), "--as-of", "2026-02-30", "-o", str(register))
    for problem in ("line 1, column 2", "--as-of: ", "--output: "):
        assert problem in ran.errors


def test_a_file_that_was_not_read_is_replaced(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("an older report")
    assert run(capsys, "audit", XUNDIAN, *AS_OF, "-o", str(path)).code == 1
    assert path.read_text("utf-8").startswith("Supervision talks as of")


# The ending says the format


@pytest.mark.parametrize(
    ("command", "ending", "start"),
    [
        ("audit", ".html", b"<!doctype html>"),
        ("audit", ".HTM", b"<!doctype html>"),
        ("audit", ".xlsx", b"PK"),
        ("audit", ".txt", b"Supervision talks as of"),
        ("audit", ".out", b"Supervision talks as of"),
        ("obligations", ".ics", b"BEGIN:VCALENDAR\r\n"),
        ("obligations", ".txt", b"What is owed"),
        ("coverage", "", b"Coverage of terms"),
        ("statistics", ".txt", b"Supervision talks in figures"),
    ],
)
def test_the_ending_decides_where_no_format_is_asked_for(
    capsys: Capsys, tmp_path: Path, command: str, ending: str, start: bytes
) -> None:
    path = tmp_path / f"written{ending}"
    ran = run(capsys, command, XUNDIAN, *COMMANDS[command], "-o", str(path))
    assert (ran.code, ran.output, ran.errors) == (command == "audit", "", "")
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_json_to_a_file(capsys: Capsys, tmp_path: Path, command: str) -> None:
    path = tmp_path / "written.json"
    run(capsys, command, XUNDIAN, *COMMANDS[command], "-o", str(path))
    shown = run(capsys, command, XUNDIAN, *COMMANDS[command], "--format", "json").output
    assert json.loads(path.read_text("utf-8")) == json.loads(shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_format_and_an_ending_that_disagree_are_refused(
    capsys: Capsys, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "page.html"
    given = (command, XUNDIAN, *COMMANDS[command], "--format", "json", "-o", str(path))
    english, chinese = run(capsys, *given), run(capsys, *given, "--lang", "zh")
    assert english.code == chinese.code == 2
    assert "--format: does not agree with the ending .html of --output" in english.errors
    assert "--format：与--output的文件扩展名.html不一致" in chinese.errors
    assert not path.exists()


@pytest.mark.parametrize("command", ["obligations", "coverage", "statistics"])
def test_an_ending_of_what_a_command_does_not_write_is_refused(
    capsys: Capsys, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "workbook.xlsx"
    given = (command, XUNDIAN, *COMMANDS[command], "-o", str(path))
    assert run(capsys, *given).code == 2
    assert "--output: this command does not write" in run(capsys, *given).errors
    assert "--output：扩展名.xlsx" in run(capsys, *given, "--lang", "zh").errors
    assert not path.exists()


def test_a_file_that_cannot_be_written_leads_to_the_command_s_own_help(
    capsys: Capsys, tmp_path: Path
) -> None:
    ran = run(capsys, "coverage", XUNDIAN, *AS_OF, "-o", str(tmp_path / "no" / "written"))
    assert ran.code == 2
    assert "See 'supervision-talk coverage --help'" in ran.errors


# Names


def test_obligations_show_names_where_they_are_asked_for(capsys: Capsys, tmp_path: Path) -> None:
    document = json.loads(Path(XUNDIAN).read_text("utf-8"))
    for person in document["people"]:
        if person["id"] == "p-530129-u38-1":
            person["name"] = "甲"
    path = tmp_path / "named.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    given = ("obligations", str(path), *OCTOBER)
    without, named = run(capsys, *given).output, run(capsys, *given, "--names").output
    assert "甲" not in without
    assert "interviewee p-530129-u38-1 (甲) · owed to 530129 (寻甸回族彝族自治县委)" in named
    chinese = run(capsys, *given, "--names", "--lang", "zh").output
    assert "被谈话人 p-530129-u38-1（甲） · 报送 530129（寻甸回族彝族自治县委）" in chinese


def test_coverage_shows_names_where_they_are_asked_for(capsys: Capsys) -> None:
    given = ("coverage", XUNDIAN, *AS_OF)
    assert "县" not in run(capsys, *given).output
    named = run(capsys, *given, "--names").output
    assert "committee 530129 (寻甸回族彝族自治县委)" in named
    assert "530129-u25 (" in named


@pytest.mark.parametrize("format_", ["json", "ics"])
def test_names_are_for_people_not_for_programs(capsys: Capsys, format_: str) -> None:
    ran = run(capsys, "obligations", XUNDIAN, *OCTOBER, "--format", format_, "--names")
    assert (ran.code, ran.output) == (2, "")
    assert f"--names: the format {format_} carries ids alone" in ran.errors


# Options


def test_an_option_that_is_given_twice_is_refused(capsys: Capsys) -> None:
    ran = run(capsys, "audit", XUNDIAN, *AS_OF, "--as-of", "2026-10-06")
    assert (ran.code, ran.output) == (2, "")
    assert "--as-of: expected once, not repeatedly" in ran.errors
    chinese = run(capsys, "audit", XUNDIAN, *AS_OF, *AS_OF, "--lang", "zh")
    assert "--as-of：只能给出一次" in chinese.errors
