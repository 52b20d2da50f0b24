"""A section's charts: choose from the address, ask, draw."""

from __future__ import annotations

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import path_remainder, resolve_selection
from layouts.components import tables
from layouts.components.charts import Chart
from layouts.pages import sections
from layouts.pages.sections import ChartsPageFrame
from maracdash import catalogue, figures, queries, words
from maracdash.exports import chart_images
from maracdash.figures import legends
from maracdash.model.answers import Comparison
from maracdash.model.indicators import Section
from maracdash.model.query_strings import read_query
from maracdash.model.selection import Selection
from maracdash.reading.chart_collections import ask_section_charts
from maracdash.words import dashboards as said

START = "/sections/"
Choice = tuple[Selection, Section]


def resolve_section(context: AppContext, address: str, slug: str) -> Choice:
    """Resolve the address of a section. Raises NotFoundError or NoReleaseError."""
    return resolve_selection(context, address), catalogue.section(slug)


def build_chart(answer: Comparison, figure: figures.Figure) -> Chart:
    """A comparison as a chart among others."""
    return Chart(
        indicator=answer.indicator,
        finding=words.write_finding(answer),
        alt=words.write_alt_text(answer),
        figure=figure,
        notes=words.write_brief_gap(answer),
        tables=lambda: tables.build_plain_tables(answer, words.build_figure_rows(answer)),
    )


def _resolve(context: AppContext, address: str) -> Choice:
    return resolve_section(context, address, path_remainder(START, address))


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    selection, of = choice
    answers = ask_section_charts(context.reader, selection, of.slug)
    query = read_query(address)
    scales = figures.find_shared_scales(answers)
    shared = query.get("scale") != "own" if scales else None
    area = answers[0].hierarchy.area
    shown = [
        build_chart(each, figures.draw_small_multiple(each, scales.get(each.indicator.slug) if shared else None))
        for each in answers
    ]
    page = ChartsPageFrame(
        heading=f"{of.title}: {area.name}",
        area=area,
        selection=selection,
        choices=context.reader.ask(queries.CHOICES),
        lines=said.write_page_source_lines(answers[0], [each.indicator for each in answers], answers),
        zip=f"/export/section.zip?section={of.slug}&{selection.query()}",
        without_pictures=chart_images.explain_unavailable(),
    )
    look = (shared, (*legends.dot_entries(answers[0]), *legends.line_entries(answers[0])))
    content = sections.build_section(page, of, shown, look, figures.GRAPH_CONFIG)
    return PageContent(
        content=[*revisions.build_notice(context, address), *content], selection=selection, title=page.heading
    )


PAGE = Page(name="section", path=f"{START}<slug>", title="Section", resolve=_resolve, draw=_draw)
