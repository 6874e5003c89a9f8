"""The talks as a flat table: what the twelve rules read, one line of JSON a talk.

A table for these tools holds what the records were joined to: who was secretary on the day, how
many problems there are, when both copies had gone. The joining is done here once, by the
library's own facts, and counted for none of the tools; the library is timed with it and without.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, Never, cast

from supervision_talk import MEASURES, Policy, Register
from supervision_talk.calendar import Roll
from supervision_talk.measures import RuleSet
from supervision_talk.measures.facts.sheet import Inquiry, subjects_of
from supervision_talk.measures.facts.talk import TalkFacts, talk, talk_facts
from supervision_talk.model import RecordedTalk
from supervision_talk.model.vocabulary import StepKind, Unit

__all__ = ["AS_OF", "CODES", "DATES", "NOT_HIS_OWN", "POLICY", "RULES", "Answer", "Row"]

AS_OF: Final = date(2028, 6, 30)
"""In the middle of a term, so that some of what is due is open."""

POLICY: Final = Policy(roll=Roll.NONE)
"""Month ends clipped and nothing moved to a workday: none of the tools has a calendar."""

CODES: Final = tuple(
    """
    ST0701 ST0702 ST0703 ST0801 ST0901 ST0902 ST1001 ST1002 ST1101 ST1105 ST1106 ST1202
    """.split()  # noqa: SIM905 - easier to read
)

RULES: Final = RuleSet("twelve/1", tuple(MEASURES[code] for code in CODES))

NOT_HIS_OWN: Final = ("prefecture_committee", "township_committee", "street_working_committee")
"""Kinds of organization, besides cities and counties, of ST0703."""

DATES: Final = (
    "held_on",
    "prepared_on",
    "self_examined_on",
    "measures_on",
    "notified_on",
    "progress_on",
)


_IRREGULAR: Final = 0.05


class Answer(NamedTuple):
    """What a rule says of a talk: violated, or else pending; nothing else is compared."""

    rule: str
    talk: str
    violated: bool


class Row(NamedTuple):
    """A line of the table; None: not recorded. Dates are written YYYY-MM-DD."""

    id: str
    kind: str
    held_on: str
    organization_kind: str
    organization_level: str
    in_leadership: bool | None
    interviewees: int | None
    direct_superior: bool | None
    by_secretary: bool | None
    problems: int | None
    prepared_on: str | None
    self_examined_on: str | None
    steps: int | None
    in_order: bool | None
    measures_on: str | None
    first_responsibility: bool | None
    notified_on: str | None
    progress_on: str | None
    copied: bool | None


def stated(register: Register) -> list[TalkFacts]:
    """Give the facts about every talk that the Measures govern."""
    inquiry = Inquiry(register=register, as_of=AS_OF, policy=POLICY)
    return [
        TalkFacts._make(talk_facts(inquiry, cast("RecordedTalk", each)))
        for committee in sorted(register.committees_kept)
        for each in subjects_of(talk, inquiry, committee)
    ]


def broken(facts: Iterable[TalkFacts], seed: int) -> list[TalkFacts]:
    """Break each rule in one talk of twenty or so: of those that are made, nearly all keep them."""
    random = Random(seed)
    return [
        each._replace(**{name: cast("Never", value) for name, value in _broken(each, random)})
        for each in facts
    ]


def _broken(facts: TalkFacts, random: Random) -> Iterator[tuple[str, object]]:
    day = timedelta(days=1)
    breaches: Mapping[str, object] = {
        "talker_in_leadership": False,
        "interviewee_count": 2,
        "talker_is_secretary": False,
        "problem_count": 0,
        "talker_prepared_on": facts.held_on + day,
        "self_examined_on": facts.held_on + day,
        "step_count": 4,
        "steps_in_order": False,
        "measures_first_on": facts.held_on + 40 * day,
        "team_notified_on": None,
        "progress_reported_on": facts.held_on + 100 * day,
        "copies_sent_to": frozenset({Unit.DISCIPLINE}),
    }
    for name, value in breaches.items():
        if random.random() < _IRREGULAR:
            yield name, value
            if name == "step_count":
                yield "steps", frozenset((*StepKind,)[1:])


def write(facts: Iterable[TalkFacts], path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8") as stream:
        for each in facts:
            stream.write(json.dumps(_row(each)._asdict(), ensure_ascii=False) + "\n")


def _row(facts: TalkFacts) -> Row:
    copies = facts.copies_sent_to
    return Row(
        id=facts.subject_id,
        kind=facts.kind,
        held_on=facts.held_on.isoformat(),
        organization_kind=facts.organization_kind,
        organization_level=facts.organization_level,
        in_leadership=facts.talker_in_leadership,
        interviewees=facts.interviewee_count,
        direct_superior=facts.committee_is_direct_superior,
        by_secretary=facts.talker_is_secretary,
        problems=facts.problem_count,
        prepared_on=_written(facts.talker_prepared_on),
        self_examined_on=_written(facts.self_examined_on),
        steps=facts.step_count,
        in_order=facts.steps_in_order,
        measures_on=_written(facts.measures_first_on),
        first_responsibility=facts.first_responsibility_measures,
        notified_on=_written(facts.team_notified_on),
        progress_on=_written(facts.progress_reported_on),
        copied=None if copies is None else copies >= {Unit.DISCIPLINE, Unit.ORGANIZATION},
    )


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
