"""Conditions as values: small expressions over facts, in three-valued logic.

Why there are three values is explained in docs/explanation/unknown.md.

The one place where three-valued logic lives. A fact is known, or it is None: not recorded. An
expression over facts is true, false, or None, by Kleene's rules: a conjunction with something
false in it is false whatever is not recorded, and so on. Because a condition is a value, the
engine can say which facts a verdict rests on and which fields are missing, the documentation can
print it, and `truth` and `falsehood` turn it into plain Python: two Boolean expressions, one that
is true where the condition is true, one that is true where it is false. Where neither is, the
answer is unknown.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, cast

from supervision_talk._values import frozen
from supervision_talk.model.vocabulary import Word
from supervision_talk.wording import Wording

__all__ = [
    "ALWAYS",
    "All",
    "AnyOf",
    "Comparison",
    "Expression",
    "FactName",
    "Facts",
    "Not",
    "Recorded",
    "Sign",
    "falsehood_test",
]

Facts = tuple[object, ...]
"""The facts about one subject: a named tuple with a field for each; None: not recorded."""

Sign = Callable[[object], str]
"""Gives the name under which generated source finds a constant."""


class Expression(ABC):
    """A condition over the facts about a subject; combine them with ``&``, ``|`` and ``~``."""

    __slots__ = ()

    @abstractmethod
    def evaluate(self, facts: Facts) -> bool | None:
        """Tell whether the condition is true or false of these facts; None: unknown."""

    @abstractmethod
    def unrecorded(self, facts: Facts) -> Iterator[str]:
        """Name the facts whose absence keeps the answer unknown; none where it is known."""

    @abstractmethod
    def names(self) -> Iterator[str]:
        """Name the facts that the condition reads, in the order of reading."""

    @abstractmethod
    def truth(self, sign: Sign) -> str:
        """Write Python that is true where the condition is true of the facts ``f``."""

    @abstractmethod
    def falsehood(self, sign: Sign) -> str:
        """Write Python that is true where the condition is false of the facts ``f``."""

    @abstractmethod
    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the condition in Chinese and English, given how each fact is called."""

    def denied(self, words: Mapping[str, Wording]) -> Wording:
        """Say that the condition does not hold."""
        worded = self.worded(words)
        return Wording(zh=f"并非{worded.zh}", en=f"not ({worded.en})")

    def __and__(self, other: "Expression") -> "Expression":
        """Give the condition that both hold."""
        return All((*_parts(self, All), *_parts(other, All)))

    def __or__(self, other: "Expression") -> "Expression":
        """Give the condition that at least one holds."""
        return AnyOf((*_parts(self, AnyOf), *_parts(other, AnyOf)))

    def __invert__(self) -> "Expression":
        """Give the condition that this one does not hold."""
        return Not(self)


def _parts(expression: Expression, joined: "type[All | AnyOf]") -> "tuple[Expression, ...]":
    return expression.parts if isinstance(expression, joined) else (expression,)


@frozen
class _Joint(Expression):
    """What conjunctions and disjunctions share: their parts."""

    parts: tuple[Expression, ...]

    def unrecorded(self, facts: Facts) -> Iterator[str]:
        """Name what the unknown parts miss."""
        if self.evaluate(facts) is None:
            for part in self.parts:
                yield from part.unrecorded(facts)

    def names(self) -> Iterator[str]:
        """Name the facts of all parts."""
        for part in self.parts:
            yield from part.names()

    def denied(self, words: Mapping[str, Wording]) -> Wording:
        """Deny the parts' wordings together."""
        worded = self.worded(words)
        return Wording(zh=f"并非（{worded.zh}）", en=f"not ({worded.en})")


@frozen
class All(_Joint):
    """Every part holds. Of no parts: always."""

    def evaluate(self, facts: Facts) -> bool | None:
        """Give false if a part is false, else unknown if one is unknown, else true."""
        answers = [part.evaluate(facts) for part in self.parts]
        return False if False in answers else None if None in answers else True

    def truth(self, sign: Sign) -> str:
        """Write that every part is true."""
        return _joined(" and ", [part.truth(sign) for part in self.parts], "True")

    def falsehood(self, sign: Sign) -> str:
        """Write that some part is false."""
        return _joined(" or ", [part.falsehood(sign) for part in self.parts], "False")

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Join the parts' wordings."""
        if not self.parts:
            return Wording(zh="一律适用", en="always")
        parts = [_bracketed(part, words) for part in self.parts]
        return _listed(parts, "，并且", ", and ")


@frozen
class AnyOf(_Joint):
    """At least one part holds."""

    def evaluate(self, facts: Facts) -> bool | None:
        """Give true if a part is true, else unknown if one is unknown, else false."""
        answers = [part.evaluate(facts) for part in self.parts]
        return True if True in answers else None if None in answers else False

    def truth(self, sign: Sign) -> str:
        """Write that some part is true."""
        return _joined(" or ", [part.truth(sign) for part in self.parts], "False")

    def falsehood(self, sign: Sign) -> str:
        """Write that every part is false."""
        return _joined(" and ", [part.falsehood(sign) for part in self.parts], "True")

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Join the parts' wordings."""
        parts = [_bracketed(part, words) for part in self.parts]
        return _listed(parts, "，或者", ", or ")


@frozen
class Not(Expression):
    """The part does not hold."""

    part: Expression

    def evaluate(self, facts: Facts) -> bool | None:
        """Turn the part's answer round; unknown stays unknown."""
        answer = self.part.evaluate(facts)
        return None if answer is None else not answer

    def unrecorded(self, facts: Facts) -> Iterator[str]:
        """Name what the part misses."""
        return self.part.unrecorded(facts)

    def names(self) -> Iterator[str]:
        """Name the part's facts."""
        return self.part.names()

    def truth(self, sign: Sign) -> str:
        """Write that the part is false."""
        return self.part.falsehood(sign)

    def falsehood(self, sign: Sign) -> str:
        """Write that the part is true."""
        return self.part.truth(sign)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Deny the part's wording."""
        return self.part.denied(words)


@frozen
class FactName(Expression):
    """A fact by its name; by itself the condition that a yes-or-no fact is yes.

    Attributes:
        name: the fact's name on its sheet.
        certain: whether the fact is never unrecorded.
    """

    name: str
    certain: bool = False

    def is_(self, value: str | int) -> "Comparison":
        """Give the condition that the fact is this value."""
        return Comparison(self, "is", value)

    def is_in(self, *values: str) -> "Comparison":
        """Give the condition that the fact is one of these values."""
        return Comparison(self, "is_in", frozenset(values))

    def at_least(self, number: int) -> "Comparison":
        """Give the condition that the fact is this number or more."""
        return Comparison(self, "at_least", number)

    def on_or_before(self, other: "FactName") -> "Comparison":
        """Give the condition that this date is not after that one."""
        return Comparison(self, "on_or_before", other)

    def include(self, *values: str) -> "Comparison":
        """Give the condition that the fact, a set, has all of these values."""
        return Comparison(self, "include", frozenset(values))

    def is_recorded(self) -> "Recorded":
        """Give the condition that the fact is recorded; never unknown."""
        return Recorded(self)

    def value(self, facts: Facts) -> object:
        """Give the fact itself; None: not recorded."""
        return cast("object", getattr(facts, self.name))

    def day(self, facts: Facts) -> date | None:
        """Give the fact, which is a date; None: not recorded."""
        return cast("date | None", getattr(facts, self.name))

    def evaluate(self, facts: Facts) -> bool | None:
        """Give the fact, which is a yes or a no."""
        value = self.value(facts)
        return None if value is None else bool(value)

    def unrecorded(self, facts: Facts) -> Iterator[str]:
        """Name the fact if it is not recorded."""
        if self.value(facts) is None:
            yield self.name

    def names(self) -> Iterator[str]:
        """Name the fact."""
        yield self.name

    def truth(self, sign: Sign) -> str:  # noqa: ARG002 - no constants here
        """Write that the fact is yes."""
        return f"f.{self.name}"

    def falsehood(self, sign: Sign) -> str:  # noqa: ARG002 - no constants here
        """Write that the fact is no, which is more than not known to be yes."""
        return f"not f.{self.name}" if self.certain else f"f.{self.name} is False"

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Give what the fact is called."""
        return words[self.name]


@frozen
class Recorded(Expression):
    """The fact is recorded: true or false, never unknown."""

    fact: FactName

    def evaluate(self, facts: Facts) -> bool:
        """Tell whether the fact is recorded."""
        return self.fact.value(facts) is not None

    def unrecorded(self, facts: Facts) -> Iterator[str]:  # noqa: ARG002 - never unknown
        """Name nothing: the answer is known."""
        return iter(())

    def names(self) -> Iterator[str]:
        """Name the fact."""
        yield self.fact.name

    def truth(self, sign: Sign) -> str:  # noqa: ARG002 - no constants here
        """Write that the fact is recorded."""
        return f"f.{self.fact.name} is not None"

    def falsehood(self, sign: Sign) -> str:  # noqa: ARG002 - no constants here
        """Write that it is not."""
        return f"f.{self.fact.name} is None"

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say that the fact is recorded."""
        fact = words[self.fact.name]
        return Wording(zh=f"已登记{fact.zh}", en=f"{fact.en} is recorded")

    def denied(self, words: Mapping[str, Wording]) -> Wording:
        """Say that it is not."""
        fact = words[self.fact.name]
        return Wording(zh=f"没有登记{fact.zh}", en=f"{fact.en} is not recorded")


@frozen
class _Relation:
    """A relation between a known fact and an operand: in Python, as source, and in words."""

    holds: Callable[[object, object], bool]
    source: str
    denied: str
    wording: Wording
    denied_wording: Wording


def _at_least(value: object, operand: object) -> bool:
    return cast("int", value) >= cast("int", operand)


def _is_in(value: object, operand: object) -> bool:
    return value in cast("frozenset[object]", operand)


def _on_or_before(value: object, operand: object) -> bool:
    return cast("int", value) <= cast("int", operand)


_RELATIONS: Final = {
    "is": _Relation(
        operator.eq,
        "{} == {}",
        "{} != {}",
        Wording(zh="{}是{}", en="{} is {}"),
        Wording(zh="{}不是{}", en="{} is not {}"),
    ),
    "is_in": _Relation(
        _is_in,
        "{} in {}",
        "{} not in {}",
        Wording(zh="{}是{}之一", en="{} is one of {}"),
        Wording(zh="{}不是{}之一", en="{} is none of {}"),
    ),
    "at_least": _Relation(
        _at_least,
        "{} >= {}",
        "{} < {}",
        Wording(zh="{}不少于{}", en="{} is at least {}"),
        Wording(zh="{}少于{}", en="{} is less than {}"),
    ),
    "on_or_before": _Relation(
        _on_or_before,
        "{} <= {}",
        "{} > {}",
        Wording(zh="{}不晚于{}", en="{} is not after {}"),
        Wording(zh="{}晚于{}", en="{} is after {}"),
    ),
    "include": _Relation(
        _at_least,
        "{} >= {}",
        "not {} >= {}",
        Wording(zh="{}包括{}", en="{} include {}"),
        Wording(zh="{}没有包括全部：{}", en="{} do not include all of {}"),
    ),
}


@frozen
class Comparison(Expression):
    """A relation between a fact and a value or another fact; unknown where either is."""

    fact: FactName
    relation: str
    operand: str | int | frozenset[str] | FactName

    def _facts(self) -> tuple[FactName, ...]:
        if isinstance(self.operand, FactName):
            return (self.fact, self.operand)
        return (self.fact,)

    def evaluate(self, facts: Facts) -> bool | None:
        """Compare, if what is compared is recorded."""
        if any(fact.value(facts) is None for fact in self._facts()):
            return None
        operand = self.operand
        other = operand.value(facts) if isinstance(operand, FactName) else operand
        return _RELATIONS[self.relation].holds(self.fact.value(facts), other)

    def unrecorded(self, facts: Facts) -> Iterator[str]:
        """Name what is compared and not recorded."""
        for fact in self._facts():
            yield from fact.unrecorded(facts)

    def names(self) -> Iterator[str]:
        """Name the facts that are compared."""
        for fact in self._facts():
            yield fact.name

    def truth(self, sign: Sign) -> str:
        """Write that the relation holds."""
        return self._guarded(_RELATIONS[self.relation].source, sign)

    def falsehood(self, sign: Sign) -> str:
        """Write that it is known not to hold."""
        return self._guarded(_RELATIONS[self.relation].denied, sign)

    def _guarded(self, source: str, sign: Sign) -> str:
        operand = self.operand
        other = f"f.{operand.name}" if isinstance(operand, FactName) else sign(operand)
        guards = [f"f.{fact.name} is not None" for fact in self._facts() if not fact.certain]
        return _joined(" and ", [*guards, source.format(f"f.{self.fact.name}", other)], "True")

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the relation."""
        return self._said(_RELATIONS[self.relation].wording, words)

    def denied(self, words: Mapping[str, Wording]) -> Wording:
        """Say that it does not hold."""
        return self._said(_RELATIONS[self.relation].denied_wording, words)

    def _said(self, relation: Wording, words: Mapping[str, Wording]) -> Wording:
        fact = words[self.fact.name]
        other = _operand_worded(self.operand, words)
        return Wording(
            zh=relation.zh.format(fact.zh, other.zh), en=relation.en.format(fact.en, other.en)
        )


ALWAYS: Final = All(())
"""The condition of a rule that applies to every subject it is about."""


def falsehood_test(expression: Expression) -> Callable[[Facts], bool]:
    """Compile a condition to a test that is true of the facts of which it is false.

    >>> from typing import NamedTuple
    >>> class Answers(NamedTuple):
    ...     held: bool | None
    >>> is_false = falsehood_test(FactName("held"))
    >>> is_false(Answers(held=False)), is_false(Answers(held=None))
    (True, False)
    """
    constants: dict[object, str] = {}
    source = expression.falsehood(lambda value: constants.setdefault(value, f"c{len(constants)}"))
    names = {name: value for value, name in constants.items()}
    return cast("Callable[[Facts], bool]", eval(f"lambda f: {source}", names))  # noqa: S307 - our own source


def _operand_worded(
    operand: str | int | frozenset[str] | FactName, words: Mapping[str, Wording]
) -> Wording:
    if isinstance(operand, FactName):
        return words[operand.name]
    if isinstance(operand, Word):
        return Wording(zh=operand.chinese, en=operand.value)
    if isinstance(operand, frozenset):
        each = [_operand_worded(one, words) for one in sorted(operand, key=_place_in_vocabulary)]
        return _listed(each, "、", ", ")
    return Wording(zh=str(operand), en=str(operand))


def _place_in_vocabulary(value: str) -> tuple[int, str]:
    """Order words as their vocabulary lists them: steps as they are taken."""
    return (list(type(value)).index(value) if isinstance(value, Word) else 0, value)


def _bracketed(part: Expression, words: Mapping[str, Wording]) -> Wording:
    wording = part.worded(words)
    if isinstance(part, (All, AnyOf)) and len(part.parts) > 1:
        return Wording(zh=f"（{wording.zh}）", en=f"({wording.en})")
    return wording


def _listed(wordings: Iterable[Wording], zh: str, en: str) -> Wording:
    each = list(wordings)
    return Wording(zh=zh.join(one.zh for one in each), en=en.join(one.en for one in each))


def _joined(by: str, sources: Iterable[str], of_none: str) -> str:
    each = list(sources)
    if not each:
        return of_none
    return each[0] if len(each) == 1 else "(" + by.join(each) + ")"
