"""Context of every callback: the figures that whoever asks may see, the record, and the deployment's settings."""

from __future__ import annotations

from dataclasses import dataclass

from flask import has_request_context

from callbacks.audience import build_view_switch, current_audience, views_as_public
from callbacks.identity import current_person
from callbacks.remembered import Remembered
from layouts.html.menus import ACCOUNT, NOTIFICATIONS, PEOPLE, SIGN_IN, UPLOAD, MenuEntry, ToolLink
from layouts.html.page_frame import ViewSwitch
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, NothingLoadedError
from maracdash.model.people import PUBLIC
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.reading.readers import Readers
from maracdash.record import Record
from maracdash.settings import Settings, SignIn
from maracdash.words.sources import SAFE_ALONE


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """Made once by the app; safe between threads. `menu` is of the pages of figures.

    `outside_requests` is the audience of what is asked outside of any request.
    """

    readers: Readers
    record: Record
    settings: Settings
    remembered: Remembered
    menu: tuple[MenuEntry, ...] = ()
    outside_requests: Audience = Audience.SAFE

    @classmethod
    def of(
        cls,
        settings: Settings,
        menu: tuple[MenuEntry, ...] = (),
        outside_requests: Audience = Audience.SAFE,
        remembered: Remembered | None = None,
    ) -> AppContext:
        """Build the context of a deployment. Opens no data."""
        return cls(
            readers=Readers(settings.data),
            record=Record(settings.data),
            settings=settings,
            menu=menu,
            outside_requests=outside_requests,
            remembered=remembered or Remembered(),
        )

    @property
    def reader(self) -> Reader:
        """The figures that the person who asks may see. For the public no earlier release is built again."""
        if not has_request_context():
            return self.readers.of(self.outside_requests)
        found = self.readers.of(current_audience())
        return found.without_rebuilding() if current_person() == PUBLIC else found

    @property
    def view(self) -> ViewSwitch | None:
        """The switch to what the public would see; none for who sees no more, and where there is no more."""
        return None if self.record.holds_safe_alone() else build_view_switch()

    @property
    def remark(self) -> str:
        """A sentence for whoever could see full figures, where there are none."""
        seen = current_person().audience
        return SAFE_ALONE if seen != Audience.SAFE and self.record.holds_safe_alone() else ""

    @property
    def tools(self) -> tuple[ToolLink, ...]:
        """Links that the menu offers beside the pages of figures; as the public would see it, those of the public."""
        if views_as_public() and self.view:
            return (NOTIFICATIONS,)
        return (*((UPLOAD,) if self.takes_figures else ()), NOTIFICATIONS, *self._ways_in)

    @property
    def _ways_in(self) -> tuple[ToolLink, ...]:
        """The link to one's account, to sign in where the public may come too, or to people behind a proxy."""
        person = current_person()
        if self.settings.sign_in_mode is SignIn.PROXY:
            return (PEOPLE,) if person.administers else ()
        if self.settings.sign_in_mode is not SignIn.ACCOUNTS:
            return ()
        return (SIGN_IN,) if person == PUBLIC else (ACCOUNT,)

    @property
    def takes_figures(self) -> bool:
        """Tell whether the person who asks may send figures in the browser."""
        return self.settings.accepts_uploads and current_person().may_send

    def explain(self, error: MaracdashError) -> str:
        """The sentence of an error for the person who asks: where nothing was sent yet, also how they can."""
        sends = isinstance(error, NothingLoadedError) and self.takes_figures
        return f"{error} Or send the first files here, with Upload." if sends else str(error)

    @property
    def start(self) -> Selection:
        """Selection with which the reader begins: an area of their own, else that of the deployment."""
        marac, force = self._own_area() if current_person().areas else ("", "")
        if not (marac or force):
            marac, force = self.settings.default_marac, self.settings.home_force
        return self.reader.ask(queries.DEFAULT_SELECTION, marac, force)

    def _own_area(self) -> tuple[str, str]:
        """The first Marac of the person who asks, or else the first force; of those that the release knows."""
        directory, codes = self.reader.ask(queries.DIRECTORY), sorted(current_person().areas)
        maracs = [code for code in codes if directory.listing(Level.MARAC, code)]
        forces = [code for code in codes if directory.listing(Level.FORCE, code)]
        return next(iter(maracs), ""), "" if maracs else next(iter(forces), "")
