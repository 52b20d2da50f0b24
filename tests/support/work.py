"""How much work a function is, counted in calls: the same on every machine, as time is not."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable


def count_calls(work: Callable[[], object]) -> int:
    """Calls of Python and C functions that it makes, the second time: the first imports and remembers."""
    work()
    with cProfile.Profile() as profile:
        work()
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # missing from the stubs
    return calls
