"""The door to a storage that several machines share: a data folder is then a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.storages import addresses, moving
from maracdash.store.submissions.manifests import lock_folder


@dataclass(frozen=True)
class SharedStorage:
    """The storage of one data folder. Everything raises StorageError, with a sentence, for what cannot be done."""

    folder: Path

    @property
    def address(self) -> str:
        """Its address; none (an empty text) where the folder is its own storage."""
        return addresses.read_address(self.folder)

    def use(self, address: str) -> None:
        """Make an empty folder the copy of a storage; of one that is a copy already, check that it is of this one.

        Raises MaracdashError for a folder that holds figures of its own, and for what is no address.
        """
        with _told("The data folder cannot be written to"):
            addresses.set_address(self.folder, address)

    def fetch(self) -> bool:
        """Bring the newest release into the folder; True if there was one."""
        with _told("Nothing could be fetched"):
            return addresses.find_storage(self.folder).fetch()

    def move(self, address: str) -> int:
        """Move the folder into a storage that holds no release; how many files were sent. Till then all is as before.

        Raises MaracdashError for what is no address.
        """
        with lock_folder(self.folder), _told("The data folder was not moved"):
            return moving.move_folder(self.folder, address)

    def check(self) -> None:
        """Check that it answers, and that it refuses what two machines must not both do."""
        with _told("The storage cannot be used"):
            moving.check_files(addresses.open_files(self.address))


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{what}: {error.strerror or error}. Nothing was lost; try again later.") from error
