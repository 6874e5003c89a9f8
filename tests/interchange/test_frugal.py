"""Long texts are read as short ones are, and without much memory."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk import dumps, loads
from supervision_talk.interchange import frugal
from supervision_talk.interchange.frugal import (
    LONG,
    ListInText,
    ObjectInText,
    parse_frugally,
    texts_in,
    weighs_much,
)
from supervision_talk.interchange.parsing import NotJson, ReadValue, TwiceNamed, parse_patiently

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(':"\\ \né,[]{}', max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=12,
)
LENGTH = 500_000
MOST = 10
BESIDES = 2_000_000
"""What a part of a text that is read whole may weigh, and what is kept whatever is read."""
READING = """
import contextlib, resource, sys
from supervision_talk import InvalidInput, loads
for sort in ('{"format": "supervision-talk/register/1", "people": [0]}', "{}\\n{}"):
    with contextlib.suppress(InvalidInput):
        loads(sort)
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with contextlib.suppress(InvalidInput):
    loads(data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.fixture
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frugal, "LONG", 6)
    monkeypatch.setattr(frugal, "_SHORT", 3)
    monkeypatch.setattr(frugal, "_DEEPEST", 50)


def whole(value: ReadValue) -> object:
    """Give a value with everything in it that had stayed in its text, fields that are twice too."""
    if isinstance(value, (list, ListInText)):
        return [whole(each) for each in value]
    if isinstance(value, ObjectInText):
        return {name: whole(each) for name, each in value.items()}
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return value


def read(parse: Callable[[str], ReadValue], text: str) -> object:
    try:
        return whole(parse(text))
    except NotJson as error:
        return error.line, error.column, error.expected


@pytest.mark.usefixtures("everything_is_long")
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_a_long_text_is_read_as_a_short_one(value: object, indent: int | None, plain: bool) -> None:
    text = f" {json.dumps(value, indent=indent, ensure_ascii=plain)}\n"
    found = parse_frugally(text)
    assert whole(found) == value
    assert sorted(texts_in(found)) == sorted(texts_in(parse_patiently(text)))


@pytest.mark.usefixtures("everything_is_long")
@given(VALUES, st.data())
def test_what_is_no_json_is_refused_alike(value: object, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=False)
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 2))
    broken = text[:at] + data.draw(st.text('[]{},:" x1', max_size=2)) + text[at + gone :]
    assert read(parse_frugally, broken) == read(parse_patiently, broken)


@pytest.mark.usefixtures("everything_is_long")
def test_a_list_may_be_passed_over_and_read_later() -> None:
    found = parse_frugally('{"a": [[1, "]"], {"b": ["}"]}], "c": 2, "a": 3}')
    assert isinstance(found, ObjectInText)
    strict = found.strictly()
    assert "c" in strict
    assert "b" not in strict
    assert strict.get("a") == 3
    (_, first), *others = strict.items()
    assert others == [("c", 2), ("a", 3)]
    assert whole(first) == [[1, "]"], {"b": ["}"]}]


def test_what_is_short_is_read_whole_with_what_is_unusual_in_it() -> None:
    found = parse_frugally("[" + '{"a": 1, "a": 2},' * LONG + "3]")
    assert isinstance(found, ListInText)
    first = next(iter(found))
    assert isinstance(first, TwiceNamed)
    assert first.names == ("a",)


@pytest.mark.parametrize("start", ["[", '{"a":', '[{"a":'])
def test_a_long_text_that_is_too_deep_is_told_where(start: str) -> None:
    with pytest.raises(NotJson) as caught:
        parse_frugally(start * 100_000)
    assert caught.value.line == 1
    assert "inside one another" in caught.value.expected.en


def test_registers_as_offices_keep_them_weigh_little() -> None:
    talk = {
        "id": "talk-2026-001",
        "kind": "regular",
        "held_by": "county",
        "organization": "town-01",
        "steps": [{"step": "commitment", "at": "2026-03-10T09:00:00+08:00"}] * 5,
    }
    assert not weighs_much(json.dumps({"talks": [talk] * 1_000}).encode())
    assert weighs_much(json.dumps({"talks": [[]] * LONG}).encode())
    assert not weighs_much(b"[" + b"[]," * 100 + b"0]")


FORMAT = '"format": "supervision-talk/register/1"'
PARTY_GROUP = '{"id": "o", "kind": "party_group", "level": "county"}'
TALK = '"kind": "regular", "held_by": "o", "organization": "o"'


def dense(pattern: str) -> bytes:
    """Repeat what stands in <>, with # as a number, to the length that is tried."""
    start, rest = pattern.replace("FORMAT", FORMAT).split("<")
    unit, end = rest.rsplit(">", 1)
    separator = "\n" if "\n" in start else ","
    count = LENGTH // len(f"{unit.replace('#', '12345')}{separator}".encode())
    units = (unit.replace("#", f"{number:x}") for number in range(count))
    return f"{start}{separator.join(units)}{end}".encode()


@pytest.mark.parametrize(
    "pattern",
    [
        "[<[]>]",
        "{FORMAT, 'talks': [<[]>]}",
        "{FORMAT, 'talks': [<{}>]}",
        "{FORMAT, 'talks': [<{'a':1}>]}",
        "{FORMAT, 'talks': [<'#'>]}",
        "{FORMAT, 'talks': [<'谈#'>]}",
        "{FORMAT, 'talks': [<[]>",
        "{FORMAT, 'talks': [{'id': 't', 'steps': [<[]>]}]}",
        "{FORMAT, 'talks': [<{'steps':[[],[],{}]}>]}",
        "{FORMAT, 'talks': [{'interviewees': [<'#'>]}]}",
        "{FORMAT, 'talks': [{<'#':1>}]}",
        "{FORMAT, 'kept_for': [<[]>]}",
        "{FORMAT, 'people': [<{'id':'p'}>]}",
        "{FORMAT, 'people': [<{'id':'p','id':'p'}>]}",
        "{FORMAT, 'unknown': [<[[]]>]}",
        "{FORMAT, <'#':1>}",
        "{FORMAT}\n<{}>",
        "{FORMAT}\n<'#'>",
        "{FORMAT}\n<[[],[],[],[],[],[],[],[]]>",
        "{FORMAT, 'unknown': [<[]>]}\n{}",
        "\n<\n>",
        "{FORMAT, 'people': [<{'id':'#','name':'somebody'}>]}",
        f"{{FORMAT, 'organizations': [{PARTY_GROUP}], 'talks': [<{{'id':'#',{TALK}}}>]}}",
    ],
)
def test_reading_takes_at_most_ten_times_the_input(pattern: str) -> None:
    """Beyond what a part that is read whole may take; values of it all would weigh more."""
    data = dense(pattern.replace("'", '"'))
    done = subprocess.run(
        [sys.executable, "-c", READING], input=data, capture_output=True, check=True
    )
    took = int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
    assert took <= MOST * len(data) + BESIDES, f"{took / len(data):.1f} times {len(data)} bytes"


DENSE_ITEMS = (
    f'{{FORMAT, "organizations": [{PARTY_GROUP}], "plans": [{{"organization": "o", '
    '"year": 2026, "items": [<{"id":"#","organization":"o"}>]}]}'
)
DENSE_STEPS = (
    f'{{FORMAT, "organizations": [{PARTY_GROUP}], "talks": [{{"id": "t", {TALK}, '
    '"steps": [<{"step":"commitment"}>]}]}'
)


@pytest.mark.parametrize(
    "pattern", ['{FORMAT, "people": [<{"id":"#"}>]}', DENSE_ITEMS, DENSE_STEPS]
)
def test_what_is_dense_and_sound_is_loaded(pattern: str) -> None:
    document = dense(pattern)
    loaded = loads(document)
    again = json.loads(document)
    for kind, records in loaded.records():
        assert len(records) == len(again.get(kind, ()))
    assert loads(dumps(loaded, lines=True)) == loaded
