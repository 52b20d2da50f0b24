"""What every test may ask for."""

from pathlib import Path

import pytest

from maracdash.exports import browsers


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of this machine, for Playwright's `executable_path`."""
    found = browsers.executable()
    if found is None:
        pytest.fail(browsers.INSTALL)
    return Path(found)
