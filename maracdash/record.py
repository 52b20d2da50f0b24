"""The one door to the record: what was sent and published, for whatever keeps no files itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from maracdash.intake.accept.rights import check_sender, may_see_sent
from maracdash.model.answers import ReleaseNote
from maracdash.model.audiences import Audience
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import NotFoundError
from maracdash.model.people import Person
from maracdash.model.safe_rules import SafeRule
from maracdash.store import folder_files, free_space, safe_rule
from maracdash.store.backups import making, restoring, verification
from maracdash.store.backups.archives import BackupNote
from maracdash.store.backups.encryption import create_key
from maracdash.store.backups.verification import Damage, Verification
from maracdash.store.data_format import check_folder_format
from maracdash.store.folder_names import FAILED_CHECKS_FILE, POINTER_FILE, RELEASES_FOLDER
from maracdash.store.releases import (
    lookups,
    quarter_rollover,
    release_files,
    release_history,
    release_log,
    safe_copies,
    version_pointers,
)
from maracdash.store.releases.publish import (
    current_release_path,
    is_up_to_date,
    own_recipe,
    pointer_path,
    publish_release,
)
from maracdash.store.releases.release_history import ReleaseDiff
from maracdash.store.releases.served_releases import Releases
from maracdash.store.signing_key import find_key, get_lasting_key, get_signing_key
from maracdash.store.storages import addresses
from maracdash.store.submissions import history, manifests
from maracdash.store.submissions.history import SubmissionRecord, SubmissionState
from maracdash.store.submissions.manifests import Manifest

__all__ = [
    "BackupNote",
    "Damage",
    "Manifest",
    "Record",
    "ReleaseDiff",
    "ReleaseMade",
    "SubmissionRecord",
    "SubmissionState",
    "Verification",
    "create_key",
]


@dataclass(frozen=True, kw_only=True)
class ReleaseMade:
    """Making of the release that is served: when, and how many seconds it took, where that was noted."""

    at: datetime
    seconds: float | None


@dataclass(frozen=True)
class Record:
    """The record of one data folder."""

    folder: Path

    def submissions(self) -> tuple[SubmissionRecord, ...]:
        """Everything ever sent with what became of it, newest first."""
        return history.list_submissions(self.folder)

    def submission(self, submission: str) -> Manifest:
        """One submission or withdrawal by its id. Raises NotFoundError."""
        found = self._find_submission(submission)
        if found is None and addresses.read_address(self.folder):
            addresses.find_storage(self.folder).fetch(everything=True)  # another machine may just have kept it
            found = self._find_submission(submission)
        if found is None:
            raise NotFoundError(f"There is no submission {submission[:40]}.")
        return found

    def _find_submission(self, submission: str) -> Manifest | None:
        return next((each for each in manifests.read_manifests(self.folder) if each.id == submission), None)

    def submissions_for(self, person: Person) -> tuple[SubmissionRecord, ...]:
        """Submissions that this person may see, newest first: all, or those that concern their Maracs alone."""
        known = self._directory()
        return tuple(each for each in self.submissions() if may_see_sent(person, known, each.manifest.areas))

    def visible_ids(self, person: Person) -> frozenset[str]:
        """The ids of those."""
        return frozenset(each.manifest.id for each in self.submissions_for(person))

    def original(self, submission: str, name: str, person: Person) -> bytes:
        """A file as it was received, by the name it came with.

        Raises NotFoundError, NotAllowedError, and DamagedFileError where it is not that file any more.
        """
        areas = next((each.areas for each in manifests.read_manifests(self.folder) if each.id == submission), ())
        check_sender(person, self._directory(), areas)
        return history.read_original_file(self.folder, submission, name)

    def later_overlapping(self, manifest: Manifest) -> tuple[str, ...]:
        """Later submissions in force that tell of the same Maracs and quarters."""
        return history.find_later_overlapping(self.folder, manifest)

    def release_diffs(self) -> tuple[ReleaseDiff, ...]:
        """Every release with what it changed, newest first."""
        return release_history.list_release_diffs(self.folder)

    def diff_releases(self, then: str, now: str) -> ReleaseDiff:
        """Compare two releases by their ids: submissions that came and went. Raises NotFoundError."""
        return release_history.diff_releases(self.folder, then, now)

    def release_id(self) -> str:
        """The release that is served, opened or not; empty where nothing was ever published."""
        path = current_release_path(self.folder)
        return path.stem if path else ""

    def release_note(self, audience: Audience) -> ReleaseNote:
        """Note that the served release has of itself; nothing is built. Raises NoReleaseError with the reason."""
        return release_files.read_note(self.folder, audience)

    def release_made(self) -> ReleaseMade | None:
        """Making of the release that is served; None where nothing was ever published."""
        release = self.release_id()
        made = release_log.parse_time(release)
        if made is None:
            return None
        return ReleaseMade(at=made, seconds=release_log.read_build_seconds(self.folder / RELEASES_FOLDER, release))

    def explain_no_room(self) -> str | None:
        """The sentence that says why nothing can be kept here; None where there is room."""
        return free_space.explain_no_room(self.folder) or addresses.explain_silence(self.folder)

    def up_to_date(self) -> bool:
        """Tell whether the release that is served is of all that is in force."""
        return is_up_to_date(self.folder)

    def publish_ended_quarter(self) -> str | None:
        """Publish whatever counts by now and is not served yet; the new release's id, or None where there is nothing.

        Raises StorageError, and MaracdashError where a submission is damaged; what was published stays.
        """
        return quarter_rollover.publish_ended_quarter(self.folder)

    def last_published_at(self) -> int:
        """Moment of the last release, by this version of the program or another, in nanoseconds; 0 before the first."""
        path = self.folder / RELEASES_FOLDER / POINTER_FILE
        return path.stat().st_mtime_ns if path.exists() else 0

    def is_overtaken(self) -> bool:
        """Tell whether another version of the program published last."""
        return version_pointers.is_overtaken(self.folder / RELEASES_FOLDER, own_recipe())

    def change_token(self) -> tuple[int, str]:
        """Another one whenever a release is published or a check fails; cheap to look at."""
        pointer = pointer_path(self.folder, Audience.FULL)
        failed = folder_files.find_version(self.folder, FAILED_CHECKS_FILE)
        return pointer.stat().st_mtime_ns if pointer.exists() else 0, failed

    def safe_rule(self) -> SafeRule:
        """The rule by which figures are made safe to share here. Raises StorageError."""
        return safe_rule.read_safe_rule(self.folder)

    def set_safe_rule(self, rule: SafeRule) -> str | None:
        """Set that rule and publish by it; the new release's id, or None where nothing was ever accepted.

        Raises NotFoundError for a submission that is not held, and StorageError.
        """
        for each in rule.public_submissions:
            self.submission(each)
        with self.lock():
            safe_rule.write_safe_rule(self.folder, rule)
            return publish_release(self.folder)

    def copy_safe_release(self, to: Path) -> str:
        """Copy the safe release that is served to a folder of its own; its id. Raises NoReleaseError, StorageError."""
        return safe_copies.copy_safe_release(self.folder, to)

    def holds_safe_alone(self) -> bool:
        """Tell whether this is a folder for the public, with a safe release and no full figures."""
        return safe_copies.holds_safe_alone(self.folder)

    def check_format(self) -> None:
        """Check that no newer program has taken the folder over. Raises NewerFormatError with a sentence."""
        check_folder_format(self.folder)

    def signing_key(self) -> bytes:
        """The key that signs what browsers keep for us."""
        return get_signing_key(self.folder)

    def find_key(self) -> bytes | None:
        """The same key; None where none was made yet. Raises StorageError where it cannot be read."""
        return find_key(self.folder)

    def lasting_key(self) -> bytes:
        """The same key for what must be read again later. Raises StorageError where the folder cannot keep it."""
        return get_lasting_key(self.folder)

    def back_up(
        self,
        to: Path,
        settings: Mapping[str, str],
        recipient: str,
        accounts: tuple[str, Path | None],
        *,
        damaged: bool = False,
    ) -> BackupNote:
        """Make a backup while the folder is in use, as `making.make_backup` says. Raises BackupError."""
        return making.make_backup(self.folder, to, settings, recipient, accounts, damaged=damaged)

    def restore(self, backup: Path, key: Path | None, *, damaged: bool = False) -> BackupNote:
        """Restore a backup into this folder, which must be empty. Raises BackupError; the folder is then as before."""
        return restoring.restore_backup(backup, self.folder, key, damaged=damaged)

    def list_damages(self, files: Mapping[str, str] | None = None) -> tuple[Damage, ...]:
        """Damages of the submissions: files that are not as they were accepted; `files` as in `verification`."""
        return verification.list_damages(self.folder, files)

    def verify(self) -> Verification:
        """Verify what is kept, and that the figures that are served follow from it. Raises MaracdashError."""
        return verification.verify_folder(self.folder)

    def lock(self) -> AbstractContextManager[None]:
        """Nobody else keeps or publishes meanwhile; its holder may. Raises StorageError."""
        return manifests.lock_folder(self.folder)

    def _directory(self) -> AreaDirectory:
        """Areas of the release; none where nothing was ever published."""
        return Releases(self.folder).query(lookups.get_directory) if self.release_id() else AreaDirectory()
