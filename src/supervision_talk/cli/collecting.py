"""Python's collector of circles, which rests while a register is read and answered about.

Records refer to nothing that refers back, so there is nothing among them for the collector to
find; yet it looks through all of them again whenever their number has grown by a quarter, which
takes a fourth of the time. Whether it works is a matter of the whole process: so the command line
decides, which has one, and no function of the library.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector"]


@contextmanager
def collector(*, works: bool) -> Iterator[None]:
    """Let the collector work, or rest; afterwards it does what it did before.

    >>> with collector(works=False):
    ...     gc.isenabled()
    False
    """
    worked = gc.isenabled()
    _set(works)
    try:
        yield
    finally:
        _set(worked)


def _set(works: bool) -> None:  # noqa: FBT001 - what it sets
    (gc.enable if works else gc.disable)()
