"""What tests of many files share."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator

import pytest

MOST_MEMORY = 400_000_000
UNIT = 1 if sys.platform == "darwin" else 1024


@pytest.fixture(scope="module")
def bounded() -> Iterator[None]:
    """However many files a module reads, the memory of its process stays bounded."""
    before = _peak()
    yield
    assert _peak() - before < MOST_MEMORY


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
