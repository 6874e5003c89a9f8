"""Art. 13: the talks in the responsibility list, in the yearly report, in the debriefing.

¶1 puts the talks among what the leadership team answers for; ¶2 has the committee report on a
year's talks at the beginning of the next, and its secretary speak of them in the yearly
debriefing. None has a date in the text (policy `responsibility_list_due`, `annual_report_due`,
`debrief_due`). A report without a section on the talks is submitted, and violates the duty.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.committee_year import committee_year
from supervision_talk.measures.forms import Duty, OnDate
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.wording import Wording

__all__ = ["ST1301", "ST1302", "ST1303"]

ST1301: Final = Duty(
    code="ST1301",
    name="responsibility-list",
    article=Citation(13, paragraph=1),
    bearer=Bearer.COMMITTEE,
    about=committee_year,
    done=committee_year.list_includes_talks | committee_year.list_leaves_talks_out,
    done_on=None,
    provided=~committee_year.list_leaves_talks_out,
    due=OnDate(committee_year.list_due_on),
    norm=Wording(
        zh="制定责任清单和年度任务安排应当列入开展监督谈话",
        en="the responsibility list and the year's tasks are to include supervision talks",
    ),
    remedy=Wording(
        zh="把开展监督谈话列入责任清单和年度任务安排并登记",
        en="put the talks on the list and among the tasks, and enter it",
    ),
)

ST1302: Final = Duty(
    code="ST1302",
    name="annual-report-section",
    article=Citation(13, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=committee_year,
    done=committee_year.report_submitted_on.is_recorded(),
    done_on=committee_year.report_submitted_on,
    provided=committee_year.report_covers_talks,
    due=OnDate(committee_year.report_due_on),
    owed_to=committee_year.superior,
    norm=Wording(
        zh="次年年初报送的落实主体责任情况报告应当专门报告本年度开展监督谈话的情况",
        en="the report submitted at the beginning of the next year is to have a section on the "
        "year's talks",
    ),
    remedy=Wording(
        zh="报送报告，专门写明开展监督谈话的情况，并登记",
        en="submit the report with that section and enter both",
    ),
)

ST1303: Final = Duty(
    code="ST1303",
    name="secretary-debrief",
    article=Citation(13, paragraph=2),
    bearer=Bearer.SECRETARY,
    about=committee_year,
    done=committee_year.debriefed_on.is_recorded(),
    done_on=committee_year.debriefed_on,
    provided=committee_year.debrief_covers_talks,
    due=OnDate(committee_year.debrief_due_on),
    norm=Wording(
        zh="书记的年度述职应当包括开展监督谈话的情况",
        en="the secretary's yearly debriefing is to cover the year's talks",
    ),
    remedy=Wording(
        zh="述职时报告开展监督谈话的情况，并登记",
        en="have the secretary speak of the talks in the debriefing, and enter it",
    ),
)
