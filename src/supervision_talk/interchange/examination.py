"""What is wrong with values that do not make a register: every mistake with its place.

The converter has failed on something; here the plain values are gone through field by field, as
the field types say, and whatever is refused is reported. What could be read becomes a record with
None in the place of what could not, so that the records can be held against one another all the
same (`kept`); such records never leave this room.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Final, TypeVar, cast

import attrs
from typing_extensions import override

from supervision_talk._values import frozen
from supervision_talk.errors import MOST_MISTAKES_IN_FULL, InvalidInput, Mistake, wanted
from supervision_talk.interchange.converter import LEAVES
from supervision_talk.interchange.frugal import ListInText, ObjectInText, texts_in
from supervision_talk.interchange.kept import Kept, as_far_as_readable, matters_to_others
from supervision_talk.interchange.parsing import ReadValue, TwiceNamed
from supervision_talk.model import RECORD_KINDS, RecordKind
from supervision_talk.model.consistency import (
    FieldNaming,
    fields_as_written,
    mistakes_between_records,
)
from supervision_talk.model.fields import (
    LONGEST_ID,
    FieldType,
    ListOf,
    Nested,
    Record,
    Reference,
    Refused,
    field_types,
    interchange_name,
    required_fields,
)
from supervision_talk.model.kinds import RECORD_CLASSES, REGISTER_FORMAT
from supervision_talk.wording import Wording

__all__ = [
    "KEPT_FOR",
    "REGISTER_FIELDS",
    "Examination",
    "Mistakes",
    "Perhaps",
    "kind_called",
    "required",
    "same_place",
    "with_article",
]

RecordT = TypeVar("RecordT", bound=Record)
T = TypeVar("T")

KEPT_FOR: Final = ListOf(Reference(kind="organization"))
"""The field of a register that is not a list of records."""
REGISTER_FIELDS: Final = (
    "format",
    "kept_for",
    *(kind.plural for kind in RECORD_KINDS.values()),
)

_LONGEST_NAME_COMPARED: Final = 40
_NAMES_COMPARED: Final = 3
_MOST_PERHAPS: Final = 16_384
"""Unreadable texts and unknown names that are kept: as many as can be without weighing much."""
_COUNTED_ALONE: Final = Wording(zh="", en="")
"""What is said of a mistake that is only counted."""


def same_place(pointer: str) -> Wording:
    """Give a JSON pointer as the place that it is in a document."""
    return Wording(zh=pointer, en=pointer)


@attrs.define
class Mistakes:
    """The mistakes of one input: the first thousand, and how many more there are.

    Attributes:
        source: what the input is called in messages.
    """

    source: str | Wording
    listed: list[Mistake] = attrs.field(factory=list)
    more: int = 0

    def add(self, place: Wording, expected: Wording) -> None:
        """Take a mistake down."""
        if self.full:
            self.more += 1
        else:
            place_zh = "" if place.zh == place.en else place.zh
            self.listed.append(Mistake(place.en, expected, place_zh))

    def take_over(self, mistakes: Iterable[Mistake], more: int = 0) -> None:
        """Take down what others found."""
        for mistake in mistakes:
            if self.full:
                self.more += 1
            else:
                self.listed.append(mistake)
        self.more += more

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.listed) + self.more

    @property
    def full(self) -> bool:
        """Whether further mistakes are only counted."""
        return len(self.listed) >= MOST_MISTAKES_IN_FULL

    def error(self) -> InvalidInput:
        """Give the error that names them all."""
        return InvalidInput(self.source, self.listed, self.more)


class Perhaps(set[str]):
    """Texts that could not be read as what they should be; a reference may be right to name one.

    Where there are more than are kept, any text may be one of them.
    """

    @override
    def update(self, *texts: Iterable[str]) -> None:
        """Take in those of the texts that are no longer than an id."""
        for each in chain.from_iterable(texts):
            if len(self) == _MOST_PERHAPS:
                return
            if len(each) <= LONGEST_ID:
                self.add(each)

    def __contains__(self, text: object) -> bool:
        return len(self) == _MOST_PERHAPS or super().__contains__(text)


@frozen
class Examination:
    """Goes through the plain values of one input, or of one line of it, and reports mistakes.

    Attributes:
        mistakes: takes the mistakes down.
        place: makes the place of a mistake of its JSON pointer.
        perhaps: every text that could not be read as what it should be; it may be an id that a
            reference elsewhere is right to name.
        called: what the input calls fields where its mistakes are told in Chinese.
    """

    mistakes: Mistakes
    place: Callable[[str], Wording] = same_place
    perhaps: set[str] = attrs.field(factory=Perhaps)
    called: FieldNaming = fields_as_written

    def report(self, pointer: str, expected: Wording) -> None:
        """Take a mistake down at its place."""
        self.mistakes.add(self.place(pointer), expected)

    def refuse(self, value: ReadValue, pointer: str, expected: Wording) -> None:
        """Take down that a value is not what was expected, and forget none of its texts."""
        self.report(pointer, expected)
        self.perhaps.update(texts_in(value))

    def document(self, value: ReadValue) -> None:
        """Examine a register that came as one JSON document."""
        members = self.members(value, "", Wording(zh="台账", en="a register"), REGISTER_FIELDS)
        if not isinstance(value, (dict, ObjectInText)):
            return
        kept_for = self.format_and_kept_for(members)
        records = {
            kind.plural: self._records(members.get(kind.plural, []), kind)
            for kind in RECORD_KINDS.values()
        }
        for mistake in mistakes_between_records(kept_for, records, self.perhaps, self.called):
            self.report(mistake.place, mistake.expected)

    def format_and_kept_for(
        self, members: Mapping[str, ReadValue]
    ) -> Collection[str | None] | None:
        """Examine what a register says of itself, and give `kept_for` as far as it is readable."""
        if members.get("format") != REGISTER_FORMAT:
            expected = Wording(zh=f"“{REGISTER_FORMAT}”", en=f'"{REGISTER_FORMAT}"')
            self.report("/format", wanted(expected))
        kept_for = members.get("kept_for")
        if kept_for is None:
            return None
        return self._list(kept_for, KEPT_FOR, "/kept_for")

    def _records(self, value: ReadValue, kind: RecordKind) -> Kept[Record]:
        kept = Kept(Nested(kind.record))
        pointer = f"/{kind.plural}"
        if not isinstance(value, (list, ListInText)):
            expected = Wording(
                zh=f"列表，其中每一项为一条{kind.record.chinese}",
                en=f"a list, each element {with_article(kind.name)}",
            )
            self.refuse(value, pointer, wanted(expected))
            return kept
        for index, each in enumerate(value):
            kept.append(self.record(each, kind.record, kind_called(kind), f"{pointer}/{index}"))
        return kept

    def record(
        self,
        value: ReadValue,
        record: type[RecordT],
        what: Wording,
        pointer: str,
        besides: Iterable[str] = (),
    ) -> RecordT:
        """Examine one record, and give what of it could be read.

        Arguments:
            value: what stands where a record is expected.
            record: the class of that record.
            what: what it is called in messages ("a talk").
            pointer: its place; "" if the record is all that is looked at.
            besides: fields that may stand beside its own.
        """
        fields = _FIELDS[record]
        members = self.members(value, pointer, what, (*besides, *fields))
        readable: dict[str, object] = {}
        for key, field in fields.items() if isinstance(value, (dict, ObjectInText)) else ():
            name, type_, is_required = field
            found = members.get(key)
            if found is not None:
                readable[name] = self._value(found, type_, f"{pointer}/{key}")
            elif is_required:
                self.report(f"{pointer}/{key}", required(wanted(type_.expected)))
        made = as_far_as_readable(record, readable)
        for mistake in made.contradictions(partial(self.called, record)):
            self.report(f"{pointer}/{_within_a_record(mistake.place)}", mistake.expected)
        return made

    def members(
        self, value: ReadValue, pointer: str, what: Wording, allowed: Collection[str]
    ) -> Mapping[str, ReadValue]:
        """Give the fields of an object that are allowed; none where it is no object."""
        if not isinstance(value, (dict, ObjectInText)):
            expected = Wording(
                zh=f"{what.zh}，即含有相应字段的对象",
                en=f"{what.en}: an object with the fields of one",
            )
            self.refuse(value, pointer, wanted(expected))
            return {}
        fields: dict[str, ReadValue] = {}
        first: list[str] = []
        seen: set[str] = set()
        unknown = 0
        twice = dict.fromkeys(value.names if isinstance(value, TwiceNamed) else ())
        for name, each in value.items():
            if name in seen or name in fields:
                twice[name] = None
            if name in allowed:
                fields[name] = each
                continue
            unknown += 1
            if unknown <= _NAMES_COMPARED:
                first.append(name)
            if unknown <= _MOST_PERHAPS:
                seen.add(name)
            self.perhaps.update((name,), texts_in(each))
        self._refuse_repeated(twice, pointer, allowed)
        if unknown:
            self._refuse_fields(first, unknown, pointer, what, allowed)
        return fields

    def _refuse_repeated(
        self, twice: Collection[str], pointer: str, allowed: Collection[str]
    ) -> None:
        known = [name for name in twice if name in allowed]
        for name in known:
            once = Wording(
                zh=f"字段{name}应只出现一次",
                en=f"expected the field {name} once, not repeatedly",
            )
            self.report(f"{pointer}/{name}", once)
        if len(known) < len(twice):
            once = Wording(
                zh="每个字段应只出现一次；有未知的字段重复出现",
                en="expected every field once; an unknown field is repeated",
            )
            self.report(pointer, once)

    def _refuse_fields(
        self,
        first: list[str],
        count: int,
        pointer: str,
        what: Wording,
        allowed: Collection[str],
    ) -> None:
        if self.mistakes.full:
            self.report(pointer, _COUNTED_ALONE)
            return
        zh = f"应只有{what.zh.removeprefix('一条')}的字段（{'、'.join(allowed)}）"
        en = f"expected no field but those of {what.en} ({', '.join(allowed)})"
        if count > 1:
            zh += f"；有{count}个未知的字段"
            en += f"; {count} are unknown"
        # An unknown name may itself be a slipped secret: what it resembles is said instead.
        meant = {
            match: None
            for name in first
            if len(name) <= _LONGEST_NAME_COMPARED
            for match in difflib.get_close_matches(name.lower(), allowed, n=1)
        }
        if meant:
            zh += f"；是否指{'或者'.join(meant)}？"
            en += f"; is {' or '.join(meant)} meant?"
        self.report(pointer, Wording(zh=zh, en=en))

    def _value(self, value: ReadValue, type_: FieldType[T], pointer: str) -> T | None:
        if isinstance(type_, ListOf):
            return cast("T | None", self._list(value, type_, pointer))
        if isinstance(type_, Nested):
            return cast("T", self.record(value, type_.record, type_.expected, pointer))
        read = LEAVES.get(type(type_))
        try:
            return type_.admit(value if read is None else read(value, None))
        except Refused:
            self.refuse(value, pointer, wanted(type_.expected))
            return None

    def _list(
        self, value: ReadValue, type_: ListOf[T], pointer: str
    ) -> Collection[T | None] | None:
        if not isinstance(value, (list, ListInText)):
            self.refuse(value, pointer, wanted(type_.expected))
            return None
        values = (
            self._value(each, type_.element, f"{pointer}/{index}")
            for index, each in enumerate(value)
        )
        if isinstance(value, list):
            return tuple(values)
        kept = Kept(type_.element)
        matters = matters_to_others(type_.element)
        for each in values:
            if matters:
                kept.append(each)
        return kept


_FIELDS: Final = {
    record: {
        interchange_name(name): (name, type_, name in required_fields(record))
        for name, type_ in field_types(record).items()
    }
    for record in RECORD_CLASSES
}
"""Of each class of record the fields as they are written, with their names, types, and whether
they are required."""


def with_article(name: str) -> str:
    """Give a name as a sentence wants it.

    >>> with_article("talk"), with_article("assessment")
    ('a talk', 'an assessment')
    """
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def kind_called(kind: RecordKind) -> Wording:
    """Give what one record of a kind is called in a sentence."""
    return Wording(zh=f"一条{kind.record.chinese}", en=with_article(kind.name))


def required(expected: Wording) -> Wording:
    """Say besides that a field must be there."""
    return Wording(zh=f"{expected.zh}；这个字段必填", en=f"{expected.en}; the field is required")


def _within_a_record(place: str) -> str:
    """Give the JSON pointer of a place as records name it: "problems[3].id", "problems/3/id"."""
    return re.sub(r"\[(\d+)\]", r"/\1", place).replace(".", "/")
