"""Policy files: TOML and JSON, every mistake at once, and nothing of what was found."""

from pathlib import Path

import pytest

from supervision_talk import InvalidPolicy, Policy
from supervision_talk.calendar import Roll
from supervision_talk.interchange.policy_file import load_policy
from tests.chinese import told_in_chinese


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("policy.toml", 'roll = "none"\nmeasures_within_days = 15\nacting_heads_count = false\n'),
        (
            "policy.json",
            '{"roll": "none", "measures_within_days": 15, "acting_heads_count": false}',
        ),
        ("policy", 'roll = "none"\nmeasures_within_days = 15\nacting_heads_count = false\n'),
        (
            "policy",
            ' \n{"roll": "none", "measures_within_days": 15, "acting_heads_count": false}',
        ),
        ("POLICY.TOML", '\ufeffroll = "none"\nmeasures_within_days = 15\nacting_heads_count=false'),
    ],
)
def test_toml_and_json_say_the_same(tmp_path: Path, name: str, content: str) -> None:
    assert load_policy(written(tmp_path, name, content)) == Policy(
        roll=Roll.NONE, measures_within_days=15, acting_heads_count=False
    )


@pytest.mark.parametrize(("name", "content"), [("a.toml", ""), ("a.json", "{}"), ("a", "")])
def test_what_is_not_named_has_its_default(tmp_path: Path, name: str, content: str) -> None:
    assert load_policy(written(tmp_path, name, content)) == Policy()


def test_null_in_json_is_a_value_where_the_policy_allows_it(tmp_path: Path) -> None:
    assert load_policy(written(tmp_path, "a.json", '{"timely_within_days": null}')) == Policy()


def mistakes(path: Path) -> list[str]:
    with pytest.raises(InvalidPolicy) as caught:
        load_policy(path)
    assert "SECRET" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.__context__ is None
    assert "SECRET" not in "".join(told_in_chinese(caught.value.mistakes))
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_wrong_name_and_value_is_named_at_once(tmp_path: Path) -> None:
    content = 'rol = "none"\nroll = "SECRET"\nprogress_within_months = 4\nplan_due = "02-30"\n'
    assert mistakes(written(tmp_path, "a.toml", content)) == [
        "name 1: is no value of the policy; expected roll",
        "roll: expected one of rest_days, public_holidays, none",
        (
            "progress_within_months: expected a whole number of months, 1 to 3 "
            "(more would be laxer than Art. 11)"
        ),
        'plan_due: expected a month and day that every year has, as "MM-DD"',
    ]


@pytest.mark.parametrize(
    "content",
    [
        '{"measures_within_days": true}',
        '{"measures_within_days": 15.0}',
        '{"measures_within_days": "15"}',
        '{"measures_within_days": [15]}',
        '{"measures_within_days": {"SECRET": 1}}',
        '{"measures_within_days": NaN}',
        '{"measures_within_days": 0}',
        '{"measures_within_days": 29}',
    ],
)
def test_a_number_of_days_is_a_whole_number_within_bounds(tmp_path: Path, content: str) -> None:
    (mistake,) = mistakes(written(tmp_path, "a.json", content))
    assert mistake.startswith("measures_within_days: expected a whole number of days, 1 to 28")


def test_a_name_that_stands_twice_in_json_is_refused(tmp_path: Path) -> None:
    content = '{"roll": "none", "SECRET": 1, "roll": "rest_days", "SECRET": 2}'
    found = mistakes(written(tmp_path, "a.json", content))
    assert found[:2] == [
        "roll: expected once, not repeatedly",
        "expected once, not repeatedly",
    ]
    assert found[2].startswith("name 2: is no value of the policy; expected ")


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.json", '{"roll": ', "line 1, column 10: expected a JSON value"),
        ("a.json", "[]", "expected a JSON object with the policy's values by their names"),
        ("a", '["SECRET"]', "expected a JSON object with the policy's values by their names"),
        ("a.json", "[" * 60_000, "line 1, column 7: expected at most 6 lists and objects"),
        ("a.toml", 'roll = SECRET"', "line 1, column 8: expected TOML"),
        ("a.toml", 'roll = "none"\nroll = "SECRET"\n', "line 2, column 16: expected TOML"),
        ("a.toml", "a = " + "[" * 60_000, "expected TOML"),
        ("a.toml", "minimum_tenure_days = " + "9" * 5_000, "expected TOML"),
        ("a.toml", "#" * 65_537, "expected a policy of at most 65536 bytes"),
        ("a.json", '{"format":"x"}' + " " * 65_537, "expected a policy, not a register"),
        ("a.json", "[" * 65_537, "expected a policy of at most 65536 bytes"),
        ("a.toml", b'roll = "\xff"', "byte 8: expected UTF-8"),
        ("a.toml", b'\xef\xbb\xbfroll = "\xff"', "byte 11: expected UTF-8"),
    ],
)
def test_what_is_no_policy_file_is_said_to_be_none(
    tmp_path: Path, name: str, content: str | bytes, wanted: str
) -> None:
    (mistake,) = mistakes(written(tmp_path, name, content))
    assert mistake.startswith(wanted)


def test_a_policy_with_long_remarks_is_read(tmp_path: Path) -> None:
    content = 'roll = "none"\n'
    content += "#" * (65_536 - len(content))
    assert load_policy(written(tmp_path, "a.toml", content)).roll is Roll.NONE


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_policy(tmp_path / "a.toml")
