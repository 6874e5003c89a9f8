"""Which texts are read as dates and date-times; the patterns of the schema say the same."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_talk.interchange.converter import quick_moment
from supervision_talk.interchange.dates import (
    DATE_PATTERN,
    MOMENT_PATTERN,
    read_date,
    read_moment,
)
from supervision_talk.model.fields import SHANGHAI, MomentType, Refused
from supervision_talk.strategies import moments

NO_DATES = [
    "",
    "20260310",
    "2026-3-10",
    "2026-W11-2",
    "2026-069",
    "2026-02-29",
    "1900-02-29",
    "2100-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026/03/10",
    "2026-03-10\n",
    " 2026-03-10",
    "2026-03-1０",
    "2026-03-10T09:00:00+08:00",
    "2026-03-10Z",
]
NO_MOMENTS = [
    *(text for text in NO_DATES if "T" not in text),
    "2026-03-10T",
    "2026-03-10T09",
    "2026-03-10T9:00",
    "2026-03-10T24:00:00+08:00",
    "2026-03-10T24:00",
    "2026-03-10T09:60",
    "2026-03-10T09:00:60",
    "2026-03-10T09:00:00,5",
    "2026-03-10T09:00:00.",
    "2026-03-10T09:00:00.1234567",
    "2026-03-10T09:00:00+0800",
    "2026-03-10T09:00:00+08",
    "2026-03-10T09:00:00+24:00",
    "2026-03-10T09:00:00+08:00:00",
    "2026-03-10T09:00:00 +08:00",
    "2026-03-10t09:00:00",
    "2026-03-10T09:00:00z",
    "2026-03-10  09:00",
    "2026-03-10T09:00:00+08:00\n",
    "2026-02-30T09:00:00+08:00",
    "2026-W11-2T09:00:00+08:00",
    "2026-W11-2T09:00:00",
    "20260310T090000.123+08:00",
]
TOO_FAR = [
    "1899-12-31",
    "2200-01-01",
    "1899-12-31T23:00:00",
    "1899-12-29T23:59:00-23:59",
    "2200-01-02T00:00:00+23:59",
    "0001-01-01T00:00:00+08:00",
    "9999-12-31T23:59:59-08:00",
]


def test_every_date_of_the_years_is_read_and_fits_the_pattern() -> None:
    for year in range(1900, 2200):
        for month in range(1, 13):
            for day in range(1, 32):
                text = f"{year}-{month:02}-{day:02}"
                exists = day <= monthrange(year, month)[1]
                assert bool(re.search(DATE_PATTERN, text)) is exists, text
                assert bool(re.search(MOMENT_PATTERN, text)) is exists, text
                assert read_date(text) == (date(year, month, day) if exists else text)


@pytest.mark.parametrize("text", [*NO_DATES, "1899-12-31", "2200-01-01"])
def test_other_texts_do_not_fit_the_pattern_of_dates(text: str) -> None:
    assert not re.search(DATE_PATTERN, text)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_left_as_it_is(text: str) -> None:
    assert read_date(text) is text


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment_is_left_as_it_is_and_fits_no_pattern(text: str) -> None:
    assert read_moment(text) is text
    assert not re.search(MOMENT_PATTERN, text)


@pytest.mark.parametrize("value", [None, 20260310, True, ["2026-03-10"], {}])
def test_what_is_no_text_is_left_as_it_is(value: object) -> None:
    assert read_date(value) is value
    assert read_moment(value) is value


@pytest.mark.parametrize("text", TOO_FAR)
def test_moments_outside_the_years_in_shanghai_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        MomentType().admit(read_moment(text))
    assert not re.search(MOMENT_PATTERN, text)


@pytest.mark.parametrize(
    ("text", "in_shanghai"),
    [
        ("2026-03-10T09:00", datetime(2026, 3, 10, 9)),
        ("2026-03-10 09:00:30", datetime(2026, 3, 10, 9, 0, 30)),
        ("2026-03-10T09:00:00.5", datetime(2026, 3, 10, 9, 0, 0, 500_000)),
        ("2026-03-10T09:00:00.000001", datetime(2026, 3, 10, 9, 0, 0, 1)),
        ("2026-03-10T09:00:00+08:00", datetime(2026, 3, 10, 9)),
        ("2026-03-10T09:00+08:00", datetime(2026, 3, 10, 9)),
        ("2026-01-29T16:30:00Z", datetime(2026, 1, 30, 0, 30)),
        ("2026-01-29T23:30:00-05:30", datetime(2026, 1, 30, 13)),
        ("1988-07-01T09:00:00+08:00", datetime(1988, 7, 1, 10)),
        ("1988-07-01T09:00:00", datetime(1988, 7, 1, 9)),
        ("1991-12-31T23:59:59+08:00", datetime(1991, 12, 31, 23, 59, 59)),
        ("1992-01-01T00:00:00+08:00", datetime(1992, 1, 1)),
        ("1899-12-31T16:00:00Z", datetime(1900, 1, 1, 0, 5, 43)),
        ("1899-12-30T23:59:00-23:59", datetime(1900, 1, 1, 8, 3, 43)),
        ("2200-01-01T10:00:00+23:00", datetime(2199, 12, 31, 19)),
    ],
)
def test_date_times_are_read_in_every_form_and_zone(text: str, in_shanghai: datetime) -> None:
    assert re.search(MOMENT_PATTERN, text)
    assert MomentType().admit(read_moment(text)) == in_shanghai.replace(tzinfo=SHANGHAI)


@given(st.datetimes(datetime(1992, 1, 1), datetime(2199, 12, 31)))
def test_leaving_out_shanghais_offset_changes_no_instant(moment: datetime) -> None:
    text = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=8))).isoformat()
    admitted = MomentType().admit(read_moment(text))
    assert isinstance(admitted, datetime)
    assert admitted.astimezone(UTC) == datetime.fromisoformat(text).astimezone(UTC)


@given(moments())
def test_what_isoformat_writes_is_read_back(moment: date) -> None:
    admitted = MomentType().admit(moment)
    if isinstance(moment, datetime) and moment.year == 1900:
        return  # local mean time, whose offset has seconds, is written in UTC
    assert MomentType().admit(read_moment(admitted.isoformat())) == admitted


@given(moments())
def test_a_moment_that_is_read_quickly_is_the_one_that_is_read_with_care(moment: date) -> None:
    text = moment.isoformat()
    assert MomentType().admit(quick_moment(text)) == MomentType().admit(read_moment(text))


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment_is_none_for_the_quick_reading_either(text: str) -> None:
    with pytest.raises(Refused):
        MomentType().admit(quick_moment(text))
