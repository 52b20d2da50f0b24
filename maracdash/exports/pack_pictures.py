"""Pictures of a pack's charts for documents, which have no charts of their own."""

from __future__ import annotations

from maracdash import figures
from maracdash.exports import chart_images
from maracdash.model.answers import Comparison
from maracdash.model.board_packs import Slide
from maracdash.model.errors import DrawingError
from maracdash.statistics.answers import ControlSeries, FunnelPlot
from maracdash.words import findings

NO_PICTURE = "The chart is not drawn here: {}"
REFUSED = "There is no chart to draw: the title says why."


def draw_slide(slide: Slide) -> tuple[bytes | None, str]:
    """The chart of a slide as PNG with nothing to say, or no picture and the reason; neither where there is none.

    Title and source stand beside it as text, and are not repeated in the picture.
    """
    if slide.answer is None or findings.explain_refusal(slide.answer):
        return None, ""
    try:
        figure = figures.draw_for_document(slide.answer)
        size = figure["layout"]["width"], figure["layout"]["height"]
        return chart_images.render(figure, "png", size=size), ""
    except DrawingError as error:
        return None, NO_PICTURE.format(error)


def draw_view(answer: FunnelPlot | ControlSeries, size: tuple[int, int]) -> tuple[bytes | None, str]:
    """A funnel or a control chart as PNG of this size in pixels with nothing to say, or no picture and the reason."""
    if findings.explain_refusal(answer):
        return None, REFUSED
    try:
        return chart_images.render(figures.draw_view_for_slide(answer, *size), "png", size=size), ""
    except DrawingError as error:
        return None, NO_PICTURE.format(error)


def draw_strip(answer: Comparison, size: tuple[int, int]) -> bytes | None:
    """Every Marac of a comparison as a dot, as PNG of this size in pixels; None where no picture can be drawn."""
    if chart_images.explain_unavailable():
        return None
    try:
        return chart_images.render(figures.draw_strips_for_slide(answer, *size), "png", size=size)
    except DrawingError:
        return None
