"""Art. 7: who may be the talker, and that it is one to one."""

from datetime import date, timedelta

import pytest

from supervision_talk import Organization
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Level, OrganizationKind, Role
from tests.building import BUREAU, BY_THE_BOOK, HELD_ON, SCHOOL, TIMELY, Situation, secretary

ONE_DAY = timedelta(days=1)


def talked_by(
    role: Role, start: date = date(2025, 1, 1), end: date | None = None, *, acting: bool = False
) -> Situation:
    post = secretary("p-new", "county", start, end, role=role, acting=acting)
    return BY_THE_BOOK.adding(appointments=(post,)).with_talk(talker="p-new")


@pytest.mark.parametrize("role", list(Role))
def test_any_post_in_the_leadership_team_will_do(role: Role) -> None:
    """Sentence 1: secretary, deputy secretary or member."""
    assert talked_by(role).finding("ST0701").outcome is Outcome.SATISFIED


@pytest.mark.parametrize(
    ("start", "end", "outcome"),
    [
        (HELD_ON, None, Outcome.SATISFIED),
        (HELD_ON + ONE_DAY, None, Outcome.VIOLATED),
        (date(2025, 1, 1), HELD_ON, Outcome.SATISFIED),
        (date(2025, 1, 1), HELD_ON - ONE_DAY, Outcome.VIOLATED),
    ],
)
def test_the_post_is_held_on_its_first_and_on_its_last_day(
    start: date, end: date | None, outcome: Outcome
) -> None:
    """Of a member for sentence 1, of the secretary for sentence 2."""
    assert talked_by(Role.MEMBER, start, end).finding("ST0701").outcome is outcome
    assert talked_by(Role.SECRETARY, start, end).finding("ST0703").outcome is outcome


def test_a_post_elsewhere_is_no_post_in_the_committee() -> None:
    assert BY_THE_BOOK.with_talk(talker="p-town").finding("ST0701").outcome is Outcome.VIOLATED


def test_acting_as_secretary_is_a_post_in_the_team_whatever_the_policy() -> None:
    """Policy acting_heads_count decides who is head, not who is in the team."""
    acting = talked_by(Role.SECRETARY, acting=True)
    assert acting.finding("ST0703").outcome is Outcome.SATISFIED
    strict = acting.under(acting_heads_count=False)
    assert strict.finding("ST0701").outcome is Outcome.SATISFIED
    assert strict.finding("ST0703").outcome is Outcome.VIOLATED


def test_the_same_interviewee_written_twice_is_one_person() -> None:
    situation = BY_THE_BOOK.with_talk(interviewees=("p-town", "p-town"))
    assert situation.finding("ST0702").outcome is Outcome.SATISFIED


@pytest.mark.parametrize("rule", ["ST0701", "ST0702", "ST0703"])
def test_nulls_read_as_nobody_violate(rule: str) -> None:
    """Policy not_recorded=violated: no talker, no interviewee."""
    situation = BY_THE_BOOK.with_talk(talker=None, interviewees=None)
    assert situation.finding(rule).outcome is Outcome.UNKNOWN
    assert situation.under(not_recorded="violated").finding(rule).outcome is Outcome.VIOLATED


SUPERIOR_SECRETARY_NEEDED = [
    (OrganizationKind.LOCAL_COMMITTEE, Level.CITY),
    (OrganizationKind.LOCAL_COMMITTEE, Level.COUNTY),
    (OrganizationKind.PREFECTURE_COMMITTEE, Level.CITY),
    (OrganizationKind.TOWNSHIP_COMMITTEE, Level.TOWNSHIP),
    (OrganizationKind.STREET_WORKING_COMMITTEE, Level.TOWNSHIP),
]


@pytest.mark.parametrize("kind", list(OrganizationKind))
@pytest.mark.parametrize("level", list(Level))
def test_the_superior_secretary_is_asked_for_where_sentence_2_lists_the_interviewee(
    kind: OrganizationKind, level: Level
) -> None:
    """Cities, counties, prefectures, townships, streets; no functional zone, no province."""
    found = BY_THE_BOOK.with_organization("town", kind=kind, level=level).find("ST0703")
    kinds_at_any_level = {
        kind for kind, _ in SUPERIOR_SECRETARY_NEEDED if kind != OrganizationKind.LOCAL_COMMITTEE
    }
    needed = kind in kinds_at_any_level or (kind, level) in SUPERIOR_SECRETARY_NEEDED
    assert (found is not None) is needed


def test_a_secretary_two_levels_up_is_not_the_superior_secretary() -> None:
    situation = BY_THE_BOOK.adding(
        organizations=(BUREAU, SCHOOL), appointments=(secretary("p-bureau", "bureau"),)
    ).with_organization("town", superior="bureau")
    assert situation.finding("ST0202").outcome is Outcome.SATISFIED
    assert situation.finding("ST0703").outcome is Outcome.VIOLATED


def test_a_half_that_is_false_needs_no_other_half() -> None:
    """Three-valued: the deputy's talk violates, even if the town's superior is not recorded."""
    situation = BY_THE_BOOK.with_organization("town", superior=None)
    unknown = situation.finding("ST0703")
    assert (unknown.outcome, unknown.missing) == (Outcome.UNKNOWN, ("organization.superior",))
    assert situation.with_talk(talker="p-deputy").finding("ST0703").outcome is Outcome.VIOLATED


def test_a_team_without_a_secretary_leaves_that_half_unknown() -> None:
    """Sentence 1 can be told from the other posts, sentence 2 cannot."""
    situation = (
        BY_THE_BOOK.without("county")
        .adding(appointments=(secretary("p-deputy", "county", role=Role.DEPUTY_SECRETARY),))
        .with_talk(talker="p-deputy")
    )
    assert situation.finding("ST0701").outcome is Outcome.SATISFIED
    assert situation.finding("ST0703").missing == ("appointments of county",)


def test_everything_missing_is_named_once() -> None:
    situation = (
        BY_THE_BOOK.without("county")
        .with_organization("town", superior=None)
        .with_talk(talker=None)
    )
    assert situation.finding("ST0703").missing == (
        "organization.superior",
        "talker",
        "appointments of county",
    )


def test_timely_talks_are_left_to_sentence_1() -> None:
    deputy = TIMELY.with_talk(talker="p-deputy")
    assert deputy.find("ST0703") is None
    assert deputy.finding("ST0701").outcome is Outcome.SATISFIED


def test_a_county_needs_the_city_secretary() -> None:
    city = Organization(id="city", kind=OrganizationKind.LOCAL_COMMITTEE, level=Level.CITY)
    situation = (
        BY_THE_BOOK.adding(organizations=(city,), appointments=(secretary("p-city", "city"),))
        .with_organization("county", superior="city")
        .with_talk(
            held_by="city", organization="county", talker="p-city", interviewees=("p-county",)
        )
    )
    assert situation.finding("ST0703").outcome is Outcome.SATISFIED
    assert situation.with_talk(talker="p-county").finding("ST0703").outcome is Outcome.VIOLATED
