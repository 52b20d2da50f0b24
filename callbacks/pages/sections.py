"""A section's charts: choose from the address, ask, draw."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from callbacks.context import Context
from callbacks.pages import revisions
from callbacks.pages.page import Page, PageContent
from callbacks.pages.selections import behind, chosen
from layouts.components.charts import Chart
from layouts.pages import sections
from layouts.pages.sections import Top
from maracdash import catalogue, figures, queries, words
from maracdash.exports import chart_images
from maracdash.figures import legends
from maracdash.model.answers import Comparison
from maracdash.model.indicators import Section
from maracdash.model.selection import Selection
from maracdash.reading.chart_collections import section_charts
from maracdash.words import dashboards as said

START = "/sections/"
Choice = tuple[Selection, Section]


def resolve_section(context: Context, address: str, slug: str) -> Choice:
    """What an address says of a section. Raises UnknownThing or NoRelease."""
    return chosen(context, address), catalogue.section(slug)


def chart(answer: Comparison, figure: figures.Figure) -> Chart:
    """A comparison as a chart among others."""
    return Chart(indicator=answer.indicator, finding=words.finding(answer), alt=words.alt(answer), figure=figure)


def _resolve(context: Context, address: str) -> Choice:
    return resolve_section(context, address, behind(START, address))


def _draw(context: Context, address: str, choice: Choice) -> PageContent:
    selection, of = choice
    answers = section_charts(context.reader, selection, of.slug)
    query = dict(parse_qsl(urlsplit(address).query))
    scales = figures.shared_scales(answers)
    shared = query.get("scale") != "own" if scales else None
    name = answers[0].place.marac.name
    shown = [
        chart(each, figures.compact(each, scales.get(each.indicator.slug) if shared else None)) for each in answers
    ]
    page = Top(
        heading=f"{of.title}: {name}",
        marac=name,
        selection=selection,
        choices=context.reader.ask(queries.choices),
        lines=said.source_lines(answers[0], [each.indicator for each in answers]),
        zip=f"/export/section.zip?section={of.slug}&{selection.query()}",
        without_pictures=chart_images.available(),
    )
    look = (shared, (*legends.dots(answers[0]), *legends.lines(answers[0])))
    content = sections.section(page, of, shown, look, figures.CONFIG)
    return PageContent(content=[*revisions.notice(context, address), *content], selection=selection, title=page.heading)


PAGE = Page(name="section", path=f"{START}<slug>", title="Section", resolve=_resolve, draw=_draw)
