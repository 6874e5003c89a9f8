"""The pictures of a report's page, as inline SVG: when things are due, and what is covered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Final

from supervision_talk._values import frozen
from supervision_talk.audit import Finding
from supervision_talk.audit.coverage import SeatCoverage
from supervision_talk.interchange.markup import Markup, element, joined
from supervision_talk.interchange.standings import Standing, standing_of
from supervision_talk.measures import Outcome, Wording

__all__ = ["SEAT_STATES", "Month", "bar", "months_of", "seat_key", "seats_picture", "strip"]

_DAYS: Final = 31
_STANDINGS: Final = (Standing.OVERDUE, Standing.PENDING)
"""What a timeline shows, in the order in which it is drawn."""


@frozen
class Month:
    """What is due in a month.

    Attributes:
        year, month: which.
        due: how many findings are due on each day, by standing.
    """

    year: int
    month: int
    due: Mapping[tuple[Standing, int], int]

    def count(self, standing: Standing) -> int:
        """Tell how many findings of a standing are due."""
        return sum(count for (its, _), count in self.due.items() if its is standing)


def months_of(findings: Iterable[Finding], as_of: date) -> list[Month]:
    """Give the months in which something overdue or pending is due, and that of `as_of`."""
    due: dict[tuple[int, int], Counter[tuple[Standing, int]]] = {
        (as_of.year, as_of.month): Counter()
    }
    for finding in findings:
        standing = standing_of(finding)
        if finding.due is not None and standing in _STANDINGS:
            day = finding.due.effective
            due.setdefault((day.year, day.month), Counter())[standing, day.day] += 1
    return [Month(year, month, due[year, month]) for year, month in sorted(due)]


def strip(month: Month, as_of: date) -> Markup:
    """Draw the days of a month: a dot where something is due, a line on the day of the audit.

    It is as wide as its place; dots stay round, for only their places are shares of the width.
    """
    pieces = [element("line", x1="0", x2="100%", y1="14", y2="14", class_="axis")]
    if (month.year, month.month) == (as_of.year, as_of.month):
        x = _place(as_of.day)
        pieces.append(element("line", x1=x, x2=x, y1="0", y2="28", class_="today"))
    for (standing, day), count in sorted(month.due.items(), key=lambda item: -item[1]):
        on, called = date(month.year, month.month, day), standing.value
        title = f"{on}: {called.zh} / {called.en} {count}"
        pieces.append(
            element(
                "circle",
                element("title", title),
                cx=_place(day),
                cy="14",
                r=f"{min(3.5 + sqrt(count) * 1.5, 13):.1f}",
                class_=f"dot {standing.code}",
            )
        )
    return element("svg", *pieces, class_="strip", width="100%", height="28", aria_hidden="true")


def _place(day: int) -> str:
    return f"{3 + (day - 1) * 94 / (_DAYS - 1):.1f}%"


def bar(parts: Sequence[tuple[str, int]], whole: int) -> Markup:
    """Draw shares of a whole side by side.

    Arguments:
        parts: the class and the size of each share.
        whole: the size of all; what the shares leave stays empty.
    """
    pieces = [element("rect", x="0", y="0", width="100%", height="12", rx="3", class_="rest")]
    start = 0
    for class_, size in parts:
        if size and whole:
            pieces.append(
                element(
                    "rect",
                    x=f"{start * 100 / whole:.2f}%",
                    y="0",
                    width=f"{size * 100 / whole:.2f}%",
                    height="12",
                    class_=class_,
                )
            )
            start += size
    return element("svg", *pieces, class_="bar", width="100%", height="12", aria_hidden="true")


SEAT_STATES: Final[Mapping[Outcome, tuple[str, Wording]]] = {
    Outcome.SATISFIED: ("covered", Wording(zh="已覆盖", en="covered")),
    Outcome.VIOLATED: ("violated", Wording(zh="届满未覆盖", en="not covered, the term is over")),
    Outcome.PENDING: ("pending", Wording(zh="尚未覆盖", en="not covered yet")),
    Outcome.UNKNOWN: ("unknown", Wording(zh="无法判断", en="cannot be told")),
}
"""What each seat's square is, by what is said of the seat."""

_SIDE: Final = 14
_STEP: Final = 18
_IN_A_ROW: Final = 18


def seats_picture(seats: Sequence[SeatCoverage], described: Wording) -> Markup:
    """Draw a square for each seat, those of one state together; its shape tells its state too.

    Arguments:
        seats: what to draw.
        described: what a reader who does not see the picture is told.
    """
    order = list(SEAT_STATES)
    in_order = sorted(seats, key=lambda seat: (order.index(seat.outcome), seat.organization))
    width = _STEP * _IN_A_ROW
    height = _STEP * -(-len(in_order) // _IN_A_ROW)
    return element(
        "svg",
        *(
            _square(seat, index % _IN_A_ROW * _STEP + 2, index // _IN_A_ROW * _STEP + 2)
            for index, seat in enumerate(in_order)
        ),
        class_="seats",
        role="img",
        aria_label=f"{described.zh} / {described.en}",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
    )


def seat_key(outcome: Outcome) -> Markup:
    """Draw the square of a state for the key to the picture."""
    code, _ = SEAT_STATES[outcome]
    return element(
        "svg", _shape(code, 2, 2), class_="seats", width=_STEP, height=_STEP, aria_hidden="true"
    )


def _square(seat: SeatCoverage, x: int, y: int) -> Markup:
    code, wording = SEAT_STATES[seat.outcome]
    title = element("title", f"{seat.organization}: {wording.zh} / {wording.en}")
    return element("g", title, _shape(code, x, y))


def _shape(code: str, x: int, y: int) -> Markup:
    pieces = [element("rect", x=x, y=y, width=_SIDE, height=_SIDE, rx=2, class_=f"seat {code}")]
    if code in _SIGNS:
        pieces.append(element("path", d=_SIGNS[code].format(x=x, y=y), class_="sign", fill="none"))
    return joined(pieces)


_SIGNS: Final = {
    "covered": "M{x} {y}m3.5 7.5l2.5 2.5 4.5-5.5",
    "violated": "M{x} {y}m4 4l6 6m0-6l-6 6",
    "unknown": "M{x} {y}m4 7h6",
}
"""What stands in a square, so that colour is not all that tells it."""
