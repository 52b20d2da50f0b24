"""Several charts of one Marac and quarter: those of a section, and those of a dashboard."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue, queries
from maracdash.catalogue import dashboards
from maracdash.model.answers import Comparison, Trend
from maracdash.model.dashboards import BlockKind
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader


def ask_section_charts(reader: Reader, selection: Selection, slug: str) -> tuple[Comparison, ...]:
    """Each indicator of a section beside others. Raises NotFoundError."""
    indicators = catalogue.section_indicators(catalogue.section(slug).slug)
    return tuple(reader.ask(queries.COMPARISON, replace(selection, indicator=each.slug)) for each in indicators)


def ask_dashboard_charts(reader: Reader, selection: Selection, slug: str) -> tuple[Comparison | Trend, ...]:
    """Every chart of a dashboard, from top to bottom, each once. Raises NotFoundError."""
    asked: dict[tuple[bool, str], Comparison | Trend] = {}
    for block in dashboards.dashboard(slug).blocks:
        through_time = block.kind is BlockKind.TREND
        for each in block.indicators:
            if (through_time, each) not in asked:
                chosen = replace(selection, indicator=each)
                asked[through_time, each] = (
                    reader.ask(queries.TREND, chosen) if through_time else reader.ask(queries.COMPARISON, chosen)
                )
    return tuple(asked.values())
