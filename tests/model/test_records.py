"""Records: wrong values cannot be built, and what they hold stays secret (Art. 16)."""

import pickle
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.errors import InvalidRecord
from supervision_talk.model import (
    AnnualPlan,
    Appointment,
    Measure,
    Organization,
    Person,
    PlanItem,
    Problem,
    Rectification,
    Step,
    Talk,
    Term,
)
from supervision_talk.model.fields import (
    Record,
    Text,
    field_types,
    interchange_name,
    required_fields,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS
from supervision_talk.strategies import records
from tests.chinese import told_in_chinese

RecordT = TypeVar("RecordT", bound=Record)

DAY = date(2026, 3, 10)
SECRET = "机密内容"  # noqa: S105 - stands for whatever a talk said
TALK: Mapping[str, str] = {"id": "t", "kind": "regular", "held_by": "c", "organization": "o"}


def made(record: type[RecordT], **fields: object) -> RecordT:
    """A record of plain strings and lists, which constructors take too."""
    return record(**fields)


def mistakes(record: type[Record], **fields: object) -> list[str]:
    with pytest.raises(InvalidRecord) as caught:
        record(**fields)
    assert SECRET not in str(caught.value)
    assert caught.value.what == record.__name__
    assert SECRET not in "".join(told_in_chinese(caught.value.mistakes))
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize("record", RECORD_CLASSES)
def test_every_field_refuses_a_wrong_value_with_its_name_and_wish(record: type[Record]) -> None:
    fields = {name: object() for name in field_types(record)}
    assert mistakes(record, **fields) == [
        f"{interchange_name(name)}: expected {type_.expected_in_python.en}"
        for name, type_ in field_types(record).items()
    ]


@pytest.mark.parametrize("record", RECORD_CLASSES)
def test_null_is_refused_in_required_fields_alone(record: type[Record]) -> None:
    nothing = dict.fromkeys(field_types(record))
    assert mistakes(record, **nothing) == [
        f"{interchange_name(name)}: expected {type_.expected_in_python.en}"
        for name, type_ in field_types(record).items()
        if name in required_fields(record)
    ]


@given(st.data(), st.sampled_from(RECORD_CLASSES))
def test_a_record_is_a_value_that_cannot_be_changed(
    data: st.DataObject, record: type[Record]
) -> None:
    drawn = data.draw(records(record))
    fields = {name: getattr(drawn, name) for name in field_types(record)}
    same = made(record, **fields)
    assert same == drawn
    assert hash(same) == hash(drawn)
    assert pickle.loads(pickle.dumps(drawn)) == drawn  # noqa: S301 - our own bytes
    for name in fields:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(drawn, name, None)
    assert not hasattr(drawn, "__dict__")


@given(st.data(), st.sampled_from(RECORD_CLASSES))
def test_the_repr_of_a_record_shows_no_text(data: st.DataObject, record: type[Record]) -> None:
    texts = {name: SECRET for name, type_ in field_types(record).items() if isinstance(type_, Text)}
    drawn = data.draw(records(record, None, **texts))
    assert repr(drawn).startswith(f"{record.__name__}(")
    assert SECRET not in repr(drawn)
    assert SECRET not in str(drawn)


def test_the_repr_names_the_ids_that_are_recorded() -> None:
    item = PlanItem(id="i", organization="o", responsible=SECRET)
    assert repr(item) == "PlanItem(id='i', organization='o')"
    assert repr(made(AnnualPlan, organization="o", year=2026, items=[item])) == (
        "AnnualPlan(organization='o', year=2026)"
    )
    assert repr(made(Step, step="commitment")) == "Step()"


@pytest.mark.parametrize(
    ("record", "fields", "expected"),
    [
        (
            Organization,
            {
                "id": "o",
                "kind": "grassroots",
                "level": "county",
                "established_on": DAY,
                "abolished_on": date(2026, 3, 9),
            },
            ["abolished_on: expected nothing earlier than established_on, or null"],
        ),
        (
            Appointment,
            {
                "person": "p",
                "organization": "o",
                "role": "member",
                "start": DAY,
                "end": date(2026, 3, 9),
            },
            ["end: expected nothing earlier than start, or null"],
        ),
        (
            Term,
            {
                "organization": "o",
                "ordinal": 1,
                "start": DAY,
                "end": date(2026, 3, 9),
                "planned_end": date(2026, 3, 8),
            },
            [
                "end: expected nothing earlier than start, or null",
                "planned_end: expected nothing earlier than start, or null",
            ],
        ),
        (
            Talk,
            {
                **TALK,
                "started_at": datetime(2026, 3, 10, 10),
                "ended_at": datetime(2026, 3, 10, 9),
                "problems": [made(Problem, id="1", concerns="other", summary=SECRET)] * 2,
            },
            [
                "ended_at: expected nothing earlier than started_at, or null",
                "problems[1].id: expected an id unique in the talk: '1' is there already",
            ],
        ),
        (
            Talk,
            {**TALK, "kind": SECRET, "interviewees": ["p", "a/b", 5], "steps": [None]},
            [
                (
                    "kind: expected one of regular, timely, appointment, admonition, "
                    "clue_disposal, other"
                ),
                (
                    'interviewees[1]: expected an id: text of 1 to 128 characters without "/", '
                    "control characters, or white space at either end"
                ),
                (
                    'interviewees[2]: expected an id: text of 1 to 128 characters without "/", '
                    "control characters, or white space at either end"
                ),
                "steps[0]: expected a Step",
            ],
        ),
    ],
)
def test_what_contradicts_itself_is_refused_with_every_mistake(
    record: type[Record], fields: dict[str, object], expected: list[str]
) -> None:
    assert mistakes(record, **fields) == expected


def test_measures_ids_are_unique_in_their_rectification() -> None:
    twice = [Measure(id="m", first_responsibility=True)] * 2
    assert mistakes(Rectification, talk="t", measures=twice) == [
        "measures[1].id: expected an id unique in the rectification: 'm' is there already"
    ]


def test_an_end_on_the_day_of_its_start_is_admitted() -> None:
    assert (
        made(Appointment, person="p", organization="o", role="member", start=DAY, end=DAY).end
        == DAY
    )
    both = made(Talk, **TALK, started_at=datetime(2026, 3, 10, 10), ended_at=DAY)
    assert both.held_on == DAY


def test_a_talk_that_was_not_held_has_no_date() -> None:
    assert made(Talk, **TALK).held_on is None


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ],
)
def test_an_organization_exists_until_the_day_before_it_is_abolished(
    day: date, exists: bool
) -> None:
    organization = made(
        Organization,
        id="o",
        kind="grassroots",
        level="county",
        established_on=date(2026, 3, 1),
        abolished_on=date(2026, 6, 1),
    )
    assert organization.exists_on(day) is exists


def test_lists_are_kept_as_tuples_and_the_empty_one_is_kept() -> None:
    talk = made(Talk, **TALK, interviewees=["p"], steps=[])
    assert talk.interviewees == ("p",)
    assert talk.steps == ()
    assert talk.problems is None


def test_every_class_of_record_is_listed_once_parts_before_wholes() -> None:
    names = [record.__name__ for record in RECORD_CLASSES]
    assert len(set(names)) == len(names) == 20
    assert names.index("Step") < names.index("Talk")
    assert {kind.record for kind in RECORD_KINDS.values()} <= set(RECORD_CLASSES)


def test_a_record_without_key_fields_has_an_empty_key() -> None:
    post = made(Appointment, person="p", organization="o", role="member", start=DAY)
    assert RECORD_KINDS["appointment"].key_of(post) == ()
    assert RECORD_KINDS["person"].key_of(Person(id="p")) == ("p",)
