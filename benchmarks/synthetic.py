"""Makes the records of a tree of organizations, one at a time, the same ones for the same seed.

What several committees share stands first (organizations, the committees' teams, terms); then come
the records of one committee after the other, the heads below it among them, so that the lines can
be audited as a stream. Nothing is held but the committee that is being written: the maker needs
none of the memory that is measured.

One talk in twenty is irregular in one way or another. Problems and measures have texts of the
usual length; nothing in them is real.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import BinaryIO, Final, NamedTuple

from benchmarks.trees import Committee, Organization, Tree

__all__ = ["AS_OF", "FIRST_DAY", "Plain", "Written", "records", "write_lines"]

Plain = dict[str, object]
"""A record as JSON has it, with its type."""

FIRST_DAY: Final = date(2026, 2, 2)
AS_OF: Final = date(2030, 12, 31)
"""The day of the audit: five years of a term lie before it."""

_TERM_START: Final = "2026-01-30"
_TERM_PLANNED_END: Final = "2031-01-29"
_TEAM: Final = ("secretary", "deputy_secretary", "deputy_secretary", *("member",) * 6)
_TIMELY: Final = 0.1
_IRREGULAR: Final = 0.05
_BY_THE_SECRETARY: Final = {
    "local_committee",
    "prefecture_committee",
    "township_committee",
    "street_working_committee",
}

_STEPS: Final = {
    "self_examination": 5,
    "issues_pointed_out": 15,
    "explanation": 25,
    "rectification_required": 40,
    "commitment": 55,
}
"""Each with the minutes after the talk's start."""
_MINUTES: Final = 70
_FIRST_START, _LAST_START = 8 * 60 + 30, 16 * 60
_AREAS: Final = """
    党组织生活 述责述廉 廉政档案 公务接待 公务用车 基层减负 信访答复 项目招投标 惠农补贴 村级财务
    干部选拔 民主集中制 请示报告 意识形态 巡察整改 审计整改 作风建设 谈心谈话 家风教育 警示教育
""".split()  # noqa: SIM905 - ten a line are easier to read than one
_FAILINGS: Final = """
    落实不够严格 记录不够规范 督促不够及时 研究不够深入 次数偏少 材料偏笼统 台账不完整 进度偏慢
""".split()  # noqa: SIM905 - likewise
_CONCERNS: Final = ("first_responsibility", "self_discipline", "other")


class Written(NamedTuple):
    """What was written: the talks, the organizations with a head, and all records."""

    talks: int
    heads: int
    records: int


def write_lines(tree: Tree, stream: BinaryIO, *, seed: int, talks_per_head: float = 1.0) -> Written:
    """Write the records of a tree as JSON Lines."""
    talks = heads = count = 0
    for record in records(tree, seed=seed, talks_per_head=talks_per_head):
        stream.write(_encode(record).encode())
        stream.write(b"\n")
        count += 1
        talks += record.get("type") == "talk"
        heads += record.get("role") == "secretary"
    return Written(talks, heads, count - 1)


_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def records(tree: Tree, *, seed: int, talks_per_head: float = 1.0) -> Iterator[Plain]:
    """Give the header and the records of a tree.

    Arguments:
        tree: the organizations.
        seed: the same seed gives the same records.
        talks_per_head: how many regular talks each head has in the five years, on average.
    """
    kept_for = [each.organization.id for each in tree.committees()]
    yield {"format": "supervision-talk/register/1", "kept_for": kept_for}
    yield from map(_organization, tree.above)
    top = {each.id for each in tree.above}
    for committee in tree.committees():
        if committee.organization.superior is None or committee.organization.superior in top:
            yield _organization(committee.organization)
        yield from map(_organization, committee.below)
    for committee in tree.committees():
        yield from _team(committee.organization)
        yield _term(committee.organization)
    for committee in tree.committees():
        random = Random(f"{seed}/{committee.organization.id}")
        yield from _of_committee(committee, random, talks_per_head)


def _organization(organization: Organization) -> Plain:
    plain: Plain = {"type": "organization", "id": organization.id}
    if organization.name:
        plain["name"] = organization.name
    plain |= {"kind": organization.kind, "level": organization.level}
    if organization.superior is not None:
        plain["superior"] = organization.superior
        if organization.kind == "party_group":
            plain["approved_by"] = organization.superior
    return plain


def _head(organization: str) -> str:
    return f"p-{organization}-1"


def _team(committee: Organization) -> Iterator[Plain]:
    for number, role in enumerate(_TEAM, 1):
        yield from _post(f"p-{committee.id}-{number}", committee.id, role)


def _heads_below(committee: Committee) -> Iterator[Plain]:
    """Give the heads below a committee that lead no committee of their own."""
    for each in committee.below:
        if each.kind not in {"local_committee", "prefecture_committee"}:
            yield from _post(_head(each.id), each.id, "secretary")


def _post(person: str, organization: str, role: str) -> Iterator[Plain]:
    yield {"type": "person", "id": person}
    yield {
        "type": "appointment",
        "person": person,
        "organization": organization,
        "role": role,
        "start": "2025-06-10",
    }


def _term(organization: Organization) -> Plain:
    return {
        "type": "term",
        "organization": organization.id,
        "ordinal": 14,
        "start": _TERM_START,
        "planned_end": _TERM_PLANNED_END,
    }


def _of_committee(committee: Committee, random: Random, talks_per_head: float) -> Iterator[Plain]:
    """Give what a committee did in the five years."""
    id = committee.organization.id
    planned = [
        (_some_workday(random), each)
        for each in committee.below
        for _ in range(int(talks_per_head) + (random.random() < talks_per_head % 1))
    ]
    planned.sort()
    for year in range(FIRST_DAY.year, AS_OF.year + 1):
        of_year = [(n, seat) for n, (day, seat) in enumerate(planned, 1) if day.year == year]
        yield _plan(id, year, of_year)
        yield _annual_duties(id, year)
    yield from _heads_below(committee)
    for number, (day, seat) in enumerate(planned, 1):
        yield from _Talk(committee, seat, f"t-{id}-{number}", day, random).regular(
            f"plan-{id}-{number}"
        )
        if random.random() < _TIMELY:
            later = _workday(min(day + timedelta(random.randrange(10, 200)), AS_OF))
            yield from _Talk(committee, seat, f"t-{id}-{number}-1", later, random).timely(
                f"c-{id}-{number}"
            )


def _some_workday(random: Random) -> date:
    return _workday(FIRST_DAY + timedelta(random.randrange((AS_OF - FIRST_DAY).days)))


def _workday(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))


def _plan(id: str, year: int, items: Iterable[tuple[int, Organization]]) -> Plain:
    return {
        "type": "plan",
        "organization": id,
        "year": year,
        "adopted_on": f"{year}-02-20",
        "informed_by": ["inspection", "discipline_review", "audit"],
        "items": [
            {
                "id": f"plan-{id}-{number}",
                "organization": seat.id,
                "interviewee": _head(seat.id),
                "responsible": "办公室",
                "due_on": f"{year}-12-31",
            }
            for number, seat in items
        ],
    }


def _annual_duties(id: str, year: int) -> Plain:
    return {
        "type": "annual_duties",
        "organization": id,
        "year": year,
        "responsibility_list_includes_talks": True,
        "report_submitted_on": f"{year + 1}-01-15",
        "report_covers_talks": True,
        "debriefed_on": f"{year + 1}-02-25",
        "debrief_covers_talks": True,
    }


class _Talk:
    """A talk in the making, with what belongs to it."""

    def __init__(
        self, committee: Committee, seat: Organization, id: str, day: date, random: Random
    ) -> None:
        self.day = day
        self.random = random
        self.seat = seat
        secretary = seat.kind in _BY_THE_SECRETARY
        talker = 1 if secretary else random.randint(1, len(_TEAM))
        texts = [_text(random), _text(random)]
        start = random.randint(_FIRST_START, _LAST_START)
        self.talk: Plain = {
            "type": "talk",
            "id": id,
            "kind": "regular",
            "held_by": committee.organization.id,
            "organization": seat.id,
            "talker": f"p-{committee.organization.id}-{talker}",
            "interviewees": [_head(seat.id)],
            "started_at": _at(day, start),
            "ended_at": _at(day, start + _MINUTES),
            "organized_by": "office",
            "participants": [{"from": "discipline"}],
            "talker_prepared_on": str(day - timedelta(1)),
            "self_examined_on": str(day - timedelta(random.randint(2, 9))),
            "steps": [
                {"step": step, "at": _at(day, start + minutes)} for step, minutes in _STEPS.items()
            ],
            "problems": [
                {"id": f"p{n}", "summary": text, "concerns": random.choice(_CONCERNS)}
                for n, text in enumerate(texts, 1)
            ],
            "recorded_on": str(day),
        }
        proposed = day + timedelta(random.randint(5, 18))
        reported = proposed + timedelta(random.randint(1, 7))
        progress = day + timedelta(random.randint(55, 85))
        self.rectification: Plain = {
            "type": "rectification",
            "talk": id,
            "measures": [
                {
                    "id": f"m{n}",
                    "problems": [f"p{n}"],
                    "content": f"针对{text}的问题，完善制度，明确责任，按季自查",
                    "first_responsibility": n == 1,
                }
                for n, text in enumerate(texts, 1)
            ],
            "measures_proposed_on": proposed,
            "measures_reported_on": reported,
            "report_contents": ["thoughts", "measures"],
            "team_notified_on": reported + timedelta(2),
            "progress_reported_on": progress,
        }
        self.materials = {
            "record": day + timedelta(1),
            "measures": reported + timedelta(1),
            "rectification_report": progress + timedelta(2),
        }
        self.copies = {
            "discipline": progress + timedelta(2),
            "organization": progress + timedelta(2),
        }
        self.judgements: list[Plain] = []

    def regular(self, plan_item: str) -> Iterator[Plain]:
        """Give a regular talk, held by the plan."""
        self.talk["plan_item"] = plan_item
        return self._written()

    def timely(self, circumstance: str) -> Iterator[Plain]:
        """Give a timely talk after the circumstance that called for it."""
        del self.talk["self_examined_on"]
        self.talk |= {"kind": "timely", "basis": [circumstance]}
        yield {
            "type": "circumstance",
            "id": circumstance,
            "organization": self.seat.id,
            "person": _head(self.seat.id),
            "category": self.random.choice(("petitions", "assessment", "tendencies")),
            "recognized_on": str(self.day - timedelta(7)),
            "source": "季度分析",
        }
        yield from self._written()

    def _written(self) -> Iterator[Plain]:
        if self.random.random() < _IRREGULAR:
            self.random.choice(_IRREGULARITIES)(self)
        yield self.talk
        rectification = {
            name: str(value) if isinstance(value, date) else value
            for name, value in self.rectification.items()
            if not isinstance(value, date) or value <= AS_OF
        }
        if "measures_reported_on" not in rectification:
            rectification.pop("report_contents", None)
        if "measures_proposed_on" in rectification:
            yield rectification
        yield {
            "type": "filing",
            "talk": self.talk["id"],
            "materials": _until_now("material", "filed_on", self.materials),
            "copies": _until_now("to", "sent_on", self.copies),
        }
        yield from self.judgements


def _until_now(what: str, when: str, days: dict[str, date]) -> list[Plain]:
    return [{what: each, when: str(day)} for each, day in days.items() if day <= AS_OF]


def _at(day: date, minute: int) -> str:
    return f"{day}T{minute // 60:02}:{minute % 60:02}:00+08:00"


def _text(random: Random) -> str:
    area, failing = random.choice(_AREAS), random.choice(_FAILINGS)
    return f"{area}{failing}，涉及{random.randint(2, 40)}项，其中{random.randint(2, 400)}号未办结"


def _later(name: str, days: int) -> Callable[[_Talk], None]:
    def change(talk: _Talk) -> None:
        day = talk.rectification[name]
        talk.rectification[name] = day + timedelta(days) if isinstance(day, date) else day

    return change


def _not_recorded(name: str) -> Callable[[_Talk], None]:
    def change(talk: _Talk) -> None:
        talk.talk.pop(name, None)

    return change


def _recorded_as(name: str, value: object) -> Callable[[_Talk], None]:
    def change(talk: _Talk) -> None:
        talk.talk[name] = value

    return change


def _no_problems(talk: _Talk) -> None:
    talk.talk["problems"] = []
    talk.rectification["measures"] = []


def _no_step(talk: _Talk) -> None:
    talk.talk["steps"] = [{"step": step} for step in (*_STEPS,)[:3]]


def _steps_swapped(talk: _Talk) -> None:
    talk.talk["steps"] = [{"step": step} for step in reversed(_STEPS)]


def _prepared_too_late(talk: _Talk) -> None:
    talk.talk["talker_prepared_on"] = str(talk.day + timedelta(1))


def _nothing_rectified(talk: _Talk) -> None:
    talk.rectification = {"type": "rectification", "talk": talk.talk["id"]}


def _no_copy(talk: _Talk) -> None:
    del talk.copies["organization"]


def _not_filed(talk: _Talk) -> None:
    del talk.materials["rectification_report"]


def _thoughts_alone(talk: _Talk) -> None:
    talk.rectification["report_contents"] = ["thoughts"]


def _not_genuine(talk: _Talk) -> None:
    talk.judgements.append(
        {
            "type": "judgement",
            "id": f"j-{talk.talk['id']}",
            "talk": talk.talk["id"],
            "question": "genuine",
            "answer": False,
            "by": "办公室",
            "on": str(talk.day),
        }
    )


_IRREGULARITIES: Final[tuple[Callable[[_Talk], None], ...]] = (
    _later("measures_proposed_on", 40),
    _later("measures_reported_on", 40),
    _later("progress_reported_on", 60),
    _not_recorded("talker"),
    _not_recorded("organized_by"),
    _not_recorded("talker_prepared_on"),
    _not_recorded("steps"),
    _recorded_as("organized_by", "discipline"),
    _no_problems,
    _recorded_as("interviewees", []),
    _no_step,
    _steps_swapped,
    _prepared_too_late,
    _nothing_rectified,
    _no_copy,
    _not_filed,
    _thoughts_alone,
    _not_genuine,
)
"""What an irregular talk may be like; one of these."""
