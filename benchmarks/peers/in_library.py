"""The library, restricted to the twelve rules: from the facts, and from the records."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Final, cast

from benchmarks.peers.rows import AS_OF, POLICY, RULES, Answer, stated
from supervision_talk import Finding, Register, Talk, check_talk
from supervision_talk.audit.judged import findings_of, judges_of
from supervision_talk.audit.judging import NOT_APPLICABLE, SATISFIED
from supervision_talk.calendar import ChinaCalendar
from supervision_talk.interchange import read_records
from supervision_talk.measures import Outcome
from supervision_talk.measures.facts.talk import TalkFacts
from supervision_talk.measures.facts.talk import talk as talk_sheet

_JUDGE: Final = judges_of(RULES, POLICY, ChinaCalendar())[talk_sheet]
_UNREMARKABLE: Final = frozenset({NOT_APPLICABLE, SATISFIED})


def judge(facts: Iterable[TalkFacts]) -> list[Finding]:
    """Judge the talks whose facts are given; findings come with all that they can tell."""
    found: list[Finding] = []
    for each in facts:
        verdicts = _JUDGE.verdicts(each, AS_OF)
        if not _UNREMARKABLE.issuperset(verdicts):
            found += findings_of(_JUDGE, (verdicts, each, (), None), AS_OF, satisfied=False)
    return found


def audited(register: Register) -> list[Finding]:
    """State the facts from the records, and judge."""
    return judge(stated(register))


def answers(found: Iterable[Finding]) -> Iterable[Answer]:
    """Give what the other tools say too; what is unknown only the library tells."""
    for each in found:
        if each.outcome in (Outcome.VIOLATED, Outcome.PENDING):
            yield Answer(each.rule, each.subject.id, each.outcome is Outcome.VIOLATED)


def one(lines: bytes, register: Register) -> list[Finding]:
    """Decode the lines of talks, each with its rectification and file, and answer for each."""
    return [
        finding
        for _, kind, record in read_records(BytesIO(lines))
        if kind.name == "talk"
        for finding in check_talk(
            register, cast("Talk", record).id, AS_OF, POLICY, rules=RULES
        ).findings
    ]


def read_all(findings: Iterable[Finding]) -> int:
    """Ask the findings for everything that they tell, as whoever writes them out does."""
    return sum(
        len(json.dumps((each.message.en, each.message.zh, each.days_late, list(each.facts))))
        for each in findings
    )
