"""The kinds of file that people bring, told apart by their header rows."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.catalogue.fields import FIELD_NAMES, REQUIRED, REQUIRED_QUARTERLY


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`required` and `optional` are column names; anything else in the header is a problem."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that may stand in the header."""
        return (*self.required, *self.optional)


def _more(required: tuple[str, ...]) -> tuple[str, ...]:
    return ("force", *(name for name in FIELD_NAMES if name not in required))


OVERVIEW = Kind(name="overview report", required=("indicator",))
MEETINGS = Kind(name="meeting returns", required=REQUIRED, optional=_more(REQUIRED))
QUARTERLY = Kind(name="quarterly returns", required=REQUIRED_QUARTERLY, optional=_more(REQUIRED_QUARTERLY))
PUBLISHED = Kind(
    name="published figures", required=("level", "area_code", "quarter", "indicator", "value"), optional=("area",)
)
AREAS = Kind(
    name="areas",
    required=("code", "name", "level"),
    optional=(
        *("parent", "women_16_plus", "minoritised_share", "meeting_frequency", "valid_from", "valid_to"),
        "successor",
    ),
)
POPULATIONS = Kind(name="populations", required=("code", "basis", "from_quarter", "women_16_plus"), optional=("level",))
SIMILAR = Kind(name="most similar forces", required=("force", "similar_force"))

KINDS = (MEETINGS, QUARTERLY, PUBLISHED, AREAS, POPULATIONS, SIMILAR, OVERVIEW)
