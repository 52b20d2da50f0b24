"""A row of the region view, said."""

from dataclasses import replace

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.regions import RegionRow, RegionSelection, RegionView
from maracdash.model.values import Origin, Status, make_absent_value
from maracdash.words import regions
from maracdash.words.sources import ALL_PUBLISHED, write_source
from tests.support.answers import LARGER, OWN, QUARTER, RELEASE, known_value

RATE = catalogue.indicator("cases-per-10k")
FORCE = Area(level=Level.FORCE, code="F1", name="Harrowshire Police")


def row(*values, against: Point | None = None) -> RegionRow:
    return RegionRow(marac=OWN, force=FORCE, values=values, against_force=against, against_uk=None)


def point(verdict: Verdict, *, strong: bool = False, value=None) -> Point:
    return Point(
        area=LARGER[AreaRole.FORCE], role=AreaRole.FORCE, value=value or known_value(48), verdict=verdict, strong=strong
    )


def test_a_verdict_is_said_with_the_number_it_was_reached_against():
    own = row(known_value(70))
    rest = replace(point(Verdict.HIGHER), compared=known_value(46), excludes_own=True)
    assert regions.write_comparison(RATE, own, rest) == "higher than 46"
    assert regions.write_comparison(RATE, own, point(Verdict.LOWER, strong=True), including=True) == (
        "clearly lower than 48"
    )
    assert regions.write_comparison(RATE, own, point(Verdict.SIMILAR)) == "similar to 48, itself included"


def test_what_is_not_compared_says_so():
    gone = make_absent_value(Status.NO_RETURN)
    assert regions.write_comparison(RATE, row(known_value(70)), None) == "not known"
    assert regions.write_comparison(RATE, row(gone), point(Verdict.NOT_COMPARED)) == "not compared"
    assert (
        regions.write_comparison(RATE, row(known_value(7)), point(Verdict.NOT_COMPARED, value=gone))
        == "not compared: no return"
    )


def test_a_sparkline_is_described():
    values = (make_absent_value(Status.NO_RETURN), known_value(58), known_value(55), known_value(70))
    assert regions.describe_sparkline(RATE, row(*values)) == (
        "Birchford: from 58 to 70, between 55 and 70, 1 of 4 quarters without a figure"
    )
    assert (
        regions.describe_sparkline(RATE, row(make_absent_value(Status.NO_RETURN)))
        == "Birchford: no figure in three years"
    )


def test_published_figures_of_the_view_are_said_to_be_published():
    published = known_value(70, origin=Origin.PUBLISHED)
    against = point(Verdict.NOT_COMPARED, value=published)
    view = RegionView(
        selection=RegionSelection(indicator="cases-per-10k", quarter=QUARTER),
        indicator=RATE,
        area=FORCE,
        quarters=(QUARTER,),
        rows=(row(published, against=against),),
        breaks=(),
        release=RELEASE,
    )
    assert write_source("returns", regions.list_figures(view)) == f"Source: {ALL_PUBLISHED}"
    mixed = replace(view, rows=(row(known_value(70), against=against),))
    assert write_source("returns", regions.list_figures(mixed)) == "Source: returns; as published: some forces"


def test_the_view_says_what_and_how_many():
    view = RegionView(
        selection=RegionSelection(indicator="cases-per-10k", quarter=QUARTER),
        indicator=RATE,
        area=FORCE,
        quarters=(QUARTER,),
        rows=(row(known_value(70)), row(make_absent_value(Status.NO_RETURN))),
        breaks=(),
        release=RELEASE,
    )
    assert regions.write_summary(view) == (
        "Cases per 10,000 women, April 2023 to March 2024, Harrowshire Police: 1 of 2 Maracs held here have a figure."
    )


def test_an_estimate_is_called_one_in_movement_and_line():
    filled = known_value(66, status=Status.PROXIED)
    before = (filled, known_value(58), known_value(58), known_value(58))
    assert regions.write_movement(RATE, row(*before, known_value(70))) == "up 4 per 10,000 (estimated)"
    assert regions.write_movement(RATE, row(*before[1:], known_value(70), known_value(60), known_value(60))) == (
        "up 2 per 10,000"
    )
    assert regions.describe_sparkline(RATE, row(*before)).endswith(", 1 estimated")


def test_no_movement_is_said_across_a_break():
    values = (known_value(66), known_value(58), known_value(58), known_value(58), known_value(70))
    broken = replace(row(*values), is_continuous=False)
    assert broken.year_change is None
    assert regions.write_movement(RATE, broken) == "not comparable with a year before"
