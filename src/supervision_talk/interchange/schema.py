"""The register's format as JSON Schema (2020-12), derived from the types of the fields.

It accepts exactly what `load` accepts as far as a schema can say it. It cannot say that 2026.0 is
no whole number, that an end is not before its start, that ids are unique and references lead
somewhere, or that a text is free of lone surrogates. Its patterns are regular expressions of
ECMA 262, to be read as Unicode.
"""

from typing import Final

from supervision_talk.interchange.dates import DATE_PATTERN, MOMENT_PATTERN
from supervision_talk.interchange.ledger.terms import HEADINGS
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.canonical import JsonValue
from supervision_talk.model.fields import (
    FIRST_YEAR,
    LARGEST_ORDINAL,
    LAST_YEAR,
    LONGEST_ID,
    Boolean,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    MomentType,
    Nested,
    OneOf,
    Ordinal,
    Record,
    Text,
    Year,
    field_types,
    interchange_name,
    required_fields,
)
from supervision_talk.model.kinds import RECORD_CLASSES, REGISTER_FORMAT
from supervision_talk.wording import LANGUAGES, Wording

__all__ = ["line_schema", "register_schema"]

_Schema = dict[str, JsonValue]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SPACE: Final = r" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ID_PATTERN: Final = rf"^(?![{_SPACE}])[^/\u0000-\u001f\u007f-\u009f]+(?<![{_SPACE}])(?!\n)$"

_LEAVES: Final[dict[type[object], tuple[str, _Schema]]] = {
    Identifier: (
        "id",
        {"type": "string", "maxLength": LONGEST_ID, "pattern": _ID_PATTERN},
    ),
    CivilDate: ("date", {"type": "string", "pattern": DATE_PATTERN}),
    MomentType: ("moment", {"type": "string", "pattern": MOMENT_PATTERN}),
    Text: ("text", {"type": "string"}),
    Year: ("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
    Ordinal: ("ordinal", {"type": "integer", "minimum": 1, "maximum": LARGEST_ORDINAL}),
    Boolean: ("boolean", {"type": "boolean"}),
}


def register_schema(*, language: str = "en") -> dict[str, JsonValue]:
    """Give the JSON Schema of a register as one JSON document.

    Arguments:
        language: "zh" or "en": of titles and descriptions.

    Raises:
        ValueError: the language is none of the two.

    >>> register_schema()["required"], register_schema(language="zh")["title"]
    (['format'], '监督谈话台账')
    """
    _check(language)
    lists: _Schema = {
        kind.plural: {"type": "array", "items": _reference(kind.record.__name__)}
        for kind in RECORD_KINDS.values()
    }
    return {
        "$schema": _DIALECT,
        "title": _REGISTER.in_language(language),
        **_object({**_HEADER, **lists}, ["format"]),
        "$defs": _definitions(language),
    }


def line_schema(*, language: str = "en") -> dict[str, JsonValue]:
    """Give the JSON Schema of a line of a register as JSON Lines: its header, or a record.

    Arguments:
        language: "zh" or "en": of titles and descriptions.

    Raises:
        ValueError: the language is none of the two.

    >>> len(line_schema()["oneOf"])
    14
    """
    _check(language)
    records = [
        _object(
            {
                "type": {"const": name},
                **{
                    key: _reference(f"{kind.record.__name__}/properties/{key}")
                    for key in map(interchange_name, field_types(kind.record))
                },
            },
            ["type", *_required(kind.record)],
        )
        for name, kind in RECORD_KINDS.items()
    ]
    return {
        "$schema": _DIALECT,
        "title": _LINE.in_language(language),
        "oneOf": [_object(_HEADER, ["format"]), *records],
        "$defs": _definitions(language),
    }


def _reference(definition: str) -> _Schema:
    return {"$ref": f"#/$defs/{definition}"}


def _object(properties: _Schema, required: list[JsonValue]) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


_HEADER: Final[_Schema] = {
    "format": {"const": REGISTER_FORMAT},
    "kept_for": {"type": ["array", "null"], "items": _reference("id")},
}


_REGISTER: Final = Wording(zh="监督谈话台账", en="Register of supervision talks")
_LINE: Final = Wording(zh="监督谈话台账的一行", en="Line of a register of supervision talks")


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}")


def _definitions(language: str) -> _Schema:
    records: _Schema = {record.__name__: _record(record, language) for record in RECORD_CLASSES}
    return {**dict(_LEAVES.values()), **records}


def _record(record: type[Record], language: str) -> _Schema:
    required = required_fields(record)
    properties: _Schema = {
        interchange_name(name): {
            "title": HEADINGS[record][name].in_language(language),
            **(_type(type_) if name in required else _or_null(_type(type_))),
        }
        for name, type_ in field_types(record).items()
    }
    english = (record.__doc__ or "").partition("\n")[0]
    description = Wording(zh=record.chinese, en=english).in_language(language)
    return {"description": description, **_object(properties, _required(record))}


def _required(record: type[Record]) -> list[JsonValue]:
    required = required_fields(record)
    return [interchange_name(name) for name in field_types(record) if name in required]


def _type(type_: FieldType[object]) -> _Schema:
    if isinstance(type_, ListOf):
        return {"type": "array", "items": _type(type_.element)}
    if isinstance(type_, Nested):
        return _reference(type_.record.__name__)
    if isinstance(type_, OneOf):
        return {"enum": list(type_.known)}
    if isinstance(type_, Identifier):
        return _reference("id")
    return _reference(_LEAVES[type(type_)][0])


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}
