"""A host's own sheet and rules, bare: every way in which a rule can be declared, nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, NamedTuple, cast

from supervision_talk import Duty, Requirement
from supervision_talk.measures import (
    Bearer,
    Citation,
    Fact,
    FactSheet,
    Inquiry,
    OnDate,
    Wording,
)
from supervision_talk.model.vocabulary import OrganizationKind

DUE = date(2026, 6, 10)


class Given(NamedTuple):
    """What a host may know about something."""

    subject_type: Annotated[str, Fact("对象种类", "the kind of subject")] = "visit"
    subject_id: Annotated[str, Fact("编号", "the id")] = "v1"
    committee: Annotated[str, Fact("党委", "the committee")] = "county"
    committee_kind: Annotated[OrganizationKind, Fact("类别", "the committee's kind")] = (
        OrganizationKind.LOCAL_COMMITTEE
    )
    talker: Annotated[str | None, Fact("谈话人", "the talker", "talker")] = None
    applies: Annotated[bool | None, Fact("适用", "it applies", "applies")] = True
    by_reference: Annotated[bool | None, Fact("参照", "by reference", "by_reference")] = None
    holds: Annotated[bool | None, Fact("成立", "it holds", "holds")] = None
    counts: Annotated[
        bool | None, Fact("算数", "it counts", {"first.{committee}": "holds", "second": "over"})
    ] = True
    over: Annotated[bool | None, Fact("已过", "it is over", "over")] = None
    done_on: Annotated[date | None, Fact("办理日期", "the day", "done_on")] = None
    due_on: Annotated[date | None, Fact("期限", "the due date")] = DUE
    left_on: Annotated[date | None, Fact("离任日期", "the last day")] = None


def given(**facts: object) -> Given:
    """Give the facts, some of them other than usual."""
    return cast("Callable[..., Given]", Given)(**facts)


def _one_visit(inquiry: Inquiry, committee: str) -> list[str]:
    del inquiry
    return [committee]


def _visited(inquiry: Inquiry, committee: str) -> Given:
    return given(committee=committee, holds=inquiry.complete or None)


visit = FactSheet(Given, subjects=_one_visit, state=_visited)

NORM = Wording(zh="应当如此", en="it is to be so")
REMEDY = Wording(zh="照办", en="do so")

REQUIREMENT = Requirement(
    code="XX0101",
    name="so",
    article=Citation(1),
    bearer=Bearer.COMMITTEE,
    about=visit,
    when=visit.applies,
    requires=visit.holds,
    norm=NORM,
    remedy=REMEDY,
)
DUTY = Duty(
    code="XX0102",
    name="so-by-then",
    article=Citation(1),
    bearer=Bearer.COMMITTEE,
    about=visit,
    when=visit.applies,
    done=visit.holds,
    done_on=visit.done_on,
    due=OnDate(visit.due_on),
    norm=NORM,
    remedy=REMEDY,
)
