"""Art. 11: what the interviewee owes after a talk: measures in a month, a report in three.

¶1: measures are proposed within one month and reported, with what the interviewee thinks of the
talk, to the committee that held it; whether the month also bounds the report is open (policy
`measures_report_due`). Measures about the first responsibility are told to the rest of the team;
no date is given for that, so its due date only separates what is open from what is overdue.
¶2: the rectification itself is reported within three months.
What is asked of a report is asked once there is one.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import DueWherePolicySays, Duty, PeriodAfter, Requirement
from supervision_talk.measures.policy import MeasuresReportDue, Period
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import ReportContent
from supervision_talk.wording import Wording

__all__ = ["ST1101", "ST1102", "ST1103", "ST1104", "ST1105", "ST1106", "ST1107"]

_GROUND: Final = 3
"""A violation is a ground to examine under Art. 17(3): the rectification falls short."""

_WITHIN_ONE_MONTH: Final = PeriodAfter(talk.held_on, Period.MEASURES)
_WITHIN_THREE_MONTHS: Final = PeriodAfter(talk.held_on, Period.PROGRESS)

_MEASURES_PROPOSED: Final = talk.measures_first_on.is_recorded()
_MEASURES_REPORTED: Final = talk.measures_reported_on.is_recorded()
_PROGRESS_REPORTED: Final = talk.progress_reported_on.is_recorded()

ST1101: Final = Duty(
    code="ST1101",
    name="measures-proposed",
    article=Citation(11, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    done=_MEASURES_PROPOSED,
    done_on=talk.measures_first_on,
    due=_WITHIN_ONE_MONTH,
    owed_to=talk.committee,
    accountability=_GROUND,
    shows=(talk.interviewee_left_on,),
    norm=Wording(
        zh="被谈话人应当在谈话结束后1个月内提出整改措施",
        en="the interviewee is to propose measures within one month of the talk",
    ),
    remedy=Wording(zh="督促被谈话人提出整改措施", en="the interviewee is to propose the measures"),
)

ST1102: Final = Duty(
    code="ST1102",
    name="measures-reported",
    article=Citation(11, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    done=_MEASURES_REPORTED,
    done_on=talk.measures_reported_on,
    due=DueWherePolicySays(
        "measures_report_due", MeasuresReportDue.WITH_MEASURES, _WITHIN_ONE_MONTH
    ),
    owed_to=talk.committee,
    accountability=_GROUND,
    shows=(talk.interviewee_left_on,),
    norm=Wording(
        zh="被谈话人应当将思想认识和整改措施向开展谈话的党委（党组）报告",
        en="the interviewee is to report the measures to the committee that held the talk",
    ),
    remedy=Wording(
        zh="督促被谈话人向党委（党组）报告整改措施",
        en="the interviewee is to report the measures to the committee",
    ),
)

ST1103: Final = Requirement(
    code="ST1103",
    name="report-contents",
    article=Citation(11, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=_MEASURES_REPORTED,
    requires=talk.report_contents.include(*ReportContent),
    accountability=_GROUND,
    norm=Wording(
        zh="报告应当包括思想认识和整改措施",
        en="the report is to contain both thoughts and measures",
    ),
    remedy=Wording(zh="补报缺少的内容", en="report what is missing from it"),
)

ST1104: Final = Requirement(
    code="ST1104",
    name="measures-answer-problems",
    article=Citation(11, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=_MEASURES_REPORTED & ~talk.problem_count.is_(0),
    requires=talk.unanswered_problem_count.is_(0),
    accountability=_GROUND,
    norm=Wording(
        zh="整改措施应当对应谈话指出的每个问题",
        en="every problem pointed out is to be answered by a measure",
    ),
    remedy=Wording(
        zh="对没有措施的问题补充整改措施", en="add measures for the problems left without one"
    ),
)

ST1105: Final = Duty(
    code="ST1105",
    name="team-notified",
    article=Citation(11, paragraph=1),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=_MEASURES_PROPOSED & talk.first_responsibility_measures,
    done=talk.team_notified_on.is_recorded(),
    done_on=talk.team_notified_on,
    due=_WITHIN_THREE_MONTHS,
    soft=True,
    accountability=_GROUND,
    shows=(talk.interviewee_left_on,),
    norm=Wording(
        zh="履行第一责任人职责的整改措施应当向领导班子其他成员通报",
        en="measures about the first responsibility are to be told to the rest of the team",
    ),
    remedy=Wording(
        zh="向领导班子其他成员通报并登记日期",
        en="tell the rest of the leadership team and enter the date",
    ),
)

ST1106: Final = Duty(
    code="ST1106",
    name="rectification-reported",
    article=Citation(11, paragraph=2),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    done=_PROGRESS_REPORTED,
    done_on=talk.progress_reported_on,
    due=_WITHIN_THREE_MONTHS,
    owed_to=talk.committee,
    accountability=_GROUND,
    shows=(talk.interviewee_left_on,),
    norm=Wording(
        zh="被谈话人应当在谈话结束后3个月内报告整改情况",
        en="the interviewee is to report on the rectification within three months of the talk",
    ),
    remedy=Wording(
        zh="督促被谈话人向党委（党组）报告整改情况",
        en="the interviewee is to report on the rectification to the committee",
    ),
)

ST1107: Final = Requirement(
    code="ST1107",
    name="reported-to-committee",
    article=Citation(11),
    bearer=Bearer.INTERVIEWEE,
    about=talk,
    when=_MEASURES_REPORTED | _PROGRESS_REPORTED,
    requires=talk.reported_to_committee,
    accountability=_GROUND,
    norm=Wording(
        zh="应当向开展谈话的党委（党组）报告",
        en="reports are to go to the committee that held the talk",
    ),
    remedy=Wording(
        zh="改向开展谈话的党委（党组）报告", en="report to the committee that held the talk"
    ),
)
