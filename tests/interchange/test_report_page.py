"""A report as a page: whole, safe whatever the records hold, in both languages, silent on names."""

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import attrs
import pytest
from typing_extensions import override

from supervision_talk import Policy, Register, audit
from supervision_talk.audit.coverage import coverages
from supervision_talk.interchange import load, report_page
from supervision_talk.interchange.markup import Markup, element
from supervision_talk.interchange.standings import Standing, standing_of
from supervision_talk.measures import Outcome
from supervision_talk.wording import LANGUAGES
from tests.interchange.workbooks import register_of

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 10, 5)
WITHOUT_END: Final = {"meta", "input", "br", "link"}


@pytest.fixture(scope="module")
def county() -> Register:
    return load(ROOT / "examples" / "xundian.json")


def page_of(
    register: Register, *, language: str = "zh", names: bool = False, satisfied: bool = False
) -> str:
    report = audit(register, AS_OF, satisfied=satisfied)
    seats = coverages(register, AS_OF, Policy())
    return "".join(report_page.report_page(report, register, seats, language=language, names=names))


class Read(HTMLParser):
    """What is in a page: elements with their attributes, and texts by language."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"zh": [], "en": [], "": []}
        """What stands in each span of a language, and every piece that is said in none."""
        self.feed(page)
        self.close()
        assert self.open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((tag, attributes))
        if attributes.get("class") in LANGUAGES:
            self.texts[attributes["class"] or ""].append("")
        if tag not in WITHOUT_END:
            self.open.append((tag, attributes))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    @override
    def handle_data(self, data: str) -> None:
        if any(tag == "style" for tag, _ in self.open):
            return
        classes = {attributes.get("class") for _, attributes in self.open}
        language = next((each for each in LANGUAGES if each in classes), None)
        if language is None:
            self.texts[""].append(data)
        else:
            self.texts[language][-1] += data

    def values(self, tag: str, attribute: str) -> list[str]:
        """Give the values of an attribute, wherever elements of a tag have it."""
        return [
            value
            for name, attributes in self.elements
            if name == tag and (value := attributes.get(attribute)) is not None
        ]


def test_every_element_is_closed_and_every_id_is_there_once(county: Register) -> None:
    read = Read(page_of(county))
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for link in read.values("a", "href"):
        assert link.startswith("#")
        assert link[1:] in ids
    assert set(read.values("label", "for")) <= set(ids)
    for tag in ("section", "table", "nav"):
        assert set(read.values(tag, "aria-labelledby")) <= set(ids)


def test_a_page_needs_nothing_from_anywhere_and_runs_nothing(county: Register) -> None:
    page = page_of(county, names=True)
    read = Read(page)
    tags = {tag for tag, _ in read.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "use"}
    assert "://" not in page
    assert "url(" not in page
    assert "@import" not in page
    for _, attributes in read.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert not attributes.keys() & {"src", "srcset", "style", "action", "xlink:href"}


def test_the_rules_of_the_page_admit_its_own_style_and_nothing_else(county: Register) -> None:
    page = page_of(county)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (rules,) = [
        attributes["content"]
        for tag, attributes in Read(page).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert rules == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_both_languages_are_there_and_the_one_asked_for_is_chosen(county: Register) -> None:
    pages = {language: page_of(county, language=language) for language in LANGUAGES}
    for language, page in pages.items():
        chosen = [
            attributes["id"]
            for tag, attributes in Read(page).elements
            if tag == "input" and "checked" in attributes
        ]
        assert chosen == [f"lang-{language}", "show-all"]
    bodies = {page.partition("<body>")[2].replace(" checked", "") for page in pages.values()}
    assert len(bodies) == 1


def test_both_languages_say_the_same_numbers(county: Register) -> None:
    report = audit(county, AS_OF)
    messages = {(each.message.zh, each.message.en) for each in report.findings}
    texts = Read(page_of(county)).texts
    pairs = list(zip(texts["zh"], texts["en"], strict=True))
    assert messages <= set(pairs)
    for zh, en in set(pairs) - messages:
        # Articles are numbered in characters there, in digits here.
        rest = re.sub(r"Art\. \d+(?: ¶\d+)?", "", en)
        assert sorted(re.findall(r"\d+", zh)) == sorted(re.findall(r"\d+", rest)), (zh, en)


def test_cards_count_what_the_report_counts(county: Register) -> None:
    report = audit(county, AS_OF, satisfied=True)
    counts = Counter(map(standing_of, report.findings))
    for satisfied in (False, True):
        cards = re.findall(
            r'<li class="card (\w+)( zero)?"><b>(\d+)</b>', page_of(county, satisfied=satisfied)
        )
        assert [(code, int(count)) for code, _, count in cards] == [
            (standing.code, counts[standing]) for standing in Standing
        ]
    assert counts[Standing.SATISFIED] == report.totals[Outcome.SATISFIED]


def test_the_page_begins_with_what_to_do_the_most_urgent_first(county: Register) -> None:
    steps = re.search(r'<ol class="steps">(.*?)</ol>', page_of(county), re.DOTALL)
    assert steps is not None
    said = re.sub('<span class="date">(.*?)</span>', r"\1", steps[1])
    assert re.findall(r'class="zh"[^>]*>([^<]*)', said) == [
        "先补办逾期未办的8项，逾期最久的排在最前。",
        "核实不符合的16项：记录有误的更正，确有其事的按说明整改。",
        "补齐缺少的记录：有5项因此无法判断。",
        (
            "下一到期日：2026-10-08（还有3天），1项：被谈话人应当将思想认识和整改措施向开展谈话的"
            "党委（党组）报告（p-530129-u24-1）。"
        ),
    ]


def test_a_page_on_which_all_is_well_asks_for_nothing() -> None:
    assert '<ol class="steps">' not in page_of(Register())


def test_the_longest_overdue_is_called_so_and_dates_stay_on_one_line(county: Register) -> None:
    page = page_of(county)
    assert "First do what is overdue: 8, the longest overdue first." in Read(page).texts["en"]
    assert re.search(r'<span class="date">2026-\d\d-\d\d</span>到期', page)
    assert not re.search(r"[^>\d]2026-\d\d-\d\d到期", page)
    assert ".date { white-space: nowrap; }" in page


def test_overdue_and_late_are_told_apart(county: Register) -> None:
    read = Read(page_of(county))
    assert any(re.fullmatch("逾期[0-9]+天", each) for each in read.texts["zh"])
    assert any(re.fullmatch("迟[0-9]+天", each) for each in read.texts["zh"])


def test_seats_that_are_not_covered_are_named_while_they_are_few(county: Register) -> None:
    said = "尚未覆盖的岗位："
    assert said in page_of(county)
    assert said not in page_of(
        attrs.evolve(county, talks=(), rectifications=(), filings=(), judgements=(), disclosures=())
    )


def test_names_are_shown_only_where_they_were_asked_for(county: Register) -> None:
    names = {each.name for each in county.organizations if each.name}
    without = page_of(county)
    assert names
    assert not any(name in without for name in names)
    assert any(name in page_of(county, names=True) for name in names)


def test_nothing_that_a_talk_said_is_shown(county: Register) -> None:
    page = page_of(county, names=True)
    said = {
        text
        for talk in county.talks
        for problem in talk.problems or ()
        if (text := problem.summary)
    } | {
        text
        for each in county.rectifications
        for measure in each.measures or ()
        if (text := measure.content)
    }
    assert said
    assert not any(text in page for text in said)


HOSTILE: Final = (
    '"><script>alert(1)<',
    "' onload=alert(1) '",
    "<svg onload=x>",
    "&lt;b&gt;",
    "<!--",
    "]]>",
    "javascript:alert(1)",
    "\u202eevil",
    "{}%s{0}",
    "</style",
)


@pytest.mark.parametrize("sign", HOSTILE)
def test_whatever_a_record_holds_is_shown_as_text(sign: str) -> None:
    id = sign.replace("/", "|")
    register = register_of(
        organizations=[
            {"id": "c" + id, "kind": "local_committee", "level": "county", "name": sign},
            {
                "id": "o" + id,
                "kind": "township_committee",
                "level": "township",
                "superior": "c" + id,
                "name": sign,
            },
        ],
        people=[{"id": "p" + id, "name": sign}],
        appointments=[
            {
                "person": "p" + id,
                "organization": "o" + id,
                "role": "secretary",
                "start": "2026-02-01",
            }
        ],
        terms=[{"organization": "c" + id, "ordinal": 1, "start": "2026-01-01"}],
        talks=[
            {
                "id": "t" + id,
                "kind": "regular",
                "held_by": "c" + id,
                "organization": "o" + id,
                "talker": "p" + id,
                "ended_at": "2026-03-10",
            },
            {"id": "u" + id, "kind": "other", "held_by": "c" + id, "organization": "o" + id},
        ],
    )
    read = Read(page_of(register, names=True))
    tags = {tag for tag, _ in read.elements}
    assert "script" not in tags
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "input", "a", "header", "main"),
        *("div", "h1", "h2", "h3", "p", "span", "time", "label", "section", "ul", "ol", "li", "b"),
        *("table", "thead", "tbody", "tr", "th", "td", "svg", "line", "circle", "rect", "path"),
        *("g", "details", "summary", "nav", "code", "footer"),
    }
    for _, attributes in read.elements:
        assert not any(name.startswith("on") for name in attributes)
    shown = "".join(text for texts in read.texts.values() for text in texts)
    assert "t" + "".join(each if each.isprintable() else "\ufffd" for each in id) in shown


def test_text_becomes_markup_only_by_name() -> None:
    assert element("p", "<b>", title='"&').text == '<p title="&quot;&amp;">&lt;b&gt;</p>'
    assert element("p", Markup("<b>")).text == "<p><b></p>"


def test_every_standing_has_its_filter() -> None:
    style = page_of(Register()).partition("<style>")[2]
    for standing in Standing:
        assert f"#show-{standing.code}:checked ~ main .finding:not(.{standing.code})" in style
        assert f'#show-{standing.code}:checked ~ main label[for="show-{standing.code}"]' in style


def test_more_findings_than_a_page_lists_are_counted(
    county: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_page, "MOST_FINDINGS", 10)
    report = audit(county, AS_OF)
    page = "".join(report_page.report_page(report, county, ()))
    assert page.count('class="finding ') == 10
    assert f"另有{len(report.findings) - 10}项没有列出" in page
    # The most urgent are those that are listed.
    overdue = sum(standing_of(each) is Standing.OVERDUE for each in report.findings)
    assert page.count('class="finding overdue"') == overdue == 8


def test_findings_stand_with_their_committee(county: Register) -> None:
    page = page_of(county)
    assert page.count('<details class="group ') == 1
    assert '<span class="id">530129</span></h3>' in page


def test_committees_with_the_most_urgent_findings_stand_first() -> None:
    talk = {"kind": "regular", "organization": "t", "ended_at": "2026-03-10"}
    page = page_of(
        register_of(
            organizations=[
                {"id": "t", "kind": "unit_committee", "level": "county"},
                *({"id": each, "kind": "local_committee", "level": "county"} for each in "abc"),
            ],
            talks=[
                {"id": "u", "held_by": "a", **talk, "ended_at": "2026-10-01"},
                {"id": "v", "held_by": "b", **talk},
            ],
        )
    )
    groups = re.findall(
        r'<details class="group (has-[a-z]+).*?class="id">([^<]*)<', page, re.DOTALL
    )
    assert groups[0] == ("has-overdue", "b")


def test_an_empty_register_gives_a_page_that_says_so() -> None:
    read = Read(page_of(Register()))
    assert "没有需要列出的事项。" in read.texts["zh"]
    assert "台账中没有任何记录。" in read.texts["zh"]
    assert "The register holds no records." in read.texts["en"]


def test_a_day_before_the_measures_took_effect_is_said_to_be_one(county: Register) -> None:
    report = audit(county, date(2025, 3, 1))
    read = Read("".join(report_page.report_page(report, county, ())))
    assert "《办法》自2026-01-30起施行，2025-03-01尚未施行。" in read.texts["zh"]


def test_what_is_only_past_its_planned_date_is_not_what_is_due_next(county: Register) -> None:
    report = audit(county, date(2027, 1, 5))
    read = Read("".join(report_page.report_page(report, county, ())))
    said = read.texts["en"]
    assert any(each.startswith("Next due: 2027-03-31 (85 days left), 2 items") for each in said)
    assert "Past the planned date, though there is still time: 20." in said


def test_a_language_that_is_not_spoken_is_refused() -> None:
    report = audit(Register(), AS_OF)
    with pytest.raises(ValueError, match="expected one of zh, en"):
        next(report_page.report_page(report, Register(), (), language="fr"))
