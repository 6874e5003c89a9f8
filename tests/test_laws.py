"""Laws that hold of any register, whatever is recorded in it.

Tried on the random registers that the oracle is compared on: aimed at boundaries, with fields
nulled and moved. Three laws of the same kind stand where their subject is tested: a talk checked
alone has the findings of the audit (tests/audit/test_auditing.py), an obligation stands as the
finding of its rule (tests/audit/test_obligations.py), and a sentence says the same dates, numbers
and ids in both languages (tests/audit/test_messages.py).
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final, NamedTuple, cast

import pytest

from supervision_talk import (
    MEASURES,
    Finding,
    Policy,
    Register,
    Report,
    Requirement,
    audit,
    coverages,
    dumps,
    loads,
    obligations,
)
from supervision_talk.interchange.report_document import report_document
from supervision_talk.measures import EFFECTIVE_ON, Outcome
from supervision_talk.measures.forms import fact_names
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    FieldType,
    Identifier,
    ListOf,
    Nested,
    Record,
    Reference,
    field_types,
    interchange_name,
)
from tests.random_registers import RandomCase, Row, random_case

THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
REGISTERS: Final = int(os.environ.get("LAW_REGISTERS") or (5_000 if THOROUGH else 150))
FIRST_SEED: Final = 1_000_000
"""Registers of their own, not those that the oracle is compared on."""

SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome
ONE_DAY: Final = timedelta(days=1)
EVER: Final = (date(1900, 1, 1), date(2199, 12, 31))


def cases(count: int = REGISTERS) -> Iterator[tuple[RandomCase, Policy]]:
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        case = random_case(seed)
        yield case, Policy.from_values(case.policy)


def read(document: Mapping[str, object]) -> Register:
    return loads(json.dumps(document))


def told(report: Report) -> dict[str, object]:
    """A report as its document, without the digest: that is of the ids too."""
    document = cast("dict[str, object]", json.loads(json.dumps(report_document(report))))
    del document["digest"]
    return document


# Ids


def renamed(document: Row, prefix: str) -> Row:
    """Put a prefix before every id of a document."""
    again = dict(document)
    for kind in RECORD_KINDS.values():
        rows = cast("list[Row]", document.get(kind.plural) or [])
        again[kind.plural] = [_renamed_row(row, kind.record, prefix) for row in rows]
    kept_for = cast("list[str] | None", document.get("kept_for"))
    again["kept_for"] = None if kept_for is None else [prefix + each for each in kept_for]
    return again


def _renamed_row(row: Row, record: type[Record], prefix: str) -> Row:
    again = dict(row)
    for name, type_ in field_types(record).items():
        key = interchange_name(name)
        if row.get(key) is not None:
            again[key] = _renamed_value(row[key], type_, prefix)
    return again


def _renamed_value(value: object, type_: FieldType[object], prefix: str) -> object:
    if isinstance(type_, ListOf):
        return [_renamed_value(each, type_.element, prefix) for each in cast("list[object]", value)]
    if isinstance(type_, Nested):
        return _renamed_row(cast("Row", value), type_.record, prefix)
    return f"{prefix}{value}" if isinstance(type_, (Identifier, Reference)) else value


def test_renaming_ids_changes_nothing_but_ids() -> None:
    """Ids decide one thing alone: the order of what happened on one day (ST0504, ST0802,
    ST0803). The new ids have the order of the old ones; nothing else of the report changes.
    """
    prefix = "zz·"
    for case, policy in cases():
        again = audit(read(renamed(case.document, prefix)), case.as_of, policy, satisfied=True)
        text = json.dumps(told(again), ensure_ascii=False)
        before = audit(case.register, case.as_of, policy, satisfied=True)
        assert json.loads(text.replace(prefix, "")) == told(before), case.seed


def test_the_order_of_records_changes_nothing() -> None:
    """A register is a set of records (the canonical form orders them): report, digest,
    obligations and the figures on coverage are those of any order.
    """
    for case, policy in cases():
        random = Random(case.seed)  # noqa: S311 - no secret
        shuffled = dict(case.document)
        for kind in RECORD_KINDS.values():
            rows = list(cast("list[Row]", case.document.get(kind.plural) or []))
            random.shuffle(rows)
            shuffled[kind.plural] = rows
        answers = [
            (
                report_document(audit(register, case.as_of, policy, satisfied=True)),
                obligations(register, case.as_of, *EVER, policy),
                [each.terms for each in coverages(register, case.as_of, policy)],
            )
            for register in (case.register, read(shuffled))
        ]
        assert answers[0] == answers[1], case.seed


def test_json_and_json_lines_say_the_same() -> None:
    """The same records travel as both."""
    for case, policy in cases(REGISTERS // 5):
        lines = loads(dumps(case.register, lines=True))
        assert lines == case.register
        assert audit(lines, case.as_of, policy) == audit(case.register, case.as_of, policy)
        assert audit(lines, case.as_of, policy).digest == (
            audit(case.register, case.as_of, policy).digest
        )


# Registers put together


def test_the_audit_of_independent_registers_together_is_their_audits_together() -> None:
    """Committees are judged by their own records: so an unrelated committee changes no
    finding, no coverage and no list of talks of the others.
    """
    for seed in range(FIRST_SEED, FIRST_SEED + REGISTERS):
        one, other = random_case(seed), random_case(seed + REGISTERS)
        documents = [renamed(one.document, "a-"), renamed(other.document, "b-")]
        registers = [read(document) for document in documents]
        together: Row = {
            "format": one.document["format"],
            "kept_for": [each for register in registers for each in register.committees_kept],
            **{
                kind.plural: [
                    row
                    for document in documents
                    for row in cast("list[Row]", document.get(kind.plural) or [])
                ]
                for kind in RECORD_KINDS.values()
            },
        }
        policy = Policy.from_values(one.policy)
        apart = [audit(each, one.as_of, policy, satisfied=True) for each in registers]
        union = audit(read(together), one.as_of, policy, satisfied=True)
        assert union.findings == tuple(
            sorted((f for report in apart for f in report.findings), key=lambda each: each.order)
        ), seed
        assert union.coverage == apart[0].coverage + apart[1].coverage
        assert union.not_governed == (*apart[0].not_governed, *apart[1].not_governed)
        assert union.totals == {
            outcome: apart[0].totals[outcome] + apart[1].totals[outcome] for outcome in Outcome
        }


# Stricter periods


STRICTER: Final = (
    ({"measures_within_days": 28}, {"measures_within_days": 15}, {"measures_within_days": 1}),
    (
        {"progress_within_months": 2},
        {"progress_within_months": 1},
        {"progress_within_days": 28},
        {"progress_within_days": 1},
    ),
)


def test_a_shorter_period_takes_no_violation_away() -> None:
    """ST1101, ST1102 and ST1106 are late sooner, never later, where local rules are stricter."""
    codes = {"ST1101", "ST1102", "ST1106"}
    more = 0
    for case, _ in cases():
        kept = {
            name: value
            for name, value in case.policy.items()
            if not name.startswith(("measures_within", "progress_within"))
        }
        for row in STRICTER:
            before = violations(case, kept, codes)
            for values in row:
                after = violations(case, kept | values, codes)
                assert before <= after, (case.seed, values)
                more += len(after - before)
                before = after
    assert more > 0


def violations(
    case: RandomCase, values: Mapping[str, object], codes: set[str]
) -> set[tuple[str, str]]:
    report = audit(case.register, case.as_of, Policy.from_values(values))
    return {
        (each.rule, each.subject.id)
        for each in report.findings
        if each.rule in codes and each.outcome is VIOLATED
    }


# What is filled in


def test_filling_a_missing_field_answers_or_asks_for_another_and_touches_nothing_else() -> None:
    """Unknown names what is missing. Whatever is filled in there, the requirement has an
    answer or names another field, and no satisfied or violated requirement of the talk that does
    not read the field changes. (What the policy reads as not done is not missing.)
    """
    filled: Counter[str] = Counter()
    for case, policy in cases(2 * REGISTERS):
        before = talks_findings(case.register, case.as_of, policy)
        for (talk, code), found in before.items():
            if found.outcome is UNKNOWN and isinstance(MEASURES[code], Requirement):
                for field in found.missing:
                    for register in fillings(case.document, talk, field):
                        filled[field.partition(" ")[0]] += 1
                        after = talks_findings(register, case.as_of, policy)
                        again = after.get((talk, code))
                        assert again is None or field not in again.missing, (case.seed, talk, field)
                        unchanged(before, after, talk, field)
    assert set(filled) >= {
        *("interviewees", "talker", "basis", "organized_by", "problems", "steps"),
        *("talker_prepared_on", "self_examined_on", "judgements.answer", "appointments"),
        *("rectification.report_contents", "rectification.measures", "organization.superior"),
    }


Findings = Mapping[tuple[str, str], Finding]


def talks_findings(register: Register, as_of: date, policy: Policy) -> Findings:
    report = audit(register, as_of, policy, satisfied=True)
    return {
        (each.subject.id, each.rule): each
        for each in report.findings
        if each.subject.type == "talk"
    }


def unchanged(before: Findings, after: Findings, talk: str, field: str) -> None:
    for (each, code), found in before.items():
        rule = MEASURES[code]
        answered = isinstance(rule, Requirement) and found.outcome in (SATISFIED, VIOLATED)
        if each == talk and answered and not reads(code, field):
            assert after[talk, code].outcome is found.outcome, (code, field)


@cache
def reads(code: str, field: str) -> bool:
    """Tell whether a rule reads a fact that is missing where a field is."""
    rule = MEASURES[code]
    facts = [rule.about._facts[name] for name in fact_names(rule)]
    named = [
        [fact.missing] if isinstance(fact.missing, str) else list(fact.missing) for fact in facts
    ]
    kind = field.partition(" ")[0]
    return any(each.partition(" ")[0] == kind for fields in named for each in fields)


def fillings(document: Row, talk: str, field: str) -> Iterator[Register]:
    """Give registers in which a missing field of a talk is recorded, in several ways."""
    for value in values_for(field, document, talk):
        again = cast("Row", json.loads(json.dumps(document)))
        if fill(again, talk, field, value):
            yield read(again)


def values_for(field: str, document: Row, talk: str) -> Sequence[object]:
    row = row_of(document, "talks", "id", talk)
    assert row is not None
    held_on = date.fromisoformat(str(row["ended_at"])[:10])
    person = cast("list[Row]", document["people"])[0]["id"]
    problems = [each["id"] for each in cast("list[Row]", row.get("problems") or [])]
    of_circumstances = [each["id"] for each in cast("list[Row]", document["circumstances"])]
    measure = {"id": "m", "problems": problems[:1], "first_responsibility": True}
    values: dict[str, Sequence[object]] = {
        "interviewees": ([], [person]),
        "talker": (person,),
        "basis": ([], of_circumstances[:1]),
        "organized_by": ("office", "audit"),
        "problems": ([], [{"id": "new", "summary": "新", "concerns": "other"}]),
        "steps": ([], [{"step": "commitment"}, {"step": "explanation"}]),
        "talker_prepared_on": (held_on, held_on + ONE_DAY),
        "self_examined_on": (held_on, held_on + ONE_DAY),
        "judgements.answer": (True, False),
        "rectification.report_contents": ([], ["thoughts", "measures"]),
        "rectification.measures": ([], [measure]),
        "rectification.measures.problems": ([], problems),
        "appointments": (person,),
        "organization.superior": ("filled-in",),
    }
    return values[field.partition(" ")[0]]


def row_of(document: Row, plural: str, key: str, value: object) -> Row | None:
    rows = cast("list[Row]", document[plural])
    return next((row for row in rows if row[key] == value), None)


def fill(document: Row, talk: str, field: str, value: object) -> bool:
    row = row_of(document, "talks", "id", talk)
    assert row is not None
    plain = str(value) if isinstance(value, date) else value
    name, _, whose = field.partition(" of ")
    if name == "appointments":
        post = {"person": plain, "organization": whose, "role": "secretary", "start": "2000-01-01"}
        cast("list[Row]", document["appointments"]).append(post)
    elif name == "organization.superior":
        organizations = cast("list[Row]", document["organizations"])
        organizations.append({"id": plain, "kind": "grassroots", "level": "grassroots"})
        organization = row_of(document, "organizations", "id", row["organization"])
        assert organization is not None
        organization["superior"] = plain
    elif name == "judgements.answer":
        for judgement in cast("list[Row]", document["judgements"]):
            if judgement["talk"] == talk and judgement.get("answer") is None:
                judgement["answer"] = plain
    elif name.startswith("rectification."):
        rectification = row_of(document, "rectifications", "talk", talk)
        assert rectification is not None
        name = name.removeprefix("rectification.")
        if name == "measures.problems":
            for measure in cast("list[Row]", rectification["measures"]):
                if measure.get("problems") is None:
                    measure["problems"] = plain
        else:
            rectification[name] = plain
    else:
        row[name] = plain
    return True


# As the days go by


class Passage(NamedTuple):
    """What a rule says of a subject on two days, the second later; None: nothing."""

    seed: int
    register: Register
    first: date
    last: date
    before: Finding | None
    after: Finding | None

    @property
    def outcomes(self) -> tuple[Outcome | None, Outcome | None]:
        return (
            None if self.before is None else self.before.outcome,
            None if self.after is None else self.after.outcome,
        )


DAYS_LOOKED_AT: Final = 12


@cache
def passages() -> Mapping[str, Sequence[Passage]]:
    """Look at registers on a dozen days each, and give what each rule says on the next."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for case, policy in cases():
        random = Random(case.seed)  # noqa: S311 - no secret
        days = sorted(days_of(case.document))
        chosen = sorted(random.sample(days, min(DAYS_LOOKED_AT, len(days))))
        reports = [by_subject(audit(case.register, day, policy, satisfied=True)) for day in chosen]
        for (first, before), (last, after) in pairwise(zip(chosen, reports, strict=True)):
            for rule, type_, id_ in before.keys() | after.keys():
                key = (rule, type_, id_)
                found[rule].append(
                    Passage(
                        case.seed,
                        case.register,
                        first,
                        last,
                        before.get(key),
                        after.get(key),
                    )
                )
    return found


def by_subject(report: Report) -> dict[tuple[str, str, str], Finding]:
    return {(each.rule, each.subject.type, each.subject.id): each for each in report.findings}


def days_of(document: object) -> set[date]:
    """Give every date in a document with the days beside it, and some that hold due dates."""
    days: set[date] = set()
    for day in _dates(document):
        for later in (-1, 0, 1, 31, 32, 92, 93):
            near = day + later * ONE_DAY
            if EFFECTIVE_ON <= near <= date(2028, 12, 31):
                days.add(near)
    return days


def _dates(value: object) -> Iterator[date]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _dates(each)
    elif isinstance(value, list):
        for each in value:
            yield from _dates(each)
    elif isinstance(value, str) and len(value) >= 10 and value[4:5] == "-" and value[7:8] == "-":
        yield date.fromisoformat(value[:10])


Changes = set[tuple[Outcome | None, Outcome | None]]


def changes(*codes: str, where: Callable[[Passage], bool] = lambda _: True) -> Changes:
    """Give from which outcome to which other a rule went."""
    return {
        passage.outcomes
        for code in codes
        for passage in passages()[code]
        if passage.outcomes[0] is not passage.outcomes[1] and where(passage)
    }


def begun(*outcomes: Outcome) -> Changes:
    """A subject that was not there before may have any of these outcomes."""
    return {(None, outcome) for outcome in outcomes}


ALL: Final = frozenset(begun(*Outcome))


@pytest.mark.parametrize("code", ["ST1101", "ST1102", "ST1106"])
def test_a_hard_duty_of_the_interviewee_goes_from_pending_to_an_answer_that_stays(
    code: str,
) -> None:
    """Done by the effective date, or not. Nothing that happens later changes it."""
    gone = changes(code)
    assert gone <= {*begun(SATISFIED, VIOLATED, PENDING), (PENDING, SATISFIED), (PENDING, VIOLATED)}
    assert {(PENDING, SATISFIED), (PENDING, VIOLATED)} <= gone


@pytest.mark.parametrize("code", ["ST1003", "ST1202"])
def test_a_soft_duty_is_satisfied_once_done_however_late(code: str) -> None:
    """A soft due date only separates pending from violated; what is satisfied stays."""
    gone = changes(code)
    assert gone <= {
        *ALL,
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (PENDING, UNKNOWN),
        (VIOLATED, SATISFIED),
    }
    assert {(PENDING, SATISFIED), (PENDING, VIOLATED), (VIOLATED, SATISFIED)} <= gone


def test_the_team_once_notified_is_notified() -> None:
    """ST1105 is soft, and begins when measures are proposed; a notice settles what was unknown."""
    assert changes("ST1105") <= {
        *ALL,
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (VIOLATED, SATISFIED),
        (UNKNOWN, SATISFIED),
    }


def same_reports(passage: Passage) -> bool:
    reported = ("measures_reported_on", "progress_reported_on")
    before, after = passage.before, passage.after
    return (
        before is None
        or after is None
        or [before.facts[name] for name in reported] == [after.facts[name] for name in reported]
    )


def test_a_file_goes_back_to_open_only_when_a_report_comes() -> None:
    """ST1201: what is to be filed grows with the reports, and the last one gives a month more.
    Between two reports it is a soft duty like others.
    """
    soft = {
        *ALL,
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (PENDING, UNKNOWN),
        (VIOLATED, SATISFIED),
    }
    assert changes("ST1201", where=same_reports) <= soft
    assert (SATISFIED, PENDING) in changes("ST1201")
    assert changes("ST1201") <= {
        *soft,
        (SATISFIED, PENDING),
        (SATISFIED, VIOLATED),
        (VIOLATED, PENDING),
        (UNKNOWN, PENDING),
    }


@pytest.mark.parametrize(
    "code",
    [
        *("ST0201", "ST0202", "ST0508", "ST0601", "ST0701", "ST0702", "ST0703"),
        *("ST0801", "ST0802", "ST0901", "ST0902"),
    ],
)
def test_what_is_asked_of_the_talk_itself_is_settled_on_its_day(code: str) -> None:
    """Art. 2, 5 ¶3, 6 to 9: only what was so on the day of the talk and before it is read."""
    gone = changes(code)
    assert gone <= ALL
    assert gone


@pytest.mark.parametrize("code", ["ST0501", "ST1301", "ST1302", "ST1303"])
def test_a_yearly_duty_goes_from_pending_to_an_answer_that_stays(code: str) -> None:
    """Hard due dates on fixed days; a report of which nothing is known stays unknown."""
    open_ = {(PENDING, SATISFIED), (PENDING, VIOLATED), (PENDING, UNKNOWN)}
    assert changes(code) <= {*ALL, *open_}
    assert (PENDING, VIOLATED) in changes(code)


@pytest.mark.parametrize("code", ["ST0502", "ST0503", "ST1401", "ST1501", "ST1502", "ST1601"])
def test_what_is_asked_of_a_record_without_a_date_of_its_own_never_changes(code: str) -> None:
    """Once a plan is adopted, an assessment made, something disclosed: the answer stands."""
    assert changes(code) <= ALL


def test_a_seat_once_covered_stays_covered_and_a_term_once_over_is_settled() -> None:
    """ST0505: pending until the term ends, then violated; seats of organizations that are gone
    are no seats any more.
    """
    gone = changes("ST0505")
    assert gone <= {
        *ALL,
        *((outcome, None) for outcome in Outcome),
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (UNKNOWN, SATISFIED),
    }
    over = changes("ST0505", where=lambda each: term_over(each.before))
    assert over == set()


def term_over(finding: Finding | None) -> bool:
    return finding is not None and finding.facts["term_over"] is True


def test_a_person_is_settled_once_talked_to_or_gone() -> None:
    """ST0506, for who held the post once: who comes back can be talked to again."""
    gone = changes("ST0506", where=held_once)
    assert gone <= {
        *ALL,
        *((outcome, None) for outcome in Outcome),
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (PENDING, UNKNOWN),
        (UNKNOWN, SATISFIED),
    }


def held_once(passage: Passage) -> bool:
    finding = passage.after or passage.before
    assert finding is not None
    _, organization, _, person = finding.subject.id.split("/")
    posts = passage.register.secretaries_of(organization)
    return sum(each.person == person for each in posts) == 1


def names_an_item(passage: Passage) -> bool:
    return any(
        talk.plan_item is not None
        and (day := talk.held_on) is not None
        and passage.first < day <= passage.last
        for talk in passage.register.talks
    )


def test_an_item_is_settled_unless_a_talk_that_names_an_item_is_held() -> None:
    """ST0504: the talk that names an item takes the place of one that did it without naming it,
    and sets that one free for another item; so an item can become late, and a late one done.
    """
    settled = {*ALL, (PENDING, SATISFIED), (PENDING, VIOLATED)}
    assert changes("ST0504", where=lambda each: not names_an_item(each)) <= settled
    assert (PENDING, VIOLATED) in changes("ST0504")


def test_a_circumstance_once_answered_is_answered() -> None:
    """ST0507: pending lapses when the head leaves, and comes back with a talk or the head."""
    assert changes("ST0507") <= {
        *ALL,
        (PENDING, SATISFIED),
        (PENDING, VIOLATED),
        (PENDING, None),
        (UNKNOWN, None),
    }


@pytest.mark.parametrize("code", ["ST0803", "ST1702", "ST1703"])
def test_a_judgement_changes_only_by_a_later_judgement(code: str) -> None:
    """The latest judgement on record counts."""

    def judged_between(passage: Passage) -> bool:
        finding = passage.after or passage.before
        assert finding is not None
        return any(
            each.on is not None and passage.first < each.on <= passage.last
            for each in passage.register.judgements_of(finding.subject.id)
        )

    assert changes(code, where=lambda each: not judged_between(each)) <= ALL


def test_every_rule_has_a_law_of_time() -> None:
    """ST1001, ST1002, ST1103, ST1104 and ST1107 read steps and reports that may come later."""
    without = {"ST1001", "ST1002", "ST1103", "ST1104", "ST1107"}
    for code in without:
        assert changes(code, where=nothing_came) <= ALL, code
    assert set(passages()) == {rule.code for rule in MEASURES.rules}


def nothing_came(passage: Passage) -> bool:
    """Tell that no step was taken and nothing reported between the two days."""
    finding = passage.after or passage.before
    assert finding is not None
    talk = passage.register.talk(finding.subject.id)
    rectification = passage.register.rectification_of(talk.id)
    days: Iterable[object] = [each.at for each in talk.steps or ()]
    if rectification is not None:
        days = [*days, rectification.measures_reported_on, rectification.progress_reported_on]
    return not any(
        passage.first < date.fromisoformat(str(day)[:10]) <= passage.last
        for day in days
        if day is not None
    )
