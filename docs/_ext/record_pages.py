"""The register's format and the facts of the rules as Markdown, generated from their classes."""

import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Final, get_args, get_type_hints

from docs._ext.measures_pages import cell, table
from supervision_talk import MEASURES
from supervision_talk.measures.facts.sheet import Fact, FactSheet
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
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
    Reference,
    Text,
    Year,
    field_types,
    interchange_name,
    required_fields,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RecordKind
from supervision_talk.model.vocabulary import Word

__all__ = ["facts_page", "register_page"]

_VALUES: Final[Mapping[type[object], tuple[str, str]]] = {
    Identifier: ("id", Identifier().expected.en),
    Text: ("text", Text().expected.en),
    CivilDate: ("date", CivilDate().expected.en),
    MomentType: ("date or date-time", MomentType().expected.en),
    Year: ("year", Year().expected.en),
    Ordinal: ("ordinal", Ordinal().expected.en),
    Boolean: ("boolean", Boolean().expected.en),
}
"""What the kinds of value are called in the tables, and what each expects."""

_ATTRIBUTE: Final = re.compile(r"^    (?P<names>[a-z_, ]+): (?P<text>.*)$")


def register_page(language: str) -> str:
    """Write every kind of record with its fields, then what values and words there are."""
    del language
    return "\n".join((*_records(), *_values(), *_words()))


def _records() -> Iterator[str]:
    kinds = {kind.record: kind for kind in RECORD_KINDS.values()}
    parts = [each for each in RECORD_CLASSES if each not in kinds]
    for record, kind in kinds.items():
        yield f"(record-{record.__name__})="
        yield f"## `{kind.plural}`\n"
        yield f"{_summary(record)}\n"
        yield f"{_key(kind)} In JSON Lines its `type` is `{kind.name}`.\n"
        yield from _fields(record)
    for part in parts:
        yield f"(record-{part.__name__})="
        yield f"## Part: {_spaced(part.__name__)}\n"
        yield f"{_summary(part)}\n"
        yield from _fields(part)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _summary(record: type[Record]) -> str:
    text = cleandoc(record.__doc__ or "").partition("\n\n")[0]
    return cell(" ".join(text.split()))


def _key(kind: RecordKind) -> str:
    if not kind.key:
        return "Records of this kind may repeat."
    return f"One for each {' and '.join(f'`{name}`' for name in kind.key)}."


def _fields(record: type[Record]) -> Iterator[str]:
    said = _attributes(record)
    required = {interchange_name(name) for name in required_fields(record)}
    fields = {interchange_name(name): type_ for name, type_ in field_types(record).items()}
    yield from table(
        ("Field", "Holds", "Meaning"),
        (
            (
                f"**`{name}`**" if name in required else f"`{name}`",
                _type(type_),
                _meaning(said.get(name, "")),
            )
            for name, type_ in fields.items()
        ),
    )


def _attributes(record: type[Record]) -> Mapping[str, str]:
    """Give what the class's docstring says of its fields."""
    said: dict[str, str] = {}
    current: list[str] = []
    inside = False
    for line in cleandoc(record.__doc__ or "").splitlines():
        if line == "Attributes:":
            inside = True
        elif inside and (found := _ATTRIBUTE.match(line)):
            current = [name.strip() for name in found["names"].split(",")]
            said.update(dict.fromkeys(current, found["text"]))
        elif inside and line.startswith("        "):
            for name in current:
                said[name] += f" {line.strip()}"
        elif line:
            inside = False
    return said


def _meaning(text: str) -> str:
    """Write what a docstring says of a field: in the format, Python's None is null."""
    text = text.replace("None", "null").replace("|", "\\|")
    return text[:1].upper() + text[1:]


def _type(type_: FieldType[object]) -> str:
    if isinstance(type_, ListOf):
        return f"list of: {_type(type_.element)}"
    if isinstance(type_, Nested):
        name = type_.record.__name__
        return f"[{_spaced(name)}](#record-{name})"
    if isinstance(type_, OneOf):
        return f"word of [{_spaced(type_.words.__name__)}](#words-{type_.words.__name__})"
    if isinstance(type_, Reference):
        return f"[id](#values) of {_with_article(type_.kind.replace('_', ' '))}"
    return f"[{_VALUES[type(type_)][0]}](#values)"


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _values() -> Iterator[str]:
    yield "(values)="
    yield "## Values\n"
    yield from table(
        ("Value", "Expected"),
        ((name, cell(expected)) for name, expected in _VALUES.values()),
    )


def _words() -> Iterator[str]:
    yield "## Closed lists of words\n"
    lists: dict[str, type[Word]] = {}
    for record in RECORD_CLASSES:
        for type_ in field_types(record).values():
            element = type_.element if isinstance(type_, ListOf) else type_
            if isinstance(element, OneOf):
                lists.setdefault(element.words.__name__, element.words)
    for name, words in lists.items():
        yield f"(words-{name})="
        yield f"### {_spaced(name).capitalize()}\n"
        yield f"{cell(cleandoc(words.__doc__ or ''))}\n"
        yield from table(("Word", "中文"), ((f"`{word}`", word.chinese) for word in words))


def facts_page(language: str) -> str:
    """Write what rules may ask of each kind of subject."""
    del language
    return "\n".join(_facts())


def _facts() -> Iterator[str]:
    for sheet in dict.fromkeys(rule.about for rule in MEASURES.rules):
        facts = facts_class(sheet)
        yield f"## `{facts.__module__}`: {_spaced(facts.__name__)}\n"
        yield f"{cell(' '.join(cleandoc(facts.__doc__ or '').split()))}\n"
        yield from table(("Fact", "Type", "What it is", "中文"), _fact_rows(facts))


def facts_class(sheet: FactSheet) -> type:
    """Give the named tuple whose fields are the facts of a sheet."""
    return sheet._class  # noqa: SLF001 - the sheet keeps it from rules, not from its own pages


def _fact_rows(facts: type) -> Iterator[tuple[str, str, str, str]]:
    for name, hint in get_type_hints(facts, include_extras=True).items():
        type_, fact = get_args(hint)
        assert isinstance(fact, Fact)  # noqa: S101 - every field of a sheet has one
        written = type_.__name__ if isinstance(type_, type) and not get_args(type_) else str(type_)
        written = re.sub(r"[a-z_]+\.(?=[A-Za-z])", "", written)
        yield f"`{name}`", f"`{written}`".replace("|", "\\|"), cell(fact.en), fact.zh
