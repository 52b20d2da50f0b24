"""What has been sent: every submission with its state and its original files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from maracdash.model.errors import UnknownThing
from maracdash.store.submissions.held_meetings import pairs
from maracdash.store.submissions.manifests import FOLDER, WITHDRAWAL, Manifest, in_force, standing, submissions


class State(StrEnum):
    """What became of a submission or a withdrawal."""

    IN_FORCE = "in force"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL = "withdrawal"
    UNDONE = "withdrawal, undone"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One record; `withdrawn_by` is the withdrawal that stands against it: to withdraw that one undoes it."""

    note: Manifest
    state: State
    withdrawn_by: Manifest | None = None


def history(folder: Path) -> tuple[Sent, ...]:
    """Everything ever sent, newest first."""
    stands = {each.id: each for each in standing(folder)}
    against = {each.withdraws: each for each in stands.values() if each.kind == WITHDRAWAL and each.withdraws}
    return tuple(
        Sent(note=each, state=_state(each, each.id in stands), withdrawn_by=against.get(each.id))
        for each in reversed(submissions(folder))
    )


def original(folder: Path, submission: str, name: str) -> bytes:
    """A file as it was received, by the name it came with. Raises UnknownThing.

    Neither argument is ever part of a path: both are looked up in what is there.
    """
    note = next((each for each in submissions(folder) if each.id == submission), None)
    names = [file.name for file in note.files] if note else []
    if note is None or name not in names:
        raise UnknownThing(f"There is no file “{name[:60]}” in a submission “{submission[:40]}”.")
    number = names.index(name) + 1
    found = sorted((folder / FOLDER / note.id / "original").glob(f"{number}-*"))
    if not found:
        raise UnknownThing(f"The file “{name[:60]}” of {note.id} is not in the data folder any more.")
    return found[0].read_bytes()


def overtaking(folder: Path, note: Manifest) -> tuple[str, ...]:
    """Later submissions in force with returns of the same Maracs and quarters: what they carry along counts on."""
    own = pairs(folder, note.id)
    later = (each.id for each in in_force(folder) if each.number > note.number)
    return tuple(each for each in later if own & pairs(folder, each))


def _state(note: Manifest, stands: bool) -> State:  # noqa: FBT001
    if note.kind == WITHDRAWAL:
        return State.WITHDRAWAL if stands else State.UNDONE
    return State.IN_FORCE if stands else State.WITHDRAWN
