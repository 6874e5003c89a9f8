"""What a finding carries: bearer, force, dates, facts, missing fields."""

from datetime import date

import attrs
import pytest

from supervision_talk import Finding, Policy, RuleSet
from supervision_talk.audit.findings import finding_of
from supervision_talk.audit.judging import Judge
from supervision_talk.calendar import ChinaCalendar
from supervision_talk.measures import Bearer, Force, Outcome, Rule
from supervision_talk.model.vocabulary import OrganizationKind
from tests.audit.a_host import DUE, DUTY, REQUIREMENT, Given, given, visit
from tests.building import BY_THE_BOOK, TIMELY, TOWN, changed, secretary

AFTER = date(2026, 6, 11)


def finding(rule: Rule, facts: Given, as_of: date = DUE) -> Finding:
    judge = Judge(RuleSet("host/1", (rule,)), visit, Policy(), ChinaCalendar())
    (verdict,) = judge.verdicts(facts, as_of)
    return finding_of(judge, 0, verdict, facts, as_of)


@pytest.mark.parametrize(
    ("rule", "bearer", "ids"),
    [
        ("ST0601", Bearer.COMMITTEE, ("county",)),
        ("ST1201", Bearer.OFFICE, ("county",)),
        ("ST0801", Bearer.TALKER, ("p-county",)),
        ("ST1106", Bearer.INTERVIEWEE, ("p-town",)),
    ],
)
def test_the_bearer_is_named_by_ids(rule: str, bearer: Bearer, ids: tuple[str, ...]) -> None:
    found = BY_THE_BOOK.finding(rule)
    assert (found.bearer, found.bearer_ids) == (bearer, ids)


def test_all_interviewees_bear_and_nobody_where_none_is_recorded() -> None:
    two = BY_THE_BOOK.with_talk(interviewees=("p-town", "p-other"))
    assert two.finding("ST1106").bearer_ids == ("p-town", "p-other")
    assert BY_THE_BOOK.with_talk(interviewees=None).finding("ST1106").bearer_ids == ()
    assert BY_THE_BOOK.with_talk(interviewees=()).finding("ST1106").bearer_ids == ()
    assert BY_THE_BOOK.with_talk(talker=None).finding("ST0801").bearer_ids == ()


def test_the_secretary_is_who_heads_the_committee_on_as_of() -> None:
    """Not on the day of anything else."""
    replaced = BY_THE_BOOK.without("county").adding(
        appointments=(
            secretary("p-old", "county", end=date(2026, 7, 19)),
            secretary("p-new", "county", date(2026, 7, 20)),
        )
    )
    year = "county/2026"
    assert replaced.finding("ST1303", year).bearer_ids == ("p-new",)
    assert replaced.on(date(2026, 7, 19)).finding("ST1303", year).bearer_ids == ("p-old",)


def test_a_rule_that_binds_everybody_alike_says_so_whatever_the_committee() -> None:
    zone = given(holds=False, committee_kind=OrganizationKind.WORKING_COMMITTEE)
    assert finding(REQUIREMENT, zone).force is Force.BY_REFERENCE
    advisory = attrs.evolve(REQUIREMENT, force=Force.ADVISORY)
    assert finding(advisory, zone).force is Force.ADVISORY
    mandatory = attrs.evolve(REQUIREMENT, force=Force.MANDATORY)
    assert finding(mandatory, zone).force is Force.MANDATORY


@pytest.mark.parametrize(
    ("by_reference", "force"),
    [(True, Force.BY_REFERENCE), (False, Force.MANDATORY), (None, Force.MANDATORY)],
)
def test_some_subjects_bind_by_reference_where_it_is_known(
    by_reference: bool | None, force: Force
) -> None:
    rule = attrs.evolve(REQUIREMENT, by_reference_when=visit.by_reference)
    assert finding(rule, given(holds=False, by_reference=by_reference)).force is force


def test_missing_fields_are_named_where_the_answer_is_unknown_and_only_there() -> None:
    assert finding(REQUIREMENT, given(holds=None)).missing == ("holds",)
    assert finding(REQUIREMENT, given(holds=None, applies=None)).missing == ("applies", "holds")
    assert finding(REQUIREMENT, given(holds=True, applies=None)).missing == ()
    assert finding(DUTY, given(holds=None), DUE).missing == ()
    assert finding(DUTY, given(holds=None), AFTER).missing == ("holds",)


def test_a_field_is_named_once() -> None:
    twice = attrs.evolve(REQUIREMENT, when=~visit.holds, requires=visit.holds)
    assert finding(twice, given(holds=None)).missing == ("holds",)


def test_a_fact_that_hangs_on_several_fields_names_those_that_are_missing() -> None:
    """Each with the fact that is None or no where the field is; places are filled in."""
    rule = attrs.evolve(REQUIREMENT, requires=visit.counts)
    both = given(counts=None, holds=None, over=False)
    assert finding(rule, both).missing == ("first.county", "second")
    assert finding(rule, both._replace(holds=False)).missing == ("first.county", "second")
    assert finding(rule, both._replace(over=True)).missing == ("first.county",)
    assert finding(rule, both._replace(holds=True)).missing == ("second",)


def test_what_an_act_is_like_is_missing_only_once_it_is_done() -> None:
    duty = attrs.evolve(DUTY, provided=visit.over)
    assert finding(duty, given(holds=True)).missing == ("over",)
    assert finding(duty, given(holds=None), AFTER).missing == ("holds",)


def test_the_facts_are_those_that_the_verdict_rests_on() -> None:
    facts = finding(DUTY, given(holds=True, done_on=DUE)).facts
    assert facts == {
        "applies": True,
        "holds": True,
        "done_on": "2026-06-10",
        "due_on": "2026-06-10",
    }
    undated = attrs.evolve(DUTY, due=None, done_on=None)
    assert finding(undated, given(holds=True)).facts == {"applies": True, "holds": True}


def test_shown_facts_are_there_only_where_they_are_recorded() -> None:
    rule = attrs.evolve(REQUIREMENT, shows=(visit.left_on, visit.talker))
    assert "left_on" not in finding(rule, given(holds=False)).facts
    shown = finding(rule, given(holds=False, left_on=AFTER, talker="p1")).facts
    assert (shown["left_on"], shown["talker"]) == ("2026-06-11", "p1")


def test_facts_are_shown_as_json_can_hold_them() -> None:
    """Dates as text, sets sorted, numbers and words plain; what nobody recorded as null."""
    facts = {name: value for each in TIMELY.findings() for name, value in each.facts.items()}
    assert facts["held_on"] == "2026-03-10"
    assert facts["materials_filed"] == ("measures", "record", "rectification_report")
    assert facts["interviewee_count"] == 1
    assert facts["kind"] == "timely"
    assert type(facts["kind"]) is str
    unrecorded = BY_THE_BOOK.with_talk(steps=None).finding("ST1001").facts
    assert unrecorded == {"kind": "regular", "steps": None}


@pytest.mark.parametrize(
    ("facts", "as_of", "done_on", "days_late", "in_extension"),
    [
        (given(holds=True, done_on=DUE), AFTER, DUE, None, False),
        (given(holds=True, done_on=AFTER), AFTER, AFTER, 1, False),
        (given(holds=False), DUE, None, None, False),
        (given(holds=False), AFTER, None, 1, False),
        (given(holds=None), AFTER, None, None, False),  # unknown is not late
        (given(holds=True), AFTER, None, None, False),
        (given(holds=False, done_on=DUE), AFTER, None, 1, False),  # a day of something not done
        (given(holds=True, done_on=AFTER, due_on=None), AFTER, AFTER, None, False),
    ],
)
def test_dates_of_a_duty(
    facts: Given, as_of: date, done_on: date | None, days_late: int | None, *, in_extension: bool
) -> None:
    found = finding(DUTY, facts, as_of)
    assert (found.done_on, found.days_late) == (done_on, days_late)
    assert found.in_extension is in_extension


def test_a_requirement_has_no_dates() -> None:
    found = finding(REQUIREMENT, given(holds=False, done_on=AFTER), AFTER)
    assert (found.due, found.done_on, found.days_late, found.in_extension) == (
        None,
        None,
        None,
        False,
    )


def test_an_act_that_falls_short_keeps_its_day_and_its_lateness() -> None:
    """ST1302: done_on is the day of submission in each case, days_late if late."""
    duty = attrs.evolve(DUTY, provided=visit.counts)
    in_time = finding(duty, given(holds=True, counts=False, done_on=DUE), AFTER)
    assert (in_time.done_on, in_time.days_late) == (DUE, None)
    late = finding(duty, given(holds=True, counts=False, done_on=AFTER), AFTER)
    assert (late.done_on, late.days_late) == (AFTER, 1)


def test_an_act_without_a_day_that_falls_short_is_as_late_as_none() -> None:
    """ST1301: false is violated before the due date already, and overdue after it."""
    duty = attrs.evolve(DUTY, provided=visit.counts, done_on=None)
    facts = given(holds=True, counts=False)
    assert finding(duty, facts, DUE).outcome is Outcome.VIOLATED
    assert finding(duty, facts, DUE).days_late is None
    assert finding(duty, facts, AFTER).days_late == 1


def test_in_extension_is_said_only_of_what_is_satisfied_and_hard() -> None:
    """A soft due date knows no extension."""
    weekend = BY_THE_BOOK.with_talk(
        started_at=None, ended_at=date(2026, 2, 28), steps=()
    ).with_rectification(
        measures_proposed_on=date(2026, 3, 29), measures_reported_on=date(2026, 3, 30)
    )
    assert weekend.finding("ST1101").in_extension
    assert weekend.finding("ST1102").in_extension
    assert [each.rule for each in weekend.findings() if each.in_extension] == ["ST1101", "ST1102"]


def test_findings_are_ordered_by_rule_then_subject_by_code_points() -> None:
    found = BY_THE_BOOK.adding(
        organizations=tuple(changed(TOWN, id=id_) for id_ in ("a", "Z", "镇"))
    ).findings()
    keys = [(each.rule, each.subject.id) for each in found]
    assert keys == sorted(keys)
    seats = [each.subject.id for each in found if each.rule == "ST0505"]
    assert seats[0] == "county/Z/14"
    assert seats[-1] == "county/镇/14"
