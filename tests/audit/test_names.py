"""What the room offers, whatever of it has been imported so far."""

import sys

import attrs
import pytest

import supervision_talk.audit  # noqa: F401 - the room; its name in the package is the function's
from supervision_talk.audit.auditing import TalkCheck
from supervision_talk.audit.coverage import (
    CommitteeCoverage,
    CoverageCounts,
    SeatCoverage,
    TermCoverage,
)
from supervision_talk.audit.figures import CoverageFigures, DutyFigures, Figures, Statistics
from supervision_talk.audit.findings import Finding
from supervision_talk.audit.owing import Obligation
from supervision_talk.audit.parts import Part
from supervision_talk.audit.report import Report

ROOM = sys.modules["supervision_talk.audit"]
ANSWERS = (
    CommitteeCoverage,
    CoverageCounts,
    CoverageFigures,
    DutyFigures,
    Figures,
    Finding,
    Obligation,
    Part,
    Report,
    SeatCoverage,
    Statistics,
    TalkCheck,
    TermCoverage,
)


def test_the_room_lists_its_names_and_has_them_all() -> None:
    assert sorted(dir(ROOM)) == sorted(ROOM.__all__)
    assert all(hasattr(ROOM, name) for name in ROOM.__all__)


@pytest.mark.parametrize("class_", ANSWERS)
def test_an_answer_is_made_by_naming_its_parts(class_: type[attrs.AttrsInstance]) -> None:
    """So that one more may be added anywhere."""
    assert all(field.kw_only for field in attrs.fields(class_))
