"""Checksums that prove the files of submissions unchanged: no figure is made of others, and no other handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from maracdash.model.errors import DamagedFileError, StorageError
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.submissions.manifests import Manifest
from maracdash.store.submissions.normalised_files import NORMALISED_FILES
from maracdash.store.submissions.writing import ORIGINALS_FOLDER

BLOCK_BYTES = 1 << 20
CHANGED, MISSING, ADDED = "has been changed", "is missing", "has been added"


def compute_checksums(tables: Mapping[str, bytes]) -> dict[str, str]:
    """Compute the SHA-256 of each file by name, as a manifest keeps them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(tables.items())}


def verify_checksums(folder: Path, manifests: Iterable[Manifest]) -> None:
    """Verify the files of submissions against their manifests.

    Raises StorageError naming the first file that is missing, cannot be read, has been added or has other bytes than
    were accepted.
    A manifest from before checksums were kept is taken as it is.
    """
    for manifest in manifests:
        if manifest.checksums is not None:
            _verify_submission(folder / SUBMISSIONS_FOLDER / manifest.id, manifest.id, manifest.checksums)


def read_original(folder: Path, manifest: Manifest, number: int) -> bytes:
    """Read a file of a submission as it was received, by its number from 1.

    Raises DamagedFileError where it is not that file any more: nothing of it is handed out then.
    """
    file = manifest.files[number - 1]
    place = folder / SUBMISSIONS_FOLDER / manifest.id
    found = sorted(place.glob(f"{ORIGINALS_FOLDER}/{number}-*"))
    content = found[0].read_bytes() if found else None
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        damage = MISSING if content is None else CHANGED
        said = _describe_damage(f"original file “{file.name}”", manifest, damage)
        raise DamagedFileError(f"{said} Until then it is not handed out.")
    return content


def hash_kept_files(folder: Path) -> dict[str, str]:
    """Hash every file of every submission that is in a data folder; checksums by path in it. Raises StorageError."""
    found = (each for each in (folder / SUBMISSIONS_FOLDER).rglob("*") if each.is_file())
    try:
        hashed = {each.relative_to(folder).as_posix(): _hash_file(each) for each in found}
    except OSError as error:
        raise StorageError(
            f"{error.filename or folder} cannot be read ({error.strerror}). Mend the disk or its permissions, then do "
            "the same again."
        ) from error
    return {name: checksum for name, checksum in hashed.items() if checksum is not None}


def list_damages(manifest: Manifest, found: Mapping[str, str]) -> Iterator[str]:
    """List, as sentences, the normalised and original files of a submission that are not as they were accepted.

    `found` are the checksums of what is there now, by path in a data folder. Normalised files from before their
    checksums were kept are taken as they are.
    """
    place = f"{SUBMISSIONS_FOLDER}/{manifest.id}"
    accepted = {} if manifest.checksums is None else manifest.checksums
    for name in () if manifest.checksums is None else sorted({*NORMALISED_FILES, *accepted}):
        if damage := _find_damage(accepted.get(name), found.get(f"{place}/{name}")):
            yield _describe_damage(f"file {name}", manifest, damage)
    originals = _number_originals(f"{place}/{ORIGINALS_FOLDER}/", found)
    for number, file in enumerate(manifest.files, start=1):
        if damage := _find_damage(file.sha256, originals.get(str(number))):
            yield _describe_damage(f"original file “{file.name}”", manifest, damage)


def _number_originals(place: str, found: Mapping[str, str]) -> dict[str, str]:
    """Checksums of the originals in a folder by the number that their names begin with."""
    names = sorted((each for each in found if each.startswith(place)), reverse=True)
    return {each.removeprefix(place).partition("-")[0]: found[each] for each in names}


def _describe_damage(what: str, manifest: Manifest, damage: str) -> str:
    return f"The {what} of submission {manifest.id} {damage} since it was accepted. Restore its folder from a backup."


def _find_damage(accepted: str | None, found: str | None) -> str:
    """Word for a file whose checksum is not the accepted one; empty where it is."""
    if accepted == found:
        return ""
    return MISSING if found is None else ADDED if accepted is None else CHANGED


def _verify_submission(place: Path, submission: str, checksums: Mapping[str, str]) -> None:
    for name in sorted({*NORMALISED_FILES, *checksums}):
        try:
            found = _hash_file(place / name)
        except OSError as error:
            raise StorageError(
                f"The file {name} of submission {submission} cannot be read ({error.strerror}). Nothing was kept or "
                "changed; mend the disk or its permissions, then do the same again."
            ) from error
        if damage := _find_damage(checksums.get(name), found):
            raise StorageError(
                f"The file {name} of submission {submission} {damage} since it was accepted, so no figure is made of "
                "it. Restore its folder from a backup, or withdraw the submission and load its files again."
            )


def _hash_file(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
    except FileNotFoundError:
        return None
    return digest.hexdigest()
