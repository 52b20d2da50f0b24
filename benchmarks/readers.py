"""Many readers at once, cheaply, as they share the server's processors: one event loop, bytes sent and counted.

A reader asks, waits for the whole answer, thinks, and asks again. A connection is kept as long as the server keeps it.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.servers import HOST

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
LAST_CHUNK = b"0\r\n\r\n"
PATIENCE = 30.0
ASKED = "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept: */*\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One answer: which address, when it was due and when its last byte came, its status, a digest of its bytes.

    Status 0 is of none: refused, cut short or too late.
    """

    path: int
    due: float
    ended: float
    status: int
    digest: bytes

    @property
    def seconds(self) -> float:
        """From the moment that the reader wanted it."""
        return self.ended - self.due


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How readers behave: so many, thinking for so long between two questions, for so many seconds."""

    readers: int
    thinking: float
    seconds: float
    seed: int = 1


def send_readers(port: int, paths: Sequence[str], habits: Habits) -> list[Heard]:
    """Let readers ask for any of the paths, the first questions spread over the time of one thought.

    No garbage is collected meanwhile: that would hold up all readers at once, for a fifth of a second.
    """
    gc.disable()
    try:
        return asyncio.run(_send_readers(port, paths, habits))
    finally:
        gc.enable()


def ask_each(port: int, paths: Sequence[str]) -> list[Heard]:
    """Ask for each path once, by one reader."""

    async def ask() -> list[Heard]:
        asking = _Connection(port)
        heard = [await asking.ask(number, path, time.monotonic()) for number, path in enumerate(paths)]
        asking.close()
        await asyncio.sleep(0)  # in which the loop closes it
        return heard

    return asyncio.run(ask())


async def _send_readers(port: int, paths: Sequence[str], habits: Habits) -> list[Heard]:
    dice = random.Random(habits.seed)
    heard: list[Heard] = []
    started = time.monotonic()

    async def read(first: float, seed: int) -> None:
        chosen, asking, due = random.Random(seed), _Connection(port), started + first
        while due < started + habits.seconds:
            await asyncio.sleep(due - time.monotonic())
            number = chosen.randrange(len(paths))
            answer = await asking.ask(number, paths[number], due)
            heard.append(answer)
            due = answer.ended + habits.thinking * chosen.uniform(0.5, 1.5)
        asking.close()

    firsts = [dice.uniform(0, habits.thinking) for _ in range(habits.readers)]
    await asyncio.gather(*(read(first, seed) for seed, first in enumerate(firsts)))
    return heard


class _Connection:
    """One reader's connection, opened again where the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._talk: _Talk | None = None

    async def ask(self, number: int, path: str, due: float) -> Heard:
        """Ask; where a kept connection turns out to be closed, once more on a new one, as browsers do."""
        request = ASKED.format(path=path, host=HOST, port=self._port).encode()
        kept = self._talk if self._talk and self._talk.is_open else None
        status, digest = await self._try(kept, request) if kept else (0, b"")
        if status == 0:
            status, digest = await self._try(None, request)
        return Heard(path=number, due=due, ended=time.monotonic(), status=status, digest=digest)

    def close(self) -> None:
        """End it."""
        if self._talk:
            self._talk.close()

    async def _try(self, kept: _Talk | None, request: bytes) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(PATIENCE):
                if kept is None:
                    _, self._talk = await asyncio.get_running_loop().create_connection(_Talk, HOST, self._port)
                    kept = self._talk
                return await kept.send(request)
        except (OSError, TimeoutError):
            self.close()
            return 0, b""


class _Talk(asyncio.Protocol):
    """Bytes of one connection: as much of HTTP as a server's answers need."""

    def __init__(self) -> None:
        self.is_open = False
        self._heard = bytearray()
        self._wanted: int | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self.is_open = transport, True

    def send(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; its answer's status and digest."""
        self._heard.clear()
        self._wanted = None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._wanted is None and (end := self._heard.find(HEAD_END)) >= 0:
            self._read_head(end + len(HEAD_END))
        whole = (
            self._heard.endswith(LAST_CHUNK)
            if self._wanted == -1
            else self._wanted is not None and len(self._heard) >= self._wanted
        )
        if whole and self._answer and not self._answer.done():
            body = self._heard[self._heard.find(HEAD_END) + len(HEAD_END) :]
            self._answer.set_result((int(self._heard[9:12]), hashlib.blake2b(body, digest_size=8).digest()))

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())

    def close(self) -> None:
        """End it."""
        if self.is_open:
            self._transport.close()

    def _read_head(self, body: int) -> None:
        """How many bytes there are to come, or -1 where they come in chunks."""
        head = bytes(self._heard[:body]).lower()
        place = head.find(LENGTH)
        self._wanted = body + int(head[place + len(LENGTH) :].split(b"\r\n", 1)[0]) if place >= 0 else -1
