"""Art. 8: problems are pointed out, and are one's own and not another's."""

from datetime import date, datetime, timedelta

import pytest

from supervision_talk import Problem
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Concern, OrganizationKind, TalkKind
from tests.building import BUREAU, BY_THE_BOOK, HELD_ON, TALK, Situation, at, changed

ONE_DAY = timedelta(days=1)


def told(*summaries: str | None, id_: str = "b") -> tuple[Problem, ...]:
    return tuple(
        Problem(id=f"{id_}{number}", summary=summary, concerns=Concern.OTHER)
        for number, summary in enumerate(summaries)
    )


def two_talks(
    this: tuple[str | None, ...],
    earlier: tuple[str | None, ...] | None,
    **changes: object,
) -> Situation:
    """The talk with one set of summaries, and one the day before elsewhere with another."""
    other = {
        "id": "t0",
        "organization": "other-town",
        "interviewees": ("p-other",),
        "started_at": None,
        "ended_at": HELD_ON - ONE_DAY,
        "problems": None if earlier is None else told(*earlier, id_="x"),
        **changes,
    }
    talks = (changed(TALK, problems=told(*this)), changed(TALK, **other))
    return BY_THE_BOOK.having(talks=talks, rectifications=(), filings=())


@pytest.mark.parametrize(
    ("problems", "outcome"),
    [((), Outcome.VIOLATED), (told(None), Outcome.SATISFIED), (None, Outcome.UNKNOWN)],
    ids=["none", "one without a summary", "not recorded"],
)
def test_one_problem_is_enough_to_have_pointed_out_problems(
    problems: tuple[Problem, ...] | None, outcome: Outcome
) -> None:
    situation = BY_THE_BOOK.with_talk(problems=problems).having(rectifications=())
    assert situation.finding("ST0801").outcome is outcome


SAME, DIFFERENT = Outcome.VIOLATED, Outcome.SATISFIED


@pytest.mark.parametrize(
    ("this", "earlier", "outcome"),
    [
        (("问题一",), ("问题一",), SAME),
        (("问题一",), ("问题二",), DIFFERENT),
        (("问题一", "问题二"), ("问题二", "问题一"), SAME),
        (("问题一", "问题一"), ("问题一",), SAME),  # a set
        (("问题一", "问题二"), ("问题一",), DIFFERENT),
        (("问题一",), ("问题一", "问题二"), DIFFERENT),
        (("谈话2次",), ("谈话２次",), SAME),  # full width
        (("ABC",), ("ＡＢＣ",), SAME),
        (("ABC",), ("abc",), DIFFERENT),  # NFKC folds no case
        (("谈话2次，偏少。",), ("谈话 2 次 偏少",), SAME),  # punctuation and space
        (("问\n题\t一",), ("问题一",), SAME),
        (("①",), ("1",), SAME),  # a compatibility character
        (("ﬁn",), ("fin",), SAME),
        (("½",), ("1/2",), SAME),  # NFKC gives a fraction slash, no letter or digit
        (("一½",), ("一12",), SAME),
        (("é",), ("e\u0301",), SAME),  # composed and decomposed
        (("é",), ("e",), DIFFERENT),  # a mark counts
        (("क्",), ("क",), DIFFERENT),  # a mark that composes with nothing
        (("Ⅳ",), ("IV",), SAME),
        (("+1",), ("1",), SAME),  # a symbol does not
        (("问题一", None), ("问题一",), SAME),  # without a summary: not compared
        (("问题一", "……"), ("问题一", ""), SAME),
        (("问题一",), (None,), DIFFERENT),
        (("问题一",), (), DIFFERENT),
        (("问题一",), None, DIFFERENT),  # not recorded: no set to compare
    ],
)
def test_summaries_are_compared_as_sets_of_their_letters_and_digits(
    this: tuple[str | None, ...], earlier: tuple[str | None, ...] | None, outcome: Outcome
) -> None:
    """After NFKC, by Unicode letters, marks and numbers."""
    assert two_talks(this, earlier).finding("ST0802").outcome is outcome


@pytest.mark.parametrize("nothing", [(), (None,), ("",), ("……", "！")])
def test_without_letters_or_digits_there_is_nothing_to_compare(
    nothing: tuple[str | None, ...],
) -> None:
    assert two_talks(nothing, nothing).find("ST0802") is None


@pytest.mark.parametrize("summary", ["（一）问题", "？1", "+é", "\u0301"])
def test_a_summary_that_begins_with_a_sign_is_comparable_all_the_same(summary: str) -> None:
    assert two_talks((summary,), ("问题二",)).finding("ST0802").outcome is DIFFERENT


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"ended_at": HELD_ON}, SAME),  # the same day: t0 comes before t1
        ({"ended_at": at(23, 59)}, SAME),  # the day counts, not the hour
        ({"ended_at": HELD_ON, "id": "t2"}, DIFFERENT),
        ({"ended_at": at(0, 1), "id": "t2"}, DIFFERENT),
        ({"ended_at": HELD_ON + ONE_DAY}, DIFFERENT),
        ({"ended_at": date(2026, 1, 30)}, SAME),
        ({"ended_at": date(2026, 1, 29)}, DIFFERENT),  # not governed: before effect
        ({"ended_at": None}, DIFFERENT),  # not held
        ({"kind": TalkKind.TIMELY}, SAME),
        ({"kind": TalkKind.ADMONITION}, DIFFERENT),  # not governed: another kind
        ({"organization": "town"}, DIFFERENT),  # the same organization
        ({"held_by": "other-town", "organization": "county"}, DIFFERENT),  # another committee
    ],
)
def test_it_is_an_earlier_governed_talk_of_the_committee_elsewhere_that_counts(
    changes: dict[str, object], outcome: Outcome
) -> None:
    """By date, then id."""
    situation = two_talks(("问题一",), ("问题一",), **changes)
    assert situation.finding("ST0802").outcome is outcome


def test_the_talk_that_is_first_repeats_nothing() -> None:
    situation = two_talks(("问题一",), ("问题一",))
    assert situation.finding("ST0802", "t0").outcome is Outcome.SATISFIED
    assert situation.finding("ST0802").facts["same_problems_as"] == "t0"


def day_after_day(*talks: tuple[str, str]) -> Situation:
    """Talks t0, t1, … on one day after the other, each with an organization about a problem."""
    held = tuple(
        changed(
            TALK,
            id=f"t{number}",
            organization=organization,
            started_at=None,
            ended_at=HELD_ON + number * ONE_DAY,
            problems=told(problem),
        )
        for number, (organization, problem) in enumerate(talks)
    )
    return BY_THE_BOOK.adding(organizations=(BUREAU,)).having(
        talks=held, rectifications=(), filings=()
    )


def repeated(situation: Situation) -> list[object]:
    """Give for each talk the one whose problems it repeats."""
    return [
        situation.finding("ST0802", each.id).facts.get("same_problems_as")
        for each in situation.talks
    ]


def test_the_earliest_talk_elsewhere_is_the_one_that_is_named() -> None:
    """Of four talks with the same problems, the first is with the same town as the last."""
    towns = ("town", "bureau", "other-town", "town")
    situation = day_after_day(*((each, "问题一") for each in towns))
    assert repeated(situation) == [None, "t0", "t0", "t1"]


def test_a_talk_elsewhere_that_comes_later_is_not_repeated() -> None:
    """Of three talks with the same problems two are with one town, and the third comes last."""
    situation = day_after_day(*((each, "问题一") for each in ("town", "town", "other-town")))
    assert repeated(situation) == [None, None, "t0"]
    outcomes = [situation.finding("ST0802", each.id).outcome for each in situation.talks]
    assert outcomes == [Outcome.SATISFIED, Outcome.SATISFIED, Outcome.VIOLATED]


def test_copies_are_found_behind_talks_with_problems_of_their_own() -> None:
    situation = day_after_day(("town", "问题一"), ("town", "问题二"), ("other-town", "问题二"))
    assert repeated(situation) == [None, None, "t1"]


def test_problems_not_recorded_read_as_none_are_nothing_to_compare() -> None:
    """Policy not_recorded=violated: the condition is judged again too."""
    situation = two_talks(("问题一",), ("问题一",)).with_talk(problems=None)
    assert situation.finding("ST0802").outcome is Outcome.UNKNOWN
    assert situation.under(not_recorded="violated").find("ST0802") is None
    assert situation.under(not_recorded="violated").finding("ST0801").outcome is Outcome.VIOLATED


def test_a_military_committees_talks_are_compared_with_nothing() -> None:
    situation = two_talks(("问题一",), ("问题一",)).with_organization(
        "county", kind=OrganizationKind.MILITARY
    )
    assert situation.find("ST0802") is None


def test_moments_are_days_of_shanghai() -> None:
    """A talk that ends after midnight in Shanghai is one of the new day, whatever the offset."""
    late = datetime.fromisoformat("2026-03-09T17:00:00+00:00")
    situation = two_talks(("问题一",), ("问题一",), ended_at=late, id="t2")
    assert situation.finding("ST0802").outcome is Outcome.SATISFIED
    earlier = datetime.fromisoformat("2026-03-09T15:59:00+00:00")
    situation = two_talks(("问题一",), ("问题一",), ended_at=earlier, id="t2")
    assert situation.finding("ST0802").outcome is Outcome.VIOLATED
