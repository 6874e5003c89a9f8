"""The two forms of a rule: a requirement (a state that must hold) and a duty (an act by a date).

A rule is a value, declared once, beside its article. From that one declaration come the verdict,
the entry in the calendar of obligations, the explanation, the page in the reference and the row
in the test matrix. A host's own rules are declared in the same two forms.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import NoneType
from typing import Final, Self

import attrs

from supervision_talk._values import frozen
from supervision_talk.calendar import Counting, DueDate
from supervision_talk.errors import InvalidRuleSet, Mistake, wanted
from supervision_talk.measures.articles import Citation
from supervision_talk.measures.expressions import ALWAYS, Expression, FactName, Facts
from supervision_talk.measures.facts.sheet import FactSheet, has_fact
from supervision_talk.measures.policy import Period, Policy
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.wording import Wording

__all__ = [
    "DaysAfterByPolicy",
    "Due",
    "DueWherePolicySays",
    "Duty",
    "LaterOf",
    "MonthsAfter",
    "OnDate",
    "PeriodAfter",
    "Requirement",
    "Rule",
    "RuleSet",
    "WorkdaysAfter",
    "fact_names",
]


class Due(ABC):
    """By when something is due, as a value: computed from dates among the facts alone."""

    __slots__ = ()

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """Name the facts that the date depends on."""

    @abstractmethod
    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:
        """Give the due date; None: there is none."""

    @abstractmethod
    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say when it is due, given how each fact is called."""


@frozen
class PeriodAfter(Due):
    """One of the two periods of Art. 11, as the policy has it, after an event."""

    event: FactName
    period: Period

    def names(self) -> tuple[str, ...]:
        """Name the event."""
        return (self.event.name,)

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:
        """Count the period."""
        day = self.event.day(facts)
        return None if day is None else policy.period_after(day, self.period, counting)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the period."""
        event = words[self.event.name]
        if self.period is Period.MEASURES:
            return Wording(zh=f"{event.zh}后1个月内（M1）", en=f"one month after {event.en} (M1)")
        return Wording(zh=f"{event.zh}后3个月内（M3）", en=f"three months after {event.en} (M3)")


@frozen
class MonthsAfter(Due):
    """A number of months after an event."""

    event: FactName
    months: int

    def names(self) -> tuple[str, ...]:
        """Name the event."""
        return (self.event.name,)

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:  # noqa: ARG002
        """Count the months."""
        day = self.event.day(facts)
        return None if day is None else counting.months_after(day, self.months)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the months."""
        event = words[self.event.name]
        return Wording(
            zh=f"{event.zh}后{self.months}个月内",
            en=f"{self.months} {'month' if self.months == 1 else 'months'} after {event.en}",
        )


@frozen
class WorkdaysAfter(Due):
    """A number of workdays after an event; no period of the Measures, but local rules have such."""

    event: FactName
    workdays: int

    def names(self) -> tuple[str, ...]:
        """Name the event."""
        return (self.event.name,)

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:  # noqa: ARG002
        """Count the workdays."""
        day = self.event.day(facts)
        return None if day is None else counting.workdays_after(day, self.workdays)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the workdays."""
        event = words[self.event.name]
        return Wording(
            zh=f"{event.zh}后{self.workdays}个工作日内",
            en=f"{self.workdays} workdays after {event.en}",
        )


@frozen
class DaysAfterByPolicy(Due):
    """As many days after an event as a value of the policy says; without one, no date."""

    event: FactName
    value: str

    def names(self) -> tuple[str, ...]:
        """Name the event."""
        return (self.event.name,)

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:
        """Count the days, if there is a number."""
        day = self.event.day(facts)
        days = policy.values()[self.value]
        return None if day is None or type(days) is not int else counting.days_after(day, days)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say which value decides."""
        event = words[self.event.name]
        return Wording(
            zh=f"{event.zh}后，天数由政策值{self.value}设定；未设定则没有期限",
            en=f"days after {event.en} as {self.value} of the policy says; null: no date",
        )


@frozen
class OnDate(Due):
    """A date among the facts: fixed, not counted, never moved."""

    date: FactName

    def names(self) -> tuple[str, ...]:
        """Name the date."""
        return (self.date.name,)

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:  # noqa: ARG002
        """Give the date."""
        day = self.date.day(facts)
        return None if day is None else DueDate.fixed(day)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the date."""
        return words[self.date.name]


@frozen
class LaterOf(Due):
    """The later of two due dates, nominal and effective taken together."""

    one: Due
    other: Due

    def names(self) -> tuple[str, ...]:
        """Name the facts of both."""
        return (*self.one.names(), *self.other.names())

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:
        """Compare them; one that is not there is not compared."""
        both = (self.one.due(facts, policy, counting), self.other.due(facts, policy, counting))
        there = [each for each in both if each is not None]
        return max(there, key=lambda each: (each.nominal, each.effective), default=None)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say both."""
        one, other = self.one.worded(words), self.other.worded(words)
        return Wording(
            zh=f"{one.zh}与{other.zh}中较晚者", en=f"the later of {one.en} and {other.en}"
        )


@frozen
class DueWherePolicySays(Due):
    """A due date that counts only where a value of the policy is a certain word."""

    value: str
    word: str
    where: Due

    def names(self) -> tuple[str, ...]:
        """Name the facts of the date."""
        return self.where.names()

    def due(self, facts: Facts, policy: Policy, counting: Counting) -> DueDate | None:
        """Give the date, if it counts."""
        if policy.values()[self.value] != self.word:
            return None
        return self.where.due(facts, policy, counting)

    def worded(self, words: Mapping[str, Wording]) -> Wording:
        """Say the date and when it counts."""
        where = self.where.worded(words)
        return Wording(
            zh=f"{where.zh}（政策值{self.value}为{self.word}时；否则没有期限）",
            en=f"{where.en} (where {self.value} of the policy is {self.word}; else no date)",
        )


@frozen(kw_only=True)
class Rule:
    """What both forms of a rule declare.

    Attributes:
        code: "ST", article, number.
        name: what it requires, in a few words with hyphens.
        article: where it stands.
        bearer: who answers for it.
        about: the sheet of facts of its subject.
        when: which subjects it applies to; where this is false it says nothing.
        force: None: as the committee is bound (Art. 2); else the same for all.
        by_reference_when: subjects for which it binds by reference only.
        accountability: the item of Art. 17 under which a violation is a ground to examine.
        shows: facts that a finding names besides those it rests on, if they are recorded.
        norm: what is to be, as a sentence's core ("the talker is …").
        remedy: what to do where it is not so.
        source: for a rule that is not of the Measures, the text that it is of.
    """

    code: str
    name: str
    article: Citation
    bearer: Bearer
    about: FactSheet
    when: Expression = ALWAYS
    force: Force | None = None
    by_reference_when: Expression | None = None
    accountability: int | None = None
    shows: tuple[FactName, ...] = ()
    norm: Wording
    remedy: Wording
    source: Wording | None = None

    @property
    def ground(self) -> int:
        """The item of Art. 17 under which a violation is a ground to examine: 1 to 4."""
        if self.accountability is not None:
            return self.accountability
        return 1 if self.bearer in _LEADERS else 4

    def __repr__(self) -> str:
        """Show what the rule is called; all that it declares stands in the reference."""
        return f"{type(self).__name__}({self.code} {self.name})"

    def expressions(self) -> Iterator[Expression]:
        """Give the conditions that a verdict rests on."""
        yield self.when
        if self.by_reference_when is not None:
            yield self.by_reference_when

    @cached_property
    def rests_on(self) -> tuple[str, ...]:
        """The names of the facts that a verdict rests on, each once."""
        return tuple(dict.fromkeys(self._names()))

    def _names(self) -> Iterator[str]:
        for expression in self.expressions():
            yield from expression.names()


_LEADERS: Final = frozenset({Bearer.COMMITTEE, Bearer.TALKER, Bearer.SECRETARY})


@frozen(kw_only=True, repr=False)
class Requirement(Rule):
    """A state that must hold.

    Attributes:
        requires: the state.
    """

    requires: Expression

    @property
    def respected(self) -> Expression:
        """The condition that the rule does not apply or what it requires holds.

        It is false of the subjects that violate the rule, and of no others.
        """
        return self.requires if self.when is ALWAYS else ~self.when | self.requires

    def expressions(self) -> Iterator[Expression]:
        """Give the conditions that a verdict rests on."""
        yield from super().expressions()
        yield self.requires


@frozen(kw_only=True, repr=False)
class Duty(Rule):
    """An act that is due by a date.

    Attributes:
        done: whether the act is done. Where it is unknown, the duty is pending until the due
            date and unknown afterwards.
        done_on: the day of the act; a fact that is None where the act has no date.
        provided: what the act must be like to count. A done act that is not so violates the duty
            at once.
        due: by when; None: without a date, pending until done.
        soft: whether the due date only separates pending from violated.
        overdue: where given, what makes an act that is not done a violation, instead of the
            effective due date's having passed.
        lapses_on: a day among the facts; where the act is not done and the day came before the
            effective due date, or there is no due date, nothing is owed any more.
        owed_to: the organization that receives the act; None: nobody in particular.
    """

    done: Expression
    done_on: FactName | None
    provided: Expression = ALWAYS
    due: Due | None
    soft: bool = False
    overdue: Expression | None = None
    lapses_on: FactName | None = None
    owed_to: FactName | None = None

    def expressions(self) -> Iterator[Expression]:
        """Give the conditions that a verdict rests on."""
        yield from super().expressions()
        yield self.done
        yield self.provided
        if self.overdue is not None:
            yield self.overdue

    def _names(self) -> Iterator[str]:
        yield from super()._names()
        if self.done_on is not None:
            yield self.done_on.name
        if self.due is not None:
            yield from self.due.names()


@frozen(eq=False)
class RuleSet:
    """Rules that are applied together, in order: the Measures', a province's, a host's.

    Attributes:
        name: a name with a version; part of the digest.
        rules: in the order of reports.

    Raises:
        InvalidRuleSet: a code stands twice, a rule names a fact its sheet does not have, or a
            field of a rule is not what its form declares; every mistake is named.

    >>> from supervision_talk.measures import MEASURES
    >>> MEASURES["ST0702"].name
    'individual-talk'
    """

    name: str
    rules: tuple[Rule, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse rules that cannot stand, alone or together."""
        mistakes = [] if _is_name(self.name) else [Mistake("name", wanted(_A_NAME))]
        given: object = self.rules
        if isinstance(given, (tuple, list)):
            object.__setattr__(self, "rules", tuple(given))
            mistakes += _mistakes(self.rules)
        else:
            mistakes.append(Mistake("rules", wanted(_RULES)))
        if mistakes:
            raise InvalidRuleSet("rule set", mistakes)

    def __repr__(self) -> str:
        """Show the name: a rule set is a default in many a signature."""
        return f"RuleSet({self.name}: {len(self.rules)} rules)"

    def __getitem__(self, code: str) -> Rule:
        """Give the rule of a code.

        Raises:
            KeyError: there is none.
        """
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise KeyError(code)

    def __contains__(self, code: str) -> bool:
        """Tell whether there is a rule of this code."""
        return any(rule.code == code for rule in self.rules)

    def about(self, sheet: FactSheet) -> tuple[Rule, ...]:
        """Give the rules about one kind of subject, in order."""
        return tuple(rule for rule in self.rules if rule.about is sheet)

    @cached_property
    def duties(self) -> "RuleSet":
        """The duties among the rules, as a rule set; what is owed is told from them alone."""
        return RuleSet(self.name, tuple(rule for rule in self.rules if isinstance(rule, Duty)))

    def adding(self, name: str, *rules: Rule) -> Self:
        """Give a rule set of another name with further rules at the end.

        Raises:
            InvalidRuleSet: as when it is made of all of them.
        """
        return attrs.evolve(self, name=name, rules=(*self.rules, *rules))

    def replacing(self, name: str, *rules: Rule) -> Self:
        """Give a rule set of another name in which each of these stands for that of its code.

        Raises:
            InvalidRuleSet: as for `adding`.
            KeyError: a code that the rule set does not have.
        """
        by_code = {rule.code: rule for rule in RuleSet(name, rules).rules}
        for code in by_code:
            self[code]
        return attrs.evolve(
            self, name=name, rules=tuple(by_code.get(rule.code, rule) for rule in self.rules)
        )


def _mistakes(rules: Iterable[object]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if not isinstance(rule, (Requirement, Duty)):
            yield Mistake(f"rules[{index}]", wanted(_A_RULE))
            continue
        told = list(_mistakes_in(rule, f"rules[{index}]"))
        yield from told
        if told:
            continue
        if rule.code in seen:
            expected = Wording(
                zh="应为其他规则没有用过的代码", en="expected a code that no other rule has"
            )
            yield Mistake(rule.code, expected)
        seen.add(rule.code)
        for name in fact_names(rule):
            if not has_fact(rule.about, name):
                expected = Wording(
                    zh=f"应只用其主体自己的事实；没有{name!r}",
                    en=f"expected facts of its own sheet; {name!r} is not there",
                )
                yield Mistake(rule.code, expected)


def _mistakes_in(rule: Rule, place: str) -> Iterator[Mistake]:
    """Name what of a rule is not of the kind that its form declares."""
    if _is_code(rule.code):
        place = rule.code
    else:
        yield Mistake(f"{place}.code", wanted(_A_CODE))
    if not _is_name(rule.name):
        yield Mistake(f"{place}.name", wanted(_A_NAME))
    if rule.accountability not in _ITEMS:
        yield Mistake(f"{place}.accountability", wanted(_AN_ITEM))
    if not _are_facts(rule.shows):
        yield Mistake(f"{place}.shows", wanted(_FACTS))
    of_its_form = _OF_DUTIES if isinstance(rule, Duty) else _OF_REQUIREMENTS
    for field, (types, expected) in {**_OF_RULES, **of_its_form}.items():
        if not isinstance(getattr(rule, field), types):
            yield Mistake(f"{place}.{field}", wanted(expected))


def _is_code(code: object) -> bool:
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name.isprintable() and name.strip() == name != ""


def _or_none(expected: Wording) -> Wording:
    return Wording(zh=f"{expected.zh}，或者None", en=f"{expected.en}, or None")


def _are_facts(shown: object) -> bool:
    return isinstance(shown, tuple) and all(isinstance(each, FactName) for each in shown)


_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_ITEMS: Final = (None, 1, 2, 3, 4)

_A_RULE: Final = Wording(zh="Requirement或者Duty", en="a Requirement or a Duty")
_RULES: Final = Wording(zh="规则的元组或者列表", en="a tuple or a list of rules")
_A_CODE: Final = Wording(
    zh="字母开头的字母、数字和连字符，例如LR1001",
    en="letters, digits and hyphens that begin with a letter, as LR1001",
)
_A_NAME: Final = Wording(
    zh="一行不空的文字，首尾没有空白", en="a line of text without outer spaces"
)
_AN_ITEM: Final = Wording(
    zh="《办法》第十七条的项次：1至4，或者None", en="an item of Art. 17, 1 to 4, or None"
)
_A_CITATION: Final = Wording(zh="Citation，例如Citation(10)", en="a Citation, as Citation(10)")
_A_BEARER: Final = Wording(
    zh=f"Bearer：{'、'.join(Bearer)}之一", en=f"a Bearer: one of {', '.join(Bearer)}"
)
_A_FORCE: Final = Wording(
    zh=f"Force：{'、'.join(Force)}之一", en=f"a Force: one of {', '.join(Force)}"
)
_A_SHEET: Final = Wording(zh="主体的事实表（FactSheet）", en="a FactSheet")
_FACTS: Final = Wording(zh="事实的元组", en="a tuple of facts")
_A_FACT: Final = Wording(zh="主体的事实", en="a fact of the subject")
_A_CONDITION: Final = Wording(
    zh="由事实组成的条件（Expression）", en="a condition over facts (Expression)"
)
_A_WORDING: Final = Wording(zh="Wording（中英文各一）", en="a Wording, in both languages")
_A_DUE: Final = Wording(zh="Due，例如MonthsAfter", en="a Due, as MonthsAfter")
_A_TRUTH: Final = Wording(zh="True或者False", en="True or False")

_Kinds = Mapping[str, tuple[tuple[type[object], ...], Wording]]
"""Of what types a field may be, and that in words."""

_OF_RULES: Final[_Kinds] = {
    "article": ((Citation,), _A_CITATION),
    "bearer": ((Bearer,), _A_BEARER),
    "about": ((FactSheet,), _A_SHEET),
    "when": ((Expression,), _A_CONDITION),
    "force": ((Force, NoneType), _or_none(_A_FORCE)),
    "by_reference_when": ((Expression, NoneType), _or_none(_A_CONDITION)),
    "norm": ((Wording,), _A_WORDING),
    "remedy": ((Wording,), _A_WORDING),
    "source": ((Wording, NoneType), _or_none(_A_WORDING)),
}
_OF_REQUIREMENTS: Final[_Kinds] = {"requires": ((Expression,), _A_CONDITION)}
_OF_DUTIES: Final[_Kinds] = {
    "done": ((Expression,), _A_CONDITION),
    "done_on": ((FactName, NoneType), _or_none(_A_FACT)),
    "provided": ((Expression,), _A_CONDITION),
    "due": ((Due, NoneType), _or_none(_A_DUE)),
    "soft": ((bool,), _A_TRUTH),
    "overdue": ((Expression, NoneType), _or_none(_A_CONDITION)),
    "lapses_on": ((FactName, NoneType), _or_none(_A_FACT)),
    "owed_to": ((FactName, NoneType), _or_none(_A_FACT)),
}


def fact_names(rule: Rule) -> Iterator[str]:
    """Name every fact that a rule reads, shows or is due by."""
    for expression in rule.expressions():
        yield from expression.names()
    for shown in rule.shows:
        yield shown.name
    if isinstance(rule, Duty):
        for fact in (rule.done_on, rule.lapses_on, rule.owed_to):
            if fact is not None:
                yield fact.name
        if rule.due is not None:
            yield from rule.due.names()
