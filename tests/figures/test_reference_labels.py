"""Labels of reference lines: inside the narrowest plot, beside their line or, where they are too long, over it."""

from __future__ import annotations

import pytest

from maracdash.figures import reference_labels, text_metrics
from maracdash.figures.reference_labels import ReferenceLabel, Side
from maracdash.model.answers import AreaRole

NARROW, SCALE = 240, (0.0, 100.0)
LONG, SHORT = "Rest of similar group 48", "UK 48"


def edges(label: ReferenceLabel) -> tuple[float, float]:
    """Left and right edge of the text of a placed label, in pixels."""
    at, length = (label.at or 0) / 100 * NARROW, text_metrics.measure_width(label.text)
    left = {Side.RIGHT: at, Side.LEFT: at - length, Side.OVER: at - length / 2}[label.side]
    return left, left + length


@pytest.mark.parametrize("at", [0.0, 12.0, 33.0, 50.0, 58.0, 66.0, 90.0, 100.0])
@pytest.mark.parametrize("text", [LONG, SHORT])
def test_a_label_is_whole_on_the_narrowest_plot(text: str, at: float) -> None:
    (placed,) = reference_labels.place_labels([ReferenceLabel(role=AreaRole.GROUP, text=text, at=at)], SCALE, NARROW)
    left, right = edges(placed)
    assert left >= -reference_labels.MARGIN
    assert right <= NARROW + reference_labels.MARGIN


def test_a_label_over_its_line_is_not_crossed_by_it() -> None:
    over, beside = (ReferenceLabel(role=AreaRole.GROUP, text=text, at=50.0) for text in (LONG, SHORT))
    placed = reference_labels.place_labels([over, beside], SCALE, NARROW)
    assert [each.side for each in placed] == [Side.OVER, Side.LEFT]
    notes = reference_labels.draw_labels(placed, SCALE)
    lines = [reference_labels.draw_line(each, 200) for each in placed]
    assert notes[0]["xanchor"] == "center"
    assert lines[0]["y"][0] >= notes[0]["y"] + 10
    assert lines[1]["y"][0] < notes[1]["y"]
