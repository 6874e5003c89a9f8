"""The nightly job writes what changed, told apart by rule and subject."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from examples import nightly
from examples.nightly import Change, changes_between, newly_violated, run, told
from examples.web_host.database import DEMO, add_record, open_database
from supervision_talk import Policy, Register, Talk, audit, load, loads
from supervision_talk.interchange.report_document import report_text
from supervision_talk.measures import Outcome
from supervision_talk.model.vocabulary import TalkKind, Unit

EIGHTH, NINTH = date(2026, 10, 8), date(2026, 10, 9)


@pytest.fixture(scope="module")
def county() -> Register:
    return load(DEMO)


def keys(changes: list[Change]) -> set[tuple[str, str]]:
    return {(each["rule"], each["subject"]["id"]) for each in changes}


def test_the_first_night_has_everything_as_new(county: Register, tmp_path: Path) -> None:
    changes = run(county, EIGHTH, tmp_path / "reports")
    findings = audit(county, EIGHTH).findings
    assert changes["since"] is None
    assert keys(changes["new"]) == {(each.rule, each.subject.id) for each in findings}
    assert changes["changed"] == changes["resolved"] == changes["gone"] == []


def test_the_night_after_the_holiday_has_what_became_overdue(
    county: Register, tmp_path: Path
) -> None:
    """Due on 2 October, in the holiday, and so on the 8th; overdue on the 9th."""
    run(county, EIGHTH, tmp_path)
    changes = run(county, NINTH, tmp_path)
    assert changes["since"] == "2026-10-08"
    overdue = [each for each in changes["changed"] if each["now"] == "violated"]
    assert keys(overdue) == {("ST1102", "t-530129-u24")}
    assert (overdue[0]["before"], overdue[0]["days_late"]) == ("pending", 1)
    assert newly_violated(changes)


def test_nothing_changes_where_nothing_happened(county: Register, tmp_path: Path) -> None:
    run(county, date(2026, 10, 5), tmp_path)
    changes = run(county, date(2026, 10, 6), tmp_path)
    assert changes["new"] == changes["changed"] == changes["resolved"] == changes["gone"] == []
    assert list(told(changes, "en")) == [
        "As of 2026-10-06, since 2026-10-05",
        "Nothing changed.",
        "",
    ]
    assert not newly_violated(changes)


def test_what_was_done_is_resolved_and_what_was_corrected_away_is_gone(
    county: Register, tmp_path: Path
) -> None:
    run(county, EIGHTH, tmp_path)
    document = json.loads(DEMO.read_text(encoding="utf-8"))
    for each in document["rectifications"]:
        if each["talk"] == "t-530129-u24":
            each["measures_reported_on"] = "2026-10-08"
    for each in document["talks"]:
        if each["id"] == "t-530129-u18":
            each["kind"] = "admonition"
    later = loads(json.dumps(document))
    changes = run(later, NINTH, tmp_path)
    assert ("ST1102", "t-530129-u24") in keys(changes["resolved"])
    assert ("ST0601", "t-530129-u18") in keys(changes["gone"])
    gone = next(each for each in changes["gone"] if each["rule"] == "ST0601")
    assert (gone["before"], gone["now"]) == ("violated", None)


def test_files_are_readable_by_their_owner_alone_and_say_the_same(
    county: Register, tmp_path: Path
) -> None:
    changes = run(county, EIGHTH, tmp_path / "reports")
    written = sorted((tmp_path / "reports").iterdir())
    assert [path.name for path in written] == [
        "changes-2026-10-08.json",
        "changes-2026-10-08.txt",
        "report-2026-10-08.json",
    ]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in written)
    assert json.loads(written[0].read_text(encoding="utf-8")) == changes
    assert written[1].read_text(encoding="utf-8") == "\n".join(told(changes, "zh"))
    totals = json.loads(written[2].read_text(encoding="utf-8"))["totals"]
    assert totals == audit(county, EIGHTH).totals


def test_a_night_that_is_run_again_is_compared_with_the_same_night_before(
    county: Register, tmp_path: Path
) -> None:
    run(county, EIGHTH, tmp_path)
    assert run(county, NINTH, tmp_path) == run(county, NINTH, tmp_path)


def test_the_same_audit_twice_could_have_changed_nothing(county: Register) -> None:
    document = json.loads("".join(report_text(audit(county, EIGHTH))))
    assert not changes_between(document, document)["anything_could_change"]
    other = json.loads("".join(report_text(audit(county, EIGHTH, Policy(measures_within_days=15)))))
    changes = changes_between(document, other)
    assert (changes["anything_could_change"], changes["policy_changed"]) == (True, True)
    assert any("policy" in line for line in told(changes, "en"))


def test_a_night_audits_the_database_of_the_web_host(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = open_database(database_url)
    arguments = ["--database", database_url, str(tmp_path / "reports"), "--as-of"]
    assert nightly.main([*arguments, "2026-10-05"]) == 1
    with engine.begin() as connection:
        talk = Talk(
            id="t-new", kind=TalkKind.REGULAR, held_by="530129", organization="530129-u48",
            ended_at=date(2026, 8, 3), organized_by=Unit.AUDIT,
        )  # fmt: skip
        add_record(connection, "talk", talk)
    engine.dispose()
    capsys.readouterr()
    assert nightly.main([*arguments, "2026-10-06"]) == 1
    shown = capsys.readouterr().out
    assert "  violated  ST0601 t-new" in shown
    assert nightly.main([*arguments, "2026-10-07"]) == 0
    assert capsys.readouterr().out.endswith("Nothing changed.\n")


def test_a_database_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="records"):
        nightly.main(["--database", f"sqlite:///{tmp_path / 'typo'}", str(tmp_path / "reports")])
    assert not (tmp_path / "reports").exists()


def test_a_register_file_is_audited_likewise(
    county: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nightly.main(["--register", str(DEMO), "--as-of", "2026-10-05", str(tmp_path)]) == 1
    assert "There is no report to compare with yet" in capsys.readouterr().out
    violated = audit(county, date(2026, 10, 5)).totals[Outcome.VIOLATED]
    text = (tmp_path / "changes-2026-10-05.txt").read_text(encoding="utf-8")
    assert text.count("\n  violated  ST") == violated


@pytest.mark.parametrize(
    ("language", "first", "changed"),
    [
        ("zh", "截至2026-10-08。此前没有报告可以比较", "  待办 → 不符合  ST1102 t-530129-u24"),
        ("en", "As of 2026-10-08. There is no report", "  pending → violated  ST1102 t-530129-u24"),
    ],
)
def test_a_night_speaks_the_language_that_is_asked_for_alone(
    language: str, first: str, changed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--register", str(DEMO), str(tmp_path), "--lang", language, "--as-of"]
    assert nightly.main([*arguments, "2026-10-08"]) == 1
    assert capsys.readouterr().out.startswith(first)
    assert nightly.main([*arguments, "2026-10-09"]) == 1
    shown = capsys.readouterr().out
    assert changed in shown.splitlines()
    assert shown == (tmp_path / "changes-2026-10-09.txt").read_text(encoding="utf-8")
    assert ("谈话" in shown) == (language == "zh")
