"""The demo county is what its script makes, and what its README says."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from examples import make_xundian

ROOT = Path(make_xundian.__file__).parents[1]
REGISTER = make_xundian.register()

OWN_ORGANS = {"discipline_organ", "working_organ"}
TOWNSHIP_KINDS = {"township_committee", "street_working_committee"}
NOT_AN_ACT = {"due_on", "start", "end", "planned_end", "established_on", "abolished_on"}


def records(name: str) -> list[dict[str, object]]:
    listed = REGISTER[name]
    assert isinstance(listed, list)
    return listed


def dates_of_acts(value: object, field: str = "") -> Iterator[date]:
    """Every date and moment in a part of the register, but plans and terms of office."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from dates_of_acts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from dates_of_acts(part, field)
    elif isinstance(value, str) and field not in NOT_AN_ACT:
        found = re.match(r"\d{4}-\d{2}-\d{2}", value)
        if found:
            yield date.fromisoformat(found[0])


@pytest.mark.parametrize("path", make_xundian.made(), ids=lambda path: path.name)
def test_a_file_of_the_demo_county_is_what_the_script_makes(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == make_xundian.made()[path]


def test_the_script_needs_the_standard_library_alone() -> None:
    tree = ast.parse(Path(make_xundian.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported
    assert imported <= sys.stdlib_module_names


def test_the_county_has_sixteen_townships_fifty_nine_units_and_a_head_in_each() -> None:
    seats = [
        record
        for record in records("organizations")
        if record["superior"] == make_xundian.COUNTY and record["kind"] not in OWN_ORGANS
    ]
    townships = [seat for seat in seats if seat["kind"] in TOWNSHIP_KINDS]
    assert (len(townships), len(seats) - len(townships)) == (16, 59)
    headed = {
        post["organization"] for post in records("appointments") if post["role"] == "secretary"
    }
    assert {seat["id"] for seat in seats} <= headed


def test_people_are_ids_without_names() -> None:
    assert all(set(person) == {"id"} for person in records("people"))


def test_the_script_knows_the_workdays_of_2026() -> None:
    """The reference is an independent table of the State Council's arrangements."""
    days = [date(2026, 1, 1) + timedelta(number) for number in range(365)]
    assert [make_xundian.is_workday(day) for day in days] == [
        chinese_calendar.is_workday(day) for day in days
    ]


def test_whatever_was_done_was_done_on_a_workday_before_the_day_of_the_audit() -> None:
    acts = set(dates_of_acts(REGISTER))
    assert len(acts) > 100
    assert [day for day in sorted(acts) if not chinese_calendar.is_workday(day)] == []
    assert max(acts) < make_xundian.AS_OF


def test_the_tables_of_the_readme_name_exactly_the_expected_findings() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"`(ST\d{4}) (\w+) ([^`]+)`", readme)
    assert len(told) == len(set(told))
    data = (ROOT / "examples" / "xundian.expected.json").read_text(encoding="utf-8")
    assert set(told) == {
        (found["rule"], found["outcome"], found["subject"]["id"]) for found in json.loads(data)
    }


def test_both_readmes_audit_the_county_on_the_day_that_the_script_is_about() -> None:
    command = f"supervision-talk audit examples/xundian.json --as-of {make_xundian.AS_OF}"
    for readme in (ROOT / "README.md", ROOT / "examples" / "README.md"):
        assert command in readme.read_text(encoding="utf-8")
