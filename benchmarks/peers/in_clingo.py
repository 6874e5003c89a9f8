"""The twelve rules as an answer set program of clingo; days are numbers, and due dates facts."""

from collections.abc import Iterable
from pathlib import Path

import clingo

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, NOT_HIS_OWN, Answer

NAME = "clingo"

_LISTED = "\n".join(f'listed(T) :- organization_kind(T, "{kind}").' for kind in NOT_HIS_OWN)
_RULES = f"""
{_LISTED}
listed(T) :- organization_kind(T, "local_committee"), organization_level(T, ("city"; "county")).
past_one(T) :- one(T, Due), {AS_OF.toordinal()} > Due.
past_three(T) :- three(T, Due), {AS_OF.toordinal()} > Due.
measured(T) :- measures_on(T, _).
notified(T) :- notified_on(T, _).
progressed(T) :- progress_on(T, _).
to_tell(T) :- measured(T), first_responsibility(T, true), not notified(T).

found("ST0701", T, violated) :- in_leadership(T, false).
found("ST0702", T, violated) :- interviewees(T, Number), Number != 1.
found("ST0703", T, violated) :- kind(T, "regular"), listed(T), direct_superior(T, false).
found("ST0703", T, violated) :- kind(T, "regular"), listed(T), by_secretary(T, false).
found("ST0801", T, violated) :- problems(T, 0).
found("ST0901", T, violated) :- held_on(T, Held), prepared_on(T, Day), Day > Held.
found("ST0902", T, violated) :-
    kind(T, "regular"), held_on(T, Held), self_examined_on(T, Day), Day > Held.
found("ST1001", T, violated) :- steps(T, Steps), Steps < 5.
found("ST1002", T, violated) :- steps(T, Steps), Steps > 1, in_order(T, false).
found("ST1101", T, violated) :- measures_on(T, Day), one(T, Due), Day > Due.
found("ST1101", T, violated) :- talk(T), not measured(T), past_one(T).
found("ST1101", T, pending) :- talk(T), not measured(T), not past_one(T).
found("ST1105", T, violated) :- to_tell(T), past_three(T).
found("ST1105", T, pending) :- to_tell(T), not past_three(T).
found("ST1106", T, violated) :- progress_on(T, Day), three(T, Due), Day > Due.
found("ST1106", T, violated) :- talk(T), not progressed(T), past_three(T).
found("ST1106", T, pending) :- talk(T), not progressed(T), not past_three(T).
found("ST1202", T, violated) :- copied(T, false), past_three(T).
found("ST1202", T, pending) :- talk(T), not copied(T, true), not past_three(T).
#show found/3.
"""
_BOOLEANS = {True: "true", False: "false"}


def _facts(talk: by_hand.Talk) -> str:
    """Write what is recorded of a talk; of what is not there is no fact."""
    values = by_hand.in_days(talk)
    id = f'"{values.pop("id")}"'
    facts = [f"talk({id})."]
    for name, value in values.items():
        if isinstance(value, bool):
            facts.append(f"{name}({id}, {_BOOLEANS[value]}).")
        elif isinstance(value, str):
            facts.append(f'{name}({id}, "{value}").')
        elif value is not None:
            facts.append(f"{name}({id}, {value}).")
    return " ".join(facts)


def load(path: Path) -> list[str]:
    """Decode the table."""
    return [_facts(each) for each in by_hand.load(path)]


def judge(table: list[str]) -> list[Answer]:
    """Apply the rules to all."""
    control = clingo.Control(["--warn=none"])  # a fact that no talk has is no mistake
    control.add("base", [], "\n".join((_RULES, *table)))
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        (answer_set,) = (model.symbols(shown=True) for model in models)
    return [
        Answer(rule.string, talk.string, outcome.name == "violated")
        for rule, talk, outcome in (each.arguments for each in answer_set)
    ]


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return judge([_facts(by_hand.read(line))])
