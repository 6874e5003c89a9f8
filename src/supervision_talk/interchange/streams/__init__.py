"""Registers that do not fit into memory, and audits spread over processes.

JSON Lines that come grouped by committee (`grouping`) are audited group by group; the canonical
records that the digest covers are sorted outside memory (`runs`).
"""

from supervision_talk.interchange.streams.auditing import (
    Batch,
    BatchResult,
    Question,
    StreamedAudit,
    audit_batch,
    audit_in_processes,
    audit_stream,
    streamed_report,
)
from supervision_talk.interchange.streams.grouping import Context, Group, write_grouped

__all__ = [
    "Batch",
    "BatchResult",
    "Context",
    "Group",
    "Question",
    "StreamedAudit",
    "audit_batch",
    "audit_in_processes",
    "audit_stream",
    "streamed_report",
    "write_grouped",
]
