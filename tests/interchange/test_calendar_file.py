"""Obligations as iCalendar: read back by an independent parser, and by the letter of RFC 5545."""

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, cast

import attrs
import chinese_calendar
import pytest
import vobject

from supervision_talk import MissingExtra, Obligation, Policy, Register, obligations
from supervision_talk.interchange.calendar_file import calendar_file
from tests.random_registers import random_case
from tests.small_registers import COUNTY, TOWN, register_of, talk_on

EVER = (date(1900, 1, 1), date(2199, 12, 31))
CASES = 12


class Line(Protocol):
    """A property as the parser gives it."""

    value: object
    params: Mapping[str, list[str]]


class Component(Protocol):
    """A component as the parser gives it."""

    name: str
    contents: Mapping[str, list[Line]]

    def validate(self, *, raiseException: bool) -> bool: ...  # noqa: N803 - the parser's name

    def components(self) -> Iterator["Component"]: ...


def parsed(file: bytes) -> Component:
    """Read the file's only calendar, which the parser finds valid."""
    calendar, *more = cast("list[Component]", list(vobject.readComponents(file.decode())))
    assert more == []
    assert calendar.validate(raiseException=True)
    return calendar


def events_of(file: bytes) -> dict[str, Component]:
    """Give the events by UID; none has that of another."""
    events = [each for each in parsed(file).components() if each.name == "VEVENT"]
    by_uid = {str(value_of(each, "uid")): each for each in events}
    assert len(by_uid) == len(events)
    return by_uid


def value_of(component: Component, name: str) -> object:
    (line,) = component.contents[name]
    return line.value


def owed_in(register: Register, as_of: date, rule: str | None = None) -> list[Obligation]:
    listed = obligations(register, as_of, *EVER)
    return [each for each in listed if rule in (None, each.rule)]


def only_event(register: Register, as_of: date, rule: str, language: str = "zh") -> Component:
    file = calendar_file(owed_in(register, as_of, rule), as_of, language=language)
    (event,) = events_of(file).values()
    return event


TALK = register_of(people=[{"id": "p"}], talks=[talk_on(date(2026, 9, 1), interviewees=["p"])])
"""Measures are due on 1 October, effectively the 8th, the first workday after National Day."""
EARLY = date(2026, 9, 2)


class TestAnEvent:
    """A whole day, the effective due date, that leaves the day free."""

    def test_it_is_one_whole_day_without_a_time_zone(self) -> None:
        event = only_event(TALK, EARLY, "ST1101")
        assert value_of(event, "dtstart") == date(2026, 10, 8)
        assert value_of(event, "dtend") == date(2026, 10, 9)
        for name in ("dtstart", "dtend"):
            assert event.contents[name][0].params == {"VALUE": ["DATE"]}

    def test_it_takes_no_time_and_is_confidential(self) -> None:
        event = only_event(TALK, EARLY, "ST1101")
        assert value_of(event, "transp") == "TRANSPARENT"
        assert value_of(event, "class") == "CONFIDENTIAL"
        assert value_of(event, "x-microsoft-cdo-busystatus") == "FREE"
        assert value_of(event, "x-microsoft-cdo-alldayevent") == "TRUE"

    def test_it_says_in_chinese_what_is_owed_by_whom_to_whom(self) -> None:
        event = only_event(TALK, EARLY, "ST1101")
        assert (
            value_of(event, "summary") == "待办：被谈话人应当在谈话结束后1个月内提出整改措施（t）"
        )
        assert str(value_of(event, "description")).split("\n")[1:] == [
            "责任人：p",
            "报送：county",
            "以上为2026-09-02的状态。",
        ]
        assert value_of(event, "categories") == ["监督谈话", "ST1101", "待办"]

    def test_it_says_so_in_english(self) -> None:
        event = only_event(TALK, EARLY, "ST1101", "en")
        assert value_of(event, "summary") == (
            "open: the interviewee is to propose measures within one month of the talk (t)"
        )
        assert str(value_of(event, "description")).split("\n") == [
            owed_in(TALK, EARLY, "ST1101")[0].message.en,
            "Borne by: p",
            "Owed to: county",
            "This is how it stood on 2026-09-02.",
        ]
        assert value_of(event, "categories") == ["supervision talk", "ST1101", "open"]

    def test_without_known_bearers_and_receivers_it_names_none(self) -> None:
        """No secretary of the county is recorded, and whom he is to debrief to is not said."""
        description = str(value_of(only_event(TALK, EARLY, "ST1303", "en"), "description"))
        assert "Borne by" not in description
        assert "Owed to" not in description

    @pytest.mark.parametrize(
        ("held_on", "status"),
        [(date(2026, 9, 1), "CONFIRMED"), (date(2026, 12, 1), "TENTATIVE")],
    )
    def test_it_is_tentative_while_the_year_s_holidays_are_not_published(
        self, held_on: date, status: str
    ) -> None:
        register = register_of(talks=[talk_on(held_on)])
        assert value_of(only_event(register, held_on, "ST1101"), "status") == status

    def test_signs_that_the_format_uses_itself_come_through(self) -> None:
        odd = 'a;b,c\\d:"e" ✓'
        register = register_of(talks=[talk_on(date(2026, 9, 1), id=odd)])
        event = only_event(register, EARLY, "ST1101", "en")
        assert str(value_of(event, "summary")).endswith(f"({odd})")


class TestTheSameEntryAgain:
    """Stable UIDs, and a later file that replaces an earlier one."""

    def test_the_uid_outlives_the_day_the_state_the_language_and_the_policy(self) -> None:
        done = register_of(
            talks=[talk_on(date(2026, 9, 1))],
            rectifications=[{"talk": "t", "measures_proposed_on": "2026-09-10"}],
        )
        stricter = obligations(TALK, EARLY, *EVER, Policy(measures_within_days=15))
        files = [
            calendar_file(owed_in(TALK, EARLY), EARLY),
            calendar_file(owed_in(TALK, EARLY), EARLY, language="en"),
            calendar_file(owed_in(done, date(2026, 11, 1)), date(2026, 11, 1)),
            calendar_file(stricter, EARLY),
        ]
        first, *others = [set(events_of(file)) for file in files]
        assert len(first) > 5
        assert all(first <= other for other in others)

    def test_the_uid_is_the_one_that_earlier_releases_gave(self) -> None:
        """Changed, everybody's calendar would show every entry twice."""
        file = calendar_file(owed_in(TALK, EARLY, "ST1101"), EARLY)
        assert list(events_of(file)) == [
            "7d3a75c3f037fa15edda87463900894e9115dde8@supervision-talk"
        ]

    def test_a_later_day_has_a_higher_sequence_and_a_later_stamp(self) -> None:
        earlier = only_event(TALK, EARLY, "ST1101")
        later = only_event(TALK, EARLY + timedelta(days=1), "ST1101")
        assert int(str(value_of(earlier, "sequence"))) == 215
        assert int(str(value_of(later, "sequence"))) == 216
        assert value_of(earlier, "dtstamp") == datetime(2026, 9, 1, 16, tzinfo=UTC)
        assert value_of(later, "dtstamp") == datetime(2026, 9, 2, 16, tzinfo=UTC)

    def test_before_the_measures_the_sequence_is_the_lowest(self) -> None:
        """Nothing is owed then by the Measures; a province's rules may know better."""
        early = attrs.evolve(owed_in(TALK, EARLY, "ST1101")[0])
        (event,) = events_of(calendar_file([early], date(2025, 12, 1))).values()
        assert value_of(event, "sequence") == "0"

    def test_the_same_obligations_are_the_same_bytes(self) -> None:
        listed = owed_in(TALK, EARLY)
        assert calendar_file(listed, EARLY) == calendar_file(listed, EARLY)


def alarms_of(event: Component) -> list[datetime]:
    """Give the local times at which a program rings for a whole-day event."""
    start = datetime.combine(cast("date", value_of(event, "dtstart")), time())
    alarms = [each for each in event.components() if each.name == "VALARM"]
    assert {value_of(each, "action") for each in alarms} <= {"DISPLAY"}
    assert {value_of(each, "description") for each in alarms} <= {value_of(event, "summary")}
    return [start + cast("timedelta", value_of(each, "trigger")) for each in alarms]


class TestAlarms:
    """On workdays before the due date, at nine."""

    def test_they_are_five_workdays_and_one_before_not_counting_holidays(self) -> None:
        """Before 8 October lie National Day (1 to 7), the 30th, 29th, 28th, Mid-Autumn (25 to
        27), the 24th and the 23rd.
        """
        assert alarms_of(only_event(TALK, EARLY, "ST1101")) == [
            datetime(2026, 9, 23, 9),
            datetime(2026, 9, 30, 9),
        ]

    def test_their_time_is_counted_back_from_the_start_of_the_day(self) -> None:
        """Outlook obeys no other form."""
        file = calendar_file(owed_in(TALK, EARLY, "ST1101"), EARLY)
        assert re.findall(rb"^TRIGGER.*$", file, re.MULTILINE) == [
            b"TRIGGER:-P14DT15H\r",
            b"TRIGGER:-P7DT15H\r",
        ]

    @pytest.mark.parametrize(
        ("as_of", "left"),
        [
            (date(2026, 9, 23), 2),
            (date(2026, 9, 24), 1),
            (date(2026, 9, 30), 1),
            (date(2026, 10, 1), 0),
        ],
    )
    def test_none_is_for_a_day_that_has_passed(self, as_of: date, left: int) -> None:
        assert len(alarms_of(only_event(TALK, as_of, "ST1101"))) == left

    def test_what_is_not_open_has_none(self) -> None:
        register = register_of(
            talks=[talk_on(date(2026, 9, 1))],
            rectifications=[{"talk": "t", "measures_proposed_on": "2026-09-02"}],
        )
        assert alarms_of(only_event(register, EARLY, "ST1101")) == []
        assert alarms_of(only_event(TALK, date(2026, 10, 9), "ST1101")) == []

    def test_the_days_can_be_chosen(self) -> None:
        listed = owed_in(TALK, EARLY, "ST1101")
        for reminders, days in (((), []), ((2, 2), [29]), ((1, 2), [29, 30])):
            (event,) = events_of(calendar_file(listed, EARLY, reminders=reminders)).values()
            assert [each.day for each in alarms_of(event)] == days

    def test_the_due_date_itself_is_no_day_before_it(self) -> None:
        with pytest.raises(
            ValueError, match="reminders: expected a list of whole numbers, each 1 or more"
        ):
            calendar_file(owed_in(TALK, EARLY, "ST1101"), EARLY, reminders=[0])


class TestTheFile:
    """What every program expects of it."""

    def test_it_is_published_and_named(self) -> None:
        for language, name in (("zh", "监督谈话期限"), ("en", "Supervision talk deadlines")):
            calendar = parsed(calendar_file([], EARLY, language=language))
            assert value_of(calendar, "version") == "2.0"
            assert value_of(calendar, "method") == "PUBLISH"
            assert value_of(calendar, "calscale") == "GREGORIAN"
            assert value_of(calendar, "prodid") == (
                f"-//supervision_talk//obligations//{language.upper()}"
            )
            assert value_of(calendar, "name") == value_of(calendar, "x-wr-calname") == name

    def test_without_obligations_it_is_still_a_calendar(self) -> None:
        """By RFC 5545 a calendar holds something."""
        (held,) = parsed(calendar_file([], EARLY)).components()
        assert held.name == "VTIMEZONE"
        assert str(value_of(held, "tzid")) == "Asia/Shanghai"

    def test_what_has_no_date_is_not_in_it(self) -> None:
        circumstance = {
            "id": "c",
            "organization": "town",
            "category": "petitions",
            "recognized_on": "2026-03-01",
        }
        register = register_of(circumstances=[circumstance])
        assert [each.due for each in owed_in(register, EARLY, "ST0507")] == [None]
        assert events_of(calendar_file(owed_in(register, EARLY, "ST0507"), EARLY)) == {}

    def test_without_the_extra_it_says_which_one_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(MissingExtra, match="an iCalendar file needs the extra 'ical'") as error:
            calendar_file([], EARLY)
        assert error.value.extra == "ical"

    def test_nothing_that_is_secret_is_in_it(self) -> None:
        """Art. 16: names, and whatever was said or written, stay in the records."""
        text = "机密-xyzzy"
        register = register_of(
            organizations=[{**COUNTY, "name": text}, {**TOWN, "name": text}],
            people=[{"id": "p", "name": text}],
            talks=[
                talk_on(
                    date(2026, 9, 1),
                    interviewees=["p"],
                    problems=[{"id": "q", "summary": text, "concerns": "other"}],
                )
            ],
            rectifications=[
                {
                    "talk": "t",
                    "measures": [{"id": "m", "content": text, "first_responsibility": True}],
                    "measures_reported_on": "2026-09-01",
                }
            ],
            filings=[{"talk": "t", "copies": [{"to": text}]}],
            circumstances=[
                {
                    "id": "c",
                    "organization": "town",
                    "category": "other",
                    "recognized_on": "2026-09-01",
                    "source": text,
                }
            ],
            plans=[
                {
                    "organization": "county",
                    "year": 2026,
                    "adopted_on": "2026-02-01",
                    "items": [{"id": "i", "organization": "town", "responsible": text}],
                }
            ],
        )
        policy = Policy(timely_within_days=10)
        listed = obligations(register, EARLY, *EVER, policy)
        assert {"ST0504", "ST0507", "ST1105", "ST1202"} <= {each.rule for each in listed}
        for language in ("zh", "en"):
            file = calendar_file(listed, EARLY, language=language).decode()
            assert "xyzzy" not in file.replace("\r\n ", "")


NAME = re.compile(r"[A-Za-z0-9-]+(;[A-Za-z0-9-]+=[^\x00-\x08\x0a-\x1f\";:,]*)*:")


def unfolded(file: bytes) -> list[str]:
    """Read the content lines by RFC 5545, 3.1: ended by CRLF, at most 75 octets, folded."""
    assert file.endswith(b"\r\n")
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(0 < len(each) <= 75 for each in physical)
    assert not any(b"\r" in each or b"\n" in each for each in physical)
    # Every line is text by itself: nothing is folded within a character.
    return "\n".join(each.decode() for each in physical).replace("\n ", "").split("\n")


@pytest.fixture(scope="module")
def files() -> list[tuple[date, list[Obligation], bytes]]:
    return [
        (case.as_of, listed, calendar_file(listed, case.as_of))
        for case in map(random_case, range(CASES))
        for listed in (owed_in(case.register, case.as_of),)
    ]


class TestRandomObligations:
    """Whatever is owed, the file is well-formed and says when."""

    def test_its_lines_are_content_lines_and_its_components_nest(
        self, files: list[tuple[date, list[Obligation], bytes]]
    ) -> None:
        for _, _, file in files:
            within: list[str] = []
            for line in unfolded(file):
                assert NAME.match(line)
                name, _, value = line.partition(":")
                if name == "BEGIN":
                    within.append(value)
                elif name == "END":
                    assert within.pop() == value
                else:
                    assert within
            assert within == []

    def test_there_is_an_event_for_each_date_on_that_date(
        self, files: list[tuple[date, list[Obligation], bytes]]
    ) -> None:
        for _, listed, file in files:
            expected = sorted(each.due.effective for each in listed if each.due is not None)
            starts = [value_of(each, "dtstart") for each in events_of(file).values()]
            assert starts == expected

    def test_every_alarm_is_on_a_workday_from_today_to_before_the_due_date(
        self, files: list[tuple[date, list[Obligation], bytes]]
    ) -> None:
        """The reference is an independent table of the arrangements up to 2026."""
        seen = 0
        for as_of, _, file in files:
            for event in events_of(file).values():
                for alarm in alarms_of(event):
                    seen += 1
                    assert alarm.time() == time(9)
                    assert as_of <= alarm.date() < cast("date", value_of(event, "dtstart"))
                    if alarm.year <= 2026:
                        assert chinese_calendar.is_workday(alarm.date())
        assert seen > 100
