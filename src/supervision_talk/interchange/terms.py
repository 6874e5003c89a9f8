"""What the words of rules and reports are called where people read them."""

from collections.abc import Mapping
from typing import Final

from supervision_talk.measures import Bearer, Force, NotGoverned, Wording

__all__ = ["BEARERS", "FORCES", "NOT_GOVERNED"]

BEARERS: Final[Mapping[Bearer, Wording]] = {
    Bearer.COMMITTEE: Wording(zh="党委（党组）", en="committee"),
    Bearer.TALKER: Wording(zh="谈话人", en="talker"),
    Bearer.INTERVIEWEE: Wording(zh="被谈话人", en="interviewee"),
    Bearer.OFFICE: Wording(zh="办公厅（室）", en="office"),
    Bearer.SECRETARY: Wording(zh="书记", en="secretary"),
    Bearer.ASSESSOR: Wording(zh="考核检查单位", en="assessor"),
    Bearer.DISCLOSER: Wording(zh="披露人", en="discloser"),
}
"""Who answers for what a rule asks."""

FORCES: Final[Mapping[Force, Wording]] = {
    Force.MANDATORY: Wording(zh="直接适用", en="mandatory"),
    Force.BY_REFERENCE: Wording(zh="参照执行", en="by reference"),
    Force.ADVISORY: Wording(zh="提示", en="advisory"),
}
"""How a rule binds."""

NOT_GOVERNED: Final[Mapping[NotGoverned, Wording]] = {
    NotGoverned.OTHER_KIND: Wording(
        zh="其他谈话，另有规定（第二条第三款）",
        en="of another kind, left to other rules (Art. 2 ¶3)",
    ),
    NotGoverned.NOT_HELD: Wording(zh="尚未举行", en="not held yet"),
    NotGoverned.BEFORE_EFFECT: Wording(
        zh="在《办法》施行之前（第二十条）", en="held before the Measures took effect (Art. 20)"
    ),
    NotGoverned.MILITARY: Wording(
        zh="军队的谈话，另有细则（第十八条）",
        en="in the armed forces, with their own rules (Art. 18)",
    ),
}
"""Why a talk is not judged."""
