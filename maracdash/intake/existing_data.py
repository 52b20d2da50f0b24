"""Data that the deployment holds before a set of files is checked.

It holds counts that are marked for no audience, so it stays in intake; who wants the areas alone asks the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maracdash import reference
from maracdash.model.directory import AreaDirectory
from maracdash.model.returns import HeldQuarter
from maracdash.store.data_format import check_folder_format
from maracdash.store.releases import lookups
from maracdash.store.releases.publish import current_release_path
from maracdash.store.releases.served_releases import Releases

HeldPopulation = tuple[str, str, str | None, int, float]
"""Level, code, basis, first quarter's index (0: always), women aged 16 and over."""


@dataclass(frozen=True)
class ExistingData:
    """Areas of the current release, cases of past quarters by Marac code (oldest first), and the reference areas.

    `meetings` are those already held of a Marac's quarter (as index).
    """

    directory: AreaDirectory = field(default_factory=AreaDirectory)
    history: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    reference: AreaDirectory = field(default_factory=AreaDirectory)
    meetings: Mapping[tuple[str, int], HeldQuarter] = field(default_factory=dict)
    populations: tuple[HeldPopulation, ...] = ()


def read_existing_data(folder: Path) -> ExistingData:
    """Read the data of the folder's current release; the reference areas alone where there is none yet.

    Raises NewerFormatError, and NoReleaseError where the release cannot be read.
    """
    check_folder_format(folder)
    if current_release_path(folder) is None:
        return ExistingData(reference=reference.load_directory())
    releases = Releases(folder)
    return ExistingData(
        directory=releases.query(lookups.get_directory),
        history=releases.query(lookups.get_case_history),
        reference=reference.load_directory(),
        meetings=releases.query(lookups.get_held_quarters),
        populations=releases.query(lookups.get_populations),
    )
