"""Reading a record and constructing it are written twice, for speed; they take the same values."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from copy import deepcopy
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_talk.errors import InvalidRecord
from supervision_talk.interchange import load
from supervision_talk.interchange.converter import LEAVES, refusals, structure_functions
from supervision_talk.interchange.parsing import counting_parser
from supervision_talk.model import RECORD_KINDS, RecordKind
from supervision_talk.model.canonical import plain_record
from supervision_talk.model.fields import (
    FieldType,
    ListOf,
    Nested,
    Record,
    field_types,
    interchange_name,
)
from supervision_talk.strategies.records import records
from tests.cli.running import XUNDIAN

ODD: st.SearchStrategy[object] = st.one_of(
    st.sampled_from([None, True, False, 0, 1, 2026, -1, 2**53, 1.0, [], {}, [None], [{}]]),
    st.sampled_from(["", " ", "regular", "2026-03-10", "2026-02-29", "2026-03-10T09:00"]),
    st.sampled_from(["20260310", "2026-03-10T24:00:00+08:00", "1899-12-31T23:00Z", "2200-01-01"]),
    st.sampled_from(["a/b", "\x00", "\u3000", "a\u0085", "x" * 129, "a b", "\\", '":', ":"]),
    st.text(max_size=3),
).map(deepcopy)
MORE = settings(max_examples=settings().max_examples * 8)
"""There are some eighty fields, and as many odd values for them."""
KINDS = st.sampled_from([*RECORD_KINDS.values()])


class _Unfit(Exception):
    """What is no record however its fields are."""


def _constructed(record: type[Record], members: object) -> Record:
    """Make a record of what JSON says by its constructor, as a host would."""
    types = {interchange_name(name): (name, type_) for name, type_ in field_types(record).items()}
    if not isinstance(members, dict) or not members.keys() <= types.keys():
        raise _Unfit
    return record(**{name: _value(members.get(key), type_) for key, (name, type_) in types.items()})


def _value(value: object, type_: FieldType[object]) -> object:
    if value is None:
        return None
    if isinstance(type_, ListOf):
        return [_value(each, type_.element) for each in value] if type(value) is list else value
    if isinstance(type_, Nested):
        return _constructed(type_.record, value)
    read = LEAVES.get(type(type_))
    return value if read is None else read(value, None)


@st.composite
def _members(draw: st.DrawFn, kind: RecordKind) -> Mapping[str, object]:
    """Give the fields of a record, of which some are odd, and some of its parts'."""
    members: dict[str, object] = json.loads(json.dumps(plain_record(draw(records(kind.record)))))
    for _ in range(draw(st.integers(0, 2))):
        part = members
        lists = [each for each in members.values() if isinstance(each, list) and each]
        in_a_list = draw(st.booleans())
        if lists and in_a_list:
            elements = draw(st.sampled_from(lists))
            at = draw(st.integers(0, len(elements) - 1))
            if not isinstance(elements[at], dict) or draw(st.booleans()):
                elements[at] = draw(ODD)
                continue
            part = cast("dict[str, object]", elements[at])
        fields = [*map(interchange_name, field_types(kind.record)), *part, "unknown"]
        part[draw(st.sampled_from(fields))] = draw(ODD)
    return members


@MORE
@given(st.data(), KINDS)
def test_what_is_read_is_what_is_constructed(data: st.DataObject, kind: RecordKind) -> None:
    members = data.draw(_members(kind))
    constructed: Record | None
    try:
        constructed = _constructed(kind.record, members)
    except (InvalidRecord, _Unfit):
        constructed = None
    read: Record | None
    try:
        read = structure_functions()[kind.name](json.loads(json.dumps(members)))
    except refusals():
        read = None
    assert read == constructed


@given(st.data(), KINDS)
def test_a_field_that_is_there_twice_is_never_overlooked_whatever_texts_say(
    data: st.DataObject, kind: RecordKind
) -> None:
    text = json.dumps(plain_record(data.draw(records(kind.record))))
    starts = [each.start() for each in re.finditer(r'\{(?=")', text)]
    starts = [at for at in starts if _begins_an_object(text, at)]
    at = data.draw(st.sampled_from(starts)) + 1
    name: str = json.JSONDecoder().raw_decode(text, at)[0]
    again = data.draw(st.sampled_from([name, f"\\u{ord(name[0]):04x}{name[1:]}"]))
    value = data.draw(st.sampled_from(["null", "1", "[]", '":"', '"\\\\"']))
    space = data.draw(st.sampled_from(["", " ", "\n", "\t", "\r", "\n ", " \r\n"]))
    twice = f'{text[:at]}"{again}"{space}:{value},{text[at:]}'
    with pytest.raises(refusals()):
        _read_counting(kind, twice)


def _read_counting(kind: RecordKind, text: str) -> Record:
    members, written = counting_parser()(text.encode())
    return structure_functions()[kind.name](members, written=written)


def _begins_an_object(text: str, at: int) -> bool:
    """Tell whether a brace opens an object, and does not end a text."""
    try:
        end = json.JSONDecoder().raw_decode(text, at)[1]
        json.loads(f"{text[:at]}null{text[end:]}")
    except ValueError:
        return False
    return True


def test_a_record_can_be_shown_at_any_moment_of_its_making() -> None:
    """Whoever looks at a program may be told when an object is changed, and show it."""
    script = (
        "import sys\n"
        "from supervision_talk import load\n"
        "shown = []\n"
        "def show(event, arguments):\n"
        "    if event == 'object.__setattr__':\n"
        "        shown.append(repr(arguments[0]))\n"
        "sys.addaudithook(show)\n"
        f"print(len(load({XUNDIAN!r}).talks))\n"
        "print(any(each.startswith('Talk(id=') for each in shown))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == [str(len(load(XUNDIAN).talks)), "True"]
