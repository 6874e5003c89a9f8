"""What records must be to one another before they make a register.

Each record has been checked by itself when it was made; here it is looked at among the others:
ids and keys that are there twice, references to what is not there, circles in `superior`, an item
of another committee's plan. Messages quote ids and field names, nothing else.
"""

from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, filterfalse, islice
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
    parts_for,
    there_again,
    there_twice,
)
from supervision_talk.model.kinds import RECORD_CLASSES, RECORD_KINDS, RecordKind
from supervision_talk.model.records import (
    AnnualPlan,
    Organization,
    PlanItem,
    Problem,
    Rectification,
    Talk,
)
from supervision_talk.wording import Wording

__all__ = [
    "FieldNaming",
    "are_consistent",
    "circles",
    "fields_as_written",
    "ids_named",
    "mistakes_between_records",
    "one_for_each",
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
    kept_for: Collection[str | None] | None,
    records: Mapping[str, Collection[Record]],
    perhaps: AbstractSet[str] = frozenset(),
    called: FieldNaming = fields_as_written,
) -> Iterator[Mistake]:
    """Name everything that keeps records from being a register, each with its JSON pointer.

    A reader of a broken document asks this too, of records that hold None where nothing could be
    read; about what is None nothing is said. The records are gone through several times.

    Arguments:
        kept_for: as in the register.
        records: the records of each list of the format ("talks").
        perhaps: texts that could not be read as what they should be; a reference to one of them
            may be sound, and is not called dangling.
        called: what the input calls fields where its mistakes are told in Chinese.
    """
    for kind in RECORD_KINDS.values():
        yield from _repeated_keys(kind, records, called)
    missing = {
        kind: _missing(kept_for if kind == "organization" else None, records, kind, paths, perhaps)
        for kind, paths in _PATHS_TO.items()
    }
    if any(missing.values()):
        yield from _all_dangling(kept_for, records, missing)
    del missing
    yield from circles(cast("Collection[Organization]", records["organizations"]))
    yield from _plan_items(
        cast("Iterable[AnnualPlan]", records["plans"]),
        cast("Iterable[Talk]", records["talks"]),
        perhaps,
    )
    yield from _problems(
        cast("Iterable[Rectification]", records["rectifications"]),
        cast("Iterable[Talk]", records["talks"]),
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
    for kind in RECORD_KINDS.values():
        if not kind.key or kind.name in known or (kind.record, *kind.key) in followed:
            continue
        keyed = records[kind.plural]
        parts = parts_for(len(keyed), _how_many(records))
        if any(there_twice(partial(map, attrgetter(*kind.key), keyed), parts)):
            return False
    for name, paths in _PATHS_TO.items():
        left = [
            (plural, path)
            for plural, path in paths
            if (_BY_PLURAL[plural].record, path[0].name) not in followed
        ]
        if name in known:
            ways = chain.from_iterable(_named_by(records[plural], path) for plural, path in left)
            if not all(map(known[name].__contains__, filter(None, ways))):
                return False
        elif _missing(None, records, name, left):
            return False
    organizations = known["organization"]
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


_Key: TypeAlias = str | tuple[str | int, ...]


def _repeated_keys(
    kind: RecordKind, records: Mapping[str, Collection[Record]], called: FieldNaming
) -> Iterator[Mistake]:
    if not kind.key:
        return
    key_of = attrgetter(*kind.key)  # of one field its value: a tuple would weigh as much again
    keyed = records[kind.plural]
    keys = partial(map, lambda record: _whole(key_of(record)), keyed)
    for index, key in there_again(keys, parts_for(len(keyed), _how_many(records))):
        expected = one_for_each(kind, key if isinstance(key, tuple) else (key,), called)
        yield Mistake(f"/{kind.plural}/{index}/{kind.key[-1]}", expected)


def _how_many(records: Mapping[str, Collection[Record]]) -> int:
    return sum(map(len, records.values()))


def _whole(key: _Key) -> _Key | None:
    return None if isinstance(key, tuple) and None in key else key


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


_Path: TypeAlias = tuple[str, Sequence[_ReferenceField]]
"""The list of the format from which ids are reached, and the fields by which they are."""


def _paths(
    references: Iterable[_ReferenceField], before: tuple[_ReferenceField, ...] = ()
) -> Iterator[tuple[_ReferenceField, ...]]:
    for reference in references:
        if reference.parts:
            yield from _paths(reference.parts, (*before, reference))
        else:
            yield (*before, reference)


def _paths_by_kind() -> Mapping[str, Sequence[_Path]]:
    paths: dict[str, list[_Path]] = {}
    for kind in RECORD_KINDS.values():
        for path in _paths(_REFERENCES[kind.record]):
            paths.setdefault(path[-1].kind, []).append((kind.plural, path))
    return paths


_PATHS_TO: Final = _paths_by_kind()
"""By the name of a kind every way in which records refer to one of it."""


class _AllBut:
    """Whatever is none of several ids, and not None."""

    def __init__(self, ids: Iterable[object], perhaps: AbstractSet[str]) -> None:
        # Several sets, none of which weighs much as it grows: then it is there twice for a moment.
        self._sets: Sequence[set[object]] = [set() for _ in range(_SETS)]
        self._perhaps = perhaps
        for id in chain(ids, (None,)):
            self._sets[hash(id) % _SETS].add(id)

    def __contains__(self, id: object) -> bool:
        return id not in self._sets[hash(id) % _SETS] and id not in self._perhaps


def _missing(
    kept_for: Iterable[object] | None,
    records: Mapping[str, Collection[Record]],
    kind: str,
    paths: Iterable[_Path],
    perhaps: AbstractSet[str] = frozenset(),
) -> "AbstractSet[object] | _AllBut":
    """Give what records name of a kind and is not there; false: nothing.

    What they name is gathered, not what there is, as long as it is less: of a million people few
    may be named.
    """
    there = records[RECORD_KINDS[kind].plural]
    parts = parts_for(len(there), _how_many(records))
    missing: set[object] = set()
    for part in range(parts):
        named: set[object] = {None}
        for way in (
            iter(kept_for or ()),
            *(_named_by(records[plural], path) for plural, path in paths),
        ):
            of_part = way if parts == 1 else (id for id in way if hash(id) % parts == part)
            for each in of_part:
                named.add(each)
                named.update(islice(of_part, _AT_ONCE))
                if len(named) + len(missing) > len(there) + 1 + len(perhaps):
                    del named, missing
                    return _AllBut(map(attrgetter("id"), there), perhaps)
        named.discard(None)
        if named:
            named.difference_update(map(attrgetter("id"), there))
            missing.update(filterfalse(perhaps.__contains__, named))
    return missing


_NAMED_AT_ONCE: Final = 4_096


def ids_named(
    records: Mapping[str, Collection[Record]], kind: str, known: Container[object] | None = None
) -> dict[str, None]:
    """Give the ids of a kind that records refer to, each once.

    Arguments:
        records: by the register's list ("talks"); lists may be left out.
        kind: the name of the kind that is referred to.
        known: those to which it is confined once it names very many: of others there may be more
            than memory holds, in a list that is kept as its text.

    >>> from supervision_talk.model.records import Circumstance
    >>> called = Circumstance(id="c1", organization="town", person="p1", category="petitions")
    >>> list(ids_named({"circumstances": [called]}, "person"))
    ['p1']
    """
    ways = (_named_by(records.get(plural, ()), path) for plural, path in _PATHS_TO[kind])
    ids = cast("Iterator[str]", chain.from_iterable(ways))
    named: dict[str, None] = {}
    while some := dict.fromkeys(islice(ids, _NAMED_AT_ONCE)):
        if known is not None and len(named) + len(some) > _NAMED_AT_ONCE:
            some = dict.fromkeys(filter(known.__contains__, some))
        named.update(some)
    named.pop(cast("str", None), None)
    return named


def _named_by(records: Iterable[Record], path: Iterable[_ReferenceField]) -> Iterator[object]:
    values: Iterator[object] = iter(records)
    for reference in path:
        values = map(attrgetter(reference.name), values)
        if reference.is_list:
            values = chain.from_iterable(filter(None, cast("Iterator[Iterable[object]]", values)))
    return values


def _all_dangling(
    kept_for: Iterable[str | None] | None,
    records: Mapping[str, Iterable[Record]],
    missing: Mapping[str, Container[object]],
) -> Iterator[Mistake]:
    for index, organization in enumerate(kept_for or ()):
        if organization in missing["organization"]:
            yield Mistake(f"/kept_for/{index}", _absent("organization"))
    for kind in RECORD_KINDS.values():
        references = _REFERENCES[kind.record]
        for index, record in enumerate(records[kind.plural]):
            for place, of in _dangling(record, references, missing):
                yield Mistake(f"/{kind.plural}/{index}{place}", _absent(of))


_BY_PLURAL: Final = {kind.plural: kind for kind in RECORD_KINDS.values()}
_SETS: Final = 16
_AT_ONCE: Final = 10_000
"""References that are looked at before it is asked whether they can all lead somewhere."""


def _dangling(
    record: Record, references: Iterable[_ReferenceField], missing: Mapping[str, Container[object]]
) -> Iterator[tuple[str, str]]:
    """Give the place within the record and the kind of each reference to what is not there."""
    for reference in references:
        value = getattr(record, reference.name)
        if value is None:
            continue
        place = f"/{interchange_name(reference.name)}"
        if reference.parts:
            for index, part in enumerate(value):
                for inner, kind in _dangling(part, reference.parts, missing):
                    yield f"{place}/{index}{inner}", kind
        elif reference.is_list:
            for index, each in enumerate(value):
                if each in missing[reference.kind]:
                    yield f"{place}/{index}", reference.kind
        elif value in missing[reference.kind]:
            yield place, reference.kind


def circles(organizations: Collection[Organization]) -> Iterator[Mistake]:
    """Name each circle of superiors among organizations."""
    # Most organizations have none below them, and are in no circle.
    superiors = {each.superior for each in organizations}
    superior_of = {each.id: each.superior for each in organizations if each.id in superiors}
    del superiors
    found: list[list[str]] = []
    for start in [*superior_of]:
        path: dict[str, None] = {}
        above: str | None = start
        while above is not None and above in superior_of and above not in path:
            path[above] = None
            above = superior_of[above]
        if above is not None and above in path:
            found.append([*path][[*path].index(above) :])
        for settled in path:
            del superior_of[settled]
    index_of = dict.fromkeys(chain.from_iterable(found), -1)
    for index, each in enumerate(organizations if found else ()):
        if index_of.get(each.id) == -1:
            index_of[each.id] = index
    for members in found:
        first = min(members, key=index_of.__getitem__)
        expected = Wording(
            zh=f"应为不在{first!r}之下的组织：有{len(members)}个组织互为上级，成了循环",
            en=f"expected an organization that is not below {first!r} itself: "
            f"{len(members)} organizations are each other's superiors in a circle",
        )
        yield Mistake(f"/organizations/{index_of[first]}/superior", expected)


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
    problems_of: dict[str, Iterable[Problem] | None] = {
        each.talk: None for each in rectifications if each.measures
    }
    for talk in talks if problems_of else ():
        if talk.id in problems_of:
            problems_of[talk.id] = talk.problems or ()
    for index, rectification in enumerate(rectifications):
        problems = problems_of.get(rectification.talk)
        if problems is None:
            continue
        known = {problem.id for problem in problems}
        for position, measure in enumerate(rectification.measures or ()):
            for number, problem in enumerate(measure.problems or ()):
                if problem not in known and problem not in perhaps and _was_read(problem):
                    expected = Wording(
                        zh=f"应为谈话{rectification.talk!r}中指出问题的编号",
                        en=f"expected the id of a problem of talk {rectification.talk!r}",
                    )
                    place = f"/rectifications/{index}/measures/{position}/problems/{number}"
                    yield Mistake(place, expected)
