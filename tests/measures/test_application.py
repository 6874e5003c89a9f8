"""Which talks the Measures govern, and the first reason why another is not governed."""

from datetime import date, datetime

import pytest

from supervision_talk import Register, Talk
from supervision_talk.measures import NotGoverned, why_not_governed
from supervision_talk.measures.application import parted_talks
from supervision_talk.model.fields import Moment
from supervision_talk.model.vocabulary import OrganizationKind, TalkKind
from tests.building import BY_THE_BOOK, TALK, changed

AS_OF = date(2026, 3, 10)
ADMONITION, REGULAR, TIMELY = TalkKind.ADMONITION, TalkKind.REGULAR, TalkKind.TIMELY
MILITARY, LOCAL = OrganizationKind.MILITARY, OrganizationKind.LOCAL_COMMITTEE


def reason(kind: TalkKind, ended_at: Moment | None, committee: OrganizationKind) -> str | None:
    talk = changed(TALK, kind=kind, started_at=None, ended_at=ended_at)
    situation = BY_THE_BOOK.having(talks=(talk,)).with_organization("county", kind=committee)
    register: Register = situation.register()
    first: Talk = register.talk("t1")
    return why_not_governed(register, first, AS_OF)


@pytest.mark.parametrize(
    ("kind", "ended_at", "committee", "why"),
    [
        (REGULAR, date(2026, 1, 30), LOCAL, None),
        (TIMELY, date(2026, 3, 10), LOCAL, None),
        (REGULAR, date(2026, 1, 29), LOCAL, NotGoverned.BEFORE_EFFECT),
        (REGULAR, date(2026, 3, 11), LOCAL, NotGoverned.NOT_HELD),
        (REGULAR, None, LOCAL, NotGoverned.NOT_HELD),
        (REGULAR, date(2026, 3, 10), MILITARY, NotGoverned.MILITARY),
        (ADMONITION, date(2026, 3, 10), LOCAL, NotGoverned.OTHER_KIND),
        # Several apply: the first counts
        (ADMONITION, None, MILITARY, NotGoverned.OTHER_KIND),
        (ADMONITION, date(2026, 1, 29), MILITARY, NotGoverned.OTHER_KIND),
        (REGULAR, None, MILITARY, NotGoverned.NOT_HELD),
        (REGULAR, date(2026, 3, 11), MILITARY, NotGoverned.NOT_HELD),
        (REGULAR, date(2026, 1, 29), MILITARY, NotGoverned.BEFORE_EFFECT),
    ],
)
def test_the_first_reason_that_applies_is_given(
    kind: TalkKind, ended_at: Moment | None, committee: OrganizationKind, why: NotGoverned | None
) -> None:
    """Kind, then held, then in force, then military."""
    assert reason(kind, ended_at, committee) == why


def test_the_talks_of_a_committee_are_parted_by_whether_they_have_a_reason() -> None:
    talks = tuple(
        changed(TALK, id=f"t{number}", started_at=None, ended_at=ended_at)
        for number, ended_at in enumerate((date(2026, 1, 29), AS_OF, date(2026, 3, 11), None))
    )
    situation = BY_THE_BOOK.having(talks=talks, rectifications=(), filings=())
    governed, others = parted_talks(situation.register(), "county", AS_OF)
    assert [each.talk.id for each in governed] == ["t1"]
    before, not_held = NotGoverned.BEFORE_EFFECT, NotGoverned.NOT_HELD
    assert [(each.id, why) for each, why in others] == [
        ("t0", before),
        ("t2", not_held),
        ("t3", not_held),
    ]
    military = situation.with_organization("county", kind=MILITARY).register()
    governed, others = parted_talks(military, "county", AS_OF)
    assert governed == []
    assert [why for _, why in others] == [before, NotGoverned.MILITARY, not_held, not_held]


@pytest.mark.parametrize("kind", list(TalkKind))
def test_regular_and_timely_talks_are_governed_no_other(kind: TalkKind) -> None:
    """Art. 2 ¶3, 5 ¶1."""
    why = None if kind in (REGULAR, TIMELY) else NotGoverned.OTHER_KIND
    assert reason(kind, date(2026, 3, 10), LOCAL) == why


@pytest.mark.parametrize(
    ("ended_at", "why"),
    [
        ("2026-01-29T15:59:59+00:00", NotGoverned.BEFORE_EFFECT),
        ("2026-01-29T16:00:00+00:00", None),
        ("2026-03-10T15:59:59+00:00", None),
        ("2026-03-10T16:00:00+00:00", NotGoverned.NOT_HELD),
        ("2026-01-30T00:00:00", None),
        ("2026-01-29T23:59:59", NotGoverned.BEFORE_EFFECT),
    ],
)
def test_the_day_of_a_talk_is_that_of_shanghai(ended_at: str, why: NotGoverned | None) -> None:
    """Whatever the offset; without one the time is Shanghai's."""
    assert reason(REGULAR, datetime.fromisoformat(ended_at), LOCAL) == why
