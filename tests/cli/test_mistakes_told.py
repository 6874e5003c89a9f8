"""What cannot be used is told in the language that is asked for, word for word."""

# ruff: noqa: E501 - messages stand here word for word

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest import mock

import pytest

from tests.cli.running import XUNDIAN, run
from tests.interchange.workbooks import workbook_of

COUNTY = {"id": "c", "kind": "local_committee", "level": "county"}
TALK = {"id": "t", "kind": "regular", "held_by": "c", "organization": "c"}
Content = str | bytes


def register(**lists: object) -> str:
    return json.dumps({"format": "supervision-talk/register/1", "organizations": [COUNTY], **lists})


def told(
    capsys: pytest.CaptureFixture[str], language: str, *arguments: str, path: str = ""
) -> list[str]:
    """Give what stands on standard error, without program and file, and without its last line."""
    ran = run(capsys, *arguments, "--lang", language)
    assert (ran.code, ran.output) == (2, "")
    start = "supervision-talk: " + (path and f"{path}{'：' if language == 'zh' else ': '}")
    *lines, last = ran.errors.splitlines()
    assert last == {
        "zh": f"没有输出任何结果。用法见“supervision-talk {arguments[0]} --help”。",
        "en": f"Nothing was done. See 'supervision-talk {arguments[0]} --help'.",
    }.get(language)
    assert all(line.startswith(start) for line in lines)
    return [line.removeprefix(start) for line in lines]


REGISTERS: Mapping[str, tuple[Content, str, str]] = {
    "nothing at all": (
        "",
        "应为台账，这里没有任何内容",
        "expected a register, and there is nothing in it",
    ),
    "blank lines alone": (
        "\ufeff \n\n",
        "应为台账，这里没有任何内容",
        "expected a register, and there is nothing in it",
    ),
    "a word that is none of a closed list": (
        register(talks=[{**TALK, "kind": "chat"}]),
        (
            "/talks/0/kind：应为regular（定期谈话）、timely（及时谈话）、appointment（任职谈话）、"
            "admonition（诫勉谈话）、clue_disposal（以谈话方式处置问题线索）、other（其他谈话）之一"
        ),
        (
            "/talks/0/kind: expected one of regular, timely, appointment, admonition, clue_disposal, "
            "other"
        ),
    ),
    "a date that there is not": (
        register(talks=[{**TALK, "recorded_on": "2026-02-30"}]),
        "/talks/0/recorded_on：应为1900-01-01至2199-12-31的日期，格式为YYYY-MM-DD",
        "/talks/0/recorded_on: expected a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD",
    ),
    "a required field that is not there": (
        register(terms=[{"organization": "c", "ordinal": 1}]),
        "/terms/0/start：应为1900-01-01至2199-12-31的日期，格式为YYYY-MM-DD；这个字段必填",
        (
            "/terms/0/start: expected a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD; the field "
            "is required"
        ),
    ),
    "an unknown field": (
        register(people=[{"id": "p", "nmae": "x"}]),
        "/people/0：应只有人员的字段（id、name）；是否指name？",
        "/people/0: expected no field but those of a person (id, name); is name meant?",
    ),
    "a part that is none": (
        register(talks=[{**TALK, "steps": ["commitment"]}]),
        "/talks/0/steps/0：应为一条谈话步骤，即含有相应字段的对象",
        "/talks/0/steps/0: expected a Step: an object with the fields of one",
    ),
    "an end before its start": (
        register(
            terms=[{"organization": "c", "ordinal": 1, "start": "2026-02-02", "end": "2026-02-01"}]
        ),
        "/terms/0/end：应不早于start，或者不填",
        "/terms/0/end: expected nothing earlier than start, or null",
    ),
    "a reference that leads nowhere": (
        register(talks=[{**TALK, "talker": "p"}]),
        "/talks/0/talker：应为本台账中已有的人员的编号；请补登，或者更正编号",
        (
            "/talks/0/talker: expected a person of this register, by its id; add the person or mend "
            "the reference"
        ),
    ),
    "a second record of a key": (
        register(terms=[{"organization": "c", "ordinal": 1, "start": "2026-02-02"}] * 2),
        "/terms/1/ordinal：同一organization、ordinal应只有一条届次：'c/1'已经有了",
        (
            "/terms/1/ordinal: expected one term for each organization and ordinal: 'c/1' is there "
            "already"
        ),
    ),
    "a circle of superiors": (
        register(organizations=[{**COUNTY, "superior": "c"}]),
        "/organizations/0/superior：应为不在'c'之下的组织：有1个组织互为上级，成了循环",
        (
            "/organizations/0/superior: expected an organization that is not below 'c' itself: 1 "
            "organizations are each other's superiors in a circle"
        ),
    ),
    "a text that is no JSON": (
        '{"format": ',
        "第1行第12列：应为JSON的值；文本结束过早，可能被截断",
        "line 1, column 12: expected a JSON value; the text ends too early, as if cut off",
    ),
    "bytes that are no UTF-8": (
        b'{"\xff',
        "第2字节：应为UTF-8编码，此处的字节不是；请将文件另存为UTF-8",
        "byte 2: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
    ),
    "a line of JSON Lines": (
        '{"format": "supervision-talk/register/1"}\n{"type": "person"}\n{"type": "persn"}',
        (
            "第2行：id：应为编号：1至128个字符的文字，不含“/”和控制字符，首尾没有空白；这个字段必填\n"
            "第3行：type：应为记录的类型：organization（组织）、person（人员）、appointment（任职）、"
            "term（届次）、talk（谈话）、rectification（整改）、filing（归档）、judgement（认定）、"
            "circumstance（及时谈话情形）、plan（年度计划）、annual_duties（年度职责）、"
            "assessment（考核检查）、disclosure（内容披露）之一"
        ),
        (
            'line 2: id: expected an id: text of 1 to 128 characters without "/", control characters, '
            "or white space at either end; the field is required\n"
            "line 3: type: expected the type of a record, one of organization, person, appointment, "
            "term, talk, rectification, filing, judgement, circumstance, plan, annual_duties, "
            "assessment, disclosure"
        ),
    ),
    "a cell of a ledger": (
        workbook_of(
            {
                "组织": [{"id": "c", "kind": "地方党委", "level": "县级"}],
                "人员": [{"id": "p", "name": "=A1"}],
                "任职": [
                    {
                        "person": "p",
                        "organization": "c",
                        "role": "县委书记",
                        "start": "2026-02-02",
                        "end": "2026-02-01",
                        "acting": "大概",
                    },
                    {"person": "p"},
                ],
            }
        ),
        (
            "“人员”表第3行B列“姓名”：应为值，不能是公式；请把公式的结果粘贴为值\n"
            "“任职”表第3行C列“班子职务”：应为书记、副书记、班子成员之一\n"
            "“任职”表第3行F列“是否主持工作（代理）”：应为“是”或者“否”\n"
            "“任职”表第3行E列“离任日期”：应不早于“任职日期”，或者不填\n"
            "“任职”表第4行B列“组织编号”：应为编号：1至128个字符的文字，不含“/”和控制字符，首尾没有空白；"
            "或者不超过15位的整数；这一列必填\n"
            "“任职”表第4行C列“班子职务”：应为书记、副书记、班子成员之一；这一列必填\n"
            "“任职”表第4行D列“任职日期”：应为日期（1900年至2199年），如2026-03-10；这一列必填"
        ),
        (
            "人员!第3行 B列 (name): expected a value and no formula; paste what the formula gave as a "
            "value\n"
            "任职!第3行 C列 (role): expected one of 书记 (secretary), 副书记 (deputy_secretary), 班子成员 "
            "(member)\n"
            "任职!第3行 F列 (acting): expected 是 (yes) or 否 (no)\n"
            "任职!第3行 E列 (end): expected nothing earlier than start, or null\n"
            '任职!第4行 B列 (organization): expected an id: text of 1 to 128 characters without "/", '
            "control characters, or white space at either end; or a whole number of at most 15 digits; "
            "the field is required\n"
            "任职!第4行 C列 (role): expected one of 书记 (secretary), 副书记 (deputy_secretary), 班子成员 "
            "(member); the field is required\n"
            "任职!第4行 D列 (start): expected a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD; the "
            "field is required"
        ),
    ),
    "two rows of a ledger": (
        workbook_of(
            {
                "组织": [{"id": "c", "kind": "地方党委", "level": "县级"}],
                "届次": [{"organization": "c", "ordinal": 1, "start": "2026-02-02"}] * 2,
                "谈话": [
                    {"id": "t1", "kind": "定期谈话", "held_by": "c", "organization": "c"},
                ],
                "谈话步骤": [{"talk.id": "t", "step": "表态发言"}],
            }
        ),
        (
            "“届次”表第4行B列“届次”：同一“组织编号”、“届次”应只有一条届次：'c/1'已经有了\n"
            "“谈话步骤”表第3行A列“谈话编号”：应为“谈话”表中已有的谈话编号；请补登，或者更正编号"
        ),
        (
            "届次!第4行 B列 (ordinal): expected one term for each organization and ordinal: 'c/1' is "
            "there already\n"
            "谈话步骤!第3行 A列 (talk.id): expected the talk.id of a talk on its sheet; add the talk "
            "or mend the reference"
        ),
    ),
    "an English ledger": (
        workbook_of(
            {
                "Organizations": [{"id": "c", "kind": "local_committee", "level": "county"}],
                "Appointments": [
                    {
                        "person": "p",
                        "organization": "c",
                        "role": "secretary",
                        "start": "2026-02-02",
                        "end": "2026-02-01",
                    }
                ],
                "People": [{"id": "p"}],
            }
        ),
        "“Appointments”表第3行E列“Last day”：应不早于“First day”，或者不填",
        "Appointments!row 3 column E (end): expected nothing earlier than start, or null",
    ),
    "a workbook of the former format": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "应为没有密码的.xlsx格式的表格；请另存为.xlsx",
        "expected a workbook of the format .xlsx without a password; save it as one",
    ),
}


@pytest.mark.parametrize("name", REGISTERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_register_s_mistakes_are_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, name: str
) -> None:
    content, zh, en = REGISTERS[name]
    path = tmp_path / "register"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    arguments = ("audit", str(path), "--as-of", "2026-10-05")
    expected = (zh if language == "zh" else en).split("\n")
    assert told(capsys, language, *arguments, path=str(path)) == expected


POLICIES: Mapping[str, tuple[str, str, str, str]] = {
    "an unknown name and a laxer value": (
        "a.toml",
        'rol = "none"\nmeasures_within_months = 2\n',
        (
            "第1个名称：不是政策项目；应为roll\n"
            "measures_within_months：应为1（个月；再多就宽于第十一条）"
        ),
        (
            "name 1: is no value of the policy; expected roll\n"
            "measures_within_months: expected a whole number of months, 1 (more would be laxer than "
            "Art. 11)"
        ),
    ),
    "no TOML": (
        "a.toml",
        "roll = none\n",
        "第1行第8列：应为TOML：每行一个政策项目的名称、=和值，各只一次",
        (
            "line 1, column 8: expected TOML: a name of the policy, =, and its value, each once and on "
            "a line"
        ),
    ),
    "no object": (
        "a.json",
        "[]",
        "应为JSON对象：政策项目的名称和值",
        "expected a JSON object with the policy's values by their names",
    ),
}


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_policy_s_mistakes_are_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, name: str
) -> None:
    file, content, zh, en = POLICIES[name]
    path = tmp_path / file
    path.write_text(content)
    arguments = ("audit", XUNDIAN, "--as-of", "2026-10-05", "--policy", str(path))
    expected = (zh if language == "zh" else en).split("\n")
    assert told(capsys, language, *arguments, path=str(path)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "第1行：边读边审的台账，首行应写明kept_for：在读第一条记录之前就要知道是谁的记录"),
        (
            "en",
            "line 1: expected kept_for in the header of a stream: whose records these are must be known before the first of them is read",
        ),
    ],
)
def test_what_a_stream_lacks_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, expected: str
) -> None:
    path = tmp_path / "register.jsonl"
    path.write_text('{"format": "supervision-talk/register/1"}\n{"type": "person", "id": "p"}\n')
    arguments = ("audit", str(path), "--as-of", "2026-10-05", "--stream")
    assert told(capsys, language, *arguments, path=str(path)) == [expected]


@pytest.mark.parametrize(
    ("language", "stream", "policy"),
    [
        (
            "zh",
            "第1行：这不是JSON Lines：应每行一个完整的JSON对象；普通JSON台账请不加--stream核对",
            "应为政策文件，不是台账或者报告：政策文件没有format，只有政策项目的名称和值",
        ),
        (
            "en",
            "line 1: this is no JSON Lines, of which each line is a whole JSON object; an ordinary JSON register is audited without --stream",
            "expected a policy, not a register or a report: a policy has no format, only the names and values of a policy",
        ),
    ],
)
def test_a_file_in_the_wrong_place_is_one_mistake(
    capsys: pytest.CaptureFixture[str], language: str, stream: str, policy: str
) -> None:
    audit = ("audit", XUNDIAN, "--as-of", "2026-10-05")
    assert told(capsys, language, *audit, "--stream", path=XUNDIAN) == [stream]
    assert told(capsys, language, *audit, "--policy", XUNDIAN, path=XUNDIAN) == [policy]


def test_what_comes_in_by_standard_input_is_called_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, expected in (
        ("zh", "supervision-talk: 标准输入：/format：应为“supervision-talk/register/1”"),
        ("en", 'supervision-talk: standard input: /format: expected "supervision-talk/register/1"'),
    ):
        stdin = io.TextIOWrapper(io.BytesIO(b"{}"))
        monkeypatch.setattr(sys, "stdin", stdin)
        ran = run(capsys, "audit", "-", "--as-of", "2026-10-05", "--lang", language)
        assert ran.errors.splitlines()[0] == expected


def _no_file(_: Path) -> str:
    return "/nowhere/register.json"


def _folder(path: Path) -> str:
    return str(path)


@pytest.mark.parametrize(
    ("named", "zh", "en"),
    [
        (_no_file, "没有这个文件或者文件夹", "No such file or directory"),
        (_folder, "是文件夹，不是文件", "Is a directory"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    named: Callable[[Path], str],
    zh: str,
    en: str,
) -> None:
    path = named(tmp_path)
    arguments = ("audit", path, "--as-of", "2026-10-05")
    assert told(capsys, "zh", *arguments) == [f"{path}：无法读取（{zh}）"]
    assert told(capsys, "en", *arguments) == [f"{path}: cannot be read ({en})"]


def test_a_missing_extra_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ledger.xlsx"
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        assert told(capsys, "zh", "template", str(path)) == [
            "表格（.xlsx）需要附加组件xlsx：pip install 'supervision-talk[xlsx]'"
        ]
        assert told(capsys, "en", "template", str(path)) == [
            "a workbook (.xlsx) needs the extra 'xlsx': pip install 'supervision-talk[xlsx]'"
        ]
