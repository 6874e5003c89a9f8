"""Records and registers that say anything, derived from the types of the fields.

They build what is valid instead of filtering out what is not.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from operator import attrgetter
from typing import Final, TypeVar

from hypothesis import strategies as st

from supervision_talk.model import (
    RECORD_KINDS,
    AnnualPlan,
    Appointment,
    Organization,
    PlanItem,
    Rectification,
    Register,
    Talk,
    Term,
)
from supervision_talk.model.fields import (
    FIRST_YEAR,
    LARGEST_ORDINAL,
    LAST_YEAR,
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
    Reference,
    Text,
    Year,
    field_types,
    not_before,
    required_fields,
)

__all__ = ["identifiers", "moments", "records", "registers"]

RecordT = TypeVar("RecordT", bound=Record)
Ids = Mapping[str, Sequence[str]]

_FIRST_DAY: Final = date(FIRST_YEAR, 1, 1)
_LAST_DAY: Final = date(LAST_YEAR, 12, 31)
_OUTER: Final = st.characters(
    exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), exclude_characters="/"
)
_INNER: Final = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="/"), max_size=4
)
_IDENTIFIERS: Final = st.one_of(
    st.text("abc0123-", min_size=1, max_size=8),
    st.builds(lambda first, middle, last: first + middle + last, _OUTER, _INNER, _OUTER),
    st.just("x" * LONGEST_ID),
)
_IN_ORDER: Final[Mapping[type[Record], Sequence[tuple[str, str]]]] = {
    Organization: [("established_on", "abolished_on")],
    Appointment: [("start", "end")],
    Term: [("start", "end"), ("start", "planned_end")],
    Talk: [("started_at", "ended_at")],
}
"""Fields of which the second is not before the first."""


def identifiers() -> st.SearchStrategy[str]:
    """Ids: short and plain ones, and every sort of character that one may hold.

    >>> from hypothesis import find
    >>> len(find(identifiers(), lambda id: len(id) > 20))
    128
    """
    return _IDENTIFIERS


def moments() -> st.SearchStrategy[datetime | date]:
    """Dates, and date-times with Shanghai's zone, with any offset, and without one.

    All that a field such as `Talk.ended_at` takes, from 1900 to 2199.

    >>> from hypothesis import find
    >>> find(moments(), lambda moment: moment.year == 2026).year
    2026
    """
    offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    day = timedelta(days=1)
    # Without an offset: hypothesis bounds the date-times of every zone by such.
    within = (
        datetime(FIRST_YEAR, 1, 1),  # noqa: DTZ001
        datetime(LAST_YEAR, 12, 31, 23, 59, 59, 999_999),  # noqa: DTZ001
    )
    return st.one_of(
        _dates(),
        st.datetimes(*within, timezones=st.sampled_from([None, SHANGHAI])),
        st.datetimes(within[0] + 2 * day, within[1] - 2 * day, timezones=offsets),
    )


def _dates() -> st.SearchStrategy[date]:
    return st.dates(_FIRST_DAY, _LAST_DAY)


_LEAVES: Final[Mapping[type[object], st.SearchStrategy[object]]] = {
    Identifier: _IDENTIFIERS,
    Text: st.text(max_size=8),
    CivilDate: _dates(),
    MomentType: moments(),
    Year: st.integers(FIRST_YEAR, LAST_YEAR),
    Ordinal: st.integers(1, 30) | st.just(LARGEST_ORDINAL),
    Boolean: st.booleans(),
}


def _values(type_: FieldType[object], ids: Ids | None) -> st.SearchStrategy[object]:
    """Values of a field: nothing where it refers to a kind of which there is no record."""
    if isinstance(type_, Reference):
        if ids is None:
            return identifiers()
        return st.sampled_from(ids[type_.kind]) if ids[type_.kind] else st.nothing()
    if isinstance(type_, OneOf):
        return st.sampled_from(list(type_.known.values()))
    if isinstance(type_, Nested):
        return records(type_.record, ids)
    if isinstance(type_, ListOf):
        element = _values(type_.element, ids)
        is_part = isinstance(type_.element, Nested) and "id" in field_types(type_.element.record)
        unique_by = attrgetter("id") if is_part else None
        most = 0 if element.is_empty else 3
        return st.lists(element, max_size=most, unique_by=unique_by).map(tuple)
    return _LEAVES[type(type_)]


def records(
    record: type[RecordT], /, ids: Ids | None = None, **fixed: object
) -> st.SearchStrategy[RecordT]:
    """Well-formed records of a class, with any value that its fields admit.

    Arguments:
        record: the class, of a whole record or of a part (`Step`, `PlanItem`).
        ids: the ids that references may name, for each kind ("organization", "person", "talk",
            "circumstance", "plan_item", "problem"); None: any.
        fixed: fields that are given.

    >>> from hypothesis import find
    >>> from supervision_talk import Person
    >>> find(records(Person, id="p1"), lambda person: True)
    Person(id='p1')
    """
    return _records(record, ids, fixed)


@st.composite
def _records(
    draw: st.DrawFn, record: type[RecordT], ids: Ids | None, fixed: Mapping[str, object]
) -> RecordT:
    values = dict(fixed)
    for name, type_ in field_types(record).items():
        if name not in values:
            strategy = _values(type_, ids)
            optional = name not in required_fields(record)
            values[name] = draw(st.none() | strategy if optional else strategy)
    for first, second in _IN_ORDER.get(record, ()):
        start, end = values.get(first), values.get(second)
        if isinstance(start, date) and isinstance(end, date) and not _in_order(start, end):
            values[second] = start
    return record(**values)


def _in_order(start: date, end: date) -> bool:
    moments_ = [
        each.replace(tzinfo=SHANGHAI)
        if isinstance(each, datetime) and each.tzinfo is None
        else each
        for each in (start, end)
    ]
    return not_before(moments_[1], moments_[0])


def registers() -> st.SearchStrategy[Register]:
    """Small registers: a tree of organizations, people, and records about them.

    The records fit together, and say anything: what is drawn is mostly against the
    Measures, and much of it not recorded.

    >>> from hypothesis import find
    >>> find(registers(), lambda register: True)
    Register(organizations: 1, people: 1)
    """
    return _registers()


@st.composite
def _registers(draw: st.DrawFn) -> Register:

    def some(most: int) -> int:
        return draw(st.integers(0, most))

    def drawn(record: type[RecordT], count: int, **fixed: object) -> list[RecordT]:
        return [draw(records(record, ids, **fixed)) for _ in range(count)]

    names = draw(st.lists(identifiers(), min_size=1, max_size=5, unique=True))
    ids: dict[str, Sequence[str]] = {"organization": names, "person": names, "problem": ()}
    lists: dict[str, Sequence[Record]] = {
        "organizations": [
            draw(
                records(
                    Organization,
                    ids,
                    id=name,
                    superior=draw(st.none() | st.sampled_from(names[:index])) if index else None,
                )
            )
            for index, name in enumerate(names)
        ],
        "people": [draw(records(RECORD_KINDS["person"].record, ids, id=name)) for name in names],
        "appointments": drawn(Appointment, some(3)),
        "circumstances": [
            draw(records(RECORD_KINDS["circumstance"].record, ids, id=f"c{number}"))
            for number in range(some(2))
        ],
    }
    ids["circumstance"] = [f"c{number}" for number in range(len(lists["circumstances"]))]
    for name, count in (("term", 2), ("annual_duties", 2)):
        kind = RECORD_KINDS[name]
        keyed = {kind.key_of(each): each for each in drawn(kind.record, some(count))}
        lists[kind.plural] = list(keyed.values())
    plans: dict[tuple[str, int], AnnualPlan] = {}
    items: dict[str, list[str]] = {}
    for number in range(some(2)):
        plan_items = [
            draw(records(PlanItem, ids, id=f"item{number}-{each}")) for each in range(some(2))
        ]
        plan = draw(records(AnnualPlan, ids, items=draw(st.none() | st.just(plan_items))))
        plans.setdefault((plan.organization, plan.year), plan)
    for plan in plans.values():
        items.setdefault(plan.organization, []).extend(each.id for each in plan.items or ())
    lists["plans"] = list(plans.values())
    talks = []
    for number in range(some(3)):
        held_by = draw(st.sampled_from(names))
        ids["plan_item"] = items.get(held_by, ())
        talks.append(draw(records(Talk, ids, id=f"t{number}", held_by=held_by)))
    lists["talks"] = talks
    ids["talk"] = [talk.id for talk in talks]
    with_rectification = [talk for talk in talks if draw(st.booleans())]
    lists["rectifications"] = [
        draw(
            records(
                Rectification,
                {**ids, "problem": [problem.id for problem in talk.problems or ()]},
                talk=talk.id,
            )
        )
        for talk in with_rectification
    ]
    lists["filings"] = [
        draw(records(RECORD_KINDS["filing"].record, ids, talk=talk.id))
        for talk in talks
        if draw(st.booleans())
    ]
    for name in ("judgement", "disclosure", "assessment"):
        kind = RECORD_KINDS[name]
        count = some(2) if talks or name == "assessment" else 0
        lists[kind.plural] = [
            draw(records(kind.record, ids, id=f"{name}{number}")) for number in range(count)
        ]
    kept_for = draw(st.none() | st.lists(st.sampled_from(names)))
    return Register(kept_for=kept_for, **lists)  # type: ignore[arg-type]
