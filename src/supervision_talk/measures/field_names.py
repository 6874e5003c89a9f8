"""What the fields are called in Chinese whose absence leaves an answer unknown.

For an official's eye: a finding names a field as it stands in the record, and this beside it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from supervision_talk.model import RECORD_KINDS, Talk
from supervision_talk.model.fields import (
    ListOf,
    Nested,
    Record,
    chinese_names,
    field_types,
    interchange_name,
)
from supervision_talk.model.kinds import RECORD_CLASSES

__all__ = ["chinese_field_name"]

_RECORDS: Final[Mapping[str, type[Record]]] = {
    name: kind.record for kind in RECORD_KINDS.values() for name in (kind.name, kind.plural)
}
"""How a path begins that says whose field is meant."""


def _paths() -> Iterator[tuple[str, type[Record]]]:
    for record in RECORD_CLASSES:
        yield "", record
    # Of fields that are called the same, findings miss a talk's.
    yield "", Talk
    for whose, record in _RECORDS.items():
        yield whose, record
        for name, type_ in field_types(record).items():
            if isinstance(type_, ListOf) and isinstance(type_.element, Nested):
                yield f"{whose}.{interchange_name(name)}", type_.element.record


_FIELDS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    (whose, interchange_name(name)): (record.chinese, chinese)
    for whose, record in _paths()
    for name, chinese in chinese_names(record).items()
}
"""What a ledger calls the sheet and the column of a field, by the path to it."""


def chinese_field_name(field: str) -> str:
    """Give what a missing field is called in a Chinese sentence, with the field itself.

    It is named as a ledger names it, by sheet and column; in brackets stands what the second row
    of that sheet and the register's format call it. A field that a host's own rules name has no
    name here, and stands alone.

    >>> chinese_field_name("filing.materials")
    '“归档”表的归档材料（filing.materials）'
    >>> chinese_field_name("terms of 371323")
    '“届次”表中371323的记录（terms of 371323）'
    """
    path, of, whose = field.partition(" of ")
    kind, _, name = path.rpartition(".")
    known = _FIELDS.get((kind, name))
    if known is not None:
        sheet, column = known
        return f"“{sheet}”表{f'中{whose}' if of else ''}的{column}（{field}）"
    if path in _RECORDS:
        return f"“{_RECORDS[path].chinese}”表{f'中{whose}' if of else ''}的记录（{field}）"
    return f"{whose}的{path}" if of else path
