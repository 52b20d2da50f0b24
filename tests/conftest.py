"""What every test may ask for."""

import os
from pathlib import Path

import pytest

NO_CHROMIUM = (
    "No Chromium. `make test` finds it, or name it: MARACDASH_CHROMIUM=/path/to/chromium. "
    "On Debian: sudo apt-get install chromium fonts-liberation. On macOS: brew install --cask chromium."
)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of this machine, for Playwright's `executable_path`."""
    found = os.environ.get("MARACDASH_CHROMIUM", "")
    if not Path(found).is_file():
        pytest.fail(NO_CHROMIUM)
    return Path(found)
