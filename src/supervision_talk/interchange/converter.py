"""JSON values to records through cattrs, as fast as it goes while nothing is wrong.

The hooks are written for each class from the types of its fields, and compiled once. They turn
into Python what JSON has no type for (dates, parts of records) and hand everything else over as it
stands: each value is checked once, by the record's constructor. What goes wrong here only tells
that something is wrong; `examination` says what.

Equal dates and equal ids of what is read become one object: half of what a talk would take.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar, cast

from supervision_talk.interchange.dates import read_date, read_moment
from supervision_talk.interchange.parsing import Unusual
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    SHANGHAI,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    MomentType,
    Nested,
    Record,
    Refused,
    field_types,
    interchange_name,
    maker,
)
from supervision_talk.model.kinds import RECORD_CLASSES

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["LEAVES", "Structure", "quick_moment", "refusals", "structure_functions"]

Structure = Callable[[object], Record]
"""Makes a record of a JSON object, which it empties; raises whatever a wrong one leads to."""

_Hook = Callable[[object, object], object]
ValueT = TypeVar("ValueT")

_MOST_REMEMBERED: Final = 65_536
"""Values of one sort that are kept to be shared; then they are forgotten, and it starts afresh."""


@cache
def structure_functions() -> Mapping[str, Structure]:
    """Give for each kind of record, by name, the function that makes one of a JSON object."""
    from cattrs import Converter

    converter = Converter(detailed_validation=False)
    for record in RECORD_CLASSES:
        converter.register_structure_hook(record, _structure(record, converter))
    return {
        name: cast("Structure", converter.get_structure_hook(kind.record))
        for name, kind in RECORD_KINDS.items()
    }


@cache
def refusals() -> tuple[type[Exception], ...]:
    """Give every error by which the quick way says that an input is not as it should be."""
    return (
        AttributeError,  # a value is no object
        KeyError,  # a kind of record is unknown
        RecursionError,
        Refused,
        TypeError,  # a value is no object, or no text
        Unusual,
        ValueError,  # no JSON, no UTF-8, or a record's or the register's own check
    )


class _Dates(dict[object, object]):
    """Dates by the text that says them."""

    def __missing__(self, text: object) -> object:
        day = read_date(text)
        if type(day) is date:
            _remember(self, text, day)
        return day


class _Times(dict[str, object]):
    """Times of Asia/Shanghai by the text that follows a date."""

    def __missing__(self, text: str) -> object:
        moment = read_moment(f"2026-01-01{text}")
        if type(moment) is not datetime or moment.tzinfo is not None:
            return None  # no time, or one of another zone: both are read with their date
        time = moment.time().replace(tzinfo=SHANGHAI)
        _remember(self, text, time)
        return time


class _Ids(dict[object, object]):
    """Each id as the object that it was first."""

    def __missing__(self, id: object) -> object:
        _remember(self, id, id)
        return id


def _remember(known: dict[ValueT, object], key: ValueT, value: object) -> None:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[key] = value


_DATES: Final = _Dates()
_TIMES: Final = _Times()
_IDS: Final = _Ids()
"""Memories of the process; what they hold changes no answer, and they are bounded."""

_SHANGHAI_IS_EIGHT_HOURS_AHEAD: Final = "1992"
"""From this year on; what is earlier is read with its date."""
_LENGTH_OF_A_DATE: Final = len("YYYY-MM-DD")


def quick_moment(text: str) -> object:
    """Read a moment as `read_moment` does; a date-time of Asia/Shanghai has its zone already.

    >>> quick_moment("2026-03-10T09:00:00+08:00").isoformat(), quick_moment("9 o'clock")
    ('2026-03-10T09:00:00+08:00', "9 o'clock")
    """
    if len(text) == _LENGTH_OF_A_DATE:
        return _DATES[text]
    if text > _SHANGHAI_IS_EIGHT_HOURS_AHEAD:
        day, time = _DATES[text[:_LENGTH_OF_A_DATE]], _TIMES[text[_LENGTH_OF_A_DATE:]]
        try:
            return datetime.combine(day, time)  # type: ignore[arg-type] # or it is none of ours
        except TypeError:
            pass
    return read_moment(text)


def _structure(record: type[Record], converter: "Converter") -> _Hook:
    names: dict[str, object] = {
        "dates": _DATES,
        "ids": _IDS,
        "moment": quick_moment,
        "make": maker(record),
        "unusual": Unusual,
    }
    lines = ["def structure(members, _=None):", " pop = members.pop"]
    values = []
    for name, type_ in field_types(record).items():
        element = type_.element if isinstance(type_, ListOf) else type_
        if isinstance(element, Nested):
            names[f"structure_{name}"] = converter.get_structure_hook(element.record)
        lines.append(f" {name} = pop({interchange_name(name)!r}, None)")
        lines += [f" {line}" for line in _reading(type_, name)]
        values.append(name)
    lines += [" if members: raise unusual", f" return make({', '.join(values)})"]
    exec(compile("\n".join(lines), f"<reading of {record.__name__}>", "exec"), names)  # noqa: S102 - ours
    return cast("_Hook", names["structure"])


def _reading(type_: FieldType[object], name: str) -> Iterator[str]:
    """Write what turns a value, if it is there, into Python's."""
    if isinstance(type_, ListOf):
        read = _expression(type_.element, "each", name)
        if read is not None:
            yield f"if type({name}) is list: {name} = tuple([{read} for each in {name}])"
    else:
        read = _expression(type_, name, name)
        if read is not None:
            yield f"if {name} is not None: {name} = {read}"


def _expression(type_: FieldType[object], value: str, name: str) -> str | None:
    match type_:
        case Identifier():
            return f"ids[{value}]"
        case CivilDate():
            return f"dates[{value}]"
        case MomentType():
            return f"moment({value})"
        case Nested():
            return f"structure_{name}({value})"
        case _:
            return None


LEAVES: Final[Mapping[type[object], _Hook]] = {CivilDate: read_date, MomentType: read_moment}
"""What turns a JSON value into Python's for the field types that JSON has no type for."""
