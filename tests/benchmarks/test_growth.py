"""Ratios between sizes are those of the targets, and the commands that give them run."""

from pathlib import Path

import pytest

from benchmarks import growth, streaming
from benchmarks.synthetic import write_lines
from benchmarks.trees import counties


def measured(talks: int) -> dict[str, float]:
    """Give figures of a library that judges a third slower and is no heavier among many talks.

    The machine itself is half as fast while they are measured.
    """
    pace, slower = (2.0, 4 / 3) if talks > 500 else (1.0, 1.0)
    return {
        "talks": talks,
        "records": 6 * talks,
        "decode": 60 * pace,
        "index": 9 * slower * pace,
        "judge": 30 * slower * pace,
        "digest": 50,
        "one_talk": 40 * slower,
        "one_talk_among_a_hundred_records": 40,
        "one_line": 90,
        "bytes_per_talk_without_texts": 3072,
    }


def test_sizes_are_grown_from_the_smallest_to_the_one_that_is_wanted() -> None:
    assert growth.sizes_up_to(1_000_000) == (10_000, growth.MILLION_RECORDS, 1_000_000)
    assert growth.sizes_up_to(50_000) == (500, 50_000)


def test_ratios_compare_the_largest_register_with_the_smallest() -> None:
    found = list(growth.ratios(growth.grow((500, 50_000), measured)).values())
    assert found == pytest.approx([4 / 3, (60 + 52) / 99, 3.0])


def test_of_the_two_measurements_of_the_smallest_the_shorter_counts() -> None:
    runs = iter([measured(500) | {"decode": 90.0}, measured(50_000), measured(500)])
    first, _ = growth.grow((500, 50_000), lambda _: next(runs))
    assert (first["decode"], first["cost"]) == (60, 99)


def test_the_table_has_a_column_for_each_size() -> None:
    talks = growth.table(growth.grow((500, 50_000), measured)).splitlines()[0]
    assert talks.split() == ["talks", "500", "50,000"]


def test_a_stream_and_a_register_by_one_process_and_two_give_one_report(tmp_path: Path) -> None:
    path = tmp_path / "county.jsonl"
    with path.open("wb") as stream:
        write_lines(counties(2), stream, seed=1)
    figures = streaming.audits(path, (1, 2), at_least=0)
    assert figures["stream_2_speedup"] > 0
    assert figures["lines_1_peak_mib"] > 0
    assert figures["document_2_speedup"] > 0
    shown = streaming.table([{"talks": 170, **figures}], (1, 2))
    assert "--stream, --jobs 2: times as fast as 1" in shown
    assert "JSON document, --jobs 2: times as fast as 1" in shown
