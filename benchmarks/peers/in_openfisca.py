"""The twelve rules as variables of OpenFisca-Core, over columns of talks.

It has no "not recorded": a number that is not recorded is -1 here, a date the last day of all, and
a formula has to remember it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, Period
from openfisca_core.populations import Population
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.peers.rows import AS_OF, CODES, DATES, Answer

NAME = "OpenFisca-Core"

Days = NDArray[np.datetime64]
Yes = NDArray[np.bool_]
Column = NDArray[np.generic]
Formula = Callable[[Population, Period], Column]

_NOTHING, _PENDING, _VIOLATED = range(3)
_NO, _YES, _NOT_RECORDED = 0, 1, -1
_NEVER: Final = date(9999, 12, 31)
_PERIOD: Final = str(AS_OF)
_TALK: Final = Entity("talk", "talks", "A talk", "")


class Kind(Enum):
    """Kinds of talks."""

    regular = "regular"
    timely = "timely"


class OrganizationKind(Enum):
    """Kinds of the organizations whose heads are talked to."""

    local_committee = "local_committee"
    prefecture_committee = "prefecture_committee"
    township_committee = "township_committee"
    street_working_committee = "street_working_committee"
    party_group = "party_group"
    unit_committee = "unit_committee"
    affiliated_institution = "affiliated_institution"


class Level(Enum):
    """Levels of these organizations."""

    province = "province"
    city = "city"
    county = "county"
    township = "township"


_WORDS: Final[Mapping[str, type[Enum]]] = {
    "kind": Kind,
    "organization_kind": OrganizationKind,
    "organization_level": Level,
}
_NUMBERS: Final = (
    *("in_leadership", "interviewees", "direct_superior", "by_secretary", "problems", "steps"),
    *("in_order", "first_responsibility", "copied"),
)
"""Yes is 1 and no is 0: a boolean of OpenFisca has no third value."""


def _input(name: str, value_type: type[object], **more: object) -> type[Variable]:
    attributes = {"entity": _TALK, "definition_period": DateUnit.ETERNITY, "value_type": value_type}
    return type(name, (Variable,), attributes | more)


_INPUTS: Final = (
    *(
        _input(name, Enum, possible_values=words, default_value=default)
        for name, words in _WORDS.items()
        for default in [*words.__members__.values()][:1]
    ),
    *(_input(name, int, default_value=_NOT_RECORDED) for name in _NUMBERS),
    *(_input(name, date, default_value=_NEVER) for name in DATES),
)


def _recorded(days: Days) -> Yes:
    return np.not_equal(days, np.datetime64(_NEVER))


def _months_after(days: Days, months: int) -> Days:
    """Add months, clipped at the month's end."""
    month = days.astype("datetime64[M]")
    within = days - month.astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    day = (month + months).astype("datetime64[D]") + within
    return np.where(day < last, day, last)


def _violated(where: Yes) -> Column:
    return np.where(where, _VIOLATED, _NOTHING)


def _day(period: Period) -> np.datetime64:
    return np.datetime64(period.start.date)


def _duty(pending: Yes, late: Yes, overdue: Yes) -> Column:
    """Give what a duty comes to that is not done, or done late."""
    return np.where(late | (pending & overdue), _VIOLATED, np.where(pending, _PENDING, _NOTHING))


def _computed(value_type: type[object]) -> Callable[[Formula], type[Variable]]:
    """Make a variable, named like its formula, that is computed for a day: that of the audit."""

    def make(formula: Formula) -> type[Variable]:
        return type(
            formula.__name__,
            (Variable,),
            {
                "entity": _TALK,
                "definition_period": DateUnit.DAY,
                "value_type": value_type,
                "formula": formula,
            },
        )

    return make


@_computed(date)
def one_month_after(talks: Population, period: Period) -> Column:
    """One month after the talk."""
    return _months_after(talks("held_on", period), 1)


@_computed(date)
def three_months_after(talks: Population, period: Period) -> Column:
    """Three months after the talk."""
    return _months_after(talks("held_on", period), 3)


@_computed(int)
def ST0701(talks: Population, period: Period) -> Column:
    return _violated(talks("in_leadership", period) == _NO)


@_computed(int)
def ST0702(talks: Population, period: Period) -> Column:
    count = talks("interviewees", period)
    return _violated((count != _NOT_RECORDED) & (count != 1))


@_computed(int)
def ST0703(talks: Population, period: Period) -> Column:
    kind, level = talks("organization_kind", period), talks("organization_level", period)
    listed = (
        (kind == OrganizationKind.prefecture_committee)
        | (kind == OrganizationKind.township_committee)
        | (kind == OrganizationKind.street_working_committee)
        | (
            (kind == OrganizationKind.local_committee)
            & ((level == Level.city) | (level == Level.county))
        )
    )
    not_so = (talks("direct_superior", period) == _NO) | (talks("by_secretary", period) == _NO)
    return _violated((talks("kind", period) == Kind.regular) & listed & not_so)


@_computed(int)
def ST0801(talks: Population, period: Period) -> Column:
    return _violated(talks("problems", period) == 0)


@_computed(int)
def ST0901(talks: Population, period: Period) -> Column:
    prepared_on = talks("prepared_on", period)
    return _violated(_recorded(prepared_on) & (prepared_on > talks("held_on", period)))


@_computed(int)
def ST0902(talks: Population, period: Period) -> Column:
    examined_on = talks("self_examined_on", period)
    late = _recorded(examined_on) & (examined_on > talks("held_on", period))
    return _violated((talks("kind", period) == Kind.regular) & late)


@_computed(int)
def ST1001(talks: Population, period: Period) -> Column:
    steps = talks("steps", period)
    return _violated((steps != _NOT_RECORDED) & (steps < 5))  # noqa: PLR2004 - the five steps


@_computed(int)
def ST1002(talks: Population, period: Period) -> Column:
    return _violated((talks("steps", period) > 1) & (talks("in_order", period) == _NO))


@_computed(int)
def ST1101(talks: Population, period: Period) -> Column:
    done_on, due = talks("measures_on", period), talks("one_month_after", period)
    return _duty(~_recorded(done_on), _recorded(done_on) & (done_on > due), due < _day(period))


@_computed(int)
def ST1105(talks: Population, period: Period) -> Column:
    told = _recorded(talks("notified_on", period))
    to_tell = _recorded(talks("measures_on", period)) & (
        talks("first_responsibility", period) == _YES
    )
    overdue = talks("three_months_after", period) < _day(period)
    return _duty(to_tell & ~told, np.zeros_like(told), overdue)


@_computed(int)
def ST1106(talks: Population, period: Period) -> Column:
    done_on, due = talks("progress_on", period), talks("three_months_after", period)
    return _duty(~_recorded(done_on), _recorded(done_on) & (done_on > due), due < _day(period))


@_computed(int)
def ST1202(talks: Population, period: Period) -> Column:
    copied, overdue = talks("copied", period), talks("three_months_after", period) < _day(period)
    return np.where(overdue, _violated(copied == _NO), np.where(copied == _YES, _NOTHING, _PENDING))


_COMPUTED: Final = (
    *(one_month_after, three_months_after, ST0701, ST0702, ST0703, ST0801, ST0901, ST0902),
    *(ST1001, ST1002, ST1101, ST1105, ST1106, ST1202),
)

_SYSTEM: Final = TaxBenefitSystem([_TALK])
_SYSTEM.add_variables(*_INPUTS, *_COMPUTED)


class Table(NamedTuple):
    """A simulation with its inputs, and whose they are."""

    ids: Sequence[str]
    simulation: Simulation


def _table(lines: Iterable[str]) -> Table:
    rows = [json.loads(line) for line in lines]
    simulation = SimulationBuilder().build_default_simulation(_SYSTEM, len(rows))
    for name in _WORDS:
        simulation.set_input(name, _PERIOD, np.array([row[name] for row in rows]))
    for name in _NUMBERS:
        values = [_NOT_RECORDED if row[name] is None else row[name] for row in rows]
        simulation.set_input(name, _PERIOD, np.array(values, dtype=np.int32))
    for name in DATES:
        days = [row[name] or str(_NEVER) for row in rows]
        simulation.set_input(name, _PERIOD, np.array(days, dtype="datetime64[D]"))
    return Table([row["id"] for row in rows], simulation)


def load(path: Path) -> Table:
    """Read the table."""
    with path.open(encoding="utf-8") as stream:
        return _table(stream)


def judge(table: Table) -> tuple[Table, Mapping[str, Column]]:
    """Compute the rules for all; the findings stay columns."""
    for variable in _COMPUTED:
        table.simulation.delete_arrays(variable.__name__)  # of a run before
    return table, {code: table.simulation.calculate(code, _PERIOD) for code in CODES}


def answers(found: tuple[Table, Mapping[str, Column]]) -> Iterable[Answer]:
    """Give what was found."""
    table, columns = found
    return [
        Answer(code, table.ids[index], bool(column[index] == _VIOLATED))
        for code, column in columns.items()
        for index in np.flatnonzero(column).tolist()
    ]


def one(line: str) -> Iterable[Answer]:
    """Answer for one line."""
    return answers(judge(_table([line])))
