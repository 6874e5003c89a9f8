"""Reads the tree of China's administrative divisions: real shape and size for the benchmarks.

``benchmarks/data/README.md`` names the source.
"""

import csv
import gzip
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data" / "divisions.csv.gz"


class Division(NamedTuple):
    """One row: a province, city, county, or a township or street.

    ``parent`` is the code of the next level up, empty for a province.
    """

    code: str
    name: str
    level: str
    parent: str


def read_divisions(path: Path = DATA) -> list[Division]:
    """All divisions, in the order of the file: the levels from the top down."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [Division(**row) for row in csv.DictReader(lines)]
