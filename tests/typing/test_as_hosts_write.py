"""Code as a host writes it: what is accepted when it runs is accepted by type checkers, too.

What counts here is what mypy says of this file; that the same code runs is tested beside.
"""

from datetime import date, datetime
from typing import assert_type

import attrs
import pytest

from supervision_talk import (
    AnnualPlan,
    Filing,
    InvalidPolicy,
    InvalidRecord,
    Measure,
    Organization,
    Participant,
    Policy,
    Problem,
    Rectification,
    Step,
    Talk,
)
from supervision_talk.calendar import MonthEnd, Roll
from supervision_talk.measures.policy import NotRecorded
from supervision_talk.model.vocabulary import (
    Concern,
    InformedBy,
    Level,
    OrganizationKind,
    ReportContent,
    StepKind,
    TalkKind,
    Unit,
)

TALK = Talk(
    id="t1",
    kind="regular",
    held_by="371323",
    organization="371323101",
    interviewees=["p-town"],
    ended_at=datetime(2026, 7, 1, 10, 10),
    organized_by="office",
    participants=[Participant(from_="discipline")],
    steps=[Step(step=step) for step in ("self_examination", "commitment")],
    problems=[Problem(id="t1-1", concerns="first_responsibility")],
)
RECTIFICATION = Rectification(
    talk="t1",
    measures=[Measure(id="m1", problems=["t1-1"], first_responsibility=True)],
    report_contents=["thoughts", "measures"],
)


def test_strings_are_taken_for_words_and_words_are_held() -> None:
    county = Organization(id="371323", kind="local_committee", level=Level.COUNTY)
    assert assert_type(county.kind, OrganizationKind) is OrganizationKind.LOCAL_COMMITTEE
    assert assert_type(county.level, Level) is Level.COUNTY
    assert assert_type(TALK.kind, TalkKind) is TalkKind.REGULAR
    assert assert_type(TALK.organized_by, Unit | None) is Unit.OFFICE
    assert Talk(
        id="t2", kind=TalkKind.TIMELY, held_by="o", organization="p", organized_by=None
    ).kind == ("timely")


def test_lists_are_taken_and_tuples_are_held() -> None:
    assert assert_type(TALK.interviewees, tuple[str, ...] | None) == ("p-town",)
    steps = assert_type(TALK.steps, tuple[Step, ...] | None) or ()
    assert [assert_type(each.step, StepKind) for each in steps] == [
        "self_examination",
        "commitment",
    ]
    problems = assert_type(TALK.problems, tuple[Problem, ...] | None) or ()
    assert [assert_type(each.concerns, Concern) for each in problems] == ["first_responsibility"]
    again = Talk(id="t2", kind="regular", held_by="o", organization="p", steps=TALK.steps)
    assert again.steps == TALK.steps


def test_lists_of_words_are_taken_as_strings_and_as_words() -> None:
    contents = assert_type(RECTIFICATION.report_contents, tuple[ReportContent, ...] | None)
    assert contents == (ReportContent.THOUGHTS, ReportContent.MEASURES)
    some = [InformedBy.AUDIT]
    plan = AnnualPlan(organization="371323", year=2026, informed_by=some)
    assert assert_type(plan.informed_by, tuple[InformedBy, ...] | None) == (InformedBy.AUDIT,)
    assert plan.evolve(informed_by=("audit",)) == plan


def test_a_policy_takes_strings_for_words_and_holds_words() -> None:
    policy = Policy(roll="none", month_end="last_day", measures_report_due="none")
    assert assert_type(policy.roll, Roll) is Roll.NONE
    assert assert_type(policy.month_end, MonthEnd) is MonthEnd.LAST_DAY
    assert assert_type(policy.not_recorded, NotRecorded) is NotRecorded.UNKNOWN
    assert assert_type(policy.minimum_tenure_days, int) == 180
    assert attrs.asdict(policy)["roll"] is Roll.NONE
    with pytest.raises(InvalidPolicy):
        Policy(roll=1)  # type: ignore[arg-type]


def test_what_is_refused_when_it_runs_is_refused_before() -> None:
    with pytest.raises(InvalidRecord):
        Talk(id="t", kind=1, held_by="o", organization="p")  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord):
        Talk(
            id="t",
            kind="regular",
            held_by="o",
            organization="p",
            interviewees="p-town",  # type: ignore[arg-type]
        )
    with pytest.raises(InvalidRecord):
        Filing(talk="t", materials=["record"])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        Organization(id="371323", kind="local_committee")  # type: ignore[call-arg]


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        TALK.kind = "timely"  # type: ignore[misc]


def test_a_changed_record_is_of_the_same_kind() -> None:
    changed = assert_type(TALK.evolve(recorded_on=date(2026, 7, 2)), Talk)
    assert changed.recorded_on == date(2026, 7, 2)
