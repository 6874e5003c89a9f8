"""Records in a database: one table, a row a record, as the lines of JSON Lines have them.

The library reads a register as a whole and checks it as a whole, so the database needs to know
little about a record: its kind, by what it is told from the others of its kind, and what it says.
What the library refuses never gets in, for whatever is saved was a record before.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    func,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import IntegrityError

from supervision_talk import Register, dumps, load, loads
from supervision_talk.model import RECORD_KINDS
from supervision_talk.model.canonical import plain_record
from supervision_talk.model.fields import Record

__all__ = [
    "DEFAULT_URL",
    "DEMO",
    "AlreadyThere",
    "add_record",
    "connect",
    "open_database",
    "read_register",
]

DEFAULT_URL: Final = "sqlite:///web_host.sqlite3"
DEMO: Final = Path(__file__).parents[1] / "xundian.json"
"""The register that an empty database begins with."""

_HEADER: Final = "register"
"""The kind of the first row: the header of the format, which says whose records these are."""

metadata = MetaData()
records = Table(
    "records",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    # Null where records may repeat (appointments): nulls are never equal, so nothing collides.
    Column("key", String(512)),
    # Not jsonb: a text may hold the sign U+0000, which jsonb refuses.
    Column("body", JSON, nullable=False),
    UniqueConstraint("kind", "key"),
)


class AlreadyThere(Exception):
    """A record of this kind and key is in the database."""


def connect(url: str) -> Engine:
    """Connect to a database that is there already.

    Arguments:
        url: of SQLite or PostgreSQL, as SQLAlchemy writes it. For ``postgresql://`` psycopg 3 is
            taken.
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed)


def open_database(url: str = DEFAULT_URL, seed: Path | None = DEMO) -> Engine:
    """Connect to a database, make its table, and fill it if it is empty.

    Arguments:
        url: as for `connect`.
        seed: the file of a register that an empty database begins with; None: with none.
    """
    engine = connect(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        is_empty = not connection.scalar(select(func.count()).select_from(records))
        if is_empty:
            register = Register() if seed is None else load(seed)
            connection.execute(insert(records), list(_rows(register)))
    return engine


def read_register(connection: Connection) -> Register:
    """Give all records as a register.

    Raises:
        InvalidInput: somebody else wrote into the table what makes no register.
    """
    rows = connection.execute(select(records.c.kind, records.c.body).order_by(records.c.position))
    lines = (json.dumps(body if kind == _HEADER else {"type": kind, **body}) for kind, body in rows)
    return loads("\n".join(lines))


def add_record(connection: Connection, name: str, record: Record) -> None:
    """Add a record.

    Arguments:
        connection: within the transaction in which the register was read.
        name: of the record's kind, as in JSON Lines ("talk").
        record: what to add.

    Raises:
        AlreadyThere: there is one of the same kind and key; the transaction is to be given up.
    """
    try:
        connection.execute(insert(records), [_row(name, record)])
    except IntegrityError as error:
        raise AlreadyThere from error


def _rows(register: Register) -> Iterator[dict[str, object]]:
    header = json.loads(next(iter(dumps(register, lines=True).splitlines())))
    yield {"kind": _HEADER, "key": "", "body": header}
    for name, kind in RECORD_KINDS.items():
        for record in getattr(register, kind.plural):
            yield _row(name, record)


def _row(name: str, record: Record) -> dict[str, object]:
    kind = RECORD_KINDS[name]
    key = json.dumps(kind.key_of(record), ensure_ascii=False) if kind.key else None
    return {"kind": name, "key": key, "body": plain_record(record)}
