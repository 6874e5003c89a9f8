"""Which language the command line speaks: the one asked for, else the locale's."""

import locale
from collections.abc import Mapping, Sequence

from supervision_talk.wording import LANGUAGES

__all__ = ["language_asked_for", "language_of_locale"]

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What POSIX asks for the language of messages, the first that is set."""


def language_of_locale(environment: Mapping[str, str]) -> str:
    """Give "zh" where the locale is Chinese, else "en".

    >>> language_of_locale({"LANG": "zh_CN.UTF-8"}), language_of_locale({"LC_ALL": "C"})
    ('zh', 'en')
    """
    name = next((environment[each] for each in _VARIABLES if environment.get(each)), None)
    if name is None:
        name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def language_asked_for(arguments: Sequence[str]) -> str | None:
    """Give the language of ``--lang``, before all else is read; None: none that we speak.

    >>> language_asked_for(["rules", "--lang", "zh"]), language_asked_for(["--lang=fr"])
    ('zh', None)
    """
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = next(iter(arguments[index + 1 :]), None)
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else None
