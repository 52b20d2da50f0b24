"""An answer's chart as a picture that stands by itself in a board paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from maracdash import figures, words
from maracdash.exports.chart_images import PictureFormat, render
from maracdash.exports.files import File, name_answer_file
from maracdash.model.answers import Comparison, Trend
from maracdash.model.errors import MissingChoiceError, NotFoundError

MEDIA_TYPES: Mapping[str, str] = MappingProxyType({"png": "image/png", "svg": "image/svg+xml"})
"""The kinds of picture, with their media types."""
BARE_SIZE = figures.SCREEN_SIZE
"""Width and height of every bare chart: a page keeps this room for it."""


def build_bare_chart_file(answer: Comparison | Trend) -> File:
    """The chart with large letters, without its finding and source, for a page that says them beside it, as SVG.

    Raises DrawingError, and MissingChoiceError for a view that has no chart here.
    """
    if refused := words.explain_refusal(answer):
        raise MissingChoiceError(refused)
    figure = figures.draw_for_screen(answer)
    content = render(figure, "svg", size=BARE_SIZE)
    return File(name=name_answer_file(answer, "svg"), content=content, media_type=MEDIA_TYPES["svg"])


def build_chart_file(answer: Comparison | Trend, form: str, *, intervals: bool = False) -> File:
    """The chart with its finding, legend, period, source and marking; with 95% intervals where asked.

    Raises DrawingError, NotFoundError, and MissingChoiceError for a view that has no chart here.
    """
    if form not in MEDIA_TYPES:
        raise NotFoundError(f"A chart is not available as “{form[:20]}”. Choose one of: {', '.join(MEDIA_TYPES)}.")
    if refused := words.explain_refusal(answer):
        raise MissingChoiceError(refused)
    footer = (words.write_reading(answer, intervals=intervals)[1], *words.write_source_lines(answer))
    figure = figures.draw_for_print(answer, words.write_finding(answer), footer, intervals=intervals)
    content = render(figure, cast("PictureFormat", form))
    return File(name=name_answer_file(answer, form), content=content, media_type=MEDIA_TYPES[form])
