"""The one UK, under whatever name a file gives it, and never a second beside it."""

from __future__ import annotations

from maracdash.intake.existing_data import ExistingData
from maracdash.model.areas import Area, Level
from maracdash.model.directory import normalise_name

UK_NAMES = ("UK", "UK Wide", "United Kingdom")


class UnitedKingdom:
    """The UK of the release, else that of the reference, until a set brings a country of its own."""

    def __init__(self, known: ExistingData) -> None:
        held = known.directory.at(Level.UK)
        listed = held or known.reference.at(Level.UK)
        self.area: Area | None = listed[0].area if listed else None
        self.is_settled = bool(held)

    def other(self, area: Area) -> Area | None:
        """Find the UK that a listed area would duplicate; where none is settled, the area becomes it."""
        if self.area and area.code != self.area.code and (self.is_settled or self._is_called(area.name)):
            return self.area
        self.area, self.is_settled = area, True
        return None

    def _is_called(self, text: str) -> bool:
        names = (*UK_NAMES, self.area.name) if self.area else UK_NAMES
        return normalise_name(text) in map(normalise_name, names)
