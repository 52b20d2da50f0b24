"""Places and steps of the map of police forces."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from maracdash.model.areas import Level
from maracdash.model.errors import NotFoundError
from maracdash.model.force_maps import ForceMapSelection, Shading, find_steps, parse_map_selection
from maracdash.model.force_tiles import CAPTION_HEIGHT, COLUMNS, lay_tiles
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status
from maracdash.reference import load_directory, load_force_tiles
from tests.support.force_maps import make_forces, make_map


def test_every_force_of_the_uk_has_one_tile_and_no_two_share_one():
    tiles = load_force_tiles()
    assert set(tiles) == {each.area.code for each in load_directory().at(Level.FORCE)}
    assert len(tiles) == 45
    assert len({(each.row, each.column) for each in tiles.values()}) == 45
    assert len({each.short for each in tiles.values()}) == 45


NEIGHBOURS = """
PSOS north E23000007
E23000007 north E23000008
E23000032 south E23000001
E23000001 south E23000003
W15000001 west E23000006
PSNI west E23000002
W15000003 west W15000002
E23000035 west E23000039
E23000024 east E23000023
E23000028 east E23000034
E23000034 east E23000001
E23000002 west E23000008
E23000004 west E23000005
E23000010 west E23000011
E23000033 south E23000031
"""


@pytest.mark.parametrize("said", NEIGHBOURS.strip().splitlines())
def test_the_map_is_roughly_right(said):
    code, way, other = said.split()
    one, two = load_force_tiles()[code], load_force_tiles()[other]
    assert {
        "north": one.row < two.row,
        "south": one.row > two.row,
        "west": one.column < two.column,
        "east": one.column > two.column,
    }[way]


def test_forces_without_a_place_stand_in_blocks_by_region_always_the_same():
    regions = [
        ("North", make_forces(4, "N")),
        ("Empty", []),
        ("South", make_forces(7, "S")),
        ("East", make_forces(1, "E")),
    ]
    layout = lay_tiles(regions, {})
    assert [each.name for each in layout.captions] == ["North", "South", "East"]
    boxes = {code: (each.row, each.column) for code, each in layout.places.items()}
    assert len(boxes) == 12
    for (_, one), (_, other) in combinations(boxes.items(), 2):
        assert abs(one[0] - other[0]) >= 1 or abs(one[1] - other[1]) >= 1
    for caption, (_, forces) in zip(layout.captions, (each for each in regions if each[1]), strict=True):
        for force in forces:
            row, column = boxes[force.code]
            assert row >= caption.row + CAPTION_HEIGHT
            assert caption.column <= column <= caption.column + caption.width - 1
    assert layout == lay_tiles(regions, {})


def test_many_regions_begin_new_lines_and_no_blocks_overlap():
    layout = lay_tiles([(f"R{place}", make_forces(1 + place % 6, f"R{place}-")) for place in range(12)], {})
    assert max(each.column + each.width for each in layout.captions) <= COLUMNS
    places = list(layout.places.values())
    assert all(
        abs(one.row - other.row) >= 1 or abs(one.column - other.column) >= 1 for one, other in combinations(places, 2)
    )
    for caption in layout.captions:
        assert all(
            not (place.row < caption.row + CAPTION_HEIGHT and place.row + 1 > caption.row)
            or place.column + 1 <= caption.column
            or place.column >= caption.column + caption.width
            for place in places
        )


def test_forces_with_a_place_keep_it_and_others_stand_below():
    london = load_directory().find_one(Level.FORCE, "Metropolitan Police")
    layout = lay_tiles([("London", [london]), ("Elsewhere", make_forces(2))], load_force_tiles())
    assert layout.places[london.code] == load_force_tiles()[london.code]
    assert min(layout.places[each.code].row for each in make_forces(2)) > layout.places[london.code].row + 1
    assert [each.name for each in layout.captions] == ["Elsewhere"]


def test_five_steps_of_a_fifth_each():
    steps = find_steps(make_map([float(each) for each in range(45)]))
    assert [(each.number, each.lowest, each.highest, len(each.forces)) for each in steps] == [
        (0, 0, 8, 9),
        (1, 9, 17, 9),
        (2, 18, 26, 9),
        (3, 27, 35, 9),
        (4, 36, 44, 9),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_steps_hold_every_figure_once_in_order_and_part_no_ties(seed):
    drawn = random.Random(seed)
    count, spread = drawn.randint(1, 45), drawn.choice((2, 5, 80))
    given = [drawn.choice((round(drawn.random() * spread, 1), Status.WITHHELD, 0.0)) for _ in range(count)]
    answer = make_map(given)
    steps = find_steps(answer)
    forces = [force for step in steps for force in step.forces]
    assert sorted(each.code for each in forces) == sorted(each.force.code for each in answer.known)
    assert [each.number for each in steps] == sorted({each.number for each in steps})
    for one, other in pairwise(steps):
        assert one.highest < other.lowest
        assert answer.indicator.format(one.highest) != answer.indicator.format(other.lowest)


def test_all_the_same_is_the_middle_step_and_no_figure_is_none():
    assert [(each.number, len(each.forces)) for each in find_steps(make_map([5.0] * 9))] == [(2, 9)]
    assert find_steps(make_map([Status.NO_RETURN] * 3)) == ()


def test_the_selection_goes_into_an_address_and_back():
    start = ForceMapSelection(indicator="cases", quarter=Quarter(2023, 4), own="F1")
    chosen = ForceMapSelection(indicator="idva", quarter=Quarter(2024, 1), shading=Shading.VERDICT, own="F1")
    assert chosen.query() == "indicator=idva&quarter=2024-Q1&shading=verdict"
    assert parse_map_selection(dict(each.split("=") for each in chosen.query().split("&")), start) == chosen
    assert parse_map_selection({}, chosen) == chosen
    with pytest.raises(NotFoundError, match=r"coloured by “height”\. Choose one of: value, verdict"):
        parse_map_selection({"shading": "height"}, start)
