"""``supervision-talk coverage``: how much of a term is covered, and which seats are not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import CommitteeCoverage, CoverageCounts, SeatCoverage, coverages
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import AS_OF, FILE, POLICY, Answer, Command, Document
from supervision_talk.cli.output import NAMES, OUTPUT, TEXT_OR_JSON
from supervision_talk.cli.page import BLANK, Cell, Grid, Page, Paragraph, Span, Style, cell, line
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.text_report import remarks
from supervision_talk.errors import NotInRegister
from supervision_talk.interchange.coverage_document import coverage_document
from supervision_talk.interchange.json_text import json_text
from supervision_talk.interchange.standings import Names, listed
from supervision_talk.measures import Outcome, Wording
from supervision_talk.measures.field_names import chinese_field_name
from supervision_talk.model import Register

__all__ = ["COVERAGE"]

COMMITTEE: Final[Argument[str | None]] = Argument(
    name="--committee",
    value="ID",
    about=Wording(zh="只列一个党委（党组）", en="only one committee"),
    read=str,
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:
    register, as_of, committee = given[FILE], given[AS_OF], given[COMMITTEE]
    problems = list(TEXT_OR_JSON.refused(given, names=given[NAMES]))
    if committee is not None:
        try:
            register.organization(committee)
        except NotInRegister as error:
            problems.append(
                Wording(zh=f"--committee：台账中没有组织{committee}", en=f"--committee: {error}")
            )
    if problems:
        raise Unusable(*problems)
    progress.phase(Wording(zh="计算任期覆盖", en="looking at coverage"))
    found = [
        each
        for each in coverages(register, as_of, given[POLICY])
        if committee in (None, each.committee)
    ]
    output: Page | Document
    if TEXT_OR_JSON.chosen(given) == "json":
        output = Document(tuple(json_text(coverage_document(found, as_of, given[POLICY]))))
    else:
        named = Names.of(register, wanted=given[NAMES])
        output = tuple(_Writer(register, found, as_of, language, named).page())
    return Answer(output).written_to(given[OUTPUT])


COVERAGE: Final = Command(
    name="coverage",
    about=Wording(
        zh="显示一届任期内定期谈话覆盖了多少，哪些岗位尚未覆盖",
        en="Show how much of a term regular talks have covered, and which seats they have not",
    ),
    arguments=(FILE, AS_OF, COMMITTEE, POLICY, TEXT_OR_JSON.option, OUTPUT, NAMES),
    answer=_answer,
)

_BAR: Final = 30
"""How many columns of a terminal a whole bar takes."""

_OUTCOMES: Final[Mapping[Outcome, tuple[Wording, Style]]] = {
    Outcome.VIOLATED: (Wording(zh="届满未覆盖", en="not covered, term over"), Style.ALARM),
    Outcome.PENDING: (Wording(zh="尚未覆盖", en="not covered yet"), Style.CAUTION),
    Outcome.UNKNOWN: (Wording(zh="无法判断", en="cannot be told"), Style.CAUTION),
}
"""What a seat that is not covered is called, the worst first."""


@frozen
class _Writer:
    register: Register
    found: Sequence[CommitteeCoverage]
    as_of: date
    language: str
    names: Names

    def say(self, zh: str, en: str) -> str:
        """Choose the language."""
        return zh if self.language == "zh" else en

    def page(self) -> Iterator[Paragraph | Grid]:
        """Give the page: every committee with its terms, and the seats that are not covered."""
        title = self.say(f"任期覆盖 · 截至{self.as_of}", f"Coverage of terms, as of {self.as_of}")
        yield Paragraph(line(Span(title, Style.STRONG)))
        yield from remarks(self.register, self.as_of, self.language)
        told = [each for each in self.found if each.terms or each.missing]
        if not told:
            yield Paragraph(line(self.say("没有应当覆盖的岗位。", "There is no seat to cover.")))
        for each in told:
            yield BLANK
            yield from self.committee(each)

    def committee(self, coverage: CommitteeCoverage) -> Iterator[Paragraph | Grid]:
        """Give a committee's counts as bars, then its open seats."""
        named = self.names.organization(coverage.committee)
        name = self.say(f"党委（党组）{named.zh}", f"committee {named.en}")
        yield Paragraph(line(Span(name, Style.STRONG)))
        if coverage.missing:
            fields = self.say(
                "、".join(map(chinese_field_name, coverage.missing)), ", ".join(coverage.missing)
            )
            yield Paragraph(
                line(
                    Span(
                        self.say(
                            f"无法判断：没有记录{fields}，请补充记录。",
                            f"This cannot be told: not recorded are {fields}; enter them.",
                        ),
                        Style.CAUTION,
                    )
                )
            )
        for term in coverage.terms:
            yield Paragraph(line(self.say(f"第{term.term}届", f"term {term.term}")))
            yield Grid(tuple(self.bars(term)), flexible=3)
            if term.new_heads:
                heads = self.people(term.new_heads)
                yield Paragraph(
                    line(
                        self.say(f"  届中接任未谈：{heads}", f"  new heads not talked to: {heads}")
                    )
                )
        if coverage.below.seats:
            yield Paragraph(line(self.say("其下各级合计", "beneath it, all together")))
            yield Grid(tuple(self.bars(coverage.below)), flexible=3)
        open_seats = [each for each in coverage.seats if each.outcome in _OUTCOMES]
        if open_seats:
            yield Paragraph(line(self.say("未覆盖的岗位", "seats not covered")))
            order = list(_OUTCOMES)
            open_seats.sort(key=lambda seat: order.index(seat.outcome))
            yield Grid(tuple(map(self.seat, open_seats)), flexible=4)

    def bars(self, counts: CoverageCounts) -> Iterator[tuple[Cell, ...]]:
        """Give a row for the seats and one for the persons, and say how many talks it took."""
        talks = self.say(f"谈话{counts.talks}人次", f"by {counts.talks} talks")
        for name, covered, all_, share, note in (
            (
                self.say("岗位", "seats"),
                counts.seats_covered,
                counts.seats,
                counts.seats_share,
                talks,
            ),
            (
                self.say("任职人", "persons"),
                counts.persons_covered,
                counts.persons,
                counts.persons_share,
                "",
            ),
        ):
            full = round(_BAR * share) if share is not None else 0
            style = Style.GOOD if covered == all_ else Style.CAUTION
            yield (
                cell(f"  {name}"),
                cell(Span("█" * full, style), Span("░" * (_BAR - full), Style.FAINT)),
                cell(f"{covered}/{all_}" + ("" if share is None else f" ({share:.1%})")),
                cell(Span(note, Style.FAINT)),
            )

    def seat(self, seat: SeatCoverage) -> tuple[Cell, ...]:
        """Give a seat that is not covered: whose, how it stands, by when, and who holds it."""
        wording, style = _OUTCOMES[seat.outcome]
        due = "" if seat.due is None else seat.due.effective.isoformat()
        return (
            cell(f"  {self.names.organization(seat.organization).in_language(self.language)}"),
            cell(self.say(f"第{seat.term}届", f"term {seat.term}")),
            cell(Span(wording.in_language(self.language), style)),
            cell(due),
            cell(Span(self.people(seat.heads), Style.FAINT)),
        )

    def people(self, ids: Sequence[str]) -> str:
        """List people."""
        return listed([self.names.person(id) for id in ids]).in_language(self.language)
