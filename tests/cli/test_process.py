"""The command line as other programs and people meet it: pipes, terminals, closed ends."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import AUDIT_XUNDIAN, ROOT, XUNDIAN, run_on_terminal, run_process

ESCAPE = "\x1b"


def test_the_module_and_the_script_do_the_same() -> None:
    script = Path(sys.executable).with_name("supervision-talk")
    found = shutil.which(script)
    assert found is not None
    by_script = subprocess.run([found, "rules", "--lang", "zh"], capture_output=True, check=False)
    by_module = run_process("rules", "--lang", "zh")
    assert by_script.returncode == by_module.code == 0
    assert by_script.stdout.decode() == by_module.output


def test_an_audit_of_standard_input_is_that_of_the_file() -> None:
    by_name = run_process(*AUDIT_XUNDIAN, "--format", "json")
    by_pipe = run_process(
        "audit", "-", *AUDIT_XUNDIAN[2:], "--format", "json", given=Path(XUNDIAN).read_bytes()
    )
    assert by_name.code == by_pipe.code == 1
    assert by_name.output == by_pipe.output


def test_standard_input_that_is_no_register_ends_with_2() -> None:
    ran = run_process("audit", "-", "--as-of", "2026-10-05", given=b'{"format": ')
    assert (ran.code, ran.output) == (2, "")
    assert "standard input: line 1, column 12" in ran.errors
    assert "Traceback" not in ran.errors


def test_a_pipe_gets_neither_colour_nor_progress() -> None:
    ran = run_process(*AUDIT_XUNDIAN, environment={"TERM": "xterm-256color"})
    assert ran.code == 1
    assert ran.errors == ""
    assert ESCAPE not in ran.output


def test_a_terminal_gets_colour_and_progress() -> None:
    ran = run_on_terminal([*AUDIT_XUNDIAN, "--lang", "en"])
    assert ran.code == 1
    assert f"{ESCAPE}[1;31m" in ran.output
    assert "auditing" in ran.output


def test_no_color_is_respected() -> None:
    plain = run_on_terminal(["rules", "--lang", "en"], {"NO_COLOR": "1"})
    assert plain.code == 0
    assert ESCAPE not in plain.output
    report = run_on_terminal([*AUDIT_XUNDIAN], {"NO_COLOR": "1"})
    assert re.search(r"\x1b\[[0-9;]*3[0-9]m", report.output) is None


def test_a_dumb_terminal_gets_plain_text() -> None:
    ran = run_on_terminal([*AUDIT_XUNDIAN], {"TERM": "dumb"})
    assert ran.code == 1
    assert ESCAPE not in ran.output


def test_there_is_no_progress_beside_a_pipe() -> None:
    """What reads the pipe may be a pager, which has the terminal."""
    ran = run_on_terminal([*AUDIT_XUNDIAN], output_into_pipe=True)
    assert ran.code == 1
    assert "2026-10-05" in ran.output
    assert ran.errors == ""


def test_json_on_a_terminal_is_json() -> None:
    ran = run_on_terminal(["schema"], {"TERM": "dumb"})
    assert ran.output.startswith("{\r\n")


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "责任主体"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "责任主体"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "bearer"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "bearer"),
        ({}, "bearer"),
    ],
)
def test_the_locale_decides_the_language(environment: dict[str, str], word: str) -> None:
    assert word in run_process("rules", environment=environment).output


def test_an_encoding_without_chinese_is_no_reason_to_fail() -> None:
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"}
    text = run_process("rules", "--lang", "zh", environment=environment)
    assert text.code == 0
    assert "ST0201" in text.output
    as_json = run_process(*AUDIT_XUNDIAN, "--format", "json", environment=environment)
    assert as_json.code == 1
    assert "被谈话人" in as_json.output


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "supervision_talk", *arguments]


def test_a_reader_that_leaves_is_no_reason_to_complain() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        command("schema"), stdout=theirs, stderr=subprocess.PIPE, check=False, text=True
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")


def test_an_interrupt_while_the_library_is_imported_is_no_reason_for_a_traceback(
    tmp_path: Path,
) -> None:
    tmp_path.joinpath("attrs.py").write_text("raise KeyboardInterrupt")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    module, _, function = scripts["supervision-talk"].partition(":")
    done = subprocess.run(
        [sys.executable, "-c", f"from {module} import {function}; raise SystemExit({function}())"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_to_be_full() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("rules", "--lang", "en"), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"cannot write the result (No space left on device)" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 2), ("2>&-", 1), (">&- 2>&-", 2)])
def test_closed_streams_are_no_reason_for_a_traceback(closed: str, code: int) -> None:
    file = "-" if closed == "<&-" else XUNDIAN
    audit = " ".join(command("audit", file, "--as-of", "2026-10-05"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{audit} {closed}"], capture_output=True, check=False, text=True
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
