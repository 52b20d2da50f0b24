"""What dashboards say, in sentences that fit the numbers."""

from dataclasses import replace

import pytest

from maracdash import catalogue
from maracdash.catalogue.staffing import calculate_what_if
from maracdash.model.answers import AreaRole, Point
from maracdash.model.dashboards import (
    AbsentRoute,
    AbsentRoutes,
    MeetingFrequencies,
    Representation,
    RepresentationComparator,
    RepresentationRow,
)
from maracdash.model.quarters import Window
from maracdash.model.values import Origin, Status, make_absent_value
from maracdash.words import dashboards
from maracdash.words.sources import write_source_lines
from tests.support.answers import FORCE, LARGER, QUARTER, RELEASE, known_value, make_comparison, make_marac, make_place

EDUCATION = catalogue.indicator("education")


def points(count: int) -> tuple[Point, ...]:
    return tuple(
        Point(area=make_marac(n), role=AreaRole.FORCE_MARAC, value=known_value(n)) for n in range(2, 2 + count)
    )


def absent_answer(*routes: AbsentRoute, known=(EDUCATION,), unknown=(), beside=28) -> AbsentRoutes:
    return AbsentRoutes(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        routes=routes,
        known=known,
        unknown=unknown,
        maracs_with_data=beside,
        release=RELEASE,
    )


def test_an_absent_route_names_it_and_where_it_is_present():
    route = AbsentRoute(indicator=EDUCATION, present=points(12), maracs_with_data=29)
    assert dashboards.write_absent_route(route) == (
        "Education: none here; 12 of the 29 other Maracs with figures had such referrals, most in Marac 2, "
        "Marac 3 and Marac 4."
    )
    one = AbsentRoute(indicator=EDUCATION, present=points(1), maracs_with_data=1)
    assert dashboards.write_absent_route(one) == (
        "Education: none here; the only other Marac with figures, Marac 2, had such referrals."
    )
    few = AbsentRoute(indicator=EDUCATION, present=points(1), maracs_with_data=2)
    assert dashboards.write_absent_route(few) == (
        "Education: none here; 1 of the 2 other Maracs with figures had such referrals, in Marac 2."
    )


def test_no_absent_route_is_said_and_what_is_not_collected_too():
    assert dashboards.write_absent_routes(absent_answer()) == (
        "Every route that Maracs beside Birchford have was used here too, April 2023 to March 2024.",
    )
    unknown = (catalogue.indicator("housing"), catalogue.indicator("mash"))
    assert dashboards.write_absent_routes(absent_answer(unknown=unknown)) == (
        "Every other route that Maracs beside Birchford have was used here too, April 2023 to March 2024.",
        "Not known here, so perhaps absent: Housing and Mash.",
    )


def test_without_a_figure_here_or_beside_no_route_is_called_present_or_absent():
    assert dashboards.write_absent_routes(absent_answer(known=(), unknown=(EDUCATION,))) == (
        "Birchford has no figure for any of these routes, April 2023 to March 2024, so none can be called absent.",
    )
    (alone,) = dashboards.write_absent_routes(absent_answer(beside=0))
    assert alone.startswith(
        "No Marac beside Birchford has a figure for these routes, April 2023 to March 2024, so none"
    )


@pytest.mark.parametrize(
    ("population", "ratio", "said"),
    [
        (known_value(63.7), 0.87, ("63.7%", "0.87 times its share of the population")),
        (known_value(55.0), 1.003, ("55.0%", "1.00 times its share of the population")),
        (make_absent_value(Status.NO_POPULATION), None, ("no population", "not compared")),
    ],
)
def test_a_share_is_compared_where_the_population_is_known(population, ratio, said):
    indicator = catalogue.indicator("minoritised-cases")
    row = RepresentationRow(indicator=indicator, share=known_value(55.2), population=population, ratio=ratio)
    assert dashboards.write_representation_row(row) == (indicator.title, "55.2%", *said)


def test_a_share_that_is_absent_says_why():
    row = RepresentationRow(
        indicator=EDUCATION,
        share=make_absent_value(Status.NOT_COLLECTED),
        population=make_absent_value(Status.NO_POPULATION),
        ratio=None,
    )
    assert dashboards.write_representation_row(row)[1] == "not collected"


def test_what_if_says_then_and_now():
    assert dashboards.write_what_if(calculate_what_if(604, 10), known_value(604)) == (
        "With 10% more cases: 664 cases, 7.0 Idva posts, 1.8 administrator posts; now 604 cases, 6.5 Idva posts, 1.6 "
        "administrator posts."
    )
    assert dashboards.write_what_if(calculate_what_if(604, -10), known_value(604)).startswith(
        "With 10% fewer cases: 544 cases"
    )
    assert dashboards.write_what_if(calculate_what_if(604, 0), known_value(604)).startswith("Now: 604 cases")


def test_what_if_starts_from_an_estimate_and_says_so():
    estimated = known_value(604, status=Status.PROXIED)
    for percent in (0, 10):
        assert "604 cases (estimated)" in dashboards.write_what_if(calculate_what_if(604, percent), estimated)


def test_meetings_are_counted_by_how_often():
    answer = MeetingFrequencies(
        quarter=QUARTER,
        hierarchy=make_place(),
        own="monthly",
        others=(("weekly", (make_marac(2), make_marac(3))), ("", (make_marac(4),))),
        release=RELEASE,
    )
    assert dashboards.write_meetings(answer) == ("Birchford meets monthly.", "Maracs beside: weekly 2, not known 1.")
    force = replace(answer, hierarchy=make_place(FORCE), own="")
    assert dashboards.write_meetings(force) == (
        "How often they meet is said of each Marac of Harrowshire Police, on its own page.",
    )


def test_every_source_is_named_with_what_comes_from_it():
    indicators = [catalogue.indicator(slug) for slug in ("cases", "police", "minoritised-population")]
    first = make_comparison(indicator="cases")
    lines = dashboards.write_page_source_lines(first, indicators)
    assert lines[0] == f"Source: {indicators[0].source}; as published: UK"
    assert f"Source of {indicators[2].title}: {indicators[2].source}" in lines
    assert set(lines[2:]) < set(write_source_lines(first))
    assert not any("95% interval" in line for line in lines)
    assert first.marking in lines


def test_rounded_totals_are_said_once_for_all_of_a_page():
    slugs = ("cases", "recommended-cases", "idva-current", "admin-current")
    lines = dashboards.write_page_source_lines(make_comparison(), [catalogue.indicator(slug) for slug in slugs])
    assert [line for line in lines if "add up" in line] == [
        "Each total of recommended cases and posts is rounded by itself, so the parts do not add up to the whole."
    ]


def test_of_published_figures_alone_no_source_is_named_but_their_being_published():
    indicators = [catalogue.indicator(slug) for slug in ("cases", "minoritised-population")]
    own = known_value(589, origin=Origin.PUBLISHED)
    lines = dashboards.write_page_source_lines(make_comparison(1, indicator="cases", own=own, around=()), indicators)
    assert lines[0] == "Source: published figures, as printed: not worked out here"
    assert not any("Source" in line for line in lines[1:])


def representation(unrecorded, *rows: RepresentationRow) -> Representation:
    return Representation(
        quarter=QUARTER, window=Window.YEAR, hierarchy=make_place(), rows=rows, release=RELEASE, unrecorded=unrecorded
    )


def test_larger_areas_stand_beside_with_their_own_ratio():
    indicator = catalogue.indicator("minoritised-cases")
    around = (
        RepresentationComparator(
            area=LARGER[AreaRole.FORCE], role=AreaRole.FORCE, share=known_value(28.1), ratio=1.154
        ),
        RepresentationComparator(
            area=LARGER[AreaRole.UK], role=AreaRole.UK, share=make_absent_value(Status.NOT_PUBLISHED), ratio=None
        ),
    )
    row = RepresentationRow(
        indicator=indicator, share=known_value(55.2), population=known_value(63.7), ratio=0.87, around=around
    )
    assert dashboards.representation_columns(representation(None, row))[4:] == ("Force", "UK")
    assert dashboards.write_representation_row(row)[1:] == (
        "55.2%",
        "63.7%",
        "0.87 times its share of the population",
        "28.1%: 1.15 times",
        "not published",
    )


@pytest.mark.parametrize(("number", "lines"), [(None, 0), (0.004, 0), (7.6, 1)])
def test_what_is_not_recorded_is_said_where_there_is_any(number, lines):
    said = dashboards.write_unrecorded(representation(number))
    assert len(said) == lines
    assert all("Not recorded or not collected: 7.6% of cases" in line for line in said)
