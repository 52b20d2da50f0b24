"""The one door to the record: what was sent and published, for whatever keeps no files itself."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from maracdash.model.errors import UnknownThing
from maracdash.store.releases import quarter_rollover, release_history
from maracdash.store.releases.publish import FOLDER, POINTER, pointed, up_to_date
from maracdash.store.releases.release_history import Edition
from maracdash.store.signing_key import signing_key
from maracdash.store.submissions import failed_checks, history, manifests
from maracdash.store.submissions.history import Sent, State
from maracdash.store.submissions.manifests import Manifest

__all__ = ["Edition", "Manifest", "Record", "Sent", "State"]


@dataclass(frozen=True)
class Record:
    """The record of one data folder."""

    folder: Path

    def history(self) -> tuple[Sent, ...]:
        """Everything ever sent with what became of it, newest first."""
        return history.history(self.folder)

    def submission(self, submission: str) -> Manifest:
        """One submission or withdrawal by its id. Raises UnknownThing."""
        found = next((each for each in manifests.submissions(self.folder) if each.id == submission), None)
        if found is None:
            raise UnknownThing(f"There is no submission {submission[:40]}.")
        return found

    def original(self, submission: str, name: str) -> bytes:
        """A file as it was received, by the name it came with. Raises UnknownThing."""
        return history.original(self.folder, submission, name)

    def later_overlapping(self, note: Manifest) -> tuple[str, ...]:
        """Later submissions in force that tell of the same Maracs and quarters."""
        return history.overtaking(self.folder, note)

    def editions(self) -> tuple[Edition, ...]:
        """Every release with what it changed, newest first."""
        return release_history.editions(self.folder)

    def between(self, then: str, now: str) -> Edition:
        """What one release holds beyond an earlier one, by their ids. Raises UnknownThing."""
        return release_history.between(self.folder, then, now)

    def release_id(self) -> str:
        """The release that is served, opened or not; empty where nothing was ever published."""
        path = pointed(self.folder)
        return path.stem if path else ""

    def up_to_date(self) -> bool:
        """Whether the release that is served is of all that is in force."""
        return up_to_date(self.folder)

    def renew(self) -> str | None:
        """Publish what counts by now, and return the new release's id; None where there is nothing to do.

        Raises CannotKeep, and MaracdashError where a submission is damaged; what was published stays.
        """
        return quarter_rollover.renew(self.folder)

    def stamp(self) -> tuple[int, ...]:
        """Another one whenever a release is published or a check fails; cheap to look at."""
        places = (self.folder / FOLDER / POINTER, self.folder / failed_checks.FILE)
        return tuple(each.stat().st_mtime_ns if each.exists() else 0 for each in places)

    def signing_key(self) -> bytes:
        """The key that signs what browsers keep for us."""
        return signing_key(self.folder)

    def lock(self) -> AbstractContextManager[None]:
        """Nobody else keeps or publishes meanwhile; its holder may. Raises CannotKeep."""
        return manifests.lock(self.folder)
