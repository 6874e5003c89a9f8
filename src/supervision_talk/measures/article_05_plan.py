"""Art. 5 ¶2, first sentence: the yearly plan of regular talks, and its items.

The plan is to be informed by what oversight found, to divide the work and to set time limits. It
has no date of its own in the text (policy `plan_due`). What is asked of a plan is asked once it is
adopted. An item is done by the talk that names it, or by one with its organization in the plan's
year that names none and is counted for no other.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.committee_year import committee_year
from supervision_talk.measures.facts.plan_item import plan_item
from supervision_talk.measures.forms import Duty, OnDate, Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.wording import Wording

__all__ = ["ST0501", "ST0502", "ST0503", "ST0504"]

_ADOPTED: Final = committee_year.plan_adopted_on.is_recorded()

ST0501: Final = Duty(
    code="ST0501",
    name="annual-plan",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=committee_year,
    done=_ADOPTED,
    done_on=committee_year.plan_adopted_on,
    due=OnDate(committee_year.plan_due_on),
    norm=Wording(
        zh="应当制定开展定期谈话的年度计划",
        en="a plan of the year's regular talks is to be adopted",
    ),
    remedy=Wording(zh="制定年度计划并登记日期", en="adopt the plan and enter its date"),
)

ST0502: Final = Requirement(
    code="ST0502",
    name="plan-division-and-limits",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=committee_year,
    when=_ADOPTED,
    requires=committee_year.plan_item_count.at_least(1)
    & committee_year.items_name_somebody
    & committee_year.items_have_due_dates,
    norm=Wording(
        zh="年度计划应当列出谈话事项，逐项明确工作分工和完成时限",
        en="the year's plan is to list talks, each with who is responsible and by when",
    ),
    remedy=Wording(
        zh="在计划中补齐谈话事项、谈话人或者责任人、完成时限",
        en="complete the plan: the talks, a talker or who is responsible, the due dates",
    ),
)

ST0503: Final = Requirement(
    code="ST0503",
    name="plan-informed",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=committee_year,
    when=_ADOPTED,
    requires=committee_year.plan_source_count.at_least(1),
    norm=Wording(
        zh="制定年度计划应当结合巡视巡察、审计、考核等方面的情况",
        en="the year's plan is to be informed by inspection, audit, assessment or the like",
    ),
    remedy=Wording(
        zh="结合这些情况完善计划，并登记所结合的情况",
        en="revise the plan in their light and enter which of them informed it",
    ),
)

ST0504: Final = Duty(
    code="ST0504",
    name="plan-item-done",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=plan_item,
    done=plan_item.done_on.is_recorded(),
    done_on=plan_item.done_on,
    due=OnDate(plan_item.due_on),
    shows=(plan_item.organization, plan_item.done_by),
    norm=Wording(
        zh="计划内的定期谈话应当在时限内开展",
        en="the regular talk that is planned is to be held by its due date",
    ),
    remedy=Wording(
        zh="按计划开展谈话，并在谈话记录中写明计划事项",
        en="hold the talk and enter the plan item in its record",
    ),
)
