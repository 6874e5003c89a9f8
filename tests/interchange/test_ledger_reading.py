"""What may stand in a ledger that people filled in, and how every mistake in one is named."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import cast
from unittest import mock

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from supervision_talk.errors import InvalidInput, MissingExtra
from supervision_talk.interchange import load, loads
from supervision_talk.model import Appointment, Organization, Person, Register, Talk
from supervision_talk.model.fields import SHANGHAI
from supervision_talk.model.vocabulary import TalkKind, Unit
from tests.chinese import told_in_chinese
from tests.interchange.workbooks import Value, changed, ledger_of, people, saved, workbook_of

ROOT = Path(__file__).parents[2]
COUNTY: Mapping[str, Value] = {"id": "c", "kind": "地方党委", "level": "县级"}
TALK: Mapping[str, Value] = {"id": "t", "kind": "定期谈话", "held_by": "c", "organization": "c"}


def talk_read(**fields: Value) -> Talk:
    """Read a talk from a row that somebody filled in."""
    return loads(workbook_of({"组织": [COUNTY], "谈话": [{**TALK, **fields}]})).talks[0]


def mistakes(data: bytes) -> list[str]:
    """Give what is said to be wrong with a workbook."""
    with pytest.raises(InvalidInput) as refused:
        loads(data)
    # Nothing that is being handled may hold a text of the workbook (Art. 16).
    assert refused.value.__context__ is None
    told_in_chinese(refused.value.mistakes)
    return [str(mistake) for mistake in refused.value.mistakes]


def mistakes_in_talk(**fields: Value) -> list[str]:
    return mistakes(workbook_of({"组织": [COUNTY], "谈话": [{**TALK, **fields}]}))


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give a workbook in which one part is another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as target:
        assert part in archive.namelist()
        for name in archive.namelist():
            content = archive.read(name)
            target.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


def copied_to(*typed: Value) -> list[str]:
    """Read the receivers of copies from cells that somebody filled in."""
    copies: list[dict[str, Value]] = [{"filing.talk": "t", "to": each} for each in typed]
    filing: Mapping[str, Value] = {"talk": "t"}
    data = workbook_of({"组织": [COUNTY], "谈话": [TALK], "归档": [filing], "抄送": copies})
    return [each.to for each in loads(data).filings[0].copies or ()]


# What is read


@pytest.mark.parametrize("word", ["及时谈话", "timely", " 及时谈话 ", "TIMELY"])
def test_a_word_is_read_in_chinese_and_as_code(word: str) -> None:
    assert talk_read(kind=word).kind is TalkKind.TIMELY


@pytest.mark.parametrize("word", ["办公厅（室）", "办公厅(室)", "office"])
def test_brackets_may_be_full_width_or_half_width(word: str) -> None:
    assert talk_read(organized_by=word).organized_by is Unit.OFFICE


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        (
            "discipline",
            "discipline 纪律检查机关 纪委 纪委监委 纪检监察机关 派驻纪检监察组 县纪委 本级纪委监委",
        ),
        (
            "organization",
            "organization 组织（人事）部门 组织(人事)部门 组织部 人事部门 组织人事部门 县委组织部",
        ),
    ],
)
def test_copies_go_to_the_two_units_by_the_names_that_offices_write(unit: str, names: str) -> None:
    assert copied_to(*names.split()) == [unit] * len(names.split())


def test_other_receivers_of_copies_are_kept_as_they_are() -> None:
    others = ["审计局", "县委巡察办", "政法委", "统战部"]
    assert copied_to(*others) == others


@pytest.mark.parametrize(
    "name",
    [
        *("纪念馆", "机关纪委", "上级纪委", "县委组织部干部科", "组织处", "人事科", "县监委"),
        *("纪委、组织部", "纪委(抄送)", "Organization department", "中组部"),
    ],
)
def test_a_receiver_that_is_only_like_one_of_the_two_is_asked_about(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        copied_to("纪委", name)
    [mistake] = refused.value.mistakes
    assert mistake.place == "抄送!第4行 B列 (to)"
    for word in ("纪律检查机关", "组织（人事）部门", "双引号"):
        assert word in mistake.expected.zh
    assert name not in str(refused.value)
    assert copied_to(f'"{name}"') == copied_to(f"“{name}”") == [name]


@pytest.mark.parametrize(
    "value",
    [
        *(date(2026, 3, 9), datetime(2026, 3, 9), "2026-03-09", "2026-3-9", "2026/3/9"),
        *("2026.3.9", "2026年3月9日", " 2026-03-09 ", "２０２６年３月９日"),
        *("２０２６０３０９", 20260309, 20260309.0),
    ],
)
def test_a_date_is_a_date_cell_or_a_text_that_nobody_mistakes(value: Value) -> None:
    assert talk_read(recorded_on=value).recorded_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    "value",
    [
        *(datetime(2026, 3, 9, 9, 5), "2026-03-09 09:05", "2026年3月9日 9:05", "2026/3/9 9:05:00"),
        *(
            "2026年3月9日9时5分",
            "2026年3月9日 9时05",
            "2026年3月9日上午9:05",
            "2026.3.9 上午9点5分",
        ),
    ],
)
def test_a_time_of_day_is_that_of_shanghai(value: Value) -> None:
    assert talk_read(ended_at=value).ended_at == datetime(2026, 3, 9, 9, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        *(("下午2点半", 14, 30), ("下午12:15", 12, 15), ("中午12时", 12, 0), ("中午1点", 13, 0)),
        *(("9时整", 9, 0), ("15时", 15, 0), ("上午11点40分", 11, 40)),
    ],
)
def test_a_time_of_day_may_be_written_as_offices_say_it(said: str, hour: int, minute: int) -> None:
    ended_at = talk_read(ended_at=f"2026年3月9日{said}").ended_at
    assert ended_at == datetime(2026, 3, 9, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize("said", ["上午12时", "下午15时", "中午3点", "25时", "9时61分", "9"])
def test_a_time_of_day_that_may_be_either_is_not_guessed_at(said: str) -> None:
    [mistake] = mistakes_in_talk(ended_at=f"2026年3月9日{said}")
    assert mistake.startswith("谈话!第3行 H列 (ended_at): expected a date")


def test_a_number_that_is_no_date_is_asked_for_as_one() -> None:
    # A program that shows numbers of this cell as dates has none for it, and says so as an error.
    for found in (mistakes_in_talk(recorded_on=20261399), mistakes_in_talk(recorded_on="#VALUE!")):
        assert found[0].startswith("谈话!第3行 Q列 (recorded_on): expected a date")


@pytest.mark.parametrize("value", [datetime(2026, 3, 9), "2026-03-09"])
def test_a_day_alone_in_a_time_column_is_a_day(value: Value) -> None:
    ended_at = talk_read(ended_at=value).ended_at
    assert ended_at == date(2026, 3, 9)
    assert not isinstance(ended_at, datetime)


@pytest.mark.parametrize(
    ("typed", "id"), [(371323, "371323"), (371323.0, "371323"), ("0123", "0123"), (" x ", "x")]
)
def test_an_id_is_text_or_the_digits_of_a_whole_number(typed: Value, id: str) -> None:
    assert talk_read(id=typed).id == id


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("a、b", ("a", "b")),
        ("a, b", ("a", "b")),
        ("a；b;\nc", ("a", "b", "c")),
        ("a,b/c", ("a,b", "c")),
        ("a", ("a",)),
        (12, ("12",)),
        ("无", ()),
        (" None ", ()),
        ("无/", ("无",)),
        (None, None),
        ("  ", None),
    ],
)
def test_several_ids_in_a_cell_are_parted_by_commas(
    typed: Value, ids: tuple[str, ...] | None
) -> None:
    heads: list[dict[str, Value]] = [{"id": each} for each in ids or ()]
    data = workbook_of({"组织": [COUNTY], "人员": heads, "谈话": [{**TALK, "interviewees": typed}]})
    assert loads(data).talks[0].interviewees == ids


@pytest.mark.parametrize("typed", ["是", True, "true", "yes"])
def test_yes_is_said_in_several_ways(typed: Value) -> None:
    data = workbook_of(
        {
            "组织": [COUNTY],
            "年度职责": [{"organization": "c", "year": 2026, "report_covers_talks": typed}],
        }
    )
    assert loads(data).annual_duties[0].report_covers_talks is True


@pytest.mark.parametrize("typed", [2026, 2026.0, " 2026 ", "2026年", "２０２６"])
def test_a_year_is_a_number_however_it_is_typed(typed: Value) -> None:
    data = workbook_of({"组织": [COUNTY], "年度职责": [{"organization": "c", "year": typed}]})
    assert loads(data).annual_duties[0].year == 2026


def test_parts_go_to_the_record_that_they_name_in_the_order_of_their_rows() -> None:
    data = workbook_of(
        {
            "谈话步骤": [
                {"talk.id": "t2", "step": "指出问题"},
                {"talk.id": "t", "step": "报告自查情况"},
                {"talk.id": "t2", "step": "表态发言"},
            ],
            "组织": [COUNTY],
            "谈话": [TALK, {**TALK, "id": "t2"}],
        }
    )
    steps = {talk.id: [step.step.value for step in talk.steps or ()] for talk in loads(data).talks}
    assert steps == {"t": ["self_examination"], "t2": ["issues_pointed_out", "commitment"]}


def test_items_go_to_the_plan_of_their_organization_and_year() -> None:
    plan: Mapping[str, Value] = {"organization": "c", "year": 2026}
    item: Mapping[str, Value] = {"plan.organization": "c", "plan.year": "2027", "organization": "c"}
    data = workbook_of(
        {
            "组织": [COUNTY],
            "年度计划": [plan, {**plan, "year": 2027}],
            "计划事项": [{**item, "id": "i"}],
        }
    )
    plans = loads(data).plans
    assert plans[0].items is None
    assert [item.id for item in plans[1].items or ()] == ["i"]


def test_columns_may_be_moved_and_left_out_and_blank_rows_stand_anywhere() -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("人员")
    for row in (
        ["姓名", "编号"],
        ["name", "id"],
        [None, None],
        ["甲", "p"],
        [" ", ""],
        [None, "q"],
    ):
        sheet.append(row)
    workbook.remove(workbook.worksheets[0])
    assert loads(saved(workbook)) == Register(people=(Person(id="p", name="甲"), Person(id="q")))


def test_spaces_around_the_names_in_the_second_row_do_not_matter() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "人员"
    for row in (["编号", "姓名"], [" id", "name "], ["p", None]):
        workbook.worksheets[0].append(row)
    assert loads(saved(workbook)) == people("p")


def test_sheets_and_columns_that_begin_as_notes_are_passed_over() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "备注1"
    workbook.worksheets[0].append(["=1+1"])
    sheet = workbook.create_sheet("People")
    for row in (["id", "备注（自用）"], ["id", None], ["p", "=1+1"]):
        sheet.append(row)
    assert loads(saved(workbook)) == people("p")


# What is refused, and how it is named


def test_a_mistake_is_named_by_sheet_row_and_column() -> None:
    (found,) = mistakes_in_talk(talker_prepared_on="昨天")
    assert found == (
        "谈话!第3行 M列 (talker_prepared_on): expected a date from 1900-01-01 to 2199-12-31, as "
        "YYYY-MM-DD; leave the cell empty where there is none"
    )
    data = workbook_of({"People": [{"name": "x"}]})
    assert mistakes(data)[0].startswith("People!row 3 column A (id): expected an id")
    assert mistakes(data)[0].endswith("; the field is required")


@pytest.mark.parametrize("typed", ["未报告", "/"])
def test_a_cell_that_says_there_is_no_date_is_to_be_left_empty(typed: str) -> None:
    data = workbook_of({"组织": [COUNTY], "谈话": [{**TALK, "recorded_on": typed}]})
    with pytest.raises(InvalidInput) as refused:
        loads(data)
    [mistake] = refused.value.mistakes
    assert mistake.expected.zh.endswith("；没有的请留空")
    post = {"person": "p", "organization": "c", "role": "书记", "start": typed}
    with pytest.raises(InvalidInput) as refused:
        loads(workbook_of({"组织": [COUNTY], "人员": [{"id": "p"}], "任职": [post]}))
    [mistake] = refused.value.mistakes
    assert "留空" not in mistake.expected.zh


def test_every_mistake_is_named_at_once_and_no_value_is_quoted() -> None:
    slipped = "绝密内容"
    data = workbook_of(
        {
            "组织": [COUNTY, {"id": "d", "kind": slipped, "level": None}],
            "人员": [{"id": "p"}],
            "谈话": [{**TALK, "ended_at": slipped, "talker": "p9", "participants": slipped}],
            "指出问题": [{"talk.id": "t", "id": "a/b", "concerns": slipped}],
            "谈话步骤": [{"talk.id": "other", "step": slipped}],
        }
    )
    found = mistakes(data)
    assert sorted(each.split(": ", 1)[0] for each in found) == sorted(
        [
            "组织!第4行 C列 (kind)",
            "组织!第4行 D列 (level)",
            "谈话!第3行 H列 (ended_at)",
            "谈话!第3行 E列 (talker)",
            "谈话!第3行 J列 (participants)",
            "指出问题!第3行 B列 (id)",
            "指出问题!第3行 D列 (concerns)",
            "谈话步骤!第3行 A列 (talk.id)",
            "谈话步骤!第3行 B列 (step)",
        ]
    )
    assert not any(slipped in each or "a/b" in each for each in found)


def test_a_word_that_is_none_is_answered_with_those_that_are() -> None:
    (found,) = mistakes_in_talk(kind="谈话")
    assert found == (
        "谈话!第3行 B列 (kind): expected one of 定期谈话 (regular), 及时谈话 (timely), "
        "任职谈话 (appointment), 诫勉谈话 (admonition), "
        "以谈话方式处置问题线索 (clue_disposal), 其他谈话 (other)"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recorded_on", "=TODAY()"),
        ("id", '="t"'),
        ("held_by", "=A1"),
        ("interviewees", "=A1"),
        ("participants", "=A1"),
    ],
)
def test_a_formula_is_refused_wherever_it_stands(field: str, value: str) -> None:
    found = mistakes_in_talk(**{field: value})
    assert len(found) == 1
    assert f"({field}): expected a value and no formula" in found[0]
    assert value not in found[0]


def test_a_formula_in_the_key_of_a_part_is_refused_once() -> None:
    data = workbook_of(
        {
            "组织": [COUNTY],
            "谈话": [TALK],
            "谈话步骤": [{"talk.id": "=谈话!A3", "step": "表态发言"}],
        }
    )
    (found,) = mistakes(data)
    assert found.startswith("谈话步骤!第3行 A列 (talk.id): expected a value and no formula")


def test_the_error_of_a_formula_is_refused() -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("人员")
    for row in (["x"], ["id"], ["#N/A"]):
        sheet.append(row)
    workbook.remove(workbook.worksheets[0])
    (found,) = mistakes(saved(workbook))
    assert "a formula failed" in found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 1.5),
        ("id", 10**15),
        ("id", True),
        ("id", date(2026, 3, 9)),
        ("recorded_on", datetime(2026, 3, 9, 12)),
        ("recorded_on", 46090),
        ("recorded_on", "2026-02-30"),
        ("recorded_on", "3/9/2026"),
        ("recorded_on", time(9)),
        ("ended_at", "2026-03-09 25:00"),
        ("kind", 1),
        ("interviewees", 1.5),
        ("participants", "有"),
        ("steps", 0),
    ],
)
def test_what_a_field_cannot_be_is_refused_in_its_cell(field: str, value: Value) -> None:
    found = mistakes_in_talk(**{field: value})
    assert [each.split("(")[1].split(")")[0] for each in found] == [field]


def test_a_part_without_its_record_is_named_with_its_own_mistakes() -> None:
    data = workbook_of(
        {
            "组织": [COUNTY],
            "谈话": [TALK],
            "指出问题": [
                {"id": "p1", "concerns": "其他"},
                {"talk.id": "gone", "id": "p1", "concerns": "x"},
            ],
        }
    )
    places = [each.split(": ")[0] for each in mistakes(data)]
    assert places == [
        "指出问题!第3行 A列 (talk.id)",
        "指出问题!第4行 A列 (talk.id)",
        "指出问题!第4行 D列 (concerns)",
    ]


def test_none_on_the_main_sheet_contradicts_rows_on_the_other() -> None:
    data = workbook_of(
        {
            "组织": [COUNTY],
            "谈话": [{**TALK, "steps": "无"}],
            "谈话步骤": [{"talk.id": "t", "step": "表态发言"}],
        }
    )
    (found,) = mistakes(data)
    assert found.startswith("谈话!第3行 O列 (steps): expected an empty cell")
    assert "谈话步骤" in found


def test_what_records_contradict_in_one_another_is_named_by_cell_too() -> None:
    data = workbook_of(
        {
            "组织": [COUNTY, COUNTY, {**COUNTY, "id": "d", "superior": "e"}],
            "谈话": [{**TALK, "started_at": "2026-03-10", "ended_at": "2026-03-09"}],
            "整改": [{"talk": "t"}],
            "整改措施": [
                {
                    "rectification.talk": "t",
                    "id": "m",
                    "problems": "p1、p2",
                    "first_responsibility": "否",
                },
                {"rectification.talk": "t", "id": "m", "first_responsibility": "否"},
            ],
            "建账组织": [{"kept_for": "c"}, {"kept_for": "d、gone"}],
        }
    )
    places = [each.split(": ")[0] for each in mistakes(data)]
    assert sorted(places) == sorted(
        [
            "谈话!第3行 H列 (ended_at)",
            "整改措施!第4行 B列 (id)",
            "组织!第4行 A列 (id)",
            "建账组织!第4行 A列 (kept_for)",
            "组织!第5行 E列 (superior)",
            "整改措施!第3行 C列 (problems)",
            "整改措施!第3行 C列 (problems)",
        ]
    )


def test_an_unknown_sheet_or_column_is_named_by_number_and_letter() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "某人"
    sheet = workbook.create_sheet("人员")
    for row in (["x", "y", "z"], ["id", "nom", "id"], ["p", "secret", "q"]):
        sheet.append(row)
    found = mistakes(saved(workbook))
    assert [each.split(": ")[0] for each in found] == [
        "人员!第2行 B列",
        "人员!第2行 C列",
        "sheet 1",
    ]
    assert not any("某人" in each or "nom" in each or "secret" in each for each in found)


def test_values_in_a_column_without_a_name_are_not_lost_silently() -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("人员")
    for row in (["x"], ["id"], ["p", None, "y"], ["q", None, "z"]):
        sheet.append(row)
    workbook.remove(workbook.worksheets[0])
    (found,) = mistakes(saved(workbook))
    assert found.startswith("人员!C列: expected nothing")


def test_a_sheet_without_the_row_of_names_says_what_belongs_there() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "人员"
    workbook.worksheets[0].append(["人员编号", "姓名"])
    workbook.worksheets[0].append(["p", "某人"])
    [mistake] = mistakes(saved(workbook))
    assert mistake == (
        "人员!第2行: expected names of fields in the second row (id, name), each once; put that "
        "row back as the template has it, and no row above it but the headings"
    )


def test_the_same_sheet_in_two_languages_is_one_too_many() -> None:
    data = workbook_of({"人员": [{"id": "p"}], "People": [{"id": "q"}]})
    (found,) = mistakes(data)
    assert found.startswith("People: expected one sheet")


# What is no ledger


def test_another_workbook_is_told_what_a_ledger_is() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append([1, 2, 3])
    (found,) = mistakes(saved(workbook))
    assert found.startswith("expected a ledger, with sheets such as 组织, 人员")
    assert "supervision-talk template" in found


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    (found,) = mistakes(stream.getvalue())
    assert found == "expected a workbook; this is a document of another kind, or broken"


def test_a_locked_or_former_workbook_is_told_from_a_broken_one() -> None:
    (found,) = mistakes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "without a password" in found


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_workbook_that_was_cut_off_is_refused(share: float) -> None:
    data = ledger_of(people("p"))
    (found,) = mistakes(data[: int(len(data) * share)])
    assert found.startswith("expected a workbook that can be opened")


@pytest.mark.parametrize(
    "broken", ["xl/workbook.xml", "xl/worksheets/sheet4.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_broken_part_is_refused(broken: str) -> None:
    data = with_part(ledger_of(people("p")), broken, lambda content: content[: len(content) // 2])
    (found,) = mistakes(data)
    assert found.startswith("expected a workbook that can be opened")


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        piece = bytes(1024**2)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(513):
                part.write(piece)
    assert len(stream.getvalue()) < 1024**2
    (found,) = mistakes(stream.getvalue())
    assert found.startswith("expected a workbook of at most 512 MB unpacked")


def test_entities_are_never_expanded() -> None:
    data = ledger_of(people("p"))
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    (found,) = mistakes(with_part(data, "xl/worksheets/sheet4.xml", lambda _: bomb.encode()))
    assert found.startswith("expected a workbook that can be opened")


def test_a_row_far_below_and_a_column_far_out_cost_nothing() -> None:
    data = changed(
        ledger_of(people("p")),
        {("人员", "A1048576"): "q", ("人员", "XFD3"): "far"},
    )
    assert [person.id for person in loads(data).people] == ["p", "q"]


def test_without_the_extra_the_error_names_it() -> None:
    data = ledger_of(Register())
    with (
        mock.patch.dict("sys.modules", {"openpyxl": None}),
        pytest.raises(MissingExtra, match=r"supervision-talk\[xlsx\]"),
    ):
        loads(data)


def test_a_stream_is_recognized_by_its_content_as_well() -> None:
    data = ledger_of(people("p"))
    assert load(io.BytesIO(data)) == people("p")


# One mistake is told once (what it makes unreadable is not missing)


def whole_ledger() -> Workbook:
    """Give a filled ledger in which every sheet is named by others."""
    step: Mapping[str, Value] = {"talk.id": "t", "step": "指出问题"}
    measure: Mapping[str, Value] = {
        "rectification.talk": "t",
        "id": "1",
        "problems": "1",
        "first_responsibility": "否",
    }
    data = workbook_of(
        {
            "组织": [COUNTY, {"id": "o", "kind": "乡镇党委", "level": "乡级", "superior": "c"}],
            "人员": [{"id": "p"}, {"id": 12}],
            "任职": [
                {"person": "p", "organization": "c", "role": "书记", "start": "2026-01-01"},
                {"person": 12, "organization": "o", "role": "书记", "start": "2026-01-01"},
            ],
            "谈话": [{**TALK, "organization": "o", "talker": "p", "interviewees": "12"}],
            "谈话步骤": [step, {"talk.id": "t", "step": "表态发言"}],
            "指出问题": [{"talk.id": "t", "id": "1", "concerns": "其他"}],
            "整改": [{"talk": "t"}],
            "整改措施": [measure],
        }
    )
    loads(data)
    return load_workbook(io.BytesIO(data))


SHEETS_OF_A_LEDGER = whole_ledger().sheetnames


@pytest.mark.parametrize("title", SHEETS_OF_A_LEDGER)
def test_a_renamed_sheet_is_one_mistake_that_says_its_name(title: str) -> None:
    workbook = whole_ledger()
    workbook[title].title = "张三的表"
    [mistake] = mistakes(saved(workbook))
    number = SHEETS_OF_A_LEDGER.index(title) + 1
    assert mistake.startswith(f"sheet {number}: expected the sheet to be called {title} or ")


def test_a_sheet_that_cannot_be_told_is_one_mistake_and_its_ids_are_missed_nowhere() -> None:
    workbook = whole_ledger()
    workbook["人员"].title = "名单"
    workbook["名单"]["A2"] = "identity"
    [mistake] = mistakes(saved(workbook))
    assert mistake.startswith("sheet 2: expected no sheet but those of a ledger")


@pytest.mark.parametrize("title", SHEETS_OF_A_LEDGER)
@pytest.mark.parametrize("change", ["delete", "insert"])
def test_rows_that_were_deleted_or_inserted_above_are_one_mistake(change: str, title: str) -> None:
    workbook = whole_ledger()
    sheet = cast("Worksheet", workbook[title])
    if change == "delete":
        sheet.delete_rows(2)
    else:
        sheet.insert_rows(1)
        sheet["A1"] = "某县监督谈话台账"
    [mistake] = mistakes(saved(workbook))
    assert mistake.startswith(f"{title}!第2行: expected names of fields in the second row")


@pytest.mark.parametrize("title", ["组织", "人员", "谈话", "整改"])
def test_a_sheet_that_others_need_is_missed_once(title: str) -> None:
    workbook = whole_ledger()
    workbook.remove(workbook[title])
    [mistake] = mistakes(saved(workbook))
    assert mistake.startswith(f"{title}: expected this sheet, for others name what stands on it")


def test_of_an_id_that_stands_twice_the_other_s_records_are_not_missed() -> None:
    talks: list[Mapping[str, Value]] = [TALK, TALK]
    steps: list[Mapping[str, Value]] = [
        {"talk.id": id, "step": step}
        for id, step in (("t", "指出问题"), ("t2", "指出问题"), ("t2", "表态发言"))
    ]
    rectification: Mapping[str, Value] = {"talk": "t2"}
    sheets: dict[str, list[Mapping[str, Value]]] = {
        "组织": [COUNTY],
        "谈话": talks,
        "谈话步骤": steps,
        "整改": [rectification],
    }
    [mistake] = mistakes(workbook_of(sheets))
    assert mistake.startswith("谈话!第4行 A列 (id): expected one talk for each id")
    steps.append({"talk.id": "t3", "step": "指出问题"})
    assert len(mistakes(workbook_of(sheets))) == 4


# What would be lost, or be taken for a record, is refused


@pytest.mark.parametrize("typed", ["报告了自查情况", "无"])
def test_a_text_beside_rows_of_the_part_s_own_sheet_is_not_dropped(typed: str) -> None:
    step: Mapping[str, Value] = {"talk.id": "t", "step": "指出问题"}
    data = workbook_of({"组织": [COUNTY], "谈话": [{**TALK, "steps": typed}], "谈话步骤": [step]})
    [mistake] = mistakes(data)
    assert mistake.startswith("谈话!第3行 O列 (steps): expected an empty cell")


@pytest.mark.parametrize("total", ["合计", "小 计", "总计"])
def test_a_row_of_totals_is_no_record(total: str) -> None:
    data = workbook_of({"人员": [{"id": "p"}, {"id": total, "name": "2"}]})
    [mistake] = mistakes(data)
    assert mistake.startswith("人员!第4行: expected a record and no row of totals")
    organizations = [COUNTY, {"id": total}]
    assert len(mistakes(workbook_of({"组织": organizations}))) == 1


@pytest.mark.parametrize("id", ["合计", '"合计"', "“小计”"])
def test_an_id_that_is_like_a_total_comes_back_all_the_same(id: str) -> None:
    person = Person(id=id)
    post = Appointment(person=id, organization="o", role="secretary", start=date(2026, 1, 1))
    town = Organization(id="o", kind="township_committee", level="township")
    register = Register(people=(person,), organizations=(town,), appointments=(post,))
    assert loads(ledger_of(register)) == register
