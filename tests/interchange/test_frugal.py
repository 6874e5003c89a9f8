"""Long texts are read as short ones are, and without much memory."""

import gzip
import io
import itertools
import json
import operator
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_talk import InvalidInput, Register, dumps, load, loads
from supervision_talk.interchange import frugal, lines
from supervision_talk.interchange.frugal import (
    LONG,
    ListInText,
    ObjectInText,
    Source,
    parse_frugally,
    texts_in,
)
from supervision_talk.interchange.parsing import NotJson, ReadValue, TwiceNamed, parse_patiently
from supervision_talk.strategies import registers

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(':"\\ \né,[]{}', max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=12,
)
LENGTH = 500_000
MOST = 10
BESIDES = 4_000_000
"""What a part of a text that is read whole may weigh, and what is kept whatever is read."""
PEAK = """
import contextlib, io, resource, sys
from supervision_talk import InvalidInput, load, loads
def peak():
    with contextlib.suppress(OSError), open("/proc/self/status") as status:
        # What `getrusage` says begins with the peak of the process that started this one.
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (sys.platform == "darwin" or 1024)
"""
READING = f"""{PEAK}
for sort in ('{{"format": "supervision-talk/register/1", "people": [0]}}', "{{}}\\n{{}}"):
    with contextlib.suppress(InvalidInput):
        loads(sort)
data = sys.stdin.buffer.read()
before = peak()
with contextlib.suppress(InvalidInput):
    loads(data)
print(peak() - before)
"""


@pytest.fixture
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frugal, "LONG", 6)
    monkeypatch.setattr(lines, "LONG", 6)
    monkeypatch.setattr(frugal, "_DEEPEST", 50)


def whole(value: ReadValue) -> object:
    """Give a value with everything in it that had stayed in its text, fields that are twice too."""
    if isinstance(value, (list, ListInText)):
        return [whole(each) for each in value]
    if isinstance(value, ObjectInText):
        return {name: whole(each) for name, each in value.items()}
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return value


def read(parse: Callable[[str], ReadValue], text: str) -> object:
    try:
        return whole(parse(text))
    except NotJson as error:
        return error.line, error.column, error.expected


def frugally(text: str) -> ReadValue:
    return parse_frugally(Source.of(text.encode()))


@pytest.mark.usefixtures("everything_is_long")
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_a_long_text_is_read_as_a_short_one(value: object, indent: int | None, plain: bool) -> None:
    text = f" {json.dumps(value, indent=indent, ensure_ascii=plain)}\n"
    found = frugally(text)
    assert whole(found) == value
    assert sorted(texts_in(found)) == sorted(texts_in(parse_patiently(text)))


@pytest.mark.usefixtures("everything_is_long")
@given(VALUES, st.data())
def test_what_is_no_json_is_refused_alike(value: object, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=False)
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 2))
    broken = text[:at] + data.draw(st.text('[]{},:" x1', max_size=2)) + text[at + gone :]
    assert read(frugally, broken) == read(parse_patiently, broken)


@pytest.mark.usefixtures("everything_is_long")
def test_a_list_may_be_passed_over_and_read_later() -> None:
    found = frugally('{"a": [[1, "]"], {"b": ["}"]}], "c": 2, "a": 3}')
    assert isinstance(found, ObjectInText)
    assert "c" in found
    assert "b" not in found
    assert found.get("a") == 3
    (_, first), *others = found.items()
    assert others == [("c", 2), ("a", 3)]
    assert whole(first) == [[1, "]"], {"b": ["}"]}]


def test_what_is_short_is_read_whole_with_what_is_unusual_in_it() -> None:
    found = frugally("[" + '{"a": 1, "a": 2},' * LONG + "3]")
    assert isinstance(found, ListInText)
    first = next(iter(found))
    assert isinstance(first, TwiceNamed)
    assert first.names == ("a",)


@pytest.mark.parametrize("start", ["[", '{"a":', '[{"a":'])
def test_a_long_text_that_is_too_deep_is_told_where(start: str) -> None:
    with pytest.raises(NotJson) as caught:
        frugally(start * 100_000)
    assert caught.value.line == 1
    assert "inside one another" in caught.value.expected.en


FORMAT = '"format": "supervision-talk/register/1"'
PARTY_GROUP = "'id':'o','kind':'party_group','level':'county'"
OFFICE = f"'organizations': [{{{PARTY_GROUP}}}]"
PLAN = "'plans': [{'organization':'o','year':2026"
TALK = "'kind':'regular','held_by':'o','organization':'o'"
ITEMS = "'items':[<{'id':'#','organization':'o'}>]"
DENSE_ITEMS = f"{{FORMAT, {OFFICE}, {PLAN},{ITEMS}}}]}}"
DENSE_ITEMS_IN_A_LINE = (
    f"{{FORMAT}}\n{{'type':'organization',{PARTY_GROUP}}}\n"
    f"{{'type':'plan','organization':'o','year':2026,{ITEMS}}}"
)
DENSE_STEPS = (
    f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'steps':[<{{'step':'commitment'}}>]}}]}}"
)
DENSE_COPIES = (
    f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK}}}], "
    "'filings': [{'talk':'t','copies':[<{'to':'x'}>]}]}"
)


SHORT = [sign for sign in map(chr, range(0x21, 0x7F)) if sign not in '"\\/']


def short(number: int) -> str:
    """Give an id of three characters."""
    first, rest = divmod(number, len(SHORT) ** 2)
    return SHORT[first % len(SHORT)] + SHORT[rest // len(SHORT)] + SHORT[rest % len(SHORT)]


def dense(pattern: str, length: int = LENGTH) -> bytes:
    """Repeat what stands in each <> to the length that is tried.

    There # is a number, @ that number as a character beyond the first 65,536, § an id of three
    characters that stands nowhere else in what is repeated, and ~ the same where it stands again.
    """
    text = pattern.replace("'", '"').replace("FORMAT", FORMAT)
    units = re.findall("<(.*?)>", text, re.DOTALL)
    size = sum(len(re.sub("[§~@]", "abc", each).replace("#", "12345")) + 1 for each in units)
    count = length // size

    def repeated(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        separator = "," if before in {"[", "{", ","} else before.strip(" ")
        new = map(short, itertools.count())
        return separator.join(
            re.sub("[§~]", lambda _: next(new), match[1])
            .replace("#", f"{number:x}")
            .replace("@", chr(0x10000 + number))
            for number in range(count)
        )

    return re.sub("<(.*?)>", repeated, text, flags=re.DOTALL).encode()


def took(data: bytes) -> int:
    """Read in a fresh process, and give by how many bytes it grew."""
    done = subprocess.run(
        [sys.executable, "-c", READING], input=data, capture_output=True, check=True
    )
    return int(done.stdout)


def test_what_reading_takes_is_measured() -> None:
    """Of a text that is read whole several times its bytes is there at once."""
    text = f'{{{FORMAT}, "people": [{{"id": "p", "name": "😀{"a" * LENGTH}"}}]}}'
    assert took(text.encode()) > 4 * LENGTH


@pytest.mark.parametrize(
    "pattern",
    [
        "[<[]>]",
        "{FORMAT, 'talks': [<[]>]}",
        "{FORMAT, 'talks': [<{}>]}",
        "{FORMAT, 'talks': [<{'a':1}>]}",
        "{FORMAT, 'talks': [<'#'>]}",
        "{FORMAT, 'talks': [<'谈#'>]}",
        "{FORMAT, 'talks': [<[]>",
        "{FORMAT, 'talks': [{'id': 't', 'steps': [<[]>]}]}",
        "{FORMAT, 'talks': [<{'steps':[[],[],{}]}>]}",
        "{FORMAT, 'talks': [{'interviewees': [<'#'>]}]}",
        "{FORMAT, 'talks': [{<'#':1>}]}",
        "{FORMAT, 'kept_for': [<[]>]}",
        "{FORMAT, 'people': [<{'id':'p'}>]}",
        "{FORMAT, 'people': [<{'id':'p','id':'p'}>]}",
        "{FORMAT, 'unknown': [<[[]]>]}",
        "{FORMAT, <'#':1>}",
        "{FORMAT}\n<{}>",
        "{FORMAT}\n<'#'>",
        "{FORMAT}\n<[[],[],[],[],[],[],[],[]]>",
        "{FORMAT, 'unknown': [<[]>]}\n{}",
        "\n<\n>",
        "{FORMAT, 'people': [<{'id':'#'}>]}",
        "{FORMAT, 'people': [{'id':'p','name':'😀'},<{'id':'#'}>]}",
        "{FORMAT, 'people': [{'id':'p','name':'😀'},<{'id':'#'}>",
        "{FORMAT, 'people': [{'id':'p','name':'😀<谈#>'}]}",
        "{FORMAT, 'people': [<{'id':'谈#'}>]}",
        "{FORMAT}\n<{'type':'person','id':'#'}>",
        "{FORMAT, 'people': [<{'id':'#','name':'somebody'}>]}",
        "{FORMAT, 'organizations': [<{'id':'#'}>]}",
        "{FORMAT, 'organizations': [<{'id':'#','superior':'#'}>]}",
        "{FORMAT, 'organizations': [<{'id':'#','kind':'military','level':'city'}>]}",
        "{FORMAT, 'terms': [<{'organization':'#'}>]}",
        "{FORMAT, 'talks': [<{'id':'#'}>]}",
        "{FORMAT, 'talks': [<{'problems':[{'id':'1'}]}>]}",
        "{FORMAT}\n<{'type':'talk','id':'#'}>",
        "{FORMAT, 'kept_for': [<'#'>]}",
        "{FORMAT, 'kept_for': [<'#'>]}\n{}",
        f"{{FORMAT, {OFFICE}, 'talks': [<{{'id':'#',{TALK}}}>]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'interviewees':[<'#'>]}}]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'problems':[<{{'id':'#'}}>]}}]}}",
        f"{{FORMAT, {OFFICE}, {PLAN}, 'items':[<{{'id':'#'}}>]}}]}}",
        DENSE_ITEMS,
        DENSE_ITEMS_IN_A_LINE,
        DENSE_STEPS,
        DENSE_COPIES,
    ],
)
def test_reading_takes_at_most_ten_times_the_input(pattern: str) -> None:
    """Beyond what a part that is read whole may take; values of it all would weigh more."""
    data = dense(pattern)
    assert took(data) <= MOST * len(data) + BESIDES


EIGHT = ",".join(["'§'"] * 8)
NINE = ",".join(["'§'"] * 9)
IN_A_LINE = f"{{FORMAT}}\n{{'type':'organization',{PARTY_GROUP}}}\n"
RECTIFIED = f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK}}}], 'rectifications': [{{'talk':'t',"
MEASURE = "'id':'m','first_responsibility':true"


@pytest.mark.parametrize(
    "pattern",
    [
        # Ids of whoever is not there, in one list, in several, and in very many.
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'interviewees':[<'§'>]}}]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'interviewees':[<'@'>]}}]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'basis':[<'§'>]}}]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [<{{'id':'#',{TALK},'interviewees':[{EIGHT}]}}>]}}",
        f"{{FORMAT, {OFFICE}, 'talks': [<{{'id':'#',{TALK},'interviewees':[{NINE}]}}>]}}",
        f"{IN_A_LINE}{{'type':'talk','id':'t',{TALK},'interviewees':[<'§'>]}}",
        f"{IN_A_LINE}{{'type':'talk','id':'t',{TALK},'interviewees':[<'@'>]}}",
        f"{IN_A_LINE}<{{'type':'talk','id':'#',{TALK},'interviewees':[{NINE}]}}>",
        f"{RECTIFIED}'measures':[{{{MEASURE},'problems':[<'§'>]}}]}}]}}",
        f"{RECTIFIED}'measures':[<{{{MEASURE},'problems':[{EIGHT}]}}>]}}]}}",
        f"{RECTIFIED}'measures':[<{{{MEASURE},'problems':[{NINE}]}}>]}}]}}",
        "{FORMAT,'kept_for':[<'@'>]}\n{}",
        # All people named once, so that each is there twice.
        (
            f"{{FORMAT, {OFFICE}, 'people': [<{{'id':'§'}}>],"
            f" 'talks': [{{'id':'t',{TALK},'interviewees':[<'~'>]}}]}}"
        ),
        (
            f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'interviewees':[<'@'>]}}],"
            " 'people': [<{'id':'@'}>]}"
        ),
        # What weighs much more than its text until it is known that it leads nowhere.
        "{FORMAT, 'rectifications': [<{'talk':'§'}>]}",
        "{FORMAT, 'rectifications': [<{'talk':'§'}>], 'talks': []}",
        # Many people, some mistake.
        "{FORMAT, 'people': [{'a':1},<{'id':'§'}>]}",
        "{FORMAT, 'people': [{'a':1},<{'id':'@'}>]}",
        "{FORMAT, 'people': [<{'id':'§'}>,<{'id':'~'}>]}",
        "{FORMAT, 'people': [<{'id':'@'}>,<{'id':'@'}>]}",
        # Mistakes that each cite an id.
        f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},'problems':[<{{'id':'a'}}>]}}]}}",
        (
            f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK},"
            "'problems':[<{'id':'a','concerns':'other'}>]}]}"
        ),
        f"{RECTIFIED}'measures':[<{{'id':'a','first_responsibility':true}}>]}}]}}",
        # One long text with a wide character where a text cannot be so long.
        "{FORMAT}\n{'type':'person','id':'😀<aaaaa>'}",
        "{FORMAT}\n{'type':'person','id':'p','😀<aaaaa>':1}",
        "{FORMAT}\n{'type':'person','id':['😀',<'ab'>",
        # Sound.
        "{FORMAT, 'people': [<{'id':'§'}>]}",
        "{FORMAT, 'people': [<{'id':'@'}>]}",
        "{FORMAT}\n<{'type':'person','id':'@'}>",
        (
            f"{{FORMAT, {OFFICE}, 'talks': [{{'id':'t',{TALK}}}],"
            " 'filings': [{'talk':'t','copies':[<{'to':'谈'}>]}]}"
        ),
    ],
)
def test_reading_more_takes_at_most_ten_times_the_input(pattern: str) -> None:
    data = dense(pattern, 4 * LENGTH)
    assert took(data) <= MOST * len(data) + BESIDES


@pytest.mark.parametrize(
    "pattern",
    [
        "{FORMAT, 'people': [<{'id':'#'}>]}",
        DENSE_ITEMS,
        DENSE_ITEMS_IN_A_LINE,
        DENSE_STEPS,
        DENSE_COPIES,
    ],
)
def test_what_is_dense_and_sound_is_loaded(pattern: str) -> None:
    document = dense(pattern)
    loaded = loads(document)
    assert len(dumps(loaded)) > len(document)  # it has more space in it, and no less of the rest
    assert loads(dumps(loaded, lines=True)) == loaded


MANY_IDS = [f"{number:02}" for number in range(20)]
A_TALK: dict[str, object] = {
    "id": "t",
    "kind": "regular",
    "held_by": "o",
    "organization": "o",
    "interviewees": MANY_IDS[::-1] * 2,
    "problems": [{"id": id, "concerns": "other"} for id in MANY_IDS],
}
A_RECTIFICATION: dict[str, object] = {
    "talk": "t",
    "measures": [{"id": "m", "first_responsibility": True, "problems": MANY_IDS}],
}
Lists = Sequence[tuple[str, str, Sequence[Mapping[str, object]]]]
MANY_OF_EACH: Lists = [
    ("rectifications", "rectification", [A_RECTIFICATION]),
    ("talks", "talk", [A_TALK]),
    ("people", "person", [{"id": id} for id in MANY_IDS]),
    ("organizations", "organization", [{"id": "o", "kind": "party_group", "level": "county"}]),
]


def as_document(records: Lists) -> str:
    lists = {plural: of_kind for plural, _, of_kind in records}
    return json.dumps({"format": "supervision-talk/register/1", **lists})


def as_lines(records: Lists) -> str:
    lines = [{"type": kind, **each} for _, kind, of_kind in records for each in of_kind]
    return "\n".join([f"{{{FORMAT}}}", *map(json.dumps, lines)])


@pytest.mark.parametrize("write", [as_document, as_lines])
@pytest.mark.parametrize("order", [1, -1])
def test_ids_in_long_lists_are_those_of_the_records_that_they_name(
    write: Callable[[Lists], str], order: int
) -> None:
    register = loads(write(MANY_OF_EACH[::order]))
    interviewees = register.talks[0].interviewees
    assert interviewees == (*MANY_IDS[::-1], *MANY_IDS[::-1])
    assert all(map(operator.is_, interviewees[:20], [p.id for p in register.people[::-1]]))
    (measure,) = register.rectifications[0].measures or ()
    assert measure.problems == tuple(MANY_IDS)


@pytest.mark.parametrize(
    ("write", "talk", "rectification"),
    [(as_document, "/talks/0/", "/rectifications/0/"), (as_lines, "line 3: ", "line 2: ")],
)
def test_ids_in_long_lists_that_lead_nowhere_are_named(
    write: Callable[[Lists], str],
    talk: str,
    rectification: str,
) -> None:
    people = ("people", "person", [{"id": id} for id in MANY_IDS if id != "07"])
    fewer = [*A_TALK["problems"]][1:] if isinstance(A_TALK["problems"], list) else []
    talks = ("talks", "talk", [A_TALK | {"problems": fewer}])
    with pytest.raises(InvalidInput) as caught:
        loads(write([MANY_OF_EACH[0], talks, people, MANY_OF_EACH[3]]))
    assert [each.place for each in caught.value.mistakes] == [
        f"{talk}interviewees/12",
        f"{talk}interviewees/32",
        f"{rectification}measures/0/problems/0",
    ]


@pytest.mark.parametrize("wrong", [1, None, "a/b", ["a"]])
def test_what_is_no_id_in_a_long_list_is_named(wrong: object) -> None:
    talk = A_TALK | {"interviewees": [*MANY_IDS, wrong]}
    with pytest.raises(InvalidInput, match=r"/talks/0/interviewees/20: expected an id") as caught:
        loads(as_document([("talks", "talk", [talk]), *MANY_OF_EACH[2:]]))
    assert len(caught.value.mistakes) == 1


def test_of_more_rectifications_than_talks_each_is_refused() -> None:
    twice = [A_RECTIFICATION | {"measures": []}] * 3
    with pytest.raises(InvalidInput) as caught:
        loads(as_document([("rectifications", "rectification", twice), *MANY_OF_EACH[1:]]))
    places = [each.place for each in caught.value.mistakes]
    assert places == ["/rectifications/1/talk", "/rectifications/2/talk"]


@pytest.mark.usefixtures("everything_is_long")
@settings(deadline=None)
@given(registers(), st.sampled_from([None, 1]))
def test_a_register_is_read_part_by_part_as_it_was_written(
    register: Register, indent: int | None
) -> None:
    text = json.dumps(json.loads(dumps(register)), ensure_ascii=False, indent=indent)
    assert loads(text) == register
    assert loads(dumps(register, lines=True)) == register


LONG_NAME = "谈" * LONG


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (f'{{"id": "p", "name": "{LONG_NAME}", "id": "p"}}', "/people/0/id: expected the field id"),
        (f'{{"id": "p", "name": "{LONG_NAME}", "nam": 1}}', "/people/0: expected no field but"),
        (f'{{"id": "p", "name": {LONG * "1"}}}', "/people/0/name: expected text"),
        ('{"id": "p", "name": ":a"}, {"id": "p", "id": "p"}', "/people/1/id: expected the field"),
    ],
)
def test_what_is_wrong_in_or_behind_what_is_long_is_named(record: str, expected: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        loads(f'{{{FORMAT}, "kept_for": [], "people": [{record}]}}')
    assert str(caught.value).startswith(f"input: {expected}"), str(caught.value)[:200]


@pytest.mark.parametrize("end", ['"', '\\x"}', "", '"}, 1 2', '",\n}', '"}\n,\n]'])
def test_what_is_no_json_behind_what_is_long_is_named_with_its_place(end: str) -> None:
    text = f'{{{FORMAT}, "people": [{{"id": "p", "name": "{LONG_NAME}{end}]}}'
    with pytest.raises(json.JSONDecodeError) as theirs:
        json.loads(text)
    with pytest.raises(InvalidInput) as ours:
        loads(text)
    place = f"line {theirs.value.lineno}, column {theirs.value.colno}"
    assert str(ours.value).startswith(f"input: {place}: expected"), str(ours.value)[:200]


@pytest.mark.parametrize("unit", ["{,", "[", '{"', '"\\', "}", "]", "[]", '{"step":["'])
def test_a_long_list_without_end_in_a_record_is_refused(unit: str) -> None:
    with pytest.raises(InvalidInput):
        loads(f'{{{FORMAT}, "talks": [{{"id": "t", "steps": [{unit * LONG}')


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such files there")
def test_a_path_that_does_not_tell_its_size_is_read() -> None:
    with pytest.raises(InvalidInput, match="expected a JSON value"):
        load("/proc/self/status")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with a path there")
def test_a_path_that_can_be_read_only_once_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(f'{{{FORMAT},\n"people": [{{"id": "p"}}]}}',))
    writer.start()
    assert len(load(pipe).people) == 1
    writer.join()


def people_in(directory: Path) -> Path:
    """Write a document of people alone, longer than is read at once."""
    path = directory / "people.json"
    people = [{"id": f"{number:x}"} for number in range(LONG // 8)]
    path.write_text(f'{{{FORMAT},\n"people": {json.dumps(people)}}}')
    return path


def test_a_stream_is_read_to_its_end_as_its_file_is(tmp_path: Path) -> None:
    path = people_in(tmp_path)
    with gzip.open(tmp_path / "people.json.gz", "wb") as packed:
        packed.write(path.read_bytes())
    for opened in (
        lambda: path.open("rb"),
        lambda: path.open("rb", buffering=0),
        lambda: io.BytesIO(path.read_bytes()),
        lambda: gzip.GzipFile(tmp_path / "people.json.gz"),
    ):
        with opened() as stream:
            assert load(cast("BinaryIO", stream)) == load(path)
            assert not stream.read()


def test_a_stream_is_read_from_where_it_stands(tmp_path: Path) -> None:
    text = people_in(tmp_path).read_bytes()
    stream = io.BytesIO(b"before" + text)
    stream.seek(len(b"before"))
    assert load(stream) == loads(text)


def test_a_stream_that_is_refused_is_read_to_its_end_too() -> None:
    stream = io.BytesIO(b"[" * 3 + b"\n")
    with pytest.raises(InvalidInput):
        load(stream)
    assert not stream.read()


def test_of_an_open_file_no_more_is_held_than_of_its_path(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    space = f"{' ' * 99}\n" * 80_000
    path.write_text(f'{{{FORMAT},\n"people": [{{"id": "p"}}{space}]}}')
    grown = f"{PEAK}\nbefore = peak()\nload({{}})\nprint(peak() - before)"
    of_path, of_stream = (
        int(subprocess.check_output([sys.executable, "-c", grown.format(how), path]))
        for how in ("sys.argv[1]", "open(sys.argv[1], 'rb')")
    )
    assert of_stream < of_path + 4_000_000


def test_a_byte_far_behind_that_is_no_utf_8_is_named() -> None:
    with pytest.raises(InvalidInput, match=f"byte {3 * LONG + 1}: expected UTF-8"):
        loads(f'"{LONG_NAME}'.encode() + b'\xff"')


@pytest.mark.parametrize("text", [f'":{LONG_NAME}"', '":"', '"\\":"', '"a" '])
def test_texts_that_look_like_the_names_of_fields_are_read(text: str) -> None:
    register = loads(f'{{{FORMAT}, "people": [{{"id": "p", "name": {text}}}, {{"id": "q"}}]}}')
    assert register.people[0].name == json.loads(text)
