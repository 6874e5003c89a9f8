"""The twelve rules as rules of durable_rules; days are numbers, and due dates counted before."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from durable.engine import MessageNotHandledException
from durable.lang import assert_fact, m, retract_fact, ruleset, when_all

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, NOT_HIS_OWN, Answer

NAME = "durable_rules"

Facts = dict[str, object]

_RULES = "twelve"
_NOW = AS_OF.toordinal()
_STEPS = 5
_FOUND: list[Answer] = []
"""What the rules found: their actions give nothing back."""


class _Fact(Protocol):
    id: str


class _Fired(Protocol):
    m: _Fact


def _found(code: str, *, violated: bool) -> Callable[[_Fired], None]:
    return lambda fired: _FOUND.append(Answer(code, fired.m.id, violated))


# What is absent compares with nothing: neither is it less than something, nor is it unlike it.
_LISTED = (m.organization_kind == NOT_HIS_OWN[0]) | (
    (m.organization_kind == "local_committee")
    & ((m.organization_level == "city") | (m.organization_level == "county"))
)
for _kind in NOT_HIS_OWN[1:]:
    _LISTED = _LISTED | (m.organization_kind == _kind)
_NOT_HIMSELF = (m.direct_superior == False) | (m.by_secretary == False)  # noqa: E712 - its syntax
_TO_TELL = +m.measures_on & (m.first_responsibility == True) & -m.notified_on  # noqa: E712

_VIOLATED = {
    "ST0701": (m.in_leadership == False,),  # noqa: E712
    "ST0702": (m.interviewees != 1,),
    "ST0703": ((m.kind == "regular") & _LISTED & _NOT_HIMSELF,),
    "ST0801": (m.problems == 0,),
    "ST0901": (m.prepared_on > m.held_on,),
    "ST0902": ((m.kind == "regular") & (m.self_examined_on > m.held_on),),
    "ST1001": (m.steps < _STEPS,),
    "ST1002": ((m.steps > 1) & (m.in_order == False),),  # noqa: E712
    "ST1101": (-m.measures_on & (m.one < _NOW), m.measures_on > m.one),
    "ST1105": (_TO_TELL & (m.three < _NOW),),
    "ST1106": (-m.progress_on & (m.three < _NOW), m.progress_on > m.three),
    "ST1202": ((m.copied == False) & (m.three < _NOW),),  # noqa: E712
}
_PENDING = {
    "ST1101": (-m.measures_on & (m.one >= _NOW),),
    "ST1105": (_TO_TELL & (m.three >= _NOW),),
    "ST1106": (-m.progress_on & (m.three >= _NOW),),
    "ST1202": (
        (m.copied == False) & (m.three >= _NOW),  # noqa: E712
        -m.copied & (m.three >= _NOW),
    ),
}

with ruleset(_RULES):
    for _violated, _rules in ((True, _VIOLATED), (False, _PENDING)):
        for _code, _conditions in _rules.items():
            for _condition in _conditions:
                when_all(_condition)(_found(_code, violated=_violated))


def _facts(talk: by_hand.Talk) -> Facts:
    return {name: value for name, value in by_hand.in_days(talk).items() if value is not None}


def load(path: Path) -> list[Facts]:
    """Decode the table."""
    return [_facts(each) for each in by_hand.load(path)]


def judge(table: Iterable[Facts]) -> list[Answer]:
    """Apply the rules to all, one after the other: no rule is about two talks."""
    _FOUND.clear()
    for facts in table:
        try:
            assert_fact(_RULES, facts)
        except MessageNotHandledException:  # no rule has anything to say of it
            continue
        retract_fact(_RULES, facts)
    return list(_FOUND)


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return judge([_facts(by_hand.read(line))])
