"""A register as JSON Lines: a header, then a record a line, read one line at a time."""

from array import array
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import BinaryIO, Final, cast

from supervision_talk.interchange.converter import forget, refusals, structure_functions
from supervision_talk.interchange.documents import INPUT, NOT_UTF_8, make_register
from supervision_talk.interchange.examination import (
    Examination,
    Mistakes,
    Perhaps,
    kind_called,
)
from supervision_talk.interchange.frugal import (
    LONG,
    ObjectInText,
    Source,
    nothing_follows,
    opened,
    parse_frugally,
)
from supervision_talk.interchange.kept import Kept
from supervision_talk.interchange.parsing import (
    NotJson,
    ReadValue,
    Unusual,
    counting_parser,
    parse_strictly,
    texts_in_broken,
)
from supervision_talk.model import RECORD_KINDS, RecordKind, Register
from supervision_talk.model.consistency import mistakes_between_records
from supervision_talk.model.fields import Nested, Record
from supervision_talk.model.index import Inconsistent
from supervision_talk.model.kinds import REGISTER_FORMAT
from supervision_talk.wording import Wording

__all__ = [
    "BYTE_ORDER_MARK",
    "JSON_SPACE",
    "LineReader",
    "NumberedLine",
    "RecordLines",
    "line_place",
    "numbered",
    "read_lines",
    "read_records",
]

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
JSON_SPACE: Final = b" \t\r\n"

_GOES_ON: Final = (b"{", b"[", b",")
"""How the first line of a document ends that goes on; where lines are records none does."""
_NO_LINES: Final = Wording(
    zh="这不是JSON Lines：应每行一个完整的JSON对象；普通JSON台账请不加--stream核对",
    en="this is no JSON Lines, of which each line is a whole JSON object; an ordinary JSON "
    "register is audited without --stream",
)
_HEADER: Final = Wording(
    zh=f'应为首行{{"format": "{REGISTER_FORMAT}"}}，需要时写明kept_for',
    en=f'expected the header {{"format": "{REGISTER_FORMAT}"}}, with kept_for if wanted',
)
_HEADER_FIRST: Final = Wording(
    zh=f"{_HEADER.zh}，在所有记录之前", en=f"{_HEADER.en}, before any record"
)
_A_HEADER: Final = Wording(zh="首行", en="a header")
_A_RECORD: Final = Wording(
    zh="应为一条记录，即写明type的对象", en="expected a record: an object with its type"
)
_NO_OTHER_HEADER: Final = Wording(
    zh="应为一条记录：只有第一行是首行", en="expected a record: the first line alone is the header"
)
_TYPES: Final = Wording(
    zh="应为记录的类型："
    + "、".join(f"{name}（{kind.record.chinese}）" for name, kind in RECORD_KINDS.items())
    + "之一",
    en=f"expected the type of a record, one of {', '.join(RECORD_KINDS)}",
)


def read_records(stream: BinaryIO, source: str | Wording = INPUT) -> "RecordLines":
    """Read JSON Lines as a stream, for work that does not need all records at once.

    Arguments:
        stream: bytes, at the start; closing it is the caller's affair.
        source: what the input is called in messages.

    >>> import io
    >>> lines = io.BytesIO(b'''{"format": "supervision-talk/register/1", "kept_for": ["o"]}
    ... {"type": "person", "id": "p1"}''')
    >>> records = read_records(lines)
    >>> records.kept_for
    ('o',)
    >>> [(number, kind.name, record) for number, kind, record in records]
    [(2, 'person', Person(id='p1'))]
    """
    return RecordLines(iter(stream.readline, b""), source)


class RecordLines:
    """The records of JSON Lines, one after the other; only one is held at a time.

    Each is checked by itself. That ids are unique and references lead somewhere is for whoever
    holds all of them, such as `Register`.

    Attributes:
        kept_for: as in the register; known before the first record is read.
    """

    def __init__(self, lines: Iterable[bytes], source: str | Wording) -> None:
        self._reading = LineReader(numbered(lines), source)
        self._reading.read_header()
        kept_for = self._reading.kept_for
        self.kept_for = None if kept_for is None else tuple(each for each in kept_for if each)

    def __iter__(self) -> Iterator[tuple[int, RecordKind, Record]]:
        """Give each record with the number of its line and its kind; once.

        Raises:
            InvalidInput: after the last record, with every mistake in any line. What was given
                before then belongs to an input that is refused as a whole.
        """
        for number, kind, record, whole in self._reading.records():
            if whole:
                yield number, kind, record
            else:
                self._reading.perhaps.clear()
        if self._reading.mistakes.listed:
            raise self._reading.mistakes.error()


def read_lines(lines: Iterable[bytes], source: str | Wording) -> Register:
    """Give the register of JSON Lines.

    Raises:
        InvalidInput: with every mistake in any line and between any two.
    """
    reading = LineReader(numbered(lines), source, keeping=True)
    reading.read_header()
    read: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_KINDS.values()}
    kept: dict[str, Kept[Record]] = {}
    numbers = {kind.plural: array("Q") for kind in RECORD_KINDS.values()}
    for number, kind, record, whole in reading.records():
        if not whole and not kept:
            # None of them will be given to anybody: only what others may refer to is kept.
            for each in RECORD_KINDS.values():
                kept[each.plural] = _kept(read.pop(each.plural), each)
        if kept:
            kept[kind.plural].append(record)
        else:
            read[kind.plural].append(record)
        numbers[kind.plural].append(number)
    mistakes = reading.mistakes
    records: dict[str, Collection[Record]] = {**kept}
    for name in [*read]:
        records[name] = tuple(read.pop(name))
    if not mistakes.listed:
        try:
            return make_register(reading.kept_for, records)
        except (Inconsistent, KeyError):
            pass  # its places are those of a document; here they are wanted by line
    forget()
    for mistake in mistakes_between_records(reading.kept_for, records, reading.perhaps):
        _, plural, index, *within = mistake.place.split("/")
        if plural in numbers:
            place = line_place(numbers[plural][int(index)], "/".join(("", *within)))
        else:
            place = line_place(reading.header_number, mistake.place)
        mistakes.add(place, mistake.expected)
    raise mistakes.error()


def _kept(records: Iterable[Record], kind: RecordKind) -> Kept[Record]:
    kept = Kept(Nested(kind.record))
    for each in records:
        kept.append(each)
    return kept


_Line = tuple[int, RecordKind, Record, bool]
"""A record, its kind and the number of its line; and whether it is whole: if it is not, None stands
for what was unreadable."""


class _Unreadable(Exception):
    """A line that gives no value; its mistake is taken down."""


NumberedLine = tuple[int, bytes]
"""A line that holds something, and its number in the input, from 1."""


class LineReader:
    """Reads lines, and gathers the mistakes of each without stopping at any.

    Arguments:
        lines: those that hold something.
        source: what the input is called in messages.
        keeping: as of `structure_functions`.

    Attributes:
        mistakes: what was wrong so far.
        perhaps: texts that could not be read as what they should be, and may be ids.
        header_number: the number of the header's line, once it is read.
        kept_for: what the header says, once it is read.
    """

    def __init__(
        self, lines: Iterable[NumberedLine], source: str | Wording, *, keeping: bool = False
    ) -> None:
        self._keeping = keeping
        self.mistakes = Mistakes(source)
        self.perhaps: set[str] = Perhaps()
        self.header_number = 1
        self.kept_for: Collection[str | None] | None = None
        self._lines = iter(lines)
        self._no_header: list[NumberedLine] = []

    def read_header(self) -> None:
        """Read the next line as the header; if it is a record, it is given among the others.

        Raises:
            InvalidInput: the line begins a JSON document, so that none of its lines is a record.
        """
        number, line = next(self._lines, (1, b"{}"))
        if line.endswith(_GOES_ON):
            self.mistakes.add(line_place(number, ""), _NO_LINES)
            raise self.mistakes.error()
        self.header_number = number
        examination = self._examination(number)
        try:
            value = self._parse_patiently(number, line)
        except _Unreadable:
            return
        if not isinstance(value, (dict, ObjectInText)):
            examination.refuse(value, "", _HEADER)
        elif "type" in value and "format" not in value:
            examination.report("", _HEADER_FIRST)
            self._no_header.append((number, line))
        else:
            members = examination.members(value, "", _A_HEADER, ("format", "kept_for"))
            self.kept_for = examination.format_and_kept_for(members)

    def records(self) -> Iterator[_Line]:
        """Give every record, the broken ones as far as they can be read."""
        structure = structure_functions(keeping=self._keeping)
        parse = counting_parser()
        refused = refusals()
        for number, line in chain(self._no_header, self._lines):
            record = None
            try:
                # Whatever is no object with texts is refused below as it is taken for one.
                value, written = parse(line) if len(line) <= LONG else _opened(line)
                members = cast("dict[str, str]", value)
                name = members.pop("type")
                record = structure[name](members, written=None if written is None else written - 1)
            except refused:
                value, members = None, {}  # what was found weighs something
            if record is None and len(line) <= LONG:
                with suppress(*refused):
                    members = cast("dict[str, str]", parse_strictly(line))
                    name = members.pop("type")
                    record = structure[name](members)
            if record is None:
                yield from self._broken(number, line)
            else:
                yield number, RECORD_KINDS[name], record, True

    def _broken(self, number: int, line: bytes) -> Iterator[_Line]:
        examination = self._examination(number)
        try:
            value = self._parse_patiently(number, line)
        except _Unreadable:
            return
        if not isinstance(value, (dict, ObjectInText)):
            examination.refuse(value, "", _A_RECORD)
            return
        name = value.get("type")
        kind = RECORD_KINDS.get(name) if isinstance(name, str) else None
        if kind is not None:
            record = examination.record(
                value, kind.record, kind_called(kind), "", besides=("type",)
            )
            yield number, kind, record, False
        elif name is None and "format" in value:
            examination.refuse(value, "", _NO_OTHER_HEADER)
        else:
            examination.refuse(value, "/type", _TYPES)

    def _examination(self, number: int) -> Examination:
        return Examination(self.mistakes, partial(line_place, number), self.perhaps)

    def _parse_patiently(self, number: int, line: bytes) -> ReadValue:
        source = Source.of(line)
        bad = source.first_that_is_no_utf_8()
        if bad is None:
            try:
                return parse_frugally(source)
            except NotJson as error:
                self.mistakes.add(error.place(number), error.expected)
        else:
            place = Wording(zh=f"第{number}行第{bad}字节", en=f"line {number}, byte {bad}")
            self.mistakes.add(place, NOT_UTF_8)
        self.perhaps.update(texts_in_broken(line.decode(errors="replace")))
        raise _Unreadable


def _opened(line: bytes) -> tuple[ReadValue, None]:
    """Give what `counting_parser` does of a long line; what is long in it stays in its text."""
    source = Source.of(line)
    record = opened(source)
    if not isinstance(record, ObjectInText):
        raise Unusual
    members = record.members()
    if not nothing_follows(source, record):
        raise Unusual
    return members, None


def line_place(number: int, pointer: str) -> Wording:
    """Give a JSON pointer within a line as the place that it is in the input.

    >>> line_place(7, "/steps/0/at")
    Wording(zh='第7行：steps/0/at', en='line 7: steps/0/at')
    """
    if not pointer:
        return Wording(zh=f"第{number}行", en=f"line {number}")
    return Wording(zh=f"第{number}行：{pointer[1:]}", en=f"line {number}: {pointer[1:]}")


def numbered(lines: Iterable[bytes]) -> Iterator[NumberedLine]:
    """Give the lines that hold something, numbered from 1, without a byte-order mark."""
    for number, line in enumerate(lines, 1):
        # Space at the start stays, so that columns count from where the line begins.
        filled = (line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line).rstrip(JSON_SPACE)
        if filled:
            yield number, filled
