"""The command line audits long texts without much memory, whichever way it reads them."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.interchange.test_frugal import (
    BESIDES,
    LENGTH,
    MOST,
    OFFICE,
    PARTY_GROUP,
    PEAK,
    TALK,
    dense,
)

AUDITING = f"""{PEAK}
from supervision_talk.cli import main
def audit(path, *arguments):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["audit", path, "--as-of", "2026-10-05", "--format", "json", *arguments])
small, large, *arguments = sys.argv[1:]
audit(small, *arguments)
before = peak()
audit(large, *arguments)
# Of another process what it shares with this one counts, too.
others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(peak(), others * (sys.platform == "darwin" or 1024)) - before)
"""
ONE_COMMITTEE = (
    "{FORMAT,'kept_for':['o']}\n{'type':'organization'," + PARTY_GROUP + "}\n"
    "{'type':'person','id':'p'}\n"
)
A_TALK = f"{{'type':'talk','id':'t',{TALK}"
A_MEASURE = "{'type':'rectification','talk':'t','measures':[{'id':'m','first_responsibility':true"
NINE = ",".join(["'§'"] * 9)
PATTERNS = {
    "long lists of unknown ids": f"{ONE_COMMITTEE}{A_TALK},'interviewees':[<'§'>]}}",
    "lists of unknown ids": f"{ONE_COMMITTEE}<{{'type':'talk','id':'#',{TALK},'basis':[{NINE}]}}>",
    "unknown problems": f"{ONE_COMMITTEE}{A_TALK}}}\n{A_MEASURE},'problems':[<'§'>]}}]}}",
    "one id again and again": f"{ONE_COMMITTEE}{A_TALK},'interviewees':[<'p'>]}}",
    "people": f"{ONE_COMMITTEE}<{{'type':'person','id':'@'}}>",
    "people in a group": f"{ONE_COMMITTEE}{A_TALK}}}\n<{{'type':'person','id':'@'}}>",
    "people who are named": (
        f"{ONE_COMMITTEE}<{{'type':'person','id':'@'}}>\n{A_TALK},'interviewees':[<'@'>]}}"
    ),
    "talks": f"{ONE_COMMITTEE}<{{'type':'talk','id':'#',{TALK}}}>",
    "problems": f"{ONE_COMMITTEE}{A_TALK},'problems':[<{{'id':'#','concerns':'other'}}>]}}",
    "copies": (
        f"{ONE_COMMITTEE}{A_TALK}}}\n{{'type':'filing','talk':'t','copies':[<{{'to':'谈'}}>]}}"
    ),
    "organizations": (
        f"{ONE_COMMITTEE}<{{'type':'organization','id':'#','superior':'o','kind':'military',"
        "'level':'city'}>"
    ),
    "unknown committees": "{FORMAT,'kept_for':[<'@'>]}\n{'type':'person','id':'p'}",
    "what is no record": f"{ONE_COMMITTEE}<{{}}>",
}
A_DOCUMENT = f"{{FORMAT, {OFFICE}, 'people': [\n{{'id':'p'}},<{{'id':'@'}}>]}}"
DOCUMENTS = {
    "people": A_DOCUMENT,
    "people twice": A_DOCUMENT.replace("@", "§"),
    "people in no order": A_DOCUMENT.replace("@", "#"),
    "talks": f"{{FORMAT, {OFFICE}, 'talks': [\n{{'id':'t',{TALK}}},<{{'id':'#',{TALK}}}>]}}",
    "people, a line each": A_DOCUMENT.replace("<", "<\n"),
    "talks, a line each": (
        f"{{FORMAT, {OFFICE}, 'talks': [\n{{'id':'t',{TALK}}},<\n{{'id':'#',{TALK}}}>]}}"
    ),
}


def grown_by(pattern: str, arguments: Sequence[str], folder: Path) -> tuple[int, int]:
    """Audit in a fresh process; give by how many bytes it grew, and how many it read."""
    small, large = folder / "small", folder / "large"
    small.write_bytes(dense(pattern, 100))
    large.write_bytes(dense(pattern, 4 * LENGTH))
    done = subprocess.run(
        [sys.executable, "-c", AUDITING, small, large, *arguments], capture_output=True, check=True
    )
    return int(done.stdout), large.stat().st_size


@pytest.mark.parametrize(
    "arguments", [[], ["--jobs", "2"], ["--stream"], ["--stream", "--jobs", "2"]], ids=" ".join
)
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_auditing_takes_at_most_ten_times_the_input(
    pattern: str, arguments: Sequence[str], tmp_path: Path
) -> None:
    grown, size = grown_by(pattern, arguments, tmp_path)
    assert grown <= MOST * size + BESIDES


@pytest.mark.parametrize("arguments", [[], ["--jobs", "2"]], ids=" ".join)
@pytest.mark.parametrize("pattern", DOCUMENTS.values(), ids=DOCUMENTS)
def test_auditing_a_document_takes_at_most_ten_times_the_input(
    pattern: str, arguments: Sequence[str], tmp_path: Path
) -> None:
    grown, size = grown_by(pattern, arguments, tmp_path)
    assert grown <= MOST * size + BESIDES


def test_what_auditing_takes_is_measured(tmp_path: Path) -> None:
    grown, size = grown_by(PATTERNS["talks"], [], tmp_path)
    assert grown > size
