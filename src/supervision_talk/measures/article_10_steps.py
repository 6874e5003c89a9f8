"""Art. 10: the five steps of a regular talk, and the record of a timely one.

¶1 binds regular talks. ¶2 has timely talks follow the steps by analogy, so there they bind by
reference only, and asks that a record be formed, without a date: the due date taken here (three
months, when the file is to be complete) only separates what is open from what is overdue.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Duty, PeriodAfter, Requirement
from supervision_talk.measures.policy import Period
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import StepKind, TalkKind
from supervision_talk.wording import Wording

__all__ = ["ST1001", "ST1002", "ST1003"]

_IS_TIMELY: Final = talk.kind.is_(TalkKind.TIMELY)

ST1001: Final = Requirement(
    code="ST1001",
    name="steps-complete",
    article=Citation(10),
    bearer=Bearer.TALKER,
    about=talk,
    by_reference_when=_IS_TIMELY,
    requires=talk.steps.include(*StepKind),
    norm=Wording(zh="谈话的五个步骤应当齐全", en="all five steps of the talk are to be taken"),
    remedy=Wording(
        zh="补记已进行的步骤；确有缺漏的，补上缺漏的步骤",
        en="record the steps that were taken; make up for those that were not",
    ),
)

ST1002: Final = Requirement(
    code="ST1002",
    name="steps-in-order",
    article=Citation(10),
    bearer=Bearer.TALKER,
    about=talk,
    when=talk.step_count.at_least(2),
    by_reference_when=_IS_TIMELY,
    requires=talk.steps_in_order,
    norm=Wording(
        zh="谈话应当按规定的步骤次序进行",
        en="the steps are to be taken in the prescribed order",
    ),
    remedy=Wording(
        zh="核对步骤的次序和时间；今后按规定次序进行",
        en="check the order and the times of the steps; keep to the order next time",
    ),
)

ST1003: Final = Duty(
    code="ST1003",
    name="record-formed",
    article=Citation(10, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=talk,
    when=_IS_TIMELY,
    done=talk.recorded_on.is_recorded(),
    done_on=talk.recorded_on,
    due=PeriodAfter(talk.held_on, Period.PROGRESS),
    soft=True,
    norm=Wording(zh="及时谈话应当形成记录", en="a timely talk is to be recorded"),
    remedy=Wording(zh="形成谈话记录并登记日期", en="form the record and enter its date"),
)
