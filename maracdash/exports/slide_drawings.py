"""The drawing of a slide: a native chart where there is one for its view, else a picture, or words in its place."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from maracdash.exports import slide_charts, slide_parts, slide_plans
from maracdash.exports.pack_pictures import draw_strip, draw_view
from maracdash.exports.slide_geometry import MIN_FONT_SIZE, Box
from maracdash.exports.slide_plans import ChartPlan
from maracdash.figures import theme
from maracdash.figures.reference_labels import Side
from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.model.board_packs import Slide
from maracdash.statistics.answers import ControlSeries, FunnelPlot

PIXELS_PER_POINT = 4 / 3
"""Of a picture at the size of a slide, so that its text is as large as it says."""
ALIGNMENTS = {Side.RIGHT: PP_ALIGN.LEFT, Side.LEFT: PP_ALIGN.RIGHT, Side.OVER: PP_ALIGN.CENTER}
"""Alignment of a label by the side of its line that it stands on."""
NO_FIGURE = "There is no figure to draw: the table says why."
LOCAL_BARS = "Drawn: {drawn} of {all} {noun}s; all are in the table."


def draw_answer(made: Any, slide: Slide, box: Box) -> str:
    """Draw the chart of a slide, and say what is left out of it."""
    answer = slide.answer
    if isinstance(answer, FunnelPlot | ControlSeries):
        return _draw_view(made, answer, slide.alt, box)
    if isinstance(answer, Trend):
        return _draw_trend(made, answer, slide.alt, box)
    return _draw_comparison(made, answer, slide.alt, box) if answer else ""


def _draw_view(made: Any, answer: FunnelPlot | ControlSeries, alt: str, box: Box) -> str:
    picture, reason = draw_view(answer, _pixels(box))
    if picture:
        slide_parts.add_picture(made, picture, box, alt)
        return ""
    return _say_no_chart(made, box, reason)


def _draw_trend(made: Any, answer: Trend, alt: str, box: Box) -> str:
    if not slide_plans.list_lines(answer):
        return _say_no_chart(made, box)
    plan = slide_plans.plan_lines(answer, box)
    _finish_chart(made, slide_charts.add_lines(made, answer, plan), plan, alt)
    return ""


def _draw_comparison(made: Any, answer: Comparison, alt: str, box: Box) -> str:
    points = slide_plans.select_bars(answer, box)
    if not any(point.value.known for point in points):
        return _say_no_chart(made, box)
    if len(points) < len(slide_plans.list_force(answer)) and _add_strip(made, answer, alt, box):
        return ""
    plan = slide_plans.plan_bars(answer, points, box)
    for rule in plan.rules:
        slide_parts.add_line(
            made,
            f"Line: {rule.words}",
            (rule.x, rule.top),
            (rule.x, rule.bottom),
            theme.COLOURS[rule.role],
            slide_charts.DASHES[rule.role],
        )
    left_out = ""
    if len(points) < len(answer.maracs):
        noun = answer.hierarchy.area.level.noun
        left_out = LOCAL_BARS.format(drawn=len(points), all=len(answer.maracs), noun=noun)
    frame = slide_charts.add_bars(made, answer, points, plan)
    _finish_chart(made, frame, plan, " ".join(filter(None, (alt, left_out))))
    return left_out


def _add_strip(made: Any, answer: Comparison, alt: str, box: Box) -> bool:
    """A picture of dots, where a force has more Maracs than there is room for bars. Tells whether it could be drawn."""
    picture = draw_strip(answer, _pixels(box))
    if picture:
        slide_parts.add_picture(made, picture, box, alt)
    return picture is not None


def _pixels(box: Box) -> tuple[int, int]:
    return round(box.width * PIXELS_PER_POINT), round(box.height * PIXELS_PER_POINT)


def _finish_chart(made: Any, frame: Any, plan: ChartPlan, alt: str) -> None:
    frame.name = "Chart"
    slide_parts.describe(frame, alt)
    for label in plan.labels:
        shape = slide_parts.add_text(
            made, f"Label: {label.text}", (label.text,), label.box, MIN_FONT_SIZE, theme.COLOURS[label.role]
        )
        slide_parts.whiten(shape)
        shape.text_frame.word_wrap = False
        shape.text_frame.margin_top = shape.text_frame.margin_bottom = 0
        shape.text_frame.margin_left = shape.text_frame.margin_right = Pt(2)
        slide_parts.align_text(shape, ALIGNMENTS[label.side])
        if label.role is AreaRole.OWN:
            shape.text_frame.paragraphs[0].runs[0].font.bold = True


def _say_no_chart(made: Any, box: Box, words: str = NO_FIGURE) -> str:
    slide_parts.add_text(made, "No chart", (words,), box, 16, theme.INK)
    return ""
