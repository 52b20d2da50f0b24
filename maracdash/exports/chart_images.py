"""PNG and SVG images of figures, drawn by a Chromium that one thread of each process keeps open."""

from __future__ import annotations

import asyncio
import atexit
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from maracdash.exports.chromium import INSTALL_ADVICE, PROGRAM_VARIABLES, find_executable
from maracdash.exports.chromium_pool import ATTEMPTS, BUSY, FAILED, OPENING_SECONDS, ChromiumPool
from maracdash.model.errors import DrawingError
from maracdash.temporary_folders import TemporaryFolder, make_temporary_folder

PictureFormat = Literal["png", "svg"]

RENDER_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "png": {"format": "png", "width": 1280, "height": 720, "scale": 2},
    "svg": {"format": "svg", "width": 1280, "height": 720},
}
PREFIX = "maracdash-png-"
MAX_PATH_LENGTH = 39  # Chromium puts a socket 68 characters further down, and a socket's path ends at 108.
SHORT_FOLDER = Path("/tmp")  # noqa: S108
DEADLINE = 20.0
MAX_WAITING = 16
SHUTDOWN_SECONDS = 5.0
OUTSIDE_ADDRESSES = ("file:", "http:", "https:", "ftp:", "ws:", "wss:", "blob:", "//")

OUTSIDE_REFUSED = "The picture was not drawn: the chart asks for something outside itself ({}), and charts may not."
NO_FOLDER = "The picture could not be drawn: nothing can be written to the temporary folder ({})."
STOPPED = "The picture was not drawn because the program is stopping."


def render(
    figure: Mapping[str, Any], form: PictureFormat, deadline: float = DEADLINE, size: tuple[int, int] | None = None
) -> bytes:
    """The picture, 1280 x 720 or of another size (PNG at double resolution). Raises DrawingError with a sentence.

    `deadline` is the seconds that waiting for a turn, and each of two attempts, may take.
    """
    for outside in _find_outside_references(figure, ()):
        raise DrawingError(OUTSIDE_REFUSED.format(outside))
    if missing := explain_unavailable():
        raise DrawingError(missing)
    options = dict(RENDER_OPTIONS[form])
    if size:
        options["width"], options["height"] = size
    return _WORKERS.setdefault(os.getpid(), ImageWorker()).draw(figure, options, deadline)


def explain_unavailable() -> str | None:
    """None where pictures can be drawn, else the sentence that says what to install. Starts nothing."""
    if find_executable():
        return None
    for variable in PROGRAM_VARIABLES:
        if named := os.environ.get(variable):
            return f"{variable} names “{named}”, and there is no such program. {INSTALL_ADVICE}"
    return INSTALL_ADVICE


def close() -> None:
    """End this process's Chromium and remove its folder. The next picture starts a new one."""
    if worker := _WORKERS.get(os.getpid()):
        worker.close()


@dataclass(frozen=True, kw_only=True)
class WorkerLoop:
    """Event loop of a started worker, with its Chromium pool."""

    loop: asyncio.AbstractEventLoop
    closing: asyncio.Event
    pool: ChromiumPool


@dataclass(kw_only=True)
class ImageWorker:
    """Event-loop thread that draws for every thread of the process `pid`; it starts with the first picture."""

    pid: int = field(default_factory=os.getpid)
    _places: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(MAX_WAITING))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _loop: WorkerLoop | None = None
    _thread: threading.Thread | None = None
    _folder: TemporaryFolder | None = None

    def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any], deadline: float) -> bytes:
        """One picture, or a refusal at once where the queue is full."""
        if not self._places.acquire(blocking=False):
            raise DrawingError(BUSY)
        try:
            worker_loop = self._started()
            picture = asyncio.run_coroutine_threadsafe(
                worker_loop.pool.draw(figure, options, deadline), worker_loop.loop
            )
            return picture.result(deadline + ATTEMPTS * (deadline + OPENING_SECONDS))
        except CancelledError:
            raise DrawingError(STOPPED) from None
        except TimeoutError:
            raise DrawingError(FAILED) from None
        finally:
            self._places.release()

    def close(self) -> None:
        """End the thread, Chromium and the folder. In a forked child it does nothing: they are the parent's."""
        if self.pid != os.getpid():
            return
        with self._lock:
            worker_loop, self._loop = self._loop, None
            if not worker_loop or not self._thread or not self._folder:
                return
            worker_loop.loop.call_soon_threadsafe(worker_loop.closing.set)
            self._thread.join(SHUTDOWN_SECONDS)
            worker_loop.pool.close()
            self._folder.remove()
            atexit.unregister(self.close)

    def _started(self) -> WorkerLoop:
        with self._lock:
            if self._loop is None:
                self._folder = _make_folder()
                ready: Future[WorkerLoop] = Future()
                serve = _run_worker(self._folder.path, ready)
                self._thread = threading.Thread(target=asyncio.run, args=(serve,), name="pictures", daemon=True)
                self._thread.start()
                self._loop = ready.result(SHUTDOWN_SECONDS)
                atexit.register(self.close)
            return self._loop


_WORKERS: dict[int, ImageWorker] = {}


async def _run_worker(folder: Path, ready: Future[WorkerLoop]) -> None:
    worker_loop = WorkerLoop(loop=asyncio.get_running_loop(), closing=asyncio.Event(), pool=ChromiumPool(folder))
    ready.set_result(worker_loop)
    await worker_loop.closing.wait()
    worker_loop.pool.close()


def _make_folder() -> TemporaryFolder:
    try:
        return make_temporary_folder(PREFIX, _find_short_folder())
    except OSError as error:
        raise DrawingError(NO_FOLDER.format(error.strerror)) from error


def _find_short_folder() -> Path:
    usual = Path(tempfile.gettempdir())
    return SHORT_FOLDER if len(str(usual)) > MAX_PATH_LENGTH and SHORT_FOLDER.is_dir() else usual


def _find_outside_references(part: object, path: tuple[str, ...]) -> Iterator[str]:
    """Paths in a figure that name an image, a file or an address: Chromium would read it."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "images" and "layout" in path and value:
                yield ".".join((*path, key))
            yield from _find_outside_references(value, (*path, str(key)))
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _find_outside_references(value, path)
    elif isinstance(part, str) and part.strip().lower().startswith(OUTSIDE_ADDRESSES):
        yield ".".join(path)
