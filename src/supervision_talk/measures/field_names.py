"""What the fields are called in Chinese whose absence leaves an answer unknown.

For an official's eye: a finding names a field as it stands in the record, and this beside it.
"""

from collections.abc import Mapping
from typing import Final

from supervision_talk.model import RECORD_KINDS, Talk
from supervision_talk.model.fields import chinese_names, interchange_name
from supervision_talk.model.kinds import RECORD_CLASSES

__all__ = ["chinese_field_name"]

_LISTS: Final = frozenset({"appointments", "talks", "terms"})
"""Lists of the register that findings miss records of."""

_CHINESE: Final[Mapping[str, str]] = {
    **{
        interchange_name(name): chinese
        # A talk's come last: of fields that are called the same, findings miss a talk's.
        for record in (*RECORD_CLASSES, Talk)
        for name, chinese in chinese_names(record).items()
    },
    **{kind.plural: kind.record.chinese for kind in RECORD_KINDS.values() if kind.plural in _LISTS},
}


def chinese_field_name(field: str) -> str:
    """Give what a missing field is called in a Chinese sentence, with the field itself.

    A field that a host's own rules name has no name here, and stands alone.

    >>> chinese_field_name("steps"), chinese_field_name("terms of 371323")
    ('谈话步骤（steps）', '371323的届次（terms of 371323）')
    """
    path, of, whose = field.partition(" of ")
    name = _CHINESE.get(path.rpartition(".")[2])
    owner = f"{whose}的" if of else ""
    return f"{owner}{path}" if name is None else f"{owner}{name}（{field}）"
