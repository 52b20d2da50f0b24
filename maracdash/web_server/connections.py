"""Connections between a browser and a thread: both sides wait for this, and never for each other."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator
from contextlib import suppress
from tempfile import SpooledTemporaryFile

from maracdash.web_server.framing import take_request

IN_MEMORY = 256 * 1024
"""Bytes of a request or an answer; longer ones wait on the disk."""
BLOCK = 64 * 1024
PATIENCE_SECONDS = 20.0
MIN_BYTES_A_SECOND = 500
"""As Apache's mod_reqtimeout has them."""
MAX_SECONDS = 1800.0


class Connection:
    """A connection in the place of its socket, as gunicorn's threads use one; they never wait for it.

    They read a request that is here whole, and what they write is sent as fast as it is taken.
    """

    def __init__(self, channel: socket.socket) -> None:
        channel.setblocking(False)
        self.channel = channel
        self._arrived = bytearray()
        self._answer = _open_spool()
        self._sent = 0
        self._received = 0
        self.wait()
        self._expect_request()

    def _expect_request(self) -> None:
        self._request = _open_spool()
        self._steps: Generator[bytes, None, bool] = take_request(self._arrived, self._request)
        self._ended = False

    def receive(self) -> int:
        """Take in what has come, and tell how many bytes. Raises OSError, also once the other side has closed."""
        block = self.channel.recv(BLOCK)
        if not block:
            raise ConnectionAbortedError
        if not self._moved:
            self.wait()
        self._arrived += block
        self._moved += len(block)
        self._received += len(block)
        return len(block)

    @property
    def held(self) -> int:
        """Bytes that had come of the request that is not answered yet."""
        return self._received

    def discard(self) -> None:
        """Take in what has come and throw it away. Raises OSError, also once the other side has closed."""
        self.receive()
        self._arrived.clear()
        self._received = 0

    def forget_request(self) -> int:
        """Throw it away and begin with the next, of which some may be here; tell how many bytes had come."""
        count, self._received = self._received, 0
        self._request.close()
        self._expect_request()
        return count

    def is_whole(self) -> bool:
        """Tell whether the request is here; from then on it is read from its beginning."""
        while True:
            try:
                reply = next(self._steps)
            except StopIteration as last:
                self._ended = bool(last.value)
                self._request.seek(0)
                return True
            if not reply:
                return False
            self.channel.send(reply)

    def is_read(self) -> bool:
        """Tell whether the program read its request to the end, so that another may follow."""
        return self._ended and not self._request.read(1)

    def deliver(self) -> bool:
        """Send as much of the answer as is taken now; True once it is out. Raises OSError."""
        while True:
            self._answer.seek(self._sent)
            block = self._answer.read(BLOCK)
            if not block:
                break
            try:
                count = self.channel.send(block)
            except BlockingIOError:
                return False
            self._sent += count
            self._moved += count
        self._answer.seek(0)
        self._answer.truncate()
        self._sent = 0
        return True

    def wait(self, patience: float = PATIENCE_SECONDS) -> None:
        """Begin to wait for the other side, for so long and longer while it is not all too slow."""
        self._begun, self._patience, self._moved = time.monotonic(), patience, 0

    def hurry(self, patience: float) -> None:
        """Wait no longer than so for what has not begun."""
        if not self._moved:
            self.wait(min(patience, self._patience))

    def is_overdue(self) -> bool:
        """Tell whether the other side let it wait too long."""
        allowed = self._patience + self._moved / MIN_BYTES_A_SECOND
        return time.monotonic() > self._begun + min(allowed, MAX_SECONDS)

    # From here as gunicorn calls a socket.

    def recv(self, size: int) -> bytes:
        """Read of the request."""
        return self._request.read(size)

    def sendall(self, content: bytes) -> None:
        """Add to the answer."""
        self._answer.seek(0, 2)
        self._answer.write(content)

    def send(self, content: bytes) -> int:
        """Nothing: it is how gunicorn tells a browser to go ahead, which was done."""
        return len(content)

    def setblocking(self, flag: bool) -> None:  # noqa: FBT001 - a socket's own
        """Nothing: nobody is blocked."""

    def settimeout(self, seconds: float | None) -> None:
        """Nothing."""

    def gettimeout(self) -> float:
        """As of a socket that blocks nobody."""
        return 0.0

    def shutdown(self, how: int) -> None:
        """End one direction."""
        with suppress(OSError):
            self.channel.shutdown(how)

    def close(self) -> None:
        """End it, and throw away what is held."""
        self._request.close()
        self._answer.close()
        self.channel.close()


def _open_spool() -> SpooledTemporaryFile[bytes]:
    """In memory, and from some size on in a file of the disk; its connection closes it."""
    return SpooledTemporaryFile(max_size=IN_MEMORY)
