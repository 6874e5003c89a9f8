"""What the fields are called in Chinese whose absence leaves an answer unknown.

For an official's eye: a finding names a field as it stands in the record, and this beside it.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["chinese_field_name"]

_CHINESE: Final[Mapping[str, str]] = {
    "adopted_on": "计划制定日期",
    "answer": "认定结论",
    "appointments": "任职",
    "approved_by": "批准其设立的党组织",
    "authorized": "是否经过授权",
    "basis": "所依据的情形",
    "confidential": "是否应当保密",
    "considered_rectification": "是否了解整改情况",
    "considered_talks": "是否了解谈话情况",
    "copies": "抄送情况",
    "debrief_covers_talks": "述职是否包括谈话情况",
    "debriefed_on": "述职日期",
    "informed_by": "制定计划所结合的情况",
    "interviewees": "被谈话人",
    "items": "计划事项",
    "materials": "归档材料",
    "measures": "整改措施",
    "measures_proposed_on": "提出整改措施日期",
    "measures_reported_on": "报告整改措施日期",
    "organized_by": "组织谈话的部门",
    "problems": "指出的问题",
    "progress_reported_on": "报告整改情况日期",
    "recognized_on": "认定日期",
    "recorded_on": "形成记录日期",
    "report_contents": "报告内容",
    "report_covers_talks": "年度报告是否包括谈话情况",
    "report_submitted_on": "年度报告报送日期",
    "self_examined_on": "自查日期",
    "steps": "谈话步骤",
    "superior": "上级党组织",
    "talker": "谈话人",
    "talker_prepared_on": "谈话人准备日期",
    "talks": "谈话",
    "team_notified_on": "向班子通报日期",
    "terms": "届次",
}


def chinese_field_name(field: str) -> str:
    """Give what a missing field is called in a Chinese sentence, with the field itself.

    A field that a host's own rules name has no name here, and stands alone.

    >>> chinese_field_name("steps"), chinese_field_name("terms of 371323")
    ('谈话步骤（steps）', '371323的届次（terms of 371323）')
    """
    path, of, whose = field.partition(" of ")
    name = _CHINESE.get(path.rpartition(".")[2])
    owner = f"{whose}的" if of else ""
    return f"{owner}{path}" if name is None else f"{owner}{name}（{field}）"
