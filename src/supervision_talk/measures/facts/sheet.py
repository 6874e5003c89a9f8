"""What a fact is, and the sheet on which the facts about one kind of subject stand.

A sheet is a named tuple: one field a fact, its type with None where it may be unrecorded, and
beside it, in `Annotated`, what the fact is called and which fields of the records are missing
where it is None. `FactSheet` makes of each fact a name from which rules build their conditions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from types import NoneType
from typing import Final, TypeVar, cast, get_args, get_type_hints

import attrs

from supervision_talk._values import frozen
from supervision_talk.measures.expressions import FactName, Facts
from supervision_talk.measures.policy import Policy
from supervision_talk.model import Register
from supervision_talk.model.vocabulary import Word
from supervision_talk.wording import Wording

__all__ = [
    "NEVER",
    "NOBODY",
    "Fact",
    "FactSheet",
    "Inquiry",
    "Stated",
    "called",
    "happened",
    "has_fact",
    "made_of_values",
    "missing_fields",
    "named",
    "places",
    "state",
    "subjects_of",
    "value_worded",
    "wordings",
]

NamedT = TypeVar("NamedT", bound=Facts)

NEVER: Final = date.max
"""A date that was not recorded, where what is not recorded is read as not happened."""

NOBODY: Final = ""
"""A word or an id that was not recorded, where what is not recorded is read as nobody."""

Stated = tuple[object, ...]
"""The values of all facts about a subject, in the order of their sheet; named or not."""

DerivedT = TypeVar("DerivedT")

SubjectT = TypeVar("SubjectT")


@frozen(eq=False)
class Fact:
    """What a fact is called, and which fields are missing where it is not recorded.

    Attributes:
        zh, en: what it is called.
        missing: the field that is missing where the fact is None; or several, each with the fact
            that is None or no where that field is. A field may have ``{places}`` for facts.
    """

    zh: str
    en: str
    missing: str | Mapping[str, str] = ""


class FactSheet:
    """The facts about one kind of subject; as attributes their names, for conditions.

    Arguments:
        facts: the named tuple.
        subjects: gives the subjects of a committee, each at home with one committee only, so
            that committees can be audited apart.
        state: states the facts about a subject: as the named tuple, or the same values in the same
            order as a plain one, which is made in half the time.
        called: what messages call a subject; None: as the Measures' own kind of subject is
            called, or by its type.

    Raises:
        AttributeError: a name that is no fact of the sheet.
    """

    def __init__(
        self,
        facts: type[Facts],
        *,
        subjects: "Callable[[Inquiry, str], Iterable[SubjectT]]",
        state: "Callable[[Inquiry, SubjectT], Stated]",
        called: Wording | None = None,
    ) -> None:
        self._class = facts
        self._called = called
        self._subjects: Callable[[Inquiry, str], Iterable[object]] = subjects
        self._state = cast("Callable[[Inquiry, object], Stated]", state)
        self._named = made_of_values(facts)
        hints = get_type_hints(facts, include_extras=True)
        self._facts: dict[str, Fact] = {}
        self._names: dict[str, FactName] = {}
        self._vocabularies: dict[str, type[Word] | None] = {}
        for name, hint in hints.items():
            type_, fact = get_args(hint)
            self._facts[name] = fact
            self._vocabularies[name] = _vocabulary_of(type_)
            self._names[name] = FactName(name, certain=NoneType not in get_args(type_))

    def __getattr__(self, name: str) -> FactName:
        """Give a fact's name."""
        if name.startswith("_") or name not in self._names:
            raise AttributeError(f"{self._class.__name__} has no fact {name!r}")
        return self._names[name]

    def __repr__(self) -> str:
        return f"FactSheet({self._class.__name__})"


def subjects_of(sheet: FactSheet, inquiry: "Inquiry", committee: str) -> Iterable[object]:
    """Give the subjects that are at home with a committee."""
    return sheet._subjects(inquiry, committee)


def state(sheet: FactSheet) -> "Callable[[Inquiry, object], Stated]":
    """Give what states the facts about a subject."""
    return sheet._state


def named(sheet: FactSheet, stated: Stated) -> Facts:
    """Give facts that were stated, to be asked for by name."""
    return stated if isinstance(stated, sheet._class) else sheet._named(stated)


def places(sheet: FactSheet, names: Iterable[str]) -> list[int]:
    """Give where facts of these names stand among those that are stated."""
    order = list(sheet._facts)
    return [order.index(name) for name in names]


def called(sheet: FactSheet) -> Wording | None:
    """Give what messages call a subject of a sheet, if the sheet says."""
    return sheet._called


def has_fact(sheet: FactSheet, name: str) -> bool:
    """Tell whether a sheet has a fact of this name."""
    return name in sheet._facts


def wordings(sheet: FactSheet) -> Mapping[str, Wording]:
    """Give what each fact of a sheet is called."""
    return {name: Wording(zh=fact.zh, en=fact.en) for name, fact in sheet._facts.items()}


def value_worded(sheet: FactSheet, name: str, value: object) -> Wording:
    """Say the value that a finding shows of a fact: the word of a closed list in Chinese, too.

    >>> from supervision_talk.measures.facts.circumstance import circumstance
    >>> value_worded(circumstance, "category", "petitions").zh
    '信访举报'
    """
    vocabulary = sheet._vocabularies[name]
    if vocabulary is not None and isinstance(value, str):
        return Wording(zh=next(each.chinese for each in vocabulary if each == value), en=value)
    return Wording(zh=str(value), en=str(value))


def _vocabulary_of(type_: object) -> type[Word] | None:
    """Give the closed list that a fact's values are of; None: they are of none."""
    if isinstance(type_, type) and issubclass(type_, Word):
        return type_
    found = map(_vocabulary_of, get_args(type_))
    return next((each for each in found if each is not None), None)


def missing_fields(sheet: FactSheet, name: str, facts: Facts) -> Iterator[str]:
    """Name the fields of the records that are missing where a fact is not recorded."""
    missing = sheet._facts[name].missing
    if isinstance(missing, str):
        fields = [missing]
    else:
        fields = [field for field, shown in missing.items() if not _shown(facts, shown)]
    for field in fields:
        yield field.format_map(_Places(facts))


def _shown(facts: Facts, name: str) -> bool:
    value = getattr(facts, name)
    return value is not None and value is not False


class _Places(dict[str, object]):
    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts

    def __missing__(self, name: str) -> object:
        return getattr(self.facts, name)


@frozen(kw_only=True)
class Inquiry:
    """What is asked, of what, as of when: the same for every fact of an audit.

    Attributes:
        register: where to look.
        as_of: what is dated after it has not happened yet.
        policy: where the Measures are silent.
        complete: whether what is not recorded is read as not done (policy `not_recorded`): null
            is then false, empty, nobody, or not happened.
    """

    register: Register
    as_of: date
    policy: Policy
    complete: bool = False
    _derived: dict[object, object] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _at_hand: dict[str, dict[object, object]] = attrs.field(
        factory=dict, init=False, repr=False, eq=False
    )

    def derived(self, build: "Callable[[Inquiry], DerivedT]") -> DerivedT:
        """Give what `build` makes of this inquiry, made once and kept as long as it.

        For what several sheets share and the day or the policy decides.
        """
        derived = self._derived
        if build not in derived:
            derived[build] = build(self)
        made: DerivedT = derived[build]  # type: ignore[assignment] # what that function makes
        return made

    def of_committee(self, committee: str, build: "Callable[[Inquiry, str], DerivedT]") -> DerivedT:
        """Give what `build` makes of a committee, kept until another committee is asked about.

        For what is asked of one committee several times: committees come one after the other.
        """
        made: DerivedT  # what that function makes
        try:
            made = self._at_hand[committee][build]  # type: ignore[assignment]
        except KeyError:
            if committee not in self._at_hand:
                self._at_hand.clear()
            made = build(self, committee)
            self._at_hand.setdefault(committee, {})[build] = made
        return made


def made_of_values(named: type[NamedT]) -> Callable[[tuple[object, ...]], NamedT]:
    """Give what makes a named tuple of all its values, in the order of its fields.

    Its own constructor is Python's, and would take as long as a rule in the path of every talk.

    >>> from typing import NamedTuple
    >>> class Pair(NamedTuple):
    ...     one: int
    ...     other: int
    >>> made_of_values(Pair)((1, 2))
    Pair(one=1, other=2)
    """
    return cast("Callable[[tuple[object, ...]], NamedT]", partial(tuple.__new__, named))


def happened(day: date | None, as_of: date) -> date | None:
    """Give the day of an event that has happened by `as_of`; else None."""
    return day if day is not None and day <= as_of else None
