"""Art. 8: what is said fits the interviewee, faces the problems, and is to the point.

Whether a talk was to the point is for a named office to judge; here its judgement is read. That
problems were pointed out, and were not copied from another talk, can be seen.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.wording import Wording

__all__ = ["ST0801", "ST0802", "ST0803"]

ST0801: Final = Requirement(
    code="ST0801",
    name="problems-pointed-out",
    article=Citation(8),
    bearer=Bearer.TALKER,
    about=talk,
    requires=talk.problem_count.at_least(1),
    norm=Wording(zh="谈话应当指出问题，不能只讲成绩", en="the talk is to point out problems"),
    remedy=Wording(
        zh="补充指出问题并记录在案，必要时重新谈话",
        en="point the problems out and record them, in a further talk if need be",
    ),
)

ST0802: Final = Requirement(
    code="ST0802",
    name="tailored-content",
    article=Citation(8),
    bearer=Bearer.COMMITTEE,
    about=talk,
    when=talk.has_comparable_problems,
    requires=talk.problems_are_its_own,
    force=Force.ADVISORY,
    shows=(talk.same_problems_as,),
    norm=Wording(
        zh="谈话内容应当根据被谈话人及其所在党组织的实际确定，不照搬同其他组织的谈话",
        en="what is said is to fit the interviewee, not to repeat a talk with another organization",
    ),
    remedy=Wording(
        zh="比对所列谈话，按该组织实际重新梳理问题",
        en="compare the talks named and work out this organization's own problems",
    ),
)

ST0803: Final = Requirement(
    code="ST0803",
    name="to-the-point",
    article=Citation(8),
    bearer=Bearer.TALKER,
    about=talk,
    when=talk.judged_to_the_point,
    requires=talk.to_the_point,
    norm=Wording(
        zh="谈话应当直奔主题、直面问题（以有关单位的认定为准）",
        en="the talk is to be to the point, as a named office judges",
    ),
    remedy=Wording(
        zh="按认定意见整改，必要时重新谈话",
        en="follow the judgement up, with a further talk if need be",
    ),
)
