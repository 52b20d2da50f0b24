"""A group's shares of cases and of the population in words, with the interval of their ratio."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue
from maracdash.model.dashboards import Representation, RepresentationRow
from maracdash.model.quarters import Window
from maracdash.model.values import Status, make_absent_value
from maracdash.words import representation
from tests.support.answers import QUARTER, RELEASE, known_value, make_place

MINORITISED = catalogue.indicator("minoritised-cases")


def make_row(part: float, base: float | None, population: float | None) -> RepresentationRow:
    share = known_value(100 * part / (base or 100), numerator=part, denominator=base)
    living = make_absent_value(Status.NO_POPULATION) if population is None else known_value(population)
    ratio = None if population is None else (share.number or 0) / population
    return RepresentationRow(indicator=MINORITISED, share=share, population=living, ratio=ratio)


@pytest.mark.parametrize(
    ("part", "base", "population", "said"),
    [
        # Wilson's limits of 81 of 263, Newcombe 1998, table I: 25.53 to 36.62%.
        (81, 263, 50.0, "fewer than live here: 0.62 times, 0.51 to 0.73"),
        (81, 263, 20.0, "more than live here: 1.54 times, 1.28 to 1.83"),
        (81, 263, 30.0, "no more apart than chance explains: 1.03 times, 0.85 to 1.22"),
        (30.8, None, 20.0, "1.54 times its share of the population"),
        (30.8, None, 30.5, "1.01 times its share of the population"),
        (81, 263, None, "not compared"),
    ],
)
def test_the_ratio_with_its_interval_where_there_is_one(part, base, population, said):
    assert representation.write_representation(make_row(part, base, population)) == said


def test_a_sentence_for_each_group_whose_population_is_known():
    rows = (make_row(81, 263, 50.0), make_row(81, 263, None))
    answer = Representation(
        quarter=QUARTER, window=Window.YEAR, hierarchy=make_place(), rows=rows, release=RELEASE, unrecorded=None
    )
    [said] = representation.write_representation_sentences(answer)
    assert said.startswith(
        "In Birchford, 30.8% of cases had victims who are not White British, and 50.0% of the people"
    )
    # Half of 263 is 131.5, which is 50.5 more than 81; Wilson's limits leave 35.2 to 64.4.
    assert said.endswith(
        "fewer than live here: 0.62 times, 0.51 to 0.73. To match, one would expect about 51 more victims who are not "
        "White British a year, between 35 and 64. Numbers of cases say how large a difference is. They are no target."
    )


def test_an_estimated_share_is_marked_behind_its_number():
    row = make_row(81, 263, 30.0)
    answer = Representation(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        rows=(replace(row, share=replace(row.share, status=Status.PROXIED)),),
        release=RELEASE,
        unrecorded=None,
    )
    [said] = representation.write_representation_sentences(answer)
    assert said.startswith("In Birchford, 30.8% (estimated) of cases had victims who are not White British, and 30.0%")


def test_no_number_of_cases_is_told_where_chance_explains_the_ratio():
    answer = Representation(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        rows=(make_row(81, 263, 30.0),),
        release=RELEASE,
        unrecorded=None,
    )
    [said] = representation.write_representation_sentences(answer)
    assert said.endswith("no more apart than chance explains: 1.03 times, 0.85 to 1.22.")
