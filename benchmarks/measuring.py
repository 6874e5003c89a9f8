"""Measures one register: how long everything takes that is done with it, and how much memory.

Run as a process of its own (`python -m benchmarks.measuring FILE`), so that nothing but the
library and the register is in the memory that is measured. What is shorter than a second is
repeated, and the shortest time counts: on a machine that others use too, longer ones say more
about them.
"""

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final, Protocol, TypeVar, cast

import attrs

import supervision_talk
from benchmarks.synthetic import write_lines
from benchmarks.trees import counties
from supervision_talk import MEASURES, Filing, Policy, Register, Talk, audit, check_talk
from supervision_talk.audit.judged import committees_judged, judged_by, judges_of
from supervision_talk.calendar import ChinaCalendar
from supervision_talk.cli.collecting import collector_at_rest
from supervision_talk.interchange import load, loads, read_records
from supervision_talk.interchange.writing import header_line, record_line
from supervision_talk.measures.facts.sheet import Inquiry
from supervision_talk.measures.facts.talk import talk as talk_sheet
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import ListOf, Nested, Record, Text, field_types

__all__ = ["hundred_records", "measure"]

T = TypeVar("T")

_TALKS_ALONE: Final = 2000
_ENOUGH_TO_WEIGH: Final = 5000
"""Talks; fewer find room in what the process had before, which the system does not see."""
_SEATS_FOR_A_HUNDRED_RECORDS: Final = 11
_MICRO: Final = 1e6


class _Timed(Protocol):
    """Gives the result of some work and the shortest of its times."""

    def __call__(self, work: Callable[[], T]) -> tuple[T, float]: ...


def measure(path: Path, as_of: date, *, at_least: float = 1.0) -> dict[str, float]:
    """Give every figure of a register in JSON Lines, by name.

    Arguments:
        path: the register.
        as_of: the day of the audit.
        at_least: how many seconds what is short is repeated for.
    """

    def timed(work: Callable[[], T]) -> tuple[T, float]:
        return _timed(work, at_least)

    figures: dict[str, float] = {}
    few = hundred_records()
    _ = audit(few, as_of).digest  # what is imported and compiled for the first is none of it
    with _plain_install():
        _, figures["decode"] = timed(lambda: _decode(path))
    _, figures["decode_fast"] = timed(lambda: _decode(path))

    gc.collect()
    empty = _resident()
    register = load(path)
    gc.collect()
    held = _resident() - empty
    records = dict(register.records())
    texts = sum(map(_text_bytes, chain.from_iterable(records.values())))

    def again() -> Register:
        return attrs.evolve(register)

    talks = len(register.talks)
    _, figures["index"] = timed(again)
    # Due dates are counted once for each day on which a period starts, whatever hangs on it.
    report = audit(register, as_of)
    _, digest = _once(lambda: report.digest)
    figures["judge"] = _least(lambda: _seconds_to_audit(again(), as_of), at_least)
    figures["judge_talks"] = _least(lambda: _seconds_to_judge_talks(again(), as_of), at_least)

    figures = {name: seconds / talks * _MICRO for name, seconds in figures.items()}
    figures |= {
        "talks": talks,
        "heads": len({each.organization for each in register.appointments if _leads(each)}),
        "records": sum(map(len, records.values())),
        "findings": len(report.findings),
        "digest": digest / talks * _MICRO,
    }
    if talks >= _ENOUGH_TO_WEIGH:
        figures["bytes_per_talk"] = held / talks
        figures["bytes_per_talk_without_texts"] = (held - texts) / talks
    figures["fast_to_decode"] = figures["decode_fast"] / figures["decode"]
    figures["judge_to_decode"] = figures["judge"] / figures["decode"]
    figures["audit_to_decode"] = (figures["index"] + figures["judge"]) / figures["decode"]
    figures |= _of_one_talk(register, few, as_of, at_least)
    figures |= dict(_answers(register, as_of, timed))
    figures["peak_mib"] = _peak() / 2**20
    return figures


def _of_one_talk(
    register: Register, few: Register, as_of: date, at_least: float
) -> dict[str, float]:
    """Time one talk alone, among many records and among few, and from its lines to its answer.

    The talks are others in each round, as those of an office are: what a register of millions
    holds is not at hand in the processor's own memory.
    """
    randomly = random.Random(0)

    def alone(of: Register) -> float:
        talks = [each.id for each in randomly.choices(of.talks, k=_TALKS_ALONE)]

        def check_each() -> None:  # and keep none of the answers, as whoever asks one by one
            for each in talks:
                check_talk(of, each, as_of)

        return _once(check_each)[1] / len(talks)

    def from_lines() -> float:
        talks = randomly.choices(register.talks, k=_TALKS_ALONE)
        lines = _lines_of(register, talks)
        return _once(lambda: _answered(lines, register, as_of))[1] / len(talks)

    def from_lines_by_the_plain_install() -> float:
        with _plain_install():
            return from_lines()

    works = {
        "one_talk": lambda: alone(register),
        "one_talk_among_a_hundred_records": lambda: alone(few),
        "one_line": from_lines_by_the_plain_install,
        "one_line_fast": from_lines,
    }
    best = dict.fromkeys(works, float("inf"))
    end = time.process_time() + at_least * len(works)
    while True:
        for name, work in works.items():
            best[name] = min(best[name], work())
        if time.process_time() >= end:
            return {name: seconds * _MICRO for name, seconds in best.items()}


def hundred_records() -> Register:
    """Make a register of about a hundred records."""
    lines = BytesIO()
    write_lines(counties(1, seats=_SEATS_FOR_A_HUNDRED_RECORDS), lines, seed=1)
    return loads(lines.getvalue())


def _lines_of(register: Register, talks: Sequence[Talk]) -> bytes:
    """Write talks as lines, each with what was done after it, as they come to an office."""
    lines = [header_line(None)]
    for talk in talks:
        for kind, record in (
            ("talk", talk),
            ("rectification", register.rectification_of(talk.id)),
            ("filing", register.filing_of(talk.id)),
        ):
            if record is not None:
                lines.append(record_line(RECORD_KINDS[kind], record))
    return "".join(lines).encode()


def _answered(lines: bytes, register: Register, as_of: date) -> None:
    """Decode talk after talk, and check each in the register that has it."""
    for _, kind, record in read_records(BytesIO(lines)):
        if kind.name == "filing":
            check_talk(register, cast("Filing", record).talk, as_of)


def _answers(register: Register, as_of: date, timed: _Timed) -> Iterator[tuple[str, float]]:
    """Time what is asked of a register besides an audit, as far as the library answers it."""
    obligations = getattr(supervision_talk, "obligations", None)
    if obligations is not None:
        start, end = as_of.replace(day=1), as_of
        yield "obligations", timed(lambda: obligations(register, as_of, start, end))[1]
    coverage = getattr(supervision_talk, "coverage", None)
    if coverage is not None:
        top = next(each.id for each in register.organizations if each.id in _kept(register))
        yield "coverage", timed(lambda: coverage(register, top, as_of, Policy()))[1]


def _kept(register: Register) -> frozenset[str]:
    return register.committees_kept


@contextmanager
def _plain_install() -> Iterator[None]:
    """Hide the packages of the extra ``fast``."""
    hidden = {name: sys.modules.get(name) for name in ("orjson", "msgspec")}
    sys.modules |= dict.fromkeys(hidden)  # type: ignore[arg-type] # None: it cannot be imported
    try:
        yield
    finally:
        for name, module in hidden.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


def _decode(path: Path) -> int:
    """Decode every record and forget it."""
    with path.open("rb") as stream:
        return sum(1 for _ in read_records(stream))


def _seconds_to_audit(register: Register, as_of: date) -> float:
    """Time an audit of a register that was just made, as everybody's first is."""
    return _once(lambda: audit(register, as_of))[1]


def _seconds_to_judge_talks(register: Register, as_of: date) -> float:
    """Time the rules about talks alone: no seats, persons, plans or years."""
    judge = judges_of(MEASURES, Policy(), ChinaCalendar())[talk_sheet]
    inquiry = Inquiry(register=register, as_of=as_of, policy=Policy())

    def judge_talks() -> None:
        for committee in committees_judged(register):
            for _ in judged_by(judge, inquiry, committee):
                pass

    return _once(judge_talks)[1]


def _leads(appointment: object) -> bool:
    return getattr(appointment, "role", None) == "secretary"


def _text_bytes(record: Record) -> int:
    """Count what the free texts of a record take."""
    found = 0
    for name, type_ in field_types(type(record)).items():
        value = getattr(record, name)
        if isinstance(type_, Text) and value is not None:
            found += sys.getsizeof(value)
        elif isinstance(type_, ListOf) and isinstance(type_.element, Nested):
            found += sum(map(_text_bytes, value or ()))
    return found


def _once(work: Callable[[], T]) -> tuple[T, float]:
    """Time some work while the collector of circles rests, as it does in the command line."""
    gc.collect()
    with collector_at_rest():
        start = time.process_time()
        result = work()
        return result, time.process_time() - start


def _timed(work: Callable[[], T], at_least: float) -> tuple[T, float]:
    """Give the result and the shortest of some times; of one where it is long."""
    best = float("inf")
    spent = 0.0
    while True:
        result, seconds = _once(work)
        best = min(best, seconds)
        spent += seconds
        if spent >= at_least:
            return result, best


def _least(seconds: Callable[[], float], at_least: float) -> float:
    """Give the least of some times; of one where it is long."""
    best = float("inf")
    end = time.process_time() + at_least
    while True:
        best = min(best, seconds())
        if time.process_time() >= end:
            return best


def _resident() -> int:
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    """Give what the kernel says of this process's memory, in bytes; 0 where it says nothing."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * 1024


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measuring", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--at-least", type=float, default=1.0, help="seconds of each measurement")
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.file, arguments.as_of, at_least=arguments.at_least)))


if __name__ == "__main__":
    _main()
