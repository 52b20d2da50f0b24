"""The kinds of file that people bring, told apart by their header rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maracdash.catalogue.fields import current_names, field_names, required_names


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`keys` and `others` are column names, needed and not; anything else in the header is a problem.

    One with `fields` has those of the catalogue beside them.
    """

    name: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()
    fields: bool = False

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


OVERVIEW = Kind(name="overview report", keys=("indicator",))
MEETINGS = Kind(name="meeting returns", keys=("marac", "meeting_date"), others=("force",), fields=True)
QUARTERLY = Kind(name="quarterly returns", keys=("marac", "quarter", "entries"), others=("force",), fields=True)
PUBLISHED = Kind(
    name="published figures", keys=("level", "area_code", "quarter", "indicator", "value"), others=("area",)
)
AREAS = Kind(
    name="areas",
    keys=("code", "name", "level"),
    others=(
        *("parent", "women_16_plus", "minoritised_share", "meeting_frequency", "valid_from", "valid_to"),
        "successor",
    ),
)
POPULATIONS = Kind(name="populations", keys=("code", "basis", "from_quarter", "women_16_plus"), others=("level",))
SIMILAR = Kind(name="most similar forces", keys=("force", "similar_force"))

KINDS = (MEETINGS, QUARTERLY, PUBLISHED, AREAS, POPULATIONS, SIMILAR, OVERVIEW)
