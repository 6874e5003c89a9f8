"""Policy files: TOML or JSON objects with the names of the policy's values (SPEC 6, 7)."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from supervision_talk.errors import InvalidPolicy, Mistake
from supervision_talk.interchange.parsing import NotJson, TwiceNamed, parse_patiently
from supervision_talk.measures import POLICY_VALUES, Policy

__all__ = ["load_policy"]

_PLACE: Final = re.compile(r"\(at (line \d+, column \d+)\)$")
_KNOWN: Final = frozenset(value.name for value in POLICY_VALUES)


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
    found = _read(path, path.read_bytes())
    if isinstance(found, InvalidPolicy):
        # Raised where no other error is being handled: one could hold what the file says.
        raise found
    return found


def _read(path: Path, data: bytes) -> Policy | InvalidPolicy:
    source = str(path)
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return InvalidPolicy(source, [Mistake(f"byte {error.start}", "expected UTF-8")])
    suffix = path.suffix.lower()
    is_json = suffix == ".json" or (
        suffix != ".toml" and text.lstrip(" \t\r\n").startswith(("{", "["))
    )
    values = _from_json(text) if is_json else _from_toml(text)
    if isinstance(values, Mistake):
        return InvalidPolicy(source, [values])
    mistakes = [
        Mistake(name if name in _KNOWN else "", "expected once, not repeatedly")
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
        return Mistake(f"line {error.line}, column {error.column}", error.expected)
    if not isinstance(value, dict):
        return Mistake("", "expected a JSON object with the policy's values by their names")
    return cast("Mapping[str, object]", value)


def _from_toml(text: str) -> Mapping[str, object] | Mistake:
    try:
        return cast("Mapping[str, object]", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        return Mistake(
            place[1] if place else "",
            "expected TOML: a name of the policy, =, and its value, each once and on a line",
        )
    except RecursionError:
        return Mistake("", "expected TOML without lists inside one another")
