"""The twelve rules as texts of rule-engine; due dates are counted before, it has no months."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import attrs
import rule_engine

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, DATES, NOT_HIS_OWN, Answer

NAME = "rule-engine"

Facts = dict[str, object]

_LISTED = (
    f"(organization_kind in {list(NOT_HIS_OWN)} or (organization_kind == 'local_committee'"
    " and organization_level in ['city', 'county']))"
)
_TO_TELL = "measures_on != null and first_responsibility == true and notified_on == null"

_TEXTS = {
    "ST0701": ("in_leadership == false", ""),
    "ST0702": ("interviewees != null and interviewees != 1", ""),
    "ST0703": (
        f"kind == 'regular' and {_LISTED} and (direct_superior == false or by_secretary == false)",
        "",
    ),
    "ST0801": ("problems == 0", ""),
    "ST0901": ("prepared_on != null and prepared_on > held_on", ""),
    "ST0902": (
        "kind == 'regular' and self_examined_on != null and self_examined_on > held_on",
        "",
    ),
    "ST1001": ("steps != null and steps < 5", ""),
    "ST1002": ("steps != null and steps > 1 and in_order == false", ""),
    "ST1101": (
        "(measures_on == null and as_of > one) or (measures_on != null and measures_on > one)",
        "measures_on == null and as_of <= one",
    ),
    "ST1105": (f"{_TO_TELL} and as_of > three", f"{_TO_TELL} and as_of <= three"),
    "ST1106": (
        "(progress_on == null and as_of > three) or (progress_on != null and progress_on > three)",
        "progress_on == null and as_of <= three",
    ),
    "ST1202": ("copied == false and as_of > three", "copied != true and as_of <= three"),
}

_RULES = [
    (code, violated, rule_engine.Rule(text))
    for code, texts in _TEXTS.items()
    for violated, text in zip((True, False), texts, strict=True)
    if text
]


def _facts(talk: by_hand.Talk) -> Facts:
    facts = attrs.asdict(talk)
    facts["one"] = by_hand.months_after(talk.held_on, 1)
    facts["three"] = by_hand.months_after(talk.held_on, 3)
    facts["as_of"] = AS_OF
    for name in (*DATES, "one", "three", "as_of"):
        day = facts[name]
        if day is not None:
            facts[name] = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as it has dates
    return facts


def load(path: Path) -> list[Facts]:
    """Decode the table."""
    return [_facts(each) for each in by_hand.load(path)]


def _check(facts: Facts) -> list[Answer]:
    return [
        Answer(code, str(facts["id"]), violated)
        for code, violated, rule in _RULES
        if rule.matches(facts)
    ]


def judge(table: list[Facts]) -> list[Answer]:
    """Apply the rules to all."""
    return [answer for facts in table for answer in _check(facts)]


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return _check(_facts(by_hand.read(line)))
