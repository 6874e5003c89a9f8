"""Registers that do not fit into memory, and audits spread over processes.

JSON Lines that come grouped by committee (`grouping`) are audited group by group; so is a file in
any order, of which it is first looked up where the records of each committee stand (`scattered`).
The canonical records that the digest covers are sorted outside memory (`runs`).
"""

from supervision_talk.interchange.streams.auditing import (
    Batch,
    BatchResult,
    Question,
    StreamedAudit,
    audit_batch,
    audit_file,
    audit_in_processes,
    audit_stream,
    streamed_report,
    streamed_work,
)
from supervision_talk.interchange.streams.grouping import Context, Group, write_grouped
from supervision_talk.interchange.streams.scattered import ScatteredRecords, unusual

__all__ = [
    "Batch",
    "BatchResult",
    "Context",
    "Group",
    "Question",
    "ScatteredRecords",
    "StreamedAudit",
    "audit_batch",
    "audit_file",
    "audit_in_processes",
    "audit_stream",
    "streamed_report",
    "streamed_work",
    "unusual",
    "write_grouped",
]
