"""What is fuzzed, and what must hold of every input whatever it is.

No input may lead to an error other than our own, and no message may show a secret that stands in
the input: the marker below stands for what a talk said.
"""

import contextlib
import io
import json
import tempfile
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from supervision_talk import InvalidInput, InvalidPolicy, audit, dumps, loads
from supervision_talk.cli import main
from supervision_talk.interchange.policy_file import load_policy
from supervision_talk.interchange.streams import audit_file, audit_stream

__all__ = ["MARKER", "SEEDS", "TARGETS"]

MARKER: Final = "密/zqxjkvbw谈"
"""Text that no field name or allowed value resembles, and that cannot be an id."""

_CASES: Final = Path(__file__).parent.parent / "tests" / "cases"


def _register(name: str) -> bytes:
    case = json.loads((_CASES / f"{name}.json").read_text(encoding="utf-8"))
    register = case["register"]
    for talk in register.get("talks", ()):
        for problem in talk.get("problems") or ():
            problem["summary"] = MARKER
    return json.dumps(register, ensure_ascii=False, indent=None).encode()


def _small_register() -> bytes:
    return json.dumps(
        {
            "format": "supervision-talk/register/1",
            "kept_for": ["o"],
            "organizations": [{"id": "o", "kind": "local_committee", "level": "county"}],
            "people": [{"id": "p", "name": MARKER}],
            "talks": [
                {
                    "id": "t",
                    "kind": "regular",
                    "held_by": "o",
                    "organization": "o",
                    "ended_at": "2026-03-10T09:00:00+08:00",
                    "problems": [{"id": "1", "summary": MARKER, "concerns": "other"}],
                }
            ],
        },
        ensure_ascii=False,
    ).encode()


def _lines() -> bytes:
    return dumps(loads(_small_register()), lines=True).encode()


def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Give inputs to start from for each target."""
    small, lines = _small_register(), _lines()
    return {
        "load": (small, lines, _register("01-by-the-book"), _register("12-oversight-and-secrecy")),
        "dense": (
            *(b"\0[]", b'\1{"id": "p"}', b"\3{}", b'\4"a":1', b"\5{}", b'\0"a"', b"\7[[]]"),
            *(b'\1{"id": "@"}', b'\2"@"', b'\13"#"', b'\14"@"', b'\15{"talk": "#"}', b'\16"#"'),
            *(b'\17{"id": "a", "concerns": "other"}', b'\20{"to": "ab"}'),
        ),
        "dense-audit": (
            *(b'\0{"type": "person", "id": "@"}', b'\1"p"', b'\2{"id": "#", "concerns": "other"}'),
            *(b'\3"#"', b'\4{"to": "organization"}', b'\5"@"', b'\6{"id": "#"}'),
            (
                b'\0{"type": "talk", "id": "#", "kind": "regular", "held_by": "o", '
                b'"organization": "o"}'
            ),
        ),
        "policy": (
            b'{"roll": "none"}',
            f'roll = "{MARKER}"'.encode(),
            b'plan_due = "03-31"\nroll = "none"\n',
        ),
        "command": (
            b"audit - --as-of 2026-10-05",
            b"rules st1106 --lang zh",
            b"obligations - --from",
        ),
    }


def fuzz_load(data: bytes) -> None:
    """A register is read, and reads back as itself, or is refused in our words alone."""
    try:
        register = loads(data)
    except InvalidInput as error:
        assert MARKER not in str(error), "a message shows what a record holds"
        return
    assert loads(dumps(register)) == register, "what was written does not read back"
    assert MARKER not in repr(register)


def fuzz_dense(data: bytes) -> None:
    """Whatever is repeated wherever, reading it takes not many times its text."""
    _holds_little(partial(_repeated, data, _PLACES), loads)


def fuzz_dense_audit(data: bytes) -> None:
    """The same holds of audits, whichever way the register is read."""
    repeated = partial(_repeated, data, _PLACES_OF_LINES)
    _holds_little(repeated, lambda dense: audit(loads(dense), _AS_OF).digest)
    _holds_little(repeated, lambda dense: audit_stream(io.BytesIO(dense), _AS_OF).digest)
    _holds_little(repeated, _audited_by_path)


def _audited_by_path(dense: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.jsonl"
        path.write_bytes(dense)
        return audit_file(path, _AS_OF, jobs=1).digest


def _repeated(data: bytes, places: Sequence[tuple[bytes, bytes, bytes]], length: int) -> bytes:
    """Give an input in which what is fuzzed is repeated at the place that its first byte tells."""
    start, separator, end = places[data[0] % len(places)] if data else places[0]
    unit = data[1:] + separator
    count = length // len(unit)
    # Where the unit has a #, or an @, it is another id each time.
    units = (
        unit.replace(b"#", b"%03x" % number).replace(b"@", chr(0x10000 + number).encode())
        for number in range(count)
    )
    return start + (b"".join(units) if b"#" in unit or b"@" in unit else unit * count) + end


def _holds_little(repeated: Callable[[int], bytes], read: Callable[[bytes], object]) -> None:
    """Assert that reading takes at most ten times the input, and what it may take besides.

    What is remembered of any input, however short, hides some of what grows with a short one; so a
    short one is looked at more strictly, and where it takes much a longer one decides. What takes
    thirty times its text is found so; `tests/interchange/test_frugal.py` is finer, and slower.
    """
    dense = repeated(_DENSE_LENGTH)
    if _peak(dense, read) <= _MOST_TIMES * len(dense) + _BESIDES // 2:
        return
    dense = repeated(_DENSE_LENGTH * 5)
    peak = _peak(dense, read)
    assert peak <= _MOST_TIMES * len(dense) + _BESIDES, f"{peak} bytes to read {len(dense)}"


def _peak(dense: bytes, read: Callable[[bytes], object]) -> int:
    tracemalloc.start()
    try:
        with contextlib.suppress(InvalidInput):
            read(dense)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def fuzz_policy(data: bytes) -> None:
    """A policy is read, or refused with every value that is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy"
        path.write_bytes(data)
        try:
            load_policy(path)
        except InvalidPolicy as error:
            assert MARKER not in str(error), "a message shows what the file holds"


def fuzz_command(data: bytes) -> None:
    """The command line ends with 0, 1 or 2, and with 2 it has written nothing."""
    words = data.decode("utf-8", "replace").replace("\0", " ").split()[:12]
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.json"
        register.write_bytes(_small_register())
        texts = [str(register) if word == "-" else word for word in words]
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = main(texts)
    assert code in {0, 1, 2}, f"exit code {code}"
    assert code != 2 or not output.getvalue(), "refused, and yet something was written"
    assert MARKER not in output.getvalue() + errors.getvalue()


_FORMAT: Final = b'{"format": "supervision-talk/register/1"'
_ONE_TALK: Final = (
    _FORMAT + b', "organizations": [{"id": "o", "kind": "party_group", "level": "county"}], '
    b'"talks": [{"id": "t", "kind": "regular", "held_by": "o", "organization": "o"'
)
_AS_OF: Final = date(2026, 10, 5)
_LINES_OF_AN_OFFICE: Final = (
    _FORMAT + b', "kept_for": ["o"]}\n'
    b'{"type": "organization", "id": "o", "kind": "party_group", "level": "county"}\n'
    b'{"type": "person", "id": "p"}\n'
)
_LINE_OF_A_TALK: Final = (
    _LINES_OF_AN_OFFICE
    + b'{"type": "talk", "id": "t", "kind": "regular", "held_by": "o", "organization": "o"'
)
_PLACES_OF_LINES: Final = (
    (_LINES_OF_AN_OFFICE, b"\n", b""),
    (_LINE_OF_A_TALK + b', "interviewees": [', b",", b'"p"]}'),
    (_LINE_OF_A_TALK + b', "problems": [', b",", b'{"id": "p", "concerns": "other"}]}'),
    (
        _LINE_OF_A_TALK + b'}\n{"type": "rectification", "talk": "t", "measures": [{"id": "m", '
        b'"first_responsibility": true, "problems": [',
        b",",
        b'"p"]}]}',
    ),
    (
        _LINE_OF_A_TALK + b'}\n{"type": "filing", "talk": "t", "copies": [',
        b",",
        b'{"to": "organization"}]}',
    ),
    (_FORMAT + b', "kept_for": [', b",", b'"o"]}\n{"type": "person", "id": "p"}'),
    (_FORMAT + b', "kept_for": [], "people": [\n', b",\n", b'{"id": "p"}]}'),
)
_PLACES: Final = (
    (_FORMAT + b', "talks": [', b",", b"0]}"),
    (_FORMAT + b', "people": [', b",", b'{"id": "p"}]}'),
    (_FORMAT + b', "kept_for": [', b",", b'"o"]}'),
    (_FORMAT + b', "talks": [{"id": "t", "steps": [', b",", b"{}]}]}"),
    (_FORMAT + b', "talks": [{', b",", b'"id": "t"}]}'),
    (_FORMAT + b"}\n", b"\n", b"{}"),
    (_FORMAT + b'}\n{"type": "talk", "steps": [', b",", b"0]}"),
    (b"[", b",", b"0]"),
    (b"", b"", b""),
    (_FORMAT + b', "plans": [{"items": [', b",", b'{"id": "i"}]}]}'),
    (_FORMAT + b', "rectifications": [{"measures": [', b",", b'{"id": "m"}]}]}'),
    (_ONE_TALK + b', "interviewees": [', b",", b'"p"]}]}'),
    (_FORMAT + b'}\n{"type": "talk", "basis": [', b",", b'"p"], "id": "t"}'),
    (_ONE_TALK + b'}], "rectifications": [', b",", b'{"talk": "t"}]}'),
    (
        _ONE_TALK + b'}], "rectifications": [{"talk": "t", "measures": [{"id": "m", '
        b'"first_responsibility": true, "problems": [',
        b",",
        b'"p"]}]}]}',
    ),
    (_ONE_TALK + b', "problems": [', b",", b'{"id": "p", "concerns": "other"}]}]}'),
    (
        _ONE_TALK + b'}], "filings": [{"talk": "t", "copies": [',
        b",",
        b'{"to": "organization"}]}]}',
    ),
)
"""Where something is repeated, and by what it is parted."""
_DENSE_LENGTH: Final = 100_000
_MOST_TIMES: Final = 10
_BESIDES: Final = 4_000_000

TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "load": fuzz_load,
    "dense": fuzz_dense,
    "dense-audit": fuzz_dense_audit,
    "policy": fuzz_policy,
    "command": fuzz_command,
}
SEEDS: Final = seeds()
