"""``python -m benchmarks CASE``: a table, and JSON if wanted.

county, province, country and scale measure one register, growth several sizes of one, flame where
the time of an audit goes, streams the command line on registers of each form by several processes,
peers what other tools need for twelve rules, imports what importing costs beside attrs and
pendulum.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from benchmarks import flame, growth, importing, streaming
from benchmarks.synthetic import AS_OF, Written, write_lines
from benchmarks.trees import Tree, counties, country, county, province
from supervision_talk import audit
from supervision_talk.interchange import loads

_FEWEST_TALKS_OF_A_COUNTY: Final = 80
_PROVINCE_TALKS_PER_HEAD: Final = 2.1
"""With the timely ones, about 5,000 talks a year."""

_TALKS: Final = {
    "scale": 10_000,
    "flame": 10_000,
    "growth": 1_000_000,
    "streams": 100_000,
    "peers": 10_000,
}
"""The cases whose size is chosen, and their talks if it is not."""

_SMALLEST_SHARE: Final = 0.005

_ROWS: Final = (
    ("talks", "talks", "{:,.0f}"),
    ("heads", "heads", "{:,.0f}"),
    ("records", "records of all kinds", "{:,.0f}"),
    ("findings", "findings listed", "{:,.0f}"),
    ("generate", "µs a talk to generate", "{:,.1f}"),
    ("decode", "µs a talk to decode (json, cattrs)", "{:,.1f}"),
    ("decode_fast", "µs a talk to decode (extra fast)", "{:,.1f}"),
    ("index", "µs a talk to check references and index", "{:,.1f}"),
    ("judge", "µs a talk to judge, findings made", "{:,.1f}"),
    ("judge_talks", "of these by the rules about talks", "{:,.1f}"),
    ("digest", "µs a talk for the digest", "{:,.1f}"),
    ("one_talk", "µs for one talk alone", "{:,.1f}"),
    ("one_talk_among_a_hundred_records", "the same in a register of 100 records", "{:,.1f}"),
    ("one_line", "µs for one talk from its JSON lines", "{:,.1f}"),
    ("one_line_fast", "the same (extra fast)", "{:,.1f}"),
    ("obligations", "s for a month's obligations", "{:,.3f}"),
    ("coverage", "s for coverage", "{:,.3f}"),
    ("peak_mib", "peak MiB", "{:,.0f}"),
    ("bytes_per_talk", "bytes a talk held whole", "{:,.0f}"),
    ("bytes_per_talk_without_texts", "the same, texts apart", "{:,.0f}"),
    ("judge_to_decode", "judge / decode", "{:.2f}"),
    ("audit_to_decode", "(index + judge) / decode", "{:.2f}"),
)


def run(
    tree: Tree, *, seed: int, talks_per_head: float = 1.0, at_least: float = 1.0
) -> dict[str, float]:
    """Generate a tree's records into a file and measure them in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.jsonl"
        start = time.perf_counter()
        with path.open("wb") as stream:
            written = write_lines(tree, stream, seed=seed, talks_per_head=talks_per_head)
        return _figures(written, time.perf_counter() - start, path, at_least)


def _figures(written: Written, seconds: float, path: Path, at_least: float) -> dict[str, float]:
    measured = subprocess.run(  # noqa: S603 - this very program
        [
            *(sys.executable, "-m", "benchmarks.measuring", str(path)),
            *("--as-of", str(AS_OF), "--at-least", str(at_least)),
        ],
        check=True,
        stdout=subprocess.PIPE,
    )
    return {**json.loads(measured.stdout), "generate": seconds / written.talks * 1e6}


def table(figures: Mapping[str, float]) -> str:
    """Write the figures one below the other."""
    rows = [(words, form.format(figures[name])) for name, words, form in _ROWS if name in figures]
    width = max(len(words) for words, _ in rows)
    return "\n".join(f"{words:{width}}  {figure:>12}" for words, figure in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("case", choices=("county", "province", "country", "imports", *_TALKS))
    parser.add_argument(
        "--talks",
        type=int,
        help=f"at least so many ({', '.join(f'{case}: {n:,}' for case, n in _TALKS.items())})",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--at-least", type=float, default=1.0, help="seconds for which what is short is repeated"
    )
    parser.add_argument(
        "--peaks", action="store_true", help="of streams: the memory of one process, and no more"
    )
    parser.add_argument("--svg", type=Path, help="of flame: where the picture is drawn")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--rounds", type=int, default=20, help="of imports: how many")
    given = parser.parse_args(arguments)
    talks = given.talks or _TALKS.get(given.case, 0)
    if given.case == "imports":
        seconds = importing.measure(given.rounds)
        print(importing.table(seconds))
        _write(given.json, given.case, given.seed, seconds)
        return
    if given.case == "peers":
        _compare(talks, given.seed, given.json)
        return
    if given.case == "growth":
        _grow(talks, given.seed, given.at_least, given.json)
        return
    if given.case == "flame":
        _draw(talks, given.seed, given.at_least, given.svg, given.json)
        return
    if given.case == "streams":
        _stream(talks, given.seed, given.at_least, given.json, peaks_alone=given.peaks)
        return
    talks_per_head = 1.0
    if given.case == "scale":
        tree = _tree_of(talks)
    elif given.case == "province":
        tree, talks_per_head = province(), _PROVINCE_TALKS_PER_HEAD
    else:
        tree = county() if given.case == "county" else country()
    figures = run(tree, seed=given.seed, talks_per_head=talks_per_head, at_least=given.at_least)
    print(table(figures))
    _write(given.json, given.case, given.seed, figures)


def _tree_of(talks: int) -> Tree:
    return counties(-(-talks // _FEWEST_TALKS_OF_A_COUNTY))


def _draw(talks: int, seed: int, at_least: float, svg: Path | None, path: Path | None) -> None:
    lines = BytesIO()
    write_lines(_tree_of(talks), lines, seed=seed)
    register = loads(lines.getvalue())

    def again_and_again() -> None:
        end = time.process_time() + at_least
        while time.process_time() < end:
            audit(register, AS_OF)

    audit(register, AS_OF)  # what is imported, compiled and indexed once is none of it
    stacks = flame.sampled(again_and_again)
    shares = flame.shares(stacks)
    for module, share in shares.items():
        if share >= _SMALLEST_SHARE:
            print(f"{share:6.1%}  {module}")
    if svg is not None:
        svg.write_text(flame.picture(stacks), encoding="utf-8")
    _write(path, "flame", seed, shares)


def _grow(talks: int, seed: int, at_least: float, path: Path | None) -> None:
    grown = growth.grow(
        growth.sizes_up_to(talks),
        lambda size: run(_tree_of(size), seed=seed, at_least=at_least),
    )
    print(growth.table(grown))
    _write(path, "growth", seed, {"sizes": grown, "ratios": growth.ratios(grown)})


def _stream(
    talks: int, seed: int, at_least: float, path: Path | None, *, peaks_alone: bool
) -> None:
    jobs = (1,) if peaks_alone else (1, os.cpu_count() or 2)
    ways = ("stream",) if peaks_alone else tuple(streaming.WAYS)
    sizes: list[Mapping[str, float]] = []
    for size in (talks // 100, talks // 10, talks):
        with tempfile.TemporaryDirectory() as folder:
            lines = Path(folder) / "register.jsonl"
            with lines.open("wb") as stream:
                written = write_lines(_tree_of(size), stream, seed=seed)
            figures = streaming.audits(lines, jobs, at_least=at_least, ways=ways)
        sizes.append({"talks": written.talks, **figures})
    print(streaming.table(sizes, jobs))
    _write(path, "streams", seed, {"sizes": sizes})


def _compare(talks: int, seed: int, path: Path | None) -> None:
    from benchmarks.peers import comparing  # what it compares with is an extra of its own

    figures = comparing.compare(talks, seed)
    print(comparing.table(figures))
    _write(path, "peers", seed, figures)


def _write(path: Path | None, case: str, seed: int, figures: Mapping[str, object]) -> None:
    if path is not None:
        document = {
            "case": case,
            "seed": seed,
            "on": time.strftime("%Y-%m-%d"),
            "python": platform.python_version(),
            "figures": figures,
        }
        path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
