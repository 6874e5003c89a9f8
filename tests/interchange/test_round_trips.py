"""Writing and reading back gives an equal register."""

import io
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_talk.interchange import dump, dumps, load, loads, read_records
from supervision_talk.model import RECORD_KINDS, Register
from supervision_talk.model.canonical import canonical_register
from supervision_talk.strategies import registers

FEWER = settings(max_examples=settings().max_examples // 4)
"""A register holds many records, so fewer of them show as much."""

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))


def canonical(register: Register) -> str:
    pieces = canonical_register(register)
    return "".join(each if isinstance(each, str) else each.decode() for each in pieces)


@FEWER
@given(registers(), st.booleans())
def test_a_register_written_and_read_back_is_equal(register: Register, lines: bool) -> None:
    text = dumps(register, lines=lines)
    again = loads(text)
    assert again == register
    assert dumps(again, lines=lines) == text
    assert canonical(again) == canonical(register)


@FEWER
@given(registers(), st.booleans())
def test_streams_and_files_hold_what_dumps_gives(register: Register, lines: bool) -> None:
    stream = io.BytesIO()
    dump(register, stream, lines=lines)
    assert stream.getvalue().decode() == dumps(register, lines=lines)
    stream.seek(0)
    assert load(stream) == register


@FEWER
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_neither_canonical_text_nor_errors(
    register: Register, random: Random
) -> None:
    header, *records = dumps(register, lines=True).removesuffix("\n").split("\n")
    random.shuffle(records)
    shuffled = loads("\n".join([header, *records]))
    assert canonical(shuffled) == canonical(register)


@FEWER
@given(registers())
def test_canonical_text_is_sorted_json_without_space_or_null_and_reads_back(
    register: Register,
) -> None:
    text = canonical(register)
    value = json.loads(text)
    assert json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
    again = loads(text)
    for plural, records in register.records():
        assert sorted(map(hash, records)) == sorted(map(hash, getattr(again, plural)))


@FEWER
@given(registers())
def test_lines_read_as_a_stream_give_every_record_with_its_number(register: Register) -> None:
    text = dumps(register, lines=True)
    reading = read_records(io.BytesIO(text.encode()))
    assert reading.kept_for == register.kept_for
    found = list(reading)
    assert [number for number, _, _ in found] == list(range(2, text.count("\n") + 1))
    for kind in RECORD_KINDS.values():
        assert tuple(each for _, its, each in found if its is kind) == getattr(
            register, kind.plural
        )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_shared_case_loads_and_comes_back(path: Path) -> None:
    register = loads(json.dumps(json.loads(path.read_text("utf-8"))["register"]))
    assert register.talks or register.organizations
    assert loads(dumps(register)) == register
    assert loads(dumps(register, lines=True)) == register


def test_a_path_is_written_and_read(tmp_path: Path) -> None:
    register = loads('{"format": "supervision-talk/register/1", "people": [{"id": "p"}]}')
    path = tmp_path / "register.jsonl"
    dump(register, path, lines=True)
    assert load(path) == load(str(path)) == register


def test_empty_lists_are_kept_and_nulls_left_out() -> None:
    text = (
        '{"format": "supervision-talk/register/1", "kept_for": [], "organizations": '
        '[{"id": "o", "kind": "grassroots", "level": "county", "name": null}], "talks": '
        '[{"id": "t", "kind": "other", "held_by": "o", "organization": "o", "steps": []}]}'
    )
    written = dumps(loads(text))
    assert '"kept_for": []' in written
    assert '"steps": []' in written
    assert "null" not in written
    assert loads(written).talks[0].steps == ()
    assert loads(written).talks[0].problems is None
