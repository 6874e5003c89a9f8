"""A wrong argument is named, with what was wanted, where it is passed; what it held is not told.

Hosts whose programs no type checker has seen pass paths for registers, texts for days, and
arguments in the wrong order.
"""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import cast

import pytest

from supervision_talk import (
    MEASURES,
    InvalidArgument,
    Policy,
    Register,
    SupervisionTalkError,
    Talk,
    audit,
    check_talk,
    coverage,
    coverages,
    dump,
    dumps,
    grounds_to_examine,
    load,
    loads,
    obligations,
    statistics,
)
from supervision_talk.errors import InvalidRecord
from supervision_talk.interchange.calendar_file import calendar_file

REGISTER = Register()
DAY = date(2026, 10, 5)
A_DAY = "expected a datetime.date from 1900-01-01 to 2199-12-31, not a datetime.datetime"
A_MOMENT = (
    "expected a datetime.date or datetime.datetime of the years 1900 to 2199, in Asia/Shanghai "
    "where it has no tzinfo"
)
A_REGISTER = "register: expected a Register, as supervision_talk.load gives it"

Function = Callable[..., object]
"""As programs without types know one."""


def refused(function: object, *arguments: object, **named: object) -> list[str]:
    """Give what each argument that is refused should have been."""
    with pytest.raises(InvalidArgument) as told:
        cast("Function", function)(*arguments, **named)
    error = told.value
    assert isinstance(error, (SupervisionTalkError, TypeError))
    assert error.what == getattr(function, "__name__", "")
    assert "secret" not in str(error)
    assert "secret" not in error.in_language("zh")
    return [str(each) for each in error.mistakes]


@pytest.mark.parametrize(
    ("function", "others"),
    [
        (audit, ()),
        (check_talk, ("t1",)),
        (coverage, ("371323",)),
        (coverages, ()),
        (statistics, ()),
        (obligations, ()),
    ],
)
def test_what_all_questions_take_is_looked_at_by_each(
    function: Function, others: tuple[object, ...]
) -> None:
    window = (DAY, DAY) if function is obligations else ()
    assert refused(function, "secret.json", *others, DAY, *window) == [A_REGISTER]
    assert refused(function, REGISTER, *others, "2026-10-05", *window) == [f"as_of: {A_DAY}"]
    assert refused(function, REGISTER, *others, DAY, *window, {"roll": "secret"}) == [
        'policy: expected a Policy, as Policy(roll="none")'
    ]
    assert refused(function, REGISTER, *others, DAY, *window, rules=[MEASURES["ST0601"]]) == [
        "rules: expected a RuleSet, as MEASURES or MEASURES.adding(name, rule)"
    ]
    assert refused(function, REGISTER, *others, DAY, *window, calendar=[]) == [
        "calendar: expected an object with methods day_kind and is_published"
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert refused(audit, DAY, REGISTER, MEASURES, rules=Policy()) == [
        A_REGISTER,
        f"as_of: {A_DAY}",
        'policy: expected a Policy, as Policy(roll="none")',
        "rules: expected a RuleSet, as MEASURES or MEASURES.adding(name, rule)",
    ]


def test_a_window_is_of_dates() -> None:
    expected = "expected a datetime.date, not a datetime.datetime"
    assert refused(obligations, REGISTER, DAY, "2026-10-01", datetime(2026, 10, 5, 9)) == [
        f"start: {expected}",
        f"end: {expected}",
    ]


def test_a_year_is_a_number() -> None:
    assert refused(statistics, REGISTER, DAY, year="2026") == [
        "year: expected a year as an int, or None"
    ]
    assert refused(statistics, REGISTER, 2026, DAY) == [
        f"as_of: {A_DAY}",
        'policy: expected a Policy, as Policy(roll="none")',
    ]


@pytest.mark.parametrize("source", [{}, None, 3, REGISTER, StringIO("secret")])
def test_what_is_no_file_is_not_read(source: object) -> None:
    wanted = "the path of a file, or a stream of bytes: a file opened with mode 'rb' or 'wb'"
    assert refused(load, source) == [f"source: expected {wanted}"]


def test_what_is_no_text_is_not_read() -> None:
    nothing_to_read: list[object] = [{}, None, BytesIO(b"secret")]
    for data in nothing_to_read:
        assert refused(loads, data) == [
            "data: expected bytes or str; of a file, load takes the path"
        ]


def test_a_register_is_written_and_to_a_file() -> None:
    wanted = "the path of a file, or a stream of bytes: a file opened with mode 'rb' or 'wb'"
    assert refused(dump, "secret.json", REGISTER) == [A_REGISTER, f"target: expected {wanted}"]
    assert refused(dump, REGISTER, StringIO()) == [f"target: expected {wanted}"]
    assert refused(dumps, {}) == [A_REGISTER]


def test_a_calendar_file_is_of_obligations_a_day_and_a_language() -> None:
    assert refused(calendar_file, "secret", "2026-04-01", language="fr", reminders=(0,)) == [
        "obligations: expected what supervision_talk.obligations lists",
        f"as_of: {A_DAY}",
        'language: expected "zh" or "en"',
        "reminders: expected a list of whole numbers, each 1 or more",
    ]
    assert refused(calendar_file, (), DAY, reminders=5) == [
        "reminders: expected a list of whole numbers, each 1 or more"
    ]
    assert refused(calendar_file, None, DAY) == [
        "obligations: expected what supervision_talk.obligations lists"
    ]


def test_grounds_are_those_of_a_report() -> None:
    assert refused(grounds_to_examine, REGISTER, MEASURES.rules) == [
        "report: expected a Report, as audit gives it",
        "rules: expected a RuleSet, as MEASURES or MEASURES.adding(name, rule)",
    ]


def test_a_program_is_told_which_type_a_date_is_of() -> None:
    with pytest.raises(InvalidRecord) as told:
        Talk(
            id="t1",
            kind="regular",
            held_by="o",
            organization="p",
            ended_at=cast("date", "2026-07-01"),
            recorded_on=cast("date", "2026-07-01"),
        )
    assert [str(each) for each in told.value.mistakes] == [
        f"ended_at: {A_MOMENT}",
        f"recorded_on: {A_DAY}",
    ]
    assert told.value.in_language("zh").endswith(
        "recorded_on：应为1900-01-01至2199-12-31的datetime.date（不是datetime.datetime）"
    )
