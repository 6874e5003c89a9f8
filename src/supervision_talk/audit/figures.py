"""Figures for a yearly report: how much was done, without anybody being named (Art. 13, 16).

Nothing here has an id, a name or a text: figures alone can be given to those who may not see the
records. They are not anonymous by that: who knows that a level has one committee, or that a month
had one talk, knows of whom a figure speaks. Nothing is suppressed, for those who compile a report
must be able to add it up; what is passed on is theirs to decide.

The verdicts counted are those of an audit and of the answer on coverage.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from supervision_talk._values import frozen
from supervision_talk.audit.asking import asked
from supervision_talk.audit.coverage import CoverageCounts, Survey
from supervision_talk.audit.judged import committees_judged, judges_of
from supervision_talk.audit.owing import ObligationState, judged_duties
from supervision_talk.calendar import ChinaCalendar, WorkdayCalendar
from supervision_talk.measures import EFFECTIVE_ON, MEASURES, Policy, RuleSet
from supervision_talk.measures.article_05_coverage import COVERAGE
from supervision_talk.measures.facts.coverage import Seat
from supervision_talk.measures.facts.sheet import Inquiry, happened
from supervision_talk.model import Register
from supervision_talk.model.vocabulary import Level, TalkKind
from supervision_talk.wording import Wording

__all__ = [
    "MONTHS",
    "TALKS_COUNTED",
    "CoverageFigures",
    "DutyFigures",
    "Figures",
    "Statistics",
    "statistics",
]

MONTHS: Final = range(1, 13)
TALKS_COUNTED: Final = (TalkKind.REGULAR, TalkKind.TIMELY)
"""The kinds of talk that are counted: those that the Measures are about (Art. 5 ¶1)."""

_A_YEAR: Final = Wording(zh="年度的整数，或者None", en="a year as an int, or None")


@frozen(kw_only=True)
class DutyFigures:
    """How often a duty stood how, of all that fell due in the year.

    Attributes:
        states: how many are in each state; `ObligationState.UNDATED` counts those without a date,
            whatever the year.
        past_due: of how many the due date has passed on the day asked about; those of which
            nothing can be told are left out.
        on_time: how many of these were done as and when required.
        overdue_before: besides, what fell due before the year and is still overdue.
    """

    states: Mapping[ObligationState, int]
    past_due: int
    on_time: int
    overdue_before: int

    @property
    def on_time_share(self) -> float | None:
        """The share done as and when required, 0 to 1, of what is past due; None: nothing is.

        What was done early counts once its date has passed: else whoever is asked before it
        would look better than afterwards.
        """
        return self.on_time / self.past_due if self.past_due else None

    @property
    def overdue(self) -> int:
        """What is overdue, whenever it fell due."""
        return self.states[ObligationState.OVERDUE] + self.overdue_before


@frozen(kw_only=True)
class CoverageFigures(CoverageCounts):
    """Seats, persons and talks of all committees together, counted apart.

    Attributes:
        new_heads: heads new in office who have not had a talk of their own yet.
    """

    new_heads: int = 0


@frozen(kw_only=True)
class Figures:
    """The figures of the committees of a level, or of all.

    Attributes:
        committees: how many committees.
        talks: for each kind the talks held in each month of the year, January first.
        talks_before_effect: how many of them were held before the Measures took effect.
        running: the coverage of the terms that run on the day asked about.
        ended: the coverage of the terms that ended in the year.
        duties: by rule, in the rule set's order; every duty is there.
    """

    committees: int
    talks: Mapping[TalkKind, tuple[int, ...]]
    talks_before_effect: int
    running: CoverageFigures
    ended: CoverageFigures
    duties: Mapping[str, DutyFigures]

    @cached_property
    def overdue(self) -> int:
        """What is overdue of all duties together."""
        return sum(figures.overdue for figures in self.duties.values())


@frozen(kw_only=True)
class Statistics:
    """The figures of a year, together and by the level of the committees.

    Attributes:
        as_of: the day asked about.
        year: the year.
        policy: the values that decided where the Measures are silent.
        total: of all committees.
        levels: of the committees of each level that has any, from the highest down.
    """

    as_of: date
    year: int
    policy: Policy
    total: Figures
    levels: Mapping[Level, Figures]

    def __repr__(self) -> str:
        """Show the year, the day, and of how many committees these are the figures."""
        committees = f"{self.total.committees} committees"
        return f"Statistics({self.year} as of {self.as_of}: {committees})"


def statistics(
    register: Register,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    year: int | None = None,
    rules: RuleSet = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
) -> Statistics:
    """Give the figures of a year without any subject named (Art. 16).

    Talks belong to the year in which they were held, duties to that in which they fall due; how
    they stand, and the coverage, is told as of the day asked about.

    Arguments:
        register: the records.
        as_of: a civil date of Asia/Shanghai; what is dated after it has not happened yet.
        policy: the values where the Measures are silent.
        year: the year; None: that of `as_of`. The report on a year is often made in the next.
        rules: the Measures', or a rule set of a province or host.
        calendar: which days are worked.

    Raises:
        InvalidArgument: an argument is not what is listed above.
        ValueError: the year begins after `as_of`.

    >>> from supervision_talk import Organization, Talk
    >>> county = Organization(id="371323", kind="local_committee", level="county")
    >>> town = Organization(id="371323101", kind="township_committee", level="township",
    ...                     superior="371323")
    >>> talk = Talk(id="t1", kind="regular", held_by="371323", organization="371323101",
    ...             ended_at=date(2026, 3, 10))
    >>> register = Register(organizations=[county, town], talks=[talk])
    >>> total = statistics(register, date(2026, 10, 5)).total
    >>> total.talks["regular"]
    (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    >>> total.duties["ST1101"].on_time_share, total.overdue
    (0.0, 3)
    """
    year_is_one = year is None or type(year) is int
    inquiry = asked(
        "statistics", register, as_of, policy, rules, calendar, ("year", year_is_one, _A_YEAR)
    )
    year = as_of.year if year is None else year
    if year > as_of.year:
        raise ValueError("year: expected that of as_of or an earlier one")
    count = _YearOf(inquiry, year, rules, calendar)
    committees = committees_judged(register)
    by_level: defaultdict[Level, list[_Counted]] = defaultdict(list)
    for committee in committees:
        by_level[register.organization(committee).level].append(count.of(committee))
    codes = [rule.code for rule in rules.duties.rules]
    return Statistics(
        as_of=as_of,
        year=year,
        policy=policy,
        total=_figures([each for counted in by_level.values() for each in counted], codes),
        levels={level: _figures(by_level[level], codes) for level in Level if level in by_level},
    )


@frozen
class _Counted:
    """What was counted of one committee."""

    talks: Counter[tuple[TalkKind, int]] = attrs.field(factory=Counter)
    duties: Counter[tuple[str, ObligationState]] = attrs.field(factory=Counter)
    past_due: Counter[str] = attrs.field(factory=Counter)
    on_time: Counter[str] = attrs.field(factory=Counter)
    overdue_before: Counter[str] = attrs.field(factory=Counter)
    running: list[CoverageFigures] = attrs.field(factory=list)
    ended: list[CoverageFigures] = attrs.field(factory=list)
    before_effect: Counter[bool] = attrs.field(factory=Counter)


class _YearOf:
    """Counts a year of one committee after the other."""

    def __init__(
        self, inquiry: Inquiry, year: int, rules: RuleSet, calendar: WorkdayCalendar
    ) -> None:
        self._inquiry = inquiry
        self._year = year
        self._judges = judges_of(rules.duties, inquiry.policy, calendar)
        self._rules = rules
        self._calendar = calendar

    def of(self, committee: str) -> _Counted:
        counted = _Counted()
        self._count_talks(committee, counted)
        self._count_duties(committee, counted)
        self._count_coverage(committee, counted)
        return counted

    def _count_talks(self, committee: str, counted: _Counted) -> None:
        for talk in self._inquiry.register.talks_of(committee):
            held_on = happened(talk.held_on, self._inquiry.as_of)
            if talk.kind in TALKS_COUNTED and held_on is not None and held_on.year == self._year:
                counted.talks[talk.kind, held_on.month] += 1
                counted.before_effect[held_on < EFFECTIVE_ON] += 1

    def _count_duties(self, committee: str, counted: _Counted) -> None:
        as_of = self._inquiry.as_of
        for duty in judged_duties(self._judges, self._inquiry, committee):
            code, state = duty.rule.code, duty.state
            due = None if duty.due is None else duty.due.effective
            if due is None:
                if state is ObligationState.UNDATED:
                    counted.duties[code, state] += 1
            elif due.year == self._year:
                counted.duties[code, state] += 1
                if due < as_of and state is not ObligationState.UNKNOWN:
                    counted.past_due[code] += 1
                    counted.on_time[code] += state is ObligationState.FULFILLED
            elif due.year < self._year and state is ObligationState.OVERDUE:
                counted.overdue_before[code] += 1

    def _count_coverage(self, committee: str, counted: _Counted) -> None:
        inquiry = self._inquiry
        survey = Survey(inquiry, self._rules, self._calendar)
        survey.add(committee)
        ends = {
            seat.term.ordinal: seat.term.end
            for seat in COVERAGE.subjects(inquiry, committee)
            if isinstance(seat, Seat)
        }
        for term in survey.terms():
            end = ends[term.term]
            figures = CoverageFigures(
                seats=term.seats,
                seats_covered=term.seats_covered,
                persons=term.persons,
                persons_covered=term.persons_covered,
                talks=term.talks,
                new_heads=len(term.new_heads),
            )
            if end is None or end >= inquiry.as_of:
                counted.running.append(figures)
            elif end.year == self._year:
                counted.ended.append(figures)


def _figures(counted: Iterable[_Counted], codes: Iterable[str]) -> Figures:
    each = list(counted)
    talks = sum((one.talks for one in each), Counter[tuple[TalkKind, int]]())
    duties = sum((one.duties for one in each), Counter[tuple[str, ObligationState]]())
    past_due = sum((one.past_due for one in each), Counter[str]())
    on_time = sum((one.on_time for one in each), Counter[str]())
    overdue_before = sum((one.overdue_before for one in each), Counter[str]())
    return Figures(
        committees=len(each),
        talks={kind: tuple(talks[kind, month] for month in MONTHS) for kind in TALKS_COUNTED},
        talks_before_effect=sum(one.before_effect[True] for one in each),
        running=_added(figures for one in each for figures in one.running),
        ended=_added(figures for one in each for figures in one.ended),
        duties={
            code: DutyFigures(
                states={state: duties[code, state] for state in ObligationState},
                past_due=past_due[code],
                on_time=on_time[code],
                overdue_before=overdue_before[code],
            )
            for code in codes
        },
    )


def _added(figures: Iterable[CoverageFigures]) -> CoverageFigures:
    each = list(figures)
    return CoverageFigures(
        **attrs.asdict(CoverageCounts.summed(each)), new_heads=sum(one.new_heads for one in each)
    )
