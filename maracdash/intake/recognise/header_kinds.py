"""Kinds of header row, by which types of file are told apart: one type may come with several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maracdash.catalogue.fields import current_names, field_names, required_names


@dataclass(frozen=True, kw_only=True)
class HeaderKind:
    """`keys` and `others` are column names, needed and not; anything else in the header is a problem.

    One with `fields` has those of the catalogue beside them. Names in one that `has_area_names` are no names of people.
    The columns of one that `has_areas_across` are areas after the first, and its cells may be merged.
    """

    name: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()
    fields: bool = False
    has_area_names: bool = False
    has_areas_across: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """Every column that must stand in the header."""
        return (*self.keys, *required_names()) if self.fields else self.keys

    @property
    def optional(self) -> tuple[str, ...]:
        """Every column that may be left out."""
        if not self.fields:
            return self.others
        required = required_names()
        return (*self.others, *(name for name in field_names() if name not in required))

    @property
    def former(self) -> Mapping[str, str]:
        """Columns of today by the names that they had before."""
        return current_names() if self.fields else {}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that may stand in the header."""
        return (*self.required, *self.optional)
