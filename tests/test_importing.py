"""Importing the package is cheap: what only some calls need is imported by them."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import supervision_talk
from supervision_talk import interchange
from supervision_talk.interchange import ledger


def modules_after(source: str) -> set[str]:
    """The modules that a fresh interpreter has imported after running `source`."""
    script = f"{source}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stdout.decode().split())


def imported_by(source: str) -> set[str]:
    """The top-level ones among them."""
    return {name.partition(".")[0] for name in modules_after(source)}


DEAR = {"argparse", "cattrs", "holidays", "icalendar", "openpyxl", "pendulum", "rich"}
DEAR |= {"hypothesis", "msgspec", "orjson"}
OF_THE_STANDARD_LIBRARY = {"asyncio", "decimal", "gettext", "hashlib", "json", "logging"}
OF_THE_STANDARD_LIBRARY |= {"multiprocessing", "tomllib", "unittest", "xml", "zipfile"}
OF_SOME_CALLS = {
    "supervision_talk.audit.accountability",
    "supervision_talk.audit.figures",
    "supervision_talk.audit.messages",
    "supervision_talk.audit.owing",
    "supervision_talk.cli",
    "supervision_talk.interchange",
    "supervision_talk.strategies",
}
TYPICAL = "from supervision_talk import Register, Talk, audit, check_talk"


@pytest.mark.parametrize("source", ["import supervision_talk", TYPICAL])
def test_importing_the_package_imports_nothing_that_only_some_calls_need(source: str) -> None:
    assert imported_by(source) & (DEAR | OF_THE_STANDARD_LIBRARY) == set()
    assert modules_after(source) & OF_SOME_CALLS == set()


def test_importing_the_package_has_attrs_write_no_class() -> None:
    source = (
        "import attrs; made = []; write = attrs.frozen\n"
        "attrs.frozen = lambda cls, **options: made.append(cls) or write(cls, **options)\n"
        "import supervision_talk; assert not made, made"
    )
    assert imported_by(source)


FUNCTIONS = ["audit", "check_talk", "coverage", "coverages", "grounds_to_examine", "load"]
FUNCTIONS += ["obligations", "statistics"]
ROOMS_FIRST = [
    "import supervision_talk",
    "import supervision_talk.audit",
    "import supervision_talk.audit.auditing",
    "import supervision_talk.audit.coverage",
    "import supervision_talk.audit.figures",
    "import supervision_talk.audit.findings",
    "import supervision_talk.audit.owing",
    "import supervision_talk.cli.main",
    "import supervision_talk.interchange",
    "from supervision_talk.audit import obligations, statistics",
    "from supervision_talk.audit.findings import Finding",
]


@pytest.mark.parametrize("first", ROOMS_FIRST)
def test_a_room_is_never_taken_for_the_function_of_its_name(first: str) -> None:
    """Whichever is imported first: a package also has its modules as attributes."""
    checked = (
        f"import supervision_talk as s, types\nfor name in {FUNCTIONS}:\n"
        " assert isinstance(getattr(s, name), types.FunctionType), name"
    )
    modules_after(f"{first}\n{checked}")
    modules_after(f"{checked}\n{first}\n{checked}")


def test_reading_a_register_needs_neither_command_line_nor_holidays() -> None:
    source = (
        'from supervision_talk import loads; loads(\'{"format": "supervision-talk/register/1"}\')'
    )
    assert imported_by(source) & DEAR <= {"cattrs", "orjson"}


def test_a_pipe_needs_no_rich() -> None:
    source = "from supervision_talk.cli import main; main(['rules'])"
    assert "rich" not in imported_by(source)


def test_a_command_imports_no_format_and_no_command_that_is_not_asked_for(tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    register.write_text('{"format": "supervision-talk/register/1"}')
    arguments = ["audit", str(register), "--as-of", "2026-10-05", "--format", "json"]
    imported = modules_after(f"from supervision_talk.cli import main; main({arguments})")
    rooms = {f"supervision_talk.interchange.{each}" for each in ("ledger", "schema", "streams")}
    assert imported & (rooms | {"multiprocessing", "importlib.metadata", "zipfile"}) == set()
    assert {each for each in imported if each.endswith("_command")} == {
        "supervision_talk.cli.audit_command"
    }
    assert not [each for each in imported if "report_page" in each or "workbook" in each]


@pytest.mark.parametrize("name", ["dump", "dumps", "load", "loads"])
def test_reading_and_writing_are_there_when_they_are_asked_for(name: str) -> None:
    assert getattr(supervision_talk, name) is getattr(interchange, name)


@pytest.mark.parametrize("package", [supervision_talk, interchange, ledger])
def test_every_public_name_is_there(package: ModuleType) -> None:
    assert dir(package) == sorted(package.__all__)
    for name in package.__all__:
        assert hasattr(package, name)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        supervision_talk.__getattr__("lode")
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        import_module("supervision_talk.audit").lode  # noqa: B018 - asked for, that is all
