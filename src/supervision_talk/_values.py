"""Values as attrs makes them, except that attrs writes their methods when they are first needed.

Most of what importing this package would cost is attrs writing and compiling methods for some
ninety classes, of which a program uses few, and few of their methods: the conditions of a rule are
never compared or shown. So a class gets its slots at once, and in the place of each method stands
an `Unwritten` one until somebody asks for it. Then attrs makes the class once more, in full, and
lends it what it wrote. Nobody can tell the difference but by the clock.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from threading import RLock
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, cast

import attrs

__all__ = ["Unwritten", "define", "frozen"]

T = TypeVar("T")

_MANY: Final = 1_000
"""After so many values of a class its constructor is worth being written."""

_MORE_THAN_A_DEFAULT: Final[tuple[type[object], ...]] = (
    type(attrs.field()),
    type(attrs.Factory(list)),
)
_FIELDS: Final = "__fields_with_defaults__"
_WRITE: Final = "__write_methods__"
_WRITING: Final = RLock()


class Unwritten:
    """What stands in a class for something that is written when it is first asked for.

    Arguments:
        name: what it is called.
        write: puts it into the class, instead of this.
    """

    def __init__(self, name: str, write: Callable[[type[object]], None]) -> None:
        self.name = name
        self.write = write

    def __get__(self, instance: object, owner: type[object]) -> object:
        if isinstance(instance, type):  # so `inspect` asks from Python 3.13 on: bound to the class
            return MethodType(cast("Callable[..., object]", self.__get__(None, instance)), instance)
        self.write(owner)
        return getattr(owner if instance is None else instance, self.name)


def _write(owner: type[object]) -> None:
    cast("Callable[[], None]", getattr(owner, _WRITE))()


_BY_ATTRS: Final = {
    name: Unwritten(name, _write)
    for name in (
        "__attrs_attrs__",
        "__attrs_props__",
        "__delattr__",
        "__eq__",
        "__getstate__",
        "__hash__",
        "__init__",
        "__match_args__",
        "__replace__",
        "__repr__",
        "__setattr__",
        "__setstate__",
    )
}
"""What attrs may add to a class and somebody may ask for first."""


class _FirstConstructor(Unwritten):
    """Makes the first values of a class; where a call is not plainly right, attrs' is written.

    Arguments:
        fields: their defaults, in order; `attrs.NOTHING` where there is none.
        by_name: whether values are given by name only.
    """

    def __init__(self, fields: Mapping[str, object], *, by_name: bool) -> None:
        super().__init__("__init__", _write)
        self.fields = fields.keys()
        self.positions = () if by_name else tuple(fields)
        self.defaults = {name: d for name, d in fields.items() if d is not attrs.NOTHING}
        self.left = _MANY

    def __get__(self, instance: object, owner: type[object]) -> object:
        if instance is None or isinstance(instance, type) or self.left <= 0:
            return super().__get__(instance, owner)
        self.left -= 1
        return partial(self._initialize, instance)

    def _initialize(self, instance: object, /, *values: object, **named: object) -> None:
        given = dict(zip(self.positions, values, strict=False)) | named if values else named
        filled = self.defaults | given
        if len(given) != len(values) + len(named) or filled.keys() != self.fields:
            self.left = 0
            instance.__init__(*values, **named)  # type: ignore[misc] # raises what attrs raises
            return
        for name, value in filled.items():
            object.__setattr__(instance, name, value)
        after: Callable[[], None] | None = getattr(instance, "__attrs_post_init__", None)
        if after is not None:
            after()


def _slotted(
    cls: type[T], by_attrs: Callable[..., type[T]], options: Mapping[str, object]
) -> type[T]:
    """Give a class its slots, and have attrs write the rest when it is asked for."""
    body = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    fields = {
        name: body.pop(name, attrs.NOTHING)
        for name, annotation in cls.__annotations__.items()
        if getattr(annotation, "__origin__", None) is not ClassVar
    }
    computed = {
        name: body.pop(name).func
        for name, member in vars(cls).items()
        if isinstance(member, cached_property)
    }
    body["__slots__"] = (*fields, *computed)
    if options.get("weakref_slot", True) and not hasattr(cls.__base__, "__weakref__"):
        body["__slots__"] += ("__weakref__",)
    if computed:
        body["__getattr__"] = _compute_once(computed)
    above: Mapping[str, object] = getattr(cls, _FIELDS, {})
    fields = {name: d for name, d in above.items() if name not in fields} | fields
    there = {*body} if options.get("eq", True) else {*body, "__eq__", "__hash__"}
    stand_ins = {name: each for name, each in _BY_ATTRS.items() if name not in there}
    if "__init__" in stand_ins and not any(
        isinstance(default, _MORE_THAN_A_DEFAULT) for default in fields.values()
    ):
        by_name = bool(options.get("kw_only"))
        stand_ins["__init__"] = _FirstConstructor(fields, by_name=by_name)

    def write() -> None:
        with _WRITING:
            written = vars(by_attrs(cls, **options))
            for name in written.keys() - vars(made).keys():
                setattr(made, name, written[name])
            for name, stand_in in stand_ins.items():
                if vars(made).get(name) is not stand_in:
                    continue
                if name in written:
                    setattr(made, name, written[name])
                else:
                    delattr(made, name)

    metaclass: Callable[..., type[T]] = type(cls)
    lazily = {_FIELDS: fields, _WRITE: write, **stand_ins}
    made = metaclass(cls.__name__, cls.__bases__, body | lazily)
    for member in body.values():
        _say_super_of(made, member)
    return made


def _compute_once(computed: Mapping[str, Callable[[object], object]]) -> Callable[..., object]:
    """Make cached properties of a class that has slots for them instead of a `__dict__`."""

    def __getattr__(self: object, name: str) -> object:  # noqa: N807 - it is one
        if name not in computed:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = computed[name](self)
        object.__setattr__(self, name, value)
        return value

    return __getattr__


def _say_super_of(made: type[object], member: object) -> None:
    """Have a method that says `super()` mean the class as it was made in the end."""
    if isinstance(member, property):
        member = member.fget
    elif isinstance(member, (classmethod, staticmethod)):
        member = member.__func__
    if isinstance(member, FunctionType) and "__class__" in member.__code__.co_freevars:
        cells = dict(zip(member.__code__.co_freevars, member.__closure__ or (), strict=True))
        cells["__class__"].cell_contents = made


def _later(by_attrs: Callable[..., type[T]]) -> Callable[..., object]:
    """Make a decorator that does what one of attrs' does, with the same options."""

    def decorate(cls: type[T] | None = None, **options: object) -> object:
        if cls is None:
            return lambda cls: _slotted(cls, by_attrs, options)
        return _slotted(cls, by_attrs, options)

    return decorate


if TYPE_CHECKING:
    from attrs import define, frozen
else:
    define = _later(attrs.define)
    frozen = _later(attrs.frozen)
