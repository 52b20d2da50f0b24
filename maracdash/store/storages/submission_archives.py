"""A submission as one file, so that it is kept at one stroke: a zip of its folder, which any tool opens."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from maracdash.model.errors import StorageError
from maracdash.store.durable_files import sync_path, write_new_file

MOST_DEPTH = 2
"""Original files lie in a folder of their own; nothing lies deeper."""


def pack_folder(folder: Path) -> bytes:
    """Pack the files of a folder. Raises OSError."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()


def unpack_folder(content: bytes, into: Path) -> None:
    """Unpack them into a new folder, durably. Raises OSError, and StorageError for what is no such archive."""
    into.mkdir()
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                _write(into, name, archive.read(name))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise StorageError(
            f"A submission in the storage is damaged ({type(error).__name__}). Restore it from a backup. Nothing was "
            "changed, and the release that is served stays."
        ) from error
    for each in (*(each for each in into.iterdir() if each.is_dir()), into):
        sync_path(each)


def _write(into: Path, name: str, content: bytes) -> None:
    parts = PurePosixPath(name).parts
    if not parts or len(parts) > MOST_DEPTH or any(each in {"..", "/"} for each in parts):
        raise ValueError(name)
    path = into.joinpath(*parts)
    path.parent.mkdir(exist_ok=True)
    write_new_file(path, content)
