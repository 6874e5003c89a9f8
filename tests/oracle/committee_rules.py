"""About a committee in kept_for: years, plan items, circumstances, assessments."""

from collections.abc import Callable
from datetime import date

from .records import (
    IN_FORCE,
    Record,
    World,
    day,
    existence,
    force_of,
    happened,
    held_on,
    judged_committees,
    kind_of,
    last_day_as_head,
    listed,
    listed_texts,
    must_held_on,
    must_text,
    next_level,
    number,
    of_year,
    organization,
    records,
    rows,
    said,
    superior_of,
    text,
    texts,
)
from .verdicts import (
    NaiveFinding,
    Truth,
    Verdict,
    both,
    finding,
    hard_duty,
    judge,
    known,
    not_done,
    requirement,
    unknown,
)
from .workdays import Due, due_in_days, fixed_due, month_day

FIRST_YEAR = 2026

CommitteeYear = tuple[str, int]


# The subject is a committee and a year


def committee_years(world: World) -> list[CommitteeYear]:
    """Every year from 2026 in which the committee and a next-level organization of it existed.

    On some day from 2026-01-30 to the earlier of as_of and 31 December.
    """
    return [
        (committee, year)
        for committee in judged_committees(world)
        for year in range(FIRST_YEAR, world.as_of.year + 1)
        if both_existed(world, committee, year)
    ]


def both_existed(world: World, committee: str, year: int) -> bool:
    first, last = existence(organization(world, committee))
    for subordinate in next_level(world, committee):
        its_first, its_last = existence(subordinate)
        begin = max(IN_FORCE, date(year, 1, 1), first, its_first)
        end = min(world.as_of, date(year, 12, 31), last, its_last)
        if begin <= end:
            return True
    return False


def adopted_plan(world: World, subject: CommitteeYear) -> Record | None:
    """The year's plan once adopted; adopted_on null or after as_of: it is not."""
    plan = of_year(world, "plans", *subject)
    return None if happened(world, day(plan, "adopted_on")) is None else plan


def st0501(world: World, subject: CommitteeYear) -> Verdict:
    """The year's plan has adopted_on; due 31 December of the year (policy)."""
    plan = of_year(world, "plans", *subject)
    due = fixed_due(month_day(subject[1], world.policy.plan_due))
    return hard_duty(world, due, happened(world, day(plan, "adopted_on")))


def st0502(world: World, subject: CommitteeYear) -> Verdict | None:
    """Adopted plan: items not empty, each with talker or responsible, and due_on.

    What is null in an item is not in the plan: violated; items null: unknown.
    """
    plan = adopted_plan(world, subject)
    if plan is None:
        return None
    items = listed(world, plan, "items")
    if items is None:
        return requirement(unknown("items"))
    complete = items != []
    for item in items:
        if text(item, "talker") is None and text(item, "responsible") is None:
            complete = False
        if day(item, "due_on") is None:
            complete = False
    return requirement(known(complete))


def st0503(world: World, subject: CommitteeYear) -> Verdict | None:
    """Adopted plan: informed_by not empty."""
    plan = adopted_plan(world, subject)
    if plan is None:
        return None
    by = listed_texts(world, plan, "informed_by")
    return requirement(unknown("informed_by") if by is None else known(by != []))


def st1301(world: World, subject: CommitteeYear) -> Verdict:
    """responsibility_list_includes_talks is true; false: violated.

    Null: pending until 31 December of the year (policy), then violated.
    """
    duties = of_year(world, "annual_duties", *subject)
    due = fixed_due(month_day(subject[1], world.policy.responsibility_list_due))
    includes = said(world, duties, "responsibility_list_includes_talks")
    if includes is True:
        return Verdict("satisfied", due)
    overdue = not_done(world, due)
    if includes is False:
        return Verdict("violated", due, days_late=overdue.days_late)
    return overdue


def submitted(
    world: World, subject: CommitteeYear, fields: tuple[str, str], month_and_day: str
) -> Verdict:
    """ST1302, ST1303: submitted, with the section; due 31 March of the next year (policy).

    Submitted without the section: violated; in time and null: unknown; done_on is the day of
    submission in each case, days_late if late.
    """
    duties = of_year(world, "annual_duties", *subject)
    due = fixed_due(month_day(subject[1] + 1, month_and_day))
    done_on = happened(world, day(duties, fields[0]))
    if done_on is None:
        return hard_duty(world, due, None)
    covers = said(world, duties, fields[1])
    in_time = hard_duty(world, due, done_on)
    if in_time.outcome == "violated" or covers is False:
        return Verdict("violated", due, done_on, days_late=in_time.days_late)
    if covers is None:
        return Verdict("unknown", due, done_on, missing=frozenset({fields[1]}))
    return in_time


def st1302(world: World, subject: CommitteeYear) -> Verdict:
    fields = ("report_submitted_on", "report_covers_talks")
    return submitted(world, subject, fields, world.policy.annual_report_due)


def st1303(world: World, subject: CommitteeYear) -> Verdict:
    fields = ("debriefed_on", "debrief_covers_talks")
    return submitted(world, subject, fields, world.policy.debrief_due)


YEAR_RULES: list[tuple[str, str, Callable[[World, CommitteeYear], Verdict | None]]] = [
    ("ST0501", "committee", st0501),
    ("ST0502", "committee", st0502),
    ("ST0503", "committee", st0503),
    ("ST1301", "committee", st1301),
    ("ST1302", "committee", st1302),
    ("ST1303", "secretary", st1303),
]


def year_findings(world: World) -> list[NaiveFinding]:
    found = []
    for committee, year in committee_years(world):
        for rule, bearer, judged_by in YEAR_RULES:
            verdict = judge(world, judged_by, (committee, year))
            if verdict is not None:
                subject = ("committee_year", f"{committee}/{year}")
                found.append(finding(rule, force_of(world, committee), subject, bearer, verdict))
    return found


# The subject is an item of an adopted plan of 2026 or later


def regular_talks_held(world: World) -> list[Record]:
    """A regular talk was held, governed or not."""
    return [
        talk
        for talk in records(world, "talks")
        if must_text(talk, "kind") == "regular" and held_on(world, talk) is not None
    ]


def talks_naming(world: World, item: Record) -> list[Record]:
    return [
        talk
        for talk in regular_talks_held(world)
        if text(talk, "plan_item") == must_text(item, "id")
    ]


def item_due(item: Record, year: int) -> date:
    """due_on, or 31 December of the year."""
    due_on = day(item, "due_on")
    return date(year, 12, 31) if due_on is None else due_on


def done_items(world: World, plan: Record) -> dict[str, date]:
    """ST0504: the day on which each item of the plan was done, where it was.

    The earliest talk naming the item, else the earliest in the plan's year by the committee with
    that organization that names no item and does no other item: such talks are given out one
    each, the item with the earlier due date, then id, first.
    """
    year = number(plan, "year")
    items = rows(plan, "items")
    done: dict[str, date] = {}
    waiting: list[tuple[date, str, Record]] = []
    for item in [] if items is None else items:
        naming = talks_naming(world, item)
        if naming:
            done[must_text(item, "id")] = min(must_held_on(world, talk) for talk in naming)
        else:
            waiting.append((item_due(item, year), must_text(item, "id"), item))
    free: list[tuple[date, str, Record]] = []
    for talk in regular_talks_held(world):
        when = must_held_on(world, talk)
        by_it = must_text(talk, "held_by") == must_text(plan, "organization")
        if by_it and when.year == year and text(talk, "plan_item") is None:
            free.append((when, must_text(talk, "id"), talk))
    for _, item_id, item in sorted(waiting, key=lambda one: one[:2]):
        for one in sorted(free, key=lambda one: one[:2]):
            if must_text(one[2], "organization") == must_text(item, "organization"):
                done[item_id] = one[0]
                free.remove(one)
                break
    return done


def item_findings(world: World) -> list[NaiveFinding]:
    found = []
    for plan in records(world, "plans"):
        committee, year = must_text(plan, "organization"), number(plan, "year")
        if committee not in judged_committees(world) or year < FIRST_YEAR:
            continue
        if happened(world, day(plan, "adopted_on")) is None:
            continue
        done = done_items(world, plan)
        items = rows(plan, "items")
        for item in [] if items is None else items:
            item_id = must_text(item, "id")
            verdict = hard_duty(world, fixed_due(item_due(item, year)), done.get(item_id))
            force, subject = force_of(world, committee), ("plan_item", item_id)
            found.append(finding("ST0504", force, subject, "committee", verdict))
    return found


# The subject is a circumstance of a next-level organization of a committee in kept_for


def timely_talks(world: World, circumstance: Record, committee: str) -> list[date]:
    """The days of timely talks by that superior, on or after recognized_on, with it in the basis.

    recognized_on null: every such talk.
    """
    recognized = day(circumstance, "recognized_on")
    found = []
    for talk in records(world, "talks"):
        when = held_on(world, talk)
        if must_text(talk, "kind") != "timely" or must_text(talk, "held_by") != committee:
            continue
        if when is None or (recognized is not None and when < recognized):
            continue
        basis = texts(talk, "basis")
        if basis is not None and must_text(circumstance, "id") in basis:
            found.append(when)
    return found


def headship_ended(world: World, circumstance: Record, due: Due | None) -> bool:
    """The person's headship ended (before the effective due date, if there is one)."""
    person = text(circumstance, "person")
    if person is None:
        return False
    last = last_day_as_head(world, must_text(circumstance, "organization"), person)
    if last is None or last >= world.as_of:
        return False
    return due is None or last < due.effective


def st0507(world: World, circumstance: Record) -> Verdict | None:
    """A timely talk on or after recognized_on has it in its basis.

    Due only where the policy sets a number of days, else pending without a date. Recognized_on
    null: unknown. Not applicable if the headship ended and no talk was held.
    """
    committee = superior_of(world, must_text(circumstance, "organization"))
    assert committee is not None
    recognized = day(circumstance, "recognized_on")
    days = world.policy.timely_within_days
    talks = timely_talks(world, circumstance, committee)
    if recognized is None:
        over = days is None and headship_ended(world, circumstance, None)
        if world.closed or (over and talks == []):
            return None
        return requirement(unknown("recognized_on"))
    if recognized < IN_FORCE or recognized > world.as_of:
        return None
    due = None if days is None else due_in_days(world, recognized, days)
    if talks == [] and headship_ended(world, circumstance, due):
        return None
    return hard_duty(world, due, min(talks) if talks else None)


def circumstance_findings(world: World) -> list[NaiveFinding]:
    found = []
    for circumstance in records(world, "circumstances"):
        for committee in judged_committees(world):
            seats = [must_text(one, "id") for one in next_level(world, committee)]
            if must_text(circumstance, "organization") not in seats:
                continue
            verdict = judge(world, st0507, circumstance)
            if verdict is not None:
                force = force_of(world, committee)
                subject = ("circumstance", must_text(circumstance, "id"))
                found.append(finding("ST0507", force, subject, "committee", verdict))
    return found


# The subject is an assessment


def considered(world: World, assessment: Record, field: str) -> Truth:
    value = said(world, assessment, field)
    return unknown(field) if value is None else known(value)


def considers_talks(world: World, assessment: Record) -> Verdict | None:
    """ST1401, ST1501: considered_talks."""
    return requirement(considered(world, assessment, "considered_talks"))


def considers_both(world: World, assessment: Record) -> Verdict | None:
    """ST1502: considered_talks and considered_rectification."""
    talks = considered(world, assessment, "considered_talks")
    return requirement(both(talks, considered(world, assessment, "considered_rectification")))


ASSESSMENT_RULES: dict[str, tuple[str, Callable[[World, Record], Verdict | None]]] = {
    "assessment": ("ST1401", considers_talks),
    "inspection": ("ST1501", considers_talks),
    "routine": ("ST1502", considers_both),
}


def assessment_findings(world: World) -> list[NaiveFinding]:
    """Dated 2026-01-30 or later (not after as_of), or undated.

    Whose assessor (not military), or the organization directly above it, is a committee whose
    duties are judged: in kept_for and not military.
    """
    found = []
    for assessment in records(world, "assessments"):
        on = day(assessment, "on")
        if on is not None and not IN_FORCE <= on <= world.as_of:
            continue
        assessor = must_text(assessment, "assessor")
        if kind_of(world, assessor) == "military":
            continue
        kept = judged_committees(world)
        if assessor not in kept and superior_of(world, assessor) not in kept:
            continue
        rule, judged_by = ASSESSMENT_RULES[must_text(assessment, "kind")]
        verdict = judge(world, judged_by, assessment)
        if verdict is not None:
            subject = ("assessment", must_text(assessment, "id"))
            found.append(finding(rule, "mandatory", subject, "assessor", verdict))
    return found
