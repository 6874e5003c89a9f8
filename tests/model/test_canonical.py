"""The one text that stands for a record."""

import json

from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.model.canonical import canonical_record, plain_record
from supervision_talk.model.fields import Record
from supervision_talk.model.kinds import RECORD_CLASSES
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
