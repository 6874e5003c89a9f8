"""``supervision-talk obligations``: who owes what to whom by when, also for a calendar."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import Obligation, ObligationState, obligations
from supervision_talk.audit.owing import WHO_MAY_BEAR, may_bear
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import AS_OF, FILE, POLICY, Answer, Command, Document, read_day
from supervision_talk.cli.output import NAMES, OUTPUT, Formats
from supervision_talk.cli.page import BLANK, Cell, Grid, Page, Paragraph, Span, Style, line
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.text_report import remarks
from supervision_talk.errors import NotInRegister
from supervision_talk.interchange.calendar_file import calendar_file
from supervision_talk.interchange.json_text import json_text
from supervision_talk.interchange.obligations_document import obligations_document
from supervision_talk.interchange.standings import Names
from supervision_talk.interchange.terms import BEARERS, FORCES
from supervision_talk.measures import Bearer, Force, Wording
from supervision_talk.model import Register

__all__ = ["OBLIGATIONS"]

FROM: Final = Argument(
    name="--from",
    value="DATE",
    about=Wording(
        zh="期间首日；此前到期而至今逾期的也列出",
        en="the first day of the window; what was due before and is overdue is listed too",
    ),
    read=read_day,
    required=True,
)
TO: Final = Argument(
    name="--to",
    value="DATE",
    about=Wording(zh="期间末日", en="the last day of the window"),
    read=read_day,
    required=True,
)
BEARER: Final[Argument[str | None]] = Argument(
    name="--bearer",
    value="ROLE|ID",
    about=Wording(
        zh=f"只列某一责任人：人员或者组织的编号，或者{'、'.join(Bearer)}之一",
        en=f"only what one bears: the id of a person or organization, or {', '.join(Bearer)}",
    ),
    read=str,
)
COMMITTEE: Final[Argument[str | None]] = Argument(
    name="--committee",
    value="ID",
    about=Wording(zh="只列一个党委（党组）的台账", en="only the records of one committee"),
    read=str,
)
FORMATS: Final = Formats.of(
    "text",
    "json",
    "ics",
    about=Wording(
        zh="输出格式，默认text；ics为日历文件，不含没有期限的事项（需要附加组件ical）",
        en="text for people (the default), JSON, or ics: a file for a calendar, without what has "
        "no date (needs the extra ical)",
    ),
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:
    register, as_of, start, end = given[FILE], given[AS_OF], given[FROM], given[TO]
    names = given[NAMES]
    problems = list(FORMATS.refused(given, names=names))
    if end < start:
        problems.append(
            Wording(
                zh="--to：应不早于--from的日期", en="--to: expected that of --from or a later day"
            )
        )
    committee = given[COMMITTEE]
    if committee is not None:
        try:
            register.organization(committee)
        except NotInRegister as error:
            problems.append(
                Wording(zh=f"--committee：台账中没有组织{committee}", en=f"--committee: {error}")
            )
    bearer = given[BEARER]
    if bearer is not None and not may_bear(register, bearer):
        nearest = get_close_matches(bearer, list(Bearer), n=1)
        problems.append(
            Wording(
                zh=f"--bearer：{WHO_MAY_BEAR.zh}"
                + "".join(f"；是否指{each}？" for each in nearest),
                en=f"--bearer: {WHO_MAY_BEAR.en}"
                + "".join(f"; is {each} meant?" for each in nearest),
            )
        )
    if problems:
        raise Unusable(*problems)
    progress.phase(Wording(zh="列出待办事项", en="listing what is owed"))
    listed = obligations(
        register, as_of, start, end, given[POLICY], bearer=bearer, committee=committee
    )
    output: Page | Document
    match FORMATS.chosen(given):
        case "json":
            output = Document(tuple(json_text(obligations_document(listed, as_of, start, end))))
        case "ics":
            output = Document((calendar_file(listed, as_of, language=language).decode(),))
        case _:
            named = Names.of(register, wanted=names)
            writer = _Writer(register, listed, as_of, start, end, language, named)
            output = tuple(writer.page())
    return Answer(output).written_to(given[OUTPUT])


OBLIGATIONS: Final = Command(
    name="obligations",
    about=Wording(
        zh="列出谁应当在何时向谁办理什么；也可生成日历文件。原定届满日期已过而仍在进行的任期，"
        "其未覆盖的岗位不在其中，见coverage",
        en="List who owes what to whom by when; also as a file for a calendar. Seats not covered "
        "in a term that runs on past its planned end are not in it: see coverage",
    ),
    arguments=(
        *(FILE, AS_OF, FROM, TO, BEARER, COMMITTEE, POLICY),
        *(FORMATS.option, OUTPUT, NAMES),
    ),
    answer=_answer,
)

_STYLES: Final[Mapping[ObligationState, Style]] = {
    ObligationState.OPEN: Style.STRONG,
    ObligationState.UNDATED: Style.STRONG,
    ObligationState.FULFILLED: Style.GOOD,
    ObligationState.LATE: Style.CAUTION,
    ObligationState.OVERDUE: Style.ALARM,
    ObligationState.UNKNOWN: Style.CAUTION,
}


@frozen
class _Writer:
    register: Register
    listed: Sequence[Obligation]
    as_of: date
    start: date
    end: date
    language: str
    names: Names

    def say(self, zh: str, en: str) -> str:
        """Choose the language."""
        return zh if self.language == "zh" else en

    def page(self) -> Iterator[Paragraph | Grid]:
        """Give the page: what it is about, how much of what, and the obligations."""
        title = self.say(
            f"监督谈话到期事项 · {self.start}至{self.end} · 截至{self.as_of}",
            f"What is owed from {self.start} to {self.end}, as of {self.as_of}",
        )
        yield Paragraph(line(Span(title, Style.STRONG)))
        yield from remarks(self.register, self.as_of, self.language)
        yield Paragraph(line(*self.counts()))
        if self.listed:
            yield BLANK
            yield Grid(tuple(map(self.row, self.listed)), flexible=2)

    def counts(self) -> Iterator[Span]:
        """Count the obligations by state."""
        counts = Counter(each.state for each in self.listed)
        if not counts:
            yield Span(self.say("没有到期事项。", "Nothing is owed."), Style.GOOD)
        for index, state in enumerate(state for state in ObligationState if counts[state]):
            yield Span(self.say("，", ", ") if index else "")
            word = self.state(state)
            yield Span(
                self.say(f"{word}{counts[state]}项", f"{counts[state]} {word}"), _STYLES[state]
            )

    def state(self, state: ObligationState) -> str:
        """Give what a state is called."""
        return self.say(state.chinese, state.value)

    def row(self, obligation: Obligation) -> tuple[Cell, ...]:
        """Give an obligation: its date, how it stands, the sentence and who owes it to whom."""
        style = _STYLES[obligation.state]
        before, id, after = obligation.message.in_language(self.language).partition(
            obligation.subject.id
        )
        return (
            (line(Span(self.due(obligation), style)),),
            (line(Span(self.state(obligation.state), style)),),
            (
                line(before, Span(id, Style.STRONG), after),
                line(Span(" · ".join(self.details(obligation)), Style.FAINT)),
            ),
        )

    def due(self, obligation: Obligation) -> str:
        """Give the effective due date."""
        if obligation.due is None:
            return self.say("没有期限", "no date")
        return obligation.due.effective.isoformat()

    def details(self, obligation: Obligation) -> Iterator[str]:
        """Say who owes it, to whom, and which rule says so."""
        bearer = BEARERS[obligation.bearer].in_language(self.language)
        ids = self.names.bearers(obligation.bearer, obligation.bearer_ids)
        yield f"{bearer} {ids.in_language(self.language)}" if obligation.bearer_ids else bearer
        if obligation.owed_to is not None:
            owed_to = self.names.organization(obligation.owed_to)
            yield self.say(f"报送 {owed_to.zh}", f"owed to {owed_to.en}")
        yield obligation.rule
        if obligation.force is not Force.MANDATORY:
            yield FORCES[obligation.force].in_language(self.language)
