"""Assessments, inspections, routine supervision (Art. 14, 15) and disclosures (Art. 16)."""

from datetime import date

import pytest

from supervision_talk import Assessment, Disclosure
from supervision_talk.measures import Bearer, Force, Outcome
from supervision_talk.model.vocabulary import AssessmentKind, Level, OrganizationKind
from tests.building import BY_THE_BOOK, COUNTY, TIMELY, TOWN, Situation, changed

ORGAN = changed(
    TOWN, id="organ", kind=OrganizationKind.DISCIPLINE_ORGAN, level=Level.COUNTY, superior="county"
)
RULES = {
    AssessmentKind.ASSESSMENT: "ST1401",
    AssessmentKind.INSPECTION: "ST1501",
    AssessmentKind.ROUTINE: "ST1502",
}
EACH_KIND = pytest.mark.parametrize("kind", AssessmentKind)


def assessed(kind: AssessmentKind, assessor: str = "county", **fields: object) -> Situation:
    plain = Assessment(id="a1", kind=kind, assessor=assessor, on=date(2026, 6, 1))
    return BY_THE_BOOK.adding(organizations=(ORGAN,), assessments=(changed(plain, **fields),))


@EACH_KIND
@pytest.mark.parametrize(("talks", "outcome"), [(True, True), (False, False), (None, None)])
def test_what_is_asked_of_it_is_whether_it_looked_at_the_talks(
    kind: AssessmentKind, talks: bool | None, outcome: bool | None
) -> None:
    found = assessed(kind, considered_talks=talks, considered_rectification=True)
    outcomes = {True: Outcome.SATISFIED, False: Outcome.VIOLATED, None: Outcome.UNKNOWN}
    finding = found.finding(RULES[kind], "a1")
    assert finding.outcome is outcomes[outcome]
    assert finding.missing == (("considered_talks",) if talks is None else ())
    assert [each.rule for each in found.findings() if each.subject.type == "assessment"] == [
        RULES[kind]
    ]


@pytest.mark.parametrize(
    ("talks", "rectification", "outcome"),
    [
        (True, True, Outcome.SATISFIED),
        (True, False, Outcome.VIOLATED),
        (True, None, Outcome.UNKNOWN),
        (None, False, Outcome.VIOLATED),
        (None, None, Outcome.UNKNOWN),
    ],
)
def test_routine_supervision_looks_at_both_sides(
    talks: bool | None, rectification: bool | None, outcome: Outcome
) -> None:
    situation = assessed(
        AssessmentKind.ROUTINE, considered_talks=talks, considered_rectification=rectification
    )
    assert situation.finding("ST1502", "a1").outcome is outcome


@EACH_KIND
@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 1, 29), False),
        (date(2026, 1, 30), True),
        (date(2026, 7, 20), True),
        (date(2026, 7, 21), False),
        (None, True),
    ],
)
def test_it_counts_from_the_day_of_the_measures_to_the_day_of_the_audit_or_undated(
    kind: AssessmentKind, on: date | None, asked: bool
) -> None:
    situation = assessed(kind, on=on).on(date(2026, 7, 20))
    assert (situation.find(RULES[kind], "a1") is not None) is asked


@pytest.mark.parametrize(
    ("assessor", "kept_for", "asked"),
    [
        ("county", ("county",), True),
        ("organ", ("county",), True),
        ("organ", ("organ",), True),
        ("organ", ("county", "organ"), True),
        ("county", ("town",), False),
        ("county", ("organ",), False),
    ],
)
def test_the_assessor_or_the_organization_directly_above_it_is_one_whose_records_are_kept(
    assessor: str, kept_for: tuple[str, ...], asked: bool
) -> None:
    situation = assessed(AssessmentKind.ASSESSMENT, assessor).having(kept_for=kept_for)
    found = situation.find("ST1401", "a1")
    assert (found is not None) is asked
    if found is not None:
        assert (found.bearer, found.bearer_ids) == (Bearer.ASSESSOR, (assessor,))
        assert found.force is Force.MANDATORY


@pytest.mark.parametrize("military", ["organ", "county"])
def test_the_armed_forces_assess_by_rules_of_their_own(military: str) -> None:
    situation = assessed(AssessmentKind.ASSESSMENT, "organ").having(kept_for=("county",))
    changed_kind = situation.with_organization(military, kind=OrganizationKind.MILITARY)
    assert changed_kind.find("ST1401", "a1") is None


def disclosed(**fields: object) -> Situation:
    plain = Disclosure(id="x1", talk="t1", on=date(2026, 6, 1))
    return BY_THE_BOOK.having(disclosures=(changed(plain, **fields),))


@pytest.mark.parametrize(
    ("confidential", "authorized", "outcome", "missing"),
    [
        (True, True, Outcome.SATISFIED, ()),
        (None, True, Outcome.SATISFIED, ()),
        (True, False, Outcome.VIOLATED, ()),
        (None, False, Outcome.UNKNOWN, ("confidential",)),
        (True, None, Outcome.UNKNOWN, ("authorized",)),
        (None, None, Outcome.UNKNOWN, ("confidential", "authorized")),
        (False, False, None, ()),
        (False, None, None, ()),
    ],
)
def test_what_is_confidential_is_passed_on_with_authorization_only(
    confidential: bool | None,
    authorized: bool | None,
    outcome: Outcome | None,
    missing: tuple[str, ...],
) -> None:
    found = disclosed(confidential=confidential, authorized=authorized).find("ST1601", "x1")
    assert (found and found.outcome) == outcome
    assert (() if found is None else found.missing) == missing


@pytest.mark.parametrize(
    ("authorized", "confidential", "outcome"),
    [(None, True, Outcome.VIOLATED), (False, None, None), (None, None, None)],
)
def test_what_is_not_recorded_is_no_where_the_policy_reads_it_so(
    authorized: bool | None, confidential: bool | None, outcome: Outcome | None
) -> None:
    situation = disclosed(confidential=confidential, authorized=authorized)
    found = situation.under(not_recorded="violated").find("ST1601", "x1")
    assert (found and found.outcome) == outcome


def test_a_finding_about_a_disclosure_names_nobody_and_binds_as_the_talks_committee_is_bound() -> (
    None
):
    found = disclosed(confidential=True, authorized=False, by="…").finding("ST1601", "x1")
    assert (found.bearer, found.bearer_ids, found.force) == (
        Bearer.DISCLOSER,
        (),
        Force.MANDATORY,
    )
    by_reference = disclosed(confidential=True, authorized=False).having(
        organizations=(changed(COUNTY, kind=OrganizationKind.CENTRAL_COMMITTEE), TOWN)
    )
    assert by_reference.without("other-town").finding("ST1601", "x1").force is Force.BY_REFERENCE


@pytest.mark.parametrize(
    ("situation", "asked"),
    [
        (disclosed(confidential=True).on(date(2026, 6, 1)), True),
        (disclosed(confidential=True).on(date(2026, 5, 31)), False),
        (disclosed(confidential=True, on=None), True),
        (
            disclosed(confidential=True).with_talk(started_at=None, ended_at=date(2026, 1, 29)),
            False,
        ),
        (disclosed(confidential=True).having(kept_for=("town",)), False),
        (TIMELY.having(disclosures=disclosed(confidential=True).disclosures), True),
    ],
    ids=["on its day", "the day before", "undated", "talk not governed", "not kept", "timely"],
)
def test_it_is_asked_about_a_governed_talk_whose_records_are_kept_once_it_happened(
    situation: Situation, asked: bool
) -> None:
    assert (situation.find("ST1601", "x1") is not None) is asked
