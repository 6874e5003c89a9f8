"""Faults of the house's own, beside those that Cosmic Ray makes.

A rule is a value: its faults are another bearer, another fact, an argument left out. Each place
is changed once, to the next of what could stand there as far as types can tell.
"""

import enum
import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import ClassVar, Final, TypeAlias, get_args, get_type_hints

import attrs
from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Keyword, PythonNode
from parso.tree import NodeOrLeaf

import supervision_talk
from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.sheet import FactSheet
from supervision_talk.measures.forms import Duty, Requirement

__all__ = ["HouseFaults"]

Position: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


def _in_circle(names: Sequence[str]) -> dict[str, str]:
    """Give to each name the next; to one that is alone none."""
    return dict(zip(names, (*names[1:], names[0]), strict=True)) if len(names) > 1 else {}


def _facts(sheet: FactSheet) -> dict[str, str]:
    """Give to each fact of a sheet the next of the same type, recorded or not."""
    of_type: dict[object, list[str]] = {}
    for name, hint in get_type_hints(sheet._class).items():
        types = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        of_type.setdefault(frozenset(types) - {NoneType}, []).append(name)
    return {name: other for names in of_type.values() for name, other in _in_circle(names).items()}


def _others() -> Mapping[str, Mapping[str, str]]:
    """Give, by the name of an enumeration or a sheet, to each of its attributes another."""
    others: dict[str, Mapping[str, str]] = {}
    for room in ("audit", "calendar", "measures", "model"):
        package = importlib.import_module(f"{supervision_talk.__name__}.{room}")
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(each.name)).items():
                if isinstance(value, FactSheet):
                    others[name] = _facts(value)
                elif isinstance(value, type) and issubclass(value, enum.Enum):
                    others[name] = _in_circle(list(value.__members__))
    return others


_OTHERS: Final = _others()
_OPTIONAL: Final[Mapping[str, frozenset[str]]] = {
    class_.__name__: frozenset(
        field.name for field in attrs.fields(class_) if field.default is not attrs.NOTHING
    )
    for class_ in (Citation, Duty, Requirement)
}
"""What may be left out of a declaration."""
_OPPOSITES: Final = {"all": "any", "any": "all", "max": "min", "min": "max"}


class _HouseFault(Operator):
    """What an operator of ours has to say: which nodes below a node it changes, and how."""

    def found(self, node: PythonNode) -> list[NodeOrLeaf]:
        """Give what may be changed."""
        raise NotImplementedError

    def change(self, node: PythonNode, found: NodeOrLeaf) -> None:
        """Change it."""
        raise NotImplementedError

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Position]:
        """Give the places of what may be changed."""
        for each in self.found(node) if isinstance(node, PythonNode) else ():
            yield each.start_pos, each.end_pos

    def mutate(self, node: PythonNode, index: int) -> PythonNode:
        """Change it at one place."""
        self.change(node, self.found(node)[index])
        return node


class OtherAttribute(_HouseFault):
    """Put another member of an enumeration, or another fact of a sheet, in a name's place."""

    def found(self, node: PythonNode) -> list[NodeOrLeaf]:
        """Find an attribute of an enumeration or a sheet."""
        name, dot, attribute = _applied(node)
        others = _OTHERS.get(name, {}) if dot == "." else {}
        return [attribute] if attribute is not None and _text(attribute) in others else []

    def change(self, node: PythonNode, found: NodeOrLeaf) -> None:
        """Put the other name."""
        found.value = _OTHERS[_applied(node)[0]][found.value]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Show one of each."""
        return (
            Example("x = Bearer.COMMITTEE", "x = Bearer.TALKER"),
            Example("x = talk.kind.is_(y)", "x = talk.talker.is_(y)"),
        )


class ArgumentLeftOut(_HouseFault):
    """Leave an argument out of a declaration that has a default for it."""

    def found(self, node: PythonNode) -> list[NodeOrLeaf]:
        """Find the arguments."""
        name, bracket, arguments = _applied(node)
        if bracket != "(" or name not in _OPTIONAL or arguments.type != "arglist":
            return []
        return [
            each
            for each in arguments.children
            if each.type == "argument" and _text(each.children[0]) in _OPTIONAL[name]
        ]

    def change(self, node: PythonNode, found: NodeOrLeaf) -> None:
        """Leave one out, with the comma before it: something required stands first."""
        arguments = _applied(node)[2].children
        at = arguments.index(found)
        del arguments[at - 1 : at + 1]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Show an argument at the end, and one amid others."""
        return (
            Example("Citation(11, paragraph=1)", "Citation(11)"),
            Example("Duty(code=x, soft=True, due=None)", "Duty(code=x, due=None)"),
        )


class OppositeCall(_HouseFault):
    """Ask for all instead of any, for the least instead of the greatest, or the other way round."""

    def found(self, node: PythonNode) -> list[NodeOrLeaf]:
        """Find what is called."""
        name, bracket, _ = _applied(node)
        return [node.children[0]] if bracket == "(" and name in _OPPOSITES else []

    def change(self, node: PythonNode, found: NodeOrLeaf) -> None:  # noqa: ARG002
        """Put the other name."""
        found.value = _OPPOSITES[found.value]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Show one."""
        return (Example("any(x)", "all(x)"),)


class OppositeMembership(_HouseFault):
    """Ask for what is not in it instead of what is, or the other way round."""

    def found(self, node: PythonNode) -> list[NodeOrLeaf]:
        """Find the signs."""
        signs = node.children[1::2] if node.type == "comparison" else ()
        return [each for each in signs if _text(each) in {"in", "not in"}]

    def change(self, node: PythonNode, found: NodeOrLeaf) -> None:
        """Put the other sign."""
        other = "not in" if _text(found) == "in" else "in"
        at = node.children.index(found)
        node.children[at] = Keyword(other, found.start_pos, prefix=" ")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Show both."""
        return (Example("x in y", "x not in y"), Example("x not in y", "x in y"))


def _applied(node: PythonNode) -> tuple[str, str, NodeOrLeaf | None]:
    """Give a name, what follows it first ("." or a bracket), and what follows that."""
    if node.type in {"atom_expr", "power"}:
        name, trailer = node.children[:2]
        if name.type == "name" and trailer.type == "trailer":
            return name.value, trailer.children[0].value, trailer.children[1]
    return "", "", None


def _text(node: NodeOrLeaf) -> str:
    return node.get_code(include_prefix=False)


class HouseFaults:
    """The operators, as Cosmic Ray asks a provider for them."""

    OPERATORS: ClassVar = {
        each.__name__: each
        for each in (ArgumentLeftOut, OppositeCall, OppositeMembership, OtherAttribute)
    }

    def __iter__(self) -> Iterator[str]:
        return iter(self.OPERATORS)

    def __getitem__(self, name: str) -> type[Operator]:
        return self.OPERATORS[name]
