"""Figures for a yearly report as JSON: counts and shares, and no subject."""

from typing import Final

from supervision_talk.audit import ObligationState, Statistics
from supervision_talk.audit.figures import CoverageFigures, DutyFigures, Figures
from supervision_talk.model.canonical import JsonValue

__all__ = ["STATISTICS_FORMAT", "statistics_document"]

STATISTICS_FORMAT: Final = "supervision-talk/statistics/1"
"""What a document of the statistics' format says of itself."""

_DIGITS: Final = 4
"""Of a share: a hundredth of a per cent."""


def statistics_document(statistics: Statistics) -> dict[str, JsonValue]:
    """Give the figures of a year as plain JSON values.

    >>> from datetime import date
    >>> from supervision_talk import Register, statistics
    >>> document = statistics_document(statistics(Register(), date(2026, 10, 5)))
    >>> document["year"], document["levels"], sorted(document["total"])
    (2026, {}, ['committees', 'coverage', 'duties', 'overdue', 'talks', 'talks_before_effect'])
    """
    return {
        "format": STATISTICS_FORMAT,
        "as_of": statistics.as_of.isoformat(),
        "year": statistics.year,
        "policy": dict(statistics.policy.values()),
        "total": _figures(statistics.total),
        "levels": {level.value: _figures(each) for level, each in statistics.levels.items()},
    }


def _figures(figures: Figures) -> JsonValue:
    return {
        "committees": figures.committees,
        "talks": {
            kind.value: {"total": sum(months), "months": list(months)}
            for kind, months in figures.talks.items()
        },
        "talks_before_effect": figures.talks_before_effect,
        "coverage": {"running": _coverage(figures.running), "ended": _coverage(figures.ended)},
        "duties": {code: _duty(each) for code, each in figures.duties.items()},
        "overdue": figures.overdue,
    }


def _coverage(coverage: CoverageFigures) -> JsonValue:
    return {
        "seats": coverage.seats,
        "seats_covered": coverage.seats_covered,
        "seats_share": _share(coverage.seats_share),
        "persons": coverage.persons,
        "persons_covered": coverage.persons_covered,
        "persons_share": _share(coverage.persons_share),
        "talks": coverage.talks,
        "new_heads": coverage.new_heads,
    }


def _duty(duty: DutyFigures) -> JsonValue:
    return {
        **{state.value: duty.states[state] for state in ObligationState},
        "overdue_before": duty.overdue_before,
        "past_due": duty.past_due,
        "on_time": duty.on_time,
        "on_time_share": _share(duty.on_time_share),
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)
