"""The twelve rules as expressions of Polars."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import polars as pl
from polars import col, when

from benchmarks.peers.rows import AS_OF, DATES, NOT_HIS_OWN, Answer

NAME = "Polars"

_SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(("id", "kind", "held_on", "organization_kind"), pl.String()),
    "organization_level": pl.String(),
    "in_leadership": pl.Boolean(),
    "interviewees": pl.Int64(),
    **dict.fromkeys(("direct_superior", "by_secretary"), pl.Boolean()),
    "problems": pl.Int64(),
    **dict.fromkeys(("prepared_on", "self_examined_on"), pl.String()),
    "steps": pl.Int64(),
    "in_order": pl.Boolean(),
    "measures_on": pl.String(),
    "first_responsibility": pl.Boolean(),
    **dict.fromkeys(("notified_on", "progress_on"), pl.String()),
    "copied": pl.Boolean(),
}

_ONE, _THREE = col("held_on").dt.offset_by("1mo"), col("held_on").dt.offset_by("3mo")
_REGULAR = col("kind") == "regular"
_LISTED = col("organization_kind").is_in(NOT_HIS_OWN) | (
    (col("organization_kind") == "local_committee")
    & col("organization_level").is_in(["city", "county"])
)
_YES = pl.lit(value=True)

_RULES = {
    "ST0701": when(~col("in_leadership")).then(_YES),
    "ST0702": when(col("interviewees") != 1).then(_YES),
    "ST0703": when(_REGULAR & _LISTED & (~col("direct_superior") | ~col("by_secretary"))).then(
        _YES
    ),
    "ST0801": when(col("problems") == 0).then(_YES),
    "ST0901": when(col("prepared_on") > col("held_on")).then(_YES),
    "ST0902": when(_REGULAR & (col("self_examined_on") > col("held_on"))).then(_YES),
    "ST1001": when(col("steps") < 5).then(_YES),  # noqa: PLR2004 - the five steps
    "ST1002": when((col("steps") > 1) & ~col("in_order")).then(_YES),
    "ST1101": when(col("measures_on").is_null())
    .then(_ONE < AS_OF)
    .when(col("measures_on") > _ONE)
    .then(_YES),
    "ST1105": when(
        col("measures_on").is_not_null()
        & col("first_responsibility")
        & col("notified_on").is_null()
    ).then(_THREE < AS_OF),
    "ST1106": when(col("progress_on").is_null())
    .then(_THREE < AS_OF)
    .when(col("progress_on") > _THREE)
    .then(_YES),
    "ST1202": when((_THREE < AS_OF) & ~col("copied"))
    .then(_YES)
    .when((_THREE >= AS_OF) & col("copied").ne_missing(other=True))
    .then(pl.lit(value=False)),
}


def _table(source: Path | BytesIO) -> pl.DataFrame:
    table = pl.read_ndjson(source, schema=_SCHEMA)
    return table.with_columns(col(name).str.to_date("%Y-%m-%d") for name in DATES)


def load(path: Path) -> pl.DataFrame:
    """Read the table."""
    return _table(path)


def judge(table: pl.DataFrame) -> pl.DataFrame:
    """Apply the rules to all; the findings stay a table."""
    verdicts = table.lazy().select("id", **_RULES)
    return (
        verdicts.unpivot(index="id", variable_name="rule", value_name="violated")
        .drop_nulls("violated")
        .collect()
    )


def answers(found: pl.DataFrame) -> Iterable[Answer]:
    """Give what was found."""
    return [Answer(*row) for row in found.select("rule", "id", "violated").iter_rows()]


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return answers(judge(_table(BytesIO(line.encode()))))
