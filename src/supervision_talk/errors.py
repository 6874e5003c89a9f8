"""What the library raises. Non-compliance is a value (a finding); these are for callers.

Every error derives from `SupervisionTalkError` and from the builtin a Python user expects, keeps
its parts as attributes, and quotes field names, allowed values and ids only: a value that was
found in the wrong place may be a secret (Art. 16). What `str` gives is English; what people are to
read can be had in Chinese as well (`in_language`).
"""

from collections.abc import Sequence

from supervision_talk._values import frozen
from supervision_talk.wording import Wording

__all__ = [
    "InvalidArgument",
    "InvalidInput",
    "InvalidPolicy",
    "InvalidRecord",
    "InvalidRegister",
    "InvalidRuleSet",
    "MissingExtra",
    "Mistake",
    "NotInRegister",
    "SupervisionTalkError",
]

MOST_MISTAKES_IN_FULL = 1_000
"""How many mistakes a message names in full; the rest are counted."""


@frozen
class Mistake:
    """One thing that is wrong with what was given.

    Attributes:
        place: where: a field ("interviewees[1]"), a JSON pointer, or a line number and field.
        expected: what was wanted there, and so the remedy. Never what was found.
        place_zh: what the place is called in Chinese; empty: it is called the same.
    """

    place: str
    expected: Wording
    place_zh: str = ""

    def in_language(self, language: str) -> str:
        """Give the mistake as one line, in "zh" or in "en".

        >>> mistake = Mistake("started_at", Wording(zh="应为日期", en="expected a date"))
        >>> print(mistake.in_language("zh"))
        started_at：应为日期
        """
        expected = self.expected.in_language(language)
        place = self.place_zh or self.place if language == "zh" else self.place
        return _after(place, expected, language) if place else expected

    def __str__(self) -> str:
        """The mistake as one line of English.

        >>> print(Mistake("started_at", Wording(zh="应为日期", en="expected a date")))
        started_at: expected a date
        """
        return self.in_language("en")


def wanted(what: Wording) -> Wording:
    """Say that something was expected.

    >>> wanted(Wording(zh="日期", en="a date")).zh
    '应为日期'
    """
    return Wording(zh=f"应为{what.zh}", en=f"expected {what.en}")


def _worded(text: str | Wording) -> Wording:
    return text if isinstance(text, Wording) else Wording(zh=text, en=text)


def _after(place: str, said: str, language: str) -> str:
    return f"{place}：{said}" if language == "zh" else f"{place}: {said}"


class SupervisionTalkError(Exception):
    """The base of every error of this library."""


class _Mistakes(SupervisionTalkError):
    """An error that names every mistake in one thing that was given."""

    def __init__(self, what: str | Wording, mistakes: Sequence[Mistake], more: int = 0) -> None:
        self._called = _worded(what)
        self.mistakes = tuple(mistakes)
        self.more = more
        """Mistakes beyond those in `mistakes`, which were only counted."""
        super().__init__(what, self.mistakes, more)

    @property
    def what(self) -> str:
        """What was given: the class of a record, the name of a file."""
        return self._called.en

    def in_language(self, language: str) -> str:
        """Give every mistake, each on a line of its own, in "zh" or in "en"."""
        what = self._called.in_language(language)
        listed = self.mistakes[:MOST_MISTAKES_IN_FULL]
        lines = [_after(what, mistake.in_language(language), language) for mistake in listed]
        unlisted = len(self.mistakes) - len(listed) + self.more
        if unlisted:
            more = Wording(zh=f"此外还有{unlisted}处", en=f"and {unlisted} more")
            lines.append(_after(what, more.in_language(language), language))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.in_language("en")


class InvalidArgument(_Mistakes, TypeError, ValueError):
    """A function was given something that it does not take; every such argument is named."""


class InvalidRecord(_Mistakes, ValueError):
    """A record cannot be built from these values; all of its mistakes are named."""


class InvalidRegister(_Mistakes, ValueError):
    """Records that do not make a register: duplicates, dangling references, circles."""


class InvalidInput(_Mistakes, ValueError):
    """A document that cannot be read; nothing of it was loaded."""


class InvalidPolicy(_Mistakes, ValueError):
    """A policy with an unknown name, a wrong value, or one laxer than the Measures."""


class InvalidRuleSet(_Mistakes, ValueError):
    """Rules that cannot stand together: a code twice, an unknown fact, no article."""


class NotInRegister(SupervisionTalkError, LookupError):
    """A question about a record that the register does not hold.

    Attributes:
        kind: the kind of record asked for, as in the register's format ("talk").
        id: the id or key asked for.
    """

    def __init__(self, kind: str, id: str) -> None:
        self.kind = kind
        self.id = id
        super().__init__(kind, id)

    def __str__(self) -> str:
        return f"the register holds no {self.kind} {self.id!r}; ask for an id that it holds"


class MissingExtra(SupervisionTalkError, ImportError):
    """A format needs packages that the plain install leaves out.

    Attributes:
        extra: the extra to install, as in ``pip install 'supervision-talk[ical]'``.
    """

    def __init__(self, what: str | Wording, extra: str) -> None:
        self._called = _worded(what)
        self.extra = extra
        super().__init__(what, extra)

    @property
    def what(self) -> str:
        """What needs them."""
        return self._called.en

    def in_language(self, language: str) -> str:
        """Say what to install, in "zh" or in "en"."""
        install = f"pip install 'supervision-talk[{self.extra}]'"
        return Wording(
            zh=f"{self._called.zh}需要附加组件{self.extra}：{install}",
            en=f"{self.what} needs the extra {self.extra!r}: {install}",
        ).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")
