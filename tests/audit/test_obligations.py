"""Who owes what to whom by when: states, windows, order, filters."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from supervision_talk import (
    MEASURES,
    Duty,
    Finding,
    NotInRegister,
    Obligation,
    ObligationState,
    Policy,
    Register,
    audit,
    obligations,
)
from supervision_talk.measures import Bearer, Force, Outcome
from tests.random_registers import RandomCase, random_case
from tests.small_registers import COUNTY, TOWN, register_of, talk_on

EVER = (date(1900, 1, 1), date(2199, 12, 31))
DAY = timedelta(days=1)
DUTIES = {rule.code for rule in MEASURES.rules if isinstance(rule, Duty)}
CASES = 150


def owed(
    register: Register, as_of: date, start: date | None = None, end: date | None = None
) -> dict[tuple[str, str], Obligation]:
    listed = obligations(register, as_of, start or EVER[0], end or EVER[1])
    return {(each.rule, each.subject.id): each for each in listed}


class Asked(NamedTuple):
    """A random register, its duties' findings, and all that is owed in it."""

    case: RandomCase
    policy: Policy
    findings: dict[tuple[str, str, str], Finding]
    listed: tuple[Obligation, ...]


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return list(_asked())


def _asked() -> Iterator[Asked]:
    for case in map(random_case, range(CASES)):
        policy = Policy.from_values(case.policy)
        report = audit(case.register, case.as_of, policy, satisfied=True)
        yield Asked(
            case,
            policy,
            {
                (each.rule, each.subject.type, each.subject.id): each
                for each in report.findings
                if each.rule in DUTIES
            },
            obligations(case.register, case.as_of, *EVER, policy),
        )


def key_of(obligation: Obligation) -> tuple[str, str, str]:
    return obligation.rule, obligation.subject.type, obligation.subject.id


def state_by(finding: Finding) -> str:
    """The state that the issue gives to a finding's outcome."""
    if finding.outcome is Outcome.PENDING:
        return "undated" if finding.due is None else "open"
    if finding.outcome is Outcome.VIOLATED:
        return "overdue" if finding.done_on is None else "late"
    return {"satisfied": "fulfilled", "unknown": "unknown"}[finding.outcome.value]


class TestEveryObligationComesOfAFinding:
    """With the state that the finding of the same rule has."""

    def test_its_state_and_all_that_it_says_agree(self, asked: list[Asked]) -> None:
        reached = set()
        for _, _, findings, listed in asked:
            for each in listed:
                finding = findings[key_of(each)]
                assert each.state == state_by(finding)
                assert (each.due, each.done_on, each.days_late, each.message, each.force) == (
                    finding.due,
                    finding.done_on,
                    finding.days_late,
                    finding.message,
                    finding.force,
                )
                assert (each.bearer, each.bearer_ids) == (finding.bearer, finding.bearer_ids)
                reached.add(each.state)
        assert reached == set(ObligationState)

    def test_nothing_is_left_out_that_has_a_date_or_is_open(self, asked: list[Asked]) -> None:
        for _, _, findings, listed in asked:
            expected = {
                key
                for key, finding in findings.items()
                if finding.due is not None or finding.outcome is Outcome.PENDING
            }
            assert {key_of(each) for each in listed} == expected

    def test_nothing_is_listed_twice(self, asked: list[Asked]) -> None:
        for _, _, _, listed in asked:
            assert len({key_of(each) for each in listed}) == len(listed)

    def test_every_duty_of_the_measures_comes_up(self, asked: list[Asked]) -> None:
        assert {each.rule for _, _, _, listed in asked for each in listed} == DUTIES

    def test_they_stand_by_effective_date_then_rule_then_subject(self, asked: list[Asked]) -> None:
        for _, _, _, listed in asked:
            for one, other in pairwise(listed):
                days = [date.max if o.due is None else o.due.effective for o in (one, other)]
                assert (days[0], one.rule, one.subject.id) <= (
                    days[1],
                    other.rule,
                    other.subject.id,
                )

    def test_a_window_lists_what_is_due_in_it_overdue_before_it_or_undated(
        self, asked: list[Asked]
    ) -> None:
        for case, policy, _, listed in asked:
            start, end = case.as_of - 40 * DAY, case.as_of + 50 * DAY
            expected = [
                each
                for each in listed
                if each.due is None
                or start <= each.due.effective <= end
                or (each.due.effective < start and each.state == "overdue")
            ]
            assert list(obligations(case.register, case.as_of, start, end, policy)) == expected

    def test_what_the_committees_owe_one_by_one_is_what_all_owe(self, asked: list[Asked]) -> None:
        for case, policy, _, listed in asked:
            register = case.register
            one_by_one = [
                each
                for committee in register.committees_kept
                for each in obligations(register, case.as_of, *EVER, policy, committee=committee)
            ]
            assert sorted(one_by_one, key=lambda each: each.order) == list(listed)


MEASURES_DUE = date(2026, 4, 10)


class TestAWindow:
    """Both days count, and the effective date is what is compared."""

    @pytest.mark.parametrize(
        ("start", "end", "listed"),
        [
            (MEASURES_DUE, MEASURES_DUE, True),
            (MEASURES_DUE - 9 * DAY, MEASURES_DUE, True),
            (MEASURES_DUE - 9 * DAY, MEASURES_DUE - DAY, False),
            (MEASURES_DUE, MEASURES_DUE + 9 * DAY, True),
            (MEASURES_DUE + DAY, MEASURES_DUE + 9 * DAY, False),
        ],
    )
    def test_its_first_and_last_day_count(self, start: date, end: date, listed: bool) -> None:
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        found = owed(register, date(2026, 3, 20), start, end)
        assert (("ST1101", "t") in found) is listed

    def test_the_effective_date_is_compared_not_the_nominal_one(self) -> None:
        """A month from 1 September is 1 October, effectively the 8th, after National Day."""
        register = register_of(talks=[talk_on(date(2026, 9, 1))])
        as_of = date(2026, 9, 2)
        assert ("ST1101", "t") not in owed(register, as_of, date(2026, 10, 1), date(2026, 10, 7))
        assert ("ST1101", "t") in owed(register, as_of, date(2026, 10, 8), date(2026, 10, 8))

    def test_what_was_due_before_it_is_listed_while_it_is_overdue(self) -> None:
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        found = owed(register, date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 31))
        assert found["ST1101", "t"].state is ObligationState.OVERDUE
        assert found["ST1101", "t"].days_late == 21

    def test_what_was_due_before_it_and_is_done_is_not_listed_however_late_it_was(self) -> None:
        register = register_of(
            talks=[talk_on(date(2026, 3, 10))],
            rectifications=[{"talk": "t", "measures_proposed_on": "2026-04-20"}],
        )
        as_of = date(2026, 5, 1)
        assert ("ST1101", "t") not in owed(register, as_of, as_of, date(2026, 5, 31))
        late = owed(register, as_of, date(2026, 4, 1), date(2026, 4, 30))["ST1101", "t"]
        assert (late.state, late.done_on, late.days_late) == ("late", date(2026, 4, 20), 10)

    def test_what_is_done_in_time_is_listed_on_its_due_date(self) -> None:
        register = register_of(
            talks=[talk_on(date(2026, 3, 10))],
            rectifications=[{"talk": "t", "measures_proposed_on": "2026-03-20"}],
        )
        found = owed(register, date(2026, 5, 1), MEASURES_DUE, MEASURES_DUE)
        assert found["ST1101", "t"].state is ObligationState.FULFILLED

    def test_what_cannot_be_told_is_listed_within_it_and_not_after(self) -> None:
        """Nothing says which copies were sent, and their date has passed."""
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        as_of = date(2026, 8, 1)
        due = date(2026, 6, 10)
        found = owed(register, as_of, due, due)
        assert found["ST1202", "t"].state is ObligationState.UNKNOWN
        assert ("ST1202", "t") not in owed(register, as_of, due + DAY, as_of)

    def test_one_that_ends_before_it_starts_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^end: expected start or a later day$"):
            obligations(register_of(), date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 1))


CIRCUMSTANCE = {
    "id": "c",
    "organization": "town",
    "category": "petitions",
    "recognized_on": "2026-03-01",
}


class TestWithoutADate:
    """Listed last, and only while open."""

    def test_what_is_open_without_a_date_comes_last_in_every_window(self) -> None:
        register = register_of(circumstances=[CIRCUMSTANCE], talks=[talk_on(date(2026, 3, 10))])
        listed = obligations(register, date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 30))
        assert [(each.rule, each.state) for each in listed] == [
            ("ST1101", "open"),
            ("ST1102", "open"),
            ("ST0507", "undated"),
        ]

    def test_what_is_done_without_a_date_is_not_listed(self) -> None:
        talk = talk_on(date(2026, 3, 10), kind="timely", basis=["c"])
        register = register_of(circumstances=[CIRCUMSTANCE], talks=[talk])
        assert ("ST0507", "c") not in owed(register, date(2026, 4, 1))

    def test_with_a_date_by_the_policy_it_has_its_place(self) -> None:
        register = register_of(circumstances=[CIRCUMSTANCE])
        policy = Policy(timely_within_days=30)
        listed = obligations(
            register, date(2026, 3, 2), date(2026, 3, 31), date(2026, 3, 31), policy
        )
        assert [(each.rule, each.state) for each in listed] == [("ST0507", "open")]

    def test_measures_whose_report_has_no_date_by_the_policy_are_owed_all_the_same(self) -> None:
        register = register_of(talks=[talk_on(date(2026, 3, 10))])
        policy = Policy.from_values({"measures_report_due": "none"})
        listed = obligations(register, date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 1), policy)
        assert listed[-1].rule == "ST1102"
        assert listed[-1].state is ObligationState.UNDATED


class TestWhoOwesWhatToWhom:
    """Bearer, owed_to, and the filters."""

    def test_the_interviewee_owes_measures_and_reports_to_the_committee(self) -> None:
        register = register_of(
            people=[{"id": "p"}], talks=[talk_on(date(2026, 3, 10), interviewees=["p"])]
        )
        found = owed(register, date(2026, 3, 20))
        for rule in ("ST1101", "ST1102", "ST1106"):
            each = found[rule, "t"]
            assert (each.bearer, each.bearer_ids, each.owed_to) == ("interviewee", ("p",), "county")
        assert found["ST1202", "t"].owed_to is None
        assert found["ST1202", "t"].bearer_ids == ("county",)

    def test_the_yearly_report_is_owed_to_the_superior_by_the_end_of_march(self) -> None:
        city = {"id": "city", "kind": "local_committee", "level": "city"}
        register = register_of(
            organizations=[city, {**COUNTY, "superior": "city"}, TOWN], kept_for=["county"]
        )
        report = owed(register, date(2026, 3, 20))["ST1302", "county/2026"]
        assert report.due is not None
        assert (report.owed_to, report.due.effective) == ("city", date(2027, 3, 31))

    def test_the_report_of_the_topmost_committee_is_owed_to_nobody_recorded(self) -> None:
        assert owed(register_of(), date(2026, 3, 20))["ST1302", "county/2026"].owed_to is None

    def test_a_report_without_the_section_is_late_though_it_came_in_time(self) -> None:
        """What the report calls violated is late if it was done."""
        duties = {
            "organization": "county",
            "year": 2026,
            "report_submitted_on": "2027-02-01",
            "report_covers_talks": False,
            "responsibility_list_includes_talks": False,
        }
        found = owed(register_of(annual_duties=[duties]), date(2027, 2, 2))
        report, listed = found["ST1302", "county/2026"], found["ST1301", "county/2026"]
        assert (report.state, report.done_on) == ("late", date(2027, 2, 1))
        assert report.days_late is None
        assert (listed.state, listed.done_on) == ("overdue", None)

    def test_the_year_s_plan_and_report_are_there_before_they_are_due(self) -> None:
        found = owed(register_of(), date(2026, 1, 30))
        states = {rule: found[rule, "county/2026"].state for rule in ("ST0501", "ST1301", "ST1302")}
        assert states == dict.fromkeys(states, ObligationState.OPEN)

    def test_an_advisory_duty_says_so(self) -> None:
        register = register_of(
            people=[{"id": "p"}],
            appointments=[
                {"person": "p", "organization": "town", "role": "secretary", "start": "2025-01-01"}
            ],
            terms=[{"organization": "county", "ordinal": 14, "start": "2025-01-01"}],
        )
        policy = Policy(minimum_tenure_days=0)
        listed = obligations(register, date(2026, 3, 1), *EVER, policy)
        forces = {each.rule: each.force for each in listed}
        assert (forces["ST0505"], forces["ST0506"]) == (Force.MANDATORY, Force.ADVISORY)

    @pytest.mark.parametrize(
        ("bearer", "rules"),
        [
            (Bearer.INTERVIEWEE, {"ST1101", "ST1102", "ST1106"}),
            ("interviewee", {"ST1101", "ST1102", "ST1106"}),
            ("p", {"ST1101", "ST1102", "ST1106"}),
            (Bearer.OFFICE, {"ST1201", "ST1202"}),
            (Bearer.DISCLOSER, set()),
        ],
    )
    def test_a_bearer_is_chosen_by_role_or_by_id(self, bearer: str, rules: set[str]) -> None:
        register = register_of(
            people=[{"id": "p"}], talks=[talk_on(date(2026, 3, 10), interviewees=["p"])]
        )
        listed = obligations(register, date(2026, 3, 20), *EVER, bearer=bearer)
        assert {each.rule for each in listed} == rules

    def test_a_committee_id_chooses_what_its_records_are_about(self) -> None:
        village = {"id": "v", "kind": "grassroots", "level": "grassroots", "superior": "town"}
        register = register_of(organizations=[COUNTY, TOWN, village])
        listed = obligations(register, date(2026, 3, 20), *EVER, committee="town")
        assert {each.subject.id for each in listed} == {"town/2026"}
        assert obligations(register, date(2026, 3, 20), *EVER, committee="v") == ()

    def test_a_military_committee_owes_nothing_here(self) -> None:
        army = {**COUNTY, "kind": "military"}
        assert owed(register_of(organizations=[army, TOWN]), date(2026, 3, 20)) == {}


@pytest.mark.parametrize("bearer", ["intervewee", "SECRET", "", "county/2026"])
def test_a_bearer_that_nobody_is_is_refused_and_not_quoted(bearer: str) -> None:
    """A mistyped role would else look as if nothing were owed."""
    register = register_of(organizations=[COUNTY, TOWN])
    expected = "bearer: expected the id of a person or an organization of the register, or one of"
    with pytest.raises(ValueError, match=expected) as caught:
        obligations(register, date(2026, 3, 20), *EVER, bearer=bearer)
    assert "committee, talker, interviewee" in str(caught.value)
    assert "SECRET" not in str(caught.value)
    assert "intervewee" not in str(caught.value)


def test_a_committee_that_is_not_there_is_refused_as_coverage_does() -> None:
    register = register_of(organizations=[COUNTY, TOWN])
    with pytest.raises(NotInRegister):
        obligations(register, date(2026, 3, 20), *EVER, committee="nobody")
