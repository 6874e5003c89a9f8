"""A whole register and one talk alone; who is judged, who is listed, what is counted."""

import gc
from datetime import date, datetime
from typing import cast

import attrs
import pytest

from supervision_talk import (
    MEASURES,
    InvalidArgument,
    NotInRegister,
    Organization,
    Policy,
    Register,
    RuleSet,
    audit,
    check_talk,
)
from supervision_talk.calendar import DayKind, WorkdayCalendar
from supervision_talk.measures import Force, NotGoverned, Outcome
from supervision_talk.model.vocabulary import Level, OrganizationKind, TalkKind, Unit
from tests.audit.a_host import DUTY, REQUIREMENT
from tests.building import (
    AS_OF,
    BUREAU,
    BY_THE_BOOK,
    SCHOOL,
    TALK,
    TIMELY,
    Situation,
    changed,
    secretary,
)
from tests.random_registers import random_case

SEVERAL = BY_THE_BOOK.adding(
    talks=(
        changed(TALK, id="t2", organization="other-town", interviewees=("p-other",)),
        changed(TALK, id="t3", ended_at=None),
        changed(TALK, id="t4", kind=TalkKind.OTHER),
    )
)
ABOUT_TALKS = {rule.code for rule in MEASURES.rules if rule.about is MEASURES["ST0601"].about}


@pytest.mark.parametrize("situation", [BY_THE_BOOK, TIMELY, SEVERAL], ids=["one", "timely", "four"])
def test_a_talk_checked_alone_has_the_findings_that_the_audit_has(situation: Situation) -> None:
    """Satisfied ones included."""
    register = situation.register()
    report = audit(register, AS_OF, satisfied=True)
    for each in register.talks:
        alone = check_talk(register, each.id, AS_OF)
        about_it = [
            finding
            for finding in report.findings
            if finding.subject.type == "talk" and finding.subject.id == each.id
        ]
        assert list(alone.findings) == about_it
        reasons = {other.talk: other.reason for other in report.not_governed}
        assert alone.not_governed == reasons.get(each.id)
        assert alone.talk == each.id


def test_a_talk_checked_alone_agrees_with_the_audit_of_any_register() -> None:
    """Thirty random ones, under their policies."""
    for seed in range(30):
        case = random_case(seed)
        policy = Policy.from_values(case.policy)
        report = audit(case.register, case.as_of, policy, satisfied=True)
        alone = [
            finding
            for talk in case.register.talks
            for finding in check_talk(case.register, talk.id, case.as_of, policy).findings
        ]
        together = [each for each in report.findings if each.subject.type == "talk"]
        assert sorted(alone, key=lambda each: each.order) == together, seed


def test_a_talk_that_is_not_there_cannot_be_checked() -> None:
    with pytest.raises(NotInRegister, match="talk 'nothing'"):
        check_talk(BY_THE_BOOK.register(), "nothing", AS_OF)


def test_one_talk_is_checked_by_a_hosts_rules_too() -> None:
    """A rule set without rules about talks finds nothing about one."""
    register = BY_THE_BOOK.register()
    one = RuleSet("host/1", (MEASURES["ST0601"],))
    assert [each.rule for each in check_talk(register, "t1", AS_OF, rules=one).findings] == [
        "ST0601"
    ]
    none_about_talks = RuleSet("host/2", (REQUIREMENT,))
    assert check_talk(register, "t1", AS_OF, rules=none_about_talks).findings == ()


KEPT = BY_THE_BOOK.adding(
    organizations=(BUREAU, SCHOOL),
    talks=(changed(TALK, id="t2", held_by="bureau", organization="school"),),
)


@pytest.mark.parametrize(
    ("kept_for", "judged"),
    [
        (None, {"t1", "t2"}),
        (("county",), {"t1"}),
        (("bureau",), {"t2"}),
        (("county", "bureau"), {"t1", "t2"}),
        (("town",), set()),
        ((), set()),
    ],
)
def test_only_the_talks_of_committees_kept_for_are_judged(
    kept_for: tuple[str, ...] | None, judged: set[str]
) -> None:
    """The others are context; a governed talk of theirs is in neither list."""
    situation = KEPT.having(kept_for=kept_for)
    report = audit(situation.register(), AS_OF, satisfied=True)
    found = {each.subject.id for each in report.findings if each.subject.type == "talk"}
    assert found == judged
    assert report.not_governed == ()
    for talk in ("t1", "t2"):
        alone = check_talk(situation.register(), talk, AS_OF)
        assert bool(alone.findings) is (talk in judged)
        assert alone.not_governed is None


def test_kept_for_written_twice_counts_once() -> None:
    once = KEPT.having(kept_for=("county",)).findings()
    assert KEPT.having(kept_for=("county", "county")).findings() == once


def test_a_committee_kept_for_by_default_is_one_above_others_or_one_that_holds_a_talk() -> None:
    """Null: every superior and every held_by."""
    talk = changed(TALK, id="t2", held_by="other-town", organization="town")
    situation = BY_THE_BOOK.adding(talks=(talk,))
    assert situation.find("ST0202", "t2") is not None


def test_a_military_committee_is_judged_by_nothing() -> None:
    """Art. 18: its talks are listed, its years, seats and assessments are not spoken of."""
    army = Organization(id="army", kind=OrganizationKind.MILITARY, level=Level.COUNTY)
    unit = Organization(
        id="unit", kind=OrganizationKind.GRASSROOTS, level=Level.GRASSROOTS, superior="army"
    )
    situation = Situation(
        organizations=(army, unit),
        appointments=(secretary("p-army", "army"),),
        talks=(changed(TALK, held_by="army", organization="unit"),),
    )
    report = audit(situation.register(), AS_OF, satisfied=True)
    assert report.findings == ()
    assert [(each.talk, each.reason) for each in report.not_governed] == [
        ("t1", NotGoverned.MILITARY)
    ]


def test_talks_not_governed_are_listed_by_id_whatever_is_kept() -> None:
    situation = SEVERAL.having(talks=tuple(reversed(SEVERAL.talks)), kept_for=())
    report = audit(situation.register(), AS_OF)
    assert [(each.talk, str(each.reason)) for each in report.not_governed] == [
        ("t3", "not_held"),
        ("t4", "other_kind"),
    ]


def test_nothing_is_said_of_a_talk_before_it_is_held() -> None:
    early = BY_THE_BOOK.on(date(2026, 3, 9))
    assert [each for each in early.findings() if each.subject.type == "talk"] == []
    held = BY_THE_BOOK.on(date(2026, 3, 10))
    assert [each for each in held.findings() if each.subject.type == "talk"] != []


def test_an_audit_before_the_measures_finds_nothing() -> None:
    assert BY_THE_BOOK.on(date(2026, 1, 29)).findings() == ()


def test_satisfied_findings_are_counted_always_and_listed_on_request() -> None:
    register = BY_THE_BOOK.with_talk(organized_by=Unit.OTHER, steps=None).register()
    brief, full = audit(register, AS_OF), audit(register, AS_OF, satisfied=True)
    assert brief.rules == full.rules
    assert brief.totals == full.totals
    assert list(brief.findings) == [
        each for each in full.findings if each.outcome is not Outcome.SATISFIED
    ]
    assert {each.outcome for each in full.findings} == set(Outcome)


def test_counts_are_those_of_the_findings_with_every_rule_and_outcome_there() -> None:
    """0 included."""
    for seed in range(10):
        case = random_case(seed)
        report = audit(case.register, case.as_of, satisfied=True)
        assert list(report.rules) == [rule.code for rule in MEASURES.rules]
        for code, counts in report.rules.items():
            assert list(counts) == list(Outcome)
            for outcome, count in counts.items():
                found = [
                    each
                    for each in report.findings
                    if each.rule == code and each.outcome is outcome
                ]
                assert count == len(found)
        assert sum(report.totals.values()) == len(report.findings)


@pytest.mark.parametrize(
    ("changes", "violates"),
    [
        ({}, False),
        ({"organized_by": Unit.OTHER}, True),
        ({"organized_by": None}, False),  # unknown violates nothing
    ],
)
def test_a_report_violates_where_a_binding_rule_is_violated(
    changes: dict[str, object], violates: bool
) -> None:
    assert audit(BY_THE_BOOK.with_talk(**changes).register(), AS_OF).violates is violates


def test_by_reference_binds_and_advice_does_not() -> None:
    zone = BY_THE_BOOK.with_talk(organized_by=Unit.OTHER).with_organization(
        "county", kind=OrganizationKind.WORKING_COMMITTEE
    )
    report = audit(zone.register(), AS_OF)
    assert {each.force for each in report.findings if each.outcome is Outcome.VIOLATED} == {
        Force.BY_REFERENCE
    }
    assert report.violates
    copied = BY_THE_BOOK.adding(
        talks=(changed(TALK, id="t2", organization="other-town", interviewees=("p-other",)),),
        rectifications=(changed(BY_THE_BOOK.rectifications[0], talk="t2"),),
        filings=(changed(BY_THE_BOOK.filings[0], talk="t2"),),
    )
    advised = audit(copied.register(), AS_OF)
    assert [each.rule for each in advised.findings if each.outcome is Outcome.VIOLATED] == [
        "ST0802"
    ]
    assert not advised.violates


def test_a_hosts_rules_are_judged_on_subjects_of_their_own() -> None:
    """The visit sheet has one subject a committee; unknown is settled by the policy."""
    rules = RuleSet("host/1", (REQUIREMENT, DUTY))
    register = KEPT.register()
    report = audit(register, AS_OF, rules=rules, satisfied=True)
    assert [(each.rule, each.subject.type, str(each.outcome)) for each in report.findings] == [
        *[("XX0101", "visit", "unknown")] * 2,
        *[("XX0102", "visit", "unknown")] * 2,
    ]
    settled = audit(
        register,
        AS_OF,
        Policy.from_values({"not_recorded": "violated"}),
        rules=rules,
        satisfied=True,
    )
    assert {each.outcome for each in settled.findings} == {Outcome.SATISFIED}
    assert {each.facts["holds"] for each in settled.findings} == {True}


def test_where_nulls_are_read_as_not_done_answers_that_were_known_keep_their_facts() -> None:
    """Only what is unknown is judged again, on the facts read so."""
    situation = BY_THE_BOOK.with_talk(organized_by=None, problems=None).having(rectifications=())
    read = situation.under(not_recorded="violated")
    changed_answers = {
        each.rule for each in situation.findings() if read.find(each.rule, each.subject.id) != each
    }
    assert changed_answers == {"ST0601", "ST0801", "ST0802"}


@pytest.mark.parametrize(
    "as_of", [datetime(2026, 7, 20, 9), "2026-07-20", None, date(1899, 12, 31), date(2200, 1, 1)]
)
def test_a_day_on_which_nothing_can_be_asked_is_refused_and_not_repeated(as_of: object) -> None:
    register = BY_THE_BOOK.register()
    day = cast("date", as_of)
    wanted = r"^audit: as_of: expected a datetime.date from 1900.*, not a datetime.datetime$"
    with pytest.raises(InvalidArgument, match=wanted) as whole:
        audit(register, day)
    with pytest.raises(InvalidArgument) as alone:
        check_talk(register, "t1", day)
    assert str(whole.value).removeprefix("audit") == str(alone.value).removeprefix("check_talk")
    assert str(as_of) not in str(whole.value)


def test_progress_is_told_after_each_committee() -> None:
    told: list[tuple[int, int]] = []
    audit(KEPT.register(), AS_OF, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    nothing: list[tuple[int, int]] = []
    audit(Register(), AS_OF, progress=lambda done, of: nothing.append((done, of)))
    assert nothing == []


def test_every_rule_about_a_talk_is_tried_by_these_situations() -> None:
    """Else the agreement above would say less than it seems to."""
    found = {each.rule for situation in (BY_THE_BOOK, TIMELY) for each in situation.findings()}
    assert ABOUT_TALKS - found == {"ST0803", "ST1702", "ST1703"}


def test_two_audits_of_the_same_are_the_same_report() -> None:
    register = SEVERAL.register()
    report = audit(register, AS_OF)
    assert report == audit(register, AS_OF)
    assert report != audit(register, date(2027, 1, 1))
    assert "function" not in repr(report)


def test_a_calendar_needs_both_its_methods() -> None:
    class HalfACalendar:
        def day_kind(self, day: date) -> DayKind:
            raise NotImplementedError(day)

    half = cast("WorkdayCalendar", HalfACalendar())
    with pytest.raises(InvalidArgument, match="calendar: expected an object with methods"):
        audit(BY_THE_BOOK.register(), BY_THE_BOOK.as_of, calendar=half)


@pytest.mark.parametrize("seed", range(5))
def test_an_audited_register_is_let_go_of_by_who_held_it_last(seed: int) -> None:
    """It is in no circle: a process whose collector rests may audit one after the other."""
    case = random_case(seed)
    held = attrs.evolve(case.register)
    audit(held, case.as_of, Policy(**case.policy), satisfied=True)  # type: ignore[arg-type] # by name
    worked = gc.isenabled()
    gc.disable()
    try:
        gc.collect()
        before = sum(isinstance(each, Register) for each in gc.get_objects())
        del held
        after = sum(isinstance(each, Register) for each in gc.get_objects())
    finally:
        (gc.enable if worked else gc.disable)()
    assert after == before - 1
