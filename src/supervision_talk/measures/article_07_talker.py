"""Art. 7: who may be the talker, and that it is one to one.

Sentence 1 asks for a member of the leadership team and a talk with one person alone. Sentence 2
is stricter for regular talks with secretaries of cities, counties, townships and streets: the
secretary one level up. It departs from sentence 1, not from the form; both rules are applied.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import Level, OrganizationKind, TalkKind
from supervision_talk.wording import Wording

__all__ = ["ST0701", "ST0702", "ST0703"]

ST0701: Final = Requirement(
    code="ST0701",
    name="talker-in-leadership",
    article=Citation(7),
    bearer=Bearer.COMMITTEE,
    about=talk,
    requires=talk.talker_in_leadership,
    norm=Wording(
        zh="谈话人应当是开展谈话的党委（党组）领导班子成员",
        en="the talker is to be a member of the committee's leadership team",
    ),
    remedy=Wording(
        zh="核对谈话人和班子任职记录；确非班子成员的，由班子成员重新谈话",
        en="check the talker and the team's appointments; if it was nobody of the team, have a "
        "member of it hold the talk anew",
    ),
)

ST0702: Final = Requirement(
    code="ST0702",
    name="individual-talk",
    article=Citation(7),
    bearer=Bearer.COMMITTEE,
    about=talk,
    requires=talk.interviewee_count.is_(1),
    norm=Wording(
        zh="应当个别谈话，被谈话人只有一人",
        en="the talk is to be held with exactly one interviewee",
    ),
    remedy=Wording(
        zh="分别与每名“一把手”个别谈话；记录有误的予以更正",
        en="talk with each head alone; mend the record if it is wrong",
    ),
)

# A functional zone's working committee (`working_committee`) is not among the secretaries that
# sentence 2 lists; a prefecture's, a street's are.
ST0703: Final = Requirement(
    code="ST0703",
    name="superior-secretary",
    article=Citation(7),
    bearer=Bearer.COMMITTEE,
    about=talk,
    when=talk.kind.is_(TalkKind.REGULAR)
    & (
        talk.organization_kind.is_in(
            OrganizationKind.PREFECTURE_COMMITTEE,
            OrganizationKind.TOWNSHIP_COMMITTEE,
            OrganizationKind.STREET_WORKING_COMMITTEE,
        )
        | (
            talk.organization_kind.is_(OrganizationKind.LOCAL_COMMITTEE)
            & talk.organization_level.is_in(Level.CITY, Level.COUNTY)
        )
    ),
    requires=talk.committee_is_direct_superior & talk.talker_is_secretary,
    norm=Wording(
        zh="对市、县、乡镇（街道）党（工）委书记的定期谈话应当由上一级党委书记作为谈话人",
        en="a regular talk with the secretary of a city, county, township or street is to be held "
        "by the secretary one level up",
    ),
    remedy=Wording(
        zh="由上一级党委书记重新开展定期谈话",
        en="have the secretary of the next level up hold the regular talk anew",
    ),
)
