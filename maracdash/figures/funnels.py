"""Every Marac by its size, with the limits that Maracs of a size stay within if they differ as Maracs usually do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maracdash.catalogue.measures import BASE_NAMES
from maracdash.figures import reference_lines, text_metrics, theme, trends, value_axis
from maracdash.figures.funnel_curves import CENTRE_DASH, STEPS, LimitCurve, build_curves, draw_curve, draw_ends
from maracdash.figures.reference_labels import Scale
from maracdash.figures.theme import Figure
from maracdash.model.answers import AreaRole, Point
from maracdash.model.indicators import Unit
from maracdash.model.numbers import format_number
from maracdash.statistics.answers import FunnelPlot
from maracdash.statistics.funnel import Funnel, FunnelPoint

PLOT_HEIGHT = 380
"""Least height inside the axes, in pixels."""
FOOT = 58
TITLE_WIDTH = 280
ROLES = (AreaRole.OTHER_MARAC, AreaRole.GROUP_MARAC, AreaRole.FORCE_MARAC, AreaRole.OWN)
SIZES = {AreaRole.OWN: 16, AreaRole.FORCE_MARAC: 11, AreaRole.GROUP_MARAC: 9, AreaRole.OTHER_MARAC: 8}


def draw_funnel(answer: FunnelPlot, plot: float = PLOT_HEIGHT) -> Figure:
    """The figure of a funnel that is not refused, `plot` pixels high inside its axes."""
    funnel = require_funnel(answer)
    curves = build_curves(funnel)
    centre = LimitCurve(
        name=name_centre(answer),
        dash=CENTRE_DASH,
        bases=curves[0].bases[:: STEPS - 1],
        numbers=(funnel.centre, funnel.centre),
        end=f"{name_centre(answer)} {answer.indicator.format(funnel.centre)}",
    )
    scale, across = _find_scale(answer, funnel, curves), (0.0, curves[0].bases[-1] * 1.04)
    names = [curve.end for curve in (centre, *curves)]
    left = round(max(text_metrics.measure_width(answer.indicator.format(edge)) for edge in scale)) + 18
    head = measure_head(answer)
    return {
        "data": [
            *(draw_curve(curve, is_first=curve.numbers[0] > funnel.centre) for curve in curves),
            draw_curve(centre, is_first=True),
            *_draw_own_line(answer, scale),
            *(trace for role in ROLES if (trace := _draw_points(answer, funnel, role))),
        ],
        "layout": theme.build_layout(
            height=PLOT_HEIGHT + head + FOOT,
            margin={"t": head, "b": FOOT, "l": left, "r": round(max(map(text_metrics.measure_width, names))) + 20},
            hovermode="closest",
            xaxis=_base_axis(answer, across),
            yaxis=trends.build_value_axis(answer.indicator, scale),
            annotations=[
                _draw_title(answer, left),
                *draw_ends((centre, *curves), scale, plot),
                *_draw_own_label(answer, across),
            ],
        ),
    }


def require_funnel(answer: FunnelPlot) -> Funnel:
    """The funnel of an answer that has one. Raises ValueError for a refusal, which is said and not drawn."""
    if not isinstance(answer.funnel, Funnel):
        raise ValueError("a refused funnel has no figure")  # noqa: TRY004 - it is the value that is none
    return answer.funnel


def name_centre(answer: FunnelPlot) -> str:
    """Name of the centre line."""
    return f"All {answer.hierarchy.area.level.noun}s"


def measure_head(answer: FunnelPlot) -> int:
    """Pixels above the plot: the title of the axis, and under it the Marac's own name."""
    return theme.LEADING * (len(_title(answer)) + 1) + 2 * theme.TOP_MARGIN


def _find_scale(answer: FunnelPlot, funnel: Funnel, curves: Sequence[LimitCurve]) -> Scale:
    """All points, and the limits where most points are: at the smallest size they may reach very far."""
    sizes = sorted(point.value.denominator or 0 for point in funnel.points)
    usual = sizes[len(sizes) // 10]
    near = [
        number for curve in curves for base, number in zip(curve.bases, curve.numbers, strict=True) if base >= usual
    ]
    most = max(*near, *(point.value.number or 0 for point in funnel.points))
    highest = 100.0 if answer.indicator.unit is Unit.PERCENT else float("inf")
    return (0, theme.round_for_screen(min(highest * 1.02, most * 1.06))) if most else value_axis.EMPTY_RANGE


def _draw_points(answer: FunnelPlot, funnel: Funnel, role: AreaRole) -> dict[str, Any] | None:
    roles = {point.area: point.role for point in answer.maracs}
    points = [point for point in funnel.points if roles.get(point.area) is role]
    if not points:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text_metrics.escape_text(value_axis.legend_name(answer, role)),
        "x": [theme.round_for_screen(point.value.denominator or 0) for point in points],
        "y": [theme.round_for_screen(point.value.number or 0) for point in points],
        "marker": {
            "color": theme.COLOURS[role],
            "size": SIZES[role],
            "symbol": theme.SYMBOLS[role],
            "line": {"width": 1, "color": theme.WHITE},
        },
        "customdata": [value_axis.write_way(point.area) for point in points],
        "hovertext": [_write_point(answer, point) for point in points],
        "hoverinfo": "text",
    }


def _write_point(answer: FunnelPlot, point: FunnelPoint) -> str:
    value = point.value
    counts = f"{format_number(value.numerator or 0, 0)} of {format_number(value.denominator or 0, 0)}"
    return (
        f"{text_metrics.escape_text(point.area.name)}: {answer.indicator.format_value(value)} ({counts}), "
        f"{point.position.words}"
    )


def _base_axis(answer: FunnelPlot, across: Scale) -> dict[str, Any]:
    title = BASE_NAMES.get(answer.indicator.denominator, "Number it is a share of")
    return theme.build_axis(
        range=list(across),
        title=theme.build_axis_title(title),
        ticks="outside",
        showline=True,
        linecolor=theme.GREY,
        nticks=4,
        tickformat=",",
    )


def _title(answer: FunnelPlot) -> list[str]:
    return text_metrics.fit_text(answer.indicator.label, TITLE_WIDTH, theme.TEXT_SIZE)


def _draw_title(answer: FunnelPlot, left: float) -> dict[str, Any]:
    return theme.build_note(
        text_metrics.join_lines(_title(answer)),
        xref="paper",
        x=0,
        xanchor="left",
        xshift=-left,
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=theme.LEADING + theme.TOP_MARGIN,
        align="left",
    )


def _draw_own_line(answer: FunnelPlot, scale: Scale) -> list[dict[str, Any]]:
    """A thin line from the Marac's name above the plot down to its point."""
    own = answer.own_place
    if own is None:
        return []
    at = theme.round_for_screen(own.value.denominator or 0)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [at, at],
            "y": [theme.round_for_screen(own.value.number or 0), scale[1]],
            "line": {"color": theme.COLOURS[AreaRole.OWN], "dash": "solid", "width": 1.5},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _draw_own_label(answer: FunnelPlot, across: Scale) -> list[dict[str, Any]]:
    """Name and number above the plot, beside its line: there it covers neither points nor curves."""
    own = answer.own_place
    if own is None:
        return []
    base = own.value.denominator or 0
    leftward = base > across[1] / 2
    name = text_metrics.escape_text(text_metrics.wrap_text(own.area.name, 40)[0])
    number = reference_lines.write_number(answer, Point(area=own.area, role=AreaRole.OWN, value=own.value))
    return [
        theme.build_note(
            text_metrics.make_bold(f"{name} {number}"),
            x=theme.round_for_screen(base),
            xanchor="right" if leftward else "left",
            xshift=4 if leftward else -4,
            yref="paper",
            y=1,
            yanchor="bottom",
            font={"color": theme.COLOURS[AreaRole.OWN]},
        )
    ]
