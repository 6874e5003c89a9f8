"""A report as a workbook: findings that can be filtered, the most urgent first, and counts."""

import io
import json
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from supervision_talk import Register, audit
from supervision_talk.interchange import load, loads
from supervision_talk.interchange.report_workbook import write_report_workbook
from supervision_talk.interchange.standings import Standing, committee_of, standing_of
from supervision_talk.interchange.workbooks import columns_of
from supervision_talk.measures import Outcome
from supervision_talk.wording import LANGUAGES
from tests.interchange.workbooks import register_of, rows_of, xml_of

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 10, 5)
TITLES = ("摘要", "核对结果", "覆盖情况", "未纳入核对的谈话")


@pytest.fixture(scope="module")
def county() -> Register:
    return load(ROOT / "examples" / "xundian.json")


def workbook_of(register: Register, *, language: str = "zh", names: bool = False) -> bytes:
    stream = io.BytesIO()
    report = audit(register, AS_OF)
    write_report_workbook(report, register, stream, language=language, names=names)
    return stream.getvalue()


def test_findings_stand_the_most_urgent_first_and_can_be_filtered(county: Register) -> None:
    data = workbook_of(county)
    headings, *rows = rows_of(data, "核对结果")
    report = audit(county, AS_OF)
    assert len(rows) == len(report.findings)
    standings = [row[headings.index("状态")] for row in rows]
    order = [standing.value.zh for standing in Standing]
    assert standings == sorted(standings, key=lambda each: order.index(str(each)))
    late = [row[headings.index("逾期（迟办）天数")] for row in rows if row[0] == order[0]]
    assert len(late) == 8
    assert late == sorted(late, key=lambda days: -int(str(days)))
    xml = xml_of(data, "核对结果")
    assert f'<autoFilter ref="A1:N{len(rows) + 1}"' in xml
    assert 'ySplit="1"' in xml


def test_each_row_says_what_its_finding_says(county: Register) -> None:
    for language, title in (("zh", "核对结果"), ("en", "Findings")):
        rows = rows_of(workbook_of(county, language=language), title)[1:]
        messages = {each.message.in_language(language) for each in audit(county, AS_OF).findings}
        assert {row[7] for row in rows} == messages


def test_a_row_is_as_high_as_its_sentence_needs(county: Register) -> None:
    # LibreOffice leaves rows at one line and cuts the sentence off.
    xml = xml_of(workbook_of(county), "核对结果")
    heights = {
        int(row): float(height)
        for row, height in re.findall(r'<row r="(\d+)"[^>]* ht="([0-9.]+)"', xml)
    }
    for number, row in enumerate(rows_of(workbook_of(county), "核对结果"), 1):
        if columns_of(str(row[7])) > 70:
            assert heights[number] >= 2 * 17


def test_what_is_not_recorded_is_named_in_the_language_of_the_workbook(county: Register) -> None:
    for language, title, named in (
        ("zh", "核对结果", "“谈话”表的谈话人准备日期（talker_prepared_on）"),
        ("en", "Findings", "talker_prepared_on"),
    ):
        rows = rows_of(workbook_of(county, language=language), title)
        assert named in {row[-1] for row in rows}


def test_the_summary_counts_what_the_report_counts(county: Register) -> None:
    report = audit(county, AS_OF)
    for language, title in (("zh", "摘要"), ("en", "Summary")):
        rows = rows_of(workbook_of(county, language=language), title)
        shown = {row[0]: row[1] for row in rows}
        for standing in Standing:
            count = sum(standing_of(each) is standing for each in report.findings)
            if standing is Standing.SATISFIED:
                count = report.totals[Outcome.SATISFIED]
            assert shown[standing.value.in_language(language)] == count
        by_rule = {row[0]: row[1:5] for row in rows}
        for code, counts in report.rules.items():
            if any(counts.values()):
                assert list(by_rule[code]) == [counts[outcome] for outcome in Outcome]


def test_the_summary_says_why_there_is_nothing_to_tell() -> None:
    for language, title, said in (
        ("zh", "摘要", "台账中没有任何记录。"),
        ("en", "Summary", "The register holds no records."),
    ):
        assert said in [
            row[0] for row in rows_of(workbook_of(Register(), language=language), title)
        ]


def test_names_are_shown_only_where_they_were_asked_for(county: Register) -> None:
    names = {each.name for each in county.organizations if each.name}

    def shown(data: bytes) -> set[str]:
        texts = "".join(xml_of(data, title) for title in TITLES)
        return {name for name in names if name in texts}

    assert shown(workbook_of(county)) == set()
    assert shown(workbook_of(county, names=True)) != set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_and_names_that_begin_like_formulas_are_texts(language: str) -> None:
    register = register_of(
        organizations=[
            {"id": "=c", "kind": "local_committee", "level": "county", "name": "=1+1"},
            {"id": "+o", "kind": "township_committee", "level": "township", "superior": "=c"},
        ],
        people=[{"id": "-p", "name": "@x"}],
        talks=[
            {
                "id": "=t",
                "kind": "regular",
                "held_by": "=c",
                "organization": "+o",
                "talker": "-p",
                "organized_by": "audit",
                "ended_at": "2026-03-10",
            },
            {"id": "=u", "kind": "other", "held_by": "=c", "organization": "+o"},
        ],
    )
    data = workbook_of(register, language=language, names=True)
    titles = re.findall('<sheet [^>]*name="([^"]*)"', _part(data, "xl/workbook.xml"))
    for title in titles:
        xml = xml_of(data, title)
        assert "<f>" not in xml
        for cell in re.findall(r"<c [^>]*>(?=<is>)", xml):
            assert 't="inlineStr"' in cell
    assert "=c（=1+1）" in xml_of(data, titles[1]) or "=c (=1+1)" in xml_of(data, titles[1])


def _part(data: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_coverage_and_talks_that_are_not_judged_have_sheets(county: Register) -> None:
    data = workbook_of(county)
    report = audit(county, AS_OF)
    (row,) = rows_of(data, "覆盖情况")[1:]
    (term,) = report.coverage
    assert row[:5] == ("530129", term.term, term.seats, term.seats_covered, term.seats_share)
    assert len(rows_of(data, "未纳入核对的谈话")) == len(report.not_governed) + 1


def test_a_path_is_written(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write_report_workbook(audit(Register(), AS_OF), Register(), path)
    assert len(rows_of(path.read_bytes(), "核对结果")) == 1


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of zh, en"):
        write_report_workbook(audit(Register(), AS_OF), Register(), io.BytesIO(), language="fr")


CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_finding_belongs_to_a_committee_whose_records_are_kept(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    register = loads(json.dumps(case["register"]))
    report = audit(register, date.fromisoformat(case["as_of"]), satisfied=True)
    assert report.findings or report.not_governed
    for finding in report.findings:
        assert committee_of(finding, register) in register.committees_kept
