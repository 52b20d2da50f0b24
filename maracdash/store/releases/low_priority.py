"""Work that waits for whoever reads: it takes what processors have left, and no reader waits for it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

NICENESS = 10
"""Beside a reader's one, a share of a tenth where both want a processor."""


def run_at_low_priority(work: Callable[[], None]) -> None:
    """Run in a thread of its own, as a priority once given up is not had back; raises whatever the work raises.

    DuckDB's threads, which the work starts, are as patient as it. Elsewhere than on Linux it is work like any other.
    """
    failed: list[BaseException] = []

    def run() -> None:
        if sys.platform == "linux":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=run, name="publishing", daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
