"""How much of a term's coverage is done: seats, persons, talks, new heads, and the tree beneath."""

from datetime import date, timedelta
from functools import cache

import attrs
import pytest

from supervision_talk import (
    MEASURES,
    CommitteeCoverage,
    NotInRegister,
    Policy,
    Talk,
    Term,
    TermCoverage,
    audit,
    coverage,
    coverages,
)
from supervision_talk.audit import CoverageCounts
from supervision_talk.measures import Outcome
from supervision_talk.measures.article_05_coverage import COVERAGE
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind
from tests.building import (
    BUREAU,
    BY_THE_BOOK,
    COUNTY,
    SCHOOL,
    TOWN,
    Situation,
    changed,
    secretary,
)
from tests.oracle import naive_coverage
from tests.random_registers import RandomCase, random_case

DAY = timedelta(days=1)
IN_FORCE = date(2026, 1, 30)
LATE = date(2026, 9, 1)
"""More than 180 days after the Measures took effect."""
COUNTS = ("seats", "seats_covered", "persons", "persons_covered", "talks")
RUNNING = BY_THE_BOOK.terms[0]
CASES = 100


def talk(id: str, organization: str, person: str, day: date = date(2026, 3, 10)) -> Talk:
    return Talk(
        id=id,
        kind=TalkKind.REGULAR,
        held_by="bureau" if organization == "school" else "county",
        organization=organization,
        talker="p-bureau" if organization == "school" else "p-county",
        interviewees=(person,),
        ended_at=day,
    )


COUNTY_AND_BUREAU = BY_THE_BOOK.adding(
    organizations=(BUREAU, SCHOOL),
    appointments=(secretary("p-bureau", "bureau"), secretary("p-school", "school")),
).on(LATE)
"""Two towns and a bureau, which has a school; one town is talked to."""


def asked(situation: Situation, committee: str = "county") -> CommitteeCoverage:
    return coverage(situation.register(), committee, situation.as_of, situation.policy)


def entry(situation: Situation, committee: str = "county") -> TermCoverage:
    (only,) = asked(situation, committee).terms
    return only


def counted(counts: CoverageCounts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COUNTS)


# A running and a closed term


def test_of_a_running_term_seats_persons_and_talks_are_counted_apart() -> None:
    found = asked(COUNTY_AND_BUREAU)
    assert counted(found.terms[0]) == (3, 1, 3, 1, 1)
    assert found.terms[0].seats_share == pytest.approx(1 / 3)
    assert found.terms[0].persons_share == pytest.approx(1 / 3)
    assert [(seat.organization, seat.outcome, seat.covered_by) for seat in found.seats] == [
        ("bureau", Outcome.PENDING, None),
        ("other-town", Outcome.PENDING, None),
        ("town", Outcome.SATISFIED, "t1"),
    ]
    assert [seat.due and seat.due.effective for seat in found.seats] == [date(2026, 12, 20)] * 3
    assert [seat.heads for seat in found.seats] == [("p-bureau",), ("p-other",), ("p-town",)]
    assert [(seat.persons, seat.persons_covered) for seat in found.seats] == [
        (("p-bureau",), ()),
        (("p-other",), ()),
        (("p-town",), ("p-town",)),
    ]


def test_several_talks_with_one_head_are_one_seat_and_one_person() -> None:
    more = (talk("t2", "town", "p-town", date(2026, 4, 1)), talk("t3", "town", "p-town"))
    situation = COUNTY_AND_BUREAU.adding(talks=more)
    assert counted(entry(situation)) == (3, 1, 3, 1, 3)
    assert asked(situation).seats[2].talks == ("t1", "t3", "t2")


def test_a_seat_is_covered_by_the_earliest_of_its_talks() -> None:
    later, earlier = talk("t9", "town", "p-town", date(2026, 4, 1)), talk("t8", "town", "p-town")
    situation = COUNTY_AND_BUREAU.having(talks=(later, earlier), rectifications=(), filings=())
    seat = next(each for each in asked(situation).seats if each.organization == "town")
    assert (seat.covered_by, seat.talks) == ("t8", ("t8", "t9"))


def test_a_closed_term_is_looked_at_on_its_last_day() -> None:
    """What came after it is of the next term."""
    end = date(2026, 8, 31)
    terms = (changed(RUNNING, end=end), Term(organization="county", ordinal=15, start=LATE))
    situation = COUNTY_AND_BUREAU.having(terms=terms).adding(
        talks=(talk("t2", "other-town", "p-other", LATE),)
    )
    closed, running = asked(situation.on(date(2026, 10, 1))).terms
    assert (closed.term, counted(closed)) == (14, (3, 1, 3, 1, 1))
    assert (running.term, counted(running)) == (15, (3, 1, 0, 0, 1))
    outcomes = {(s.term, s.organization): s.outcome for s in asked(situation).seats}
    assert outcomes[14, "bureau"] is Outcome.VIOLATED
    assert outcomes[15, "bureau"] is Outcome.PENDING


def test_talks_of_a_term_begun_before_the_measures_count_from_its_first_day() -> None:
    day = RUNNING.start
    situation = COUNTY_AND_BUREAU.adding(talks=(talk("t2", "other-town", "p-other", day),))
    assert counted(entry(situation)) == (3, 2, 3, 2, 2)
    new_only = situation.under(talks_before_effect_count=False)
    assert counted(entry(new_only)) == (3, 1, 3, 1, 1)


# Successors and vacancies


def test_a_successor_who_is_long_enough_in_office_is_another_person_of_the_same_seat() -> None:
    situation = COUNTY_AND_BUREAU.without("town").adding(
        appointments=(
            secretary("p-town", "town", end=date(2026, 7, 31)),
            secretary("p-next", "town", start=date(2026, 8, 1)),
        )
    )
    before, after = entry(situation), entry(situation.on(date(2027, 1, 27)))
    assert counted(before) == (3, 1, 3, 1, 1)
    assert counted(after) == (3, 1, 4, 1, 1)
    assert before.new_heads == after.new_heads == ("p-next",)


def test_a_new_head_is_new_until_talked_to() -> None:
    situation = COUNTY_AND_BUREAU.without("town").adding(
        appointments=(
            secretary("p-town", "town", end=date(2026, 7, 31)),
            secretary("p-next", "town", start=date(2026, 8, 1)),
        )
    )
    talked = situation.adding(talks=(talk("t2", "town", "p-next", date(2026, 8, 20)),))
    assert entry(talked).new_heads == ()
    assert [seat.new_heads for seat in asked(situation).seats] == [(), (), ("p-next",)]


@pytest.mark.parametrize(("start", "is_new"), [(RUNNING.start, False), (RUNNING.start + DAY, True)])
def test_who_was_head_when_the_term_began_is_not_new(start: date, is_new: bool) -> None:
    situation = COUNTY_AND_BUREAU.without("other-town").adding(
        appointments=(secretary("p-other", "other-town", start=start),)
    )
    assert (entry(situation).new_heads == ("p-other",)) is is_new


def test_of_two_heads_the_one_who_was_there_when_the_term_began_is_not_new() -> None:
    situation = COUNTY_AND_BUREAU.without("other-town").adding(
        appointments=(
            secretary("p-other", "other-town", start=RUNNING.start),
            secretary("p-second", "other-town", start=RUNNING.start + DAY),
        )
    )
    assert entry(situation).new_heads == ("p-second",)


def test_who_came_back_to_the_post_is_not_new() -> None:
    situation = COUNTY_AND_BUREAU.without("other-town").adding(
        appointments=(
            secretary("p-other", "other-town", end=date(2026, 3, 1)),
            secretary("p-other", "other-town", start=date(2026, 6, 1)),
        )
    )
    assert entry(situation).new_heads == ()


def test_a_person_who_heads_two_seats_is_one_person() -> None:
    situation = COUNTY_AND_BUREAU.without("other-town").adding(
        appointments=(secretary("p-town", "other-town"),)
    )
    assert counted(entry(situation)) == (3, 1, 2, 1, 1)


def test_a_seat_vacant_all_through_is_not_counted_one_without_any_record_is() -> None:
    vacant = COUNTY_AND_BUREAU.without("other-town").adding(
        appointments=(secretary("p-other", "other-town", end=IN_FORCE - DAY),)
    )
    assert counted(entry(vacant)) == (2, 1, 2, 1, 1)
    nobody = asked(COUNTY_AND_BUREAU.without("other-town"))
    assert counted(nobody.terms[0]) == (3, 1, 2, 1, 1)
    assert nobody.seats[1].outcome is Outcome.UNKNOWN
    assert nobody.seats[1].heads == ()


# Organizations that come and go


@pytest.mark.parametrize(
    ("changes", "seats"),
    [
        ({"established_on": LATE}, 3),
        ({"established_on": LATE + DAY}, 2),
        ({"abolished_on": LATE}, 2),
        ({"abolished_on": LATE + DAY}, 3),
    ],
)
def test_seats_are_those_of_the_day(changes: dict[str, object], seats: int) -> None:
    assert entry(COUNTY_AND_BUREAU.with_organization("other-town", **changes)).seats == seats


def test_a_talk_with_an_abolished_organization_is_counted_nowhere() -> None:
    assert counted(entry(COUNTY_AND_BUREAU.with_organization("town", abolished_on=LATE))) == (
        (2, 0, 2, 0, 0)
    )


# Whose terms


def test_a_party_group_follows_the_term_of_the_organization_that_approved_it() -> None:
    found = asked(COUNTY_AND_BUREAU, "bureau")
    assert [(each.term, counted(each)) for each in found.terms] == [(14, (1, 0, 1, 0, 0))]
    unknown = asked(COUNTY_AND_BUREAU.with_organization("bureau", approved_by=None), "bureau")
    assert (unknown.terms, unknown.seats, unknown.missing) == ((), (), ("approved_by",))


def test_without_a_term_the_answer_says_what_is_missing() -> None:
    found = asked(COUNTY_AND_BUREAU.having(terms=()))
    assert (found.terms, found.missing) == ((), ("terms of county",))


def test_a_term_in_which_nobody_is_below_has_no_entry_one_with_vacant_seats_only_has() -> None:
    alone = BY_THE_BOOK.having(organizations=(COUNTY,), talks=(), rectifications=(), filings=())
    assert asked(alone.without("town", "other-town")).terms == ()
    vacant = BY_THE_BOOK.having(
        organizations=(COUNTY, TOWN), talks=(), rectifications=(), filings=()
    ).without("town", "other-town")
    vacant = vacant.adding(appointments=(secretary("p", "town", end=IN_FORCE - DAY),))
    assert counted(entry(vacant)) == (0, 0, 0, 0, 0)
    assert entry(vacant).seats_share is None


# The tree


def test_below_adds_up_what_lies_beneath_and_not_the_committee_itself() -> None:
    situation = COUNTY_AND_BUREAU.adding(talks=(talk("t2", "school", "p-school"),))
    found = asked(situation)
    assert counted(found.terms[0]) == (3, 1, 3, 1, 1)
    assert counted(found.below) == counted(found.terms[0].below) == (1, 1, 1, 1, 1)
    assert counted(asked(situation, "bureau").below) == (0, 0, 0, 0, 0)


def test_what_lies_deeper_is_added_through_committees_whose_records_are_not_kept() -> None:
    city = changed(COUNTY, id="city", level="city")
    situation = COUNTY_AND_BUREAU.with_organization("county", superior="city").adding(
        organizations=(city,)
    )
    all_kept = asked(situation.having(terms=(*situation.terms,)), "city")
    assert counted(all_kept.below) == (4, 1, 4, 1, 1)
    school_only = asked(situation.having(kept_for=("bureau",)), "city")
    assert school_only.terms == ()
    assert counted(school_only.below) == (1, 0, 1, 0, 0)


def test_a_military_committee_is_passed_over_and_what_is_not_below_it_stays() -> None:
    army = changed(BUREAU, id="army", kind=OrganizationKind.MILITARY, approved_by=None)
    troop = changed(SCHOOL, id="troop", superior="army")
    situation = COUNTY_AND_BUREAU.adding(
        organizations=(army, troop), terms=(Term(organization="army", ordinal=1, start=IN_FORCE),)
    )
    assert counted(asked(situation).below) == (1, 0, 1, 0, 0)
    assert asked(situation, "army").terms == ()


def test_an_organization_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInRegister):
        coverage(COUNTY_AND_BUREAU.register(), "nowhere", LATE)


def test_a_long_line_of_committees_is_added_up_without_recursion() -> None:
    units = [
        changed(SCHOOL, id=f"u{n}", superior=f"u{n - 1}" if n else "county") for n in range(1500)
    ]
    situation = BY_THE_BOOK.having(
        organizations=(COUNTY, *units),
        appointments=(),
        talks=(),
        rectifications=(),
        filings=(),
        terms=(
            RUNNING,
            *(Term(organization=unit.id, ordinal=1, start=IN_FORCE) for unit in units),
        ),
    )
    assert asked(situation).below.seats == 1499


# The report's list


def test_the_report_lists_every_committee_and_term_that_counts() -> None:
    situation = COUNTY_AND_BUREAU
    report = audit(situation.register(), situation.as_of, situation.policy)
    assert [(each.committee, each.term) for each in report.coverage] == [
        ("bureau", 14),
        ("county", 14),
    ]
    assert report.coverage[1] == entry(situation)


def test_a_rule_set_without_rules_about_coverage_is_counted_by_the_measures() -> None:
    others = [rule for rule in MEASURES.rules if rule.code not in ("ST0505", "ST0506")]
    rules = type(MEASURES)("without coverage", tuple(others))
    register = COUNTY_AND_BUREAU.register()
    assert audit(register, LATE, rules=rules).coverage == audit(register, LATE).coverage
    assert coverage(register, "county", LATE, rules=rules) == coverage(register, "county", LATE)


def test_persons_to_whom_a_hosts_rule_does_not_apply_are_not_counted() -> None:
    """A host may ask for talks in person of the heads of one organization only."""
    rule = MEASURES["ST0506"]
    sheet = COVERAGE.incumbent
    narrower = attrs.evolve(rule, when=sheet.organization.is_("town"))
    rules = MEASURES.replacing("towns only", narrower)
    register = COUNTY_AND_BUREAU.register()
    (everybody,) = coverage(register, "county", LATE).terms
    (of_the_town,) = coverage(register, "county", LATE, rules=rules).terms
    assert (everybody.seats, of_the_town.seats) == (3, 3)
    assert (everybody.persons, of_the_town.persons) == (3, 1)


def test_persons_on_seats_to_which_a_hosts_rule_does_not_apply_are_not_counted() -> None:
    rule = MEASURES["ST0505"]
    narrower = attrs.evolve(rule, when=COVERAGE.seat.organization.is_("town"))
    rules = MEASURES.replacing("towns only", narrower)
    (of_the_town,) = coverage(COUNTY_AND_BUREAU.register(), "county", LATE, rules=rules).terms
    assert (of_the_town.seats, of_the_town.persons) == (1, 1)


SEEDS = pytest.mark.parametrize("seed", range(CASES))
case_of = cache(random_case)


def as_plain(each: TermCoverage) -> dict[str, object]:
    return {
        "committee": each.committee,
        "term": each.term,
        **{name: getattr(each, name) for name in COUNTS},
        "new_heads": list(each.new_heads),
    }


@SEEDS
def test_counts_are_the_oracles_on_random_registers(seed: int) -> None:
    case = case_of(seed)
    policy = Policy.from_values(case.policy)
    report = audit(case.register, case.as_of, policy)
    plain = naive_coverage(case.document, case.as_of, case.policy)
    assert [as_plain(each) for each in report.coverage] == plain
    found = coverages(case.register, case.as_of, policy)
    assert [each for one in found for each in one.terms] == list(report.coverage)
    for one in found:
        assert one == coverage(case.register, one.committee, case.as_of, policy)
        beneath = [each for each in plain if is_beneath(case, each["committee"], one.committee)]
        for name in COUNTS:
            total = sum(int(str(each[name])) for each in beneath)
            assert getattr(one.below, name) == total, (one.committee, name)


def is_beneath(case: RandomCase, committee: object, top: str) -> bool:
    return top in case.register.superiors(str(committee))


@SEEDS
def test_seats_and_persons_counted_are_those_of_the_findings(seed: int) -> None:
    case = case_of(seed)
    policy = Policy.from_values(case.policy)
    report = audit(case.register, case.as_of, policy, satisfied=True)
    seats = [each for each in report.findings if each.subject.type == "seat"]
    assert sum(each.seats for each in report.coverage) == len(seats)
    covered = sum(each.outcome is Outcome.SATISFIED for each in seats)
    assert sum(each.seats_covered for each in report.coverage) == covered
    listed = {
        (one.committee, seat.organization, seat.term): seat.outcome
        for one in coverages(case.register, case.as_of, policy)
        for seat in one.seats
    }
    assert listed == {
        (committee, organization, int(term)): each.outcome
        for each in seats
        for committee, organization, term in (each.subject.id.split("/"),)
    }


def test_the_order_of_records_does_not_matter() -> None:
    situation = COUNTY_AND_BUREAU.adding(talks=(talk("t0", "town", "p-town"),))
    turned = situation.having(
        organizations=situation.organizations[::-1],
        appointments=situation.appointments[::-1],
        talks=situation.talks[::-1],
    )
    assert asked(turned) == asked(situation)


def test_the_order_of_appointments_in_the_register_changes_nothing() -> None:
    """Who holds a seat is listed by id, whoever was entered first."""
    several = 0
    for seed in range(CASES):
        case = random_case(seed)
        policy = Policy.from_values(case.policy)
        turned = attrs.evolve(case.register, appointments=case.register.appointments[::-1])
        answer = coverages(case.register, case.as_of, policy)
        assert coverages(turned, case.as_of, policy) == answer
        several += sum(len(seat.persons) > 1 for each in answer for seat in each.seats)
    assert several
