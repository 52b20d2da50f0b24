"""A data folder that is its own storage: for one machine, or several that share a disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from maracdash.private_folders import make_private_folder
from maracdash.store import durable_files
from maracdash.store.storages.storage import Content, KeptFile


class FolderFiles:
    """Files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Content | None:
        path = self._folder / name
        try:
            content, state = path.read_bytes(), path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Content(
            content=content,
            changed_at=datetime.fromtimestamp(state.st_mtime, UTC),
            version=_describe_version(state),
        )

    def find_version(self, name: str) -> str:
        try:
            return _describe_version((self._folder / name).stat())
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def list_files(self, prefix: str) -> Iterator[KeptFile]:
        """Without those that are being written. One that goes meanwhile is left out."""
        for path in (self._folder / prefix).rglob("*"):
            relative = path.relative_to(self._folder)
            if any(part.startswith(".") for part in relative.parts):
                continue
            try:
                if path.is_file():
                    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield KeptFile(name=relative.as_posix(), changed_at=changed_at)
            except FileNotFoundError:
                continue

    def create(self, name: str, content: bytes) -> bool:
        return durable_files.create_secret(self._place(name), content)

    def replace(self, name: str, content: bytes) -> None:
        durable_files.replace_file(self._place(name), content)

    def append(self, name: str, line: str) -> None:
        durable_files.append_line(self._place(name), line)

    def write_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        """All at once: it appears by a rename."""
        durable_files.write_folder(self._place(name), files)

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

    def remove_folder(self, name: str) -> None:
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def _place(self, name: str) -> Path:
        """The path to write a file at, in folders that are there then."""
        path = self._folder / name
        make_private_folder(self._folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _describe_version(state: os.stat_result) -> str:
    return f"{state.st_mtime_ns}-{state.st_ino}"


class FolderStorage:
    """A folder where everything is in its place as soon as it is written."""

    def __init__(self, folder: Path) -> None:
        self.files = FolderFiles(folder)
        self.trouble = ""

    def hold(self) -> AbstractContextManager[None]:
        return nullcontext()

    def keep_submission(self, submission: str, made: Path) -> AbstractContextManager[None]:  # noqa: ARG002
        """Nothing to do: the folder's own rename is what keeps it."""
        return nullcontext()

    def publish(self, release: str, pointer: str) -> AbstractContextManager[None]:  # noqa: ARG002 - it lies where it is served from
        return nullcontext()

    def fetch(self, *, everything: bool = False) -> bool:  # noqa: ARG002 - there is nowhere else
        return False
