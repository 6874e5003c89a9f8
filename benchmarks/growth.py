"""How costs grow with a register: the same measurements for several sizes, and their ratios.

A large one takes minutes, and a machine that others use too changes its pace meanwhile. So costs
are compared in units of decoding the same lines, which holds nothing and takes the same whatever
the size. The smallest is measured before and after the others; of the two the shorter time counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

__all__ = ["grow", "ratios", "sizes_up_to", "table"]

Figures = Mapping[str, float]

MILLION_RECORDS: Final = 160_000
"""Talks with which a register of `counties` holds a million records."""

_TO_JUDGE: Final = ("decode", "index", "judge")
"""What an audit of a talk costs from its lines to its findings."""

_ROWS: Final = (
    ("talks", "talks", "{:,.0f}"),
    ("records", "records of all kinds", "{:,.0f}"),
    ("decode", "µs a talk to decode (json, cattrs)", "{:,.1f}"),
    ("index", "µs a talk to check references and index", "{:,.1f}"),
    ("judge", "µs a talk to judge, findings made", "{:,.1f}"),
    ("cost", "µs a talk for all three", "{:,.1f}"),
    ("digest", "µs a talk for the digest", "{:,.1f}"),
    ("one_talk", "µs for one talk alone", "{:,.1f}"),
    ("one_talk_among_a_hundred_records", "the same in a register of 100 records", "{:,.1f}"),
    ("one_line", "µs for one talk from its JSON lines", "{:,.1f}"),
    ("bytes_per_talk_without_texts", "bytes a talk held whole, texts apart", "{:,.0f}"),
)


def sizes_up_to(talks: int) -> Sequence[int]:
    """Give the sizes that the targets speak of, as far as they are not larger than wanted.

    >>> sizes_up_to(1_000_000), sizes_up_to(50_000)
    ((10000, 160000, 1000000), (500, 50000))
    """
    between = (MILLION_RECORDS,) if talks > MILLION_RECORDS else ()
    return (talks // 100, *between, talks)


def grow(sizes: Sequence[int], measured: Callable[[int], Figures]) -> list[Figures]:
    """Measure every size, the first one twice.

    Arguments:
        sizes: numbers of talks, the smallest first.
        measured: gives the figures of so many talks.
    """
    first, *others = [measured(talks) for talks in (*sizes, sizes[0])]
    again = others.pop()
    best = {name: min(figure, again[name]) for name, figure in first.items()}
    return [_with_cost(each) for each in (best, *others)]


def _with_cost(figures: Figures) -> Figures:
    return {**figures, "cost": sum(figures[name] for name in _TO_JUDGE)}


def ratios(grown: Sequence[Figures]) -> Mapping[str, float]:
    """Give the ratios that the targets speak of, by what they say."""
    smallest, largest = grown[0], grown[-1]
    among_many = min(grown[1:], key=lambda each: abs(each["records"] - 1e6))
    return {
        f"one talk among {among_many['records']:,.0f} records, to among a hundred": (
            among_many["one_talk"] / among_many["one_talk_among_a_hundred_records"]
        ),
        f"a talk's cost among {largest['talks']:,.0f}, to among {smallest['talks']:,.0f}, "
        "each in units of decoding it": (
            (largest["cost"] / largest["decode"]) / (smallest["cost"] / smallest["decode"])
        ),
        f"KiB a talk among {largest['talks']:,.0f}, texts apart": (
            largest["bytes_per_talk_without_texts"] / 1024
        ),
    }


def table(grown: Sequence[Figures]) -> str:
    """Write the figures, a size a column, and the ratios."""
    return "\n".join((*_rows(grown), "", *_ratios(ratios(grown))))


def _rows(grown: Iterable[Figures]) -> Iterable[str]:
    width = max(len(words) for _, words, _ in _ROWS)
    for name, words, form in _ROWS:
        yield f"{words:{width}}" + "".join(
            f"  {form.format(each[name]) if name in each else '':>11}" for each in grown
        )


def _ratios(found: Mapping[str, float]) -> Iterable[str]:
    width = max(map(len, found))
    for words, ratio in found.items():
        yield f"{words:{width}}  {ratio:5.2f}"
