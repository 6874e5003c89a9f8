"""Registers as files: JSON, JSON Lines, workbooks, and the JSON Schema.

Each format is imported when it is asked for.
"""

from typing import TYPE_CHECKING

from supervision_talk._importing import imported_when_asked_for

if TYPE_CHECKING:
    from supervision_talk.interchange.ledger import read_ledger, write_ledger, write_template
    from supervision_talk.interchange.lines import RecordLines, read_records
    from supervision_talk.interchange.reading import load, loads
    from supervision_talk.interchange.schema import line_schema, register_schema
    from supervision_talk.interchange.writing import dump, dumps

__all__ = [
    "RecordLines",
    "dump",
    "dumps",
    "line_schema",
    "load",
    "loads",
    "read_ledger",
    "read_records",
    "register_schema",
    "write_ledger",
    "write_template",
]

__getattr__ = imported_when_asked_for(
    __name__,
    {
        "RecordLines": "lines",
        "dump": "writing",
        "dumps": "writing",
        "line_schema": "schema",
        "load": "reading",
        "loads": "reading",
        "read_ledger": "ledger",
        "read_records": "lines",
        "register_schema": "schema",
        "write_ledger": "ledger",
        "write_template": "ledger",
    },
)


def __dir__() -> list[str]:
    return __all__
