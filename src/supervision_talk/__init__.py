"""Keep, check and schedule supervision talks (监督谈话) under the Measures of 30 January 2026.

The public API. Records make a `Register`; `audit` checks it as of a day and gives a `Report`;
`check_talk` checks one talk alone, `obligations` lists who owes what to whom by when,
`coverage` tells how much of a term's coverage is done, `statistics` gives a year's figures
without any subject, and `grounds_to_examine` groups what is violated as Art. 17 does. `load` and
`dump` read and write registers. What neither records nor audits need is imported when it is asked
for.
"""

from typing import TYPE_CHECKING

from supervision_talk._importing import imported_when_asked_for
from supervision_talk.audit import (
    CommitteeCoverage,
    Finding,
    NotGovernedTalk,
    Report,
    SeatCoverage,
    Subject,
    TalkCheck,
    TermCoverage,
    audit,
    check_talk,
    coverage,
    coverages,
)
from supervision_talk.errors import (
    InvalidArgument,
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
    from supervision_talk.audit import (
        Obligation,
        ObligationState,
        Statistics,
        grounds_to_examine,
        obligations,
        statistics,
    )
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
    "InvalidArgument",
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

__getattr__ = imported_when_asked_for(
    __name__,
    {
        "Obligation": "audit",
        "ObligationState": "audit",
        "Statistics": "audit",
        "dump": "interchange",
        "dumps": "interchange",
        "grounds_to_examine": "audit",
        "load": "interchange",
        "loads": "interchange",
        "obligations": "audit",
        "statistics": "audit",
    },
)


def __dir__() -> list[str]:
    return __all__
