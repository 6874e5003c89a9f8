"""Art. 2: who talks with whom, and which talks the Measures are not about.

¶1 makes a talk one of a committee with the head of an organization below it. ¶3 leaves talks on
appointment, admonition and the disposal of clues to other rules; Art. 18 leaves the armed forces
to theirs, and Art. 20 says from when on: such talks are listed as not governed, with the first
reason that applies (`why_not_governed`).
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.model.vocabulary import OrganizationKind
from supervision_talk.wording import Wording

__all__ = ["BOUND_DIRECTLY", "ST0201", "ST0202", "force_of"]


BOUND_DIRECTLY: Final = frozenset({OrganizationKind.LOCAL_COMMITTEE, OrganizationKind.PARTY_GROUP})
"""The committees that ¶1 names; the others apply the Measures by reference (¶2)."""


def force_of(committee: OrganizationKind) -> Force:
    """Give how the Measures bind a committee of this kind.

    >>> force_of(OrganizationKind.GRASSROOTS)
    <Force.BY_REFERENCE: 'by_reference'>
    """
    return Force.MANDATORY if committee in BOUND_DIRECTLY else Force.BY_REFERENCE


ST0201: Final = Requirement(
    code="ST0201",
    name="interviewee-is-head",
    article=Citation(2, paragraph=1),
    bearer=Bearer.COMMITTEE,
    about=talk,
    when=~talk.interviewee_count.is_(0),
    requires=talk.interviewees_are_heads,
    norm=Wording(
        zh="被谈话人应当是谈话当日在任的下级党组织“一把手”",
        en="every interviewee is to be the head of the subordinate organization on the day",
    ),
    remedy=Wording(
        zh="核对被谈话人和任职记录；谈话对象确有错误的，另行与“一把手”谈话",
        en="check the interviewees and the appointments; if it was not the head, hold a talk "
        "with the head",
    ),
)

ST0202: Final = Requirement(
    code="ST0202",
    name="subordinate-organization",
    article=Citation(2, paragraph=1),
    bearer=Bearer.COMMITTEE,
    about=talk,
    requires=talk.committee_is_superior,
    norm=Wording(
        zh="被谈话人所在党组织应当是开展谈话的党委（党组）的下级党组织",
        en="the organization is to be below the committee that holds the talk",
    ),
    remedy=Wording(
        zh="核对隶属关系；不属下级党组织的，由其上级党组织谈话",
        en="check the tree of organizations; if it is not below, its own superior is to hold "
        "the talk",
    ),
)
