"""Pool of one Chromium, kept open for an event loop; replaced when it fails or is worn, ended when idle."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kaleido.errors import KaleidoError

from maracdash.exports.chromium import TABS, Browser
from maracdash.model.errors import DrawingError

LOGGER = logging.getLogger("maracdash.exports.chart_images")

ATTEMPTS = 2
MAX_PICTURES = 300
OPENING_SECONDS = 20.0
MAX_SAID = 500
IDLE_SECONDS = 300.0  # Chromium holds some 700 MB; starting it again takes two to three seconds.

BUSY = "Too many pictures are being drawn at the moment. Wait a few seconds and try again."
FAILED = "The picture could not be drawn: Chromium did not finish it. Try again; the table has the same numbers."
AT_FAULT = "The picture could not be drawn: Chromium refused this chart. The table has the same numbers."

Made = TypeVar("Made")


class Unfinished(Exception):
    """Chromium failed, or took longer than it may."""


class ChromiumPool:
    """Draws on one event loop, a picture per tab at a time. Chromium starts with the first picture."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turns = asyncio.Semaphore(TABS)
        self._opening = asyncio.Lock()
        self._current: Browser | None = None
        self._running: set[Browser] = set()
        self._rest: asyncio.TimerHandle | None = None

    async def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any], deadline: float) -> bytes:
        """One picture; waiting for a turn, and each attempt, may take `deadline` seconds. Raises DrawingError."""
        try:
            await asyncio.wait_for(self._turns.acquire(), deadline)
        except TimeoutError:
            raise DrawingError(BUSY) from None
        try:
            return await self._draw_with_retries(figure, options, deadline)
        finally:
            self._turns.release()
            self._schedule_rest()

    def close(self) -> None:
        """Kill what runs. Safe to call again, and from any thread."""
        for browser in tuple(self._running):
            browser.kill()

    async def _draw_with_retries(self, figure: Mapping[str, Any], options: Mapping[str, Any], deadline: float) -> bytes:
        for _ in range(ATTEMPTS):
            try:
                browser = await self._current_browser()
                return await self._attempt(browser, figure, options, deadline)
            except Unfinished as failure:
                LOGGER.warning("Chromium is started again: %s.", failure)
        raise DrawingError(FAILED)

    async def _attempt(
        self, browser: Browser, figure: Mapping[str, Any], options: Mapping[str, Any], deadline: float
    ) -> bytes:
        browser.drawn += 1
        browser.drawing += 1
        try:
            return await _finish_within(deadline, browser.picture(figure, options))
        except Unfinished:
            self._discard(browser)
            raise
        finally:
            browser.drawing -= 1
            if browser is not self._current and not browser.drawing:
                self._discard(browser)

    async def _current_browser(self) -> Browser:
        async with self._opening:
            if self._current and (self._current.drawn >= MAX_PICTURES or not self._current.alive):
                self._retire(self._current)
            if self._current is None:
                self._current = await self._opened()
            return self._current

    async def _opened(self) -> Browser:
        browser = Browser()
        self._running.add(browser)
        try:
            await _finish_within(OPENING_SECONDS, browser.open(self._folder))
        except Unfinished:
            self._discard(browser)
            raise
        return browser

    def _retire(self, browser: Browser) -> None:
        """Give it no more pictures; the last one it is drawing ends it."""
        if self._current is browser:
            self._current = None
        if not browser.drawing:
            self._discard(browser)

    def _schedule_rest(self) -> None:
        """Give the memory back when nobody has asked for a picture for a while."""
        if self._rest:
            self._rest.cancel()
        if self._current:
            self._rest = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._retire, self._current)

    def _discard(self, browser: Browser) -> None:
        if self._current is browser:
            self._current = None
        self._running.discard(browser)
        browser.kill()


async def _finish_within(seconds: float, work: Coroutine[Any, Any, Made]) -> Made:
    """The result of the work. Work that takes too long is left alone: it ends when its Chromium is killed.

    Cancelling it would wait for Kaleido to reload a tab that does not answer.
    """
    task = asyncio.create_task(work)
    task.add_done_callback(_find_failure)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        raise Unfinished(f"no answer within {seconds:g} seconds")
    failure = _find_failure(task)
    if isinstance(failure, KaleidoError):
        LOGGER.warning("Chromium refused a chart: %s", " ".join(str(failure).split())[:MAX_SAID])
        raise DrawingError(AT_FAULT) from failure
    if failure:
        raise Unfinished(type(failure).__name__) from failure
    return task.result()


def _find_failure(task: asyncio.Task[Any]) -> BaseException | None:
    return asyncio.CancelledError() if task.cancelled() else task.exception()
