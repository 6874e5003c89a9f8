"""The twelve rules in SQL, for DuckDB."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from benchmarks.peers.rows import AS_OF, DATES, NOT_HIS_OWN, Answer

NAME = "DuckDB"

_TYPES = {
    **dict.fromkeys(("id", "kind", "organization_kind", "organization_level"), "VARCHAR"),
    **dict.fromkeys(("interviewees", "problems", "steps"), "INTEGER"),
    **dict.fromkeys(
        ("in_leadership", "direct_superior", "by_secretary", "in_order", "copied"), "BOOLEAN"
    ),
    "first_responsibility": "BOOLEAN",
    **dict.fromkeys(DATES, "DATE"),
}
_COLUMNS = "{" + ", ".join(f"{name}: '{type_}'" for name, type_ in _TYPES.items()) + "}"

_RULES = f"""
WITH t AS (
  SELECT *, held_on + INTERVAL 1 MONTH AS one, held_on + INTERVAL 3 MONTH AS three,
         DATE '{AS_OF}' AS as_of FROM talks
), verdicts AS (
  SELECT id, unnest([
    {{'rule': 'ST0701', 'violated': CASE WHEN NOT in_leadership THEN true END}},
    {{'rule': 'ST0702', 'violated': CASE WHEN interviewees <> 1 THEN true END}},
    {{'rule': 'ST0703', 'violated': CASE WHEN kind = 'regular'
        AND (organization_kind IN {NOT_HIS_OWN}
             OR organization_kind = 'local_committee' AND organization_level IN ('city', 'county'))
        AND (NOT direct_superior OR NOT by_secretary) THEN true END}},
    {{'rule': 'ST0801', 'violated': CASE WHEN problems = 0 THEN true END}},
    {{'rule': 'ST0901', 'violated': CASE WHEN prepared_on > held_on THEN true END}},
    {{'rule': 'ST0902', 'violated':
        CASE WHEN kind = 'regular' AND self_examined_on > held_on THEN true END}},
    {{'rule': 'ST1001', 'violated': CASE WHEN steps < 5 THEN true END}},
    {{'rule': 'ST1002', 'violated': CASE WHEN steps > 1 AND NOT in_order THEN true END}},
    {{'rule': 'ST1101', 'violated': CASE WHEN measures_on IS NULL THEN as_of > one
        WHEN measures_on > one THEN true END}},
    {{'rule': 'ST1105', 'violated': CASE WHEN measures_on IS NOT NULL AND first_responsibility
        AND notified_on IS NULL THEN as_of > three END}},
    {{'rule': 'ST1106', 'violated': CASE WHEN progress_on IS NULL THEN as_of > three
        WHEN progress_on > three THEN true END}},
    {{'rule': 'ST1202', 'violated': CASE WHEN as_of > three AND NOT copied THEN true
        WHEN as_of <= three AND copied IS NOT true THEN false END}}
  ], recursive := true) FROM t
)
SELECT rule, id, violated FROM verdicts WHERE violated IS NOT NULL
"""  # noqa: S608 - our own text

_ONE = duckdb.connect()


def load(path: Path) -> duckdb.DuckDBPyConnection:
    """Read the table."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute(
        f"CREATE TABLE talks AS FROM read_json('{path}', format='nd', columns={_COLUMNS})"
    )
    return connection


def judge(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Apply the rules to all; the findings stay a table."""
    return connection.execute(f"CREATE OR REPLACE TABLE found AS {_RULES}")


def answers(connection: duckdb.DuckDBPyConnection) -> Iterable[Answer]:
    """Give what was found."""
    return [Answer(*row) for row in connection.execute("FROM found").fetchall()]


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    _ONE.execute(
        "CREATE OR REPLACE TABLE talks AS SELECT unnest(from_json(?, ?))",
        [line, str(_TYPES).replace("'", '"')],
    )
    return [Answer(*row) for row in _ONE.execute(_RULES).fetchall()]
