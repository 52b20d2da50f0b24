"""Watch of the storage that machines share: what another one has published is fetched within a second."""

from __future__ import annotations

import threading

from flask import Flask

from callbacks.http import clocks
from maracdash.settings import Settings
from maracdash.shared_storage import SharedStorage

INTERVAL_SECONDS = 1.0
"""The pointer to the release is looked at twice a second, so figures are the new ones within two."""


def register(server: Flask, settings: Settings, every: float = INTERVAL_SECONDS) -> threading.Event:
    """Look every so many seconds, also where the data folder becomes the copy of a storage only later.

    The event ends it. Raises MaracdashError where the settings name another storage than it is a copy of.
    """
    storage = SharedStorage(settings.data)
    if settings.storage:
        storage.use(settings.storage)
    return clocks.register(server, "storage", storage.fetch, every)
