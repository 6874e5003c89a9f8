"""A nightly job: audits, and writes what changed since the audit before.

From the database of the web host, or from the file of a register::

    python -m examples.nightly --database sqlite:///web_host.sqlite3 reports
    python -m examples.nightly --register examples/xundian.json --as-of 2026-10-09 reports

In the folder it leaves, for each night, ``report-DATE.json`` (the audit, satisfied findings
included), ``changes-DATE.json`` and ``changes-DATE.txt``. A night is compared with the last one
before it that has a report there; run again, it replaces its own files. Whatever is compared is
told apart by rule and subject. All of it is ids and counts, and no text of a record.

The exit code is 1 if something that binds is newly violated, so that whoever runs the job can send
a message on that alone.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypedDict, cast

from examples.web_host.database import connect, read_register
from supervision_talk import Register, Report, audit, load
from supervision_talk.cli.language import language_of_locale
from supervision_talk.interchange.report_document import report_text
from supervision_talk.measures import Force, Outcome
from supervision_talk.model.fields import SHANGHAI
from supervision_talk.wording import LANGUAGES, Wording

__all__ = ["Change", "Changes", "changes_between", "main", "run"]

CHANGES_FORMAT: Final = "supervision-talk-example/changes/1"


class Change(TypedDict):
    """What a rule said of a subject, and says now; None: nothing, it did or does not apply."""

    rule: str
    subject: Mapping[str, str]
    before: str | None
    now: str | None
    binding: bool
    days_late: int | None
    message: Mapping[str, str]


class Changes(TypedDict):
    """What changed between two nights.

    The lists are new: findings that were not there, and are not satisfied; changed: the same with
    another outcome; resolved: satisfied now; gone: the rule has nothing to say any more, since a
    record was changed or a circumstance ended.
    """

    format: str
    as_of: str
    since: str | None
    anything_could_change: bool
    policy_changed: bool
    new: list[Change]
    changed: list[Change]
    resolved: list[Change]
    gone: list[Change]


class _Finding(TypedDict):
    rule: str
    outcome: str
    force: str
    subject: Mapping[str, str]
    days_late: int | None
    message: Mapping[str, str]


class _Document(TypedDict):
    as_of: str
    digest: str
    policy: Mapping[str, object]
    findings: list[_Finding]


def run(register: Register, as_of: date, folder: Path, language: str = "zh") -> Changes:
    """Audit a register, and write the report and what changed into a folder.

    Arguments:
        register: the records.
        as_of: the night's civil date of Asia/Shanghai.
        folder: where the reports of the nights before are; made if it is not there.
        language: "zh" or "en", of the text that people read.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    report: Report = audit(register, as_of, satisfied=True)
    text = "".join(report_text(report))
    before = _last_before(folder, as_of)
    changes = changes_between(before, cast("_Document", json.loads(text)))
    _write(folder / f"changes-{as_of}.json", json.dumps(changes, ensure_ascii=False, indent=1))
    _write(folder / f"changes-{as_of}.txt", "\n".join(told(changes, language)))
    # Last: a night that was broken off has no report, and so the next compares with the one before.
    _write(folder / f"report-{as_of}.json", text)
    return changes


def changes_between(before: _Document | None, now: _Document) -> Changes:
    """Compare two reports as documents; None: there is none before, and everything is new."""
    was = {} if before is None else _by_key(before["findings"])
    is_now = _by_key(now["findings"])
    satisfied = Outcome.SATISFIED.value
    new: list[Change] = []
    changed: list[Change] = []
    resolved: list[Change] = []
    gone: list[Change] = []
    for key, finding in is_now.items():
        earlier = was.get(key)
        change = _change(finding, earlier, finding)
        if earlier is None:
            if finding["outcome"] != satisfied:
                new.append(change)
        elif earlier["outcome"] != finding["outcome"]:
            (resolved if finding["outcome"] == satisfied else changed).append(change)
    for key, finding in was.items():
        if key not in is_now and finding["outcome"] != satisfied:
            gone.append(_change(finding, finding, None))
    return Changes(
        format=CHANGES_FORMAT,
        as_of=now["as_of"],
        since=None if before is None else before["as_of"],
        anything_could_change=before is None or before["digest"] != now["digest"],
        policy_changed=before is not None and before["policy"] != now["policy"],
        new=new,
        changed=changed,
        resolved=resolved,
        gone=gone,
    )


def told(changes: Changes, language: str) -> Iterable[str]:
    """Tell the changes to a person, in "zh" or "en": what is worst first."""
    if changes["since"] is None:
        said = _FIRST.filled(as_of=changes["as_of"], number=len(changes["new"]))
    else:
        said = _SINCE.filled(as_of=changes["as_of"], since=changes["since"])
    yield said.in_language(language)
    if changes["policy_changed"]:
        yield _POLICY_CHANGED.in_language(language)
    for heading, listed in (
        (Wording(zh="新增", en="New"), changes["new"]),
        (Wording(zh="变化", en="Changed"), changes["changed"]),
        (Wording(zh="已解决", en="Resolved"), changes["resolved"]),
        (Wording(zh="不再适用", en="No longer applies"), changes["gone"]),
    ):
        if listed:
            yield ""
            count = Wording(zh=f"（{len(listed)}项）", en=f": {len(listed)}")
            yield f"{heading.in_language(language)}{count.in_language(language)}"
        for each in sorted(listed, key=lambda change: _SEVERITY.index(change["now"])):
            outcomes = [each[when] for when in ("before", "now")]
            said_of_both = [_OUTCOMES[one].in_language(language) for one in outcomes if one]
            yield f"  {' → '.join(said_of_both)}  {each['rule']} {each['subject']['id']}"
            yield f"    {each['message'][language]}"
    if not (changes["new"] or changes["changed"] or changes["resolved"] or changes["gone"]):
        yield Wording(zh="没有变化。", en="Nothing changed.").in_language(language)
    yield ""


def newly_violated(changes: Changes) -> bool:
    """Tell whether something that binds is violated now and was not before."""
    return any(
        each["binding"] and each["now"] == Outcome.VIOLATED.value
        for each in (*changes["new"], *changes["changed"])
    )


_FIRST: Final = Wording(
    zh="截至{as_of}。此前没有报告可以比较：现有的{number}项都列为新增，此后每夜只列变化。",
    en="As of {as_of}. There is no report to compare with yet: all {number} findings are listed as "
    "new, and from now on only what changes.",
)
_SINCE: Final = Wording(zh="截至{as_of}，与{since}相比", en="As of {as_of}, since {since}")
_POLICY_CHANGED: Final = Wording(
    zh="政策值有改动：以下变化可能仅由此引起。",
    en="The policy is another: what changed may be due to that alone.",
)
_OUTCOMES: Final[Mapping[str, Wording]] = {
    Outcome.VIOLATED: Wording(zh="不符合", en="violated"),
    Outcome.UNKNOWN: Wording(zh="无法判断", en="unknown"),
    Outcome.PENDING: Wording(zh="待办", en="pending"),
    Outcome.SATISFIED: Wording(zh="符合", en="satisfied"),
}

_SEVERITY: Final = (
    *(each.value for each in (Outcome.VIOLATED, Outcome.UNKNOWN)),
    "pending",
    "satisfied",
    None,
)


def _by_key(findings: Iterable[_Finding]) -> dict[tuple[str, str, str], _Finding]:
    return {
        (each["rule"], each["subject"]["type"], each["subject"]["id"]): each for each in findings
    }


def _change(shown: _Finding, before: _Finding | None, now: _Finding | None) -> Change:
    return Change(
        rule=shown["rule"],
        subject=shown["subject"],
        before=None if before is None else before["outcome"],
        now=None if now is None else now["outcome"],
        binding=shown["force"] != Force.ADVISORY.value,
        days_late=shown["days_late"],
        message=shown["message"],
    )


def _last_before(folder: Path, as_of: date) -> _Document | None:
    # Names sort as their dates do.
    earlier = [path for path in folder.glob("report-*.json") if path.stem < f"report-{as_of}"]
    if not earlier:
        return None
    return cast("_Document", json.loads(max(earlier).read_text(encoding="utf-8")))


def _write(path: Path, text: str) -> None:
    """Put a file in its place in one step, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a night; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m examples.nightly")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--database", metavar="URL", help="of the web host")
    source.add_argument("--register", metavar="FILE", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--lang", choices=LANGUAGES, default=language_of_locale(os.environ))
    parser.add_argument("folder", type=Path, help="where the reports are kept")
    given = parser.parse_args(arguments)
    as_of: date = given.as_of or datetime.now(SHANGHAI).date()
    if given.register is not None:
        register = load(given.register)
    else:
        engine = connect(given.database)
        with engine.connect() as connection:
            register = read_register(connection)
        engine.dispose()
    changes = run(register, as_of, given.folder, given.lang)
    print("\n".join(told(changes, given.lang)), end="")
    return 1 if newly_violated(changes) else 0


if __name__ == "__main__":
    sys.exit(main())
