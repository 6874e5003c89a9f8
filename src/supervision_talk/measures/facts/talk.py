"""The facts about a governed talk (Art. 2, 5 to 12, 17), put together from what each part tells.

The parts stand in modules of their own: who talked with whom (`talk_parties`), what about
(`talk_content`), how (`talk_conduct`), what followed (`talk_rectification`), what the office keeps
(`talk_file`), and what was judged of it (`talk_judgements`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.application import TalksParted, parted_talks
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry, Stated
from supervision_talk.measures.facts.talk_conduct import conduct_of
from supervision_talk.measures.facts.talk_content import content_of
from supervision_talk.measures.facts.talk_file import file_of
from supervision_talk.measures.facts.talk_judgements import judgements_of
from supervision_talk.measures.facts.talk_parties import parties_of
from supervision_talk.measures.facts.talk_rectification import rectification_of
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import RecordedTalk
from supervision_talk.model.fields import civil_date
from supervision_talk.model.vocabulary import (
    Level,
    Material,
    OrganizationKind,
    ReportContent,
    StepKind,
    TalkKind,
    Unit,
)

__all__ = ["TalkFacts", "talk", "talk_facts"]


class TalkFacts(NamedTuple):
    """What the rules may ask about a talk. A date stands for an event that has happened."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("谈话编号", "the talk's id")]
    kind: Annotated[TalkKind, Fact("谈话种类", "the talk's kind")]
    held_on: Annotated[date, Fact("谈话日期", "the day of the talk")]
    committee: Annotated[str, Fact("开展谈话的党委（党组）", "the committee that held the talk")]
    committee_kind: Annotated[OrganizationKind, Fact("开展谈话的组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下级党组织", "the subordinate organization")]
    organization_kind: Annotated[
        OrganizationKind, Fact("下级党组织类别", "the subordinate organization's kind")
    ]
    organization_level: Annotated[
        Level, Fact("下级党组织层级", "the subordinate organization's level")
    ]
    talker: Annotated[str | None, Fact("谈话人", "the talker", "talker")]
    interviewees: Annotated[
        tuple[str, ...] | None, Fact("被谈话人", "the interviewees", "interviewees")
    ]
    interviewee_count: Annotated[
        int | None, Fact("被谈话人人数", "the number of interviewees", "interviewees")
    ]
    head_recorded: Annotated[
        bool,
        Fact("下级党组织书记有任职记录", "a secretary of the subordinate organization is recorded"),
    ]
    interviewees_are_heads: Annotated[
        bool | None,
        Fact(
            "被谈话人都是当日在任的“一把手”",
            "every interviewee was secretary of the organization on the day",
            {
                "interviewees": "interviewee_count",
                "appointments of {organization}": "head_recorded",
            },
        ),
    ]
    interviewee_left_on: Annotated[
        date | None, Fact("被谈话人离任日期", "the interviewee's last day in office")
    ]
    committee_is_superior: Annotated[
        bool | None,
        Fact(
            "开展谈话的是其上级党组织",
            "the committee is above the organization",
            "organization.superior",
        ),
    ]
    committee_is_direct_superior: Annotated[
        bool | None,
        Fact(
            "开展谈话的是其直接上级党组织",
            "the committee is the organization's direct superior",
            "organization.superior",
        ),
    ]
    team_recorded: Annotated[
        bool, Fact("领导班子有任职记录", "appointments to the committee's team are recorded")
    ]
    talker_in_leadership: Annotated[
        bool | None,
        Fact(
            "谈话人是领导班子成员",
            "the talker was in the committee's leadership team on the day",
            {"talker": "talker", "appointments of {committee}": "team_recorded"},
        ),
    ]
    secretary_recorded: Annotated[
        bool, Fact("党委书记有任职记录", "a secretary of the committee is recorded")
    ]
    talker_is_secretary: Annotated[
        bool | None,
        Fact(
            "谈话人是书记",
            "the talker was secretary of the committee on the day",
            {"talker": "talker", "appointments of {committee}": "secretary_recorded"},
        ),
    ]
    basis_count: Annotated[
        int | None, Fact("所依据情形的数目", "the number of circumstances cited", "basis")
    ]
    basis_concerns_organization: Annotated[
        bool | None,
        Fact(
            "所依据的情形都属于该组织",
            "every circumstance cited is the organization's",
            "basis",
        ),
    ]
    organized_by: Annotated[
        str | None, Fact("组织谈话的部门", "the department that organized it", "organized_by")
    ]
    problem_count: Annotated[
        int | None, Fact("指出问题的数目", "the number of problems pointed out", "problems")
    ]
    has_comparable_problems: Annotated[
        bool | None,
        Fact("有可以比较的问题摘要", "problems have summaries to compare", "problems"),
    ]
    same_problems_as: Annotated[
        str | None,
        Fact("问题相同的较早谈话", "the earlier talk with the same problems"),
    ]
    problems_are_its_own: Annotated[
        bool | None,
        Fact(
            "问题与此前同其他组织的谈话不同",
            "no earlier talk with another organization has the same problems",
            "problems",
        ),
    ]
    judged_to_the_point: Annotated[
        bool, Fact("有是否直奔主题的认定", "it was judged whether the talk was to the point")
    ]
    to_the_point: Annotated[
        bool | None,
        Fact("认定为直奔主题", "the talk was judged to the point", "judgements.answer"),
    ]
    talker_prepared_on: Annotated[
        date | None,
        Fact("谈话人完成准备的日期", "the day of the talker's preparation", "talker_prepared_on"),
    ]
    self_examined_on: Annotated[
        date | None,
        Fact("被谈话人自查的日期", "the day of the self-examination", "self_examined_on"),
    ]
    steps: Annotated[
        frozenset[StepKind] | None, Fact("已进行的步骤", "the steps that were taken", "steps")
    ]
    step_count: Annotated[
        int | None, Fact("不同步骤的数目", "the number of different steps", "steps")
    ]
    steps_in_order: Annotated[
        bool | None,
        Fact("步骤按规定次序进行", "the steps were in the prescribed order", "steps"),
    ]
    recorded_on: Annotated[
        date | None, Fact("形成记录的日期", "the day of the record", "recorded_on")
    ]
    measures_proposed_on: Annotated[
        date | None,
        Fact(
            "提出整改措施的日期",
            "the day the measures were proposed",
            "rectification.measures_proposed_on",
        ),
    ]
    measures_reported_on: Annotated[
        date | None,
        Fact(
            "报告整改措施的日期",
            "the day the measures were reported",
            "rectification.measures_reported_on",
        ),
    ]
    measures_first_on: Annotated[
        date | None,
        Fact(
            "最早提出或者报告整改措施的日期",
            "the day the measures were first proposed or reported",
            {
                "rectification.measures_proposed_on": "measures_proposed_on",
                "rectification.measures_reported_on": "measures_reported_on",
            },
        ),
    ]
    progress_reported_on: Annotated[
        date | None,
        Fact(
            "报告整改情况的日期",
            "the day the rectification was reported",
            "rectification.progress_reported_on",
        ),
    ]
    last_reported_on: Annotated[
        date | None, Fact("最近一次报告的日期", "the day of the last report")
    ]
    report_contents: Annotated[
        frozenset[ReportContent] | None,
        Fact("报告的内容", "the contents of the report", "rectification.report_contents"),
    ]
    measures_recorded: Annotated[bool, Fact("整改措施有记录", "the measures are recorded")]
    measures_name_problems: Annotated[
        bool, Fact("每项措施写明所针对的问题", "every measure says which problems it answers")
    ]
    unanswered_problem_count: Annotated[
        int | None,
        Fact(
            "没有措施对应的问题数目",
            "the number of problems without a measure",
            {
                "problems": "problem_count",
                "rectification.measures": "measures_recorded",
                "rectification.measures.problems": "measures_name_problems",
            },
        ),
    ]
    first_responsibility_measures: Annotated[
        bool | None,
        Fact(
            "有履行第一责任人职责的措施",
            "a measure concerns the first responsibility",
            "rectification.measures",
        ),
    ]
    team_notified_on: Annotated[
        date | None,
        Fact(
            "向班子其他成员通报的日期",
            "the day the rest of the team was told",
            "rectification.team_notified_on",
        ),
    ]
    reported_to_committee: Annotated[
        bool,
        Fact("向开展谈话的党委（党组）报告", "the report went to the committee that held the talk"),
    ]
    materials_filed: Annotated[
        frozenset[Material] | None,
        Fact("已留存的材料", "the materials on file", "filing.materials"),
    ]
    file_completed_on: Annotated[
        date | None, Fact("材料留存齐全的日期", "the day the file was complete")
    ]
    copies_sent_to: Annotated[
        frozenset[Unit] | None,
        Fact("已抄送的单位", "the departments that copies went to", "filing.copies"),
    ]
    copies_sent_on: Annotated[date | None, Fact("抄送完毕的日期", "the day the copies had gone")]
    judged_truthful: Annotated[
        bool, Fact("有是否如实报告的认定", "it was judged whether the interviewee was truthful")
    ]
    truthful: Annotated[
        bool | None,
        Fact("认定为如实报告", "the interviewee was judged truthful", "judgements.answer"),
    ]
    judged_genuine: Annotated[
        bool, Fact("有整改是否真实的认定", "it was judged whether the rectification was genuine")
    ]
    genuine: Annotated[
        bool | None,
        Fact("认定为真实整改", "the rectification was judged genuine", "judgements.answer"),
    ]


def talk_facts(inquiry: Inquiry, recorded: RecordedTalk) -> Stated:
    """Give the facts about a talk that has been held.

    Arguments:
        inquiry: the register, the day, the policy and how nulls are read.
        recorded: a talk of the register with an end, and what is recorded of it.
    """
    talk = recorded.talk
    held_on = civil_date(talk.ended_at)  # type: ignore[arg-type] # only of talks held
    followed = rectification_of(inquiry, talk, recorded.rectification)
    judged = judgements_of(inquiry, recorded.judgements)
    return (
        _TALK,
        talk.id,
        *parties_of(inquiry, talk, held_on),
        *content_of(inquiry, talk),
        *judged[:2],
        *conduct_of(inquiry, talk),
        *followed,
        *file_of(inquiry, recorded.filing, followed),
        *judged[2:],
    )


_TALK: Final = SubjectType.TALK


def talks_parted(inquiry: Inquiry, committee: str) -> TalksParted:
    """Part the talks of a committee by whether the Measures govern them."""
    return inquiry.of_committee(committee, _parted)


def _parted(inquiry: Inquiry, committee: str) -> TalksParted:
    return parted_talks(inquiry.register, committee, inquiry.as_of)


def _governed(inquiry: Inquiry, committee: str) -> Sequence[RecordedTalk]:
    return talks_parted(inquiry, committee).governed


talk: Final = FactSheet(TalkFacts, subjects=_governed, state=talk_facts)
"""The names of the facts about a talk, for conditions."""
