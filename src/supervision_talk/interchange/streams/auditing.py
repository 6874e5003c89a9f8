"""The audit of a grouped stream, and of a register, by one process or several.

A stream is audited in *batches* of whole groups. What a batch needs besides is the same for all of
them (`Shared`), and `audit_batch` is a function of the two: it runs here, in a process pool, or in
whatever engine carries both to another machine. What it gives is put together by `StreamedAudit`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from os import PathLike, fstat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, cast

import attrs

from supervision_talk._values import frozen
from supervision_talk.audit import Report, Subject, TermCoverage
from supervision_talk.audit.digest import digest_of
from supervision_talk.audit.judged import committees_judged
from supervision_talk.audit.parts import Part, audit_part, report_of
from supervision_talk.calendar import ChinaCalendar, WorkdayCalendar
from supervision_talk.errors import Mistake
from supervision_talk.interchange.examination import Mistakes
from supervision_talk.interchange.lines import line_place
from supervision_talk.interchange.reading import load
from supervision_talk.interchange.remarks import TOLD_BY_RECORDS, Outline, organization_of
from supervision_talk.interchange.streams.digesting import Digesting, digest_runs
from supervision_talk.interchange.streams.found import Found, found_lines, merged_found, posts_lines
from supervision_talk.interchange.streams.grouping import (
    Context,
    Group,
    GroupedLines,
    GroupRecords,
)
from supervision_talk.interchange.streams.processes import meanwhile, spread
from supervision_talk.interchange.streams.question import Question, Rules
from supervision_talk.interchange.streams.runs import write_runs
from supervision_talk.interchange.streams.scattered import ScatteredRecords, unusual
from supervision_talk.measures import MEASURES, Policy, RuleSet
from supervision_talk.model import Register
from supervision_talk.wording import Wording

__all__ = [
    "Batch",
    "BatchResult",
    "Question",
    "Rules",
    "Shared",
    "StreamedAudit",
    "audit_batch",
    "audit_file",
    "audit_in_processes",
    "audit_stream",
    "streamed_report",
    "streamed_work",
]

_BATCH: Final = 1024 * 1024
"""Bytes of lines from which on a batch is full; a larger group is a batch by itself."""
_WORTH_A_PROCESS: Final = 8 * 1024 * 1024
"""Bytes of records from which on their digest is made by a process of its own meanwhile."""
_FEW_TALKS: Final = 500
"""So few are judged before another process has begun."""


@frozen(kw_only=True)
class Shared:
    """What every batch of a stream needs.

    Attributes:
        question: what is asked.
        context: what several committees share.
        perhaps: texts of the context that could not be read and may be ids.
        source: what the input is called in messages.
        directory: where the canonical records are left, sorted, for the digest.
        outlined: whether an `Outline` will be asked for.
    """

    question: Question
    context: Context
    perhaps: frozenset[str]
    source: str
    directory: Path
    outlined: bool = False


@frozen(kw_only=True)
class Batch:
    """Groups to be audited together.

    Attributes:
        number: its place among the batches; with the first goes what stands before the groups.
        groups: the groups, each whole.
        judge: whether they are judged; not once something was wrong: then they are only checked.
    """

    number: int
    groups: Sequence[Group]
    judge: bool = True


@frozen(kw_only=True)
class BatchResult:
    """What came of a batch.

    Attributes:
        part: the counts of what was found; the findings stand in `found`.
        mistakes: what is wrong with its lines.
        more: how many mistakes there are besides.
        runs: the files in which its canonical records stand, sorted.
        found: the files in which stands what was found, sorted.
        concerned: of the subjects of findings, the organization that only their records tell, if
            an `Outline` will be asked for.
    """

    part: Part
    mistakes: Sequence[Mistake]
    more: int
    runs: Sequence[Path]
    found: Sequence[Path]
    concerned: Mapping[Subject, str]


def audit_batch(shared: Shared, batch: Batch) -> BatchResult:
    """Check a batch of groups by itself; its records and what was found are left in files."""
    question, rules = shared.question, shared.question.rule_set()
    mistakes = Mistakes(shared.source)
    parts: list[Part] = []
    found: list[bytes] = []
    concerned: dict[Subject, str] = {}

    def records_lines() -> Iterator[bytes]:
        # A group is audited, too, when its lines are asked for: what was just read is at hand, and
        # the records of one group go before the next but one is read.
        if batch.number == 0:
            yield from shared.context.read.lines()
        for group in batch.groups:
            records = GroupRecords(group, shared.context, shared.perhaps, shared.source)
            mistakes.take_over(records.mistakes.listed, records.mistakes.more)
            if batch.judge and records.register is not None and not mistakes.listed:
                part = audit_part(
                    records.register,
                    question.as_of,
                    question.policy,
                    committees=[group.committee],
                    rules=rules,
                    calendar=question.calendar,
                    satisfied=question.satisfied,
                )
                parts.append(attrs.evolve(part, findings=(), not_governed=()))
                if shared.outlined:
                    concerned.update(_concerned(records.register, part))
                found.extend(found_lines(part.findings, part.not_governed))
            found.extend(posts_lines(records.appointed, records.asked))
            yield from records.read.lines()

    runs = write_runs(records_lines(), shared.directory / f"batch-{batch.number}")
    return BatchResult(
        part=Part.together(parts, rules),
        mistakes=tuple(mistakes.listed),
        more=mistakes.more,
        runs=runs,
        found=write_runs(found, shared.directory / f"found-{batch.number}"),
        concerned=concerned,
    )


def _concerned(register: Register, part: Part) -> Iterator[tuple[Subject, str]]:
    for id, type_ in {each.order[1:] for each in part.findings}:
        if type_ in TOLD_BY_RECORDS:
            subject = Subject(type_, id)
            organization = organization_of(register, subject)
            if organization is not None:
                yield subject, organization


class StreamedAudit:
    """An audit of a stream in the making: gives batches, takes their results, makes the report.

    Arguments:
        lines: the lines of the input, the header first, see `grouping`; or the records of a file
            in any order.
        question: what is asked.
        directory: an empty one for the canonical records and the findings, that every process can
            write to and that the caller removes: it holds what the register holds.
        source: what the input is called in messages.
        path: the file from whose start the lines come, if every process can read it: then batches
            say where their lines stand, and do not carry them.
        jobs: by how many processes the report is put together.
        outlined: whether `outline` will be asked for; not of a stream, that may have more subjects
            than memory holds.

    Attributes:
        shared: what `audit_batch` needs for every batch.
    """

    def __init__(
        self,
        lines: Iterable[bytes] | ScatteredRecords,
        question: Question,
        directory: Path,
        source: str = "input",
        *,
        path: Path | None = None,
        jobs: int = 1,
        outlined: bool = False,
    ) -> None:
        self._jobs = jobs
        self._lines = (
            lines if isinstance(lines, ScatteredRecords) else GroupedLines(lines, source, path)
        )
        self._mistakes = self._lines.mistakes
        self._question = question
        self._rules = question.rule_set()
        self.shared = Shared(
            question=question,
            context=self._lines.context,
            perhaps=frozenset(self._lines.perhaps),
            source=source,
            directory=directory,
            outlined=outlined,
        )
        self._counts = Part.together((), self._rules)
        self._coverage: list[TermCoverage] = []
        self._runs: list[Path] = []
        self._concerned: dict[Subject, str] = {}
        self._found: list[Path] = []

    def batches(self) -> Iterator[Batch]:
        """Read batch after batch; once."""
        number, size, groups = 0, 0, list[Group]()
        for group in self._lines.groups():
            groups.append(group)
            size += len(group.text) + 1_000
            if size >= _BATCH:
                yield Batch(number=number, groups=groups, judge=self._sound)
                number, size, groups = number + 1, 0, []
        if groups or number == 0:
            yield Batch(number=number, groups=groups, judge=self._sound)

    @property
    def _sound(self) -> bool:
        return not self._mistakes.listed

    def add(self, result: BatchResult) -> None:
        """Take over what came of a batch."""
        self._mistakes.take_over(result.mistakes, result.more)
        self._runs += result.runs
        self._found += result.found
        self._concerned.update(result.concerned)
        counts = Part(rules=result.part.rules, violates=result.part.violates)
        self._counts = Part.together((self._counts, counts), self._rules)
        self._coverage += result.part.coverage

    def report(self) -> Report:
        """Make the report, after every batch was added; nothing is left in the directory.

        Raises:
            InvalidInput: with every mistake in the input.
            Exception: one of `unusual`: of records in any order, their file was changed meanwhile.
        """
        report, found = self._report()
        held = attrs.evolve(
            report, findings=tuple(found.findings), not_governed=tuple(found.not_governed)
        )
        found.findings.remove()
        found.not_governed.remove()
        return held

    def report_on_disk(self) -> Report:
        """Make the same report, but leave findings and talks that are not governed on disk.

        They are read from the directory each time that they are asked for, so as long as it is
        there.

        Raises:
            InvalidInput: with every mistake in the input.
        """
        report, _ = self._report()
        return report

    def outline(self) -> Outline | None:
        """Give what a report for people says of the records themselves.

        None: nobody was to ask for it, or they are gone.
        """
        if not isinstance(self._lines, ScatteredRecords) or not self.shared.outlined:
            return None
        return Outline(
            committees_kept=self.shared.context.kept_for,
            organizations=self._lines.count("organization"),
            people=self._lines.count("person"),
            talks=self._lines.count("talk"),
            is_empty=self._lines.is_empty,
            organization_of=self._concerned.get,
        )

    def _report(self) -> tuple[Report, Found]:
        digesting = Digesting(
            kept_for=self._lines.kept_for,
            question=self._question,
            source=self.shared.source,
            named=tuple(self._mistakes.listed),
        )
        size = sum(path.stat().st_size for path in self._runs)
        jobs = self._jobs if size >= _WORTH_A_PROCESS else 1
        with meanwhile(digest_runs, digesting, self._runs, jobs) as digested:
            found = merged_found(self._found, self.shared.directory)
            self._take_down_apart(found.apart)
            digest, mistakes, more = digested()
        self._mistakes.take_over(mistakes, more)
        if not self._sound:
            raise self._mistakes.error()
        committees = [each.committee for each in self._coverage]
        report = report_of(
            [attrs.evolve(self._counts, coverage=tuple(self._coverage))],
            self.shared.context.with_superiors(committees, {}).values(),
            self._question.as_of,
            self._question.policy,
            self._rules,
            make_digest=lambda: digest,
        )
        if isinstance(self._lines, ScatteredRecords):
            self._lines.check_unchanged()
        listed = attrs.evolve(report, findings=found.findings, not_governed=found.not_governed)
        return listed, found

    def _take_down_apart(self, apart: Mapping[str, int]) -> None:
        for organization, number in apart.items():
            self._mistakes.add(
                line_place(number, "/organization"),
                Wording(
                    zh=f"{organization!r}的任职应在第一组之前：不止一个党委（党组）与其“一把手”谈话",
                    en=f"expected the appointments to {organization!r} before the first group: "
                    "more than one committee talks with its head",
                ),
            )


def audit_stream(
    source: str | PathLike[str] | BinaryIO,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: Rules = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check JSON Lines that come grouped by committee, without holding them all.

    The report is the one that `audit` gives of the same register, with the same digest. At any
    time there are in memory: what stands before the first group (organizations, terms and
    whatever else several committees share), the largest group or a megabyte of smaller ones, a
    few times over for every process, and what the report holds. The canonical records are sorted
    in a temporary directory, that needs as much room as the input and that nobody else can read
    (Art. 16); it is removed.

    Arguments:
        source: the path of a file, or a stream of bytes at its start. `grouping` says what is to
            stand where.
        as_of: as for `audit`.
        policy: as for `audit`.
        rules: as for `audit`; with several processes, instead of a host's rule set a function of
            a module that gives it, as every process asks for it by itself.
        calendar: as for `audit`; with several processes it must be possible to pickle it.
        satisfied: as for `audit`.
        jobs: over how many processes the work is spread; of a file each of them reads its part.
        progress: called now and then with how many bytes of a file are read, and of how many.

    Raises:
        InvalidInput: with every mistake in the input, those of the grouping among them.
        OSError: the file cannot be read.
        BrokenProcessPool: a process ended before its work, perhaps for want of memory.
        TypeError: a host's rule set was given for several processes.
        ValueError: fewer jobs than 1.

    >>> from io import BytesIO
    >>> stream = BytesIO(b'''{"format": "supervision-talk/register/1", "kept_for": ["county"]}
    ... {"type": "organization", "id": "county", "kind": "local_committee", "level": "county"}
    ... {"type": "organization", "id": "town", "kind": "township_committee", "level": "township",\
 "superior": "county"}
    ... {"type": "talk", "id": "t1", "kind": "regular", "held_by": "county",\
 "organization": "town", "ended_at": "2026-03-10", "organized_by": "discipline"}
    ... ''')
    >>> report = audit_stream(stream, date(2026, 4, 1))
    >>> [each.rule for each in report.findings if each.outcome == "violated"]
    ['ST0601']
    """
    with streamed_report(
        source,
        as_of,
        policy,
        rules=rules,
        calendar=calendar,
        satisfied=satisfied,
        jobs=jobs,
        progress=progress,
    ) as report:
        return attrs.evolve(
            report, findings=tuple(report.findings), not_governed=tuple(report.not_governed)
        )


@contextmanager
def streamed_report(
    source: str | PathLike[str] | BinaryIO,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    rules: Rules = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Report]:
    """Give the report of `audit_stream` without holding its findings: for a `with` statement.

    Its findings, and the talks that are not governed, are read from a temporary directory each
    time that they are asked for: one after the other, or one of them by its index. They end with
    the `with` statement; its counts, its coverage and its digest do not.

    Arguments, Raises: as for `audit_stream`.

    >>> from io import BytesIO
    >>> stream = BytesIO(b'{"format": "supervision-talk/register/1", "kept_for": []}')
    >>> with streamed_report(stream, date(2026, 4, 1)) as report:
    ...     for finding in report.findings:
    ...         print(finding.message.en)
    """
    question = Question(
        as_of=as_of, policy=policy, rules=rules, calendar=calendar, satisfied=satisfied
    )
    with streamed_work(source, question, jobs=jobs, progress=progress) as work:
        yield work.report_on_disk()


@contextmanager
def streamed_work(
    source: str | PathLike[str] | BinaryIO | ScatteredRecords,
    question: Question,
    *,
    jobs: int = 1,
    outlined: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[StreamedAudit]:
    """Give an audit of which every batch is done, for a `with` statement as `streamed_report` does.

    Arguments:
        source: as for `audit_stream`; or the records of a file in any order.
        question: what is asked.
        jobs: as for `audit_stream`.
        outlined: as for `StreamedAudit`.
        progress: as for `audit_stream`; of records in any order called with how many committees are
            done, and of how many.

    Raises:
        InvalidInput, OSError, BrokenProcessPool, TypeError, ValueError: as `audit_stream`.
        Exception: one of `unusual`: of records in any order, something is wrong with one; so does
            the report that is asked for, if two are at odds or the file was changed.
    """
    _check_jobs(jobs, question.rules)
    with (
        TemporaryDirectory(prefix="supervision-talk-", ignore_cleanup_errors=True) as directory,
        ExitStack() as closing,
    ):
        if isinstance(source, ScatteredRecords):
            work = StreamedAudit(source, question, Path(directory), jobs=jobs, outlined=outlined)
            _audit_scattered(source, work, jobs, progress)
            yield work
            return
        if isinstance(source, (str, PathLike)):
            path = Path(source)
            file = closing.enter_context(path.open("rb"))
            lines: Iterable[bytes] = file
            if progress is not None:
                lines = _watched(file, fstat(file.fileno()).st_size, progress)
            name, apart = str(source), path if jobs > 1 and path.is_file() else None
        else:
            lines, name, apart = iter(source.readline, b""), "input", None
        work = StreamedAudit(lines, question, Path(directory), name, path=apart, jobs=jobs)
        for result in spread(audit_batch, work.shared, work.batches(), jobs):
            work.add(result)
        yield work


def _audit_scattered(
    records: ScatteredRecords,
    work: StreamedAudit,
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    done, of = 0, records.count_groups()
    sizes: deque[int] = deque()

    def batches() -> Iterator[Batch]:
        for batch in work.batches():
            sizes.append(len(batch.groups))
            yield batch

    jobs = min(jobs, 1 + records.size // _BATCH)
    for result in spread(audit_batch, work.shared, batches(), jobs):
        work.add(result)
        done += sizes.popleft()
        if progress is not None:
            progress(done, of)


def _watched(
    lines: Iterable[bytes], size: int, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    """Give lines, and tell every hundredth part."""
    read = told = 0
    for line in lines:
        read += len(line)
        if (read - told) * 100 >= size > 0:
            told = read
            progress(read, size)
        yield line


def audit_file(
    path: str | PathLike[str],
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    jobs: int,
    rules: Rules = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check the register in a file by several processes, which decode it, too.

    The report is the one that `audit` gives of the register that `load` gives. Of JSON and of JSON
    Lines, in any order, the records stay in the file: it is looked up once where those of each
    committee stand, and whichever process audits a committee reads them. What cannot be audited
    so, a workbook or a file in which something is wrong, is loaded.

    Arguments:
        path: of the file; if it is changed meanwhile, it is loaded after all.
        as_of: as for `audit`.
        policy: as for `audit`.
        jobs: how many processes.
        rules: as for `audit_stream`.
        calendar: as for `audit`; it must be possible to pickle it.
        satisfied: as for `audit`.
        progress: called now and then with how many committees are done, and of how many.

    Raises:
        InvalidInput: with every mistake in the file.
        MissingExtra: it is a workbook, and the extra ``xlsx`` is not installed.
        OSError: the file cannot be read.
        BrokenProcessPool: a process ended before its work, perhaps for want of memory.
        TypeError: a host's rule set was given for several processes.
        ValueError: fewer jobs than 1.
    """
    _check_jobs(jobs, rules)
    question = Question(
        as_of=as_of, policy=policy, rules=rules, calendar=calendar, satisfied=satisfied
    )
    try:
        records = ScatteredRecords(Path(path), jobs=jobs)
        with streamed_work(records, question, jobs=jobs, progress=progress) as work:
            return work.report()
    except unusual():
        pass  # what reads it as a whole will find that, too, and tell it all
    return audit_in_processes(
        load(path),
        as_of,
        policy,
        jobs=jobs,
        rules=rules,
        calendar=calendar,
        satisfied=satisfied,
        progress=progress,
    )


def audit_in_processes(
    register: Register,
    as_of: date,
    policy: Policy = Policy(),  # noqa: B008 - a frozen value
    *,
    jobs: int,
    rules: Rules = MEASURES,
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
    satisfied: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check a register by several processes; the report is the one that `audit` gives.

    Every process has the register: on Linux, while this process has one thread, by sharing its
    memory; elsewhere a copy is made for each, which may take longer than the audit. Meanwhile this
    process makes the digest.

    Arguments:
        register: as for `audit`.
        as_of: as for `audit`.
        policy: as for `audit`.
        jobs: how many processes at most; few talks are judged before another has begun.
        rules: as for `audit_stream`.
        calendar: as for `audit`; it must be possible to pickle it.
        satisfied: as for `audit`.
        progress: called now and then with how many committees are done, and of how many.

    Raises:
        TypeError: a host's rule set was given for several processes.
        ValueError: fewer jobs than 1.
    """
    _check_jobs(jobs, rules)
    question = Question(
        as_of=as_of, policy=policy, rules=rules, calendar=calendar, satisfied=satisfied
    )
    # Talks of committees outside kept_for are named, too, if they are not governed.
    committees = sorted({*committees_judged(register), *(talk.held_by for talk in register.talks)})
    jobs = min(jobs, 1 + len(register.talks) // _FEW_TALKS)
    tasks = [committees[start :: jobs * 4] for start in range(jobs * 4)]
    rule_set = question.rule_set()
    parts: list[Part] = []
    done = 0
    with ThreadPoolExecutor(1) as beside:
        digest: Future[str] | None = None
        for task, part in zip(
            tasks, spread(_audit_committees, (register, question), tasks, jobs), strict=True
        ):
            if digest is None:
                # This process has nothing else to do; and no thread while others come from it.
                digest = beside.submit(digest_of, register, as_of, policy, rule_set)
            parts.append(part)
            done += len(task)
            if progress is not None and committees:
                progress(done, len(committees))
    return report_of(
        parts,
        register.organizations,
        as_of,
        policy,
        rule_set,
        make_digest=cast("Future[str]", digest).result,
    )


def _audit_committees(shared: tuple[Register, Question], committees: Sequence[str]) -> Part:
    register, question = shared
    return audit_part(
        register,
        question.as_of,
        question.policy,
        committees=committees,
        rules=question.rule_set(),
        calendar=question.calendar,
        satisfied=question.satisfied,
    )


def _check_jobs(jobs: int, rules: Rules) -> None:
    if jobs < 1:
        raise ValueError("expected jobs to be 1 or more")
    if jobs > 1 and isinstance(rules, RuleSet) and rules is not MEASURES:
        raise TypeError(
            "expected for several processes a function of a module that gives the rule set"
        )
