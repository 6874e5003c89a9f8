"""Registers as files: JSON, JSON Lines and the JSON Schema of both (SPEC 3, Interchange)."""

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
    "read_records",
    "register_schema",
]
