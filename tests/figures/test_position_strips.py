"""Strips: everything inside the frame, each role a shape of its own, the area on top."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from maracdash.figures import theme
from maracdash.figures.position_strips import EDGE, HEIGHT, SHAPES, WIDTH, draw_mark, draw_position_strip
from maracdash.model.answers import AreaRole, Point
from maracdash.statistics.intervals import Interval
from tests.support.answers import AVERAGES, LARGER, OWN, known_value, missing_value

LIMITS = Interval(lower=65, upper=75)
POINTS = (
    Point(area=OWN, role=AreaRole.OWN, value=known_value(70)),
    *(Point(area=LARGER[role], role=role, value=known_value(number)) for role, number in AVERAGES.items()),
)


def test_every_shape_is_drawn_once_and_the_area_last() -> None:
    svg = draw_position_strip(POINTS, LIMITS)
    ET.fromstring(svg)
    colours = [theme.COLOURS[role] for role in (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK)]
    assert [svg.count(colour) for colour in colours] == [1, 1, 1, 1]
    assert svg.index("<circle") > max(map(svg.index, colours))
    assert theme.COLOURS[AreaRole.COUNTRY] not in svg.partition("stroke")[2].partition("/>")[2]


def test_shapes_can_be_told_apart_without_their_colours() -> None:
    bare = {shape.replace("{colour}", "") for shape in SHAPES.values()}
    assert len(bare) == len(SHAPES)
    for role in SHAPES:
        ET.fromstring(draw_mark(role))


def test_the_ends_of_the_interval_and_every_mark_lie_inside() -> None:
    own = Point(area=OWN, role=AreaRole.OWN, value=known_value(70))
    svg = draw_position_strip([own], LIMITS)
    assert f"M{EDGE:.1f} " in svg
    assert f"H{WIDTH - EDGE:.1f}" in svg
    assert f'cx="{WIDTH / 2}" cy="{HEIGHT / 2:g}"' in svg


def test_what_has_no_number_is_left_out_and_one_number_does_not_divide_by_zero() -> None:
    absent = Point(area=OWN, role=AreaRole.OWN, value=missing_value())
    assert "circle" not in draw_position_strip([absent], None)
    assert list(ET.fromstring(draw_position_strip([absent], None))) == []
    assert "circle" in draw_position_strip(POINTS[:1], None)
