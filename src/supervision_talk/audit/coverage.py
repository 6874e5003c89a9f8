"""How much of a term's coverage is done: per seat, per committee, rolled up over the tree (Art. 5).

Reports mix up three things, so they are counted apart: seats (岗位), persons (人) and talks (人次).
The counts are of the verdicts that an audit has on seats and on persons, so the two never differ.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Self, TypeVar, cast

import attrs

from supervision_talk._values import frozen
from supervision_talk.audit.asking import asked
from supervision_talk.audit.judged import (
    Judged,
    committees_judged,
    judged_subject,
    judges_of,
    stated_for,
)
from supervision_talk.audit.judging import NOT_APPLICABLE, OUTCOMES, SATISFIED, Judge
from supervision_talk.calendar import ChinaCalendar, DueDate, WorkdayCalendar
from supervision_talk.measures import MEASURES, Outcome, Policy, Rule, RuleSet
from supervision_talk.measures.article_05_coverage import COVERAGE, ST0505, ST0506
from supervision_talk.measures.facts.coverage import Incumbent, NoTerm, Seat
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.model import Organization, Register

SubjectT = TypeVar("SubjectT")

__all__ = [
    "CommitteeCoverage",
    "CoverageCounts",
    "SeatCoverage",
    "Survey",
    "TermCoverage",
    "coverage",
    "coverages",
    "summed_beneath",
]


@frozen(kw_only=True)
class CoverageCounts:
    """Seats, persons and talks, counted apart.

    Attributes:
        seats: the posts of head that ST0505 says something about.
        seats_covered: those of which it is satisfied.
        persons: the different people that ST0506 says something about on these seats.
        persons_covered: those of whom it is satisfied on one of these seats.
        talks: the talks that cover one of these seats.
    """

    seats: int = 0
    seats_covered: int = 0
    persons: int = 0
    persons_covered: int = 0
    talks: int = 0

    @property
    def seats_share(self) -> float | None:
        """The share of seats that is covered, 0 to 1; None: there are no seats."""
        return self.seats_covered / self.seats if self.seats else None

    @property
    def persons_share(self) -> float | None:
        """The share of persons that is covered, 0 to 1; None: there are no persons."""
        return self.persons_covered / self.persons if self.persons else None

    @classmethod
    def summed(cls, counts: "Iterable[CoverageCounts]") -> Self:
        """Add counts up; who heads seats of two committees is two persons then.

        >>> CoverageCounts.summed([CoverageCounts(seats=2), CoverageCounts(seats=3)]).seats
        5
        """
        each = list(counts)
        return cls(
            seats=sum(one.seats for one in each),
            seats_covered=sum(one.seats_covered for one in each),
            persons=sum(one.persons for one in each),
            persons_covered=sum(one.persons_covered for one in each),
            talks=sum(one.talks for one in each),
        )


@frozen(kw_only=True)
class TermCoverage(CoverageCounts):
    """The coverage of a committee's seats in a term.

    Attributes:
        committee: its id.
        term: the term's ordinal.
        new_heads: who heads one of the seats on the last day that counts, became head of it
            after the term's first day, and is not recorded as interviewed in a covering talk.
        below: the same counts of every committee beneath, in all terms of theirs that count.
    """

    committee: str
    term: int
    new_heads: tuple[str, ...]
    below: CoverageCounts

    def __repr__(self) -> str:
        """Show what is covered of the seats."""
        covered = f"{self.seats_covered} of {self.seats} seats covered"
        return f"TermCoverage({self.committee}, term {self.term}: {covered})"


@frozen(kw_only=True)
class SeatCoverage:
    """The post of head of a next-level organization in a term.

    Attributes:
        organization: its id.
        term: the term's ordinal.
        outcome: what ST0505 says: satisfied where the seat is covered.
        due: by when it is to be covered.
        heads: who holds the seat on the last day that counts: as_of, or the term's end.
        new_heads: those of them that are not talked to yet (see `TermCoverage`).
        persons: who held it long enough to be talked to in person.
        persons_covered: those of them that were.
        talks: the talks that cover it, the earliest first.
    """

    organization: str
    term: int
    outcome: Outcome
    due: DueDate | None
    heads: tuple[str, ...]
    new_heads: tuple[str, ...]
    persons: tuple[str, ...]
    persons_covered: tuple[str, ...]
    talks: tuple[str, ...]

    @property
    def covered_by(self) -> str | None:
        """The earliest talk that covers the seat; None: it is not covered."""
        return self.talks[0] if self.talks else None


@frozen(kw_only=True)
class CommitteeCoverage:
    """What is covered of a committee's seats, and beneath it.

    Attributes:
        committee: its id.
        as_of: the day asked about.
        terms: the counts of each term that counts, by ordinal.
        seats: the seats of all these terms, by term and organization.
        missing: the fields whose absence keeps the answer unknown: of no term is a record.
        below: the counts of every committee beneath, added up.
    """

    committee: str
    as_of: date
    terms: tuple[TermCoverage, ...]
    seats: tuple[SeatCoverage, ...]
    missing: tuple[str, ...]
    below: CoverageCounts

    def __repr__(self) -> str:
        """Show the day, and how much there is."""
        much = f"{len(self.terms)} terms, {len(self.seats)} seats"
        return f"CommitteeCoverage({self.committee} as of {self.as_of}: {much})"


def coverage(
    register: Register,
    committee: str,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
) -> CommitteeCoverage:
    """Tell how much of its seats a committee has covered, and how much is covered beneath it.

    Arguments:
        register: the records.
        committee: its id; of one whose records are not kept here only `below` is told.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        policy: the values where the Measures are silent.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.

    Raises:
        NotInRegister: the register holds no such organization.

    >>> from supervision_talk import Appointment, Organization, Person, Talk, Term
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> towns = [Organization(id=f"37132310{n}", kind="township_committee", level="township",
    ...                       superior="371323") for n in (1, 2)]
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...             ended_at=date(2026, 3, 10), interviewees=["p1"])
    >>> heads = [Appointment(person=f"p{n}", organization=f"37132310{n}", role="secretary",
    ...                      start=date(2025, 1, 1)) for n in (1, 2)]
    >>> register = Register(organizations=[county, *towns], people=[Person(id="p1"),
    ...     Person(id="p2")], appointments=heads, talks=[talk],
    ...     terms=[Term(organization="371323", ordinal=15, start=date(2021, 11, 1))])
    >>> found = coverage(register, "371323", date(2026, 10, 5))
    >>> found.terms[0].seats_covered, found.terms[0].seats, found.terms[0].seats_share
    (1, 2, 0.5)
    >>> [(seat.organization, seat.covered_by) for seat in found.seats]
    [('371323101', 't1'), ('371323102', None)]
    """
    inquiry = asked("coverage", register, as_of, policy, rules, calendar)
    register.organization(committee)
    survey = Survey(inquiry, rules, calendar)
    for each in _tree(register, committee).intersection(committees_judged(register)):
        survey.add(each, with_seats=each == committee)
    return survey.of(committee)


def coverages(
    register: Register,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
) -> tuple[CommitteeCoverage, ...]:
    """Tell the coverage of every committee whose records are kept, each looked at once.

    Arguments:
        register: the records.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        policy: the values where the Measures are silent.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.

    Returns:
        By committee; also of those that have no seats.
    """
    inquiry = asked("coverages", register, as_of, policy, rules, calendar)
    survey = Survey(inquiry, rules, calendar)
    committees = committees_judged(register)
    for committee in committees:
        survey.add(committee, with_seats=True)
    return tuple(survey.of(committee) for committee in committees)


class Survey:
    """The coverage of committees, one after the other, and then what lies beneath each.

    Arguments:
        inquiry: what is asked, as of when; an audit's own, so that seats are looked at once.
        rules: whose verdicts are counted. A rule set that has no such rules about seats and
            persons is counted by those of the Measures.
        calendar: which days are worked.
    """

    def __init__(self, inquiry: Inquiry, rules: RuleSet, calendar: WorkdayCalendar) -> None:
        self._inquiry = inquiry
        self._seat_rule = _RuleOf(ST0505, rules, inquiry.policy, calendar)
        self._incumbent_rule = _RuleOf(ST0506, rules, inquiry.policy, calendar)
        self._heard: dict[Judge, Sequence[Judged]] = {}
        self._committees: dict[str, _Own] = {}
        self._below: Mapping[str, CoverageCounts] | None = None

    def listens_to(self, judge: Judge) -> bool:
        """Tell whether what this judge says of a subject is counted here (`hear`)."""
        return judge in (self._seat_rule.judge, self._incumbent_rule.judge)

    def hear(self, judge: Judge, judged: Sequence[Judged]) -> None:
        """Take over what was judged of the seats or the persons of the next committee to be added.

        An audit judges them anyway; without this they are judged when the committee is added.
        """
        self._heard[judge] = judged

    def add(self, committee: str, *, with_seats: bool = False) -> None:
        """Look at the seats of a committee.

        Arguments:
            committee: its id.
            with_seats: whether the answer is to show them; else they are only counted.
        """
        terms: dict[int, _Counted] = {}
        by_seat: dict[str, _Counted] = {}
        shown: list[tuple[Seat, Judged]] = []
        missing: tuple[str, ...] = ()
        index = self._seat_rule.index
        subjects = COVERAGE.subjects(self._inquiry, committee)
        for subject, judged in self._judged(self._seat_rule, subjects):
            if isinstance(subject, NoTerm):
                missing = (subject.missing,)
                continue
            term = terms.get(subject.term.ordinal)
            if term is None:
                term = terms[subject.term.ordinal] = _Counted()
            verdict = judged[0][index]
            if verdict != NOT_APPLICABLE:
                term.add_seat(subject, covered=verdict == SATISFIED)
                by_seat[subject.id] = term
                if with_seats:
                    shown.append((subject, judged))
        for person, satisfied in self._persons(committee):
            term = by_seat.get(person.seat.id)
            if term is not None:
                term.add_person(person.person, covered=satisfied)
        self._committees[committee] = _Own(
            terms=[counted.of(committee, ordinal) for ordinal, counted in terms.items()],
            seats=tuple(self._seat_coverages(committee, shown)) if shown else (),
            missing=missing,
        )
        self._below = None
        self._heard.clear()

    def _persons(self, committee: str) -> Iterator[tuple[Incumbent, bool]]:
        """Give who is to be talked to in person, and whether it was done."""
        index = self._incumbent_rule.index
        subjects = COVERAGE.incumbents(self._inquiry, committee)
        for subject, judged in self._judged(self._incumbent_rule, subjects):
            verdict = judged[0][index]
            if verdict != NOT_APPLICABLE:
                yield subject, verdict == SATISFIED

    def _seat_coverages(
        self, committee: str, seats: Iterable[tuple[Seat, Judged]]
    ) -> Iterator[SeatCoverage]:
        """Give what is shown of a committee's seats, by term and organization."""
        persons: defaultdict[str, list[str]] = defaultdict(list)
        covered: defaultdict[str, list[str]] = defaultdict(list)
        for subject, satisfied in self._persons(committee):
            persons[subject.seat.id].append(subject.person)
            if satisfied:
                covered[subject.seat.id].append(subject.person)
        rule = self._seat_rule
        for seat, judged in sorted(seats, key=_by_term_and_organization):
            yield SeatCoverage(
                organization=seat.organization,
                term=seat.term.ordinal,
                outcome=cast("Outcome", OUTCOMES[judged[0][rule.index]]),
                due=rule.due(judged),
                heads=seat.heads(),
                new_heads=tuple(_new_heads(seat)),
                persons=tuple(sorted(persons[seat.id])),
                persons_covered=tuple(sorted(covered[seat.id])),
                talks=tuple(talk.id for talk in seat.talks),
            )

    def _judged(
        self, rule: "_RuleOf", subjects: Sequence[SubjectT]
    ) -> Iterator[tuple[SubjectT, Judged]]:
        """Give each subject with what was heard of it, in the same order; or judge it now."""
        judged: Iterable[Judged] | None = self._heard.get(rule.judge)
        if judged is None:
            judged = (judged_subject(rule.judge, self._inquiry, each) for each in subjects)
        return zip(subjects, judged, strict=True)

    def of(self, committee: str) -> CommitteeCoverage:
        """Give the coverage of a committee; what lies beneath is told of those added so far."""
        below = self._beneath().get(committee, CoverageCounts())
        own = self._committees.get(committee, _Own((), (), ()))
        return CommitteeCoverage(
            committee=committee,
            as_of=self._inquiry.as_of,
            terms=tuple(attrs.evolve(term, below=below) for term in own.terms),
            seats=own.seats,
            missing=own.missing,
            below=below,
        )

    def terms(self) -> Iterator[TermCoverage]:
        """Give the counts of every committee added and term that counts, in a report's order.

        What lies beneath is left out: perhaps not every committee is there yet.
        """
        for committee in sorted(self._committees):
            yield from self._committees[committee].terms

    def _beneath(self) -> Mapping[str, CoverageCounts]:
        if self._below is None:
            register = self._inquiry.register
            own = {
                committee: CoverageCounts.summed(each.terms)
                for committee, each in self._committees.items()
            }
            self._below = summed_beneath(register.organizations, own)
        return self._below


class _Counted:
    """A term's seats as they are counted; somebody who heads two of them is one person."""

    def __init__(self) -> None:
        self._seats = 0
        self._seats_covered = 0
        self._persons: set[str] = set()
        self._persons_covered: set[str] = set()
        self._talks: set[str] = set()
        self._new_heads: set[str] = set()

    def add_seat(self, seat: Seat, *, covered: bool) -> None:
        self._seats += 1
        self._seats_covered += covered
        for talk in seat.talks:
            self._talks.add(talk.id)
        since = seat.term.start
        for each in seat.headships:
            if each.start > since:
                self._new_heads.update(_new_heads(seat))
                break

    def add_person(self, person: str, *, covered: bool) -> None:
        self._persons.add(person)
        if covered:
            self._persons_covered.add(person)

    def of(self, committee: str, term: int) -> TermCoverage:
        return TermCoverage(
            committee=committee,
            term=term,
            seats=self._seats,
            seats_covered=self._seats_covered,
            persons=len(self._persons),
            persons_covered=len(self._persons_covered),
            talks=len(self._talks),
            new_heads=tuple(sorted(self._new_heads)),
            below=CoverageCounts(),
        )


def _new_heads(seat: Seat) -> Iterator[str]:
    """Give who heads a seat and is not talked to yet (see `TermCoverage`)."""
    since = seat.term.start
    for head in seat.heads():
        if seat.head_since(head) > since and seat.talk_with(head) is None:
            yield head


def _by_term_and_organization(shown: tuple[Seat, Judged]) -> tuple[int, str]:
    seat, _ = shown
    return seat.term.ordinal, seat.organization


@frozen
class _Own:
    """A committee's seats, counted by term and shown if they were asked for; or what is missing."""

    terms: Sequence[TermCoverage]
    seats: tuple[SeatCoverage, ...]
    missing: tuple[str, ...]


class _RuleOf:
    """A rule about coverage as a rule set has it, or else as the Measures have it."""

    def __init__(
        self, rule: Rule, rules: RuleSet, policy: Policy, calendar: WorkdayCalendar
    ) -> None:
        has_it = rule.code in rules and rules[rule.code].about is rule.about
        self.judge: Judge = judges_of(rules if has_it else MEASURES, policy, calendar)[rule.about]
        codes = [each.code for each in self.judge.rules]
        self.index = codes.index(rule.code)

    def due(self, judged: Judged) -> DueDate | None:
        """Give by when it is due."""
        return self.judge.due(self.index, stated_for(judged, self.index))


def _tree(register: Register, top: str) -> frozenset[str]:
    """Give an organization and all beneath it, whatever their kind."""
    directly_below: defaultdict[str, list[str]] = defaultdict(list)
    for each in register.organizations:
        if each.superior is not None:
            directly_below[each.superior].append(each.id)
    tree = [top]
    for organization in tree:  # grows while it is walked
        tree.extend(directly_below[organization])
    return frozenset(tree)


def summed_beneath(
    organizations: Iterable[Organization], own: Mapping[str, CoverageCounts]
) -> Mapping[str, CoverageCounts]:
    """Add up the counts beneath each organization, from the leaves upward, each counted once."""
    superiors = {each.id: each.superior for each in organizations}
    # Most organizations have no seats beneath them, and are not walked through.
    counted: dict[str, str | None] = {}
    for committee in own:
        at: str | None = committee
        while at is not None and at not in counted:
            counted[at] = superior = superiors[at]
            at = superior
    waiting = Counter(superior for superior in counted.values() if superior is not None)
    added: defaultdict[str, list[CoverageCounts]] = defaultdict(list)
    beneath: dict[str, CoverageCounts] = {}
    ready = [organization for organization in counted if organization not in waiting]
    while ready:
        organization = ready.pop()
        counts = added.pop(organization, [])
        if counts:
            beneath[organization] = CoverageCounts.summed(counts)
        superior = superiors[organization]
        if superior is None:
            continue
        for each in (beneath.get(organization), own.get(organization)):
            if each is not None:
                added[superior].append(each)
        waiting[superior] -= 1
        if not waiting[superior]:
            ready.append(superior)
    return beneath
