"""The types of file that people bring. To add one is to write its module and to list it here."""

from __future__ import annotations

from typing import Any

from maracdash.intake.file_types import areas, populations, published_figures, returns, similar_forces
from maracdash.intake.file_types.file_type import FileType
from maracdash.intake.recognise.header_kinds import HeaderKind

FILE_TYPES: list[FileType[Any]] = [
    areas.AREAS_FILE_TYPE,
    populations.POPULATIONS_FILE_TYPE,
    similar_forces.SIMILAR_FORCES_FILE_TYPE,
    published_figures.PUBLISHED_FILE_TYPE,
    returns.RETURNS_FILE_TYPE,
]
"""In the order in which they are read: what names areas before what tells of them."""


def list_file_types() -> tuple[FileType[Any], ...]:
    """The types as people are told of them: what is brought most often is read last, and comes first here."""
    return tuple(reversed(FILE_TYPES))


def list_header_kinds() -> tuple[HeaderKind, ...]:
    """Every header that is known, in the order of `list_file_types`."""
    return tuple(kind for each in list_file_types() for kind in each.kinds)
