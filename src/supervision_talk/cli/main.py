"""The command line from its arguments to its exit code.

A command's whole answer is there before the first sign of it is written: where the input or the
arguments cannot be used, standard output stays empty and every problem is on standard error.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from supervision_talk.cli.arguments import Unusable, both_languages, read_arguments, reason_of
from supervision_talk.cli.collecting import collector_at_rest
from supervision_talk.cli.command import LANGUAGE, UNUSABLE, Answer, Command, Document, File
from supervision_talk.cli.commands import COMMANDS, command_called, every_command
from supervision_talk.cli.help_page import PROGRAM, command_page, program_page
from supervision_talk.cli.language import language_asked_for, language_of_locale
from supervision_talk.cli.page import Page, Paragraph, line, printable
from supervision_talk.cli.progress import progress_on
from supervision_talk.cli.screen import give_up_on, show, write_bytes, write_document
from supervision_talk.errors import MissingExtra
from supervision_talk.measures import MEASURES, Wording

__all__ = ["main"]

INTERRUPTED: Final = 130
"""What a shell calls the end by an interrupt: 128 and the signal's number."""
READER_LEFT: Final = 141
"""What a shell calls the end by a pipe that nobody reads any more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Arguments:
        argv: what was given after the program's name; None: what this process was given.

    Returns:
        the exit code: 0, 1 where a rule that binds is violated, 2 where the input or the
        arguments cannot be used; 130 after an interrupt, 141 where the reader of the output left.
    """
    texts = sys.argv[1:] if argv is None else list(argv)
    environment = os.environ
    language = language_asked_for(texts) or language_of_locale(environment)
    try:
        with collector_at_rest():
            try:
                answer = _answer(texts, language, environment)
            except Unusable as error:
                _complain(error.problems, _help_for(texts), language)
                return UNUSABLE
            with answer.until_written:
                return _written(answer, _help_for(texts), environment, language)
    except KeyboardInterrupt:
        return INTERRUPTED


def _answer(texts: Sequence[str], language: str, environment: Mapping[str, str]) -> Answer:
    before, command, after = _parted(texts)
    asked = texts[: texts.index("--")] if "--" in texts else texts
    if "--help" in asked or "-h" in asked:
        page = (
            program_page(every_command(), language)
            if command is None
            else command_page(_named(command), language)
        )
        return Answer(page)
    if "--version" in before:
        return Answer(_version())
    if command is None:
        raise Unusable(
            Wording(
                zh=f"缺少命令，应为{'、'.join(COMMANDS)}之一",
                en=f"expected a command, one of {', '.join(COMMANDS)}",
            )
        )
    chosen = _named(command)
    with progress_on(sys.stderr, sys.stdout, environment, language) as progress:
        given = read_arguments((*chosen.arguments, LANGUAGE), [*before, *after], progress)
        try:
            return chosen.answer(given, language, progress)
        except MissingExtra as error:
            raise Unusable(both_languages(error)) from None


def _parted(texts: Sequence[str]) -> tuple[Sequence[str], str | None, Sequence[str]]:
    """Part what was given at the command: the first word that is no option."""
    index = 0
    while index < len(texts) and texts[index].startswith("-"):
        index += 2 if texts[index] == LANGUAGE.name else 1
    if index >= len(texts):
        return texts, None, ()
    return texts[:index], texts[index], texts[index + 1 :]


def _named(name: str) -> Command:
    if name in COMMANDS:
        return command_called(name)
    nearest = get_close_matches(name, COMMANDS, n=1)
    raise Unusable(
        Wording(
            zh=f"没有这个命令，应为{'、'.join(COMMANDS)}之一"
            + "".join(f"；是否指{each}？" for each in nearest),
            en=f"there is no such command; expected one of {', '.join(COMMANDS)}"
            + "".join(f"; is {each} meant?" for each in nearest),
        )
    )


def _version() -> Page:
    from importlib.metadata import version

    return (Paragraph(line(f"{PROGRAM} {version('supervision-talk')} ({MEASURES.name})")),)


def _help_for(texts: Sequence[str]) -> str:
    """Give the command that explains what was tried."""
    command = _parted(texts)[1]
    return f"{PROGRAM} {command} --help" if command in COMMANDS else f"{PROGRAM} --help"


def _complain(problems: Sequence[Wording], explained_by: str, language: str) -> None:
    """Name every problem on standard error, each on lines of its own, and say where help is."""
    if sys.stderr is None:  # closed by whoever started us
        return
    for problem in problems:
        for text in problem.in_language(language).split("\n"):
            print(f"{PROGRAM}: {printable(text)}", file=sys.stderr)
    more = Wording(
        zh=f"没有输出任何结果。用法见“{explained_by}”。",
        en=f"Nothing was done. See '{explained_by}'.",
    )
    print(more.in_language(language), file=sys.stderr)


def _written(
    answer: Answer, explained_by: str, environment: Mapping[str, str], language: str
) -> int:
    output = answer.output
    if sys.stdout is None:  # closed by whoever started us
        closed = Wording(zh="标准输出已关闭", en="standard output is closed")
        _complain([closed], explained_by, language)
        return UNUSABLE
    if answer.file is not None:
        try:
            answer.file.write()
        except OSError as error:
            _complain([_not_written(answer.file, error)], explained_by, language)
            return UNUSABLE
    try:
        if isinstance(output, Document):
            write_document(output, sys.stdout)
        elif isinstance(output, bytes):
            write_bytes(output, sys.stdout)
        else:
            show(output, sys.stdout, environment)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_on(sys.stdout)
        return READER_LEFT
    except OSError as error:
        give_up_on(sys.stdout)
        reason = reason_of(error)
        failed = Wording(
            zh=f"无法写出结果（{reason.zh}）", en=f"cannot write the result ({reason.en})"
        )
        _complain([failed], explained_by, language)
        return UNUSABLE
    return answer.code


def _not_written(file: File, error: OSError) -> Wording:
    if isinstance(error, FileExistsError):
        return Wording(
            zh=f"{file.path}：已有这个文件，没有改动；请换一个文件名",
            en=f"{file.path}: there is a file of this name, and it is left alone; name another",
        )
    reason = reason_of(error)
    return Wording(
        zh=f"{file.path}：无法写入（{reason.zh}）",
        en=f"{file.path}: cannot be written ({reason.en})",
    )
