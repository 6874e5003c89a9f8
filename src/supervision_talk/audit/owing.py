"""Who owes what to whom by when: the duties of a register as a calendar has them.

An obligation is what a duty says of a subject, seen from its due date. It comes of the same
verdict as the finding of the same rule, so the two never differ; a requirement is a state and no
act, and gives none.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.audit.asking import asked
from supervision_talk.audit.findings import Subject, finding_of
from supervision_talk.audit.judged import (
    Judged,
    committees_judged,
    judged_subjects,
    judges_of,
    stated_for,
)
from supervision_talk.audit.judging import (
    NOT_APPLICABLE,
    PENDING,
    SATISFIED,
    UNKNOWN,
    VIOLATED,
    Judge,
)
from supervision_talk.audit.timing import Timing
from supervision_talk.calendar import ChinaCalendar, DueDate, WorkdayCalendar
from supervision_talk.measures import MEASURES, Bearer, Duty, Force, Policy, RuleSet, Wording
from supervision_talk.measures.facts.sheet import FactSheet, Inquiry, named
from supervision_talk.model import Register
from supervision_talk.model.arguments import a_date
from supervision_talk.model.vocabulary import Word

__all__ = [
    "WHO_MAY_BEAR",
    "JudgedDuty",
    "Obligation",
    "ObligationState",
    "judged_duties",
    "may_bear",
    "obligations",
]


class ObligationState(Word):
    """How an obligation stands on the day it is asked about.

    Attributes:
        OPEN: not done yet, and its due date has not passed (a finding's "pending").
        UNDATED: not done yet, and no date is set (likewise).
        FULFILLED: done as required (a finding's "satisfied").
        LATE: done, but after its date or not as required (a finding's "violated").
        OVERDUE: not done as required, and nothing says on which day it was (likewise).
        UNKNOWN: a fact that the answer hangs on is not recorded.
    """

    OPEN = "open", "待办"
    UNDATED = "undated", "待办（无期限）"
    FULFILLED = "fulfilled", "已完成"
    LATE = "late", "迟办或者不符合"
    OVERDUE = "overdue", "逾期未办"
    UNKNOWN = "unknown", "无法判断"


@frozen(kw_only=True)
class Obligation:
    """An act that somebody owes.

    Attributes:
        rule: the code of the duty.
        force: how the duty binds here.
        subject: what it is about.
        bearer: who owes it.
        bearer_ids: their ids; empty where they are not recorded, or known by name only.
        owed_to: the id of the organization that receives the act; None: nobody in particular.
        due: by when; None: no date is set.
        state: how it stands.
        done_on: the day of the act; None: not done, or without a date.
        days_late: days after the effective due date, from 1; None: not late.
        norm: what is to be done, as a sentence's core.
        message: the sentence of the finding: what, by which article, how it stands, what to do.
    """

    rule: str
    force: Force
    subject: Subject
    bearer: Bearer
    bearer_ids: tuple[str, ...]
    owed_to: str | None
    due: DueDate | None
    state: ObligationState
    done_on: date | None
    days_late: int | None
    norm: Wording
    message: Wording

    @property
    def order(self) -> tuple[date, str, str, str]:
        """The place in a list: by effective due date, without one last; then rule, subject."""
        day = date.max if self.due is None else self.due.effective
        return (day, self.rule, self.subject.id, self.subject.type)


def obligations(
    register: Register,
    as_of: date,
    start: date,
    end: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    bearer: Bearer | str | None = None,
    committee: str | None = None,
) -> tuple[Obligation, ...]:
    """List who owes what to whom by when.

    Listed is what is due from `start` to `end`, both days included, by its effective due date,
    done or not; what was due before and is overdue on `as_of`; and, at the end, what is open
    without a date. What the records of today bring later is there too: the reports after a talk
    of last week, the items of the plan, the end of the term.

    Arguments:
        register: the records.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        start: the first day of the window.
        end: its last day.
        policy: the values where the Measures are silent.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.
        bearer: only what this role owes, or the person or organization of this id.
        committee: only what concerns the records of this committee; none if they are not kept.

    Returns:
        The obligations by effective due date, those without a date last; then by rule and
        subject. No two are of the same rule and subject.

    Raises:
        InvalidArgument: an argument is not what is listed above.
        NotInRegister: the register holds no such committee.
        ValueError: `end` comes before `start`, or `bearer` is neither a role nor the id of a
            person or an organization of the register.

    >>> from supervision_talk import Organization, Talk
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...             ended_at=date(2026, 3, 10))
    >>> register = Register(organizations=[county, town], talks=[talk])
    >>> for each in obligations(register, date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 30),
    ...                         bearer="interviewee"):
    ...     print(each.due.effective, each.rule, each.state, "to", each.owed_to)
    2026-04-10 ST1101 open to 371323
    2026-04-10 ST1102 open to 371323
    """
    inquiry = asked(
        "obligations",
        register,
        as_of,
        policy,
        rules,
        calendar,
        a_date("start", start),
        a_date("end", end),
    )
    if end < start:
        raise ValueError("end: expected start or a later day")
    if committee is not None:
        register.organization(committee)
    if bearer is not None and not may_bear(register, bearer):
        raise ValueError(f"bearer: {WHO_MAY_BEAR.en}")
    judges = judges_of(rules.duties, policy, calendar)
    listed = [
        obligation
        for each in committees_judged(register)
        if committee in (None, each)
        for duty in judged_duties(judges, inquiry, each, _InWindow(start, end))
        for obligation in (duty.obligation(as_of),)
        if bearer is None or bearer in (obligation.bearer, *obligation.bearer_ids)
    ]
    return tuple(sorted(listed, key=lambda obligation: obligation.order))


WHO_MAY_BEAR: Final = Wording(
    zh=f"应为台账中的人员或者组织的编号，或者{'、'.join(Bearer)}之一",
    en="expected the id of a person or an organization of the register, or one of "
    + ", ".join(Bearer),
)
"""What is said where somebody asks for a bearer that there is not."""


def may_bear(register: Register, bearer: str) -> bool:
    """Tell whether a text is a role, or the id of somebody who may bear something."""
    return bearer in set(Bearer) or any(
        each.id == bearer
        for records in (register.organizations, register.people)
        for each in records
    )


@frozen
class JudgedDuty:
    """What a duty says of a subject, before anything is made of it.

    Attributes:
        judge: by whom it is judged.
        judged: the subject, judged.
        index: which of the rules.
        rule: the duty.
        due: by when.
        state: how it stands.
    """

    judge: Judge
    judged: Judged
    index: int
    rule: Duty
    due: DueDate | None
    state: ObligationState

    def obligation(self, as_of: date) -> Obligation:
        """Make the obligation, in the words of the finding of the same rule."""
        verdict, stated = self.judged[0][self.index], stated_for(self.judged, self.index)
        finding = finding_of(self.judge, self.index, verdict, stated, as_of)
        owed_to = None
        if self.rule.owed_to is not None:
            owed_to = self.rule.owed_to.value(named(self.judge.sheet, stated))
        return Obligation(
            rule=finding.rule,
            force=finding.force,
            subject=finding.subject,
            bearer=finding.bearer,
            bearer_ids=finding.bearer_ids,
            owed_to=cast("str | None", owed_to),
            due=finding.due,
            state=self.state,
            done_on=finding.done_on,
            days_late=finding.days_late,
            norm=self.rule.norm,
            message=finding.message,
        )


def judged_duties(
    judges: Mapping[FactSheet, Judge],
    inquiry: Inquiry,
    committee: str,
    wanted: "_InWindow | None" = None,
) -> Iterator[JudgedDuty]:
    """Give what the duties say of every subject that is at home with a committee.

    Arguments:
        judges: of rules that are duties alone.
        inquiry: what is asked, as of when.
        committee: its id.
        wanted: which of them; None: all.
    """
    for judge, judged in judged_subjects(judges, inquiry, committee):
        for index, verdict in enumerate(judged[0]):
            if verdict != NOT_APPLICABLE:
                stated = stated_for(judged, index)
                due = judge.due(index, stated)
                if wanted is not None and not wanted.may_be(verdict, due):
                    continue
                rule = cast("Duty", judge.rules[index])
                facts = named(judge.sheet, stated)
                timing = Timing.of(rule, verdict, due, facts, inquiry.as_of)
                state = _state(verdict, due, timing)
                if wanted is None or wanted.has(state, due):
                    yield JudgedDuty(judge, judged, index, rule, due, state)


_STATES: Final[Mapping[int, ObligationState]] = {
    SATISFIED: ObligationState.FULFILLED,
    UNKNOWN: ObligationState.UNKNOWN,
}


def _state(verdict: int, due: DueDate | None, timing: Timing) -> ObligationState:
    if verdict == PENDING:
        return ObligationState.UNDATED if due is None else ObligationState.OPEN
    late = ObligationState.OVERDUE if timing.done_on is None else ObligationState.LATE
    return _STATES.get(verdict, late)


@frozen
class _InWindow:
    """What a list from one day to another has: all that is due then, overdue before, undated."""

    start: date
    end: date

    def may_be(self, verdict: int, due: DueDate | None) -> bool:
        """Tell, before the dates of an act are looked at, whether it may be in the list."""
        if due is None:
            return verdict == PENDING
        return due.effective <= self.end and (due.effective >= self.start or verdict == VIOLATED)

    def has(self, state: ObligationState, due: DueDate | None) -> bool:
        """Tell whether it is in the list."""
        if due is None:
            return state is ObligationState.UNDATED
        if due.effective < self.start:
            return state is ObligationState.OVERDUE
        return due.effective <= self.end
