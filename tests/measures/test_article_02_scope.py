"""Art. 2: whether the interviewee is the head of an organization below, and how rules bind."""

from datetime import date, timedelta

import pytest

from supervision_talk.measures import Force, Outcome
from supervision_talk.measures.article_02_scope import force_of
from supervision_talk.model.vocabulary import OrganizationKind, Role
from tests.building import BUREAU, BY_THE_BOOK, HELD_ON, SCHOOL, TIMELY, Situation, secretary

ONE_DAY = timedelta(days=1)


def headed(start: date, end: date | None = None, *, acting: bool | None = None) -> Situation:
    return BY_THE_BOOK.without("town").adding(
        appointments=(secretary("p-town", "town", start, end, acting=acting),)
    )


@pytest.mark.parametrize(
    ("start", "end", "outcome"),
    [
        (HELD_ON, None, Outcome.SATISFIED),
        (HELD_ON + ONE_DAY, None, Outcome.VIOLATED),
        (date(2025, 1, 1), HELD_ON, Outcome.SATISFIED),
        (date(2025, 1, 1), HELD_ON - ONE_DAY, Outcome.VIOLATED),
        (HELD_ON, HELD_ON, Outcome.SATISFIED),
    ],
)
def test_a_head_is_head_on_the_first_and_on_the_last_day_in_post(
    start: date, end: date | None, outcome: Outcome
) -> None:
    assert headed(start, end).finding("ST0201").outcome is outcome


def test_an_acting_head_counts_unless_the_policy_says_otherwise() -> None:
    """Policy acting_heads_count."""
    acting = headed(date(2025, 1, 1), acting=True)
    assert acting.finding("ST0201").outcome is Outcome.SATISFIED
    assert acting.under(acting_heads_count=False).finding("ST0201").outcome is Outcome.VIOLATED


def test_a_deputy_of_the_organization_is_not_its_head() -> None:
    deputy = secretary("p-vice", "town", role=Role.DEPUTY_SECRETARY)
    situation = BY_THE_BOOK.adding(appointments=(deputy,)).with_talk(interviewees=("p-vice",))
    assert situation.finding("ST0201").outcome is Outcome.VIOLATED


def test_one_interviewee_who_is_not_head_is_enough_to_violate() -> None:
    situation = BY_THE_BOOK.with_talk(interviewees=("p-town", "p-other"))
    assert situation.finding("ST0201").outcome is Outcome.VIOLATED


def test_where_both_are_missing_both_are_named() -> None:
    situation = BY_THE_BOOK.without("town").with_talk(interviewees=None)
    assert situation.finding("ST0201").missing == ("interviewees", "appointments of town")


def test_a_team_without_a_secretary_leaves_the_head_unknown() -> None:
    """Other posts in the town do not tell who its secretary was."""
    deputy = secretary("p-vice", "town", role=Role.DEPUTY_SECRETARY)
    situation = BY_THE_BOOK.without("town").adding(appointments=(deputy,))
    assert situation.finding("ST0201").missing == ("appointments of town",)


@pytest.mark.parametrize(
    ("interviewees", "outcome"),
    [(None, None), ((), None), (("p-town",), Outcome.VIOLATED)],
)
def test_nulls_read_as_not_done_leave_nobody_or_a_stranger(
    interviewees: tuple[str, ...] | None, outcome: Outcome | None
) -> None:
    """Policy not_recorded=violated: null interviewees are none, and nobody is then head."""
    situation = BY_THE_BOOK.without("town").with_talk(interviewees=interviewees)
    found = situation.under(not_recorded="violated").find("ST0201")
    assert (found and found.outcome) == outcome


def test_the_committee_may_be_above_at_any_height() -> None:
    school = BY_THE_BOOK.adding(organizations=(BUREAU, SCHOOL)).with_talk(organization="school")
    assert school.finding("ST0202").outcome is Outcome.SATISFIED
    assert school.with_talk(held_by="bureau").finding("ST0202").outcome is Outcome.SATISFIED
    assert school.with_talk(held_by="other-town").finding("ST0202").outcome is Outcome.VIOLATED


def test_a_superior_not_recorded_read_as_nobody_is_no_superior() -> None:
    top = BY_THE_BOOK.with_organization("town", superior=None).under(not_recorded="violated")
    assert top.finding("ST0202").outcome is Outcome.VIOLATED


@pytest.mark.parametrize("kind", list(OrganizationKind))
def test_local_committees_and_party_groups_are_bound_directly_others_by_reference(
    kind: OrganizationKind,
) -> None:
    """Art. 2 ¶1 names the two; ¶2 has the others apply the Measures by reference."""
    direct = {OrganizationKind.LOCAL_COMMITTEE, OrganizationKind.PARTY_GROUP}
    assert force_of(kind) is (Force.MANDATORY if kind in direct else Force.BY_REFERENCE)


def test_a_finding_binds_as_the_committee_that_held_the_talk_is_bound() -> None:
    """Not as the organization whose head was talked to is."""
    by_reference = BY_THE_BOOK.with_organization("county", kind=OrganizationKind.WORKING_COMMITTEE)
    forces = {
        each.rule: each.force for each in by_reference.findings() if each.subject.type == "talk"
    }
    assert forces.pop("ST0802") is Force.ADVISORY
    assert set(forces.values()) == {Force.BY_REFERENCE}
    for each in BY_THE_BOOK.findings():
        advisory = each.rule in ("ST0802", "ST0506")
        assert each.force is (Force.ADVISORY if advisory else Force.MANDATORY)


def test_the_steps_of_a_timely_talk_bind_by_reference() -> None:
    """Art. 10 ¶2 has timely talks follow them by analogy."""
    by_reference = {each.rule for each in TIMELY.findings() if each.force is Force.BY_REFERENCE}
    assert by_reference == {"ST1001", "ST1002"}
