"""Start the host: ``python -m examples.web_host``."""

import argparse
import os
from datetime import date, datetime

import uvicorn

from examples.web_host.application import make_application
from examples.web_host.database import DEFAULT_URL, open_database
from supervision_talk.model.fields import SHANGHAI


def main() -> None:
    """Serve the pages until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m examples.web_host")
    parser.add_argument(
        "--database",
        default=os.environ.get("WEB_HOST_DATABASE", DEFAULT_URL),
        metavar="URL",
        help=f"SQLite or PostgreSQL; else what WEB_HOST_DATABASE says, else {DEFAULT_URL}",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="where to listen (%(default)s)")
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATE",
        help="the day that counts as today, to look at the demo; else Shanghai's date",
    )
    arguments = parser.parse_args()
    fixed: date | None = arguments.as_of
    application = make_application(
        open_database(arguments.database),
        (lambda: datetime.now(SHANGHAI).date()) if fixed is None else (lambda: fixed),
    )
    uvicorn.run(application, host=arguments.host, port=arguments.port)


if __name__ == "__main__":
    main()
