"""What could be read of records that make no register, to be held against one another.

Of all that such a record says only ids, years and ordinals matter to other records. They are kept
as the text that they came as, which weighs a tenth of what they would as values. Each time they are
looked at something stands in for the record that has its fields, with None in all the others.

So are the ids of a long list in a sound record until it is known that they lead somewhere: then
they are the ids of the records that they lead to, and weigh nothing themselves.
"""

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Final, TypeAlias, TypeVar, cast

from supervision_talk.model.fields import (
    FieldType,
    Identifier,
    ListOf,
    Nested,
    Ordinal,
    Record,
    Reference,
    Year,
    field_types,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS
from supervision_talk.model.records import Rectification, Talk

__all__ = ["Kept", "as_far_as_readable", "give_back", "matters_to_others"]

T = TypeVar("T")
RecordT = TypeVar("RecordT", bound=Record)

_Packed: TypeAlias = "str | int | list[_Packed] | dict[str, _Packed] | Kept[object] | None"

_BLOCK: Final = 16_384
"""Characters that are gathered before they are put together."""
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_far_as_readable(record: type[RecordT], fields: Mapping[str, object]) -> RecordT:
    """Make a record of those fields that could be read, whatever they hold; the others are None."""
    made = object.__new__(record)
    for name in field_types(record):
        object.__setattr__(made, name, fields.get(name))
    return made


def matters_to_others(type_: FieldType[T]) -> bool:
    """Tell whether what a field of a type holds is looked at from other records."""
    if isinstance(type_, ListOf):
        return matters_to_others(type_.element)
    if isinstance(type_, Nested):
        return bool(_MATTERING[type_.record])
    return isinstance(type_, (Identifier, Ordinal, Year))


_MATTERING: Final[dict[type[Record], Mapping[str, FieldType[object]]]] = {}
"""Of each class of record, parts first, the fields that matter to others."""
for _record in RECORD_CLASSES:
    _types = field_types(_record).items()
    _MATTERING[_record] = {name: type_ for name, type_ in _types if matters_to_others(type_)}
_LISTS: Final = {
    record: [(name, type_) for name, type_ in types.items() if isinstance(type_, ListOf)]
    for record, types in _MATTERING.items()
}
"""Those of them that are lists."""
_STAND_INS: Final[Mapping[type[Record], type[object]]] = {
    record: type(record.__name__, (), dict.fromkeys(field_types(record)))
    for record in RECORD_CLASSES
}
"""For each class of record one that has the same fields, None where no value is given."""


class Kept(Collection[T]):
    """Values that stood in a list, None for what was unreadable.

    Arguments:
        of: the type of each, one that matters to others.
        values: the first of them.

    >>> from supervision_talk.model import Person
    >>> people = Kept(Nested(Person))
    >>> people.append(Person(id="p1", name="…"))
    >>> [(each.id, each.name) for each in people]
    [('p1', None)]
    """

    __slots__ = ("_blocks", "_length", "_of", "_open", "_size")

    def __init__(self, of: FieldType[T], values: Iterable[T | None] = ()) -> None:
        self._of = of
        self._blocks: list[bytes | list[_Packed]] = []
        self._open: list[str] = []
        self._size = 0
        self._length = 0
        for each in values:
            self.append(each)
        self._close()

    def append(self, value: T | None) -> None:
        """Keep one more."""
        packed = _packed(value, self._of)
        self._length += 1
        try:
            text = _encode(packed)
        except TypeError:  # a list in it was so long that it is kept by itself
            self._close()
            self._blocks.append([packed])
            return
        self._open.append(text)
        self._size += len(text)
        if self._size > _BLOCK:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._blocks.append(self._put_together())
            self._open.clear()
            self._size = 0

    def _put_together(self) -> bytes:
        return f"[{','.join(self._open)}]".encode()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        for block in (*self._blocks, self._put_together()):
            values = block if isinstance(block, list) else json.loads(block)
            for packed in values:
                yield cast("T", _unpacked(packed, self._of))

    def __contains__(self, value: object) -> bool:
        return any(each == value for each in self)


def _packed(value: object, type_: FieldType[T]) -> _Packed:
    if value is None or isinstance(value, Kept):
        return value
    if isinstance(type_, ListOf):
        return [_packed(each, type_.element) for each in cast("Collection[object]", value)]
    if isinstance(type_, Nested):
        return {
            name: packed
            for name, of in _MATTERING[type_.record].items()
            if (packed := _packed(getattr(value, name), of)) is not None
        }
    return cast("str | int", value)


def _unpacked(packed: _Packed, type_: FieldType[T]) -> object:
    if isinstance(packed, list) and isinstance(type_, ListOf):
        return tuple([_unpacked(each, type_.element) for each in packed])
    if isinstance(packed, dict) and isinstance(type_, Nested):
        fields: dict[str, object] = {**packed}
        for name, of in _LISTS[type_.record] if packed else ():
            if name in packed:
                fields[name] = _unpacked(packed[name], of)
        made = object.__new__(_STAND_INS[type_.record])
        made.__dict__ = fields  # by far the quickest way: a broken input may have millions
        return made
    return packed


_LISTS_OF_IDS: Final = [
    (kind.plural, name, RECORD_KINDS[type_.element.kind].plural)
    for kind in RECORD_KINDS.values()
    for name, type_ in field_types(kind.record).items()
    if isinstance(type_, ListOf) and isinstance(type_.element, Reference)
]
"""Where records list others: their list of the format, the field, and the list of the others."""


def give_back(records: Mapping[str, Iterable[Record]]) -> None:
    """Put the ids of lists that were kept into the records that list them.

    Arguments:
        records: the records of each list of the format; no one else has them yet.

    Raises:
        KeyError: one leads nowhere.
    """
    for plural, name, of in _LISTS_OF_IDS:
        if _are_kept(records.get(plural, ()), name):
            ids = _ids(records.get(of, ()))
            for each in records[plural]:
                _put(each, name, ids)
    rectifications = cast("Iterable[Rectification]", records.get("rectifications", ()))
    measures = filter(None, map(attrgetter("measures"), rectifications))
    if _are_kept(chain.from_iterable(measures), "problems"):
        talks = cast("Iterable[Talk]", records.get("talks", ()))
        named = {each.talk for each in rectifications}
        problems_of = {each.id: each.problems for each in talks if each.id in named}
        for rectification in rectifications:
            ids = _ids(problems_of[rectification.talk] or ())
            for measure in rectification.measures or ():
                _put(measure, "problems", ids)


def _are_kept(records: Iterable[Record], name: str) -> bool:
    return Kept in set(map(type, map(attrgetter(name), records)))


def _ids(records: Iterable[Record]) -> Sequence[str]:
    """Give the ids of records, sorted: a dictionary of them would weigh ten times as much."""
    return sorted(map(attrgetter("id"), records))


def _put(record: Record, name: str, ids: Sequence[str]) -> None:
    kept = getattr(record, name)
    if isinstance(kept, Kept):
        object.__setattr__(record, name, tuple(map(partial(_found, ids), kept)))


def _found(ids: Sequence[str], id: str) -> str:
    index = bisect_left(ids, id)
    if index == len(ids) or ids[index] != id:
        raise KeyError
    return ids[index]
