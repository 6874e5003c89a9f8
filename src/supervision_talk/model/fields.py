"""What a field of a record may hold, said once.

Everything that depends on a field's type is derived from here: the constructor's checks, the
decoder, the JSON Schema, the ledger's columns, the test strategies. A field type knows what it
expects in words, Chinese and English, and never quotes what it was given instead: that may be a
secret (Art. 16).
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import compress, islice, pairwise, starmap
from operator import eq, lt
from typing import (
    ClassVar,
    Final,
    Generic,
    NamedTuple,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    overload,
)
from zoneinfo import ZoneInfo

import attrs

from supervision_talk._values import Unwritten, frozen
from supervision_talk.errors import Mistake, wanted
from supervision_talk.model.construction import (
    Check,
    Constants,
    FieldCheck,
    Refused,
    constructor,
    refusing,
)
from supervision_talk.model.taking import ListOrNone, OneWord, OneWordOrNone, WordsOrNone
from supervision_talk.model.vocabulary import Word
from supervision_talk.wording import Wording

__all__ = [
    "FIRST_YEAR",
    "LARGEST_ORDINAL",
    "LAST_YEAR",
    "LONGEST_ID",
    "SHANGHAI",
    "Boolean",
    "CivilDate",
    "FieldType",
    "Identifier",
    "ListOf",
    "Moment",
    "MomentType",
    "Naming",
    "Nested",
    "OneOf",
    "Ordinal",
    "Record",
    "Reference",
    "Refused",
    "Text",
    "Year",
    "are_few_and_unique",
    "as_written",
    "chinese_names",
    "civil_date",
    "end_before_start",
    "field",
    "field_types",
    "interchange_name",
    "is_identifier",
    "making",
    "not_before",
    "parts_for",
    "record",
    "repeated",
    "required_fields",
    "there_again",
    "there_twice",
]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
LONGEST_ID: Final = 128
LARGEST_ORDINAL: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 7493)."""
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_LAST_YEAR_OF_SUMMER_TIME: Final = 1991
_FEW: Final = 1_000
"""Ids in one record, a set of which weighs little."""
_MANY: Final = 100_000
"""Values that weigh something when they are gathered to be compared; it is done in parts then."""
_PARTS: Final = 4

Moment = datetime | date
"""A date-time of Asia/Shanghai, or a civil date where no more was recorded."""

T = TypeVar("T")
RecordT = TypeVar("RecordT", bound="Record")
WordT = TypeVar("WordT", bound=Word)


def civil_date(moment: Moment) -> date:
    """Give the civil date in Asia/Shanghai of a date, or of a date-time that a record holds.

    >>> civil_date(datetime(2026, 1, 30, 0, 20, tzinfo=SHANGHAI))
    datetime.date(2026, 1, 30)
    """
    return moment.date() if isinstance(moment, datetime) else moment


def not_before(later: Moment, earlier: Moment) -> bool:
    """Tell whether `later` is not before `earlier`; where one is a bare date, by their dates.

    >>> not_before(date(2026, 3, 10), datetime(2026, 3, 10, 9, tzinfo=SHANGHAI))
    True
    """
    if isinstance(earlier, datetime) and isinstance(later, datetime):
        return earlier <= later
    return civil_date(earlier) <= civil_date(later)


def is_identifier(value: str) -> bool:
    """Tell whether `value` has 1 to 128 characters, no "/", no control signs, no outer spaces.

    >>> is_identifier("371323-edu"), is_identifier("a/b"), is_identifier(" a")
    (True, False, False)
    """
    if not 0 < len(value) <= LONGEST_ID or "/" in value:
        return False
    if value.isprintable():
        return value[0] != " " and value[-1] != " "
    return value == value.strip() and not any(
        sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff" for sign in value
    )


@frozen
class FieldType(Generic[T]):
    """The type of a field: what it expects in words, and the check that admits a value."""

    @property
    def expected(self) -> Wording:
        """What a value is to be where it is read from a file."""
        raise NotImplementedError

    @property
    def expected_in_python(self) -> Wording:
        """What a value is to be where it is given by a program."""
        return self.expected

    def admit(self, value: object) -> T:
        """Give the value as the record is to hold it.

        Raises:
            Refused: it is not what this type expects.
        """
        raise NotImplementedError

    def usual(self, name: str, constants: Constants) -> str:  # noqa: ARG002 - for some types
        """Write a condition that is true only of values that `admit` gives back as they are.

        Arguments:
            name: the variable with the value.
            constants: gives names to what the condition refers to.
        """
        return "False"

    def check(self, name: str, constants: Constants) -> Check:
        """Write what leaves in a variable the value that the record is to hold, as `admit` does."""
        usual = self.usual(name, constants)
        return [f"if not ({usual}): {name} = {constants(self.admit)}({name})"]

    def refused(self) -> Refused:
        """Make the error that says what was expected."""
        return Refused([Mistake("", wanted(self.expected_in_python))])


@frozen
class Identifier(FieldType[str]):
    """The id of the record itself, or of a part of it."""

    expected = Wording(
        zh=f"编号：1至{LONGEST_ID}个字符的文字，不含“/”和控制字符，首尾没有空白",
        en=f'an id: text of 1 to {LONGEST_ID} characters without "/", control characters, '
        "or white space at either end",
    )

    def admit(self, value: object) -> str:
        """Give the id."""
        if isinstance(value, str) and is_identifier(value):
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:  # noqa: ARG002
        """Write that it is a text without a space, which only an id's ends may not have."""
        return (
            f"type({name}) is str and 0 < len({name}) <= {LONGEST_ID} and {name}.isprintable() "
            f"and '/' not in {name} and ' ' not in {name}"
        )


@frozen
class Reference(Identifier):
    """The id of another record; `kind` names what it refers to, as in the format ("talk")."""

    kind: str


@frozen
class Text(FieldType[str]):
    """Free text. It may be secret (Art. 16): no message and no report ever shows it.

    Attributes:
        repeats: whether a few texts are met again and again, so that a reader shares them.
    """

    repeats: bool = False

    expected = Wording(zh="文字，不含孤立的代理码", en="text without lone surrogates")

    def admit(self, value: object) -> str:
        """Give the text."""
        if isinstance(value, str) and (
            value.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in value)
        ):
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:  # noqa: ARG002
        """Write that it is a text of one line."""
        return f"type({name}) is str and {name}.isprintable()"


@frozen
class CivilDate(FieldType[date]):
    """A civil date of Asia/Shanghai."""

    expected = Wording(
        zh=f"{FIRST_YEAR}-01-01至{LAST_YEAR}-12-31的日期，格式为YYYY-MM-DD",
        en=f"a date from {FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31, as YYYY-MM-DD",
    )
    expected_in_python = Wording(
        zh=f"{FIRST_YEAR}-01-01至{LAST_YEAR}-12-31的datetime.date（不是datetime.datetime）",
        en=f"a datetime.date from {FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31, not a datetime.datetime",
    )

    def admit(self, value: object) -> date:
        """Give the date."""
        if (
            isinstance(value, date)
            and not isinstance(value, datetime)
            and FIRST_YEAR <= value.year <= LAST_YEAR
        ):
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:
        """Write that it is a date of these years."""
        return f"type({name}) is {constants(date)} and {FIRST_YEAR} <= {name}.year <= {LAST_YEAR}"


@frozen
class MomentType(FieldType[Moment]):
    """A date-time, or a date; kept as a date-time of Asia/Shanghai, or a date."""

    expected = Wording(
        zh=f"{FIRST_YEAR}年至{LAST_YEAR}年的日期或者时间（北京时间），格式为YYYY-MM-DD或者"
        "YYYY-MM-DDTHH:MM:SS，可以带时差",
        en=f"a date or a date-time of the years {FIRST_YEAR} to {LAST_YEAR} in Asia/Shanghai, as "
        "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, with or without an offset",
    )
    expected_in_python = Wording(
        zh=f"{FIRST_YEAR}年至{LAST_YEAR}年的datetime.date或者datetime.datetime（没有tzinfo的视为"
        "北京时间）",
        en=f"a datetime.date or datetime.datetime of the years {FIRST_YEAR} to {LAST_YEAR}, in "
        "Asia/Shanghai where it has no tzinfo",
    )

    def admit(self, value: object) -> Moment:
        """Give the moment; an offset is converted, without one it is read as Shanghai's."""
        if isinstance(value, datetime):
            value = _in_shanghai(value)
            if value is not None and FIRST_YEAR <= value.year <= LAST_YEAR:
                return value
        elif isinstance(value, date) and FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:
        """Write that it is a date-time as records hold it, or a date."""
        return (
            f"(type({name}) is {constants(datetime)} and {name}.tzinfo is {constants(SHANGHAI)} "
            f"and {_LAST_YEAR_OF_SUMMER_TIME} < {name}.year <= {LAST_YEAR}) or "
            f"(type({name}) is {constants(date)} and {FIRST_YEAR} <= {name}.year <= {LAST_YEAR})"
        )


def _in_shanghai(moment: datetime) -> datetime | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    if moment.tzinfo is SHANGHAI and moment.year > _LAST_YEAR_OF_SUMMER_TIME:
        return moment
    try:
        # By way of UTC: an hour that Shanghai's clocks skipped becomes the one they showed.
        return moment.astimezone(UTC).astimezone(SHANGHAI)
    except OverflowError:
        return None


@frozen
class Year(FieldType[int]):
    """A calendar year."""

    expected = Wording(
        zh=f"年度：{FIRST_YEAR}至{LAST_YEAR}的整数",
        en=f"a year: a whole number from {FIRST_YEAR} to {LAST_YEAR}",
    )

    def admit(self, value: object) -> int:
        """Give the year."""
        if type(value) is int and FIRST_YEAR <= value <= LAST_YEAR:
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:  # noqa: ARG002
        """Write that it is one of these years."""
        return f"type({name}) is int and {FIRST_YEAR} <= {name} <= {LAST_YEAR}"


@frozen
class Ordinal(FieldType[int]):
    """The ordinal of a term (届)."""

    expected = Wording(
        zh=f"1至{LARGEST_ORDINAL}的整数",
        en=f"a whole number, 1 or more (at most {LARGEST_ORDINAL})",
    )

    def admit(self, value: object) -> int:
        """Give the ordinal."""
        if type(value) is int and 1 <= value <= LARGEST_ORDINAL:
            return value
        raise self.refused()


@frozen
class Boolean(FieldType[bool]):
    """True or false."""

    expected = Wording(zh="true或者false", en="true or false")

    def admit(self, value: object) -> bool:
        """Give the boolean."""
        if isinstance(value, bool):
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:  # noqa: ARG002
        """Write that it is true or false."""
        return f"type({name}) is bool"


@frozen
class OneOf(FieldType[WordT]):
    """One of a closed list of words; a plain string that equals one is admitted as that word."""

    words: type[WordT]

    @cached_property
    def known(self) -> Mapping[str, WordT]:
        """The words by what they equal."""
        return {word.value: word for word in self.words}

    @property
    def expected(self) -> Wording:
        """The words."""
        return Wording(
            zh=f"{'、'.join(f'{code}（{word.chinese}）' for code, word in self.known.items())}之一",
            en=f"one of {', '.join(self.known)}",
        )

    def admit(self, value: object) -> WordT:
        """Give the word."""
        word = self.known.get(value) if isinstance(value, str) else None
        if word is None:
            raise self.refused()
        return word

    def usual(self, name: str, constants: Constants) -> str:
        """Write that it is one of the words already."""
        return f"type({name}) is {constants(self.words)}"

    def check(self, name: str, constants: Constants) -> Check:
        """Write that a plain string becomes the word that it equals."""
        word = f"type({name}) is str and {constants(self.known.get)}({name})"
        return [
            f"if not ({self.usual(name, constants)}):",
            f" {name} = {word} or {constants(self.admit)}({name})",
        ]


@frozen
class Nested(FieldType[RecordT]):
    """A part of a record that has fields of its own."""

    record: type[RecordT]

    @property
    def expected(self) -> Wording:
        """The kind of record."""
        return Wording(zh=f"一条{self.record.chinese}", en=f"a {self.record.__name__}")

    def admit(self, value: object) -> RecordT:
        """Give the part."""
        if isinstance(value, self.record):
            return value
        raise self.refused()

    def usual(self, name: str, constants: Constants) -> str:
        """Write that it is such a part."""
        return f"type({name}) is {constants(self.record)}"


@frozen
class ListOf(FieldType[tuple[T, ...]]):
    """A list, kept as a tuple; the empty one means "recorded, and there was none"."""

    element: FieldType[T]

    @property
    def expected(self) -> Wording:
        """What each element is to be."""
        return _a_list_of(self.element.expected)

    @property
    def expected_in_python(self) -> Wording:
        """What each element is to be."""
        return _a_list_of(self.element.expected_in_python)

    def admit(self, value: object) -> tuple[T, ...]:
        """Give the elements as a tuple; every element that is refused is named by its index."""
        if not isinstance(value, (tuple, list)):
            raise self.refused()
        admit = self.element.admit
        try:
            return tuple([admit(element) for element in value])
        except Refused:
            raise Refused(self._mistakes(value)) from None

    def check(self, name: str, constants: Constants) -> Check:
        """Write that every element is as it should be, one after the other."""
        admit = f"{name} = {constants(self.admit)}({name})"
        return [
            f"if type({name}) is list: {name} = tuple({name})",
            f"if type({name}) is tuple:",
            f" for each in {name}:",
            f"  if not ({self.element.usual('each', constants)}):",
            f"   {admit}",
            "   break",
            "else:",
            f" {admit}",
        ]

    def _mistakes(self, values: Iterable[object]) -> Iterable[Mistake]:
        for index, value in enumerate(values):
            try:
                self.element.admit(value)
            except Refused as refused:
                for mistake in refused.mistakes:
                    yield attrs.evolve(mistake, place=f"[{index}]{mistake.place}")


def _a_list_of(each: Wording) -> Wording:
    return Wording(zh=f"列表，其中每一项为{each.zh}", en=f"a list, each element {each.en}")


@overload
def field(type: OneOf[WordT], *, chinese: str) -> OneWord[WordT]: ...
@overload
def field(type: OneOf[WordT], *, chinese: str, default: None) -> OneWordOrNone[WordT]: ...
@overload
def field(  # type: ignore[overload-overlap] # a list of words is one of the lists, but comes first
    type: ListOf[WordT], *, chinese: str, default: None
) -> WordsOrNone[WordT]: ...
@overload
def field(type: ListOf[T], *, chinese: str, default: None) -> ListOrNone[T]: ...
@overload
def field(type: FieldType[T], *, chinese: str) -> T: ...
@overload
def field(type: FieldType[T], *, chinese: str, default: None) -> T | None: ...
def field(
    type: FieldType[T],
    *,
    chinese: str,
    default: object = attrs.NOTHING,
) -> object:
    """Declare a field of a record: required, or with ``default=None``, which may be left out.

    Arguments:
        type: what it may hold.
        chinese: what offices call it; unique in the record.
        default: None where it may be left out.
    """
    return _Declared(cast("FieldType[object]", type), chinese, default)


class _Declared(NamedTuple):
    """A field as its record's class declares it."""

    type: FieldType[object]
    chinese: str
    default: object


Naming = Callable[[str], str]
"""Gives what Chinese sentences call a field, by its name in the register's format."""


def as_written(name: str) -> str:
    """Call a field what it is called in the register's format."""
    return name


class Record:
    """What all records share: frozen, slotted, compared by value, silent about contents."""

    __slots__ = ()
    chinese: ClassVar[str]
    """What an office calls such a record."""
    __field_types__: ClassVar[Mapping[str, FieldType[object]]]
    __chinese_names__: ClassVar[Mapping[str, str]]
    __required_fields__: ClassVar[frozenset[str]]

    def evolve(self, **changes: object) -> Self:
        """Give the record with other values in some of its fields, checked anew.

        Raises:
            InvalidRecord: with every mistake.
            TypeError: a field that the record does not have.
        """
        values = {name: getattr(self, name) for name in self.__field_types__}
        return type(self)(**values | changes)

    def contradictions(self, called: Naming = as_written) -> Iterable[Mistake]:  # noqa: ARG002
        """Name what the fields, each well-formed, contradict in one another.

        Arguments:
            called: what the input calls a field where its mistakes are told in Chinese.
        """
        return ()

    def __repr__(self) -> str:
        """Show ids, never texts: what a talk said reaches no log by accident (Art. 16)."""
        shown = ", ".join(
            f"{name}={getattr(self, name)!r}"
            for name, type_ in self.__field_types__.items()
            if isinstance(type_, (Identifier, Year, Ordinal)) and getattr(self, name) is not None
        )
        return f"{type(self).__name__}({shown})"


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def record(cls: type[RecordT]) -> type[RecordT]:
    """Make a class of annotated fields a record: frozen, slotted, keyword-only."""
    declared: dict[str, _Declared] = {name: vars(cls)[name] for name in cls.__annotations__}
    made = frozen(
        cls,
        kw_only=True,
        init=False,
        repr=False,
        weakref_slot=False,
        field_transformer=_with_their_defaults,
    )
    made.__field_types__ = {name: each.type for name, each in declared.items()}
    made.__chinese_names__ = {name: each.chinese for name, each in declared.items()}
    made.__required_fields__ = frozenset(
        name for name, each in declared.items() if each.default is attrs.NOTHING
    )
    # Written when the first record is made: for all of them it takes longer than the whole import.
    unwritten = Unwritten("__init__", lambda _: _write_constructor(made))
    made.__init__ = unwritten  # type: ignore[method-assign, assignment]
    return made


def _with_their_defaults(
    _: type, fields: list["attrs.Attribute[object]"]
) -> list["attrs.Attribute[object]"]:
    return [each.evolve(default=cast("_Declared", each.default).default) for each in fields]


def _write_constructor(record_class: type[Record]) -> None:
    initialize = constructor(
        record_class,
        [
            FieldCheck(
                name,
                place=interchange_name(name),
                required=name in record_class.__required_fields__,
                admit=type_.admit,
                check=type_.check,
            )
            for name, type_ in record_class.__field_types__.items()
        ],
        _contradictions(record_class),
    )
    initialize.__annotations__ = {**record_class.__annotations__, "return": None}
    record_class.__init__ = initialize  # type: ignore[method-assign] # it has none of its own


def _contradictions(record_class: type[RecordT]) -> Callable[[RecordT], Iterable[Mistake]] | None:
    if record_class.contradictions is Record.contradictions:
        return None
    return record_class.contradictions


def making(record_class: type[Record], constants: Constants) -> Sequence[str]:
    """Write what makes a record of values that its fields are known to admit.

    For a reader that makes millions, and admits each value once, as it reads it. The source finds
    the values in variables named as the fields, and leaves the record in `self`.

    Arguments:
        record_class: its class.
        constants: gives names to what the source refers to.
    """
    # One of a class with the same slots that are not frozen, until it has its values: to store
    # them past the frozen `__setattr__` one by one would take four times as long.
    names = list(record_class.__field_types__)
    shown_as = ("__module__", "__qualname__", "__field_types__")
    unfrozen = type(
        record_class.__name__,
        (Record,),
        {"__slots__": names, **{name: getattr(record_class, name) for name in shown_as}},
    )
    lines = [f"self = {constants(unfrozen)}()"]
    lines += [f"self.{name} = {name}" for name in names]
    lines.append(f"self.__class__ = {constants(record_class)}")
    return [*lines, *refusing(record_class, _contradictions(record_class), constants)]


def field_types(record_class: type[Record]) -> Mapping[str, FieldType[object]]:
    """Give the type of every field of a record class, in the order of declaration."""
    return record_class.__field_types__


def chinese_names(record_class: type[Record]) -> Mapping[str, str]:
    """Give what offices call every field of a record class, in the order of declaration."""
    return record_class.__chinese_names__


def required_fields(record_class: type[Record]) -> frozenset[str]:
    """Give the names of the fields that may neither be null nor left out."""
    return record_class.__required_fields__


def interchange_name(name: str) -> str:
    """Give the name of a field in the register's format: Python's ``from_`` is "from" there."""
    return name.rstrip("_")


def end_before_start(
    start: Moment | None, end: Moment | None, place: str, start_name: str, called: Naming
) -> tuple[Mistake, ...]:
    """Name an end that lies before its start."""
    if start is None or end is None or not_before(end, start):
        return ()
    expected = Wording(
        zh=f"应不早于{called(start_name)}，或者不填",
        en=f"expected nothing earlier than {start_name}, or null",
    )
    return (Mistake(place, expected),)


def parts_for(count: int, among: int = 0) -> int:
    """Give in how many parts values are compared.

    Many that are a good part of all that is at hand weigh something beside it.

    Arguments:
        count: how many they are.
        among: how many records are at hand.

    >>> parts_for(1_000_000), parts_for(1_000_000, among=6_000_000)
    (4, 1)
    """
    return _PARTS if count >= _MANY and 3 * count > among else 1


def there_twice(values: Callable[[], Iterable[T]], parts: int = 1) -> Iterator[T]:
    """Give the values that are there more than once, each at least once; they have an order.

    A set of all would weigh several times as much as they do. Most come in order; else they are
    sorted.

    Arguments:
        values: gives them, as often as it is asked.
        parts: in how many parts they are sorted, which takes less memory and more time.

    >>> list(there_twice(lambda: ["a", "b", "a"]))
    ['a']
    """
    if all(starmap(lt, pairwise(cast("Iterable[str]", values())))):
        return
    for part in range(parts):
        of_part = values() if parts == 1 else (v for v in values() if hash(v) % parts == part)
        ordered = sorted(cast("Iterable[str]", of_part))
        same = map(eq, ordered, islice(ordered, 1, None))
        yield from cast("Iterable[T]", compress(ordered, same))


def there_again(
    values: Callable[[], Iterable[T | None]], parts: int = 1
) -> Iterator[tuple[int, T]]:
    """Give each value that was there before, with its index; None is no value.

    >>> list(there_again(lambda: ["a", None, "a", None]))
    [(2, 'a')]
    """
    twice = sorted(
        there_twice(lambda: (cast("str", each) for each in values() if each is not None), parts)
    )
    met = bytearray(len(twice))
    for index, each in enumerate(values() if twice else ()):
        if each is not None:
            at = bisect_left(twice, cast("str", each))
            if at < len(twice) and twice[at] == each:
                if met[at]:
                    yield index, each
                met[at] = True


def are_few_and_unique(ids: Sequence[str | None]) -> bool:
    """Tell quickly whether no id of a record's parts is there twice; False: they may be."""
    return len(ids) < _FEW and len(set(ids)) == len(ids)


def repeated(ids: Collection[str | None], place: str, within: Wording) -> Iterator[Mistake]:
    """Name the ids that occur more than once where they are to be unique; None is no id."""
    for index, id in there_again(lambda: ids, parts_for(len(ids))):
        expected = Wording(
            zh=f"应为在同一{within.zh}中不重复的编号：{id!r}已经有了",
            en=f"expected an id unique in the {within.en}: {id!r} is there already",
        )
        yield Mistake(f"{place}[{index}].id", expected)
