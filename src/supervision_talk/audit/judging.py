"""Applying rules to facts: plain Python is generated from the declarations and compiled once.

For each sheet of facts a rule set is turned into one function, which gives the outcome of every
rule about a subject at once. Nothing here knows an article: conditions say by themselves where
they are true and where they are false (`Expression.truth`, `Expression.falsehood`).

An outcome follows from a condition (when) and what is asked (a state, or an act by a date):

- where the condition is false, nothing is said;
- where what is asked is there, the rule is satisfied, even if the condition is unknown: nothing
  is wrong either way;
- where the condition is unknown and what is asked is not there, the answer is unknown;
- where an act is not done and the duty lapsed before it was due, nothing is said.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Final, cast

from supervision_talk.calendar import Counting, DueDate, WorkdayCalendar
from supervision_talk.measures import Duty, Outcome, Policy, Requirement, Rule, RuleSet
from supervision_talk.measures.expressions import ALWAYS
from supervision_talk.measures.facts.sheet import FactSheet, Stated, named, places, state, wordings
from supervision_talk.measures.forms import Due

__all__ = [
    "NOT_APPLICABLE",
    "OUTCOMES",
    "PENDING",
    "SATISFIED",
    "UNKNOWN",
    "VIOLATED",
    "Judge",
    "Verdicts",
]

NOT_APPLICABLE: Final = 0
SATISFIED: Final = 1
VIOLATED: Final = 2
PENDING: Final = 3
UNKNOWN: Final = 4

OUTCOMES: Final = (None, Outcome.SATISFIED, Outcome.VIOLATED, Outcome.PENDING, Outcome.UNKNOWN)
"""What each number stands for; None: not applicable, not reported."""

Verdicts = tuple[int, ...]
"""The outcome of each rule about a subject, in the order of the rule set."""


class DueDates:
    """A rule's due date under a policy, counted once for each set of days that it starts from."""

    def __init__(self, due: Due, sheet: FactSheet, policy: Policy, counting: Counting) -> None:
        self._due = due
        self._sheet = sheet
        self._policy = policy
        self._counting = counting
        self._days: Callable[[Stated], object] = itemgetter(*places(sheet, due.names()))
        self._known: dict[object, DueDate | None] = {}
        self.known_effective: dict[object, date | None] = {}
        """The effective due dates that were asked for, by the days that they start from."""

    def of(self, stated: Stated) -> DueDate | None:
        """Give the due date of a subject; None: there is none."""
        days = self._days(stated)
        try:
            return self._known[days]
        except KeyError:
            facts = named(self._sheet, stated)
            due = self._known[days] = self._due.due(facts, self._policy, self._counting)
            return due

    def effective(self, stated: Stated) -> date | None:
        """Give the effective due date of a subject; None: there is none."""
        due = self.of(stated)
        effective = None if due is None else due.effective
        self.known_effective[self._days(stated)] = effective
        return effective


class Judge:
    """The rules about one kind of subject, compiled for a policy and a calendar.

    Attributes:
        sheet: the facts about this kind of subject.
        state: states them.
        rules: the rules, in the order of the rule set.
        verdicts: gives the outcome of each, from the facts and the day of the audit.
    """

    def __init__(
        self, rules: RuleSet, sheet: FactSheet, policy: Policy, calendar: WorkdayCalendar
    ) -> None:
        self.sheet = sheet
        self.state = state(sheet)
        self.rules = rules.about(sheet)
        counting = policy.counting(calendar)
        self._dues: dict[Due, DueDates] = {}
        for rule in self.rules:
            if isinstance(rule, Duty) and rule.due is not None and rule.due not in self._dues:
                self._dues[rule.due] = DueDates(rule.due, sheet, policy, counting)
        self._due_dates = [
            self._dues[rule.due] if isinstance(rule, Duty) and rule.due is not None else None
            for rule in self.rules
        ]
        self.verdicts = self._compiled()

    def due(self, index: int, stated: Stated) -> DueDate | None:
        """Give the due date that one of the rules sets for a subject; None: it sets none."""
        due_dates = self._due_dates[index]
        return None if due_dates is None else due_dates.of(stated)

    def _compiled(self) -> Callable[[Stated, date], Verdicts]:
        constants: dict[object, str] = {}

        def sign(value: object) -> str:
            return constants.setdefault(value, f"c{len(constants)}")

        dues = {due: f"e{index}" for index, due in enumerate(self._dues)}
        names: dict[str, object] = {"not_counted": _NOT_COUNTED}
        lines = []
        for due, name in dues.items():
            days = ", ".join(f"f.{each}" for each in due.names())
            key = f"({days})" if len(due.names()) > 1 else days
            lines.append(f"    {name} = known_{name}({key}, not_counted)")
            lines.append(f"    if {name} is not_counted: {name} = due_{name}(f)")
            names[f"known_{name}"] = self._dues[due].known_effective.get
            names[f"due_{name}"] = self._dues[due].effective
        lines.append("    return (")
        lines += [f"        {_outcome(rule, dues, sign)},  # {rule.code}" for rule in self.rules]
        lines.append("    )")
        source = "\n".join(["def verdicts(f, as_of):", *_with_local_facts(lines, self.sheet)])
        names |= {name: value for value, name in constants.items()}
        exec(compile(source, "<rules>", "exec"), names)  # noqa: S102 - our own source
        return cast("Callable[[Stated, date], Verdicts]", names["verdicts"])


_NOT_COUNTED: Final = object()
"""Stands for a due date that was not asked for yet."""

_FACT: Final = re.compile(r"\bf\.(\w+)")


def _with_local_facts(lines: Iterable[str], sheet: FactSheet) -> Iterator[str]:
    """Write the same lines with the facts that they read as local variables, unpacked at once."""
    body = "\n".join(lines)
    read = set(_FACT.findall(body))
    unpacked = "".join(f"f_{name}, " if name in read else "_, " for name in wordings(sheet))
    yield f"    {unpacked}= f"
    yield _FACT.sub(r"f_\1", body)


def _outcome(rule: Rule, dues: dict[Due, str], sign: Callable[[object], str]) -> str:
    applies = "True" if rule.when is ALWAYS else rule.when.truth(sign)
    excluded = "False" if rule.when is ALWAYS else rule.when.falsehood(sign)
    if isinstance(rule, Requirement):
        violated = f"{applies} and {rule.requires.falsehood(sign)}"
        asked = _choice((rule.requires.truth(sign), SATISFIED), (violated, VIOLATED), UNKNOWN)
    else:
        asked = _duty(cast("Duty", rule), applies, dues, sign)
    return _choice((excluded, NOT_APPLICABLE), asked)


def _duty(duty: Duty, applies: str, dues: dict[Due, str], sign: Callable[[object], str]) -> str:
    effective = "None" if duty.due is None else dues[duty.due]
    lapsed = overdue = late = "False"
    if duty.lapses_on is not None:
        ended = f"f.{duty.lapses_on.name}"
        lapsed = f"{ended} is not None and ({effective} is None or {ended} < {effective})"
    if duty.overdue is not None:
        overdue = duty.overdue.truth(sign)
    elif duty.due is not None:
        overdue = f"{effective} is not None and as_of > {effective}"
    if duty.due is not None and not duty.soft and duty.done_on is not None:
        done_on = f"f.{duty.done_on.name}"
        late = f"{effective} is not None and {done_on} is not None and {done_on} > {effective}"
    done = _choice(
        (f"({late}) or {duty.provided.falsehood(sign)}", _choice((applies, VIOLATED), UNKNOWN)),
        (duty.provided.truth(sign), SATISFIED),
        UNKNOWN,
    )
    not_done = _choice((overdue, VIOLATED), PENDING)
    untold = _choice((overdue, UNKNOWN), PENDING)
    return _choice(
        (duty.done.truth(sign), done),
        (lapsed, NOT_APPLICABLE),
        (f"not ({applies})", UNKNOWN),
        (duty.done.falsehood(sign), not_done),
        untold,
    )


def _choice(*branches: tuple[str, object] | object) -> str:
    """Write a conditional expression: pairs of condition and value, then the value otherwise."""
    *pairs, otherwise = branches
    source = str(otherwise)
    for condition, value in cast("Sequence[tuple[str, object]]", reversed(pairs)):
        source = f"({value} if {condition} else {source})"
    return source
