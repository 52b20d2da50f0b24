"""Sparklines: well-formed pictures, gaps left open, everything inside the frame."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from maracdash.figures.sparklines import EDGE, HEIGHT, WIDTH, draw_sparkline, make_data_url

NAME = "{http://www.w3.org/2000/svg}"


def points(svg: str) -> list[list[tuple[float, float]]]:
    """The places of every line."""
    lines = ET.fromstring(svg).iter(f"{NAME}polyline")
    return [[tuple(map(float, each.split(","))) for each in line.get("points", "").split()] for line in lines]


def test_a_gap_parts_the_line_and_a_lone_figure_is_a_dot() -> None:
    svg = draw_sparkline([1.0, 2.0, None, 3.0, None, 4.0, 5.0], (0.0, 5.0))
    assert [len(line) for line in points(svg)] == [2, 2]
    assert len(list(ET.fromstring(svg).iter(f"{NAME}circle"))) == 2


def test_higher_is_higher_and_all_lies_inside() -> None:
    (line,) = points(draw_sparkline([-10.0, 0.0, 30.0], (-10.0, 30.0)))
    heights = [y for _, y in line]
    assert heights == sorted(heights, reverse=True)
    assert all(EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE for x, y in line)


def test_nothing_known_is_an_empty_picture_and_one_value_does_not_divide_by_zero() -> None:
    assert points(draw_sparkline([None, None], (0.0, 0.0))) == []
    assert "circle" in draw_sparkline([0.0], (0.0, 0.0))


def test_no_line_runs_through_a_break() -> None:
    svg = draw_sparkline([1.0, 2.0, 3.0, 4.0, 5.0], (0.0, 5.0), breaks=[2])
    assert [len(line) for line in points(svg)] == [2, 3]


def test_a_break_is_a_dashed_line_and_the_address_is_data() -> None:
    svg = draw_sparkline([1.0, 2.0], (0.0, 2.0), breaks=[1])
    assert "stroke-dasharray" in svg
    assert make_data_url(svg).startswith("data:image/svg+xml;base64,")
