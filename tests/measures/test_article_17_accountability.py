"""Art. 17(2) and (3), and Art. 8: judgements on record are read, all three alike, never made."""

from datetime import date

import pytest

from supervision_talk import Judgement
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import JudgementQuestion
from tests.building import BY_THE_BOOK, TALK, Situation, changed

RULES = {
    "ST0803": JudgementQuestion.TO_THE_POINT,
    "ST1702": JudgementQuestion.TRUTHFUL,
    "ST1703": JudgementQuestion.GENUINE,
}


def judged(rule: str, *judgements: tuple[str, date | None, bool | None]) -> Situation:
    return BY_THE_BOOK.having(
        judgements=tuple(
            Judgement(id=id_, talk="t1", question=RULES[rule], answer=answer, on=on)
            for id_, on, answer in judgements
        )
    ).on(date(2026, 5, 1))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("judgements", "outcome"),
    [
        ([("a", date(2026, 4, 1), False), ("b", date(2026, 4, 2), True)], Outcome.SATISFIED),
        ([("b", date(2026, 4, 1), False), ("a", date(2026, 4, 2), True)], Outcome.SATISFIED),
        ([("a", date(2026, 4, 1), True), ("b", date(2026, 4, 1), False)], Outcome.VIOLATED),
        ([("b", date(2026, 4, 1), True), ("a", date(2026, 4, 1), False)], Outcome.SATISFIED),
        ([("z", None, False), ("a", date(2026, 4, 1), True)], Outcome.SATISFIED),
        ([("a", None, True), ("b", None, False)], Outcome.VIOLATED),
        ([("a", date(2026, 5, 1), True)], Outcome.SATISFIED),
        ([("a", date(2026, 5, 2), True)], None),
        ([("a", date(2026, 4, 1), False), ("b", date(2026, 5, 2), True)], Outcome.VIOLATED),
        ([("a", date(2026, 4, 1), True), ("b", date(2026, 4, 2), None)], Outcome.UNKNOWN),
        ([], None),
    ],
)
def test_the_latest_judgement_by_date_then_id_counts(
    rule: str, judgements: list[tuple[str, date | None, bool | None]], outcome: Outcome | None
) -> None:
    """One after as_of was not made yet; an undated one counts as the earliest."""
    found = judged(rule, *judgements).find(rule)
    assert (found and found.outcome) == outcome
    reversed_ = judged(rule, *reversed(judgements)).find(rule)
    assert (reversed_ and reversed_.outcome) == outcome


@pytest.mark.parametrize("rule", RULES)
def test_an_answer_not_recorded_read_as_no_violates(rule: str) -> None:
    situation = judged(rule, ("a", None, None)).under(not_recorded="violated")
    assert situation.finding(rule).outcome is Outcome.VIOLATED


@pytest.mark.parametrize("rule", RULES)
def test_a_judgement_of_another_question_or_talk_says_nothing(rule: str) -> None:
    other = [question for name, question in RULES.items() if name != rule]
    judgements = [
        Judgement(id=f"j{number}", talk="t1", question=question, answer=False)
        for number, question in enumerate(other)
    ]
    judgements.append(Judgement(id="j9", talk="t2", question=RULES[rule], answer=False))
    second = changed(TALK, id="t2", problems=())
    situation = BY_THE_BOOK.adding(talks=(second,)).having(judgements=tuple(judgements))
    assert situation.find(rule) is None
    assert situation.finding(rule, "t2").outcome is Outcome.VIOLATED
