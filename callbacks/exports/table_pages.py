"""The tables behind a chart as a page of their own: what the screen shows as a table, to be copied or kept."""

from __future__ import annotations

from layouts.components import html_components, tables
from layouts.html.markup import render_html
from maracdash import words
from maracdash.exports.files import File, name_answer_file
from maracdash.model.answers import Comparison, Trend

MEDIA_TYPE = "text/html; charset=utf-8"


def build_table_page(answer: Comparison | Trend) -> File:
    """The tables with captions, then source, period, release and marking, as one page without script or style."""
    title = render_html(words.write_finding(answer))
    listed = tables.build_view_tables(answer, words.build_figure_rows(answer))
    body = render_html([*listed, *html_components.paragraphs(words.write_source_lines(answer))])
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    page = f'<!DOCTYPE html><html lang="en-GB">{head}<body>{body}</body></html>'
    return File(name=name_answer_file(answer, "html"), content=page.encode("utf-8"), media_type=MEDIA_TYPE)
