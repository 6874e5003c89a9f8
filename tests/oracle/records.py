"""Reading the plain interchange document: one small function a question, loops over lists.

The document is assumed valid. A field that is null or absent gives None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Record = Mapping[str, object]

SHANGHAI = ZoneInfo("Asia/Shanghai")
IN_FORCE = date(2026, 1, 30)
OWN_ORGANS = ("discipline_organ", "working_organ")


def text(record: Record, field: str) -> str | None:
    value = record.get(field)
    return value if isinstance(value, str) else None


def must_text(record: Record, field: str) -> str:
    value = record[field]
    assert isinstance(value, str)
    return value


def flag(record: Record, field: str) -> bool | None:
    value = record.get(field)
    return value if isinstance(value, bool) else None


def number(record: Record, field: str) -> int:
    value = record[field]
    assert isinstance(value, int)
    return value


def texts(record: Record, field: str) -> list[str] | None:
    value = record.get(field)
    if not isinstance(value, list):
        return None
    return [item for item in value if isinstance(item, str)]


def rows(record: Record, field: str) -> list[Record] | None:
    value = record.get(field)
    if not isinstance(value, list):
        return None
    return [item for item in value if isinstance(item, dict)]


def day(record: Record, field: str) -> date | None:
    value = text(record, field)
    return None if value is None else date.fromisoformat(value)


def must_day(record: Record, field: str) -> date:
    return date.fromisoformat(must_text(record, field))


def moment(record: Record, field: str) -> date | datetime | None:
    """A date-time or a date; without an offset it is read as Asia/Shanghai.

    Date-times come back in UTC: two of one zone would be compared by their wall clocks.
    """
    value = text(record, field)
    if value is None:
        return None
    if len(value) == len("2026-01-30"):
        return date.fromisoformat(value)
    read = datetime.fromisoformat(value)
    if read.tzinfo is None:
        read = read.replace(tzinfo=SHANGHAI)
    return read.astimezone(UTC)


def shanghai_day(when: date | datetime) -> date:
    return when.astimezone(SHANGHAI).date() if isinstance(when, datetime) else when


def is_later(first: date | datetime, second: date | datetime) -> bool:
    """Whether the first lies after the second; where a bare date is met, dates are compared."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    return shanghai_day(first) > shanghai_day(second)


@dataclass(frozen=True)
class Policy:
    """Every name with its default."""

    month_end: str
    roll: str
    measures_within_months: int
    progress_within_months: int
    measures_within_days: int | None
    progress_within_days: int | None
    measures_report_due: str
    talks_before_effect_count: bool
    timely_within_days: int | None
    plan_due: str
    responsibility_list_due: str
    annual_report_due: str
    debrief_due: str
    own_organs_are_seats: bool
    minimum_tenure_days: int
    acting_heads_count: bool
    not_recorded: str


def policy_from(values: Record | None) -> Policy:
    given: Record = {} if values is None else values

    def word(name: str, default: str) -> str:
        value = text(given, name)
        return default if value is None else value

    def yes(name: str, *, default: bool) -> bool:
        value = flag(given, name)
        return default if value is None else value

    def count(name: str) -> int | None:
        value = given.get(name)
        return value if isinstance(value, int) else None

    def count_or(name: str, default: int) -> int:
        value = count(name)
        return default if value is None else value

    return Policy(
        month_end=word("month_end", "corresponding_day"),
        roll=word("roll", "rest_days"),
        measures_within_months=count_or("measures_within_months", 1),
        progress_within_months=count_or("progress_within_months", 3),
        measures_within_days=count("measures_within_days"),
        progress_within_days=count("progress_within_days"),
        measures_report_due=word("measures_report_due", "with_measures"),
        talks_before_effect_count=yes("talks_before_effect_count", default=True),
        timely_within_days=count("timely_within_days"),
        plan_due=word("plan_due", "12-31"),
        responsibility_list_due=word("responsibility_list_due", "12-31"),
        annual_report_due=word("annual_report_due", "03-31"),
        debrief_due=word("debrief_due", "03-31"),
        own_organs_are_seats=yes("own_organs_are_seats", default=False),
        minimum_tenure_days=count_or("minimum_tenure_days", 180),
        acting_heads_count=yes("acting_heads_count", default=True),
        not_recorded=word("not_recorded", "unknown"),
    )


@dataclass(frozen=True)
class World:
    """What is judged, as of when, by which values.

    `closed`: what is not recorded is read as no (policy not_recorded = violated, second judgement).
    """

    document: Record
    as_of: date
    policy: Policy
    closed: bool = False


def records(world: World, kind: str) -> list[Record]:
    """One list of the document; a list may be left out."""
    found = rows(world.document, kind)
    return [] if found is None else found


def listed(world: World, record: Record, field: str) -> list[Record] | None:
    """A list of records; with the closed readings null is empty."""
    found = rows(record, field)
    return [] if found is None and world.closed else found


def listed_texts(world: World, record: Record, field: str) -> list[str] | None:
    """A list of texts; with the closed readings null is empty."""
    found = texts(record, field)
    return [] if found is None and world.closed else found


def said(world: World, record: Record, field: str) -> bool | None:
    """A bool; with the closed readings null is false."""
    found = flag(record, field)
    return False if found is None and world.closed else found


def happened(world: World, when: date | None) -> date | None:
    """An event dated after as_of has not happened yet."""
    return when if when is not None and when <= world.as_of else None


# Organizations


def organization(world: World, wanted: str) -> Record:
    for candidate in records(world, "organizations"):
        if must_text(candidate, "id") == wanted:
            return candidate
    raise LookupError(wanted)


def kind_of(world: World, wanted: str) -> str:
    return must_text(organization(world, wanted), "kind")


def superior_of(world: World, wanted: str) -> str | None:
    return text(organization(world, wanted), "superior")


def existence(found: Record) -> tuple[date, date]:
    """From established_on (null: always) until the day before abolished_on; both count."""
    established = day(found, "established_on")
    abolished = day(found, "abolished_on")
    first = date.min if established is None else established
    last = date.max if abolished is None else abolished - timedelta(days=1)
    return first, last


def exists_on(found: Record, when: date) -> bool:
    first, last = existence(found)
    return first <= when <= last


def next_level(world: World, committee: str) -> list[Record]:
    """Those whose superior it is, except its own organs (policy) and military ones."""
    found = []
    for candidate in records(world, "organizations"):
        kind = must_text(candidate, "kind")
        if text(candidate, "superior") != committee:
            continue
        if kind == "military":
            continue
        if kind in OWN_ORGANS and not world.policy.own_organs_are_seats:
            continue
        found.append(candidate)
    return found


def kept_for(world: World) -> list[str]:
    """The organizations whose own records the register holds.

    Null: every organization that is somebody's superior or is held_by of a talk.
    """
    given = texts(world.document, "kept_for")
    if given is not None:
        return sorted(set(given))
    superiors = [text(one, "superior") for one in records(world, "organizations")]
    holders = [must_text(talk, "held_by") for talk in records(world, "talks")]
    return sorted({one for one in superiors + holders if one is not None})


def judged_committees(world: World) -> list[str]:
    """Committees in kept_for, not military."""
    return [one for one in kept_for(world) if kind_of(world, one) != "military"]


def force_of(world: World, committee: str) -> str:
    """Local committees and Party groups are bound directly, others by reference."""
    if kind_of(world, committee) in ("local_committee", "party_group"):
        return "mandatory"
    return "by_reference"


# Appointments


def holds_on(appointment: Record, when: date) -> bool:
    """Appointments hold on both their first and last day; end null: still running."""
    end = day(appointment, "end")
    return must_day(appointment, "start") <= when and (end is None or when <= end)


def appointments_of(world: World, wanted: str) -> list[Record]:
    return [
        appointment
        for appointment in records(world, "appointments")
        if must_text(appointment, "organization") == wanted
    ]


def no_appointment_recorded(world: World, wanted: str) -> bool:
    return appointments_of(world, wanted) == []


def no_secretary_recorded(world: World, wanted: str) -> bool:
    """Whatever the date and whether acting or not."""
    for appointment in appointments_of(world, wanted):
        if must_text(appointment, "role") == "secretary":
            return False
    return True


def headships(world: World, wanted: str) -> list[Record]:
    """Appointments as secretary; acting ones count (policy)."""
    found = []
    for appointment in appointments_of(world, wanted):
        if must_text(appointment, "role") != "secretary":
            continue
        if flag(appointment, "acting") is True and not world.policy.acting_heads_count:
            continue
        found.append(appointment)
    return found


def headships_of(world: World, wanted: str, person: str) -> list[Record]:
    return [one for one in headships(world, wanted) if must_text(one, "person") == person]


def is_secretary_on(world: World, wanted: str, person: str, when: date) -> bool:
    return any(holds_on(one, when) for one in headships_of(world, wanted, person))


def last_day_as_head(world: World, wanted: str, person: str) -> date | None:
    """The last day of the person's headships begun by as_of; None: still running, or none begun."""
    last = None
    for appointment in headships_of(world, wanted, person):
        if must_day(appointment, "start") > world.as_of:
            continue
        end = day(appointment, "end")
        if end is None:
            return None
        if last is None or end > last:
            last = end
    return last


# Talks


def held_on(world: World, talk: Record) -> date | None:
    """The talk's date d: the date of ended_at; None where it was not held by as_of."""
    ended = moment(talk, "ended_at")
    return None if ended is None else happened(world, shanghai_day(ended))


def must_held_on(world: World, talk: Record) -> date:
    when = held_on(world, talk)
    assert when is not None
    return when


def why_not_governed(world: World, talk: Record) -> str | None:
    """The first reason that applies; None: the talk is governed."""
    if must_text(talk, "kind") not in ("regular", "timely"):
        return "other_kind"
    when = held_on(world, talk)
    if when is None:
        return "not_held"
    if when < IN_FORCE:
        return "before_effect"
    if kind_of(world, must_text(talk, "held_by")) == "military":
        return "military"
    return None


def judged_talks(world: World) -> list[Record]:
    """Governed talks whose held_by is in kept_for."""
    kept = kept_for(world)
    return [
        talk
        for talk in records(world, "talks")
        if why_not_governed(world, talk) is None and must_text(talk, "held_by") in kept
    ]


def about_talk(world: World, kind: str, talk: Record) -> Record:
    """The rectification or filing of a talk; a missing one is one whose fields are all null."""
    for record in records(world, kind):
        if must_text(record, "talk") == must_text(talk, "id"):
            return record
    return {}


def of_year(world: World, kind: str, committee: str, year: int) -> Record:
    """The plan or annual duties; missing ones are ones whose fields are all null."""
    for record in records(world, kind):
        if must_text(record, "organization") == committee and number(record, "year") == year:
            return record
    return {}
