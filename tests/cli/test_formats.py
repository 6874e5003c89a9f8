"""Spreadsheets and pages on the command line: what reads them, what writes them, where to."""

import io
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from openpyxl import load_workbook

from supervision_talk import Register
from supervision_talk.interchange import load, write_ledger
from tests.cli.running import AUDIT_XUNDIAN, XUNDIAN, run, run_on_terminal, run_process

AS_OF = ("--as-of", "2026-10-05")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers") / "xundian.xlsx"
    write_ledger(load(XUNDIAN), path)
    return path


# Ledgers in


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--format", "json"),
        ("obligations", "--from", "2026-10-01", "--to", "2026-10-31"),
        ("coverage",),
        ("statistics", "--year", "2026"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_ledger_gives_the_answer_that_its_register_gives(
    capsys: pytest.CaptureFixture[str], ledger: Path, arguments: tuple[str, ...]
) -> None:
    command, *more = arguments
    from_ledger = run(capsys, command, str(ledger), *AS_OF, *more)
    from_json = run(capsys, command, XUNDIAN, *AS_OF, *more)
    assert from_ledger == from_json
    assert from_ledger.errors == ""


def test_a_ledger_comes_by_standard_input_as_well(ledger: Path) -> None:
    ran = run_process("audit", "-", *AS_OF, "--lang", "zh", given=ledger.read_bytes())
    assert ran.code == 1
    assert ran.output.startswith("监督谈话核对报告")


def test_mistakes_in_a_ledger_are_named_by_cell_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], ledger: Path, tmp_path: Path
) -> None:
    workbook = load_workbook(ledger)
    workbook["谈话"]["B3"] = "别的"
    workbook["谈话"]["M4"] = "=TODAY()"
    broken = tmp_path / "broken.xlsx"
    workbook.save(broken)
    ran = run(capsys, "audit", str(broken), *AS_OF)
    assert ran.code == 2
    assert ran.output == ""
    assert f"{broken}: 谈话!第3行 B列 (kind): expected one of 定期谈话 (regular)" in ran.errors
    assert f"{broken}: 谈话!第4行 M列 (talker_prepared_on): expected a value" in ran.errors
    assert "别的" not in ran.errors


def test_without_the_extra_a_ledger_ends_with_2_and_names_it(
    capsys: pytest.CaptureFixture[str], ledger: Path
) -> None:
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        ran = run(capsys, "audit", str(ledger), *AS_OF)
    assert ran.code == 2
    assert "supervision-talk[xlsx]" in ran.errors


# Reports out


def test_a_page_is_written_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *AUDIT_XUNDIAN, "--format", "html", "--lang", "zh")
    assert ran.code == 1
    assert ran.output.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert ran.output.endswith("</html>\n")
    assert "寻甸" not in ran.output


def test_a_page_has_names_where_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *AUDIT_XUNDIAN, "--format", "html", "--names")
    assert '<html lang="en">' in ran.output
    assert "寻甸" in ran.output


def test_a_workbook_is_written_to_a_file_or_as_bytes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "report.xlsx"
    ran = run(capsys, *AUDIT_XUNDIAN, "--format", "xlsx", "-o", str(path))
    assert ran == (1, "", "")
    assert load_workbook(path).sheetnames == ["Summary", "Findings", "Coverage", "Not judged"]


@pytest.mark.parametrize("option", [("-o",), ("--output",)])
@pytest.mark.parametrize("kind", ["text", "json", "html"])
def test_a_file_holds_what_standard_output_would(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, option: tuple[str]
) -> None:
    path = tmp_path / "report"
    path.write_text("an older and far longer report" * 10_000)
    shown = run(capsys, *AUDIT_XUNDIAN, "--format", kind)
    written = run(capsys, *AUDIT_XUNDIAN, "--format", kind, *option, str(path))
    assert written == (shown.code, "", "")
    assert path.read_text("utf-8") == shown.output


def test_bytes_go_through_a_pipe_and_not_to_a_terminal() -> None:
    piped = subprocess.run(
        [sys.executable, "-m", "supervision_talk", *AUDIT_XUNDIAN, "--format", "xlsx"],
        capture_output=True,
        check=False,
    )
    assert piped.returncode == 1
    assert len(load_workbook(io.BytesIO(piped.stdout)).sheetnames) == 4
    shown = run_on_terminal([*AUDIT_XUNDIAN, "--format", "xlsx", "--lang", "en"])
    assert shown.code == 2
    assert "a terminal shows no workbook" in shown.output


def test_a_file_that_cannot_be_written_ends_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran = run(capsys, *AUDIT_XUNDIAN, "-o", str(tmp_path / "no" / "report"))
    assert ran.code == 2
    assert ran.output == ""
    assert "cannot be written (No such file or directory)" in ran.errors


def test_without_the_extra_a_workbook_ends_with_2_and_names_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "report.xlsx"
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        ran = run(capsys, *AUDIT_XUNDIAN, "--format", "xlsx", "-o", str(path))
    assert ran.code == 2
    assert "supervision-talk[xlsx]" in ran.errors
    assert not path.exists()


# The template


@pytest.mark.parametrize(("language", "title"), [("zh", "说明"), ("en", "Explanation")])
def test_a_template_is_an_empty_ledger_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, title: str
) -> None:
    path = tmp_path / "ledger.xlsx"
    ran = run(capsys, "template", str(path), "--lang", language)
    assert ran.code == 0
    assert f"supervision-talk audit {path}" in ran.output
    assert load_workbook(path).sheetnames[0] == title
    assert load(path) == Register()
    assert run(capsys, "audit", str(path), *AS_OF).code == 0


def test_a_template_never_replaces_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(b"filled in")
    ran = run(capsys, "template", str(path))
    assert ran.code == 2
    assert ran.output == ""
    assert "it is left alone" in ran.errors
    assert path.read_bytes() == b"filled in"


def test_a_template_goes_through_a_pipe_and_not_to_a_terminal() -> None:
    piped = subprocess.run(
        [sys.executable, "-m", "supervision_talk", "template", "-"],
        capture_output=True,
        check=True,
    )
    assert load(io.BytesIO(piped.stdout)) == Register()
    assert run_on_terminal(["template", "-"]).code == 2


def test_without_the_extra_a_template_ends_with_2_and_names_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        ran = run(capsys, "template", str(tmp_path / "ledger.xlsx"))
    assert ran.code == 2
    assert "supervision-talk[xlsx]" in ran.errors
    assert list(tmp_path.iterdir()) == []
