"""Runs in the data folder: a folder for each, in it what was asked for and a file for each Marac that is done."""

from __future__ import annotations

import hashlib
import io
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl
from zipfile import ZIP_STORED, ZipFile

from maracdash.exports.files import File, make_file_name
from maracdash.exports.zip_bundles import ZIP_TYPE
from maracdash.model.areas import Area
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import PackRequest, parse_pack_request
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.store import folder_files
from maracdash.store.folder_names import PACK_RUNS_FOLDER

FOLDER = PACK_RUNS_FOLDER
KEPT = timedelta(days=7)
RUN_FILE, CANCELLED_FILE, FAILED_FILE = "run.json", "cancelled", "failed"
PACK_END, REASON_END = ".pptx", ".txt"
REASONS_FILE = "not-written.txt"
RUN_ID = re.compile(r"[0-9a-f]{32}")
NO_SUCH_RUN = "There are no such packs. The newest of yours are kept for a week. Go to the board pack and start again."
NOT_READY = "The packs are not all written yet. Load the page again to see how far they are."
NO_ROOM = "The packs cannot be kept in the data folder: {}."


class RunState(StrEnum):
    """State of a run."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class PackRun:
    """Packs that somebody asked for: one for each of `areas` (code and name), all of one release and audience.

    `query` is the request as it stands in an address, `scope` names the area that all are of.
    """

    id: str
    owner: str
    scope: str
    query: str
    quarter: str
    areas: tuple[tuple[str, str], ...]
    release: str
    audience: str
    started_at: datetime

    def request(self, area: str) -> PackRequest:
        """The request for one of the areas."""
        default = PackRequest(marac=area, quarter=Quarter.parse(self.quarter))
        return replace(parse_pack_request(parse_qsl(self.query), default), marac=area)


@dataclass(frozen=True, kw_only=True)
class RunProgress:
    """Packs that are done, `written` of `of`; `reasons` say why some areas have none, `failed` why all stopped."""

    state: RunState
    written: int
    of: int
    reasons: tuple[tuple[str, str], ...] = ()
    failed: str = ""


def start_run(
    folder: Path, owner: str, request: PackRequest, areas: tuple[Area, tuple[Area, ...]], reader: Reader, now: datetime
) -> PackRun:
    """Keep what is asked for: packs of areas, named after the area that they are all of, with the figures of a reader.

    The run takes the place of the owner's last. Raises StorageError.
    """
    scope, maracs = areas
    run = PackRun(
        id=secrets.token_hex(16),
        owner=_hash(owner),
        scope=scope.name,
        query=request.query(),
        quarter=str(request.quarter),
        areas=tuple((each.code, each.name) for each in maracs),
        release=reader.release.id,
        audience=name_audience(reader.audience),
        started_at=now,
    )
    try:
        for old in _list_runs(folder):
            if old.owner == run.owner or now - old.started_at > KEPT:
                folder_files.remove_folder(folder, f"{FOLDER}/{old.id}")
        said = json.dumps(asdict(run) | {"started_at": now.isoformat()})
        folder_files.write_folder(folder, f"{FOLDER}/{run.id}", {RUN_FILE: said.encode()})
    except OSError as error:
        raise StorageError(NO_ROOM.format(error.strerror or error)) from error
    return run


def name_audience(audience: Audience) -> str:
    """An audience as kept: that of some areas with their codes, so that no other is taken for it."""
    return ":".join((str(audience), *sorted(audience.areas)))


def find_run(folder: Path, key: str, owner: str) -> PackRun:
    """A run of somebody, which nobody else is shown. Raises NotFoundError."""
    run = _read_run(folder, key) if RUN_ID.fullmatch(key) else None
    if run is None or run.owner != _hash(owner):
        raise NotFoundError(NO_SUCH_RUN)
    return run


def find_newest_run(folder: Path, owner: str) -> PackRun | None:
    """The run of somebody; None where there is none."""
    return next((run for run in _list_runs(folder) if run.owner == _hash(owner)), None)


def measure_progress(folder: Path, run: PackRun) -> RunProgress:
    """Progress of a run, counted from the files that are there."""
    done = _list_names(folder, run) or {CANCELLED_FILE}
    stems = [(number, name) for number, (_, name) in enumerate(run.areas, start=1)]
    written = [number for number, _ in stems if f"{number:03}{PACK_END}" in done]
    reasons = tuple(
        (name, _read_text(folder, run, f"{number:03}{REASON_END}"))
        for number, name in stems
        if f"{number:03}{REASON_END}" in done
    )
    failed = _read_text(folder, run, FAILED_FILE) if FAILED_FILE in done else ""
    finished = len(written) + len(reasons) == len(stems)
    state = RunState.FINISHED if finished else RunState.RUNNING
    if CANCELLED_FILE in done:
        state = RunState.CANCELLED
    return RunProgress(
        state=RunState.FAILED if failed else state,
        written=len(written) + len(reasons),
        of=len(stems),
        reasons=reasons,
        failed=failed,
    )


def list_missing(folder: Path, run: PackRun) -> Iterator[tuple[int, str]]:
    """Areas that have neither a pack nor a reason, each with its place."""
    done = _list_names(folder, run)
    for number, (code, _) in enumerate(run.areas, start=1):
        if not any(f"{number:03}{end}" in done for end in (PACK_END, REASON_END)):
            yield number, code


def keep_pack(folder: Path, run: PackRun, place: int, content: bytes) -> None:
    """Keep the pack of an area. Raises OSError."""
    folder_files.replace_file(folder, f"{FOLDER}/{run.id}/{place:03}{PACK_END}", content)


def keep_reason(folder: Path, run: PackRun, place: int, reason: str) -> None:
    """Keep why an area has no pack. Raises OSError."""
    folder_files.replace_file(folder, f"{FOLDER}/{run.id}/{place:03}{REASON_END}", reason.encode())


def keep_failure(folder: Path, run: PackRun, reason: str) -> None:
    """Keep why no further pack is written. Raises OSError."""
    folder_files.replace_file(folder, f"{FOLDER}/{run.id}/{FAILED_FILE}", reason.encode())


def cancel_run(folder: Path, run: PackRun) -> None:
    """Stop a run after the pack that is being written, and remove the others. Raises StorageError."""
    try:
        folder_files.replace_file(folder, f"{FOLDER}/{run.id}/{CANCELLED_FILE}", b"")
        for each in _list_names(folder, run):
            if each.endswith(PACK_END):
                folder_files.remove_file(folder, f"{FOLDER}/{run.id}/{each}")
    except OSError as error:
        raise StorageError(NO_ROOM.format(error.strerror or error)) from error


def build_runs_file(folder: Path, run: PackRun) -> File:
    """All packs of a finished run in one zip, with the reasons why an area has none. Raises NotFoundError."""
    progress = measure_progress(folder, run)
    if progress.state is not RunState.FINISHED:
        raise NotFoundError(NOT_READY)
    entries = []
    for number, (_, name) in enumerate(run.areas, start=1):
        held = folder_files.read_file(folder, f"{FOLDER}/{run.id}/{number:03}{PACK_END}")
        if held:
            entries.append((name_pack(number, name, run.quarter), held.content))
    content = bundle_packs(entries, progress.reasons)
    return File(name=name_bundle(run.scope, run.quarter), content=content, media_type=ZIP_TYPE)


def bundle_packs(packs: Iterable[tuple[str, bytes]], reasons: Iterable[tuple[str, str]]) -> bytes:
    """Named packs in one zip, which are compressed already, and the reasons why areas have none."""
    lines = "\r\n".join(f"{name}: {reason}" for name, reason in reasons)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, content in packs:
            archive.writestr(name, content)
        if lines:
            archive.writestr(REASONS_FILE, lines)
    return out.getvalue()


def name_pack(number: int, area: str, quarter: str) -> str:
    """`007_birchford_board-pack_2024-Q1.pptx`: in the order of the areas, and different for areas of one name."""
    return f"{number:03}_{make_file_name(area, 'board-pack', quarter, extension='pptx')}"


def name_bundle(scope: str, quarter: str) -> str:
    """`the-capital_board-packs_2024-Q1.zip`."""
    return make_file_name(scope, "board-packs", quarter, extension="zip")


def _list_runs(folder: Path) -> Iterator[PackRun]:
    found = (PurePosixPath(each.name) for each in folder_files.list_files(folder, FOLDER))
    for key in sorted({path.parts[1] for path in found if path.name == RUN_FILE}):
        if RUN_ID.fullmatch(key) and (run := _read_run(folder, key)):
            yield run


def _list_names(folder: Path, run: PackRun) -> set[str]:
    return {PurePosixPath(each.name).name for each in folder_files.list_files(folder, f"{FOLDER}/{run.id}")}


def _read_text(folder: Path, run: PackRun, name: str) -> str:
    found = folder_files.read_file(folder, f"{FOLDER}/{run.id}/{name}")
    return found.content.decode() if found else ""


def _read_run(folder: Path, key: str) -> PackRun | None:
    try:
        held = folder_files.read_file(folder, f"{FOLDER}/{key}/{RUN_FILE}")
        if held is None:
            return None
        read = json.loads(held.content)
        return PackRun(
            **{
                **read,
                "areas": tuple((code, name) for code, name in read["areas"]),
                "started_at": datetime.fromisoformat(read["started_at"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hash(owner: str) -> str:
    """Owner as kept: a browser's name is a secret."""
    return hashlib.sha256(owner.encode()).hexdigest()
