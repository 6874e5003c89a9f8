"""Python's collector of circles, which rests while a command reads and answers.

Records refer to nothing that refers back, so there is nothing among them for the collector to
find; yet it looks through all of them again whenever their number has grown by a quarter, which
takes a fourth of the time. Whether it works is a matter of the whole process: so the command line
decides for its own, and the library for no other than those that it begins (`streams.processes`).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest"]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest; afterwards it does what it did before.

    >>> with collector_at_rest():
    ...     gc.isenabled()
    False
    """
    worked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if worked:
            gc.enable()
