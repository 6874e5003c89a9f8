"""Applying a rule set to a register: findings, report, one talk alone, what is owed.

What an audit does not need is imported when it is asked for.
"""

from typing import TYPE_CHECKING

from supervision_talk._importing import imported_when_asked_for
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
from supervision_talk.audit.report import NotGovernedTalk, Report

if TYPE_CHECKING:
    from supervision_talk.audit.accountability import grounds_to_examine
    from supervision_talk.audit.figures import Statistics, statistics
    from supervision_talk.audit.owing import Obligation, ObligationState, obligations

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

__getattr__ = imported_when_asked_for(
    __name__,
    {
        "Obligation": "owing",
        "ObligationState": "owing",
        "Statistics": "figures",
        "grounds_to_examine": "accountability",
        "obligations": "owing",
        "statistics": "figures",
    },
)


def __dir__() -> list[str]:
    return __all__
