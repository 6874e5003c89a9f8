"""Art. 17: who is to be held responsible. Not a verdict: judgements on record are read.

Items 2 and 3 turn on whether the interviewee was truthful and the rectification genuine: a named
office judges that. How the other findings group under the article's items stands on each rule
(`Rule.ground`).
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.wording import Wording

__all__ = ["ST1702", "ST1703"]

ST1702: Final = Requirement(
    code="ST1702",
    name="report-truthful",
    article=Citation(17, item=2),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=talk.judged_truthful,
    requires=talk.truthful,
    accountability=2,
    norm=Wording(
        zh="被谈话人应当在谈话中如实报告（以有关单位的认定为准）",
        en="the interviewee is to be truthful in the talk, as a named office judges",
    ),
    remedy=Wording(
        zh="按认定意见依规依纪处理", en="deal with it as the judgement and the rules require"
    ),
)

ST1703: Final = Requirement(
    code="ST1703",
    name="rectification-genuine",
    article=Citation(17, item=3),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=talk.judged_genuine,
    requires=talk.genuine,
    accountability=3,
    norm=Wording(
        zh="整改应当真实到位（以有关单位的认定为准）",
        en="the rectification is to be genuine, as a named office judges",
    ),
    remedy=Wording(
        zh="按认定意见重新整改，依规依纪处理",
        en="rectify anew and deal with it as the judgement and the rules require",
    ),
)
