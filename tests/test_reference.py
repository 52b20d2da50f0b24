"""The reference tables that come with the program."""

import csv

from maracdash import reference
from maracdash.model.areas import Level
from maracdash.model.directory import PARENT_LEVEL


def test_the_uk_four_countries_twelve_regions_and_45_forces():
    found = {level: len(reference.load_directory().at(level)) for level in Level}
    assert found == {
        Level.MARAC: 0,
        Level.FORCE: 45,
        Level.GROUP: 0,
        Level.REGION: 12,
        Level.COUNTRY: 4,
        Level.UK: 1,
    }


def test_every_area_but_the_uk_has_a_parent_of_the_level_above():
    directory = reference.load_directory()
    for listing in directory.listings:
        if listing.area.level is not Level.UK:
            assert directory.listing(PARENT_LEVEL[listing.area.level], listing.parent), listing


def test_the_one_verified_similar_list():
    names = [area.name for area in reference.load_directory().list_group_forces("E23000001")]
    assert names == ["Metropolitan Police", "Greater Manchester", "West Midlands", "West Yorkshire"]
    assert {own for own, _ in reference.load_directory().similar} == {"E23000001"}


def test_women_by_force_and_census():
    rows = list(
        csv.DictReader((reference.REFERENCE_FOLDER / "populations.csv").read_text(encoding="utf-8").splitlines())
    )
    women = {(row["code"], row["basis"]): (row["from_quarter"], row["women_16_plus"]) for row in rows}
    assert women["E23000001", "Census 2011"] == ("0", "3343189")
    assert women["E23000001", "Census 2021"] == ("8096", "3702720")
    assert ("E23000014", "Census 2011") not in women
    assert all(reference.load_directory().listing(Level.FORCE, code) for code, _ in women)
