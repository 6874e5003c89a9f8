"""A finding: what a rule says of a subject, why, and what to do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Final, TypeVar, cast

from supervision_talk._values import define, frozen
from supervision_talk.audit.judging import OUTCOMES, UNKNOWN, Judge
from supervision_talk.audit.timing import Timing
from supervision_talk.calendar import DueDate
from supervision_talk.measures import Bearer, Citation, Force, Outcome, Wording
from supervision_talk.measures.article_02_scope import force_of
from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import NEVER, NOBODY, Stated, missing_fields, named
from supervision_talk.measures.forms import Duty, Requirement, Rule
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = ["FactValue", "Finding", "Subject", "finding_of", "unread"]

FactT = TypeVar("FactT")

FactValue = str | int | bool | None | tuple[str, ...]
"""A fact as reports carry it: dates as YYYY-MM-DD, sets sorted; None: not recorded."""


@frozen
class Subject:
    """What a finding is about: a talk, a seat, a committee's year, and so on.

    Attributes:
        type: the kind of subject: a `SubjectType`, or a host's own word.
        id: its id, or its key with "/" between the parts ("371323/2026").
    """

    type: str
    id: str


@define(eq=False)
class _Verdict:
    """What a finding tells of: all of it follows from here."""

    judge: Judge
    index: int
    verdict: int
    stated: Stated
    as_of: date

    @cached_property
    def facts(self) -> Facts:
        return named(self.judge.sheet, self.stated)

    @cached_property
    def rule(self) -> Rule:
        return self.judge.rules[self.index]

    @cached_property
    def due(self) -> DueDate | None:
        return self.judge.due(self.index, self.stated)

    @cached_property
    def timing(self) -> Timing:
        return Timing.of(self.rule, self.verdict, self.due, self.facts, self.as_of)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        if self.verdict != UNKNOWN:
            return ()
        return tuple(dict.fromkeys(_missing(self.rule, self.facts)))

    def message(self, subject: Subject) -> Wording:
        from supervision_talk.audit.messages import message_of

        return message_of(
            self.rule,
            cast("Outcome", OUTCOMES[self.verdict]),
            subject_type=subject.type,
            subject_id=subject.id,
            due=self.due,
            timing=self.timing,
            missing=self.missing,
            as_of=self.as_of,
        )


class _Told:
    """What of a finding is worked out when it is first asked for, and kept from then on.

    Of an audit's findings most are counted, sorted or filtered and few are read; to word them
    all costs more than to judge. Whoever uses a finding sees a plain frozen value either way.
    """

    __slots__ = ("_given", "_verdict")

    _given: tuple[Judge, int, int, Stated, date]
    _verdict: _Verdict

    if not TYPE_CHECKING:  # to a type checker the fields are there from the start

        def __getattr__(self, name: str) -> object:
            if name == "_verdict":
                told = _Verdict(*self._given)
            else:
                tell = _TELL.get(name)
                if tell is None:
                    kind = type(self).__name__
                    raise AttributeError(f"{kind!r} object has no attribute {name!r}")
                told = tell(self._verdict, self)
            object.__setattr__(self, name, told)
            return told


@frozen(kw_only=True)
class Finding(_Told):
    """What a rule says of a subject.

    Attributes:
        rule: the rule's code.
        force: how the rule binds here.
        bearer: who answers for it.
        bearer_ids: their ids; empty where they are not recorded, or known by name only.
        article: where the rule stands.
        due: given whenever the rule has a due date here, satisfied or not.
        done_on: the day of a duty's act; of several the last; None if one has none.
        days_late: days after the effective due date, from 1; None: not late.
        in_extension: done after the nominal due date and on or before the effective one.
        missing: the fields whose absence leaves the answer unknown, as they stand in the record.
        facts: the facts that the verdict rests on.
        message: one sentence to act on.
    """

    rule: str
    outcome: Outcome
    force: Force
    subject: Subject
    bearer: Bearer
    bearer_ids: tuple[str, ...]
    article: Citation
    due: DueDate | None
    done_on: date | None
    days_late: int | None
    in_extension: bool
    missing: tuple[str, ...]
    facts: Mapping[str, FactValue]
    message: Wording

    @property
    def order(self) -> tuple[str, str, str]:
        """The place in a report: by rule, then subject."""
        try:
            judge, index, _, stated, _ = self._given  # all of a report's findings are asked for it
        except AttributeError:
            return (self.rule, self.subject.id, self.subject.type)
        subject = _subject(named(judge.sheet, stated))
        return (judge.rules[index].code, subject.id, subject.type)


_BEARERS: Final[Mapping[Bearer, str]] = {
    Bearer.COMMITTEE: "committee",
    Bearer.OFFICE: "committee",
    Bearer.TALKER: "talker",
    Bearer.INTERVIEWEE: "interviewees",
    Bearer.SECRETARY: "secretaries",
    Bearer.ASSESSOR: "assessor",
}
"""The fact that names the bearers; a discloser may be known by name only, so nothing names him."""


def finding_of(judge: Judge, index: int, verdict: int, stated: Stated, as_of: date) -> Finding:
    """Make the finding of a verdict.

    Arguments:
        judge: whose verdict it is.
        index: which of the judge's rules.
        verdict: its outcome; not "not applicable".
        stated: the facts that it was given.
        as_of: the day of the audit.
    """
    finding = object.__new__(Finding)
    _GIVE(finding, (judge, index, verdict, stated, as_of))
    return finding


def unread(finding: Finding) -> Finding:
    """Give the same finding with nothing worked out: of millions each is read once and let go.

    One that came from another process is given as it is: it brought everything along.
    """
    try:
        return finding_of(*finding._given)  # noqa: SLF001 - this module's own
    except AttributeError:
        return finding


_GIVE: Final = cast("MemberDescriptorType", _Told.__dict__["_given"]).__set__
"""Past the frozen `__setattr__`."""

_TELL: Final[Mapping[str, Callable[[_Verdict, Finding], object]]] = {
    "rule": lambda told, _: told.rule.code,
    "outcome": lambda told, _: OUTCOMES[told.verdict],
    "subject": lambda told, _: _subject(told.facts),
    "force": lambda told, _: _force(told.rule, told.facts),
    "bearer": lambda told, _: told.rule.bearer,
    "bearer_ids": lambda told, _: _bearer_ids(told.rule, told.facts),
    "article": lambda told, _: told.rule.article,
    "due": lambda told, _: told.due,
    "done_on": lambda told, _: told.timing.done_on,
    "days_late": lambda told, _: told.timing.days_late,
    "in_extension": lambda told, _: told.timing.in_extension,
    "missing": lambda told, _: told.missing,
    "facts": lambda told, _: dict(_facts(told.rule, told.facts)),
    "message": lambda told, finding: told.message(finding.subject),
}
"""How each field of a finding follows from the verdict."""


def _subject(facts: Facts) -> Subject:
    return Subject(_fact(facts, "subject_type", str), _fact(facts, "subject_id", str))


def _fact(facts: Facts, name: str, type_: type[FactT]) -> FactT:
    value = getattr(facts, name)
    assert isinstance(value, type_)  # noqa: S101 - every sheet has these facts
    return value


def _force(rule: Rule, facts: Facts) -> Force:
    if rule.force is not None:
        return rule.force
    if rule.by_reference_when is not None and rule.by_reference_when.evaluate(facts):
        return Force.BY_REFERENCE
    return force_of(_fact(facts, "committee_kind", OrganizationKind))


def _bearer_ids(rule: Rule, facts: Facts) -> tuple[str, ...]:
    name = _BEARERS.get(rule.bearer)
    ids = None if name is None else getattr(facts, name)
    if ids is None:
        return ()
    return (ids,) if isinstance(ids, str) else tuple(ids)


def _missing(rule: Rule, facts: Facts) -> Iterator[str]:
    asked = [rule.when]
    if isinstance(rule, Requirement):
        asked.append(rule.requires)
    if isinstance(rule, Duty):
        asked.append(rule.done)
        if rule.done.evaluate(facts):
            asked.append(rule.provided)
    for expression in asked:
        for name in expression.unrecorded(facts):
            yield from missing_fields(rule.about, name, facts)


def _facts(rule: Rule, facts: Facts) -> Iterator[tuple[str, FactValue]]:
    names = [name for expression in rule.expressions() for name in expression.names()]
    if isinstance(rule, Duty):
        names += [] if rule.done_on is None else [rule.done_on.name]
        names += [] if rule.due is None else rule.due.names()
    for name in dict.fromkeys(names):
        yield name, _shown(getattr(facts, name))
    for fact in rule.shows:
        shown = _shown(fact.value(facts))
        if shown is not None:
            yield fact.name, shown


def _shown(value: object) -> FactValue:
    if value in (None, NEVER, NOBODY):
        return None
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (frozenset, tuple)):
        return tuple(sorted(str(each) for each in value))
    return str(value)
