"""Context of every callback: the releases to ask and the deployment's settings."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.html.menus import NOTIFICATIONS, UPLOAD, MenuEntry, ToolLink
from maracdash import queries
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.record import Record
from maracdash.settings import Settings


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """Made once by the app; safe between threads. `menu` is of the pages of figures."""

    reader: Reader
    record: Record
    settings: Settings
    menu: tuple[MenuEntry, ...] = ()

    @classmethod
    def of(cls, settings: Settings, menu: tuple[MenuEntry, ...] = ()) -> AppContext:
        """That of a deployment. Opens no data."""
        return cls(
            reader=Reader(settings.data, Audience.FULL), record=Record(settings.data), settings=settings, menu=menu
        )

    @property
    def tools(self) -> tuple[ToolLink, ...]:
        """Links that the menu offers beside the pages of figures."""
        return (*((UPLOAD,) if self.settings.accepts_uploads else ()), NOTIFICATIONS)

    @property
    def start(self) -> Selection:
        """Selection with which a reader of this deployment begins."""
        return self.reader.ask(queries.DEFAULT_SELECTION, self.settings.default_marac, self.settings.home_force)
