"""Art. 14: assessments from above look at how talks are held.

It binds whoever assesses, so its force is the same for every assessor.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.assessment import assessment
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.model.vocabulary import AssessmentKind
from supervision_talk.wording import Wording

__all__ = ["ST1401"]

ST1401: Final = Requirement(
    code="ST1401",
    name="assessment-considers-talks",
    article=Citation(14),
    bearer=Bearer.ASSESSOR,
    about=assessment,
    force=Force.MANDATORY,
    when=assessment.kind.is_(AssessmentKind.ASSESSMENT),
    requires=assessment.considered_talks,
    norm=Wording(
        zh="考核工作应当了解下级开展监督谈话的情况",
        en="an assessment is to look at how those below hold talks",
    ),
    remedy=Wording(
        zh="补充了解开展监督谈话的情况并登记；今后列入考核内容",
        en="look at the talks too and enter it; make them part of the next assessment",
    ),
)
