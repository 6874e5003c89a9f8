"""The table of examples: the library says what each row says, and no outcome lacks a row."""

import pytest

from supervision_talk import MEASURES
from supervision_talk.measures import Rule
from tests.measures.examples import EXAMPLES, Example
from tests.measures.outcomes import possible_outcomes


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_a_rule_says_of_the_example_what_the_table_says(example: Example) -> None:
    found = example.situation.find(example.rule, example.subject)
    if example.outcome is None:
        assert found is None
    else:
        assert found is not None, "the rule says nothing"
        assert (
            found.outcome,
            found.missing,
            found.done_on,
            found.days_late,
            found.in_extension,
        ) == (
            example.outcome,
            example.missing,
            example.done_on,
            example.days_late,
            example.in_extension,
        )


@pytest.mark.parametrize("rule", MEASURES.rules, ids=lambda rule: rule.code)
def test_every_outcome_that_a_rule_can_have_has_an_example(rule: Rule) -> None:
    """A new rule fails here until the table shows each of its outcomes."""
    shown = {example.outcome for example in EXAMPLES if example.rule == rule.code}
    assert shown - {None} == possible_outcomes(rule)


def test_the_table_has_no_rule_that_is_not_there() -> None:
    assert {example.rule for example in EXAMPLES} == {rule.code for rule in MEASURES.rules}
