"""A second, naive implementation of the rules, to hold the library against.

Written from the specification alone, in the plainest way: loops over the lists of the plain
interchange document, no index, no speed, nothing from `supervision_talk`. Where the library and
this one differ, one of them is wrong, or the specification is.
"""

from collections.abc import Mapping
from datetime import date

from .committee_rules import (
    assessment_findings,
    circumstance_findings,
    item_findings,
    year_findings,
)
from .coverage import coverage_counts, coverage_findings
from .records import World, policy_from
from .talk_rules import disclosure_findings, not_governed, talk_findings
from .verdicts import NaiveFinding

__all__ = ["NaiveFinding", "naive_coverage", "naive_findings", "naive_not_governed"]


def naive_findings(
    document: Mapping[str, object], as_of: date, policy: Mapping[str, object] | None = None
) -> list[NaiveFinding]:
    """All findings, satisfied ones included, ordered by rule, then subject id."""
    world = World(document, as_of, policy_from(policy))
    found = [
        *talk_findings(world),
        *disclosure_findings(world),
        *year_findings(world),
        *item_findings(world),
        *circumstance_findings(world),
        *assessment_findings(world),
        *coverage_findings(world),
    ]
    return sorted(found, key=lambda one: (one.rule, one.subject_id))


def naive_not_governed(
    document: Mapping[str, object], as_of: date, policy: Mapping[str, object] | None = None
) -> dict[str, str]:
    """The talks that are not governed: id and the first reason that applies."""
    return not_governed(World(document, as_of, policy_from(policy)))


def naive_coverage(
    document: Mapping[str, object], as_of: date, policy: Mapping[str, object] | None = None
) -> list[dict[str, object]]:
    """The counts of each committee in kept_for and each term of it that has seats.

    Readings where the specification is silent:

    - seats: those that ST0505 reports, unknown ones too; covered: the satisfied ones.
    - persons: different people for whom ST0506 is reported at a seat of the term, a person who
      heads two seats once; covered: where it is satisfied at one of these seats.
    - talks: the talks that cover one of these seats, each once whoever was interviewed.
    - new_heads: who heads one of these seats on x, became its head after the term's first day
      (however long ago), and is not recorded as interviewed while head in a covering talk.
    - No entry for a term in which the committee has no next-level organization on x.
    """
    return coverage_counts(World(document, as_of, policy_from(policy)))
