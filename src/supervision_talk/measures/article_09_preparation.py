"""Art. 9: the talker prepares; before a regular talk the interviewee examines himself (¶1).

For a timely talk ¶2 asks the talker alone to prepare.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import TalkKind
from supervision_talk.wording import Wording

__all__ = ["ST0901", "ST0902"]

ST0901: Final = Requirement(
    code="ST0901",
    name="talker-prepared",
    article=Citation(9),
    bearer=Bearer.TALKER,
    about=talk,
    requires=talk.talker_prepared_on.on_or_before(talk.held_on),
    norm=Wording(
        zh="谈话人应当在谈话前做好准备", en="the talker is to be prepared by the day of the talk"
    ),
    remedy=Wording(
        zh="核对准备的日期；今后先做好准备再谈话",
        en="check the day of the preparation; prepare before the next talk",
    ),
)

ST0902: Final = Requirement(
    code="ST0902",
    name="self-examined",
    article=Citation(9, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=talk.kind.is_(TalkKind.REGULAR),
    requires=talk.self_examined_on.on_or_before(talk.held_on),
    norm=Wording(
        zh="被谈话人应当在定期谈话前开展自查",
        en="the interviewee is to have examined himself by the day of a regular talk",
    ),
    remedy=Wording(
        zh="核对自查的日期；未自查的补做自查并报告",
        en="check the day of the self-examination; make up for it and report if there was none",
    ),
)
