"""Frame of every page: header, ribbon, footer. It knows no figures."""

from __future__ import annotations

from dataclasses import dataclass

from dash import dcc, page_container
from dash.development.base_component import Component

from layouts import ids
from layouts.html import elements as html
from layouts.html.attributes import attributes
from layouts.html.menus import MenuEntry, ToolLink, build_menu
from maracdash.model.answers import ReleaseNote
from maracdash.model.selection import Selection
from maracdash.words.sources import DEMONSTRATION, write_rule

SOURCE = "Figures: Marac returns and published Marac statistics. Populations: as sent with the areas."
VIEW_ADDRESS = "/view"
PUBLIC_VIEW = "public"
OWN_VIEW = "own"
SHOW_PUBLIC = "Show as the public would see it"
SHOW_OWN = "Show my own figures again"


@dataclass(frozen=True, kw_only=True)
class ViewSwitch:
    """Switch between the figures that the reader may see and those that the public would see."""

    public: bool


@dataclass(frozen=True, kw_only=True)
class PageFrame:
    """Content of header and footer. `selection` keeps the reader's Marac and quarter from page to page.

    `family` is the page of the menu that stands for this one. `view` is there where the reader may see more than the
    public does; `remark` follows the marking.
    """

    deployment: str
    here: str = ""
    family: str = ""
    title: str = ""
    selection: Selection | None = None
    release: ReleaseNote | None = None
    marking: str = ""
    view: ViewSwitch | None = None
    remark: str = ""
    menu: tuple[MenuEntry, ...] = ()
    tools: tuple[ToolLink, ...] = ()


def build_root() -> Component:
    """Root of the app, before any page is known."""
    return html.Div(page_container, id=ids.ROOT)


def fill_root(content: list[Component], title: str) -> Component:
    """Root of the app with a page in it, as it is once the router has been asked for that page."""
    location, place, store, rest = page_container.children
    filled = [location, html.Div(content, id=place.id, disable_n_clicks=True), _keep_title(store.id, title), rest]
    return html.Div(html.Div(filled), id=ids.ROOT)


def _keep_title(name: str, title: str) -> Component:
    return dcc.Store(id=name, data={"title": title})


def frame_page(frame: PageFrame, content: list[Component]) -> list[Component]:
    """A page with everything around it."""
    return [
        html.A("Skip to the content", href=f"#{ids.CONTENT}", className="skip"),
        html.Header(
            [
                html.Div(
                    [_deployment_name(frame), _main_menu(frame)],
                    className="column",
                ),
                _ribbon(frame),
                _audience_bar(frame),
            ]
        ),
        html.Main(
            [html.P(id=ids.WAY_BACK), *content],
            id=ids.CONTENT,
            className="column",
            tabIndex=-1,
            **attributes(data_title=browser_title(frame), data_release=_release_stamp(frame)),
        ),
        html.Footer(html.Div(_footer_lines(frame), className="column")),
    ]


def _main_menu(frame: PageFrame) -> Component:
    return build_menu(frame.menu, (frame.here, frame.family), frame.selection, frame.tools)


def browser_title(frame: PageFrame) -> str:
    """Title in the browser's tab."""
    return f"{frame.title} – {frame.deployment}" if frame.title else frame.deployment


def _release_stamp(frame: PageFrame) -> str:
    """Release in a copied link: the time in its name is enough to find it."""
    return frame.release.id.split("-")[1] if frame.release and "-" in frame.release.id else ""


def _deployment_name(frame: PageFrame) -> Component:
    return html.Span(frame.deployment, className="deployment")


def _ribbon(frame: PageFrame) -> Component | None:
    if not (frame.release and frame.release.demonstration):
        return None
    return html.Div(html.P(DEMONSTRATION, className="column"), className="ribbon")


def _audience_bar(frame: PageFrame) -> Component | None:
    """Marking of who may see what is shown, and the switch to the public's figures, on every page with figures."""
    if not frame.marking:
        return None
    said = html.P([frame.marking, f" {frame.remark}" if frame.remark else ""], className="marking")
    return html.Div(html.Div([said, *_view_switch(frame.view)], className="column"), className="audience")


def _view_switch(view: ViewSwitch | None) -> list[Component]:
    if view is None:
        return []
    word = SHOW_OWN if view.public else SHOW_PUBLIC
    button = html.Button(word, type="submit", name="view", value=OWN_VIEW if view.public else PUBLIC_VIEW)
    return [html.Form(button, method="POST", action=VIEW_ADDRESS)]


def _footer_lines(frame: PageFrame) -> list[Component]:
    lines: list[Component] = [html.P(SOURCE), html.P(dcc.Link("Accessibility statement", href="/accessibility"))]
    if frame.release:
        day = f"{frame.release.data_as_at:%-d %B %Y}"
        lines.append(html.P(f"Release {frame.release.id}. Figures as at {day}."))
    if frame.release and frame.release.rule:
        lines.append(html.P(write_rule(frame.release)))
    return lines
