"""Notifications: what has happened that a reader should know, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dash.development.base_component import Component

from layouts.components import forms
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.areas import Area
from maracdash.model.notices import Notification

HEADING = "Notifications"
NONE = "There are no notices."
FEED = "Follow these as a feed (Atom)"
ALL, UNREAD = "all", "unread"


@dataclass(frozen=True, kw_only=True)
class NotificationsPage:
    """Notices with whether they are read, and the filter. `count` is how many there are before the list was cut.

    Without `marks` nobody knows what is read, and nothing is said of it or offered.
    """

    notices: tuple[tuple[Notification, bool], ...]
    count: int
    unread: int
    maracs: tuple[Area, ...]
    marac: str = ""
    only_unread: bool = False
    address: str = "/notifications"
    marks: bool = True


def layout(shown: NotificationsPage, token: str) -> list[Component]:
    """The filter, then the list in one form: each notice has a button of its own."""
    status = f"{shown.unread:,} not read." if shown.unread else "Everything is read."
    query = f"?{urlencode({'marac': shown.marac})}" if shown.marac else ""
    return [
        html.H1(HEADING),
        *([html.P(status, role="status")] if shown.marks else []),
        _build_filter(shown),
        _build_list(shown, token) if shown.notices else html.P(NONE),
        html.P(html.A(FEED, href=f"/notifications.atom{query}")),
    ]


def _build_filter(shown: NotificationsPage) -> Component:
    maracs = [html.Option("All Maracs", value="")]
    maracs += [
        html.Option(each.name, value=each.code, selected=each.code == shown.marac or None) for each in shown.maracs
    ]
    which = [
        html.Option("Read and unread", value=ALL),
        html.Option("Not read yet", value=UNREAD, selected=shown.only_unread or None),
    ]
    return html.Form(
        [
            html.Div([html.Label("About", htmlFor="about"), _select("about", "marac", maracs)]),
            html.Div([html.Label("Show", htmlFor="show"), _select("show", "show", which)]) if shown.marks else None,
            forms.submit_button("Filter", "small"),
        ],
        action="/notifications",
        method="get",
        className="pair",
        role="search",
    )


def _select(of: str, name: str, options: Sequence[Component]) -> Component:
    return html.Select(list(options), id=of, name=name, className="form-select")


def _build_list(shown: NotificationsPage, token: str) -> Component:
    cut = f"The newest {len(shown.notices):,} of {shown.count:,} are shown." if shown.count > len(shown.notices) else ""
    below = html.P(cut, className="hint") if cut else None
    if not shown.marks:
        items = [html.Li(_describe_notice(each), id=each.id) for each, _ in shown.notices]
        return html.Div([html.Ol(items, className="told"), below])
    return forms.post_form(
        shown.address,
        token,
        [
            html.Button("Mark all as read", type="submit", name="all", value="all", className="small"),
            html.Ol([_build_item(*each) for each in shown.notices], className="told"),
            below,
        ],
    )


def _build_item(notice: Notification, read: bool) -> Component:  # noqa: FBT001
    name, word = ("unread", "Mark as unread") if read else ("read", "Mark as read")
    said = attributes(aria_describedby=f"{notice.id}-text")
    return html.Li(
        [
            *_describe_notice(notice, "" if read else "New: "),
            html.Button(word, type="submit", name=name, value=notice.id, className="small", **said),
        ],
        id=notice.id,
        className="seen" if read else "new",
    )


def _describe_notice(notice: Notification, first: str = "") -> list[Component]:
    return [
        html.P([html.Strong(first + notice.kind.capitalize()), f", {notice.when:%-d %B %Y}"], className="kind"),
        html.P(notice.text, id=f"{notice.id}-text"),
    ]
