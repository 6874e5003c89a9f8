"""Measures what importing costs: processor time of fresh processes, beside attrs and pendulum.

A process by process comparison on a machine that others use too says little; so all cases take
turns, and of each the shortest time counts. Bytecode is there from the first round on, as it is
for an installed package.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from resource import RUSAGE_CHILDREN, getrusage
from typing import Final

__all__ = ["measure", "table"]

YARDSTICK: Final = "import attrs, pendulum"
CASES: Final = (
    "pass",
    "import attrs",
    YARDSTICK,
    "import supervision_talk",
    "from supervision_talk import Register, Talk, audit, check_talk",
    "import supervision_talk as s, datetime as d; s.audit(s.Register(), d.date(2026, 6, 1))",
)
"""From nothing at all to the first audit, which pays for what importing has left undone."""


def measure(rounds: int) -> dict[str, float]:
    """Give the seconds of processor time of each case, the shortest of some rounds."""
    for each in CASES:
        _seconds(each)
    times = [{each: _seconds(each) for each in CASES} for _ in range(rounds)]
    return {each: min(seconds[each] for seconds in times) for each in CASES}


def _seconds(source: str) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    writing = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", source], check=True, env=writing)  # noqa: S603 - our own
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(seconds: Mapping[str, float]) -> str:
    """Write the times one below the other, each beside that of attrs and pendulum."""
    yardstick = seconds[YARDSTICK]
    return "\n".join(
        f"{time * 1e3:6.1f} ms  {time / yardstick:5.2f}  {source}"
        for source, time in seconds.items()
    )
