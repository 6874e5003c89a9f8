"""Cells: how the value of a field is written into one, and what may stand in one to be read.

Reading is generous where nothing can be mistaken (a date cell or a date as text, 定期谈话 or
"regular", a whole number for an id that is all digits) and refuses the rest. What is written is
read back as the same value, whatever a text holds.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.interchange.cell_texts import unescaped
from supervision_talk.interchange.ledger.layout import Column, Place
from supervision_talk.interchange.ledger.terms import EVERYDAY_NAMES, NAMED_BEFORE
from supervision_talk.interchange.parsing import NOT_OURS, ReadValue
from supervision_talk.interchange.workbooks import CellValue
from supervision_talk.model.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    SHANGHAI,
    Boolean,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    Moment,
    MomentType,
    OneOf,
    Ordinal,
    Reference,
    Text,
    Year,
)
from supervision_talk.model.records import Copy
from supervision_talk.model.vocabulary import Word
from supervision_talk.wording import Wording

__all__ = [
    "NONE",
    "YES_AND_NO",
    "CellRefused",
    "Found",
    "TotalRefused",
    "choices",
    "day_in",
    "digits",
    "expected_in",
    "read_cell",
    "written",
]

NONE: Final[Mapping[str, str]] = {"zh": "无", "en": "none"}
"""What says in a cell: recorded, and there was none."""
YES_AND_NO: Final[Mapping[str, tuple[str, str]]] = {"zh": ("是", "否"), "en": ("yes", "no")}

_BOOLEANS: Final[Mapping[str, bool]] = {
    **{yes: True for yes, _ in YES_AND_NO.values()},
    **{no: False for _, no in YES_AND_NO.values()},
    "true": True,
    "false": False,
}
_LIST_SIGNS: Final = "、，,；;\n"
_SURE_SIGN: Final = "/"
"""Parts ids of which one holds another of the signs that part them; no id can hold this one."""
_MOST_DIGITS_KEPT: Final = 15
"""The digits that a spreadsheet keeps of a number."""
_FIRST_SAFE_DAY: Final = date(1900, 3, 1)
"""Before it spreadsheets count a 29 February 1900 that was none."""
_FIRST_YEAR_OF_WHOLE_MINUTES: Final = 1902
_LAST_YEAR_OF_SUMMER_TIME: Final = 1991
_NOON: Final = 12
_HOURS: Final[Mapping[str, Collection[int]]] = {
    "上午": range(12),
    "中午": {11, 12, 1},
    "下午": range(1, 13),
}
"""The hours that are said with each half of the day."""

_DAY_FORM: Final = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|[.]([0-9]{1,2})[.]|年([0-9]{1,2})月)([0-9]{1,2})日?"
    r"(?:[ T]?(上午|中午|下午)?([0-9]{1,2})"
    r"(?::([0-9]{2})(?::([0-9]{2}))?|[时点](?:([0-9]{1,2})分?|(半)|整)?))?"
)
_EIGHT_DIGITS: Final = re.compile("[0-9]{8}")
_WHOLE_NUMBER_FORM: Final = re.compile(r"第?([0-9]{1,16})[年届]?")
_ONLY_QUOTES_AND_SPACE: Final = re.compile(r'[\s"]*')

_COPIED_TO: Final[Mapping[str, str]] = {unit.chinese: unit.value for unit in EVERYDAY_NAMES}
"""A copy's `to` is free text; for these two the rules know a word, and offices another."""
_LIKE_ONE_OF_THEM: Final = re.compile("纪|监委|监察|组织|组部|人事|discipline|organi[sz]ation")
"""A receiver whose name has this may be one of the two: taken for neither without being asked."""
_TOTALS: Final = frozenset({"合计", "小计", "总计", "共计"})
_QUOTES: Final = '"“”'
_IN_QUOTES: Final = re.compile('"(.*)"|“(.*)”', re.DOTALL)


@frozen
class Found:
    """What stands in a cell.

    Attributes:
        value: as a library for spreadsheets gives it.
        type: "n" a number, "s" a text, "b" true or false, "d" a date, "f" a formula, "e" an error.
    """

    value: object
    type: str


class CellRefused(Exception):
    """A cell whose content is refused before it is asked what it says.

    Attributes:
        expected: what was wanted instead.
    """

    def __init__(self, expected: Wording) -> None:
        super().__init__(expected)
        self.expected = expected


class TotalRefused(CellRefused):
    """A cell that makes its row one of totals, and no record."""


_NO_FORMULA: Final = Wording(
    zh="应为值，不能是公式；请把公式的结果粘贴为值",
    en="expected a value and no formula; paste what the formula gave as a value",
)
_NO_ERROR: Final = Wording(
    zh="应为值，而单元格显示公式出错",
    en="expected a value, and the cell shows that a formula failed",
)
_NO_NUMBER: Final = Wording(
    zh="应为日期，如2026-03-10；单元格中的数字不是日期，或者公式出错",
    en="expected a date such as 2026-03-10; the number in the cell is none, or a formula failed",
)
"""A number like 20260310 in a cell that is formatted as a date is a day that there is not."""

_NO_TOTAL: Final = Wording(
    zh="应为一条记录，不能是合计、小计；请删除这一行。编号确实如此的，请放在双引号中",
    en="expected a record and no row of totals; delete the row, or put the id in quotation marks "
    "if it is one",
)
_WHICH_RECEIVER: Final = Wording(
    zh=f"应为{'或者'.join(f'“{word}”' for word in _COPIED_TO)}，每行一个；"
    "确实是其他单位的，请把单位名称放在双引号中",
    en=f"expected {' or '.join(f'{word} ({code})' for word, code in _COPIED_TO.items())}, one a "
    "row; is one of them meant? If it is another receiver, put its name in quotation marks",
)

# Reading


def read_cell(found: Found, column: Column) -> ReadValue:
    """Give what a cell says as a JSON value; what it should not hold as it is, to be refused.

    Raises:
        CellRefused: it holds a formula, or the error of one.

    >>> from supervision_talk.interchange.ledger.layout import sheet_of
    >>> talk = {column.name: column for column in sheet_of("谈话").columns}
    >>> read_cell(Found("定期谈话", "s"), talk["kind"])
    'regular'
    >>> read_cell(Found(371323, "n"), talk["id"])
    '371323'
    >>> read_cell(Found("2026年3月10日", "s"), talk["recorded_on"])
    '2026-03-10'
    >>> read_cell(Found("p1、p2", "s"), talk["interviewees"])
    ['p1', 'p2']
    """
    if found.type == "f":
        raise CellRefused(_NO_FORMULA)
    if found.type == "e":
        raise CellRefused(
            _NO_NUMBER if isinstance(column.holds, (CivilDate, MomentType)) else _NO_ERROR
        )
    value = unescaped(found.value) if isinstance(found.value, str) else found.value
    if isinstance(value, str) and _is_blank(value):
        return None
    if value is None:
        return None
    if column.place is Place.PARTS:
        return [] if isinstance(value, str) and _plain(value) in _NONE_WORDS else NOT_OURS
    if _words_of(column) and isinstance(value, str):
        return _receiver(value)
    return _reader(column.holds)(value)


_NONE_WORDS: Final = frozenset(NONE.values())


def _is_blank(text: str) -> bool:
    return not text.strip()


def _plain(text: str) -> str:
    """Give a text as it is compared: full-width signs as half-width ones, without outer space."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _identifier(value: object) -> ReadValue:
    if not isinstance(value, str):
        return digits(value)
    text = value.strip()
    if not _is_like_a_total(text):
        return text
    quoted = _IN_QUOTES.fullmatch(text)
    if quoted is None:
        raise TotalRefused(_NO_TOTAL)
    return cast("str", quoted[1] or quoted[2])


def _is_like_a_total(id: str) -> bool:
    return _compared(id.strip(_QUOTES)) in _TOTALS


def _text(value: object) -> ReadValue:
    return _without_quotes(value) if isinstance(value, str) else digits(value)


def digits(value: object) -> ReadValue:
    """Give a whole number as the text of its digits: ids that look like numbers are typed so."""
    number = _whole(value)
    if number is None or len(str(abs(number))) > _MOST_DIGITS_KEPT:
        return NOT_OURS
    return str(number)


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


def _number(value: object) -> ReadValue:
    if isinstance(value, str):
        form = _WHOLE_NUMBER_FORM.fullmatch(_plain(value))
        return int(form[1]) if form else value
    number = _whole(value)
    return NOT_OURS if number is None else number


def _boolean(value: object) -> ReadValue:
    if isinstance(value, str):
        return _BOOLEANS.get(_plain(value), value)
    return value if isinstance(value, bool) else NOT_OURS


def _date(value: object) -> ReadValue:
    if isinstance(value, str):
        return day_in(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else NOT_OURS
    return value.isoformat() if isinstance(value, date) else _day_of(value)


def _day_of(value: object) -> ReadValue:
    """Give the date that a number such as 20260310 is meant to be."""
    number = _whole(value)
    return NOT_OURS if number is None else day_in(str(number))


def _moment(value: object) -> ReadValue:
    if isinstance(value, str):
        return day_in(value)
    if isinstance(value, datetime):
        # A whole day, however the cell is formatted; midnight sharp is written as text.
        return (value.date() if value.time() == time() else value).isoformat()
    return value.isoformat() if isinstance(value, date) else _day_of(value)


def day_in(text: str) -> str:
    """Give a date that offices write as the register's format writes it.

    >>> day_in("2026/3/9"), day_in("2026年3月9日 9:05"), day_in("2026-03-09T09:05:00Z")
    ('2026-03-09', '2026-03-09T09:05', '2026-03-09T09:05:00Z')
    >>> day_in("20260309")
    '2026-03-09'
    >>> day_in("2026年3月9日9时5分"), day_in("2026年3月9日下午2点半")
    ('2026-03-09T09:05', '2026-03-09T14:30')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _EIGHT_DIGITS.fullmatch(plain):
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    form = _DAY_FORM.fullmatch(plain)
    if form is None:
        return text.strip()
    year, dashed, slashed, dotted, chinese, day, *clock = form.groups()
    month = dashed or slashed or dotted or chinese
    written_day = f"{year}-{int(month):02}-{int(day):02}"
    half, hour, minute, second, minute_in_chinese, half_past = clock
    if hour is None:
        return written_day
    hours = int(hour)
    if half is not None:
        if hours not in _HOURS[half]:
            return text.strip()  # 下午15时 says it twice, 上午12时 either of two: not guessed at
        if (half == "下午" and hours < _NOON) or (half == "中午" and hours == 1):
            hours += _NOON
    minutes = int(minute or minute_in_chinese or ("30" if half_past else "0"))
    return f"{written_day}T{hours:02}:{minutes:02}" + (f":{second}" if second else "")


def _one_of(type_: OneOf[Word]) -> Callable[[object], ReadValue]:
    known = {
        _plain(word): each.value
        for each in type_.known.values()
        for word in (each.value, each.chinese)
    }

    def read(value: object) -> ReadValue:
        return known.get(_plain(value), value.strip()) if isinstance(value, str) else NOT_OURS

    return read


def _list_of(read: Callable[[object], ReadValue]) -> Callable[[object], ReadValue]:
    def elements(value: object) -> ReadValue:
        if not isinstance(value, str):
            return [read(value)]
        if _plain(value) in _NONE_WORDS:
            return []
        signs = _SURE_SIGN if _SURE_SIGN in value else _LIST_SIGNS
        pieces = re.split(f"[{re.escape(signs)}]", value)
        return [read(piece) for piece in pieces if not _is_blank(piece)]

    return elements


_READERS: Final[Mapping[type[object], Callable[[object], ReadValue]]] = {
    Identifier: _identifier,
    Reference: _identifier,
    Text: _text,
    CivilDate: _date,
    MomentType: _moment,
    Year: _number,
    Ordinal: _number,
    Boolean: _boolean,
}


def _reader(type_: FieldType[object]) -> Callable[[object], ReadValue]:
    if isinstance(type_, ListOf):
        return _list_of(_reader(type_.element))
    if isinstance(type_, OneOf):
        return _one_of(type_)
    return _READERS[type(type_)]


def _words_of(column: Column) -> Mapping[str, str]:
    return _COPIED_TO if column.record is Copy and column.field == "to" else {}


def _compared(name: str) -> str:
    return "".join(_plain(name).split())


_RECEIVERS: Final[Mapping[str, str]] = {
    **{code: code for code in _COPIED_TO.values()},
    **{
        _compared(before + name): unit.value
        for unit, names in EVERYDAY_NAMES.items()
        for name in (unit.chinese, *names)
        for before in ("", *NAMED_BEFORE)
    },
}
"""Every name by which the two units are known: nothing that is only like one (Art. 12)."""


def _receiver(text: str) -> str:
    """Give the code of one of the two units, or another receiver as it is.

    Raises:
        CellRefused: it may be one of the two, and is none of their names.

    >>> _receiver("县委组织部"), _receiver("审计局"), _receiver('"纪委"')
    ('organization', '审计局', '纪委')
    """
    quoted = _IN_QUOTES.fullmatch(text.strip())
    if quoted is not None and _may_be_one_of_them(text):
        return cast("str", quoted[1] or quoted[2])
    if not _may_be_one_of_them(text):
        return _without_quotes(text)
    code = _RECEIVERS.get(_compared(text))
    if code is None:
        raise CellRefused(_WHICH_RECEIVER)
    return code


def _may_be_one_of_them(text: str) -> bool:
    return _LIKE_ONE_OF_THEM.search(_compared(text)) is not None


def _without_quotes(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"' and _ONLY_QUOTES_AND_SPACE.fullmatch(text):
        return text[1:-1]
    return text


# Writing


def written(value: object, column: Column, language: str) -> CellValue:
    """Give what is written for the value of a field; None: the cell stays empty.

    Arguments:
        value: as the record holds it; None where nothing was recorded.
        column: where it is written.
        language: "zh" or "en", for the words of closed lists.
    """
    if column.place is Place.PARTS:
        return NONE[language] if value == () else None
    if isinstance(column.holds, ListOf) and value is not None:
        texts = [_quoted_id(_word_or_text(each, language)) for each in cast("Iterable[str]", value)]
        return _joined(texts) if texts else NONE[language]
    if isinstance(column.holds, Text) and isinstance(value, str):
        return _with_quotes(value, _words_of(column), language)
    if isinstance(column.holds, (Identifier, Reference)) and isinstance(value, str):
        return _quoted_id(value)
    return _of_one(value, language)


def _quoted_id(id: str) -> str:
    return f'"{id}"' if _is_like_a_total(id) else id


def _of_one(value: object, language: str) -> CellValue:
    if isinstance(value, bool):
        yes, no = YES_AND_NO[language]
        return yes if value else no
    if isinstance(value, date):
        return _written_moment(value)
    if isinstance(value, str):
        return _word_or_text(value, language)
    return cast("int | None", value)


def _word_or_text(value: str, language: str) -> str:
    if isinstance(value, Word):
        return value.chinese if language == "zh" else value.value
    return value


def _joined(texts: list[str]) -> str:
    alone = len(texts) == 1
    if any(sign in text for text in texts for sign in _LIST_SIGNS) or (
        alone and _plain(texts[0]) in _NONE_WORDS
    ):
        return _SURE_SIGN.join(texts) + (_SURE_SIGN if alone else "")
    return "、".join(texts)


def _with_quotes(text: str, words: Mapping[str, str], language: str) -> str:
    """Give a text so that it is read as that text, and neither as nothing nor as a word."""
    codes = {code: word for word, code in words.items()}
    if text in codes:
        return codes[text] if language == "zh" else text
    if (words and _may_be_one_of_them(text)) or (
        text != '"' and _ONLY_QUOTES_AND_SPACE.fullmatch(text)
    ):
        return f'"{text}"'
    return text


def _written_moment(moment: Moment) -> CellValue:
    if not isinstance(moment, datetime):
        return moment if moment >= _FIRST_SAFE_DAY else moment.isoformat()
    if (
        moment.year > _LAST_YEAR_OF_SUMMER_TIME
        and moment.microsecond == 0
        and moment.time() != time()
    ):
        return moment.astimezone(SHANGHAI).replace(tzinfo=None)
    if moment.year < _FIRST_YEAR_OF_WHOLE_MINUTES:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


# Saying


def choices(column: Column, language: str) -> tuple[str, ...]:
    """Give the words from which one is chosen for a cell; none where it takes anything."""
    if column.place is Place.PARTS:
        return (NONE[language],)
    if isinstance(column.holds, OneOf):
        return tuple(_word_or_text(word, language) for word in column.holds.known.values())
    if isinstance(column.holds, Boolean):
        return YES_AND_NO[language]
    words = _words_of(column)
    return tuple(words) if language == "zh" else tuple(words.values())


def expected_in(column: Column) -> Wording:
    """Say what a cell of a column may hold, as a message about it does."""
    if column.place is Place.PARTS:
        return Wording(
            zh="“无”（确实没有）或者留空：有的逐项填写在同名的分表",
            en="无 (none) where there was none, else an empty cell: what there was stands on "
            "the sheet of this name",
        )
    expected = _expected(column.holds)
    if column.required or not isinstance(column.holds, (CivilDate, MomentType)):
        return expected
    return Wording(
        zh=f"{expected.zh}；没有的请留空",
        en=f"{expected.en}; leave the cell empty where there is none",
    )


def _expected(type_: FieldType[object]) -> Wording:
    if isinstance(type_, ListOf):
        element = _expected(type_.element)
        return Wording(
            zh=f"“无”，或者一项、几项（用顿号或者逗号隔开），每项为{element.zh}",
            en=f"无 (none), or one or more, parted by 、 or commas, each {element.en}",
        )
    if isinstance(type_, OneOf):
        words = type_.known.values()
        return Wording(
            zh=f"{'、'.join(word.chinese for word in words)}之一",
            en=f"one of {', '.join(f'{word.chinese} ({word.value})' for word in words)}",
        )
    if isinstance(type_, Boolean):
        return Wording(zh="“是”或者“否”", en="是 (yes) or 否 (no)")
    if isinstance(type_, Identifier):
        return Wording(
            zh=f"{type_.expected.zh}；或者不超过{_MOST_DIGITS_KEPT}位的整数",
            en=f"{type_.expected.en}; or a whole number of at most {_MOST_DIGITS_KEPT} digits",
        )
    if isinstance(type_, Text):
        return Wording(
            zh="文字；看起来像数字或者日期的，请把单元格设为文本格式",
            en="text; where it looks like a number or a date, format the cell as text",
        )
    zh = _FOR_OFFICIALS.get(type(type_))
    return type_.expected if zh is None else Wording(zh=zh, en=type_.expected.en)


_FOR_OFFICIALS: Final[Mapping[type[object], str]] = {
    CivilDate: f"日期（{FIRST_YEAR}年至{LAST_YEAR}年），如2026-03-10",
    MomentType: f"日期（{FIRST_YEAR}年至{LAST_YEAR}年），如2026-03-10，"
    "或者加上时间，如2026-03-10 09:30",
    Ordinal: "表示第几届的数字，如14",
}
"""What is said of cells in Chinese without the forms that only programs write."""
