"""Uploads that come together, and uploads that are killed: all accepted or refused, none lost, nothing half-visible.

MARACDASH_THOROUGH=1 kills an upload at every step on the disk; the usual run before and after whatever moves, and at
every tenth step between. What is left out are steps that only write through, or deal with folders that nobody reads.
"""

import multiprocessing
import os
import shutil
import signal
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from maracdash.intake.accept import checks, sandbox
from maracdash.intake.preview import drafts
from maracdash.model.people import LOCAL
from maracdash.model.previews import Preview
from maracdash.store.releases import lookups
from maracdash.store.releases.publish import is_up_to_date
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests
from tests.support.forked_programs import start_program
from tests.support.thoroughness import choose_number
from tests.support.upload_files import QUARTERLY, make_returns

UPLOADERS = 8
UPLOAD = """
import sys
from pathlib import Path
from maracdash.intake import UploadedFile
from maracdash.intake.accept import checks, sandbox
from maracdash.intake.preview import drafts
from maracdash.model.people import LOCAL

sandbox.check_in_sandbox = checks.check_files
folder, number = Path(sys.argv[1]), int(sys.argv[2])
rows = f"marac,quarter,entries,cases,repeats\\nB1,20{15 + number}-Q2,3,4{number},1{number}\\n"
sent = UploadedFile("r.csv", rows.encode())
draft = drafts.create_draft(folder, [sent], f"person {number}", sender=LOCAL)
warnings = tuple(map(str, draft.report.warnings))
print(drafts.accept_draft(folder, draft.id, f"person {number}", warnings, sender=LOCAL).id)
"""
"""Checks in the process itself: each of them would load a sandbox of its own."""
STEPS = ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir", "write")
MOVES = ("rename", "replace")
EVERY = choose_number(usual=10, thorough=1)


def upload_and_die(data: Path, deadly: int, told: "multiprocessing.SimpleQueue[list[str]]") -> None:
    """Stage and accept one quarter, and be killed at the n-th step on the disk (0: never, but tell them all)."""
    taken: list[str] = []
    sandbox.check_in_sandbox = checks.check_files

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*given, **named):
            taken.append(name)
            if len(taken) == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        setattr(os, name, call)

    for name in STEPS:
        counted(name)
    draft = drafts.create_draft(data, [sent()], "Bea", sender=LOCAL)
    drafts.accept_draft(data, draft.id, "Bea", tuple(map(str, draft.report.warnings)), sender=LOCAL)
    told.put(taken)


def sent():
    return make_returns("B1,2025-Q1,3,50,20", header=QUARTERLY)


def die(data: Path, deadly: int) -> list[str]:
    """The steps that were taken, where nobody died."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.intake.accept.test_concurrent_uploads"])
    told = context.SimpleQueue()
    process = context.Process(target=upload_and_die, args=(data, deadly, told))
    process.start()
    process.join()
    assert process.exitcode == (-signal.SIGKILL if deadly else 0)
    return [] if deadly else told.get()


def choose(steps: list[str]) -> list[int]:
    """The numbers of the steps to be killed at, from 1."""
    return [
        number
        for number, pair in enumerate(pairwise(["", *steps]), start=1)
        if number % EVERY == 0 or not set(MOVES).isdisjoint(pair)
    ]


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_an_upload_killed_between_any_two_steps_leaves_the_old_or_the_new_and_can_be_repeated(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    copies = tmp_path_factory.mktemp("copies")
    steps = die(Path(shutil.copytree(folder, copies / "counted")), 0)
    assert len(steps) > 30
    monkeypatch.setattr(drafts, "build_preview", lambda *_: Preview())  # of the repetition: nobody looks at it
    monkeypatch.setattr(sandbox, "check_in_sandbox", checks.check_files)
    for deadly in choose(steps):
        data = Path(shutil.copytree(folder, copies / str(deadly)))
        die(data, deadly)
        assert len(read_manifests(data)) in (1, 2)
        assert Releases(data).query(lookups.get_case_history)["B1"][:4] == (40, 40, 40, 40)
        draft = drafts.create_draft(data, [sent()], "Bea", sender=LOCAL)
        again = drafts.accept_draft(data, draft.id, "Bea", tuple(map(str, draft.report.warnings)), sender=LOCAL)
        assert again.id == read_manifests(data)[-1].id
        assert len(read_manifests(data)) == 2
        assert is_up_to_date(data)
        assert Releases(data).query(lookups.get_case_history)["B1"] == (40, 40, 40, 40, 50)
        drafts.remove_old_drafts(data, datetime.now(UTC) + timedelta(hours=25))
        assert not any((data / "drafts").iterdir())
        shutil.rmtree(data)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_eight_processes_upload_at_once_and_none_is_lost(folder: Path):
    with ExitStack() as stack:
        said = [stack.enter_context(TemporaryFile()) for _ in range(UPLOADERS)]
        started = [start_program(folder, str(number), output=each, code=UPLOAD) for number, each in enumerate(said)]
        assert {process.wait(timeout=1800) for process in started} == {0}
        ids = {os.pread(each.fileno(), 100, 0).decode().strip() for each in said}
    assert ids == {each.id for each in read_manifests(folder)[1:]}
    assert {each.who for each in read_manifests(folder)[1:]} == {f"person {number}" for number in range(UPLOADERS)}
    past = Releases(folder).query(lookups.get_case_history)["B1"]
    assert set(past) == {40, *(float(f"4{number}") for number in range(UPLOADERS))}
