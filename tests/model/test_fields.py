"""What a field admits, what it refuses, and in which words."""

import inspect
from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

from supervision_talk.errors import wanted
from supervision_talk.model import Copy, Step, Term
from supervision_talk.model.fields import (
    LARGEST_ORDINAL,
    LONGEST_ID,
    SHANGHAI,
    Boolean,
    CivilDate,
    FieldType,
    Identifier,
    ListOf,
    MomentType,
    Nested,
    OneOf,
    Ordinal,
    Record,
    Refused,
    Text,
    Year,
    field,
    is_identifier,
    not_before,
    record,
)
from supervision_talk.model.vocabulary import Role, StepKind


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


ADMITTED: list[tuple[object, object]] = [
    (Identifier(), "371323-edu"),
    (Identifier(), "党"),
    (Identifier(), "a b"),
    (Identifier(), "a\u200bb"),
    (Identifier(), "x" * LONGEST_ID),
    (Text(), ""),
    (Text(), "two\nlines \x00"),
    (CivilDate(), date(1900, 1, 1)),
    (CivilDate(), date(2199, 12, 31)),
    (MomentType(), date(2026, 3, 10)),
    (Year(), 1900),
    (Year(), 2199),
    (Ordinal(), 1),
    (Ordinal(), LARGEST_ORDINAL),
    (Boolean(), False),
    (OneOf(Role), Role.MEMBER),
    (OneOf(Role), "member"),
    (Nested(Copy), Copy(to="x")),
    (ListOf(Identifier()), ()),
    (ListOf(Identifier()), ("a", "b")),
]
REFUSED: list[tuple[object, object]] = [
    *((Identifier(), value) for value in (None, 1, b"a", "", " a", "a\u3000", "a/b", "a\nb")),
    *((Identifier(), value) for value in ("a\x85b", "\ud800", "x" * (LONGEST_ID + 1))),
    *((Text(), value) for value in (None, 1, "\udfff", b"a")),
    *((CivilDate(), value) for value in ("2026-03-10", datetime(2026, 3, 10), date(1899, 12, 31))),
    (CivilDate(), date(2200, 1, 1)),
    *((MomentType(), value) for value in ("2026-03-10", 5, date(2200, 1, 1))),
    *((MomentType(), value) for value in (datetime(1899, 12, 31, 23), datetime(2200, 1, 1))),
    *((MomentType(), value) for value in (utc("2199-12-31T16:00"), utc("1899-12-31T15:54:16"))),
    (MomentType(), datetime.max.replace(tzinfo=timezone(timedelta(hours=-8)))),
    *((Year(), value) for value in (True, 2026.0, "2026", 1899, 2200, None)),
    *((Ordinal(), value) for value in (True, 1.0, "1", 0, -1, LARGEST_ORDINAL + 1)),
    *((Boolean(), value) for value in (0, 1, "true", None)),
    *((OneOf(Role), value) for value in ("Secretary", "", None, 1, ["member"])),
    *((Nested(Copy), value) for value in ({"to": "x"}, None, Step(step=StepKind.COMMITMENT))),
    *((ListOf(Identifier()), value) for value in ("ab", {"a"}, None, iter("a"))),
]


@pytest.mark.parametrize(("type_", "value"), ADMITTED)
def test_a_fitting_value_is_admitted_as_it_is(type_: FieldType[str], value: object) -> None:
    assert type_.admit(value) == value


@pytest.mark.parametrize(("type_", "value"), REFUSED)
def test_any_other_value_is_refused_with_what_was_expected(
    type_: FieldType[str], value: object
) -> None:
    with pytest.raises(Refused) as caught:
        type_.admit(value)
    assert [mistake.expected for mistake in caught.value.mistakes] == [
        wanted(type_.expected_in_python)
    ]


def test_a_field_type_of_its_own_has_to_say_what_it_admits() -> None:
    with pytest.raises(NotImplementedError):
        FieldType[str]().admit(1)


def test_a_word_is_kept_as_the_word_and_a_list_as_a_tuple() -> None:
    assert OneOf(Role).admit("member") is Role.MEMBER
    assert ListOf(OneOf(Role)).admit(["member"]) == (Role.MEMBER,)


def test_every_refused_element_of_a_list_is_named_by_its_index() -> None:
    with pytest.raises(Refused) as caught:
        ListOf(Ordinal()).admit([1, 0, 2, "3"])
    assert [mistake.place for mistake in caught.value.mistakes] == ["[1]", "[3]"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (datetime(2026, 1, 30, 0, 20), datetime(2026, 1, 30, 0, 20)),
        (utc("2026-01-29T16:20"), datetime(2026, 1, 30, 0, 20)),
        (
            datetime(2026, 1, 29, 9, tzinfo=timezone(timedelta(hours=-7, minutes=-30))),
            datetime(2026, 1, 30, 0, 30),
        ),
        # Summer time: 1986 to 1991, and in the 1940s.
        (utc("1988-07-01T00:00"), datetime(1988, 7, 1, 9)),
        (utc("1991-09-14T16:00"), datetime(1991, 9, 15, 1)),
        (utc("1991-09-14T17:00"), datetime(1991, 9, 15, 1)),
        (utc("1940-07-01T00:00"), datetime(1940, 7, 1, 9)),
        # Local mean time until the end of 1900: 8:05:43.
        (utc("1899-12-31T15:54:17"), datetime(1900, 1, 1)),
        (utc("1900-07-01T00:00"), datetime(1900, 7, 1, 8, 5, 43)),
        # An hour that the clocks skipped (2:30 on 1988-04-17) is the one that they showed.
        (datetime(1988, 4, 17, 2, 30), datetime(1988, 4, 17, 3, 30)),
        (datetime(1988, 4, 17, 2, 30, tzinfo=SHANGHAI), datetime(1988, 4, 17, 3, 30)),
        (utc("2199-12-31T15:59:59"), datetime(2199, 12, 31, 23, 59, 59)),
    ],
)
def test_a_date_time_is_kept_as_shanghais_clocks_showed_it(given: datetime, kept: datetime) -> None:
    admitted = MomentType().admit(given)
    assert isinstance(admitted, datetime)
    assert admitted.tzinfo is SHANGHAI
    assert admitted.replace(tzinfo=None, fold=0) == kept


def test_the_hour_that_summers_end_repeats_keeps_its_instant() -> None:
    first = MomentType().admit(utc("1991-09-14T16:00"))
    second = MomentType().admit(utc("1991-09-14T17:00"))
    assert isinstance(first, datetime)
    assert isinstance(second, datetime)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("later", "earlier", "holds"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), True),
        (date(2026, 3, 9), date(2026, 3, 10), False),
        (datetime(2026, 3, 10, 8, tzinfo=SHANGHAI), date(2026, 3, 10), True),
        (date(2026, 3, 10), datetime(2026, 3, 10, 23, tzinfo=SHANGHAI), True),
        (datetime(2026, 3, 9, 23, tzinfo=SHANGHAI), date(2026, 3, 10), False),
        (
            datetime(2026, 3, 10, 8, tzinfo=SHANGHAI),
            datetime(2026, 3, 10, 8, 0, 1, tzinfo=SHANGHAI),
            False,
        ),
    ],
)
def test_a_date_and_a_date_time_are_compared_by_their_dates(
    later: date, earlier: date, holds: bool
) -> None:
    assert not_before(later, earlier) is holds


def test_white_space_is_refused_at_the_ends_of_an_id_alone() -> None:
    for space in " \u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000":
        assert not is_identifier(f"{space}a")
        assert not is_identifier(f"a{space}")
        assert is_identifier(f"a{space}a")


def test_a_largest_ordinal_is_still_a_term() -> None:
    assert Term(organization="o", ordinal=LARGEST_ORDINAL, start=date(2026, 1, 1)).ordinal


def test_a_class_of_records_tells_its_fields_before_there_is_a_record() -> None:
    @record
    class Note(Record):
        id: str = field(Identifier(), chinese="编号")
        text: str | None = field(Text(), chinese="备注", default=None)

    told = inspect.signature(Note).parameters.values()
    assert [(each.name, each.default) for each in told] == [
        ("id", inspect.Parameter.empty),
        ("text", None),
    ]
    assert [each.name for each in attrs.fields(Note)] == ["id", "text"]  # type: ignore[arg-type]
