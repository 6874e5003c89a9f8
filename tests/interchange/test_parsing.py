"""JSON that the standard library would let pass, and JSON that is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.interchange import parsing
from supervision_talk.interchange.frugal import texts_in
from supervision_talk.interchange.parsing import (
    DEEPEST,
    NOT_OURS,
    NotJson,
    TwiceNamed,
    Unusual,
    counting_parser,
    parse_patiently,
    parse_strictly,
    texts_in_broken,
)
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import ListOf, Nested, Record, field_types

CUT_OFF = "; the text ends too early, as if cut off"
AWKWARD = st.text(':"\\ \na', max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | AWKWARD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(AWKWARD, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.sampled_from([(",", ":"), (", ", ": "), (" ,", " : "), (",\n", "\n:")]))
def test_the_strict_and_the_patient_reading_give_the_value_of_any_json_without_oddities(
    value: object, separators: tuple[str, str]
) -> None:
    text = json.dumps(value, separators=separators, ensure_ascii=False)
    assert parse_patiently(text) == value
    assert parse_strictly(text.encode()) == value


@given(VALUES, st.sampled_from(["id", ":", "a b", '"']))
def test_a_field_that_is_there_twice_is_never_overlooked(value: object, name: str) -> None:
    key = json.dumps(name)
    text = f"[{json.dumps(value)}, {{{key}: 1, {key}: {json.dumps(value)}}}]"
    with pytest.raises(Unusual):
        parse_strictly(text.encode())
    found = parse_patiently(text)
    assert isinstance(found, list)
    assert isinstance(found[1], TwiceNamed)
    assert found[1].names == (name,)


@pytest.mark.parametrize(
    "number", ["2026.0", "1e3", "NaN", "Infinity", "-Infinity", "1" * 18, "-" + "1" * 5_000]
)
def test_a_number_that_no_field_holds_is_kept_as_such(number: str) -> None:
    assert parse_patiently(number) is NOT_OURS
    assert counting_parser(fast=False)(number.encode())[0] is NOT_OURS


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("", 1, 1, f"expected a JSON value{CUT_OFF}"),
        ('{"a": 1}\n}', 2, 1, "expected the end of the JSON text: nothing may follow it"),
        (
            '{"a":\n "b',
            2,
            2,
            f"expected the quotation mark that ends the text which starts here{CUT_OFF}",
        ),
        (
            '["a\tb"]',
            1,
            4,
            "expected no control character within a text: write it as an escape",
        ),
        (
            '["\\x"]',
            1,
            3,
            "expected an escape that JSON knows, such as \\n or \\u4e00, or \\\\ for a backslash",
        ),
        (
            '["\\u12"]',
            1,
            4,
            "expected an escape that JSON knows, such as \\n or \\u4e00, or \\\\ for a backslash",
        ),
        ("[1 2]", 1, 4, "expected a comma, or the bracket that closes the list or object"),
        (
            "[1",
            1,
            3,
            f"expected a comma, or the bracket that closes the list or object{CUT_OFF}",
        ),
        ('{"a" 1}', 1, 6, "expected a colon after the field's name"),
        ("{a: 1}", 1, 2, "expected a field's name in double quotation marks"),
        ("[tru]", 1, 2, "expected a JSON value"),
    ],
)
def test_what_is_no_json_is_named_with_its_line_and_column(
    text: str, line: int, column: int, expected: str
) -> None:
    with pytest.raises(NotJson) as caught:
        parse_patiently(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.expected.en == expected


@pytest.mark.parametrize("text", ['{"a": 1,}', "[1,]"])
def test_a_comma_before_a_closing_bracket_is_refused(text: str) -> None:
    # What Python's parser says of it depends on Python's version.
    with pytest.raises(NotJson, match=r"value|field's name|no comma"):
        parse_patiently(text)


def test_no_error_in_the_context_of_a_syntax_error_holds_the_text() -> None:
    with pytest.raises(NotJson) as caught:
        parse_patiently('["secret" 1]')
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("start", "column"), [("[", 7), ('{"a":', 31), ('[[],"[[[[[[[[\\"",', 17 * 5 + 2)]
)
def test_nesting_a_hundred_thousand_deep_is_refused_where_it_gets_too_deep(
    start: str, column: int
) -> None:
    with pytest.raises(NotJson) as caught:
        parse_patiently("\n" + start * 100_000)
    assert (caught.value.line, caught.value.column) == (2, column)
    assert caught.value.expected.en == "expected at most 6 lists and objects inside one another"


def test_a_stack_that_was_full_before_is_not_blamed_on_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr(parsing, "_decode_patiently", full)
    with pytest.raises(RecursionError):
        parse_patiently("[[[1]]]")


def test_deep_nesting_behind_a_text_without_end_is_no_json_either() -> None:
    with pytest.raises(NotJson):
        parse_patiently('"' + '\\"' * 50_000 + "[" * 100_000)


def test_the_deepest_nesting_is_that_of_the_deepest_record() -> None:
    def depth(record: type[Record]) -> int:
        def of_type(type_: object) -> int:
            if isinstance(type_, ListOf):
                return 1 + of_type(type_.element)
            return depth(type_.record) if isinstance(type_, Nested) else 0

        return 1 + max(map(of_type, field_types(record).values()))

    assert max(depth(kind.record) for kind in RECORD_KINDS.values()) + 2 == DEEPEST


def test_texts_are_found_however_deep_they_stand() -> None:
    assert sorted(texts_in({"a": ["b", {"c": ["d", 1, None]}]})) == ["a", "b", "c", "d"]
    deep = parse_patiently("[" * 500 + '"a"' + "]" * 500)
    assert list(texts_in(deep)) == ["a"]


def test_texts_of_a_broken_line_are_found_up_to_where_it_is_cut_off() -> None:
    assert list(texts_in_broken('{"id": "p1", "x": "a\\"b", "name": "ab\\')) == [
        "id",
        "p1",
        "x",
        'a\\"b',
        "name",
        "ab",
    ]
