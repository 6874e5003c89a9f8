"""What the command line says of itself."""

from collections.abc import Sequence

from supervision_talk.cli.command import HELP, LANGUAGE, Command
from supervision_talk.cli.page import BLANK, Grid, Page, Paragraph, Span, Style, cell, line
from supervision_talk.measures import Wording

__all__ = ["PROGRAM", "command_page", "program_page", "usage_of"]

PROGRAM = "supervision-talk"


def usage_of(command: Command) -> str:
    """Give a command's usage in one line.

    >>> from supervision_talk.cli.rules_command import RULES
    >>> usage_of(RULES)
    'supervision-talk rules [CODE] [--lang zh|en]'
    """
    shown = [
        each.shown if each.required else f"[{each.shown}]"
        for each in (*command.arguments, LANGUAGE)
    ]
    return " ".join([PROGRAM, command.name, *shown])


def command_page(command: Command, language: str) -> Page:
    """Say how a command is used."""
    rows = tuple(
        (cell("  ", Span(each.shown, Style.STRONG)), cell(each.about.in_language(language)))
        for each in (*command.arguments, LANGUAGE, HELP)
    )
    return (
        Paragraph(line(_usage(language), usage_of(command))),
        BLANK,
        Paragraph(line(command.about.in_language(language), "。" if language == "zh" else ".")),
        BLANK,
        Grid(rows, flexible=1),
    )


def program_page(commands: Sequence[Command], language: str) -> Page:
    """Say which commands there are."""
    about = Wording(
        zh="依照2026年1月30日印发的《党委（党组）对下级党组织“一把手”开展监督谈话工作办法》核对监督谈话台账。",
        en="Checks registers of Party committees' supervision talks against the Measures of "
        "30 January 2026.",
    )
    more = Wording(
        zh=f"“{PROGRAM} 命令 --help”说明一个命令。",
        en=f"'{PROGRAM} COMMAND --help' explains a command.",
    )
    options = (
        (
            cell("  ", Span(LANGUAGE.shown, Style.STRONG)),
            cell(LANGUAGE.about.in_language(language)),
        ),
        (
            cell("  ", Span("--version", Style.STRONG)),
            cell(Wording(zh="显示版本", en="show the version").in_language(language)),
        ),
        (cell("  ", Span(HELP.name, Style.STRONG)), cell(HELP.about.in_language(language))),
    )
    listed = tuple(
        (cell("  ", Span(each.name, Style.STRONG)), cell(each.about.in_language(language)))
        for each in commands
    )
    command = Wording(zh="命令", en="COMMAND").in_language(language)
    return (
        Paragraph(line(_usage(language), f"{PROGRAM} {command} …")),
        BLANK,
        Paragraph(line(about.in_language(language))),
        BLANK,
        Grid((*listed, *options), flexible=1),
        BLANK,
        Paragraph(line(more.in_language(language))),
    )


def _usage(language: str) -> str:
    return Wording(zh="用法：", en="usage: ").in_language(language)
