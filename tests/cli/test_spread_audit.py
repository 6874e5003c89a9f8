"""``audit --stream`` and ``audit --jobs``: the same report, and every problem named."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest

from supervision_talk import load
from supervision_talk.interchange.streams import write_grouped
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
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_stream_leaves_on_disk_is_there_until_the_report_is_written(
    ending: str, jobs: str, capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grouped = saved(xundian_grouped(), tmp_path)
    between = tmp_path / "between"
    between.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(between))
    asked = ("audit", grouped, *AS_OF, "--stream", "--all", "--jobs", jobs)
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
