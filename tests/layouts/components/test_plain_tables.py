"""Tables for who has no chart are those that stand behind the chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from layouts.components import tables
from layouts.html.markup import render_html
from maracdash import queries, words
from maracdash.model.answers import Comparison, Trend
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.queries.query import Query
from maracdash.reading.reader import Reader


@pytest.mark.parametrize("query", [queries.COMPARISON, queries.TREND])
def test_a_plain_table_is_written_as_the_table_behind_the_chart(
    demonstration: Path, query: Query[[Selection], Comparison | Trend]
) -> None:
    reader = Reader(demonstration, Audience.FULL)
    answer = reader.ask(query, reader.ask(queries.DEFAULT_SELECTION))
    rows = words.build_figure_rows(answer)
    plain, behind = tables.build_plain_tables(answer, rows), tables.build_view_tables(answer, rows)
    assert list(read_tags(render_html(plain))) == list(read_tags(render_html(behind)))


def read_tags(html: str) -> Iterator[tuple[str, list[str], str]]:
    """Each tag with its attributes, in whatever order they stand, and the text behind it."""
    for tag, attributes, text in re.findall(r"<(/?\w+)([^>]*)>([^<]*)", html):
        yield tag, sorted(re.findall(r'[\w-]+="[^"]*"', attributes)), text
