"""One indicator through time: a line for the Marac and for each larger area, labelled at its end."""

from __future__ import annotations

from typing import Any

from maracdash.catalogue import formulas
from maracdash.figures import gap_labels, label_layout, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.theme import Figure
from maracdash.model.answers import Break, Role, Series, Trend
from maracdash.model.indicators import Indicator
from maracdash.model.values import Status, Value

PLOT = 260
"""The least height of the plot, in pixels, on which labels must not overlap."""
TICKS = 8
STEPS = (1, 2, *range(4, 400, 4))
FOOT = 62
ROOM = 240
"""The least width in pixels on which the words of gaps must not overlap."""
BROKEN = "not comparable<br>with earlier"
"""In two lines, which fit beside a break on a narrow screen."""
TITLE = 280
"""The width in pixels in which the title of the axis of values is written: it stands above the axis, level."""


def trend(answer: Trend, plot: float = PLOT, room: float = ROOM) -> Figure:
    """The figure of a trend, `plot` pixels high inside its axes. Of a total, only the Marac's own line is drawn."""
    series = drawn(answer)
    scale = _extent(answer.indicator, series)
    quarters = [str(quarter) for quarter in answer.quarters]
    names = [_end(answer, each) for each in series]
    left = round(max(text_metrics.width(answer.indicator.format(edge)) for edge in scale)) + 18
    return {
        "data": [_line(answer, each, quarters) for each in reversed(series) if is_any_known(each)],
        "layout": theme.layout(
            height=PLOT + head(answer) + FOOT,
            margin={
                "t": head(answer),
                "b": FOOT,
                "l": left,
                "r": round(max(map(text_metrics.width, names), default=0)) + 20,
            },
            hovermode="closest",
            xaxis=_quarters(quarters),
            yaxis=_values(answer.indicator, scale),
            shapes=[_break_line(answer, each) for each in _breaks(answer)],
            annotations=[
                _axis_title(answer, left),
                *_labels(series, names, scale, plot),
                *gap_labels.said(answer, series, scale, plot, room),
                *(_break_label(answer, each) for each in _breaks(answer)),
            ],
        ),
    }


def head(answer: Trend) -> int:
    """Pixels above the plot: the title of the axis, and under it the words of breaks."""
    return theme.LEADING * len(_title(answer)) + _under_title(answer) + theme.HEAD


def drawn(answer: Trend) -> tuple[Series, ...]:
    """The series worth a line: of totals only the Marac's own, larger areas being of another size."""
    if answer.indicator.is_total:
        return tuple(each for each in answer.series if each.role is Role.OWN)
    return tuple(each for each in answer.series if not _repeated(each, answer))


def _repeated(series: Series, answer: Trend) -> bool:
    if series.role is not Role.COUNTRY:
        return False
    others = [each for each in answer.series if each.role in (Role.REGION, Role.UK)]
    told = [each for each in others if is_any_known(each)]
    return any(each.area.name == series.area.name or _numbers(each) == _numbers(series) for each in told)


def _numbers(series: Series) -> list[float | None]:
    return [value.number for value in series.values]


def is_any_known(series: Series) -> bool:
    """Whether there is anything of a line to draw."""
    return any(value.known for value in series.values)


def _extent(indicator: Indicator, series: tuple[Series, ...]) -> tuple[float, float]:
    numbers = [number for each in series for number in _numbers(each) if number is not None]
    low, high = min([*numbers, 0]), max([*numbers, 0])
    if low == high:
        return (0, 1)
    spare = (high - low) * 0.06
    signed = indicator.rule is formulas.change
    return (theme.rounded(low - spare) if signed or low < 0 else 0, theme.rounded(high + spare))


def _line(answer: Trend, series: Series, quarters: list[str]) -> dict[str, Any]:
    own, colour = series.role is Role.OWN, theme.COLOURS[series.role]
    symbols = ["circle-open" if value.status is Status.PROXIED else "circle" for value in series.values]
    marker: dict[str, Any] = {"size": 9 if own else 6, "color": colour}
    if "circle-open" in symbols:
        marker |= {"symbol": symbols, "line": {"width": 2, "color": colour}}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": text_metrics.safe(named(series)),
        "x": quarters,
        "y": [None if number is None else theme.rounded(number) for number in _numbers(series)],
        "connectgaps": False,
        "line": {"color": colour, "dash": theme.DASHES[series.role], "width": 4 if own else 2},
        "marker": marker,
        "hovertext": [f"{_written(answer, value)}{value_axis.standing(value)}" for value in series.values],
        "hovertemplate": f"{_hover_name(series)}<br>%{{x}}: %{{hovertext}}<extra></extra>",
    }


def named(series: Series) -> str:
    """What the legend calls a line, as plain text."""
    if series.role is Role.OWN:
        return series.area.name
    return reference_lines.named(series.role, series.area.name)


def _hover_name(series: Series) -> str:
    return text_metrics.literal(text_metrics.safe(named(series)))


def _written(answer: Trend, value: Value) -> str:
    return value.status.words if value.number is None else answer.indicator.format(value.number)


def _end(answer: Trend, series: Series) -> str:
    text = _written(answer, series.values[-1]) if series.values else ""
    if series.role is Role.OWN:
        rows = text_metrics.lines(f"{series.area.name} {text}", 16)
        return text_metrics.bold(text_metrics.joined(rows))
    return f"{reference_lines.SHORT[series.role]} {text}"


def _labels(
    series: tuple[Series, ...], names: list[str], scale: tuple[float, float], plot: float
) -> list[dict[str, Any]]:
    low, high = scale
    lasting = [next((v.number for v in reversed(each.values) if v.number is not None), low) for each in series]
    pixels = [(number - low) / (high - low) * plot for number in lasting]
    gap = theme.LINE * (1 + max((name.count("<br>") for name in names), default=0) / 2)
    return [
        theme.note(
            name,
            xref="paper",
            x=1,
            xanchor="left",
            xshift=10,
            y=theme.rounded(low + place / plot * (high - low)),
            align="left",
            font={"color": theme.COLOURS[each.role]},
        )
        for each, name, place in zip(series, names, label_layout.spread(pixels, gap, 0, plot), strict=True)
    ]


def _quarters(quarters: list[str]) -> dict[str, Any]:
    last = len(quarters) - 1
    step = next((step for step in STEPS if len(quarters) <= TICKS * step), len(quarters))
    shown = [quarter for i, quarter in enumerate(quarters) if (last - i) % step == 0]
    return theme.axis(
        type="category",
        range=[-0.4, last + 0.4],
        tickvals=shown,
        ticktext=[f"{quarter[5:]}<br>{quarter[:4]}" for quarter in shown],
        ticks="outside",
        showline=True,
        linecolor=theme.GREY,
    )


def _values(indicator: Indicator, scale: tuple[float, float]) -> dict[str, Any]:
    return theme.axis(range=list(scale), ticksuffix=indicator.suffix, **theme.SCALE)


def _title(answer: Trend) -> list[str]:
    return text_metrics.fitted(answer.indicator.label, TITLE, theme.TEXT)


def _under_title(answer: Trend) -> int:
    """Room for the words of breaks, else for the upper half of the highest tick's number."""
    return theme.LEADING * (1 + BROKEN.count("<br>")) if _breaks(answer) else theme.HEAD


def _axis_title(answer: Trend, left: float) -> dict[str, Any]:
    """What the lines measure, from the figure's left edge on."""
    return theme.note(
        text_metrics.joined(_title(answer)),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=-left,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=_under_title(answer),
        align="left",
    )


def _breaks(answer: Trend) -> list[Break]:
    return [each for each in answer.breaks if each.quarter in answer.quarters]


def _break_line(answer: Trend, broken: Break) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    line = {"color": theme.INK, "dash": "dot", "width": 2}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _break_label(answer: Trend, broken: Break) -> dict[str, Any]:
    at = answer.quarters.index(broken.quarter) - 0.5
    right = at > len(answer.quarters) / 2 - 1
    return theme.note(
        BROKEN,
        x=at,
        xanchor="right" if right else "left",
        yref="paper",
        y=1,
        yanchor="bottom",
        align="right" if right else "left",
    )
