"""Facts and what stands between them and the rules."""

from collections.abc import Iterable
from datetime import date
from types import UnionType
from typing import Union, cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk import MEASURES, Policy, Requirement, Talk
from supervision_talk.audit.judged import committees_judged, judges_of
from supervision_talk.calendar import ChinaCalendar
from supervision_talk.measures import Outcome
from supervision_talk.measures.expressions import falsehood_test
from supervision_talk.measures.facts.circumstance import circumstance
from supervision_talk.measures.facts.sheet import Inquiry, subjects_of, value_worded
from supervision_talk.measures.facts.talk import TalkFacts, talk, talk_facts
from supervision_talk.measures.facts.talk_parties import Parties, parties_of
from tests.building import BY_THE_BOOK, Situation
from tests.measures.fact_strategies import types_of
from tests.random_registers import random_case

REQUIREMENTS_ABOUT_TALKS = [
    rule
    for rule in MEASURES.rules
    if isinstance(rule, Requirement) and rule.about is MEASURES["ST0201"].about
]


def inquiry(situation: Situation, **values: object) -> Inquiry:
    return Inquiry(
        register=situation.register(),
        as_of=situation.as_of,
        policy=Policy.from_values(values),
    )


def facts_about(asked: Inquiry, held: Talk) -> TalkFacts:
    return TalkFacts._make(talk_facts(asked, asked.register.recorded_talk(held.id)))


def test_who_talked_with_whom_is_told_by_the_names_and_types_of_a_talks_facts() -> None:
    """Conditions about a talk can be asked of either."""
    of_a_talk = {
        name: get_args(hint)[0]
        for name, hint in get_type_hints(TalkFacts, include_extras=True).items()
    }
    for name, type_ in get_type_hints(Parties).items():
        assert of_a_talk[name] == type_, name


def test_both_tell_the_same_of_a_talk() -> None:
    asked = inquiry(BY_THE_BOOK)
    talk = BY_THE_BOOK.talks[0]
    facts = facts_about(asked, talk)
    parties = parties_of(asked, talk, date(2026, 3, 10))
    assert {name: getattr(facts, name) for name in Parties._fields} == parties._asdict()


def test_facts_about_a_talk_from_before_the_measures_can_be_stated() -> None:
    """Its problems are compared with those of governed talks, of which it is none."""
    early = BY_THE_BOOK.with_talk(
        started_at=None, ended_at=date(2026, 1, 15), self_examined_on=None
    )
    facts = facts_about(inquiry(early), early.talks[0])
    assert facts.held_on == date(2026, 1, 15)
    assert facts.same_problems_as is None


def is_of(value: object, type_: object) -> bool:
    """Tell whether a value is of a type as a sheet of facts writes it."""
    inside = get_args(type_)
    if get_origin(type_) in (Union, UnionType):
        return any(is_of(value, each) for each in inside)
    if get_origin(type_) in (tuple, frozenset):
        return type(value) is get_origin(type_) and all(
            is_of(each, inside[0]) for each in cast("Iterable[object]", value)
        )
    # No bool is an int here, nor a date-time a date.
    return type(value) is type_ or (type_ is str and isinstance(value, str))


@pytest.mark.parametrize("seed", range(100))
def test_every_fact_is_stated_at_its_place_of_the_sheet_and_of_its_type(seed: int) -> None:
    case = random_case(seed)
    policy = Policy.from_values(case.policy)
    asked = Inquiry(register=case.register, as_of=case.as_of, policy=policy)
    for judge in judges_of(MEASURES, policy, ChinaCalendar()).values():
        types = types_of(judge.sheet)
        for committee in committees_judged(case.register):
            for subject in subjects_of(judge.sheet, asked, committee):
                stated = judge.state(asked, subject)
                for (name, type_), value in zip(types.items(), stated, strict=True):
                    assert is_of(value, type_), (name, value)


def test_what_is_derived_of_an_inquiry_is_made_once_and_not_shared() -> None:
    asked = inquiry(BY_THE_BOOK)
    made: list[Inquiry] = []

    def make(of: Inquiry) -> int:
        made.append(of)
        return len(made)

    assert (asked.derived(make), asked.derived(make)) == (1, 1)
    assert inquiry(BY_THE_BOOK).derived(make) == 2


@given(
    kind=st.sampled_from(["regular", "timely"]),
    interviewees=st.sampled_from([None, (), ("p-town",), ("p-other",), ("p-town", "p-other")]),
    talker=st.sampled_from([None, "p-county", "p-deputy", "p-town"]),
    superior=st.sampled_from([None, "county", "other-town"]),
    recorded=st.booleans(),
)
def test_a_requirement_is_not_respected_where_it_is_violated_and_nowhere_else(
    kind: str,
    interviewees: tuple[str, ...] | None,
    talker: str | None,
    superior: str | None,
    recorded: bool,
) -> None:
    situation = BY_THE_BOOK.with_talk(kind=kind, interviewees=interviewees, talker=talker)
    situation = situation.with_organization("town", superior=superior)
    if not recorded:
        situation = situation.without("town", "county")
    facts = facts_about(inquiry(situation), situation.talks[0])
    outcomes = {each.rule: each.outcome for each in situation.findings()}
    for rule in REQUIREMENTS_ABOUT_TALKS:
        violated = outcomes.get(rule.code) is Outcome.VIOLATED
        assert (rule.respected.evaluate(facts) is False) is violated, rule.code
        assert falsehood_test(rule.respected)(facts) is violated, rule.code


def test_a_word_of_a_list_is_said_in_chinese_and_any_other_value_as_it_is() -> None:
    said = value_worded(circumstance, "category", "petitions")
    assert (said.zh, said.en) == ("信访举报", "petitions")
    said = value_worded(talk, "interviewee_count", 2)
    assert (said.zh, said.en) == ("2", "2")
