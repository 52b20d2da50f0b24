"""The door to a storage that several machines share: a data folder is then a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.safe_copies import holds_safe_alone
from maracdash.store.signing_key import get_lasting_key
from maracdash.store.storages import addresses, mending, moving
from maracdash.store.storages.folder_copies import is_pointer_whole
from maracdash.store.storages.storage import advise_on_fault
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import lock_folder, read_manifests


@dataclass(frozen=True, kw_only=True)
class Mending:
    """Ids of the submissions that were sent again, and the release that was published for want of a sound pointer."""

    sent: tuple[str, ...]
    release: str = ""


@dataclass(frozen=True)
class SharedStorage:
    """The storage of one data folder. Everything raises StorageError, with a sentence, for what cannot be done."""

    folder: Path

    @property
    def address(self) -> str:
        """Its address; none (an empty text) where the folder is its own storage."""
        return addresses.read_address(self.folder)

    def is_at(self, address: str) -> bool:
        """Tell whether the folder is a copy of the storage at an address. Raises MaracdashError for what is none."""
        return self.address == addresses.normalise_address(address)

    @property
    def trouble(self) -> str:
        """The sentence that says why this process fetched nothing last; an empty text where it did. Asks no network."""
        return addresses.explain_silence(self.folder) or ""

    def use(self, address: str) -> None:
        """Make an empty folder the copy of a storage; of one that is a copy already, check that it is of this one.

        Raises MaracdashError for a folder that holds figures of its own, and for what is no address.
        """
        with _told("The data folder cannot be written to"):
            addresses.set_address(self.folder, address)

    def check_use(self, address: str) -> None:
        """Check that `use` would take the folder and the address, and change nothing. Raises MaracdashError."""
        addresses.check_address(self.folder, address)

    def fetch(self) -> bool:
        """Bring the newest release into the folder; True if there was a newer one."""
        return addresses.find_storage(self.folder).fetch()

    def move(self, address: str) -> int:
        """Move the folder into a storage that holds no release; how many files were sent. Till then all is as before.

        Raises MaracdashError for what is no address.
        """
        if holds_safe_alone(self.folder):
            raise StorageError(
                f"{self.folder} is for the public, with safe figures alone. Move the folder that it is a copy of."
            )
        with lock_folder(self.folder), _told("The data folder was not moved"):
            return moving.move_folder(self.folder, address, get_lasting_key(self.folder))

    def mend(self) -> Mending:
        """Send again the submissions that the storage has lost or damaged, and this folder has.

        Where its pointer names no release that is there, a new one is published.
        """
        with _told("Nothing was mended"):
            files = addresses.find_shared_files(self.folder)
            with lock_folder(self.folder, everywhere=False):
                sent = mending.mend_storage(self.folder, files, self._list_whole())
            if is_pointer_whole(files):
                return Mending(sent=sent)
            with lock_folder(self.folder):
                return Mending(sent=sent, release=publish_release(self.folder, afresh=True) or "")

    def list_losses(self) -> tuple[str, ...]:
        """List, as sentences, what the storage has lost or holds damaged, as far as this folder can tell."""
        with _told(f"The storage {self.address} cannot be read"):
            return tuple(mending.list_losses(self.folder, addresses.find_shared_files(self.folder), self._list_whole()))

    def _list_whole(self) -> list[str]:
        """The ids of the folder's submissions that are as they were accepted."""
        found = checksums.hash_kept_files(self.folder)
        return [each.id for each in read_manifests(self.folder) if not any(checksums.list_damages(each, found))]

    def check(self, address: str = "") -> None:
        """Check that it, or the one at an address, answers, and refuses what two machines must not both do.

        Nothing of the folder is changed. Raises MaracdashError for what is no address.
        """
        place = address or self.address
        with _told(f"The storage {place} cannot be used"):
            moving.check_files(addresses.open_files(address) if address else addresses.find_shared_files(self.folder))


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{what}: {error.strerror or error}. Nothing was lost; {advise_on_fault(error)}.") from error
