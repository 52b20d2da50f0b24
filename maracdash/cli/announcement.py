"""Announcement of the dashboard's address, once the server listens there: gunicorn reads it as its configuration."""

from __future__ import annotations

import sys

from maracdash.settings import load_settings


def when_ready(_: object) -> None:
    """Say where the dashboard is."""
    chosen = load_settings()
    sys.stdout.write(f"The dashboard is at http://{chosen.listens_at}{chosen.path_prefix} (stop it with Ctrl+C)\n")
    sys.stdout.flush()
