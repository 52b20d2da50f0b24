"""Faults of the disk and of DuckDB in words for whoever reads a page: no path of the server, which the log has."""

from __future__ import annotations

import errno
import os

from maracdash.model.errors import MaracdashError

IN_THE_LOG = "the log has the reason"


def describe_fault(error: Exception) -> str:
    """Describe a fault: a sentence of ours as it stands, the system's own word, or where to read more."""
    if isinstance(error, MaracdashError):
        return str(error)
    full = os.strerror(errno.ENOSPC)
    if full in str(error):  # DuckDB's own errors bear no number
        return full
    return (error.strerror if isinstance(error, OSError) else None) or IN_THE_LOG
