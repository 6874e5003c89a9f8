"""The API as Markdown that hands each public name to autodoc, grouped by the room it comes from."""

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Final

import attrs
from sphinx.pycode import ModuleAnalyzer

__all__ = ["MODULES", "api_page"]


@attrs.frozen
class _Module:
    name: str
    about: str


MODULES: Final = (
    _Module("supervision_talk", "The names that most hosts need."),
    _Module("supervision_talk.calendar", "Counting months, China's workdays, due dates."),
    _Module("supervision_talk.measures", "Articles, policy and what rules speak of."),
    _Module("supervision_talk.measures.policy", "The words that values of the policy may be."),
    _Module("supervision_talk.measures.forms", "The two forms of a rule, and due dates."),
    _Module("supervision_talk.measures.expressions", "Conditions over facts."),
    _Module("supervision_talk.interchange", "Registers as files."),
    _Module("supervision_talk.interchange.policy_file", "Policies as files."),
    _Module("supervision_talk.interchange.calendar_file", "Obligations as a file for a calendar."),
    _Module("supervision_talk.audit.coverage", "What an answer on coverage is made of."),
    _Module("supervision_talk.audit.figures", "What the figures of a year are made of."),
    _Module("supervision_talk.strategies", "Registers to test with, drawn by hypothesis."),
    _Module("supervision_talk.model.recorded", "What a register has recorded, put together."),
    _Module(
        "supervision_talk.model.vocabulary",
        "Closed lists of words; an equal string will do.",
    ),
)
"""Whose public names are documented; a name that several export is documented with the first."""

_GROUPS: Final = (
    ("model", "Records and the register"),
    ("measures", "Rules and policy"),
    ("audit", "Checking and asking"),
    ("interchange", "Files"),
    ("calendar", "Dates"),
    ("errors", "Errors"),
)
"""The groups in which the names of the package itself are shown, by the room they come from."""

_OTHER_GROUP: Final = "Other names"


def api_page(language: str) -> str:
    """Write the page; it stands in English alone, like the docstrings."""
    del language
    return "\n".join(_page())


def _page() -> Iterator[str]:
    documented: set[str] = set()
    for each in MODULES:
        module = import_module(each.name)
        yield f"## `{each.name}`\n\n{each.about}\n"
        exported = {name: _identity(getattr(module, name)) for name in public_names(module)}
        names = [name for name, identity in exported.items() if identity not in documented]
        documented.update(exported.values())
        if each.name == "supervision_talk":
            for title, members in _grouped(module, names):
                yield f"### {title}\n"
                yield from _documented(each.name, module, members)
        else:
            yield from _documented(each.name, module, names)


def public_names(module: ModuleType) -> list[str]:
    """Give the names that a module exports, functions last."""
    names: list[str] = list(module.__all__)
    return sorted(names, key=lambda name: (inspect.isfunction(getattr(module, name)), name.lower()))


def _identity(value: object) -> str:
    if inspect.isclass(value) or inspect.isfunction(value):
        return f"{value.__module__}.{value.__qualname__}"
    return str(id(value))


def _grouped(module: ModuleType, names: list[str]) -> Iterator[tuple[str, list[str]]]:
    rest = list(names)
    for room, title in _GROUPS:
        members = [name for name in rest if _room(getattr(module, name)) == room]
        rest = [name for name in rest if name not in members]
        if members:
            yield title, members
    if rest:
        yield _OTHER_GROUP, rest


def _room(value: object) -> str:
    where = getattr(value, "__module__", type(value).__module__)
    return str(where).removeprefix("supervision_talk.").partition(".")[0]


def _documented(module_name: str, module: ModuleType, names: list[str]) -> Iterator[str]:
    yield "```{eval-rst}"
    yield f".. currentmodule:: {module_name}\n"
    for name in names:
        value: object = getattr(module, name)
        if inspect.isclass(value):
            kind = "exception" if issubclass(value, BaseException) else "class"
            yield f".. auto{kind}:: {name}"
            yield "   :members:"
            yield "   :exclude-members: contradictions"
        elif inspect.isfunction(value):
            yield f".. autofunction:: {name}"
        else:
            yield f".. py:data:: {name}\n"
            yield from (f"   {line}" for line in _said_of(value, name))
        yield ""
    yield "```\n"


def _said_of(value: object, name: str) -> list[str]:
    """Give what stands beneath a value where it is defined."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.startswith("supervision_talk.") and getattr(module, name, None) is value:
            analyzer = ModuleAnalyzer.for_module(module_name)
            analyzer.analyze()
            if ("", name) in analyzer.attr_docs:
                return list(analyzer.attr_docs["", name])
    return []
