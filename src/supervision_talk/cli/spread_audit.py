"""The audit of a stream, or by several processes, as the command line asks for it.

With several processes a file is not read before it is known what its answer is to be. If that can
do without the register at hand, the records stay in the file, and each process reads those of the
committees that it audits. Where anything is wrong or unusual the file is read as one process does,
so that every mistake is told at its place.

An audit of a register at hand by one process needs nothing that streams and processes need, which
is imported for them alone.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from supervision_talk._values import frozen
from supervision_talk.audit import Report, audit
from supervision_talk.cli.arguments import Argument, Later, Unusable, both_languages, reason_of
from supervision_talk.cli.command import FILE, READING, STANDARD_INPUT, read_register
from supervision_talk.cli.progress import Progress
from supervision_talk.errors import InvalidInput
from supervision_talk.measures import Policy, Wording
from supervision_talk.model import Register

if TYPE_CHECKING:
    from supervision_talk.interchange.remarks import Outline
    from supervision_talk.interchange.streams import Question

__all__ = [
    "JOBS",
    "REGISTER_OR_STREAM",
    "STREAM",
    "Source",
    "Streamed",
    "audit_given",
    "read_as_needed",
    "refusals_of",
]

_MOST_JOBS: Final = 256
_WITHOUT_REGISTER: Final = frozenset({"text", "json"})
"""The formats of a report for which the register need not be at hand."""
_AUDITING: Final = Wording(zh="核对台账", en="auditing")
_PROCESS_ENDED: Final = Wording(
    zh="--jobs：一个进程意外结束，可能内存不足；请减少进程数",
    en="--jobs: a process ended before its work, perhaps for want of memory; take fewer",
)


@frozen
class Streamed:
    """A register that is read while it is audited: a file's name, or "-"."""

    text: str


Source = Register | Streamed | Later[Register]
"""What is audited: a register that is at hand, or one that is not read yet."""


def _streamed(text: str, progress: Progress) -> Streamed:  # noqa: ARG001 - nothing to wait for yet
    if text == "-":
        if sys.stdin is None:
            raise Unusable(Wording(zh="标准输入已关闭", en="standard input is closed"))
    else:
        with Path(text).open("rb"):  # what cannot be read is named with whatever else is wrong
            pass
    return Streamed(text)


def _for_processes(text: str, progress: Progress) -> Register | Later[Register]:
    if text != "-" and Path(text).is_file():
        return Later(FILE, text)
    return read_register(text, progress)


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
REGISTER_OR_STREAM: Final = Argument[Source](
    name=FILE.name,
    about=FILE.about,
    read=read_register,
    read_watched=read_register,
    read_with={STREAM.name: _streamed, JOBS.name: _for_processes},
    required=True,
)


def refusals_of(source: Source, format_: str, *, names: bool) -> Iterator[Wording]:
    """Say what cannot be had of a stream, which is gone once it is audited."""
    if not isinstance(source, Streamed):
        return
    if format_ not in _WITHOUT_REGISTER:
        yield Wording(
            zh="--format：与--stream一起使用时应为text、json之一",
            en="--format: expected with --stream one of text, json",
        )
    if names:
        yield Wording(
            zh="--names：不能与--stream一起使用，报告只有编号",
            en="--names: cannot be had with --stream, whose report carries ids alone",
        )


def read_as_needed(
    source: Source, progress: Progress, *, jobs: int, format_: str, names: bool
) -> Source:
    """Read a register that is to be read yet, unless its audit can do without.

    Raises:
        Unusable: with every mistake in it.
    """
    if not isinstance(source, Later) or (jobs > 1 and format_ in _WITHOUT_REGISTER and not names):
        return source
    return source.now(progress)


def audit_given(
    source: Source,
    as_of: date,
    policy: Policy,
    *,
    satisfied: bool,
    jobs: int,
    outlined: bool,
    progress: Progress,
    closing: ExitStack,
) -> "tuple[Report, Register | Outline | None]":
    """Audit what was given; with the report comes what a page for people says of the register.

    Arguments:
        source: what was given.
        as_of: as for `audit`.
        policy: as for `audit`.
        satisfied: as for `audit`.
        jobs: how many processes.
        outlined: whether the report is for people.
        progress: told how far it is.
        closing: closed when the report is not needed any more.

    Raises:
        Unusable: with every mistake in a stream, or because a process ended before its work.
    """
    if isinstance(source, Register) and jobs == 1:
        progress.phase(_AUDITING)
        held = audit(source, as_of, policy, satisfied=satisfied, progress=progress.step)
        return held, source

    from concurrent.futures.process import BrokenProcessPool

    from supervision_talk.interchange.streams import (
        Question,
        audit_in_processes,
        streamed_report,
    )

    try:
        if isinstance(source, Later):
            question = Question(as_of=as_of, policy=policy, satisfied=satisfied)
            audited = _audited_in_its_file(
                source.text, question, jobs, progress, closing, outlined=outlined
            )
            if audited is not None:
                return audited
            source = source.now(progress)
        progress.phase(_AUDITING)
        if isinstance(source, Streamed):
            report = streamed_report(
                sys.stdin.buffer if source.text == "-" else source.text,
                as_of,
                policy,
                satisfied=satisfied,
                jobs=jobs,
                progress=progress.step,
            )
            return closing.enter_context(report), None
        held = audit_in_processes(
            source, as_of, policy, satisfied=satisfied, jobs=jobs, progress=progress.step
        )
    except BrokenProcessPool:
        problem = _PROCESS_ENDED
    except InvalidInput as error:
        if source == Streamed("-"):
            error = InvalidInput(STANDARD_INPUT, error.mistakes, error.more)
        problem = both_languages(error)
    except OSError as error:
        reason = reason_of(error)
        problem = Wording(zh=f"无法读取（{reason.zh}）", en=f"cannot be read ({reason.en})")
    else:
        return held, source
    # Raised where no other error is being handled: one could hold the text (Art. 16).
    raise Unusable(problem)


def _audited_in_its_file(
    text: str,
    question: "Question",
    jobs: int,
    progress: Progress,
    closing: ExitStack,
    *,
    outlined: bool,
) -> "tuple[Report, Outline | None] | None":
    """Audit a register whose records stay in their file; None: it is to be read as a whole.

    Raises:
        BrokenProcessPool: a process ended before its work.
    """
    from supervision_talk.interchange.streams import ScatteredRecords, streamed_work, unusual

    progress.phase(READING)
    try:
        records = ScatteredRecords(Path(text), jobs=jobs, progress=progress.step)
        progress.phase(_AUDITING)
        work = closing.enter_context(
            streamed_work(records, question, jobs=jobs, outlined=outlined, progress=progress.step)
        )
        return work.report_on_disk(), work.outline()
    except unusual():
        pass  # whoever reads it as a whole will find that, too, and tell it all
    closing.close()
    return None
