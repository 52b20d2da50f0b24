"""Draws that a test repeats: as a rule a few of them, all with MARACDASH_THOROUGH=1, as of `make test-thorough`."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("MARACDASH_THOROUGH") == "1"


def choose_number(*, usual: int, thorough: int) -> int:
    """A number of draws, or the step from one to the next."""
    return thorough if THOROUGH else usual
