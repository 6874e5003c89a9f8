"""A register as one JSON document."""

from collections.abc import Callable
from typing import Final, cast

from supervision_talk.errors import InvalidInput
from supervision_talk.interchange.converter import refusals, structure_functions
from supervision_talk.interchange.examination import (
    KEPT_FOR,
    REGISTER_FIELDS,
    Examination,
    Mistakes,
)
from supervision_talk.interchange.frugal import (
    ListInText,
    ObjectInText,
    parse_frugally,
    weighs_much,
)
from supervision_talk.interchange.parsing import (
    NotJson,
    ReadValue,
    Unusual,
    quick_parser,
)
from supervision_talk.model import RECORD_KINDS, Register
from supervision_talk.model.kinds import REGISTER_FORMAT
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

make_register = cast("Callable[..., Register]", Register)
"""The register's constructor for lists whose names come from `RECORD_KINDS`."""


def read_document(data: bytes, source: str | Wording, before: int = 0) -> Register:
    """Give the register of a JSON document.

    Arguments:
        data: the document.
        source: what it is called in messages.
        before: bytes of the file before the document (its byte-order mark).

    Raises:
        InvalidInput: with every mistake in it.
    """
    found = _read(data, source, before)
    if isinstance(found, InvalidInput):
        # Raised where no other error is being handled: one could hold the text (Art. 16).
        raise found
    return found


def _read(data: bytes, source: str | Wording, before: int) -> Register | InvalidInput:
    mistakes = Mistakes(source)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        number = before + error.start
        mistakes.add(Wording(zh=f"第{number}字节", en=f"byte {number}"), NOT_UTF_8)
        return mistakes.error()
    heavy = weighs_much(data)
    if not heavy:
        try:
            return structured(quick_parser(levels=2)(data))
        except refusals():
            pass
    try:
        value = parse_frugally(text)
    except NotJson as error:
        if text.strip():
            mistakes.add(error.place(), error.expected)
        else:
            mistakes.add(Wording(zh="", en=""), _EMPTY)
        return mistakes.error()
    if heavy:
        try:
            return structured(value)
        except refusals():
            pass
    Examination(mistakes).document(value)
    if heavy and not mistakes.listed:
        # A record is so long that it was left in the text, and yet there is nothing wrong with it.
        return structured(quick_parser(levels=2)(data))
    return mistakes.error()


def _fields(document: ObjectInText) -> dict[str, ReadValue]:
    fields: dict[str, ReadValue] = {}
    for name, value in document.strictly().items():
        if name in fields or name not in REGISTER_FIELDS:
            raise Unusual
        fields[name] = value
    return fields


def structured(document: ReadValue) -> Register:
    """Give the register of a document's plain values the quick way; its lists are taken out of it.

    Raises:
        Exception: one of `refusals`, if anything is wrong, for the examination to say what.
    """
    if isinstance(document, ObjectInText):
        document = _fields(document)
    if not isinstance(document, dict) or document.get("format") != REGISTER_FORMAT:
        raise Unusual
    if not document.keys() <= frozenset(REGISTER_FIELDS):
        raise Unusual
    kept_for = document.get("kept_for")
    if isinstance(kept_for, ListInText):
        # One by one, so that the first that is wrong is the last that is looked at.
        kept_for = [KEPT_FOR.element.admit(each) for each in kept_for]
    structure = structure_functions()
    records = {}
    for name, kind in RECORD_KINDS.items():
        # Taken out, so that the plain values of one kind are gone before the next is made.
        values = document.pop(kind.plural, [])
        if not isinstance(values, (list, ListInText)):
            raise Unusual
        records[kind.plural] = list(map(structure[name], values))
    return make_register(kept_for=None if kept_for is None else KEPT_FOR.admit(kept_for), **records)
