"""The register as a workbook (.xlsx) that an office can fill in: a sheet for each kind of record.

Needs the extra ``xlsx``; importing this package does not.
"""

from supervision_talk.interchange.ledger.reading import is_workbook, read_ledger
from supervision_talk.interchange.ledger.writing import write_ledger, write_template

__all__ = ["is_workbook", "read_ledger", "write_ledger", "write_template"]
