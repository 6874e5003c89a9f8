"""A ledger that passed through a program that offices use is read like one that did not.

``saved_by_libreoffice.xlsx`` is the empty ledger of this library, opened in LibreOffice 7.4.7 of
Debian 12, filled in by typing as an official would (dates as dates and as texts, a row left empty,
full-width digits, a space behind a word, texts that begin like formulas) and saved as .xlsx there.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from supervision_talk.errors import InvalidInput
from supervision_talk.interchange import load, write_ledger
from tests.interchange.workbooks import register_of

SAVED = Path(__file__).parent / "saved_by_libreoffice.xlsx"
ROOT = Path(__file__).parents[2]
SINCE_2024 = {"role": "secretary", "start": "2024-05-06"}


def test_what_an_official_typed_and_saved_is_read() -> None:
    talk = {
        "id": "001",
        "kind": "regular",
        "held_by": "530129",
        "organization": "530129101",
        "talker": "p1",
        "interviewees": ["p2"],
        "started_at": "2026-03-10T09:00",
        "ended_at": "2026-03-10T10:30",
        "organized_by": "office",
        "basis": [],
        "talker_prepared_on": "2026-03-09",
        "self_examined_on": "2026-03-08",
        "steps": [
            {"step": "self_examination", "at": "2026-03-10T09:00"},
            {"step": "commitment", "at": "2026-03-10"},
        ],
        "problems": [{"id": "1", "summary": "50%", "concerns": "other"}],
        "recorded_on": "2026-03-10",
    }
    assert load(SAVED) == register_of(
        organizations=[
            {"id": "530129", "name": "某县委", "kind": "local_committee", "level": "county"},
            {
                "id": "530129101",
                "name": "某街道 ",
                "kind": "street_working_committee",
                "level": "township",
                "superior": "530129",
                "established_on": "2001-05-01",
            },
        ],
        people=[{"id": "p1"}, {"id": "p2"}],
        appointments=[
            {"person": "p1", "organization": "530129", **SINCE_2024},
            {"person": "p2", "organization": "530129101", **SINCE_2024, "acting": False},
        ],
        terms=[
            {
                "organization": "530129",
                "ordinal": 14,
                "start": "2021-12-01",
                "planned_end": "2026-12-31",
            }
        ],
        talks=[talk],
        rectifications=[
            {
                "talk": "001",
                "measures": [
                    {
                        "id": "1",
                        "problems": ["1"],
                        "content": "-加强学习",
                        "first_responsibility": True,
                    }
                ],
                "measures_proposed_on": "2026-04-10",
                "report_contents": ["thoughts", "measures"],
            }
        ],
    )


def converted(path: Path, format_: str) -> Path:
    """Give a workbook as LibreOffice saves it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice: soffice is not there")
    folder = path.parent / "saved"
    subprocess.run(
        [
            *(program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/user"),
            *("--convert-to", format_, "--outdir", folder, path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / f"{path.stem}.{format_}"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.xlsx"
    write_ledger(load(ROOT / "examples" / "xundian.json"), path)
    return path


def test_a_ledger_that_another_program_saved_anew_is_the_same_register(ledger: Path) -> None:
    assert load(converted(ledger, "xlsx")) == load(ledger)


@pytest.mark.parametrize("format_", ["ods", "xls"])
def test_who_saves_in_another_format_is_told_which_one_is_read(ledger: Path, format_: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(converted(ledger, format_))
    assert [mistake.in_language("zh") for mistake in refused.value.mistakes] == [
        "应为没有密码的.xlsx格式的表格；请另存为.xlsx"
    ]
