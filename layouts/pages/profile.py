"""The profile: one row an indicator, with where it lies, how it compares, and how it moved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import filters, html_components
from layouts.components.pickers import build_pickers
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.answers import AreaRole, Choices
from maracdash.model.area_profiles import ProfileOrder
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.selection import Selection
from maracdash.words.area_profiles import WrittenCell

ORDER_NAMES = {ProfileOrder.SECTION: "By section", ProfileOrder.STANDING_OUT: "What stands out first"}
FILE_NAMES = {"profile.csv": "CSV", "profile.xlsx": "Excel"}


@dataclass(frozen=True, kw_only=True)
class ProfilePageRow:
    """Cells of an indicator. A picture is its address with its alternative text; an empty address is not drawn."""

    indicator: Indicator
    own: WrittenCell
    strip: tuple[str, str]
    comparators: tuple[WrittenCell, ...]
    movement: WrittenCell
    history: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ProfilePage:
    """Content of the page. `key` is the address of each shape of the strips; `query` is the address in full."""

    heading: str
    area: Area
    choices: Choices
    selection: Selection
    comparators: tuple[AreaRole, ...]
    names: Mapping[AreaRole, str]
    against: AreaRole
    order: ProfileOrder
    section: str
    summary: str
    rows: tuple[ProfilePageRow, ...]
    key: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    lines: tuple[str, ...]
    query: str


def layout(shown: ProfilePage) -> list[Component]:
    """Pickers, the sentence, filters, the table."""
    caption = f"{shown.area.name}, {len(shown.rows)} indicators: {ORDER_NAMES[shown.order].lower()}"
    return [
        html.H1(shown.heading),
        build_pickers(shown.choices, shown.area, shown.selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        html.P(shown.summary, className="finding", role="status"),
        html.P(
            html.A(
                "Summary in words",
                href=links.summary(shown.selection),
                **attributes(data_route="to", data_key="summary", data_from="the profile"),
            )
        ),
        html.Div([_comparator_select(shown), _order_select(shown), _section_select(shown)], className="pickers three"),
        html.Div([html.H2("Every indicator", id="every-indicator"), _share_menu(shown)], className="bar"),
        _build_key(shown.key),
        html.Section(
            _build_table(shown, caption),
            className="charts-of-all",
            **attributes(aria_labelledby="every-indicator", data_query=shown.query),
        ),
        *html_components.paragraphs(shown.notes, "key"),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _comparator_select(shown: ProfilePage) -> Component:
    options = [(str(role), shown.names[role]) for role in shown.comparators]
    return filters.build_select("What stands out from", ("profile-against", "against"), options, str(shown.against))


def _order_select(shown: ProfilePage) -> Component:
    options = [(str(each), words) for each, words in ORDER_NAMES.items()]
    return filters.build_select("Order", ("profile-order", "order"), options, str(shown.order))


def _section_select(shown: ProfilePage) -> Component:
    return filters.build_section_select("profile-section", shown.section)


def _share_menu(shown: ProfilePage) -> Component:
    return filters.build_share_menu((f"/export/{name}?{shown.query}", words) for name, words in FILE_NAMES.items())


def _build_key(key: Iterable[tuple[str, str]]) -> Component:
    items = [html.Li([html.Img(src=src, alt="", width=24, height=24), words]) for src, words in key]
    return html.Ul(items, className="legend", **attributes(aria_label="Shapes of the strips"))


def _build_table(shown: ProfilePage, caption: str) -> Component:
    names = [f"Against {shown.names[role]}".replace("its most similar", "similar") for role in shown.comparators]
    columns = ("Indicator", "Figure and 95% interval", "Where it lies", *names, "On a year before", "Three years")
    heads = [
        html.Th(text, scope="col", role="columnheader", className=None if place == 1 else "words")
        for place, text in enumerate(columns)
    ]
    return html.Div(
        html.Table(
            [html.Caption(caption), html.Thead(html.Tr(heads, role="row")), *_build_bodies(shown, len(heads))],
            role="table",
            style=_name_columns(columns),
        ),
        className="scroll all profile",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _name_columns(columns: Sequence[str]) -> dict[str, str]:
    """Names for the style sheet, which writes them in every cell where the screen is too narrow for columns."""
    return {f"--head-{place}": json.dumps(text, ensure_ascii=False) for place, text in enumerate(columns, 1)}


def _build_bodies(shown: ProfilePage, columns: int) -> list[Component]:
    """One body a section, under its name; in another order one body of all."""
    if shown.order is not ProfileOrder.SECTION:
        return [html.Tbody([_build_row(row, shown) for row in shown.rows])]
    found: list[Component] = []
    for section in catalogue.SECTIONS:
        rows = [_build_row(row, shown) for row in shown.rows if row.indicator.section == section.slug]
        title = html.Th(section.title, scope="rowgroup", role="rowheader", colSpan=columns)
        head = html.Tr(title, role="row", className="section")
        found += [html.Tbody([head, *rows])] if rows else []
    return found


def _build_row(row: ProfilePageRow, shown: ProfilePage) -> Component:
    slug = row.indicator.slug
    link = html.A(
        row.indicator.title,
        href=links.indicator(slug, shown.selection),
        **attributes(data_route="to", data_key=f"profile-{slug}", data_from="the profile"),
    )
    cells: Sequence[Component] = (
        _build_cell(row.own, "own-figure"),
        html.Td(_build_picture(row.strip, (168, 36)), role="cell", className="words"),
        *(_build_cell(each, "words") for each in row.comparators),
        _build_cell(row.movement, "words moved"),
        html.Td(_build_picture(row.history, (120, 27)), role="cell", className="words"),
    )
    name = html.Th(link, scope="row", role="rowheader")
    return html.Tr([name, *cells], role="row")


def _build_cell(cell: WrittenCell, name: str) -> Component:
    """The words, and under them what is beside them."""
    beside = (" ", html.Span(cell.beside, className="beside")) if cell.beside else ()
    return html.Td([cell.words, *beside], role="cell", className=f"{name} quiet" if cell.quiet else name)


def _build_picture(picture: tuple[str, str], size: tuple[int, int]) -> Component:
    """The picture with its words as alternative text; where it is not drawn, the words alone."""
    src, words = picture
    if not src:
        return html.Span(words, className="absent")
    return html.Img(None, src=src, alt=words, width=size[0], height=size[1])
