"""Programs of the system that tests need besides Python: a browser, a database server.

Where one is missing, the tests that need it are skipped with the reason; in continuous integration
(CI=true) that is a failure, for `.ci/run` installs them.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from selenium import webdriver

__all__ = ["executable", "skip", "started_browser"]


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


@contextmanager
def started_browser() -> Iterator[webdriver.Chrome]:
    """Start the system's Chromium, without a window and without scripts."""
    chromium = executable("chromium", "chromium-browser", "google-chrome")
    driver = executable("chromedriver")
    if chromium is None or driver is None:
        skip("no browser: chromium and chromedriver are not there")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.add_argument("--window-size=1100,1400")
    options.add_argument("--force-prefers-reduced-motion")  # clicks wait for no scrolling
    options.add_experimental_option(
        "prefs", {"profile.managed_default_content_settings.javascript": 2}
    )
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield started
    finally:
        started.quit()
