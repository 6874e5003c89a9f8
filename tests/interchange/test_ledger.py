"""A register as a ledger workbook and back: equal, whatever its texts hold."""

import io
import re
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_talk.errors import InvalidRegister
from supervision_talk.interchange import load, loads, write_ledger, write_template
from supervision_talk.interchange.cell_texts import escaped, unescaped
from supervision_talk.interchange.ledger.cells import choices
from supervision_talk.interchange.ledger.layout import LEDGER, Place
from supervision_talk.interchange.ledger.terms import HEADINGS, SHEETS
from supervision_talk.interchange.workbooks import columns_of
from supervision_talk.model import Register, Step, Talk
from supervision_talk.model.fields import SHANGHAI, field_types
from supervision_talk.model.kinds import RECORD_CLASSES
from supervision_talk.model.vocabulary import StepKind, TalkKind, Unit
from supervision_talk.strategies import registers
from supervision_talk.wording import LANGUAGES
from tests.interchange.workbooks import TALK, ledger_of, people, register_of, rows_of, xml_of

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))


def talk_with(**fields: object) -> Register:
    return register_of(talks=[{**TALK, **fields}])


# Round trips


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(registers(), st.sampled_from(LANGUAGES))
def test_a_register_written_as_a_ledger_and_read_back_is_equal(
    register: Register, language: str
) -> None:
    assert loads(ledger_of(register, language)) == register


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_county_comes_back_equal(language: str) -> None:
    county = load(ROOT / "examples" / "xundian.json")
    assert loads(ledger_of(county, language)) == county


def test_a_path_is_written_and_recognized_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ledger.dat"
    register = people("p")
    write_ledger(register, path)
    assert load(path) == register


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            '"',
            '""',
            '" "',
            "\n",
            "无",
            "none",
            "true",
            "#N/A",
            "0012",
            "1e5",
            " x ",
            "\t",
        ),
        *("=1+1", "+86", "-", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'quoted", "a\r\nb", "\x00\x0b"),
        *("_x0041_", "_x0041_x0042_", "_x000D\r", "\ufffe", "🏛", "2026-03-10", "纪律检查机关"),
    ],
)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    register = register_of(
        people=[{"id": "p", "name": text}], filings=[{"talk": "t", "copies": [{"to": text}]}]
    )
    assert loads(ledger_of(register)) == register


@given(st.lists(st.sampled_from(["_", "x", "x0041", "005F", "\r", "\x00", "_x0041_"])))
def test_escapes_are_undone_whatever_stands_beside_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert unescaped(escaped(text)) == text
    assert "\r" not in escaped(text)


@given(st.text('"“”  纪律检查机关discipline', max_size=9))
def test_quotation_marks_and_spaces_are_neither_lost_nor_taken_for_more(text: str) -> None:
    register = register_of(filings=[{"talk": "t", "copies": [{"to": text}, {"to": f'"{text}"'}]}])
    assert loads(ledger_of(register)) == register


@pytest.mark.parametrize(
    "interviewees",
    [None, [], ["无"], ["a,b"], ["a,b", "c、d"], ["a", "b"], ["none", "x y"], ["；"]],
)
def test_lists_of_ids_keep_apart_what_is_one_id(interviewees: list[str] | None) -> None:
    register = register_of(
        people=[{"id": each} for each in interviewees or ()],
        talks=[{**TALK, "interviewees": interviewees}],
    )
    assert loads(ledger_of(register)) == register


@pytest.mark.parametrize(
    "moment",
    [
        date(1900, 1, 1),
        date(1900, 2, 28),
        date(1900, 3, 1),
        date(2026, 3, 10),
        datetime(2026, 3, 10, tzinfo=SHANGHAI),
        datetime(2026, 3, 10, 9, 30, tzinfo=SHANGHAI),
        datetime(2026, 3, 10, 23, 59, 59, tzinfo=SHANGHAI),
        datetime(2026, 3, 10, 23, 59, 59, 999_999, tzinfo=SHANGHAI),
        datetime(1990, 9, 16, 1, 30, fold=1, tzinfo=SHANGHAI),
    ],
)
def test_a_day_and_a_time_of_day_stay_what_they_are(moment: date) -> None:
    talk = Talk(
        id="t",
        kind=TalkKind.OTHER,
        held_by="c",
        organization="c",
        steps=(Step(step=StepKind.COMMITMENT, at=moment),),
    )
    register = Register(organizations=register_of().organizations, talks=(talk,))
    again = loads(ledger_of(register)).talks[0].steps
    assert again == register.talks[0].steps
    assert [type(each.at) for each in again or ()] == [type(moment)]


def test_nothing_recorded_and_none_recorded_are_told_apart() -> None:
    not_recorded, none = talk_with(), talk_with(problems=[], basis=[], interviewees=[])
    assert loads(ledger_of(not_recorded)) == not_recorded
    assert loads(ledger_of(none)) == none
    talks = rows_of(ledger_of(none), "谈话")
    assert [talks[2][talks[1].index(name)] for name in ("problems", "basis")] == ["无", "无"]
    assert talks[2][talks[1].index("steps")] is None


def test_kept_for_is_nothing_none_or_a_list() -> None:
    for kept_for in (None, [], ["c"], ["c", "c"]):
        register = register_of(kept_for=kept_for)
        assert loads(ledger_of(register)) == register


# What an office sees


def test_closed_lists_are_written_in_chinese_and_offered_for_choice() -> None:
    data = ledger_of(talk_with(organized_by="office"))
    talks = rows_of(data, "谈话")
    assert talks[2][talks[1].index("kind")] == "定期谈话"
    assert talks[2][talks[1].index("organized_by")] == "办公厅（室）"
    xml = xml_of(data, "谈话")
    assert "定期谈话,及时谈话,任职谈话" in xml
    assert "OFFSET('组织'!$A$3" in xml


def test_copies_to_the_two_offices_are_written_by_their_names() -> None:
    register = register_of(
        filings=[{"talk": "t", "copies": [{"to": "discipline"}, {"to": "县委巡察办"}]}]
    )
    copies = rows_of(ledger_of(register), "抄送")
    assert [row[1] for row in copies[2:]] == [Unit.DISCIPLINE.chinese, "县委巡察办"]


def test_dates_are_date_cells() -> None:
    data = ledger_of(talk_with(recorded_on="2026-03-10", ended_at="2026-03-09"))
    talks = rows_of(data, "谈话")
    assert talks[2][talks[1].index("recorded_on")] == datetime(2026, 3, 10)
    assert talks[2][talks[1].index("ended_at")] == datetime(2026, 3, 9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_ledger_has_every_sheet_frozen_under_its_headings(language: str) -> None:
    stream = io.BytesIO()
    write_template(stream, language=language)
    data = stream.getvalue()
    assert loads(data) == Register()
    for sheet in LEDGER:
        title = sheet.title.in_language(language)
        headings, names = rows_of(data, title)
        assert list(names) == [column.name for column in sheet.columns]
        for column, heading in zip(sheet.columns, headings, strict=True):
            star = " *" if column.required else ""
            assert heading == column.heading.in_language(language) + star
        xml = xml_of(data, title)
        assert 'ySplit="2"' in xml
        assert 'state="frozen"' in xml


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explanation_names_every_column(language: str) -> None:
    stream = io.BytesIO()
    write_template(stream, language=language)
    explained = {
        (row[0], row[2])
        for row in rows_of(stream.getvalue(), "说明" if language == "zh" else "Explanation")
    }
    for sheet in LEDGER:
        for column in sheet.columns:
            assert (sheet.title.in_language(language), column.name) in explained


def test_every_field_has_its_heading_and_none_is_twice_on_a_sheet() -> None:
    assert SHEETS.keys() == HEADINGS.keys() == set(RECORD_CLASSES)
    for record in RECORD_CLASSES:
        assert HEADINGS[record].keys() == field_types(record).keys()
    for language in LANGUAGES:
        titles = [sheet.title.in_language(language) for sheet in LEDGER]
        assert len(set(titles)) == len(titles)
        for sheet in LEDGER:
            headings = [column.heading.in_language(language) for column in sheet.columns]
            assert len(set(headings)) == len(headings), headings


def test_lists_of_words_fit_into_the_place_that_a_workbook_has_for_them() -> None:
    data = ledger_of(Register())
    for sheet in LEDGER:
        for formula in re.findall("<formula1>(.*?)</formula1>", xml_of(data, sheet.title.zh)):
            assert len(formula) <= 255


def test_a_column_is_as_wide_as_its_heading_and_the_words_to_choose_from() -> None:
    xml = xml_of(ledger_of(Register()), "谈话")
    widths = [float(each) for each in re.findall(r'<col width="([0-9.]+)"', xml)]
    talk = next(sheet for sheet in LEDGER if sheet.record is Talk)
    assert len(widths) == len(talk.columns)
    for column, width in zip(talk.columns, widths, strict=True):
        texts = (column.heading.zh, column.name, *choices(column, "zh"))
        assert width > max(map(columns_of, texts)), column.name


def test_headings_are_printed_again_on_every_page() -> None:
    with ZipFile(io.BytesIO(ledger_of(Register()))) as archive:
        names = archive.read("xl/workbook.xml").decode()
    assert names.count("_xlnm.Print_Titles") == len(LEDGER) + 2
    assert "谈话'!$1:$1" in names
    explained = next(iter(re.findall(r"说明'!\$(\d+):", names)))
    headings = rows_of(ledger_of(Register()), "说明")[int(explained) - 1]
    assert headings[:2] == ("表", "列")


def test_the_key_of_what_parts_belong_to_stands_first() -> None:
    names = {
        sheet.title.zh: [each.name for each in sheet.columns if each.place is Place.OWNER]
        for sheet in LEDGER
        if sheet.part is not None
    }
    assert names["谈话步骤"] == ["talk.id"]
    assert names["整改措施"] == ["rectification.talk"]
    assert names["计划事项"] == ["plan.organization", "plan.year"]


# What no program runs


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1", "＠a"])
def test_a_text_that_begins_like_a_formula_is_written_as_marked_text(text: str) -> None:
    data = ledger_of(talk_with(problems=[{"id": "p", "summary": text, "concerns": "other"}]))
    xml = xml_of(data, "指出问题")
    cells = re.findall(r"<c [^>]*>.*?</c>", xml)
    assert cells
    for cell in cells:
        assert 't="inlineStr"' in cell
    assert "<f" not in xml.replace("<formula1>", "")
    cell = next(each for each in cells if re.search(r'r="C3"', each))
    style = re.search(r' s="(\d+)"', cell)
    assert style is not None
    assert int(style[1]) in quoted_styles(data)


def quoted_styles(data: bytes) -> set[int]:
    with ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*>", styles[styles.index("<cellXfs") :])
    return {index for index, each in enumerate(formats) if 'quotePrefix="1"' in each}


def test_ids_that_begin_like_formulas_come_back_equal() -> None:
    register = people("=A1", "-1", "@x", "+")
    assert loads(ledger_of(register)) == register


# What does not fit


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    register = register_of(people=[{"id": "p"}, {"id": "q", "name": "\x00" * 5_000}])
    with pytest.raises(InvalidRegister) as refused:
        ledger_of(register)
    assert [mistake.place for mistake in refused.value.mistakes] == ["人员 2 (name)"]
    fits = register_of(people=[{"id": "q", "name": "字" * 32_767}])
    assert loads(ledger_of(fits)) == fits


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of zh, en"):
        write_template(io.BytesIO(), language="fr")
