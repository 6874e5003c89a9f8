"""Random registers for comparing the library with the oracle, aimed at boundaries.

A register starts as that of a county whose talks are as they should be; its days are drawn from
month ends, days around holidays and make-up workdays, first and last days of posts and terms, the
due dates themselves and their neighbours. Then some of its fields are changed at random: nulled,
moved by a day, given to somebody else. The seed alone decides; the same seed gives the same case.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import Final, NamedTuple, TypeVar, cast

from supervision_talk import InvalidInput, Register
from supervision_talk.interchange import loads
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.fields import (
    SHANGHAI,
    Boolean,
    CivilDate,
    FieldType,
    ListOf,
    MomentType,
    Nested,
    OneOf,
    Record,
    Reference,
    Text,
    Year,
    field_types,
    interchange_name,
    required_fields,
)
from tests.oracle.records import World, policy_from
from tests.oracle.workdays import due_in_months, m1, m3

Row = dict[str, object]
Tables = dict[str, list[Row]]
T = TypeVar("T")


class RandomCase(NamedTuple):
    """A register as a plain document and as the library reads it, with what it is asked."""

    seed: int
    document: Row
    register: Register
    as_of: date
    policy: Row


IN_FORCE: Final = date(2026, 1, 30)
TALK_DAYS: Final = [
    date.fromisoformat(day)
    for day in (
        *("2026-01-15", "2026-01-29", "2026-01-30", "2026-01-31", "2026-02-09", "2026-02-14"),
        *("2026-02-15", "2026-02-28", "2026-03-05", "2026-03-10", "2026-03-31", "2026-04-01"),
        *("2026-04-09", "2026-04-30", "2026-05-30", "2026-05-31", "2026-06-19", "2026-06-20"),
        *("2026-06-30", "2026-07-01", "2026-07-10", "2026-08-20", "2026-08-31", "2026-09-10"),
        *("2026-09-25", "2026-10-31", "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-31"),
        *("2027-02-28", "2027-05-01", "2027-11-30"),
    )
]
SUMMARIES: Final = ["问题一", "问题１", "问题1。", "问 题，1", "问题①", "é", "é", "……", "", None]
STEPS: Final = (
    "self_examination",
    "issues_pointed_out",
    "explanation",
    "rectification_required",
    "commitment",
)
ONE_DAY: Final = timedelta(days=1)
_EAST: Final = timezone(timedelta(hours=12))

POLICY_CHOICES: Final[dict[str, list[object]]] = {
    "month_end": ["corresponding_day", "last_day"],
    "roll": ["rest_days", "public_holidays", "none"],
    "measures_within_months": [1],
    "progress_within_months": [1, 2, 3],
    "measures_within_days": [None, 1, 15, 28],
    "progress_within_days": [None, 1, 60, 89],
    "measures_report_due": ["with_measures", "none"],
    "talks_before_effect_count": [True, False],
    "timely_within_days": [None, 1, 10, 30],
    "plan_due": ["12-31", "03-31", "02-28"],
    "responsibility_list_due": ["12-31", "06-30"],
    "annual_report_due": ["03-31", "01-31"],
    "debrief_due": ["03-31", "02-28"],
    "own_organs_are_seats": [True, False],
    "minimum_tenure_days": [0, 1, 30, 180],
    "acting_heads_count": [True, False],
    "not_recorded": ["unknown", "violated"],
}


def random_case(seed: int) -> RandomCase:
    """Make the case of a seed."""
    random = Random(f"supervision talks {seed}")  # noqa: S311 - no secret
    policy = _policy(seed)
    county = _County(random, policy)
    tables = county.tables()
    as_of = _as_of(random, tables, county.days)
    changes = random.choice([0, 0, 1, 1, 2, 4, 8, 16, 40])
    for fewer in (changes, changes // 4, 0):
        changed = _copied(tables)
        for _ in range(fewer):
            _change(random, changed, [*county.days, as_of])
        _mend(changed)
        document: Row = {"format": "supervision-talk/register/1", **changed}
        if random.random() < 0.3:
            ids = [row["id"] for row in changed["organizations"]]
            document["kept_for"] = random.sample(ids, random.randint(0, len(ids)))
        try:
            register = loads(json.dumps(document))
        except InvalidInput:
            continue
        return RandomCase(seed, document, register, as_of, policy)
    raise AssertionError(f"seed {seed}: the county itself is no register")


def _policy(seed: int) -> Row:
    """Give one of 48 policies to every thousand seeds: compiling rules for one takes time."""
    random = Random(f"policy {seed // 1_000} {seed % 48}")  # noqa: S311 - no secret
    chosen = random.choice([0, 0, 0, 1, 2, len(POLICY_CHOICES)])
    names = random.sample(sorted(POLICY_CHOICES), chosen)
    return {name: random.choice(POLICY_CHOICES[name]) for name in names}


def _as_of(random: Random, tables: Tables, days: Sequence[date]) -> date:
    ends = [day for row in tables["terms"] if (day := _day(row["end"])) is not None]
    near = random.choice([*days, *ends]) + random.choice([-1, 0, 0, 1]) * ONE_DAY
    late = date(2026, 7, 29) + random.randrange(520) * ONE_DAY
    yearly = random.choice([date(2026, 12, 31), date(2027, 3, 31)]) + random.randrange(2) * ONE_DAY
    return random.choice([near, near, near, late, late, yearly])


def _day(value: object) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else None


class _County:
    """A county with its city, towns, bureaus and organs, and their talks as they should be."""

    def __init__(self, random: Random, policy: Row) -> None:
        self.random = random
        self.world = World({}, date.max, policy_from(policy))
        self.care = random.choice([1.0, 1.0, 0.97, 0.9, 0.7])
        self.days = [IN_FORCE]
        self.organizations: list[Row] = []
        self.appointments: list[Row] = []
        self.people: set[str] = set()

    def careful(self) -> bool:
        return self.random.random() < self.care

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def tables(self) -> Tables:
        self._organize()
        self._appoint()
        tables: Tables = {kind.plural: [] for kind in RECORD_KINDS.values()}
        tables["organizations"] = self.organizations
        tables["appointments"] = self.appointments
        tables["terms"] = self._terms()
        for number in range(self.random.randint(1, 6)):
            self._talk(tables, f"t{number}")
        self._plans(tables)
        self._annual_duties(tables)
        self._oversight(tables)
        self._forget(tables)
        tables["people"] = [{"id": each} for each in sorted(self.people)]
        return tables

    # Who there is

    def _organize(self) -> None:
        def add(
            id_: str, kind: str, level: str, superior: str | None, share: float, **more: object
        ) -> None:
            there = {row["id"] for row in self.organizations}
            if self.often(share) and (superior is None or superior in there):
                row: Row = {"id": id_, "kind": kind, "level": level, "superior": superior, **more}
                first, last = sorted([self._near(), self._near()])
                if not self.careful():
                    row["established_on"] = str(first)
                if not self.careful():
                    row["abolished_on"] = str(last)
                self.organizations.append(row)

        add("city", "local_committee", "city", None, 0.5)
        above = "city" if self.organizations else None
        add("pref", "prefecture_committee", "city", above, 0.1)
        county_kind = self.random.choice(["local_committee"] * 5 + ["central_committee"])
        add("county", county_kind, "county", above, 1)
        add("town1", "township_committee", "township", "county", 1)
        add("town2", "township_committee", "township", "county", 0.7)
        add("street", "street_working_committee", "township", "county", 0.4)
        add("zone", "working_committee", "county", "county", 0.3)
        add("edu", "party_group", "county", "county", 0.5, approved_by="county")
        add("school", "unit_committee", "county", "edu", 0.8)
        add("village", "grassroots", "grassroots", "town1", 0.3)
        add("works", "grassroots", "grassroots", "zone", 0.5)
        add("inspect", "discipline_organ", "county", "county", 0.3)
        add("staff", "working_organ", "county", "county", 0.2)
        add("school2", "affiliated_institution", "county", "county", 0.2)
        add("army", "military", "county", "county", 0.15)
        add("troop", "military", "township", "army", 0.5)

    def _near(self) -> date:
        return self.random.choice(TALK_DAYS) + self.random.choice([-1, 0, 0, 1]) * ONE_DAY

    def _appoint(self) -> None:
        for row in self.organizations:
            organization = str(row["id"])
            first = self.random.choice([date(2021, 12, 10), date(2025, 3, 1)])
            if self.often(0.25):
                last = self._near()
                self._post(organization, "secretary", 1, first, last)
                gap = self.random.choice([0, 1, 1, 1, 2, 40])
                self._post(organization, "secretary", 2, last + gap * ONE_DAY, None)
                self.days += [last, last + gap * ONE_DAY]
            elif self.careful():
                self._post(organization, "secretary", 1, first, None)
            if organization in ("city", "county", "edu", "town1"):
                self._post(organization, "deputy_secretary", 3, first, None)
                self._post(organization, "member", 4, first, self._near() + 400 * ONE_DAY)
        for number in range(3):
            self.people.add(f"p-other-{number}")

    def _post(
        self, organization: str, role: str, number: int, start: date, end: date | None
    ) -> None:
        person = f"p-{organization}-{number}"
        self.people.add(person)
        row: Row = {
            "person": person,
            "organization": organization,
            "role": role,
            "start": str(start),
            "end": None if end is None else str(max(start, end)),
        }
        if self.often(0.06):
            row["acting"] = True
        self.appointments.append(row)

    def _head(self, organization: str, day: date) -> str:
        for row in self.appointments:
            start, end = _day(row["start"]), _day(row["end"])
            if (
                row["organization"] == organization
                and row["role"] == "secretary"
                and start is not None
                and start <= day
                and (end is None or day <= end)
            ):
                return str(row["person"])
        return "p-other-0"

    def _terms(self) -> list[Row]:
        rows: list[Row] = []
        for row in self.organizations:
            if row["kind"] in ("party_group", "working_committee", "street_working_committee"):
                continue
            if not self.careful():
                continue
            ended = self.often(0.3)
            end = self.random.choice([date(2026, 12, 20), self._near() + 200 * ONE_DAY])
            planned = None if self.often(0.2) else "2026-12-20"
            rows.append(
                {
                    "organization": row["id"],
                    "ordinal": 14,
                    "start": "2021-12-20",
                    "end": str(end) if ended else None,
                    "planned_end": planned,
                }
            )
            self.days += [end] if ended else []
            if ended and self.often(0.7):
                start = str(end + self.random.choice([0, 1, 1, 30]) * ONE_DAY)
                rows.append({"organization": row["id"], "ordinal": 15, "start": start, "end": None})
        return rows

    # A talk and what follows from it

    def _talk(self, tables: Tables, id_: str) -> None:
        pairs = [
            (str(row["superior"]), row)
            for row in self.organizations
            if row["superior"] is not None and (row["kind"] != "military" or self.often(0.3))
        ]
        committee, subordinate = self.random.choice(pairs)
        organization = str(subordinate["id"])
        if not self.careful():
            committee = str(self.random.choice(self.organizations)["id"])
        held_on = self.random.choice(TALK_DAYS)
        self.days += [held_on, m1(self.world, held_on).effective, m3(self.world, held_on).effective]
        timely, way = self.often(0.3), self.random.randrange(6)
        talk: Row = {
            "id": id_,
            "kind": "timely" if timely else "regular",
            "held_by": committee,
            "organization": organization,
            "talker": self._head(committee, held_on),
            "interviewees": [self._head(organization, held_on)],
            "ended_at": self._moment(held_on, 10, 0, way),
            "organized_by": "office",
            "talker_prepared_on": str(held_on - self.random.randrange(2) * ONE_DAY),
            "self_examined_on": str(held_on - self.random.randrange(3) * ONE_DAY),
            "steps": [
                {"step": step, "at": self._moment(held_on, 9, 5 * index, way)}
                for index, step in enumerate(STEPS)
            ],
            "problems": [
                {
                    "id": f"{id_}-{number}",
                    "summary": f"{id_} {number}"
                    if self.often(0.6)
                    else self.random.choice(SUMMARIES),
                    "concerns": "first_responsibility",
                }
                for number in range(self.random.choice([1, 1, 2]))
            ],
            "recorded_on": self._in_time(held_on, m3(self.world, held_on).effective),
        }
        taken = talk["steps"]
        if not self.careful() and isinstance(taken, list):
            self.random.shuffle(taken)
        if timely or self.often(0.1):
            day = held_on - self.random.choice([0, 0, 1, 5]) * ONE_DAY
            self.days.append(day)
            tables["circumstances"].append(
                {
                    "id": f"c-{id_}",
                    "organization": organization,
                    "person": self.random.choice([None, self._head(organization, day)]),
                    "category": "petitions",
                    "recognized_on": str(day),
                }
            )
            talk["basis"] = [f"c-{id_}"] if timely else None
        tables["talks"].append(talk)
        self._judge(tables, id_, held_on)
        if self.often(0.85):
            self._follow_up(tables, talk, held_on)

    def _moment(self, day: date, hour: int, minute: int, way: int) -> str:
        """Write a moment on a day of Shanghai in one of the ways in which it may be written."""
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
        if way == 0:
            return str(day)
        if way == 1:
            return at.replace(tzinfo=None).isoformat()
        if way == 2:  # just after midnight: by London's clock it is still the day before
            return at.replace(hour=hour - 9).astimezone(UTC).isoformat()
        if way == 3:  # just before midnight: by Auckland's clock it is already the day after
            return at.replace(hour=hour + 13).astimezone(_EAST).isoformat()
        return at.isoformat()

    def _in_time(self, start: date, due: date) -> str:
        """Give a day from the start to the due date; one that is careless now and then."""
        if self.careful():
            last = max(start, due)
            choice = self.random.choice([start, last, last - ONE_DAY, start + (last - start) / 2])
            day = max(start, choice)
        else:
            day = due + self.random.choice([-1, 0, 1, 1, 2, 30]) * ONE_DAY
        if self.often(0.1):
            self.days.append(day)
        return str(day)

    def _judge(self, tables: Tables, talk: str, held_on: date) -> None:
        for number in range(self.random.choice([0, 0, 1, 3])):
            day = held_on + self.random.randrange(60) * ONE_DAY
            tables["judgements"].append(
                {
                    "id": f"j-{talk}-{number}",
                    "talk": talk,
                    "question": self.random.choice(["to_the_point", "truthful", "genuine"]),
                    "answer": self.careful(),
                    "on": str(day) if self.careful() else None,
                }
            )

    def _follow_up(self, tables: Tables, talk: Row, held_on: date) -> None:
        id_ = str(talk["id"])
        month, quarter = m1(self.world, held_on), m3(self.world, held_on)
        problems = talk["problems"]
        assert isinstance(problems, list)
        names = [problem["id"] for problem in problems]
        reported = self._in_time(held_on, month.effective)
        progress = self._in_time(held_on, quarter.effective)
        rectification: Row = {
            "talk": id_,
            "measures": [
                {
                    "id": f"m-{id_}-{index}",
                    "problems": [name],
                    "first_responsibility": self.often(0.6),
                }
                for index, name in enumerate(names)
            ],
            "measures_proposed_on": self._in_time(held_on, month.effective),
            "measures_reported_on": reported if self.often(0.9) else None,
            "report_contents": ["thoughts", "measures"],
            "reported_to": self.random.choice([None, None, talk["held_by"]]),
            "team_notified_on": self._in_time(held_on, quarter.effective),
            "progress_reported_on": progress if self.often(0.9) else None,
        }
        tables["rectifications"].append(rectification)
        last = max(date.fromisoformat(reported), date.fromisoformat(progress))
        self.days.append(due_in_months(self.world, last, 1).effective)
        if self.often(0.85):
            materials: list[Row] = [
                {"material": material, "filed_on": self._in_time(held_on, quarter.effective)}
                for material in ("record", "measures", "rectification_report")
            ]
            copies: list[Row] = [
                {"to": to, "sent_on": self._in_time(held_on, quarter.effective)}
                for to in ("discipline", "organization")
            ]
            tables["filings"].append({"talk": id_, "materials": materials, "copies": copies})

    # What a committee owes

    def _committees(self) -> list[str]:
        above = {row["superior"] for row in self.organizations}
        return [str(row["id"]) for row in self.organizations if row["id"] in above]

    def _plans(self, tables: Tables) -> None:
        for committee in self._committees():
            for year, share in ((2026, 0.8), (2027, 0.3), (2025, 0.05)):
                if self.often(share):
                    plan = self._plan(committee, year)
                    tables["plans"].append(plan)
                    self._name_items(tables["talks"], plan)

    def _plan(self, committee: str, year: int) -> Row:
        due = self._near() if self.often(0.3) else date(year, 12, 31)
        adopted = self._in_time(date(year, 1, 1), date(year, 12, 31))
        self.days += [due, date.fromisoformat(adopted)]
        below = [row["id"] for row in self.organizations if row["superior"] == committee]
        items = [
            {
                "id": f"i-{committee}-{year}-{seat}-{number}",
                "organization": seat,
                "talker": self.random.choice(sorted(self.people)),
                "responsible": self.random.choice([None, "office"]),
                "due_on": str(due) if self.often(0.9) else None,
            }
            for seat in below
            for number in range(self.random.choice([1, 1, 2]))
        ]
        return {
            "organization": committee,
            "year": year,
            "adopted_on": adopted,
            "informed_by": ["inspection"],
            "items": items,
        }

    def _name_items(self, talks: list[Row], plan: Row) -> None:
        items = plan["items"]
        assert isinstance(items, list)
        for talk in talks:
            fitting = [
                item["id"]
                for item in items
                if talk["held_by"] == plan["organization"]
                and item["organization"] == talk["organization"]
            ]
            if fitting and self.often(0.4):
                talk["plan_item"] = self.random.choice(fitting)

    def _annual_duties(self, tables: Tables) -> None:
        for committee in self._committees():
            for year in (2026, 2027):
                if self.often(0.7):
                    tables["annual_duties"].append(
                        {
                            "organization": committee,
                            "year": year,
                            "responsibility_list_includes_talks": self.careful(),
                            "report_submitted_on": self._in_time(
                                date(year + 1, 1, 1), date(year + 1, 3, 31)
                            ),
                            "report_covers_talks": self.careful(),
                            "debriefed_on": self._in_time(
                                date(year + 1, 1, 1), date(year + 1, 3, 31)
                            ),
                            "debrief_covers_talks": self.careful(),
                        }
                    )

    def _oversight(self, tables: Tables) -> None:
        for number in range(self.random.choice([0, 1, 3])):
            tables["assessments"].append(
                {
                    "id": f"a{number}",
                    "kind": self.random.choice(["assessment", "inspection", "routine"]),
                    "assessor": self.random.choice(self.organizations)["id"],
                    "on": str(self._near()),
                    "considered_talks": self.careful(),
                    "considered_rectification": self.careful(),
                }
            )
        for number in range(self.random.choice([0, 1, 2])):
            tables["disclosures"].append(
                {
                    "id": f"x{number}",
                    "talk": self.random.choice(tables["talks"])["id"],
                    "on": str(self._near() + 30 * ONE_DAY),
                    "confidential": self.often(0.8),
                    "authorized": self.careful(),
                }
            )

    def _forget(self, tables: Tables) -> None:
        """Leave fields of some records empty, as offices do."""
        share = self.random.choice([0, 0, 0.2, 0.6])
        for kind in RECORD_KINDS.values():
            if kind.plural not in ("organizations", "people", "appointments", "terms"):
                for row in tables[kind.plural]:
                    while self.often(share):
                        _empty_a_field(self.random, row, kind.record)


# Changes at random


def _copied(value: T) -> T:
    return cast("T", json.loads(json.dumps(value)))


def _empty_a_field(random: Random, row: Row, record: type[Record]) -> None:
    types = field_types(record)
    name = random.choice([each for each in types if each not in required_fields(record)])
    type_, value = types[name], row.get(name)
    if isinstance(type_, ListOf) and random.random() < 0.6:
        if isinstance(type_.element, Nested) and value and random.random() < 0.5:
            assert isinstance(value, list)
            _empty_a_field(random, random.choice(value), type_.element.record)
        else:
            row[name] = []
    else:
        row[name] = None


def _mend(tables: Tables) -> None:
    """Put right what the changes left contradictory, where that is easily done."""
    for plural, start, end in (
        ("organizations", "established_on", "abolished_on"),
        ("appointments", "start", "end"),
        ("terms", "start", "end"),
        ("terms", "start", "planned_end"),
    ):
        for row in tables[plural]:
            first, last = _day(row.get(start)), _day(row.get(end))
            if first is not None and last is not None and last < first:
                row[end] = row[start]
    committees = {
        item["id"]: plan["organization"]
        for plan in tables["plans"]
        for item in _rows(plan.get("items"))
    }
    problems = {}
    for talk in tables["talks"]:
        problems[talk["id"]] = {problem["id"] for problem in _rows(talk.get("problems"))}
        if committees.get(talk.get("plan_item")) != talk["held_by"]:
            talk["plan_item"] = None
    for rectification in tables["rectifications"]:
        for measure in _rows(rectification.get("measures")):
            names = measure.get("problems")
            if isinstance(names, list):
                known = problems[rectification["talk"]]
                measure["problems"] = [each for each in names if each in known]


def _rows(value: object) -> list[Row]:
    return value if isinstance(value, list) else []


def _change(random: Random, tables: Tables, days: Sequence[date]) -> None:
    """Change one field, drop a record, or copy a talk's problems into another."""
    kinds = [kind for kind in RECORD_KINDS.values() if kind.name != "person"]
    often = [RECORD_KINDS[name] for name in ("talk", "talk", "rectification", "filing")]
    kind = random.choice([kind for kind in (*kinds, *often) if tables[kind.plural]])
    rows = tables[kind.plural]
    row = random.choice(rows)
    way = random.random()
    if way < 0.05 and kind.plural not in ("organizations", "people", "talks", "circumstances"):
        rows.remove(row)
    elif way < 0.1 and len(tables["talks"]) > 1:
        one, other = random.sample(tables["talks"], 2)
        one["problems"] = _copied(other["problems"])
        tables["rectifications"] = [
            each for each in tables["rectifications"] if each["talk"] != one["id"]
        ]
    else:
        _change_field(random, row, kind.record, tables, days)


def _change_field(
    random: Random, row: Row, record: type[Record], tables: Tables, days: Sequence[date]
) -> None:
    types = field_types(record)
    name = random.choice([each for each in types if each not in ("id", "name")])
    key = interchange_name(name)
    if name not in required_fields(record) and random.random() < 0.25:
        row[key] = None
    else:
        row[key] = _changed(random, row.get(key), types[name], tables, days)


def _changed(  # noqa: PLR0911 - one return a type
    random: Random,
    value: object,
    type_: FieldType[object],
    tables: Tables,
    days: Sequence[date],
) -> object:
    if isinstance(type_, ListOf):
        return _changed_list(random, value, type_.element, tables, days)
    if isinstance(type_, (CivilDate, MomentType)):
        return str(_moved(random, _day(value), days))
    if isinstance(type_, Boolean):
        return random.random() < 0.5
    if isinstance(type_, Year):
        return random.choice([2026, 2027])
    if isinstance(type_, Text):
        return random.choice(["discipline", "organization", "audit", "问题一"])
    if isinstance(type_, OneOf):
        return random.choice(sorted(type_.known))
    if isinstance(type_, Reference):
        ids = _ids(tables, type_.kind)
        return random.choice(ids) if ids else value
    return value


def _changed_list(
    random: Random,
    value: object,
    element: FieldType[object],
    tables: Tables,
    days: Sequence[date],
) -> object:
    items = list(value) if isinstance(value, list) else []
    way = random.randrange(6)
    if way == 0:
        return []
    if way == 1 and items:
        items.pop(random.randrange(len(items)))
    elif way == 2:
        random.shuffle(items)
    elif way == 3 and items and not (isinstance(items[0], dict) and "id" in items[0]):
        items.append(_copied(random.choice(items)))
    elif way == 4 and not isinstance(element, Nested):
        items.append(_changed(random, None, element, tables, days))
    elif items and isinstance(element, Nested):
        _change_field(random, random.choice(items), element.record, tables, days)
    return items


def _moved(random: Random, day: date | None, days: Sequence[date]) -> date:
    if day is None or random.random() < 0.4:
        day = random.choice(days)
    return day + random.choice([-1, 0, 1, 1]) * ONE_DAY


def _ids(tables: Tables, kind: str) -> list[str]:
    if kind == "plan_item":
        return [str(item["id"]) for plan in tables["plans"] for item in _rows(plan.get("items"))]
    if kind == "problem":
        return [
            str(problem["id"])
            for talk in tables["talks"]
            for problem in _rows(talk.get("problems"))
        ]
    return [str(row["id"]) for row in tables[RECORD_KINDS[kind].plural]]
