"""Copies of the safe release alone, for a process that serves the public and is trusted with nothing else."""

from __future__ import annotations

import uuid
from pathlib import Path

from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, StorageError
from maracdash.store import data_format, durable_files
from maracdash.store.folder_names import RELEASES_FOLDER, RULE_FILE, SAFE_RELEASES_FOLDER, SUBMISSIONS_FOLDER
from maracdash.store.releases import version_pointers
from maracdash.store.releases.publish import current_release_path, is_up_to_date, own_recipe

HOLDS_MORE = (RELEASES_FOLDER, SUBMISSIONS_FOLDER, RULE_FILE, "accounts.sqlite")
"""A data folder that has any of these is no folder for the public."""


def holds_safe_alone(folder: Path) -> bool:
    """Tell whether a data folder is one for the public: with a safe release, and with no full figures to come to."""
    holds_more = any((folder / each).exists() for each in (RELEASES_FOLDER, SUBMISSIONS_FOLDER))
    return not holds_more and current_release_path(folder, Audience.SAFE) is not None


def copy_safe_release(folder: Path, to: Path) -> str:
    """Copy the safe release that is served to another data folder, which serves it from then on; its id.

    Raises NoReleaseError where there is none, StorageError for a folder that holds full figures or cannot be written.
    """
    current = current_release_path(folder, Audience.SAFE)
    if current is None or not current.is_file():
        raise NoReleaseError("There is no safe release to copy. Load figures, or publish them again, first.")
    if not is_up_to_date(folder):
        raise NoReleaseError(
            "The figures are not published by the rule and the submissions in force yet. Publish them with “maracdash "
            "safe-rule” first."
        )
    if folder.resolve() in (to.resolve(), *to.resolve().parents) or any((to / each).exists() for each in HOLDS_MORE):
        raise StorageError(
            f"{to} holds submissions or full figures, so it is no folder for the public. Name an empty one."
        )
    data_format.check_folder_format(to)
    place = to / SAFE_RELEASES_FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        data_format.write_format(to)
        for each in (current, current.with_suffix(".json")):
            beside = place / f"{durable_files.HIDDEN_PREFIX}{uuid.uuid4().hex}"
            durable_files.write_new_file(beside, each.read_bytes())
            durable_files.move_into_place(beside, place / each.name)
        version_pointers.write_pointers(place, own_recipe(), current.stem)
    except OSError as error:
        raise StorageError(
            f"The safe release could not be copied to {to} ({error.strerror}). What was served there still is."
        ) from error
    return current.stem
