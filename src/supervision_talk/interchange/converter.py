"""JSON values to records through cattrs, as fast as it goes while nothing is wrong.

The hooks are written for each class from the types of its fields, and compiled once. Each value is
admitted once, as it is read, and stored; what was read before is known to be admitted. What goes
wrong here only tells that something is wrong; `examination` says what.

Equal dates, equal ids and equal receivers of copies become one object: half of what a talk would
take.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from supervision_talk.interchange.dates import read_date, read_moment
from supervision_talk.interchange.frugal import ListInText
from supervision_talk.interchange.kept import Kept
from supervision_talk.interchange.parsing import Unusual
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.construction import Constants
from supervision_talk.model.fields import (
    LONGEST_ID,
    SHANGHAI,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    Moment,
    MomentType,
    Nested,
    OneOf,
    Record,
    Refused,
    Text,
    field_types,
    interchange_name,
    making,
    required_fields,
)
from supervision_talk.model.index import Inconsistent
from supervision_talk.model.kinds import RECORD_CLASSES

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = [
    "LEAVES",
    "MOST_REMEMBERED",
    "Structure",
    "forget",
    "quick_id",
    "quick_moment",
    "refusals",
    "structure_functions",
]

_Hook = Callable[[object, object], object]
KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")

MOST_REMEMBERED: Final = 43_690
"""Values of one sort that are kept to be shared; then they are forgotten, and it starts afresh.

One more, and Python would make the table of them twice as large.
"""


class Structure(Protocol):
    """Makes a record of a JSON object, which it empties; or raises one of `refusals`."""

    def __call__(self, members: object, _: object = None, written: int | None = None) -> Record:
        """Make the record.

        Arguments:
            members: the object.
            _: what cattrs says besides; not looked at.
            written: how many fields the object and its parts have in the text; if they have fewer
                here, one was there twice. None: none was.
        """


@cache
def structure_functions(*, keeping: bool = False) -> Mapping[str, Structure]:
    """Give for each kind of record, by name, the function that makes one of a JSON object.

    Arguments:
        keeping: whether the ids of a list that has more than a few are `Kept`, for `give_back` to
            put in their place when all records are there.
    """
    from cattrs import Converter

    converter = Converter(detailed_validation=False)
    for record in RECORD_CLASSES:
        converter.register_structure_hook(record, _structure(record, converter, keeping=keeping))
    return {
        name: cast("Structure", converter.get_structure_hook(kind.record))
        for name, kind in RECORD_KINDS.items()
    }


@cache
def refusals() -> tuple[type[Exception], ...]:
    """Give every error by which the quick way says that an input is not as it should be."""
    return (
        AttributeError,  # a value is no object
        Inconsistent,  # the records make no register
        KeyError,  # a kind of record is unknown, or an id
        RecursionError,
        Refused,
        TypeError,  # a value is no object, or no text
        Unusual,
        ValueError,  # no JSON, no UTF-8, or a record's own check
    )


class _Dates(dict[object, date]):
    """Dates by the text that says them."""

    def __missing__(self, text: object) -> date:
        return _remember(self, text, _DATE.admit(read_date(text)))


class _Times(dict[str, time | None]):
    """Times of Asia/Shanghai by the text that follows a date."""

    def __missing__(self, text: str) -> time | None:
        moment = read_moment(f"2026-01-01{text}")
        if type(moment) is not datetime or moment.tzinfo is not None:
            return None  # no time, or one of another zone: both are read with their date
        return _remember(self, text, moment.time().replace(tzinfo=SHANGHAI))


class _Ids(dict[object, str]):
    """Each id as the object that it was first."""

    def __missing__(self, id: object) -> str:
        return _remember(self, id, _ID.admit(id))


class _Texts(dict[object, str]):
    """Each text of those that are met again and again as the object that it was first."""

    def __missing__(self, text: object) -> str:
        admitted = _TEXT.admit(text)
        return _remember(self, text, admitted) if len(admitted) <= LONGEST_ID else admitted


def forget() -> None:
    """Give back what is remembered."""
    for each in (_DATES, _TIMES, _IDS, _TEXTS):
        each.clear()


def _remember(known: dict[KeyT, ValueT], key: KeyT, value: ValueT) -> ValueT:
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[key] = value
    return value


_DATE: Final = CivilDate()
_ID: Final = Identifier()
_MOMENT: Final = MomentType()
_TEXT: Final = Text()

_DATES: Final = _Dates()
_TIMES: Final = _Times()
_IDS: Final = _Ids()
_TEXTS: Final = _Texts()
"""Memories of the process; what they hold changes no answer, and they are bounded."""

quick_id: Final[Callable[[object], str]] = _IDS.__getitem__
"""Admits an id, and gives it as the object that it was first."""

_FEW_IDS: Final = 8
"""So many ids in a list do not weigh ten times the text of the record that they stand in."""


def _kept(ids: Iterable[object]) -> Kept[str]:
    return Kept(_ID, map(_ID.admit, ids))


_SHANGHAI_IS_EIGHT_HOURS_AHEAD: Final = "1992"
"""From this year on; what is earlier is read with its date."""
_LENGTH_OF_A_DATE: Final = len("YYYY-MM-DD")


def quick_moment(text: str) -> Moment:
    """Read a moment and admit it, as `read_moment` and a field of a moment do together.

    Raises:
        Refused: it is none that a record can hold.

    >>> quick_moment("2026-03-10T09:00:00+08:00").isoformat()
    '2026-03-10T09:00:00+08:00'
    """
    try:
        if len(text) == _LENGTH_OF_A_DATE:
            return _DATES[text]
        if text > _SHANGHAI_IS_EIGHT_HOURS_AHEAD:
            time = _TIMES[text[_LENGTH_OF_A_DATE:]]
            if time is not None:
                return datetime.combine(_DATES[text[:_LENGTH_OF_A_DATE]], time)
    except (Refused, TypeError):
        pass  # it may be one all the same, by its offset
    return _MOMENT.admit(read_moment(text))


def _structure(record: type[Record], converter: "Converter", *, keeping: bool) -> _Hook:
    """Write the function that makes one kind of record, for cattrs to keep."""
    constants = Constants()
    lines = ["def structure(members, _=None, written=None):"]
    lines += [" pop = members.pop", " fields = len(members)"]
    for name, type_ in field_types(record).items():
        reading = _reading(type_, name, constants, converter, keeping=keeping)
        if name in required_fields(record):
            lines.append(f" {name} = pop({interchange_name(name)!r})")
            lines += [f" {line}" for line in reading]
        else:
            lines.append(f" {name} = pop({interchange_name(name)!r}, None)")
            lines.append(f" if {name} is not None:")
            lines += [f"  {line}" for line in reading]
    lines.append(" if members or (written is not None and fields != written):")
    lines.append(f"  raise {constants(Unusual)}")
    lines += [f" {line}" for line in making(record, constants)]
    lines.append(" return self")
    names = dict(constants.values)
    exec(compile("\n".join(lines), f"<reading of {record.__name__}>", "exec"), names)  # noqa: S102 - ours
    return cast("_Hook", names["structure"])


def _reading(
    type_: FieldType[object],
    name: str,
    constants: Constants,
    converter: "Converter",
    *,
    keeping: bool,
) -> Iterator[str]:
    """Write what turns a JSON value into one that the field admits, or raises one of `refusals`."""
    if isinstance(type_, ListOf):
        element = type_.element
        if isinstance(element, Nested):
            yield f"if type({name}) is list: fields += sum(map(len, {name}))"
            yield f"elif type({name}) is not {constants(ListInText)}: raise {constants(Unusual)}"
        else:
            # Where it stays in its text, a field that is there twice is refused as it is read.
            of_list = f"type({name}) is list or type({name}) is {constants(ListInText)}"
            yield f"if not ({of_list}): raise {constants(Unusual)}"
        read = constants(_reader(element, converter))
        if keeping and isinstance(element, Identifier):
            yield f"if type({name}) is not list or len({name}) > {_FEW_IDS}:"
            yield f" {name} = {constants(_kept)}({name})"
            yield f"else: {name} = tuple(map({read}, {name}))"
        else:
            yield f"{name} = tuple(map({read}, {name}))"
    elif isinstance(type_, Text) and type_.repeats:
        yield f"{name} = {constants(_TEXTS.__getitem__)}({name})"
    elif isinstance(type_, (Identifier, CivilDate, MomentType, OneOf, Nested)):
        yield f"{name} = {constants(_reader(type_, converter))}({name})"
    else:
        yield from type_.check(name, constants)


def _reader(type_: FieldType[object], converter: "Converter") -> Callable[[object], object]:
    """Give what reads a value of a type and admits it."""
    match type_:
        case Identifier():
            return quick_id
        case CivilDate():
            return _DATES.__getitem__
        case MomentType():
            return cast("Callable[[object], object]", quick_moment)
        case OneOf():
            return cast("Callable[[object], object]", dict(type_.known).__getitem__)
        case Nested():
            return cast("Callable[[object], object]", converter.get_structure_hook(type_.record))
        case _:
            return type_.admit


LEAVES: Final[Mapping[type[object], _Hook]] = {CivilDate: read_date, MomentType: read_moment}
"""What turns a JSON value into Python's for the field types that JSON has no type for."""
