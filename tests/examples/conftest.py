"""What the examples need besides Python: a PostgreSQL server, a browser.

Where one is missing, the tests that need it are skipped with the reason; in continuous integration
(CI=true) that is a failure, for `.ci/run` installs them.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import create_engine, text


def skip(what: str) -> NoReturn:
    """Skip a test for what the system lacks; in continuous integration, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; in continuous integration it has to be there")
    pytest.skip(what)


def executable(*names: str, folders: str | None = None) -> str | None:
    """Find a program by one of its names, also where Debian puts PostgreSQL's."""
    for name in names:
        found = shutil.which(name)
        if found is None and folders is not None:
            found = next((str(path / name) for path in sorted(Path("/").glob(folders))), None)
        if found is not None:
            return found
    return None


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
