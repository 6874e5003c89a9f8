"""``supervision-talk coverage``: bars and open seats for people, every seat as JSON."""

import json
from pathlib import Path

import pytest

from supervision_talk import Register, dump
from tests.cli.running import XUNDIAN, run
from tests.small_registers import COUNTY, register_of

IN_OCTOBER = ("coverage", XUNDIAN, "--as-of", "2026-10-05")

Capsys = pytest.CaptureFixture[str]


def saved(register: Register, folder: Path) -> str:
    path = folder / "register.json"
    dump(register, path)
    return str(path)


def test_the_page_counts_seats_persons_and_talks_apart(capsys: Capsys) -> None:
    code, output, errors = run(capsys, *IN_OCTOBER)
    assert (code, errors) == (0, "")
    assert output.startswith("Coverage of terms, as of 2026-10-05\n\ncommittee 530129\nterm 14\n")
    rows = {each.split()[0]: each for each in output.splitlines() if "█" in each}
    assert "65/75 (86.7%)" in rows["seats"]
    assert rows["seats"].endswith("by 65 talks")
    assert rows["seats"].count("█") == 26
    assert rows["seats"].count("░") == 4
    assert "65/75 (86.7%)" in rows["persons"]


def test_the_page_lists_the_seats_that_are_not_covered(capsys: Capsys) -> None:
    output = run(capsys, *IN_OCTOBER).output
    rows = output.split("seats not covered\n")[1].splitlines()
    assert len(rows) == 10
    assert rows[-1].split() == [
        *("530129104", "term", "14", "not", "covered", "yet", "2026-12-18", "p-530129104-1"),
    ]


def test_the_page_speaks_chinese(capsys: Capsys) -> None:
    output = run(capsys, *IN_OCTOBER, "--lang", "zh").output
    assert "谈话65人次" in output
    assert "届中接任未谈：" in output


def test_json_has_the_entries_of_a_report_and_every_seat(capsys: Capsys) -> None:
    document = json.loads(run(capsys, *IN_OCTOBER, "--format", "json").output)
    report = json.loads(run(capsys, "audit", *IN_OCTOBER[1:], "--format", "json").output)
    assert document["format"] == "supervision-talk/coverage/1"
    assert document["as_of"] == "2026-10-05"
    assert document["coverage"] == report["coverage"]
    assert len(document["seats"]) == 75
    covered = [each for each in document["seats"] if each["covered_by"] is not None]
    assert len(covered) == 65
    assert {each["outcome"] for each in covered} == {"satisfied"}
    assert document["unknown"] == []


def test_a_committee_without_a_term_is_told_what_is_missing(capsys: Capsys, tmp_path: Path) -> None:
    file = saved(register_of(), tmp_path)
    asked = ("coverage", file, "--as-of", "2026-10-05")
    page = run(capsys, *asked).output
    assert f"not recorded are terms of {COUNTY['id']}; enter them." in page
    document = json.loads(run(capsys, *asked, "--format", "json").output)
    assert document["coverage"] == []
    assert document["unknown"] == [{"committee": "county", "missing": [f"terms of {COUNTY['id']}"]}]


def test_a_register_without_seats_says_so(capsys: Capsys, tmp_path: Path) -> None:
    file = saved(register_of(organizations=[COUNTY]), tmp_path)
    output = run(capsys, "coverage", file, "--as-of", "2026-10-05").output
    assert "There is no seat to cover." in output


def test_one_committee_can_be_asked_for_and_an_unknown_one_is_refused(capsys: Capsys) -> None:
    chosen = run(capsys, *IN_OCTOBER, "--committee", "530129")
    assert chosen.output == run(capsys, *IN_OCTOBER).output
    code, output, errors = run(capsys, *IN_OCTOBER, "--committee", "nobody")
    assert (code, output) == (2, "")
    assert "--committee: the register holds no organization 'nobody'" in errors


def test_the_policy_decides_what_covers(capsys: Capsys, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("own_organs_are_seats = true\n", encoding="utf-8")
    output = run(capsys, *IN_OCTOBER, "--policy", str(policy)).output
    assert "65/79" in output


def test_counts_beneath_are_shown_for_a_committee_above(capsys: Capsys, tmp_path: Path) -> None:
    """A city keeps its counties' records too: their seats are added up beneath it."""
    document = json.loads(Path(XUNDIAN).read_text(encoding="utf-8"))
    document["kept_for"] = None
    path = tmp_path / "city.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    output = run(capsys, "coverage", str(path), "--as-of", "2026-10-05").output
    assert "beneath it, all together" in output
