"""The yearly report's script runs from its first cell to its last, and tells what we count."""

import runpy
from datetime import date
from pathlib import Path

import pytest
from matplotlib import font_manager

from supervision_talk import coverage, load, statistics
from supervision_talk.measures import Outcome

EXAMPLES = Path(__file__).parents[2] / "examples"
PNG = b"\x89PNG\r\n\x1a\n"


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv("YEARLY_REPORT_FOLDER", str(folder))
    return runpy.run_path(str(EXAMPLES / "yearly_report.py"))


def test_the_report_tells_the_figures_and_draws_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch)
    told = capsys.readouterr().out.splitlines()
    register, as_of = load(EXAMPLES / "xundian.json"), date(2026, 10, 5)
    total = statistics(register, as_of).total
    for kind, months in total.talks.items():
        numbers = " ".join(map(str, months))
        assert f"{kind.chinese} {kind.value}: {sum(months)}  {numbers}" in told
    running = total.running
    assert f"posts {running.seats_covered} of {running.seats}" in told
    assert f"persons {running.persons_covered} of {running.persons}" in told
    assert f"overdue altogether: {total.overdue}" in told
    for code, duty in total.duties.items():
        lines = [line for line in told if line.startswith(f"{code} ")]
        expected = f"{duty.on_time} of {duty.past_due} in time"
        assert all(expected in line for line in lines)
        assert len(lines) == 1 or not duty.past_due
    seats = coverage(register, "530129", as_of).seats
    waiting = [line for line in told if line.startswith("  ") and "pending" in line]
    assert len(waiting) == sum(seat.outcome is not Outcome.SATISFIED for seat in seats)

    png, svg = tmp_path / "yearly-report-2026.png", tmp_path / "yearly-report-2026.svg"
    assert png.read_bytes().startswith(PNG)
    assert "<svg " in svg.read_text(encoding="utf-8")


def test_without_a_chinese_font_the_picture_is_in_english_and_always_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign that no font has would be drawn as a box, with a warning: here warnings are errors."""
    plain = [font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", plain)
    drawn = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        assert run(folder, monkeypatch)["LANGUAGE"] == "en"
        drawn.append((folder / "yearly-report-2026.svg").read_bytes())
    assert drawn[0] == drawn[1]
