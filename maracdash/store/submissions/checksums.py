"""Whether the normalised files of submissions are still what was accepted: no figure is ever made of others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from maracdash.model.errors import CannotKeep
from maracdash.store.submissions.manifests import FOLDER, Manifest
from maracdash.store.submissions.normalised_files import FILES

BLOCK = 1 << 20


def seals(tables: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file by name, as a manifest keeps them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(tables.items())}


def verify(folder: Path, notes: Iterable[Manifest]) -> None:
    """Raises CannotKeep naming the first file that is missing, has been added or has other bytes than were accepted.

    A manifest from before the seals is taken as it is.
    """
    for note in notes:
        if note.tables is not None:
            _verify(folder / FOLDER / note.id, note.id, note.tables)


def _verify(place: Path, submission: str, tables: Mapping[str, str]) -> None:
    for name in sorted({*FILES, *tables}):
        found = _sha256(place / name)
        if found == tables.get(name):
            continue
        what = "is missing" if found is None else "has been added" if name not in tables else "has been changed"
        raise CannotKeep(
            f"The file {name} of submission {submission} {what} since it was accepted, so no figure is made of it. "
            "Restore its folder from a backup, or withdraw the submission and load its files again."
        )


def _sha256(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return None
    return digest.hexdigest()
