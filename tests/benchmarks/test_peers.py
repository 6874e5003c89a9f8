"""The tools that the library is timed beside find what it finds."""

import json
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.peers import by_hand_joined, in_library
from benchmarks.peers.rows import CODES, broken, stated, write
from benchmarks.synthetic import write_lines
from benchmarks.trees import counties
from supervision_talk.interchange import load


@pytest.mark.parametrize(
    ("module", "needs"),
    [
        ("by_hand", "json"),
        ("in_duckdb", "duckdb"),
        ("in_polars", "polars"),
        ("in_clips", "clips"),
        ("in_rule_engine", "rule_engine"),
        ("in_openfisca", "openfisca_core"),
        ("in_datalogic", "datalogic_py"),
        ("in_clingo", "clingo"),
        ("in_durable_rules", "durable"),
    ],
)
def test_a_peer_finds_what_the_library_finds(module: str, needs: str, tmp_path: Path) -> None:
    """Of all talks together, and of each alone."""
    pytest.importorskip(needs)
    peer = import_module(f"benchmarks.peers.{module}")
    records, path = tmp_path / "register.jsonl", tmp_path / "table.jsonl"
    with records.open("wb") as stream:
        write_lines(counties(12), stream, seed=1)
    facts = broken(stated(load(records)), seed=1)
    write(facts, path)
    wanted = Counter(in_library.answers(in_library.judge(facts)))
    assert {each.rule for each in wanted} == set(CODES)
    assert {each.violated for each in wanted} == {True, False}
    assert Counter(peer.answers(peer.judge(peer.load(path)))) == wanted
    lines = path.read_text(encoding="utf-8").splitlines()[:20]
    alone = Counter(answer for line in lines for answer in peer.one(line))
    ids = {each.subject_id for each in facts[:20]}
    assert alone == Counter({each: n for each, n in wanted.items() if each.talk in ids})


def test_joined_by_hand_the_records_give_what_the_library_finds(tmp_path: Path) -> None:
    """Of all talks together, and of one from its lines."""
    path = tmp_path / "register.jsonl"
    with path.open("wb") as stream:
        write_lines(counties(8), stream, seed=2)
    register, records = load(path), by_hand_joined.load(path)
    wanted = Counter(in_library.answers(in_library.audited(register)))
    assert wanted
    assert Counter(by_hand_joined.judge(records)) == wanted
    line = next(each for each in path.read_bytes().splitlines() if b'"type": "talk"' in each)
    talk = json.loads(line)["id"]
    assert Counter(by_hand_joined.one([line], records)) == Counter(
        answer for answer in wanted.elements() if answer.talk == talk
    )
