"""The facts about an item of a yearly plan: by when it is due, which talk did it (Art. 5 ¶2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.facts.committee_year import day_of_year
from supervision_talk.measures.facts.sheet import (
    Fact,
    FactSheet,
    Inquiry,
    Stated,
    happened,
    made_of_values,
)
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import AnnualPlan, Organization, PlanItem, Register
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind

__all__ = ["PlanItemFacts", "PlannedTalk", "plan_item"]


class PlannedTalk(NamedTuple):
    """An item of an adopted plan, with the talk that did it, if one did."""

    committee: Organization
    plan: AnnualPlan
    item: PlanItem
    talk: "_HeldTalk | None"


class PlanItemFacts(NamedTuple):
    """What the rules may ask about an item of a plan."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("计划事项编号", "the item's id")]
    committee: Annotated[str, Fact("制定计划的党委（党组）", "the committee whose plan it is")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下级党组织", "the subordinate organization")]
    due_on: Annotated[
        date,
        Fact("事项的完成时限（未写明的为当年年底）", "the item's due date, or else the year's end"),
    ]
    done_by: Annotated[str | None, Fact("落实该事项的谈话", "the talk that did it")]
    done_on: Annotated[
        date | None, Fact("落实该事项的谈话日期", "the day of the talk that did it", "talks")
    ]


class _HeldTalk(NamedTuple):
    """A regular talk that was held, in the order in which such talks are given out."""

    held_on: date
    id: str


_PLANNED_TALK: Final = made_of_values(PlannedTalk)
_HELD_TALK: Final = made_of_values(_HeldTalk)


class _RegularTalks:
    """The regular talks that a committee has held, by the item they name or may be counted for."""

    def __init__(self, inquiry: Inquiry, committee: str) -> None:
        self._first_naming: dict[str, _HeldTalk] = {}
        self._free: defaultdict[tuple[str, int], list[_HeldTalk]] = defaultdict(list)
        for recorded in inquiry.register.recorded_organization(committee).talks_held:
            talk = recorded.talk
            held_on = happened(talk.held_on, inquiry.as_of)
            if talk.kind is not TalkKind.REGULAR or held_on is None:
                continue
            held = _HELD_TALK((held_on, talk.id))
            item = talk.plan_item
            if item is not None:
                first = self._first_naming.get(item)
                if first is None or held < first:
                    self._first_naming[item] = held
            else:
                self._free[talk.organization, held_on.year].append(held)

    def first_naming(self, item: PlanItem) -> _HeldTalk | None:
        """Give the earliest talk that names an item."""
        return self._first_naming.get(item.id)

    def free(self, plan: AnnualPlan, item: PlanItem) -> Iterator[_HeldTalk]:
        """Give the talks of the plan's year with an item's organization that name no item."""
        return iter(sorted(self._free.get((item.organization, plan.year), ())))


def planned_talks(inquiry: Inquiry, committee: str) -> Iterator[PlannedTalk]:
    """Give the items of a committee's adopted plans of 2026 and later."""
    for plan in inquiry.register.derived(_plans_by_committee).get(committee, ()):
        if happened(plan.adopted_on, inquiry.as_of) is not None:
            yield from _carried_out(inquiry, plan)


def _plans_by_committee(register: Register) -> Mapping[str, Sequence[AnnualPlan]]:
    plans: defaultdict[str, list[AnnualPlan]] = defaultdict(list)
    for plan in register.plans:
        if plan.year >= EFFECTIVE_ON.year:
            plans[plan.organization].append(plan)
    return plans


def _carried_out(inquiry: Inquiry, plan: AnnualPlan) -> Iterator[PlannedTalk]:
    """Give each item of a plan with its talk: one that names it, else one that is free.

    Free talks are given out one each, the item with the earlier due date, then id, first.
    """
    committee = inquiry.register.organization(plan.organization)
    talks = inquiry.of_committee(plan.organization, _RegularTalks)
    given_out: dict[str, Iterator[_HeldTalk]] = {}
    for item in sorted(plan.items or (), key=lambda item: (_due_on(plan, item), item.id)):
        talk = talks.first_naming(item)
        if talk is None:
            free = given_out.get(item.organization)
            if free is None:
                free = given_out[item.organization] = talks.free(plan, item)
            talk = next(free, None)
        yield _PLANNED_TALK((committee, plan, item, talk))


def _due_on(plan: AnnualPlan, item: PlanItem) -> date:
    return item.due_on or day_of_year(plan.year, "12-31")


def plan_item_facts(
    inquiry: Inquiry,  # noqa: ARG001 - all sheets are asked alike
    planned: PlannedTalk,
) -> Stated:
    """Give the facts about an item of a plan."""
    committee, plan, item, talk = planned
    # In the order of the fields, as of a talk.
    return (
        _PLAN_ITEM,
        item.id,
        committee.id,
        committee.kind,
        item.organization,
        _due_on(plan, item),
        None if talk is None else talk.id,
        None if talk is None else talk.held_on,
    )


_PLAN_ITEM: Final = SubjectType.PLAN_ITEM

plan_item: Final = FactSheet(PlanItemFacts, subjects=planned_talks, state=plan_item_facts)
"""The names of the facts about an item of a yearly plan, for conditions."""
