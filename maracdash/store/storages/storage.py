"""The storage of a data folder: one small interface for the folder itself and for what several machines share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class NotSetUpError(OSError):
    """A storage that somebody must set up first, as its sentence says; trying again later would not help."""


def advise_on_fault(error: OSError) -> str:
    """The end of a sentence about a fault of a storage: what to do next."""
    return "do the same again then" if isinstance(error, NotSetUpError) else "try again later"


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file that is kept, by its name with `/` between its parts."""

    name: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of a kept file; `version` is another one after every change."""

    content: bytes
    changed_at: datetime
    version: str


class Files(Protocol):
    """Files beside the record: drafts, forms, marks, rules, keys. Everything raises OSError where it cannot be done."""

    def read(self, name: str) -> Content | None:
        """The newest content; None where there is no such file."""

    def find_version(self, name: str) -> str:
        """The version of its newest content, without reading it; an empty text where there is no such file."""

    def list_files(self, prefix: str) -> Iterator[KeptFile]:
        """Every file below a prefix, which names folders; in no order."""

    def create(self, name: str, content: bytes) -> bool:
        """Create a file, for its owner's eyes alone; False where it is there already: the first of several wins."""

    def replace(self, name: str, content: bytes) -> None:
        """Replace a file; a reader sees the old or the new one."""

    def append(self, name: str, line: str) -> None:
        """Append a line to a file that only ever grows; lines of two writers never mix."""

    def write_folder(self, name: str, files: Mapping[str, bytes]) -> None:
        """Write a new folder. Nobody sees the last of the files before the others."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def remove_folder(self, name: str) -> None:
        """Remove a folder with all that is in it, as far as that can be done."""


class SharedFiles(Files, Protocol):
    """Files that several machines share: what was read can be replaced only as long as nobody else has replaced it."""

    @property
    def address(self) -> str:
        """Their address, for sentences."""

    def replace_version(self, name: str, content: bytes, version: str) -> str:
        """Replace a file if it still has this version; its new version, or none (an empty text) if it has another.

        An empty version is that of no file. Contents must differ from one another.
        """

    def send(self, name: str, path: Path) -> None:
        """Send a file of any size."""

    def download(self, name: str, path: Path) -> None:
        """Write a file of any size to a new path, durably. Raises FileNotFoundError where there is none."""


class Storage(Protocol):
    """The place of the record. What is asked of a folder is asked of its own disk; a storage brings it there."""

    @property
    def files(self) -> Files:
        """Files beside the record."""

    def hold(self) -> AbstractContextManager[None]:
        """Nobody on another machine keeps or publishes meanwhile, and all that they kept is in the folder.

        Raises StorageError.
        """

    def keep_submission(self, submission: str, made: Path) -> AbstractContextManager[None]:
        """Keep a whole submission that lies in a folder under another name; inside it gets its own.

        Raises OSError, and StorageError where another machine has kept one meanwhile.
        """

    def publish(self, release: str, pointer: str) -> AbstractContextManager[None]:
        """Give a release that lies in the folder to all machines; what is done inside is done when they have it.

        `pointer` is the file that names the release for this version of the program.

        Raises OSError, and StorageError where another machine has published meanwhile.
        """

    @property
    def trouble(self) -> str:
        """The sentence that says why nothing newer could be fetched last time; an empty text where it could."""

    def fetch(self, *, everything: bool = False) -> bool:
        """Bring the newest release into the folder, with what it was made of; True if there was a newer one.

        Submissions that are in no release yet are looked for now and then, or always where `everything` is wanted.
        Raises StorageError.
        """
