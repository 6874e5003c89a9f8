"""The twelve rules in plain Python: attrs, and sums of months kept."""

import calendar
import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from benchmarks.peers.rows import AS_OF, DATES, NOT_HIS_OWN, Answer

NAME = "plain Python"


@attrs.frozen(kw_only=True)
class Talk:
    """A line of the table."""

    id: str
    kind: str
    held_on: date
    organization_kind: str
    organization_level: str
    in_leadership: bool | None
    interviewees: int | None
    direct_superior: bool | None
    by_secretary: bool | None
    problems: int | None
    prepared_on: date | None
    self_examined_on: date | None
    steps: int | None
    in_order: bool | None
    measures_on: date | None
    first_responsibility: bool | None
    notified_on: date | None
    progress_on: date | None
    copied: bool | None


def read(line: str) -> Talk:
    """Decode one line."""
    row = json.loads(line)
    for name in DATES:
        if row[name] is not None:
            row[name] = date.fromisoformat(row[name])
    return Talk(**row)


def load(path: Path) -> list[Talk]:
    """Decode the table."""
    with path.open(encoding="utf-8") as stream:
        return [read(line) for line in stream]


@cache
def months_after(day: date, months: int) -> date:
    """Add months, clipped at the month's end."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_days(talk: Talk) -> dict[str, object]:
    """Give a talk with its due dates, and days as numbers: for tools that have no dates."""
    values = attrs.asdict(talk)
    values["one"] = months_after(talk.held_on, 1)
    values["three"] = months_after(talk.held_on, 3)
    for name in (*DATES, "one", "three"):
        if values[name] is not None:
            values[name] = values[name].toordinal()
    return values


def check(talk: Talk) -> Iterator[Answer]:  # noqa: C901, PLR0912 - as somebody would write it
    """Apply the twelve rules to one talk."""
    held_on, regular = talk.held_on, talk.kind == "regular"
    if talk.in_leadership is False:
        yield Answer("ST0701", talk.id, violated=True)
    if talk.interviewees is not None and talk.interviewees != 1:
        yield Answer("ST0702", talk.id, violated=True)
    kind = talk.organization_kind
    if (
        regular
        and (
            kind in NOT_HIS_OWN
            or (kind == "local_committee" and talk.organization_level in ("city", "county"))
        )
        and (talk.direct_superior is False or talk.by_secretary is False)
    ):
        yield Answer("ST0703", talk.id, violated=True)
    if talk.problems == 0:
        yield Answer("ST0801", talk.id, violated=True)
    if talk.prepared_on is not None and talk.prepared_on > held_on:
        yield Answer("ST0901", talk.id, violated=True)
    if regular and talk.self_examined_on is not None and talk.self_examined_on > held_on:
        yield Answer("ST0902", talk.id, violated=True)
    if talk.steps is not None:
        if talk.steps < 5:  # noqa: PLR2004 - the five steps
            yield Answer("ST1001", talk.id, violated=True)
        if talk.steps > 1 and talk.in_order is False:
            yield Answer("ST1002", talk.id, violated=True)
    one, three = months_after(held_on, 1), months_after(held_on, 3)
    if talk.measures_on is None:
        yield Answer("ST1101", talk.id, violated=one < AS_OF)
    elif talk.measures_on > one:
        yield Answer("ST1101", talk.id, violated=True)
    if talk.measures_on is not None and talk.first_responsibility and talk.notified_on is None:
        yield Answer("ST1105", talk.id, violated=three < AS_OF)
    if talk.progress_on is None:
        yield Answer("ST1106", talk.id, violated=three < AS_OF)
    elif talk.progress_on > three:
        yield Answer("ST1106", talk.id, violated=True)
    if three >= AS_OF:
        if not talk.copied:
            yield Answer("ST1202", talk.id, violated=False)
    elif talk.copied is False:
        yield Answer("ST1202", talk.id, violated=True)


def judge(talks: list[Talk]) -> list[Answer]:
    """Apply the rules to all."""
    return [answer for talk in talks for answer in check(talk)]


def answers(found: list[Answer]) -> Iterable[Answer]:
    """Give what was found."""
    return found


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return list(check(read(line)))
