"""Work on a stranger's file in a process of its own, with a limit of memory and a deadline.

The processes are forked from a server that has only the libraries loaded: a web worker has threads and an open
database, and must not be forked.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from maracdash.intake.accept import checks
from maracdash.intake.accept.check_results import FileSummary, Report
from maracdash.intake.existing_data import Known
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem
from maracdash.model.errors import MaracdashError

MEMORY = 2_000_000_000
SECONDS = 60.0
ZIPPED = b"PK"
LIBRARIES = ["maracdash.intake.accept.sandbox"]
Answer = TypeVar("Answer")
Progress = Callable[[str], None]
TOO_LONG = "Reading took longer than {:.0f} seconds. Split the file by year, or save the sheet as CSV, and try again."
TOO_LARGE = "Reading needs more memory than a table of returns can. Split the file by year, or save the sheet as CSV."
STOPPED = "Reading stopped unexpectedly. Save the file again as CSV or .xlsx and retry; if that fails, report it."


class Stopped(MaracdashError):
    """The work was not finished, or ended in an error of its own; the sentence says why and what to do."""


def check(files: Sequence[Incoming], known: Known, today: date, progress: Progress = lambda _: None) -> Report:
    """As `checks.check`, confined. Work that does not finish is one problem, never an error."""
    try:
        return run(checks.check, files, known, today, progress=progress)
    except Stopped as error:
        names = tuple(FileSummary(name=file.name) for file in files)
        return Report(files=names, problems=(Problem(files[0].name if files else "", None, "", str(error)),))


def check_own(files: Sequence[Incoming], known: Known, today: date, progress: Progress = lambda _: None) -> Report:
    """For somebody at this machine: confined where a file unfolds to more than it seems, as a workbook does."""
    unfolds = any(file.content.startswith(ZIPPED) for file in files)
    return (check if unfolds else checks.check)(files, known, today, progress)


def run(
    work: Callable[..., Answer],
    *arguments: Any,
    progress: Progress | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Answer:
    """The answer of `work(*arguments)`, and of `progress` where one is given. Raises Stopped with a sentence."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LIBRARIES)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, memory, work, arguments, progress is not None), daemon=True)
    with ours:
        process.start()
        theirs.close()
        try:
            answer: Answer = _listen(ours, time.monotonic() + seconds, seconds, progress or _silent)
        finally:
            process.kill()
            process.join()
            process.close()
    return answer


def _listen(ours: Connection, until: float, seconds: float, progress: Progress) -> Any:
    while ours.poll(max(until - time.monotonic(), 0)):
        try:
            said, what = ours.recv()
        except (EOFError, OSError) as error:
            raise Stopped(STOPPED) from error
        if said == "done":
            return what
        if said in ("large", "fault"):
            raise Stopped(what or TOO_LARGE)
        progress(what)
    raise Stopped(TOO_LONG.format(seconds))


def _work(
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


def _silent(_: str) -> None:
    return None
