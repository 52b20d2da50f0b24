"""One indicator through time: a line for the Marac and for each larger area, labelled at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maracdash.catalogue import formulas
from maracdash.figures import gap_labels, label_layout, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.theme import Figure
from maracdash.model.answers import Role, Series, SeriesBreak, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.values import Status, Value

PLOT_HEIGHT = 260
"""The least height of the plot, in pixels, on which labels must not overlap."""
MOST_TICKS = 8
TICK_STEPS = (1, 2, *range(4, 400, 4))
FOOT = 62
PLOT_WIDTH = 240
"""The least width in pixels on which the words of gaps must not overlap."""
BROKEN = "not comparable<br>with earlier"
"""In two lines, which fit beside a break on a narrow screen."""
TITLE = 280
"""The width in pixels in which the title of the axis of values is written: it stands above the axis, level."""


def draw_trend(answer: Trend, plot: float = PLOT_HEIGHT, room: float = PLOT_WIDTH) -> Figure:
    """The figure of a trend, `plot` pixels high inside its axes. Of a total, only the Marac's own line is drawn."""
    series = select_series(answer)
    scale = _value_range(answer.indicator, series)
    quarters = [str(quarter) for quarter in answer.quarters]
    names = [_end_label(answer, each) for each in series]
    left = round(max(text_metrics.measure_width(answer.indicator.format(edge)) for edge in scale)) + 18
    return {
        "data": [_line_trace(answer, each, quarters) for each in reversed(series) if has_known_value(each)],
        "layout": theme.build_layout(
            height=PLOT_HEIGHT + head_height(answer) + FOOT,
            margin={
                "t": head_height(answer),
                "b": FOOT,
                "l": left,
                "r": round(max(map(text_metrics.measure_width, names), default=0)) + 20,
            },
            hovermode="closest",
            xaxis=_quarter_axis(quarters),
            yaxis=_value_axis(answer.indicator, scale),
            shapes=[_break_line(answer, each) for each in _breaks(answer)],
            annotations=[
                _axis_title(answer, left),
                *_end_label_notes(series, names, scale, plot),
                *gap_labels.label_gaps(answer, series, scale, plot, room),
                *(_break_label(answer, each) for each in _breaks(answer)),
            ],
        ),
    }


def head_height(answer: Trend) -> int:
    """Pixels above the plot: the title of the axis, and under it the words of breaks."""
    return theme.LEADING * len(_title(answer)) + _place_under_title(answer) + theme.TOP_MARGIN


def select_series(answer: Trend) -> tuple[Series, ...]:
    """The series worth a line: of totals only the Marac's own, larger areas being of another size."""
    if answer.indicator.is_total:
        return tuple(each for each in answer.series if each.role is Role.OWN)
    return tuple(each for each in answer.series if not _is_repeated(each, answer))


def _is_repeated(series: Series, answer: Trend) -> bool:
    if series.role is not Role.COUNTRY:
        return False
    others = [each for each in answer.series if each.role in (Role.REGION, Role.UK)]
    told = [each for each in others if has_known_value(each)]
    return any(each.area.name == series.area.name or _numbers(each) == _numbers(series) for each in told)


def _numbers(series: Series) -> list[float | None]:
    return [value.number for value in series.values]


def has_known_value(series: Series) -> bool:
    """True where a line has a value to draw."""
    return any(value.known for value in series.values)


def _value_range(indicator: Indicator, series: tuple[Series, ...]) -> tuple[float, float]:
    numbers = [number for each in series for number in _numbers(each) if number is not None]
    low, high = min([*numbers, 0]), max([*numbers, 0])
    if low == high:
        return (0, 1)
    spare = (high - low) * 0.06
    signed = indicator.rule is formulas.change
    return (theme.round_for_screen(low - spare) if signed or low < 0 else 0, theme.round_for_screen(high + spare))


def _line_trace(answer: Trend, series: Series, quarters: list[str]) -> dict[str, Any]:
    own, colour = series.role is Role.OWN, theme.COLOURS[series.role]
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
        "hovertext": [
            f"{_write_number(answer, value)}{value_axis.describe_provenance(value)}" if value else ""
            for value in values
        ],
        "hovertemplate": f"{_hover_name(series)}<br>%{{x}}: %{{hovertext}}<extra></extra>",
    }


def _part_at_breaks(
    answer: Trend, quarters: list[str], values: Sequence[Value]
) -> tuple[list[str], list[Value | None]]:
    """The points of a line, with an empty one before each break: a line through it would compare what cannot be."""
    broken = {str(each.quarter) for each in _breaks(answer)} - set(quarters[:1])
    points = [
        point
        for quarter, value in zip(quarters, values, strict=True)
        for point in (((quarter, None), (quarter, value)) if quarter in broken else ((quarter, value),))
    ]
    return [quarter for quarter, _ in points], [value for _, value in points]


def legend_name(series: Series) -> str:
    """Name of a line in the legend, as plain text."""
    if series.role is Role.OWN:
        return series.area.name
    return reference_lines.legend_name(series.area, series.role)


def _hover_name(series: Series) -> str:
    return text_metrics.escape_template(text_metrics.escape_text(legend_name(series)))


def _write_number(answer: Trend, value: Value) -> str:
    return value.status.words if value.number is None else answer.indicator.format(value.number)


def _end_label(answer: Trend, series: Series) -> str:
    text = _write_number(answer, series.values[-1]) if series.values else ""
    if series.role is Role.OWN:
        rows = text_metrics.wrap_text(f"{series.area.name} {text}", 16)
        return text_metrics.make_bold(text_metrics.join_lines(rows))
    return f"{text_metrics.escape_text(reference_lines.short_name(series.area, series.role))} {text}"


def _end_label_notes(
    series: tuple[Series, ...], names: list[str], scale: tuple[float, float], plot: float
) -> list[dict[str, Any]]:
    low, high = scale
    lasting = [next((v.number for v in reversed(each.values) if v.number is not None), low) for each in series]
    pixels = [(number - low) / (high - low) * plot for number in lasting]
    gap = theme.LINE_HEIGHT * (1 + max((name.count("<br>") for name in names), default=0) / 2)
    return [
        theme.build_note(
            name,
            xref="paper",
            x=1,
            xanchor="left",
            xshift=10,
            y=theme.round_for_screen(low + place / plot * (high - low)),
            align="left",
            font={"color": theme.COLOURS[each.role]},
        )
        for each, name, place in zip(series, names, label_layout.space_apart(pixels, gap, 0, plot), strict=True)
    ]


def _quarter_axis(quarters: list[str]) -> dict[str, Any]:
    last = len(quarters) - 1
    step = next((step for step in TICK_STEPS if len(quarters) <= MOST_TICKS * step), len(quarters))
    shown = [quarter for i, quarter in enumerate(quarters) if (last - i) % step == 0]
    return theme.build_axis(
        type="category",
        range=[-0.4, last + 0.4],
        tickvals=shown,
        ticktext=[f"{quarter[5:]}<br>{quarter[:4]}" for quarter in shown],
        ticks="outside",
        showline=True,
        linecolor=theme.GREY,
    )


def _value_axis(indicator: Indicator, scale: tuple[float, float]) -> dict[str, Any]:
    return theme.build_axis(range=list(scale), ticksuffix=indicator.suffix, **theme.VALUE_AXIS)


def _title(answer: Trend) -> list[str]:
    return text_metrics.fit_text(answer.indicator.label, TITLE, theme.TEXT_SIZE)


def _place_under_title(answer: Trend) -> int:
    """Room for the words of breaks, else for the upper half of the highest tick's number."""
    return theme.LEADING * (1 + BROKEN.count("<br>")) if _breaks(answer) else theme.TOP_MARGIN


def _axis_title(answer: Trend, left: float) -> dict[str, Any]:
    """Title of the value axis, level above it, from the figure's left edge on."""
    return theme.build_note(
        text_metrics.join_lines(_title(answer)),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=-left,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=_place_under_title(answer),
        align="left",
    )


def _breaks(answer: Trend) -> list[SeriesBreak]:
    return [each for each in answer.breaks if each.quarter in answer.quarters]


def _break_line(answer: Trend, broken: SeriesBreak) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    line = {"color": theme.INK, "dash": "dot", "width": 2}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _break_label(answer: Trend, broken: SeriesBreak) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    right = at > len(answer.quarters) / 2 - 1
    return theme.build_note(
        BROKEN,
        x=at,
        xanchor="right" if right else "left",
        yref="paper",
        y=1,
        yanchor="bottom",
        align="right" if right else "left",
    )
