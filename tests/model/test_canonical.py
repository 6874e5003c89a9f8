"""The one text that stands for a record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk import Register
from supervision_talk.model.canonical import (
    _pieces,
    canonical_record,
    canonical_register,
    canonical_text,
    plain_record,
)
from supervision_talk.model.fields import Record
from supervision_talk.model.kinds import RECORD_CLASSES
from supervision_talk.model.records import Copy, Filing, Measure, Person, Rectification, Talk
from supervision_talk.strategies import records

ANY_RECORD: st.SearchStrategy[Record] = st.one_of([records(each) for each in RECORD_CLASSES])


@given(ANY_RECORD)
def test_canonical_json_is_the_plain_record_with_sorted_keys_and_no_white_space(
    record: Record,
) -> None:
    expected = json.dumps(
        plain_record(record), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert canonical_record(record) == expected


@given(ANY_RECORD)
def test_a_record_in_pieces_is_the_same_text(record: Record) -> None:
    assert "".join(_pieces(record)) == canonical_record(record)


MANY_IDS = [f"谈{number}" for number in range(3_000)]


@pytest.mark.parametrize(
    "record",
    [
        Talk(id="t", kind="regular", held_by="c", organization="o", interviewees=MANY_IDS),
        Filing(talk="t", copies=[Copy(to="discipline")] * len(MANY_IDS)),
        Rectification(
            talk="t", measures=[Measure(id="m", first_responsibility=True, problems=MANY_IDS)]
        ),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_long_record_is_the_same_text_as_utf_8(record: Record) -> None:
    text = canonical_text(record)
    assert isinstance(text, bytes)
    assert json.loads(text) == plain_record(record)
    assert canonical_record(record).encode() == text == b"".join(map(str.encode, _pieces(record)))


def test_very_many_records_are_sorted_as_few_are() -> None:
    ids = [str(number) for number in range(120_000)]
    people = [Person(id=id) for id in ids]
    people = [*people[::2], *people[1::2][::-1]]
    text = "".join(map(str, canonical_register(Register(people=people))))
    assert [each["id"] for each in json.loads(text)["people"]] == sorted(ids)
