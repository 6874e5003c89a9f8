"""What a field of a record or a policy takes, where that is more than it holds, for type checkers.

A record takes a plain string for a word of a closed list, and a list where it holds a tuple: so
hosts hand over what they have. ``talk.kind`` is a `TalkKind` all the same, and
``talk.interviewees`` a tuple. Type checkers know a field whose two types differ as a descriptor
(`Taking`); there is none when the program runs, and the same annotations then name what the
constructor takes, as `help` shows it.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

__all__ = ["ListOrNone", "OneWord", "OneWordOrNone", "WordsOrNone"]

T = TypeVar("T")
WordT = TypeVar("WordT", bound=StrEnum)

if TYPE_CHECKING:
    from typing import Protocol, Self, TypeAlias, overload

    HeldT_co = TypeVar("HeldT_co", covariant=True)
    TakenT_contra = TypeVar("TakenT_contra", contravariant=True)

    class Taking(Protocol[HeldT_co, TakenT_contra]):
        """A field that holds one type and takes another."""

        @overload
        def __get__(self, instance: None, owner: object) -> Self: ...
        @overload
        def __get__(self, instance: object, owner: object) -> HeldT_co: ...
        def __set__(self, instance: object, value: TakenT_contra) -> None: ...

    OneWord: TypeAlias = Taking[WordT, WordT | str]
    OneWordOrNone: TypeAlias = Taking[WordT | None, WordT | str | None]
    ListOrNone: TypeAlias = Taking[tuple[T, ...] | None, list[T] | tuple[T, ...] | None]
    WordsOrNone: TypeAlias = Taking[
        tuple[WordT, ...] | None, list[WordT] | list[str] | tuple[WordT | str, ...] | None
    ]
else:
    OneWord = WordT | str
    OneWordOrNone = WordT | str | None
    ListOrNone = list[T] | tuple[T, ...] | None
    WordsOrNone = list[WordT | str] | tuple[WordT | str, ...] | None
