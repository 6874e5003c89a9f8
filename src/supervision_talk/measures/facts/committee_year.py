"""The facts about a committee's year: its plan (Art. 5 ¶2), its list and its reports (Art. 13)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry, happened
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import AnnualDuties, AnnualPlan, Organization
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = ["CommitteeYear", "CommitteeYearFacts", "committee_year", "day_of_year"]


class CommitteeYear(NamedTuple):
    """A committee and a year in which it had somebody to talk with."""

    committee: Organization
    year: int


class CommitteeYearFacts(NamedTuple):
    """What the rules may ask about a committee's year. A date stands for what has happened."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("党委（党组）和年度", "the committee and the year")]
    committee: Annotated[str, Fact("党委（党组）", "the committee")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    superior: Annotated[
        str | None, Fact("上级党组织", "the committee's direct superior", "organization.superior")
    ]
    secretaries: Annotated[
        tuple[str, ...], Fact("现任书记", "who heads the committee on the day of the audit")
    ]
    plan_due_on: Annotated[date, Fact("年度计划的制定期限", "the day by which the plan is due")]
    plan_adopted_on: Annotated[
        date | None,
        Fact("年度计划的制定日期", "the day the plan was adopted", "plan.adopted_on"),
    ]
    plan_item_count: Annotated[
        int | None, Fact("计划事项的数目", "the number of items of the plan", "plan.items")
    ]
    items_name_somebody: Annotated[
        bool | None,
        Fact(
            "每个事项写明谈话人或者责任人",
            "every item names a talker or who is responsible",
            "plan.items",
        ),
    ]
    items_have_due_dates: Annotated[
        bool | None, Fact("每个事项写明完成时限", "every item has a due date", "plan.items")
    ]
    plan_source_count: Annotated[
        int | None,
        Fact(
            "计划所结合情况的数目",
            "the number of sources that informed the plan",
            "plan.informed_by",
        ),
    ]
    list_due_on: Annotated[
        date, Fact("责任清单的制定期限", "the day by which the responsibility list is due")
    ]
    list_includes_talks: Annotated[
        bool, Fact("记录表明责任清单列入监督谈话", "the responsibility list includes the talks")
    ]
    list_leaves_talks_out: Annotated[
        bool, Fact("记录表明责任清单漏列监督谈话", "the responsibility list leaves them out")
    ]
    report_due_on: Annotated[
        date, Fact("年度报告的报送期限", "the day by which the yearly report is due")
    ]
    report_submitted_on: Annotated[
        date | None,
        Fact(
            "年度报告的报送日期",
            "the day the yearly report was submitted",
            "annual_duties.report_submitted_on",
        ),
    ]
    report_covers_talks: Annotated[
        bool | None,
        Fact(
            "年度报告专门报告监督谈话情况",
            "the yearly report has a section on the talks",
            "annual_duties.report_covers_talks",
        ),
    ]
    debrief_due_on: Annotated[
        date, Fact("书记述职的期限", "the day by which the debriefing is due")
    ]
    debriefed_on: Annotated[
        date | None,
        Fact(
            "书记述职的日期",
            "the day of the secretary's debriefing",
            "annual_duties.debriefed_on",
        ),
    ]
    debrief_covers_talks: Annotated[
        bool | None,
        Fact(
            "述职包括监督谈话情况",
            "the debriefing covers the talks",
            "annual_duties.debrief_covers_talks",
        ),
    ]


@lru_cache(maxsize=1_024)
def day_of_year(year: int, month_day: str) -> date:
    """Give the day of a year that a value of the policy names.

    >>> day_of_year(2027, "03-31")
    datetime.date(2027, 3, 31)
    """
    return date(year, int(month_day[:2]), int(month_day[3:]))


def committee_years(inquiry: Inquiry, committee: str) -> Iterator[CommitteeYear]:
    """Give the years in which a committee existed together with somebody to talk with.

    On some day from 2026-01-30 to the earlier of as_of and the year's end.
    """
    register, policy = inquiry.register, inquiry.policy
    organization = register.organization(committee)
    below = register.next_level(committee, own_organs=policy.own_organs_are_seats)
    spans = {(each.established_on, each.abolished_on) for each in below}
    years: set[int] = set()
    for span in spans:
        first, last = EFFECTIVE_ON, inquiry.as_of
        for start, end in (span, (organization.established_on, organization.abolished_on)):
            if start is not None:
                first = max(first, start)
            # Abolition names the first day without the organization.
            if end is not None:
                last = min(last, date.fromordinal(end.toordinal() - 1))
        if first <= last:
            years.update(range(first.year, last.year + 1))
    for year in sorted(years):
        yield CommitteeYear(organization, year)


def committee_year_facts(inquiry: Inquiry, subject: CommitteeYear) -> CommitteeYearFacts:
    """Give the facts about a committee's year; what is recorded nowhere is null throughout."""
    register, as_of, policy = inquiry.register, inquiry.as_of, inquiry.policy
    complete = inquiry.complete
    committee, year = subject
    plan = register.plan_of(committee.id, year) or AnnualPlan(organization=committee.id, year=year)
    duties = register.annual_duties_of(committee.id, year) or AnnualDuties(
        organization=committee.id, year=year
    )
    items, sources = plan.items, plan.informed_by
    if complete:
        items, sources = items or (), sources or ()
    heads = register.heads_of(committee.id, as_of, acting_count=policy.acting_heads_count)
    return CommitteeYearFacts(
        subject_type=SubjectType.COMMITTEE_YEAR,
        subject_id=f"{committee.id}/{year}",
        committee=committee.id,
        committee_kind=committee.kind,
        superior=committee.superior,
        secretaries=tuple(dict.fromkeys(head.person for head in heads)),
        plan_due_on=day_of_year(year, policy.plan_due),
        plan_adopted_on=happened(plan.adopted_on, as_of),
        plan_item_count=None if items is None else len(items),
        items_name_somebody=(
            None
            if items is None
            else None not in [item.talker or item.responsible for item in items]
        ),
        items_have_due_dates=(
            None if items is None else None not in [item.due_on for item in items]
        ),
        plan_source_count=None if sources is None else len(sources),
        list_due_on=day_of_year(year, policy.responsibility_list_due),
        list_includes_talks=duties.responsibility_list_includes_talks is True,
        list_leaves_talks_out=duties.responsibility_list_includes_talks is False,
        report_due_on=day_of_year(year + 1, policy.annual_report_due),
        report_submitted_on=happened(duties.report_submitted_on, as_of),
        report_covers_talks=_no_if_null(duties.report_covers_talks, complete),
        debrief_due_on=day_of_year(year + 1, policy.debrief_due),
        debriefed_on=happened(duties.debriefed_on, as_of),
        debrief_covers_talks=_no_if_null(duties.debrief_covers_talks, complete),
    )


def _no_if_null(value: bool | None, complete: bool) -> bool | None:  # noqa: FBT001 - reads as a sentence
    return False if value is None and complete else value


committee_year: Final = FactSheet(
    CommitteeYearFacts, subjects=committee_years, state=committee_year_facts
)
"""The names of the facts about a committee's year, for conditions."""
