"""An answer's chart as a picture that stands by itself in a board paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from maracdash import figures, words
from maracdash.exports.chart_images import PictureFormat, render
from maracdash.exports.files import File, name_answer_file
from maracdash.model.answers import Comparison, Trend
from maracdash.model.errors import NotFoundError

MEDIA_TYPES: Mapping[str, str] = MappingProxyType({"png": "image/png", "svg": "image/svg+xml"})
"""The kinds of picture, with their media types."""


def build_chart_file(answer: Comparison | Trend, form: str) -> File:
    """The chart with its finding, legend, period, source and marking. Raises DrawingError and NotFoundError."""
    if form not in MEDIA_TYPES:
        raise NotFoundError(f"A chart is not available as “{form[:20]}”. Choose one of: {', '.join(MEDIA_TYPES)}.")
    figure = figures.draw_for_print(answer, words.write_finding(answer), words.write_source_lines(answer))
    content = render(figure, cast("PictureFormat", form))
    return File(name=name_answer_file(answer, form), content=content, media_type=MEDIA_TYPES[form])
