"""A finding: what a rule says of a subject, why, and what to do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from supervision_talk._values import frozen
from supervision_talk.audit.judging import OUTCOMES, UNKNOWN, Judge
from supervision_talk.audit.timing import Timing
from supervision_talk.calendar import DueDate
from supervision_talk.measures import Bearer, Citation, Force, Outcome, Wording
from supervision_talk.measures.article_02_scope import force_of
from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import NEVER, NOBODY, Stated, missing_fields, named
from supervision_talk.measures.forms import Duty, Requirement, Rule
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = ["FactValue", "Finding", "Subject", "finding_of", "worked_out"]

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


_Given: TypeAlias = tuple[Judge, int, int, Stated, date]
"""Judge, rule, outcome, facts as they were stated, and the day of the audit."""


class _Told:
    """What of a finding is worked out when it is first asked for, and kept from then on.

    Of an audit's findings most are counted, sorted or filtered and few are read; to word them
    all costs more than to judge. Whoever uses a finding sees a plain frozen value either way.
    """

    __slots__ = ("_given", "_timing")

    _given: _Given
    _timing: Timing

    if not TYPE_CHECKING:  # to a type checker the fields are there from the start

        def __getattr__(self, name: str) -> object:
            tell = _TELL.get(name)
            if tell is None:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            tell(self, _verdict(self._given))
            return getattr(self, name)


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
        facts = named(judge.sheet, stated)
        type_, id = _fact(facts, "subject_type", str), _fact(facts, "subject_id", str)
        return (judge.rules[index].code, id, type_)


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


def worked_out(finding: Finding) -> Finding:
    """Give the same finding with all that it tells: of millions each is read once and let go.

    Nothing is left with the given one. One that came from another process is given as it is: it
    brought everything along.
    """
    try:
        given = finding._given  # noqa: SLF001 - this module's own
    except AttributeError:
        return finding
    whole = finding_of(*given)
    verdict = _verdict(given)
    for tell in _TELL_ALL:
        tell(whole, verdict)
    return whole


_Verdict: TypeAlias = tuple[Judge, int, int, Facts, date]
"""What a finding tells of: judge, rule, outcome, facts by name, and the day of the audit."""


def _verdict(given: _Given) -> _Verdict:
    judge, index, verdict, stated, as_of = given
    return judge, index, verdict, named(judge.sheet, stated), as_of


def _slot(name: str) -> Callable[[Finding, object], None]:
    """Give what fills a slot of a finding, past the frozen `__setattr__`."""
    return cast("MemberDescriptorType", getattr(Finding, name)).__set__


_GIVE: Final = _slot("_given")
_RULE, _OUTCOME, _SUBJECT, _ARTICLE = map(_slot, ("rule", "outcome", "subject", "article"))
_FORCE, _BEARER, _BEARER_IDS = map(_slot, ("force", "bearer", "bearer_ids"))
_DUE, _TIMING, _DONE_ON = map(_slot, ("due", "_timing", "done_on"))
_DAYS_LATE, _IN_EXTENSION = map(_slot, ("days_late", "in_extension"))
_MISSING, _FACTS, _MESSAGE = map(_slot, ("missing", "facts", "message"))


def _tell_what(finding: Finding, of: _Verdict) -> None:
    judge, index, verdict, facts, _ = of
    rule = judge.rules[index]
    _RULE(finding, rule.code)
    _OUTCOME(finding, OUTCOMES[verdict])
    _ARTICLE(finding, rule.article)
    _SUBJECT(finding, _subject(facts))


def _tell_whose(finding: Finding, of: _Verdict) -> None:
    judge, index, _, facts, _ = of
    rule = judge.rules[index]
    _FORCE(finding, _force(rule, facts))
    _BEARER(finding, rule.bearer)
    _BEARER_IDS(finding, _bearer_ids(rule, facts))


def _tell_when(finding: Finding, of: _Verdict) -> None:
    judge, index, verdict, facts, as_of = of
    due = judge.due(index, facts)
    timing = Timing.of(judge.rules[index], verdict, due, facts, as_of)
    _DUE(finding, due)
    _TIMING(finding, timing)
    _DONE_ON(finding, timing.done_on)
    _DAYS_LATE(finding, timing.days_late)
    _IN_EXTENSION(finding, timing.in_extension)


def _tell_what_is_missing(finding: Finding, of: _Verdict) -> None:
    judge, index, verdict, facts, _ = of
    missing = _missing(judge.rules[index], facts) if verdict == UNKNOWN else ()
    _MISSING(finding, tuple(dict.fromkeys(missing)))


def _tell_facts(finding: Finding, of: _Verdict) -> None:
    judge, index, _, facts, _ = of
    _FACTS(finding, dict(_facts(judge.rules[index], facts)))


def _tell_message(finding: Finding, of: _Verdict) -> None:
    judge, index, verdict, _, as_of = of
    message = _message_of()(
        judge.rules[index],
        cast("Outcome", OUTCOMES[verdict]),
        subject_type=finding.subject.type,
        subject_id=finding.subject.id,
        due=finding.due,
        timing=finding._timing,  # noqa: SLF001 - this module's own
        missing=finding.missing,
        as_of=as_of,
    )
    _MESSAGE(finding, message)


@cache
def _message_of() -> Callable[..., Wording]:
    """Give what words a finding; most that ask for findings do not read them."""
    from supervision_talk.audit.messages import message_of

    return message_of


_TELL: Final[Mapping[str, Callable[[Finding, _Verdict], None]]] = {
    **dict.fromkeys(("rule", "outcome", "subject", "article"), _tell_what),
    **dict.fromkeys(("force", "bearer", "bearer_ids"), _tell_whose),
    **dict.fromkeys(("due", "_timing", "done_on", "days_late", "in_extension"), _tell_when),
    "missing": _tell_what_is_missing,
    "facts": _tell_facts,
    "message": _tell_message,
}
"""What works out each field of a finding, with whatever comes of the same."""
_TELL_ALL: Final = tuple(dict.fromkeys(_TELL.values()))
"""Each once, the message last: it is made of what the others tell."""


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
    for name in rule.rests_on:
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
