"""Values made later are the values that attrs makes: the two are held against one another."""

import copy
import inspect
import pickle
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Barrier
from typing import ClassVar, Generic, TypeVar

import attrs
import pytest

from supervision_talk import _values
from supervision_talk._values import define, frozen

T = TypeVar("T")


def made_by(decorator: Callable[..., Callable[[type], type]]) -> dict[str, type]:
    """The same classes, all anew, made by attrs or by us."""

    @decorator()
    class Plain:
        a: int
        b: str = "b"
        shared: ClassVar[int] = 7

    @decorator()
    class Further(Plain):
        c: tuple[int, ...] = ()

    @decorator(kw_only=True)
    class Named:
        a: int
        b: str | None = None

    @decorator(eq=False)
    class Alone:
        a: int

    @decorator(repr=False)
    class Quiet:
        a: int

        def __repr__(self) -> str:
            return "quiet"

    @decorator()
    class Rich:
        a: int
        b: list[int] = attrs.field(factory=list, eq=False, repr=False)
        c: int = attrs.field(default=1, converter=int)

    @decorator()
    class Checked:
        a: int

        def __attrs_post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("negative")

    @decorator()
    class Of(Generic[T]):
        a: T

    return {
        each.__name__: each for each in (Plain, Further, Named, Alone, Quiet, Rich, Checked, Of)
    }


CLASSES = list(made_by(frozen))
CALLS: list[tuple[tuple[object, ...], dict[str, object]]] = [
    ((), {}),
    ((1,), {}),
    ((1, "x"), {}),
    ((1, "x", (2,)), {}),
    ((1, 2, 3, 4), {}),
    ((), {"a": 1}),
    ((1,), {"b": [2]}),
    ((1,), {"a": 1}),
    ((1,), {"c": "3"}),
    ((), {"b": "x"}),
    ((-1,), {}),
    ((1,), {"z": 1}),
]


def outcome(cls: type, values: tuple[object, ...], named: dict[str, object]) -> object:
    try:
        made = cls(*values, **named)
    except (TypeError, ValueError) as error:
        return type(error), str(error).replace(f"{made_by.__qualname__}.<locals>.", "")
    held = {each.name: getattr(made, each.name) for each in attrs.fields(cls)}
    shown = "" if "object at" in repr(made) else repr(made)
    return held, shown, made == cls(*values, **named), made.__eq__(1)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize(("values", "named"), CALLS)
def test_a_call_gives_what_it_gives_with_attrs(
    name: str, values: tuple[object, ...], named: dict[str, object]
) -> None:
    ours, theirs = made_by(frozen)[name], made_by(attrs.frozen)[name]
    assert outcome(ours, values, named) == outcome(theirs, values, named)


@pytest.mark.parametrize("name", CLASSES)
def test_the_class_tells_of_itself_what_it_tells_with_attrs(name: str) -> None:
    ours, theirs = made_by(frozen)[name], made_by(attrs.frozen)[name]
    assert inspect.signature(ours) == inspect.signature(theirs)
    assert vars(ours)["__match_args__"] == vars(theirs)["__match_args__"]
    assert vars(ours)["__slots__"] == vars(theirs)["__slots__"]
    assert [(a.name, a.type, a.default, a.inherited) for a in attrs.fields(ours)] == [
        (a.name, a.type, a.default, a.inherited) for a in attrs.fields(theirs)
    ]
    assert {*dir(theirs)} <= {*dir(ours)}


def first_values() -> tuple[object, object]:
    plain = made_by(frozen)["Plain"]
    return plain(1), plain(1)


def test_they_are_equal_and_hash_alike() -> None:
    one, other = first_values()
    assert hash(one) == hash(other)
    one, other = first_values()
    assert one == other
    assert one != made_by(frozen)["Plain"](1)


def test_they_are_frozen_and_slotted() -> None:
    one, other = first_values()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.a = 2  # type: ignore[attr-defined]
    one, other = first_values()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del other.a  # type: ignore[attr-defined]
    assert not hasattr(one, "__dict__")


def test_one_can_be_referred_to_weakly() -> None:
    one, _ = first_values()
    assert weakref.ref(one)() is one


def test_they_are_copied_and_changed() -> None:
    one, other = first_values()
    assert copy.copy(one) == copy.deepcopy(other) == one
    one, _ = first_values()
    assert attrs.evolve(one, a=2).a == 2  # type: ignore[misc, attr-defined]
    one, _ = first_values()
    assert attrs.asdict(one) == {"a": 1, "b": "b"}  # type: ignore[arg-type]


@frozen
class Pickled:
    a: int


def test_they_are_pickled() -> None:
    assert pickle.loads(pickle.dumps(Pickled(1))) == Pickled(1)  # noqa: S301 - our own


def test_super_means_the_class_as_it_is() -> None:
    @frozen
    class Base:
        a: int

        def said(self) -> str:
            return "base"

        @property
        def shown(self) -> str:
            return "base"

        @classmethod
        def named(cls) -> str:
            return "base"

    @frozen
    class Sub(Base):
        def said(self) -> str:
            return f"sub of {super().said()}"

        @property
        def shown(self) -> str:
            return f"sub of {super().shown}"

        @classmethod
        def named(cls) -> str:
            return f"sub of {super().named()}"

    assert {Sub(1).said(), Sub(1).shown, Sub.named()} == {"sub of base"}


def test_a_cached_property_is_computed_once_and_other_names_are_not_there() -> None:
    computed = []

    @frozen
    class Doubled:
        a: int

        @cached_property
        def twice(self) -> int:
            computed.append(self.a)
            return 2 * self.a

    one = Doubled(2)
    assert (one.twice, one.twice, computed) == (4, 4, [2])
    assert one == Doubled(2)
    assert one.twice == 4
    with pytest.raises(AttributeError, match="'Doubled' object has no attribute 'thrice'"):
        one.thrice  # type: ignore[attr-defined]  # noqa: B018 - asked for, that is all


def test_what_is_defined_may_be_changed() -> None:
    @define
    class Count:
        n: int = 0

    count = Count()
    count.n += 1
    assert count == Count(1)


def test_a_class_below_may_be_made_by_attrs_or_by_nobody() -> None:
    plain = made_by(frozen)["Plain"]

    class Undecorated(plain):  # type: ignore[misc, valid-type]
        pass

    @attrs.frozen
    class Decorated(plain):  # type: ignore[misc, valid-type]
        c: int = 3

    assert repr(Undecorated(1)).endswith("Undecorated(a=1, b='b')")
    assert repr(Decorated(1)).endswith("Decorated(a=1, b='b', c=3)")


def test_after_many_values_the_constructor_is_that_of_attrs() -> None:
    plain = made_by(frozen)["Plain"]
    many = [plain(n) for n in range(_values._MANY + 2)]
    assert [each.a for each in many] == [*range(_values._MANY + 2)]
    assert inspect.isfunction(vars(plain)["__init__"])


def test_threads_may_ask_at_once() -> None:
    for _ in range(20):
        ask = Barrier(8)
        one, other = first_values()

        def asked() -> bool:
            ask.wait()  # noqa: B023 - it is this round's
            return one == other  # noqa: B023 - likewise

        with ThreadPoolExecutor(8) as pool:
            assert all(future.result() for future in [pool.submit(asked) for _ in range(8)])
