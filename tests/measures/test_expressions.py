"""Laws of three-valued conditions, whatever they are made of."""

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.measures.expressions import (
    ALWAYS,
    All,
    AnyOf,
    Comparison,
    Expression,
    FactName,
    Facts,
    Not,
    Recorded,
    falsehood_test,
)
from supervision_talk.model.vocabulary import StepKind, TalkKind
from supervision_talk.wording import Wording


class Answers(NamedTuple):
    """Facts of every type that conditions compare; `sure` is never unrecorded."""

    sure: bool
    one: bool | None = None
    other: bool | None = None
    number: int | None = None
    word: str | None = None
    day: date | None = None
    next_day: date | None = None
    words: frozenset[str] | None = None


SURE = FactName("sure", certain=True)
ONE, OTHER = FactName("one"), FactName("other")
NUMBER, WORD, WORDS = FactName("number"), FactName("word"), FactName("words")
DAY, NEXT_DAY = FactName("day"), FactName("next_day")

ANSWERS = st.builds(
    Answers,
    sure=st.booleans(),
    one=st.none() | st.booleans(),
    other=st.none() | st.booleans(),
    number=st.none() | st.integers(0, 3),
    word=st.none() | st.sampled_from("abc"),
    day=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    next_day=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    words=st.none() | st.frozensets(st.sampled_from("abc")),
)

SOMETHING = Answers(
    sure=False,
    one=False,
    other=False,
    number=0,
    word="a",
    day=date(2026, 1, 1),
    next_day=date(2026, 1, 1),
    words=frozenset(),
)


def filled(facts: Answers, other: Answers) -> Answers:
    """Give the facts with other ones where none is recorded."""
    return Answers._make(new if old is None else old for old, new in zip(facts, other, strict=True))


KNOWING: st.SearchStrategy[Expression] = st.sampled_from(
    [
        SURE,
        ONE,
        OTHER,
        NUMBER.is_(1),
        NUMBER.at_least(2),
        WORD.is_("a"),
        WORD.is_in("a", "b"),
        DAY.on_or_before(NEXT_DAY),
        WORDS.include("a", "b"),
        WORDS.include(),
    ]
)
LOOKING: st.SearchStrategy[Expression] = st.sampled_from(
    [fact.is_recorded() for fact in (SURE, ONE, NUMBER, DAY)]
)


def made_of(leaves: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            parts.map(Not),
            st.lists(parts, max_size=3).map(lambda each: All(tuple(each))),
            st.lists(parts, max_size=3).map(lambda each: AnyOf(tuple(each))),
        ),
        max_leaves=8,
    )


EXPRESSIONS = made_of(KNOWING | LOOKING)

TRUTH = {False: 0, None: 1, True: 2}


def kleene(expression: Expression, facts: Facts) -> int:
    """Give 0, 1 or 2: false, unknown, true; the least of all, the most of any, turned round."""
    if isinstance(expression, All):
        return min((kleene(part, facts) for part in expression.parts), default=2)
    if isinstance(expression, AnyOf):
        return max((kleene(part, facts) for part in expression.parts), default=0)
    if isinstance(expression, Not):
        return 2 - kleene(expression.part, facts)
    return TRUTH[expression.evaluate(facts)]


def holds(source: str, constants: dict[str, object], facts: Facts) -> bool:
    return bool(eval(source, constants, {"f": facts}))  # noqa: S307 - our own source


@given(EXPRESSIONS, ANSWERS)
def test_conditions_follow_kleenes_tables(expression: Expression, facts: Answers) -> None:
    assert TRUTH[expression.evaluate(facts)] == kleene(expression, facts)


@given(EXPRESSIONS, ANSWERS)
def test_generated_python_is_true_where_the_condition_is_and_where_it_is_false(
    expression: Expression, facts: Answers
) -> None:
    """Two expressions of two values say what one of three does."""
    constants: dict[object, str] = {}

    def sign(value: object) -> str:
        return constants.setdefault(value, f"c{len(constants)}")

    truth, falsehood = expression.truth(sign), expression.falsehood(sign)
    names = {name: value for value, name in constants.items()}
    answer = expression.evaluate(facts)
    assert holds(truth, dict(names), facts) is (answer is True)
    assert holds(falsehood, dict(names), facts) is (answer is False)
    assert bool(falsehood_test(expression)(facts)) is (answer is False)


@given(EXPRESSIONS, ANSWERS)
def test_the_facts_that_are_missing_are_named_where_the_answer_is_unknown_and_only_there(
    expression: Expression, facts: Answers
) -> None:
    missing = list(expression.unrecorded(facts))
    assert bool(missing) is (expression.evaluate(facts) is None)
    assert set(missing) <= set(expression.names())
    assert [name for name in missing if getattr(facts, name) is not None] == []


@given(made_of(KNOWING), ANSWERS, st.data())
def test_filling_a_gap_never_turns_a_known_answer(
    expression: Expression, facts: Answers, data: st.DataObject
) -> None:
    """Monotone. Conditions that look at whether something is recorded are another matter."""
    more = filled(facts, data.draw(ANSWERS))
    answer = expression.evaluate(facts)
    assert answer is None or expression.evaluate(more) is answer


@given(made_of(KNOWING), ANSWERS)
def test_with_everything_recorded_nothing_is_unknown(
    expression: Expression, facts: Answers
) -> None:
    full = filled(facts, SOMETHING)
    assert expression.evaluate(full) is not None


@given(EXPRESSIONS, EXPRESSIONS, ANSWERS)
def test_de_morgan(one: Expression, other: Expression, facts: Answers) -> None:
    assert (~(one & other)).evaluate(facts) == (~one | ~other).evaluate(facts)
    assert (~(one | other)).evaluate(facts) == (~one & ~other).evaluate(facts)
    assert (~~one).evaluate(facts) == one.evaluate(facts)


@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, ANSWERS)
def test_conjunction_and_disjunction_do_not_mind_order_and_grouping(
    one: Expression, two: Expression, three: Expression, facts: Answers
) -> None:
    for left, right in (
        (one & two, two & one),
        (one | two, two | one),
        ((one & two) & three, one & (two & three)),
        ((one | two) | three, one | (two | three)),
        (one & (two | three), (one & two) | (one & three)),
    ):
        assert left.evaluate(facts) == right.evaluate(facts)
    assert (one & ALWAYS).evaluate(facts) == one.evaluate(facts)
    assert (one | AnyOf(())).evaluate(facts) == one.evaluate(facts)


@pytest.mark.parametrize(
    ("joined", "flat"),
    [
        ((ONE & OTHER) & (SURE & NUMBER.is_(1)), All((ONE, OTHER, SURE, NUMBER.is_(1)))),
        ((ONE | OTHER) | SURE, AnyOf((ONE, OTHER, SURE))),
        ((ONE | OTHER) & SURE, All((AnyOf((ONE, OTHER)), SURE))),
    ],
)
def test_joined_conditions_stay_flat(joined: Expression, flat: Expression) -> None:
    """What a reader of the reference sees is one list."""
    assert joined == flat


UNKNOWN = Answers(sure=False)


@pytest.mark.parametrize(
    ("expression", "facts", "answer"),
    [
        (NUMBER.at_least(2), Answers(sure=False, number=2), True),
        (NUMBER.at_least(2), Answers(sure=False, number=1), False),
        (NUMBER.is_(0), Answers(sure=False, number=0), True),
        (DAY.on_or_before(NEXT_DAY), Answers(sure=False, day=date(2026, 1, 1)), None),
        (DAY.on_or_before(NEXT_DAY), Answers(sure=False, next_day=date(2026, 1, 1)), None),
        (
            DAY.on_or_before(NEXT_DAY),
            Answers(sure=False, day=date(2026, 1, 1), next_day=date(2026, 1, 1)),
            True,
        ),
        (
            DAY.on_or_before(NEXT_DAY),
            Answers(sure=False, day=date(2026, 1, 2), next_day=date(2026, 1, 1)),
            False,
        ),
        (WORDS.include("a"), Answers(sure=False, words=frozenset("ab")), True),
        (WORDS.include("a", "c"), Answers(sure=False, words=frozenset("ab")), False),
        (WORD.is_in("a", "b"), Answers(sure=False, word="c"), False),
        (ONE.is_recorded(), UNKNOWN, False),
        (ONE.is_recorded(), Answers(sure=False, one=False), True),
        (ALWAYS, UNKNOWN, True),
        (AnyOf(()), UNKNOWN, False),
        (ONE & SURE, UNKNOWN, False),  # already false, whatever is missing
        (ONE | ~SURE, UNKNOWN, True),
        (ONE & ~SURE, UNKNOWN, None),
    ],
)
def test_conditions_mean_what_they_are_called(
    expression: Expression, facts: Answers, answer: bool | None
) -> None:
    assert expression.evaluate(facts) is answer


CALLED = {
    "sure": Wording(zh="甲", en="it is sure"),
    "one": Wording(zh="乙", en="one holds"),
    "number": Wording(zh="数目", en="the number"),
    "word": Wording(zh="种类", en="the kind"),
    "words": Wording(zh="内容", en="the contents"),
    "day": Wording(zh="日期", en="the day"),
    "next_day": Wording(zh="次日", en="the next day"),
}


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        (ONE, "乙", "one holds"),
        (~ONE, "并非乙", "not (one holds)"),
        (~(ONE & SURE), "并非（乙，并且甲）", "not (one holds, and it is sure)"),
        (~~ONE, "并非并非乙", "not (not (one holds))"),
        (~ONE.is_recorded(), "没有登记乙", "one holds is not recorded"),
        (~NUMBER.is_(0), "数目不是0", "the number is not 0"),
        (~NUMBER.at_least(2), "数目少于2", "the number is less than 2"),
        (~DAY.on_or_before(NEXT_DAY), "日期晚于次日", "the day is after the next day"),
        (~WORD.is_in("x", "y"), "种类不是x、y之一", "the kind is none of x, y"),
        (
            ~WORDS.include("b", "a"),
            "内容没有包括全部：a、b",
            "the contents do not include all of a, b",
        ),
        (ONE & SURE, "乙，并且甲", "one holds, and it is sure"),
        (ONE | SURE, "乙，或者甲", "one holds, or it is sure"),
        (
            AnyOf((All((ONE, SURE)), SURE)),
            "（乙，并且甲），或者甲",
            "(one holds, and it is sure), or it is sure",
        ),
        (AnyOf((All((ONE,)), SURE)), "乙，或者甲", "one holds, or it is sure"),
        (ALWAYS, "一律适用", "always"),
        (ONE.is_recorded(), "已登记乙", "one holds is recorded"),
        (NUMBER.at_least(2), "数目不少于2", "the number is at least 2"),
        (
            WORD.is_(TalkKind.TIMELY),
            "种类是及时谈话",
            "the kind is timely",
        ),
        (
            WORD.is_in(TalkKind.TIMELY, TalkKind.REGULAR),
            "种类是定期谈话、及时谈话之一",
            "the kind is one of regular, timely",
        ),
        (WORD.is_("x"), "种类是x", "the kind is x"),
        (DAY.on_or_before(NEXT_DAY), "日期不晚于次日", "the day is not after the next day"),
        (WORDS.include("b", "a"), "内容包括a、b", "the contents include a, b"),
    ],
)
def test_conditions_can_be_read_in_both_languages(expression: Expression, zh: str, en: str) -> None:
    worded = expression.worded(CALLED)
    assert (worded.zh, worded.en) == (zh, en)


def test_a_comparison_reads_the_facts_on_both_sides() -> None:
    comparison = DAY.on_or_before(NEXT_DAY)
    assert isinstance(comparison, Comparison)
    assert list(comparison.names()) == ["day", "next_day"]
    assert list(comparison.unrecorded(UNKNOWN)) == ["day", "next_day"]
    assert list(Recorded(DAY).names()) == ["day"]


def test_alternatives_within_a_conjunction_are_bracketed_in_words() -> None:
    """Read without brackets, "a, and b, or c" would say something else."""
    both = FactName("a") & (FactName("b") | FactName("c"))
    words = {name: Wording(zh=name, en=name) for name in "abc"}
    assert both.worded(words) == Wording(zh="a，并且（b，或者c）", en="a, and (b, or c)")


def test_words_are_listed_as_their_vocabulary_has_them() -> None:
    steps = FactName("steps").include(StepKind.COMMITMENT, StepKind.SELF_EXAMINATION)
    worded = steps.worded({"steps": Wording(zh="步骤", en="the steps")})
    assert worded.en == "the steps include self_examination, commitment"
