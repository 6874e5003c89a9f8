"""What records must be to one another before they make a register.

Each record has been checked by itself when it was made; here it is looked at among the others:
ids and keys that are there twice, references to what is not there, circles in `superior`, an item
of another committee's plan. Messages quote ids and field names, nothing else.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter
from typing import Final, TypeAlias, cast

from supervision_talk._values import frozen
from supervision_talk.errors import Mistake
from supervision_talk.model.fields import (
    ListOf,
    Nested,
    Record,
    Reference,
    field_types,
    interchange_name,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS, RecordKind
from supervision_talk.model.records import AnnualPlan, Organization, PlanItem, Rectification, Talk
from supervision_talk.wording import Wording

__all__ = [
    "FieldNaming",
    "are_consistent",
    "circles",
    "fields_as_written",
    "mistakes_between_records",
    "one_for_each",
    "references_of",
    "unique_in_register",
]

FieldNaming: TypeAlias = Callable[[type[Record], str], str]
"""Gives what Chinese sentences call a field of a class of record, by its name in the format."""


def fields_as_written(record: type[Record], name: str) -> str:  # noqa: ARG001 - a FieldNaming
    """Call a field what it is called in the register's format."""
    return name


_WITHIN_ANOTHER_RECORD: Final = frozenset({"problem", "plan_item"})
"""References that need more than a look at the ids of one kind."""


def mistakes_between_records(
    kept_for: Sequence[str | None] | None,
    records: Mapping[str, Sequence[Record]],
    perhaps: AbstractSet[str] = frozenset(),
    called: FieldNaming = fields_as_written,
) -> Iterator[Mistake]:
    """Name everything that keeps records from being a register, each with its JSON pointer.

    A reader of a broken document asks this too, of records that hold None where nothing could be
    read; about what is None nothing is said.

    Arguments:
        kept_for: as in the register.
        records: the records of each list of the format ("talks").
        perhaps: texts that could not be read as what they should be; a reference to one of them
            may be sound, and is not called dangling.
        called: what the input calls fields where its mistakes are told in Chinese.
    """
    for kind in RECORD_KINDS.values():
        yield from _repeated_keys(kind, records[kind.plural], called)
    ids = {
        kind.name: _keys(kind, records[kind.plural])
        for kind in RECORD_KINDS.values()
        if kind.key == ("id",)
    }
    for known in ids.values():
        known.add(None)
    for index, organization in enumerate(kept_for or ()):
        if organization not in ids["organization"] and organization not in perhaps:
            yield Mistake(f"/kept_for/{index}", _absent("organization"))
    for kind in RECORD_KINDS.values():
        of_kind, references = records[kind.plural], _REFERENCES[kind.record]
        if _all_there(of_kind, references, ids):
            continue
        for index, record in enumerate(of_kind):
            for place, missing in _dangling(record, references, ids, perhaps):
                yield Mistake(f"/{kind.plural}/{index}{place}", _absent(missing))
    yield from circles(cast("Sequence[Organization]", records["organizations"]))
    yield from _plan_items(
        cast("Sequence[AnnualPlan]", records["plans"]),
        cast("Sequence[Talk]", records["talks"]),
        perhaps,
    )
    yield from _problems(
        cast("Sequence[Rectification]", records["rectifications"]),
        cast("Sequence[Talk]", records["talks"]),
        perhaps,
    )


def are_consistent(
    kept_for: Iterable[str] | None,
    records: Mapping[str, Sequence[Record]],
    known: Mapping[str, Collection[object]],
    followed: AbstractSet[tuple[type[Record], str]],
) -> bool:
    """Tell whether nothing is wrong between records, of which something is known already.

    Arguments:
        kept_for: as in the register.
        records: the records of each list of the format ("talks").
        known: the ids of kinds of which each is there once, among them organizations.
        followed: the references, by class and field, that lead somewhere, one record each where
            only one may.
    """
    ids = dict(known)
    for kind in RECORD_KINDS.values():
        if kind.name in known or (kind.record, *kind.key) in followed:
            continue
        keys = _keys(kind, records[kind.plural])
        if kind.key and len(keys) < len(records[kind.plural]):
            return False
        ids[kind.name] = keys
    for kind in RECORD_KINDS.values():
        references = _REFERENCES[kind.record]
        left = [each for each in references if (kind.record, each.name) not in followed]
        if not _all_there(records[kind.plural], left, ids):
            return False
    organizations = ids["organization"]
    return all(map(organizations.__contains__, kept_for or ())) and not any(
        _plan_items(
            cast("Sequence[AnnualPlan]", records["plans"]),
            cast("Sequence[Talk]", records["talks"]),
            frozenset(),
        )
    )


def _absent(kind: str) -> Wording:
    article = "an" if kind[0] in "aeiou" else "a"
    record = PlanItem if kind == "plan_item" else RECORD_KINDS[kind].record
    return Wording(
        zh=f"应为本台账中已有的{record.chinese}的编号；请补登，或者更正编号",
        en=f"expected {article} {kind} of this register, by its id; "
        f"add the {kind} or mend the reference",
    )


def unique_in_register(id: str) -> Wording:
    """Say that an id may be there only once, of whomever it is."""
    return Wording(
        zh=f"应为在整个台账中不重复的编号：{id!r}已经有了",
        en=f"expected an id unique in the register: {id!r} is there already",
    )


def _was_read(*values: object) -> bool:
    return None not in values


def one_for_each(
    kind: RecordKind, key: Sequence[str | int], called: FieldNaming = fields_as_written
) -> Wording:
    """Say that there may be only one record of this key."""
    named = "/".join(map(str, key))
    fields = [called(kind.record, name) for name in kind.key]
    return Wording(
        zh=f"同一{'、'.join(fields)}应只有一条{kind.record.chinese}：{named!r}已经有了",
        en=f"expected one {kind.name} for each {' and '.join(kind.key)}: "
        f"{named!r} is there already",
    )


def _keys(kind: RecordKind, records: Iterable[Record]) -> set[object]:
    return set(map(attrgetter(*kind.key), records)) if kind.key else set()


def _repeated_keys(
    kind: RecordKind, records: Sequence[Record], called: FieldNaming
) -> Iterator[Mistake]:
    if not kind.key or len(_keys(kind, records)) == len(records):
        return
    seen: set[object] = set()
    key_of = attrgetter(*kind.key)  # of one field its value: a tuple would weigh as much again
    for index, record in enumerate(records):
        key = key_of(record)
        if key in seen and _was_read(*(values := kind.key_of(record))):
            expected = one_for_each(kind, values, called)
            yield Mistake(f"/{kind.plural}/{index}/{kind.key[-1]}", expected)
        seen.add(key)


def references_of(record: Record) -> Iterator[tuple[str, str]]:
    """Give the kind and the id of each record that one refers to by an id of the register.

    >>> from supervision_talk.model.records import Circumstance
    >>> called = Circumstance(id="c1", organization="town", person="p1", category="petitions")
    >>> list(references_of(called))
    [('organization', 'town'), ('person', 'p1')]
    """
    return _referred_to(record, _REFERENCES[type(record)])


def _referred_to(
    record: Record, references: Iterable["_ReferenceField"]
) -> Iterator[tuple[str, str]]:
    for reference in references:
        value = getattr(record, reference.name)
        if value is None:
            continue
        if reference.parts:
            for part in value:
                yield from _referred_to(part, reference.parts)
        else:
            for id in value if reference.is_list else (value,):
                if id is not None:
                    yield reference.kind, id


@frozen
class _ReferenceField:
    """A field of a record that refers to other records, directly or in its parts."""

    name: str
    kind: str = ""
    is_list: bool = False
    parts: tuple["_ReferenceField", ...] = ()


def _references(record: type[Record]) -> tuple[_ReferenceField, ...]:
    found = []
    for name, type_ in field_types(record).items():
        element = type_.element if isinstance(type_, ListOf) else type_
        is_list = isinstance(type_, ListOf)
        if isinstance(element, Reference) and element.kind not in _WITHIN_ANOTHER_RECORD:
            found.append(_ReferenceField(name, kind=element.kind, is_list=is_list))
        elif isinstance(element, Nested) and (parts := _references(element.record)):
            found.append(_ReferenceField(name, is_list=is_list, parts=parts))
    return tuple(found)


_REFERENCES: Final = {record: _references(record) for record in RECORD_CLASSES}


def _all_there(
    records: Iterable[Record],
    references: Iterable[_ReferenceField],
    ids: Mapping[str, Collection[object]],
) -> bool:
    """Tell whether every reference leads somewhere: of millions, before any is looked at alone."""
    for reference in references:
        values: Iterable[object] = map(attrgetter(reference.name), records)
        if reference.is_list:
            lists = filter(None, cast("Iterable[Sequence[object] | None]", values))
            values = chain.from_iterable(lists)
        if reference.parts:
            parts = tuple(cast("Iterable[Record]", values))
            if not _all_there(parts, reference.parts, ids):
                return False
        elif not all(map(ids[reference.kind].__contains__, filter(None, values))):
            return False
    return True


def _dangling(
    record: Record,
    references: Iterable[_ReferenceField],
    ids: Mapping[str, set[object]],
    perhaps: AbstractSet[str],
) -> Iterator[tuple[str, str]]:
    """Give the place within the record and the kind of each reference to what is not there."""
    for reference in references:
        value = getattr(record, reference.name)
        if value is None:
            continue
        place = f"/{interchange_name(reference.name)}"
        if reference.parts:
            for index, part in enumerate(value):
                for inner, kind in _dangling(part, reference.parts, ids, perhaps):
                    yield f"{place}/{index}{inner}", kind
        elif reference.is_list:
            for index, each in enumerate(value):
                if each not in ids[reference.kind] and each not in perhaps:
                    yield f"{place}/{index}", reference.kind
        elif value not in ids[reference.kind] and value not in perhaps:
            yield place, reference.kind


def circles(organizations: Sequence[Organization]) -> Iterator[Mistake]:
    """Name each circle of superiors among organizations."""
    # Most organizations have none below them, and are in no circle.
    superiors = {each.superior for each in organizations}
    superior_of = {each.id: each.superior for each in organizations if each.id in superiors}
    index_of: dict[str, int] = {}  # asked for where there is a circle; there is hardly ever one
    settled: set[str] = set()
    for start in superior_of:
        path: dict[str, None] = {}
        above: str | None = start
        while above is not None and above in superior_of and above not in settled:
            if above in path:
                if not index_of:
                    for index, each in enumerate(organizations):
                        index_of.setdefault(each.id, index)
                members = list(path)[list(path).index(above) :]
                first = min(members, key=index_of.__getitem__)
                expected = Wording(
                    zh=f"应为不在{first!r}之下的组织：有{len(members)}个组织互为上级，成了循环",
                    en=f"expected an organization that is not below {first!r} itself: "
                    f"{len(members)} organizations are each other's superiors in a circle",
                )
                yield Mistake(f"/organizations/{index_of[first]}/superior", expected)
                break
            path[above] = None
            above = superior_of[above]
        settled.update(path)


def _plan_items(
    plans: Iterable[AnnualPlan], talks: Iterable[Talk], perhaps: AbstractSet[str]
) -> Iterator[Mistake]:
    committee_of: dict[str, str] = {}
    for index, plan in enumerate(plans):
        for position, item in enumerate(plan.items or ()):
            if item.id in committee_of and _was_read(item.id):
                place = f"/plans/{index}/items/{position}/id"
                yield Mistake(place, unique_in_register(item.id))
            committee_of.setdefault(item.id, plan.organization)
    for index, talk in enumerate(talks):
        if talk.plan_item is None:
            continue
        committee = committee_of.get(talk.plan_item)
        if talk.plan_item not in committee_of:
            if talk.plan_item not in perhaps:
                yield Mistake(f"/talks/{index}/plan_item", _absent("plan_item"))
        elif committee != talk.held_by and _was_read(committee, talk.held_by):
            expected = Wording(
                zh="应为开展谈话的党委（党组）自己的计划事项",
                en="expected an item of a plan of the committee that holds the talk",
            )
            yield Mistake(f"/talks/{index}/plan_item", expected)


def _problems(
    rectifications: Iterable[Rectification], talks: Iterable[Talk], perhaps: AbstractSet[str]
) -> Iterator[Mistake]:
    talk_by_id: dict[str, Talk] | None = None
    for index, rectification in enumerate(rectifications):
        if not rectification.measures:
            continue
        if talk_by_id is None:
            talk_by_id = {each.id: each for each in talks}
        talk = talk_by_id.get(rectification.talk)
        if talk is None:
            continue
        known = {problem.id for problem in talk.problems or ()}
        for position, measure in enumerate(rectification.measures):
            for number, problem in enumerate(measure.problems or ()):
                if problem not in known and problem not in perhaps and _was_read(problem):
                    expected = Wording(
                        zh=f"应为谈话{talk.id!r}中指出问题的编号",
                        en=f"expected the id of a problem of talk {talk.id!r}",
                    )
                    place = f"/rectifications/{index}/measures/{position}/problems/{number}"
                    yield Mistake(place, expected)
