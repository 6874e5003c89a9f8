"""Standard input and output in the process itself: read, closed, full, with nobody reading."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from supervision_talk.cli import main
from supervision_talk.cli.language import language_of_locale
from tests.cli.running import AUDIT_XUNDIAN, XUNDIAN, run

RULES = ["rules", "--lang", "en"]


@contextmanager
def output_to(monkeypatch: pytest.MonkeyPatch, descriptor: int) -> Iterator[None]:
    with open(descriptor, "w", encoding="utf-8") as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        yield


def test_standard_input_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name = run(capsys, *AUDIT_XUNDIAN)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(XUNDIAN).read_bytes())))
    assert run(capsys, "audit", "-", *AUDIT_XUNDIAN[2:]) == by_name


def test_a_standard_input_that_is_closed_is_said_to_be_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = run(capsys, "audit", "-", "--as-of", "2026-10-05")
    assert (ran.code, ran.output) == (2, "")
    assert "FILE: standard input is closed" in ran.errors


def test_a_standard_output_that_is_closed_is_said_to_be_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(RULES) == 2
    assert "standard output is closed" in capsys.readouterr().err


def test_where_standard_error_is_closed_problems_do_not_go_to_the_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["rules", "ST9999"]) == 2
    assert capsys.readouterr().out == ""


def test_a_reader_that_leaves_ends_it_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with output_to(monkeypatch, theirs):
        assert main(["schema"]) == 141
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_is_full_is_said_to_be_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with output_to(monkeypatch, os.open("/dev/full", os.O_WRONLY)):
        assert main(RULES) == 2
    assert "cannot write the result (No space left on device)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "spoken"), [("Chinese (Simplified)_China", "zh"), ("de_DE", "en"), (None, "en")]
)
def test_where_no_variable_is_set_the_system_s_locale_decides(
    monkeypatch: pytest.MonkeyPatch, name: str | None, spoken: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (name, "UTF-8"))
    assert language_of_locale({}) == spoken
