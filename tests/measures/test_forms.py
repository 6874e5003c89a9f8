"""The forms in which rules are declared, and rule sets that hold together."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, cast

import attrs
import pytest

from supervision_talk import MEASURES, Duty, InvalidRuleSet, Policy, Requirement, RuleSet
from supervision_talk.calendar import Counting, DueDate
from supervision_talk.measures import ALWAYS, Bearer, Citation, Force, Rule, Wording
from supervision_talk.measures.articles import Article
from supervision_talk.measures.expressions import FactName
from supervision_talk.measures.facts.committee_year import committee_year
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import (
    DaysAfterByPolicy,
    Due,
    DueWherePolicySays,
    LaterOf,
    MonthsAfter,
    OnDate,
    PeriodAfter,
    WorkdaysAfter,
    fact_names,
)
from supervision_talk.measures.policy import Period, PolicyValue


class Days(NamedTuple):
    """Two days that something may be counted from."""

    event: date | None = None
    other: date | None = None


EVENT, OTHER = FactName("event"), FactName("other")
WORDS = {"event": Wording(zh="事件", en="the event"), "other": Wording(zh="另一日", en="the other")}
COUNTING = Counting()


def due_of(due: Due, event: date | None, other: date | None = None) -> DueDate | None:
    return due.due(Days(event, other), Policy(), COUNTING)


FEBRUARY = date(2026, 2, 28)


@pytest.mark.parametrize(
    ("due", "policy", "expected"),
    [
        (
            PeriodAfter(EVENT, Period.MEASURES),
            {},
            DueDate(nominal=date(2026, 3, 28), effective=date(2026, 3, 30)),
        ),
        (PeriodAfter(EVENT, Period.PROGRESS), {}, DueDate.fixed(date(2026, 5, 28))),
        (
            PeriodAfter(EVENT, Period.PROGRESS),
            {"progress_within_days": 3},
            DueDate.fixed(date(2026, 3, 3)),
        ),
        (
            MonthsAfter(EVENT, 1),
            {"measures_within_days": 3},  # counts for the periods of Art. 11 alone
            DueDate(nominal=date(2026, 3, 28), effective=date(2026, 3, 30)),
        ),
        # From a Saturday that is worked: Monday to Friday, then Monday
        (WorkdaysAfter(EVENT, 6), {}, DueDate.fixed(date(2026, 3, 9))),
        (DaysAfterByPolicy(EVENT, "timely_within_days"), {}, None),
        (
            DaysAfterByPolicy(EVENT, "timely_within_days"),
            {"timely_within_days": 28},
            DueDate(nominal=date(2026, 3, 28), effective=date(2026, 3, 30)),
        ),
        (OnDate(EVENT), {}, DueDate.fixed(FEBRUARY)),
        (
            DueWherePolicySays("measures_report_due", "with_measures", OnDate(EVENT)),
            {},
            DueDate.fixed(FEBRUARY),
        ),
        (
            DueWherePolicySays("measures_report_due", "with_measures", OnDate(EVENT)),
            {"measures_report_due": "none"},
            None,
        ),
    ],
)
def test_a_due_date_is_counted_from_its_event_as_the_policy_says(
    due: Due, policy: dict[str, object], expected: DueDate | None
) -> None:
    values = Policy.from_values(policy)
    assert due.due(Days(FEBRUARY), values, COUNTING) == expected
    assert due.due(Days(None), values, COUNTING) is None
    assert due.names() == ("event",)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 3, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), None, date(2026, 4, 1)),
        (None, date(2026, 4, 1), date(2026, 4, 1)),
    ],
)
def test_the_later_of_two_due_dates_counts_and_one_that_is_not_there_does_not(
    one: date | None, other: date | None, expected: date
) -> None:
    later = LaterOf(OnDate(EVENT), OnDate(OTHER))
    assert due_of(later, one, other) == DueDate.fixed(expected)
    assert due_of(later, None, None) is None
    assert later.names() == ("event", "other")


def test_of_two_due_dates_the_nominal_ones_are_compared_first() -> None:
    """Nominal 28 March and effective 30 March against a fixed 29 March."""
    later = LaterOf(MonthsAfter(EVENT, 1), OnDate(OTHER))
    assert due_of(later, FEBRUARY, date(2026, 3, 29)) == DueDate.fixed(date(2026, 3, 29))
    moved = DueDate(nominal=date(2026, 3, 28), effective=date(2026, 3, 30))
    assert due_of(later, FEBRUARY, date(2026, 3, 28)) == moved


@pytest.mark.parametrize(
    ("due", "zh", "en"),
    [
        (
            PeriodAfter(EVENT, Period.MEASURES),
            "事件后1个月内（M1）",
            "one month after the event (M1)",
        ),
        (
            PeriodAfter(EVENT, Period.PROGRESS),
            "事件后3个月内（M3）",
            "three months after the event (M3)",
        ),
        (MonthsAfter(EVENT, 1), "事件后1个月内", "1 month after the event"),
        (MonthsAfter(EVENT, 2), "事件后2个月内", "2 months after the event"),
        (WorkdaysAfter(EVENT, 5), "事件后5个工作日内", "5 workdays after the event"),
        (OnDate(EVENT), "事件", "the event"),
        (
            LaterOf(OnDate(EVENT), OnDate(OTHER)),
            "事件与另一日中较晚者",
            "the later of the event and the other",
        ),
    ],
)
def test_a_due_date_can_be_read_in_both_languages(due: Due, zh: str, en: str) -> None:
    assert (due.worded(WORDS).zh, due.worded(WORDS).en) == (zh, en)


@pytest.mark.parametrize(
    "due",
    [
        DaysAfterByPolicy(EVENT, "timely_within_days"),
        DueWherePolicySays("measures_report_due", "with_measures", OnDate(EVENT)),
    ],
)
def test_a_due_date_that_the_policy_decides_names_the_value(
    due: DaysAfterByPolicy | DueWherePolicySays,
) -> None:
    for text in (due.worded(WORDS).zh, due.worded(WORDS).en):
        assert due.value in text


# Rule sets

SAID = Wording(zh="应当如此", en="it is to be so")
RULE = Requirement(
    code="XX0101",
    name="so",
    article=Citation(1),
    bearer=Bearer.COMMITTEE,
    about=talk,
    requires=talk.organized_by.is_recorded(),
    norm=SAID,
    remedy=SAID,
)
DUTY = Duty(
    code="XX0102",
    name="so-by-then",
    article=Citation(1),
    bearer=Bearer.COMMITTEE,
    about=talk,
    done=talk.recorded_on.is_recorded(),
    done_on=talk.recorded_on,
    provided=talk.reported_to_committee,
    overdue=talk.judged_genuine,
    lapses_on=talk.interviewee_left_on,
    due=OnDate(talk.held_on),
    owed_to=talk.committee,
    shows=(talk.organization,),
    norm=SAID,
    remedy=SAID,
)


def test_a_rule_set_gives_its_rules_by_code_and_by_subject_in_order() -> None:
    rules = RuleSet("host/1", (DUTY, RULE))
    assert rules["XX0101"] is RULE
    assert "XX0101" in rules
    assert "ST0201" not in rules
    assert rules.about(talk) == (DUTY, RULE)
    assert rules.about(committee_year) == ()
    assert rules.duties.rules == (DUTY,)
    with pytest.raises(KeyError):
        rules["ST0201"]


def test_a_code_that_stands_twice_is_refused() -> None:
    with pytest.raises(InvalidRuleSet) as refused:
        RuleSet("host/1", (RULE, RULE))
    assert str(refused.value) == "rule set: XX0101: expected a code that no other rule has"


NOTHING = FactName("nothing")


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (RULE, {"requires": NOTHING}),
        (RULE, {"when": NOTHING.is_recorded()}),
        (RULE, {"by_reference_when": NOTHING}),
        (RULE, {"shows": (NOTHING,)}),
        (DUTY, {"done": NOTHING}),
        (DUTY, {"done_on": NOTHING}),
        (DUTY, {"provided": NOTHING}),
        (DUTY, {"overdue": NOTHING}),
        (DUTY, {"lapses_on": NOTHING}),
        (DUTY, {"owed_to": NOTHING}),
        (DUTY, {"due": OnDate(NOTHING)}),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else each.code,
)
def test_a_fact_that_the_sheet_does_not_have_is_refused_wherever_it_is_named(
    rule: Rule, wrong: dict[str, object]
) -> None:
    """Before anything is judged, not in the middle of an audit."""
    changed = cast("Callable[..., Rule]", attrs.evolve)(rule, **wrong)
    with pytest.raises(InvalidRuleSet) as refused:
        RuleSet("host/1", (changed,))
    assert str(refused.value) == (
        f"rule set: {rule.code}: expected facts of its own sheet; 'nothing' is not there"
    )


A_CONDITION = "a condition over facts (Expression)"
A_FACT = "a fact of the subject, or None"
A_WORDING = "a Wording, in both languages"


@pytest.mark.parametrize(
    ("rule", "field", "value", "expected"),
    [
        (RULE, "name", "", "a line of text without outer spaces"),
        (RULE, "name", "two\nlines", "a line of text without outer spaces"),
        (RULE, "article", 10, "a Citation, as Citation(10)"),
        (
            RULE,
            "bearer",
            "offce",
            f"a Bearer: one of {', '.join(Bearer)}",
        ),
        (RULE, "about", "talk", "a FactSheet"),
        (RULE, "when", True, A_CONDITION),
        (RULE, "force", "binding", f"a Force: one of {', '.join(Force)}, or None"),
        (RULE, "by_reference_when", False, f"{A_CONDITION}, or None"),
        (RULE, "accountability", 5, "an item of Art. 17, 1 to 4, or None"),
        (RULE, "shows", ("organization",), "a tuple of facts"),
        (RULE, "shows", None, "a tuple of facts"),
        (RULE, "norm", "it is to be so", A_WORDING),
        (RULE, "remedy", None, A_WORDING),
        (RULE, "source", "a text", f"{A_WORDING}, or None"),
        (RULE, "requires", True, A_CONDITION),
        (DUTY, "done", True, A_CONDITION),
        (DUTY, "done_on", "recorded_on", A_FACT),
        (DUTY, "provided", None, A_CONDITION),
        (DUTY, "due", 10, "a Due, as MonthsAfter, or None"),
        (DUTY, "soft", "yes", "True or False"),
        (DUTY, "overdue", True, f"{A_CONDITION}, or None"),
        (DUTY, "lapses_on", "interviewee_left_on", A_FACT),
        (DUTY, "owed_to", "committee", A_FACT),
    ],
)
def test_what_is_not_of_the_kind_that_a_field_declares_is_refused(
    rule: Rule, field: str, value: object, expected: str
) -> None:
    """When the rule set is made, not in the middle of an audit."""
    changed = cast("Callable[..., Rule]", attrs.evolve)(rule, **{field: value})
    with pytest.raises(InvalidRuleSet) as refused:
        MEASURES.adding("host/1", changed)
    assert str(refused.value) == f"rule set: {rule.code}.{field}: expected {expected}"


@pytest.mark.parametrize("item", [None, 1, 2, 3, 4])
def test_every_item_of_article_17_is_admitted_and_no_other(item: int | None) -> None:
    admitted = cast("Callable[..., Rule]", attrs.evolve)(RULE, accountability=item)
    assert MEASURES.adding("host/1", admitted)[RULE.code].accountability == item
    with pytest.raises(InvalidRuleSet):
        MEASURES.adding("host/1", cast("Callable[..., Rule]", attrs.evolve)(RULE, accountability=0))


def test_a_rule_that_is_none_hides_no_mistake_behind_it() -> None:
    unnamed = cast("Callable[..., Rule]", attrs.evolve)(RULE, name="")
    with pytest.raises(InvalidRuleSet) as refused:
        RuleSet("host/1", (cast("Rule", "no rule"), unnamed, unnamed))
    assert [each.place for each in refused.value.mistakes] == [
        "rules[0]",
        f"{RULE.code}.name",
        f"{RULE.code}.name",
    ]


@pytest.mark.parametrize("code", ["", "lr/1 x", "1001", "LR1001\n", "LR 1001", None])
def test_a_rule_without_a_proper_code_is_told_by_its_place(code: object) -> None:
    changed = cast("Callable[..., Rule]", attrs.evolve)(RULE, code=code, norm=None)
    with pytest.raises(InvalidRuleSet) as refused:
        RuleSet("host/1", (RULE, changed))
    assert [str(each) for each in refused.value.mistakes] == [
        "rules[1].code: expected letters, digits and hyphens that begin with a letter, as LR1001",
        f"rules[1].norm: expected {A_WORDING}",
    ]


def test_a_rule_set_is_of_rules_and_has_a_name() -> None:
    make = cast("Callable[..., RuleSet]", RuleSet)
    with pytest.raises(InvalidRuleSet) as refused:
        make(" ", [RULE, [DUTY], "XX0103"])
    assert [str(each) for each in refused.value.mistakes] == [
        "name: expected a line of text without outer spaces",
        "rules[1]: expected a Requirement or a Duty",
        "rules[2]: expected a Requirement or a Duty",
    ]
    with pytest.raises(InvalidRuleSet, match="rules: expected a tuple or a list of rules"):
        make("host/1", RULE)
    with pytest.raises(InvalidRuleSet, match=r"rules\[0\]: expected a Requirement or a Duty"):
        MEASURES.replacing("host/2", cast("Rule", "XX0101"))


def test_a_list_of_rules_is_kept_as_a_tuple() -> None:
    rules = [RULE]
    made = cast("Callable[..., RuleSet]", RuleSet)("host/1", rules)
    rules.clear()
    assert made.rules == (RULE,)


def test_every_mistake_of_a_rule_set_is_named() -> None:
    elsewhere = attrs.evolve(RULE, about=committee_year)
    with pytest.raises(InvalidRuleSet) as refused:
        RuleSet("host/1", (elsewhere, elsewhere))
    assert len(refused.value.mistakes) == 3


def test_rules_are_added_at_the_end_under_another_name() -> None:
    more = MEASURES.adding("host/1", RULE, DUTY)
    assert more.name == "host/1"
    assert more.rules == (*MEASURES.rules, RULE, DUTY)
    assert MEASURES.name == "measures-2026-01-30/1"
    assert "XX0101" not in MEASURES
    with pytest.raises(InvalidRuleSet):
        more.adding("host/2", RULE)


def test_a_rule_is_replaced_in_its_place() -> None:
    other = attrs.evolve(RULE, code="ST0601")
    replaced = MEASURES.replacing("host/1", other)
    assert replaced["ST0601"] is other
    assert [rule.code for rule in replaced.rules] == [rule.code for rule in MEASURES.rules]
    assert replaced.name == "host/1"
    with pytest.raises(KeyError):
        MEASURES.replacing("host/1", RULE)


def test_a_rule_that_applies_to_all_is_respected_where_its_requirement_holds() -> None:
    assert RULE.when is ALWAYS
    assert RULE.respected is RULE.requires
    sometimes = attrs.evolve(RULE, when=talk.judged_genuine)
    assert sometimes.respected == ~talk.judged_genuine | RULE.requires


def test_the_facts_of_a_duty_are_those_of_all_its_parts() -> None:
    assert set(fact_names(DUTY)) == {
        "recorded_on",
        "reported_to_committee",
        "judged_genuine",
        "interviewee_left_on",
        "held_on",
        "committee",
        "organization",
    }


def test_a_rule_set_is_itself_alone() -> None:
    """What is made once for a rule set is found again by it, not by comparing every rule."""
    one, other = RuleSet("local", ()), RuleSet("local", ())
    assert one != other
    assert {one, other} == {other, one}


@pytest.mark.parametrize("class_", [Requirement, Duty, Policy, PolicyValue, Article, Inquiry])
def test_what_is_declared_names_its_parts(class_: type[attrs.AttrsInstance]) -> None:
    assert all(field.kw_only for field in attrs.fields(class_))
