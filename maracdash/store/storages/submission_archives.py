"""A submission as one file, so that it is kept at one stroke: a zip of its folder, which any tool opens."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from maracdash.model.errors import StorageError
from maracdash.store.durable_files import sync_path, write_new_file
from maracdash.store.folder_names import MANIFEST_FILE

MAX_DEPTH = 2
"""Original files lie in a folder of their own; nothing lies deeper."""
DAMAGED = (
    "{} in the storage is damaged. Nothing was changed, and the release that is served stays. “maracdash storage "
    "mend”, on a machine that has this submission, sends it again."
)
FAULTS = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, KeyError, TypeError)
"""Faults that a damaged archive and its manifest show themselves by."""


def pack_folder(folder: Path) -> bytes:
    """Pack the files of a folder. Raises OSError."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()


def unpack_submission(content: bytes, into: Path, name: str) -> str:
    """Unpack a submission into a new folder, durably; its id.

    Raises OSError of the disk, and StorageError with the archive's name for what is no submission.
    """
    files = read_archive(content, name)
    into.mkdir()
    for each, held in files.items():
        path = into.joinpath(*PurePosixPath(each).parts)
        path.parent.mkdir(exist_ok=True)
        write_new_file(path, held)
    for place in (*(each for each in into.iterdir() if each.is_dir()), into):
        sync_path(place)
    return read_id(files)


def read_archive(content: bytes, name: str) -> dict[str, bytes]:
    """Read the files of a submission's archive. Raises StorageError with the archive's name for what is none."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            files = {_check_name(each): archive.read(each) for each in archive.namelist()}
        read_id(files)
    except FAULTS as error:
        raise StorageError(DAMAGED.format(name)) from error
    return files


def read_id(files: Mapping[str, bytes]) -> str:
    """The id of a submission by its files."""
    return str(json.loads(files[MANIFEST_FILE])["id"])


def _check_name(name: str) -> str:
    parts = PurePosixPath(name).parts
    if not parts or len(parts) > MAX_DEPTH or any(each in {"..", "/"} for each in parts):
        raise ValueError(name)
    return name
