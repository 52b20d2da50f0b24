"""The sandbox: work on a stranger's file in a process of its own, with a memory limit and a deadline.

The processes are forked from a server that has only the libraries loaded: a web worker has threads and an open
database, and must not be forked.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from maracdash.intake.accept import checks
from maracdash.intake.accept.check_results import CheckResult, FileSummary
from maracdash.intake.existing_data import ExistingData
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem
from maracdash.model.errors import MaracdashError

MAX_MEMORY_BYTES = 2_000_000_000
TIMEOUT_SECONDS = 60.0
ZIP_SIGNATURE = b"PK"
PRELOADED_MODULES = ["maracdash.intake.accept.sandbox"]
LOG = logging.getLogger("maracdash.intake")
_STARTING = threading.Lock()
Answer = TypeVar("Answer")
Progress = Callable[[str], None]
TOO_LONG = "Reading took longer than {:.0f} seconds. Split the file by year, or save the sheet as CSV, and try again."
TOO_LARGE = "Reading needs more memory than a table of returns can. Split the file by year, or save the sheet as CSV."
STOPPED = "Reading stopped unexpectedly. Save the file again as CSV or .xlsx and retry; if that fails, report it."


class SandboxStopped(MaracdashError):
    """The work was not finished, or ended in an error of its own; the sentence says why and what to do."""


def check_in_sandbox(
    files: Sequence[UploadedFile], known: ExistingData, today: date, progress: Progress = lambda _: None
) -> CheckResult:
    """Check files as `checks.check_files` does, in a sandbox. Unfinished work is one problem, never an error."""
    try:
        return run_in_sandbox(checks.check_files, files, known, today, progress=progress)
    except SandboxStopped as error:
        names = tuple(FileSummary(name=file.name) for file in files)
        return CheckResult(files=names, problems=(Problem(files[0].name if files else "", None, "", str(error)),))


def check_local_files(
    files: Sequence[UploadedFile], known: ExistingData, today: date, progress: Progress = lambda _: None
) -> CheckResult:
    """Check files of somebody at this machine: in a sandbox only where one may unpack to more, as a workbook does."""
    unfolds = any(file.content.startswith(ZIP_SIGNATURE) for file in files)
    return (check_in_sandbox if unfolds else checks.check_files)(files, known, today, progress)


def run_in_sandbox(
    work: Callable[..., Answer],
    *arguments: Any,
    progress: Progress | None = None,
    seconds: float = TIMEOUT_SECONDS,
    memory: int = MAX_MEMORY_BYTES,
) -> Answer:
    """Return `work(*arguments)`, with `progress` added where one is given. Raises SandboxStopped with a sentence."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED_MODULES)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_run_in_child, args=(theirs, memory, work, arguments, progress is not None), daemon=True
    )
    with ours:
        with _own_modules_alone():
            forkserver.ensure_running()
        process.start()
        theirs.close()
        try:
            answer: Answer = _wait_for_answer(ours, time.monotonic() + seconds, seconds, progress or _ignore_progress)
        finally:
            process.kill()
            process.join()
            process.close()
    return answer


@contextmanager
def _own_modules_alone() -> Iterator[None]:
    """Have every Python that is started meanwhile find modules where this one does.

    One that is told what to do, as the forkserver is, would look for them in the current folder before anywhere else.
    """
    own = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}
    with _STARTING:
        before = {name: os.environ.get(name) for name in own}
        os.environ.update(own)
        try:
            yield
        finally:
            for name, each in before.items():
                if each is None:
                    del os.environ[name]
                else:
                    os.environ[name] = each


def _wait_for_answer(ours: Connection, until: float, seconds: float, progress: Progress) -> Any:
    while ours.poll(max(until - time.monotonic(), 0)):
        try:
            said, what = ours.recv()
        except (EOFError, OSError) as error:
            raise SandboxStopped(STOPPED) from error
        if said == "done":
            return what
        if said in ("large", "fault"):
            raise SandboxStopped(what or TOO_LARGE)
        if said == "failed":
            LOG.error("reading a file failed in a way that nobody foresaw: %s", what)
            raise SandboxStopped(STOPPED)
        progress(what)
    raise SandboxStopped(TOO_LONG.format(seconds))


def _run_in_child(
    theirs: Connection,
    memory: int,
    work: Callable[..., Any],
    arguments: Sequence[Any],
    tells: bool,  # noqa: FBT001
) -> None:
    with suppress(ValueError, OSError):  # macOS does not limit the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        more = (lambda text: theirs.send(("doing", text)),) if tells else ()
        theirs.send(("done", work(*arguments, *more)))
    except MemoryError:
        theirs.send(("large", None))
    except MaracdashError as error:
        theirs.send(("fault", str(error)))
    except Exception:  # noqa: BLE001 - whatever it is, whoever waits writes it in the log
        theirs.send(("failed", traceback.format_exc()))


def _ignore_progress(_: str) -> None:
    return None
