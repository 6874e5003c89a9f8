"""A register as one JSON document."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, cast

from supervision_talk.errors import InvalidInput
from supervision_talk.interchange.converter import (
    MOST_REMEMBERED,
    Structure,
    forget,
    refusals,
    structure_functions,
)
from supervision_talk.interchange.examination import Examination, Mistakes
from supervision_talk.interchange.frugal import (
    ListInText,
    ObjectInText,
    Source,
    nothing_follows,
    opened,
    parse_frugally,
)
from supervision_talk.interchange.kept import give_back
from supervision_talk.interchange.parsing import NotJson, ReadValue, Unusual
from supervision_talk.model import RECORD_KINDS, Organization, Register
from supervision_talk.model.fields import Record
from supervision_talk.model.kinds import REGISTER_FORMAT
from supervision_talk.model.register import register_of
from supervision_talk.wording import Wording

__all__ = ["INPUT", "NOT_UTF_8", "make_register", "read_document", "structured"]

INPUT: Final = Wording(zh="输入", en="input")
"""What is called so that has no name of its own."""
NOT_UTF_8: Final = Wording(
    zh="应为UTF-8编码，此处的字节不是；请将文件另存为UTF-8",
    en="expected UTF-8, and the byte here is none of it; save the file as UTF-8",
)
_EMPTY: Final = Wording(
    zh="应为台账，这里没有任何内容", en="expected a register, and there is nothing in it"
)

_NAMES: Final = {kind.plural: name for name, kind in RECORD_KINDS.items()}
"""Of each list of the format what its records are called."""


def read_document(source: Source, called: str | Wording) -> Register:
    """Give the register of a JSON document.

    Arguments:
        source: the document.
        called: what it is called in messages.

    Raises:
        InvalidInput: with every mistake in it.
    """
    found = _read(source, called)
    if isinstance(found, InvalidInput):
        # Raised where no other error is being handled: one could hold the text (Art. 16).
        raise found
    return found


def _read(source: Source, called: str | Wording) -> Register | InvalidInput:
    for counting in (True, False):
        try:
            return _quickly(source, counting=counting)
        except Unusual:
            continue  # it may be that a text begins with a colon, which no name of a field does
        except refusals():
            break
    forget()
    mistakes = Mistakes(called)
    bad = source.first_that_is_no_utf_8()
    if bad is not None:
        mistakes.add(Wording(zh=f"第{bad}字节", en=f"byte {bad}"), NOT_UTF_8)
        return mistakes.error()
    try:
        value = parse_frugally(source)
    except NotJson as error:
        if source.is_blank():
            mistakes.add(Wording(zh="", en=""), _EMPTY)
        else:
            mistakes.add(error.place(), error.expected)
        return mistakes.error()
    Examination(mistakes).document(value)
    return mistakes.error()


def _quickly(source: Source, *, counting: bool) -> Register:
    document = opened(source)
    if not isinstance(document, ObjectInText):
        raise Unusual
    register = structured(document.items(lists_opened=True), counting=counting)
    if not nothing_follows(source, document):
        raise Unusual
    return register


def structured(fields: Iterable[tuple[str, ReadValue]], *, counting: bool = False) -> Register:
    """Give the register of a document's fields the quick way; what they hold is taken apart.

    Arguments:
        fields: each with what it holds.
        counting: whether a field that is twice in a record is found by counting, which is quicker
            and may raise `Unusual` where there is none.

    Raises:
        Exception: one of `refusals`, if anything is wrong, for the examination to say what.
    """
    of_register: dict[str, ReadValue] = {}
    records: dict[str, tuple[Record, ...]] = {}
    one_a_talk: dict[str, list[ReadValue] | ListInText] = {}
    for name, value in fields:
        if name in of_register or name in records or name in one_a_talk:
            raise Unusual
        if name in {"format", "kept_for"}:
            of_register[name] = value
        elif not isinstance(value, (list, ListInText)):
            raise Unusual
        elif RECORD_KINDS[_NAMES[name]].key == ("talk",) and "talks" not in records:
            one_a_talk[name] = value  # they may be more than talks, and weigh more than those
        else:
            records[name] = _records(name, value, records, counting=counting)
    for name, value in one_a_talk.items():
        records[name] = _records(name, value, records, counting=counting)
    if of_register.get("format") != REGISTER_FORMAT:
        raise Unusual
    kept_for = of_register.get("kept_for")
    if kept_for is not None and not isinstance(kept_for, (list, ListInText)):
        raise Unusual
    return make_register(kept_for, records)


def make_register(
    kept_for: Iterable[object] | None, records: Mapping[str, Collection[Record]]
) -> Register:
    """Give the register of what it says of itself, and of records as they were read.

    Raises:
        KeyError, Inconsistent: they make none.
    """
    if sum(map(len, records.values())) > MOST_REMEMBERED:
        forget()  # whoever reads the same again begins with others
    give_back(records)
    if kept_for is None:
        return register_of(None, records)
    organizations = cast("Iterable[Organization]", records.get("organizations", ()))
    ids: Mapping[object, str] = {each.id: each.id for each in organizations}
    return register_of(tuple(map(ids.__getitem__, kept_for)), records)


def _records(
    name: str,
    values: list[ReadValue] | ListInText,
    records: Mapping[str, tuple[Record, ...]],
    *,
    counting: bool,
) -> tuple[Record, ...]:
    """Give the records of one list; `records`: those of the lists that were read before."""
    kind = RECORD_KINDS[_NAMES[name]]
    structure = structure_functions(keeping=True)[kind.name]
    if counting and isinstance(values, ListInText):
        made = _counted(structure, values)
    else:
        made = map(structure, values)
    if kind.key != ("talk",):
        return tuple(made)
    most = len(records.get("talks", ()))
    several = tuple(islice(made, most + 1))
    if len(several) > most:
        raise Unusual
    return several


def _counted(structure: Structure, values: ListInText) -> Iterator[Record]:
    for members, written in values.counting():
        yield structure(members, None, written)
