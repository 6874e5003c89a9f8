"""What sheets and columns of a ledger are called, and what is to be known about some of them.

Which sheets and columns there are, and what they are called in Chinese, follows from the records
themselves; a test holds that each has its heading.
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
from supervision_talk.model.fields import Record, chinese_names
from supervision_talk.model.vocabulary import Unit

__all__ = [
    "EVERYDAY_NAMES",
    "EXPLANATION",
    "HEADINGS",
    "KEPT_FOR_HEADING",
    "KEPT_FOR_SHEET",
    "NAMED_BEFORE",
    "NOTES",
    "SHEETS",
]


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

_HEADINGS_IN_ENGLISH: Final[Mapping[type[Record], Mapping[str, str]]] = {
    Organization: {
        "id": "Organization id",
        "name": "Name",
        "kind": "Kind",
        "level": "Level",
        "superior": "Superior",
        "approved_by": "Approved by",
        "established_on": "Established on",
        "abolished_on": "Abolished on",
    },
    Person: {
        "id": "Person id",
        "name": "Name",
    },
    Appointment: {
        "person": "Person",
        "organization": "Organization",
        "role": "Role",
        "start": "First day",
        "end": "Last day",
        "acting": "Acting",
    },
    Term: {
        "organization": "Organization",
        "ordinal": "Ordinal",
        "start": "First day",
        "end": "Last day",
        "planned_end": "Planned last day",
    },
    Talk: {
        "id": "Talk id",
        "kind": "Kind",
        "held_by": "Held by",
        "organization": "Organization",
        "talker": "Talker",
        "interviewees": "Interviewees",
        "started_at": "Started at",
        "ended_at": "Ended at",
        "organized_by": "Organized by",
        "participants": "Participants",
        "plan_item": "Plan item",
        "basis": "Basis",
        "talker_prepared_on": "Talker prepared on",
        "self_examined_on": "Self-examined on",
        "steps": "Steps",
        "problems": "Problems",
        "recorded_on": "Recorded on",
    },
    Participant: {
        "from_": "From",
        "person": "Person",
    },
    Step: {
        "step": "Step",
        "at": "At",
    },
    Problem: {
        "id": "Problem id",
        "summary": "Summary",
        "concerns": "Concerns",
    },
    Rectification: {
        "talk": "Talk",
        "measures": "Measures",
        "measures_proposed_on": "Measures proposed on",
        "measures_reported_on": "Measures reported on",
        "report_contents": "Report contents",
        "reported_to": "Reported to",
        "team_notified_on": "Team notified on",
        "progress_reported_on": "Progress reported on",
    },
    Measure: {
        "id": "Measure id",
        "problems": "Problems",
        "content": "Content",
        "first_responsibility": "First responsibility",
    },
    Filing: {
        "talk": "Talk",
        "materials": "Materials",
        "copies": "Copies",
    },
    FiledMaterial: {
        "material": "Material",
        "filed_on": "Filed on",
    },
    Copy: {
        "to": "To",
        "sent_on": "Sent on",
    },
    Judgement: {
        "id": "Judgement id",
        "talk": "Talk",
        "question": "Question",
        "answer": "Answer",
        "by": "By",
        "on": "On",
    },
    Circumstance: {
        "id": "Circumstance id",
        "organization": "Organization",
        "person": "Head",
        "category": "Category",
        "recognized_on": "Recognized on",
        "source": "Source",
    },
    AnnualPlan: {
        "organization": "Organization",
        "year": "Year",
        "adopted_on": "Adopted on",
        "informed_by": "Informed by",
        "items": "Items",
    },
    PlanItem: {
        "id": "Item id",
        "organization": "Organization",
        "interviewee": "Interviewee",
        "talker": "Talker",
        "responsible": "Responsible",
        "due_on": "Due on",
    },
    AnnualDuties: {
        "organization": "Organization",
        "year": "Year",
        "responsibility_list_includes_talks": "Responsibility list includes talks",
        "report_submitted_on": "Report submitted on",
        "report_covers_talks": "Report covers talks",
        "debriefed_on": "Debriefed on",
        "debrief_covers_talks": "Debrief covers talks",
    },
    Assessment: {
        "id": "Assessment id",
        "kind": "Kind",
        "assessor": "Assessor",
        "organization": "Organization",
        "on": "On",
        "considered_talks": "Considered talks",
        "considered_rectification": "Considered rectification",
    },
    Disclosure: {
        "id": "Disclosure id",
        "talk": "Talk",
        "by": "By",
        "to": "To",
        "on": "On",
        "confidential": "Confidential",
        "authorized": "Authorized",
    },
}
HEADINGS: Final[Mapping[type[Record], Mapping[str, Wording]]] = {
    record: {
        name: _named(chinese, _HEADINGS_IN_ENGLISH[record][name])
        for name, chinese in chinese_names(record).items()
    }
    for record in _HEADINGS_IN_ENGLISH
}
"""What the column of each field is called."""

EVERYDAY_NAMES: Final[Mapping[Unit, tuple[str, ...]]] = {
    Unit.DISCIPLINE: (
        "纪委",
        "纪委监委",
        "纪检机关",
        "纪检监察机关",
        "纪检监察组",
        "派驻纪检监察组",
    ),
    Unit.ORGANIZATION: ("组织部", "组织部门", "人事部门", "组织人事部门"),
}
"""What offices call the two units that copies go to in any case (Art. 12), besides their terms."""
NAMED_BEFORE: Final = ("本级", "县委", "市委", "省委", "区委", "县", "市", "省", "区")
"""What may stand before such a name: whose unit it is."""

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
        "抄送纪律检查机关、组织（人事）部门的从下拉列表中选取，写成"
        f"{'、'.join(name for names in EVERYDAY_NAMES.values() for name in names)}"
        f"也可以（前面可加{'、'.join(NAMED_BEFORE)}）；其他单位直接填写，"
        "名称容易与这两个部门相混的，放在双引号中",
        "choose discipline or organization from the list, or write another receiver, in quotation "
        "marks where it might be taken for one of the two",
    ),
    (PlanItem, "id"): _named("在整个台账中不重复", "unique in the ledger"),
    (AnnualDuties, "year"): _named(
        "谈话所在的年度；年度报告和述职在次年年初",
        "the year of the talks; report and debriefing follow in the next",
    ),
}
"""What is to be known about a field besides its type: what an empty cell means, above all."""
