"""Art. 5 ¶3: the six circumstances that call for a timely talk.

Where one of them is recognized, the committee one level up holds a timely talk. "In time" has no
number: there is a due date only where the policy sets one (`timely_within_days`). A head who has
left cannot be talked to as head any more, so what was not held by then lapses. A timely talk says
which circumstances it answers.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.circumstance import circumstance
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import DaysAfterByPolicy, Duty, Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import TalkKind
from supervision_talk.wording import Wording

__all__ = ["ST0507", "ST0508"]

ST0507: Final = Duty(
    code="ST0507",
    name="timely-talk-held",
    article=Citation(5, paragraph=3),
    bearer=Bearer.COMMITTEE,
    about=circumstance,
    when=circumstance.recognized_since_effect,
    done=circumstance.answered_on.is_recorded(),
    done_on=circumstance.answered_on,
    due=DaysAfterByPolicy(circumstance.recognized_on, "timely_within_days"),
    lapses_on=circumstance.headship_ended_on,
    shows=(circumstance.category, circumstance.answered_by),
    norm=Wording(
        zh="下一级党组织“一把手”有应当及时谈话的情形的，上级党委（党组）应当及时谈话",
        en="the committee one level up is to hold a timely talk about it",
    ),
    remedy=Wording(
        zh="及时开展谈话，并在谈话记录中写明所依据的情形",
        en="hold the timely talk and enter the circumstance as its basis",
    ),
)

ST0508: Final = Requirement(
    code="ST0508",
    name="circumstance-cited",
    article=Citation(5, paragraph=3),
    bearer=Bearer.COMMITTEE,
    about=talk,
    when=talk.kind.is_(TalkKind.TIMELY),
    requires=talk.basis_count.at_least(1) & talk.basis_concerns_organization,
    norm=Wording(
        zh="及时谈话应当写明所依据的该党组织的情形",
        en="a timely talk is to cite circumstances of the organization itself",
    ),
    remedy=Wording(
        zh="补记所依据的情形；没有情形的，核对是否属于及时谈话",
        en="enter the circumstance it answers; if there is none, check whether it was a timely "
        "talk",
    ),
)
