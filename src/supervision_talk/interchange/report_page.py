"""A report as one page of HTML that needs nothing else: no network, no scripts, no other file.

Both languages are in the page and a switch shows one; filters work without scripts too, by radio
buttons that come before what they rule. Everything that comes from a record is escaped, ids stand
for organizations and people, and names are there only where they were asked for (Art. 16).
"""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import Finding, Report
from supervision_talk.audit.coverage import CommitteeCoverage
from supervision_talk.interchange.markup import Markup, Piece, both, element, joined, unbroken
from supervision_talk.interchange.remarks import Outline, remarks_on_report, upcoming
from supervision_talk.interchange.report_page_pictures import (
    SEAT_STATES,
    bar,
    months_of,
    seat_key,
    seats_picture,
    strip,
)
from supervision_talk.interchange.standings import (
    Names,
    Standing,
    committee_of,
    most_urgent_first,
    standing_of,
)
from supervision_talk.interchange.terms import BEARERS, FORCES, NOT_GOVERNED
from supervision_talk.measures import POLICY_VALUES, Outcome, SubjectType, Wording
from supervision_talk.model import Register
from supervision_talk.wording import LANGUAGES

__all__ = ["MOST_FINDINGS", "report_page"]

MOST_FINDINGS: Final = 2_000
"""Findings that a page lists, the most urgent ones; the rest is only counted."""
_MOST_OPEN: Final = 120
"""With more findings than these, groups are folded at first, but for the first one."""
_MOST_COMMITTEES: Final = 60
_MOST_SEATS: Final = 360
"""Committees whose coverage is drawn, and seats of one of them; the rest is only counted."""
_FEW_SEATS: Final = 12
"""So many that are not covered are named; with more, the picture is what shows them."""
_MOST_IDS: Final = 60
_DEEPEST: Final = 4


def report_page(
    report: Report,
    register: Register,
    coverage: Sequence[CommitteeCoverage],
    *,
    language: str = "zh",
    names: bool = False,
) -> Iterator[str]:
    """Give a report as the text of an HTML page, piece by piece.

    Arguments:
        report: what was found.
        register: in what; it tells whose findings they are, and names if they are wanted.
        coverage: of the committees, with their seats, for the picture of the tree.
        language: "zh" or "en": the one that is shown first.
        names: whether names stand beside ids.

    Raises:
        ValueError: the language is none of the two.

    >>> from datetime import date
    >>> from supervision_talk import audit
    >>> register = Register()
    >>> page = "".join(report_page(audit(register, date(2026, 10, 5)), register, ()))
    >>> page.startswith("<!doctype html>"), "://" in page
    (True, False)
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}")
    writer = _Writer(report, register, coverage, Names.of(register, wanted=names))
    yield "<!doctype html>\n"
    yield f'<html lang="{"zh-CN" if language == "zh" else "en"}">\n'
    yield _head(report, language).text
    yield "\n<body>\n"
    yield from (each.text + "\n" for each in _switches(language))
    for piece in writer.page():
        yield piece.text
        yield "\n"
    yield "</body>\n</html>\n"


@cache
def _style() -> str:
    return files(__package__).joinpath("report_page.css").read_text("utf-8")


def _head(report: Report, language: str) -> Markup:
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # Nothing may be fetched, run or sent from this page, whatever came into it.
    rules = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _TITLE.in_language(language)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=rules),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{title} · {report.as_of}"),
        element("style", Markup(style)),
    )


_TO_DO: Final = {
    Standing.OVERDUE: Wording(
        zh="先补办逾期未办的{}项，逾期最久的排在最前。",
        en="First do what is overdue: {}, the longest overdue first.",
    ),
    Standing.VIOLATED: Wording(
        zh="核实不符合的{}项：记录有误的更正，确有其事的按说明整改。",
        en="Look into what is not as it must be: {}. Correct the record where it is wrong, else "
        "do as the finding says.",
    ),
    Standing.UNKNOWN: Wording(
        zh="补齐缺少的记录：有{}项因此无法判断。",
        en="Add what was not recorded: {} cannot be told without it.",
    ),
}
"""What is asked of whoever reads the page, by how findings stand."""

_TITLE: Final = Wording(zh="监督谈话核对报告", en="Supervision talks: report")


def _say(zh: str, en: str) -> Markup:
    return both(Wording(zh=zh, en=en))


def _switches(language: str) -> Iterator[Markup]:
    for each in LANGUAGES:
        label = {"zh": "中文", "en": "English"}[each]
        yield _switch("lang", each, label, checked=each == language)
    yield _switch("show", "all", "全部 / all", checked=True)
    for standing in Standing:
        label = f"{standing.value.zh} / {standing.value.en}"
        yield _switch("show", standing.code, label, checked=False)


def _switch(name: str, value: str, label: str, *, checked: bool) -> Markup:
    return element(
        "input",
        type="radio",
        class_="switch",
        name=name,
        id=f"{name}-{value}",
        checked=checked,
        aria_label=label,
        autocomplete="off",
    )


@frozen
class _Group:
    """The findings of a committee."""

    committee: str | None
    findings: Sequence[Finding]
    number: int

    @property
    def id(self) -> str:
        """What links lead to: a number, for an id may hold anything."""
        return f"committee-{self.number}"

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many findings stand how."""
        return Counter(map(standing_of, self.findings))


@frozen
class _Writer:
    report: Report
    register: Register
    coverage: Sequence[CommitteeCoverage]
    named: Names

    def page(self) -> Iterator[Markup]:
        """Give the page from top to bottom."""
        yield element(
            "a", _say("跳到核对结果", "Skip to the findings"), class_="skip", href="#findings"
        )
        yield self.header()
        yield Markup("<main>")
        yield self.summary()
        yield self.timeline()
        if self.coverage:
            yield self.coverage_of_tree()
        yield from self.findings()
        if self.report.not_governed:
            yield self.not_governed()
        yield self.basis()
        yield Markup("</main>")
        yield self.footer()

    def header(self) -> Markup:
        """Give the title and the switch of languages."""
        return element(
            "header",
            element(
                "div",
                element("h1", both(_TITLE)),
                element(
                    "p",
                    _say("核对日期：", "As of "),
                    element("time", f"{self.report.as_of}", datetime=f"{self.report.as_of}"),
                    class_="faint",
                ),
            ),
            element(
                "p",
                element("label", "中文", for_="lang-zh", lang="zh-CN"),
                element("label", "English", for_="lang-en", lang="en"),
                class_="choices",
            ),
        )

    def standings(self) -> Mapping[Standing, int]:
        """Count all findings by standing, satisfied ones listed or not."""
        counts = Counter(map(standing_of, self.report.findings))
        counts[Standing.SATISFIED] = self.report.totals[Outcome.SATISFIED]
        return counts

    def summary(self) -> Markup:
        """Say how things stand."""
        counts = self.standings()
        register = self.register
        talks, left_out = len(register.talks), len(self.report.not_governed)
        verdict = (
            _say("有违反有约束力的规定的事项。", "A rule that binds is violated.")
            if self.report.violates
            else _say("没有违反有约束力的规定的事项。", "No rule that binds is violated.")
        )
        remarks = remarks_on_report(self.report, Outline.of(register))
        return _section(
            "summary",
            Wording(zh="总体情况", en="Summary"),
            *(element("p", both(each), class_="more") for each in remarks),
            element("p", verdict),
            *self.next_steps(),
            element(
                "ul",
                *(
                    element(
                        "li",
                        element("b", f"{counts[each]}"),
                        both(each.value),
                        class_=f"card {each.code}{'' if counts[each] else ' zero'}",
                    )
                    for each in Standing
                ),
                class_="cards",
            ),
            element(
                "p",
                _say(
                    f"台账：组织{len(register.organizations)}个，人员{len(register.people)}名，"
                    f"谈话{talks}次，其中纳入核对{talks - left_out}次、未纳入{left_out}次。",
                    f"The register: organizations {len(register.organizations)}, people "
                    f"{len(register.people)}, talks {talks}: {talks - left_out} under the "
                    f"Measures, {left_out} not.",
                ),
                class_="faint",
            ),
        )

    def next_steps(self) -> Iterator[Markup]:
        """Say what to do, the most urgent first."""
        counts = self.standings()
        steps = [
            _say(wording.zh.format(counts[standing]), wording.en.format(counts[standing]))
            for standing, wording in _TO_DO.items()
            if counts[standing]
        ]
        steps += map(both, upcoming(self.report, Outline.of(self.register), self.named))
        if steps:
            yield element("ol", *(element("li", each) for each in steps), class_="steps")

    def timeline(self) -> Markup:
        """Show when what is overdue was due, and what is pending will be."""
        as_of = self.report.as_of
        months = months_of(self.report.findings, as_of)
        undated = sum(
            each.due is None and standing_of(each) is Standing.PENDING
            for each in self.report.findings
        )
        rows = [
            element(
                "tr",
                element("th", f"{month.year}-{month.month:02}", scope="row"),
                element("td", strip(month, as_of)),
                element("td", _count(month.count(Standing.OVERDUE)), class_="count"),
                element("td", _count(month.count(Standing.PENDING)), class_="count"),
                class_="now" if (month.year, month.month) == (as_of.year, as_of.month) else None,
            )
            for month in months
        ]
        key = element(
            "ul",
            *(
                element("li", element("span", class_=f"spot {code}"), both(wording))
                for code, wording in (
                    ("overdue", Standing.OVERDUE.value),
                    ("pending", Standing.PENDING.value),
                    ("now", Wording(zh="核对日期", en="day of the audit")),
                )
            ),
            class_="key",
        )
        return _section(
            "timeline",
            Wording(zh="到期时间", en="When things are due"),
            key,
            element(
                "table",
                element(
                    "thead",
                    element(
                        "tr",
                        element("th", _say("月份", "Month"), scope="col"),
                        element("th", _say("1日至31日", "1st to 31st"), scope="col"),
                        element("th", _say("逾期未办", "Overdue"), scope="col", class_="count"),
                        element("th", _say("待办", "Open"), scope="col", class_="count"),
                    ),
                ),
                element("tbody", *rows),
                class_="timeline",
            ),
            *(
                [
                    element(
                        "p",
                        _say(
                            f"另有待办{undated}项没有期限。", f"Pending without a date: {undated}."
                        ),
                        class_="faint",
                    )
                ]
                if undated
                else []
            ),
        )

    def coverage_of_tree(self) -> Markup:
        """Draw the seats of every committee, down the tree."""
        in_tree = self.in_tree()
        key = element(
            "ul",
            *(
                element("li", seat_key(outcome), both(wording))
                for outcome, (_, wording) in SEAT_STATES.items()
            ),
            class_="key",
        )
        next_depths = [*(depth for _, depth in in_tree[1:]), 0]
        drawn = [
            self.node(each, depth, is_above=next_depth > depth)
            for (each, depth), next_depth in zip(
                in_tree[:_MOST_COMMITTEES], next_depths, strict=False
            )
        ]
        more = len(in_tree) - len(drawn)
        return _section(
            "coverage",
            Wording(zh="届内覆盖情况", en="Coverage of the term"),
            element(
                "p",
                _say(
                    "每个方格是一个岗位（一个下级组织的“一把手”）。岗位、人员、谈话人次分别计算。",
                    "Each square is a seat: the head of a subordinate organization. Seats, persons "
                    "and talks are counted apart.",
                ),
                class_="faint",
            ),
            key,
            element("ul", *drawn, class_="tree"),
            *(
                [
                    element(
                        "p",
                        _say(f"另有{more}个党委（党组）没有画出。", f"And {more} more committees."),
                        class_="faint",
                    )
                ]
                if more > 0
                else []
            ),
        )

    def in_tree(self) -> list[tuple[CommitteeCoverage, int]]:
        """Give the committees that have seats, each before those beneath it, with their depth."""
        shown = {each.committee: each for each in self.coverage if each.seats or each.missing}
        paths = {
            committee: [each for each in self.path(committee)[1] if each in shown]
            for committee in sorted(shown, key=self.path)
        }
        return [(shown[committee], len(path) - 1) for committee, path in paths.items()]

    def node(self, coverage: CommitteeCoverage, depth: int, *, is_above: bool) -> Markup:
        """Draw a committee: its share, and its seats."""
        pieces: list[Piece] = []
        for term in coverage.terms:
            seats = [seat for seat in coverage.seats if seat.term == term.term]
            if not seats:
                continue
            share = round((term.seats_share or 0) * 100)
            described = Wording(
                zh=f"{term.seats}个岗位中{term.seats_covered}个已覆盖",
                en=f"{term.seats_covered} of {term.seats} seats covered",
            )
            states = Counter(seat.outcome for seat in seats)
            pieces += [
                element(
                    "p",
                    _say(
                        f"第{term.term}届：岗位{term.seats_covered}/{term.seats}（{share}%），"
                        f"人员{term.persons_covered}/{term.persons}，谈话{term.talks}人次",
                        f"Term {term.term}: seats {term.seats_covered}/{term.seats} ({share}%), "
                        f"persons {term.persons_covered}/{term.persons}, talks {term.talks}",
                    ),
                    class_="share",
                ),
                bar(
                    [
                        (code, states[outcome])
                        for outcome, (code, _) in SEAT_STATES.items()
                        if outcome is not Outcome.PENDING
                    ],
                    len(seats),
                ),
            ]
            if len(seats) <= _MOST_SEATS:
                pieces.append(seats_picture(seats, described))
            open_seats = [seat.organization for seat in seats if seat.covered_by is None]
            if 0 < len(open_seats) <= _FEW_SEATS:
                pieces.append(
                    element(
                        "p",
                        _say("尚未覆盖的岗位：", "Seats not covered: "),
                        self.some(open_seats),
                        class_="small",
                    )
                )
            if term.new_heads:
                pieces.append(
                    element(
                        "p",
                        _say(
                            "届中接任、尚未谈话的“一把手”：",
                            "Heads new in the term, not yet talked to: ",
                        ),
                        self.some(term.new_heads),
                        class_="small",
                    )
                )
        below = coverage.below
        if below.seats:
            pieces.append(
                element(
                    "p",
                    _say(
                        f"以下各级合计：岗位{below.seats_covered}/{below.seats}，"
                        f"人员{below.persons_covered}/{below.persons}，谈话{below.talks}人次",
                        f"All levels beneath: seats {below.seats_covered}/{below.seats}, persons "
                        f"{below.persons_covered}/{below.persons}, talks {below.talks}",
                    ),
                    class_="small",
                )
            )
        if coverage.missing:
            pieces.append(
                element(
                    "p", _say("没有登记届次，无法判断。", "No term is recorded."), class_="small"
                )
            )
        return element(
            "li",
            element("h3", self.id(coverage.committee)),
            *pieces,
            class_=f"node{' above' if is_above else ''} deep-{min(depth, _DEEPEST)}",
        )

    def id(self, id: str) -> Markup:
        """Give an id, with the name if it is wanted."""
        return element("span", both(self.named(id)), class_="id")

    def some(self, ids: Sequence[str]) -> Markup:
        """List ids, the first of many."""
        pieces: list[Piece] = []
        for index, id in enumerate(ids[:_MOST_IDS]):
            pieces += [*([_say("、", ", ")] if index else []), self.id(id)]
        more = len(ids) - _MOST_IDS
        if more > 0:
            pieces.append(_say(f"，另有{more}个", f" and {more} more"))
        return joined(pieces)

    def findings(self) -> Iterator[Markup]:
        """Give the findings, by committee, the most urgent first."""
        listed = sorted(self.report.findings, key=most_urgent_first)[:MOST_FINDINGS]
        more = len(self.report.findings) - len(listed)
        groups = self.groups(listed)
        counts = Counter(map(standing_of, listed))
        yield Markup('<section id="findings" aria-labelledby="findings-title">')
        yield element("h2", _say("核对结果", "Findings"), id="findings-title")
        if not listed:
            yield element("p", _say("没有需要列出的事项。", "There is nothing to list."))
        else:
            yield element(
                "p",
                element("label", _say("全部", "All"), f" {len(listed)}", for_="show-all"),
                *(
                    element("label", both(each.value), f" {counts[each]}", for_=f"show-{each.code}")
                    for each in Standing
                    if counts[each]
                ),
                class_="choices",
            )
        if more > 0:
            yield element(
                "p",
                _say(
                    f"本页列出最紧要的{len(listed)}项，另有{more}项没有列出；全部结果见JSON或者表格格式的报告。",
                    f"These are the {len(listed)} most urgent findings; {more} more are in the "
                    "report as JSON or as a workbook.",
                ),
                class_="more",
            )
        if len(groups) > 1:
            yield self.contents(groups)
        folded = len(listed) > _MOST_OPEN
        for group in groups:
            yield from self.group(group, is_open=not folded or group is groups[0])
        yield Markup("</section>")

    def groups(self, listed: Iterable[Finding]) -> list[_Group]:
        """Group findings by committee: those with the most urgent first, then down the tree."""
        findings: defaultdict[str | None, list[Finding]] = defaultdict(list)
        for finding in listed:
            findings[committee_of(finding, self.register)].append(finding)
        urgency = {standing: rank for rank, standing in enumerate(Standing)}
        in_order = sorted(
            findings, key=lambda each: (urgency[standing_of(findings[each][0])], self.path(each))
        )
        return [_Group(each, findings[each], number) for number, each in enumerate(in_order, 1)]

    def path(self, committee: str | None) -> tuple[bool, tuple[str, ...]]:
        """Give the place of a committee in the tree, each before those beneath it; none is last."""
        if committee is None:
            return True, ()
        return False, (*reversed(self.register.superiors(committee)), committee)

    def contents(self, groups: Sequence[_Group]) -> Markup:
        """Give links to the committees."""
        return element(
            "nav",
            *(
                element("a", *self.called(group), f" {len(group.findings)} ", href=f"#{group.id}")
                for group in groups[: _MOST_IDS * 2]
            ),
            class_="to-group",
            aria_label="党委（党组） / committees",
        )

    def called(self, group: _Group) -> tuple[Piece, ...]:
        """Name a group."""
        if group.committee is None:
            return (_say("其他", "Other"),)
        return (self.id(group.committee),)

    def group(self, group: _Group, *, is_open: bool) -> Iterator[Markup]:
        """Give a committee's findings, which can be folded."""
        counts = group.counts
        has = " ".join(f"has-{each.code}" for each in Standing if counts[each])
        yield Markup(f'<details class="group {has}" id="{group.id}"{" open" if is_open else ""}>')
        tally = [
            Wording(
                zh=f"{each.value.zh}{counts[each]}", en=f"{each.value.en.lower()} {counts[each]}"
            )
            for each in Standing
            if counts[each]
        ]
        yield element(
            "summary",
            element("h3", *self.called(group)),
            element(
                "span",
                _say("，".join(each.zh for each in tally), ", ".join(each.en for each in tally)),
                class_="tally",
            ),
        )
        yield Markup('<table class="findings" role="table">')
        yield _HEAD_OF_FINDINGS
        yield Markup('<tbody role="rowgroup">')
        for finding in group.findings:
            yield self.finding(finding)
        yield Markup("</tbody></table></details>")

    def finding(self, finding: Finding) -> Markup:
        """Give the row of a finding."""
        standing = standing_of(finding)
        return element(
            "tr",
            element(
                "th",
                element("span", both(standing.value), class_=f"mark {standing.code}"),
                *self.when(finding),
                scope="row",
                role="rowheader",
            ),
            element(
                "td",
                *map(partial(_sentence, finding), LANGUAGES),
                *self.about(finding),
                role="cell",
            ),
            element(
                "td",
                both(BEARERS[finding.bearer]),
                " ",
                self.some(finding.bearer_ids),
                element(
                    "span",
                    f"{finding.rule} · ",
                    both(FORCES[finding.force]),
                    class_="small",
                ),
                class_="who",
                role="cell",
            ),
            class_=f"finding {standing.code}",
            role="row",
        )

    def when(self, finding: Finding) -> Iterator[Markup]:
        """Say by when, and how late."""
        due = finding.due
        if due is not None:
            provisional = _say("（暂定）", " (provisional)") if due.provisional else ""
            yield element(
                "span", _say("期限 ", "due "), f"{due.effective}", provisional, class_="small"
            )
        if finding.days_late is not None:
            days = finding.days_late
            how_late = (
                _say(f"逾期{days}天", f"days overdue: {days}")
                if standing_of(finding) is Standing.OVERDUE
                else _say(f"迟{days}天", f"days late: {days}")
            )
            yield element("span", how_late, class_="small")

    def about(self, finding: Finding) -> Iterator[Markup]:
        """Say which organization a talk was about."""
        type_ = finding.subject.type
        if type_ == SubjectType.TALK:
            organization = self.register.talk(finding.subject.id).organization
            yield element(
                "span",
                _say("谈话对象所在组织：", "Organization: "),
                self.id(organization),
                class_="small",
            )

    def not_governed(self) -> Markup:
        """List the talks that are not judged, by reason."""
        reasons = list(NOT_GOVERNED)
        talks = sorted(self.report.not_governed, key=lambda each: reasons.index(each.reason))
        return _section(
            "not-governed",
            Wording(zh="未纳入核对的谈话", en="Talks that are not judged"),
            element(
                "ul",
                *(
                    element(
                        "li",
                        both(NOT_GOVERNED[reason]),
                        _say("：", ": "),
                        self.some([each.talk for each in group]),
                    )
                    for reason, group in groupby(talks, key=lambda each: each.reason)
                ),
            ),
        )

    def basis(self) -> Markup:
        """Say by which values of the policy it was judged, and what the audit is known by."""
        values = self.report.policy.values()
        rows = [
            element(
                "tr",
                element("th", element("code", value.name), scope="row"),
                element("td", _policy_value(values[value.name])),
                element(
                    "td",
                    _say("默认值", "default")
                    if values[value.name] == value.default
                    else _say("自行设定", "chosen"),
                ),
            )
            for value in POLICY_VALUES
        ]
        return _section(
            "basis",
            Wording(zh="依据和取值", en="What it rests on"),
            element(
                "details",
                element(
                    "summary",
                    _say("《办法》没有写明之处的取值", "Values where the Measures are silent"),
                ),
                element("table", element("tbody", *rows), class_="values"),
            ),
        )

    def footer(self) -> Markup:
        """Give the digest, and what the page is."""
        return element(
            "footer",
            element(
                "p",
                _say(
                    "本页由程序对照《办法》逐条核对台账得出，不是对任何人的认定；内容应当保密（第十六条）。",
                    "Made by checking the register against the Measures, rule by rule; it is no "
                    "finding about any person, and is to be kept confidential (Art. 16).",
                ),
            ),
            element(
                "p",
                _say("校验值 sha-256 ", "Digest sha-256 "),
                element("span", self.report.digest, class_="id"),
            ),
            class_="faint",
        )


_HEAD_OF_FINDINGS: Final = element(
    "thead",
    element(
        "tr",
        element("th", _say("状态和期限", "Standing and date"), scope="col", role="columnheader"),
        element("th", _say("事项", "Finding"), scope="col", role="columnheader"),
        element("th", _say("责任人", "Who answers"), scope="col", role="columnheader"),
        role="row",
    ),
    role="rowgroup",
)


def _sentence(finding: Finding, language: str) -> Markup:
    before, id, after = finding.message.in_language(language).partition(finding.subject.id)
    return element(
        "span",
        unbroken(before),
        *([element("b", id, class_="id")] if id else []),
        unbroken(after),
        class_=language,
        lang="zh-CN" if language == "zh" else "en",
    )


def _section(id: str, title: Wording, *pieces: Piece) -> Markup:
    return element(
        "section",
        element("h2", both(title), id=f"{id}-title"),
        *pieces,
        id=id,
        aria_labelledby=f"{id}-title",
    )


def _count(number: int) -> str:
    return f"{number}" if number else "·"


def _policy_value(value: object) -> Markup:
    if isinstance(value, bool):
        return _say("是", "yes") if value else _say("否", "no")
    return _say("无", "none") if value is None else element("span", f"{value}")
