"""Who talked with whom (Art. 2, 7): the facts that talks and the seats they cover share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final, NamedTuple

from supervision_talk.measures.facts.sheet import Inquiry, made_of_values
from supervision_talk.model import Appointment, Talk
from supervision_talk.model.vocabulary import Level, OrganizationKind, Role, TalkKind

__all__ = ["Parties", "parties_of"]


class Parties(NamedTuple):
    """Those of the facts about a talk that say who talked with whom; by the same names."""

    kind: TalkKind
    held_on: date
    committee: str
    committee_kind: OrganizationKind
    organization: str
    organization_kind: OrganizationKind
    organization_level: Level
    talker: str | None
    interviewees: tuple[str, ...] | None
    interviewee_count: int | None
    head_recorded: bool
    interviewees_are_heads: bool | None
    interviewee_left_on: date | None
    committee_is_superior: bool | None
    committee_is_direct_superior: bool | None
    team_recorded: bool
    talker_in_leadership: bool | None
    secretary_recorded: bool
    talker_is_secretary: bool | None


_SECRETARY: Final = Role.SECRETARY


class _Committee:
    """A committee as the facts about its talks look at it, with what was told of them so far."""

    def __init__(self, inquiry: Inquiry, id: str) -> None:
        register = inquiry.register
        committee = register.organization(id)
        self.id = committee.id
        self.kind = committee.kind
        self.secretary_recorded = bool(register.secretaries_of(id))
        posts: defaultdict[str, list[Appointment]] = defaultdict(list)
        for each in register.team_of(id):
            posts[each.person].append(each)
        self.posts: Mapping[str, Sequence[Appointment]] = posts
        self.parties: dict[str, Parties] = {}


def parties_of(inquiry: Inquiry, talk: Talk, held_on: date) -> Parties:
    """Give the facts about who talked with whom in a talk, governed or not.

    Arguments:
        inquiry: the register, the policy and how nulls are read.
        talk: a talk of the register.
        held_on: its day.
    """
    committee = inquiry.of_committee(talk.held_by, _Committee)
    parties = committee.parties.get(talk.id)
    if parties is None:
        parties = committee.parties[talk.id] = _parties(inquiry, committee, talk, held_on)
    return parties


def _parties(inquiry: Inquiry, committee: _Committee, talk: Talk, held_on: date) -> Parties:
    register, complete = inquiry.register, inquiry.complete
    acting_count = inquiry.policy.acting_heads_count
    recorded = register.recorded_organization(talk.organization)
    organization, heads = recorded.organization, recorded.secretaries()
    superior = organization.superior

    interviewees = talk.interviewees
    if interviewees is None and complete:
        interviewees = ()
    elif interviewees is not None and len(interviewees) > 1:
        interviewees = tuple(dict.fromkeys(interviewees))  # somebody named twice is one
    interviewees_are_heads = left_on = None
    if interviewees is not None and (heads or complete):
        interviewees_are_heads, left_on = _as_heads(inquiry, interviewees, heads, held_on)

    talker = talk.talker
    talker_in_leadership = talker_is_secretary = None
    if talker is not None or complete:
        posts_of_talker = () if talker is None else committee.posts.get(talker, ())
        in_leadership, is_secretary = _in_post(posts_of_talker, held_on, acting_count)
        if committee.posts or complete:
            talker_in_leadership = in_leadership
        if committee.secretary_recorded or complete:
            talker_is_secretary = is_secretary

    is_superior = is_direct_superior = False if complete else None
    if superior is not None:
        is_direct_superior = superior == committee.id
        is_superior = is_direct_superior or register.is_superior(committee.id, organization.id)

    # In the order of the fields: by name, Python would look for each among all of them.
    return _PARTIES(
        (
            talk.kind,
            held_on,
            committee.id,
            committee.kind,
            organization.id,
            organization.kind,
            organization.level,
            talker,
            interviewees,
            None if interviewees is None else len(interviewees),
            bool(heads),
            interviewees_are_heads,
            left_on,
            is_superior,
            is_direct_superior,
            bool(committee.posts),
            talker_in_leadership,
            committee.secretary_recorded,
            talker_is_secretary,
        )
    )


_PARTIES: Final = made_of_values(Parties)


def _as_heads(
    inquiry: Inquiry, interviewees: Sequence[str], headships: Sequence[Appointment], day: date
) -> tuple[bool, date | None]:
    """Tell whether all were heads on a day; and when somebody who was alone left, if at all."""
    acting_count = inquiry.policy.acting_heads_count
    all_are, post, left_on = True, None, None
    for person in interviewees:
        post = _headship_of(person, headships, day, acting_count)
        if post is None:
            all_are = False
    if post is not None and post.end is not None and len(interviewees) == 1:
        left_on = _last_day_in_post(post, headships, acting_count)
        if left_on is not None and left_on >= inquiry.as_of:
            left_on = None  # still in post
    return all_are, left_on


def _in_post(
    posts: Iterable[Appointment],
    day: date,
    acting_count: bool,  # noqa: FBT001 - in the path of every talk
) -> tuple[bool, bool]:
    """Tell of somebody's posts in a team whether one is held on a day, and one as secretary."""
    in_post = is_secretary = False
    for each in posts:
        if each.start <= day and (each.end is None or day <= each.end):
            in_post = True
            if each.role is _SECRETARY and (acting_count or not each.acting):
                is_secretary = True
    return in_post, is_secretary


def _headship_of(
    person: str,
    headships: Iterable[Appointment],
    day: date,
    acting_count: bool,  # noqa: FBT001 - in the path of every talk
) -> Appointment | None:
    """Give a person's headship of these on a day."""
    for each in headships:
        if (
            each.person == person
            and each.start <= day
            and (each.end is None or day <= each.end)
            and (acting_count or not each.acting)
        ):
            return each
    return None


def _last_day_in_post(
    headship: Appointment,
    headships: Iterable[Appointment],
    acting_count: bool,  # noqa: FBT001 - as above
) -> date | None:
    """Give the last day of a headship and of those of the person that follow without a gap."""
    last = headship.end
    for each in sorted(headships, key=_START):
        if each.person != headship.person or (each.acting and not acting_count):
            continue
        if last is not None and each.start.toordinal() <= last.toordinal() + 1:
            last = None if each.end is None else max(last, each.end)
    return last


_START: Final = attrgetter("start")
