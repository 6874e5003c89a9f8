"""The examples of a rule's outcomes: the table that the tests hold the library to."""

from supervision_talk import Finding
from supervision_talk.measures import Outcome
from tests.measures.examples import EXAMPLES, Example

__all__ = ["examples_of", "finding_of"]


def examples_of(code: str) -> tuple[Example, ...]:
    """Give the examples of a rule, those in which it says nothing last."""
    of_rule = (example for example in EXAMPLES if example.rule == code)
    return tuple(sorted(of_rule, key=_place))


def _place(example: Example) -> int:
    return len(Outcome) if example.outcome is None else list(Outcome).index(example.outcome)


def finding_of(example: Example) -> Finding:
    """Give what the rule says in an example in which it says something."""
    return example.situation.finding(example.rule, example.subject)
