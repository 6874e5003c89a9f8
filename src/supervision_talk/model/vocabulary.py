"""The closed lists of words that records use, each with its Chinese term.

A member equals its own string, so ``talk.kind == "regular"`` and ``TalkKind.REGULAR`` mean the
same. `chinese` gives the term an office would write.
"""

from enum import StrEnum
from typing import Self

__all__ = [
    "AssessmentKind",
    "Category",
    "Concern",
    "InformedBy",
    "JudgementQuestion",
    "Level",
    "Material",
    "OrganizationKind",
    "ReportContent",
    "Role",
    "StepKind",
    "TalkKind",
    "Unit",
    "Word",
]


class Word(StrEnum):
    """A word with its Chinese term.

    >>> TalkKind.TIMELY.chinese
    '及时谈话'
    """

    chinese: str

    def __new__(cls, value: str, chinese: str) -> Self:
        """Make the member that equals `value` and keeps its Chinese term."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.chinese = chinese
        return member


class OrganizationKind(Word):
    """What an organization is; decides force, seats and terms (Art. 2, 5, 7)."""

    CENTRAL_COMMITTEE = "central_committee", "中央委员会"
    LOCAL_COMMITTEE = "local_committee", "地方党委"
    PREFECTURE_COMMITTEE = "prefecture_committee", "地委"
    TOWNSHIP_COMMITTEE = "township_committee", "乡镇党委"
    STREET_WORKING_COMMITTEE = "street_working_committee", "街道党工委"
    WORKING_COMMITTEE = "working_committee", "党工委"
    PARTY_GROUP = "party_group", "党组（党委）"
    UNIT_COMMITTEE = "unit_committee", "单位党组织"
    DISCIPLINE_ORGAN = "discipline_organ", "纪律检查机关"
    WORKING_ORGAN = "working_organ", "党的工作机关"
    AFFILIATED_INSTITUTION = "affiliated_institution", "党委直属事业单位"
    GRASSROOTS = "grassroots", "党的基层组织"
    MILITARY = "military", "军队党组织"


class Level(Word):
    """The level of the area or body that an organization belongs to."""

    CENTRAL = "central", "中央"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    GRASSROOTS = "grassroots", "基层"


class Role(Word):
    """A post in the leadership team (领导班子)."""

    SECRETARY = "secretary", "书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    MEMBER = "member", "班子成员"


class TalkKind(Word):
    """The kind of a talk; the Measures govern the first two (Art. 2 ¶3, 5 ¶1)."""

    REGULAR = "regular", "定期谈话"
    TIMELY = "timely", "及时谈话"
    APPOINTMENT = "appointment", "任职谈话"
    ADMONITION = "admonition", "诫勉谈话"
    CLUE_DISPOSAL = "clue_disposal", "以谈话方式处置问题线索"
    OTHER = "other", "其他谈话"


class Unit(Word):
    """A department that organizes a talk or takes part in it (Art. 6)."""

    OFFICE = "office", "办公厅（室）"
    DISCIPLINE = "discipline", "纪律检查机关"
    ORGANIZATION = "organization", "组织（人事）部门"
    PUBLICITY = "publicity", "宣传部门"
    INSPECTION = "inspection", "巡视巡察机构"
    AUDIT = "audit", "审计机关"
    OTHER = "other", "其他单位"


class StepKind(Word):
    """The five steps of a regular talk, in the order of Art. 10 ¶1."""

    SELF_EXAMINATION = "self_examination", "报告自查情况"
    ISSUES_POINTED_OUT = "issues_pointed_out", "指出问题"
    EXPLANATION = "explanation", "作出说明"
    RECTIFICATION_REQUIRED = "rectification_required", "提出整改要求"
    COMMITMENT = "commitment", "表态发言"


class Concern(Word):
    """What a problem that was pointed out concerns (Art. 2 ¶1)."""

    FIRST_RESPONSIBILITY = "first_responsibility", "第一责任人职责"
    SELF_DISCIPLINE = "self_discipline", "严格自律"
    OTHER = "other", "其他"


class ReportContent(Word):
    """What the report after a talk contains (Art. 11 ¶1)."""

    THOUGHTS = "thoughts", "思想认识"
    MEASURES = "measures", "整改措施"


class Material(Word):
    """What the office keeps on file (Art. 12)."""

    RECORD = "record", "谈话记录"
    MEASURES = "measures", "整改措施"
    RECTIFICATION_REPORT = "rectification_report", "整改情况报告"


class JudgementQuestion(Word):
    """What a named office judged (Art. 8, 17)."""

    TO_THE_POINT = "to_the_point", "谈话是否直奔主题"
    TRUTHFUL = "truthful", "是否如实报告"
    GENUINE = "genuine", "整改是否真实"


class Category(Word):
    """The six circumstances that call for a timely talk (Art. 5 ¶3 items 1 to 6)."""

    PETITIONS = "petitions", "信访举报"
    CRITICISM = "criticism", "通报批评或者负面舆情"
    ASSESSMENT = "assessment", "检查考核发现问题"
    VIOLATIONS = "violations", "重大违纪违法案件"
    TENDENCIES = "tendencies", "苗头性倾向性问题"
    OTHER = "other", "其他情形"


class InformedBy(Word):
    """What a yearly plan was informed by (Art. 5 ¶2)."""

    INSPECTION = "inspection", "巡视巡察"
    DISCIPLINE_REVIEW = "discipline_review", "纪律审查"
    AUDIT = "audit", "审计监督"
    SPECIAL_CHECK = "special_check", "专项检查"
    CADRE_ASSESSMENT = "cadre_assessment", "干部考核"
    OTHER = "other", "其他"


class AssessmentKind(Word):
    """Which oversight looked at the talks (Art. 14, 15 ¶1, 15 ¶2)."""

    ASSESSMENT = "assessment", "考核"
    INSPECTION = "inspection", "监督检查和巡视巡察"
    ROUTINE = "routine", "日常监督"
