"""Coverage of a term: which terms and seats count, what covers a seat, who is an incumbent."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk import Finding, Organization, Talk, Term
from supervision_talk.measures import MEASURES, Force, Outcome
from supervision_talk.measures.expressions import FactName
from supervision_talk.measures.facts.coverage import Coverage, _days
from supervision_talk.measures.facts.sheet import wordings
from supervision_talk.model.vocabulary import Level, OrganizationKind, Role, TalkKind
from tests.building import (
    BUREAU,
    BY_THE_BOOK,
    COUNTY,
    SCHOOL,
    TALK,
    TOWN,
    Situation,
    changed,
    secretary,
)

DAY = timedelta(days=1)
IN_FORCE = date(2026, 1, 30)
END = date(2026, 8, 31)
AFTER = date(2026, 9, 1)
SEAT = "county/town/14"
RUNNING = BY_THE_BOOK.terms[0]
CLOSED = changed(RUNNING, end=END)

OPEN = BY_THE_BOOK.having(
    organizations=(COUNTY, TOWN), talks=(), rectifications=(), filings=()
).without("other-town")
"""A county with one town and nobody talked to yet."""
OVER = OPEN.having(terms=(CLOSED,)).on(AFTER)
"""The same, on the day after the term's end."""


def talk(id: str = "t", day: date = date(2026, 3, 10), **changes: object) -> Talk:
    """Give a regular talk with the town's secretary as it should be."""
    plain = Talk(
        id=id,
        kind=TalkKind.REGULAR,
        held_by="county",
        organization="town",
        talker="p-county",
        interviewees=("p-town",),
        ended_at=day,
    )
    return changed(plain, **changes)


def about_coverage(situation: Situation) -> dict[tuple[str, str], Finding]:
    return {
        (each.subject.type, each.subject.id): each
        for each in situation.findings()
        if each.rule == "ST0505"
    }


def incumbents(situation: Situation) -> list[str]:
    return [each.subject.id for each in situation.findings() if each.rule == "ST0506"]


def succession(*spans: tuple[str, date, date | None], acting: bool | None = None) -> Situation:
    return OPEN.without("town").adding(
        appointments=tuple(
            secretary(person, "town", start, end, acting=acting) for person, start, end in spans
        )
    )


# Which terms count


@pytest.mark.parametrize(
    ("end", "as_of", "outcome", "days_late"),
    [
        (None, date(2030, 1, 1), Outcome.PENDING, None),
        (END, END - DAY, Outcome.PENDING, None),
        (END, END, Outcome.PENDING, None),
        (END, END + DAY, Outcome.VIOLATED, 1),
    ],
)
def test_a_seat_is_open_to_the_last_day_of_the_term_and_planned_ends_violate_nothing(
    end: date | None, as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    situation = OPEN.having(terms=(changed(RUNNING, end=end),)).on(as_of)
    found = situation.finding("ST0505", SEAT)
    assert (found.outcome, found.days_late) == (outcome, days_late)


@pytest.mark.parametrize(
    ("end", "planned_end", "due"),
    [
        (END, date(2026, 12, 20), END),
        (None, date(2026, 12, 20), date(2026, 12, 20)),
        (None, None, None),
    ],
)
def test_it_is_due_at_the_end_or_else_the_planned_end(
    end: date | None, planned_end: date | None, due: date | None
) -> None:
    term = changed(RUNNING, end=end, planned_end=planned_end)
    found = OPEN.having(terms=(term,)).finding("ST0505", SEAT)
    assert (found.due and found.due.effective) == due


@pytest.mark.parametrize(
    ("end", "counts"), [(IN_FORCE - DAY, False), (IN_FORCE, True), (IN_FORCE + DAY, True)]
)
def test_a_term_that_ended_before_the_measures_does_not_count(end: date, counts: bool) -> None:
    situation = OPEN.having(terms=(changed(RUNNING, end=end, planned_end=None),))
    assert (("seat", SEAT) in about_coverage(situation)) is counts
    assert (("committee", "county") in about_coverage(situation)) is not counts


@pytest.mark.parametrize(
    ("start", "counts"), [(date(2026, 7, 20), True), (date(2026, 7, 21), False)]
)
def test_a_term_that_has_not_begun_does_not_count(start: date, counts: bool) -> None:
    term = Term(organization="county", ordinal=14, start=start)
    situation = OPEN.having(terms=(term,)).on(date(2026, 7, 20))
    assert (("seat", SEAT) in about_coverage(situation)) is counts


def test_each_term_has_seats_of_its_own() -> None:
    terms = (CLOSED, Term(organization="county", ordinal=15, start=AFTER))
    found = about_coverage(OPEN.having(terms=terms, talks=(talk(),)).on(AFTER))
    assert {id: each.outcome for (_, id), each in found.items()} == {
        "county/town/14": Outcome.SATISFIED,
        "county/town/15": Outcome.PENDING,
    }


def test_before_the_measures_nothing_is_said_of_coverage() -> None:
    assert about_coverage(OPEN.on(IN_FORCE - DAY)) == {}
    assert about_coverage(OPEN.having(terms=()).on(IN_FORCE - DAY)) == {}
    assert about_coverage(OPEN.having(terms=()).on(IN_FORCE)) != {}


def whose(
    kind: OrganizationKind, superior: str | None = "county", approved_by: str | None = None
) -> Situation:
    """Give the county's terms to a committee of some kind with a unit below it."""
    body = Organization(
        id="body", kind=kind, level=Level.COUNTY, superior=superior, approved_by=approved_by
    )
    unit = changed(SCHOOL, id="unit", superior="body")
    return OPEN.adding(organizations=(body, unit), appointments=(secretary("p-unit", "unit"),))


@pytest.mark.parametrize(
    ("kind", "approved_by", "subject", "missing"),
    [
        (OrganizationKind.PARTY_GROUP, "county", ("seat", "body/unit/14"), ()),
        (OrganizationKind.PARTY_GROUP, None, ("committee", "body"), ("approved_by",)),
        (OrganizationKind.PARTY_GROUP, "town", ("committee", "body"), ("terms of town",)),
        (OrganizationKind.WORKING_COMMITTEE, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.STREET_WORKING_COMMITTEE, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.PREFECTURE_COMMITTEE, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.WORKING_ORGAN, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.DISCIPLINE_ORGAN, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.AFFILIATED_INSTITUTION, None, ("seat", "body/unit/14"), ()),
        (OrganizationKind.TOWNSHIP_COMMITTEE, None, ("committee", "body"), ("terms of body",)),
        (OrganizationKind.UNIT_COMMITTEE, None, ("committee", "body"), ("terms of body",)),
    ],
)
def test_whose_term_counts_depends_on_the_kind_of_committee(
    kind: OrganizationKind,
    approved_by: str | None,
    subject: tuple[str, str],
    missing: tuple[str, ...],
) -> None:
    found = about_coverage(whose(kind, approved_by=approved_by))
    assert found[subject].missing == missing
    assert found[subject].outcome is (Outcome.UNKNOWN if missing else Outcome.PENDING)


def test_a_working_committee_below_another_looks_further_up() -> None:
    group = whose(OrganizationKind.PARTY_GROUP)
    zone = changed(TOWN, id="zone", kind=OrganizationKind.WORKING_COMMITTEE, superior="body")
    works = changed(SCHOOL, id="works", superior="zone")
    found = about_coverage(group.adding(organizations=(zone, works)))
    assert found["committee", "zone"].missing == ("approved_by of body",)
    alone = whose(OrganizationKind.WORKING_COMMITTEE, superior=None)
    assert about_coverage(alone)["committee", "body"].missing == ("superior",)


def test_without_a_term_it_stays_unknown_where_nulls_are_read_as_no() -> None:
    found = about_coverage(OPEN.having(terms=()).under(not_recorded="violated"))
    assert found["committee", "county"].outcome is Outcome.UNKNOWN


def test_without_a_term_or_anybody_below_nothing_is_said() -> None:
    gone = changed(TOWN, abolished_on=date(2026, 7, 20))
    situation = OPEN.having(terms=(), organizations=(COUNTY, gone))
    assert about_coverage(situation.on(date(2026, 7, 20))) == {}
    assert about_coverage(situation.on(date(2026, 7, 19))) != {}


# Which seats there are


@pytest.mark.parametrize(
    ("changes", "is_seat"),
    [
        ({"abolished_on": END}, False),
        ({"abolished_on": END + DAY}, True),
        ({"established_on": END}, True),
        ({"established_on": END + DAY}, False),
    ],
)
def test_seats_are_those_that_exist_on_the_last_day_that_counts(
    changes: dict[str, object], is_seat: bool
) -> None:
    """Of a closed term that is its end, whenever the audit is."""
    situation = OVER.with_organization("town", **changes).on(date(2027, 1, 1))
    assert (situation.find("ST0505", SEAT) is not None) is is_seat


def test_a_committee_that_is_no_more_on_that_day_has_no_seats() -> None:
    situation = OVER.with_organization("county", abolished_on=END)
    assert about_coverage(situation) == {}


@pytest.mark.parametrize(
    ("kind", "by_default", "where_organs_are_seats"),
    [
        (OrganizationKind.DISCIPLINE_ORGAN, False, True),
        (OrganizationKind.WORKING_ORGAN, False, True),
        (OrganizationKind.AFFILIATED_INSTITUTION, True, True),
        (OrganizationKind.MILITARY, False, False),
    ],
)
def test_own_organs_are_seats_only_if_the_policy_says_so_and_military_ones_never(
    kind: OrganizationKind, by_default: bool, where_organs_are_seats: bool
) -> None:
    situation = OPEN.with_organization("town", kind=kind)
    assert (situation.find("ST0505", SEAT) is not None) is by_default
    organs = situation.under(own_organs_are_seats=True)
    assert (organs.find("ST0505", SEAT) is not None) is where_organs_are_seats


@pytest.mark.parametrize(
    ("start", "end", "asked"),
    [
        (date(2025, 1, 1), IN_FORCE - DAY, False),
        (date(2025, 1, 1), IN_FORCE, True),
        (END, None, True),
        (END + DAY, None, False),
    ],
)
def test_a_seat_that_nobody_held_in_the_term_since_the_measures_is_not_asked_about(
    start: date, end: date | None, asked: bool
) -> None:
    situation = succession(("p-town", start, end)).having(terms=(CLOSED,)).on(AFTER)
    assert (situation.find("ST0505", SEAT) is not None) is asked


def test_a_vacant_seat_is_not_asked_about_even_if_it_was_covered_before() -> None:
    situation = succession(("p-town", date(2025, 1, 1), IN_FORCE - DAY))
    covered = situation.adding(talks=(talk(day=date(2026, 1, 10)),))
    assert covered.find("ST0505", SEAT) is None


def test_of_a_seat_without_any_head_on_record_only_coverage_is_known() -> None:
    nobody = OPEN.without("town")
    found = nobody.finding("ST0505", SEAT)
    assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("appointments of town",))
    covered = nobody.adding(talks=(talk(),))
    assert covered.finding("ST0505", SEAT).outcome is Outcome.SATISFIED
    as_no = nobody.under(not_recorded="violated")
    assert as_no.finding("ST0505", SEAT).outcome is Outcome.PENDING
    assert as_no.adding(talks=(talk(),)).finding("ST0505", SEAT).outcome is Outcome.PENDING


def test_a_head_who_only_acts_holds_the_seat_unless_the_policy_says_no() -> None:
    situation = succession(("p-town", date(2025, 1, 1), None), acting=True)
    assert situation.finding("ST0505", SEAT).outcome is Outcome.PENDING
    assert situation.under(acting_heads_count=False).find("ST0505", SEAT) is None


# What covers a seat


@pytest.mark.parametrize(
    ("day", "covers"),
    [
        (RUNNING.start - DAY, False),
        (RUNNING.start, True),
        (IN_FORCE - DAY, True),
        (END, True),
        (END + DAY, False),
    ],
)
def test_a_talk_covers_if_it_lies_in_the_term(day: date, covers: bool) -> None:
    found = OVER.adding(talks=(talk(day=day),)).finding("ST0505", SEAT)
    assert found.outcome is (Outcome.SATISFIED if covers else Outcome.VIOLATED)
    assert found.done_on == (day if covers else None)


def test_a_talk_after_the_planned_end_is_not_late() -> None:
    situation = OPEN.on(date(2027, 3, 1)).adding(talks=(talk(day=date(2027, 2, 1)),))
    for rule, subject in (("ST0505", SEAT), ("ST0506", f"{SEAT}/p-town")):
        found = situation.finding(rule, subject)
        assert (found.outcome, found.days_late) == (Outcome.SATISFIED, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": TalkKind.TIMELY},
        {"ended_at": None},
        {"ended_at": date(2026, 7, 21)},
        {"interviewees": ()},
        {"interviewees": ("p-county",)},
        {"interviewees": ("p-town", "p-county")},
        {"talker": "p-town"},
        {"talker": "p-deputy"},
        {"held_by": "town", "organization": "county"},
    ],
    ids=lambda changes: ", ".join(f"{key} {value}" for key, value in changes.items()),
)
def test_a_talk_that_is_known_to_be_none_as_articles_2_and_7_ask_does_not_cover(
    changes: dict[str, object],
) -> None:
    situation = OPEN.on(date(2026, 7, 20)).adding(talks=(changed(talk(), **changes),))
    assert situation.finding("ST0505", SEAT).outcome is Outcome.PENDING


@pytest.mark.parametrize("field", ["talker", "interviewees"])
def test_what_is_not_recorded_does_not_keep_a_talk_from_covering(field: str) -> None:
    """Except where the policy reads it as no: there the same talk covers nothing."""
    situation = OPEN.adding(talks=(changed(talk(), **{field: None}),))
    assert situation.finding("ST0505", SEAT).outcome is Outcome.SATISFIED
    as_no = situation.under(not_recorded="violated")
    assert as_no.finding("ST0505", SEAT).outcome is Outcome.PENDING


def test_of_a_talk_before_the_measures_only_the_interviewee_is_asked() -> None:
    before = IN_FORCE - DAY
    by_the_deputy = OPEN.adding(talks=(talk(day=before, talker="p-deputy"),))
    assert by_the_deputy.finding("ST0505", SEAT).outcome is Outcome.SATISFIED
    on_the_day = OPEN.adding(talks=(talk(day=IN_FORCE, talker="p-deputy"),))
    assert on_the_day.finding("ST0505", SEAT).outcome is Outcome.PENDING
    with_another = OPEN.adding(talks=(talk(day=before, interviewees=("p-county",)),))
    assert with_another.finding("ST0505", SEAT).outcome is Outcome.PENDING
    as_no = OPEN.adding(talks=(talk(day=before, interviewees=None),))
    assert as_no.finding("ST0505", SEAT).outcome is Outcome.SATISFIED
    as_no = as_no.under(not_recorded="violated")
    assert as_no.finding("ST0505", SEAT).outcome is Outcome.PENDING
    not_counted = by_the_deputy.under(talks_before_effect_count=False)
    assert not_counted.finding("ST0505", SEAT).outcome is Outcome.PENDING


def test_a_talk_with_two_secretaries_at_once_covers_nothing() -> None:
    situation = OPEN.adding(
        appointments=(secretary("p-second", "town"),),
        talks=(talk(interviewees=("p-town", "p-second")),),
    )
    assert situation.finding("ST0201", "t").outcome is Outcome.SATISFIED
    assert situation.finding("ST0505", SEAT).outcome is Outcome.PENDING


def test_the_earliest_covering_talk_gives_the_day() -> None:
    talks = (talk("t2", date(2026, 4, 1)), talk("t1", date(2026, 3, 2), talker="p-deputy"))
    found = OPEN.adding(talks=(*talks, talk("t3", date(2026, 5, 1)))).finding("ST0505", SEAT)
    assert (found.done_on, found.facts["covered_by"]) == (date(2026, 4, 1), "t2")


def test_a_deputy_may_cover_where_article_7_does_not_ask_for_the_secretary() -> None:
    situation = OPEN.adding(
        organizations=(BUREAU,),
        appointments=(secretary("p-bureau", "bureau"),),
        talks=(talk(organization="bureau", talker="p-deputy", interviewees=("p-bureau",)),),
    )
    assert situation.finding("ST0505", "county/bureau/14").outcome is Outcome.SATISFIED


def test_coverage_refuses_conditions_that_are_not_about_who_talked_with_whom() -> None:
    with pytest.raises(ValueError, match="interviewees"):
        Coverage(covers=FactName("problem_count").at_least(1), covers_since_effect=FactName("x"))


# Persons


def spans(*days: int) -> Iterable[tuple[str, date, date | None]]:
    start = IN_FORCE
    for number, length in enumerate(days, start=1):
        yield f"p{number}", start, start + timedelta(days=length - 1)
        start += timedelta(days=length)


@pytest.mark.parametrize(("days", "counts"), [(179, False), (180, True), (181, True)])
def test_a_person_counts_from_180_days_in_office_both_ends_included(
    days: int, counts: bool
) -> None:
    situation = succession(*spans(days)).having(terms=(CLOSED,)).on(AFTER)
    assert bool(incumbents(situation)) is counts


def test_days_before_the_measures_after_the_term_or_twice_do_not_count() -> None:
    long_ago = succession(("p", date(2021, 12, 20), IN_FORCE + timedelta(days=178)))
    assert incumbents(long_ago.having(terms=(CLOSED,)).on(AFTER)) == []
    late = succession(("p", date(2026, 6, 1), None)).having(terms=(CLOSED,))
    assert incumbents(late.on(date(2027, 6, 1))) == []
    until = IN_FORCE + timedelta(days=178)
    twice = succession(("p", IN_FORCE, until - DAY), ("p", IN_FORCE + DAY, until))
    assert incumbents(twice.having(terms=(CLOSED,)).on(AFTER)) == []
    parts = succession(
        ("p", IN_FORCE, IN_FORCE + timedelta(days=89)),
        ("p", IN_FORCE + timedelta(days=100), IN_FORCE + timedelta(days=189)),
    )
    assert incumbents(parts.having(terms=(CLOSED,)).on(AFTER)) == ["county/town/14/p"]


def test_the_days_are_called_what_they_are_counted_from() -> None:
    called = wordings(MEASURES["ST0506"].about)["days_in_office"]
    assert "自《办法》施行之日起计" in called.zh
    assert "since the Measures took effect" in called.en


def test_the_policy_sets_how_many_days_and_everybody_counts_from_one_on() -> None:
    situation = succession(*spans(1, 20)).under(minimum_tenure_days=20)
    assert incumbents(situation) == ["county/town/14/p2"]
    assert len(incumbents(situation.under(minimum_tenure_days=0))) == 2


def test_it_advises_only_and_follows_the_person() -> None:
    situation = succession(
        ("p-old", date(2021, 12, 20), date(2026, 7, 31)), ("p-new", date(2026, 8, 1), None)
    ).adding(talks=(talk(interviewees=("p-old",)),))
    situation = situation.on(date(2027, 2, 1))
    assert situation.finding("ST0505", SEAT).outcome is Outcome.SATISFIED
    old = situation.finding("ST0506", f"{SEAT}/p-old")
    new = situation.finding("ST0506", f"{SEAT}/p-new")
    assert (old.outcome, new.outcome) == (Outcome.SATISFIED, Outcome.PENDING)
    assert old.force is Force.ADVISORY


@pytest.mark.parametrize(
    ("last_day", "as_of", "outcome", "days_late", "due"),
    [
        (date(2026, 8, 20), date(2026, 8, 20), Outcome.PENDING, None, date(2026, 8, 20)),
        (date(2026, 8, 20), date(2026, 8, 21), Outcome.VIOLATED, 1, date(2026, 8, 20)),
        (None, END, Outcome.PENDING, None, END),
        (None, AFTER, Outcome.VIOLATED, 1, END),
        (date(2026, 9, 30), AFTER, Outcome.VIOLATED, 1, END),
    ],
)
def test_a_person_is_talked_to_before_leaving_or_the_end_of_the_term(
    last_day: date | None, as_of: date, outcome: Outcome, days_late: int | None, due: date
) -> None:
    situation = succession(("p", date(2021, 12, 20), last_day)).having(terms=(CLOSED,)).on(as_of)
    found = situation.finding("ST0506", f"{SEAT}/p")
    assert (found.outcome, found.days_late) == (outcome, days_late)
    assert found.due is not None
    assert found.due.effective == due


def test_who_only_acted_in_the_post_left_it_on_the_last_day_of_that() -> None:
    acted = secretary("p", "town", start=date(2021, 12, 20), end=date(2026, 8, 20), acting=True)
    situation = OPEN.without("town").adding(appointments=(acted,)).having(terms=(CLOSED,))
    found = situation.on(date(2026, 8, 21)).finding("ST0506", f"{SEAT}/p")
    assert (found.outcome, found.facts["left_on"]) == (Outcome.VIOLATED, "2026-08-20")


def test_of_a_person_nobody_talked_to_it_is_said_that_there_was_no_talk() -> None:
    found = OPEN.on(date(2026, 8, 1)).finding("ST0506", f"{SEAT}/p-town")
    assert (found.outcome, found.facts["talked_to"]) == (Outcome.PENDING, False)


def test_a_talk_with_the_person_before_taking_office_does_not_count() -> None:
    situation = succession(
        ("p-old", date(2021, 12, 20), date(2026, 2, 28)), ("p-new", date(2026, 3, 1), None)
    ).adding(talks=(talk(day=date(2026, 2, 20), interviewees=("p-new",)),))
    found = situation.on(date(2026, 9, 30)).finding("ST0506", f"{SEAT}/p-new")
    assert found.outcome is Outcome.PENDING


def test_a_talk_without_recorded_interviewees_before_taking_office_was_with_another() -> None:
    situation = succession(
        ("p-old", date(2021, 12, 20), date(2026, 2, 28)), ("p-new", date(2026, 3, 1), None)
    ).adding(talks=(talk(day=date(2026, 2, 20), interviewees=None),))
    found = situation.on(date(2026, 9, 30)).finding("ST0506", f"{SEAT}/p-new")
    assert found.outcome is Outcome.PENDING


def test_a_talk_without_recorded_interviewees_leaves_it_unknown_whom_it_was_with() -> None:
    found = OPEN.on(date(2026, 9, 1)).adding(talks=(talk(interviewees=None),))
    unknown = found.finding("ST0506", f"{SEAT}/p-town")
    assert (unknown.outcome, unknown.missing) == (Outcome.UNKNOWN, ("interviewees of t",))
    known = found.adding(talks=(talk("t2", date(2026, 4, 1)),))
    assert known.finding("ST0506", f"{SEAT}/p-town").done_on == date(2026, 4, 1)


def test_the_members_of_the_team_that_are_not_secretary_are_no_heads() -> None:
    situation = OPEN.adding(appointments=(secretary("p-vice", "town", role=Role.MEMBER),))
    assert incumbents(situation.on(date(2026, 9, 1))) == [f"{SEAT}/p-town"]


def test_force_follows_the_committee_and_its_records_must_be_kept() -> None:
    by_reference = OPEN.with_organization("county", kind=OrganizationKind.TOWNSHIP_COMMITTEE)
    assert by_reference.finding("ST0505", SEAT).force is Force.BY_REFERENCE
    assert OPEN.finding("ST0505", SEAT).force is Force.MANDATORY
    assert about_coverage(OPEN.having(kept_for=("town",))) == {}


def test_the_talk_by_the_book_covers_its_seat_and_its_person() -> None:
    situation = BY_THE_BOOK.on(date(2026, 9, 1))
    assert situation.talks == (TALK,)
    assert situation.finding("ST0505", SEAT).facts["covered_by"] == "t1"
    assert situation.finding("ST0506", f"{SEAT}/p-town").facts["talk"] == "t1"


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=1))
def test_a_day_in_two_posts_counts_once(spans: list[list[int]]) -> None:
    days = {day for first, last in spans for day in range(first, last + 1)}
    assert _days([(first + 1, last + 1) for first, last in spans]) == len(days)
