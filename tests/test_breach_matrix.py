"""Each rule broken alone, left open alone, and looked at before it is due.

The matrix is made of the rule set: a rule that nobody says how to break fails here. What is broken
is `supervision_talk.strategies.breaches.BREACHES`; which fact each answer hangs on, and what else
hangs on the same fact, stands in `DOUBTS`.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from supervision_talk import MEASURES, Duty, Finding, Policy, Register, audit, dumps
from supervision_talk.measures import EFFECTIVE_ON, Outcome
from supervision_talk.measures.policy import Period
from supervision_talk.model import Talk
from supervision_talk.model.vocabulary import AssessmentKind, JudgementQuestion, TalkKind
from supervision_talk.strategies import Breach, breaches, entailed_by
from supervision_talk.strategies.breaches import (
    BREACHES,
    Breaking,
    Broken,
    another_committee,
    assess,
    disclose,
    governed_talk,
    held_on,
)
from supervision_talk.strategies.choices import ONE_DAY, Choices
from supervision_talk.strategies.compliance import compliant_office
from supervision_talk.strategies.office import HORIZON, YEARS, Office, changed
from tests.measures.outcomes import possible_outcomes
from tests.oracle import naive_findings

CODES = [rule.code for rule in MEASURES.rules]
SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome
EXAMPLES: Final = max(settings().max_examples // 10, 1)
"""Of each row: 10 in the usual run."""

POLICIES: Final[Mapping[str, tuple[dict[str, object], ...]]] = {
    # Nothing is late where nobody says how late is late.
    "ST0507": ({"timely_within_days": 30}, {"timely_within_days": 1}),
    # Under the default policy ST1102 goes with it; where reports have no date, it stands alone.
    "ST1101": ({}, {"measures_report_due": "none"}),
    # Where everybody counts who was in office for a day, the person goes with the seat.
    "ST0505": ({}, {"minimum_tenure_days": 0}),
    "ST1106": ({}, {"progress_within_days": 1}),
    "ST0504": ({}, {"own_organs_are_seats": True, "talks_before_effect_count": False}),
}
"""Under which policies a rule is broken, other than the default one alone."""

ROWS: Final = [(code, values) for code in CODES for values in POLICIES.get(code, ({},))]


def outcomes(
    register: Register, as_of: date, policy: Policy, *wanted: Outcome
) -> set[tuple[str, str]]:
    """Say which rule has one of the outcomes about which subject."""
    findings = audit(register, as_of, policy, satisfied=True).findings
    return {(each.rule, each.subject.id) for each in findings if each.outcome in wanted}


def by_the_oracle(
    register: Register, as_of: date, policy: Mapping[str, object], *wanted: Outcome
) -> set[tuple[str, str]]:
    document = json.loads(dumps(register))
    found = naive_findings(document, as_of, dict(policy))
    return {(each.rule, each.subject_id) for each in found if each.outcome in wanted}


def test_every_rule_can_be_broken() -> None:
    assert list(BREACHES) == CODES


@pytest.mark.parametrize(("code", "values"), ROWS)
def test_a_breach_is_found_and_nothing_else(code: str, values: dict[str, object]) -> None:
    """None before; after it that rule about that subject, and what it cannot but entail."""
    policy = Policy.from_values(values)
    also = entailed_by(code, policy)

    @settings(max_examples=EXAMPLES)
    @given(breaches(code, policy))
    def found(breach: Breach) -> None:
        as_of = breach.as_of
        assert outcomes(breach.compliant, as_of, policy, VIOLATED, UNKNOWN) == set()
        after = outcomes(breach.breached, as_of, policy, VIOLATED, UNKNOWN)
        assert {each for each in after if each[0] not in also} == {(code, breach.subject)}
        assert {rule for rule, _ in after} == {code, *also}
        assert outcomes(breach.breached, as_of, policy, UNKNOWN) == set()
        assert by_the_oracle(breach.breached, as_of, values, VIOLATED, UNKNOWN) == after

    found()


# Pending: the same register on the day on which the act is due


@pytest.mark.parametrize(
    ("code", "values"), [row for row in ROWS if isinstance(MEASURES[row[0]], Duty)]
)
def test_what_is_overdue_was_pending_on_its_due_date(code: str, values: dict[str, object]) -> None:
    """On the last day nothing is violated yet; the day after exactly this is."""
    policy, rule = Policy.from_values(values), MEASURES[code]
    assert isinstance(rule, Duty)
    overdue = rule.overdue
    tried = 0

    @settings(max_examples=EXAMPLES)
    @given(breaches(code, policy))
    def pending(breach: Breach) -> None:
        nonlocal tried
        late = finding(breach.breached, breach.as_of, policy, code, breach.subject)
        # Done in time but not as required: there is nothing to wait for.
        assume(late is not None and late.due is not None and late.days_late is not None)
        assert late is not None
        assert late.due is not None
        assume(late.facts.get("list_leaves_talks_out") is not True)
        last_day = late.due.effective
        then = finding(breach.breached, last_day, policy, code, breach.subject)
        # Until the talk that names an item is held, another may have done it.
        assume(then is not None and (code != "ST0504" or late.done_on is None))
        assert then is not None
        assert then.outcome is PENDING
        assert outcomes(breach.breached, last_day, policy, VIOLATED, UNKNOWN) == set()
        if overdue is None:
            day_after = outcomes(breach.breached, last_day + ONE_DAY, policy, VIOLATED, UNKNOWN)
            assert (code, breach.subject) in day_after
            assert {rule for rule, _ in day_after} == {code, *entailed_by(code, policy)}
        tried += 1

    pending()
    assert tried > 2


def finding(
    register: Register, as_of: date, policy: Policy, code: str, subject: str
) -> Finding | None:
    for each in audit(register, as_of, policy, satisfied=True).findings:
        if (each.rule, each.subject.id) == (code, subject):
            return each
    return None


@pytest.mark.parametrize(
    ("code", "values"), [("ST0507", {}), ("ST1102", {"measures_report_due": "none"})]
)
def test_what_has_no_date_is_pending_however_late_it_is(
    code: str, values: dict[str, object]
) -> None:
    policy = Policy.from_values(values)

    @settings(max_examples=EXAMPLES)
    @given(broken_offices(BREACHES[code], policy))
    def pending(drawn: Breach) -> None:
        assert outcomes(drawn.breached, HORIZON, policy, VIOLATED, UNKNOWN) == set()
        found = finding(drawn.breached, HORIZON, policy, code, drawn.subject)
        assert found is not None
        assert found.due is None
        assert (found.outcome is PENDING) is (found.done_on is None)

    pending()


@st.composite
def broken_offices(
    draw: st.DrawFn,
    breaking: Breaking,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
) -> Breach:
    choices = Choices(draw)
    office = compliant_office(choices, policy)
    broken = breaking(office)
    as_of = choices.day_beside(broken.first, broken.last)
    return Breach(office.compliant, office.register(), as_of, broken.subject)


# Unknown: the fact that the answer hangs on is taken away


class Doubt(NamedTuple):
    """How an answer is left open.

    Attributes:
        leaves_out: takes a fact out of an office that complies.
        also: what hangs on the same fact and cannot be told either, with the reason.
    """

    leaves_out: Breaking
    also: Mapping[str, str] = {}


def in_talk(
    field: str,
    kinds: tuple[TalkKind, ...] = (TalkKind.REGULAR, TalkKind.TIMELY),
    organizations: tuple[str, ...] = ("town", "bureau"),
) -> Breaking:
    def leaves_out(office: Office) -> Broken:
        talk = governed_talk(office, organizations, kinds)
        office.is_compliant()
        office.talks[talk.id] = changed(talk, **{field: None})
        return Broken(talk.id, held_on(talk))

    return leaves_out


def superior(office: Office) -> Broken:
    """An organ of the county's own: no seat, and no talk with it need be the secretary's."""
    organ = office.add("organ", "working_organ", "county", "county")
    office.appoint_team(organ)
    talk = office.spare_talk(organization=organ.id)
    office.is_compliant()
    office.organizations[organ.id] = changed(organ, superior=None)
    return Broken(talk.id, held_on(talk))


def plan(field: str) -> Breaking:
    def leaves_out(office: Office) -> Broken:
        year = office.choices.one_of(YEARS[:-1])
        adopted = office.plans["county", year]
        named = {each.id for each in adopted.items or ()}
        for talk in list(office.talks.values()):
            if talk.plan_item in named:
                office.talks[talk.id] = changed(talk, plan_item=None)
        office.is_compliant()
        office.plans["county", year] = changed(adopted, **{field: None})
        first = max(EFFECTIVE_ON, date(year, 1, 1), adopted.adopted_on or HORIZON)
        return Broken(f"county/{year}", first)

    return leaves_out


def heads_of_a_seat(office: Office) -> Broken:
    seat = another_committee(office, None)
    appointment = office.appoint(seat, date(2025, 1, 1), None)
    office.is_compliant()
    office.appointments.remove(appointment)
    return Broken(f"other/{seat}/14", EFFECTIVE_ON)


def interviewee_before_the_measures(office: Office) -> Broken:
    seat = another_committee(office, None)
    person = office.appoint(seat, date(2024, 1, 1), None).person
    day = office.choices.day(date(2024, 1, 1), EFFECTIVE_ON - ONE_DAY)
    talk = office.talk("other", seat, day)
    office.is_compliant()
    office.talks[talk.id] = changed(talk, interviewees=None)
    long_enough = EFFECTIVE_ON + (office.policy.minimum_tenure_days - 1) * ONE_DAY
    return Broken(f"other/{seat}/14/{person}", long_enough)


def recognition(office: Office) -> Broken:
    talk = office.timely_talk()
    (basis,) = talk.basis or ()
    office.is_compliant()
    office.circumstances[basis] = changed(office.circumstances[basis], recognized_on=None)
    return Broken(basis, EFFECTIVE_ON)


def reported_on_the_last_day(office: Office) -> tuple[Talk, date]:
    """A talk after which measures are proposed at once and reported a month later."""
    talk = governed_talk(office)
    due = office.due(held_on(talk), Period.MEASURES)
    rectification = office.rectifications[talk.id]
    measures = tuple(
        changed(each, first_responsibility=True) for each in rectification.measures or ()
    )
    office.rectifications[talk.id] = changed(
        rectification,
        measures=measures,
        measures_proposed_on=held_on(talk),
        measures_reported_on=due,
        team_notified_on=due,
    )
    return talk, due


def problems(office: Office) -> Broken:
    talk, reported_on = reported_on_the_last_day(office)
    rectification = office.rectifications[talk.id]
    measures = tuple(changed(each, problems=None) for each in rectification.measures or ())
    office.is_compliant()
    office.talks[talk.id] = changed(talk, problems=None)
    office.rectifications[talk.id] = changed(rectification, measures=measures)
    return Broken(talk.id, held_on(talk), reported_on - ONE_DAY)


def measures(office: Office) -> Broken:
    talk, reported_on = reported_on_the_last_day(office)
    office.is_compliant()
    office.rectifications[talk.id] = changed(
        office.rectifications[talk.id], measures=None, team_notified_on=None
    )
    return Broken(talk.id, held_on(talk), reported_on - ONE_DAY)


def problems_of_a_measure(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    rectification = office.rectifications[talk.id]
    first, *others = rectification.measures or ()
    office.rectifications[talk.id] = changed(
        rectification, measures=(changed(first, problems=None), *others)
    )
    return Broken(talk.id, rectification.measures_reported_on or HORIZON)


def report_contents(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    rectification = office.rectifications[talk.id]
    office.rectifications[talk.id] = changed(rectification, report_contents=None)
    return Broken(talk.id, rectification.measures_reported_on or HORIZON)


def answer(question: JudgementQuestion) -> Breaking:
    def leaves_out(office: Office) -> Broken:
        talk = governed_talk(office)
        made = office.judge(talk, question, answer=True, on=held_on(talk))
        office.is_compliant()
        office.judgements[made.id] = changed(made, answer=None)
        return Broken(talk.id, held_on(talk))

    return leaves_out


def filing(field: str) -> Breaking:
    """Nobody can tell once the file should be complete; until then it is pending."""

    def leaves_out(office: Office) -> Broken:
        talk = governed_talk(office)
        office.is_compliant()
        office.filings[talk.id] = changed(office.filings[talk.id], **{field: None})
        rectification = office.rectifications[talk.id]
        due = office.due(held_on(talk), Period.PROGRESS)
        if field == "materials":
            for day in (rectification.measures_reported_on, rectification.progress_reported_on):
                assert day is not None
                due = max(due, office.counting.months_after(day, 1).effective)
        return Broken(talk.id, due + ONE_DAY)

    return leaves_out


def yearly(on: str, field: str) -> Breaking:
    def leaves_out(office: Office) -> Broken:
        year = office.choices.one_of(YEARS[:-1])
        duties = office.annual_duties["county", year]
        office.annual_duties["county", year] = changed(duties, **{field: None})
        return Broken(f"county/{year}", getattr(duties, on))

    return leaves_out


def assessment(kind: AssessmentKind, *fields: str) -> Breaking:
    def leaves_out(office: Office) -> Broken:
        made = assess(office, kind)
        office.is_compliant()
        office.assessments[made.id] = changed(made, **{office.choices.one_of(fields): None})
        return Broken(made.id, made.on or EFFECTIVE_ON)

    return leaves_out


def disclosure(office: Office) -> Broken:
    made, talk = disclose(office)
    office.is_compliant()
    changes: dict[str, object] = {"authorized": None}
    if office.choices.yes():
        changes = {"authorized": False, "confidential": None}
    office.disclosures[made.id] = changed(made, **changes)
    return Broken(made.id, max(held_on(talk), made.on or held_on(talk)))


# A timely talk covers no seat and no person: only what is asked of the talk itself is left open.
_TIMELY: Final = (TalkKind.TIMELY,)
_NOBODY: Final = "both ask about the interviewees"
_STEPS: Final = "both ask about the steps"
_PROBLEMS: Final = "both ask about the problems"

DOUBTS: Final[Mapping[str, Doubt]] = {
    "ST0201": Doubt(in_talk("interviewees", _TIMELY), {"ST0702": _NOBODY}),
    "ST0202": Doubt(superior),
    "ST0502": Doubt(plan("items")),
    "ST0503": Doubt(plan("informed_by")),
    "ST0505": Doubt(heads_of_a_seat),
    "ST0506": Doubt(interviewee_before_the_measures),
    "ST0507": Doubt(recognition),
    "ST0508": Doubt(in_talk("basis", _TIMELY)),
    "ST0601": Doubt(in_talk("organized_by")),
    "ST0701": Doubt(in_talk("talker", organizations=("bureau",))),
    "ST0702": Doubt(in_talk("interviewees", _TIMELY), {"ST0201": _NOBODY}),
    "ST0703": Doubt(
        in_talk("talker", (TalkKind.REGULAR,), ("town",)), {"ST0701": "both ask about the talker"}
    ),
    "ST0801": Doubt(problems, {"ST0802": _PROBLEMS}),
    "ST0802": Doubt(problems, {"ST0801": _PROBLEMS}),
    "ST0803": Doubt(answer(JudgementQuestion.TO_THE_POINT)),
    "ST0901": Doubt(in_talk("talker_prepared_on")),
    "ST0902": Doubt(in_talk("self_examined_on", (TalkKind.REGULAR,))),
    "ST1001": Doubt(in_talk("steps"), {"ST1002": _STEPS}),
    "ST1002": Doubt(in_talk("steps"), {"ST1001": _STEPS}),
    "ST1103": Doubt(report_contents),
    "ST1104": Doubt(problems_of_a_measure),
    "ST1105": Doubt(measures),
    "ST1201": Doubt(filing("materials")),
    "ST1202": Doubt(filing("copies")),
    "ST1302": Doubt(yearly("report_submitted_on", "report_covers_talks")),
    "ST1303": Doubt(yearly("debriefed_on", "debrief_covers_talks")),
    "ST1401": Doubt(assessment(AssessmentKind.ASSESSMENT, "considered_talks")),
    "ST1501": Doubt(assessment(AssessmentKind.INSPECTION, "considered_talks")),
    "ST1502": Doubt(
        assessment(AssessmentKind.ROUTINE, "considered_talks", "considered_rectification")
    ),
    "ST1601": Doubt(disclosure),
    "ST1702": Doubt(answer(JudgementQuestion.TRUTHFUL)),
    "ST1703": Doubt(answer(JudgementQuestion.GENUINE)),
}


def test_every_rule_that_can_be_unknown_is_left_open() -> None:
    assert list(DOUBTS) == [
        rule.code for rule in MEASURES.rules if UNKNOWN in possible_outcomes(rule)
    ]


@pytest.mark.parametrize("code", DOUBTS)
def test_a_fact_that_is_missing_leaves_open_what_hangs_on_it_and_nothing_else(code: str) -> None:
    """None before; after it that rule about that subject; nothing is violated by it."""
    doubt = DOUBTS[code]

    @settings(max_examples=EXAMPLES)
    @given(broken_offices(doubt.leaves_out))
    def left_open(drawn: Breach) -> None:
        as_of, policy = drawn.as_of, Policy()
        assert outcomes(drawn.compliant, as_of, policy, VIOLATED, UNKNOWN) == set()
        expected = {(rule, drawn.subject) for rule in (code, *doubt.also)}
        assert outcomes(drawn.breached, as_of, policy, UNKNOWN) == expected
        assert outcomes(drawn.breached, as_of, policy, VIOLATED) == set()
        assert by_the_oracle(drawn.breached, as_of, {}, VIOLATED, UNKNOWN) == expected

    left_open()


@pytest.mark.parametrize("code", DOUBTS)
def test_a_committee_whose_file_is_complete_can_have_it_read_as_not_done(code: str) -> None:
    """Under not_recorded = violated the same register leaves nothing open."""
    policy = Policy.from_values({"not_recorded": "violated"})

    @settings(max_examples=EXAMPLES)
    @given(broken_offices(DOUBTS[code].leaves_out, policy))
    def read(drawn: Breach) -> None:
        assert outcomes(drawn.breached, drawn.as_of, policy, UNKNOWN) == set()

    read()
