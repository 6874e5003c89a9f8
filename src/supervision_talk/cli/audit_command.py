"""``supervision-talk audit``: what is wrong in a register, what is due, what cannot be told."""

from typing import Final

from supervision_talk.audit import audit
from supervision_talk.cli.arguments import Argument, Given, Unusable
from supervision_talk.cli.command import (
    AS_OF,
    FILE,
    FORMAT,
    FULFILLED,
    POLICY,
    VIOLATED,
    Answer,
    Command,
    Document,
)
from supervision_talk.cli.progress import Progress
from supervision_talk.cli.text_report import text_report
from supervision_talk.interchange.report_document import report_text
from supervision_talk.measures import Wording

__all__ = ["AUDIT"]

ALL: Final = Argument(
    name="--all",
    about=Wording(zh="同时列出符合规定的事项", en="list what is satisfied, too"),
    read=bool,
    otherwise=False,
)
NAMES: Final = Argument(
    name="--names",
    about=Wording(
        zh="在编号后显示台账中的组织名称和姓名（仅限text格式）",
        en="show the register's names of organizations and people beside their ids (text only)",
    ),
    read=bool,
    otherwise=False,
)


def _answer(given: Given, language: str, progress: Progress) -> Answer:
    register, policy = given[FILE], given[POLICY]
    if given[NAMES] and given[FORMAT] != "text":
        raise Unusable(
            Wording(
                zh="--names：仅限text格式；JSON报告只有编号",
                en="--names: for text only; the report as JSON carries ids alone",
            )
        )
    progress.phase(Wording(zh="审查台账", en="auditing"))
    report = audit(register, given[AS_OF], policy, satisfied=given[ALL], progress=progress.step)
    code = VIOLATED if report.violates else FULFILLED
    progress.phase(Wording(zh="生成报告", en="writing the report"))
    if given[FORMAT] == "json":
        return Answer(Document(tuple(report_text(report))), code)
    return Answer(text_report(report, register, language, names=given[NAMES]), code)


AUDIT: Final = Command(
    name="audit",
    about=Wording(
        zh="对照《办法》审查一份监督谈话台账。退出码：0 没有违反有约束力的规定；1 有违反；"
        "2 输入或者参数无法使用",
        en="Check a register of supervision talks against the Measures. Exit code 0: no rule "
        "that binds is violated; 1: one is; 2: the input or the arguments cannot be used",
    ),
    arguments=(FILE, AS_OF, POLICY, FORMAT, ALL, NAMES),
    answer=_answer,
)
