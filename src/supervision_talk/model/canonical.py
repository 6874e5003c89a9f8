"""Records as plain JSON values, and the one text that stands for a register.

Two registers that are equal up to the order of their records have the same canonical text, so a
digest over it shows that two audits saw the same. Writers of files take the plain values from
here too: there is one way from a record to JSON.
"""

import json
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from itertools import chain, groupby
from json.encoder import encode_basestring
from operator import attrgetter, itemgetter
from typing import Final, Never, TypeAlias, cast

from supervision_talk.model.construction import Constants
from supervision_talk.model.fields import (
    Boolean,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    Moment,
    MomentType,
    Nested,
    OneOf,
    Ordinal,
    Record,
    Text,
    Year,
    field_types,
    interchange_name,
    parts_for,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS, REGISTER_FORMAT, RecordKind
from supervision_talk.model.register import Register
from supervision_talk.model.vocabulary import Word

__all__ = [
    "JsonValue",
    "canonical_lists",
    "canonical_record",
    "canonical_register",
    "canonical_text",
    "plain_record",
]

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | Mapping[str, JsonValue] | None"
"""What JSON can say."""

_ToPlain = Callable[[object], JsonValue]
_ToText = Callable[[object], str]

_FIRST_YEAR_OF_WHOLE_MINUTES: Final = 1902
"""Until 1900 Shanghai kept local mean time, 8:05:43 ahead: no offset of RFC 3339 says that."""

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def plain_record(record: Record) -> dict[str, JsonValue]:
    """Give a record as JSON holds it: fields that are null left out, empty lists kept.

    >>> from supervision_talk.model.records import Talk
    >>> plain_record(Talk(id="t1", kind="regular", held_by="c", organization="o", steps=[],
    ...                   ended_at=datetime(2026, 3, 10, 9)))  # doctest: +NORMALIZE_WHITESPACE
    {'id': 't1', 'kind': 'regular', 'held_by': 'c', 'organization': 'o',
     'ended_at': '2026-03-10T09:00:00+08:00', 'steps': []}
    """
    plain: dict[str, JsonValue] = {}
    for name, key, to_plain in _FIELDS[type(record)]:
        value = getattr(record, name)
        if value is not None:
            plain[key] = value if to_plain is None else to_plain(value)
    return plain


def canonical_record(record: Record) -> str:
    """Give the canonical JSON of a record: keys sorted, nulls left out, no white space.

    >>> from supervision_talk.model.records import Copy
    >>> canonical_record(Copy(to="discipline", sent_on=date(2026, 3, 10)))
    '{"sent_on":"2026-03-10","to":"discipline"}'
    """
    text = canonical_text(record)
    return text if isinstance(text, str) else text.decode()


def canonical_text(record: Record) -> str | bytes:
    """Give the same as text or, if it is very long, as UTF-8: a text may take four times as much.

    >>> from supervision_talk.model.records import Copy, Filing, Person
    >>> canonical_text(Person(id="p1"))
    '{"id":"p1"}'
    >>> type(canonical_text(Filing(talk="t1", copies=[Copy(to="discipline")] * 2_000))).__name__
    'bytes'
    """
    try:
        return _CANONICAL[type(record)](record)
    except _Long:
        pass
    text = BytesIO()
    for piece in _pieces(record):
        text.write(piece.encode())
    return text.getvalue()


def _pieces(record: Record) -> Iterator[str]:
    """Give the canonical JSON of a record in pieces none of which is long."""
    before = "{"
    for key, (name, type_) in _TYPES[type(record)]:
        value = getattr(record, name)
        if value is None:
            continue
        yield f"{before}{_encode(key)}:"
        before = ","
        if isinstance(type_, ListOf):
            yield "["
            for index, element in enumerate(value):
                yield "," if index else ""
                if isinstance(type_.element, Nested):
                    yield from _pieces(element)
                else:
                    yield _to_text(type_.element)(element)
            yield "]"
        else:
            yield _to_text(type_)(value)
    yield "{}" if before == "{" else "}"


def canonical_register(register: Register) -> Iterator[str | bytes]:
    """Give the canonical JSON of a register piece by piece, as text or, if long, as UTF-8.

    In UTF-8 it is what a digest covers.

    Records stand in the order of their id or key, appointments, which have none, in that of
    their own canonical JSON; `kept_for` is sorted and names each organization once. A list
    without records is left out: a register does not tell it from one that is not there.

    >>> "".join(canonical_register(Register(kept_for=())))
    '{"format":"supervision-talk/register/1","kept_for":[]}'
    """
    among = sum(len(records) for _, records in register.records())
    sorted_lists = (
        (kind.plural, text)
        for kind in sorted(RECORD_KINDS.values(), key=lambda kind: kind.plural)
        for text in _sorted_texts(kind, getattr(register, kind.plural), among)
    )
    return canonical_lists(register.kept_for, sorted_lists)


def canonical_lists(
    kept_for: Iterable[str] | None, records: Iterable[tuple[str, str | bytes]]
) -> Iterator[str | bytes]:
    """Give the canonical JSON of a register whose records come one at a time.

    Arguments:
        kept_for: as in the register.
        records: the name of a list and the canonical JSON of a record, or of several that follow
            one another, as text or as UTF-8; in the order of the names and, within a list, of
            their id or key.
    """
    before = {"format": _encode(REGISTER_FORMAT)}
    if kept_for is not None:
        before["kept_for"] = _encode(sorted(set(kept_for)))
    start = "{"
    for name, of_list in groupby(records, key=itemgetter(0)):
        for each in [each for each in before if each < name]:
            yield f"{start}{_encode(each)}:{before.pop(each)}"
            start = ","
        yield f"{start}{_encode(name)}:"
        between = "["
        for _, text in of_list:
            yield between + text if isinstance(text, str) else between.encode() + text
            between = ","
        yield "]"
        start = ","
    for each, value in before.items():
        yield f"{start}{_encode(each)}:{value}"
        start = ","
    yield "}"


def _sorted_texts(kind: RecordKind, records: Sequence[Record], among: int) -> Iterable[str | bytes]:
    if kind.key:
        # Of one field its value: a tuple would weigh as much again.
        key_of = cast("Callable[[Record], str]", attrgetter(*kind.key))
        return map(canonical_text, _sorted(records, key_of, parts_for(len(records), among)))
    return sorted(map(canonical_record, records))


def _sorted(
    records: Sequence[Record], key_of: Callable[[Record], str], parts: int
) -> Iterable[Record]:
    """Sort records; in several parts, one after the other, which takes less memory."""
    if parts == 1:
        return sorted(records, key=key_of)
    some = sorted(map(key_of, records[:: len(records) // _SOME]))
    bounds = [some[len(some) * part // parts] for part in range(1, parts)]
    return chain.from_iterable(
        sorted((each for each in records if bisect(bounds, key_of(each)) == part), key=key_of)
        for part in range(parts)
    )


_SOME: Final = 1_000
"""Keys by which it is told where each part begins; there are more records if they are parted."""


def _plain_moment(moment: Moment) -> str:
    if isinstance(moment, datetime) and moment.year < _FIRST_YEAR_OF_WHOLE_MINUTES:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


_iso: Final = lru_cache(maxsize=8_192)(date.isoformat)
"""A date's text: of a register's days most stand in it many times."""


def _moment_text(moment: Moment) -> str:
    return f'"{_plain_moment(moment)}"'


def _plain_word(word: Word) -> str:
    return word.value


_PLAIN: Final[Mapping[type[object], _ToPlain]] = {
    CivilDate: cast("_ToPlain", date.isoformat),
    MomentType: cast("_ToPlain", _plain_moment),
    OneOf: cast("_ToPlain", _plain_word),
    Nested: cast("_ToPlain", plain_record),
}


def _to_plain(type_: FieldType[object]) -> _ToPlain | None:
    """Give what makes a field's value plain; None where it is plain already."""
    if not isinstance(type_, ListOf):
        return _PLAIN.get(type(type_))
    of_element = _to_plain(type_.element)
    if of_element is None:
        return cast("_ToPlain", list)
    return lambda values: [of_element(each) for each in cast("tuple[object, ...]", values)]


_FIELDS: Final = {
    record: tuple(
        (name, interchange_name(name), _to_plain(type_))
        for name, type_ in field_types(record).items()
    )
    for record in RECORD_CLASSES
}


_TYPES: Final[Mapping[type[Record], Sequence[tuple[str, tuple[str, FieldType[object]]]]]] = {
    record: sorted(
        (interchange_name(name), (name, type_)) for name, type_ in field_types(record).items()
    )
    for record in RECORD_CLASSES
}
"""The fields of each class in the order of their keys."""


class _Long(Exception):
    """A list has so many elements that the texts of all would weigh much at once."""


def _refuse() -> Never:
    raise _Long


def _canonical(record: type[Record]) -> _ToText:
    """Write the function that gives the canonical JSON of one class of record.

    A digest covers every field of a register: to ask each for its type takes twice as long.
    """
    constants = Constants()
    lines = ["def canonical(record):", " members = []"]
    for key, (name, type_) in _TYPES[record]:
        lines.append(f" value = record.{name}")
        text = _value_text(type_, constants)
        lines.append(f" if value is not None: members.append(f'{_encode(key)}:{text}')")
    lines.append(f" return f'{{{{{{{constants(_JOINED)}(members)}}}}}}'")
    names = dict(constants.values)
    exec(compile("\n".join(lines), f"<canonical {record.__name__}>", "exec"), names)  # noqa: S102 - ours
    return cast("_ToText", names["canonical"])


def _value_text(type_: FieldType[object], constants: Constants) -> str:
    """Write, as a part of an f-string, the canonical JSON of the variable `value`."""
    match type_:
        case ListOf():
            to_text = constants(_to_text(type_.element))
            texts = f"{constants(_JOINED)}(map({to_text}, value))"
            return f"[{{{texts} if len(value) < {_MANY_ELEMENTS} else {constants(_refuse)}()}}]"
        case CivilDate():
            return f'"{{{constants(_iso)}(value)}}"'
        case Year() | Ordinal():
            return "{value:d}"
        case _:
            return f"{{{constants(_to_text(type_))}(value)}}"


def _to_text(type_: FieldType[object]) -> _ToText:
    """Give what makes canonical JSON of a value that is no list."""
    match type_:
        case Nested():
            return _CANONICAL[type_.record]
        case CivilDate():
            return lambda day: f'"{_iso(cast("date", day))}"'
        case MomentType():
            return cast("_ToText", _moment_text)
        case Boolean():
            return cast("_ToText", {True: "true", False: "false"}.__getitem__)
        case Text() | Identifier() | OneOf():
            return cast("_ToText", encode_basestring)
        case _:
            return _encode


_JOINED: Final = ",".join
_MANY_ELEMENTS: Final = 1_024

_CANONICAL: Final[dict[type[Record], _ToText]] = {}
for _record in RECORD_CLASSES:  # parts before the records that hold them
    _CANONICAL[_record] = _canonical(_record)
