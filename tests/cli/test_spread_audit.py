"""``audit --stream`` and ``audit --jobs``: the same report, and every problem named."""

import json
import os
import tempfile
from collections.abc import Sequence
from io import BytesIO
from multiprocessing import parent_process
from pathlib import Path
from random import Random
from typing import Never

import pytest

from supervision_talk import dumps, load
from supervision_talk.cli import command
from supervision_talk.interchange.streams import Batch, auditing, write_grouped
from tests.cli.running import XUNDIAN, run, run_process

AS_OF = ("--as-of", "2026-10-05")

Capsys = pytest.CaptureFixture[str]


def xundian_grouped() -> bytes:
    stream = BytesIO()
    write_grouped(load(XUNDIAN), stream)
    return stream.getvalue()


def saved(lines: bytes, folder: Path) -> str:
    path = folder / "grouped.jsonl"
    path.write_bytes(lines)
    return str(path)


def test_a_stream_gives_the_report_of_the_register(capsys: Capsys, tmp_path: Path) -> None:
    whole = run(capsys, "audit", XUNDIAN, *AS_OF, "--format", "json")
    grouped = saved(xundian_grouped(), tmp_path)
    streamed = run(capsys, "audit", grouped, *AS_OF, "--format", "json", "--stream")
    assert streamed == whole
    assert streamed.code == 1


def test_several_processes_give_the_report_of_one(capsys: Capsys, tmp_path: Path) -> None:
    whole = run(capsys, "audit", XUNDIAN, *AS_OF, "--format", "json")
    assert run(capsys, "audit", XUNDIAN, *AS_OF, "--format", "json", "--jobs", "2") == whole
    grouped = saved(xundian_grouped(), tmp_path)
    both = ("--stream", "--jobs", "2")
    assert run(capsys, "audit", grouped, *AS_OF, "--format", "json", *both) == whole


def in_any_order(folder: Path) -> Sequence[str]:
    """Give the register as a document on one line, and as shuffled lines."""
    document = folder / "register.json"
    document.write_text(json.dumps(json.loads(Path(XUNDIAN).read_bytes())), encoding="utf-8")
    header, *lines = dumps(load(XUNDIAN), lines=True).splitlines(keepends=True)
    Random(1).shuffle(lines)  # noqa: S311 - no secret
    shuffled = folder / "register.jsonl"
    shuffled.write_text("".join([header, *lines]), encoding="utf-8")
    return XUNDIAN, str(document), str(shuffled)


@pytest.mark.parametrize("form", [("text", "zh"), ("text", "en"), ("json", "zh")], ids=str)
@pytest.mark.parametrize("more", [(), ("--all",), ("--policy", "policy.toml")], ids=str)
def test_several_processes_answer_what_one_does_and_leave_the_records_in_their_file(
    form: tuple[str, str],
    more: Sequence[str],
    capsys: Capsys,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("policy.toml").write_text('not_recorded = "violated"\n', encoding="utf-8")
    asked = (*AS_OF, "--format", form[0], "--lang", form[1], *more)
    one = run(capsys, "audit", XUNDIAN, *asked)
    assert one.code == 1
    files = in_any_order(tmp_path)
    monkeypatch.setattr(command, "load", None)  # nothing is read as a whole any more
    for path in files:
        assert run(capsys, "audit", path, *asked, "--jobs", "2") == one


@pytest.mark.parametrize("asked", [("--names",), ("--format", "html"), ("--jobs", "1")], ids=str)
def test_what_needs_the_whole_register_has_it(
    asked: Sequence[str], capsys: Capsys, tmp_path: Path
) -> None:
    one = run(capsys, "audit", XUNDIAN, *AS_OF, *asked)
    for path in in_any_order(tmp_path):
        jobs = () if "--jobs" in asked else ("--jobs", "2")
        assert run(capsys, "audit", path, *AS_OF, *asked, *jobs) == one


@pytest.mark.parametrize(
    "more", [(), ("--as-of", "soon"), ("--names", "--format", "json")], ids=str
)
@pytest.mark.parametrize(
    ("old", "new"),
    [('"talk"', '"talc"'), ('"held_by": "', '"held_by": "x'), ("}", ""), ("2026", "20 26")],
    ids=str,
)
def test_of_a_broken_register_several_processes_tell_what_one_does(
    old: str, new: str, more: Sequence[str], capsys: Capsys, tmp_path: Path
) -> None:
    asked = more if "--as-of" in more else (*AS_OF, *more)
    for path in map(Path, in_any_order(tmp_path)[1:]):
        before, found, after = path.read_text(encoding="utf-8").rpartition(old)
        path.write_text(before + (new if found else "") + after, encoding="utf-8")
        one = run(capsys, "audit", str(path), *asked)
        assert (one.code, one.output) == (2, "")
        assert run(capsys, "audit", str(path), *asked, "--jobs", "2") == one


def test_a_register_that_is_not_there_is_told_of_by_several_processes_as_by_one(
    capsys: Capsys, tmp_path: Path
) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        for asked in (AS_OF, ("--as-of", "soon"), (*AS_OF, "--jobs", "none")):
            one = run(capsys, "audit", str(path), *asked)
            several = run(capsys, "audit", str(path), "--jobs=2", *asked[:2])
            assert one.code == 2
            assert several.errors.splitlines()[0] == one.errors.splitlines()[0]


def test_a_disk_that_is_full_does_not_keep_several_processes_from_an_answer(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = run(capsys, "audit", XUNDIAN, *AS_OF)
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")
    assert run(capsys, "audit", XUNDIAN, *AS_OF, "--jobs", "2") == one


def _ends(_: auditing.Shared, __: Batch) -> Never:
    assert parent_process() is not None, "the process of the tests goes on"
    os._exit(1)


@pytest.mark.parametrize("flags", [["--stream"], []], ids=["grouped", "in any order"])
def test_a_process_that_ends_before_its_work_is_told_of_and_leaves_nothing(
    flags: list[str], capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    monkeypatch.setattr(auditing, "_BATCH", 1)
    monkeypatch.setattr(auditing, "audit_batch", _ends)
    register = saved(xundian_grouped(), tmp_path)
    ran = run(capsys, "audit", register, *AS_OF, *flags, "--jobs", "2")
    assert (ran.code, ran.output) == (2, "")
    assert "--jobs: a process ended before its work, perhaps for want of memory" in ran.errors
    assert not list(left.iterdir())


def test_the_page_of_a_stream_leaves_out_what_only_the_register_tells(
    capsys: Capsys, tmp_path: Path
) -> None:
    grouped = saved(xundian_grouped(), tmp_path)
    whole = run(capsys, "audit", XUNDIAN, *AS_OF).output
    streamed = run(capsys, "audit", grouped, *AS_OF, "--stream").output
    assert "The register: " in whole
    assert "The register: " not in streamed
    assert streamed.splitlines()[-1] == whole.splitlines()[-1]  # the digest


@pytest.mark.parametrize("ending", ["json", "txt"])
@pytest.mark.parametrize(
    "way", [("--stream",), ("--stream", "--jobs", "2"), ("--jobs", "2")], ids=" ".join
)
def test_what_is_left_on_disk_is_there_until_the_report_is_written(
    ending: str, way: Sequence[str], capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grouped = saved(xundian_grouped(), tmp_path)
    between = tmp_path / "between"
    between.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(between))
    asked = ("audit", grouped, *AS_OF, "--all", *way)
    shown = run(capsys, *asked, "--format", {"txt": "text"}.get(ending, ending))
    report = tmp_path / f"report.{ending}"
    written = run(capsys, *asked, "-o", str(report))
    assert (shown.code, written.code, written.output) == (1, 1, "")
    assert report.read_text(encoding="utf-8") == shown.output
    assert list(between.iterdir()) == []


def test_a_stream_comes_through_standard_input() -> None:
    ran = run_process("audit", "-", *AS_OF, "--stream", "--format", "json", given=xundian_grouped())
    assert ran.code == 1
    assert '"digest"' in ran.output


def test_lines_that_are_not_grouped_are_named_and_nothing_is_printed(
    capsys: Capsys, tmp_path: Path
) -> None:
    lines = xundian_grouped().splitlines(keepends=True)
    filing = next(line for line in lines if b'"filing"' in line)
    grouped = saved(b"".join([lines[0], filing, *lines[1:]]), tmp_path)
    code, output, errors = run(capsys, "audit", grouped, *AS_OF, "--stream")
    assert (code, output) == (2, "")
    assert f"{grouped}: line 2: expected first a plan" in errors


def test_what_a_stream_cannot_give_is_refused(capsys: Capsys, tmp_path: Path) -> None:
    grouped = saved(xundian_grouped(), tmp_path)
    code, output, errors = run(
        capsys, "audit", grouped, *AS_OF, "--stream", "--names", "--format", "html"
    )
    assert (code, output) == (2, "")
    assert "--names: cannot be had with --stream" in errors
    assert "--format: expected with --stream one of text, json" in errors


@pytest.mark.parametrize("jobs", ["0", "-1", "1.5", "two", "257", "٢"])
def test_a_number_of_jobs_is_an_integer_that_a_machine_can_have(capsys: Capsys, jobs: str) -> None:
    code, output, errors = run(capsys, "audit", XUNDIAN, *AS_OF, f"--jobs={jobs}")
    assert (code, output) == (2, "")
    assert "--jobs: expected an integer from 1 to 256" in errors


def test_a_stream_that_is_not_there_is_named_with_whatever_else_is_wrong(
    capsys: Capsys, tmp_path: Path
) -> None:
    missing = str(tmp_path / "nowhere.jsonl")
    code, _, errors = run(capsys, "audit", missing, "--as-of", "soon", "--stream")
    assert code == 2
    assert "nowhere.jsonl" in errors
    assert "--as-of" in errors


def test_the_help_names_both_in_both_languages(capsys: Capsys) -> None:
    for language, told in (("en", "audit while reading"), ("zh", "边读边核对")):
        output = run(capsys, "audit", "--help", "--lang", language).output
        assert "--stream" in output
        assert "--jobs N" in output
        assert told in output
