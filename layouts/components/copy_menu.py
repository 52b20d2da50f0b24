"""Copy menu of a chart: its sentence, its table, its picture, and the way into a board pack.

What a button does is said in assets/copy.js, the way into a pack in assets/packs.js.
"""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from layouts import ids, links
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.board_packs import PackItem, PackPart
from maracdash.model.quarters import Window, describe_period
from maracdash.model.selection import ChartView, Selection
from maracdash.model.view_offers import is_offered

COPY_NAMES = {"sentence": "Copy sentence", "table": "Copy table", "picture": "Copy picture"}
COPY_FILES = {"table": "table.html", "picture": "chart.png"}
SENTENCE = "sentence"
PICTURE = "picture"
PACK = "pack"
PACK_PARTS = {
    ChartView.TREND: PackPart.TREND,
    ChartView.FUNNEL: PackPart.FUNNEL,
    ChartView.CONTROL: PackPart.CONTROL,
}
PACK_NAMES = {Window.YEAR: "Add to board pack", Window.QUARTER: "Add 12 months to board pack"}
"""A pack speaks of 12 months, but for control charts."""

OUTPUTS = {
    **{f"copy_{what}": (ids.copy_button(what), "data-href") for what in COPY_FILES},
    "copy_period": (ids.copy_button(SENTENCE), "data-period"),
    "copy_pack": (ids.copy_button(PACK), "href"),
    "copy_pack_name": (ids.copy_button(PACK), "children"),
}


def output_values(selection: Selection) -> dict[str, str]:
    """Addresses of what the server makes, and the period that a copied sentence is of, by the names of the outputs."""
    offered = is_offered(catalogue.indicator(selection.indicator), selection.view)
    part = PACK_PARTS.get(selection.view, PackPart.COMPARE) if offered else PackPart.COMPARE
    return {
        **{f"copy_{what}": links.download(name, selection) for what, name in COPY_FILES.items()},
        "copy_period": _describe_period(selection),
        "copy_pack": links.board_pack(selection, str(PackItem(part=part, slug=selection.indicator))),
        "copy_pack_name": PACK_NAMES[Window.YEAR if part is PackPart.CONTROL else selection.window],
    }


def build_copy_menu(selection: Selection, *, pictures: bool, of: str = "", refused: bool = False) -> Component:
    """Buttons behind the word Copy; `of` names the chart among others, and is empty where there is one alone.

    One alone is what the page's own address leads to, so that can be copied too.
    """
    addresses = output_values(selection)
    buttons = [
        _button(what, addresses, of, hidden=refused and what == PICTURE)
        for what in COPY_NAMES
        if pictures or what != PICTURE
    ]
    if not of:
        link = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
        buttons.insert(0, link)
    buttons.append(_pack_link(addresses, of))
    summary = html.Summary("Copy", **attributes(**_named("Copy", of)))
    return html.Details([summary, html.Div(buttons)], className="copy")


def _describe_period(selection: Selection) -> str:
    if selection.view is ChartView.CONTROL:
        return f"Single quarters to {selection.quarter}"
    return describe_period(selection.quarter, selection.window)


def _button(what: str, addresses: Mapping[str, str], of: str, *, hidden: bool) -> Component:
    words, address = COPY_NAMES[what], addresses.get(f"copy_{what}")
    known = {"data_copy": what, **({"data_href": address} if address else {}), **_named(words, of)}
    if what == SENTENCE:
        known["data_period"] = addresses["copy_period"]
    marks = attributes(**known)
    if of:
        return html.Button(words, type="button", className="action", **marks)
    return html.Button(words, id=ids.copy_button(what), type="button", hidden=hidden, className="action", **marks)


def _pack_link(addresses: Mapping[str, str], of: str) -> Component:
    words = addresses["copy_pack_name"]
    marks = attributes(data_pack="", **_named(words, of))
    href = addresses["copy_pack"]
    if of:
        return html.A(words, href=href, className="action", **marks)
    return html.A(words, id=ids.copy_button(PACK), href=href, className="action", **marks)


def _named(words: str, of: str) -> dict[str, str]:
    """Names a control after its chart, where there are several."""
    return {"aria_label": f"{words}: {of}"} if of else {}
