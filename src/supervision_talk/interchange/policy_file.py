"""Policy files: TOML or JSON objects with the policy's names (docs/reference/policy.md)."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from supervision_talk.errors import InvalidPolicy, Mistake
from supervision_talk.interchange.documents import NOT_UTF_8
from supervision_talk.interchange.parsing import NotJson, TwiceNamed, parse_patiently
from supervision_talk.measures import POLICY_VALUES, Policy
from supervision_talk.wording import Wording

__all__ = ["load_policy"]

_PLACE: Final = re.compile(r"\(at (line (\d+), column (\d+))\)$")
_KNOWN: Final = frozenset(value.name for value in POLICY_VALUES)

_NO_DOCUMENT: Final = Wording(
    zh="应为政策文件，不是台账或者报告：政策文件没有format，只有政策项目的名称和值",
    en="expected a policy, not a register or a report: a policy has no format, only the names and "
    "values of a policy",
)
_LONGEST: Final = 65_536
"""Bytes; every value of a policy, ten times over, takes fewer."""
_FORMAT: Final = b'"format"'
_TOO_LONG: Final = Wording(
    zh=f"应为政策文件，最长{_LONGEST}字节：只有政策项目的名称和值",
    en=f"expected a policy of at most {_LONGEST} bytes: only the names and values of a policy",
)
_ONCE: Final = Wording(zh="应只出现一次", en="expected once, not repeatedly")
_AN_OBJECT: Final = Wording(
    zh="应为JSON对象：政策项目的名称和值",
    en="expected a JSON object with the policy's values by their names",
)
_TOML: Final = Wording(
    zh="应为TOML：每行一个政策项目的名称、=和值，各只一次",
    en="expected TOML: a name of the policy, =, and its value, each once and on a line",
)
_FLAT_TOML: Final = Wording(
    zh="应为TOML，列表不能层层嵌套", en="expected TOML without lists inside one another"
)


def load_policy(path: str | os.PathLike[str]) -> Policy:
    """Read a policy from a file; what it does not name has its default.

    The name of the file says whether it is TOML (``.toml``) or JSON (``.json``); any other is
    JSON if it begins with a brace.

    Raises:
        InvalidPolicy: with every name and value in it that is wrong or laxer than the Measures.
        OSError: the file cannot be read.

    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile("w", suffix=".toml") as file:
    ...     print('roll = "none"', file=file, flush=True)
    ...     load_policy(file.name).roll
    <Roll.NONE: 'none'>
    """
    path = Path(path)
    with path.open("rb") as file:
        found = _read(path, file.read(_LONGEST + 1))
    if isinstance(found, InvalidPolicy):
        # Raised where no other error is being handled: one could hold what the file says.
        raise found
    return found


def _read(path: Path, data: bytes) -> Policy | InvalidPolicy:
    source = str(path)
    if len(data) > _LONGEST:
        return InvalidPolicy(source, [Mistake("", _NO_DOCUMENT if _FORMAT in data else _TOO_LONG)])
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        mistake = Mistake(f"byte {error.start}", NOT_UTF_8, place_zh=f"第{error.start}字节")
        return InvalidPolicy(source, [mistake])
    suffix = path.suffix.lower()
    is_json = suffix == ".json" or (
        suffix != ".toml" and text.lstrip(" \t\r\n").startswith(("{", "["))
    )
    values = _from_json(text) if is_json else _from_toml(text)
    if isinstance(values, Mistake):
        return InvalidPolicy(source, [values])
    if "format" in values:
        return InvalidPolicy(source, [Mistake("", _NO_DOCUMENT)])
    mistakes = [
        Mistake(name if name in _KNOWN else "", _ONCE)
        for name in (values.names if isinstance(values, TwiceNamed) else ())
    ]
    policy = Policy()
    try:
        policy = Policy.from_values(values)
    except InvalidPolicy as error:
        mistakes.extend(error.mistakes)
    return InvalidPolicy(source, mistakes) if mistakes else policy


def _from_json(text: str) -> Mapping[str, object] | Mistake:
    try:
        value = parse_patiently(text)
    except NotJson as error:
        place = error.place()
        return Mistake(place.en, error.expected, place_zh=place.zh)
    if not isinstance(value, dict):
        return Mistake("", _AN_OBJECT)
    return cast("Mapping[str, object]", value)


def _from_toml(text: str) -> Mapping[str, object] | Mistake:
    try:
        return cast("Mapping[str, object]", tomllib.loads(text))
    except ValueError as error:  # also of a number with more digits than Python reads
        place = _PLACE.search(str(error))
        if place is None:
            return Mistake("", _TOML)
        return Mistake(place[1], _TOML, place_zh=f"第{place[2]}行第{place[3]}列")
    except RecursionError:
        return Mistake("", _FLAT_TOML)
