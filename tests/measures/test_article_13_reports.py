"""The responsibility list, the yearly report and the debriefing (Art. 13)."""

from datetime import date, timedelta

import pytest

from supervision_talk import AnnualDuties
from supervision_talk.measures import Bearer, Force, Outcome
from supervision_talk.model.vocabulary import OrganizationKind
from tests.building import BY_THE_BOOK, Situation, changed, secretary

DAY = timedelta(days=1)
YEAR = "county/2026"
LIST_DUE = date(2026, 12, 31)
REPORT_DUE = date(2027, 3, 31)
NOTHING = AnnualDuties(organization="county", year=2026)

SUBMITTED = {
    "ST1302": ("report_submitted_on", "report_covers_talks"),
    "ST1303": ("debriefed_on", "debrief_covers_talks"),
}
BOTH = pytest.mark.parametrize("rule", SUBMITTED)


def did(**fields: object) -> Situation:
    return BY_THE_BOOK.having(annual_duties=(changed(NOTHING, **fields),)).on(date(2027, 6, 1))


def submitted(rule: str, day: date | None, covers: bool | None) -> Situation:
    return did(**dict(zip(SUBMITTED[rule], (day, covers), strict=True)))


@pytest.mark.parametrize(
    ("includes", "as_of", "outcome", "days_late"),
    [
        (True, LIST_DUE + DAY, Outcome.SATISFIED, None),
        (None, LIST_DUE - DAY, Outcome.PENDING, None),
        (None, LIST_DUE, Outcome.PENDING, None),
        (None, LIST_DUE + DAY, Outcome.VIOLATED, 1),
        (False, LIST_DUE, Outcome.VIOLATED, None),
        (False, LIST_DUE + DAY, Outcome.VIOLATED, 1),
    ],
)
def test_a_list_that_leaves_the_talks_out_is_wrong_at_once_one_not_recorded_when_it_is_due(
    includes: bool | None, as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    situation = did(responsibility_list_includes_talks=includes).on(as_of)
    found = situation.finding("ST1301", YEAR)
    assert (found.outcome, found.days_late, found.done_on) == (outcome, days_late, None)


def test_a_list_not_recorded_stays_pending_where_nulls_are_read_as_no() -> None:
    situation = BY_THE_BOOK.under(not_recorded="violated").on(LIST_DUE)
    assert situation.finding("ST1301", YEAR).outcome is Outcome.PENDING


@BOTH
@pytest.mark.parametrize(
    ("day", "covers", "outcome", "days_late"),
    [
        (REPORT_DUE - DAY, True, Outcome.SATISFIED, None),
        (REPORT_DUE, True, Outcome.SATISFIED, None),
        (REPORT_DUE + DAY, True, Outcome.VIOLATED, 1),
        (REPORT_DUE, False, Outcome.VIOLATED, None),
        (REPORT_DUE + DAY, False, Outcome.VIOLATED, 1),
        (REPORT_DUE, None, Outcome.UNKNOWN, None),
        (REPORT_DUE + DAY, None, Outcome.VIOLATED, 1),
    ],
)
def test_it_is_to_come_in_time_and_to_cover_the_talks(
    rule: str, day: date, covers: bool | None, outcome: Outcome, days_late: int | None
) -> None:
    found = submitted(rule, day, covers).finding(rule, YEAR)
    assert (found.outcome, found.done_on, found.days_late) == (outcome, day, days_late)
    wanted = (f"annual_duties.{SUBMITTED[rule][1]}",) if outcome is Outcome.UNKNOWN else ()
    assert found.missing == wanted


@BOTH
@pytest.mark.parametrize(
    ("as_of", "outcome"), [(REPORT_DUE, Outcome.PENDING), (REPORT_DUE + DAY, Outcome.VIOLATED)]
)
def test_what_did_not_come_is_overdue_after_the_date(
    rule: str, as_of: date, outcome: Outcome
) -> None:
    assert submitted(rule, None, covers=True).on(as_of).finding(rule, YEAR).outcome is outcome


@BOTH
def test_what_comes_after_the_day_of_the_audit_has_not_come(rule: str) -> None:
    situation = submitted(rule, date(2027, 2, 2), covers=True).on(date(2027, 2, 1))
    assert situation.finding(rule, YEAR).outcome is Outcome.PENDING


@BOTH
def test_a_section_that_is_not_recorded_is_none_where_nulls_are_read_as_no(rule: str) -> None:
    situation = submitted(rule, date(2027, 2, 2), covers=None).under(not_recorded="violated")
    assert situation.finding(rule, YEAR).outcome is Outcome.VIOLATED


def test_each_date_has_its_own_value_of_the_policy() -> None:
    situation = BY_THE_BOOK.under(
        responsibility_list_due="06-30", annual_report_due="01-31", debrief_due="02-28"
    )
    dues = [situation.finding(rule, YEAR).due for rule in ("ST1301", "ST1302", "ST1303")]
    assert [due and due.effective for due in dues] == [
        date(2026, 6, 30),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]


def test_the_secretaries_of_the_day_of_the_audit_bear_the_debriefing() -> None:
    successor = BY_THE_BOOK.without("county").adding(
        appointments=(
            secretary("p-old", "county", end=date(2027, 1, 10)),
            secretary("p-new", "county", start=date(2027, 1, 11)),
        )
    )
    for as_of, bearer in [(date(2027, 1, 10), "p-old"), (date(2027, 1, 11), "p-new")]:
        found = successor.on(as_of).finding("ST1303", YEAR)
        assert (found.bearer, found.bearer_ids) == (Bearer.SECRETARY, (bearer,))
    acting = BY_THE_BOOK.without("county").adding(
        appointments=(secretary("p-acting", "county", acting=True),)
    )
    assert acting.finding("ST1303", YEAR).bearer_ids == ("p-acting",)
    assert acting.under(acting_heads_count=False).finding("ST1303", YEAR).bearer_ids == ()


def test_force_is_that_of_the_committee() -> None:
    situation = BY_THE_BOOK.with_organization("county", kind=OrganizationKind.CENTRAL_COMMITTEE)
    assert situation.finding("ST1302", YEAR).force is Force.BY_REFERENCE
    assert BY_THE_BOOK.finding("ST1302", YEAR).force is Force.MANDATORY
