"""A lease: one machine at a time keeps and publishes, and one that was killed holds nobody up for long.

The lease is an object that its holder changes again and again. Whoever waits takes it over once it has not changed for
a while by their own clock: clocks of machines are never compared.
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
import time

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import LEASE_FILE
from maracdash.store.storages.storage import SharedFiles

EXPIRY_SECONDS = 20.0
RENEWAL_SECONDS = 4.0
LOOK_SECONDS = 0.25
PATIENCE_SECONDS = 600.0
STANDSTILL_SECONDS = 900.0
"""Whoever has done no step for so long renews no more: three times as long as the longest exchange may take."""
FREE = b'{"holder": "",'
"""Begins a lease that was given back."""
TOO_LONG = "Another machine has been loading data for ten minutes. Nothing was changed; try again later."
LOST = "The storage could not be reached for a while, and another machine may be loading data. {}"
NOTHING_KEPT = "Nothing was kept; do the same again."


class Lease:
    """A lease that is held, and renewed until it is given back."""

    def __init__(self, files: SharedFiles, version: str) -> None:
        self._files = files
        self._version = version
        self._renewed_at = self._checked_at = time.monotonic()
        self._ended = threading.Event()
        self._renewing = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._renewing.start()

    def check(self, otherwise: str = NOTHING_KEPT) -> None:
        """Check before each step that it is still held. Raises StorageError with that sentence at its end."""
        self._checked_at = time.monotonic()
        if not self._version or time.monotonic() - self._renewed_at > EXPIRY_SECONDS:
            raise StorageError(LOST.format(otherwise))

    def give_back(self) -> None:
        """Give it back for others to take at once; where that fails it expires."""
        self._ended.set()
        self._renewing.join()
        if self._version:
            try:
                self._files.replace_version(LEASE_FILE, _describe(""), self._version)
            except OSError:
                return

    def _renew(self) -> None:
        while self._version and not self._ended.wait(RENEWAL_SECONDS):
            begun = time.monotonic()
            if begun - self._checked_at > STANDSTILL_SECONDS:
                return
            try:
                self._version = self._files.replace_version(LEASE_FILE, _describe(_machine()), self._version)
                self._renewed_at = begun
            except OSError:
                continue


def take_lease(files: SharedFiles, patience: float = PATIENCE_SECONDS) -> Lease:
    """Take the lease, as soon as nobody holds it. Raises StorageError after so many seconds, and OSError."""
    until = time.monotonic() + patience
    seen, since = "", time.monotonic()
    while time.monotonic() < until:
        held = files.read(LEASE_FILE)
        version = held.version if held else ""
        if version != seen:
            seen, since = version, time.monotonic()
        if held is None or held.content.startswith(FREE) or time.monotonic() - since > EXPIRY_SECONDS:
            taken = files.replace_version(LEASE_FILE, _describe(_machine()), version)
            if taken:
                return Lease(files, taken)
        time.sleep(LOOK_SECONDS)
    raise StorageError(TOO_LONG)


def _describe(holder: str) -> bytes:
    """Never twice the same, as the version of an object may follow from its content."""
    return json.dumps({"holder": holder, "changed": secrets.token_hex(16)}).encode()


def _machine() -> str:
    return socket.gethostname() or "a machine"
