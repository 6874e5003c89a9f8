"""Registers as files: JSON, JSON Lines, workbooks, and the JSON Schema."""

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
