"""Places of all that a native chart of a slide has, before it is written: plot, axis, labels, averages and legend.

Lines and labels stand beside the chart at their values, so the axis is fixed and the plot stands where it is put.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from maracdash.exports.slide_geometry import MIN_FONT_SIZE, Box, spread_labels
from maracdash.figures import reference_labels, reference_lines, text_metrics, theme, trend_series, value_axis
from maracdash.figures.reference_labels import Scale, Side
from maracdash.model.answers import AreaRole, Comparison, Point, Series, Trend
from maracdash.model.values import Status, Value

LEGEND, AXIS, LABEL_ROW = 24.0, 38.0, 16.0
LEGEND_KEY = 52.0
"""Width of the mark before a name in the legend, and of the gap after it."""
MAX_LABEL_ROWS = 5
MIN_ROW_HEIGHT = 14.0
"""Height of a row in which a name of 12 points stands clear of its neighbours."""
MAX_ROW_HEIGHT = 54.0
SPARE_RIGHT = 48.0
WIDEST_NAMES = 0.46
TICKS = 5
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, kw_only=True)
class ChartLabel:
    """A text beside the plot in the colour of its role."""

    role: AreaRole
    text: str
    box: Box
    side: Side = Side.RIGHT


@dataclass(frozen=True, kw_only=True)
class ChartRule:
    """A line across the plot at the value of an average."""

    role: AreaRole
    words: str
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class ChartPlan:
    """A chart before it is written: its frame, the plot in it, the axis, the lines and the labels."""

    frame: Box
    plot: Box
    scale: Scale
    step: float
    legend: bool
    labels: tuple[ChartLabel, ...]
    rules: tuple[ChartRule, ...] = ()


def select_bars(answer: Comparison, box: Box) -> tuple[Point, ...]:
    """The Maracs that have room for a bar: all, else those of the force, else the nearest in order to one's own."""
    force = list_force(answer)
    for points in (answer.maracs, force):
        if plan_bars(answer, points, box).plot.height >= MIN_ROW_HEIGHT * len(points):
            return points
    most = int((box.height - LEGEND - MAX_LABEL_ROWS * LABEL_ROW) // MIN_ROW_HEIGHT)
    at = next(place for place, point in enumerate(force) if point.role is AreaRole.OWN)
    first = max(0, min(at - most // 2, len(force) - most))
    return force[first : first + most]


def list_force(answer: Comparison) -> tuple[Point, ...]:
    """The Marac and the others of its force."""
    return tuple(point for point in answer.maracs if point.role is not AreaRole.GROUP_MARAC)


def plan_bars(answer: Comparison, points: Sequence[Point], box: Box) -> ChartPlan:
    """The place of everything: labels of averages over the plot, names of Maracs before it, a legend under it."""
    low, high = value_axis.find_extent(answer)
    scale, step = round_scale(low, high)
    names = min(max(map(measure_text, [label_bar(point) for point in points])) + 10, box.width * WIDEST_NAMES)
    width = box.width - names - SPARE_RIGHT
    placed = [
        label
        for label in reference_labels.place_labels(
            reference_lines.build_labels(answer), scale, width / MIN_FONT_SIZE * theme.TEXT_SIZE
        )
        if label.at is not None
    ]
    head = LABEL_ROW * (1 + max((each.row for each in placed), default=-1)) + 2
    roles = {point.role for point in points if point.value.known}
    legend = _measure_legend([name_series(answer, role) for role in roles], box.width)
    tall = box.height - head - legend
    tall = min(tall, MAX_ROW_HEIGHT * len(points) + 10)
    frame = Box(x=box.x, y=box.y, width=box.width, height=head + tall + legend)
    plot = Box(x=box.x + names, y=box.y + head, width=width, height=tall)
    labels, rules = [], []
    for each in placed:
        x = plot.x + ((each.at or 0) - scale[0]) / (scale[1] - scale[0]) * plot.width
        top, wide = box.y + each.row * LABEL_ROW, measure_text(each.text) + 6
        text = each.text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        before = {Side.LEFT: wide, Side.OVER: wide / 2, Side.RIGHT: 0}[each.side]
        place = Box(x=x - before, y=top, width=wide, height=LABEL_ROW)
        labels.append(ChartLabel(role=each.role, text=text, box=place, side=each.side))
        begun = top + (LABEL_ROW if each.side is Side.OVER else 0)
        rules.append(ChartRule(role=each.role, words=text, x=x, top=begun, bottom=plot.bottom))
    return ChartPlan(
        frame=frame,
        plot=plot,
        scale=scale,
        step=step,
        legend=legend > 0,
        labels=tuple(labels),
        rules=tuple(rules),
    )


def plan_lines(answer: Trend, box: Box) -> ChartPlan:
    """The place of everything: values before the plot, labels of the lines at their ends, a legend under it."""
    series = list_lines(answer)
    low, high = trend_series.find_range(answer.indicator, series)
    scale, step = round_scale(low, high, _finest_step(answer))
    left = max(measure_text(answer.indicator.format(edge)) for edge in scale) + 12
    ends = [(each, _last_known(each)) for each in series]
    texts = [f"{_short_name(each)} {answer.indicator.format_value(value)}" for each, value in ends]
    right = max(map(measure_text, texts), default=0) + 12
    legend = _measure_legend([trend_series.legend_name(each) for each in series], box.width)
    tall = box.height - AXIS - 8 - legend
    plot = Box(x=box.x + left, y=box.y + 8, width=box.width - left - right, height=tall)
    wanted = [plot.bottom - ((value.number or 0) - scale[0]) / (scale[1] - scale[0]) * plot.height for _, value in ends]
    middles = spread_labels(wanted, LABEL_ROW, plot.y - 8, plot.bottom)
    labels = tuple(
        ChartLabel(
            role=each.role,
            text=text,
            box=Box(x=plot.right + 4, y=middle - LABEL_ROW / 2, width=right - 4, height=LABEL_ROW),
        )
        for (each, _), text, middle in zip(ends, texts, middles, strict=True)
    )
    return ChartPlan(frame=box, plot=plot, scale=scale, step=step, legend=legend > 0, labels=labels)


def list_lines(answer: Trend) -> tuple[Series, ...]:
    """The series of a trend that have a line."""
    return tuple(each for each in trend_series.select_series(answer) if trend_series.has_known_value(each))


def label_bar(point: Point) -> str:
    """Name of a Marac before its bar; why there is none, and that one is an estimate."""
    if not point.value.known:
        return f"{point.area.name}: {point.value.status.words}"
    return f"{point.area.name} (estimated)" if point.value.status is Status.PROXIED else point.area.name


def round_scale(low: float, high: float, finest: float = 0.0) -> tuple[Scale, float]:
    """An axis with a round step that holds the least and the most, and the step, which is not under the finest."""
    if low >= high:
        return (0.0, 1.0), 1.0
    raw = max((high - low) / TICKS, finest)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(each * size for each in STEPS if each * size >= raw * 0.999)
    return (math.floor(low / step) * step, math.ceil(high / step) * step), step


def name_series(answer: Comparison, role: AreaRole) -> str:
    """Name of the Maracs of a role in the legend."""
    return answer.hierarchy.area.name if role is AreaRole.OWN else value_axis.legend_name(answer, role)


def measure_text(text: str) -> float:
    """Width of a text in points, in the least size of a slide."""
    return text_metrics.measure_width(text, MIN_FONT_SIZE)


def _measure_legend(names: Sequence[str], width: float) -> float:
    """Height of a legend under a chart, its names in columns; none where there is one name, which the title says."""
    if len(names) < 2:
        return 0.0
    columns = max(1, int(width // (max(map(measure_text, names)) + LEGEND_KEY)))
    return LEGEND + LABEL_ROW * (math.ceil(len(names) / columns) - 1)


def _finest_step(answer: Trend) -> float:
    """A step of the axis that is seen in its numbers as they are written."""
    values = [value for each in answer.series for value in each.values]
    return float(10 ** -answer.indicator.fitting(*values).decimals)


def _short_name(series: Series) -> str:
    return series.area.name if series.role is AreaRole.OWN else reference_lines.short_name(series.area, series.role)


def _last_known(series: Series) -> Value:
    return next(value for value in reversed(series.values) if value.known)
