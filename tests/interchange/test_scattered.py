"""A file in any order is audited where its records stand, as the register is that it holds."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import FileIO
from pathlib import Path
from random import Random

import attrs
import pytest

from benchmarks.synthetic import AS_OF, records
from benchmarks.trees import counties
from supervision_talk import InvalidInput, Policy, Register, audit, dumps, load
from supervision_talk.interchange import loads
from supervision_talk.interchange.parsing import Unusual
from supervision_talk.interchange.streams import (
    Question,
    ScatteredRecords,
    audit_file,
    auditing,
    looking,
    streamed_work,
    unusual,
)
from supervision_talk.interchange.streams.looking import look_through
from supervision_talk.interchange.streams.scattered import texts_at
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.canonical import plain_record
from supervision_talk.model.fields import Reference, field_types
from tests.random_registers import random_case

DAY = date(2026, 10, 5)
HEADER = {"format": "supervision-talk/register/1", "kept_for": ["county"]}
COUNTY = {"id": "county", "kind": "local_committee", "level": "county"}
TOWN = {"id": "town", "kind": "township_committee", "level": "township", "superior": "county"}
TALK = {
    "id": "t1",
    "kind": "regular",
    "held_by": "county",
    "organization": "town",
    "ended_at": "2026-03-10",
    "problems": [{"id": "b", "concerns": "other"}],
}
FILING = {"talk": "t1", "materials": [{"material": "record", "filed_on": "2026-03-12"}]}
ROWS: Sequence[tuple[str, dict[str, object]]] = (
    ("organization", dict(COUNTY)),
    ("organization", dict(TOWN)),
    ("person", {"id": "p"}),
    ("talk", dict(TALK)),
    ("filing", dict(FILING)),
)

Written = Callable[[Register, Random], str]


def shuffled_lines(register: Register, random: Random) -> str:
    header, *lines = dumps(register, lines=True).splitlines()
    random.shuffle(lines)
    return "\n".join([header, *lines])


def shuffled_document(register: Register, random: Random, **form: object) -> str:
    document = json.loads(dumps(register))
    for value in document.values():
        if isinstance(value, list):
            random.shuffle(value)
    names = [*document]
    random.shuffle(names)
    return json.dumps({name: document[name] for name in names}, **form)  # type: ignore[arg-type]


WAYS: Mapping[str, Written] = {
    "lines": shuffled_lines,
    "document, a record a line": lambda register, _: dumps(register),
    "document on one line": shuffled_document,
    "document, a value a line": lambda register, random: shuffled_document(
        register, random, indent=1, ensure_ascii=False
    ),
}


def lines_of(rows: Sequence[tuple[str, Mapping[str, object]]], header: object = HEADER) -> str:
    return "\n".join(
        [json.dumps(header), *(json.dumps({"type": name, **row}) for name, row in rows)]
    )


def document_of(rows: Sequence[tuple[str, Mapping[str, object]]], header: object = HEADER) -> str:
    lists: dict[str, list[object]] = {}
    for name, row in rows:
        lists.setdefault(RECORD_KINDS[name].plural, []).append(row)
    assert isinstance(header, dict)
    return json.dumps({**header, **lists})


def line_each(rows: Sequence[tuple[str, Mapping[str, object]]]) -> str:
    """Write a document with a record a line; behind all but a list's last stands a comma."""
    document = json.loads(document_of(rows))
    members = [f'"{name}": {json.dumps(document.pop(name))}' for name in HEADER]
    for name, records_of in document.items():
        elements = ",\n ".join(map(json.dumps, records_of))
        members.append(f'"{name}": [\n {elements}]')
    return "{" + ",\n".join(members) + "}\n"


def saved(text: str | bytes, folder: Path) -> Path:
    path = folder / "register"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the files that had to be loaded after all."""
    loaded: list[Path] = []

    def noted(path: Path) -> Register:
        loaded.append(path)
        return load(path)

    monkeypatch.setattr(auditing, "load", noted)
    return loaded


def audited_in_place(
    path: Path,
    as_of: date = DAY,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    satisfied: bool = False,
    jobs: int = 1,
) -> None:
    """Hold that the file is audited where its records stand, with the report of its register."""
    register = load(path)
    report = audit(register, as_of, policy, satisfied=satisfied)
    question = Question(as_of=as_of, policy=policy, satisfied=satisfied)
    with streamed_work(ScatteredRecords(path), question, jobs=jobs, outlined=True) as work:
        found = work.report()
        outline = work.outline()
    assert found == report
    assert found.digest == report.digest
    assert outline is not None
    assert outline.committees_kept == register.committees_kept
    assert outline.organizations == len(register.organizations)
    assert (outline.people, outline.talks) == (len(register.people), len(register.talks))
    assert outline.is_empty == (not any(records for _, records in register.records()))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kept", [True, False], ids=["kept for some", "kept for all"])
def test_a_register_in_any_order_is_audited_where_its_records_stand(
    way: str, seed: int, kept: bool, tmp_path: Path
) -> None:
    case = random_case(seed)
    policy = Policy(**case.policy)  # type: ignore[arg-type] # of the right types by name
    register = case.register if kept else attrs.evolve(case.register, kept_for=None)
    path = saved(WAYS[way](register, Random(seed)), tmp_path)  # noqa: S311 - no secret
    audited_in_place(path, case.as_of, policy, satisfied=True)


def synthetic() -> Register:
    rows = records(counties(5), seed=3, talks_per_head=0.3)
    return loads("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))


@pytest.mark.parametrize("way", WAYS)
def test_several_processes_give_the_report_of_one(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: list[Path]
) -> None:
    monkeypatch.setattr(auditing, "_BATCH", 10_000)
    monkeypatch.setattr(auditing, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(looking, "_AT_ONCE", 1_000)
    monkeypatch.setattr(looking, "_LEAST_OF_A_STRETCH", 10_000)
    path = saved(WAYS[way](synthetic(), Random(1)), tmp_path)  # noqa: S311 - no secret
    told: list[tuple[int, int]] = []
    found = audit_file(path, AS_OF, jobs=2, progress=lambda *done: told.append(done))
    report = audit(load(path), AS_OF)
    assert found == report
    assert found.digest == report.digest
    assert told[-1] == (7, 7)  # five counties, their city, and what is at home with none
    assert not whole


def test_processes_that_begin_anew_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: list[Path]
) -> None:
    monkeypatch.setattr("sys.platform", "elsewhere")
    case = random_case(5)
    path = saved(dumps(case.register), tmp_path)
    found = audit_file(path, case.as_of, jobs=2)
    assert found.digest == audit(case.register, case.as_of).digest
    assert not whole


def with_talk(**changed: object) -> Sequence[tuple[str, dict[str, object]]]:
    return [(name, {**row, **changed} if name == "talk" else row) for name, row in ROWS]


STRANGE: Mapping[str, str | bytes] = {
    "two records on a line": document_of(ROWS).replace(", {", ",\n {", 1),
    "a record a line, the last on one with the end": document_of(ROWS).replace("}, {", "},\n {"),
    "an id before it in a list": lines_of(
        [*ROWS[:3], ("talk", dict(reversed(TALK.items()))), *ROWS[4:]]
    ),
    "quotation marks in a text": lines_of(
        [*ROWS, ("person", {"name": '"id": "q", "type": "talk"', "id": "r"})]
    ),
    "brackets and commas in texts": document_of(
        [*ROWS[:3], ("person", {"name": "[{]\\", "id": "},{"}), *ROWS[3:]],
        {"format": HEADER["format"], "kept_for": ["county"]},
    ),
    "escapes in ids": lines_of(with_talk(id='t\u8c08"1')).replace(
        '"talk": "t1"', r'"talk": "\u0074\u8c08\"1"'
    ),
    "escaped names": lines_of(ROWS).replace('"held_by"', r'"h\u0065ld_by"'),
    "ids beyond the first plane": document_of(with_talk(id="t\U0001f600")).replace(
        '"t1"', '"t\U0001f600"'
    ),
    "names apart from colons": lines_of(ROWS).replace('":', '"\t :'),
    "lines end as in Windows": lines_of(ROWS).replace("\n", "\r\n"),
    "blank lines": "\n \n" + lines_of(ROWS).replace("\n", "\n\t\r\n"),
    "space before and after": document_of(ROWS).join(["\n\t ", " \r\n"]),
    "a byte-order mark, lines": b"\xef\xbb\xbf" + lines_of(ROWS).encode(),
    "a byte-order mark, a document": b"\xef\xbb\xbf" + document_of(ROWS).encode(),
    "no records": json.dumps({"format": HEADER["format"]}),
    "empty lists": json.dumps({"format": HEADER["format"], "kept_for": [], "talks": []}),
    "empty lists between others": document_of(ROWS).replace("{", '{"plans": [ ], ', 1),
    "a header and no records": lines_of((), {"format": HEADER["format"]}) + "\n\n",
    "grouped already": lines_of(ROWS),
    "what is referred to comes last": lines_of(ROWS[::-1]),
    "one record longer than what is read at once": document_of(
        [*ROWS, ("person", {"id": "q", "name": "\u8c08" * 2_000_000})]
    ),
    "a record a line": line_each(ROWS),
    "a record a line that ends as it does elsewhere": line_each(ROWS).replace("\n", "\r\n"),
    "people without posts, posts without a superior": lines_of(
        [
            *ROWS,
            ("organization", {"id": "top", "kind": "grassroots", "level": "county"}),
            *(
                (
                    "appointment",
                    {"person": "p", "organization": each, "role": "member", "start": "2025-01-01"},
                )
                for each in ("top", "county", "town")
            ),
            (
                "circumstance",
                {"id": "c", "organization": "top", "person": "p", "category": "other"},
            ),
        ]
    ),
    "assessments by a body that keeps no records": document_of(
        [
            *ROWS,
            ("assessment", {"id": "a", "kind": "routine", "assessor": "town"}),
            ("assessment", {"id": "b", "kind": "routine", "assessor": "county"}),
        ]
    ),
    "a talk of another committee than the superior": lines_of(
        [
            ("organization", {"id": "top", "kind": "local_committee", "level": "city"}),
            ("organization", {**COUNTY, "superior": "top"}),
            *ROWS[1:],
            (
                "circumstance",
                {"id": "c", "organization": "town", "person": "p", "category": "other"},
            ),
            (
                "appointment",
                {"person": "p", "organization": "town", "role": "secretary", "start": "2025-01-01"},
            ),
            (
                "talk",
                {
                    **TALK,
                    "id": "t2",
                    "held_by": "top",
                    "kind": "timely",
                    "basis": ["c"],
                    "interviewees": ["p"],
                },
            ),
        ],
        {"format": HEADER["format"]},
    ),
}


@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_strange_and_sound_is_audited_where_its_records_stand(
    strange: str, tmp_path: Path
) -> None:
    audited_in_place(saved(STRANGE[strange], tmp_path), satisfied=True)


BROKEN: Mapping[str, str | bytes] = {
    "nothing": "",
    "space": " \n \n",
    "no JSON": "register",
    "a list": "[{}]",
    "no object in a line": lines_of(ROWS) + "\n[1]",
    "a cut document": document_of(ROWS)[:-30],
    "a cut line": lines_of(ROWS)[:-30],
    "something behind a document": document_of(ROWS) + "{}",
    "no comma between records": document_of(ROWS).replace("}, {", "} {", 1),
    "a sign before a record": document_of(ROWS).replace('[{"id": "p"', '[-{"id": "p"'),
    "a figure before a record": document_of(ROWS).replace('[{"id": "p"', '[1{"id": "p"'),
    "a figure behind a record": document_of(ROWS).replace('"p"}]', '"p"}0]'),
    "two records on a line": document_of(ROWS).replace('{"id"', '\n {"id"').replace("},", "},\n,"),
    "a comma too many": document_of(ROWS).replace("}]", "},]"),
    "a line that is a record before all lists": line_each(ROWS).replace(
        '"organizations"', '{"id": "q"},\n"organizations"'
    ),
    "a line that is a record before a field": line_each(ROWS).replace(
        '"people"', '{"id": "q"},\n"people"'
    ),
    "a line that is a record behind the last": line_each(ROWS) + '\n{"id": "q"},\n',
    "a line that is two records": line_each(ROWS).replace('"},\n', '"}, {"id": "q"},\n', 1),
    "a line that is a record with two commas": line_each(ROWS).replace("},\n", "},,\n", 1),
    "no format": document_of(ROWS, {"kept_for": ["county"]}),
    "another format": document_of(ROWS, {"format": "register/2"}),
    "a format that is an object": document_of(ROWS, {"format": {}}),
    "no header": lines_of(ROWS).partition("\n")[2],
    "a second header": lines_of(ROWS) + "\n" + json.dumps(HEADER),
    "kept_for that is no list": document_of(ROWS, {**HEADER, "kept_for": "county"}),
    "kept_for with an object": document_of(ROWS, {**HEADER, "kept_for": ["county", {}]}),
    "kept_for with a nought": document_of(ROWS, {**HEADER, "kept_for": ["county", 0]}),
    "kept_for unknown": document_of(ROWS, {**HEADER, "kept_for": ["nowhere"]}),
    "a list twice": document_of(ROWS).replace("{", '{"people": [], ', 1),
    "a list that is an object": document_of(ROWS).replace("{", '{"plans": {}, ', 1),
    "a list that is a nought": document_of(ROWS).replace("{", '{"plans": 0, ', 1),
    "noughts for records": document_of(ROWS).replace("{", '{"plans": [0, 0], ', 1),
    "a nought beside records": document_of(ROWS).replace('"people": [', '"people": [0, '),
    "very many values beside the records": document_of(ROWS, {**HEADER, "kept_for": []}).replace(
        '"kept_for": []', f'"kept_for": [{"[]," * 100_000}[]]'
    ),
    "kept_for with very many that are unknown": document_of(
        ROWS, {**HEADER, "kept_for": [f"o{number}" for number in range(50_000)]}
    ),
    "an unknown list": document_of(ROWS).replace("{", '{"pupils": [], ', 1),
    "an unknown list with records": document_of(ROWS).replace("{", '{"pupils": [{}], ', 1),
    "an unknown type": lines_of(ROWS) + '\n{"type": "pupil", "id": "p"}',
    "a type that is a number": lines_of(ROWS) + '\n{"type": 7, "id": "p"}',
    "a type in a document": document_of(ROWS).replace('{"id": "p"', '{"type": "person", "id": "p"'),
    "an empty record": document_of(ROWS).replace('{"id": "p"}', "{}"),
    "an unknown field": lines_of(with_talk(place="hall")),
    "a field twice": lines_of(ROWS).replace('"held_by"', '"held_by": "town", "held_by"'),
    "an id twice": lines_of([*ROWS, ROWS[3]]),
    "a person twice": document_of([*ROWS, ("person", {"id": "p", "name": "x"})]),
    "an organization twice": document_of([*ROWS, ("organization", dict(TOWN))]),
    "a talk of nobody": lines_of(with_talk(held_by="nowhere")),
    "a talk held by a number": lines_of(with_talk(held_by=7)),
    "a talk with nobody": lines_of(with_talk(organization="nowhere")),
    "a talker who is not there": document_of(with_talk(talker="q")),
    "a basis that is not there": document_of(with_talk(basis=["c"])),
    "a filing of no talk": lines_of([*ROWS[:4], ("filing", {"talk": "t2"})]),
    "a person without an id": lines_of([*ROWS, ("person", {"name": "x"})]),
    "a post of nobody": lines_of(
        [
            *ROWS,
            (
                "appointment",
                {"person": "q", "organization": "town", "role": "member", "start": "2025-01-01"},
            ),
        ]
    ),
    "a circle of superiors": document_of([("organization", {**COUNTY, "superior": "county"})]),
    "a circle of two superiors": document_of(
        [("organization", {**COUNTY, "superior": "town"}), ("organization", dict(TOWN))]
    ),
    "a circle of three superiors, of which one is kept": lines_of(
        [
            ("organization", {**COUNTY, "superior": "city"}),
            ("organization", {**COUNTY, "id": "city", "superior": "town"}),
            *ROWS[1:],
        ]
    ),
    "a circle of superiors that nothing is asked of": lines_of(
        [
            *ROWS,
            ("organization", {**TOWN, "id": "here", "superior": "there"}),
            ("organization", {**TOWN, "id": "there", "superior": "here"}),
        ]
    ),
    "a lone surrogate": document_of(with_talk(id="\ud800")),
    "bytes that are no UTF-8": document_of(ROWS).encode().replace(b"t1", b"t\xff"),
    "records too deep": document_of(with_talk(problems=[[[[[[[[]]]]]]]])),
    "a workbook": b"PK\x03\x04",
}


def test_lines_that_end_now_so_now_so_are_read_as_a_whole(tmp_path: Path) -> None:
    path = saved(line_each(ROWS).replace("},\n", "},\r\n", 1), tmp_path)
    assert audit_file(path, DAY, jobs=2) == audit(load(path), DAY)


@pytest.mark.parametrize("separators", [(", ", ": "), (",", ":")], ids=["spaced", "dense"])
def test_the_first_fields_of_a_record_tell_whose_it_is_as_all_of_it_does(
    separators: tuple[str, str],
) -> None:
    seen = set()
    of_line, kinds = looking._first_of_a_line()
    for seed in range(40):
        register = random_case(seed).register
        for name, kind in RECORD_KINDS.items():
            pattern, groups = looking._first_fields(name)
            for record in getattr(register, kind.plural):
                row = plain_record(record)
                wanted = [str(row.get(field, "")).encode() for field in looking.FIELDS[name]]

                def written(row: Mapping[str, object]) -> bytes:
                    return json.dumps(row, separators=separators, ensure_ascii=False).encode()

                matched = pattern.match(written(row), 1)
                assert matched is not None
                assert [matched[group] or b"" for group in groups] == wanted

                matched = of_line.match(written({"type": name, **row}))
                assert matched is not None
                assert matched.lastindex is not None
                told, groups_of_line = kinds[matched.lastindex]
                assert told == name
                assert [matched[group] or b"" for group in groups_of_line] == wanted
                seen.add(name)
    assert seen == set(looking.FIELDS)


def test_a_line_of_an_unknown_kind_has_no_first_fields() -> None:
    of_line, _ = looking._first_of_a_line()
    assert (
        of_line.match(b'{"type": "talks", "id": "t1", "kind": "regular", "held_by": "c"}') is None
    )


def test_of_whom_findings_are_is_told_of_a_file_only_if_it_will_be_asked(tmp_path: Path) -> None:
    path = saved(lines_of(ROWS), tmp_path)
    with streamed_work(ScatteredRecords(path), Question(as_of=DAY)) as work:
        assert work.outline() is None
        assert work.report() == audit(load(path), DAY)


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_told_as_when_it_is_loaded(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = tmp_path / "between"
    between.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(between))
    path = saved(BROKEN[broken], tmp_path)
    with pytest.raises(InvalidInput) as of_file:
        audit_file(path, DAY, jobs=2)
    with pytest.raises(InvalidInput) as loaded:
        load(path)
    assert str(of_file.value) == str(loaded.value)
    with (
        pytest.raises(unusual()),
        streamed_work(ScatteredRecords(path), Question(as_of=DAY)) as work,
    ):
        work.report()
    assert list(between.iterdir()) == []


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        audit_file(tmp_path / "nowhere", DAY, jobs=2)


def test_records_in_a_file_that_became_shorter_are_not_taken_for_whole(tmp_path: Path) -> None:
    path = saved("12345", tmp_path)
    assert [*texts_at(path, [(1, 3)])] == [b"23"]
    for places in ([(1, 3), (3, 6)], [(10_000, 10_002)]):
        with pytest.raises(OSError, match="became shorter"):
            list(texts_at(path, places))


def test_of_records_that_stand_close_together_many_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether one ends where what was read at once does or not; one that stands alone is alone.

    Where the system reads from a place in one call as where it does not.
    """
    length, number = 100, 2_000
    path = tmp_path / "records"
    path.write_bytes(b"".join(b"%0100d" % each for each in range(number)))
    sizes: list[int] = []

    class Counted(FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            sizes.append(-1 if size is None else size)
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda self, *_, **__: Counted(self))

    def read(numbers: Sequence[int]) -> None:
        sizes.clear()
        places = [(each * length, (each + 1) * length) for each in numbers]
        assert [int(text) for text in texts_at(path, places)] == list(numbers)

    def read_some() -> None:
        read(range(number))
        assert len(sizes) < 15
        read(range(0, number, 2))
        assert len(sizes) < 15
        read(range(100, number, 500))
        assert sizes == [length] * 4

    def read_at(file: int, size: int, start: int) -> bytes:
        sizes.append(size)
        return pread(file, size, start)

    pread = os.pread
    monkeypatch.setattr(os, "pread", read_at)
    read_some()
    monkeypatch.delattr(os, "pread")
    read_some()


@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_that_become_fewer_while_they_are_looked_through_are_not_taken_for_all(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_LEAST_OF_A_STRETCH", 1_000)
    path = saved(shuffled_lines(synthetic(), Random(3)), tmp_path)  # noqa: S311 - no secret
    with pytest.raises(Unusual):
        look_through(path, jobs=jobs, progress=lambda done, _: os.truncate(path, done))


def written(new: Path, old: Path) -> None:
    old.write_bytes(new.read_bytes())


@pytest.mark.parametrize("put", [os.replace, written])
def test_a_file_that_is_changed_while_it_is_audited_is_audited_as_it_became(
    put: Callable[[Path, Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    whole: list[Path],
) -> None:
    monkeypatch.setattr(auditing, "_BATCH", 1)
    rows: list[tuple[str, Mapping[str, object]]] = [*ROWS]
    rows.append(("organization", {**COUNTY, "id": "city"}))
    rows.append(("talk", {**TALK, "id": "t2", "held_by": "town"}))
    text = lines_of(rows, {"format": HEADER["format"]})
    path = saved(text, tmp_path)
    other = tmp_path / "other"
    other.write_text(text.replace('"held_by": "town"', '"held_by": "city"'))
    became = audit(load(other), DAY)

    def change(*_: int) -> None:
        if other.exists():
            put(other, path)
            other.unlink(missing_ok=True)

    found = audit_file(path, DAY, jobs=1, progress=change)
    assert found.digest == became.digest
    assert found == became
    assert whole == [path]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_is_said_to_be_looked_through_a_hundredth_at_a_time(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_LEAST_OF_A_STRETCH", 100)
    path = saved(shuffled_lines(synthetic(), Random(1)), tmp_path)  # noqa: S311 - no secret
    told: list[tuple[int, int]] = []
    ScatteredRecords(path, jobs=jobs, progress=lambda *done: told.append(done))
    size = path.stat().st_size
    assert {total for _, total in told} == {size}
    assert len(told) == 100
    assert told[-1] == (size, size)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", [2, 5])
def test_stretches_say_together_what_one_says(
    way: str, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(WAYS[way](synthetic(), Random(2)), tmp_path)  # noqa: S311 - no secret
    one = look_through(path)
    monkeypatch.setattr(looking, "_LEAST_OF_A_STRETCH", 500)
    monkeypatch.setattr(looking, "_AT_ONCE", 300)
    several = look_through(path, jobs=jobs)
    assert several.header == one.header
    for name, seen in one.kinds.items():
        other = several.kinds[name]
        assert other.columns == seen.columns
        assert (other.places.starts, other.places.ends) == (seen.places.starts, seen.places.ends)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_changed_in_a_file_it_is_audited_as_it_is_loaded_or_refused(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    case = random_case(7_000 + seed)
    text = WAYS[[*WAYS][seed % len(WAYS)]](case.register, random).encode()
    for _ in range(8):
        at, size = random.randrange(len(text)), random.choice([1, 1, 3, 50, 300])
        instead = random.choice(
            [b"", text[at : at + size] * 2, b'"', b"{", b"}", b",", b"0", b"\n"]
        )
        path = saved(text[:at] + instead + text[at + size :], tmp_path)
        audited_as_loaded(path, case.as_of)


def audited_as_loaded(path: Path, as_of: date) -> None:
    """Hold that a file is audited where its records stand as it is loaded, or refused by both."""
    try:
        load(path)
    except InvalidInput:
        with (
            pytest.raises(unusual()),
            streamed_work(ScatteredRecords(path), Question(as_of=as_of)) as work,
        ):
            work.report()
    else:
        audited_in_place(path, as_of)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_records_refer_to_instead_they_are_audited_as_they_are_loaded_or_refused(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    case = random_case(8_000 + seed)
    for _ in range(8):
        document = json.loads(json.dumps(case.document))
        references = [
            (record, name, document[RECORD_KINDS[type_.kind].plural])
            for kind in RECORD_KINDS.values()
            for name, type_ in field_types(kind.record).items()
            if isinstance(type_, Reference) and type_.kind in RECORD_KINDS
            for record in document[kind.plural]
        ]
        for record, name, others in random.sample(references, 2):
            record[name] = random.choice(others)["id"]
        audited_as_loaded(saved(json.dumps(document), tmp_path), case.as_of)
