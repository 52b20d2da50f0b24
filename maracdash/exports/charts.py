"""An answer's chart as a picture that stands by itself in a board paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from maracdash import figures, words
from maracdash.exports.chart_images import Form, render
from maracdash.exports.files import File, answer_name
from maracdash.model.answers import Comparison, Trend
from maracdash.model.errors import UnknownThing

FORMS: Mapping[str, str] = MappingProxyType({"png": "image/png", "svg": "image/svg+xml"})
"""The kinds of picture, with their media types."""


def chart(answer: Comparison | Trend, form: str) -> File:
    """The chart with its finding, legend, period, source and marking. Raises CannotDraw and UnknownThing."""
    if form not in FORMS:
        raise UnknownThing(f"A chart cannot be had as “{form[:20]}”. Choose one of: {', '.join(FORMS)}.")
    figure = figures.printed(answer, words.finding(answer), words.source_lines(answer))
    content = render(figure, cast("Form", form))
    return File(name=answer_name(answer, form), content=content, media_type=FORMS[form])
