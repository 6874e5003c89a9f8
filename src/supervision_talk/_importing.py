"""Names of a package that are imported when they are first asked for (PEP 562)."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["imported_when_asked_for"]


def imported_when_asked_for(package: str, where: Mapping[str, str]) -> Callable[[str], object]:
    """Make the `__getattr__` of a package.

    Arguments:
        package: its name.
        where: the module in it that has each name; no module may be called as anything it has,
            for an imported module becomes an attribute of its package.
    """

    def __getattr__(name: str) -> object:  # noqa: N807 - it is one
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{where[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return __getattr__
