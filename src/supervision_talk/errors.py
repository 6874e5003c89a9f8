"""What the library raises. Non-compliance is a value (a finding); these are for callers.

Every error derives from `SupervisionTalkError` and from the builtin a Python user expects, keeps
its parts as attributes, and quotes field names, allowed values and ids only: a value that was
found in the wrong place may be a secret (Art. 16).
"""

from collections.abc import Sequence

import attrs

__all__ = [
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
"""How many mistakes a message names in full; the rest are counted (SPEC 3, Interchange)."""


@attrs.frozen
class Mistake:
    """One thing that is wrong with what was given.

    Attributes:
        place: where: a field ("interviewees[1]"), a JSON pointer, or a line number and field.
        expected: what was wanted there, and so the remedy. Never what was found.
    """

    place: str
    expected: str

    def __str__(self) -> str:
        """The mistake as one line.

        >>> print(Mistake("started_at", "expected a date"))
        started_at: expected a date
        """
        return f"{self.place}: {self.expected}" if self.place else self.expected


class SupervisionTalkError(Exception):
    """The base of every error of this library."""


class _Mistakes(SupervisionTalkError):
    """An error that names every mistake in one thing that was given."""

    def __init__(self, what: str, mistakes: Sequence[Mistake], more: int = 0) -> None:
        self.what = what
        self.mistakes = tuple(mistakes)
        self.more = more
        """Mistakes beyond those in `mistakes`, which were only counted."""
        super().__init__(what, self.mistakes, more)

    def __str__(self) -> str:
        listed = self.mistakes[:MOST_MISTAKES_IN_FULL]
        lines = [f"{self.what}: {mistake}" for mistake in listed]
        unlisted = len(self.mistakes) - len(listed) + self.more
        if unlisted:
            lines.append(f"{self.what}: and {unlisted} more")
        return "\n".join(lines)


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

    def __init__(self, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(what, extra)

    def __str__(self) -> str:
        return (
            f"{self.what} needs the extra {self.extra!r}: "
            f"pip install 'supervision-talk[{self.extra}]'"
        )
