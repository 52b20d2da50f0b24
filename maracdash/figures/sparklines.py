"""Three years of one figure in a line as small as a word: a picture in SVG, made without a browser."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from maracdash.figures import theme
from maracdash.figures.reference_labels import Scale
from maracdash.model.answers import AreaRole

WIDTH, HEIGHT, EDGE = 160, 36, 5
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    "{parts}</svg>"
)
LINE_SVG = '<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
DOT_SVG = '<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'
BREAK_SVG = '<path d="M{x} 0V{height}" stroke="{colour}" stroke-dasharray="2 3"/>'
PixelPoint = tuple[float, float]


def draw_sparkline(numbers: Sequence[float | None], scale: Scale, breaks: Sequence[int] = ()) -> str:
    """A line for each run of known numbers between breaks, a dot at the last; `breaks` are places in `numbers`."""
    colour = theme.COLOURS[AreaRole.OWN]
    parts = [BREAK_SVG.format(x=round(_x(at - 0.5, numbers), 1), height=HEIGHT, colour=theme.GREY) for at in breaks]
    runs = _split_runs(numbers, scale, breaks)
    parts += [_draw_run(run, colour) for run in runs]
    if runs and numbers[-1] is not None:
        x, y = runs[-1][-1]
        parts.append(DOT_SVG.format(x=x, y=y, radius=4, colour=colour))
    return SVG.format(width=WIDTH, height=HEIGHT, parts="".join(parts))


def make_data_url(svg: str) -> str:
    """The picture as an address of its own, for an image element."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _draw_run(run: list[PixelPoint], colour: str) -> str:
    if len(run) == 1:
        return DOT_SVG.format(x=run[0][0], y=run[0][1], radius=2, colour=colour)
    return LINE_SVG.format(points=" ".join(f"{x},{y}" for x, y in run), colour=colour)


def _split_runs(numbers: Sequence[float | None], scale: Scale, breaks: Sequence[int]) -> list[list[PixelPoint]]:
    runs: list[list[PixelPoint]] = [[]]
    for place, number in enumerate(numbers):
        if number is None or place in breaks:
            runs.append([])
        if number is not None:
            runs[-1].append((round(_x(place, numbers), 1), round(_y(number, scale), 1)))
    return [run for run in runs if run]


def _x(place: float, numbers: Sequence[float | None]) -> float:
    return EDGE + place / max(1, len(numbers) - 1) * (WIDTH - 2 * EDGE)


def _y(number: float, scale: Scale) -> float:
    low, high = scale
    share = (number - low) / (high - low) if high > low else 0.0
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)
