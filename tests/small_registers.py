"""Small registers for tests, written as the interchange format has them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from supervision_talk import Register
from supervision_talk.interchange import loads

Row = Mapping[str, object]

COUNTY: Row = {"id": "county", "kind": "local_committee", "level": "county"}
TOWN: Row = {
    "id": "town",
    "kind": "township_committee",
    "level": "township",
    "superior": "county",
}


def register_of(*, kept_for: Sequence[str] | None = None, **lists: Sequence[Row]) -> Register:
    """Make a register of lists of records; without organizations, of a county with a town."""
    document = {
        "format": "supervision-talk/register/1",
        "kept_for": kept_for,
        "organizations": [COUNTY, TOWN],
        **lists,
    }
    return loads(json.dumps(document, default=str))


def talk_on(day: date, **fields: object) -> Row:
    """Make a regular talk of the county with the town."""
    return {
        "id": "t",
        "kind": "regular",
        "held_by": "county",
        "organization": "town",
        "ended_at": day,
        **fields,
    }
