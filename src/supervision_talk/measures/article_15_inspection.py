"""Art. 15: inspections find what is wrong with the talks, routine supervision looks at both sides.

¶1 is about inspections of a committee below; ¶2 has discipline organs and organization departments
watch the talks and the rectification after them. Both bind whoever inspects.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.assessment import assessment
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.model.vocabulary import AssessmentKind
from supervision_talk.wording import Wording

__all__ = ["ST1501", "ST1502"]

ST1501: Final = Requirement(
    code="ST1501",
    name="inspection-considers-talks",
    article=Citation(15, paragraph=1),
    bearer=Bearer.ASSESSOR,
    about=assessment,
    force=Force.MANDATORY,
    when=assessment.kind.is_(AssessmentKind.INSPECTION),
    requires=assessment.considered_talks,
    norm=Wording(
        zh="监督检查和巡视巡察应当注意监督谈话工作存在的问题",
        en="an inspection is to look at what is wrong with the talks",
    ),
    remedy=Wording(
        zh="补充了解监督谈话工作的情况并登记，推动解决存在的问题",
        en="look at the talks too, enter it, and see that what is wrong is mended",
    ),
)

ST1502: Final = Requirement(
    code="ST1502",
    name="routine-supervision",
    article=Citation(15, paragraph=2),
    bearer=Bearer.ASSESSOR,
    about=assessment,
    force=Force.MANDATORY,
    when=assessment.kind.is_(AssessmentKind.ROUTINE),
    requires=assessment.considered_talks & assessment.considered_rectification,
    norm=Wording(
        zh="日常监督应当包括开展监督谈话的情况和被谈话人的整改情况",
        en="routine supervision is to watch both the talks and the rectification after them",
    ),
    remedy=Wording(
        zh="把缺少的方面纳入日常监督并登记",
        en="watch what is missing too, and enter it",
    ),
)
