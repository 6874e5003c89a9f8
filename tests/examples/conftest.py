"""What the examples need besides Python: a PostgreSQL server; databases of it and of SQLite."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.programs import executable, skip


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a server of our own, that listens on a socket alone; give its URL."""
    folders = "usr/lib/postgresql/*/bin"
    initdb, pg_ctl = (executable(name, folders=folders) for name in ("initdb", "pg_ctl"))
    if initdb is None or pg_ctl is None:
        skip("no PostgreSQL server: initdb and pg_ctl are not there")
    # The server refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    # Not pytest's own folder: the other user may not enter it, and a socket's path must be short.
    home = Path(tempfile.mkdtemp())
    try:
        if user is not None:
            shutil.chown(home, user)
        data = home / "data"

        def run(*command: str) -> None:
            with (home / "output").open("ab") as output:
                subprocess.run(
                    command,
                    check=True,
                    cwd=home,
                    user=user,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )

        run(initdb, "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -k {home} -F"
        run(pg_ctl, "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={home}"
        finally:
            run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database: of SQLite, and of PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite3'}"
        return
    url: str = request.getfixturevalue("postgresql")
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS records"))
    engine.dispose()
    yield url
