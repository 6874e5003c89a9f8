"""``supervision-talk statistics``: the figures of a year, as a table and as JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from supervision_talk import dump
from supervision_talk.cli.page import columns_of
from tests.cli.running import XUNDIAN, run
from tests.small_registers import COUNTY, TOWN, register_of, talk_on

XUNDIAN_2026 = ("statistics", XUNDIAN, "--as-of", "2026-10-05")

Capsys = pytest.CaptureFixture[str]


def row(output: str, name: str) -> list[str]:
    """Give the cells of the first row that begins so."""
    found = next(each for each in output.splitlines() if each.startswith(f"{name} "))
    return [each for each in found.removeprefix(name).split("  ") if each]


def test_the_table_tells_talks_by_kind_and_month(capsys: Capsys) -> None:
    code, output, errors = run(capsys, *XUNDIAN_2026)
    assert (code, errors) == (0, "")
    assert output.startswith("Supervision talks in figures: 2026, as of 2026-10-05\n")
    months = [each.strip() for each in row(output, "regular")]
    assert months == ["1", "0", "18", "18", "14", "13", "2", "1", "1", "0", "0", "0", "68"]
    assert "1 of them before the Measures took effect." in output


def test_the_table_tells_seats_persons_and_talks_apart(capsys: Capsys) -> None:
    cells = [each.strip() for each in row(run(capsys, *XUNDIAN_2026).output, "running terms")]
    assert cells[:5] == ["75", "65 (86.7%)", "75", "65 (86.7%)", "65"]


def test_the_table_tells_how_each_duty_stands(capsys: Capsys) -> None:
    """Of ST1102, 66 reports were in time, one a day late, one is overdue and one open."""
    output = run(capsys, *XUNDIAN_2026).output
    cells = [each.strip() for each in row(output, "ST1102")]
    assert cells == ["66", "1", "1", "1", "0", "0", "0", "97.1%"]
    assert "ST1302" not in output
    assert [each.strip() for each in row(output, "ST0507")][-1] == "-"
    assert "\nOverdue in all: 8.\n" in output
    assert output.count("the interviewee is to report the measures to the committee") == 1


def test_the_table_speaks_chinese(capsys: Capsys) -> None:
    output = run(capsys, *XUNDIAN_2026, "--lang", "zh").output
    assert output.startswith("监督谈话统计 · 2026年 · 截至2026-10-05\n")
    assert "其中《办法》施行之前1次。" in output
    assert "\n逾期未办合计8项。\n" in output


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_keeps_to_a_narrow_terminal(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Every row of figures stays in one line, also where there are many."""
    monkeypatch.setenv("COLUMNS", "80")
    output = run(capsys, *XUNDIAN_2026, "--lang", language).output
    assert max(map(columns_of, output.splitlines())) <= 80
    rows = [each for each in output.splitlines() if each.startswith("ST1102 ")]
    assert len(rows) == 2
    assert rows[0].split()[-1] == "97.1%"


@pytest.mark.parametrize(
    ("language", "coverage", "note", "remark"),
    [
        ("en", "as of 2026-10-05", "Duties are those due in 2025", "on 2025-12-31 they were not"),
        ("zh", "截至2026-10-05", "义务按2025年内到期的统计", "2025-12-31尚未施行。"),
    ],
)
def test_what_is_not_of_the_year_is_said_to_be_so(
    capsys: Capsys, language: str, coverage: str, note: str, remark: str
) -> None:
    """Coverage and what has no date are told as of the day, whatever the year."""
    output = run(capsys, *XUNDIAN_2026, "--year", "2025", "--lang", language).output
    lines = output.splitlines()
    assert remark in lines[1]
    assert any(each.startswith(coverage) for each in lines)
    assert note in output


def test_json_is_the_document_of_the_statistics(capsys: Capsys) -> None:
    code, output, _ = run(capsys, *XUNDIAN_2026, "--format", "json")
    document = json.loads(output)
    assert code == 0
    assert (document["format"], document["as_of"], document["year"]) == (
        "supervision-talk/statistics/1",
        "2026-10-05",
        2026,
    )
    assert document["total"]["coverage"]["running"]["seats_share"] == 0.8667
    assert "5301" not in output


def test_another_year_can_be_asked_for(capsys: Capsys) -> None:
    given = ("statistics", XUNDIAN, "--as-of", "2027-03-15", "--year", "2026")
    assert run(capsys, *given).output.startswith("Supervision talks in figures: 2026")
    assert run(capsys, *given[:-2]).output.startswith("Supervision talks in figures: 2027")


def test_several_levels_stand_one_below_the_other_and_terms_that_ended_apart(
    capsys: Capsys, tmp_path: Path
) -> None:
    village = {"id": "v", "kind": "grassroots", "level": "grassroots", "superior": "town"}
    register = register_of(
        organizations=[COUNTY, TOWN, village],
        people=[{"id": "p"}],
        appointments=[
            {"person": "p", "organization": "town", "role": "secretary", "start": "2025-01-01"}
        ],
        terms=[
            {"organization": "county", "ordinal": 14, "start": "2021-07-01", "end": "2026-06-30"}
        ],
        talks=[talk_on(date(2026, 3, 10), kind="timely")],
    )
    dump(register, tmp_path / "register.json")
    given = ("statistics", str(tmp_path / "register.json"), "--as-of", "2026-10-05")
    english, chinese = run(capsys, *given).output, run(capsys, *given, "--lang", "zh").output
    headings = ["All committees (2)", "Committees of the county level (1)"]
    places = [english.index(each) for each in [*headings, "Committees of the township level (1)"]]
    assert places == sorted(places)
    assert english.count("ended terms") == 2
    assert "县级党委（党组）（1个）" in chinese
    assert chinese.count("当年届满") == 2


@pytest.mark.parametrize(
    ("year", "problem"),
    [
        ("2027", "--year: expected that of --as-of or an earlier one"),
        ("1899", "--year: expected a year from 1900 to 2199"),
        ("20260", "--year: expected a year from 1900 to 2199"),
        ("this", "--year: expected a year from 1900 to 2199"),
        ("٢٠٢٦", "--year: expected a year from 1900 to 2199"),
    ],
)
def test_a_year_that_cannot_be_used_is_refused(capsys: Capsys, year: str, problem: str) -> None:
    code, output, errors = run(capsys, *XUNDIAN_2026, "--year", year)
    assert (code, output) == (2, "")
    assert problem in errors
