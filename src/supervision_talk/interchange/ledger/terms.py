"""What sheets and columns of a ledger are called, and what is to be known about some of them.

The one table of headings. Which sheets and columns there are follows from the records themselves;
a test holds that each has its heading.
"""

from collections.abc import Mapping
from typing import Final

from supervision_talk.measures import Wording
from supervision_talk.model import (
    AnnualDuties,
    AnnualPlan,
    Appointment,
    Assessment,
    Circumstance,
    Copy,
    Disclosure,
    FiledMaterial,
    Filing,
    Judgement,
    Measure,
    Organization,
    Participant,
    Person,
    PlanItem,
    Problem,
    Rectification,
    Step,
    Talk,
    Term,
)
from supervision_talk.model.fields import Record

__all__ = ["EXPLANATION", "HEADINGS", "KEPT_FOR_HEADING", "KEPT_FOR_SHEET", "NOTES", "SHEETS"]


def _named(zh: str, en: str) -> Wording:
    return Wording(zh=zh, en=en)


EXPLANATION: Final = _named("说明", "Explanation")
"""The sheet that says how to fill in the others."""
KEPT_FOR_SHEET: Final = _named("建账组织", "Kept for")
KEPT_FOR_HEADING: Final = _named("建账组织编号", "Organization")

_SHEETS_IN_ENGLISH: Final[Mapping[type[Record], str]] = {
    Organization: "Organizations",
    Person: "People",
    Appointment: "Appointments",
    Term: "Terms",
    Talk: "Talks",
    Participant: "Participants",
    Step: "Steps",
    Problem: "Problems",
    Rectification: "Rectifications",
    Measure: "Measures",
    Filing: "Filings",
    FiledMaterial: "Materials",
    Copy: "Copies",
    Judgement: "Judgements",
    Circumstance: "Circumstances",
    AnnualPlan: "Plans",
    PlanItem: "Plan items",
    AnnualDuties: "Annual duties",
    Assessment: "Assessments",
    Disclosure: "Disclosures",
}
SHEETS: Final[Mapping[type[Record], Wording]] = {
    record: _named(record.chinese, english) for record, english in _SHEETS_IN_ENGLISH.items()
}
"""What the sheet of each kind of record, or of its parts, is called."""

HEADINGS: Final[Mapping[type[Record], Mapping[str, Wording]]] = {
    Organization: {
        "id": _named("组织编号", "Organization id"),
        "name": _named("组织名称", "Name"),
        "kind": _named("组织类型", "Kind"),
        "level": _named("层级", "Level"),
        "superior": _named("上级组织编号", "Superior"),
        "approved_by": _named("批准设立的组织编号", "Approved by"),
        "established_on": _named("设立日期", "Established on"),
        "abolished_on": _named("撤销日期", "Abolished on"),
    },
    Person: {
        "id": _named("人员编号", "Person id"),
        "name": _named("姓名", "Name"),
    },
    Appointment: {
        "person": _named("人员编号", "Person"),
        "organization": _named("组织编号", "Organization"),
        "role": _named("班子职务", "Role"),
        "start": _named("任职日期", "First day"),
        "end": _named("离任日期", "Last day"),
        "acting": _named("是否主持工作（代理）", "Acting"),
    },
    Term: {
        "organization": _named("组织编号", "Organization"),
        "ordinal": _named("届次", "Ordinal"),
        "start": _named("届期开始日期", "First day"),
        "end": _named("届期结束日期", "Last day"),
        "planned_end": _named("预计届满日期", "Planned last day"),
    },
    Talk: {
        "id": _named("谈话编号", "Talk id"),
        "kind": _named("谈话类型", "Kind"),
        "held_by": _named("开展谈话的党委（党组）编号", "Held by"),
        "organization": _named("谈话对象所在组织编号", "Organization"),
        "talker": _named("谈话人编号", "Talker"),
        "interviewees": _named("被谈话人编号", "Interviewees"),
        "started_at": _named("开始时间", "Started at"),
        "ended_at": _named("结束时间", "Ended at"),
        "organized_by": _named("组织单位", "Organized by"),
        "participants": _named("参加单位", "Participants"),
        "plan_item": _named("对应计划事项编号", "Plan item"),
        "basis": _named("依据的情形编号", "Basis"),
        "talker_prepared_on": _named("谈话人准备日期", "Talker prepared on"),
        "self_examined_on": _named("被谈话人自查日期", "Self-examined on"),
        "steps": _named("谈话程序", "Steps"),
        "problems": _named("指出问题", "Problems"),
        "recorded_on": _named("形成记录日期", "Recorded on"),
    },
    Participant: {
        "from_": _named("单位", "From"),
        "person": _named("人员编号", "Person"),
    },
    Step: {
        "step": _named("程序环节", "Step"),
        "at": _named("时间", "At"),
    },
    Problem: {
        "id": _named("问题编号", "Problem id"),
        "summary": _named("问题概要", "Summary"),
        "concerns": _named("问题类别", "Concerns"),
    },
    Rectification: {
        "talk": _named("谈话编号", "Talk"),
        "measures": _named("整改措施", "Measures"),
        "measures_proposed_on": _named("提出整改措施日期", "Measures proposed on"),
        "measures_reported_on": _named("报告整改措施日期", "Measures reported on"),
        "report_contents": _named("报告内容", "Report contents"),
        "reported_to": _named("报告对象组织编号", "Reported to"),
        "team_notified_on": _named("向班子通报日期", "Team notified on"),
        "progress_reported_on": _named("报告整改进展日期", "Progress reported on"),
    },
    Measure: {
        "id": _named("措施编号", "Measure id"),
        "problems": _named("针对的问题编号", "Problems"),
        "content": _named("措施内容", "Content"),
        "first_responsibility": _named("是否涉及第一责任人职责", "First responsibility"),
    },
    Filing: {
        "talk": _named("谈话编号", "Talk"),
        "materials": _named("归档材料", "Materials"),
        "copies": _named("抄送", "Copies"),
    },
    FiledMaterial: {
        "material": _named("材料", "Material"),
        "filed_on": _named("归档日期", "Filed on"),
    },
    Copy: {
        "to": _named("抄送单位", "To"),
        "sent_on": _named("抄送日期", "Sent on"),
    },
    Judgement: {
        "id": _named("评判编号", "Judgement id"),
        "talk": _named("谈话编号", "Talk"),
        "question": _named("评判事项", "Question"),
        "answer": _named("结论", "Answer"),
        "by": _named("评判单位", "By"),
        "on": _named("评判日期", "On"),
    },
    Circumstance: {
        "id": _named("情形编号", "Circumstance id"),
        "organization": _named("组织编号", "Organization"),
        "person": _named("“一把手”人员编号", "Head"),
        "category": _named("情形类别", "Category"),
        "recognized_on": _named("发现日期", "Recognized on"),
        "source": _named("来源", "Source"),
    },
    AnnualPlan: {
        "organization": _named("组织编号", "Organization"),
        "year": _named("年度", "Year"),
        "adopted_on": _named("制定日期", "Adopted on"),
        "informed_by": _named("结合的工作", "Informed by"),
        "items": _named("计划事项", "Items"),
    },
    PlanItem: {
        "id": _named("事项编号", "Item id"),
        "organization": _named("谈话对象所在组织编号", "Organization"),
        "interviewee": _named("被谈话人编号", "Interviewee"),
        "talker": _named("谈话人编号", "Talker"),
        "responsible": _named("责任单位", "Responsible"),
        "due_on": _named("完成时限", "Due on"),
    },
    AnnualDuties: {
        "organization": _named("组织编号", "Organization"),
        "year": _named("年度", "Year"),
        "responsibility_list_includes_talks": _named(
            "责任清单是否列入监督谈话", "Responsibility list includes talks"
        ),
        "report_submitted_on": _named("年度报告报送日期", "Report submitted on"),
        "report_covers_talks": _named("年度报告是否包括监督谈话", "Report covers talks"),
        "debriefed_on": _named("书记述责述廉日期", "Debriefed on"),
        "debrief_covers_talks": _named("述责述廉是否包括监督谈话", "Debrief covers talks"),
    },
    Assessment: {
        "id": _named("考核检查编号", "Assessment id"),
        "kind": _named("类型", "Kind"),
        "assessor": _named("考核检查组织编号", "Assessor"),
        "organization": _named("被考核检查组织编号", "Organization"),
        "on": _named("日期", "On"),
        "considered_talks": _named("是否纳入监督谈话情况", "Considered talks"),
        "considered_rectification": _named("是否纳入整改情况", "Considered rectification"),
    },
    Disclosure: {
        "id": _named("披露编号", "Disclosure id"),
        "talk": _named("谈话编号", "Talk"),
        "by": _named("披露人", "By"),
        "to": _named("披露对象", "To"),
        "on": _named("披露日期", "On"),
        "confidential": _named("是否涉密（应当保密）", "Confidential"),
        "authorized": _named("是否经批准", "Authorized"),
    },
}
"""What the column of each field is called."""

NOTES: Final[Mapping[tuple[type[Record], str], Wording]] = {
    (Organization, "superior"): _named("空白：本台账中的最高一级", "empty: the top of this ledger"),
    (Organization, "approved_by"): _named(
        "党组填写；其届期按该组织计算", "for a Party group; its terms count for coverage"
    ),
    (Organization, "established_on"): _named("空白：一直存在", "empty: always"),
    (Organization, "abolished_on"): _named(
        "不再存在的第一天；空白：仍然存在", "the first day without it; empty: still there"
    ),
    (Appointment, "end"): _named(
        "任职的最后一天；空白：仍在任", "the last day in post; empty: still in post"
    ),
    (Appointment, "acting"): _named("空白：否", "empty: no"),
    (Term, "end"): _named("空白：本届未结束", "empty: the term still runs"),
    (Talk, "ended_at"): _named(
        "谈话日期以此为准；空白：尚未举行", "the talk's date is taken from it; empty: not held yet"
    ),
    (Talk, "plan_item"): _named("空白：不对应计划事项", "empty: it names none"),
    (Talk, "basis"): _named("及时谈话填写", "for a timely talk"),
    (Problem, "id"): _named("在同一次谈话中不重复", "unique in the talk"),
    (Problem, "summary"): _named(
        "属于保密内容，不会出现在任何报告中", "secret: no report ever shows it"
    ),
    (Measure, "id"): _named("在同一份整改中不重复", "unique in the rectification"),
    (Measure, "content"): _named(
        "属于保密内容，不会出现在任何报告中", "secret: no report ever shows it"
    ),
    (Rectification, "reported_to"): _named(
        "空白：开展谈话的党委（党组）", "empty: the committee that held the talk"
    ),
    (Copy, "to"): _named(
        "抄送纪律检查机关、组织（人事）部门的从下拉列表中选取，其他单位直接填写",
        "choose discipline or organization from the list, or write another one",
    ),
    (PlanItem, "id"): _named("在整个台账中不重复", "unique in the ledger"),
    (AnnualDuties, "year"): _named(
        "谈话所在的年度；年度报告和述责述廉在次年年初",
        "the year of the talks; report and debriefing follow in the next",
    ),
}
"""What is to be known about a field besides its type: what an empty cell means, above all."""
