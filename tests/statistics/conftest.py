"""Reports of simulations."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture
def report():
    """Write a measured line, for whoever runs pytest with -s."""
    return lambda line: sys.stdout.write(f"\n{line}")
