"""One indicator through time: a line for the Marac and for each larger area, labelled at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from maracdash.figures import interval_bands, text_metrics, theme, trend_labels, value_axis
from maracdash.figures.reference_labels import Scale
from maracdash.figures.theme import Figure
from maracdash.figures.trend_series import find_range, has_known_value, legend_name, select_series
from maracdash.model.answers import AreaRole, Series, SeriesBreak, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.values import Status, Value

PLOT_HEIGHT = 260
"""The least height of the plot, in pixels, on which labels must not overlap."""
MAX_TICKS = 8
TICK_STEPS = (1, 2, *range(4, 400, 4))
FOOT = 62


def draw_trend(answer: Trend, plot: float = PLOT_HEIGHT) -> Figure:
    """The figure of a trend, `plot` pixels high inside its axes. Of a total, only the Marac's own line is drawn."""
    series = select_series(answer)
    bands = interval_bands.find_bands(answer)
    scale = find_range(answer.indicator, series, interval_bands.list_edges(bands))
    quarters = [str(quarter) for quarter in answer.quarters]
    ended = trend_labels.select_ends(series)
    names = trend_labels.write_ends(answer, ended)
    left = round(max(text_metrics.measure_width(answer.indicator.format(edge)) for edge in scale)) + 18
    head = trend_labels.measure_head(answer)
    return {
        "data": [
            *interval_bands.draw_bands(answer, bands),
            *(build_line(answer, each, quarters) for each in reversed(series) if has_known_value(each)),
        ],
        "layout": theme.build_layout(
            height=PLOT_HEIGHT + head + FOOT,
            margin={
                "t": head,
                "b": FOOT,
                "l": left,
                "r": round(max(map(text_metrics.measure_width, names), default=0)) + 20,
            },
            hovermode="closest",
            xaxis=build_quarter_axis(quarters),
            yaxis=build_value_axis(answer.indicator, scale),
            shapes=[_break_line(answer, each) for each in trend_labels.list_breaks(answer)],
            annotations=[
                trend_labels.draw_title(answer, left),
                *trend_labels.draw_ends(ended, names, scale, plot),
                *trend_labels.draw_own_gap(answer, scale, plot),
                *trend_labels.draw_breaks(answer),
            ],
        ),
    }


def build_line(answer: Trend, series: Series, quarters: list[str]) -> dict[str, Any]:
    own, colour = series.role is AreaRole.OWN, theme.COLOURS[series.role]
    quarters, values = _part_at_breaks(answer, quarters, series.values)
    symbols = ["circle-open" if value and value.status is Status.PROXIED else "circle" for value in values]
    marker: dict[str, Any] = {"size": 9 if own else 6, "color": colour}
    if "circle-open" in symbols:
        marker |= {"symbol": symbols, "line": {"width": 2, "color": colour}}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": text_metrics.escape_text(legend_name(series)),
        "x": quarters,
        "y": [
            None if value is None or value.number is None else theme.round_for_screen(value.number) for value in values
        ],
        "connectgaps": False,
        "line": {"color": colour, "dash": theme.DASHES[series.role], "width": 4 if own else 2},
        "marker": marker,
        "customdata": [urlencode({"quarter": quarter}) for quarter in quarters],
        "hovertext": [_hover_text(answer, value) if value else "" for value in values],
        "hovertemplate": f"{_hover_name(series)}<br>%{{x}}: %{{hovertext}}<extra></extra>",
    }


def _part_at_breaks(
    answer: Trend, quarters: list[str], values: Sequence[Value]
) -> tuple[list[str], list[Value | None]]:
    """The points of a line, with an empty one before each break: a line through it would compare what cannot be."""
    broken = {str(each.quarter) for each in trend_labels.list_breaks(answer)} - set(quarters[:1])
    points = [
        point
        for quarter, value in zip(quarters, values, strict=True)
        for point in (((quarter, None), (quarter, value)) if quarter in broken else ((quarter, value),))
    ]
    return [quarter for quarter, _ in points], [value for _, value in points]


def _hover_name(series: Series) -> str:
    return text_metrics.escape_template(text_metrics.escape_text(legend_name(series)))


def _hover_text(answer: Trend, value: Value) -> str:
    return f"{trend_labels.write_number(answer, value)}{value_axis.describe_provenance(value)}"


def build_quarter_axis(quarters: list[str]) -> dict[str, Any]:
    last = len(quarters) - 1
    step = next((step for step in TICK_STEPS if len(quarters) <= MAX_TICKS * step), len(quarters))
    shown = [quarter for i, quarter in enumerate(quarters) if (last - i) % step == 0]
    return theme.build_axis(
        type="category",
        categoryorder="array",
        categoryarray=quarters,
        range=[-0.4, last + 0.4],
        tickvals=shown,
        ticktext=[f"{quarter[5:]}<br>{quarter[:4]}" for quarter in shown],
        ticks="outside",
        showline=True,
        linecolor=theme.GREY,
    )


def build_value_axis(indicator: Indicator, scale: Scale) -> dict[str, Any]:
    return theme.build_axis(
        range=list(scale),
        ticksuffix=indicator.suffix,
        **value_axis.choose_ticks(scale),
        **theme.VALUE_AXIS,
    )


def _break_line(answer: Trend, broken: SeriesBreak) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    line = {"color": theme.INK, "dash": "dot", "width": 2}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}
