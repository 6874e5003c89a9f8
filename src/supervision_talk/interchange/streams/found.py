"""What batches found, on disk: there may be more findings than memory holds.

Each batch leaves a sorted run; the runs are merged into the lists of a report, each of which is
read from its file one element at a time. They hold ids, and nothing that a talk said (Art. 16).
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import accumulate, islice
from operator import eq
from pathlib import Path
from typing import Final, NamedTuple, TypeVar, overload

from supervision_talk.audit import Finding, NotGovernedTalk
from supervision_talk.interchange.json_text import elements_text
from supervision_talk.interchange.report_document import (
    finding_in_text,
    finding_text,
    not_governed_in_text,
    not_governed_text,
)
from supervision_talk.interchange.streams.runs import BETWEEN, merged, write_runs
from supervision_talk.measures import NotGoverned

__all__ = ["Found", "OnDisk", "found_lines", "merged_found", "posts_lines"]

T = TypeVar("T")

_TAB: Final = BETWEEN.decode()
_FINDING: Final = "finding"
_NOT_GOVERNED: Final = "not governed"
_POST: Final = "post"
"""The parts of a run: to each belong lines with the key that they are sorted by, and more."""
_SORTED_BY: Final = 1 + 3
"""What stands before the text of a finding: the part, and what gives its place in a report."""
_BEHIND_FINDINGS: Final = _FINDING.encode() + bytes([BETWEEN[0] + 1])

_DIGITS: Final = 16
_LARGEST: Final = 10**15
_BEFORE_ALL_SIGNS: Final = "\x1f"
_SORTABLE: Final = {sign: _BEFORE_ALL_SIGNS + chr(sign + ord(" ")) for sign in range(ord(" "))}
"""What stands for control characters, which the ids of a host's subjects may have: it sorts before
all other signs, and behind what lies between the parts of a line."""


def found_lines(
    findings: Iterable[Finding], not_governed: Iterable[NotGovernedTalk]
) -> Iterator[bytes]:
    """Give what a run holds of what was found in a group.

    Arguments:
        findings: of its committee.
        not_governed: its talks that the Measures are not about.
    """
    for finding in findings:
        yield _line(_FINDING, *finding.order, finding_text(finding))
    for talk in not_governed:
        yield _line(_NOT_GOVERNED, talk.talk, talk.reason.value)


def posts_lines(appointed: Iterable[str], asked: Mapping[str, int]) -> Iterator[bytes]:
    """Give what a run holds of the heads of whom a group speaks.

    Arguments:
        appointed: the organizations to which appointments stand in it.
        asked: other organizations with whose heads its committee talks, and the line of a talk.
    """
    for organization in appointed:
        yield _line(_POST, organization, "")
    for organization, number in asked.items():
        yield _line(_POST, organization, f"{number:0{_DIGITS}}")


def _line(part: str, *key: str) -> bytes:
    *sorted_by, more = key
    if not "".join(sorted_by).isprintable():
        sorted_by = [each.translate(_SORTABLE) for each in sorted_by]
    before = f"{part}{_TAB}{_TAB.join(sorted_by)}{_TAB}"
    return b"%b%b\n" % (before.encode(), more.encode())


def _not_governed(line: bytes) -> bytes:
    """Give a talk's line as the list has it: longer than in a run, which is sorted in memory."""
    _, talk, reason = line.decode().rstrip("\n").split(_TAB)
    return f"{not_governed_text(NotGovernedTalk(talk, NotGoverned(reason)))}\n".encode()


class OnDisk(Sequence[T]):
    """A list that stands in a file and is read from there, each time that it is asked for.

    Arguments:
        path: of the file, a line an element as a report in JSON has it; another beside it tells
            where each line begins.
        read: gives the element of a line.
        only: which lines of the file; None: all.
    """

    def __init__(
        self, path: Path, read: Callable[[bytes], T], only: tuple[int, int] | None = None
    ) -> None:
        self._path = path
        self._read = read
        self._start, self._stop = only or (0, _places(path).stat().st_size // _PLACE)

    def __len__(self) -> int:
        return self._stop - self._start

    def __iter__(self) -> Iterator[T]:
        return map(self._read, self.lines())

    def lines(self) -> Iterator[bytes]:
        """Give the line of each element."""
        with self._path.open("rb") as file:
            if len(self):
                file.seek(self._place(self._start))
            yield from islice(file, len(self))

    def texts(self) -> Iterator[bytes]:
        """Give the text of all, many at once: they go into a report without being looked at."""
        lines = self.lines()
        while some := b"".join(islice(lines, _AT_ONCE)):
            yield elements_text(some)

    def _place(self, index: int) -> int:
        with _places(self._path).open("rb") as places:
            places.seek(index * _PLACE)
            return array(_PLACES, places.read(_PLACE))[0]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        position = range(self._start, self._stop)[index]
        with self._path.open("rb") as file:
            file.seek(self._place(position))
            return self._read(file.readline())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, OnDisk)):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment] # as of any list

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)})"

    def in_sections(
        self, sections: int, place: Callable[[T], tuple[int, int]]
    ) -> "Sequence[OnDisk[T]]":
        """Part the list into sections, on disk as it is.

        Arguments:
            sections: how many.
            place: gives the section of an element, from 0, and its number there: elements are
                sorted by it, those of the same number stay in their order.
        """
        path, run = (
            self._path.with_name(f"{self._path.name}-{name}") for name in ("placed", "run")
        )
        sizes = [0] * sections

        def placed() -> Iterator[bytes]:
            for index, line in enumerate(self.lines()):
                section, number = place(self._read(line))
                sizes[section] += 1
                key = f"{section:0{_DIGITS}}{number + _LARGEST:0{_DIGITS}}{index:0{_DIGITS}}"
                yield key.encode() + line

        with ExitStack() as files:
            writing = _Writing(path, files)
            for lines in merged(write_runs(placed(), run)):
                writing.add([line[3 * _DIGITS :] for line in lines])
        stops = list(accumulate(sizes))
        return [
            OnDisk(path, self._read, (stop - size, stop))
            for size, stop in zip(sizes, stops, strict=True)
        ]

    def remove(self) -> None:
        """Remove the files."""
        self._path.unlink()
        _places(self._path).unlink()


_AT_ONCE: Final = 64
"""Elements of which the text is given at once."""
_PLACES: Final = "Q"
"""How it is said in a file where lines begin: as an array holds numbers."""
_PLACE: Final = array(_PLACES).itemsize


def _places(path: Path) -> Path:
    return path.with_name(f"{path.name}-places")


class _Writing:
    """Writes the files of a list on disk."""

    def __init__(self, path: Path, files: ExitStack) -> None:
        self._lines = files.enter_context(path.open("wb"))
        self._places = files.enter_context(_places(path).open("wb"))
        self._at = 0

    def add(self, lines: Sequence[bytes]) -> None:
        """Write some more elements, a line each."""
        *starts, self._at = accumulate(map(len, lines), initial=self._at)
        self._places.write(array(_PLACES, starts))
        self._lines.write(b"".join(lines))


class Found(NamedTuple):
    """What all batches found.

    Attributes:
        findings: in the order of a report.
        not_governed: likewise.
        apart: the organizations with whose heads a committee talks though their appointments
            stand in the group of another, and the line of such a talk.
    """

    findings: OnDisk[Finding]
    not_governed: OnDisk[NotGovernedTalk]
    apart: Mapping[str, int]


def merged_found(runs: Sequence[Path], directory: Path) -> Found:
    """Put together what batches found; the runs are removed.

    Arguments:
        runs: of `found_lines`.
        directory: where the lists are written.
    """
    findings, not_governed = directory / "findings", directory / "not-governed"
    apart: dict[str, int] = {}
    appointed = b""
    with ExitStack() as files:
        of_findings, of_not_governed = _Writing(findings, files), _Writing(not_governed, files)
        for lines in merged(runs):
            others = bisect_left(lines, _BEHIND_FINDINGS)
            posts = bisect_left(lines, _POST.encode(), others)
            of_findings.add([line.split(BETWEEN, _SORTED_BY)[-1] for line in lines[:others]])
            of_not_governed.add([_not_governed(line) for line in lines[others:posts]])
            for line in lines[posts:]:
                _, *key, more = line.split(BETWEEN)
                if more == b"\n":
                    (appointed,) = key
                elif key == [appointed]:
                    apart.setdefault(appointed.decode(), int(more))
    return Found(
        OnDisk(findings, finding_in_text), OnDisk(not_governed, not_governed_in_text), apart
    )
