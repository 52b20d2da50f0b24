"""Fixtures that tests of many files share."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import accept_files
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import QUARTERLY, YEAR, make_areas, make_returns

MAX_MEMORY = 400_000_000
UNIT = 1 if sys.platform == "darwin" else 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One Marac with 40 cases and 10 repeats in each quarter of 2024."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [make_areas(), make_returns(*YEAR, header=QUARTERLY)], "Ada", accept_warnings=True).id


@pytest.fixture(scope="module")
def bounded() -> Iterator[None]:
    """However many files a module reads, the memory of its process stays bounded."""
    before = _peak()
    yield
    assert _peak() - before < MAX_MEMORY


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
