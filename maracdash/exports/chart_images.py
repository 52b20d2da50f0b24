"""A figure as PNG or SVG, drawn by a Chromium that one thread of each process keeps open."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from maracdash.exports.chromium import INSTALL, VARIABLES, executable
from maracdash.exports.chromium_pool import ATTEMPTS, BUSY, FAILED, OPENING, Keeper
from maracdash.exports.temporary_folders import Scratch, scratch
from maracdash.model.errors import CannotDraw

Form = Literal["png", "svg"]

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "png": {"format": "png", "width": 1280, "height": 720, "scale": 2},
    "svg": {"format": "svg", "width": 1280, "height": 720},
}
DEADLINE = 20.0
QUEUE = 16
FAREWELL = 5.0
ELSEWHERE = ("file:", "http:", "https:", "ftp:", "ws:", "wss:", "blob:", "//")

REFUSED = "The picture was not drawn: the chart asks for something outside itself ({}), and charts may not."
NO_FOLDER = "The picture could not be drawn: nothing can be written to the temporary folder ({})."
STOPPED = "The picture was not drawn because the program is stopping."


def render(figure: Mapping[str, Any], form: Form, deadline: float = DEADLINE) -> bytes:
    """The picture, 1280 x 720 (PNG at double resolution). Raises CannotDraw with a sentence for the reader.

    `deadline` is the seconds that waiting for a turn, and each of two attempts, may take.
    """
    for outside in _outside(figure, ()):
        raise CannotDraw(REFUSED.format(outside))
    if missing := available():
        raise CannotDraw(missing)
    return _STUDIOS.setdefault(os.getpid(), Studio()).draw(figure, OPTIONS[form], deadline)


def available() -> str | None:
    """None where pictures can be drawn, else the sentence that says what to install. Starts nothing."""
    if executable():
        return None
    for variable in VARIABLES:
        if named := os.environ.get(variable):
            return f"{variable} names “{named}”, and there is no such program. {INSTALL}"
    return INSTALL


def close() -> None:
    """End this process's Chromium and remove its folder. The next picture starts a new one."""
    if studio := _STUDIOS.get(os.getpid()):
        studio.close()


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a started studio holds."""

    loop: asyncio.AbstractEventLoop
    closing: asyncio.Event
    keeper: Keeper


@dataclass(kw_only=True)
class Studio:
    """One event-loop thread that draws for every thread of the process `pid`; it starts with the first picture."""

    pid: int = field(default_factory=os.getpid)
    _places: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(QUEUE))
    _door: threading.Lock = field(default_factory=threading.Lock)
    _room: Room | None = None
    _thread: threading.Thread | None = None
    _scratch: Scratch | None = None

    def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any], deadline: float) -> bytes:
        """One picture, or a refusal at once where the queue is full."""
        if not self._places.acquire(blocking=False):
            raise CannotDraw(BUSY)
        try:
            room = self._started()
            picture = asyncio.run_coroutine_threadsafe(room.keeper.draw(figure, options, deadline), room.loop)
            return picture.result(deadline + ATTEMPTS * (deadline + OPENING))
        except CancelledError:
            raise CannotDraw(STOPPED) from None
        except TimeoutError:
            raise CannotDraw(FAILED) from None
        finally:
            self._places.release()

    def close(self) -> None:
        """End the thread, Chromium and the folder. In a forked child it does nothing: they are the parent's."""
        if self.pid != os.getpid():
            return
        with self._door:
            room, self._room = self._room, None
            if not room or not self._thread or not self._scratch:
                return
            room.loop.call_soon_threadsafe(room.closing.set)
            self._thread.join(FAREWELL)
            room.keeper.close()
            self._scratch.remove()
            atexit.unregister(self.close)

    def _started(self) -> Room:
        with self._door:
            if self._room is None:
                self._scratch = _scratch()
                ready: Future[Room] = Future()
                serve = _serve(self._scratch.path, ready)
                self._thread = threading.Thread(target=asyncio.run, args=(serve,), name="pictures", daemon=True)
                self._thread.start()
                self._room = ready.result(FAREWELL)
                atexit.register(self.close)
            return self._room


_STUDIOS: dict[int, Studio] = {}


async def _serve(folder: Path, ready: Future[Room]) -> None:
    room = Room(loop=asyncio.get_running_loop(), closing=asyncio.Event(), keeper=Keeper(folder))
    ready.set_result(room)
    await room.closing.wait()
    room.keeper.close()


def _scratch() -> Scratch:
    try:
        return scratch()
    except OSError as error:
        raise CannotDraw(NO_FOLDER.format(error.strerror)) from error


def _outside(part: object, path: tuple[str, ...]) -> Iterator[str]:
    """Where a figure names an image, a file or an address: Chromium would read it."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "images" and "layout" in path and value:
                yield ".".join((*path, key))
            yield from _outside(value, (*path, str(key)))
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _outside(value, path)
    elif isinstance(part, str) and part.strip().lower().startswith(ELSEWHERE):
        yield ".".join(path)
