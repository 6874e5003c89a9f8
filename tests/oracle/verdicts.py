"""Outcomes, three-valued logic, duties with a due date."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from .records import World
from .workdays import Due

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class NaiveFinding:
    """A finding as the library's report must have it."""

    rule: str
    outcome: str
    force: str
    subject_type: str
    subject_id: str
    bearer_role: str
    due: tuple[date, date, bool] | None
    done_on: date | None
    days_late: int | None
    in_extension: bool
    missing: frozenset[str]


@dataclass(frozen=True)
class Truth:
    """True, false, or None: it hangs on the missing fields."""

    value: bool | None
    missing: frozenset[str] = frozenset()


def known(value: bool) -> Truth:
    return Truth(value)


def unknown(*fields: str) -> Truth:
    return Truth(None, frozenset(fields))


def not_told(world: World, *fields: str) -> Truth:
    """A fact is not recorded: unknown; with the closed readings it is read as no."""
    return known(False) if world.closed else unknown(*fields)


def both(*truths: Truth) -> Truth:
    """A condition already false stays false whatever is missing."""
    if any(one.value is False for one in truths):
        return known(False)
    if all(one.value is True for one in truths):
        return known(True)
    fields: frozenset[str] = frozenset()
    for one in truths:
        if one.value is None:
            fields = fields | one.missing
    return Truth(None, fields)


@dataclass(frozen=True)
class Verdict:
    outcome: str
    due: Due | None = None
    done_on: date | None = None
    days_late: int | None = None
    in_extension: bool = False
    missing: frozenset[str] = frozenset()


def requirement(truth: Truth | None) -> Verdict | None:
    """A state that must hold; None: not applicable, not reported."""
    if truth is None:
        return None
    if truth.value is None:
        return Verdict("unknown", missing=truth.missing)
    return Verdict("satisfied" if truth.value else "violated")


def hard_duty(world: World, due: Due | None, done_on: date | None) -> Verdict:
    """The outcome of a duty with a due date; without one it is pending until done."""
    if due is None:
        return Verdict("pending" if done_on is None else "satisfied", done_on=done_on)
    if done_on is None:
        return not_done(world, due)
    if done_on <= due.effective:
        return Verdict("satisfied", due, done_on, in_extension=done_on > due.nominal)
    return Verdict("violated", due, done_on, days_late=(done_on - due.effective).days)


def soft_duty(world: World, due: Due, done: bool, done_on: date | None) -> Verdict:
    """A soft due date only separates pending from violated."""
    return Verdict("satisfied", due, done_on) if done else not_done(world, due)


def not_done(world: World, due: Due) -> Verdict:
    """Not done: pending on or before the effective date, else overdue."""
    if world.as_of <= due.effective:
        return Verdict("pending", due)
    return Verdict("violated", due, days_late=(world.as_of - due.effective).days)


def judge(
    world: World, rule: Callable[[World, Subject], Verdict | None], subject: Subject
) -> Verdict | None:
    """Policy not_recorded = violated: what is unknown is judged again with the closed readings."""
    verdict = rule(world, subject)
    if verdict is None or verdict.outcome != "unknown":
        return verdict
    if world.policy.not_recorded != "violated":
        return verdict
    return rule(replace(world, closed=True), subject)


def finding(
    rule: str, force: str, subject: tuple[str, str], bearer: str, verdict: Verdict
) -> NaiveFinding:
    return NaiveFinding(
        rule=rule,
        outcome=verdict.outcome,
        force=force,
        subject_type=subject[0],
        subject_id=subject[1],
        bearer_role=bearer,
        due=None if verdict.due is None else verdict.due.triple(),
        done_on=verdict.done_on,
        days_late=verdict.days_late,
        in_extension=verdict.in_extension,
        missing=verdict.missing,
    )
