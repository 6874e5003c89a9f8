"""The example province's rules go the same way as ours, from facts to obligations."""

from datetime import date

import attrs
import pytest

from examples import local_rules
from examples.local_rules import POLICY, RULES
from supervision_talk import (
    MEASURES,
    Finding,
    InvalidRuleSet,
    NotInRegister,
    ObligationState,
    Register,
    audit,
    check_talk,
    obligations,
)
from supervision_talk.measures import Bearer, Force, Outcome
from tests.small_registers import COUNTY, TOWN, register_of, talk_on


def findings(register: Register, as_of: date, rule: str) -> dict[str, Finding]:
    report = audit(register, as_of, POLICY, rules=RULES, satisfied=True)
    return {each.subject.id: each for each in report.findings if each.rule == rule}


def test_each_year_has_a_talk_of_its_own() -> None:
    """One talk in March 2026 does for 2026 and not for 2027, whatever the term is."""
    said = findings(register_of(talks=[talk_on(date(2026, 3, 10))]), date(2027, 6, 1), "LR0501")
    assert {id_: (each.outcome, each.done_on) for id_, each in said.items()} == {
        "county/town/2026": (Outcome.SATISFIED, date(2026, 3, 10)),
        "county/town/2027": (Outcome.PENDING, None),
    }


def test_the_first_talk_of_a_year_counts_and_a_timely_one_does_not() -> None:
    talks = [
        talk_on(date(2026, 9, 1)),
        talk_on(date(2026, 5, 6), id="t2"),
        talk_on(date(2026, 4, 1), id="t3", kind="timely"),
        talk_on(date(2026, 11, 2), id="t4"),
    ]
    said = findings(register_of(talks=talks), date(2026, 10, 5), "LR0501")
    assert said["county/town/2026"].done_on == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("as_of", "outcome", "days_late"),
    [
        (date(2026, 12, 30), Outcome.PENDING, None),
        (date(2026, 12, 31), Outcome.PENDING, None),
        (date(2027, 1, 1), Outcome.VIOLATED, 1),
    ],
)
def test_a_year_without_a_talk_is_violated_when_it_is_over(
    as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    said = findings(register_of(), as_of, "LR0501")["county/town/2026"]
    assert (said.outcome, said.days_late) == (outcome, days_late)


def test_an_organization_that_was_abolished_during_a_year_has_no_seat_in_it() -> None:
    town = {**TOWN, "abolished_on": date(2026, 12, 31)}
    register = register_of(organizations=[COUNTY, town])
    assert findings(register, date(2027, 6, 1), "LR0501") == {}


@pytest.mark.parametrize(
    ("recorded_on", "outcome", "days_late"),
    [
        (date(2026, 3, 4), Outcome.SATISFIED, None),
        (date(2026, 3, 5), Outcome.SATISFIED, None),
        (date(2026, 3, 6), Outcome.VIOLATED, 1),
        (None, Outcome.VIOLATED, 27),
    ],
)
def test_a_record_is_due_ten_workdays_after_the_talk(
    recorded_on: date | None, outcome: Outcome, days_late: int | None
) -> None:
    """From Friday 13 February 2026, over Spring Festival and its two make-up Saturdays, the 14th
    and the 28th: 14, 24 to 28 February, 2 to 5 March.
    """
    register = register_of(talks=[talk_on(date(2026, 2, 13), recorded_on=recorded_on)])
    said = findings(register, date(2026, 4, 1), "LR1001")["t"]
    assert said.due is not None
    assert (said.due.effective, said.due.provisional) == (date(2026, 3, 5), False)
    assert (said.outcome, said.days_late) == (outcome, days_late)
    assert (said.bearer, said.bearer_ids) == (Bearer.OFFICE, ("county",))


def test_the_rules_of_the_measures_count_the_shorter_periods() -> None:
    """Fifteen days from 10 March is the 25th; two months is 10 May, a Sunday, so the 11th."""
    said = {
        each.rule: each.due
        for each in check_talk(
            register_of(talks=[talk_on(date(2026, 3, 10))]),
            "t",
            date(2026, 3, 11),
            POLICY,
            rules=RULES,
        ).findings
    }
    measures, progress = said["ST1101"], said["ST1106"]
    assert measures is not None
    assert progress is not None
    assert (measures.nominal, measures.effective) == (date(2026, 3, 25), date(2026, 3, 25))
    assert (progress.nominal, progress.effective) == (date(2026, 5, 10), date(2026, 5, 11))


def test_what_the_measures_advise_binds_here() -> None:
    assert MEASURES["ST0802"].force is Force.ADVISORY
    assert RULES["ST0802"].force is Force.MANDATORY
    assert [rule.code for rule in RULES.rules] == [
        *(rule.code for rule in MEASURES.rules),
        "LR0501",
        "LR1001",
    ]


def test_messages_cite_the_province_and_call_the_subject_by_its_name() -> None:
    message = findings(register_of(), date(2026, 6, 1), "LR0501")["county/town/2026"].message
    assert message.zh == (
        "年度岗位county/town/2026：每年应当同每个下一级党组织“一把手”开展一次定期谈话"
        "（某省实施细则（示例），依《办法》第五条第二款）；尚未完成，2026-12-31到期，还有213天。"
        "请在年内安排定期谈话。"
    )
    assert message.en == (
        "seat in a year county/town/2026: the head of every next-level organization is to have a "
        "regular talk in each year (the example province's rules, under Art. 5 ¶2); not done yet, "
        "due on 2026-12-31, 213 days left; hold the talk before the year ends."
    )


def test_the_rules_bind_each_committee_as_the_measures_do() -> None:
    said = findings(register_of(talks=[talk_on(date(2026, 3, 10))]), date(2026, 6, 1), "LR0501")
    assert said["county/town/2026"].force is Force.MANDATORY
    village = {"id": "village", "kind": "grassroots", "level": "grassroots", "superior": "town"}
    below = register_of(organizations=[COUNTY, TOWN, village])
    of_the_town = findings(below, date(2026, 6, 1), "LR0501")["town/village/2026"]
    assert of_the_town.force is Force.BY_REFERENCE


def test_a_yearly_talk_is_an_obligation_of_the_committee() -> None:
    owed = obligations(
        register_of(), date(2026, 6, 1), date(2026, 6, 1), date(2026, 12, 31), POLICY, rules=RULES
    )
    listed = [each for each in owed if each.rule == "LR0501"]
    assert [(each.state, each.bearer_ids) for each in listed] == [
        (ObligationState.OPEN, ("county",))
    ]
    assert listed[0].subject.type == "seat_year"


def test_the_digest_tells_the_rule_sets_apart() -> None:
    as_of = date(2026, 6, 1)
    assert audit(register_of(), as_of).digest != audit(register_of(), as_of, rules=RULES).digest


def test_a_rule_is_refused_that_asks_for_a_fact_of_another_sheet() -> None:
    """A province's typing error is found when the rule set is made, not when a talk comes."""
    misplaced = attrs.evolve(local_rules.LR1001, code="LR9", about=local_rules.seat_year)
    with pytest.raises(InvalidRuleSet, match="'recorded_on' is not there"):
        RULES.adding("wrong/1", misplaced)


def test_a_talk_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(NotInRegister):
        check_talk(register_of(), "t", date(2026, 6, 1), POLICY, rules=RULES)


def test_the_script_tells_what_the_province_changes(capsys: pytest.CaptureFixture[str]) -> None:
    """Seven heads of the demo county are not talked to in 2026, and two reports were late."""
    local_rules.main()
    told = capsys.readouterr().out
    assert "ST1106 rectification-reported: 2 -> 67" in told
    assert "LR1001 record-within-ten-workdays: 0 -> 0" in told
    assert "ST0802 binds now: mandatory." in told
    assert "Still to be talked to this year: 7 heads." in told
