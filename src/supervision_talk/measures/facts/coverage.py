"""The facts about coverage: a seat in a term, and a person on it (Art. 5 ¶2).

A seat is a next-level organization of a committee in a term that counts. What a talk must be like
to cover it are conditions of other articles: they are given to `Coverage`, not said again here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Annotated, Final, NamedTuple

import attrs

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.expressions import Expression, falsehood_test
from supervision_talk.measures.facts.circumstance import last_day_as_head
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry, Stated, made_of_values
from supervision_talk.measures.facts.talk_parties import Parties, parties_of
from supervision_talk.measures.policy import NotRecorded
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import (
    Appointment,
    Organization,
    RecordedOrganization,
    Register,
    Talk,
    Term,
)
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind

__all__ = ["Coverage", "CoveringTalk", "Incumbent", "IncumbentFacts", "NoTerm", "Seat", "SeatFacts"]

_WITHOUT_TERM: Final = frozenset(
    {
        OrganizationKind.PREFECTURE_COMMITTEE,
        OrganizationKind.STREET_WORKING_COMMITTEE,
        OrganizationKind.WORKING_COMMITTEE,
        OrganizationKind.DISCIPLINE_ORGAN,
        OrganizationKind.WORKING_ORGAN,
        OrganizationKind.AFFILIATED_INSTITUTION,
    }
)
"""Committees and bodies that have no term of their own: that of their superior counts."""


class CoveringTalk(NamedTuple):
    """A regular talk that covers a seat, in order of time."""

    held_on: date
    id: str
    interviewees: tuple[str, ...] | None


class Seat(NamedTuple):
    """The post of head (岗位) of a next-level organization in a term of its committee.

    Attributes:
        id: the key: committee, organization and ordinal of the term.
        until: the last day that counts: the earlier of as_of and the term's end.
        headships: who headed it at any time, as far as the policy counts them.
        head_recorded: whether a secretary of it is recorded at all, whatever the policy.
        complete: whether what is not recorded is read as not done.
        days_held: how many days of the term each person held it since the Measures took effect.
        talks: the talks that cover it, the earliest first.
    """

    id: str
    committee: str
    committee_kind: OrganizationKind
    organization: str
    term: Term
    until: date
    headships: Sequence[Appointment]
    head_recorded: bool
    complete: bool
    days_held: Mapping[str, int]
    talks: Sequence[CoveringTalk]

    @property
    def due_on(self) -> date | None:
        """The term's end, or else when it is planned to end."""
        return self.term.end or self.term.planned_end

    def heads(self) -> tuple[str, ...]:
        """Give who holds the seat on the last day that counts."""
        return tuple(sorted({each.person for each in self.headships if each.holds_on(self.until)}))

    def was_held(self) -> bool | None:
        """Tell whether somebody held it on a day of the term since the Measures took effect.

        Where no head is recorded at all nobody knows; read as complete, the seat counts.
        """
        if not self.head_recorded:
            return True if self.complete else None
        return bool(self.days_held)

    def is_head(self, person: str, day: date) -> bool:
        """Tell whether a person holds the seat on a day."""
        for each in self.headships:  # noqa: SIM110 - a generator costs more than so short a list
            if each.person == person and each.holds_on(day):
                return True
        return False

    def head_since(self, person: str) -> date:
        """Give the day on which a person who heads it first became its head."""
        return min([each.start for each in self.headships if each.person == person])

    def talk_with(self, person: str) -> CoveringTalk | None:
        """Give the earliest covering talk in which a person was interviewed while head."""
        for talk in self.talks:
            interviewees = talk.interviewees
            if interviewees and person in interviewees and self.is_head(person, talk.held_on):
                return talk
        return None

    def talk_perhaps_with(self, person: str) -> CoveringTalk | None:
        """Give the earliest covering talk, while a person was head, without interviewees."""
        for talk in self.talks:
            if talk.interviewees is None and self.is_head(person, talk.held_on):
                return talk
        return None


def _days_held(headships: Iterable[Appointment], since: date, until: date) -> Mapping[str, int]:
    """Give how many days each person held a seat from one day to another, both included."""
    held: list[tuple[str, int, int]] = []
    for each in headships:
        start, end = each.start, each.end
        first = max(since, start)
        last = until if end is None or end > until else end
        if first <= last:
            held.append((each.person, first.toordinal(), last.toordinal()))
    if len(held) == 1:  # as of most seats
        ((person, began, ended),) = held
        return {person: ended - began + 1}
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for person, began, ended in held:
        spans[person].append((began, ended))
    return {person: _days(each) for person, each in spans.items()}


def _days(spans: Iterable[tuple[int, int]]) -> int:
    """Count the days of spans that may overlap; both ends count."""
    days, counted_to = 0, 0
    for first, last in sorted(spans):
        days += max(0, last - max(first, counted_to + 1) + 1)
        counted_to = max(counted_to, last)
    return days


class NoTerm(NamedTuple):
    """A committee with next-level organizations of which no term that counts is recorded.

    Attributes:
        missing: the field that is not recorded.
    """

    committee: str
    committee_kind: OrganizationKind
    missing: str


class Incumbent(NamedTuple):
    """A person who held a seat long enough to be talked to (人).

    Attributes:
        id: the key: that of the seat, and the person.
        days: how many days of the term, since the Measures took effect.
    """

    id: str
    seat: Seat
    person: str
    days: int


class SeatFacts(NamedTuple):
    """What the rules may ask about a seat; or about a committee without a term."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("岗位", "the seat's key")]
    committee: Annotated[str, Fact("党委（党组）", "the committee")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    organization: Annotated[str | None, Fact("下一级党组织", "the next-level organization")]
    term: Annotated[int | None, Fact("届次", "the term's ordinal")]
    term_over: Annotated[bool, Fact("任期已经届满", "the term is over")]
    due_on: Annotated[
        date | None,
        Fact("任期届满日期（未届满的为预计届满日期）", "the term's end, or its planned end"),
    ]
    not_recorded: Annotated[str | None, Fact("没有记录的字段", "the field that is not recorded")]
    was_held: Annotated[
        bool | None,
        Fact(
            "任期内有人任该组织“一把手”",
            "the organization had a head in the term",
            "{not_recorded}",
        ),
    ]
    covered_by: Annotated[str | None, Fact("覆盖该岗位的谈话", "the talk that covers the seat")]
    covered_on: Annotated[
        date | None,
        Fact("覆盖该岗位的谈话日期", "the day of the talk that covers the seat", "talks"),
    ]


class IncumbentFacts(NamedTuple):
    """What the rules may ask about a person on a seat."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("任职人", "the key of seat and person")]
    committee: Annotated[str, Fact("党委（党组）", "the committee")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下一级党组织", "the next-level organization")]
    term: Annotated[int, Fact("届次", "the term's ordinal")]
    person: Annotated[str, Fact("任职人", "the person")]
    days_in_office: Annotated[
        int,
        Fact(
            "任期内任职天数（自《办法》施行之日起计）",
            "days in office in the term since the Measures took effect",
        ),
    ]
    left_on: Annotated[date | None, Fact("离任日期", "the person's last day in office")]
    due_on: Annotated[
        date | None,
        Fact(
            "任期届满日期与离任日期中较早者",
            "the earlier of the term's end and the person's last day in office",
        ),
    ]
    may_still_be_talked_to: Annotated[
        bool, Fact("仍在任且任期未届满", "the person is in office and the term runs")
    ]
    talk_not_told_apart: Annotated[
        str | None,
        Fact("没有记录被谈话人的谈话", "the covering talk of which no interviewees are recorded"),
    ]
    perhaps_talked_to: Annotated[
        bool,
        Fact(
            "任职期间有覆盖该岗位的谈话同其本人进行，或者可能同其本人进行",
            "a covering talk was, or may have been, with the person while in office",
        ),
    ]
    talked_to: Annotated[
        bool | None,
        Fact(
            "被谈话人是其本人",
            "the interviewee was this person",
            "interviewees of {talk_not_told_apart}",
        ),
    ]
    talk: Annotated[str | None, Fact("同其本人的谈话", "the talk with the person")]
    talked_to_on: Annotated[
        date | None, Fact("同其本人谈话的日期", "the day of the talk with the person")
    ]


_REGULAR: Final = TalkKind.REGULAR
_SEAT: Final = SubjectType.SEAT
_INCUMBENT: Final = SubjectType.INCUMBENT

_COVERING_TALK: Final = made_of_values(CoveringTalk)
_MADE_SEAT: Final = made_of_values(Seat)
_MADE_INCUMBENT: Final = made_of_values(Incumbent)

_IN_TIME: Final = itemgetter(0, 1)
"""The order of covering talks: by day, then id."""


class Coverage:
    """The seats of committees, and the two sheets of facts about them.

    The conditions are about who talked with whom: they read no other facts about a talk.

    Arguments:
        covers: what a talk that covers a seat must not be known to lack, whenever it was held.
        covers_since_effect: what it must not be known to lack besides, if it was held since the
            Measures took effect.

    Attributes:
        seat, incumbent: the sheets.

    Raises:
        ValueError: a condition reads a fact about a talk that is not about who talked with whom.
    """

    def __init__(self, *, covers: Expression, covers_since_effect: Expression) -> None:
        if not {*covers.names(), *covers_since_effect.names()}.issubset(Parties._fields):
            raise ValueError(f"expected conditions about {', '.join(Parties._fields)} alone")
        self._lacks = falsehood_test(covers)
        self._lacks_since_effect = falsehood_test(covers_since_effect)
        self.seat = FactSheet(SeatFacts, subjects=self.subjects, state=seat_facts)
        self.incumbent = FactSheet(IncumbentFacts, subjects=self.incumbents, state=incumbent_facts)

    def subjects(self, inquiry: Inquiry, committee: str) -> Sequence[Seat | NoTerm]:
        """Give the seats of a committee in each term that counts; without any, what is missing."""
        return self._of(inquiry, committee).subjects

    def incumbents(self, inquiry: Inquiry, committee: str) -> Sequence[Incumbent]:
        """Give who held a committee's seats long enough (policy minimum_tenure_days)."""
        return self._of(inquiry, committee).incumbents

    def _of(self, inquiry: Inquiry, committee: str) -> "_OfCommittee":
        return inquiry.of_committee(committee, self._looked_at)

    def _looked_at(self, inquiry: Inquiry, committee: str) -> "_OfCommittee":
        subjects = tuple(self._subjects(inquiry, committee))
        return _OfCommittee(subjects, tuple(_incumbents(inquiry, subjects)))

    def _subjects(self, inquiry: Inquiry, committee: str) -> Iterator[Seat | NoTerm]:
        register, as_of = inquiry.register, inquiry.as_of
        if as_of < EFFECTIVE_ON:
            return
        # Under not_recorded = violated every fact here is of the complete reading: a talk covers
        # where nothing is known to be wrong with it, so reading nulls may turn a yes into a no.
        if inquiry.policy.not_recorded is NotRecorded.VIOLATED:
            inquiry = attrs.evolve(inquiry, complete=True)
        recorded = register.recorded_organization(committee)
        organization = recorded.organization
        own_organs = inquiry.policy.own_organs_are_seats
        whose, missing = _whose_terms(register, organization)
        terms = [
            term
            for term in (() if whose is None else register.terms_of(whose))
            if term.start <= as_of and (term.end is None or term.end >= EFFECTIVE_ON)
        ]
        for term in terms:
            until = as_of if term.end is None else min(as_of, term.end)
            during = _During(term, max(term.start, EFFECTIVE_ON), until)
            if organization.exists_on(until):
                for each in recorded.next_level(until, own_organs=own_organs):
                    yield self._seat(inquiry, organization, each, during)
        if (
            not terms
            and organization.exists_on(as_of)
            and recorded.next_level(as_of, own_organs=own_organs)
        ):
            yield NoTerm(committee, organization.kind, missing)

    def _seat(
        self,
        inquiry: Inquiry,
        committee: Organization,
        recorded: RecordedOrganization,
        during: "_During",
    ) -> Seat:
        term, since, until = during
        organization = recorded.organization.id
        headships = secretaries = recorded.secretaries()
        if not inquiry.policy.acting_heads_count:
            headships = tuple([each for each in secretaries if not each.acting])
        talks: list[CoveringTalk] = []
        for talk in recorded.talks_with:
            held_on = talk.held_on
            if (
                talk.kind is _REGULAR
                and talk.held_by == committee.id
                and held_on is not None
                and term.start <= held_on <= until
                and self._covers(inquiry, talk, held_on)
            ):
                talks.append(_COVERING_TALK((held_on, talk.id, talk.interviewees)))
        if len(talks) > 1:
            talks.sort(key=_IN_TIME)
        return _MADE_SEAT(
            (
                f"{committee.id}/{organization}/{term.ordinal}",
                committee.id,
                committee.kind,
                organization,
                term,
                until,
                headships,
                bool(secretaries),
                inquiry.complete,
                _days_held(headships, since, until),
                talks,
            )
        )

    def _covers(self, inquiry: Inquiry, talk: Talk, held_on: date) -> bool:
        """Tell whether a talk covers: with somebody, and nothing asked of it is known to lack."""
        if talk.interviewees == () or (talk.interviewees is None and inquiry.complete):
            return False
        before = held_on < EFFECTIVE_ON
        if before and not inquiry.policy.talks_before_effect_count:
            return False
        parties = parties_of(inquiry, talk, held_on)
        return not self._lacks(parties) and (before or not self._lacks_since_effect(parties))


class _During(NamedTuple):
    """A term, and the first and the last day of it that count."""

    term: Term
    since: date
    until: date


class _OfCommittee(NamedTuple):
    subjects: Sequence[Seat | NoTerm]
    incumbents: Sequence[Incumbent]


def _incumbents(inquiry: Inquiry, subjects: Iterable[Seat | NoTerm]) -> Iterator[Incumbent]:
    least = inquiry.policy.minimum_tenure_days
    for seat in subjects:
        if isinstance(seat, Seat):
            for person, days in seat.days_held.items():
                if days >= least:
                    yield _MADE_INCUMBENT((f"{seat.id}/{person}", seat, person, days))


def _whose_terms(register: Register, committee: Organization) -> tuple[str | None, str]:
    """Give whose terms count for a committee, and which field is missing where none is recorded."""
    at = committee
    while at.kind in _WITHOUT_TERM:
        if at.superior is None:
            return None, _field("superior", at, committee)
        at = register.organization(at.superior)
    if at.kind is not OrganizationKind.PARTY_GROUP:
        return at.id, f"terms of {at.id}"
    if at.approved_by is None:
        return None, _field("approved_by", at, committee)
    return at.approved_by, f"terms of {at.approved_by}"


def _field(name: str, organization: Organization, committee: Organization) -> str:
    return name if organization is committee else f"{name} of {organization.id}"


def seat_facts(inquiry: Inquiry, subject: Seat | NoTerm) -> Stated:
    """Give the facts about a seat; of a committee without a term they are not recorded."""
    if isinstance(subject, NoTerm):
        return SeatFacts(
            subject_type=SubjectType.COMMITTEE,
            subject_id=subject.committee,
            committee=subject.committee,
            committee_kind=subject.committee_kind,
            organization=None,
            term=None,
            term_over=False,
            due_on=None,
            not_recorded=subject.missing,
            was_held=None,
            covered_by=None,
            covered_on=None,
        )
    end = subject.term.end
    talk = subject.talks[0] if subject.talks else None
    # In the order of the fields, as of a talk.
    return (
        _SEAT,
        subject.id,
        subject.committee,
        subject.committee_kind,
        subject.organization,
        subject.term.ordinal,
        end is not None and end < inquiry.as_of,
        subject.due_on,
        None if subject.head_recorded else f"appointments of {subject.organization}",
        subject.was_held(),
        None if talk is None else talk.id,
        None if talk is None else talk.held_on,
    )


def incumbent_facts(inquiry: Inquiry, subject: Incumbent) -> Stated:
    """Give the facts about a person on a seat."""
    seat, person, as_of = subject.seat, subject.person, inquiry.as_of
    left_on = last_day_as_head(seat.headships, person, as_of, acting_count=True)
    due_on = seat.due_on
    if left_on is not None and (due_on is None or left_on < due_on):
        due_on = left_on
    talk = seat.talk_with(person)
    perhaps = None if talk is not None else seat.talk_perhaps_with(person)
    term_runs = seat.term.end is None or as_of <= seat.term.end
    # In the order of the fields, as of a talk.
    return (
        _INCUMBENT,
        subject.id,
        seat.committee,
        seat.committee_kind,
        seat.organization,
        seat.term.ordinal,
        person,
        subject.days,
        left_on,
        due_on,
        term_runs and seat.is_head(person, as_of),
        None if perhaps is None else perhaps.id,
        talk is not None or perhaps is not None,
        True if talk is not None else None if perhaps is not None else False,
        None if talk is None else talk.id,
        None if talk is None else talk.held_on,
    )
