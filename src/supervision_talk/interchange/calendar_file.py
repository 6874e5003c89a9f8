"""Obligations as an iCalendar file (RFC 5545), for Outlook, Thunderbird and Apple Calendar.

What those programs have in common decides the form. An obligation is an event of one whole day,
on its effective due date: Outlook shows no to-dos of a file. A whole day has no time zone, so it
stands on the right date wherever the file is opened. It leaves the day free, it is confidential,
and its texts are ids and our own words (Art. 16). An alarm's time is counted back from the start
of the day, the one form that all three obey, to nine o'clock on a workday before.

The same rule and subject have the same UID in every file, and a file made as of a later day has a
higher SEQUENCE, so that opening it changes the entries that are there and adds none twice.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from supervision_talk.audit import Obligation, ObligationState
from supervision_talk.calendar import ChinaCalendar, Counting, DueDate, WorkdayCalendar
from supervision_talk.errors import MissingExtra
from supervision_talk.measures import EFFECTIVE_ON, Wording
from supervision_talk.model.arguments import a_day, check_arguments
from supervision_talk.wording import LANGUAGES

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

__all__ = ["calendar_file"]

_PRODUCT: Final = "-//supervision_talk//obligations//{}"
_A_CALENDAR: Final = Wording(zh="日历文件（.ics）", en="an iCalendar file")
_NAME: Final = Wording(zh="监督谈话期限", en="Supervision talk deadlines")
_CATEGORY: Final = Wording(zh="监督谈话", en="supervision talk")
_SUMMARY: Final = Wording(zh="{state}：{norm}（{subject}）", en="{state}: {norm} ({subject})")
_BORNE_BY: Final = Wording(zh="责任人：{ids}", en="Borne by: {ids}")
_OWED_TO: Final = Wording(zh="报送：{id}", en="Owed to: {id}")
_AS_OF: Final = Wording(zh="以上为{day}的状态。", en="This is how it stood on {day}.")

_OBLIGATIONS: Final = Wording(
    zh="supervision_talk.obligations列出的事项", en="what supervision_talk.obligations lists"
)
_A_LANGUAGE: Final = Wording(zh='"zh"或者"en"', en='"zh" or "en"')
_REMINDERS: Final = Wording(
    zh="整数的列表，每个不小于1", en="a list of whole numbers, each 1 or more"
)

_SHANGHAI: Final = timezone(timedelta(hours=8))
_HOUR_OF_ALARMS: Final = 9
_DAY: Final = timedelta(days=1)
_UID_DIGITS: Final = 40


def calendar_file(
    obligations: Iterable[Obligation],
    as_of: date,
    *,
    language: str = "zh",
    reminders: Sequence[int] = (5, 1),
    calendar: WorkdayCalendar = ChinaCalendar(),  # noqa: B008 - a frozen value
) -> bytes:
    """Write obligations as an iCalendar file; the same ones always as the same bytes.

    Those without a date have no place in a calendar and are left out. What is open has alarms;
    one whose day is before `as_of` is left out. What rests on an arrangement of holidays that is
    not published yet is marked tentative.

    Arguments:
        obligations: what `supervision_talk.obligations` lists.
        as_of: the day that it was asked about.
        language: "zh" or "en".
        reminders: how many workdays before the due date there is an alarm, each 1 or more.
        calendar: which days are worked.

    Raises:
        MissingExtra: the extra `ical` is not installed.
        InvalidArgument: an argument is not what is listed above.

    >>> calendar_file((), date(2026, 10, 5)).splitlines()[0]
    b'BEGIN:VCALENDAR'
    """
    given: object = obligations
    listed = tuple(given) if isinstance(given, Iterable) else (given,)
    check_arguments(
        "calendar_file",
        ("obligations", all(isinstance(each, Obligation) for each in listed), _OBLIGATIONS),
        a_day("as_of", as_of),
        ("language", language in LANGUAGES, _A_LANGUAGE),
        ("reminders", _are_workdays(reminders), _REMINDERS),
    )
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise MissingExtra(_A_CALENDAR, "ical") from error
    name = _NAME.in_language(language)
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", _PRODUCT.format(language.upper()))
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", name)
    file.add("x-wr-calname", name)
    counting = Counting(calendar=calendar)
    for each in listed:
        if each.due is not None:
            event = _event(each, each.due, as_of, language)
            if each.state is ObligationState.OPEN:
                for workdays in sorted(set(reminders), reverse=True):
                    day = counting.workdays_before(each.due.effective, workdays)
                    if day >= as_of:
                        event.add_component(_alarm(each, each.due, day, language))
            file.add_component(event)
    if not file.subcomponents:
        file.add_component(_shanghai())
    written: bytes = file.to_ical()
    return written


def _are_workdays(reminders: object) -> bool:
    return isinstance(reminders, Iterable) and all(
        type(each) is int and each > 0 for each in reminders
    )


def _event(obligation: Obligation, due: DueDate, as_of: date, language: str) -> "Event":
    from icalendar import Event

    stamp = datetime.combine(as_of, time(tzinfo=_SHANGHAI)).astimezone(UTC)
    event = Event()
    event.add("uid", _uid(obligation))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max((as_of - EFFECTIVE_ON).days, 0))
    event.add("dtstart", due.effective)
    event.add("dtend", due.effective + _DAY)
    event.add("summary", _summary(obligation, language))
    event.add("description", _description(obligation, as_of, language))
    event.add(
        "categories",
        [_CATEGORY.in_language(language), obligation.rule, _state(obligation, language)],
    )
    event.add("status", "TENTATIVE" if due.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    # Outlook reads neither from the lines above where it imports a file.
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _alarm(obligation: Obligation, due: DueDate, day: date, language: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", (day - due.effective) + timedelta(hours=_HOUR_OF_ALARMS))
    alarm.add("description", _summary(obligation, language))
    return alarm


def _shanghai() -> "Timezone":
    """Give something to a calendar without events: by RFC 5545 none is empty."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 - local, as the format wants
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone = Timezone()
    zone.add("tzid", "Asia/Shanghai")
    zone.add_component(standard)
    return zone


def _uid(obligation: Obligation) -> str:
    """Derive what tells an entry from all others: the rule and the subject alone decide it."""
    key = f"{obligation.rule}/{obligation.subject.type}/{obligation.subject.id}"
    return f"{sha256(key.encode()).hexdigest()[:_UID_DIGITS]}@supervision-talk"


def _state(obligation: Obligation, language: str) -> str:
    state = obligation.state
    return Wording(zh=state.chinese, en=state.value).in_language(language)


def _summary(obligation: Obligation, language: str) -> str:
    return _SUMMARY.in_language(language).format(
        state=_state(obligation, language),
        norm=obligation.norm.in_language(language),
        subject=obligation.subject.id,
    )


def _description(obligation: Obligation, as_of: date, language: str) -> str:
    lines = [obligation.message]
    if obligation.bearer_ids:
        lines.append(_BORNE_BY.filled(ids=", ".join(obligation.bearer_ids)))
    if obligation.owed_to is not None:
        lines.append(_OWED_TO.filled(id=obligation.owed_to))
    lines.append(_AS_OF.filled(day=as_of))
    return "\n".join(line.in_language(language) for line in lines)
