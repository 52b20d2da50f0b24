"""The curves of a funnel: its limits and its centre, as lines with their names at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maracdash.figures import label_layout, theme
from maracdash.figures.reference_labels import Scale
from maracdash.statistics.funnel import Funnel, funnel_limits
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998

STEPS = 60
"""Places at which a limit is worked out."""
LIMITS = ((CONFIDENCE_998, "99.8% limits", "solid"), (CONFIDENCE_95, "95% limits", "dash"))
CENTRE_DASH = "longdash"


@dataclass(frozen=True, kw_only=True)
class LimitCurve:
    """One limit, lower or upper, at each base."""

    name: str
    dash: str
    bases: tuple[float, ...]
    numbers: tuple[float, ...]
    end: str = ""


def build_curves(funnel: Funnel) -> tuple[LimitCurve, ...]:
    """Upper and lower limits over the sizes of all points, those of 99.8% first."""
    sizes = [point.value.denominator or 0 for point in funnel.points]
    least, most = min(sizes), max(sizes)
    low = min(least, most / 4)
    step = (most / low) ** (1 / (STEPS - 1))
    bases = tuple(low * step**place for place in range(STEPS))
    curves = []
    for confidence, name, dash in LIMITS:
        limits = [funnel_limits(funnel, base, confidence) for base in bases]
        short = name.removesuffix(" limits")
        for side, numbers in (("Upper", [each.upper for each in limits]), ("Lower", [each.lower for each in limits])):
            end = f"{side} {short}"
            curves.append(LimitCurve(name=name, dash=dash, bases=bases, numbers=tuple(numbers), end=end))
    return tuple(curves)


def draw_curve(curve: LimitCurve, *, is_first: bool) -> dict[str, Any]:
    """The line of a limit, or of the centre; only the first of a name is in the legend."""
    width = 2 if curve.dash == CENTRE_DASH else 1.5
    return {
        "type": "scatter",
        "mode": "lines",
        "name": curve.name,
        "x": [theme.round_for_screen(base) for base in curve.bases],
        "y": [theme.round_for_screen(number) for number in curve.numbers],
        "line": {"color": theme.GREY, "dash": curve.dash, "width": width},
        "hoverinfo": "skip",
        "showlegend": is_first,
    }


def draw_ends(curves: Sequence[LimitCurve], scale: Scale, plot: float) -> list[dict[str, Any]]:
    """Their names at the right, spaced so that they do not overlap on a plot so many pixels high."""
    low, high = scale
    pixels = [(min(curve.numbers[-1], high) - low) / (high - low) * plot for curve in curves]
    places = label_layout.space_apart(pixels, theme.LINE_HEIGHT, 0, plot)
    return [
        theme.build_note(
            curve.end,
            xref="paper",
            x=1,
            xanchor="left",
            xshift=10,
            y=theme.round_for_screen(low + place / plot * (high - low)),
            align="left",
            font={"color": theme.INK if curve.dash == CENTRE_DASH else theme.GREY},
        )
        for curve, place in zip(curves, places, strict=True)
    ]
