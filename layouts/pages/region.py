"""All Maracs at once: a row each, with three years in a line, the newest figure, and how it compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import filters, html_components
from layouts.components.group_links import build_group_link
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash import catalogue
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.regions import ASCENDING_PREFIX
from maracdash.model.selection import Selection

SORT_HEADINGS = {"marac": "Marac", "force": "Force", "value": "", "change": "On a year before"}
SPARKLINE_HEADING = "Three years"
ARROWS = {"": "↕", "ascending": "↑", "descending": "↓"}


@dataclass(frozen=True, kw_only=True)
class RegionTableRow:
    """Cells of a Marac's row. `picture` is the address of a small picture, `description` its alternative text."""

    marac: Area
    force: str
    picture: str
    description: str
    value: str
    year_change: str
    against_force: str
    against_uk: str
    against_group: str
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class RegionPage:
    """Content of the page."""

    indicator: str
    unit: str
    quarter: Quarter
    within: str
    summary: str
    rows: tuple[RegionTableRow, ...]
    sort: str
    query: str
    areas: tuple[Area, ...]
    quarters: tuple[Quarter, ...]
    lines: tuple[str, ...]
    comparators: tuple[str, ...]


def layout(shown: RegionPage, selection: Selection) -> list[Component]:
    """Filters, one sentence, the table."""
    title = catalogue.indicator(shown.indicator).title
    return [
        html.H1("All Maracs at once"),
        html.Div(
            [
                _indicator_select(shown),
                filters.build_area_select("all-within", shown.areas, shown.within),
                _quarter_select(shown),
            ],
            className="pickers three",
            role="search",
        ),
        html.Div(id=ids.NOTICE, role="alert"),
        html.Section(
            [
                html.H2(title, id="all-maracs"),
                html.P(shown.summary, role="status"),
                html.P(build_group_link(selection), className="further"),
                _build_table(shown, title, selection),
            ],
            className="charts-of-all",
            **attributes(aria_labelledby="all-maracs", data_query=shown.query),
        ),
        html.Div(html_components.paragraphs(shown.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _indicator_select(shown: RegionPage) -> Component:
    options = [
        (each.slug, f"{section.title}: {each.title}")
        for section in catalogue.SECTIONS
        for each in catalogue.section_indicators(section.slug)
    ]
    return filters.build_select("Indicator", ("all-indicator", "indicator"), options, shown.indicator)


def _quarter_select(shown: RegionPage) -> Component:
    offered = sorted({*shown.quarters, shown.quarter}, reverse=True)
    options = [(str(each), f"{each}: {describe_period(each, Window.YEAR)}") for each in offered]
    return filters.build_select("Quarter", ("all-quarter", "quarter"), options, str(shown.quarter))


def _build_table(shown: RegionPage, title: str, selection: Selection) -> Component:
    heads = [
        _sort_heading("marac", shown),
        _sort_heading("force", shown),
        html.Th(SPARKLINE_HEADING, scope="col", className="words"),
        _sort_heading("value", shown),
        _sort_heading("change", shown),
        *(html.Th(each, scope="col", className="words") for each in shown.comparators),
    ]
    caption = f"{title}, a row for each Marac. The buttons in the header sort."
    body = [_build_row(each, selection) for each in shown.rows]
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(body)]),
        className="scroll all",
        role="region",
        tabIndex=0,
        **attributes(aria_label=caption),
    )


def _sort_heading(word: str, shown: RegionPage) -> Component:
    state = _sort_state(word, shown.sort)
    text = SORT_HEADINGS[word] or shown.unit
    following = word if not state or shown.sort.startswith(ASCENDING_PREFIX) else f"{ASCENDING_PREFIX}{word}"
    button = html.Button(
        [f"{text} ", html.Span(ARROWS[state], **attributes(aria_hidden="true"))],
        type="button",
        className="head",
        **attributes(data_set=f"sort={following}", data_key=f"sort-{word}"),
    )
    left = "words" if word in ("marac", "force") else None
    return html.Th(button, scope="col", className=left, **attributes(aria_sort=state or "none"))


def _sort_state(word: str, sort: str) -> str:
    if sort.removeprefix(ASCENDING_PREFIX) != word:
        return ""
    names = word in ("marac", "force")
    return "ascending" if names is not sort.startswith(ASCENDING_PREFIX) else "descending"


def _build_row(row: RegionTableRow, selection: Selection) -> Component:
    link = html.A(
        row.marac.name,
        href=links.marac_overview(row.marac.code, selection),
        **attributes(data_route="to", data_key=f"marac-{row.marac.code}", data_from="all Maracs"),
    )
    picture = html.Img(src=row.picture, alt=row.description, width=160, height=36)
    cells: Sequence[Component] = (
        html.Td(row.force, className="words"),
        html.Td(picture, className="words"),
        html.Td(row.value),
        html.Td(row.year_change),
        html.Td(row.against_force, className="words"),
        html.Td(row.against_uk, className="words"),
        *((html.Td(row.against_group, className="words"),) if row.against_group else ()),
    )
    return html.Tr([html.Th(link, scope="row"), *cells], className="own" if row.own else None)
