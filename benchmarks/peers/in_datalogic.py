"""The twelve rules as one rule of datalogic-py (JSONLogic); due dates are counted before."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from datalogic_py import DataHandle, Engine

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, NOT_HIS_OWN, Answer

NAME = "datalogic-py"

Logic = object
"""JSONLogic, as Python writes JSON. Dates are texts: those of ISO 8601 are ordered as days are."""


def _fact(name: str) -> Logic:
    return {"var": name}


def _is(name: str, value: object) -> Logic:
    return {"===": [_fact(name), value]}


def _later(name: str, than: str) -> Logic:
    """Write that a day is recorded and later than another."""
    return {"and": [{"!==": [_fact(name), None]}, {">": [_fact(name), _fact(than)]}]}


def _all(*conditions: Logic) -> Logic:
    return {"and": [*conditions]}


def _any(*conditions: Logic) -> Logic:
    return {"or": [*conditions]}


_REGULAR = _is("kind", "regular")
_PAST_ONE, _PAST_THREE = ({">": [str(AS_OF), _fact(due)]} for due in ("one", "three"))
_TO_TELL = _all(
    {"!==": [_fact("measures_on"), None]},
    _is("first_responsibility", value=True),
    _is("notified_on", None),
)
_LISTED = _any(
    {"in": [_fact("organization_kind"), list(NOT_HIS_OWN)]},
    _all(
        _is("organization_kind", "local_committee"),
        {"in": [_fact("organization_level"), ["city", "county"]]},
    ),
)

_VIOLATED: dict[str, Logic] = {
    "ST0701": _is("in_leadership", value=False),
    "ST0702": _all({"!==": [_fact("interviewees"), None]}, {"!==": [_fact("interviewees"), 1]}),
    "ST0703": _all(
        _REGULAR,
        _LISTED,
        _any(_is("direct_superior", value=False), _is("by_secretary", value=False)),
    ),
    "ST0801": _is("problems", 0),
    "ST0901": _later("prepared_on", "held_on"),
    "ST0902": _all(_REGULAR, _later("self_examined_on", "held_on")),
    "ST1001": _all({"!==": [_fact("steps"), None]}, {"<": [_fact("steps"), 5]}),
    "ST1002": _all(_is("in_order", value=False), {">": [_fact("steps"), 1]}),
    "ST1101": _any(_all(_is("measures_on", None), _PAST_ONE), _later("measures_on", "one")),
    "ST1105": _all(_TO_TELL, _PAST_THREE),
    "ST1106": _any(_all(_is("progress_on", None), _PAST_THREE), _later("progress_on", "three")),
    "ST1202": _all(_is("copied", value=False), _PAST_THREE),
}
_PENDING: dict[str, Logic] = {
    "ST1101": _all(_is("measures_on", None), {"!": _PAST_ONE}),
    "ST1105": _all(_TO_TELL, {"!": _PAST_THREE}),
    "ST1106": _all(_is("progress_on", None), {"!": _PAST_THREE}),
    "ST1202": _all({"!==": [_fact("copied"), True]}, {"!": _PAST_THREE}),
}

_ENGINE = Engine()
_RULE = _ENGINE.compile(
    {
        "cat": [
            {"if": [condition, f"{code} {outcome},", ""]}
            for outcome, conditions in (("violated", _VIOLATED), ("pending", _PENDING))
            for code, condition in conditions.items()
        ]
    }
)
_SESSION = _ENGINE.session()
"""One for the process; it may be used by the thread alone that made it."""

Row = tuple[str, DataHandle]


def _row(line: str) -> Row:
    facts = json.loads(line)
    held_on = date.fromisoformat(facts["held_on"])
    facts["one"] = str(by_hand.months_after(held_on, 1))
    facts["three"] = str(by_hand.months_after(held_on, 3))
    return facts["id"], DataHandle(facts)


def load(path: Path) -> list[Row]:
    """Decode the table."""
    with path.open(encoding="utf-8") as stream:
        return [_row(line) for line in stream]


def judge(table: list[Row]) -> list[Answer]:
    """Apply the rule to all in one call."""
    results = _SESSION.evaluate_batch(_RULE, [handle for _, handle in table])
    return [
        answer
        for (id, _), result in zip(table, results, strict=True)
        if result != '""'
        for answer in _told(id, json.loads(str(result)))
    ]


def _told(id: str, found: str) -> Iterable[Answer]:
    return [Answer(each[:6], id, each.endswith("violated")) for each in found.split(",") if each]


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    id, facts = _row(line)
    return _told(id, _SESSION.evaluate_data(_RULE, facts))
