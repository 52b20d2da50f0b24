"""The one UK: whatever a file calls it, and never a second beside it."""

from __future__ import annotations

from maracdash.intake.accept.existing_data import Known
from maracdash.model.areas import Area, Level
from maracdash.model.directory import folded

UK_NAMES = ("UK", "UK Wide", "United Kingdom")


class Uk:
    """The UK of the release, else that of the reference, until a set brings a country of its own."""

    def __init__(self, known: Known) -> None:
        held = known.directory.at(Level.UK)
        listed = held or known.reference.at(Level.UK)
        self.area: Area | None = listed[0].area if listed else None
        self.settled = bool(held)

    def other(self, area: Area) -> Area | None:
        """The UK that a listed area would stand beside; where none is settled, the area becomes it."""
        if self.area and area.code != self.area.code and (self.settled or self._is_called(area.name)):
            return self.area
        self.area, self.settled = area, True
        return None

    def _is_called(self, text: str) -> bool:
        names = (*UK_NAMES, self.area.name) if self.area else UK_NAMES
        return folded(text) in map(folded, names)
