"""Somebody who sees several Maracs of a force, and not all, can subtract: administrators are told."""

from __future__ import annotations

import pytest

from maracdash.model.areas import Area, Level
from maracdash.model.differencing import find_partly_seen_forces
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.words.differencing import write_differencing

FORCES = {"F1": 3, "F2": 2, "F3": 7}


def make_directory() -> AreaDirectory:
    listings = [Listing(area=Area(level=Level.FORCE, code=code, name=f"Force {code}")) for code in FORCES]
    for force, number in FORCES.items():
        for each in range(1, number + 1):
            marac = Area(level=Level.MARAC, code=f"{force}M{each}", name=f"Place {force}.{each}")
            listings.append(Listing(area=marac, parent=force))
    return AreaDirectory(listings=tuple(listings))


@pytest.mark.parametrize(
    "areas",
    [
        (),
        ("F1M1",),
        ("F1M1", "F2M1", "F3M1"),
        ("F1M1", "F1M2", "F1M3"),
        ("F1", "F1M1"),
        ("F2M1", "F2M2"),
    ],
)
def test_one_marac_of_a_force_or_all_of_it_is_what_the_rule_is_made_for(areas: tuple[str, ...]) -> None:
    assert find_partly_seen_forces(areas, make_directory()) == ()


def test_several_and_not_all_are_told_with_the_others() -> None:
    found = find_partly_seen_forces({"F1M1", "F1M3", "F3M1", "F3M2", "F2M1"}, make_directory())
    assert [each.force.code for each in found] == ["F1", "F3"]
    first, last = (write_differencing(each) for each in found)
    assert first.startswith("2 of the 3 Maracs of Force F1 are seen in full.")
    assert "may tell small numbers of Place F1.2: what" in first
    assert "may tell small numbers of Place F3.3, Place F3.4, Place F3.5 and 2 more: what" in last
