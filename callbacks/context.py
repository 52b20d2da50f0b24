"""What every callback works with: the figures, the record and the deployment's settings."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.components.menus import NOTIFICATIONS, UPLOAD, Entry, Tool
from maracdash import queries
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.record import Record
from maracdash.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Context:
    """Made once by the app; safe between threads. `menu` is of the pages of figures."""

    reader: Reader
    record: Record
    settings: Settings
    menu: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, settings: Settings, menu: tuple[Entry, ...] = ()) -> Context:
        """That of a deployment. Opens no data."""
        return cls(reader=Reader(settings.data), record=Record(settings.data), settings=settings, menu=menu)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What the menu offers beside pages of figures."""
        return (*((UPLOAD,) if self.settings.takes_uploads else ()), NOTIFICATIONS)

    @property
    def start(self) -> Selection:
        """Where a reader of this deployment begins."""
        return self.reader.ask(queries.first_selection, self.settings.default_marac, self.settings.home_force)
