"""The JSON Schema accepts exactly what `load` accepts, as far as a schema can say it."""

import copy
import json
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from supervision_talk.errors import InvalidInput, Mistake
from supervision_talk.interchange import dumps, line_schema, loads, register_schema
from supervision_talk.model.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_ID,
    Identifier,
    MomentType,
    is_identifier,
)
from supervision_talk.strategies import registers
from supervision_talk.wording import Wording

Json = object

FEWER = settings(max_examples=settings().max_examples // 4)
"""A register holds many records, so fewer of them show as much."""

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
DOCUMENT = Draft202012Validator(register_schema())
LINE = Draft202012Validator(line_schema())

BEYOND_A_SCHEMA: Final = (
    "expected an organization of this register",
    "expected a person of this register",
    "expected a plan_item of this register",
    "expected a circumstance of this register",
    "expected a talk of this register",
    "expected one ",
    "expected an id unique",
    "expected an item of a plan of",
    "expected an organization that is not below",
    "expected nothing earlier than",
    "expected the id of a problem",
)
_VALUES: Final[list[Json]] = [
    *(None, True, False, 0, 1, -1, 2026, 1899, 2200, 2**53, 1.5),
    *("", " ", "a", " a", "a ", "a/b", "a\n", "\u3000a", "a\u200b", "\x85a", "x" * 128),
    *("x" * 129, "𠀀" * 128, "c", "t", "regular", "secretary", "county", "office", "other"),
    *("2026-03-10", "2026-02-29", "2024-02-29", "1899-12-31", "20260310", "2026-03-10\n"),
    *("2026-03-10T09:00:00+08:00", "2026-03-10 09:00", "2026-03-10T24:00:00", "2026-03-10T9"),
    *([], {}, [None], [[]], ["a"], [{}], [{"id": "a"}], {"id": "a"}, {"step": "commitment"}),
]
VALUES = st.sampled_from(_VALUES).map(copy.deepcopy)


def is_beyond_a_schema(mistake: Mistake) -> bool:
    # "expected one of a, b" is a closed list of words, "expected one term for each" is not.
    return mistake.expected.en.startswith(BEYOND_A_SCHEMA) and not mistake.expected.en.startswith(
        "expected one of "
    )


def mistakes(text: str) -> list[Mistake]:
    try:
        loads(text)
    except InvalidInput as error:
        # A refusal without a reason would pass for acceptance below.
        return list(error.mistakes) or [Mistake("", Wording(zh="", en=""))]
    return []


def places(value: Json) -> list[tuple[Json, str | int]]:
    """Every container in a value with each key or index of it."""
    found: list[tuple[Json, str | int]] = []
    if isinstance(value, dict):
        found += [(value, key) for key in [*value, "unknown", "name", "end", "steps"]]
        found += [place for each in value.values() for place in places(each)]
    elif isinstance(value, list):
        found += [(value, index) for index in range(len(value) + 1)]
        found += [place for each in value for place in places(each)]
    return found


@st.composite
def broken(draw: st.DrawFn, value: Json) -> Json:
    """A value in which a few things were replaced, removed or added."""
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(value)))
        if isinstance(container, dict):
            if draw(st.booleans()):
                container.pop(key, None)
            else:
                container[key] = draw(VALUES)
        elif isinstance(container, list) and isinstance(key, int):
            container[key : key + 1] = [draw(VALUES)]
        if not places(value):
            break
    return value


def test_the_schemas_are_valid_schemas() -> None:
    Draft202012Validator.check_schema(register_schema())
    Draft202012Validator.check_schema(line_schema())
    json.dumps(register_schema())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_shared_case(path: Path) -> None:
    DOCUMENT.validate(json.loads(path.read_text("utf-8"))["register"])


@FEWER
@given(registers())
def test_the_schema_accepts_every_register_that_is_written(register: object) -> None:
    DOCUMENT.validate(json.loads(dumps(register)))  # type: ignore[arg-type]
    for line in dumps(register, lines=True).split("\n")[:-1]:  # type: ignore[arg-type]
        LINE.validate(json.loads(line))


@given(st.data())
def test_load_and_schema_refuse_the_same_documents(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(CASES))
    document = data.draw(broken(json.loads(path.read_text("utf-8"))["register"]))
    found = mistakes(json.dumps(document))
    if not DOCUMENT.is_valid(document):
        assert found
    elif not all(map(is_beyond_a_schema, found)):
        raise AssertionError(found)


@given(st.data())
def test_load_and_schema_refuse_the_same_lines(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(CASES))
    register = loads(json.dumps(json.loads(path.read_text("utf-8"))["register"]))
    lines = [json.loads(line) for line in dumps(register, lines=True).split("\n")[:-1]]
    number = data.draw(st.integers(1, len(lines) - 1))
    lines[number] = data.draw(broken(lines[number]))
    # An empty line is no line; a second header is one too many, which no line's schema can tell.
    assume(lines[number] != "" and not LINE_OF_HEADER.is_valid(lines[number]))
    found = mistakes("\n".join(map(json.dumps, lines)))
    here = [each for each in found if each.place.startswith(f"line {number + 1}")]
    if not LINE.is_valid(lines[number]):
        assert here
    elif not all(map(is_beyond_a_schema, here)):
        raise AssertionError(here)


LINE_OF_HEADER = Draft202012Validator({"type": "object", "required": ["format"]})


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3) | st.text(" /\x00\x85\u3000a"))
def test_the_pattern_of_ids_says_what_records_admit(text: str) -> None:
    document = {"format": "supervision-talk/register/1", "people": [{"id": text}]}
    assert DOCUMENT.is_valid(document) is is_identifier(text)


def test_the_pattern_of_ids_says_what_records_admit_of_every_character() -> None:
    schema = register_schema()
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    identifier = Draft202012Validator({"$ref": "#/$defs/id", "$defs": definitions})
    for code in [*range(0x3100), *range(0xFE00, 0x10000, 3), 0xE000, 0x1F600, 0x10FFFF]:
        for text in (chr(code), f"a{chr(code)}", f"{chr(code)}a", f"a{chr(code)}a"):
            assert identifier.is_valid(text) is is_identifier(text), hex(code)
    assert identifier.is_valid("𠀀" * LONGEST_ID)
    assert not identifier.is_valid("𠀀" * (LONGEST_ID + 1))


@pytest.mark.parametrize(
    "lists",
    [
        {"terms": [{"organization": "c", "ordinal": 1.0, "start": "2026-01-01"}]},
        {"people": [{"id": "p", "name": "\ud800"}]},
        {"people": [{"id": "p"}, {"id": "p"}]},
        {"kept_for": ["nobody"]},
    ],
)
def test_what_a_schema_cannot_say_is_refused_by_load_alone(lists: dict[str, Json]) -> None:
    document = {"format": "supervision-talk/register/1", **lists}
    assert DOCUMENT.is_valid(document)
    assert mistakes(json.dumps(document))


def test_the_schema_names_the_years_that_records_admit() -> None:
    text = json.dumps(register_schema())
    assert f'"minimum": {FIRST_YEAR}, "maximum": {LAST_YEAR}' in text
    assert MomentType().expected.en.startswith(f"a date or a date-time of the years {FIRST_YEAR}")
    assert str(LONGEST_ID) in Identifier().expected.en


def test_titles_and_descriptions_are_in_the_language_asked_for() -> None:
    schemas = [json.dumps(register_schema(language=each)) for each in ("zh", "en")]
    in_chinese, in_english = (json.loads(each)["$defs"]["Talk"] for each in schemas)
    assert in_chinese["description"] == "谈话"
    assert in_chinese["properties"]["ended_at"]["title"] == "结束时间"
    assert in_english["properties"]["ended_at"]["title"] == "Ended at"
    for schema in (register_schema, line_schema):
        with pytest.raises(ValueError, match=r"^language: expected one of zh, en$"):
            schema(language="fr")
