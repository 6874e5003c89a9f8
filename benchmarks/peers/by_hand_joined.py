"""The twelve rules in plain Python from the records themselves: decoded, joined and checked.

The tables of the other tools are joined already; here it is done by hand what the library does
from the same lines: who was secretary on the day, what had happened by the day of the audit.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from benchmarks.peers import by_hand
from benchmarks.peers.rows import AS_OF, Answer

NAME = "plain Python, from the records"

_IN_FORCE = date(2026, 1, 30)
_ORDER = {
    "self_examination": 1,
    "issues_pointed_out": 2,
    "explanation": 3,
    "rectification_required": 4,
    "commitment": 5,
}
_BOTH = frozenset({"discipline", "organization"})


@attrs.frozen
class Post:
    """Somebody's post in a leadership team."""

    person: str
    role: str
    start: str
    end: str


@attrs.frozen
class Talk:
    """What was recorded of a talk."""

    id: str
    kind: str
    held_by: str
    organization: str
    held_on: date | None
    talker: str | None
    interviewees: int | None
    prepared_on: date | None
    self_examined_on: date | None
    steps: Sequence[tuple[str, str | None]] | None
    problems: int | None


@attrs.frozen
class Rectification:
    """What was recorded of a rectification."""

    measures_on: date | None = None
    first_responsibility: bool | None = None
    notified_on: date | None = None
    progress_on: date | None = None


_NOTHING_RECTIFIED = Rectification()


@attrs.frozen
class Records:
    """The records, by what they are looked up by."""

    organizations: dict[str, tuple[str, str, str | None]] = attrs.field(factory=dict)
    posts: defaultdict[str, list[Post]] = attrs.field(factory=lambda: defaultdict(list))
    talks: dict[str, Talk] = attrs.field(factory=dict)
    rectifications: dict[str, Rectification] = attrs.field(factory=dict)
    copied: dict[str, bool | None] = attrs.field(factory=dict)


@cache
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text[:10])


def _happened(text: str | None) -> date | None:
    day = _day(text)
    return None if day is None or day > AS_OF else day


def _count(values: Sequence[object] | None) -> int | None:
    return None if values is None else len(values)


def read(line: str | bytes, into: Records) -> str:
    """Decode one line; give the id of the talk that it is about, if it is about one."""
    record = json.loads(line)
    get = record.get
    match get("type"):
        case "organization":
            into.organizations[record["id"]] = record["kind"], record["level"], get("superior")
        case "appointment":
            into.posts[record["organization"]].append(
                Post(record["person"], record["role"], record["start"], get("end") or "9999")
            )
        case "talk":
            steps = get("steps")
            into.talks[record["id"]] = Talk(
                id=record["id"],
                kind=record["kind"],
                held_by=record["held_by"],
                organization=record["organization"],
                held_on=_day(get("ended_at")),
                talker=get("talker"),
                interviewees=_count(get("interviewees")),
                prepared_on=_day(get("talker_prepared_on")),
                self_examined_on=_day(get("self_examined_on")),
                steps=None if steps is None else [(each["step"], each.get("at")) for each in steps],
                problems=_count(get("problems")),
            )
        case "rectification":
            measures = get("measures")
            days = (_happened(get("measures_proposed_on")), _happened(get("measures_reported_on")))
            into.rectifications[record["talk"]] = Rectification(
                measures_on=min((day for day in days if day is not None), default=None),
                first_responsibility=None
                if measures is None
                else any(each["first_responsibility"] for each in measures),
                notified_on=_happened(get("team_notified_on")),
                progress_on=_happened(get("progress_reported_on")),
            )
        case "filing":
            into.copied[record["talk"]] = (
                None
                if get("copies") is None
                else _BOTH.issubset(
                    each["to"]
                    for each in record["copies"]
                    if each.get("sent_on") is None or _happened(each["sent_on"]) is not None
                )
            )
    return str(get("talk") or get("id"))


def load(path: Path) -> Records:
    """Decode the records."""
    records = Records()
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            read(line, records)
    return records


def _joined(talk: Talk, held_on: date, records: Records) -> by_hand.Talk:
    kind, level, superior = records.organizations[talk.organization]
    day = held_on.isoformat()
    team = records.posts.get(talk.held_by, ())
    secretaries = [post for post in team if post.role == "secretary"]
    rectification = records.rectifications.get(talk.id, _NOTHING_RECTIFIED)
    steps = talk.steps
    return by_hand.Talk(
        id=talk.id,
        kind=talk.kind,
        held_on=held_on,
        organization_kind=kind,
        organization_level=level,
        in_leadership=_in_post(talk.talker, team, day),
        interviewees=talk.interviewees,
        direct_superior=None if superior is None else superior == talk.held_by,
        by_secretary=_in_post(talk.talker, secretaries, day),
        problems=talk.problems,
        prepared_on=talk.prepared_on,
        self_examined_on=talk.self_examined_on,
        steps=None if steps is None else len({step for step, _ in steps}),
        in_order=None if steps is None else _in_order(steps),
        measures_on=rectification.measures_on,
        first_responsibility=rectification.first_responsibility,
        notified_on=rectification.notified_on,
        progress_on=rectification.progress_on,
        copied=records.copied.get(talk.id),
    )


def _in_post(person: str | None, posts: Sequence[Post], day: str) -> bool | None:
    if person is None or not posts:
        return None
    return any(each.person == person and each.start <= day <= each.end for each in posts)


def _in_order(steps: Sequence[tuple[str, str | None]]) -> bool:
    """Tell whether steps come in the order of the Measures, and their times do not go back."""
    firsts = [_ORDER[step] for step in dict.fromkeys(step for step, _ in steps)]
    times = [at for _, at in steps if at is not None]
    return firsts == sorted(firsts) and times == sorted(times)


def check(talk: Talk, records: Records) -> Iterable[Answer]:
    """Apply the twelve rules to one talk, if the Measures govern it."""
    held_on = talk.held_on
    if held_on is None or not _IN_FORCE <= held_on <= AS_OF:
        return ()
    return by_hand.check(_joined(talk, held_on, records))


def judge(records: Records) -> list[Answer]:
    """Apply the rules to all."""
    return [answer for talk in records.talks.values() for answer in check(talk, records)]


def one(lines: Iterable[bytes], records: Records) -> Iterable[Answer]:
    """Answer for one talk from its lines, among the records of the others."""
    talk = ""
    for line in lines:
        talk = read(line, records)
    return list(check(records.talks[talk], records))
