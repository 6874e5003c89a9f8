"""About a governed talk whose held_by is in kept_for: one function a row of the table."""

import unicodedata
from collections.abc import Callable
from datetime import date

from .records import (
    Record,
    World,
    about_talk,
    appointments_of,
    day,
    flag,
    force_of,
    happened,
    holds_on,
    is_later,
    is_secretary_on,
    judged_talks,
    listed,
    listed_texts,
    moment,
    must_held_on,
    must_text,
    no_appointment_recorded,
    no_secretary_recorded,
    organization,
    records,
    rows,
    said,
    shanghai_day,
    superior_of,
    text,
    texts,
    why_not_governed,
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
    not_told,
    requirement,
    soft_duty,
    unknown,
)
from .workdays import Due, due_in_months, m1, m3

STEPS = [
    "self_examination",
    "issues_pointed_out",
    "explanation",
    "rectification_required",
    "commitment",
]


# Conditions that coverage (ST0505) asks too, of talks governed or not


def interviewee_is_head(world: World, talk: Record) -> Truth | None:
    """ST0201: every interviewee is secretary of `organization` on d (acting counts: policy).

    No interviewees: not applicable. Unknown if no secretary of that organization is recorded.
    """
    subordinate = must_text(talk, "organization")
    interviewees = listed_texts(world, talk, "interviewees")
    if interviewees == []:
        return None
    missing = []
    if interviewees is None:
        missing.append("interviewees")
    if no_secretary_recorded(world, subordinate) and not world.closed:
        missing.append("appointments")
    if interviewees is None or missing:
        return unknown(*missing)
    when = must_held_on(world, talk)
    return known(all(is_secretary_on(world, subordinate, one, when) for one in interviewees))


def subordinate_organization(world: World, talk: Record) -> Truth:
    """ST0202: held_by is among the superiors at any height; unknown if its superior is null."""
    above = superior_of(world, must_text(talk, "organization"))
    if above is None:
        return not_told(world, "superior")
    while above is not None:
        if above == must_text(talk, "held_by"):
            return known(True)
        above = superior_of(world, above)
    return known(False)


def talker_in_leadership(world: World, talk: Record) -> Truth:
    """ST0701: talker holds any role in held_by on d.

    Unknown if no appointment of held_by is recorded.
    """
    committee = must_text(talk, "held_by")
    talker = text(talk, "talker")
    missing = []
    if talker is None:
        missing.append("talker")
    if no_appointment_recorded(world, committee):
        missing.append("appointments")
    if missing:
        return not_told(world, *missing)
    when = must_held_on(world, talk)
    for appointment in appointments_of(world, committee):
        if must_text(appointment, "person") == talker and holds_on(appointment, when):
            return known(True)
    return known(False)


def individual_talk(world: World, talk: Record) -> Truth:
    """ST0702: exactly one interviewee."""
    interviewees = listed_texts(world, talk, "interviewees")
    if interviewees is None:
        return unknown("interviewees")
    return known(len(set(interviewees)) == 1)


def superior_secretary(world: World, talk: Record) -> Truth | None:
    """ST0703: regular only, and organizations of the kinds that Art. 7 s2 names.

    held_by is its direct superior and talker is secretary of held_by on d; its superior null, or
    no secretary of held_by recorded: that half is unknown.
    """
    if must_text(talk, "kind") != "regular":
        return None
    subordinate = organization(world, must_text(talk, "organization"))
    kind = must_text(subordinate, "kind")
    if kind == "local_committee":
        if must_text(subordinate, "level") not in ("city", "county"):
            return None
    elif kind not in ("prefecture_committee", "township_committee", "street_working_committee"):
        return None
    return both(held_by_direct_superior(world, talk), talker_is_secretary(world, talk))


def held_by_direct_superior(world: World, talk: Record) -> Truth:
    above = superior_of(world, must_text(talk, "organization"))
    if above is None:
        return not_told(world, "superior")
    return known(above == must_text(talk, "held_by"))


def talker_is_secretary(world: World, talk: Record) -> Truth:
    committee = must_text(talk, "held_by")
    talker = text(talk, "talker")
    missing = []
    if talker is None:
        missing.append("talker")
    if no_secretary_recorded(world, committee):
        missing.append("appointments")
    if talker is None or missing:
        return not_told(world, *missing)
    return known(is_secretary_on(world, committee, talker, must_held_on(world, talk)))


# The rules


def st0201(world: World, talk: Record) -> Verdict | None:
    return requirement(interviewee_is_head(world, talk))


def st0202(world: World, talk: Record) -> Verdict | None:
    return requirement(subordinate_organization(world, talk))


def st0508(world: World, talk: Record) -> Verdict | None:
    """Timely only: basis is not empty and each circumstance is of `organization`."""
    if must_text(talk, "kind") != "timely":
        return None
    basis = listed_texts(world, talk, "basis")
    if basis is None:
        return requirement(unknown("basis"))
    fits = basis != []
    for circumstance in records(world, "circumstances"):
        if must_text(circumstance, "id") not in basis:
            continue
        if must_text(circumstance, "organization") != must_text(talk, "organization"):
            fits = False
    return requirement(known(fits))


def st0601(world: World, talk: Record) -> Verdict | None:
    """organized_by is `office`."""
    by = text(talk, "organized_by")
    return requirement(not_told(world, "organized_by") if by is None else known(by == "office"))


def st0701(world: World, talk: Record) -> Verdict | None:
    return requirement(talker_in_leadership(world, talk))


def st0702(world: World, talk: Record) -> Verdict | None:
    return requirement(individual_talk(world, talk))


def st0703(world: World, talk: Record) -> Verdict | None:
    return requirement(superior_secretary(world, talk))


def st0801(world: World, talk: Record) -> Verdict | None:
    """problems is not empty."""
    problems = listed(world, talk, "problems")
    return requirement(unknown("problems") if problems is None else known(problems != []))


def letters_and_digits(summary: str) -> str:
    """Compared by their letters and digits (Unicode L, M, N) after NFKC."""
    kept = ""
    for character in unicodedata.normalize("NFKC", summary):
        if unicodedata.category(character)[0] in "LMN":
            kept = kept + character
    return kept


def summaries(problems: list[Record]) -> set[str]:
    """Over problems with a summary that has letters or digits."""
    found = set()
    for problem in problems:
        summary = text(problem, "summary")
        if summary is not None and letters_and_digits(summary) != "":
            found.add(letters_and_digits(summary))
    return found


def st0802(world: World, talk: Record) -> Verdict | None:
    """No earlier governed talk of the same committee with another organization has the same set.

    Earlier: by d, then id. Problems that an earlier talk does not record are no set to compare.
    """
    problems = listed(world, talk, "problems")
    if problems is None:
        return requirement(unknown("problems"))
    mine = summaries(problems)
    if mine == set():
        return None
    this = (must_held_on(world, talk), must_text(talk, "id"))
    for other in records(world, "talks"):
        if why_not_governed(world, other) is not None:
            continue
        if must_text(other, "held_by") != must_text(talk, "held_by"):
            continue
        if must_text(other, "organization") == must_text(talk, "organization"):
            continue
        if (must_held_on(world, other), must_text(other, "id")) >= this:
            continue
        theirs = rows(other, "problems")
        if theirs is not None and summaries(theirs) == mine:
            return requirement(known(False))
    return requirement(known(True))


def judged(world: World, talk: Record, question: str) -> Verdict | None:
    """ST0803, ST1702, ST1703: where judged, the answer of the latest judgement is true.

    The latest by date, then id, not after as_of; an undated one counts as the earliest.
    """
    latest: Record | None = None
    latest_key = (date.min, "")
    for judgement in records(world, "judgements"):
        if must_text(judgement, "talk") != must_text(talk, "id"):
            continue
        if must_text(judgement, "question") != question:
            continue
        on = day(judgement, "on")
        if on is not None and on > world.as_of:
            continue
        key = (date.min if on is None else on, must_text(judgement, "id"))
        if latest is None or key > latest_key:
            latest, latest_key = judgement, key
    if latest is None:
        return None
    answer = said(world, latest, "answer")
    return requirement(unknown("answer") if answer is None else known(answer))


def st0803(world: World, talk: Record) -> Verdict | None:
    return judged(world, talk, "to_the_point")


def on_or_before_talk(world: World, talk: Record, field: str) -> Verdict | None:
    when = day(talk, field)
    if when is None:
        return requirement(not_told(world, field))
    return requirement(known(when <= must_held_on(world, talk)))


def st0901(world: World, talk: Record) -> Verdict | None:
    """talker_prepared_on is on or before d."""
    return on_or_before_talk(world, talk, "talker_prepared_on")


def st0902(world: World, talk: Record) -> Verdict | None:
    """Regular only: self_examined_on is on or before d."""
    if must_text(talk, "kind") != "regular":
        return None
    return on_or_before_talk(world, talk, "self_examined_on")


def steps_taken(world: World, talk: Record) -> list[Record] | None:
    """A step without a time counts as happened; one after as_of has not happened."""
    steps = listed(world, talk, "steps")
    if steps is None:
        return None
    taken = []
    for step in steps:
        at = moment(step, "at")
        if at is None or shanghai_day(at) <= world.as_of:
            taken.append(step)
    return taken


def st1001(world: World, talk: Record) -> Verdict | None:
    """All five steps are there."""
    taken = steps_taken(world, talk)
    if taken is None:
        return requirement(unknown("steps"))
    there = [must_text(step, "step") for step in taken]
    return requirement(known(all(step in there for step in STEPS)))


def st1002(world: World, talk: Record) -> Verdict | None:
    """With two or more different steps: first occurrences in order, and times do not decrease.

    Every time given is compared with every one given after it in the list.
    """
    taken = steps_taken(world, talk)
    if taken is None:
        return requirement(unknown("steps"))
    different: list[str] = []
    times = []
    for step in taken:
        if must_text(step, "step") not in different:
            different.append(must_text(step, "step"))
        at = moment(step, "at")
        if at is not None:
            times.append(at)
    if len(different) < 2:
        return None
    in_order = different == [step for step in STEPS if step in different]
    for index, earlier in enumerate(times):
        for later in times[index + 1 :]:
            if is_later(earlier, later):
                in_order = False
    return requirement(known(in_order))


def st1003(world: World, talk: Record) -> Verdict | None:
    """Timely only: recorded_on is there; soft due M3."""
    if must_text(talk, "kind") != "timely":
        return None
    recorded = happened(world, day(talk, "recorded_on"))
    due = m3(world, must_held_on(world, talk))
    return soft_duty(world, due, recorded is not None, recorded)


def done_by_interviewee(world: World, talk: Record, field: str) -> date | None:
    """Once reported or proposed means on a date not after as_of."""
    return happened(world, day(about_talk(world, "rectifications", talk), field))


def st1101(world: World, talk: Record) -> Verdict | None:
    """The earlier of measures_proposed_on and measures_reported_on; due M1."""
    dates = []
    for field in ("measures_proposed_on", "measures_reported_on"):
        done = done_by_interviewee(world, talk, field)
        if done is not None:
            dates.append(done)
    due = m1(world, must_held_on(world, talk))
    return hard_duty(world, due, min(dates) if dates else None)


def st1102(world: World, talk: Record) -> Verdict | None:
    """measures_reported_on; due M1 (policy measures_report_due = none: no due date)."""
    due = m1(world, must_held_on(world, talk))
    dated = world.policy.measures_report_due != "none"
    done = done_by_interviewee(world, talk, "measures_reported_on")
    return hard_duty(world, due if dated else None, done)


def st1103(world: World, talk: Record) -> Verdict | None:
    """Once reported: contents include thoughts and measures."""
    if done_by_interviewee(world, talk, "measures_reported_on") is None:
        return None
    contents = listed_texts(world, about_talk(world, "rectifications", talk), "report_contents")
    if contents is None:
        return requirement(unknown("report_contents"))
    return requirement(known("thoughts" in contents and "measures" in contents))


def st1104(world: World, talk: Record) -> Verdict | None:
    """Once reported, with problems: every problem is named by a measure.

    A measure whose problems are null matters only if the others leave a problem unnamed.
    """
    if done_by_interviewee(world, talk, "measures_reported_on") is None:
        return None
    problems = listed(world, talk, "problems")
    measures = listed(world, about_talk(world, "rectifications", talk), "measures")
    if problems == []:
        return None
    missing = []
    if problems is None:
        missing.append("problems")
    if measures is None:
        missing.append("measures")
    if problems is None or measures is None:
        return requirement(unknown(*missing))
    return requirement(every_problem_named(world, problems, measures))


def every_problem_named(world: World, problems: list[Record], measures: list[Record]) -> Truth:
    named = []
    for measure in measures:
        names = texts(measure, "problems")
        if names is not None:
            named.extend(names)
    if all(must_text(problem, "id") in named for problem in problems):
        return known(True)
    if any(listed_texts(world, measure, "problems") is None for measure in measures):
        return unknown("problems")
    return known(False)


def st1105(world: World, talk: Record) -> Verdict | None:
    """Once proposed or reported, if a measure concerns first responsibility: team_notified_on.

    Soft due M3. Measures null and no notice on or before as_of: unknown.
    """
    proposed = done_by_interviewee(world, talk, "measures_proposed_on")
    reported = done_by_interviewee(world, talk, "measures_reported_on")
    if proposed is None and reported is None:
        return None
    due = m3(world, must_held_on(world, talk))
    notified = done_by_interviewee(world, talk, "team_notified_on")
    measures = listed(world, about_talk(world, "rectifications", talk), "measures")
    if measures is None:
        if notified is None:
            return Verdict("unknown", due, missing=frozenset({"measures"}))
        return soft_duty(world, due, done=True, done_on=notified)
    if not any(flag(measure, "first_responsibility") is True for measure in measures):
        return None
    return soft_duty(world, due, notified is not None, notified)


def st1106(world: World, talk: Record) -> Verdict | None:
    """progress_reported_on; due M3."""
    done = done_by_interviewee(world, talk, "progress_reported_on")
    return hard_duty(world, m3(world, must_held_on(world, talk)), done)


def st1107(world: World, talk: Record) -> Verdict | None:
    """Once anything is reported: reported_to is null or held_by."""
    measures = done_by_interviewee(world, talk, "measures_reported_on")
    progress = done_by_interviewee(world, talk, "progress_reported_on")
    if measures is None and progress is None:
        return None
    to = text(about_talk(world, "rectifications", talk), "reported_to")
    return requirement(known(to is None or to == must_text(talk, "held_by")))


def entries_done(
    world: World, entries: list[Record], wanted: list[str], what: str, when: str
) -> tuple[bool, date | None]:
    """Whether every wanted thing is among the entries, and the date of the last of them.

    An entry without a date counts as happened; it gives no date. A thing entered more than once
    was done on the earliest of its dates.
    """
    done_on: list[date] = []
    undated = False
    for thing in wanted:
        dates = []
        there = False
        for entry in entries:
            if must_text(entry, what) != thing:
                continue
            on = day(entry, when)
            if on is None:
                there = True
            elif on <= world.as_of:
                there = True
                dates.append(on)
        if not there:
            return False, None
        if dates:
            done_on.append(min(dates))
        else:
            undated = True
    return True, None if undated else max(done_on)


def file_due(world: World, talk: Record) -> Due:
    """ST1201: the later of M3 and one month after the last report recorded by as_of."""
    due = m3(world, must_held_on(world, talk))
    for field in ("measures_reported_on", "progress_reported_on"):
        reported = done_by_interviewee(world, talk, field)
        if reported is not None:
            after = due_in_months(world, reported, 1)
            if (after.nominal, after.effective) > (due.nominal, due.effective):
                due = after
    return due


def list_duty(
    world: World,
    due: Due,
    entries: list[Record] | None,
    missing: str,
    wanted: tuple[list[str], str, str],
) -> Verdict:
    """ST1201, ST1202: the list null: pending until the soft due date, afterwards unknown."""
    if entries is None:
        if world.as_of <= due.effective:
            return Verdict("pending", due)
        return Verdict("unknown", due, missing=frozenset({missing}))
    things, what, when = wanted
    done, done_on = entries_done(world, entries, things, what, when)
    return soft_duty(world, due, done, done_on)


def st1201(world: World, talk: Record) -> Verdict | None:
    """Filed are the record, the measures once reported, the report once progress is reported."""
    wanted = ["record"]
    if done_by_interviewee(world, talk, "measures_reported_on") is not None:
        wanted.append("measures")
    if done_by_interviewee(world, talk, "progress_reported_on") is not None:
        wanted.append("rectification_report")
    materials = listed(world, about_talk(world, "filings", talk), "materials")
    due = file_due(world, talk)
    return list_duty(world, due, materials, "materials", (wanted, "material", "filed_on"))


def st1202(world: World, talk: Record) -> Verdict | None:
    """Copies went to discipline and to organization; soft due M3."""
    copies = listed(world, about_talk(world, "filings", talk), "copies")
    due = m3(world, must_held_on(world, talk))
    wanted = ["discipline", "organization"]
    return list_duty(world, due, copies, "copies", (wanted, "to", "sent_on"))


def st1702(world: World, talk: Record) -> Verdict | None:
    return judged(world, talk, "truthful")


def st1703(world: World, talk: Record) -> Verdict | None:
    return judged(world, talk, "genuine")


TALK_RULES: list[tuple[str, str, Callable[[World, Record], Verdict | None]]] = [
    ("ST0201", "committee", st0201),
    ("ST0202", "committee", st0202),
    ("ST0508", "committee", st0508),
    ("ST0601", "committee", st0601),
    ("ST0701", "committee", st0701),
    ("ST0702", "committee", st0702),
    ("ST0703", "committee", st0703),
    ("ST0801", "talker", st0801),
    ("ST0802", "committee", st0802),
    ("ST0803", "talker", st0803),
    ("ST0901", "talker", st0901),
    ("ST0902", "interviewee", st0902),
    ("ST1001", "talker", st1001),
    ("ST1002", "talker", st1002),
    ("ST1003", "committee", st1003),
    ("ST1101", "interviewee", st1101),
    ("ST1102", "interviewee", st1102),
    ("ST1103", "interviewee", st1103),
    ("ST1104", "interviewee", st1104),
    ("ST1105", "interviewee", st1105),
    ("ST1106", "interviewee", st1106),
    ("ST1107", "interviewee", st1107),
    ("ST1201", "office", st1201),
    ("ST1202", "office", st1202),
    ("ST1702", "interviewee", st1702),
    ("ST1703", "interviewee", st1703),
]


def talk_force(world: World, rule: str, talk: Record) -> str:
    """Advisory rules are advisory for all; the steps of a timely talk bind by reference."""
    if rule == "ST0802":
        return "advisory"
    if rule in ("ST1001", "ST1002") and must_text(talk, "kind") == "timely":
        return "by_reference"
    return force_of(world, must_text(talk, "held_by"))


def talk_findings(world: World) -> list[NaiveFinding]:
    found = []
    for talk in judged_talks(world):
        for rule, bearer, judged_by in TALK_RULES:
            verdict = judge(world, judged_by, talk)
            if verdict is not None:
                force = talk_force(world, rule, talk)
                subject = ("talk", must_text(talk, "id"))
                found.append(finding(rule, force, subject, bearer, verdict))
    return found


def disclosure_authorized(world: World, disclosure: Record) -> Verdict | None:
    """ST1601: authorized; not authorized and confidential: violated; else unknown.

    confidential false: not applicable.
    """
    confidential = said(world, disclosure, "confidential")
    authorized = said(world, disclosure, "authorized")
    if confidential is False:
        return None
    if authorized is True:
        return Verdict("satisfied")
    if authorized is False and confidential is True:
        return Verdict("violated")
    missing = []
    if authorized is None:
        missing.append("authorized")
    if confidential is None:
        missing.append("confidential")
    return requirement(unknown(*missing))


def disclosure_findings(world: World) -> list[NaiveFinding]:
    """Disclosures, not after as_of, about a governed talk of a committee in kept_for."""
    found = []
    for disclosure in records(world, "disclosures"):
        on = day(disclosure, "on")
        if on is not None and on > world.as_of:
            continue
        for talk in judged_talks(world):
            if must_text(talk, "id") != must_text(disclosure, "talk"):
                continue
            verdict = judge(world, disclosure_authorized, disclosure)
            if verdict is not None:
                force = force_of(world, must_text(talk, "held_by"))
                subject = ("disclosure", must_text(disclosure, "id"))
                found.append(finding("ST1601", force, subject, "discloser", verdict))
    return found


def not_governed(world: World) -> dict[str, str]:
    """Every talk that is not governed, with the first reason that applies."""
    found = {}
    for talk in records(world, "talks"):
        reason = why_not_governed(world, talk)
        if reason is not None:
            found[must_text(talk, "id")] = reason
    return found


__all__ = [
    "disclosure_findings",
    "individual_talk",
    "interviewee_is_head",
    "not_governed",
    "subordinate_organization",
    "superior_secretary",
    "talk_findings",
    "talker_in_leadership",
]
