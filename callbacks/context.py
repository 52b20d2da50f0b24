"""What every callback works with: the releases to ask and the deployment's settings."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.components.menus import NOTIFICATIONS, UPLOAD, Tool
from maracdash import ask
from maracdash.model.selection import Selection
from maracdash.settings import Settings
from maracdash.store.releases.connections import Releases


@dataclass(frozen=True, kw_only=True)
class Context:
    """Made once by the app; safe between threads."""

    releases: Releases
    settings: Settings

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What the menu offers beside pages of figures."""
        return (*((UPLOAD,) if self.settings.takes_uploads else ()), NOTIFICATIONS)

    @property
    def start(self) -> Selection:
        """Where a reader of this deployment begins."""
        return ask.default(self.releases, self.settings.default_marac, self.settings.home_force)
