"""What a command can write, and where to: ``--format`` and ``-o``, of which either decides.

The ending of the file says the format where none is asked for; where both are given they agree.
What a command has read is never written over.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.cli.arguments import Argument, Given, one_of
from supervision_talk.cli.command import FILE, POLICY
from supervision_talk.cli.screen import not_for_terminal
from supervision_talk.measures import Wording

__all__ = ["NAMES", "OUTPUT", "TEXT_OR_JSON", "Formats"]

_OF_ENDINGS: Final[Mapping[str, str]] = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".ics": "ics",
}
"""The formats that the endings of files stand for; any other ending says nothing."""


def _refused_output(text: str, given: Mapping[str, str]) -> Iterator[Wording]:
    for name in (FILE.name, POLICY.name):
        if name in given and _is_same_file(text, given[name]):
            yield Wording(
                zh=f"应为{name}以外的文件，否则{name}将被覆盖",
                en=f"expected another file than {name}, which would be written over",
            )


def _is_same_file(output: str, read: str) -> bool:
    """Tell whether what is read would be written over, by whatever name or link."""
    try:
        if read != "-":
            return Path(output).samefile(read)
        if sys.stdin is None:
            return False
        given = os.fstat(sys.stdin.fileno())
        return stat.S_ISREG(given.st_mode) and os.path.samestat(given, Path(output).stat())
    except (OSError, ValueError):  # one of them is not there, or standard input is no file
        return False


OUTPUT: Final[Argument[str | None]] = Argument(
    name="--output",
    short="-o",
    value="FILE",
    about=Wording(
        zh="写入文件，而不是标准输出；已有的文件将被替换，但不能是读取的文件。没有--format时，"
        "格式由文件的扩展名决定",
        en="write to a file, which is replaced (none that is read, though), and not to standard "
        "output; without --format its ending decides the format",
    ),
    read=str,
    refuses=_refused_output,
)
NAMES: Final = Argument(
    name="--names",
    about=Wording(
        zh="在编号后显示台账中的组织名称和姓名（json、ics只有编号）",
        en="show the register's names of organizations and people beside their ids (not in json "
        "or ics)",
    ),
    read=bool,
    otherwise=False,
)


@frozen
class Formats:
    """The formats of a command.

    Attributes:
        words: what they are called; the first is the default.
        option: the option by which one is asked for.
    """

    words: tuple[str, ...]
    option: Argument[str | None]

    @classmethod
    def of(cls, *words: str, about: Wording) -> "Formats":
        """Declare them."""
        read = one_of(*words)

        def refused(text: str, given: Mapping[str, str]) -> Iterator[Wording]:
            ending = Path(given.get(OUTPUT.name, "")).suffix.lower()
            if text in words and _OF_ENDINGS.get(ending, text) != text:
                yield Wording(
                    zh=f"与--output的文件扩展名{ending}不一致；请去掉--format，或者改用其他扩展名",
                    en=f"does not agree with the ending {ending} of --output; leave --format out, "
                    "or name a file of another ending",
                )

        option = Argument[str | None](
            name="--format", value="|".join(words), about=about, read=read, refuses=refused
        )
        return cls(words, option)

    def chosen(self, given: Given) -> str:
        """Give the format that was asked for, or that the file's ending stands for."""
        asked, output = given[self.option], given[OUTPUT]
        if asked is not None:
            return asked
        ending = "" if output is None else Path(output).suffix.lower()
        return _OF_ENDINGS.get(ending, self.words[0])

    def refused(self, given: Given, *, names: bool) -> Iterator[Wording]:
        """Say what of this cannot be had."""
        chosen, output = self.chosen(given), given[OUTPUT]
        if chosen not in self.words and output is not None:
            yield Wording(
                zh=f"--output：扩展名{Path(output).suffix.lower()}所指的格式，这个命令不能生成；"
                f"能生成的是{'、'.join(self.words)}",
                en=f"--output: this command does not write what the ending "
                f"{Path(output).suffix.lower()} stands for, but {', '.join(self.words)}",
            )
        if names and chosen in {"json", "ics"}:
            yield Wording(
                zh=f"--names：格式{chosen}只有编号，请用其他格式",
                en=f"--names: the format {chosen} carries ids alone; choose another",
            )
        if chosen == "xlsx" and output is None and sys.stdout is not None:
            yield from not_for_terminal(sys.stdout)


TEXT_OR_JSON: Final = Formats.of(
    "text",
    "json",
    about=Wording(zh="输出格式，默认text", en="text for people (the default) or JSON"),
)
"""The formats of most commands."""
