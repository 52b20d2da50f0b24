"""Sentences of the map of police forces."""

from __future__ import annotations

from dataclasses import replace

from maracdash.figures import draw_force_map
from maracdash.model.answers import Verdict
from maracdash.model.force_maps import find_steps
from maracdash.model.values import Status
from maracdash.words import force_maps
from tests.support.force_maps import make_map

NUMBERS = [30.0, 45.0, 60.0, Status.WITHHELD, Status.NO_RETURN, Status.NOT_COLLECTED]


def test_the_sentence_says_how_many_from_where_to_where_and_the_readers_own():
    assert force_maps.write_map_summary(make_map(NUMBERS)) == (
        "Cases per 10,000 women, April 2023 to March 2024: 3 of 6 forces have a figure, "
        "from 30 to 60; the UK has 46. Avon and Somerset: 30, lower than the UK."
    )


def test_it_says_so_where_nothing_is_known():
    said = force_maps.write_map_summary(make_map([Status.NO_RETURN] * 2, own=1, uk=None))
    assert said == (
        "Cases per 10,000 women, April 2023 to March 2024: none of 2 forces has a figure. Bedfordshire: no return."
    )
    assert "1 of 1 force has a figure, 30; the UK" in force_maps.write_map_summary(make_map([30.0], own=-1))


def test_steps_verdicts_and_absences_are_named():
    answer = make_map(NUMBERS)
    assert [force_maps.write_step(answer, each) for each in find_steps(answer)] == [
        "30 (1 force)",
        "45 (1 force)",
        "60 (1 force)",
    ]
    ten = make_map([float(each) for each in range(10)])
    assert [force_maps.write_step(ten, each) for each in find_steps(ten)][::4] == [
        "Lowest fifth: 0 to 1 (2 forces)",
        "Highest fifth: 8 to 9 (2 forces)",
    ]
    alike = make_map([1.0] * 7 + [2.0] * 3)
    assert [force_maps.write_step(alike, each) for each in find_steps(alike)] == ["1 (7 forces)", "2 (3 forces)"]
    assert force_maps.write_verdict_key(answer, Verdict.HIGHER) == "higher than the UK (1 force)"
    assert force_maps.write_absences(answer) == (
        "[c] withheld (1 force), [x] no return (1 force), [x] not collected (1 force)"
    )
    assert force_maps.write_absences(make_map([1.0])) == ""


def test_figures_without_decimals_are_written_without_them_everywhere():
    whole = make_map([2.0, 2.0, 3.0], "repeat-rate", uk=None)
    tiles = tuple(replace(each, value=replace(each.value, whole=True)) for each in whole.tiles)
    answer = replace(whole, tiles=tiles)
    assert "from 2% to 3%. " in force_maps.write_map_summary(answer)
    assert [force_maps.write_step(answer, each) for each in find_steps(answer)] == ["2% (2 forces)", "3% (1 force)"]
    assert "2.0%" in force_maps.write_map_summary(whole)
    drawn = str(draw_force_map(answer))
    assert "2%" in drawn
    assert "2.0%" not in drawn


def test_the_lines_say_what_tiles_and_colours_mean():
    said = force_maps.write_map_lines(make_map(NUMBERS))
    assert said[:2] == (force_maps.HOW_TO_READ, force_maps.WHAT_STEPS_MEAN)
    assert said[-2:] == ("Marked", "Demonstration figures: every place and number is invented.")
    assert force_maps.WHAT_VERDICTS_MEAN in force_maps.write_map_lines(make_map(NUMBERS, by_verdict=True))
    assert force_maps.TOTALS_GROW in force_maps.write_map_lines(make_map(NUMBERS, "cases"))


def test_nothing_is_called_good_or_bad():
    text = " ".join([*force_maps.write_map_lines(make_map(NUMBERS)), force_maps.write_map_summary(make_map(NUMBERS))])
    assert not {"best", "worst", "good", "poor"} & set(text.lower().replace(".", " ").split())
