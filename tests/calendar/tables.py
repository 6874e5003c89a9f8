"""The tables of dates, worked out by hand from the rule and the notices, not by the code."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from supervision_talk.calendar import Roll

_HERE = Path(__file__).parent


class AwkwardDate(NamedTuple):
    """Where a period of months ends, under both values of `month_end`."""

    start: date
    months: int
    corresponding_day: date
    last_day: date
    why: str


class Due(NamedTuple):
    """When something is due that an event on `start` set off."""

    start: date
    months: int
    roll: Roll
    nominal: date
    effective: date
    provisional: bool
    why: str


def awkward_dates() -> list[AwkwardDate]:
    return [
        AwkwardDate(
            start=date.fromisoformat(row["start"]),
            months=int(row["months"]),
            corresponding_day=date.fromisoformat(row["corresponding_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            why=row["why"],
        )
        for row in _rows("awkward_dates.csv")
    ]


def due_dates() -> list[Due]:
    return [
        Due(
            start=date.fromisoformat(row["start"]),
            months=int(row["months"]),
            roll=Roll(row["roll"]),
            nominal=date.fromisoformat(row["nominal"]),
            effective=date.fromisoformat(row["effective"]),
            provisional={"yes": True, "no": False}[row["provisional"]],
            why=row["why"],
        )
        for row in _rows("due_dates.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
