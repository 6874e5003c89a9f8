"""The diagrams as SVG, drawn from the library's own values wherever it has them.

They stand inside the page and take its colours, so they are legible in light and in dark.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

import attrs

from supervision_talk import MEASURES
from supervision_talk.calendar import Counting, DueDate
from supervision_talk.measures import Bearer, Wording
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import ListOf, Nested, Record, Reference, field_types

__all__ = ["DIAGRAMS", "LIFE", "RECORDS", "ROOMS"]

_INK: Final = "var(--color-foreground-primary)"
_FAINT: Final = "var(--color-foreground-muted)"
_LINE: Final = "var(--color-foreground-border)"
_FILL: Final = "var(--color-background-secondary)"
_BRAND: Final = "var(--color-brand-content)"

_SIZE: Final = 13
_LEADING: Final = 18


def _w(zh: str, en: str) -> Wording:
    return Wording(zh=zh, en=en)


def _width(text: str, size: float = _SIZE) -> float:
    wide = sum(unicodedata.east_asian_width(sign) in "WFA" for sign in text)
    return size * (wide + 0.54 * (len(text) - wide))


def _wrapped(text: str, width: float) -> list[str]:
    """Break text into lines: between words, or between any two Chinese characters."""
    lines = [""]
    pieces: list[str] = []
    for sign in text:
        joined = pieces and not {pieces[-1][-1], sign} & {" "} and _narrow(sign)
        if joined and _narrow(pieces[-1][-1]):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    for piece in pieces:
        closing = piece in "，。；：、）”"
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > width and not closing:
            lines.append("")
        if lines[-1] or piece != " ":
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _narrow(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) not in "WFA"


def _text(
    x: float, y: float, text: str, *, fill: str = _INK, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{fill}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )


def _box(x: float, y: float, width: float, height: float, *, stroke: str = _LINE) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" '
        f'fill="{_FILL}" stroke="{stroke}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str = _LINE) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}"/>'


def _drawing(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-size="{_SIZE}" role="img" aria-label="{escape(title)}">\n{inner}\n</svg>'
    )


# The life of a talk


@attrs.frozen
class Act:
    """Something that somebody owes at a time of a talk's life.

    Attributes:
        when: the row.
        bearer: the column.
        words: what it is.
        rules: which rules ask for it.
        also: who answers for some of them besides.
    """

    when: str
    bearer: Bearer
    words: Wording
    rules: tuple[str, ...]
    also: tuple[Bearer, ...] = ()


_TALK: Final = date(2026, 7, 1)

LIFE: Final = (
    Act("before", Bearer.TALKER, _w("做好准备", "prepares"), ("ST0901",)),
    Act(
        "before",
        Bearer.INTERVIEWEE,
        _w("自查", "examines himself"),
        ("ST0902",),
    ),
    Act(
        "day",
        Bearer.COMMITTEE,
        _w(
            "同下级党组织在任的“一把手”个别谈话，由班子成员（对地方书记由上一级书记）谈；"
            "办公厅（室）组织；及时谈话写明情形",
            "one to one with the head of an organization below; a member of the team talks, to "
            "local secretaries the secretary; the office organizes; a timely talk says why",
        ),
        ("ST0201", "ST0202", "ST0508", "ST0601", "ST0701", "ST0702", "ST0703", "ST0802"),
    ),
    Act(
        "day",
        Bearer.TALKER,
        _w(
            "五个步骤依次进行，指出问题，直奔主题",
            "five steps in order, problems to the point",
        ),
        ("ST0801", "ST0803", "ST1001", "ST1002"),
    ),
    Act("day", Bearer.INTERVIEWEE, _w("如实报告", "reports truthfully"), ("ST1702",)),
    Act(
        "month",
        Bearer.INTERVIEWEE,
        _w(
            "提出整改措施，连同思想认识报告党委（党组），逐个回应问题",
            "proposes measures and reports them with his thoughts to the committee, an answer "
            "to every problem",
        ),
        ("ST1101", "ST1102", "ST1103", "ST1104", "ST1107"),
    ),
    Act(
        "months",
        Bearer.COMMITTEE,
        _w("及时谈话形成记录", "a timely talk has its record"),
        ("ST1003",),
    ),
    Act(
        "months",
        Bearer.INTERVIEWEE,
        _w(
            "报告整改情况；第一责任人职责的措施已向班子通报；整改真实",
            "reports on the rectification, which is genuine; the team knows the measures on the "
            "first responsibility",
        ),
        ("ST1105", "ST1106", "ST1703"),
    ),
    Act(
        "months",
        Bearer.OFFICE,
        _w("归档，抄送", "file and copies"),
        ("ST1201", "ST1202"),
    ),
    Act(
        "december",
        Bearer.COMMITTEE,
        _w("年度计划及其事项；责任清单", "the year's plan and its items; the responsibility list"),
        ("ST0501", "ST0502", "ST0503", "ST0504", "ST1301"),
    ),
    Act(
        "march",
        Bearer.COMMITTEE,
        _w("年度报告；书记述职", "the yearly report; the debriefing"),
        ("ST1302", "ST1303"),
        also=(Bearer.SECRETARY,),
    ),
    Act(
        "term",
        Bearer.COMMITTEE,
        _w("每个岗位、每个人都谈到", "every seat and every person was talked to"),
        ("ST0505", "ST0506"),
    ),
)
"""What is owed when, and by whom; the rules about a talk are all here."""

_COLUMNS: Final = {
    Bearer.COMMITTEE: _w("党委（党组）", "committee"),
    Bearer.TALKER: _w("谈话人", "talker"),
    Bearer.INTERVIEWEE: _w("被谈话人", "interviewee"),
    Bearer.OFFICE: _w("办公厅（室）", "office"),
}

_LIFE_TITLE: Final = _w("一次谈话的时间线和期限", "The life of a talk and its due dates")
_LIFE_TIME: Final = 156
_LIFE_COLUMN: Final = (200, 132, 164, 112)
_GAP: Final = 8


def _times() -> Mapping[str, tuple[Wording, Wording]]:
    counting = Counting()
    month, months = counting.months_after(_TALK, 1), counting.months_after(_TALK, 3)
    return {
        "before": (_w("谈话前", "before the talk"), _w("", "")),
        "day": (_w("谈话当日", "the talk"), _w(str(_TALK), str(_TALK))),
        "month": (_w("一个月内", "one month"), _moved("M1", month)),
        "months": (_w("三个月内", "three months"), _moved("M3", months)),
        "december": (_w("当年年底", "the year’s end"), _w("12月31日", "31 December")),
        "march": (_w("次年年初", "the next year"), _w("3月31日", "31 March")),
        "term": (_w("一届任期结束", "the term’s end"), _w("", "")),
    }


def _moved(name: str, due: DueDate) -> Wording:
    moved = f"{due.nominal:%m-%d} → {due.effective:%m-%d}"
    return _w(f"{name}：{moved}", f"{name}: {moved}")


def _life(language: str) -> str:
    edges = [float(_LIFE_TIME)]
    for width in _LIFE_COLUMN:
        edges.append(edges[-1] + width)
    parts = [
        _text(x + 10, 20, title.in_language(language), fill=_FAINT, bold=True)
        for x, title in zip(edges, _COLUMNS.values(), strict=False)
    ]
    y = 34.0
    dots: list[float] = []
    for name, (title, day) in _times().items():
        acts = [act for act in LIFE if act.when == name]
        blocks = [(list(_COLUMNS).index(act.bearer), _act_lines(act, language)) for act in acts]
        height = max(54, *(len(lines) * _LEADING + 18 for _, lines in blocks))
        dots.append(y + 23)
        parts.append(_text(28, y + 21, title.in_language(language), bold=True))
        parts.append(_text(28, y + 40, day.in_language(language), fill=_FAINT))
        for column, lines in blocks:
            x = edges[column]
            parts.append(_box(x, y, _LIFE_COLUMN[column] - _GAP, len(lines) * _LEADING + 14))
            for row, (line, fill) in enumerate(lines):
                parts.append(_text(x + 10, y + 21 + row * _LEADING, line, fill=fill))
        y += height
    axis = [_line(12, dots[0], 12, dots[-1], _BRAND)]
    axis += [f'<circle cx="12" cy="{dot:g}" r="5" fill="{_BRAND}"/>' for dot in dots]
    return _drawing(edges[-1], y, _LIFE_TITLE.in_language(language), [*axis, *parts])


def _act_lines(act: Act, language: str) -> list[tuple[str, str]]:
    width = _LIFE_COLUMN[list(_COLUMNS).index(act.bearer)] - _GAP - 18
    words = _wrapped(act.words.in_language(language), width - 6)
    codes = _wrapped(" ".join(_ranges(act.rules)), width - 8)
    return [*((line, _INK) for line in words), *((line, _BRAND) for line in codes)]


def _ranges(codes: Sequence[str]) -> Iterator[str]:
    """Write runs of codes short; what the rule set lacks is left out."""
    there = [code for code in codes if code in MEASURES]
    start = 0
    for index, code in enumerate(there):
        following = there[index + 1] if index + 1 < len(there) else ""
        if following[2:] == f"{int(code[2:]) + 1:04}":
            continue
        first = there[start]
        if first == code:
            yield code
        else:
            yield f"{first}–{code[-2:]}"
        start = index + 1


# The records


RECORDS: Final[Sequence[Sequence[str]]] = (
    ("organization", "person", "appointment", "term", "annual_duties"),
    ("plan", "talk", "circumstance", "assessment"),
    ("rectification", "filing", "judgement", "disclosure"),
)
"""The kinds of record, column by column."""

_CHINESE: Final = {
    "organization": "党组织",
    "person": "人员",
    "appointment": "任职",
    "term": "届",
    "talk": "谈话",
    "rectification": "整改",
    "filing": "归档和抄送",
    "judgement": "认定",
    "circumstance": "情形",
    "plan": "年度计划",
    "annual_duties": "年度职责",
    "assessment": "考核检查",
    "disclosure": "披露",
}
"""What the kinds of record are called on the Chinese pages."""

_RECORDS_TITLE: Final = _w("记录的种类和关系", "The kinds of record and what they refer to")
_RECORD_WIDTH: Final = 210
_RECORD_GAP: Final = 46


def _records(language: str) -> str:
    parts: list[str] = []
    places: dict[str, tuple[float, float, float]] = {}
    bottom = 0.0
    for column, names in enumerate(RECORDS):
        x = column * (_RECORD_WIDTH + _RECORD_GAP) + 2
        y = 2.0
        for name in names:
            lines = _record_lines(name, language)
            height = len(lines) * _LEADING + 32
            main = name == "talk"
            parts.append(_box(x, y, _RECORD_WIDTH, height, stroke=_BRAND if main else _LINE))
            parts.append(_text(x + 12, y + 21, _record_name(name, language), bold=True))
            for row, (line, fill) in enumerate(lines):
                parts.append(_text(x + 12, y + 41 + row * _LEADING, line, fill=fill))
            places[name] = (x, y, height)
            y += height + 18
        bottom = max(bottom, y - 16)
    lines_drawn = [_to_talk(name, places) for name in (*RECORDS[2], "plan", "circumstance")]
    title = _RECORDS_TITLE.in_language(language)
    width = 3 * _RECORD_WIDTH + 2 * _RECORD_GAP + 4
    return _drawing(width, bottom, title, [*lines_drawn, *parts])


def _record_name(name: str, language: str) -> str:
    plural = RECORD_KINDS[name].plural
    return plural if language == "en" else f"{_CHINESE[name]} {plural}"


def _record_lines(name: str, language: str) -> list[tuple[str, str]]:
    record = RECORD_KINDS[name].record
    width = _RECORD_WIDTH - 24
    holds = [field for field, type_ in field_types(record).items() if _nested(type_)]
    refers = dict.fromkeys(_referred(record))
    lines: list[tuple[str, str]] = []
    if holds:
        words = "内含：" if language == "zh" else "holds "
        lines += [(line, _INK) for line in _wrapped(words + ", ".join(holds), width)]
    if refers:
        lines += [(line, _FAINT) for line in _wrapped("→ " + ", ".join(refers), width)]
    return lines


def _nested(type_: object) -> bool:
    return isinstance(type_, ListOf) and isinstance(type_.element, Nested)


def _referred(record: type[Record]) -> Iterator[str]:
    """Name the kinds of record that a record and its parts refer to."""
    for type_ in field_types(record).values():
        element = type_.element if isinstance(type_, ListOf) else type_
        if isinstance(element, Nested):
            yield from _referred(element.record)
        elif isinstance(element, Reference):
            yield {"plan_item": "plan item"}.get(element.kind, element.kind)


def _to_talk(name: str, places: Mapping[str, tuple[float, float, float]]) -> str:
    """Draw the line between a talk and what hangs on it, or what it answers."""
    x, y, height = places[name]
    talk_x, talk_y, talk_height = places["talk"]
    if x == talk_x:
        middle = x + _RECORD_WIDTH / 2
        ends = (y + height, talk_y) if y < talk_y else (talk_y + talk_height, y)
        return _line(middle, ends[0], middle, ends[1], _BRAND)
    start = talk_y + talk_height / 2
    bend = talk_x + _RECORD_WIDTH + _RECORD_GAP / 2
    target = y + height / 2
    path = f"M{talk_x + _RECORD_WIDTH:g} {start:g} H{bend:g} V{target:g} H{x:g}"
    return f'<path d="{path}" fill="none" stroke="{_BRAND}"/>'


# The rooms, and the way from a record to a finding


@attrs.frozen
class _Room:
    name: str
    holds: Wording


ROOMS: Final = (
    _Room("wording", _w("同一句话的中文和英文", "one thing said in Chinese and in English")),
    _Room("errors", _w("出错时抛出什么", "what is raised")),
    _Room("model", _w("记录和台账", "records, the register and its questions")),
    _Room("calendar", _w("按月计算、工作日、期限", "counting months, workdays, due dates")),
    _Room("measures", _w("条款、政策、事实、规则", "articles, policy, facts, rules")),
    _Room("audit", _w("结论、报告、覆盖、待办", "verdicts, report, coverage, obligations")),
    _Room("interchange", _w("JSON、JSON Lines、JSON Schema", "JSON, JSON Lines, JSON Schema")),
    _Room("cli", _w("参数、给人看的文字、退出码", "arguments, text for people, exit codes")),
    _Room("strategies", _w("供测试用的记录", "records for tests, with hypothesis")),
)

_ROOMS_TITLE: Final = _w("各部分的先后", "The rooms of the library, from the ground up")


def _rooms(language: str) -> str:
    parts = []
    height = 34
    for index, room in enumerate(reversed(ROOMS)):
        y = 2 + index * (height + 6)
        parts.append(_box(40, y, 560, height))
        parts.append(_text(56, y + 22, room.name, bold=True))
        parts.append(_text(170, y + 22, room.holds.in_language(language)))
    bottom = len(ROOMS) * (height + 6)
    parts.append(_line(18, 12, 18, bottom - 6, _BRAND))
    parts.append(
        f'<path d="M12 {bottom - 14} L18 {bottom - 2} L24 {bottom - 14} Z" fill="{_BRAND}"/>'
    )
    return _drawing(602, bottom + 2, _ROOMS_TITLE.in_language(language), parts)


_WAY: Final = (
    (_w("记录", "records"), _w("办公室登记的", "what an office wrote down")),
    (
        _w("事实", "facts"),
        _w("是、否、日期、数目，或者没有记录", "yes, no, a date, a number, or unrecorded"),
    ),
    (_w("规则", "rule"), _w("适用条件、要求或者期限", "when it applies, what it asks, by when")),
    (_w("结论", "finding"), _w("附条款、依据和一句话", "with article, grounds and a sentence")),
)

_WAY_TITLE: Final = _w("从记录到结论", "From records to a finding")


def _way(language: str) -> str:
    width, gap, height = 150, 34, 96
    parts = []
    for index, (title, words) in enumerate(_WAY):
        x = 2 + index * (width + gap)
        parts.append(_box(x, 2, width, height, stroke=_BRAND if index == len(_WAY) - 1 else _LINE))
        parts.append(_text(x + 12, 24, title.in_language(language), bold=True))
        for row, line in enumerate(_wrapped(words.in_language(language), width - 22)):
            parts.append(_text(x + 12, 46 + row * _LEADING, line, fill=_FAINT))
        if index:
            parts.append(_line(x - gap + 6, 50, x - 12, 50, _BRAND))
            parts.append(f'<path d="M{x - 14} 44 L{x - 4} 50 L{x - 14} 56 Z" fill="{_BRAND}"/>')
    total = len(_WAY) * (width + gap) - gap + 4
    return _drawing(total, height + 4, _WAY_TITLE.in_language(language), parts)


DIAGRAMS: Final[Mapping[str, Callable[[str], str]]] = {
    "life-of-a-talk": _life,
    "records": _records,
    "rooms": _rooms,
    "from-records-to-findings": _way,
}
"""The diagrams by name; each takes the language of its words."""
