"""The registers on which values of the policy are tried out: the shared cases and variants."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, TypedDict, TypeVar, cast

import attrs

from supervision_talk import Finding, Policy, Register, audit
from supervision_talk.interchange import loads
from supervision_talk.measures import EFFECTIVE_ON
from supervision_talk.model.vocabulary import OrganizationKind

__all__ = ["ROOT", "SharedRegister", "findings", "shared_registers", "varied_registers"]

ROOT: Final = Path(__file__).parent.parent.parent
"""The repository."""


ValueT = TypeVar("ValueT")


class _Case(TypedDict):
    register: dict[str, object]
    as_of: str
    policy: dict[str, object] | None


@attrs.frozen(eq=False)
class SharedRegister:
    """A register that the repository holds, with the day and the policy of its audit."""

    register: Register
    as_of: date
    policy: Policy


@cache
def shared_registers() -> tuple[SharedRegister, ...]:
    """Read the shared cases."""
    return tuple(_cases())


@cache
def varied_registers() -> tuple[SharedRegister, ...]:
    """Give the shared cases, and of each what else a yes or no of the policy may hang on."""
    return tuple(each for case in shared_registers() for each in (case, *_variants(case)))


def _cases() -> Iterator[SharedRegister]:
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        case = cast("_Case", json.loads(path.read_text("utf-8")))
        yield SharedRegister(
            register=loads(json.dumps(case["register"])),
            as_of=date.fromisoformat(case["as_of"]),
            policy=Policy.from_values(case["policy"] or {}),
        )


def _changed(value: ValueT, **changes: object) -> ValueT:
    """Give a value with others in some of its fields."""
    return cast("Callable[..., ValueT]", attrs.evolve)(value, **changes)


def _with_acting_heads(case: SharedRegister) -> SharedRegister:
    acting = [_changed(each, acting=True) for each in case.register.appointments]
    return attrs.evolve(case, register=_changed(case.register, appointments=acting))


def _variants(case: SharedRegister) -> Iterator[SharedRegister]:
    """Give the case with acting heads only, in post and gone, with organs, with earlier talks."""
    register = case.register
    yield _with_acting_heads(case)
    gone = [
        _changed(each, acting=True, end=max(each.start, case.as_of - date.resolution))
        for each in register.appointments
    ]
    yield attrs.evolve(case, register=_changed(register, appointments=gone))
    organs = [
        _changed(each, kind=OrganizationKind.WORKING_ORGAN, approved_by=None)
        if each.superior is not None
        else each
        for each in register.organizations
    ]
    yield attrs.evolve(case, register=_changed(register, organizations=organs))
    earlier = [
        _changed(each, started_at=None, ended_at=EFFECTIVE_ON - date.resolution)
        for each in register.talks
    ]
    yield attrs.evolve(case, register=_changed(register, talks=earlier))


@cache
def findings(shared: SharedRegister, policy: Policy | None = None) -> tuple[Finding, ...]:
    """Audit a register, satisfied findings included; under another policy if one is given."""
    policy = policy or shared.policy
    return tuple(audit(shared.register, shared.as_of, policy, satisfied=True).findings)
