"""Ways to whom else to compare with: pages that the server writes, so no links of the router."""

from __future__ import annotations

from dash.development.base_component import Component

from layouts import links
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.areas import Area
from maracdash.model.selection import Selection


def build_group_link(selection: Selection) -> Component:
    """The link to groups of one's own, from a page that may be using one."""
    group = selection.group
    text = f"Change or stop using “{group.name}”" if group else "Compare with a group of your own"
    return html.A(text, href=links.groups(selection))


def build_comparator_links(area: Area, selection: Selection) -> Component:
    """The links to the areas most like one, and to groups of one's own."""
    peers = f"{area.level.noun.capitalize()}s most like {area.name}, and who does otherwise"
    entries = (html.A(peers, href=links.peers(selection)), build_group_link(selection))
    listed = html.Ul([html.Li(each) for each in entries])
    return html.Nav(listed, className="neighbours", **attributes(aria_label="Whom to compare with"))
