"""Keep, check and schedule supervision talks (监督谈话) under the Measures of 30 January 2026.

The public API. Records make a `Register`; `audit` checks it as of a day and gives a `Report`;
`check_talk` checks one talk alone, `obligations` lists who owes what to whom by when,
`coverage` tells how much of a term's coverage is done, `statistics` gives a year's figures
without any subject, and `grounds_to_examine` groups what is violated as Art. 17 does. `load` and
`dump` read and write registers; what only they need is imported when they are asked for.
"""

from typing import TYPE_CHECKING

from supervision_talk.audit import (
    CommitteeCoverage,
    Finding,
    NotGovernedTalk,
    Obligation,
    ObligationState,
    Report,
    SeatCoverage,
    Statistics,
    Subject,
    TalkCheck,
    TermCoverage,
    audit,
    check_talk,
    coverage,
    coverages,
    grounds_to_examine,
    obligations,
    statistics,
)
from supervision_talk.errors import (
    InvalidInput,
    InvalidPolicy,
    InvalidRecord,
    InvalidRegister,
    InvalidRuleSet,
    MissingExtra,
    Mistake,
    NotInRegister,
    SupervisionTalkError,
)
from supervision_talk.measures import MEASURES, Duty, Policy, Requirement, RuleSet
from supervision_talk.model import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Copy,
    Disclosure,
    FiledMaterial,
    Filing,
    Head,
    Judgement,
    Measure,
    Organization,
    Participant,
    Person,
    PlanItem,
    Problem,
    Rectification,
    Register,
    Step,
    Talk,
    Term,
)

if TYPE_CHECKING:
    from supervision_talk.interchange import dump, dumps, load, loads

__all__ = [
    "MEASURES",
    "AnnualDuties",
    "AnnualPlan",
    "Appointment",
    "Assessment",
    "Circumstance",
    "CommitteeCoverage",
    "Copy",
    "Disclosure",
    "Duty",
    "FiledMaterial",
    "Filing",
    "Finding",
    "Head",
    "InvalidInput",
    "InvalidPolicy",
    "InvalidRecord",
    "InvalidRegister",
    "InvalidRuleSet",
    "Judgement",
    "Measure",
    "MissingExtra",
    "Mistake",
    "NotGovernedTalk",
    "NotInRegister",
    "Obligation",
    "ObligationState",
    "Organization",
    "Participant",
    "Person",
    "PlanItem",
    "Policy",
    "Problem",
    "Rectification",
    "Register",
    "Report",
    "Requirement",
    "RuleSet",
    "SeatCoverage",
    "Statistics",
    "Step",
    "Subject",
    "SupervisionTalkError",
    "Talk",
    "TalkCheck",
    "Term",
    "TermCoverage",
    "audit",
    "check_talk",
    "coverage",
    "coverages",
    "dump",
    "dumps",
    "grounds_to_examine",
    "load",
    "loads",
    "obligations",
    "statistics",
]

_FROM_INTERCHANGE = frozenset({"dump", "dumps", "load", "loads"})


def __getattr__(name: str) -> object:
    """Import reading and writing when they are first asked for."""
    if name not in _FROM_INTERCHANGE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from supervision_talk import interchange

    found = getattr(interchange, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
