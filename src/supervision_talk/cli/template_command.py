"""``supervision-talk template``: an empty ledger for an office to fill in."""

import io
import sys
from pathlib import Path
from typing import Final

from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import Answer, Command, File
from supervision_talk.cli.page import Page, Paragraph, line
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.screen import not_for_terminal
from supervision_talk.interchange import write_template
from supervision_talk.measures import Wording

__all__ = ["TEMPLATE"]


def _target(text: str) -> str:
    if text == "-" and sys.stdout is not None and (problems := not_for_terminal(sys.stdout)):
        raise Unusable(*problems)
    return text


TARGET: Final = Argument(
    name="FILE.xlsx",
    about=Wording(
        zh="要写入的文件，不能是已有的文件；“-”为标准输出",
        en='the file to write, of which there may be none yet; "-" is standard output',
    ),
    read=_target,
    required=True,
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:  # noqa: ARG001 - it is short
    stream = io.BytesIO()
    write_template(stream, language=language)
    content = stream.getvalue()
    if given[TARGET] == "-":
        return Answer(content)
    path = Path(given[TARGET])
    return Answer(_next_steps(path, language), file=File(path, (content,), is_new=True))


def _next_steps(path: Path, language: str) -> Page:
    written = Wording(
        zh=f"已写出空白台账{path}。请先阅读其中的“说明”表，填写后核对：",
        en=f"An empty ledger is in {path}. Read its sheet Explanation, fill it in, and check it:",
    )
    return (
        Paragraph(line(written.in_language(language))),
        Paragraph(line(f"  supervision-talk audit {path} --as-of YYYY-MM-DD")),
    )


TEMPLATE: Final = Command(
    name="template",
    about=Wording(
        zh="写出空白的台账表格（.xlsx），供填写后核对；需要附加组件xlsx",
        en="Write an empty ledger (.xlsx) to fill in and check; needs the extra xlsx",
    ),
    arguments=(TARGET,),
    answer=_answer,
)
