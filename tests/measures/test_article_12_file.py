"""Art. 12: the file grows with what is reported; copies go to two departments."""

from datetime import date, timedelta

import pytest

from supervision_talk import Copy, FiledMaterial
from supervision_talk.calendar import DueDate
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import Material
from tests.building import BY_THE_BOOK, M3, Situation

ONE_DAY = timedelta(days=1)
SATISFIED, VIOLATED, PENDING, UNKNOWN = Outcome
RECORD, MEASURES, REPORT = Material
FILE_DUE = date(2026, 7, 9)
"""A month after the last report, 9 June: a Thursday."""


def filed(*materials: tuple[Material, date | None]) -> Situation:
    return BY_THE_BOOK.with_filing(
        materials=tuple(FiledMaterial(material=each, filed_on=day) for each, day in materials)
    )


def reported(measures: date | None, progress: date | None) -> Situation:
    return BY_THE_BOOK.with_rectification(
        measures_reported_on=measures, progress_reported_on=progress
    )


APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("measures", "progress", "needed"),
    [
        (None, None, {RECORD}),
        (APRIL, None, {RECORD, MEASURES}),
        (None, MAY, {RECORD, REPORT}),
        (APRIL, MAY, {RECORD, MEASURES, REPORT}),
        (date(2027, 1, 1), date(2027, 1, 1), {RECORD}),  # not reported yet
    ],
)
def test_what_is_on_file_follows_what_is_reported(
    measures: date | None, progress: date | None, needed: set[Material]
) -> None:
    for left_out in Material:
        materials = tuple(
            FiledMaterial(material=each, filed_on=JUNE) for each in Material if each != left_out
        )
        situation = reported(measures, progress).with_filing(materials=materials)
        expected = VIOLATED if left_out in needed else SATISFIED
        assert situation.finding("ST1201").outcome is expected


@pytest.mark.parametrize(
    ("measures", "progress", "due"),
    [
        (None, None, DueDate.fixed(M3)),
        (APRIL, None, DueDate.fixed(M3)),
        (APRIL, MAY, DueDate.fixed(M3)),
        (M3, None, DueDate.fixed(date(2026, 7, 10))),
        (APRIL, M3, DueDate.fixed(date(2026, 7, 10))),
        (date(2026, 6, 11), APRIL, DueDate(nominal=date(2026, 7, 11), effective=date(2026, 7, 13))),
        (date(2026, 5, 10), None, DueDate.fixed(M3)),  # the same day both ways
        (date(2026, 5, 11), None, DueDate.fixed(date(2026, 6, 11))),
    ],
)
def test_the_file_is_due_after_three_months_or_a_month_after_the_last_report(
    measures: date | None, progress: date | None, due: DueDate
) -> None:
    """The later of the two, nominal and effective taken together."""
    situation = reported(measures, progress).with_filing(materials=())
    assert situation.finding("ST1201").due == due


def test_the_file_date_moves_only_with_reports_made_by_as_of() -> None:
    situation = reported(APRIL, date(2026, 7, 1)).with_filing(materials=())
    assert situation.on(date(2026, 6, 30)).finding("ST1201").due == DueDate.fixed(M3)
    assert situation.on(date(2026, 6, 30)).finding("ST1201").days_late == 20
    moved = situation.on(date(2026, 7, 1)).finding("ST1201")
    assert moved.due == DueDate(nominal=date(2026, 8, 1), effective=date(2026, 8, 3))
    assert moved.outcome is PENDING


def test_the_month_after_a_report_is_a_month_whatever_the_policy_shortens() -> None:
    situation = BY_THE_BOOK.with_filing(materials=())
    shorter = situation.under(progress_within_days=1, measures_within_days=1)
    assert shorter.finding("ST1201").due == DueDate.fixed(FILE_DUE)
    nothing = reported(None, None).with_filing(materials=()).under(progress_within_days=1)
    assert nothing.finding("ST1201").due == DueDate.fixed(date(2026, 3, 11))


@pytest.mark.parametrize(
    ("as_of", "outcome", "days_late"),
    [
        (FILE_DUE - ONE_DAY, PENDING, None),
        (FILE_DUE, PENDING, None),
        (FILE_DUE + ONE_DAY, VIOLATED, 1),
    ],
)
def test_an_incomplete_file_is_open_until_its_day(
    as_of: date, outcome: Outcome, days_late: int | None
) -> None:
    finding = filed((RECORD, APRIL)).on(as_of).finding("ST1201")
    assert (finding.outcome, finding.days_late, finding.missing) == (outcome, days_late, ())


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [(FILE_DUE, PENDING), (FILE_DUE + ONE_DAY, UNKNOWN)],
)
def test_a_file_not_recorded_is_open_until_its_day_and_unknown_afterwards(
    as_of: date, outcome: Outcome
) -> None:
    """No Filing at all is the same as one whose materials are null."""
    for situation in (BY_THE_BOOK.with_filing(materials=None), BY_THE_BOOK.having(filings=())):
        finding = situation.on(as_of).finding("ST1201")
        missing = ("filing.materials",) if outcome is UNKNOWN else ()
        assert (finding.outcome, finding.missing) == (outcome, missing)
        read = situation.under(not_recorded="violated").on(as_of).finding("ST1201")
        assert read.outcome is (VIOLATED if outcome is UNKNOWN else PENDING)


ALL_BUT_REPORT = ((RECORD, APRIL), (MEASURES, MAY))


@pytest.mark.parametrize(
    ("report", "outcome", "done_on"),
    [
        ([JUNE], SATISFIED, JUNE),
        ([None], SATISFIED, None),  # happened, gives no day
        ([date(2026, 12, 1)], VIOLATED, None),  # after as_of: not filed yet
        ([date(2026, 6, 30), JUNE], SATISFIED, JUNE),  # filed on the earliest of its days
        ([JUNE, date(2026, 6, 30)], SATISFIED, JUNE),
        ([None, JUNE], SATISFIED, JUNE),
        ([date(2026, 3, 1)], SATISFIED, MAY),  # the last of the three
        ([date(2026, 7, 20)], SATISFIED, date(2026, 7, 20)),  # soft: late is done
    ],
)
def test_the_file_is_complete_on_the_day_of_the_last_material(
    report: list[date | None], outcome: Outcome, done_on: date | None
) -> None:
    situation = filed(*ALL_BUT_REPORT, *((REPORT, day) for day in report))
    finding = situation.finding("ST1201")
    assert (finding.outcome, finding.done_on) == (outcome, done_on)
    assert finding.in_extension is False


def copied(*copies: tuple[str, date | None]) -> Situation:
    return BY_THE_BOOK.with_filing(copies=tuple(Copy(to=to, sent_on=day) for to, day in copies))


@pytest.mark.parametrize(
    ("copies", "outcome", "done_on"),
    [
        ([("discipline", APRIL), ("organization", MAY)], SATISFIED, MAY),
        ([("discipline", MAY), ("organization", APRIL)], SATISFIED, MAY),
        ([("discipline", APRIL), ("organization", None)], SATISFIED, None),
        ([("discipline", APRIL), ("organization", MAY), ("organization", JUNE)], SATISFIED, MAY),
        ([("discipline", APRIL), ("organization", JUNE), ("organization", MAY)], SATISFIED, MAY),
        ([("discipline", APRIL)], VIOLATED, None),
        ([("organization", APRIL)], VIOLATED, None),
        ([("discipline", APRIL), ("discipline", MAY)], VIOLATED, None),
        ([("discipline", APRIL), ("audit", MAY)], VIOLATED, None),
        ([("discipline", APRIL), ("Organization", MAY)], VIOLATED, None),  # other text
        ([("discipline", APRIL), ("organization", date(2026, 12, 1))], VIOLATED, None),
        (
            [("discipline", APRIL), ("organization", MAY), ("audit", JUNE)],
            SATISFIED,
            MAY,
        ),
        (
            [("discipline", JUNE), ("discipline", APRIL), ("organization", APRIL)],
            SATISFIED,
            APRIL,
        ),
        ([], VIOLATED, None),
    ],
)
def test_copies_go_to_discipline_and_to_organization(
    copies: list[tuple[str, date | None]], outcome: Outcome, done_on: date | None
) -> None:
    finding = copied(*copies).finding("ST1202")
    assert (finding.outcome, finding.done_on) == (outcome, done_on)


@pytest.mark.parametrize(("day", "outcome"), [(M3, SATISFIED), (M3 + ONE_DAY, PENDING)])
def test_what_is_filed_or_sent_on_as_of_is_there_what_is_dated_after_it_is_not(
    day: date, outcome: Outcome
) -> None:
    last = filed(*ALL_BUT_REPORT, (REPORT, day)).on(M3)
    assert last.finding("ST1201").outcome is outcome
    sent = copied(("discipline", day), ("organization", APRIL)).on(M3)
    assert sent.finding("ST1202").outcome is outcome


@pytest.mark.parametrize(
    ("as_of", "not_sent", "not_recorded"),
    [(M3 - ONE_DAY, PENDING, PENDING), (M3, PENDING, PENDING), (M3 + ONE_DAY, VIOLATED, UNKNOWN)],
)
def test_copies_are_open_for_three_months(
    as_of: date, not_sent: Outcome, not_recorded: Outcome
) -> None:
    assert copied().on(as_of).finding("ST1202").outcome is not_sent
    for situation in (BY_THE_BOOK.with_filing(copies=None), BY_THE_BOOK.having(filings=())):
        finding = situation.on(as_of).finding("ST1202")
        missing = ("filing.copies",) if not_recorded is UNKNOWN else ()
        assert (finding.outcome, finding.missing) == (not_recorded, missing)
        read = situation.under(not_recorded="violated").on(as_of).finding("ST1202")
        assert read.outcome is not_sent


def test_the_office_answers_as_its_committee() -> None:
    """The office has no id of its own."""
    for rule in ("ST1201", "ST1202"):
        assert BY_THE_BOOK.finding(rule).bearer == "office"
        assert BY_THE_BOOK.finding(rule).bearer_ids == ("county",)


def test_the_record_may_be_the_last_to_be_filed() -> None:
    others = tuple((material, day) for material, day in ALL_BUT_REPORT if material is not RECORD)
    finding = filed(*others, (REPORT, APRIL), (RECORD, JUNE)).finding("ST1201")
    assert (finding.outcome, finding.done_on) == (SATISFIED, JUNE)


def test_what_need_not_be_filed_decides_no_day() -> None:
    situation = filed((RECORD, APRIL), (MEASURES, MAY), (REPORT, JUNE))
    unreported = situation.with_rectification(progress_reported_on=None)
    assert situation.finding("ST1201").done_on == JUNE
    assert unreported.finding("ST1201").done_on == MAY


def test_what_is_filed_on_the_day_of_the_audit_is_on_file_what_comes_later_is_not() -> None:
    """Whether or not something else is still to come."""
    last = FILE_DUE - ONE_DAY
    all_but = [(RECORD, JUNE), (REPORT, JUNE)]
    for day, outcome in ((last - ONE_DAY, PENDING), (last, SATISFIED)):
        situation = filed(*all_but, (MEASURES, last), (RECORD, FILE_DUE)).on(day)
        assert situation.finding("ST1201").outcome is outcome


def test_where_everything_is_still_to_come_nothing_is_there() -> None:
    later = M3 + ONE_DAY
    nothing = filed(*((each, later) for each in Material)).on(M3).finding("ST1201")
    assert (nothing.outcome, nothing.facts["materials_filed"]) == (PENDING, ())
    unsent = copied(("discipline", later), ("organization", later)).on(M3).finding("ST1202")
    assert (unsent.outcome, unsent.facts["copies_sent_to"]) == (PENDING, ())
