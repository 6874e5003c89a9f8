"""What the library's functions are given, checked at their door.

Type checkers see a wrong argument before it is passed. Whoever uses none is told here which
argument it is and what was wanted, instead of meeting an error of the library's inside.
"""

from datetime import date, datetime
from typing import Final

from supervision_talk.errors import InvalidArgument, Mistake, wanted
from supervision_talk.model.fields import CivilDate, Refused
from supervision_talk.model.register import Register
from supervision_talk.wording import Wording

__all__ = ["A_PATH_OR_STREAM", "Argument", "a_date", "a_day", "a_register", "check_arguments"]

Argument = tuple[str, bool, Wording]
"""What an argument is called, whether it is right, and what was wanted."""

A_PATH_OR_STREAM: Final = Wording(
    zh="文件路径，或者以二进制方式（rb、wb）打开的文件",
    en="the path of a file, or a stream of bytes: a file opened with mode 'rb' or 'wb'",
)


def check_arguments(function: str, *arguments: Argument) -> None:
    """Refuse the arguments that are not right, all at once.

    Arguments:
        function: its name.
        arguments: what is to be right.

    Raises:
        InvalidArgument: with every one that is not.
    """
    mistakes = [Mistake(name, wanted(expected)) for name, right, expected in arguments if not right]
    if mistakes:
        raise InvalidArgument(function, mistakes)


def a_register(register: object) -> Argument:
    """Ask for a register."""
    return "register", isinstance(register, Register), _A_REGISTER


def a_day(name: str, day: object) -> Argument:
    """Ask for a civil date such as records hold."""
    try:
        right = day == _CIVIL_DATE.admit(day)
    except Refused:
        right = False
    return name, right, _CIVIL_DATE.expected_in_python


def a_date(name: str, day: object) -> Argument:
    """Ask for a civil date of whatever year."""
    return name, isinstance(day, date) and not isinstance(day, datetime), _A_DATE


_CIVIL_DATE: Final = CivilDate()
_A_DATE: Final = Wording(
    zh="datetime.date（不是datetime.datetime）", en="a datetime.date, not a datetime.datetime"
)
_A_REGISTER: Final = Wording(
    zh="Register，例如supervision_talk.load读出的",
    en="a Register, as supervision_talk.load gives it",
)
