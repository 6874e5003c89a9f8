"""Work spread over the standard library's processes, as little as possible of it waiting."""

import gc
import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import BaseContext
from typing import Final, TypeVar, cast

__all__ = ["meanwhile", "spread"]

T = TypeVar("T")
TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

_AHEAD: Final = 2
"""Tasks a process that are read before the first of them is done."""


def spread(
    do: Callable[[T, TaskT], ResultT], shared: T, tasks: Iterable[TaskT], jobs: int
) -> Iterator[ResultT]:
    """Give what comes of each task, in their order, reading only a few tasks ahead.

    Arguments:
        do: a function of a module.
        shared: what every task needs; handed to each process once.
        tasks: what there is to do.
        jobs: how many processes; by one it is done here.
    """
    if jobs == 1:
        for task in tasks:
            yield do(shared, task)
        return
    executor = _executor(do, shared, jobs)
    waiting: deque[Future[ResultT]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(cast("Callable[[TaskT], ResultT]", _do), task))
            while len(waiting) > jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def meanwhile(
    do: Callable[[T, TaskT], ResultT], shared: T, task: TaskT, jobs: int
) -> Iterator[Callable[[], ResultT]]:
    """Have something done by another process while this one goes on: for a `with` statement.

    Gives what waits for the result.

    Arguments:
        do: as for `spread`.
        shared: as for `spread`.
        task: what there is to do.
        jobs: how many processes there may be; with one it is done here, when it is asked for.
    """
    if jobs == 1:
        yield partial(do, shared, task)
        return
    executor = _executor(do, shared, 1)
    try:
        yield executor.submit(cast("Callable[[TaskT], ResultT]", _do), task).result
    finally:
        executor.shutdown(cancel_futures=True)


def _executor(do: Callable[[T, TaskT], ResultT], shared: T, processes: int) -> ProcessPoolExecutor:
    begin = partial(_begin, partial(do, shared))
    return ProcessPoolExecutor(processes, mp_context=_process_context(), initializer=begin)


def _process_context() -> BaseContext:
    """Choose how processes begin: with our memory where that is safe, else anew."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


_WORK: Final[list[Callable[[object], object]]] = []
"""What a process of a pool does with a task, once it has begun."""


def _begin(work: Callable[[object], object]) -> None:
    _WORK.append(work)
    # This process is ours, and ends with its work. Records refer to nothing that refers back, so
    # the collector of circles would find none among them, and take a tenth of the time.
    gc.disable()


def _do(task: object) -> object:
    return _WORK[-1](task)
