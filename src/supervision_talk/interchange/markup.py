"""Pieces of HTML and SVG: whatever is a plain text is escaped when it becomes part of one.

There is no way to put a text into a page unescaped but to say `Markup` of it by name.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

from supervision_talk._values import frozen
from supervision_talk.measures import Wording

__all__ = ["Markup", "Piece", "both", "element", "joined", "unbroken"]


@frozen
class Markup:
    """A piece of markup that stands as it is."""

    text: str


Piece: TypeAlias = "Markup | str"
"""What may stand within an element: markup, or a text, which is escaped."""

_WITHOUT_END = frozenset({"br", "circle", "input", "line", "link", "meta", "path", "rect", "use"})


def element(tag: str, /, *pieces: Piece, **attributes: str | int | bool | None) -> Markup:
    """Make an element.

    Arguments:
        tag: its name.
        pieces: what stands within it.
        attributes: an underscore at the end of a name is dropped, one within is a hyphen; True
            gives an attribute without a value, False and None give none.

    >>> element("a", "1 < 2", href="#x", class_="link").text
    '<a href="#x" class="link">1 &lt; 2</a>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_escaped(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _WITHOUT_END and not pieces:
        return Markup(f"<{tag}{written}>" if tag in _OF_HTML else f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{joined(pieces).text}</{tag}>")


_OF_HTML = frozenset({"br", "input", "link", "meta"})


def joined(pieces: Iterable[Piece]) -> Markup:
    """Put pieces one behind the other."""
    return Markup(
        "".join(each.text if isinstance(each, Markup) else _escaped(each) for each in pieces)
    )


_DATE: Final = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})")


def unbroken(text: str) -> Markup:
    """Give a text whose dates stay on one line: lines may end at a hyphen.

    >>> unbroken("due on 2026-10-08").text
    'due on <span class="date">2026-10-08</span>'
    """
    pieces = _DATE.split(text)
    return joined(
        element("span", piece, class_="date") if index % 2 else piece
        for index, piece in enumerate(pieces)
    )


def both(wording: Wording) -> Markup:
    """Say something in both languages, of which the page shows one; alike in both, say it once.

    >>> both(Wording(zh="谈话", en="talk")).text
    '<span class="zh" lang="zh-CN">谈话</span><span class="en" lang="en">talk</span>'
    """
    if wording.zh == wording.en:
        return Markup(_escaped(wording.zh))
    return joined(
        (
            element("span", unbroken(wording.zh), class_="zh", lang="zh-CN"),
            element("span", unbroken(wording.en), class_="en", lang="en"),
        )
    )


def _escaped(value: str | int) -> str:
    r"""Escape a text; signs that no page may hold, or that turn the direction of writing, go.

    >>> _escaped("a\x00<b>\u202e")
    'a�&lt;b&gt;�'
    """
    text = str(value)
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() or sign in " \n" else "\ufffd" for sign in text)
    return escape(text)
