"""JSON values to records through cattrs, as fast as it goes while nothing is wrong.

The hooks turn into Python what JSON has no type for (dates, parts of records) and hand everything
else over as it stands: each value is checked once, by the record's constructor. What goes wrong
here only tells that something is wrong; `examination` says what.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, cast

import attrs

from supervision_talk.interchange.dates import read_date, read_moment
from supervision_talk.interchange.parsing import Unusual
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    CivilDate,
    FieldType,
    ListOf,
    MomentType,
    Nested,
    Record,
    Refused,
    field_types,
    interchange_name,
)
from supervision_talk.model.kinds import RECORD_CLASSES

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["LEAVES", "Structure", "refusals", "structure_functions"]

Structure = Callable[[object], Record]
"""Makes a record of a JSON object; raises whatever a wrong one leads to."""

_Hook = Callable[[object, object], object]


@cache
def structure_functions() -> Mapping[str, Structure]:
    """Give for each kind of record, by name, the function that makes one of a JSON object."""
    from cattrs import Converter

    converter = Converter(
        forbid_extra_keys=True, detailed_validation=False, prefer_attrib_converters=True
    )
    for record in RECORD_CLASSES:
        converter.register_structure_hook(record, _structure(record, converter))
    return {
        name: cast("Structure", converter.get_structure_hook(kind.record))
        for name, kind in RECORD_KINDS.items()
    }


@cache
def refusals() -> tuple[type[Exception], ...]:
    """Give every error by which the quick way says that an input is not as it should be."""
    from cattrs.errors import ForbiddenExtraKeysError

    return (
        AttributeError,  # a value is no object
        ForbiddenExtraKeysError,
        KeyError,  # a field is missing, or a kind of record unknown
        RecursionError,
        Refused,
        TypeError,  # a value is no object
        Unusual,
        ValueError,  # no JSON, no UTF-8, or a record's or the register's own check
    )


def _structure(record: type[Record], converter: "Converter") -> _Hook:
    from cattrs.gen import make_dict_structure_fn_from_attrs, override

    attributes, overrides = [], {}
    for attribute in attrs.fields(cast("type[attrs.AttrsInstance]", record)):
        hook = _hook(field_types(record)[attribute.name], converter)
        overrides[attribute.name] = override(
            rename=interchange_name(attribute.name), struct_hook=hook
        )
        # To cattrs, an attribute with a converter of its own wants the value as it stands.
        attributes.append(attribute.evolve(converter=_as_it_stands) if hook is None else attribute)
    make = cast("Callable[..., _Hook]", make_dict_structure_fn_from_attrs)
    return make(attributes, record, converter, **overrides)


def _as_it_stands(value: object) -> object:
    raise NotImplementedError  # it marks a field and is never called


def _hook(type_: FieldType[object], converter: "Converter") -> _Hook | None:
    if isinstance(type_, Nested):
        return cast("_Hook", converter.get_structure_hook(type_.record))
    if isinstance(type_, ListOf):
        return _list_hook(_hook(type_.element, converter))
    return LEAVES.get(type(type_))


def _list_hook(of_element: _Hook | None) -> _Hook | None:
    if of_element is None:
        return None

    def elements(value: object, _: object) -> object:
        if not isinstance(value, list):
            return value
        return [of_element(each, None) for each in value]

    return elements


LEAVES: Final[Mapping[type[object], _Hook]] = {CivilDate: read_date, MomentType: read_moment}
"""What turns a JSON value into Python's for the field types that JSON has no type for."""
