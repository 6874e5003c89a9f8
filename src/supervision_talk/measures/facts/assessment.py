"""The facts about an assessment, inspection or routine check from above (Art. 14, 15)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import Assessment, Register
from supervision_talk.model.vocabulary import AssessmentKind, OrganizationKind

__all__ = ["AssessmentFacts", "assessment"]


class AssessmentFacts(NamedTuple):
    """What the rules may ask about an assessment."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("考核检查编号", "the assessment's id")]
    committee: Annotated[str, Fact("开展考核检查的组织", "the organization that assesses")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the assessor's kind")]
    assessor: Annotated[str, Fact("考核检查单位", "the assessor")]
    kind: Annotated[AssessmentKind, Fact("考核检查种类", "the kind of assessment")]
    considered_talks: Annotated[
        bool | None,
        Fact("了解了监督谈话情况", "it looked at how talks were held", "considered_talks"),
    ]
    considered_rectification: Annotated[
        bool | None,
        Fact("了解了整改情况", "it looked at how rectification went", "considered_rectification"),
    ]


def assessments_of(inquiry: Inquiry, committee: str) -> Iterator[Assessment]:
    """Give the assessments since the Measures took effect that are at home with a committee.

    Its own and, where their records are kept here only, those of the bodies directly below it.
    """
    for each in inquiry.register.derived(_assessments_by_home).get(committee, ()):
        if each.on is None or EFFECTIVE_ON <= each.on <= inquiry.as_of:
            yield each


def _assessments_by_home(register: Register) -> Mapping[str, Sequence[Assessment]]:
    kept = register.committees_kept
    assessments: defaultdict[str, list[Assessment]] = defaultdict(list)
    for each in register.assessments:
        assessor = register.organization(each.assessor)
        if assessor.kind is not OrganizationKind.MILITARY:
            home = assessor.id if assessor.id in kept else assessor.superior
            if home is not None:
                assessments[home].append(each)
    return assessments


def assessment_facts(inquiry: Inquiry, subject: Assessment) -> AssessmentFacts:
    """Give the facts about an assessment."""
    assessor = inquiry.register.organization(subject.assessor)
    considered_talks = subject.considered_talks
    considered_rectification = subject.considered_rectification
    if inquiry.complete:
        considered_talks = bool(considered_talks)
        considered_rectification = bool(considered_rectification)
    return AssessmentFacts(
        subject_type=SubjectType.ASSESSMENT,
        subject_id=subject.id,
        committee=assessor.id,
        committee_kind=assessor.kind,
        assessor=assessor.id,
        kind=subject.kind,
        considered_talks=considered_talks,
        considered_rectification=considered_rectification,
    )


assessment: Final = FactSheet(AssessmentFacts, subjects=assessments_of, state=assessment_facts)
"""The names of the facts about an assessment, for conditions."""
