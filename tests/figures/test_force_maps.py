"""The map of police forces: equal tiles, colours in steps that text can be read on, nothing by colour alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from maracdash import figures
from maracdash.exports.maps import build_keys
from maracdash.figures import force_maps, text_metrics, theme
from maracdash.model.answers import AreaRole
from maracdash.model.areas import Area, Level
from maracdash.model.force_tiles import TileCaption, TilePlace
from maracdash.model.values import Status
from maracdash.reference import load_force_tiles
from tests.support.force_maps import make_map
from tests.support.plotly_figures import validate_figure

NUMBERS = [float(30 + place) for place in range(43)] + [Status.WITHHELD, Status.NO_RETURN]


def tiles_of(figure):
    return next(trace for trace in figure["data"] if isinstance(trace["marker"].get("color"), list))


def texts_of(figure):
    return next(trace for trace in figure["data"] if trace.get("mode") == "text")


@pytest.mark.parametrize("by_verdict", [False, True])
def test_45_tiles_of_one_size_with_a_name_and_a_figure(by_verdict):
    answer = make_map(NUMBERS, by_verdict=by_verdict)
    figure = validate_figure(figures.draw_force_map(answer))
    tiles, texts = tiles_of(figure), texts_of(figure)
    assert len(tiles["x"]) == len(texts["text"]) == 45
    assert len(set(tiles["y"])) == 1
    assert len({*zip(tiles["x"], tiles["base"], strict=True)}) == 45
    assert all("<br>" in each for each in texts["text"])
    assert figure["layout"]["height"] >= theme.MIN_HEIGHT


def test_absent_figures_are_hatched_and_say_their_code():
    figure = figures.draw_force_map(make_map(NUMBERS))
    shapes, texts = tiles_of(figure)["marker"]["pattern"]["shape"], texts_of(figure)["text"]
    assert shapes == [""] * 43 + ["/"] * 2
    assert [each.split("<br>")[1] for each in texts[-2:]] == ["[c]", "[x]"]


def test_the_verdict_has_a_shape_beside_its_colour():
    figure = figures.draw_force_map(make_map([30.0, 45.0, 60.0], by_verdict=True))
    assert [each[-1] for each in texts_of(figure)["text"][1:]] == ["●", "▲"]
    assert "▼" in texts_of(figure)["text"][0]
    assert len(set(tiles_of(figure)["marker"]["color"])) == 3


def test_the_readers_force_has_a_frame_and_bold_letters():
    figure = figures.draw_force_map(make_map(NUMBERS, own=3))
    frame = figure["data"][0]
    assert (len(frame["x"]), frame["marker"]["color"], frame["width"]) == (1, theme.INK, 1)
    assert [place for place, each in enumerate(texts_of(figure)["text"]) if each.startswith("<b>")] == [3]
    assert len(figures.draw_force_map(make_map(NUMBERS, own=-1))["data"]) == len(figure["data"]) - 1


def test_text_can_be_read_on_every_step_and_steps_are_told_apart():
    looks = [force_maps.step_look(number) for number in range(5)]
    assert all(contrast(each.colour, each.ink) >= 4.5 for each in looks)
    ways = [contrast(one.colour, other.colour) for one, other in pairwise(looks)]
    assert min(ways) > 1.4
    assert looks[-1].colour == theme.COLOURS[AreaRole.OWN]


def test_every_short_name_fits_its_tile():
    room = force_maps.tile_width(8) * (1 - 2 * force_maps.EDGE)
    assert max(place.column for place in load_force_tiles().values()) == 7
    for place in load_force_tiles().values():
        assert text_metrics.measure_width(place.short) <= room, place.short


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [("Kent", 84, "Kent"), ("Upper Borsetshire", 84, "Upper Bo…"), ("Upper Borsetshire", 200, "Upper Borsetshire")],
)
def test_a_name_without_a_short_one_is_cut_where_it_must(name, width, shown):
    assert force_maps.shorten_name(name, width) == shown


def test_letters_of_html_are_letters():
    (tile,) = make_map([1.0], own=-1).tiles
    named = replace(tile, force=Area(level=Level.FORCE, code="X", name="A<b>"), place=TilePlace(row=0, column=0))
    assert force_maps.write_tile(make_map([1.0]), named) == "A&lt;b&gt;<br>1"


def test_the_boxes_laid_over_the_map_are_those_of_the_tiles():
    answer = make_map(NUMBERS)
    figure = figures.draw_force_map(answer)
    width, height = (figure["layout"][each]["range"] for each in ("xaxis", "yaxis"))
    boxes, tiles = force_maps.locate_tiles(answer), tiles_of(figure)
    for place, tile in enumerate(answer.tiles):
        box = boxes[tile.force]
        assert (box.left + box.width / 2) * width[1] == pytest.approx(tiles["x"][place])
        middle = tiles["base"][place] + tiles["y"][place] / 2
        assert (box.top + box.height / 2) * height[0] == pytest.approx(middle)


def test_regions_of_a_fictional_country_are_named():
    name = "River Counties and its hills"
    for width, shown in ((8, name), (1, "River Counties")):
        caption = TileCaption(name=name, row=0, column=0, width=width)
        figure = validate_figure(figures.draw_force_map(make_map([1.0], captions=(caption,))))
        assert figure["data"][-1]["text"] == [shown]


def test_the_printed_map_holds_title_footer_and_a_key_for_each_look():
    answer = make_map(NUMBERS)
    keys = build_keys(answer)
    figure = validate_figure(figures.draw_map_for_print(answer, "A title <b>", ("One", "Two"), keys))
    shown = [trace["name"] for trace in figure["data"] if trace["showlegend"]]
    assert len(shown) == len(keys) == 7
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["<b>A title &lt;b&gt;</b>", "One · Two"]
    layout = figure["layout"]
    assert layout["height"] - layout["margin"]["t"] - layout["margin"]["b"] > 450
    assert min(layout["margin"].values()) >= 0


@pytest.mark.parametrize("forces", [1, 2, 12, 45])
def test_few_forces_leave_the_printed_map_room_to_be_scaled_and_tiles_their_size(forces: int) -> None:
    answer = make_map([30.0] * forces)
    layout = figures.draw_map_for_print(answer, "A title", ("One",), build_keys(answer))["layout"]
    width = layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    height = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    columns, rows = force_maps.measure_map(answer)
    assert width > 1000
    assert width / layout["xaxis"]["range"][1] == pytest.approx(force_maps.tile_width(columns))
    assert 40 < height / layout["yaxis"]["range"][0] <= force_maps.MAX_HEIGHT
    assert layout["yaxis"]["range"][0] >= rows
    assert columns / layout["xaxis"]["range"][1] < layout["legend"]["x"] < 0.75


def test_the_legend_names_what_is_drawn_and_no_more():
    by_verdict = build_keys(make_map([30.0, 60.0], by_verdict=True, own=-1))
    assert [each.name[0] for each in by_verdict] == ["▲", "▼"]
    assert [each.framed for each in build_keys(make_map([30.0]))] == [False, True]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
