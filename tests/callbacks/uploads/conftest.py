"""An app of its own on a copy of the demonstration, so that what is sent here stays here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support.upload_pages import served


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration."""
    return Path(shutil.copytree(demonstration, tmp_path / "data"))


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    """A browser of somebody."""
    return served(folder).test_client()
