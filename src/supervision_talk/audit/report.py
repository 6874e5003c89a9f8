"""The report of an audit: findings, totals, coverage, talks not governed, and a digest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from supervision_talk._values import frozen
from supervision_talk.audit.coverage import TermCoverage
from supervision_talk.audit.findings import Finding
from supervision_talk.measures import NotGoverned, Outcome, Policy

__all__ = ["NotGovernedTalk", "Report"]


@frozen
class NotGovernedTalk:
    """A talk that the Measures are not about, and the first reason why (Art. 2, 18, 20)."""

    talk: str
    reason: NotGoverned


@frozen(kw_only=True)
class Report:
    """What an audit found.

    Attributes:
        as_of: the day of the audit.
        policy: the values that decided where the Measures are silent.
        rules: how often each rule had each outcome; every rule of the rule set is there.
        findings: by rule, then subject; satisfied ones only where they were asked for.
        coverage: the counts of each committee's seats in each term that counts, by committee and
            term.
        not_governed: by talk.
        violates: whether a rule that binds, directly or by reference, is violated; of the whole
            audit, whichever of its findings are shown.
    """

    as_of: date
    policy: Policy
    rules: Mapping[str, Mapping[Outcome, int]]
    findings: Sequence[Finding]
    coverage: tuple[TermCoverage, ...]
    not_governed: Sequence[NotGovernedTalk]
    violates: bool
    _make_digest: Callable[[], str] = attrs.field(eq=False)

    def __repr__(self) -> str:
        """Show the day and the totals."""
        totals = ", ".join(f"{times} {outcome}" for outcome, times in self.totals.items())
        return f"Report(as of {self.as_of}: {totals})"

    @cached_property
    def totals(self) -> Mapping[Outcome, int]:
        """How often each outcome was found, satisfied included."""
        return {
            outcome: sum(counts[outcome] for counts in self.rules.values()) for outcome in Outcome
        }

    @cached_property
    def digest(self) -> str:
        """The sha-256 by which the same audit can be shown to be the same, as 64 hex digits."""
        return self._make_digest()
