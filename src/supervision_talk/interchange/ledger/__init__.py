"""The register as a workbook (.xlsx) that an office can fill in: a sheet for each kind of record.

Needs the extra ``xlsx``; importing this package does not. Reading and writing are imported when
they are asked for.
"""

from typing import TYPE_CHECKING

from supervision_talk._importing import imported_when_asked_for

if TYPE_CHECKING:
    from supervision_talk.interchange.ledger.reading import read_ledger
    from supervision_talk.interchange.ledger.writing import write_ledger, write_template

__all__ = ["read_ledger", "write_ledger", "write_template"]

__getattr__ = imported_when_asked_for(
    __name__,
    {"read_ledger": "reading", "write_ledger": "writing", "write_template": "writing"},
)


def __dir__() -> list[str]:
    return __all__
