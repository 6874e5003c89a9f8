"""A command: what it is given, and the answer that it makes of it."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Final

import attrs
from typing_extensions import Buffer, override

from supervision_talk._values import frozen
from supervision_talk.cli.arguments import Argument, Given, Unusable, one_of
from supervision_talk.cli.page import Page, laid_out, text_of
from supervision_talk.cli.progress import SILENT, Progress
from supervision_talk.errors import InvalidInput, wanted
from supervision_talk.interchange import load
from supervision_talk.interchange.dates import read_date
from supervision_talk.interchange.json_text import as_utf_8
from supervision_talk.interchange.policy_file import load_policy
from supervision_talk.measures import Policy, Wording
from supervision_talk.model import Register
from supervision_talk.model.fields import CivilDate, Refused
from supervision_talk.wording import LANGUAGES

__all__ = [
    "AS_OF",
    "FILE",
    "FULFILLED",
    "HELP",
    "LANGUAGE",
    "POLICY",
    "READING",
    "STANDARD_INPUT",
    "UNUSABLE",
    "VIOLATED",
    "Answer",
    "Command",
    "Document",
    "File",
    "Watched",
    "read_day",
    "read_register",
]

FULFILLED: Final = 0
"""The exit code that says: no rule that binds is violated; of other commands: all went well."""
VIOLATED: Final = 1
"""The exit code that says: a rule that binds, directly or by reference, is violated."""
UNUSABLE: Final = 2
"""The exit code that says: the input or the arguments cannot be used."""

_READ_AT_ONCE: Final = 65_536


@frozen
class Document:
    """Text for machines, in pieces of text and of UTF-8."""

    pieces: Iterable[str | bytes]


@frozen
class File:
    """A file that is written before anything is said.

    Attributes:
        path: where.
        content: what is in it, in pieces.
        is_new: whether there may be none of that name yet.
    """

    path: Path
    content: Iterable[bytes]
    is_new: bool = False

    def write(self) -> None:
        """Write it.

        Raises:
            OSError: it cannot be written, or is there already.
        """
        with self.path.open("xb" if self.is_new else "wb") as stream:
            stream.writelines(self.content)


@frozen
class Answer:
    """What a command answers.

    Attributes:
        output: a page for people, a document for machines, or bytes for a program.
        code: the exit code.
        file: what is written to a file; None: nothing.
        until_written: what is closed once all of it is written.
    """

    output: Page | Document | bytes
    code: int = FULFILLED
    file: File | None = None
    until_written: ExitStack = attrs.field(factory=ExitStack)

    def written_to(self, path: str | None) -> "Answer":
        """Give the answer that writes its output to a file, if one is named."""
        if path is None:
            return self
        content: Iterable[bytes]
        if isinstance(self.output, bytes):
            content = (self.output,)
        elif isinstance(self.output, Document):
            content = map(as_utf_8, self.output.pieces)
        else:
            lines = laid_out(self.output, None)
            content = (f"{text_of(each)}\n".encode() for each in lines)
        return attrs.evolve(self, output=(), file=File(Path(path), content))


@frozen(kw_only=True)
class Command:
    """A command.

    Attributes:
        name: as it is typed.
        about: what it is for.
        arguments: what it is given, besides language and help.
        answer: makes the answer of what is given, in a language.
    """

    name: str
    about: Wording
    arguments: tuple[Argument[object], ...]
    answer: Callable[[Given, str, Progress], Answer]


READING: Final = Wording(zh="读取台账", en="reading the register")
STANDARD_INPUT: Final = Wording(zh="标准输入", en="standard input")


def read_register(text: str, progress: Progress = SILENT) -> Register:
    """Read a register from a file, or from standard input for "-".

    Raises:
        InvalidInput: with every mistake in it.
        OSError: it cannot be read.
        Unusable: there is no standard input.
    """
    progress.phase(READING)
    if text == "-":
        if sys.stdin is None:
            raise Unusable(Wording(zh="标准输入已关闭", en="standard input is closed"))
        try:
            return load(sys.stdin.buffer)
        except InvalidInput as error:
            found = InvalidInput(STANDARD_INPUT, error.mistakes, error.more)
        raise found
    with io.BufferedReader(Watched(text, progress), _READ_AT_ONCE) as file:
        try:
            return load(file)
        except InvalidInput as error:
            found = InvalidInput(text, error.mistakes, error.more)
    raise found


class Watched(io.FileIO):
    """A file that tells how far it is read, at every hundredth part that it comes to first."""

    def __init__(self, path: str, progress: Progress) -> None:
        super().__init__(path)
        self._size = os.fstat(self.fileno()).st_size
        self._progress = progress
        self._told = 0

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        """Read on."""
        read = super().readinto(buffer)
        at = self.tell() if self._size else 0
        if (at - self._told) * 100 >= self._size > 0:
            self._told = at
            self._progress.step(at, self._size)
        return read


def read_day(text: str) -> date:
    """Read a civil date of Asia/Shanghai, as a ledger's cells may have it.

    Raises:
        Unusable: it is none of the years 1900 to 2199.

    >>> read_day("2026-10-05") == read_day("2026年10月5日") == read_day("2026/10/5")
    True
    """
    written = text
    if not _DAY_FORM.fullmatch(text):
        from supervision_talk.interchange.ledger.cells import day_in

        written = day_in(text)
    found = read_date(written)
    try:
        return CivilDate().admit(found)
    except Refused:
        expected = wanted(CivilDate().expected)
    if found == written and _DAY_FORM.fullmatch(written):
        raise Unusable(Wording(zh=f"没有这一天；{expected.zh}", en=f"no such day; {expected.en}"))
    raise Unusable(expected)


_DAY_FORM: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

FILE: Final = Argument(
    name="FILE",
    about=Wording(
        zh="谈话台账：JSON、JSON Lines或者表格（.xlsx，需要附加组件xlsx）；“-”为标准输入",
        en='the register: JSON, JSON Lines or a ledger (.xlsx, needs the extra xlsx); "-" is '
        "standard input",
    ),
    read=read_register,
    read_watched=read_register,
    required=True,
)
AS_OF: Final = Argument(
    name="--as-of",
    value="DATE",
    about=Wording(
        zh="核对日期，格式为YYYY-MM-DD；此后的事视为尚未发生",
        en="the day of the audit, as YYYY-MM-DD; what is dated after it has not happened yet",
    ),
    read=read_day,
    required=True,
)
POLICY: Final = Argument(
    name="--policy",
    value="FILE",
    about=Wording(
        zh="政策文件，TOML或者JSON：《办法》没有写明之处如何处理",
        en="a policy as TOML or JSON: what counts where the Measures are silent",
    ),
    read=load_policy,
    otherwise=Policy(),
)
LANGUAGE: Final = Argument(
    name="--lang",
    value="zh|en",
    about=Wording(
        zh="语言：中文或者英文，默认随系统语言环境",
        en="Chinese or English; the locale's where not given",
    ),
    read=one_of(*LANGUAGES),
)
HELP: Final = Argument(
    name="--help", about=Wording(zh="显示本说明", en="show this help"), read=bool, otherwise=False
)
