"""A report as a workbook: findings that can be filtered, what is overdue first, and a summary."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from supervision_talk._values import frozen
from supervision_talk.audit import Finding, Report
from supervision_talk.audit.messages import SUBJECTS
from supervision_talk.interchange.remarks import Outline, remarks_on_report
from supervision_talk.interchange.standings import (
    Names,
    Standing,
    committee_of,
    most_urgent_first,
    standing_of,
)
from supervision_talk.interchange.terms import BEARERS, FORCES, NOT_GOVERNED
from supervision_talk.interchange.workbooks import (
    CellValue,
    Kind,
    Row,
    SheetLook,
    WorkbookWriter,
)
from supervision_talk.measures import MEASURES, POLICY_VALUES, Outcome, Wording
from supervision_talk.measures.field_names import chinese_field_name
from supervision_talk.model import Register
from supervision_talk.wording import LANGUAGES

__all__ = ["write_report_workbook"]


def write_report_workbook(
    report: Report,
    register: Register,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    language: str = "zh",
    names: bool = False,
) -> None:
    """Write a report as a workbook (.xlsx) of four sheets.

    A summary; the findings, the most urgent first, which can be filtered; coverage; and the talks
    that are not judged. Every text is written as text, whatever an id or a name begins with.

    Arguments:
        report: what was found.
        register: in what; it tells whose findings they are, and names if they are wanted.
        target: the path of a file, which is replaced, or a stream of bytes.
        language: "zh" or "en".
        names: whether names stand beside ids.

    Raises:
        MissingExtra: the extra ``xlsx`` is not installed.
        OSError: the file cannot be written.
        ValueError: the language is none of the two.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}")
    sheets = _Sheets(report, register, language, Names.of(register, wanted=names))
    workbook = WorkbookWriter()
    for title, rows, look in sheets.all():
        workbook.add(title, rows, look)
    if isinstance(target, (str, os.PathLike)):
        with Path(target).open("wb") as stream:
            workbook.write(stream)
    else:
        workbook.write(target)


_MARKS: Final = {
    Standing.OVERDUE: Kind.ALARM,
    Standing.VIOLATED: Kind.ALARM,
    Standing.ADVISORY: Kind.CAUTION,
    Standing.PENDING: Kind.HEADING,
    Standing.UNKNOWN: Kind.CAUTION,
    Standing.SATISFIED: Kind.GOOD,
}

_Sheet: TypeAlias = tuple[str, Iterator[Row], SheetLook]


@frozen
class _Sheets:
    report: Report
    register: Register
    language: str
    named: Names

    def say(self, zh: str, en: str) -> str:
        """Choose the language."""
        return zh if self.language == "zh" else en

    def said(self, wording: Wording) -> str:
        """Give a wording in the language."""
        return wording.in_language(self.language)

    def ids(self, ids: tuple[str, ...]) -> str | None:
        """List ids, with names where they are wanted."""
        return self.say("、", ", ").join(self.said(self.named(id)) for id in ids) or None

    def missing(self, finding: Finding) -> str | None:
        """List the fields that are missing, as a finding's sentence names them."""
        if self.language == "zh":
            return "、".join(map(chinese_field_name, finding.missing)) or None
        return ", ".join(finding.missing) or None

    def all(self) -> Iterator[_Sheet]:
        """Give every sheet."""
        yield (
            self.say("摘要", "Summary"),
            self.summary(),
            SheetLook(widths=(34, 14, 14, 14, 14, 60)),
        )
        yield (
            self.say("核对结果", "Findings"),
            self.findings(),
            SheetLook(
                widths=(12, 10, 13, 11, 18, 24, 12, 70, 14, 26, 14, 26, 13, 30),
                frozen="A2",
                filtered=True,
            ),
        )
        yield (
            self.say("覆盖情况", "Coverage"),
            self.coverage(),
            SheetLook(widths=(26, 8, 10, 12, 10, 10, 12, 10, 10, 30), frozen="A2", filtered=True),
        )
        yield (
            self.say("未纳入核对的谈话", "Not judged"),
            self.not_governed(),
            SheetLook(widths=(26, 60), frozen="A2", filtered=True),
        )

    def headings(self, zh: str, en: str) -> Row:
        """Give a row of headings, written with commas between them."""
        values = self.say(zh, en).split(",")
        return Row(values, (Kind.HEADING,) * len(values))

    def summary(self) -> Iterator[Row]:
        """Give the counts: by standing, committee and rule; and what they rest on."""
        report = self.report
        yield Row((self.say("监督谈话核对报告", "Supervision talks: report"),), (Kind.TITLE,))
        yield Row((self.say("核对日期", "As of"), report.as_of))
        for remark in remarks_on_report(report, Outline.of(self.register)):
            yield Row((self.said(remark),), (Kind.CAUTION,))
        yield Row(())
        standings = Counter(map(standing_of, report.findings))
        standings[Standing.SATISFIED] = report.totals[Outcome.SATISFIED]
        yield self.headings("状态,项数", "Standing,Count")
        for standing in Standing:
            yield Row((self.said(standing.value), standings[standing]), (_MARKS[standing],))
        yield Row(())
        yield self.headings(
            "党委（党组）,逾期未办,不符合,待办,无法判断",
            "Committee,Overdue,Not as required,Pending,Unknown",
        )
        yield from self.by_committee()
        yield Row(())
        yield self.headings(
            "规则,符合,不符合,待办,无法判断,内容",
            "Rule,Satisfied,Violated,Pending,Unknown,What it asks",
        )
        for code, counts in report.rules.items():
            if any(counts.values()):
                norm = self.said(MEASURES[code].norm) if code in MEASURES else None
                yield Row(
                    (code, *(counts[outcome] for outcome in Outcome), norm),
                    (Kind.TEXT,) * 5 + (Kind.WRAPPED,),
                )
        yield Row(())
        yield self.headings("政策,取值,,,,含义", "Policy,Value,,,,What it decides")
        meanings = {each.name: each.meaning for each in POLICY_VALUES}
        for name, value in report.policy.values().items():
            if isinstance(value, bool):
                value = self.say("是", "yes") if value else self.say("否", "no")  # noqa: PLW2901
            meaning = self.said(meanings[name]) if name in meanings else None
            yield Row(
                (name, None if value is None else str(value), None, None, None, meaning),
                (Kind.TEXT,) * 5 + (Kind.WRAPPED,),
            )
        yield Row(())
        yield Row((self.say("校验值（sha-256）", "Digest (sha-256)"), report.digest))

    def by_committee(self) -> Iterator[Row]:
        """Give a row of counts for each committee."""
        counts: dict[str, Counter[Standing]] = {}
        for finding in self.report.findings:
            committee = committee_of(finding, self.register) or ""
            counts.setdefault(committee, Counter())[standing_of(finding)] += 1
        for committee in sorted(counts):
            its = counts[committee]
            yield Row(
                (
                    self.said(self.named(committee)) or None,
                    its[Standing.OVERDUE],
                    its[Standing.VIOLATED] + its[Standing.ADVISORY],
                    its[Standing.PENDING],
                    its[Standing.UNKNOWN],
                )
            )

    def findings(self) -> Iterator[Row]:
        """Give a row for each finding, the most urgent first."""
        yield self.headings(
            "状态,逾期（迟办）天数,到期日,到期日暂定,条款,党委（党组）,效力,说明,责任人,责任人编号,对象类型,"
            "对象编号,办理日期,缺少的记录",
            "Standing,Days late,Due,Provisional,Article,Committee,Force,Finding,Bearer,Bearer ids,"
            "Subject,Subject id,Done on,Not recorded",
        )
        for finding in sorted(self.report.findings, key=most_urgent_first):
            yield self.finding(finding)

    def finding(self, finding: Finding) -> Row:
        """Give the row of a finding."""
        standing, due = standing_of(finding), finding.due
        committee = committee_of(finding, self.register)
        type_ = finding.subject.type
        values: tuple[CellValue, ...] = (
            self.said(standing.value),
            finding.days_late,
            None if due is None else due.effective,
            None if due is None else self.say("是", "yes") if due.provisional else None,
            f"{self.said(finding.article.wording)} {finding.rule}",
            None if committee is None else self.said(self.named(committee)),
            self.said(FORCES[finding.force]),
            self.said(finding.message),
            self.said(BEARERS[finding.bearer]),
            self.ids(finding.bearer_ids),
            self.said(SUBJECTS.get(type_, Wording(zh=type_, en=type_))),
            finding.subject.id,
            finding.done_on,
            self.missing(finding),
        )
        return Row(values, (_MARKS[standing], *[Kind.WRAPPED] * (len(values) - 1)))

    def coverage(self) -> Iterator[Row]:
        """Give the counts of each committee and term."""
        yield self.headings(
            "党委（党组）,届次,岗位,已覆盖岗位,岗位覆盖率,人员,已覆盖人员,人员覆盖率,谈话人次,届中接任、尚未谈话的“一把手”",
            "Committee,Term,Seats,Seats covered,Share,Persons,Persons covered,Share,Talks,"
            "Heads new in the term, not yet talked to",
        )
        for each in self.report.coverage:
            yield Row(
                (
                    self.said(self.named(each.committee)),
                    each.term,
                    each.seats,
                    each.seats_covered,
                    each.seats_share,
                    each.persons,
                    each.persons_covered,
                    each.persons_share,
                    each.talks,
                    self.ids(each.new_heads),
                ),
                (
                    *(Kind.TEXT, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.SHARE),
                    *(Kind.NUMBER, Kind.NUMBER, Kind.SHARE, Kind.NUMBER, Kind.WRAPPED),
                ),
            )

    def not_governed(self) -> Iterator[Row]:
        """Give the talks that are not judged, with the reason."""
        yield self.headings("谈话编号,原因", "Talk,Reason")
        for each in self.report.not_governed:
            yield Row((each.talk, self.said(NOT_GOVERNED[each.reason])))
