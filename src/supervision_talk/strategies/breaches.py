"""Registers in which exactly one thing is wrong, of the rule that is asked for.

For every rule there is a way to break it in an office that complies, and nothing else with it.
Where the Measures let one thing not go wrong without another, `entailed_by` says so.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from hypothesis import strategies as st

from supervision_talk._values import frozen
from supervision_talk.measures import EFFECTIVE_ON, Policy
from supervision_talk.measures.facts.committee_year import day_of_year
from supervision_talk.measures.policy import MeasuresReportDue, Period
from supervision_talk.model import (
    AnnualPlan,
    Assessment,
    Disclosure,
    PlanItem,
    Rectification,
    Register,
    Talk,
)
from supervision_talk.model.vocabulary import (
    AssessmentKind,
    JudgementQuestion,
    Material,
    ReportContent,
    TalkKind,
    Unit,
)
from supervision_talk.strategies.choices import ONE_DAY, Choices
from supervision_talk.strategies.compliance import RegisterOnDay, compliant_office
from supervision_talk.strategies.office import HORIZON, LAST_TALK, YEARS, Office, changed

__all__ = [
    "BREACHES",
    "Breach",
    "Broken",
    "another_committee",
    "breached_registers",
    "breaches",
    "entailed_by",
    "held_on",
]


class Breach(NamedTuple):
    """A breach of one rule: the register before and after, and when and about what it shows.

    Attributes:
        compliant: the register before; nothing in it is violated or unknown.
        breached: the same with one thing done otherwise.
        as_of: a day on which the breach shows.
        subject: the id of the subject of the one finding that is violated.
    """

    compliant: Register
    breached: Register
    as_of: date
    subject: str


@frozen
class Broken:
    """What was broken in an office.

    Attributes:
        subject: the id of what the finding is about.
        first, last: between which days it shows.
    """

    subject: str
    first: date
    last: date = HORIZON


Breaking = Callable[[Office], Broken]
"""Breaks one thing in an office, after having said that it complies (`Office.is_compliant`)."""


def entailed_by(code: str, policy: Policy = Policy()) -> frozenset[str]:  # noqa: B008 - a frozen value
    """Give the rules that nobody can help breaking with a rule under a policy.

    Measures that are proposed late are reported late: what is reported counts as proposed
    (Art. 11 ¶1); not so where the policy sets no date for the report. Of a seat that is not
    covered somebody was not talked to in person (ST0506), if the policy counts everybody who was
    in office for a day.

    >>> entailed_by("ST1101"), entailed_by("ST1102")
    (frozenset({'ST1102'}), frozenset())
    """
    if code == "ST1101" and policy.measures_report_due is MeasuresReportDue.WITH_MEASURES:
        return frozenset({"ST1102"})
    if code == "ST0505" and policy.minimum_tenure_days <= 1:
        return frozenset({"ST0506"})
    return frozenset()


def breached_registers(
    code: str,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
) -> st.SearchStrategy[RegisterOnDay]:
    """Registers in which one thing is wrong, each with a day on which it shows.

    One finding of the rule is violated, and no other but of the rules that it entails
    (`entailed_by`); nothing is unknown.

    Arguments:
        code: of a rule of the Measures; of a host's own rules nothing is known here.
        policy: the values under which the registers are looked at.

    Raises:
        ValueError: there is no such rule, or nobody can break it under the policy: ST0507 without
            `timely_within_days`, ST1102 where `measures_report_due` is none.

    >>> from hypothesis import given, settings
    >>> from supervision_talk import audit
    >>> @settings(max_examples=5, database=None)
    ... @given(breached_registers("ST0601"))
    ... def names_the_breach(drawn):
    ...     report = audit(drawn.register, drawn.as_of)
    ...     assert [f.rule for f in report.findings if f.outcome == "violated"] == ["ST0601"]
    >>> names_the_breach()
    """
    return breaches(code, policy).map(lambda each: RegisterOnDay(each.breached, each.as_of))


def breaches(
    code: str,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
) -> st.SearchStrategy[Breach]:
    """Draw the same with the register before, and what the breach is about.

    Arguments:
        code: as for `breached_registers`.
        policy: likewise.

    Raises:
        ValueError: likewise.

    >>> from hypothesis import given, settings
    >>> from supervision_talk import check_talk
    >>> @settings(max_examples=5, database=None)
    ... @given(breaches("ST0702"))
    ... def shows_in_the_talk(breach):
    ...     findings = check_talk(breach.breached, breach.subject, breach.as_of).findings
    ...     assert [f.rule for f in findings if f.outcome == "violated"] == ["ST0702"]
    >>> shows_in_the_talk()
    """
    if code not in BREACHES:
        raise ValueError("code: expected that of a rule of the Measures")
    if code == "ST0507" and policy.timely_within_days is None:
        raise ValueError("policy: expected a number for timely_within_days; else nothing is late")
    if code == "ST1102" and policy.measures_report_due is MeasuresReportDue.NONE:
        raise ValueError("policy: expected measures_report_due with_measures; else nothing is late")
    return _breaches(BREACHES[code], policy)


@st.composite
def _breaches(draw: st.DrawFn, breaking: Breaking, policy: Policy) -> Breach:
    choices = Choices(draw)
    office = compliant_office(choices, policy)
    broken = breaking(office)
    return Breach(
        compliant=office.compliant,
        breached=office.register(),
        as_of=choices.day_beside(broken.first, broken.last),
        subject=broken.subject,
    )


def held_on(talk: Talk) -> date:
    """Give the day of a talk that was held."""
    day = talk.held_on
    assert day is not None  # noqa: S101 - such talks alone are built here
    return day


# Art. 2, 6 to 10: a talk of the county that no seat, person or plan needs


def _in_talk(
    change: Callable[[Office, Talk], Mapping[str, object]],
    *,
    organizations: tuple[str, ...] = ("town", "bureau"),
    kinds: tuple[TalkKind, ...] = (TalkKind.REGULAR, TalkKind.TIMELY),
) -> Breaking:
    """Break something by a change of a talk that shows at once."""

    def breaking(office: Office) -> Broken:
        talk = governed_talk(office, organizations, kinds)
        office.is_compliant()
        office.talks[talk.id] = changed(talk, **change(office, talk))
        return Broken(talk.id, held_on(talk))

    return breaking


def governed_talk(
    office: Office,
    organizations: tuple[str, ...] = ("town", "bureau"),
    kinds: tuple[TalkKind, ...] = (TalkKind.REGULAR, TalkKind.TIMELY),
) -> Talk:
    """Hold a talk of the county that no seat, person or plan needs."""
    organization = office.choices.one_of(organizations)
    if office.choices.one_of(kinds) is TalkKind.REGULAR:
        return office.spare_talk(organization=organization)
    return office.timely_talk(organization)


def _afterwards(office: Office, talk: Talk) -> date:
    return office.choices.day(held_on(talk) + ONE_DAY, held_on(talk) + 30 * ONE_DAY)


def _somebody_else(office: Office, talk: Talk) -> Mapping[str, object]:
    others = [office.deputy(talk.organization), office.person("p-nobody")]
    return {"interviewees": (office.choices.one_of(others),)}


def _by_an_outsider(office: Office) -> Broken:
    """Let an organization hold the talk that is not above the other."""
    apart = office.add("apart", "grassroots", "grassroots")
    office.appoint_team(apart)
    talk = governed_talk(office, ("bureau",), (TalkKind.REGULAR,))
    office.is_compliant()
    talker = office.head("apart", held_on(talk)) if _heads(office, talk) else office.deputy("apart")
    office.talks[talk.id] = changed(talk, held_by="apart", talker=talker)
    rectification = office.rectifications[talk.id]
    office.rectifications[talk.id] = changed(rectification, reported_to=None)
    return Broken(talk.id, held_on(talk))


def _heads(office: Office, talk: Talk) -> bool:
    return any(each.holds_on(held_on(talk)) for each in office.heads("apart"))


def _nobody_or_two(office: Office, talk: Talk) -> Mapping[str, object]:
    """Talk to nobody, or to two who head the organization on that day."""
    interviewees: tuple[str, ...] = ()
    one_day_is_not_enough = office.policy.minimum_tenure_days > 1
    if one_day_is_not_enough and office.choices.yes():
        day = held_on(talk)
        second = office.appoint(talk.organization, day, day)
        interviewees = (*(talk.interviewees or ()), second.person)
    return {"interviewees": interviewees}


def _not_the_secretary(office: Office) -> Broken:
    """Let a deputy talk to the town's secretary, or the committee two levels up."""
    choices = office.choices
    talk = governed_talk(office, ("town",), (TalkKind.REGULAR,))
    city = "city" in office.organizations and choices.yes()
    office.is_compliant()
    if city:
        talker = office.head("city", held_on(talk))
        office.talks[talk.id] = changed(talk, held_by="city", talker=talker)
        rectification = office.rectifications[talk.id]
        office.rectifications[talk.id] = changed(rectification, reported_to=None)
    else:
        office.talks[talk.id] = changed(talk, talker=office.deputy("county"))
    return Broken(talk.id, held_on(talk))


def _no_circumstance_of_its_own(office: Office) -> Broken:
    """Cite a circumstance of another organization too, or none where nothing else hangs on it."""
    talk = office.timely_talk(office.choices.one_of(["town", "bureau"]))
    other = "bureau" if talk.organization == "town" else "town"
    earlier = office.circumstance(other, EFFECTIVE_ON - ONE_DAY)
    office.is_compliant()
    basis: tuple[str, ...] = (*(talk.basis or ()), earlier.id)
    if office.policy.timely_within_days is None and office.choices.yes():
        basis = ()
    office.talks[talk.id] = changed(talk, basis=basis)
    return Broken(talk.id, held_on(talk))


def _no_problems(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    office.talks[talk.id] = changed(talk, problems=())
    _rectified(office, talk, measures=_measures_for(office, talk, ()))
    return Broken(talk.id, held_on(talk))


def _measures_for(office: Office, talk: Talk, problems: tuple[str, ...]) -> object:
    measures = office.rectifications[talk.id].measures or ()
    return tuple(changed(each, problems=problems) for each in measures)


def _copied(office: Office) -> Broken:
    """Tell the bureau what the town was told, or the other way round."""
    talks = [office.spare_talk(organization=each) for each in ("town", "bureau")]
    office.is_compliant()
    earlier, later = sorted(talks, key=lambda talk: (held_on(talk), talk.id))
    problems = tuple(
        changed(each, id=f"{later.id}-copy-{each.id}", summary=f" {each.summary}。")
        for each in earlier.problems or ()
    )
    office.talks[later.id] = changed(later, problems=problems)
    ids = tuple(each.id for each in problems)
    _rectified(office, later, measures=_measures_for(office, later, ids))
    return Broken(later.id, held_on(later))


def _judged(question: JudgementQuestion) -> Breaking:
    def breaking(office: Office) -> Broken:
        talk = governed_talk(office)
        if office.choices.yes():
            office.judge(
                talk, question, answer=True, on=office.choices.one_of([None, held_on(talk)])
            )
        office.is_compliant()
        on = office.choices.day(held_on(talk) + ONE_DAY, HORIZON)
        office.judge(talk, question, answer=False, on=on)
        return Broken(talk.id, on)

    return breaking


def _step_left_out(office: Office, talk: Talk) -> Mapping[str, object]:
    steps = list(talk.steps or ())
    del steps[office.choices.number(0, len(steps) - 1)]
    return {"steps": office.choices.one_of([(), tuple(steps)])}


def _steps_exchanged(office: Office, talk: Talk) -> Mapping[str, object]:
    steps = list(talk.steps or ())
    first = office.choices.number(0, len(steps) - 2)
    if office.choices.yes():
        day = held_on(talk)
        steps[first] = changed(steps[first], at=day)
        steps[first + 1] = changed(steps[first + 1], at=day - ONE_DAY)
    else:
        steps[first], steps[first + 1] = steps[first + 1], steps[first]
    return {"steps": tuple(steps)}


def _no_record(office: Office) -> Broken:
    talk = office.timely_talk(office.choices.one_of(["town", "bureau"]))
    office.is_compliant()
    office.talks[talk.id] = changed(talk, recorded_on=None)
    return Broken(talk.id, _after(office, talk, Period.PROGRESS))


def _after(office: Office, talk: Talk, period: Period) -> date:
    """Give the day after the end of a period that began with a talk."""
    return office.due(held_on(talk), period) + ONE_DAY


# Art. 11 and 12: what follows a talk


def _rectified(office: Office, talk: Talk, **changes: object) -> Rectification:
    rectification = changed(office.rectifications[talk.id], **changes)
    office.rectifications[talk.id] = rectification
    return rectification


def _measures_late_or_never(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    overdue = _after(office, talk, Period.MEASURES)
    late = office.choices.day(overdue, overdue + 40 * ONE_DAY) if office.choices.yes() else None
    _rectified(
        office, talk, measures_proposed_on=late, measures_reported_on=late, team_notified_on=late
    )
    return Broken(talk.id, overdue)


def _reported_late_or_never(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    overdue = _after(office, talk, Period.MEASURES)
    late = office.choices.day(overdue, overdue + 40 * ONE_DAY) if office.choices.yes() else None
    _rectified(office, talk, measures_reported_on=late)
    return Broken(talk.id, overdue)


def _contents_left_out(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    contents = office.choices.one_of([(), *((each,) for each in ReportContent)])
    rectification = _rectified(office, talk, report_contents=contents)
    return Broken(talk.id, rectification.measures_reported_on or HORIZON)


def _problem_unanswered(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    measures = office.rectifications[talk.id].measures or ()
    left_out = office.choices.number(0, len(measures) - 1)
    kept = [each for number, each in enumerate(measures) if number != left_out]
    if office.choices.yes():
        kept.append(changed(measures[left_out], problems=()))
    rectification = _rectified(office, talk, measures=tuple(kept))
    return Broken(talk.id, rectification.measures_reported_on or HORIZON)


def _team_not_told(office: Office) -> Broken:
    talk = governed_talk(office)
    measures = office.rectifications[talk.id].measures or ()
    concerning = tuple(changed(each, first_responsibility=True) for each in measures)
    rectification = _rectified(office, talk, measures=concerning)
    office.is_compliant()
    _rectified(office, talk, team_notified_on=None)
    overdue = _after(office, talk, Period.PROGRESS)
    return Broken(talk.id, max(overdue, rectification.measures_proposed_on or HORIZON))


def _progress_late_or_never(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    overdue = _after(office, talk, Period.PROGRESS)
    late = office.choices.day(overdue, overdue + 40 * ONE_DAY) if office.choices.yes() else None
    _rectified(office, talk, progress_reported_on=late)
    if late is not None:
        filing = office.filings[talk.id]
        materials = tuple(
            changed(each, filed_on=late) if each.material is Material.RECTIFICATION_REPORT else each
            for each in filing.materials or ()
        )
        office.filings[talk.id] = changed(filing, materials=materials)
    return Broken(talk.id, overdue)


def _reported_elsewhere(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    rectification = _rectified(office, talk, reported_to=office.choices.one_of(["town", "bureau"]))
    reported = (rectification.measures_reported_on, rectification.progress_reported_on)
    return Broken(talk.id, min(day for day in reported if day is not None))


def _file_incomplete(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    filing, rectification = office.filings[talk.id], office.rectifications[talk.id]
    lacking = office.choices.one_of(list(Material))
    materials = tuple(each for each in filing.materials or () if each.material is not lacking)
    office.filings[talk.id] = changed(filing, materials=materials)
    reports = (rectification.measures_reported_on, rectification.progress_reported_on)
    last = max(day for day in reports if day is not None)
    due = max(
        office.due(held_on(talk), Period.PROGRESS),
        office.counting.months_after(last, 1).effective,
    )
    return Broken(talk.id, due + ONE_DAY)


def _copy_not_sent(office: Office) -> Broken:
    talk = governed_talk(office)
    office.is_compliant()
    filing = office.filings[talk.id]
    lacking = office.choices.one_of([Unit.DISCIPLINE, Unit.ORGANIZATION])
    copies = tuple(each for each in filing.copies or () if each.to != lacking)
    office.filings[talk.id] = changed(filing, copies=copies)
    return Broken(talk.id, _after(office, talk, Period.PROGRESS))


# Art. 5: plans, seats, circumstances


def _plan_of_a_year(office: Office) -> tuple[AnnualPlan, date]:
    """Choose a plan of the county, and give the first day on which it can be looked at."""
    year = office.choices.one_of(YEARS[:-1])
    plan = office.plans["county", year]
    return plan, max(EFFECTIVE_ON, date(year, 1, 1), plan.adopted_on or HORIZON)


def _no_plan(office: Office) -> Broken:
    plan, _ = _plan_of_a_year(office)
    due = day_of_year(plan.year, office.policy.plan_due)
    adopted_on = None
    if office.choices.yes():
        adopted_on = office.choices.day(due + ONE_DAY, due + 60 * ONE_DAY)
    office.plans["county", plan.year] = changed(plan, adopted_on=adopted_on)
    return Broken(f"county/{plan.year}", max(EFFECTIVE_ON, due + ONE_DAY))


def _plan_without_division(office: Office) -> Broken:
    plan, first = _plan_of_a_year(office)
    items = list(plan.items or ())
    at = office.choices.number(0, len(items) - 1)
    # Without a due date of its own an item is due at the end of the year.
    done_by_then = (items[at].due_on or HORIZON) <= date(plan.year, 12, 31)
    if done_by_then and office.choices.yes():
        items[at] = changed(items[at], due_on=None)
    else:
        items[at] = changed(items[at], talker=None, responsible=None)
    office.plans["county", plan.year] = changed(plan, items=tuple(items))
    return Broken(f"county/{plan.year}", first)


def _plan_out_of_the_air(office: Office) -> Broken:
    plan, first = _plan_of_a_year(office)
    office.plans["county", plan.year] = changed(plan, informed_by=())
    return Broken(f"county/{plan.year}", first)


def _item_late_or_never(office: Office) -> Broken:
    """Plan a talk for a day before it was held, or one that nobody holds."""
    choices = office.choices
    talk = office.spare_talk(organization=choices.one_of(["town", "bureau"]))
    apart = office.add("apart", "grassroots", "grassroots")
    year = held_on(talk).year
    plan = office.plans["county", year]
    item = PlanItem(
        id="i-late",
        organization=talk.organization,
        responsible="…",
        due_on=choices.day(held_on(talk), date(year, 12, 31)),
    )
    items = plan.items or ()
    office.plans["county", year] = changed(plan, items=(*items, item))
    office.talks[talk.id] = changed(talk, plan_item=item.id)
    office.is_compliant()
    if choices.yes():
        due_on = choices.day(date(year - 1, 12, 1), held_on(talk) - ONE_DAY)
        planned, first = [changed(item, due_on=due_on)], held_on(talk)
    else:
        due_on = choices.day(date(year, 1, 1), date(year, 12, 31))
        never = changed(item, id="i-never", organization=apart.id, due_on=due_on)
        planned, first = [never, item], due_on + ONE_DAY
    office.plans["county", year] = changed(plan, items=(*items, *planned))
    return Broken(planned[0].id, max(first, plan.adopted_on or HORIZON))


def another_committee(office: Office, end: date | None) -> str:
    """Add a committee with one seat and a term of its own, and give the seat's id.

    Nobody heads the seat yet, and no plan counts on its talks.

    Arguments:
        office: where to.
        end: the end of its term; None: it runs.
    """
    office.add("other", "unit_committee", "county")
    office.add("other-seat", "grassroots", "grassroots", "other")
    office.appoint_team(office.organizations["other"])
    office.add_term("other", date(2021, 12, 20), end)
    office.add_years("other")
    return "other-seat"


def _seat_not_covered(office: Office) -> Broken:
    """Let a term end without a talk with a head who was too short in office to count as a person.

    What counts is the time since the Measures took effect; at the least it is the last day.
    """
    choices, least = office.choices, office.policy.minimum_tenure_days
    end = choices.day(EFFECTIVE_ON + ONE_DAY, EFFECTIVE_ON + 170 * ONE_DAY)
    seat = another_committee(office, end)
    too_short = (end - EFFECTIVE_ON).days + 1 < least
    start = date(2025, 1, 1) if too_short else end - max(least - 2, 0) * ONE_DAY
    office.appoint(seat, start, None)
    talk = office.talk("other", seat, choices.day(max(start, EFFECTIVE_ON), end))
    office.is_compliant()
    office.drop(talk)
    return Broken(f"other/{seat}/14", end + ONE_DAY)


def _person_not_talked_to(office: Office) -> Broken:
    """Let a head who was long enough in office leave without a talk; the seat is covered."""
    choices = office.choices
    seat = another_committee(office, None)
    change = choices.day(EFFECTIVE_ON + ONE_DAY, date(2026, 6, 30))
    least = max(office.policy.minimum_tenure_days, 1)
    left = change + choices.number(least, least + 200) * ONE_DAY
    office.appoint(seat, date(2021, 1, 5), change)
    person = office.appoint(seat, change + ONE_DAY, left).person
    office.appoint(seat, left + ONE_DAY, None)
    office.talk("other", seat, choices.day(EFFECTIVE_ON, change))
    talk = office.talk("other", seat, choices.day(change + ONE_DAY, min(left, LAST_TALK)))
    office.is_compliant()
    office.drop(talk)
    return Broken(f"other/{seat}/14/{person}", left + ONE_DAY)


def _circumstance_unanswered(office: Office) -> Broken:
    """Talk about a circumstance late, or never."""
    choices, within = office.choices, office.policy.timely_within_days or 1
    talk = office.timely_talk(choices.one_of(["town", "bureau"]))
    (basis,) = talk.basis or ()
    office.is_compliant()
    recognized_on = office.circumstances[basis].recognized_on or HORIZON
    overdue = office.counting.days_after(recognized_on, within).effective + ONE_DAY
    office.drop(talk)
    if choices.yes():
        day = overdue
        while not any(each.holds_on(day) for each in office.heads(talk.organization)):
            day += ONE_DAY
        office.talk("county", talk.organization, day, TalkKind.TIMELY, basis=(basis,))
    return Broken(basis, overdue)


# Art. 13 to 16: what a committee owes every year, oversight, secrecy


def _list_without_talks(office: Office) -> Broken:
    year = office.choices.one_of(YEARS[:-1])
    duties = office.annual_duties["county", year]
    answer = office.choices.one_of([False, None])
    first = date(year, 1, 1)
    if answer is None:
        first = day_of_year(year, office.policy.responsibility_list_due) + ONE_DAY
    office.annual_duties["county", year] = changed(
        duties, responsibility_list_includes_talks=answer
    )
    return Broken(f"county/{year}", max(EFFECTIVE_ON, first))


def _not_told_of(on: str, covers: str, due_value: str) -> Breaking:
    """Leave a yearly duty undone, do it late, or without a word of the talks."""

    def breaking(office: Office) -> Broken:
        year = office.choices.one_of(YEARS[:-1])
        duties = office.annual_duties["county", year]
        overdue = day_of_year(year + 1, getattr(office.policy, due_value)) + ONE_DAY
        changes: dict[str, object] = {on: None}
        first = overdue
        if office.choices.yes():
            changes = {covers: False}
            first = getattr(duties, on)
        elif office.choices.yes():
            changes = {on: office.choices.day(overdue, overdue + 60 * ONE_DAY)}
        office.annual_duties["county", year] = changed(duties, **changes)
        return Broken(f"county/{year}", first)

    return breaking


def _overlooked(kind: AssessmentKind, *fields: str) -> Breaking:
    """Assess without a look at one of the things that are to be looked at."""

    def breaking(office: Office) -> Broken:
        made = assess(office, kind)
        office.is_compliant()
        overlooked = office.choices.one_of(fields)
        office.assessments[made.id] = changed(made, **{overlooked: False})
        return Broken(made.id, made.on or EFFECTIVE_ON)

    return breaking


def assess(office: Office, kind: AssessmentKind) -> Assessment:
    """Have the county assess somebody."""
    made = Assessment(
        id="a-county",
        kind=kind,
        assessor="county",
        on=office.choices.one_of([None, office.choices.day(EFFECTIVE_ON, LAST_TALK)]),
        considered_talks=True,
        considered_rectification=True,
    )
    office.assessments[made.id] = made
    return made


def _passed_on(office: Office) -> Broken:
    made, talk = disclose(office)
    office.is_compliant()
    office.disclosures[made.id] = changed(made, authorized=False)
    return Broken(made.id, made.on or held_on(talk))


def disclose(office: Office) -> tuple[Disclosure, Talk]:
    """Pass something confidential about a talk on, with authorization."""
    talk = governed_talk(office)
    made = Disclosure(
        id="d-one",
        talk=talk.id,
        to="…",
        on=office.choices.one_of([None, office.choices.day(held_on(talk), HORIZON)]),
        confidential=True,
        authorized=True,
    )
    office.disclosures[made.id] = made
    return made, talk


BREACHES: Final[Mapping[str, Breaking]] = {
    "ST0201": _in_talk(_somebody_else),
    "ST0202": _by_an_outsider,
    "ST0501": _no_plan,
    "ST0502": _plan_without_division,
    "ST0503": _plan_out_of_the_air,
    "ST0504": _item_late_or_never,
    "ST0505": _seat_not_covered,
    "ST0506": _person_not_talked_to,
    "ST0507": _circumstance_unanswered,
    "ST0508": _no_circumstance_of_its_own,
    "ST0601": _in_talk(
        lambda office, _: {"organized_by": office.choices.one_of(list(Unit)[1:])},
    ),
    # Where the secretary must talk (ST0703) somebody from outside breaks both.
    "ST0701": _in_talk(
        lambda office, _: {"talker": office.person("p-nobody")}, organizations=("bureau",)
    ),
    "ST0702": _in_talk(_nobody_or_two),
    "ST0703": _not_the_secretary,
    "ST0801": _no_problems,
    "ST0802": _copied,
    "ST0803": _judged(JudgementQuestion.TO_THE_POINT),
    "ST0901": _in_talk(
        lambda office, talk: {"talker_prepared_on": _afterwards(office, talk)},
    ),
    "ST0902": _in_talk(
        lambda office, talk: {"self_examined_on": _afterwards(office, talk)},
        kinds=(TalkKind.REGULAR,),
    ),
    "ST1001": _in_talk(_step_left_out),
    "ST1002": _in_talk(_steps_exchanged),
    "ST1003": _no_record,
    "ST1101": _measures_late_or_never,
    "ST1102": _reported_late_or_never,
    "ST1103": _contents_left_out,
    "ST1104": _problem_unanswered,
    "ST1105": _team_not_told,
    "ST1106": _progress_late_or_never,
    "ST1107": _reported_elsewhere,
    "ST1201": _file_incomplete,
    "ST1202": _copy_not_sent,
    "ST1301": _list_without_talks,
    "ST1302": _not_told_of("report_submitted_on", "report_covers_talks", "annual_report_due"),
    "ST1303": _not_told_of("debriefed_on", "debrief_covers_talks", "debrief_due"),
    "ST1401": _overlooked(AssessmentKind.ASSESSMENT, "considered_talks"),
    "ST1501": _overlooked(AssessmentKind.INSPECTION, "considered_talks"),
    "ST1502": _overlooked(AssessmentKind.ROUTINE, "considered_talks", "considered_rectification"),
    "ST1601": _passed_on,
    "ST1702": _judged(JudgementQuestion.TRUTHFUL),
    "ST1703": _judged(JudgementQuestion.GENUINE),
}
"""How each rule of the Measures is broken; one is missing for a rule that is not."""
