"""Where the time goes: stacks looked at again and again, as a table and as a picture.

The picture is a flame graph upside down: a function stands below the one that called it, as wide
as the share of time that passed in it. Where the mouse rests, the function is named in full.
"""

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape
from types import FrameType
from typing import Final, NamedTuple

__all__ = ["Stacks", "picture", "sampled", "shares"]

Stacks = Counter[tuple[str, ...]]
"""How often each stack was seen, the outermost function first."""

_EVERY: Final = 0.001
_PACKAGE: Final = "supervision_talk."
_WIDTH: Final = 1000
_HEIGHT: Final = 18
_NARROWEST: Final = 2.0
_OF_A_SIGN: Final = 6.5
_COLOURS: Final = {
    "interchange": "#9ecae1",
    "model": "#a1d99b",
    "calendar": "#dadaeb",
    "measures": "#fdd0a2",
    "audit": "#fdae6b",
}
_OF_OTHERS: Final = "#e5e5e5"


def sampled(work: Callable[[], object]) -> Stacks:
    """Do some work, and look at the stack as often as the system's clock ticks."""
    stacks: Stacks = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        stacks[tuple(reversed([*_names(frame)]))] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return stacks


def _names(frame: FrameType | None) -> Iterator[str]:
    """Give the functions of the library on a stack, the innermost first."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        if module.startswith(_PACKAGE):
            yield f"{module.removeprefix(_PACKAGE)}:{frame.f_code.co_qualname}"
        frame = frame.f_back


def shares(stacks: Stacks) -> Mapping[str, float]:
    """Give for each module the share of time that passed in its own functions, largest first."""
    own: Counter[str] = Counter()
    for stack, times in stacks.items():
        own[stack[-1].partition(":")[0] if stack else "elsewhere"] += times
    return {module: times / stacks.total() for module, times in own.most_common()}


class _Part(NamedTuple):
    """A function as the picture shows it: where it stands and what it called."""

    name: str
    depth: int
    left: float
    width: float


def picture(stacks: Stacks) -> str:
    """Draw the stacks as SVG."""
    parts = [*_parts(stacks, (), 0.0, _WIDTH / stacks.total())]
    height = _HEIGHT * (1 + max((each.depth for each in parts), default=0))
    drawn = "\n".join(map(_drawn, parts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="monospace" font-size="11">\n{drawn}\n</svg>\n'
    )


def _parts(stacks: Stacks, above: tuple[str, ...], left: float, scale: float) -> Iterator[_Part]:
    depth = len(above)
    called: Counter[str] = Counter()
    for stack, times in stacks.items():
        if len(stack) > depth and stack[:depth] == above:
            called[stack[depth]] += times
    for name in sorted(called):
        width = called[name] * scale
        if width >= _NARROWEST:
            yield _Part(name, depth, left, width)
            yield from _parts(stacks, (*above, name), left, scale)
        left += width


def _drawn(part: _Part) -> str:
    module, _, function = part.name.partition(":")
    colour = _COLOURS.get(module.partition(".")[0], _OF_OTHERS)
    label = function[: max(0, int(part.width / _OF_A_SIGN) - 1)]
    x, y = part.left, part.depth * _HEIGHT
    return (
        f'<g><title>{escape(part.name)} {part.width / _WIDTH:.1%}</title><rect x="{x:.1f}" '
        f'y="{y}" width="{part.width:.1f}" height="{_HEIGHT - 1}" fill="{colour}"/>'
        f'<text x="{x + 3:.1f}" y="{y + 13}">{escape(label)}</text></g>'
    )
