"""Nothing that a talk said leaves the library by accident (Art. 16).

A word that occurs nowhere else is planted in every text of random registers: summaries, contents,
names, sources, who is responsible, who passed something on and to whom. Then all that the library
says is searched for it: values shown, errors, logs, answers in every format of every command.
"""

import json
import logging
import os
import re
import string
import traceback
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final, cast

import attrs
import pytest

from supervision_talk import (
    Organization,
    Person,
    Policy,
    Register,
    SupervisionTalkError,
    Talk,
    audit,
    check_talk,
    coverages,
    dumps,
    grounds_to_examine,
    loads,
    obligations,
    statistics,
)
from supervision_talk.cli import main
from supervision_talk.cli.commands import every_command
from supervision_talk.interchange.calendar_file import calendar_file
from supervision_talk.interchange.report_document import report_document
from supervision_talk.interchange.statistics_document import statistics_document
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    ListOf,
    Nested,
    Record,
    Text,
    field_types,
    interchange_name,
)
from supervision_talk.model.kinds import RECORD_CLASSES
from supervision_talk.model.vocabulary import Level, OrganizationKind, TalkKind
from tests.random_registers import RandomCase, Row, random_case

SECRET: Final = "zxqv机密"  # noqa: S105 - not a password, but as secret
NUMBER: Final = 739_739_739
THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
REGISTERS: Final = 2_000 if THOROUGH else 40
BROKEN_DOCUMENTS: Final = 20_000 if THOROUGH else 600
EVER: Final = (date(1900, 1, 1), date(2199, 12, 31))
TEXT_FIELDS: Final = {
    (record.__name__, name)
    for record in RECORD_CLASSES
    for name, type_ in field_types(record).items()
    if isinstance(type_, Text)
}


def planted(document: Row, seen: set[tuple[str, str]] | None = None) -> Row:
    """Put the secret into every text of a document, recorded or not."""
    seen = set() if seen is None else seen
    again = dict(document)
    for kind in RECORD_KINDS.values():
        rows = cast("list[Row]", document.get(kind.plural) or [])
        again[kind.plural] = [_planted_row(row, kind.record, seen) for row in rows]
    return again


def _planted_row(row: Row, record: type[Record], seen: set[tuple[str, str]]) -> Row:
    again = dict(row)
    for name, type_ in field_types(record).items():
        key = interchange_name(name)
        if isinstance(type_, Text):
            again[key] = f"{SECRET} {name}"
            seen.add((record.__name__, name))
        elif isinstance(type_, ListOf) and isinstance(type_.element, Nested) and row.get(key):
            nested = type_.element.record
            again[key] = [_planted_row(each, nested, seen) for each in cast("list[Row]", row[key])]
    return again


def registers() -> Iterator[tuple[RandomCase, Register, Policy]]:
    for seed in range(2_000_000, 2_000_000 + REGISTERS):
        case = random_case(seed)
        yield case, loads(json.dumps(planted(case.document))), Policy.from_values(case.policy)


def parts(record: Record) -> Iterator[Record]:
    yield record
    for name, type_ in field_types(type(record)).items():
        if isinstance(type_, ListOf) and isinstance(type_.element, Nested):
            for part in getattr(record, name) or ():
                yield from parts(part)


def is_secret_kept(*said: object) -> bool:
    """Tell that neither the secret nor any half of it is in what was said."""
    return not any(piece in str(each) for each in said for piece in ("zxqv", "机密", str(NUMBER)))


def test_every_text_of_a_record_is_planted() -> None:
    """The registers have records of each kind that holds a text, so that each is tried."""
    seen: set[tuple[str, str]] = set()
    for seed in range(2_000_000, 2_000_000 + REGISTERS):
        planted(random_case(seed).document, seen)
    assert seen == TEXT_FIELDS
    register = next(registers())[1]
    assert not is_secret_kept(dumps(register)), "what is written for reading back has it"


def test_values_show_no_text() -> None:
    """Of records, registers, reports, findings, obligations, coverage, figures: repr and str."""
    for case, register, policy in registers():
        report = audit(register, case.as_of, policy, satisfied=True)
        values: list[object] = [
            register,
            report,
            *report.findings,
            *report.coverage,
            *report.not_governed,
            *obligations(register, case.as_of, *EVER, policy),
            *coverages(register, case.as_of, policy),
            statistics(register, case.as_of, policy),
            grounds_to_examine(report),
            *(check_talk(register, each.id, case.as_of, policy) for each in register.talks),
            *(
                part
                for _, listed in register.records()
                for record in listed
                for part in parts(record)
            ),
            *(register.head_of(each.id, case.as_of) for each in register.organizations),
        ]
        for value in values:
            assert is_secret_kept(repr(value), value), (case.seed, type(value).__name__)


def test_answers_as_documents_have_no_text() -> None:
    """Report, obligations' calendar in both languages, statistics; the digest is hex alone."""
    for case, register, policy in registers():
        report = audit(register, case.as_of, policy, satisfied=True)
        owed = obligations(register, case.as_of, *EVER, policy)
        said = [
            json.dumps(report_document(report), ensure_ascii=False),
            json.dumps(
                statistics_document(statistics(register, case.as_of, policy)), ensure_ascii=False
            ),
            *(
                calendar_file(owed, case.as_of, language=language).decode().replace("\r\n ", "")
                for language in ("zh", "en")
            ),
        ]
        assert is_secret_kept(*said), case.seed
        assert len(report.digest) == 64
        assert set(report.digest) <= set(string.hexdigits)


# The command line, in every format that it has


def commands() -> Iterator[tuple[str, str]]:
    """Give every command that reads a register, with each of its formats."""
    for command in every_command():
        names = {argument.name: argument for argument in command.arguments}
        if "--as-of" in names:
            for format_ in names["--format"].value.split("|"):
                yield command.name, format_


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("command", "format_"), list(commands()))
def test_no_command_prints_a_text_unless_names_are_asked_for(  # noqa: PLR0917 - fixtures
    command: str,
    format_: str,
    language: str,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for case, register, _ in list(registers())[: REGISTERS // 10]:
        path = tmp_path / "register.json"
        path.write_text(dumps(register), "utf-8")
        arguments = [command, str(path), "--as-of", str(case.as_of), "--format", format_]
        if command == "obligations":
            arguments += ["--from", "1900-01-01", "--to", "2199-12-31"]
        if command == "audit":
            arguments += ["--all"]
        if format_ == "xlsx":
            arguments += ["--output", str(tmp_path / "report.xlsx")]
        code = main([*arguments, "--lang", language])
        written = capfdbinary.readouterr()
        assert code in (0, 1), written.err
        said = [written.out, written.err]
        if format_ == "xlsx":
            said.append((tmp_path / "report.xlsx").read_bytes())
        assert any(said), arguments
        assert is_secret_kept(*map(readable, said), caplog.text), case.seed


def readable(content: bytes) -> str:
    """Give the text of an answer; of a workbook that of all its parts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return re.sub(r"\r?\n ?", "", content.decode("utf-8"))


# Errors


def everything_said_by(error: BaseException) -> str:
    """Give all that an error says where it is printed: itself, its notes, what it came of."""
    parts_ = [repr(error), str(error), repr(error.args), repr(getattr(error, "mistakes", ()))]
    return "".join([*parts_, *traceback.format_exception(error)])


def refused(call: Callable[[], object], caplog: pytest.LogCaptureFixture) -> bool:
    """Call and tell whether it was refused, with the secret kept."""
    said = ""
    try:
        call()
    except SupervisionTalkError as error:
        said = everything_said_by(error)
    assert is_secret_kept(said, caplog.text)
    return said != ""


def rows_in(value: object) -> Iterator[Row]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from rows_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from rows_in(each)


def corrupted(document: Row, random: Random) -> Row:
    """Let secrets slip into other fields, in place of ids, dates, words, lists and names."""
    again = cast("Row", json.loads(json.dumps(document)))
    for _ in range(random.choice([1, 1, 2, 5])):
        row = random.choice([each for each in rows_in(again) if each])
        key = random.choice(list(row))
        slipped: object = random.choice(
            [SECRET, [SECRET], {SECRET: SECRET}, NUMBER, {"summary": SECRET}, f"{SECRET}/{SECRET}"]
        )
        if random.random() < 0.2:
            row[SECRET] = row.pop(key)
        else:
            # What is an id may be quoted as one; this is none.
            row[key] = f"{SECRET}/" if key == "id" else slipped
    return again


def test_no_error_of_reading_quotes_what_it_found(caplog: pytest.LogCaptureFixture) -> None:
    """Documents with secrets in the wrong place, as JSON and as JSON Lines, cut off, doubled."""
    caplog.set_level(logging.DEBUG)
    random = Random("secrets")  # noqa: S311 - no secret
    documents = [planted(random_case(seed).document) for seed in range(20)]
    refusals = 0
    for _ in range(BROKEN_DOCUMENTS):
        document = corrupted(random.choice(documents), random)
        text = json.dumps(document, ensure_ascii=random.random() < 0.5)
        if random.random() < 0.3:
            text = as_lines(document)
        if random.random() < 0.3:
            cut = random.randrange(len(text))
            text = text[:cut] + random.choice(["", SECRET, "\ud800", '"', "}", text[cut + 1 :]])
        if random.random() < 0.05:
            text = text.replace('"talks":', f'"{SECRET}": 1, "{SECRET}": 2, "talks":')
        data = text.encode("utf-8", "surrogatepass") + random.choice([b"", b"", b"\xff"])
        refusals += refused(lambda data=data: loads(data), caplog)  # type: ignore[misc] # bound at once
    assert refusals > BROKEN_DOCUMENTS / 2


def as_lines(document: Row) -> str:
    lines = [json.dumps({"format": document.get("format")})]
    for kind in RECORD_KINDS.values():
        rows = document.get(kind.plural)
        for row in rows if isinstance(rows, list) else []:
            fields = row if isinstance(row, dict) else {"id": row}
            lines.append(json.dumps({"type": kind.name, **fields}, ensure_ascii=False))
    return "\n".join(lines)


@pytest.mark.parametrize("record", RECORD_CLASSES)
def test_no_error_of_a_constructor_quotes_what_it_was_given(
    record: type[Record], caplog: pytest.LogCaptureFixture
) -> None:
    make = cast("Callable[..., Record]", record)
    for slipped in ([SECRET], {SECRET: SECRET}, NUMBER, f"{SECRET}/", f" {SECRET}"):
        fields = dict.fromkeys(field_types(record), slipped)
        assert refused(lambda fields=fields: make(**fields), caplog)  # type: ignore[misc] # bound at once


def test_no_error_of_a_register_quotes_an_id_that_is_not_there(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What refers to no record may be a text that slipped a column."""
    county = Organization(
        id="county",
        kind=OrganizationKind.LOCAL_COMMITTEE,
        level=Level.COUNTY,
        superior=SECRET,
        name=SECRET,
    )
    talk = Talk(id="t", kind=TalkKind.REGULAR, held_by=SECRET, organization="county", talker=SECRET)
    assert refused(lambda: Register(organizations=[county]), caplog)
    assert refused(lambda: Register(kept_for=[SECRET]), caplog)
    assert refused(lambda: Register(talks=[talk]), caplog)
    twice = [Person(id="p", name=SECRET), Person(id="p", name=SECRET)]
    assert refused(lambda: Register(people=twice), caplog)


def test_no_error_of_a_policy_quotes_a_value(caplog: pytest.LogCaptureFixture) -> None:
    for name in attrs.fields_dict(Policy):
        assert refused(lambda name=name: Policy.from_values({name: SECRET}), caplog)  # type: ignore[misc] # bound at once
    assert refused(lambda: Policy.from_values({SECRET: SECRET}), caplog)
