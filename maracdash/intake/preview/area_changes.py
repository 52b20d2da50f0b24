"""What an acceptable set says of areas that is not held already: names, parents, dates, populations, similar lists."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.intake.file_types import FILE_TYPES
from maracdash.intake.file_types.areas import listings
from maracdash.intake.file_types.file_type import Before, Frames, HeldPopulation
from maracdash.model.directory import Directory, joined
from maracdash.model.previews import AreaChange


def relisted(rows: Frames, held: Directory, populations: Sequence[HeldPopulation]) -> tuple[AreaChange, ...]:
    """Each fact of an area that is new or another one than before, in the order brought."""
    before = Before(held=held, after=joined(held, tuple(listings(rows, held))), populations=populations)
    return tuple(change for each in FILE_TYPES for change in each.changes(rows, before))
