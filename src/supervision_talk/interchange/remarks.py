"""What the first lines of a report say besides its counts, on a screen as on a page.

That there was nothing to check, that the Measures did not hold yet, and what is due next for whom.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final, Self

from supervision_talk._values import frozen
from supervision_talk.audit import Finding, Report, Subject
from supervision_talk.interchange.standings import BORNE_BY_ORGANIZATIONS, Names, listed
from supervision_talk.measures import EFFECTIVE_ON, MEASURES, Outcome, SubjectType, Wording
from supervision_talk.model import Register

__all__ = [
    "TOLD_BY_RECORDS",
    "Outline",
    "organization_concerned",
    "organization_of",
    "remarks_on",
    "remarks_on_report",
    "upcoming",
]

_FEW: Final = 3
"""Of so many it is said for whom something is due; the rest is only counted."""


@frozen(kw_only=True)
class Outline:
    """What a report for people says of a register itself, beside what was found in it.

    Attributes:
        committees_kept: the organizations whose own records it holds.
        organizations: how many there are.
        people: likewise.
        talks: likewise.
        is_empty: whether it holds no records at all.
        organization_of: gives the organization that a talk is with, or that an item of a plan or a
            circumstance is about; None of other subjects.
    """

    committees_kept: frozenset[str]
    organizations: int
    people: int
    talks: int
    is_empty: bool
    organization_of: Callable[[Subject], str | None]

    @classmethod
    def of(cls, register: Register) -> Self:
        """Give that of a register.

        >>> Outline.of(Register()).is_empty
        True
        """
        return cls(
            committees_kept=register.committees_kept,
            organizations=len(register.organizations),
            people=len(register.people),
            talks=len(register.talks),
            is_empty=not any(records for _, records in register.records()),
            organization_of=partial(organization_of, register),
        )


TOLD_BY_RECORDS: Final = frozenset(
    {SubjectType.TALK, SubjectType.PLAN_ITEM, SubjectType.CIRCUMSTANCE}
)
"""Kinds of subject of which only their record says what organization they are about."""


def organization_of(register: Register, subject: Subject) -> str | None:
    """Give the organization that a subject is about, if only its record says so."""
    match subject.type:
        case SubjectType.TALK:
            return register.talk(subject.id).organization
        case SubjectType.PLAN_ITEM:
            return register.plan_item(subject.id)[1].organization
        case SubjectType.CIRCUMSTANCE:
            return register.circumstance(subject.id).organization
        case _:
            return None


def remarks_on(outline: Outline | None, as_of: date) -> Iterator[Wording]:
    """Say why an answer about a register may have nothing to tell.

    Arguments:
        outline: of the register; None: a stream that is gone.
        as_of: the day asked about.

    >>> [each.en for each in remarks_on(Outline.of(Register()), date(2026, 10, 5))]
    ['The register holds no records.']
    """
    if outline is not None and outline.is_empty:
        yield Wording(zh="台账中没有任何记录。", en="The register holds no records.")
    if as_of < EFFECTIVE_ON:
        yield Wording(
            zh=f"《办法》自{EFFECTIVE_ON}起施行，{as_of}尚未施行。",
            en=f"The Measures took effect on {EFFECTIVE_ON}; on {as_of} they were not in force.",
        )


def remarks_on_report(report: Report, outline: Outline | None) -> Iterator[Wording]:
    """Say why a report may have nothing to tell."""
    remarks = list(remarks_on(outline, report.as_of))
    yield from remarks
    if not remarks and not any(report.totals.values()) and not report.not_governed:
        yield Wording(
            zh="台账中没有规则所涉及的事项，因而没有可以核对的内容。",
            en="The register holds nothing that the rules are about, so nothing was checked.",
        )


def upcoming(report: Report, outline: Outline | None, names: Names) -> Iterator[Wording]:
    """Say what is due next, when and for whom; and how much only its planned date is past.

    Arguments:
        report: what was found.
        outline: of the register; None: a stream that is gone.
        names: what stands beside ids.
    """
    as_of = report.as_of
    first: date | None = None
    findings: list[Finding] = []
    past = 0
    for each in report.findings:
        if each.outcome is not Outcome.PENDING or each.due is None:
            continue
        day = each.due.effective
        if day < as_of:
            past += 1
        elif first is None or day < first:
            first, findings = day, [each]
        elif day == first:
            findings.append(each)
    if first is not None:
        number, left = len(findings), (first - as_of).days
        told = [
            _told(rule, list(group), outline, names)
            for rule, group in groupby(findings, key=lambda each: each.rule)
        ]
        said = Wording(
            zh="；".join(each.zh for each in told), en="; ".join(each.en for each in told)
        )
        items = "1 item" if number == 1 else f"{number} items"
        days_zh = "今天" if left == 0 else f"还有{left}天"
        days_en = "today" if left == 0 else "1 day left" if left == 1 else f"{left} days left"
        yield Wording(
            zh=f"下一到期日：{first}（{days_zh}），{number}项：{said.zh}。",
            en=f"Next due: {first} ({days_en}), {items}: {said.en}.",
        )
    if past:
        yield Wording(
            zh=f"原定日期已过而期限尚未届满：{past}项。",
            en=f"Past the planned date, though there is still time: {past}.",
        )


def _told(rule: str, findings: Sequence[Finding], outline: Outline | None, names: Names) -> Wording:
    """Say what is due by a rule, and for whom."""
    norm = MEASURES[rule].norm if rule in MEASURES else Wording(zh=rule, en=rule)
    whom = dict.fromkeys(_concerned(each, outline, names) for each in findings)
    few, more = listed(list(whom)[:_FEW]), len(whom) - _FEW
    more_zh, more_en = (f"等{len(whom)}个", f" and {more} more") if more > 0 else ("", "")
    return Wording(zh=f"{norm.zh}（{few.zh}{more_zh}）", en=f"{norm.en} ({few.en}{more_en})")


def _concerned(finding: Finding, outline: Outline | None, names: Names) -> Wording:
    """Say whom a finding concerns: the person who is to act or be talked to, or what is talked to.

    An id with "/" in it is the library's own, and is not what people call anything.
    """
    organization = organization_concerned(finding.subject, outline)
    people = () if finding.bearer in BORNE_BY_ORGANIZATIONS else finding.bearer_ids
    match finding.subject.type, finding.subject.id.split("/"):
        case SubjectType.INCUMBENT, [_, _, _, person]:
            return names.person(person)
        case SubjectType.COMMITTEE_YEAR, [committee, year]:
            named = names.organization(committee)
            return Wording(zh=f"{named.zh}的{year}年度", en=f"{named.en}, year {year}")
        case SubjectType.TALK, _ if people:
            return names.bearers(finding.bearer, people)
        case _ if organization is not None:
            return names.organization(organization)
        case _:
            return names(finding.subject.id)


def organization_concerned(subject: Subject, outline: Outline | None) -> str | None:
    """Give the subordinate organization that a subject concerns; None: none, or not one alone."""
    match subject.type:
        case SubjectType.SEAT | SubjectType.INCUMBENT:
            return subject.id.split("/")[1]
        case _:
            return None if outline is None else outline.organization_of(subject)
