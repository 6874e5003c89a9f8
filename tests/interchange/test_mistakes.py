"""Wrong input: every mistake is named at its place, and nothing that was found is quoted."""

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from supervision_talk.errors import InvalidInput
from supervision_talk.interchange import load, loads, read_records
from supervision_talk.model.fields import Identifier
from tests.chinese import told_in_chinese

FORMAT = "supervision-talk/register/1"
ID = Identifier().expected.en
DATE = "a date from 1900-01-01 to 2199-12-31, as YYYY-MM-DD"
MOMENT = (
    "a date or a date-time of the years 1900 to 2199 in Asia/Shanghai, as YYYY-MM-DD or "
    "YYYY-MM-DDTHH:MM:SS, with or without an offset"
)
ROLE = "one of secretary, deputy_secretary, member"
SECRET = "机密"  # noqa: S105 - stands for any text that no message may quote

Json = object


def absent(place: str, kind: str) -> str:
    article = "an" if kind == "organization" else "a"
    return (
        f"{place}: expected {article} {kind} of this register, by its id; "
        f"add the {kind} or mend the reference"
    )


def county(**lists: Json) -> dict[str, Json]:
    """A small register without mistakes, with some of its lists replaced."""
    return {
        "format": FORMAT,
        "organizations": [
            {"id": "c", "kind": "local_committee", "level": "county"},
            {"id": "t", "kind": "township_committee", "level": "township", "superior": "c"},
        ],
        "people": [{"id": "p"}],
        **lists,
    }


def talk(**fields: Json) -> dict[str, Json]:
    return {"id": "t1", "kind": "regular", "held_by": "c", "organization": "t", **fields}


def mistakes(text: bytes | str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert caught.value.__context__ is None
    assert SECRET not in str(caught.value)
    assert all(line.startswith("input: ") for line in str(caught.value).splitlines())
    assert caught.value.mistakes
    assert SECRET not in "".join(told_in_chinese(caught.value.mistakes))
    return [str(mistake) for mistake in caught.value.mistakes]


def mistakes_in(document: Json) -> list[str]:
    return mistakes(json.dumps(document))


def mistakes_in_lines(*lines: Json) -> list[str]:
    return mistakes("\n".join(json.dumps(line) for line in lines))


def test_the_small_register_has_no_mistake() -> None:
    assert len(loads(json.dumps(county(talks=[talk()]))).talks) == 1


FIELD_MISTAKES: list[tuple[dict[str, Json], list[str]]] = [
    (county(people=[{"id": None}]), [f"/people/0/id: expected {ID}; the field is required"]),
    (county(people=[{}]), [f"/people/0/id: expected {ID}; the field is required"]),
    (county(people=[{"id": 7}]), [f"/people/0/id: expected {ID}"]),
    (county(people=[{"id": "x" * 129}]), [f"/people/0/id: expected {ID}"]),
    (county(people=[{"id": "\ud800"}]), [f"/people/0/id: expected {ID}"]),
    (
        county(people=[{"id": "p", "name": "\udfff"}]),
        ["/people/0/name: expected text without lone surrogates"],
    ),
    (county(people=["p"]), ["/people/0: expected a person: an object with the fields of one"]),
    (county(people={"p": {}}), ["/people: expected a list, each element a person"]),
    (county(terms=None), ["/terms: expected a list, each element a term"]),
    (county(kept_for="c"), [f"/kept_for: expected a list, each element {ID}"]),
    (county(kept_for=["c", 1]), [f"/kept_for/1: expected {ID}"]),
    (
        county(appointments=[{"person": "p", "organization": "c", "role": SECRET, "start": True}]),
        [
            f"/appointments/0/role: expected {ROLE}",
            f"/appointments/0/start: expected {DATE}",
        ],
    ),
    (
        county(terms=[{"organization": "c", "ordinal": True, "start": "2026-02-30"}]),
        [
            "/terms/0/ordinal: expected a whole number, 1 or more (at most 9007199254740991)",
            f"/terms/0/start: expected {DATE}",
        ],
    ),
    (
        county(plans=[{"organization": "c", "year": 2026.0}]),
        ["/plans/0/year: expected a year: a whole number from 1900 to 2199"],
    ),
    (
        county(plans=[{"organization": "c", "year": float("nan")}]),
        ["/plans/0/year: expected a year: a whole number from 1900 to 2199"],
    ),
    (
        county(talks=[talk(ended_at="2026-03-10T24:00:00", interviewees=["p", None, "p/"])]),
        [
            f"/talks/0/interviewees/1: expected {ID}",
            f"/talks/0/interviewees/2: expected {ID}",
            f"/talks/0/ended_at: expected {MOMENT}",
        ],
    ),
    (
        county(talks=[talk(steps=[{"step": "commitment", "at": ""}, 5, {"at": None}])]),
        [
            f"/talks/0/steps/0/at: expected {MOMENT}",
            "/talks/0/steps/1: expected a Step: an object with the fields of one",
            (
                "/talks/0/steps/2/step: expected one of self_examination, issues_pointed_out, "
                "explanation, rectification_required, commitment; the field is required"
            ),
        ],
    ),
    (
        county(talks=[talk(steps={}, participants="")]),
        [
            "/talks/0/participants: expected a list, each element a Participant",
            "/talks/0/steps: expected a list, each element a Step",
        ],
    ),
    (
        county(people=[{"id": "p", SECRET: 1}]),
        ["/people/0: expected no field but those of a person (id, name)"],
    ),
    (
        county(people=[{"id": "p", "nmae": SECRET, "Id": 1, "x" * 10_000: 1}]),
        [
            (
                "/people/0: expected no field but those of a person (id, name); "
                "3 are unknown; is name or id meant?"
            )
        ],
    ),
    (
        county(talks=[talk(started_at="2026-03-10T10:00", ended_at="2026-03-10T09:00")]),
        ["/talks/0/ended_at: expected nothing earlier than started_at, or null"],
    ),
    (
        county(
            talks=[
                talk(
                    kind=SECRET,
                    started_at="2026-03-10",
                    ended_at="2026-03-09",
                    problems=[
                        {"id": "1", "concerns": "other"},
                        {"id": "1", "concerns": "other"},
                        {"id": 1, "concerns": "other"},
                        {"id": 1, "concerns": "other"},
                    ],
                )
            ]
        ),
        [
            (
                "/talks/0/kind: expected one of regular, timely, appointment, admonition, "
                "clue_disposal, other"
            ),
            f"/talks/0/problems/2/id: expected {ID}",
            f"/talks/0/problems/3/id: expected {ID}",
            "/talks/0/ended_at: expected nothing earlier than started_at, or null",
            "/talks/0/problems/1/id: expected an id unique in the talk: '1' is there already",
        ],
    ),
    ({"people": []}, [f'/format: expected "{FORMAT}"']),
    ({"format": "supervision-talk/register/2"}, [f'/format: expected "{FORMAT}"']),
]


@pytest.mark.parametrize(("document", "expected"), FIELD_MISTAKES)
def test_mistakes_of_a_field_are_named_with_a_json_pointer(
    document: dict[str, Json], expected: list[str]
) -> None:
    assert mistakes_in(document) == expected


@pytest.mark.parametrize("value", [[], "x", 5, None, float("inf")])
def test_what_is_no_object_is_no_register(value: Json) -> None:
    assert mistakes_in(value) == ["expected a register: an object with the fields of one"]


def test_an_unknown_list_is_refused_with_the_names_of_all() -> None:
    assert mistakes_in(county(talk=[])) == [
        (
            "expected no field but those of a register (format, kept_for, organizations, "
            "people, appointments, terms, talks, rectifications, filings, judgements, "
            "circumstances, plans, annual_duties, assessments, disclosures); is talks meant?"
        )
    ]


def test_a_field_that_is_there_twice_is_named_if_it_is_one_of_ours() -> None:
    text = '{"format": "%s", "people": [{"id": "p", "id": "p", "%s": 1, "%s": 2}], "people": []}'
    assert mistakes(text % (FORMAT, SECRET, SECRET)) == [
        "/people: expected the field people once, not repeatedly"
    ]
    text = '{"format": "%s", "people": [{"id": "p", "id": "p", "%s": 1, "%s": 2}]}'
    assert mistakes(text % (FORMAT, SECRET, SECRET)) == [
        "/people/0/id: expected the field id once, not repeatedly",
        "/people/0: expected every field once; an unknown field is repeated",
        "/people/0: expected no field but those of a person (id, name)",
    ]


BETWEEN_RECORDS: list[tuple[dict[str, Json], list[str]]] = [
    (
        county(people=[{"id": "p"}, {"id": "p"}]),
        ["/people/1/id: expected one person for each id: 'p' is there already"],
    ),
    (
        county(talks=[talk()], filings=[{"talk": "t1"}, {"talk": "t1"}]),
        ["/filings/1/talk: expected one filing for each talk: 't1' is there already"],
    ),
    (
        county(kept_for=["c", "x"], talks=[talk(talker="x", interviewees=["p", "y"])]),
        [
            absent("/kept_for/1", "organization"),
            absent("/talks/0/talker", "person"),
            absent("/talks/0/interviewees/1", "person"),
        ],
    ),
    (
        county(
            organizations=[
                {"id": "a", "kind": "grassroots", "level": "county", "superior": "b"},
                {"id": "b", "kind": "grassroots", "level": "county", "superior": "a"},
            ]
        ),
        [
            (
                "/organizations/0/superior: expected an organization that is not below 'a' itself: "
                "2 organizations are each other's superiors in a circle"
            )
        ],
    ),
    (
        county(
            plans=[
                {"organization": "t", "year": 2026, "items": [{"id": "i", "organization": "t"}]}
            ],
            talks=[talk(plan_item="i"), talk(id="t2", plan_item="j")],
        ),
        [
            "/talks/0/plan_item: expected an item of a plan of the committee that holds the talk",
            absent("/talks/1/plan_item", "plan_item"),
        ],
    ),
    (
        county(
            talks=[talk(problems=[{"id": "1", "concerns": "other"}])],
            rectifications=[
                {
                    "talk": "t1",
                    "measures": [{"id": "m", "problems": ["1", "2"], "first_responsibility": True}],
                }
            ],
        ),
        ["/rectifications/0/measures/0/problems/1: expected the id of a problem of talk 't1'"],
    ),
]


@pytest.mark.parametrize(("document", "expected"), BETWEEN_RECORDS)
def test_mistakes_between_records_are_named_with_a_json_pointer(
    document: dict[str, Json], expected: list[str]
) -> None:
    assert mistakes_in(document) == expected


def test_broken_records_and_those_between_good_ones_are_reported_together() -> None:
    document = county(
        people=[{"id": "p"}, {"id": "q", "name": 5}, {"id": "q"}],
        talks=[talk(talker="q", interviewees=["nobody"]), talk(kind=5, plan_item="no-item")],
    )
    assert mistakes_in(document) == [
        "/people/1/name: expected text without lone surrogates",
        (
            "/talks/1/kind: expected one of regular, timely, appointment, admonition, "
            "clue_disposal, other"
        ),
        "/people/2/id: expected one person for each id: 'q' is there already",
        "/talks/1/id: expected one talk for each id: 't1' is there already",
        absent("/talks/0/interviewees/0", "person"),
        absent("/talks/1/plan_item", "plan_item"),
    ]


@pytest.mark.parametrize(
    "people",
    [
        [{"id": "p"}, {"id": "q", "x": 1}],
        [{"id": "p"}, {"ID": "q"}],
        [{"id": "p"}, "q"],
        [{"id": "p"}, ["q"]],
        {"p": {}, "q": {}},
        "q and p",
    ],
    ids=["unknown field", "misspelt id", "text", "list", "mapping", "lost"],
)
def test_a_reference_to_a_record_that_could_not_be_read_is_not_called_dangling(
    people: Json,
) -> None:
    found = mistakes_in(county(people=people, talks=[talk(talker="q")]))
    assert [each for each in found if each.startswith("/talks")] == (
        [absent("/talks/0/talker", "person")] if people == "q and p" else []
    )


def test_parts_that_could_not_be_read_lead_to_no_further_mistakes() -> None:
    document = county(
        plans=[
            {"organization": 5, "year": 2026, "items": [{"id": "i", "organization": "t"}]},
            {"organization": "c", "year": 2025, "items": {"id": "j"}},
            {"organization": "c", "year": 2024, "items": [{"organization": "t"}] * 2},
        ],
        talks=[
            talk(plan_item="i"),
            talk(id="t2", plan_item="j", problems={"id": "1"}),
            talk(id="t3", plan_item="i", held_by=5),
        ],
        rectifications=[
            {
                "talk": "t2",
                "measures": [{"id": "m", "problems": ["1", 2], "first_responsibility": True}],
            }
        ],
    )
    assert [each.partition(":")[0] for each in mistakes_in(document)] == [
        "/talks/1/problems",
        "/talks/2/held_by",
        "/rectifications/0/measures/0/problems/1",
        "/plans/0/organization",
        "/plans/1/items",
        "/plans/2/items/0/id",
        "/plans/2/items/1/id",
    ]


def header(**fields: Json) -> dict[str, Json]:
    return {"format": FORMAT, **fields}


def organization(**fields: Json) -> dict[str, Json]:
    return {
        "type": "organization",
        "id": "c",
        "kind": "local_committee",
        "level": "county",
    } | fields


TYPES = (
    "expected the type of a record, one of organization, person, appointment, term, talk, "
    "rectification, filing, judgement, circumstance, plan, annual_duties, assessment, disclosure"
)
HEADER = f'expected the header {{"format": "{FORMAT}"}}, with kept_for if wanted'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([header(), {"type": "person"}], [f"line 2: id: expected {ID}; the field is required"]),
        ([header(), organization(), {"type": "tlak"}], [f"line 3: type: {TYPES}"]),
        ([header(), organization(), {"id": "p"}], [f"line 3: type: {TYPES}"]),
        ([header(), organization(), {"type": 5}], [f"line 3: type: {TYPES}"]),
        ([header(), organization(), {"type": []}], [f"line 3: type: {TYPES}"]),
        (
            [header(), organization(), 5, ["x"]],
            [
                "line 3: expected a record: an object with its type",
                "line 4: expected a record: an object with its type",
            ],
        ),
        (
            [header(), organization(), header()],
            ["line 3: expected a record: the first line alone is the header"],
        ),
        (
            [organization(), {"type": "person", "id": "p"}],
            [f"line 1: {HEADER}, before any record"],
        ),
        (
            [header(format="2"), organization(superior="d")],
            [
                f'line 1: format: expected "{FORMAT}"',
                absent("line 2: superior", "organization"),
            ],
        ),
        (
            [{"kept_for": ["d", 5], "x": 1}, organization()],
            [
                "line 1: expected no field but those of a header (format, kept_for)",
                f'line 1: format: expected "{FORMAT}"',
                f"line 1: kept_for/1: expected {ID}",
                absent("line 1: kept_for/0", "organization"),
            ],
        ),
        (
            [header(kept_for=["d"]), organization()],
            [absent("line 1: kept_for/0", "organization")],
        ),
        (
            [header(), organization(), {"type": "talk", **talk(organization="c", steps=[{}])}],
            [
                (
                    "line 3: steps/0/step: expected one of self_examination, issues_pointed_out, "
                    "explanation, rectification_required, commitment; the field is required"
                )
            ],
        ),
        (
            [header(), organization(), organization(name=5), organization(naem=1)],
            [
                "line 3: name: expected text without lone surrogates",
                (
                    "line 4: expected no field but those of an organization (type, id, name, kind, "
                    "level, superior, approved_by, established_on, abolished_on); is name meant?"
                ),
                "line 3: id: expected one organization for each id: 'c' is there already",
                "line 4: id: expected one organization for each id: 'c' is there already",
            ],
        ),
    ],
)
def test_mistakes_in_json_lines_are_named_by_line_and_field(
    lines: list[Json], expected: list[str]
) -> None:
    assert mistakes_in_lines(*lines) == expected


def test_lines_that_cannot_be_read_are_named_and_their_texts_are_not_called_missing() -> None:
    lines = [
        json.dumps(header()).encode(),
        b"",
        json.dumps(organization(superior="d")).encode(),
        b' {"type": "organization", "id": "d", "na',
        json.dumps(organization(id="e", superior="f")).encode(),
        b'{"type": "organization", "id": "f", "name": "\xff"}',
        json.dumps(organization(id="g", superior="h")).encode(),
    ]
    assert mistakes(b"\r\n".join(lines)) == [
        (
            "line 4, column 38: expected the quotation mark that ends the text which starts here; "
            "the text ends too early, as if cut off"
        ),
        "line 6, byte 45: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
        absent("line 7: superior", "organization"),
    ]


def test_a_header_that_cannot_be_read_leaves_the_records_to_be_looked_at() -> None:
    stream = io.BytesIO(b'{"format": \n{"type": "person", "id": 5}\n')
    with pytest.raises(InvalidInput) as caught:
        list(read_records(stream, "talks.jsonl"))
    assert str(caught.value).splitlines() == [
        (
            "talks.jsonl: line 1, column 11: expected a JSON value; "
            "the text ends too early, as if cut off"
        ),
        f"talks.jsonl: line 2: id: expected {ID}",
    ]


@pytest.mark.parametrize("line", [b"", b"\n \n", b"[]"])
def test_a_stream_without_header_is_refused_after_the_last_record(line: bytes) -> None:
    reading = read_records(io.BytesIO(line))
    assert reading.kept_for is None
    with pytest.raises(InvalidInput) as caught:
        list(reading)
    number = 1
    wanted = HEADER if line == b"[]" else f'format: expected "{FORMAT}"'
    assert str(caught.value) == f"input: line {number}: {wanted}"


def test_a_stream_gives_the_good_records_before_it_refuses_the_whole() -> None:
    lines: Iterable[Json] = [header(kept_for=["c", 5]), organization(), {"type": "person"}]
    reading = read_records(io.BytesIO("\n".join(map(json.dumps, lines)).encode()))
    assert reading.kept_for == ("c",)
    found = iter(reading)
    assert next(found)[0] == 2
    with pytest.raises(InvalidInput, match="line 3: id"):
        next(found)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "expected a register, and there is nothing in it"),
        (
            b'{"format": "supervision-talk/register/1"',
            (
                "line 1, column 41: expected a comma, or the bracket that closes the list or "
                "object; the text ends too early, as if cut off"
            ),
        ),
        (
            '{"format": "机密'.encode("gbk"),
            "byte 12: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
        ),
        (
            b"\xef\xbb\xbf\xff",
            "byte 3: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
        ),
        (
            "{}".encode("utf-16"),
            "byte 0: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
        ),
        (
            '"\ud800"',
            "byte 1: expected UTF-8, and the byte here is none of it; save the file as UTF-8",
        ),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", "line 1, column 1: expected a JSON value"),
        (
            b"[" * 100_000,
            "line 1, column 7: expected at most 6 lists and objects inside one another",
        ),
        (
            b'{"format": "x",\n"talks": ' + b'{"a": ' * 100_000,
            "line 2, column 40: expected at most 6 lists and objects inside one another",
        ),
        (
            b"1" * 5_000,
            "expected a register: an object with the fields of one",
        ),
    ],
)
def test_what_is_no_json_at_all_is_named_once_with_its_place(
    data: bytes | str, expected: str
) -> None:
    assert mistakes(data) == [expected]


def test_the_first_thousand_mistakes_are_named_and_the_rest_counted() -> None:
    people = [{"id": 5, "x": 1}] * 700
    with pytest.raises(InvalidInput) as caught:
        loads(json.dumps(county(people=people)))
    assert len(caught.value.mistakes) == 1_000
    assert caught.value.more == 400
    lines = str(caught.value).splitlines()
    assert len(lines) == 1_001
    assert lines[-1] == "input: and 400 more"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n"], ids=["no end", "line feed", "blanks"])
def test_one_line_is_a_json_document_and_more_are_json_lines(mark: bytes, end: bytes) -> None:
    document = json.dumps(county()).encode()
    assert len(loads(mark + b"\n" + document + end).organizations) == 2
    lines = [header(), organization(), organization(id="t")]
    text = b"\n \t\n".join(json.dumps(line).encode() for line in lines)
    assert len(loads(mark + b"\r\n" + text + end).organizations) == 2
    assert len(loads(mark + json.dumps(county(), indent=1).encode() + end).organizations) == 2


def test_an_error_names_the_file_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    path.write_bytes(b"{")
    with pytest.raises(InvalidInput) as caught:
        load(path)
    assert caught.value.what == str(path)


def test_a_missing_file_stays_the_error_that_python_users_know(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.json")


def test_a_stream_of_text_is_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match="a file opened with mode 'rb'"):
        load(io.StringIO("{}"))  # type: ignore[arg-type]
