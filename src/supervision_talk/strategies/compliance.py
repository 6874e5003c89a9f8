"""Registers of committees that do as the Measures ask, whatever the day on which one looks."""

from datetime import date
from typing import Final, NamedTuple

from hypothesis import strategies as st

from supervision_talk.calendar import ChinaCalendar
from supervision_talk.measures import EFFECTIVE_ON, Policy
from supervision_talk.model import Assessment, Disclosure, Register, Talk
from supervision_talk.model.vocabulary import (
    AssessmentKind,
    JudgementQuestion,
    OrganizationKind,
    TalkKind,
)
from supervision_talk.strategies.choices import ONE_DAY, Choices
from supervision_talk.strategies.office import HORIZON, LAST_TALK, Office, changed

__all__ = ["RegisterOnDay", "compliant_office", "compliant_registers"]

_FIRST_DAY: Final = date(2026, 1, 1)


class RegisterOnDay(NamedTuple):
    """A register and the day on which to look at it."""

    register: Register
    as_of: date


def compliant_registers(
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
) -> st.SearchStrategy[RegisterOnDay]:
    """Registers in which nothing is violated and nothing unknown, each with a day to look at it.

    A county with its towns, bureaus and what else there may be, perhaps below a city; heads that
    change; terms that end; regular and timely talks on any day from 2022 to 2027, many of them on
    month ends, before holidays, on the first and last days of posts and terms, with the
    rectification after them in time or in extension; files, plans, yearly duties, judgements,
    circumstances, assessments, disclosures. The day is one from 2026 to June 2028, often one on
    which something happens or is due, or the day beside: duties may be pending.

    Arguments:
        policy: the values under which the registers comply.

    >>> from hypothesis import given, settings
    >>> from supervision_talk import audit
    >>> @settings(max_examples=5, database=None)
    ... @given(compliant_registers())
    ... def complies(drawn):
    ...     assert not audit(drawn.register, drawn.as_of).totals["violated"]
    >>> complies()
    """
    return _compliant_registers(policy)


@st.composite
def _compliant_registers(draw: st.DrawFn, policy: Policy) -> RegisterOnDay:
    choices = Choices(draw)
    office = compliant_office(choices, policy)
    kept_for = None
    if choices.yes():
        kept_for = [id for id in office.organizations if choices.yes()]
    return RegisterOnDay(office.register(kept_for), choices.day_beside(_FIRST_DAY, HORIZON))


def compliant_office(choices: Choices, policy: Policy) -> Office:
    """Build an office that complies; it always has a county, a town and a bureau."""
    office = Office(
        choices=choices,
        policy=policy,
        counting=policy.counting(ChinaCalendar()),
        keeps_all=choices.yes(),
    )
    _organize(office)
    for organization in tuple(office.organizations.values()):
        office.appoint_team(organization)
    committees = office.committees()
    owners = {committee.id: _whose_term(office, committee.id) for committee in committees}
    for owner in dict.fromkeys(owners.values()):
        end = choices.day(date(2026, 2, 10), LAST_TALK) if choices.yes() else None
        office.add_term(owner, date(2021, 12, 20), end)
    for committee in committees:
        office.cover(committee, owners[committee.id])
    _more_talks(office)
    for committee in committees:
        office.add_years(committee.id)
    _oversee(office)
    office.is_compliant()
    return office


def _organize(office: Office) -> None:
    choices, add = office.choices, office.add
    city = add("city", "local_committee", "city").id if choices.yes() else None
    add("county", "local_committee", "county", city)
    add("town", "township_committee", "township", "county")
    add("bureau", "party_group", "county", "county", approved_by="county")
    if choices.yes():
        established_on = choices.day(date(2025, 6, 1), date(2027, 6, 30))
        add("zone", "working_committee", "county", "county", established_on=established_on)
    if choices.yes():
        abolished_on = choices.day(date(2026, 2, 1), date(2028, 1, 1))
        add("street", "street_working_committee", "township", "county", abolished_on=abolished_on)
    if choices.yes():
        add("school", "unit_committee", "county", "bureau")
    if choices.yes():
        add("village", "grassroots", "grassroots", "town")
    if choices.yes():
        add("inspectors", "discipline_organ", "county", "county")
    if choices.yes():
        add("army", "military", "county", "county")


def _whose_term(office: Office, committee: str) -> str:
    """Give whose terms count for a committee (Art. 5 ¶2)."""
    at = office.organizations[committee]
    if at.kind is OrganizationKind.PARTY_GROUP and at.approved_by is not None:
        return at.approved_by
    return at.id


def _more_talks(office: Office) -> None:
    """Add talks that no seat needs, governed or not, and judgements and disclosures about them."""
    choices = office.choices
    for organization in ("town", "bureau"):
        if choices.yes():
            _remember(office, office.spare_talk(organization=organization))
        if choices.yes():
            _remember(office, office.timely_talk(organization))
    if choices.yes():
        office.circumstance("town", choices.day(date(2025, 6, 1), EFFECTIVE_ON - ONE_DAY))
    if choices.yes() and office.policy.timely_within_days is None:
        office.circumstance("bureau", choices.day(EFFECTIVE_ON, LAST_TALK))
    if choices.yes():
        kind = choices.one_of([kind for kind in TalkKind if kind not in ("regular", "timely")])
        talk = office.spare_talk(kind=kind)
        office.talks[talk.id] = changed(talk, interviewees=None, steps=(), problems=None)
        office.rectifications.pop(talk.id)
    if choices.yes():
        id = f"t{len(office.talks):03}"
        office.talks[id] = Talk(
            id=id, kind=TalkKind.REGULAR, held_by="county", organization="bureau"
        )


def _remember(office: Office, talk: Talk) -> None:
    choices, held_on = office.choices, talk.held_on
    assert held_on is not None  # noqa: S101 - a governed talk was held
    if choices.yes():
        question = choices.one_of(list(JudgementQuestion))
        if choices.yes():
            office.judge(talk, question, answer=False, on=None)
            office.judge(talk, question, answer=True, on=held_on)
        else:
            office.judge(talk, question, answer=True, on=choices.one_of([None, held_on]))
    if choices.yes():
        confidential = choices.one_of([False, True])
        number = len(office.disclosures)
        office.disclosures[f"d{number}"] = Disclosure(
            id=f"d{number}",
            talk=talk.id,
            by="…",
            on=choices.one_of([None, held_on]),
            confidential=confidential,
            authorized=True if confidential else None,
        )


def _oversee(office: Office) -> None:
    choices = office.choices
    for kind in AssessmentKind:
        if choices.yes():
            assessor = choices.one_of(list(office.organizations))
            office.assessments[f"a-{kind}"] = Assessment(
                id=f"a-{kind}",
                kind=kind,
                assessor=assessor,
                organization=choices.one_of([None, "town"]),
                on=choices.one_of([None, choices.day(date(2025, 12, 1), LAST_TALK)]),
                considered_talks=True,
                considered_rectification=True if kind == AssessmentKind.ROUTINE else None,
            )
