"""What holds of every rule alike, whatever it asks."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk import MEASURES, Duty, Policy, Requirement
from supervision_talk.audit.judged import judges_of
from supervision_talk.audit.judging import OUTCOMES
from supervision_talk.calendar import ChinaCalendar, DueDate
from supervision_talk.measures import ARTICLES, Bearer, Force, Outcome, Rule
from supervision_talk.measures.expressions import Facts
from supervision_talk.measures.facts.sheet import FactSheet, has_fact, wordings
from supervision_talk.measures.forms import fact_names
from supervision_talk.measures.policy import MeasuresReportDue
from tests.measures.fact_strategies import days, facts_of
from tests.measures.outcomes import possible_outcomes

RULES = pytest.mark.parametrize("rule", MEASURES.rules, ids=lambda rule: rule.code)
SHEETS = tuple(dict.fromkeys(rule.about for rule in MEASURES.rules))

CHINESE = re.compile("[\u4e00-\u9fff]")

# Column by column: code, name, article, paragraph, item, bearer.
TABLE = """
ST0201 interviewee-is-head 2 1 - committee
ST0202 subordinate-organization 2 1 - committee
ST0501 annual-plan 5 2 - committee
ST0502 plan-division-and-limits 5 2 - committee
ST0503 plan-informed 5 2 - committee
ST0504 plan-item-done 5 2 - committee
ST0505 term-coverage 5 2 - committee
ST0506 incumbent-coverage 5 2 - committee
ST0507 timely-talk-held 5 3 - committee
ST0508 circumstance-cited 5 3 - committee
ST0601 organized-by-office 6 - - committee
ST0701 talker-in-leadership 7 - - committee
ST0702 individual-talk 7 - - committee
ST0703 superior-secretary 7 - - committee
ST0801 problems-pointed-out 8 - - talker
ST0802 tailored-content 8 - - committee
ST0803 to-the-point 8 - - talker
ST0901 talker-prepared 9 - - talker
ST0902 self-examined 9 1 - interviewee
ST1001 steps-complete 10 - - talker
ST1002 steps-in-order 10 - - talker
ST1003 record-formed 10 2 - committee
ST1101 measures-proposed 11 1 - interviewee
ST1102 measures-reported 11 1 - interviewee
ST1103 report-contents 11 1 - interviewee
ST1104 measures-answer-problems 11 1 - interviewee
ST1105 team-notified 11 1 - interviewee
ST1106 rectification-reported 11 2 - interviewee
ST1107 reported-to-committee 11 - - interviewee
ST1201 file-complete 12 - - office
ST1202 copies-sent 12 - - office
ST1301 responsibility-list 13 1 - committee
ST1302 annual-report-section 13 2 - committee
ST1303 secretary-debrief 13 2 - secretary
ST1401 assessment-considers-talks 14 - - assessor
ST1501 inspection-considers-talks 15 1 - assessor
ST1502 routine-supervision 15 2 - assessor
ST1601 disclosure-authorized 16 - - discloser
ST1702 report-truthful 17 - 2 interviewee
ST1703 rectification-genuine 17 - 3 interviewee
""".strip().splitlines()

# Art. 17: item 1 those borne by committee, talker, secretary; 2 ST1702; 3 ST1101
# to ST1107 and ST1703; 4 the rest.
GROUND_THREE = {f"ST11{number:02}" for number in range(1, 8)} | {"ST1703"}


def test_the_rules_are_those_of_the_specification_in_its_words() -> None:
    """Code, name, article, paragraph, item and bearer of every rule."""
    declared = [
        " ".join(
            [
                rule.code,
                rule.name,
                *(
                    "-" if part is None else str(part)
                    for part in (rule.article.number, rule.article.paragraph, rule.article.item)
                ),
                rule.bearer,
            ]
        )
        for rule in MEASURES.rules
    ]
    assert declared == TABLE


@RULES
def test_a_code_begins_with_the_article_that_the_rule_cites(rule: Rule) -> None:
    assert re.fullmatch(r"ST\d{4}", rule.code)
    assert int(rule.code[2:4]) == rule.article.number
    assert rule.article.number in ARTICLES


@RULES
def test_an_article_that_rules_cite_is_not_said_to_have_none(rule: Rule) -> None:
    assert ARTICLES[rule.article.number].without_rule is None


@RULES
def test_words_stand_in_both_languages_and_fit_into_a_sentence(rule: Rule) -> None:
    """No sentence end of their own, no place left to fill, Chinese in Chinese alone."""
    for wording in (rule.norm, rule.remedy):
        for text in (wording.zh, wording.en):
            assert text
            assert text == text.strip()
            assert text[-1] not in ".。;；,，:："
            assert not set("{}\n") & set(text)
        assert CHINESE.search(wording.zh)
        assert not CHINESE.search(wording.en)


@RULES
def test_conditions_read_facts_of_the_rules_own_sheet(rule: Rule) -> None:
    names = list(fact_names(rule))
    assert names
    assert [name for name in names if not has_fact(rule.about, name)] == []


@RULES
def test_conditions_can_be_said_in_both_languages(rule: Rule) -> None:
    """For the reference: every fact and value has its words."""
    words = wordings(rule.about)
    worded = [expression.worded(words) for expression in rule.expressions()]
    if isinstance(rule, Duty) and rule.due is not None:
        worded.append(rule.due.worded(words))
    for wording in worded:
        assert CHINESE.search(wording.zh)
        assert wording.en
        assert not CHINESE.search(wording.en)
        assert not set("{}") & set(wording.zh + wording.en)


@RULES
def test_a_finding_can_name_its_bearer_and_force(rule: Rule) -> None:
    """Every sheet has the facts that findings ask for."""
    needed = {
        Bearer.TALKER: "talker",
        Bearer.INTERVIEWEE: "interviewees",
        Bearer.SECRETARY: "secretaries",
        Bearer.ASSESSOR: "assessor",
    }
    names = {"subject_type", "subject_id", "committee", "committee_kind"}
    names |= {needed[rule.bearer]} if rule.bearer in needed else set()
    assert {name for name in names if not has_fact(rule.about, name)} == set()


@RULES
def test_force_is_advisory_or_mandatory_for_all_only_where_the_specification_says_so(
    rule: Rule,
) -> None:
    same_for_all = {
        "ST0506": Force.ADVISORY,
        "ST0802": Force.ADVISORY,
        "ST1401": Force.MANDATORY,
        "ST1501": Force.MANDATORY,
        "ST1502": Force.MANDATORY,
    }
    assert rule.force is same_for_all.get(rule.code)


@RULES
def test_the_ground_under_article_17_is_that_of_the_specification(rule: Rule) -> None:
    if rule.code == "ST1702":
        ground = 2
    elif rule.code in GROUND_THREE:
        ground = 3
    elif rule.bearer in (Bearer.COMMITTEE, Bearer.TALKER, Bearer.SECRETARY):
        ground = 1
    else:
        ground = 4
    assert rule.ground == ground


@RULES
def test_only_duties_that_nobody_can_do_late_are_soft(rule: Rule) -> None:
    """Those whose date only separates pending from violated, and those that a term bounds."""
    soft = {"ST0505", "ST0506", "ST1003", "ST1105", "ST1201", "ST1202"}
    assert (isinstance(rule, Duty) and rule.soft) is (rule.code in soft)


@RULES
def test_what_is_owed_to_somebody_is_what_the_specification_lists(rule: Rule) -> None:
    owed_to = {"ST1101": "committee", "ST1102": "committee", "ST1106": "committee"}
    owed_to["ST1302"] = "superior"
    fact = rule.owed_to if isinstance(rule, Duty) else None
    assert (None if fact is None else fact.name) == owed_to.get(rule.code)


# The day of each duty's act, and what a finding shows besides the facts that it rests on.
DONE_ON = {
    "ST0501": "plan_adopted_on",
    "ST0504": "done_on",
    "ST0505": "covered_on",
    "ST0506": "talked_to_on",
    "ST0507": "answered_on",
    "ST1003": "recorded_on",
    "ST1101": "measures_first_on",
    "ST1102": "measures_reported_on",
    "ST1105": "team_notified_on",
    "ST1106": "progress_reported_on",
    "ST1201": "file_completed_on",
    "ST1202": "copies_sent_on",
    "ST1301": None,
    "ST1302": "report_submitted_on",
    "ST1303": "debriefed_on",
}
SHOWN = {
    "ST0504": ["organization", "done_by"],
    "ST0505": ["covered_by"],
    "ST0506": ["days_in_office", "left_on", "talk"],
    "ST0507": ["category", "answered_by"],
    "ST0802": ["same_problems_as"],
    "ST1101": ["interviewee_left_on"],
    "ST1102": ["interviewee_left_on"],
    "ST1105": ["interviewee_left_on"],
    "ST1106": ["interviewee_left_on"],
    "ST1601": ["talk"],
}


def test_each_duty_is_done_on_the_day_that_the_specification_names() -> None:
    duties = {rule.code: rule.done_on for rule in MEASURES.rules if isinstance(rule, Duty)}
    assert {code: fact and fact.name for code, fact in duties.items()} == DONE_ON


@RULES
def test_a_finding_shows_besides_what_it_rests_on_what_helps_to_act(rule: Rule) -> None:
    assert [fact.name for fact in rule.shows] == SHOWN.get(rule.code, [])


def test_every_article_is_carried_out_by_rules_or_says_why_not() -> None:
    cited = {rule.article.number for rule in MEASURES.rules}
    assert sorted(ARTICLES) == list(range(1, 21))
    for number, article in ARTICLES.items():
        assert article.number == number
        assert (number in cited) is (article.without_rule is None), number


# Verdicts: what is compiled says what is declared

POLICIES = st.builds(
    Policy,
    measures_within_days=st.sampled_from([None, 15]),
    progress_within_months=st.integers(1, 3),
    measures_report_due=st.sampled_from(MeasuresReportDue),
    timely_within_days=st.sampled_from([None, 10]),
)


def declared_outcome(rule: Rule, facts: Facts, as_of: date, due: DueDate | None) -> Outcome | None:
    """Tell the outcome from the declaration alone, evaluating its conditions one by one."""
    applies = rule.when.evaluate(facts)
    if applies is False:
        return None
    if isinstance(rule, Requirement):
        holds = rule.requires.evaluate(facts)
        if holds is True:
            return Outcome.SATISFIED
        return Outcome.VIOLATED if applies and holds is False else Outcome.UNKNOWN
    assert isinstance(rule, Duty)
    return _duty_outcome(rule, facts, as_of, due, applies=applies)


def _duty_outcome(
    duty: Duty, facts: Facts, as_of: date, due: DueDate | None, *, applies: bool | None
) -> Outcome | None:
    done = duty.done.evaluate(facts)
    if done:
        done_on = None if duty.done_on is None else duty.done_on.day(facts)
        late = not duty.soft and due is not None and done_on is not None
        late = late and done_on is not None and due is not None and done_on > due.effective
        counts = duty.provided.evaluate(facts)
        if late or counts is False:
            return Outcome.VIOLATED if applies else Outcome.UNKNOWN
        return Outcome.SATISFIED if counts else Outcome.UNKNOWN
    lapsed = None if duty.lapses_on is None else duty.lapses_on.day(facts)
    if lapsed is not None and (due is None or lapsed < due.effective):
        return None
    if not applies:
        return Outcome.UNKNOWN
    if duty.overdue is not None:
        overdue = duty.overdue.evaluate(facts) is True
    else:
        overdue = due is not None and as_of > due.effective
    if not overdue:
        return Outcome.PENDING
    return Outcome.VIOLATED if done is False else Outcome.UNKNOWN


@pytest.mark.parametrize("sheet", SHEETS, ids=repr)
@given(data=st.data(), as_of=days, policy=POLICIES)
def test_compiled_verdicts_are_those_of_the_declarations(
    sheet: FactSheet, data: st.DataObject, as_of: date, policy: Policy
) -> None:
    """Whatever the facts: the Python that is generated says what the conditions say."""
    facts = data.draw(facts_of(sheet))
    judge = judges_of(MEASURES, policy, ChinaCalendar())[sheet]
    compiled = [OUTCOMES[verdict] for verdict in judge.verdicts(facts, as_of)]
    counting = policy.counting(ChinaCalendar())
    for rule, outcome in zip(judge.rules, compiled, strict=True):
        due = rule.due.due(facts, policy, counting) if isinstance(rule, Duty) and rule.due else None
        assert outcome == declared_outcome(rule, facts, as_of, due), rule.code
        assert outcome is None or outcome in possible_outcomes(rule), rule.code


@RULES
def test_a_fact_that_can_leave_the_answer_unknown_says_which_field_is_missing(rule: Rule) -> None:
    """Nobody is told that something cannot be told without being told why."""
    for expression in rule.expressions():
        for name in expression.unrecorded(_Nothing()):
            assert rule.about._names[name].certain or rule.about._facts[name].missing, name


class _Nothing(tuple[object, ...]):
    """Facts of which none is recorded."""

    __slots__ = ()

    def __getattr__(self, name: str) -> None:
        return None
