"""Hypothesis strategies for hosts that test their own code with records, registers and breaches.

`records` gives well-formed records of a class, `registers` small registers whose records fit
together and say anything. `compliant_registers` gives registers of committees that do as the
Measures ask, with a day on which nothing is violated and nothing unknown; `breached_registers`
gives the same with exactly one thing wrong, of the rule that is asked for.

Needs the extra ``strategies``; `supervision_talk` itself does not import it.
"""

from supervision_talk.errors import MissingExtra

try:
    import hypothesis  # noqa: F401 - to say what is missing before a room that needs it fails
except ImportError as error:
    raise MissingExtra("supervision_talk.strategies", "strategies") from error

from supervision_talk.strategies.breaches import (
    Breach,
    breached_registers,
    breaches,
    entailed_by,
)
from supervision_talk.strategies.compliance import RegisterOnDay, compliant_registers
from supervision_talk.strategies.records import identifiers, moments, records, registers

__all__ = [
    "Breach",
    "RegisterOnDay",
    "breached_registers",
    "breaches",
    "compliant_registers",
    "entailed_by",
    "identifiers",
    "moments",
    "records",
    "registers",
]
