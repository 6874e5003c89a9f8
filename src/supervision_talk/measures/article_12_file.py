"""Art. 12: the office keeps the record, the measures and the report, and sends copies.

No date is given. What is to be on file grows with what has been reported, and for the last report
the office has a month; the due dates only separate what is open from what is overdue.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.facts.talk_file import COPIES_OWED
from supervision_talk.measures.forms import Duty, LaterOf, MonthsAfter, PeriodAfter
from supervision_talk.measures.policy import Period
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import Material
from supervision_talk.wording import Wording

__all__ = ["ST1201", "ST1202"]

ST1201: Final = Duty(
    code="ST1201",
    name="file-complete",
    article=Citation(12),
    bearer=Bearer.OFFICE,
    about=talk,
    done=talk.materials_filed.include(Material.RECORD)
    & (~talk.measures_reported_on.is_recorded() | talk.materials_filed.include(Material.MEASURES))
    & (
        ~talk.progress_reported_on.is_recorded()
        | talk.materials_filed.include(Material.RECTIFICATION_REPORT)
    ),
    done_on=talk.file_completed_on,
    due=LaterOf(PeriodAfter(talk.held_on, Period.PROGRESS), MonthsAfter(talk.last_reported_on, 1)),
    soft=True,
    norm=Wording(
        zh="办公厅（室）应当留存谈话记录、整改措施和整改情况报告",
        en="the office is to keep the record, the measures and the report on the rectification",
    ),
    remedy=Wording(
        zh="收集缺少的材料归档并登记", en="collect what is missing, file it and enter it"
    ),
)

ST1202: Final = Duty(
    code="ST1202",
    name="copies-sent",
    article=Citation(12),
    bearer=Bearer.OFFICE,
    about=talk,
    done=talk.copies_sent_to.include(*COPIES_OWED),
    done_on=talk.copies_sent_on,
    due=PeriodAfter(talk.held_on, Period.PROGRESS),
    soft=True,
    norm=Wording(
        zh="办公厅（室）应当将有关情况抄送纪律检查机关和组织（人事）部门",
        en="the office is to send copies to the discipline organ and the organization department",
    ),
    remedy=Wording(
        zh="向缺漏的部门抄送并登记", en="send the copies that are missing and enter them"
    ),
)
