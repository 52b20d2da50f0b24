"""Apps where people sign in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp


@pytest.fixture
def signing_in(apart: None, demonstration: Path, tmp_path: Path) -> Iterator[SignInApp]:  # noqa: ARG001
    """The app with accounts, where a second factor is not asked for: Ada administers, Bo reads."""
    app = SignInApp.of(demonstration, tmp_path)
    app.add("ada@example.org", ADMINISTRATOR, "Ada King")
    app.add("bo@example.org")
    yield app
    app.database.close()
