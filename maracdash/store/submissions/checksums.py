"""Checksums that prove the normalised files of submissions unchanged: no figure is ever made of others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.submissions.manifests import SUBMISSIONS_FOLDER, Manifest
from maracdash.store.submissions.normalised_files import NORMALISED_FILES

BLOCK_BYTES = 1 << 20


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


def _verify_submission(place: Path, submission: str, checksums: Mapping[str, str]) -> None:
    for name in sorted({*NORMALISED_FILES, *checksums}):
        try:
            found = _hash_file(place / name)
        except OSError as error:
            raise StorageError(
                f"The file {name} of submission {submission} cannot be read ({error.strerror}). Nothing was kept or "
                "changed; mend the disk or its permissions, then do the same again."
            ) from error
        if found == checksums.get(name):
            continue
        what = "is missing" if found is None else "has been added" if name not in checksums else "has been changed"
        raise StorageError(
            f"The file {name} of submission {submission} {what} since it was accepted, so no figure is made of it. "
            "Restore its folder from a backup, or withdraw the submission and load its files again."
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
