"""Art. 5: the yearly plan, coverage of a term, and the circumstances that call for a timely talk.

¶2 asks for a plan of the year's regular talks, and that regular talks reach the head of every
next-level organization within a term. ¶3 lists six circumstances in which a talk is to be held
in time; a timely talk says which of them it answers.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.measures.wording import Wording
from supervision_talk.model.vocabulary import TalkKind

__all__ = ["ST0508"]

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
