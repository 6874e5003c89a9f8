"""The digest by which the same audit can be shown to be the same (docs/reference/report-format.md).

What only a digest needs (JSON, hashing) is imported by the one that is asked for.
"""

from collections.abc import Iterable
from datetime import date

from supervision_talk.measures import Policy, RuleSet
from supervision_talk.model import Register

__all__ = ["digest_of", "digest_of_chunks"]


def digest_of(register: Register, as_of: date, policy: Policy, rules: RuleSet) -> str:
    """Give the sha-256 over an audit's whole input, as 64 hex digits.

    The input is one canonical JSON object with the keys as_of, policy, register and rule_set:
    keys sorted, nulls left out, records ordered by id or key, no white space, UTF-8.
    """
    from supervision_talk.model.canonical import canonical_register

    return digest_of_chunks(canonical_register(register), as_of, policy, rules)


def digest_of_chunks(
    register: Iterable[str | bytes], as_of: date, policy: Policy, rules: RuleSet
) -> str:
    """Give the same of a canonical register that comes in pieces, as text or as UTF-8."""
    from hashlib import sha256

    values = {name: value for name, value in policy.values().items() if value is not None}
    hashed = sha256()
    hashed.update(f'{{"as_of":"{as_of}","policy":{_canonical(values)},"register":'.encode())
    for chunk in register:
        hashed.update(chunk if isinstance(chunk, bytes) else chunk.encode())
    hashed.update(f',"rule_set":{_canonical(rules.name)}}}'.encode())
    return hashed.hexdigest()


def _canonical(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
