"""Committees audited apart, and what was found of each put together into one report.

Committees are independent of one another: every subject is at home with one of them. So the parts
of a register may be audited one after the other, in several processes, or on several machines;
the report is the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from supervision_talk._values import frozen
from supervision_talk.audit.asking import asked
from supervision_talk.audit.coverage import (
    CoverageCounts,
    Survey,
    TermCoverage,
    summed_beneath,
)
from supervision_talk.audit.findings import Finding
from supervision_talk.audit.judged import (
    Judged,
    committees_judged,
    findings_of,
    judged_by,
    judges_of,
)
from supervision_talk.audit.judging import NOT_APPLICABLE, OUTCOMES, SATISFIED, VIOLATED, Judge
from supervision_talk.audit.report import NotGovernedTalk, Report
from supervision_talk.calendar import ChinaCalendar, WorkdayCalendar
from supervision_talk.measures import MEASURES, Force, Outcome, Policy, RuleSet
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.measures.facts.talk import talks_parted
from supervision_talk.model import Organization, Register

__all__ = ["Part", "audit_part", "report_of"]


@frozen(kw_only=True)
class Part:
    """What an audit of some committees found; it may be pickled.

    Attributes:
        rules: how often each rule had each outcome.
        violates: whether a rule that binds, directly or by reference, is violated.
        findings: in no particular order.
        coverage: the counts of each committee's seats in each term; `below` holds nothing that
            counts before all parts are there.
        not_governed: the talks that the Measures are not about.
    """

    rules: Mapping[str, Mapping[Outcome, int]]
    violates: bool
    findings: tuple[Finding, ...] = ()
    coverage: tuple[TermCoverage, ...] = ()
    not_governed: tuple[NotGovernedTalk, ...] = ()

    @classmethod
    def together(cls, parts: "Iterable[Part]", rules: RuleSet) -> "Part":
        """Put parts together; each committee is in one of them."""
        counts = {rule.code: dict.fromkeys(Outcome, 0) for rule in rules.rules}
        findings: list[Finding] = []
        coverage: list[TermCoverage] = []
        not_governed: list[NotGovernedTalk] = []
        violates = False
        for part in parts:
            for code, outcomes in part.rules.items():
                for outcome, times in outcomes.items():
                    counts[code][outcome] += times
            findings.extend(part.findings)
            coverage.extend(part.coverage)
            not_governed.extend(part.not_governed)
            violates = violates or part.violates
        return cls(
            rules=counts,
            findings=tuple(findings),
            coverage=tuple(coverage),
            not_governed=tuple(not_governed),
            violates=violates,
        )


def audit_part(
    register: Register,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    committees: Iterable[str] | None = None,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Part:
    """Check what is at home with some committees of a register.

    Arguments:
        register: the records; of others than these committees only what theirs refer to is
            looked at.
        committees: their ids; those whose records are not kept, and military ones, are not judged,
            but talks of theirs that the Measures are not about are named. None: every committee.
        as_of: as for `audit`.
        policy: as for `audit`.
        rules: as for `audit`.
        calendar: as for `audit`.
        satisfied: as for `audit`.
        progress: as for `audit`.
    """
    inquiry = asked("audit", register, as_of, policy, rules, calendar)
    tally = Tally(rules, satisfied=satisfied)
    judges = judges_of(rules, policy, calendar)
    survey = Survey(inquiry, rules, calendar)
    judged_here: Sequence[str] = committees_judged(register)
    with_talks = register.committees_with_talks
    if committees is not None:
        wanted = set(committees)
        judged_here = sorted(wanted.intersection(judged_here))
        with_talks = with_talks.intersection(wanted)
    not_governed: list[NotGovernedTalk] = []
    for done, committee in enumerate(judged_here, start=1):
        for judge in judges.values():
            judged: Iterable[Judged] = judged_by(judge, inquiry, committee)
            if survey.listens_to(judge):
                judged = tuple(judged)
                survey.hear(judge, judged)
            tally.add(judge, judged)
        survey.add(committee)
        not_governed += _not_governed(inquiry, committee)
        if progress is not None:
            progress(done, len(judged_here))
    for committee in with_talks.difference(judged_here):
        not_governed += _not_governed(inquiry, committee)
    return Part(
        rules=tally.counts(),
        findings=tally.findings(as_of),
        coverage=tuple(survey.terms()),
        not_governed=tuple(not_governed),
        violates=tally.violates(as_of),
    )


def _not_governed(inquiry: Inquiry, committee: str) -> Iterator[NotGovernedTalk]:
    for talk, reason in talks_parted(inquiry, committee).not_governed:
        yield NotGovernedTalk(talk.id, reason)


def report_of(
    parts: Iterable[Part],
    organizations: Iterable[Organization],
    as_of: date,
    policy: Policy,
    rules: RuleSet = MEASURES,
    *,
    make_digest: Callable[[], str],
) -> Report:
    """Put together what was found of every committee; each is in one part, the order is free.

    Arguments:
        parts: of one register, one day, policy and rule set.
        organizations: all of the register, for what lies beneath each committee.
        as_of: as for `audit`.
        policy: as for `audit`.
        rules: as for `audit`.
        make_digest: gives the digest when it is asked for.
    """
    whole = Part.together(parts, rules)
    return Report(
        as_of=as_of,
        policy=policy,
        rules=whole.rules,
        findings=tuple(sorted(whole.findings, key=lambda finding: finding.order)),
        coverage=tuple(_with_what_lies_beneath(whole.coverage, organizations)),
        not_governed=tuple(sorted(whole.not_governed, key=lambda each: each.talk)),
        violates=whole.violates,
        make_digest=make_digest,
    )


def _with_what_lies_beneath(
    terms: Iterable[TermCoverage], organizations: Iterable[Organization]
) -> Iterable[TermCoverage]:
    """Give the terms in a report's order, each with what lies beneath its committee."""
    by_committee: defaultdict[str, list[TermCoverage]] = defaultdict(list)
    for each in terms:
        by_committee[each.committee].append(each)
    own = {committee: CoverageCounts.summed(each) for committee, each in by_committee.items()}
    beneath = summed_beneath(organizations, own)
    for committee in sorted(by_committee):
        for each in by_committee[committee]:
            yield attrs.evolve(each, below=beneath.get(committee, CoverageCounts()))


_UNREMARKABLE = frozenset({NOT_APPLICABLE, SATISFIED})


class _Alike:
    """Subjects with the same verdicts: how many, and whether a report names them."""

    __slots__ = ("named", "times")

    def __init__(self, named: bool) -> None:  # noqa: FBT001 - reads as a sentence
        self.named = named
        self.times = 0


class Tally:
    """What an audit has found so far: counts of all verdicts, and what findings are made of."""

    def __init__(self, rules: RuleSet, *, satisfied: bool) -> None:
        self._rules = rules
        self._satisfied = satisfied
        self._alike: defaultdict[Judge, dict[tuple[int, ...], _Alike]] = defaultdict(dict)
        self._kept: list[tuple[Judge, Judged]] = []

    def add(self, judge: Judge, judged: Iterable[Judged]) -> None:
        """Count the verdicts about subjects, and keep the facts of those a report will name."""
        by_verdicts = self._alike[judge]
        for each in judged:
            verdicts = each[0]
            alike = by_verdicts.get(verdicts)
            if alike is None:
                named = self._satisfied or not _UNREMARKABLE.issuperset(verdicts)
                alike = by_verdicts[verdicts] = _Alike(named)
            alike.times += 1
            if alike.named:
                self._kept.append((judge, each))

    def counts(self) -> dict[str, dict[Outcome, int]]:
        """Give how often each rule had each outcome."""
        counts = {rule.code: dict.fromkeys(Outcome, 0) for rule in self._rules.rules}
        for judge, by_verdicts in self._alike.items():
            for verdicts, alike in by_verdicts.items():
                for rule, verdict in zip(judge.rules, verdicts, strict=True):
                    outcome = OUTCOMES[verdict]
                    if outcome is not None:
                        counts[rule.code][outcome] += alike.times
        return counts

    def findings(self, as_of: date) -> tuple[Finding, ...]:
        """Make the findings, in no particular order."""
        return tuple(
            finding
            for judge, judged in self._kept
            for finding in findings_of(judge, judged, as_of, satisfied=self._satisfied)
        )

    def violates(self, as_of: date) -> bool:
        """Tell whether a rule that binds is violated."""
        return any(
            finding.outcome is Outcome.VIOLATED and finding.force is not Force.ADVISORY
            for judge, judged in self._kept
            if VIOLATED in judged[0]
            for finding in findings_of(judge, judged, as_of, satisfied=False)
        )
