"""``supervision-talk statistics``: the figures of a year, without any subject named (Art. 16)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import ObligationState, Statistics, statistics
from supervision_talk.audit.figures import MONTHS, CoverageFigures, DutyFigures, Figures
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import AS_OF, FILE, POLICY, Answer, Command, Document
from supervision_talk.cli.output import OUTPUT, TEXT_OR_JSON
from supervision_talk.cli.page import BLANK, Cell, Grid, Page, Paragraph, Span, Style, cell, line
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.text_report import remarks
from supervision_talk.interchange.json_text import json_text
from supervision_talk.interchange.statistics_document import statistics_document
from supervision_talk.measures import MEASURES, Wording
from supervision_talk.model import Register
from supervision_talk.model.fields import FIRST_YEAR, LAST_YEAR

__all__ = ["STATISTICS"]


def _read_year(text: str) -> int:
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        return int(text)
    raise Unusable(
        Wording(
            zh=f"应为{FIRST_YEAR}至{LAST_YEAR}的年份",
            en=f"expected a year from {FIRST_YEAR} to {LAST_YEAR}",
        )
    )


YEAR: Final[Argument[int | None]] = Argument(
    name="--year",
    value="YEAR",
    about=Wording(
        zh="统计年度，默认为核对日期所在年度", en="the year; that of --as-of where not given"
    ),
    read=_read_year,
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:
    as_of, year = given[AS_OF], given[YEAR]
    problems = list(TEXT_OR_JSON.refused(given, names=False))
    if year is not None and year > as_of.year:
        problems.append(
            Wording(
                zh="--year：应不晚于--as-of所在年度",
                en="--year: expected that of --as-of or an earlier one",
            )
        )
    if problems:
        raise Unusable(*problems)
    progress.phase(Wording(zh="统计", en="counting"))
    figures = statistics(given[FILE], as_of, given[POLICY], year=year)
    output: Page | Document
    if TEXT_OR_JSON.chosen(given) == "json":
        output = Document(tuple(json_text(statistics_document(figures))))
    else:
        output = tuple(_Writer(given[FILE], figures, language).page())
    return Answer(output).written_to(given[OUTPUT])


STATISTICS: Final = Command(
    name="statistics",
    about=Wording(
        zh="生成年度报告所需的数字，不列出任何对象",
        en="Give the figures of a yearly report, without any subject named",
    ),
    arguments=(FILE, AS_OF, YEAR, POLICY, TEXT_OR_JSON.option, OUTPUT),
    answer=_answer,
)

_DUTY_COLUMNS: Final = (
    (ObligationState.FULFILLED, Wording(zh="已完成", en="fulfilled")),
    (ObligationState.LATE, Wording(zh="迟办或者\n不符合", en="late")),
    (ObligationState.OVERDUE, Wording(zh="逾期\n未办", en="overdue")),
    (ObligationState.OPEN, Wording(zh="待办", en="open")),
    (ObligationState.UNDATED, Wording(zh="无期限", en="undated")),
    (ObligationState.UNKNOWN, Wording(zh="无法\n判断", en="unknown")),
)


@frozen
class _Writer:
    register: Register
    statistics: Statistics
    language: str

    def say(self, zh: str, en: str) -> str:
        """Choose the language."""
        return zh if self.language == "zh" else en

    def page(self) -> Iterator[Paragraph | Grid]:
        """Give the figures of all committees, and of each level where there are several."""
        year, as_of = self.statistics.year, self.statistics.as_of
        title = self.say(
            f"监督谈话统计 · {year}年 · 截至{as_of}",
            f"Supervision talks in figures: {year}, as of {as_of}",
        )
        yield Paragraph(line(Span(title, Style.STRONG)))
        last_day = min(as_of, date(year, 12, 31))
        yield from remarks(self.register, last_day, self.language)
        yield from self.figures(
            self.say("全部党委（党组）", "All committees"), self.statistics.total
        )
        if len(self.statistics.levels) > 1:
            for level, figures in self.statistics.levels.items():
                heading = self.say(
                    f"{level.chinese}党委（党组）", f"Committees of the {level.value} level"
                )
                yield from self.figures(heading, figures)
        yield BLANK
        yield Paragraph(line(Span(self.note(), Style.FAINT)))
        yield Grid(
            tuple(
                _row(code, MEASURES[code].norm.in_language(self.language))
                for code, _ in _told(self.statistics.total)
            ),
            flexible=1,
        )

    def note(self) -> str:
        """Say what the columns of duties count, and lead over to what the duties are."""
        year, as_of = self.statistics.year, self.statistics.as_of
        return self.say(
            f"义务按{year}年内到期的统计，办理情况截至{as_of}；“无期限”不限年度；“按期率”只算"
            f"{as_of}之前到期且能够判断的，没有的为“-”。各项义务的内容：",
            f"Duties are those due in {year}, as they stand on {as_of}; “undated” are those of any "
            f"year; “on time” is a share of what was due before {as_of} and can be told, “-” where "
            "nothing was. What the duties ask:",
        )

    def figures(self, heading: str, figures: Figures) -> Iterator[Paragraph | Grid]:
        """Give talks, coverage and duties."""
        count = figures.committees
        title = self.say(f"{heading}（{count}个）", f"{heading} ({count})")
        yield BLANK
        yield Paragraph(line(Span(title, Style.STRONG)))
        yield Grid(tuple(self.talks(figures)), flexible=0)
        if figures.talks_before_effect:
            yield Paragraph(
                line(
                    self.say(
                        f"其中《办法》施行之前{figures.talks_before_effect}次。",
                        f"{figures.talks_before_effect} of them before the Measures took effect.",
                    )
                )
            )
        yield BLANK
        yield Grid(tuple(self.coverage(figures)), flexible=0)
        yield BLANK
        yield Grid(tuple(self.duties(figures)), flexible=0)
        overdue = figures.overdue
        yield Paragraph(
            line(
                Span(
                    self.say(f"逾期未办合计{overdue}项。", f"Overdue in all: {overdue}."),
                    Style.ALARM if overdue else Style.GOOD,
                )
            )
        )

    def talks(self, figures: Figures) -> Iterator[tuple[Cell, ...]]:
        """Give a row for each kind of talk: every month, and the year."""
        yield self.heading(
            self.say("谈话次数", "talks"),
            *(self.say(f"{month}月", str(month)) for month in MONTHS),
            self.say("全年", "year"),
        )
        for kind, months in figures.talks.items():
            name = self.say(kind.chinese, kind.value)
            yield _row(name, *months, sum(months))

    def coverage(self, figures: Figures) -> Iterator[tuple[Cell, ...]]:
        """Give a row for the running terms, and one for those that ended if some did."""
        as_of = self.statistics.as_of
        yield self.heading(
            self.say("任期覆盖", "coverage") + self.say(f"\n截至{as_of}", f"\nas of {as_of}"),
            self.say("岗位", "seats"),
            self.say("已覆盖", "covered"),
            self.say("任职人", "persons"),
            self.say("已覆盖", "covered"),
            self.say("谈话", "talks"),
            self.say("接任未谈", "new heads"),
        )
        yield self.covered(self.say("本届", "running terms"), figures.running)
        if figures.ended.seats:
            yield self.covered(self.say("当年届满", "ended terms"), figures.ended)

    def covered(self, name: str, counts: CoverageFigures) -> tuple[Cell, ...]:
        """Give the counts of a coverage."""
        return _row(
            name,
            counts.seats,
            f"{counts.seats_covered}{_per_cent(counts.seats_share)}",
            counts.persons,
            f"{counts.persons_covered}{_per_cent(counts.persons_share)}",
            counts.talks,
            counts.new_heads,
        )

    def duties(self, figures: Figures) -> Iterator[tuple[Cell, ...]]:
        """Give a row for each duty of which there is something to say."""
        yield self.heading(
            self.say("规则", "duty"),
            *(wording.in_language(self.language) for _, wording in _DUTY_COLUMNS),
            self.say("往年逾期\n未办", "overdue\nbefore"),
            self.say("按期率", "on time"),
        )
        for code, duty in _told(figures):
            yield self.duty(code, duty)

    def duty(self, code: str, duty: DutyFigures) -> tuple[Cell, ...]:
        """Give how often a duty stood how."""
        return _row(
            code,
            *(duty.states[state] for state, _ in _DUTY_COLUMNS),
            duty.overdue_before,
            _per_cent(duty.on_time_share).strip(" ()") or "-",
        )

    def heading(self, *names: str) -> tuple[Cell, ...]:
        """Give the names of columns, long ones in two lines."""
        return tuple(
            tuple(line(Span(part, Style.FAINT)) for part in name.split("\n")) for name in names
        )


def _told(figures: Figures) -> Iterator[tuple[str, DutyFigures]]:
    """Give the duties of which there is something to say."""
    for code, duty in figures.duties.items():
        if any(duty.states.values()) or duty.overdue_before:
            yield code, duty


def _row(*values: str | int) -> tuple[Cell, ...]:
    return tuple(cell(str(value)) for value in values)


def _per_cent(share: float | None) -> str:
    return "" if share is None else f" ({share:.1%})"
