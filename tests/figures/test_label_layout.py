"""Labels and dots find places where none covers another."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from maracdash.figures import label_layout

PLACES = st.lists(st.floats(min_value=0, max_value=600), max_size=40)


def test_labels_that_meet_take_different_rows():
    assert label_layout.assign_rows([[(0, 10)], [(5, 15)], [(10, 20)]]) == [(0, 0), (1, 0), (0, 0)]


def test_a_label_takes_its_other_side_before_another_row():
    assert label_layout.assign_rows([[(0, 10)], [(5, 15), (10, 20)]]) == [(0, 0), (0, 1)]


@given(st.lists(st.floats(min_value=0, max_value=300), max_size=8))
def test_spread_places_keep_their_gap_and_order(places: list[float]):
    moved = label_layout.space_apart(places, 20, 0, 300)
    ordered = [moved[i] for i in sorted(range(len(places)), key=lambda i: places[i])]
    assert all(second - first >= 20 - 1e-6 for first, second in itertools.pairwise(ordered))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in moved)


def test_places_with_room_stay_where_they_are():
    assert label_layout.space_apart([100.0, 10.0, 50.0], 20, 0, 300) == [100.0, 10.0, 50.0]


@given(PLACES)
def test_no_dot_covers_another(places: list[float]):
    steps = label_layout.arrange_swarm(places, 13, 40)
    for (x, row), (other, other_row) in itertools.combinations(zip(places, steps, strict=True), 2):
        assert row != other_row or abs(x - other) >= 13


def test_a_swarm_is_the_same_each_time_and_never_leaves_its_strip():
    places = [5.0] * 30
    assert label_layout.arrange_swarm(places, 13, 3) == label_layout.arrange_swarm(places, 13, 3)
    assert max(map(abs, label_layout.arrange_swarm(places, 13, 3))) == 3
