"""The constructor of a record, written once for its class from the types of its fields.

Going through the fields one by one, asking each what it admits, costs several times what a record
holds: a register has millions of values. So what the field types say (`FieldType.check`) becomes
the source of one function, compiled when the class is made, in which a value that is admitted as
it stands costs a comparison or two and no call. Whatever does not pass there is put to the field
type itself (`admit`), which alone decides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar, cast

import attrs

from supervision_talk._values import frozen
from supervision_talk.errors import MOST_MISTAKES_IN_FULL, InvalidRecord, Mistake

__all__ = ["Check", "Constants", "FieldCheck", "Refused", "constructor", "refusing"]

T = TypeVar("T")


class Refused(Exception):
    """A value is not what a field type expects; carries the mistakes with their inner places."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__()
        self.mistakes = tuple(mistakes)


class Constants:
    """What generated source refers to: gives each value a name of its own."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def __call__(self, value: object) -> str:
        """Give the name under which the source finds a value."""
        name = f"c{len(self.values)}"
        self.values[name] = value
        return name


Check = Sequence[str]
"""Lines of Python that leave in a local variable the value that the record is to hold."""


@frozen
class FieldCheck:
    """A field as a constructor sees it.

    Attributes:
        name: in Python.
        place: in the register's format.
        required: whether it may not be None.
        admit: gives the value as the record is to hold it, or raises `Refused`.
        check: writes the same as source that tries the usual cases first.
    """

    name: str
    place: str
    required: bool
    admit: Callable[[object], object]
    check: Callable[[str, Constants], Check]


def constructor(
    record: type[T],
    fields: Sequence[FieldCheck],
    contradictions: Callable[[T], Iterable[Mistake]] | None,
) -> Callable[..., None]:
    """Write a record's `__init__`.

    Arguments:
        record: its class.
        fields: in the order of declaration.
        contradictions: names what the fields, each well-formed, contradict in one another.

    Raises (the constructor):
        InvalidRecord: with every mistake.
    """
    constants = Constants()
    keywords = "".join(f", {each.name}{'' if each.required else '=None'}" for each in fields)
    given = ", ".join(f"{each.place!r}: {each.name}" for each in fields)

    lines = [f"def __init__(self, *{keywords}):", " try:"]
    for each in fields:
        indent = "  "
        if not each.required:
            lines.append(f"{indent}if {each.name} is not None:")
            indent += " "
        lines += [indent + line for line in each.check(each.name, constants)]
    invalid = f"{constants(_invalid)}({constants(record)}, {constants(fields)}, {{{given}}})"
    lines += [f" except {constants(Refused)}:", f"  raise {invalid} from None"]
    # Past the frozen `__setattr__`, as attrs does it, but straight to the slot.
    stored = [
        f"{constants(getattr(record, each.name).__set__)}(self, {each.name})" for each in fields
    ]
    stored += refusing(record, contradictions, constants)
    lines += [f" {line}" for line in stored]
    names = {"__name__": record.__module__, **constants.values}
    source = "\n".join(lines)
    exec(compile(source, f"<constructor of {record.__name__}>", "exec"), names)  # noqa: S102 - ours
    initialize = cast("Callable[..., None]", names["__init__"])
    initialize.__qualname__ = f"{record.__qualname__}.__init__"
    return initialize


def refusing(
    record: type[T],
    contradictions: Callable[[T], Iterable[Mistake]] | None,
    constants: Constants,
) -> Sequence[str]:
    """Write what refuses a record whose values contradict one another.

    Arguments:
        record: its class; the record is the variable `self`.
        contradictions: as for `constructor`.
        constants: gives names to what the source refers to.
    """
    if contradictions is None:
        return []
    return [
        f"mistakes = {constants(contradictions)}(self)",
        f"if mistakes: {constants(_refuse)}({record.__name__!r}, mistakes)",
    ]


def _refuse(record: str, mistakes: Iterable[Mistake]) -> None:
    """Raise what names the mistakes, if there are any; thousands may weigh more than the record."""
    found = iter(mistakes)
    listed = tuple(islice(found, MOST_MISTAKES_IN_FULL))
    if listed:
        raise InvalidRecord(record, listed, sum(1 for _ in found))


def _invalid(
    record: type[object], fields: Iterable[FieldCheck], given: Mapping[str, object]
) -> InvalidRecord:
    """Make the error that names every field whose value is refused."""
    mistakes: list[Mistake] = []
    for each in fields:
        value = given[each.place]
        if value is None and not each.required:
            continue
        try:
            each.admit(value)
        except Refused as refused:
            mistakes.extend(attrs.evolve(m, place=each.place + m.place) for m in refused.mistakes)
    return InvalidRecord(record.__name__, mistakes)
