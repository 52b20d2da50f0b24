"""Changes of areas in an acceptable set: names, parents, dates, populations, similar lists."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.intake.existing_data import HeldPopulation
from maracdash.intake.file_types import FILE_TYPES
from maracdash.intake.file_types.areas import read_listings
from maracdash.intake.file_types.file_type import Frames, HeldAreas
from maracdash.model.directory import AreaDirectory, merge_listings
from maracdash.model.previews import AreaChange


def find_area_changes(
    rows: Frames, held: AreaDirectory, populations: Sequence[HeldPopulation]
) -> tuple[AreaChange, ...]:
    """Find each fact of an area that is new or changed, in the order brought."""
    before = HeldAreas(held=held, after=merge_listings(held, tuple(read_listings(rows, held))), populations=populations)
    return tuple(change for each in FILE_TYPES for change in each.changes(rows, before))
