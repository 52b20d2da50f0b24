"""The dashboard on a clock on which a day takes `BENCH_DAY_SECONDS`: it waits for less, and forgets sooner.

Gunicorn serves it as it serves the app itself.
"""

from __future__ import annotations

import os
from datetime import timedelta

from callbacks.http import release_renewal
from maracdash.accounts import lockouts, sessions
from maracdash.exports import chromium_pool
from maracdash.intake.preview import drafts
from maracdash.pack_runs import runs

DAY_VARIABLE = "BENCH_DAY_SECONDS"
DAY = timedelta(days=1).total_seconds()


MIN_SESSION = timedelta(seconds=30)
"""Of a session: what is asked for within it takes its time, however short the day."""


def shorten_waits(factor: float) -> None:
    """Divide by a factor how long the program keeps or waits for anything. Called before anything is served."""
    for module, names in (
        (sessions, ("IDLE", "MAX_AGE", "UNFINISHED")),
        (lockouts, ("WINDOW",)),
        (drafts, ("MAX_DRAFT_AGE",)),
        (runs, ("KEPT",)),
        (chromium_pool, ("IDLE_SECONDS",)),
        (release_renewal, ("INTERVAL_SECONDS",)),
    ):
        for name in names:
            shorter = getattr(module, name) / factor
            setattr(module, name, max(shorter, MIN_SESSION) if module is sessions else shorter)


if DAY_VARIABLE in os.environ:
    shorten_waits(DAY / float(os.environ[DAY_VARIABLE]))
    from app import server  # noqa: F401 - what gunicorn serves
