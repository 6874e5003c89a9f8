"""Subjects judged: the iteration that the audit, the obligations and the statistics share.

Committee by committee, sheet by sheet, subject by subject: facts are stated and judged once. Who
wants a finding makes it of what is yielded here; who only counts does not.
"""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias, cast

import attrs

from supervision_talk.audit.findings import Finding, finding_of
from supervision_talk.audit.judging import NOT_APPLICABLE, SATISFIED, UNKNOWN, Judge, Verdicts
from supervision_talk.calendar import WorkdayCalendar
from supervision_talk.measures import Policy, RuleSet
from supervision_talk.measures.facts.sheet import FactSheet, Inquiry, Stated, subjects_of
from supervision_talk.measures.policy import NotRecorded
from supervision_talk.model import Register
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = [
    "Judged",
    "committees_judged",
    "findings_of",
    "judged_by",
    "judged_subject",
    "judged_subjects",
    "judges_of",
    "stated_for",
]


def judges_of(
    rules: RuleSet, policy: Policy, calendar: WorkdayCalendar
) -> Mapping[FactSheet, Judge]:
    """Compile a rule set; for the same one, policy and calendar only once."""
    try:
        hash(calendar)  # a frozen value with a set in it has the method, and is refused by it
    except TypeError:
        return _compiled.__wrapped__(rules, policy, cast("Hashable", calendar))
    return _compiled(rules, policy, cast("Hashable", calendar))


@lru_cache(maxsize=64)
def _compiled(rules: RuleSet, policy: Policy, calendar: Hashable) -> Mapping[FactSheet, Judge]:
    sheets = dict.fromkeys(rule.about for rule in rules.rules)
    workdays = cast("WorkdayCalendar", calendar)
    return {sheet: Judge(rules, sheet, policy, workdays) for sheet in sheets}


def committees_judged(register: Register) -> tuple[str, ...]:
    """Give the committees whose duties are judged: those kept, military ones left out (Art. 18)."""
    return tuple(
        committee
        for committee in sorted(register.committees_kept)
        if register.organization(committee).kind is not OrganizationKind.MILITARY
    )


_VIOLATED: Final = NotRecorded.VIOLATED


Judged: TypeAlias = tuple[Verdicts, Stated, Verdicts, Stated | None]
"""A subject's verdicts, and the facts that they rest on.

Where the policy reads nulls as not done: the verdicts before, and the facts read so.
"""


def stated_for(judged: Judged, index: int) -> Stated:
    """Give the facts on which the verdict of a rule rests."""
    _, stated, before, complete = judged
    return stated if complete is None or before[index] != UNKNOWN else complete


def judged_subjects(
    judges: Mapping[FactSheet, Judge], inquiry: Inquiry, committee: str
) -> Iterator[tuple[Judge, Judged]]:
    """Judge every subject that is at home with a committee."""
    for judge in judges.values():
        for judged in judged_by(judge, inquiry, committee):
            yield judge, judged


def judged_by(judge: Judge, inquiry: Inquiry, committee: str) -> Iterator[Judged]:
    """Judge every subject of one kind that is at home with a committee."""
    subjects = subjects_of(judge.sheet, inquiry, committee)
    if inquiry.policy.not_recorded is _VIOLATED:
        for subject in subjects:
            yield judged_subject(judge, inquiry, subject)
    else:
        state, verdicts, as_of = judge.state, judge.verdicts, inquiry.as_of
        for subject in subjects:
            stated = state(inquiry, subject)
            yield verdicts(stated, as_of), stated, (), None


def judged_subject(judge: Judge, inquiry: Inquiry, subject: object) -> Judged:
    """Judge one subject; what is unknown once more, if the policy reads nulls as not done."""
    stated = judge.state(inquiry, subject)
    verdicts = judge.verdicts(stated, inquiry.as_of)
    if inquiry.policy.not_recorded is not _VIOLATED or UNKNOWN not in verdicts:
        return verdicts, stated, (), None
    complete = judge.state(inquiry.derived(_with_nulls_as_not_done), subject)
    again = judge.verdicts(complete, inquiry.as_of)
    settled = tuple(
        [new if old == UNKNOWN else old for old, new in zip(verdicts, again, strict=True)]
    )
    return settled, stated, verdicts, complete


def _with_nulls_as_not_done(inquiry: Inquiry) -> Inquiry:
    return attrs.evolve(inquiry, complete=True)


def findings_of(judge: Judge, judged: Judged, as_of: date, *, satisfied: bool) -> Iterator[Finding]:
    """Make the findings about a subject; those of satisfied rules only if they are wanted."""
    for index, verdict in enumerate(judged[0]):
        if verdict != NOT_APPLICABLE and (satisfied or verdict != SATISFIED):
            yield finding_of(judge, index, verdict, stated_for(judged, index), as_of)
