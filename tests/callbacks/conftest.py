"""What tests of callbacks may ask for."""

from __future__ import annotations

import pytest

from tests.support.dash_apps import set_apart


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dash keeps pages for the whole process: a second app must not take those of the first."""
    set_apart(monkeypatch)
