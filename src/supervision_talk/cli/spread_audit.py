"""The audit of a stream, or by several processes, as the command line asks for it."""

import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import Report, audit
from supervision_talk.cli.arguments import Argument, Unusable, both_languages, reason_of
from supervision_talk.cli.command import FILE, STANDARD_INPUT, read_register
from supervision_talk.cli.progress import Progress
from supervision_talk.errors import InvalidInput
from supervision_talk.interchange.streams import audit_in_processes, streamed_report
from supervision_talk.measures import Policy, Wording
from supervision_talk.model import Register

__all__ = [
    "JOBS",
    "REGISTER_OR_STREAM",
    "STREAM",
    "Streamed",
    "audit_given",
    "refusals_of",
]

_MOST_JOBS: Final = 256


@frozen
class Streamed:
    """A register that is read while it is audited: a file's name, or "-"."""

    text: str


def _streamed(text: str, progress: Progress) -> Streamed:  # noqa: ARG001 - nothing to wait for yet
    if text == "-":
        if sys.stdin is None:
            raise Unusable(Wording(zh="标准输入已关闭", en="standard input is closed"))
    else:
        with Path(text).open("rb"):  # what cannot be read is named with whatever else is wrong
            pass
    return Streamed(text)


def _read_jobs(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MOST_JOBS:
        return int(text)
    raise Unusable(
        Wording(zh=f"应为1至{_MOST_JOBS}的整数", en=f"expected an integer from 1 to {_MOST_JOBS}")
    )


STREAM: Final = Argument(
    name="--stream",
    about=Wording(
        zh="边读边核对，内存放不下的台账也可核对：JSON Lines，首行写明kept_for，"
        "各单位共用的记录在前，其余按党委（党组）分组；仅限text、json",
        en="audit while reading, for a register that does not fit into memory: JSON Lines with "
        "kept_for in the header, what committees share first, the rest grouped by committee; "
        "text and json only",
    ),
    read=bool,
    otherwise=False,
)
JOBS: Final = Argument(
    name="--jobs",
    value="N",
    about=Wording(
        zh="使用的进程数，默认1；报告相同",
        en="how many processes, 1 by default; the report is the same",
    ),
    read=_read_jobs,
    otherwise=1,
)
REGISTER_OR_STREAM: Final = Argument[Register | Streamed](
    name=FILE.name,
    about=FILE.about,
    read=read_register,
    read_watched=read_register,
    read_with={STREAM.name: _streamed},
    required=True,
)


def refusals_of(source: Register | Streamed, format_: str, *, names: bool) -> Iterator[Wording]:
    """Say what cannot be had of a stream, which is gone once it is audited."""
    if not isinstance(source, Streamed):
        return
    if format_ not in {"text", "json"}:
        yield Wording(
            zh="--format：与--stream一起使用时应为text、json之一",
            en="--format: expected with --stream one of text, json",
        )
    if names:
        yield Wording(
            zh="--names：不能与--stream一起使用，报告只有编号",
            en="--names: cannot be had with --stream, whose report carries ids alone",
        )


def audit_given(
    source: Register | Streamed,
    as_of: date,
    policy: Policy,
    *,
    satisfied: bool,
    jobs: int,
    progress: Progress,
    closing: ExitStack,
) -> Report:
    """Audit what was given.

    Arguments:
        source: what was given.
        as_of: as for `audit`.
        policy: as for `audit`.
        satisfied: as for `audit`.
        jobs: how many processes.
        progress: told how far it is.
        closing: closed when the report is not needed any more.

    Raises:
        Unusable: with every mistake in a stream, or because a process ended before its work.
    """
    try:
        if isinstance(source, Streamed):
            report = streamed_report(
                sys.stdin.buffer if source.text == "-" else source.text,
                as_of,
                policy,
                satisfied=satisfied,
                jobs=jobs,
                progress=progress.step,
            )
            return closing.enter_context(report)
        if jobs > 1:
            return audit_in_processes(
                source, as_of, policy, satisfied=satisfied, jobs=jobs, progress=progress.step
            )
        return audit(source, as_of, policy, satisfied=satisfied, progress=progress.step)
    except BrokenProcessPool:
        problem = Wording(
            zh="--jobs：一个进程意外结束，可能内存不足；请减少进程数",
            en="--jobs: a process ended before its work, perhaps for want of memory; take fewer",
        )
    except InvalidInput as error:
        if source == Streamed("-"):
            error = InvalidInput(STANDARD_INPUT, error.mistakes, error.more)
        problem = both_languages(error)
    except OSError as error:
        reason = reason_of(error)
        problem = Wording(zh=f"无法读取（{reason.zh}）", en=f"cannot be read ({reason.en})")
    # Raised where no other error is being handled: one could hold the text (Art. 16).
    raise Unusable(problem)
