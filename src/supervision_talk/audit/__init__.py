"""Applying a rule set to a register: findings, report, one talk alone, what is owed (SPEC 7)."""

from supervision_talk.audit.accountability import grounds_to_examine
from supervision_talk.audit.auditing import TalkCheck, audit, check_talk
from supervision_talk.audit.coverage import (
    CommitteeCoverage,
    CoverageCounts,
    SeatCoverage,
    TermCoverage,
    coverage,
    coverages,
)
from supervision_talk.audit.findings import Finding, Subject
from supervision_talk.audit.obligations import Obligation, ObligationState, obligations
from supervision_talk.audit.report import NotGovernedTalk, Report
from supervision_talk.audit.statistics import Statistics, statistics

__all__ = [
    "CommitteeCoverage",
    "CoverageCounts",
    "Finding",
    "NotGovernedTalk",
    "Obligation",
    "ObligationState",
    "Report",
    "SeatCoverage",
    "Statistics",
    "Subject",
    "TalkCheck",
    "TermCoverage",
    "audit",
    "check_talk",
    "coverage",
    "coverages",
    "grounds_to_examine",
    "obligations",
    "statistics",
]
