"""JSON as the register's format wants it: what the standard library lets pass is told apart.

Two readings of one text. The quick one gives plain values, or nothing but the news that something
is unusual. The patient one goes through a text in which something is, and keeps what is wrong
where it stands: a field that is there twice, a number that no field can hold.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from json.scanner import make_scanner
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from supervision_talk.errors import wanted
from supervision_talk.wording import Wording

if TYPE_CHECKING:
    from supervision_talk.interchange.frugal import ListInText, ObjectInText

__all__ = [
    "DEEPEST",
    "NOT_OURS",
    "NotJson",
    "NotOurs",
    "ReadValue",
    "Scan",
    "TwiceNamed",
    "Unusual",
    "counting_parser",
    "may_part_names_from_colons",
    "not_json",
    "parse_patiently",
    "parse_strictly",
    "scan_patiently",
    "scan_plainly",
    "scan_strictly",
    "texts_in_broken",
    "too_deep",
]

ReadValue: TypeAlias = (
    "bool | int | str | NotOurs | list[ReadValue] | dict[str, ReadValue]"
    " | ListInText | ObjectInText | None"
)
"""What JSON says; a long list or object may have stayed in its text."""

Scan: TypeAlias = Callable[[str, int], tuple[ReadValue, int]]
"""Reads the value that begins at a place of a text, and gives where it ends.

Raises:
    JSONDecodeError, StopIteration: there is none, or it does not end; the latter with the place.
    RecursionError: lists and objects stand too deep in one another.
"""

DEEPEST: Final = 6
"""How deep lists and objects stand in one another: the register, its rectifications, one of them,
its measures, one of them, the problems that it answers."""

_LONGEST_NUMBER: Final = 17
"""The characters of a sign and the sixteen digits that a whole number may have."""


class Unusual(Exception):
    """A text in which something is wrong that the patient reading will name."""


class NotJson(Exception):
    """A text that is no JSON.

    Attributes:
        line, column: where, both counted from 1.
        expected: what was wanted there.
    """

    def __init__(self, line: int, column: int, expected: Wording) -> None:
        super().__init__(line, column, expected)
        self.line = line
        self.column = column
        self.expected = expected

    def place(self, line: int | None = None) -> Wording:
        """Give the place in words; `line`: which line of the input the text is, if only one."""
        number = self.line if line is None else line
        return Wording(
            zh=f"第{number}行第{self.column}列", en=f"line {number}, column {self.column}"
        )


class NotOurs:
    """A number that no field holds: with a fraction or exponent, not finite, or far too long."""


NOT_OURS: Final = NotOurs()


class TwiceNamed(dict[str, ReadValue]):
    """An object in which a field is there more than once; the last one counts.

    Attributes:
        names: the fields that are.
    """

    def __init__(self, members: Sequence[tuple[str, ReadValue]]) -> None:
        super().__init__(members)
        seen: set[str] = set()
        twice: dict[str, None] = {}
        for name, _ in members:
            if name in seen:
                twice[name] = None
            seen.add(name)
        self.names = tuple(twice)


def _whole_number(digits: str) -> int | NotOurs:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else NOT_OURS


def _not_ours(_: str) -> NotOurs:
    return NOT_OURS


def counting_parser(*, fast: bool = True) -> Callable[[bytes], tuple[ReadValue, int | None]]:
    """Make a parser that gives a text's value, and how many fields its objects seem to have.

    For whoever takes the value apart field by field, and can count what was found: where that is
    less, `parse_strictly` tells whether a field was there twice. None: none was. So a field that
    is there twice is found without a look at the fields of each object, which would take as long
    as all the rest.

    A colon directly behind a quotation mark follows a field's name; or the mark stands within a
    text, behind a backslash; or it opens a text that starts with a colon. The colons of the first
    sort are counted. Where a name and its colon are parted, the fields of each object are looked
    at after all. (A name that ends in a backslash, which hides its colon, is never one of ours.)

    Arguments:
        fast: whether orjson or msgspec (extra ``fast``) does the work where it is installed. Such
            a parser gives numbers that no field holds as they are, and some of the texts that it
            refuses are JSON all the same.

    Raises (the parser):
        Unusual: a field is there twice.
        ValueError, RecursionError: the text is no JSON, or nested too deeply.
    """
    read = (_fast_decoder() if fast else None) or _decode_plainly

    def parse(data: bytes) -> tuple[ReadValue, int | None]:
        # As of a text in `may_part_names_from_colons`. Of bytes, `in` takes the sought for a number
        # first, and words an error that it is none before it looks. Two signs take ten times as
        # long to look for as one, and a line's end stands in no line.
        find = data.find
        if (
            (find(b"\n") >= 0 and find(b"\n:") >= 0)
            or find(b"\t") >= 0
            or find(b"\r") >= 0
            or find(b" :") >= 0
        ):
            return parse_strictly(data), None
        value = read(data)
        written = data.count(b'":')
        if find(b"\\") >= 0:
            written -= data.count(b'\\":')
        return value, written

    return parse


def may_part_names_from_colons(text: str) -> bool:
    """Tell whether space may stand between names and colons, which then tell nothing of fields."""
    return " :" in text or "\n:" in text or "\t" in text or "\r" in text


def parse_strictly(data: bytes) -> ReadValue:
    """Give a text's value after a look at the fields of each object.

    Raises:
        Unusual, ValueError, RecursionError: as for a `counting_parser`.
    """
    return _decode_strictly(data.decode())


def _fast_decoder() -> Callable[[bytes], ReadValue] | None:
    try:
        import orjson
    except ImportError:
        pass
    else:
        return orjson.loads
    try:
        import msgspec
    except ImportError:
        return None
    return msgspec.json.decode


def parse_patiently(text: str) -> ReadValue:
    """Give a text's value with what is unusual in it: `TwiceNamed` objects and `NOT_OURS`.

    Raises:
        NotJson: the text is no JSON, or nested too deeply to be read.
    """
    try:
        return _decode_patiently(text)
    except json.JSONDecodeError as error:
        ended = error.pos >= len(text.rstrip())
        found = not_json(error.msg, error.lineno, error.colno, ended=ended)
    except RecursionError:
        deep = too_deep(text)
        if deep is None:
            raise
        found = deep
    # Raised out here, so that no error in its context holds the text, which may be secret.
    try:
        raise found
    finally:
        del found  # else each would keep the other, and whoever called with all the text


def _members(members: list[tuple[str, ReadValue]]) -> dict[str, ReadValue]:
    made = dict(members)
    return made if len(made) == len(members) else TwiceNamed(members)


def _unique_members(members: list[tuple[str, ReadValue]]) -> dict[str, ReadValue]:
    made = dict(members)
    if len(made) < len(members):
        raise Unusual
    return made


def _decode_plainly(data: bytes) -> ReadValue:
    text = data.decode()
    try:
        value, end = _plain.raw_decode(text)
    except json.JSONDecodeError:
        pass  # it is none, or space stands before it
    else:
        if end == len(text):
            return cast("ReadValue", value)
    return cast("ReadValue", _plain.decode(text))


def _scanner(decoder: json.JSONDecoder) -> Scan:
    # Made of a decoder, whatever the types of the standard library declare.
    return make_scanner(cast("make_scanner", decoder))


_plain: Final = json.JSONDecoder(
    parse_int=_whole_number, parse_float=_not_ours, parse_constant=_not_ours
)
_strict: Final = json.JSONDecoder(
    object_pairs_hook=_unique_members,
    parse_int=_whole_number,
    parse_float=_not_ours,
    parse_constant=_not_ours,
)
_patient: Final = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_int=_whole_number,
    parse_float=_not_ours,
    parse_constant=_not_ours,
)
_decode_strictly: Final[Callable[[str], ReadValue]] = _strict.decode
_decode_patiently: Final[Callable[[str], ReadValue]] = _patient.decode
scan_plainly: Final[Scan] = _scanner(_plain)
scan_strictly: Final[Scan] = _scanner(_strict)
"""Raises `Unusual` where an object has a field twice."""
scan_patiently: Final[Scan] = _scanner(_patient)
"""Gives `TwiceNamed` objects."""

_WANTED: Final = (
    (
        "Extra data",
        "JSON文本的结尾，其后不能再有内容",
        "the end of the JSON text: nothing may follow it",
    ),
    (
        "Unterminated string",
        "结束这段文字的双引号",
        "the quotation mark that ends the text which starts here",
    ),
    (
        "Invalid control character",
        "转义写法：文字中不能直接有控制字符",
        "no control character within a text: write it as an escape",
    ),
    (
        "Invalid \\",
        "JSON的转义写法，如\\n、\\u4e00；反斜杠写成\\\\",
        "an escape that JSON knows, such as \\n or \\u4e00, or \\\\ for a backslash",
    ),
    (
        "Expecting ','",
        "逗号，或者列表、对象的右括号",
        "a comma, or the bracket that closes the list or object",
    ),
    ("Expecting ':'", "字段名之后的冒号", "a colon after the field's name"),
    (
        "Expecting property name",
        "用双引号括起的字段名",
        "a field's name in double quotation marks",
    ),
    (
        "Illegal trailing comma",
        "右括号：前面不能有逗号",
        "no comma before a closing bracket",
    ),
    ("Expecting value", "JSON的值", "a JSON value"),
)


def not_json(message: str, line: int, column: int, *, ended: bool) -> NotJson:
    """Say in our words what the standard library says.

    Arguments:
        message: what it says.
        line: where, counted from 1.
        column: likewise.
        ended: whether nothing but space follows there.
    """
    zh, en = next(
        ((zh, en) for theirs, zh, en in _WANTED if message.startswith(theirs)), ("JSON", "JSON")
    )
    if ended or message.startswith("Unterminated"):
        zh += "；文本结束过早，可能被截断"
        en += "; the text ends too early, as if cut off"
    return NotJson(line, column, wanted(Wording(zh=zh, en=en)))


# A text that is not ended reaches to the end, so that no character is gone through twice.
_TEXT: Final = r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)'
_TEXTS: Final = re.compile(_TEXT, re.DOTALL)
_BRACKETS_AND_TEXTS: Final = re.compile(rf"{_TEXT}|[\[\]{{}}]", re.DOTALL)


def texts_in_broken(text: str) -> Iterator[str]:
    """Give what stands between quotation marks in a text that is no JSON.

    >>> list(texts_in_broken('{"id": "p1", "na'))
    ['id', 'p1', 'na']
    """
    return (match[1] for match in _TEXTS.finditer(text))


def too_deep(text: str) -> NotJson | None:
    """Tell where the nesting gets too deep; None if it does not, and the stack was full before."""
    depth = 0
    for match in _BRACKETS_AND_TEXTS.finditer(text):
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            expected = Wording(
                zh=f"列表和对象应最多嵌套{DEEPEST}层",
                en=f"expected at most {DEEPEST} lists and objects inside one another",
            )
            return NotJson(line, column, expected)
    return None
