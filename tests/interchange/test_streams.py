"""A grouped stream is audited as the register is that it holds; so is a register in processes."""

import json
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from errno import ENOSPC
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Never

import attrs
import pytest

from benchmarks.synthetic import AS_OF, records
from benchmarks.trees import counties
from supervision_talk import InvalidInput, Policy, Register, Report, audit
from supervision_talk.audit import Finding, Subject
from supervision_talk.interchange import converter, loads
from supervision_talk.interchange.report_document import report_document, report_text
from supervision_talk.interchange.streams import (
    Question,
    audit_in_processes,
    audit_stream,
    auditing,
    found,
    runs,
    streamed_report,
    write_grouped,
)
from supervision_talk.interchange.streams.digesting import Digesting, digest_runs
from supervision_talk.interchange.streams.found import OnDisk, found_lines, merged_found
from supervision_talk.interchange.streams.grouping import Passage
from supervision_talk.measures import MEASURES, Outcome, RuleSet
from tests.chinese import told_in_chinese
from tests.random_registers import random_case

DAY = date(2026, 10, 5)
HEADER = {"format": "supervision-talk/register/1", "kept_for": ["county", "city"]}
CONTEXT: Sequence[dict[str, object]] = (
    {"type": "organization", "id": "city", "kind": "local_committee", "level": "city"},
    {
        "type": "organization",
        "id": "county",
        "kind": "local_committee",
        "level": "county",
        "superior": "city",
    },
    {
        "type": "organization",
        "id": "town",
        "kind": "township_committee",
        "level": "township",
        "superior": "county",
    },
    {"type": "person", "id": "p"},
)


def talk(
    id: str, held_by: str = "county", organization: str = "town", **fields: object
) -> dict[str, object]:
    return {
        "type": "talk",
        "id": id,
        "kind": "regular",
        "held_by": held_by,
        "organization": organization,
        "ended_at": "2026-03-10",
        **fields,
    }


def stream_of(*rows: dict[str, object], header: dict[str, object] | None = None) -> BytesIO:
    lines = [header or HEADER, *CONTEXT, *rows]
    return BytesIO("".join(json.dumps(line) + "\n" for line in lines).encode())


def mistakes_in(*rows: dict[str, object], header: dict[str, object] | None = None) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        audit_stream(stream_of(*rows, header=header), DAY)
    told_in_chinese(caught.value.mistakes)
    return [str(each) for each in caught.value.mistakes]


def grouped(register: Register) -> BytesIO:
    stream = BytesIO()
    write_grouped(register, stream)
    stream.seek(0)
    return stream


def with_kept_for(register: Register) -> Register:
    return attrs.evolve(register, kept_for=sorted(register.committees_kept))


def same(one: Report, other: Report) -> None:
    assert one == other
    assert one.digest == other.digest


def audited_whole(seed: int) -> tuple[Register, date, Policy, Report]:
    """Give a random register, the day and policy that it is asked about, and the answer."""
    case = random_case(seed)
    policy = Policy(**case.policy)  # type: ignore[arg-type] # of the right types by name
    register = with_kept_for(case.register)
    return register, case.as_of, policy, audit(register, case.as_of, policy, satisfied=True)


@pytest.mark.parametrize("seed", range(40))
def test_a_stream_is_audited_like_the_register_that_it_holds(seed: int) -> None:
    register, as_of, policy, whole = audited_whole(seed)
    streamed = audit_stream(grouped(register), as_of, policy, satisfied=True)
    same(streamed, whole)


@pytest.mark.parametrize("seed", range(20))
def test_a_report_on_disk_is_the_report(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    register, as_of, policy, whole = audited_whole(seed)
    with streamed_report(grouped(register), as_of, policy, satisfied=True) as report:
        same(report, whole)
        assert report_document(report) == report_document(whole)
        with monkeypatch.context() as patched:
            patched.setattr(found, "_AT_ONCE", 3)
            assert "".join(report_text(report)) == "".join(report_text(whole))
        assert report.violates == whole.violates
        assert [*report.findings] == [*whole.findings]
        assert len(report.not_governed) == len(whole.not_governed)
        for index in range(-len(whole.findings), len(whole.findings), 3):
            assert report.findings[index] == whole.findings[index]
        assert report.findings[1:9:3] == whole.findings[1:9:3]
        assert report.findings != (*whole.findings, None)
        with pytest.raises(IndexError):
            report.findings[len(whole.findings)]


def test_findings_on_disk_are_arranged_in_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_MOST_SORTED_AT_ONCE", 1_000)

    def place(finding: Finding) -> tuple[int, int]:
        return [*Outcome].index(finding.outcome), -(finding.days_late or 0)

    register = loads(b"".join(county_lines()))
    whole = audit(register, AS_OF).findings
    with streamed_report(grouped(with_kept_for(register)), AS_OF) as report:
        assert isinstance(report.findings, OnDisk)
        sections = report.findings.in_sections(len(Outcome) + 1, place)
        for index, section in enumerate(sections):
            found = [each for each in whole if place(each)[0] == index]
            assert section == tuple(sorted(found, key=place))
        assert sum(map(len, sections)) == len(whole)
        longest = max(sections, key=len)
        assert longest[-1] == [*longest][-1]
        with pytest.raises(IndexError):
            longest[len(longest)]


def test_a_report_on_disk_ends_with_its_block() -> None:
    with streamed_report(stream_of(talk("t1")), DAY) as report:
        assert len(report.findings) > 0
    assert report.totals == audit_stream(stream_of(talk("t1")), DAY).totals
    with pytest.raises(FileNotFoundError):
        report.findings[0]


def test_findings_are_in_order_whatever_signs_a_host_s_ids_have(tmp_path: Path) -> None:
    signs = ["", "\x00", "\t", "\n", "\x1f", " ", "a", "~", "\x7f", "台", "\ufffd", "\U0001f600"]
    subjects = [one + other for one in signs for other in signs]
    given = audit_stream(stream_of(talk("t1")), DAY).findings[0]
    findings = [attrs.evolve(given, subject=Subject("of a host", each)) for each in subjects]
    for number, some in enumerate((findings[::2], findings[1::2])):
        runs.write_runs(found_lines(some, ()), tmp_path / f"{number}")
    together = merged_found([tmp_path / "0", tmp_path / "1"], tmp_path).findings
    assert [each.subject.id for each in together] == sorted(subjects)


def test_what_a_talk_of_another_committee_needs_stands_in_the_context() -> None:
    told = mistakes_in(
        talk("t1"),
        {
            "type": "appointment",
            "person": "p",
            "organization": "town",
            "role": "secretary",
            "start": "2025-01-01",
        },
        talk("t2", held_by="city"),
    )
    (only,) = told
    assert only == (
        "line 8: organization: expected the appointments to 'town' before the first group: "
        "more than one committee talks with its head"
    )


def test_a_group_that_is_taken_up_again_is_named_with_its_line() -> None:
    told = mistakes_in(
        talk("t1"), talk("t2", held_by="city", organization="county"), talk("t3"), talk("t4")
    )
    (only,) = told
    assert only == (
        "line 8: expected all records of committee 'county' in one group: its group ended with "
        "line 6; group the lines by committee"
    )


def test_what_is_about_a_talk_of_another_group_is_refused() -> None:
    told = mistakes_in(
        talk("t1"),
        talk("t2", held_by="city", organization="county"),
        {"type": "rectification", "talk": "t1"},
    )
    assert len(told) == 1
    assert told[0].startswith("line 8: talk: expected a talk of this register, by its id")


def test_an_id_that_is_there_twice_is_found_across_groups() -> None:
    told = mistakes_in(talk("t1"), talk("t1", held_by="city", organization="county"))
    assert told == ["line 7: id: expected one talk for each id: 't1' is there already"]


def test_an_id_that_is_there_twice_in_a_group_is_named_once() -> None:
    told = mistakes_in(talk("t1"), talk("t1"))
    assert told == ["line 7: id: expected one talk for each id: 't1' is there already"]


def test_an_item_of_a_plan_that_is_there_twice_is_found_across_groups() -> None:
    def plan(organization: str, below: str) -> dict[str, object]:
        items = [{"id": "i", "organization": below}]
        return {"type": "plan", "organization": organization, "year": 2026, "items": items}

    told = mistakes_in(plan("county", "town"), plan("city", "county"))
    assert told == ["line 7: items: expected an id unique in the register: 'i' is there already"]


def test_every_mistake_is_named_wherever_it_is() -> None:
    told = mistakes_in(
        {"type": "person", "id": ""},
        talk("t1", organization="nowhere"),
        {"type": "organization", "id": "o", "kind": "grassroots", "level": "grassroots"},
        talk("t2", held_by="city", organization="county", kind="none of ours"),
    )
    assert [each.split(": ")[0] for each in told] == ["line 6", "line 8", "line 7", "line 9"]


@pytest.mark.parametrize("later", [[], [talk("t2")]], ids=["alone", "and more"])
@pytest.mark.parametrize(
    "broken",
    [talk("t1") | {"held_by": 7}, {"type": "plan", "organization": 7, "year": 2026}],
    ids=["talk", "plan"],
)
def test_a_first_line_of_which_the_committee_cannot_be_told_is_named(
    broken: dict[str, object], later: list[dict[str, object]]
) -> None:
    assert [each.split(":")[0] for each in mistakes_in(broken, *later)] == ["line 6"]


def test_blank_lines_count_and_say_nothing() -> None:
    stream = stream_of(talk("t1"), talk("t2", held_by="city", organization="county"), talk("t3"))
    spread = BytesIO(stream.getvalue().replace(b"\n", b"\n \r\n"))
    with pytest.raises(InvalidInput) as caught:
        audit_stream(spread, DAY)
    (only,) = caught.value.mistakes
    assert str(only).startswith("line 15: expected all records of committee 'county' in one group")
    assert "ended with line 11" in str(only)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ids_that_are_there_twice_are_found_however_many_lines_lie_between(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs are read a line at a time here, and too many to be read at once."""
    monkeypatch.setattr(auditing, "_BATCH", 1)
    monkeypatch.setattr(runs, "_LEAST_OF_A_RUN", 1)
    monkeypatch.setattr(runs, "_READ_AHEAD", 1)
    monkeypatch.setattr(runs, "_MOST_RUNS_AT_ONCE", 2)
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    lines = county_lines()
    talks = [line for line in lines if b'"type": "talk"' in line]
    again = [talks[0], talks[7], talks[7]]
    stream = BytesIO(b"".join([*lines, *again]))
    with pytest.raises(InvalidInput) as caught:
        audit_stream(stream, AS_OF, jobs=jobs)
    told = [str(each) for each in caught.value.mistakes]
    assert told[0].startswith(f"line {len(lines) + 1}: expected all records of committee")
    named = [each for each in told if "is there already" in each]
    assert sorted(each.split(":")[0] for each in named) == [
        f"line {len(lines) + number}" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("most_at_once", [2, 3, 4, 5])
def test_runs_too_many_to_read_at_once_are_merged_by_two_processes(
    most_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One merges records, the other what was found, beside one another."""
    monkeypatch.setattr(auditing, "_BATCH", 5_000)
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(runs, "_MOST_RUNS_AT_ONCE", most_at_once)
    lines = b"".join(county_lines())
    same(audit_stream(BytesIO(lines), AS_OF, jobs=2), audit(loads(lines), AS_OF))


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_very_many_records_that_are_there_twice_all_are_counted(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    people: list[dict[str, object]] = [{"type": "person", "id": each} for each in MANY_IDS[:1_200]]
    rows = [talk("t1"), *people, talk("t2", held_by="city", organization="county"), *people]
    with pytest.raises(InvalidInput) as caught:
        audit_stream(stream_of(*rows), DAY, jobs=jobs)
    assert len(caught.value.mistakes) == 1_000
    assert caught.value.more == 200


def test_what_another_process_remembers_of_records_that_are_there_twice_is_bounded(
    tmp_path: Path,
) -> None:
    def of(number: int) -> tuple[Digesting, Sequence[Path]]:
        lines = [
            f"people\t{index:09}\t{{}}\t{at}\n".encode() for index in range(number) for at in (1, 2)
        ]
        question = Question(as_of=DAY)
        return (
            Digesting(kept_for=None, question=question, source="input", named=()),
            runs.write_runs(lines, tmp_path / str(number)),
        )

    few, many = of(10_000), of(60_000)
    at_first = peak(lambda: digest_runs(*few))
    assert peak(lambda: digest_runs(*many)) < at_first + 4_000_000


def test_a_stream_says_in_its_header_whose_records_it_holds() -> None:
    told = mistakes_in(talk("t1"), header={"format": "supervision-talk/register/1"})
    assert [each.split(":")[0] for each in told] == ["line 1"]


def test_what_is_about_a_talk_waits_for_its_group() -> None:
    told = mistakes_in({"type": "filing", "talk": "t1"}, talk("t1"))
    assert [each.split(":")[0] for each in told] == ["line 6"]


def county_lines(seed: int = 7) -> list[bytes]:
    rows = records(counties(6), seed=seed, talks_per_head=0.2)
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


def parted(lines: Sequence[bytes]) -> tuple[list[bytes], list[list[bytes]]]:
    """Part lines at the first plan of each county."""
    context: list[bytes] = []
    groups: list[list[bytes]] = []
    for line in lines:
        row = json.loads(line)
        if row.get("type") == "plan" and row["year"] == 2026:
            groups.append([])
        (groups[-1] if groups else context).append(line)
    return context, groups


def test_the_order_of_the_groups_does_not_matter() -> None:
    lines = county_lines()
    context, groups = parted(lines)
    assert len(groups) == 6
    groups = [groups[each] for each in (4, 0, 5, 2, 1, 3)]
    other = audit_stream(BytesIO(b"".join([*context, *chain(*groups)])), AS_OF)
    same(other, audit(loads(b"".join(lines)), AS_OF))


def test_several_processes_give_the_report_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    lines = b"".join(county_lines())
    register = loads(lines)
    whole = audit(register, AS_OF)
    same(audit_stream(BytesIO(lines), AS_OF, jobs=2), whole)
    same(audit_in_processes(register, AS_OF, jobs=2), whole)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_is_read_in_parts_and_says_how_far(jobs: int, tmp_path: Path) -> None:
    path = tmp_path / "counties.jsonl"
    lines = county_lines()
    path.write_bytes(b"\xef\xbb\xbf\n" + b"".join(lines))
    told: list[tuple[int, int]] = []
    report = audit_stream(path, AS_OF, jobs=jobs, progress=lambda *done: told.append(done))
    same(report, audit(loads(b"".join(lines)), AS_OF))
    size = path.stat().st_size
    assert {total for _, total in told} == {size}
    assert 50 < len(told) <= 100
    assert size * 0.98 < told[-1][0] <= size


@pytest.mark.parametrize("worth_a_process", [0, 1024 * 1024])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_gives_the_mistakes_of_its_lines(
    jobs: int, worth_a_process: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", worth_a_process)
    given = stream_of(
        talk("t1"),
        talk("t1"),
        talk("t2", held_by="city", organization="nowhere"),
        talk("t1", held_by="city", organization="county"),
    )
    path = tmp_path / "stream.jsonl"
    path.write_bytes(given.getvalue())
    with pytest.raises(InvalidInput) as of_stream:
        audit_stream(given, DAY, jobs=jobs)
    with pytest.raises(InvalidInput) as of_file:
        audit_stream(path, DAY, jobs=jobs)
    assert of_file.value.mistakes == of_stream.value.mistakes
    assert [each.place for each in of_file.value.mistakes] == [
        "line 7: id",
        "line 8: organization",
        "line 9: id",
    ]
    assert str(path) in str(of_file.value)


def test_a_file_that_became_shorter_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "short"
    path.write_bytes(b"12345")
    assert Passage(path, 1, 4).read() == b"2345"
    with pytest.raises(OSError, match="became shorter"):
        Passage(path, 1, 5).read()


def test_processes_that_begin_anew_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "elsewhere")
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    case = random_case(5)
    register = with_kept_for(case.register)
    whole = audit(register, case.as_of)
    same(audit_stream(grouped(register), case.as_of, jobs=2), whole)


def on_a_full_disk(_: Digesting, __: Sequence[Path]) -> Never:
    raise OSError(ENOSPC, "No space left on device")


def test_what_goes_wrong_where_the_digest_is_made_is_raised_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(auditing, "digest_runs", on_a_full_disk)
    with pytest.raises(OSError, match="No space left") as caught:
        audit_stream(BytesIO(b"".join(county_lines())), AS_OF, jobs=2)
    assert caught.value.errno == ENOSPC
    assert not list(tmp_path.iterdir())


def test_a_host_gives_processes_a_function_for_its_rules() -> None:
    rules = RuleSet(name="host", rules=MEASURES.rules)
    with pytest.raises(TypeError, match="a function of a module"):
        audit_in_processes(Register(), DAY, jobs=2, rules=rules)
    with pytest.raises(ValueError, match="1 or more"):
        audit_in_processes(Register(), DAY, jobs=0)


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


COMMITTEES = 100
TALKS_OF_A_GROUP = 6


def lines_with_groups(many: int) -> Iterator[bytes]:
    """Give a stream whose context is the same, however many of its committees hold talks."""
    names = [f"c{number}" for number in range(COMMITTEES)]
    yield json.dumps({"format": "supervision-talk/register/1", "kept_for": names}).encode() + b"\n"
    for name in names:
        county = {"id": name, "kind": "local_committee", "level": "county"}
        town = {"id": f"{name}-t", "kind": "township_committee", "level": "township"}
        for each in (county, town | {"superior": name}):
            yield json.dumps({"type": "organization", **each}).encode() + b"\n"
    for name in names[:many]:
        for number in range(TALKS_OF_A_GROUP):
            kind = "regular" if number % 2 else "other"  # a report names every one of the latter
            row = talk(f"{name}-{number}", name, f"{name}-t", kind=kind)
            yield json.dumps(row).encode() + b"\n"


class Lines(BytesIO):
    """A stream that holds no more of its lines than the next."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        super().__init__()
        self._lines = lines

    def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002 - a stream's own
        return next(self._lines, b"")


def test_what_a_stream_holds_grows_neither_with_its_groups_nor_with_its_findings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(auditing, "_BATCH", 1)
    monkeypatch.setattr(runs, "_READ_AHEAD", 1)
    monkeypatch.setattr(runs, "_LEAST_OF_A_RUN", 1)
    listed = dict[int, int]()

    def work(many: int) -> None:
        lines = Lines(lines_with_groups(many))
        with streamed_report(lines, DAY, satisfied=True) as report:
            listed[many] = sum(len(text) for text in report_text(report))

    def peak_of(many: int) -> int:
        return peak(lambda: work(many))

    converter.forget()  # what other tests left, so that these lines have room there
    peak_of(COMMITTEES)  # what is imported, compiled and remembered once
    few, many = peak_of(COMMITTEES // 10), peak_of(COMMITTEES)
    assert listed[COMMITTEES] - listed[COMMITTEES // 10] > 3_000_000
    assert many - few < 300_000


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    audit_stream(stream_of(talk("t1")), DAY)
    mistakes_in(talk("t1"), talk("t1"))
    assert list(tmp_path.iterdir()) == []


MANY_IDS = [f"q{number}" for number in range(2_000)]


def test_ids_in_long_lists_that_lead_nowhere_are_named_by_line() -> None:
    interviewees = [*MANY_IDS[:3], "p", *MANY_IDS]
    rectified: dict[str, object] = {
        "type": "rectification",
        "talk": "t",
        "measures": [{"id": "m", "first_responsibility": True, "problems": MANY_IDS[:9]}],
    }
    problems = [{"id": each, "concerns": "other"} for each in MANY_IDS[1:]]
    rows = talk("t", interviewees=interviewees, problems=problems), rectified
    found = mistakes_in(*rows)
    assert [each.split(": expected")[0] for each in found[:4]] == [
        *(f"line 6: interviewees/{index}" for index in (0, 1, 2, 4)),
    ]
    # The first thousand are told, the others counted: there is one more in the rectification.
    with pytest.raises(InvalidInput) as caught:
        audit_stream(stream_of(*rows), DAY)
    assert len(caught.value.mistakes) + caught.value.more == len(interviewees) - 1 + 1


def test_a_long_list_of_ids_is_audited_as_of_a_whole_register() -> None:
    people: list[dict[str, object]] = [{"type": "person", "id": each} for each in MANY_IDS]
    rows = [*people, talk("t", interviewees=MANY_IDS)]
    same(audit_stream(stream_of(*rows), DAY), audit(loads(stream_of(*rows).read()), DAY))


def test_of_unknown_organizations_in_kept_for_each_is_named() -> None:
    kept_for = ["county", "nowhere", "city", "elsewhere"]
    found = mistakes_in(talk("t"), header={**HEADER, "kept_for": kept_for})
    assert [each.split(": expected")[0] for each in found] == [
        "line 1: kept_for/1",
        "line 1: kept_for/3",
    ]
