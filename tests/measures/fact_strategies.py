"""Hypothesis strategies for the facts of a sheet, made from the types of its fields.

Every fact that may be None is None now and then; the others never are. The facts of one subject
need not fit together: conditions must be right about any of them.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from supervision_talk import MEASURES, Duty
from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import NEVER, NOBODY, FactSheet

__all__ = ["days", "facts_of"]

days = st.dates(date(2026, 1, 30), date(2027, 6, 30))
"""Days near enough to one another for periods to end among them."""

_PLAIN: dict[object, st.SearchStrategy[object]] = {
    bool: st.booleans(),
    int: st.integers(0, 3),
    str: st.sampled_from([NOBODY, "a", "b", "office"]),
    date: days,
}


def types_of(sheet: FactSheet) -> dict[str, object]:
    """Give the type of each fact of a sheet, in their order."""
    hints = get_type_hints(sheet._class, include_extras=True)
    return {name: get_args(hint)[0] for name, hint in hints.items()}


def facts_of(sheet: FactSheet) -> st.SearchStrategy[Facts]:
    """Give any facts that a sheet can hold; a day from which nothing is counted may be NEVER."""
    counted = {
        name
        for rule in MEASURES.about(sheet)
        if isinstance(rule, Duty) and rule.due is not None
        for name in rule.due.names()
    }
    fields = {}
    for name, type_ in types_of(sheet).items():
        fields[name] = _values(type_)
        if type_ == (date | None) and name not in counted:
            fields[name] |= st.just(NEVER)
    return st.builds(cast("Callable[..., Facts]", sheet._class), **fields)


def _values(type_: object) -> st.SearchStrategy[object]:
    origin, inner = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        known = [each for each in inner if each is not NoneType]
        return st.one_of(st.none(), *(_values(each) for each in known))
    if origin is frozenset:
        return st.frozensets(_values(inner[0]))
    if origin is tuple:
        return st.lists(_values(inner[0]), max_size=3).map(tuple)
    if isinstance(type_, type) and issubclass(type_, Enum):
        return st.sampled_from(list(type_))
    return _PLAIN[type_]
