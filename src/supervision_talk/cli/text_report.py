"""A report for people: what is overdue first, then what else is wrong, what is due, what is open.

The sections are in the order in which an office acts on them. Ids stand for organizations and
people; names only where they were asked for (Art. 16).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Final, overload

from supervision_talk._values import frozen
from supervision_talk.audit import Finding, NotGovernedTalk, Report
from supervision_talk.audit.coverage import CoverageCounts
from supervision_talk.audit.findings import worked_out
from supervision_talk.cli.page import (
    BLANK,
    Cell,
    Grid,
    Page,
    Paragraph,
    Span,
    Style,
    line,
)
from supervision_talk.interchange.remarks import (
    Outline,
    organization_concerned,
    remarks_on,
    remarks_on_report,
    upcoming,
)
from supervision_talk.interchange.standings import Names, Standing, standing_of
from supervision_talk.interchange.streams.found import OnDisk
from supervision_talk.interchange.terms import BEARERS, FORCES, NOT_GOVERNED
from supervision_talk.measures import (
    MEASURES,
    POLICY_VALUES,
    Force,
    NotGoverned,
    Outcome,
    Policy,
    Wording,
)
from supervision_talk.measures.facts.sheet import value_worded, wordings
from supervision_talk.model import Register

__all__ = ["remarks", "text_report"]

_TALKS_NAMED: Final = 12
"""How many talks of one reason are named before the rest is only counted."""


class _Rows(Sequence[tuple[Cell, ...]]):
    """What a grid has of each finding, worded when it is asked for: there may be very many."""

    def __init__(
        self, findings: Sequence[Finding], row: Callable[[Finding], tuple[Cell, ...]]
    ) -> None:
        self._findings = findings
        self._row = row

    def __len__(self) -> int:
        return len(self._findings)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return map(self._row, map(worked_out, self._findings))

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, index: int | slice) -> object:
        if isinstance(index, slice):
            return _Rows(self._findings[index], self._row)
        return self._row(self._findings[index])


@frozen(kw_only=True)
class _Section:
    """A part of the report.

    Attributes:
        title: what it holds.
        style: of the title, and of what marks each finding.
        holds: which findings.
        order: those with the lower number first, and of the same number in the report's order.
        mark: what stands in front of each.
    """

    title: Wording
    style: Style
    holds: Callable[[Finding], bool]
    order: Callable[[Finding], int]
    mark: Callable[[Finding, date], Wording]


def text_report(
    report: Report, register: Register | Outline | None, language: str, *, names: bool = False
) -> Page:
    """Make the page.

    Arguments:
        report: what was found.
        register: in what; it is asked for counts, and for names if they are wanted. An outline
            has no names. None: it came as a stream and is gone; what only it could tell is left
            out.
        language: "zh" or "en".
        names: whether names stand beside ids.
    """
    if isinstance(register, Register):
        known = Names.of(register, wanted=names)
        register = Outline.of(register)
    else:
        known = Names.of(None, wanted=names)
    return tuple(_Writer(report, register, language, known).page())


@frozen
class _Writer:
    report: Report
    outline: Outline | None
    language: str
    names: Names

    @cached_property
    def arranged(self) -> Sequence[Sequence[Finding]]:
        """The findings of each section, in its order."""
        findings = self.report.findings
        if isinstance(findings, OnDisk):
            return findings.in_sections(len(_SECTIONS), _place)
        return [sorted(filter(section.holds, findings), key=section.order) for section in _SECTIONS]

    @property
    def only_committee(self) -> str | None:
        """The committee, if the register is kept for one alone: named once, at the top."""
        kept = frozenset[str]() if self.outline is None else self.outline.committees_kept
        return next(iter(kept)) if len(kept) == 1 else None

    def say(self, zh: str, en: str) -> str:
        """Choose the language."""
        return zh if self.language == "zh" else en

    def page(self) -> Iterator[Paragraph | Grid]:
        """Give the report from top to bottom."""
        yield from self.summary()
        for section, findings in zip(_SECTIONS, self.arranged, strict=True):
            if findings:
                yield from self.section(section, findings)
        yield from self.not_governed()
        yield BLANK
        yield from self.footing()

    def summary(self) -> Iterator[Paragraph]:
        """Say in a few lines how things stand."""
        day = self.report.as_of
        title = self.say(f"监督谈话核对报告 · 截至{day}", f"Supervision talks as of {day}")
        if self.only_committee is not None:
            title += f" · {self.organization(self.only_committee)}"
        yield Paragraph(line(Span(title, Style.STRONG)))
        yield from _remarked(remarks_on_report(self.report, self.outline), self.language)
        yield Paragraph(tuple(self.verdict()))
        for each in upcoming(self.report, self.outline, self.names):
            yield Paragraph(line(each.in_language(self.language)))
        if self.report.coverage:
            yield Paragraph(line(self.covered()))
        if self.outline is not None:
            yield Paragraph(line(self.holdings(self.outline)))

    def verdict(self) -> Iterator[Span]:
        """Give the counts, what is wrong first."""
        totals = self.report.totals
        violated = totals[Outcome.VIOLATED]
        overdue, mandatory, by_reference, advisory, *_ = map(len, self.arranged)
        other = mandatory + by_reference
        among = [
            *([self.say(f"逾期未办{overdue}项", f"{overdue} overdue")] if overdue else []),
            *(
                [self.say(f"其他{other}项", f"{other} other")]
                if other and (overdue or advisory)
                else []
            ),
            *([self.say(f"提示{advisory}项", f"{advisory} advisory")] if advisory else []),
        ]
        style = Style.ALARM if self.report.violates else Style.CAUTION if violated else Style.GOOD
        yield Span(self.say(f"不符合{violated}项", f"{violated} violated"), style)
        if among:
            listed = self.say("、", ", ").join(among)
            yield Span(self.say(f"（其中{listed}）", f" ({listed})"), style)
        stop = self.say("，", ", ")
        yield Span(
            stop
            + self.say(f"待办{totals[Outcome.PENDING]}项", f"{totals[Outcome.PENDING]} pending")
            + stop
            + self.say(
                f"无法判断{totals[Outcome.UNKNOWN]}项",
                f"{totals[Outcome.UNKNOWN]} cannot be told",
            )
            + stop
            + self.say(
                f"符合{totals[Outcome.SATISFIED]}项。",
                f"{totals[Outcome.SATISFIED]} satisfied.",
            )
        )

    def covered(self) -> str:
        """Say how much of the terms' coverage is done: posts, people and talks, counted apart."""
        counts = CoverageCounts.summed(self.report.coverage)
        return self.say(
            f"任期覆盖：岗位{counts.seats_covered}/{counts.seats}，"
            f"任职人{counts.persons_covered}/{counts.persons}，谈话{counts.talks}人次。",
            f"Coverage of the term: {counts.seats_covered} of {counts.seats} seats, "
            f"{counts.persons_covered} of {counts.persons} persons, "
            f"{_counted(counts.talks, 'talk')}.",
        )

    def holdings(self, outline: Outline) -> str:
        """Say what the register holds, and how many of its talks are judged."""
        talks, left_out = outline.talks, len(self.report.not_governed)
        return self.say(
            f"台账：组织{outline.organizations}个，人员{outline.people}名，"
            f"谈话{talks}次，其中纳入核对{talks - left_out}次、未纳入{left_out}次。",
            f"The register: {_counted(outline.organizations, 'organization')}, "
            f"{_counted(outline.people, 'person', 'people')}, {_counted(talks, 'talk')}; "
            f"{talks - left_out} under the Measures, {left_out} not.",
        )

    def section(self, section: _Section, findings: Sequence[Finding]) -> Iterator[Paragraph | Grid]:
        """Give the findings of a section, each with its mark, its sentence and who answers."""
        title = section.title.in_language(self.language)
        count = len(findings)
        yield BLANK
        yield Paragraph(
            line(Span(self.say(f"{title}（{count}项）", f"{title} ({count})"), section.style))
        )
        yield Grid(_Rows(findings, partial(self.row, section)), flexible=1)

    def row(self, section: _Section, finding: Finding) -> tuple[Cell, Cell]:
        """Give what stands in front of a finding, and what it says."""
        mark = section.mark(finding, self.report.as_of).in_language(self.language)
        return (line("  ", Span(mark, section.style)),), self.told(finding)

    def told(self, finding: Finding) -> Cell:
        """Give the sentence, and in small who answers for what."""
        before, id, after = finding.message.in_language(self.language).partition(finding.subject.id)
        return (
            line(before, Span(id, Style.STRONG), after),
            line(Span(" · ".join(self.details(finding)), Style.FAINT)),
        )

    def details(self, finding: Finding) -> Iterator[str]:
        """Say about which organization it is, who answers, and which rule says so."""
        organization = organization_concerned(finding.subject, self.outline)
        if organization is not None:
            yield self.organization(organization)
        bearer = BEARERS[finding.bearer].in_language(self.language)
        ids = (
            finding.bearer_ids[0]  # the title has its name
            if finding.bearer_ids == (self.only_committee,)
            else self.names.bearers(finding.bearer, finding.bearer_ids).in_language(self.language)
        )
        yield f"{bearer} {ids}" if ids else bearer
        yield finding.rule
        if finding.force is not Force.MANDATORY:
            yield FORCES[finding.force].in_language(self.language)
        yield from self.circumstances(finding, organization)

    def circumstances(self, finding: Finding, organization: str | None) -> Iterator[str]:
        """Say what the rule wants shown beside the verdict: the earlier talk, who left office."""
        rule = MEASURES[finding.rule]
        for fact in rule.shows:
            value = finding.facts.get(fact.name)
            if value is not None and value != organization:
                word = wordings(rule.about)[fact.name].in_language(self.language)
                shown = value_worded(rule.about, fact.name, value).in_language(self.language)
                yield f"{word} {shown}"

    def organization(self, id: str) -> str:
        """Give an organization's id, with its name if names are wanted and there is one."""
        return self.names.organization(id).in_language(self.language)

    def not_governed(self) -> Iterator[Paragraph | Grid]:
        """List the talks that no rule is applied to, by reason."""
        talks = self.report.not_governed
        if not talks:
            return
        yield BLANK
        count = len(talks)
        yield Paragraph(
            line(
                Span(
                    self.say(
                        f"未纳入核对的谈话（{count}次）", f"Talks that are not judged ({count})"
                    ),
                    Style.STRONG,
                )
            )
        )
        yield Grid(tuple(self.left_out(talks)), flexible=1)

    def left_out(self, talks: Iterable[NotGovernedTalk]) -> Iterator[tuple[Cell, ...]]:
        """Give a row for each reason."""
        counts: Counter[NotGoverned] = Counter()
        named: defaultdict[NotGoverned, list[str]] = defaultdict(list)
        for each in talks:
            counts[each.reason] += 1
            if counts[each.reason] <= _TALKS_NAMED:
                named[each.reason].append(each.talk)
        for reason in NotGoverned:
            count = counts[reason]
            if count:
                why = NOT_GOVERNED[reason].in_language(self.language)
                yield (
                    (line("  ", self.say(f"{count}次", str(count))),),
                    (line(why, self.say("：", ": "), self.some(named[reason], count)),),
                )

    def some(self, ids: Sequence[str], count: int) -> str:
        """List ids, the first few of many."""
        listed = self.say("、", ", ").join(ids)
        more = count - len(ids)
        return listed + self.say(f"等，另有{more}个", f" and {more} more") if more > 0 else listed

    def footing(self) -> Iterator[Paragraph]:
        """Say by which values of the policy it was judged, and what the audit is known by."""
        chosen = _chosen(self.report.policy)
        if chosen:
            yield Paragraph(line(self.say("政策：", "Policy: "), ", ".join(chosen)))
        yield Paragraph(
            line(
                Span(
                    self.say(
                        f"校验值 sha-256 {self.report.digest}（台账、日期、政策和规则相同则相同）",
                        f"Digest sha-256 {self.report.digest} (the same for the same register, "
                        "date, policy and rules)",
                    ),
                    Style.FAINT,
                )
            )
        )


def remarks(register: Register, as_of: date, language: str) -> Iterator[Paragraph]:
    """Say at the top of any page why it may have nothing to tell."""
    return _remarked(remarks_on(Outline.of(register), as_of), language)


def _remarked(said: Iterable[Wording], language: str) -> Iterator[Paragraph]:
    for each in said:
        yield Paragraph(line(Span(each.in_language(language), Style.CAUTION)))


def _chosen(policy: Policy) -> list[str]:
    values = policy.values()
    return [
        f"{value.name}={values[value.name]}"
        for value in POLICY_VALUES
        if values[value.name] != value.default
    ]


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _is_overdue(finding: Finding) -> bool:
    return standing_of(finding) is Standing.OVERDUE


def _days_overdue(finding: Finding, _: date) -> Wording:
    days = finding.days_late or 0
    return Wording(zh=f"逾期{days}天", en=f"{_counted(days, 'day')} late")


def _most_days_late_first(finding: Finding) -> int:
    return -(finding.days_late or 0)


def _in_order(_: Finding) -> int:
    return 0


def _by_due_date(finding: Finding) -> int:
    return (date.max if finding.due is None else finding.due.effective).toordinal()


def _article(finding: Finding, _: date) -> Wording:
    return finding.article.wording


def _due_date(finding: Finding, _: date) -> Wording:
    if finding.due is None:
        return Wording(zh="没有期限", en="no date")
    return Wording(zh=f"{finding.due.effective}", en=f"{finding.due.effective}")


def _violated(force: Force) -> Callable[[Finding], bool]:
    return lambda finding: (
        finding.outcome is Outcome.VIOLATED and finding.force is force and not _is_overdue(finding)
    )


def _is(outcome: Outcome) -> Callable[[Finding], bool]:
    return lambda finding: finding.outcome is outcome


_SECTIONS: Final = (
    _Section(
        title=Wording(zh="逾期未办", en="Overdue"),
        style=Style.ALARM,
        holds=_is_overdue,
        order=_most_days_late_first,
        mark=_days_overdue,
    ),
    _Section(
        title=Wording(zh="不符合规定", en="Not as required"),
        style=Style.ALARM,
        holds=_violated(Force.MANDATORY),
        order=_in_order,
        mark=_article,
    ),
    _Section(
        title=Wording(zh="不符合规定（参照执行）", en="Not as required, applied by reference"),
        style=Style.ALARM,
        holds=_violated(Force.BY_REFERENCE),
        order=_in_order,
        mark=_article,
    ),
    _Section(
        title=Wording(zh="提示", en="Advisory"),
        style=Style.CAUTION,
        holds=_violated(Force.ADVISORY),
        order=_in_order,
        mark=_article,
    ),
    _Section(
        title=Wording(zh="待办，按到期日排列", en="Pending, what is due next first"),
        style=Style.STRONG,
        holds=_is(Outcome.PENDING),
        order=_by_due_date,
        mark=_due_date,
    ),
    _Section(
        title=Wording(zh="无法判断，缺少记录", en="Cannot be told, not recorded"),
        style=Style.CAUTION,
        holds=_is(Outcome.UNKNOWN),
        order=_in_order,
        mark=_article,
    ),
    _Section(
        title=Wording(zh="符合规定", en="Satisfied"),
        style=Style.GOOD,
        holds=_is(Outcome.SATISFIED),
        order=_in_order,
        mark=_article,
    ),
)


def _place(finding: Finding) -> tuple[int, int]:
    """Give the section of a finding, and its number there."""
    for index, section in enumerate(_SECTIONS):
        if section.holds(finding):
            return index, section.order(finding)
    raise AssertionError("a finding has one of these outcomes")
