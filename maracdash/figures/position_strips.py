"""Position strips: a figure and its comparators on a line as high as text, a shape of its own for each."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.figures import theme
from maracdash.model.answers import AreaRole, Point
from maracdash.statistics.intervals import Interval

WIDTH, HEIGHT, EDGE = 168, 36, 12
MIDDLE = HEIGHT / 2
MARK_SIZE = 24
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    "{parts}</svg>"
)
AXIS_SVG = f'<path d="M{EDGE} {MIDDLE:g}H{WIDTH - EDGE}" stroke="{theme.GREY}"/>'
INTERVAL_SVG = (
    '<path d="M{lower} {y:g}H{upper}M{lower} {top:g}v12M{upper} {top:g}v12" stroke="{colour}" stroke-width="3"/>'
)
SHAPES = {
    AreaRole.OWN: '<circle cx="{x}" cy="{y:g}" r="7" fill="{colour}" stroke="white" stroke-width="1.5"/>',
    AreaRole.FORCE: '<path d="M{x} {y:g}m-7 6h14l-7 -13z" fill="none" stroke="{colour}" stroke-width="2.5"/>',
    AreaRole.GROUP: '<path d="M{x} {y:g}m0 -8l8 8l-8 8l-8 -8z" fill="none" stroke="{colour}" stroke-width="2.5"/>',
    AreaRole.REGION: '<path d="M{x} {y:g}m-6 -6h12v12h-12z" fill="none" stroke="{colour}" stroke-width="2.5"/>',
    AreaRole.UK: '<path d="M{x} {y:g}m0 -12v24" stroke="{colour}" stroke-width="4"/>',
}
"""A circle, a triangle, a diamond, a square and an upright line: told apart without colour."""


def draw_position_strip(points: Sequence[Point], limits: Interval | None) -> str:
    """The larger areas and, on top, the area itself with its interval; each strip has a scale of its own.

    `points` without a number, and roles without a shape, are left out.
    """
    shown = [point for point in points if point.role in SHAPES and point.beside.number is not None]
    numbers = [point.beside.number or 0.0 for point in shown]
    span = (*numbers, limits.lower, limits.upper) if limits else tuple(numbers)
    if not span:
        return SVG.format(width=WIDTH, height=HEIGHT, parts="")
    scale = min(span), max(span)
    parts = [AXIS_SVG]
    if limits:
        lower, upper = _x(limits.lower, scale), _x(limits.upper, scale)
        colour = theme.COLOURS[AreaRole.OWN]
        parts.append(INTERVAL_SVG.format(lower=lower, upper=upper, y=MIDDLE, top=MIDDLE - 6, colour=colour))
    last = sorted(shown, key=lambda point: point.role is AreaRole.OWN)
    parts += [_draw_shape(point.role, _x(point.beside.number or 0.0, scale), MIDDLE) for point in last]
    return SVG.format(width=WIDTH, height=HEIGHT, parts="".join(parts))


def draw_mark(role: AreaRole) -> str:
    """The shape of a role alone, for the key."""
    return SVG.format(width=MARK_SIZE, height=MARK_SIZE, parts=_draw_shape(role, MARK_SIZE / 2, MARK_SIZE / 2))


def _draw_shape(role: AreaRole, x: float, y: float) -> str:
    return SHAPES[role].format(x=x, y=y, colour=theme.COLOURS[role])


def _x(number: float, scale: tuple[float, float]) -> float:
    low, high = scale
    share = (number - low) / (high - low) if high > low else 0.5
    return round(EDGE + share * (WIDTH - 2 * EDGE), 1)
