"""Importing the package is cheap: what only some calls need is imported by them."""

import subprocess
import sys

import pytest

import supervision_talk
from supervision_talk import interchange


def imported_by(source: str) -> set[str]:
    """The top-level modules that a fresh interpreter has imported after running `source`."""
    script = f"{source}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stdout.decode().split())


DEAR = {"argparse", "cattrs", "holidays", "icalendar", "openpyxl", "pendulum", "rich", "orjson"}


def test_importing_the_package_imports_nothing_that_only_some_calls_need() -> None:
    assert imported_by("import supervision_talk") & DEAR == set()


def test_reading_a_register_needs_neither_command_line_nor_holidays() -> None:
    source = (
        'from supervision_talk import loads; loads(\'{"format": "supervision-talk/register/1"}\')'
    )
    assert imported_by(source) & DEAR <= {"cattrs", "orjson"}


def test_a_pipe_needs_no_rich() -> None:
    source = "from supervision_talk.cli import main; main(['rules'])"
    assert "rich" not in imported_by(source)


@pytest.mark.parametrize("name", ["dump", "dumps", "load", "loads"])
def test_reading_and_writing_are_there_when_they_are_asked_for(name: str) -> None:
    assert getattr(supervision_talk, name) is getattr(interchange, name)


def test_every_public_name_is_there() -> None:
    assert dir(supervision_talk) == sorted(supervision_talk.__all__)
    for name in supervision_talk.__all__:
        assert hasattr(supervision_talk, name)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        supervision_talk.__getattr__("lode")
