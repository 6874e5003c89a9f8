"""The facts about a circumstance that calls for a timely talk (Art. 5 ¶3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Final, NamedTuple

from supervision_talk.measures.articles import EFFECTIVE_ON
from supervision_talk.measures.facts.sheet import Fact, FactSheet, Inquiry
from supervision_talk.measures.vocabulary import SubjectType
from supervision_talk.model import Appointment, Circumstance, Register
from supervision_talk.model.vocabulary import Category, OrganizationKind, TalkKind

__all__ = ["CircumstanceFacts", "circumstance", "last_day_as_head"]


class CircumstanceFacts(NamedTuple):
    """What the rules may ask about a circumstance."""

    subject_type: Annotated[SubjectType, Fact("对象种类", "the kind of subject")]
    subject_id: Annotated[str, Fact("情形编号", "the circumstance's id")]
    committee: Annotated[str, Fact("上级党委（党组）", "the organization's direct superior")]
    committee_kind: Annotated[OrganizationKind, Fact("组织类别", "the committee's kind")]
    organization: Annotated[str, Fact("下级党组织", "the subordinate organization")]
    category: Annotated[Category, Fact("情形种类", "the circumstance's category")]
    recognized_on: Annotated[
        date | None,
        Fact("情形的认定日期", "the day the circumstance was recognized", "recognized_on"),
    ]
    recognized_since_effect: Annotated[
        bool | None,
        Fact(
            "情形在《办法》施行后认定",
            "the circumstance was recognized since the Measures took effect",
            "recognized_on",
        ),
    ]
    answered_by: Annotated[str | None, Fact("针对该情形的及时谈话", "the timely talk about it")]
    answered_on: Annotated[
        date | None,
        Fact("针对该情形的及时谈话日期", "the day of the timely talk about it", "talks"),
    ]
    headship_ended_on: Annotated[
        date | None,
        Fact("未及谈话即离任的日期", "the day the head's time in office ended without such a talk"),
    ]


def circumstances_below(inquiry: Inquiry, committee: str) -> Iterator[Circumstance]:
    """Give the circumstances of a committee's next-level organizations."""
    by_organization = inquiry.register.derived(_circumstances_by_organization)
    if by_organization:
        own_organs = inquiry.policy.own_organs_are_seats
        for each in inquiry.register.next_level(committee, own_organs=own_organs):
            yield from by_organization.get(each.id, ())


def _circumstances_by_organization(register: Register) -> Mapping[str, Sequence[Circumstance]]:
    circumstances: defaultdict[str, list[Circumstance]] = defaultdict(list)
    for each in register.circumstances:
        circumstances[each.organization].append(each)
    return circumstances


class _TimelyTalk(NamedTuple):
    held_on: date
    id: str
    held_by: str


def _timely_talks_by_basis(register: Register) -> Mapping[str, Sequence[_TimelyTalk]]:
    talks: defaultdict[str, list[_TimelyTalk]] = defaultdict(list)
    for talk in register.talks:
        if talk.kind is TalkKind.TIMELY and talk.basis and talk.held_on is not None:
            for basis in dict.fromkeys(talk.basis):
                talks[basis].append(_TimelyTalk(talk.held_on, talk.id, talk.held_by))
    return talks


def circumstance_facts(inquiry: Inquiry, subject: Circumstance) -> CircumstanceFacts:
    """Give the facts about a circumstance of an organization that has a superior.

    Where it was not recorded when the circumstance was recognized, no talk is known to have come
    after it, and whether the head left before a due date cannot be told.
    """
    register, as_of, policy = inquiry.register, inquiry.as_of, inquiry.policy
    superior = register.organization(subject.organization).superior
    assert superior is not None  # noqa: S101 - it is below the committee it is at home with
    committee = register.organization(superior)
    recognized_on = subject.recognized_on
    talks = [
        talk
        for talk in register.derived(_timely_talks_by_basis).get(subject.id, ())
        if talk.held_by == committee.id
        and talk.held_on <= as_of
        and (recognized_on is None or talk.held_on >= recognized_on)
    ]
    answer = min(talks, default=None) if recognized_on is not None else None
    ended_on = None
    if (
        not talks
        and subject.person is not None
        and (recognized_on is not None or policy.timely_within_days is None)
    ):
        ended_on = last_day_as_head(
            register.secretaries_of(subject.organization),
            subject.person,
            as_of,
            acting_count=policy.acting_heads_count,
        )
    return CircumstanceFacts(
        subject_type=SubjectType.CIRCUMSTANCE,
        subject_id=subject.id,
        committee=committee.id,
        committee_kind=committee.kind,
        organization=subject.organization,
        category=subject.category,
        recognized_on=recognized_on,
        recognized_since_effect=(
            (False if inquiry.complete else None)
            if recognized_on is None
            else EFFECTIVE_ON <= recognized_on <= as_of
        ),
        answered_by=None if answer is None else answer.id,
        answered_on=None if answer is None else answer.held_on,
        headship_ended_on=ended_on if ended_on is not None and ended_on < as_of else None,
    )


def last_day_as_head(
    headships: Iterable[Appointment], person: str, as_of: date, *, acting_count: bool
) -> date | None:
    """Give the last day of a person's headships that have begun; None: in office without an end.

    Arguments:
        headships: the appointments as secretary of one organization.
        person: whose.
        as_of: appointments that start after it have not begun.
        acting_count: whether acting headships count.
    """
    last = None
    for each in headships:
        if each.person == person and each.start <= as_of and (acting_count or not each.acting):
            if each.end is None:
                return None
            last = each.end if last is None else max(last, each.end)
    return last


circumstance: Final = FactSheet(
    CircumstanceFacts, subjects=circumstances_below, state=circumstance_facts
)
"""The names of the facts about a circumstance, for conditions."""
