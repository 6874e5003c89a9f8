"""Applying a rule set to a register: all of it, or one talk alone."""

from collections.abc import Callable
from datetime import date

from supervision_talk._values import frozen
from supervision_talk.audit.asking import asked
from supervision_talk.audit.digest import digest_of
from supervision_talk.audit.findings import Finding
from supervision_talk.audit.judged import findings_of, judged_subject, judges_of
from supervision_talk.audit.parts import audit_part, report_of
from supervision_talk.audit.report import Report
from supervision_talk.calendar import ChinaCalendar, WorkdayCalendar
from supervision_talk.measures import MEASURES, NotGoverned, Policy, RuleSet
from supervision_talk.measures.application import why_not_governed
from supervision_talk.measures.facts.talk import talk as talk_sheet
from supervision_talk.model import Register

__all__ = ["TalkCheck", "audit", "check_talk"]


@frozen(kw_only=True)
class TalkCheck:
    """What the rules about talks say of one talk.

    Attributes:
        talk: its id.
        not_governed: why no rule applies to it; None: the Measures govern it.
        findings: by rule, satisfied ones included; empty for a talk that is not governed, or
            that is held by a committee outside the register's `kept_for`.
    """

    talk: str
    not_governed: NotGoverned | None
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        """Show which rules say what is not well, or why there is none."""
        if self.not_governed is not None:
            return f"TalkCheck({self.talk}: {self.not_governed})"
        told = (f"{each.rule} {each.outcome}" for each in self.findings)
        return f"TalkCheck({self.talk}: {', '.join(told)})"


def audit(
    register: Register,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check a register against the Measures as of a day.

    Arguments:
        register: the records.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        policy: the values where the Measures are silent.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.
        satisfied: whether the report lists satisfied findings too; it always counts them.
        progress: called after each committee with how many are done, and of how many.

    Raises:
        InvalidArgument: an argument is not what is listed above.

    >>> from supervision_talk import Organization, Talk
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...             ended_at=date(2026, 3, 10), organized_by="discipline")
    >>> report = audit(Register(organizations=[county, town], talks=[talk]), date(2026, 4, 1))
    >>> print(next(f for f in report.findings if f.rule == "ST0601").message.en)
    talk t1: the talk is to be organized by the office (Art. 6); this is not so; have the office \
organize the next ones, the others cooperating; mend the record if it is wrong.
    """
    part = audit_part(
        register,
        as_of,
        policy,
        rules=rules,
        calendar=calendar,
        satisfied=satisfied,
        progress=progress,
    )
    return report_of(
        [part],
        register.organizations,
        as_of,
        policy,
        rules,
        make_digest=lambda: digest_of(register, as_of, policy, rules),
    )


def check_talk(
    register: Register,
    talk: str,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
) -> TalkCheck:
    """Check one talk, without auditing the rest of the register.

    Arguments:
        register: the records.
        talk: its id.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        policy: the values where the Measures are silent.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.

    Raises:
        InvalidArgument: an argument is not what is listed above.
        NotInRegister: the register holds no such talk.
    """
    inquiry = asked("check_talk", register, as_of, policy, rules, calendar)
    recorded = register.recorded_talk(talk)
    reason = why_not_governed(register, recorded.talk, as_of)
    findings: tuple[Finding, ...] = ()
    if reason is None and recorded.talk.held_by in register.committees_kept:
        judge = judges_of(rules, policy, calendar).get(talk_sheet)
        if judge is not None:
            judged = judged_subject(judge, inquiry, recorded)
            findings = tuple(findings_of(judge, judged, as_of, satisfied=True))
    return TalkCheck(talk=talk, not_governed=reason, findings=findings)
