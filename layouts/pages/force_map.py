"""The map of police forces: filters, a sentence, the map with a link on each tile, a table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import filters, html_components
from layouts.components.plots import build_plot
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.figures import MapKey, TileBox
from maracdash.model.areas import Area
from maracdash.model.force_maps import Shading
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.selection import Selection

SHADING_NAMES = {Shading.VALUE: "Figure", Shading.VERDICT: "Against the UK"}
MAP_FILES = {"map.png": "PNG", "map.svg": "SVG"}
FILE_NAMES = {**MAP_FILES, "map.csv": "CSV"}
TABLE = "map-table"
LEFT_HALF, TOP_HALF = 0.5, 0.5


@dataclass(frozen=True, kw_only=True)
class MapTile:
    """A tile as a link: its force, where it lies on the map, and its figure in words."""

    force: Area
    box: TileBox
    words: str


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """Cells of a force's row in the table."""

    force: Area
    value: str
    verdict: str
    coverage: str
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class ForceMapPage:
    """Content of the page. `without_verdicts` says why colours cannot be verdicts; `query` is of page and files."""

    indicator: str
    unit: str
    quarter: Quarter
    quarters: tuple[Quarter, ...]
    shading: Shading
    without_verdicts: str
    summary: str
    alt: str
    figure: dict[str, Any]
    keys: tuple[MapKey, ...]
    tiles: tuple[MapTile, ...]
    rows: tuple[MapRow, ...]
    query: str
    lines: tuple[str, ...]
    without_pictures: str | None = None


def layout(shown: ForceMapPage, selection: Selection, config: Any) -> list[Component]:
    """The whole page."""
    title = catalogue.indicator(shown.indicator).title
    return [
        html.H1("Map of police forces"),
        html.Div([_indicator_select(shown), _quarter_select(shown)], className="pickers", role="search"),
        html.Div(id=ids.NOTICE, role="alert"),
        html.Section(
            [
                html.Div([html.H2(title, id="map-title"), _shading_switch(shown), _share_menu(shown)], className="bar"),
                html.P(shown.summary, className="finding", role="status"),
                *html_components.paragraphs([shown.without_verdicts] if shown.without_verdicts else []),
                _legend(shown.keys),
                html.Div(
                    [_build_map(shown, title, selection, config), _build_table(shown, title, selection)],
                    className="map-and-table",
                ),
            ],
            className="proof",
            **attributes(aria_labelledby="map-title", data_query=shown.query),
        ),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _indicator_select(shown: ForceMapPage) -> Component:
    options = [
        (each.slug, f"{section.title}: {each.title}")
        for section in catalogue.SECTIONS
        for each in catalogue.section_indicators(section.slug)
    ]
    return filters.build_select("Indicator", ("map-indicator", "indicator"), options, shown.indicator)


def _quarter_select(shown: ForceMapPage) -> Component:
    offered = sorted({*shown.quarters, shown.quarter}, reverse=True)
    options = [(str(each), f"{each}: {describe_period(each, Window.YEAR)}") for each in offered]
    return filters.build_select("Quarter", ("map-quarter", "quarter"), options, str(shown.quarter))


def _shading_switch(shown: ForceMapPage) -> Component | None:
    if shown.without_verdicts:
        return None
    buttons = [
        html.Button(
            text,
            type="button",
            **attributes(
                aria_pressed=str(shown.shading is each).lower(),
                data_set=f"shading={'' if each is Shading.VALUE else each}",
                data_key=f"shading-{each}",
            ),
        )
        for each, text in SHADING_NAMES.items()
    ]
    return html.Div(buttons, className="switch", role="group", **attributes(aria_label="Colour of the tiles"))


def _share_menu(shown: ForceMapPage) -> Component:
    names = [name for name in FILE_NAMES if not (shown.without_pictures and name in MAP_FILES)]
    items: list[Component] = [
        html.A(FILE_NAMES[name], href=f"/export/{name}?{shown.query}", download="", className="action")
        for name in names
    ]
    items.append(html.Button("Copy link", type="button", className="action", **attributes(data_copy="address")))
    if shown.without_pictures:
        items.append(html.P(shown.without_pictures, className="without"))
    return html.Details([html.Summary("Share"), html.Div(items)], className="share")


def _legend(keys: tuple[MapKey, ...]) -> Component:
    items = [html.Li([html.Span(className=_key_class(key), style=_key_style(key)), key.name]) for key in keys]
    return html.Ul(items, className="legend", **attributes(aria_label="What the tiles' colours stand for"))


def _key_class(key: MapKey) -> str:
    looks = (("glyph-hatched", key.look.hatched), ("glyph-framed", key.framed))
    return " ".join(["glyph", "glyph-tile", *(name for name, true in looks if true)])


def _key_style(key: MapKey) -> dict[str, str]:
    return {} if key.look.hatched else {"backgroundColor": key.look.colour}


def _build_map(shown: ForceMapPage, title: str, selection: Selection, config: Any) -> Component:
    """The picture for those who see it, and over it a link on each tile: it names the force when it has the focus."""
    sizes = shown.figure["layout"]
    picture = html.Div(
        build_plot(shown.figure, config),
        role="img",
        className="tiles-drawn",
        **attributes(aria_label=shown.alt),
    )
    tiles = html.Ul(
        [_tile_link(each, shown, selection) for each in shown.tiles],
        className="tiles",
        **attributes(aria_label=f"Forces on the map: {title}"),
    )
    return html.Div(
        [
            html.A("Skip the map: to the table", href=f"#{TABLE}", className="past-map"),
            html.Div(
                [picture, tiles],
                className="force-map",
                style={"width": f"{sizes['width']}px", "height": f"{sizes['height']}px"},
            ),
        ],
        className="frame",
        role="region",
        tabIndex=0,
        **attributes(aria_label="Map of police forces"),
    )


def _tile_link(tile: MapTile, shown: ForceMapPage, selection: Selection) -> Component:
    box = tile.box
    sides = (("east", box.left >= LEFT_HALF), ("north", box.top < TOP_HALF))
    link = html.A(
        html.Span(f"{tile.force.name}: {tile.words}"),
        href=links.force_indicator(tile.force.code, shown.indicator, selection),
        **attributes(data_route="to", data_tile="", data_key=f"tile-{tile.force.code}", data_from="the map"),
    )
    return html.Li(
        link,
        className=" ".join(name for name, true in sides if true) or None,
        style={
            "left": _percent(box.left),
            "top": _percent(box.top),
            "width": _percent(box.width),
            "height": _percent(box.height),
        },
    )


def _percent(part: float) -> str:
    return f"{100 * part:.3f}%"


def _build_table(shown: ForceMapPage, title: str, selection: Selection) -> Component:
    caption = f"{title}, a row for each police force."
    heads = [
        html.Th("Police force", scope="col"),
        html.Th(shown.unit, scope="col"),
        html.Th("Against the UK", scope="col", className="words"),
        html.Th("Maracs", scope="col", className="words"),
    ]
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr(heads)),
                html.Tbody([_build_row(each, shown, selection) for each in shown.rows]),
            ]
        ),
        id=TABLE,
        className="scroll tight",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _build_row(row: MapRow, shown: ForceMapPage, selection: Selection) -> Component:
    link = html.A(
        row.force.name,
        href=links.force_indicator(row.force.code, shown.indicator, selection),
        **attributes(data_route="to", data_key=f"force-{row.force.code}", data_from="the map"),
    )
    cells = [
        html.Td(row.value),
        html.Td(row.verdict, className="words"),
        html.Td(row.coverage, className="words"),
    ]
    return html.Tr([html.Th(link, scope="row"), *cells], className="own" if row.own else None)
