"""Records as plain JSON values, and the one text that stands for a register (SPEC 7).

Two registers that are equal up to the order of their records have the same canonical text, so a
digest over it shows that two audits saw the same. Writers of files take the plain values from
here too: there is one way from a record to JSON.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final, TypeAlias, cast

from supervision_talk.model.fields import (
    CivilDate,
    FieldType,
    ListOf,
    Moment,
    MomentType,
    Nested,
    OneOf,
    Record,
    field_types,
    interchange_name,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS, REGISTER_FORMAT, RecordKind
from supervision_talk.model.register import Register
from supervision_talk.model.vocabulary import Word

__all__ = ["JsonValue", "canonical_record", "canonical_register", "plain_record"]

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | Mapping[str, JsonValue] | None"
"""What JSON can say."""

_ToPlain = Callable[[object], JsonValue]

_FIRST_YEAR_OF_WHOLE_MINUTES: Final = 1902
"""Until 1900 Shanghai kept local mean time, 8:05:43 ahead: no offset of RFC 3339 says that."""

_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


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
    return _encode(plain_record(record))


def canonical_register(register: Register) -> Iterator[str]:
    """Give the canonical JSON of a register piece by piece; as UTF-8 it is what a digest covers.

    Records stand in the order of their id or key, appointments, which have none, in that of
    their own canonical JSON; `kept_for` is sorted and names each organization once. A list
    without records is left out: a register does not tell it from one that is not there.

    >>> "".join(canonical_register(Register(kept_for=())))
    '{"format":"supervision-talk/register/1","kept_for":[]}'
    """
    members: dict[str, Iterator[str]] = {"format": iter([_encode(REGISTER_FORMAT)])}
    if register.kept_for is not None:
        members["kept_for"] = iter([_encode(sorted(set(register.kept_for)))])
    for kind in RECORD_KINDS.values():
        if records := getattr(register, kind.plural):
            members[kind.plural] = _canonical_list(kind, records)
    start = "{"
    for name in sorted(members):
        yield f"{start}{_encode(name)}:"
        yield from members[name]
        start = ","
    yield "}"


def _canonical_list(kind: RecordKind, records: tuple[Record, ...]) -> Iterator[str]:
    texts: Iterable[str]
    if kind.key:
        texts = map(canonical_record, sorted(records, key=kind.key_of))
    else:
        texts = sorted(map(canonical_record, records))
    start = "["
    for text in texts:
        yield start + text
        start = ","
    yield "]"


def _plain_moment(moment: Moment) -> str:
    if isinstance(moment, datetime) and moment.year < _FIRST_YEAR_OF_WHOLE_MINUTES:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


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
