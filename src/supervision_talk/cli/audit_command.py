"""``supervision-talk audit``: what is wrong in a register, what is due, what cannot be told.

What writes a format is imported when that format is asked for.
"""

import io
from contextlib import ExitStack
from typing import Final

from supervision_talk.audit.coverage import coverages
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import (
    AS_OF,
    FULFILLED,
    POLICY,
    VIOLATED,
    Answer,
    Command,
    Document,
)
from supervision_talk.cli.output import NAMES, OUTPUT, Formats
from supervision_talk.cli.page import Page
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.spread_audit import (
    JOBS,
    REGISTER_OR_STREAM,
    STREAM,
    audit_given,
    read_as_needed,
    refusals_of,
)
from supervision_talk.measures import Wording
from supervision_talk.model import Register

__all__ = ["AUDIT"]

ALL: Final = Argument(
    name="--all",
    about=Wording(zh="同时列出符合规定的事项", en="list what is satisfied, too"),
    read=bool,
    otherwise=False,
)
FORMATS: Final = Formats.of(
    "text",
    "json",
    "html",
    "xlsx",
    about=Wording(
        zh="输出格式，默认text；html为一个网页，xlsx为可筛选的表格（需要附加组件xlsx）",
        en="text for people (the default), JSON, html: one page, or xlsx: a workbook that can be "
        "filtered (needs the extra xlsx)",
    ),
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:
    policy, format_, names = given[POLICY], FORMATS.chosen(given), given[NAMES]
    problems = list(FORMATS.refused(given, names=names))
    # Of a register in which something is wrong nothing else is told.
    jobs = 1 if problems else given[JOBS]
    source = read_as_needed(
        given[REGISTER_OR_STREAM], progress, jobs=jobs, format_=format_, names=names
    )
    problems = [*refusals_of(source, format_, names=names), *problems]
    if problems:
        raise Unusable(*problems)
    with ExitStack() as closing:
        report, register = audit_given(
            source,
            given[AS_OF],
            policy,
            satisfied=given[ALL],
            jobs=jobs,
            outlined=format_ == "text",
            progress=progress,
            closing=closing,
        )
        code = VIOLATED if report.violates else FULFILLED
        progress.phase(Wording(zh="生成报告", en="writing the report"))
        output: Page | Document | bytes
        if format_ == "json":
            from supervision_talk.interchange.report_document import report_pieces

            output = Document(report_pieces(report))  # worded as it is written: only that can fail
        elif not isinstance(register, Register) or format_ == "text":
            from supervision_talk.cli.text_report import text_report

            output = text_report(report, register, language, names=names)
        elif format_ == "html":
            from supervision_talk.interchange.report_page import report_page

            seats = coverages(register, given[AS_OF], policy)
            page = report_page(report, register, seats, language=language, names=names)
            output = Document(tuple(page))
        else:
            from supervision_talk.interchange.report_workbook import write_report_workbook

            stream = io.BytesIO()
            write_report_workbook(report, register, stream, language=language, names=names)
            output = stream.getvalue()
        answer = Answer(output, code, until_written=closing.pop_all())
    return answer.written_to(given[OUTPUT])


AUDIT: Final = Command(
    name="audit",
    about=Wording(
        zh="对照《办法》核对一份监督谈话台账。退出码：0 没有违反有约束力的规定；1 有违反；"
        "2 输入或者参数无法使用",
        en="Check a register of supervision talks against the Measures. Exit code 0: no rule "
        "that binds is violated; 1: one is; 2: the input or the arguments cannot be used",
    ),
    arguments=(REGISTER_OR_STREAM, AS_OF, POLICY, FORMATS.option, OUTPUT, ALL, NAMES, STREAM, JOBS),
    answer=_answer,
)
