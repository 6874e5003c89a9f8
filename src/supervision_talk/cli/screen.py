"""Where pages and documents are written: a terminal with colour, or a pipe with none."""

import os
import shutil
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Final, TextIO

from supervision_talk.cli.command import Document
from supervision_talk.cli.page import Page, Style, laid_out, text_of
from supervision_talk.interchange.json_text import as_text, as_utf_8
from supervision_talk.measures import Wording

__all__ = ["give_up_on", "not_for_terminal", "show", "width_of", "write_bytes", "write_document"]

_WIDEST: Final = 120
"""Longer lines are hard to read, however wide the screen."""
_NARROWEST: Final = 40

_LOOKS: Final[Mapping[Style, str]] = {
    Style.PLAIN: "",
    Style.STRONG: "bold",
    Style.FAINT: "dim",
    Style.ALARM: "bold red",
    Style.CAUTION: "yellow",
    Style.GOOD: "green",
}


def width_of(stream: TextIO, environment: Mapping[str, str]) -> int | None:
    """Give the columns to write in: what COLUMNS says, else the terminal's; None: a pipe."""
    if not environment.get("COLUMNS", "").isdecimal() and not stream.isatty():
        return None
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def show(page: Page, stream: TextIO, environment: Mapping[str, str]) -> None:
    """Write a page: in colour on a terminal, if rich is installed and nobody objects."""
    if isinstance(stream, TextIOWrapper):
        # A sign that the locale's encoding lacks is no reason to fail.
        stream.reconfigure(errors="replace")
    lines = laid_out(page, width_of(stream, environment))
    if _in_colour(stream, environment):
        try:
            from rich.console import Console
            from rich.text import Text
        except ImportError:
            pass
        else:
            console = Console(file=stream, highlight=False, markup=False, emoji=False)
            for spans in lines:
                console.print(
                    Text.assemble(*((span.text, _LOOKS[span.style]) for span in spans)),
                    soft_wrap=True,
                )
            return
    stream.writelines(f"{text_of(spans)}\n" for spans in lines)


def _in_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    return (
        stream.isatty()
        and not environment.get("NO_COLOR")
        and environment.get("TERM", "") != "dumb"
    )


def write_document(document: Document, stream: TextIO) -> None:
    """Write a document for machines: UTF-8 with plain line ends, whatever the locale."""
    if isinstance(stream, TextIOWrapper):
        stream.flush()  # what stands before it comes before it
        stream.buffer.writelines(map(as_utf_8, document.pieces))
    else:
        stream.writelines(map(as_text, document.pieces))


def not_for_terminal(stream: TextIO) -> list[Wording]:
    """Give the problem with writing a workbook to a terminal; none if the stream is no terminal."""
    if not stream.isatty():
        return []
    return [
        Wording(zh="终端不能显示表格，请写入文件", en="a terminal shows no workbook; name a file")
    ]


def write_bytes(content: bytes, stream: TextIO) -> None:
    """Write what is no text.

    Raises:
        OSError: the stream takes text alone.
    """
    if not hasattr(stream, "buffer"):
        raise OSError("the output takes text alone")
    stream.buffer.write(content)


def give_up_on(stream: TextIO) -> None:
    """Let go of a stream that cannot be written to, so that nothing fails at the end either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
