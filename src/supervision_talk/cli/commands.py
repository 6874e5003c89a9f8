"""Every command by its name; one is imported when it is asked for, and with it what it needs."""

from importlib import import_module
from typing import Final, cast

from supervision_talk.cli.command import Command

__all__ = ["COMMANDS", "command_called", "every_command"]

COMMANDS: Final = (
    "audit",
    "obligations",
    "coverage",
    "statistics",
    "rules",
    "schema",
    "template",
)
"""What commands are called, in the order of the help."""


def command_called(name: str) -> Command:
    """Give a command of `COMMANDS`.

    >>> command_called("rules").name
    'rules'
    """
    module = import_module(f"supervision_talk.cli.{name}_command")
    return cast("Command", getattr(module, name.upper()))


def every_command() -> tuple[Command, ...]:
    """Give all of them, in the order of the help."""
    return tuple(map(command_called, COMMANDS))
