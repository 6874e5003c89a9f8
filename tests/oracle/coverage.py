"""Coverage of seats (ST0505) and of incumbents (ST0506), and the counts that a report has."""

from dataclasses import dataclass, replace
from datetime import date

from .records import (
    IN_FORCE,
    Record,
    World,
    day,
    exists_on,
    force_of,
    headships,
    headships_of,
    held_on,
    is_secretary_on,
    judged_committees,
    kind_of,
    last_day_as_head,
    listed_texts,
    must_day,
    must_held_on,
    must_text,
    next_level,
    no_secretary_recorded,
    number,
    organization,
    records,
    superior_of,
    text,
)
from .talk_rules import (
    individual_talk,
    interviewee_is_head,
    subordinate_organization,
    superior_secretary,
    talker_in_leadership,
)
from .verdicts import NaiveFinding, Truth, Verdict, finding, not_done
from .workdays import Due, fixed_due

WITHOUT_TERM = (
    "prefecture_committee",
    "street_working_committee",
    "working_committee",
    "discipline_organ",
    "working_organ",
    "affiliated_institution",
)


@dataclass(frozen=True)
class Seat:
    """A seat = committee / next-level organization / term, seen on x."""

    committee: str
    organization: str
    term: Record
    x: date

    def first(self) -> date:
        """The first day of the term from 2026-01-30 on."""
        return max(must_day(self.term, "start"), IN_FORCE)

    def due(self) -> Due | None:
        """End, else planned_end, else none."""
        end = day(self.term, "end")
        if end is None:
            end = day(self.term, "planned_end")
        return None if end is None else fixed_due(end)

    def name(self) -> str:
        return f"{self.committee}/{self.organization}/{number(self.term, 'ordinal')}"


def terms_from(world: World, committee: str) -> tuple[str | None, str]:
    """Whose terms count, or None and the field that does not tell.

    For a Party group those of the organization that approved it; for working committees, organs
    and affiliated institutions those that count for their superior; else the committee's own.
    """
    kind = kind_of(world, committee)
    if kind == "party_group":
        approved_by = text(organization(world, committee), "approved_by")
        return approved_by, "terms" if approved_by is not None else "approved_by"
    if kind in WITHOUT_TERM:
        superior = superior_of(world, committee)
        return (None, "superior") if superior is None else terms_from(world, superior)
    return committee, "terms"


def overlapping_terms(world: World, committee: str) -> list[Record]:
    """The terms that count and overlap [2026-01-30, as_of]."""
    if world.as_of < IN_FORCE:
        return []
    whose, _ = terms_from(world, committee)
    found = []
    for term in records(world, "terms"):
        if must_text(term, "organization") != whose:
            continue
        end = day(term, "end")
        if must_day(term, "start") <= world.as_of and (end is None or end >= IN_FORCE):
            found.append(term)
    return found


def next_level_on(world: World, committee: str, when: date) -> list[str]:
    """The next-level organizations that exist on a day on which the committee exists."""
    if not exists_on(organization(world, committee), when):
        return []
    return [must_text(one, "id") for one in next_level(world, committee) if exists_on(one, when)]


def seats_of(world: World, committee: str, term: Record) -> list[Seat]:
    """X: the earlier of as_of and the term's end; the committee and the seats exist on x."""
    end = day(term, "end")
    x = world.as_of if end is None else min(world.as_of, end)
    return [Seat(committee, one, term, x) for one in next_level_on(world, committee, x)]


def not_false(truth: Truth | None) -> bool:
    """Unknown is not false; not applicable is not false either."""
    return truth is None or truth.value is not False


def for_the_seat(world: World, seat: Seat, talk: Record) -> bool:
    """A regular talk by the committee with that organization, in the term, not after as_of."""
    when = held_on(world, talk)
    end = day(seat.term, "end")
    return (
        must_text(talk, "kind") == "regular"
        and must_text(talk, "held_by") == seat.committee
        and must_text(talk, "organization") == seat.organization
        and when is not None
        and must_day(seat.term, "start") <= when
        and (end is None or when <= end)
    )


def covers(world: World, seat: Seat, talk: Record) -> bool:
    """A talk for the seat that has, or may have, interviewees.

    ST0201 and, from 2026-01-30 on, ST0202, ST0701, ST0702 and ST0703 are not false for it. Talks
    before 2026-01-30 count (policy).
    """
    if not for_the_seat(world, seat, talk):
        return False
    if listed_texts(world, talk, "interviewees") == []:
        return False
    if not not_false(interviewee_is_head(world, talk)):
        return False
    if must_held_on(world, talk) < IN_FORCE:
        return world.policy.talks_before_effect_count
    return (
        not_false(subordinate_organization(world, talk))
        and not_false(talker_in_leadership(world, talk))
        and not_false(individual_talk(world, talk))
        and not_false(superior_secretary(world, talk))
    )


def covering_talks(world: World, seat: Seat) -> list[Record]:
    return [talk for talk in records(world, "talks") if covers(world, seat, talk)]


def days_held(world: World, seat: Seat, person: str | None) -> int:
    """Days of the term from 2026-01-30 to x on which the person (None: anybody) held the seat."""
    days: set[int] = set()
    for appointment in headships(world, seat.organization):
        if person is not None and must_text(appointment, "person") != person:
            continue
        end = day(appointment, "end")
        first = max(must_day(appointment, "start"), seat.first())
        last = seat.x if end is None else min(end, seat.x)
        days.update(range(first.toordinal(), last.toordinal() + 1))
    return len(days)


def applicable(world: World, seat: Seat) -> bool:
    """Not applicable if a secretary is recorded but nobody held the seat from 2026-01-30 to x."""
    return no_secretary_recorded(world, seat.organization) or days_held(world, seat, None) > 0


def seat_verdict(world: World, seat: Seat) -> Verdict | None:
    """ST0505: covered; not covered: pending until the term's end, violated after `end`.

    Unknown if no secretary of it is recorded and it is not covered.
    """
    if not applicable(world, seat):
        return None
    talks = covering_talks(world, seat)
    due = seat.due()
    if talks:
        done_on = min(must_held_on(world, talk) for talk in talks)
        return Verdict("satisfied", due, done_on)
    if no_secretary_recorded(world, seat.organization) and not world.closed:
        return Verdict("unknown", due, missing=frozenset({"appointments"}))
    end = day(seat.term, "end")
    if due is None or end is None or world.as_of <= end:
        return Verdict("pending", due)
    return not_done(world, due)


def incumbents(world: World, seat: Seat) -> list[str]:
    """Each person who held the seat on at least so many days (policy), one at the least."""
    found = []
    for appointment in headships(world, seat.organization):
        person = must_text(appointment, "person")
        least = max(1, world.policy.minimum_tenure_days)
        if person not in found and days_held(world, seat, person) >= least:
            found.append(person)
    return sorted(found)


def incumbent_due(world: World, seat: Seat, person: str) -> Due | None:
    """The earlier of the seat's due date and the person's last day as head."""
    due = seat.due()
    last = last_day_as_head(world, seat.organization, person)
    if last is None:
        return due
    if due is None or last < due.effective:
        return fixed_due(last)
    return due


def incumbent_verdict(world: World, seat: Seat, person: str) -> Verdict:
    """ST0506: a covering talk in which that person was an interviewee while head.

    Interviewees null: unknown. Pending while the person is head and the term runs, else violated.
    """
    due = incumbent_due(world, seat, person)
    done_on: list[date] = []
    perhaps = False
    for talk in covering_talks(world, seat):
        when = must_held_on(world, talk)
        if not is_secretary_on(world, seat.organization, person, when):
            continue
        interviewees = listed_texts(world, talk, "interviewees")
        if interviewees is None:
            perhaps = True
        elif person in interviewees:
            done_on.append(when)
    if done_on:
        return Verdict("satisfied", due, min(done_on))
    if perhaps:
        return Verdict("unknown", due, missing=frozenset({"interviewees"}))
    end = day(seat.term, "end")
    runs = end is None or world.as_of <= end
    if runs and is_secretary_on(world, seat.organization, person, world.as_of):
        return Verdict("pending", due)
    assert due is not None
    return Verdict("violated", due, days_late=(world.as_of - due.effective).days)


def with_readings(world: World) -> World:
    """Policy not_recorded = violated: coverage is judged with the closed readings too."""
    return replace(world, closed=world.policy.not_recorded == "violated")


def committee_coverage(world: World, committee: str) -> list[NaiveFinding]:
    found = []
    force = force_of(world, committee)
    for term in overlapping_terms(world, committee):
        for seat in seats_of(world, committee, term):
            verdict = seat_verdict(world, seat)
            if verdict is None:
                continue
            found.append(finding("ST0505", force, ("seat", seat.name()), "committee", verdict))
            for person in incumbents(world, seat):
                about = ("incumbent", f"{seat.name()}/{person}")
                verdict = incumbent_verdict(world, seat, person)
                found.append(finding("ST0506", "advisory", about, "committee", verdict))
    return found


def coverage_findings(world: World) -> list[NaiveFinding]:
    """No term recorded that overlaps: one unknown per committee with next-level organizations."""
    world = with_readings(world)
    if world.as_of < IN_FORCE:
        return []
    found = []
    for committee in judged_committees(world):
        found.extend(committee_coverage(world, committee))
        if overlapping_terms(world, committee):
            continue
        if next_level_on(world, committee, world.as_of):
            _, missing = terms_from(world, committee)
            verdict = Verdict("unknown", missing=frozenset({missing}))
            force, subject = force_of(world, committee), ("committee", committee)
            found.append(finding("ST0505", force, subject, "committee", verdict))
    return found


# The counts: seats, persons, talks, new heads


def heads_on(world: World, seat: Seat) -> list[str]:
    found = []
    for appointment in headships(world, seat.organization):
        person = must_text(appointment, "person")
        if is_secretary_on(world, seat.organization, person, seat.x):
            found.append(person)
    return found


def took_the_seat_in_term(world: World, seat: Seat, person: str) -> bool:
    """Whether the person first became its head after the term had begun."""
    begun = [must_day(one, "start") for one in headships_of(world, seat.organization, person)]
    return min(begun) > must_day(seat.term, "start")


def term_counts(world: World, committee: str, term: Record) -> dict[str, object]:
    seats = 0
    seats_covered = 0
    persons = set()
    persons_covered = set()
    talks = set()
    new_heads = set()
    for seat in seats_of(world, committee, term):
        verdict = seat_verdict(world, seat)
        if verdict is None:
            continue
        seats = seats + 1
        if verdict.outcome == "satisfied":
            seats_covered = seats_covered + 1
        for talk in covering_talks(world, seat):
            talks.add(must_text(talk, "id"))
        for person in incumbents(world, seat):
            persons.add(person)
            if incumbent_verdict(world, seat, person).outcome == "satisfied":
                persons_covered.add(person)
        for person in heads_on(world, seat):
            talked_to = incumbent_verdict(world, seat, person).outcome == "satisfied"
            if took_the_seat_in_term(world, seat, person) and not talked_to:
                new_heads.add(person)
    return {
        "committee": committee,
        "term": number(term, "ordinal"),
        "seats": seats,
        "seats_covered": seats_covered,
        "persons": len(persons),
        "persons_covered": len(persons_covered),
        "talks": len(talks),
        "new_heads": sorted(new_heads),
    }


def coverage_counts(world: World) -> list[dict[str, object]]:
    """One entry a committee and term that has seats, ordered by committee and ordinal."""
    world = with_readings(world)
    found = []
    for committee in judged_committees(world):
        terms = overlapping_terms(world, committee)
        for term in sorted(terms, key=lambda one: number(one, "ordinal")):
            counted = term_counts(world, committee, term)
            if seats_of(world, committee, term):
                found.append(counted)
    return found
