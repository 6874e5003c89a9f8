"""What followed from a talk (Art. 11): measures, reports, the notice to the team."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from supervision_talk.measures.facts.sheet import Inquiry, happened, made_of_values
from supervision_talk.model import Measure, Problem, Rectification, Talk
from supervision_talk.model.vocabulary import ReportContent

__all__ = ["Followed", "rectification_of"]


class Followed(NamedTuple):
    """Those of the facts about a talk that say what followed from it; by the same names."""

    measures_proposed_on: date | None
    measures_reported_on: date | None
    measures_first_on: date | None
    progress_reported_on: date | None
    last_reported_on: date | None
    report_contents: frozenset[ReportContent] | None
    measures_recorded: bool
    measures_name_problems: bool
    unanswered_problem_count: int | None
    first_responsibility_measures: bool | None
    team_notified_on: date | None
    reported_to_committee: bool


@cache
def _nothing() -> Rectification:
    """A missing rectification is the same as one whose fields are all null."""
    return Rectification(talk="-")


def rectification_of(inquiry: Inquiry, talk: Talk, recorded: Rectification | None) -> Followed:
    """Give the facts about what followed from a talk.

    Arguments:
        inquiry: the day and how nulls are read.
        talk: the talk.
        recorded: the rectification after it; None: none is recorded.
    """
    as_of, complete = inquiry.as_of, inquiry.complete
    rectification = recorded or _nothing()

    proposed_on = happened(rectification.measures_proposed_on, as_of)
    reported_on = happened(rectification.measures_reported_on, as_of)
    progress_on = happened(rectification.progress_reported_on, as_of)
    first_on, last_on = proposed_on, progress_on
    if reported_on is not None:
        if first_on is None or reported_on < first_on:
            first_on = reported_on
        if last_on is None or reported_on > last_on:
            last_on = reported_on

    contents, measures = rectification.report_contents, rectification.measures
    problems = talk.problems
    if complete:
        contents, measures, problems = contents or (), measures or (), problems or ()

    first_responsibility = None
    if measures is not None:
        first_responsibility = False
        for each in measures:
            if each.first_responsibility:
                first_responsibility = True
    unanswered, measures_name_problems = _unanswered(problems, measures, complete=complete)

    # In the order of the fields, as of a talk.
    return _FOLLOWED(
        (
            proposed_on,
            reported_on,
            first_on,
            progress_on,
            last_on,
            None if contents is None else frozenset(contents),
            measures is not None,
            measures_name_problems,
            unanswered,
            first_responsibility,
            happened(rectification.team_notified_on, as_of),
            rectification.reported_to is None or rectification.reported_to == talk.held_by,
        )
    )


_FOLLOWED: Final = made_of_values(Followed)


def _unanswered(
    problems: Sequence[Problem] | None, measures: Sequence[Measure] | None, *, complete: bool
) -> tuple[int | None, bool]:
    """Count the problems that no measure names; tell whether every measure names its problems."""
    named: set[str] = set()
    names_all = True
    for each in measures or ():
        if each.problems is None:
            names_all = complete
        else:
            named.update(each.problems)
    if problems is None:
        return None, names_all
    unanswered = 0
    for problem in problems:
        if problem.id not in named:
            unanswered += 1
    if measures is None:
        return (None if problems else 0), names_all
    return (unanswered if names_all or not unanswered else None), names_all
