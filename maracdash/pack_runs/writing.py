"""Packs of a run, one after the other: taken up again where another process, or this one before, has stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from maracdash.exports.board_packs import PPTX, build_pack_file
from maracdash.meeting_actions import list_actions
from maracdash.model.errors import MaracdashError, MissingChoiceError, NotFoundError
from maracdash.pack_runs.runs import (
    FOLDER,
    PackRun,
    RunState,
    keep_failure,
    keep_pack,
    keep_reason,
    list_missing,
    measure_progress,
)
from maracdash.reading.board_packs import ask_pack
from maracdash.reading.reader import Reader
from maracdash.words.board_packs import write_pack

LOGGER = logging.getLogger("maracdash.pack_runs")
LOCK_FILE = "running.lock"
STOPPED = "The packs could not all be written. Start again; if it happens again, tell whoever looks after the program."


def carry_on(folder: Path, run: PackRun, reader: Reader, template: Path | None, site: str) -> None:
    """Write the packs that are missing; returns at once where another thread or process is writing packs.

    One run is written at a time, however many are asked for: the others wait their turn.
    """
    (folder / FOLDER).mkdir(exist_ok=True)  # on this disk, wherever the packs are kept: one machine works on one run
    lock = FileLock(folder / FOLDER / LOCK_FILE)
    try:
        with lock.acquire(timeout=0):
            _write_missing(folder, run, lambda area: _build_pack(reader.at(run.release), run, area, template, site))
    except Timeout:
        return
    except Exception:
        LOGGER.exception("the packs of run %s", run.id)
        keep_failure(folder, run, STOPPED)


def _write_missing(folder: Path, run: PackRun, build: Callable[[str], bytes]) -> None:
    for place, area in list_missing(folder, run):
        if measure_progress(folder, run).state is not RunState.RUNNING:
            return
        try:
            content = build(area)
        except (NotFoundError, MissingChoiceError) as error:
            keep_reason(folder, run, place, str(error))
            continue
        except MaracdashError as error:
            keep_failure(folder, run, str(error))
            return
        if measure_progress(folder, run).state is RunState.RUNNING:
            keep_pack(folder, run, place, content)


def _build_pack(reader: Reader, run: PackRun, area: str, template: Path | None, site: str) -> bytes:
    answers = ask_pack(reader, run.request(area))
    actions = list_actions(reader.folder, answers.hierarchy, reader.audience, datetime.now(UTC).date())
    return build_pack_file(write_pack(answers, site, actions), PPTX, template).content
