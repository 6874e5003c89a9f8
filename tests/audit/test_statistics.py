"""Figures of a year without any subject: what they count, and that they name nobody."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from supervision_talk import (
    MEASURES,
    Duty,
    ObligationState,
    Policy,
    Register,
    Statistics,
    audit,
    coverages,
    obligations,
    statistics,
)
from supervision_talk.audit.figures import Figures
from supervision_talk.interchange.statistics_document import statistics_document
from supervision_talk.measures import POLICY_VALUES
from supervision_talk.model.canonical import JsonValue
from supervision_talk.model.vocabulary import Level, TalkKind
from tests.random_registers import RandomCase, random_case
from tests.small_registers import COUNTY, TOWN, register_of, talk_on

DUTIES = [rule.code for rule in MEASURES.rules if isinstance(rule, Duty)]


@cache
def cases() -> list[RandomCase]:
    return [random_case(seed) for seed in range(120)]


def figures_of(case: RandomCase) -> Statistics:
    return statistics(case.register, case.as_of, Policy.from_values(case.policy))


def year_of(register: Register, as_of: date, year: int | None = None) -> Figures:
    return statistics(register, as_of, year=year).total


class TestTalks:
    """Held in the year, by kind and month."""

    def test_a_talk_counts_in_the_month_of_its_day(self) -> None:
        talks = [
            talk_on(date(2026, 3, 31), id="a"),
            talk_on(date(2026, 4, 1), id="b"),
            talk_on(date(2026, 4, 30), id="c", kind="timely"),
            talk_on(date(2026, 4, 30), id="d", kind="admonition"),
        ]
        total = year_of(register_of(talks=talks), date(2026, 10, 5))
        assert total.talks == {
            TalkKind.REGULAR: (0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
            TalkKind.TIMELY: (0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        }

    def test_what_is_held_later_or_in_another_year_or_not_at_all_does_not_count(self) -> None:
        talks = [
            talk_on(date(2026, 10, 6), id="a"),
            talk_on(date(2025, 12, 31), id="b"),
            {**talk_on(date(2026, 3, 1), id="c"), "ended_at": None},
        ]
        register = register_of(talks=talks)
        assert sum(year_of(register, date(2026, 10, 5)).talks[TalkKind.REGULAR]) == 0
        assert sum(year_of(register, date(2026, 10, 6)).talks[TalkKind.REGULAR]) == 1

    def test_talks_before_the_measures_count_and_are_counted_apart(self) -> None:
        days = {"a": date(2026, 1, 29), "b": date(2026, 1, 30), "c": date(2026, 1, 31)}
        talks = [talk_on(day, id=id) for id, day in days.items()]
        total = year_of(register_of(talks=talks), date(2026, 10, 5))
        assert total.talks[TalkKind.REGULAR][0] == 3
        assert total.talks_before_effect == 1

    def test_talks_of_military_committees_and_of_those_not_kept_do_not_count(self) -> None:
        army = register_of(
            organizations=[{**COUNTY, "kind": "military"}, TOWN], talks=[talk_on(date(2026, 3, 1))]
        )
        elsewhere = register_of(kept_for=["town"], talks=[talk_on(date(2026, 3, 1))])
        for register in (army, elsewhere):
            assert sum(year_of(register, date(2026, 10, 5)).talks[TalkKind.REGULAR]) == 0


class TestDuties:
    """By the year in which they fall due, with the states of the obligations."""

    def test_their_states_are_those_of_the_year_s_obligations(self) -> None:
        for case in cases():
            year = case.as_of.year
            listed = obligations(
                case.register,
                case.as_of,
                date(year, 1, 1),
                date(year, 12, 31),
                Policy.from_values(case.policy),
            )
            states: Counter[tuple[str, ObligationState]] = Counter()
            before: Counter[str] = Counter()
            for each in listed:
                if each.due is not None and each.due.effective.year < year:
                    before[each.rule] += 1
                else:
                    states[each.rule, each.state] += 1
            total = figures_of(case).total
            assert list(total.duties) == DUTIES
            for code, duty in total.duties.items():
                assert duty.states == {state: states[code, state] for state in ObligationState}
                assert duty.overdue_before == before[code]
            assert total.overdue == sum(before.values()) + sum(
                count for (_, state), count in states.items() if state == "overdue"
            )

    @pytest.mark.parametrize(
        ("as_of", "past_due", "share"),
        [(date(2026, 4, 10), 0, None), (date(2026, 4, 11), 1, 1.0)],
    )
    def test_what_was_done_early_counts_once_its_date_has_passed(
        self, as_of: date, past_due: int, share: float | None
    ) -> None:
        register = register_of(
            talks=[talk_on(date(2026, 3, 10))],
            rectifications=[{"talk": "t", "measures_proposed_on": "2026-03-20"}],
        )
        measures = year_of(register, as_of).duties["ST1101"]
        assert measures.states[ObligationState.FULFILLED] == 1
        assert (measures.past_due, measures.on_time_share) == (past_due, share)

    def test_late_and_overdue_are_past_due_and_not_on_time(self) -> None:
        register = register_of(
            talks=[
                talk_on(date(2026, 3, 10), id="late"),
                talk_on(date(2026, 3, 11), id="overdue"),
                talk_on(date(2026, 3, 12), id="on-time"),
                talk_on(date(2026, 3, 13), id="on-time-too"),
            ],
            rectifications=[
                {"talk": "late", "measures_proposed_on": "2026-04-20"},
                {"talk": "on-time", "measures_proposed_on": "2026-04-12"},
                {"talk": "on-time-too", "measures_proposed_on": "2026-04-13"},
            ],
        )
        measures = year_of(register, date(2026, 6, 1)).duties["ST1101"]
        assert (measures.past_due, measures.on_time, measures.on_time_share) == (4, 2, 0.5)
        assert measures.overdue == 1

    def test_what_cannot_be_told_is_on_neither_side(self) -> None:
        """Nothing says which copies were sent."""
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        copies = year_of(register, date(2026, 8, 1)).duties["ST1202"]
        assert copies.states[ObligationState.UNKNOWN] == 1
        assert (copies.past_due, copies.on_time_share) == (0, None)

    def test_what_was_overdue_before_the_year_is_counted_apart(self) -> None:
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        measures = year_of(register, date(2027, 2, 1)).duties["ST1101"]
        assert set(measures.states.values()) == {0}
        assert (measures.overdue_before, measures.overdue) == (1, 1)

    def test_an_earlier_year_is_told_as_it_stands_today(self) -> None:
        """The report on 2026 is made in 2027, when what was open is settled."""
        register = register_of(
            talks=[talk_on(date(2026, 12, 1))],
            rectifications=[{"talk": "t", "progress_reported_on": "2027-02-20"}],
        )
        total = year_of(register, date(2027, 3, 15), 2026)
        assert sum(total.talks[TalkKind.REGULAR]) == 1
        assert total.duties["ST1101"].states[ObligationState.OVERDUE] == 0
        assert year_of(register, date(2027, 3, 15)).duties["ST1101"].states == {
            **dict.fromkeys(ObligationState, 0),
            ObligationState.OVERDUE: 1,
        }

    def test_a_year_that_has_not_begun_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^year: expected that of as_of or an earlier one$"):
            statistics(register_of(), date(2026, 12, 31), year=2027)


HEAD = {"person": "p", "organization": "town", "role": "secretary", "start": "2025-01-01"}


class TestCoverage:
    """Of the terms that run on the day, and apart of those that ended in the year."""

    def test_the_running_terms_add_up_to_the_answer_on_coverage(self) -> None:
        counted = 0
        for case in cases():
            ends = {
                (term.organization, term.ordinal)
                for term in case.register.terms
                if term.end is not None
            }
            if ends:
                continue
            counted += 1
            answers = coverages(case.register, case.as_of, Policy.from_values(case.policy))
            terms = [term for answer in answers for term in answer.terms]
            running = figures_of(case).total.running
            assert running.seats == sum(term.seats for term in terms)
            assert running.seats_covered == sum(term.seats_covered for term in terms)
            assert running.persons == sum(term.persons for term in terms)
            assert running.persons_covered == sum(term.persons_covered for term in terms)
            assert running.talks == sum(term.talks for term in terms)
            assert running.new_heads == sum(len(term.new_heads) for term in terms)
        assert counted > 10

    @pytest.mark.parametrize(
        ("as_of", "year", "running", "ended"),
        [
            (date(2026, 6, 30), 2026, 1, 0),
            (date(2026, 7, 1), 2026, 1, 1),
            (date(2027, 2, 1), 2026, 1, 1),
            (date(2027, 2, 1), 2027, 1, 0),
        ],
    )
    def test_a_term_runs_on_its_last_day_and_has_ended_on_the_next(
        self, as_of: date, year: int, running: int, ended: int
    ) -> None:
        """The next term begins the day after."""
        register = register_of(
            people=[{"id": "p"}],
            appointments=[HEAD],
            terms=[
                {
                    "organization": "county",
                    "ordinal": 14,
                    "start": "2021-07-01",
                    "end": "2026-06-30",
                },
                {"organization": "county", "ordinal": 15, "start": "2026-07-01"},
            ],
        )
        total = year_of(register, as_of, year)
        assert (total.running.seats, total.ended.seats) == (running, ended)


class TestLevels:
    """By the level of the committees."""

    def test_each_level_adds_up_to_the_total(self) -> None:
        several = 0
        for case in cases():
            figures = figures_of(case)
            levels = list(figures.levels.values())
            several += len(levels) > 1
            total = figures.total
            assert total.committees == sum(each.committees for each in levels)
            assert total.overdue == sum(each.overdue for each in levels)
            assert total.running.seats == sum(each.running.seats for each in levels)
            assert total.ended.talks == sum(each.ended.talks for each in levels)
            for kind, months in total.talks.items():
                assert sum(months) == sum(sum(each.talks[kind]) for each in levels)
            for code, duty in total.duties.items():
                assert duty.past_due == sum(each.duties[code].past_due for each in levels)
                assert duty.on_time == sum(each.duties[code].on_time for each in levels)
        assert several > 10

    def test_levels_stand_from_the_highest_down(self) -> None:
        village = {"id": "v", "kind": "grassroots", "level": "grassroots", "superior": "town"}
        register = register_of(organizations=[village, TOWN, COUNTY])
        levels = statistics(register, date(2026, 10, 5)).levels
        assert list(levels) == [Level.COUNTY, Level.TOWNSHIP]
        assert {figures.committees for figures in levels.values()} == {1}

    def test_without_committees_everything_is_zero(self) -> None:
        figures = statistics(Register(), date(2026, 10, 5))
        assert figures.levels == {}
        assert (figures.total.committees, figures.total.overdue) == (0, 0)
        assert list(figures.total.duties) == DUTIES


def strings_in(value: JsonValue) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, list):
        return {each for part in value for each in strings_in(part)}
    if isinstance(value, dict):
        return set(value) | {each for part in value.values() for each in strings_in(part)}
    return set()


WORDS = {
    "supervision-talk/statistics/1",
    "format",
    "as_of",
    "year",
    "policy",
    "total",
    "levels",
    "committees",
    "talks",
    "months",
    "talks_before_effect",
    "coverage",
    "running",
    "ended",
    "seats",
    "seats_covered",
    "seats_share",
    "persons",
    "persons_covered",
    "persons_share",
    "new_heads",
    "duties",
    "overdue",
    "overdue_before",
    "past_due",
    "on_time",
    "on_time_share",
    "open",
    "undated",
    "fulfilled",
    "late",
    "unknown",
    "regular",
    "timely",
}


class TestNobodyIsNamed:
    """Counts without subjects."""

    def test_every_text_in_the_document_is_a_word_of_the_format(self) -> None:
        """Ids, names and summaries are none of these words, so none can be in it."""
        known = WORDS | set(DUTIES) | {level.value for level in Level}
        for case in cases():
            document = statistics_document(figures_of(case))
            policy = document.pop("policy")
            assert isinstance(policy, dict)
            assert set(policy) == {value.name for value in POLICY_VALUES}
            assert strings_in(document) - known == {case.as_of.isoformat()}

    def test_the_audit_of_the_same_register_does_name_subjects(self) -> None:
        """So that the claim above is about something."""
        assert any(audit(case.register, case.as_of).findings for case in cases())


def test_shares_in_the_document_are_rounded_and_the_counts_exact() -> None:
    talks = [talk_on(date(2026, 3, day), id=f"t{day}") for day in (9, 10, 11)]
    done = {"talk": "t9", "measures_proposed_on": "2026-04-01"}
    register = register_of(talks=talks, rectifications=[done])
    document = statistics_document(statistics(register, date(2026, 6, 1)))
    total = document["total"]
    assert isinstance(total, dict)
    duties = total["duties"]
    assert isinstance(duties, dict)
    assert duties["ST1101"] == {
        "open": 0,
        "undated": 0,
        "fulfilled": 1,
        "late": 0,
        "overdue": 2,
        "unknown": 0,
        "overdue_before": 0,
        "past_due": 3,
        "on_time": 1,
        "on_time_share": 0.3333,
    }
    assert total["talks"] == {
        "regular": {"total": 3, "months": [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]},
        "timely": {"total": 0, "months": [0] * 12},
    }
