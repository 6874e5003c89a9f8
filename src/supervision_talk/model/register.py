"""The register (台账): all records of an office, and the questions that rules put to them.

Every look-up goes through an index that is built once, when it is first asked for; nothing here
knows that anything can be due. The records are checked against one another when the register is
made: a duplicate, a reference to a record that is not there, a circle, and nothing is made.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from supervision_talk._values import frozen
from supervision_talk.errors import (
    MOST_MISTAKES_IN_FULL,
    InvalidRegister,
    Mistake,
    NotInRegister,
)
from supervision_talk.model.consistency import mistakes_between_records
from supervision_talk.model.fields import Record
from supervision_talk.model.index import Inconsistent, Index
from supervision_talk.model.kinds import RECORD_KINDS
from supervision_talk.model.recorded import RecordedOrganization, RecordedTalk
from supervision_talk.model.records import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Disclosure,
    Filing,
    Judgement,
    Organization,
    Person,
    PlanItem,
    Rectification,
    Talk,
    Term,
)
from supervision_talk.wording import Wording

__all__ = ["Head", "Register", "register_of"]

DerivedT = TypeVar("DerivedT")
KeyT = TypeVar("KeyT", bound=Hashable)
RecordT = TypeVar("RecordT", bound=Record)


@frozen(kw_only=True)
class Head:
    """The secretary of an organization on a day (“一把手”, Art. 2 ¶1).

    Attributes:
        start, end: first and last day in post; end None: still in post.
        acting: whether the person only acts in the post.
    """

    person: str
    organization: str
    start: date
    end: date | None
    acting: bool


@frozen(kw_only=True, repr=False, weakref_slot=False)
class Register:
    """All records of an office, checked against one another, with their questions.

    Attributes:
        kept_for: ids of the organizations whose own records these are; None: every organization
            that is somebody's superior or holds a talk in the register. Duties of a committee are
            judged only for these: the nodes above them are context.

        organizations, people, …: the records of each kind, kept as tuples.

    Raises:
        InvalidRegister: with every duplicate, dangling reference and circle.

    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> register = Register(organizations=[county, town])
    >>> [each.id for each in register.next_level("371323")]
    ['371323101']
    """

    kept_for: Sequence[str] | None = None
    organizations: Sequence[Organization] = ()
    people: Sequence[Person] = ()
    appointments: Sequence[Appointment] = ()
    terms: Sequence[Term] = ()
    talks: Sequence[Talk] = ()
    rectifications: Sequence[Rectification] = ()
    filings: Sequence[Filing] = ()
    judgements: Sequence[Judgement] = ()
    circumstances: Sequence[Circumstance] = ()
    plans: Sequence[AnnualPlan] = ()
    annual_duties: Sequence[AnnualDuties] = ()
    assessments: Sequence[Assessment] = ()
    disclosures: Sequence[Disclosure] = ()

    def __attrs_post_init__(self) -> None:
        """Keep every list as a tuple, and check the records against one another."""
        mistakes: tuple[Mistake, ...] = tuple(self._lists_kept_as_tuples())
        if mistakes:
            raise InvalidRegister("register", mistakes)
        try:
            self._index  # noqa: B018 - made now, and kept
        except Inconsistent:
            found = mistakes_between_records(self.kept_for, dict(self.records()))
            mistakes = tuple(islice(found, MOST_MISTAKES_IN_FULL))
            more = sum(1 for _ in found)
        else:
            return
        raise InvalidRegister("register", mistakes, more=more)

    def _lists_kept_as_tuples(self) -> Iterator[Mistake]:
        kept_for: object = self.kept_for
        if kept_for is not None:
            listed = _elements(kept_for)
            object.__setattr__(self, "kept_for", listed)
            if listed is None or not all(isinstance(each, str) for each in listed):
                yield Mistake(
                    "/kept_for",
                    Wording(
                        zh="应为组织编号的列表，或者None",
                        en="expected a list of organizations' ids, or None",
                    ),
                )
        for kind in RECORD_KINDS.values():
            records = _elements(getattr(self, kind.plural))
            object.__setattr__(self, kind.plural, records)
            if records is None or not all(
                issubclass(each, kind.record) for each in set(map(type, records))
            ):
                expected = Wording(
                    zh=f"应只有{kind.record.chinese}（{kind.record.__name__}）",
                    en=f"expected {kind.record.__name__} records alone",
                )
                yield Mistake(f"/{kind.plural}", expected)

    def __repr__(self) -> str:
        """Show how many records of each kind there are.

        >>> Register(people=[Person(id="p")])
        Register(people: 1)
        """
        counts = (f"{plural}: {len(records)}" for plural, records in self.records() if records)
        return f"Register({', '.join(counts)})"

    @cached_property
    def _derived(self) -> dict[object, object]:
        return {}

    def derived(self, build: Callable[["Register"], DerivedT]) -> DerivedT:
        """Give what `build` makes of this register, made once and kept with it.

        For those who need an index of their own, and know best when two things are the same.

        >>> Register(people=[Person(id="p")]).derived(lambda register: len(register.people))
        1
        """
        made: DerivedT  # what that function makes
        try:
            made = self._derived[build]  # type: ignore[assignment]
        except KeyError:
            made = self._derived[build] = build(self)
        return made

    def records(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """Give the name of each list of the format with its records, in the format's order."""
        for kind in RECORD_KINDS.values():
            yield kind.plural, getattr(self, kind.plural)

    @cached_property
    def _index(self) -> Index:
        return Index(self)

    # Organizations

    @cached_property
    def committees_kept(self) -> frozenset[str]:
        """The organizations whose own records these are: `kept_for`, or what None stands for."""
        if self.kept_for is not None:
            return frozenset(self.kept_for)
        superiors = {each.superior for each in self.organizations if each.superior is not None}
        return frozenset(superiors | self.committees_with_talks)

    @cached_property
    def committees_with_talks(self) -> frozenset[str]:
        """The organizations that hold talks."""
        return frozenset(id for id, of in self._index.organizations.items() if of.talks_held)

    def organization(self, id: str) -> Organization:
        """Give the organization of an id.

        Raises:
            NotInRegister: there is none.
        """
        return self.recorded_organization(id).organization

    def recorded_organization(self, id: str) -> RecordedOrganization:
        """Give the organization of an id with what is recorded of it: posts, talks, who is below.

        Raises:
            NotInRegister: there is none.
        """
        return _found(self._index.organizations, "organization", id)

    def next_level(
        self, committee: str, on: date | None = None, *, own_organs: bool = False
    ) -> tuple[Organization, ...]:
        """Give the next-level organizations of a committee (Art. 2), in the register's order.

        Arguments:
            committee: id of the committee.
            on: only those that exist on this day; None: all.
            own_organs: whether its discipline and working organs are among them; military ones
                never are.
        """
        of = self._index.organizations.get(committee)
        if of is None:
            return ()
        return tuple([each.organization for each in of.next_level(on, own_organs=own_organs)])

    def superiors(self, organization: str) -> tuple[str, ...]:
        """Give the ids of the organizations above one, from the next level up to the top."""
        above = []
        superior = self.organization(organization).superior
        while superior is not None:
            above.append(superior)
            superior = self._index.organizations[superior].organization.superior
        return tuple(above)

    def is_superior(self, superior: str, organization: str) -> bool:
        """Tell whether one organization is above another, at any height."""
        above = self._index.organizations[organization].organization.superior
        while above is not None:
            if above == superior:
                return True
            above = self._index.organizations[above].organization.superior
        return False

    # Posts

    def team_of(self, organization: str) -> tuple[Appointment, ...]:
        """Give every recorded appointment to an organization's leadership team, at any time."""
        of = self._index.organizations.get(organization)
        return () if of is None else of.team

    def secretaries_of(self, organization: str) -> tuple[Appointment, ...]:
        """Give every recorded appointment as secretary of an organization, at any time."""
        of = self._index.organizations.get(organization)
        return () if of is None else of.secretaries()

    def heads_of(
        self, organization: str, on: date, *, acting_count: bool = True
    ) -> tuple[Head, ...]:
        """Give who is secretary of an organization on a day, the longest in post first.

        Arguments:
            organization: its id.
            on: the day; the first and the last day in post count.
            acting_count: whether somebody who only acts in the post counts.
        """
        holding = (
            Head(
                person=each.person,
                organization=organization,
                start=each.start,
                end=each.end,
                acting=bool(each.acting),
            )
            for each in self.secretaries_of(organization)
            if each.holds_on(on) and (acting_count or not each.acting)
        )
        return tuple(sorted(holding, key=lambda head: (head.start, head.person)))

    def head_of(self, organization: str, on: date, *, acting_count: bool = True) -> Head | None:
        """Give the secretary of an organization on a day; None: nobody is recorded as such.

        Of several the one last appointed.
        """
        heads = self.heads_of(organization, on, acting_count=acting_count)
        return heads[-1] if heads else None

    # Talks and what hangs on them

    def talk(self, id: str) -> Talk:
        """Give the talk of an id.

        Raises:
            NotInRegister: there is none.
        """
        return self.recorded_talk(id).talk

    def recorded_talk(self, id: str) -> RecordedTalk:
        """Give the talk of an id with what is recorded of it: what followed, file, judgements.

        Raises:
            NotInRegister: there is none.
        """
        return _found(self._index.talks, "talk", id)

    def talks_of(self, committee: str) -> tuple[Talk, ...]:
        """Give the talks that a committee holds, in the register's order."""
        of = self._index.organizations.get(committee)
        return () if of is None else tuple([each.talk for each in of.talks_held])

    def talks_between(self, committee: str, organization: str) -> tuple[Talk, ...]:
        """Give the talks that a committee holds with one organization, in the register's order."""
        of = self._index.organizations.get(organization)
        if of is None:
            return ()
        return tuple([each for each in of.talks_with if each.held_by == committee])

    def rectification_of(self, talk: str) -> Rectification | None:
        """Give the rectification after a talk; None: none is recorded."""
        of = self._index.talks.get(talk)
        return None if of is None else of.rectification

    def filing_of(self, talk: str) -> Filing | None:
        """Give the office's file of a talk; None: none is recorded."""
        of = self._index.talks.get(talk)
        return None if of is None else of.filing

    def judgements_of(self, talk: str) -> tuple[Judgement, ...]:
        """Give what named offices judged about a talk."""
        of = self._index.talks.get(talk)
        return () if of is None else of.judgements

    # Terms, years, circumstances

    @cached_property
    def _terms(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped(sorted(self.terms, key=attrgetter("ordinal")), attrgetter("organization"))

    @cached_property
    def _plans(self) -> Mapping[tuple[str, int], AnnualPlan]:
        return {(each.organization, each.year): each for each in self.plans}

    @cached_property
    def _plan_item_by_id(self) -> Mapping[str, tuple[AnnualPlan, PlanItem]]:
        return {item.id: (plan, item) for plan in self.plans for item in plan.items or ()}

    @cached_property
    def _annual_duties(self) -> Mapping[tuple[str, int], AnnualDuties]:
        return {(each.organization, each.year): each for each in self.annual_duties}

    @cached_property
    def _circumstance_by_id(self) -> Mapping[str, Circumstance]:
        return {each.id: each for each in self.circumstances}

    def terms_of(self, organization: str) -> tuple[Term, ...]:
        """Give the terms of an organization, by ordinal."""
        return self._terms.get(organization, ())

    def plan_of(self, organization: str, year: int) -> AnnualPlan | None:
        """Give a committee's plan for a year; None: none is recorded."""
        return self._plans.get((organization, year))

    def plan_item(self, id: str) -> tuple[AnnualPlan, PlanItem]:
        """Give the item of an id with the plan that it stands in.

        Raises:
            NotInRegister: there is none.
        """
        return _found(self._plan_item_by_id, "plan_item", id)

    def annual_duties_of(self, organization: str, year: int) -> AnnualDuties | None:
        """Give what a committee did about its talks of a year; None: nothing is recorded."""
        return self._annual_duties.get((organization, year))

    def circumstance(self, id: str) -> Circumstance:
        """Give the circumstance of an id.

        Raises:
            NotInRegister: there is none.
        """
        return _found(self._circumstance_by_id, "circumstance", id)


def register_of(
    kept_for: tuple[str, ...] | None, records: Mapping[str, Collection[Record]]
) -> Register:
    """Make a register of records of the right classes, for a reader that names mistakes itself.

    Arguments:
        kept_for: as in the register.
        records: of each list of the format its records; those left out are empty.

    Raises:
        Inconsistent: they make no register.
    """
    made = object.__new__(Register)
    object.__setattr__(made, "kept_for", kept_for)
    for kind in RECORD_KINDS.values():
        object.__setattr__(made, kind.plural, tuple(records.get(kind.plural, ())))
    made._index  # noqa: B018 - made now, and kept
    return made


def _grouped(
    records: Iterable[RecordT], key: Callable[[RecordT], KeyT | None]
) -> Mapping[KeyT, tuple[RecordT, ...]]:
    groups: defaultdict[KeyT | None, list[RecordT]] = defaultdict(list)
    for each in records:
        groups[key(each)].append(each)
    return {group: tuple(members) for group, members in groups.items() if group is not None}


def _elements(given: object) -> tuple[object, ...] | None:
    """Give the elements of what is to be a list; None: it is none."""
    return tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else None


def _found(index: Mapping[str, KeyT], kind: str, id: str) -> KeyT:
    found = index.get(id)
    if found is None:
        raise NotInRegister(kind, id)
    return found
