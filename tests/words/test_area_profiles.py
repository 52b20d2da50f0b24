"""The profile in words: what stands out, cells that are never blank, a 0 that is doubted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.area_profiles import AreaProfile, AreaProfileRow, Movement
from maracdash.model.quarters import Window
from maracdash.model.values import Coverage, Status, Value
from maracdash.statistics.distances import measure_distance
from maracdash.statistics.verdict import decide_verdict
from maracdash.words import area_profiles as said
from tests.support.answers import LARGER, MARKING, OWN, QUARTER, RELEASE, known_value, make_place, missing_value


def share(part: float, whole: float) -> Value:
    return known_value(100 * part / whole, numerator=part, denominator=whole)


def row(slug: str, own: Value, uk: Value, before: Value | None = None, **more: object) -> AreaProfileRow:
    indicator = catalogue.indicator(slug)
    verdict, strong = decide_verdict(indicator, own, uk)
    history = (missing_value(),) * 8 + (before or own,) + (missing_value(),) * 3 + (own,)
    points = (
        Point(area=OWN, role=AreaRole.OWN, value=own),
        Point(area=LARGER[AreaRole.UK], role=AreaRole.UK, value=uk, verdict=verdict, strong=strong),
    )
    given = {"movement": Movement.SAME, **more}
    return AreaProfileRow(
        indicator=indicator,
        points=points,
        distances=(None, measure_distance(indicator, own, uk)),
        history=history,
        **given,
    )


def profile(*rows: AreaProfileRow) -> AreaProfile:
    return AreaProfile(
        quarter=QUARTER,
        window=Window.YEAR,
        hierarchy=make_place(),
        quarters=tuple(QUARTER - step for step in range(12, -1, -1)),
        rows=rows,
        release=RELEASE,
        marking=MARKING,
    )


FAR = row("repeat-rate", share(80, 200), share(2000, 10000))
FARTHER = row("police", share(20, 200), share(6000, 10000))
NEAR = row("housing", share(10, 200), share(200, 10000))
SAME = row("idva", share(20, 200), share(1000, 10000))


def test_the_summary_counts_what_stands_out_and_names_it_farthest_first() -> None:
    assert said.write_summary(profile(FAR, FARTHER, NEAR, SAME), AreaRole.UK) == (
        "Birchford stands out from the UK in 2 of the 4 indicators that can be compared (at 99.8%): "
        "higher in repeat rate; lower in referred by the police. One more differs at 95%."
    )


def test_the_summary_names_the_rest_that_figures_were_compared_with() -> None:
    whole = FAR.points[1]
    rest = replace(whole, compared=replace(whole.value, number=19.0), excludes_own=True)
    without = replace(FAR, points=(FAR.points[0], rest))
    assert said.write_summary(profile(without), AreaRole.UK).startswith(
        "Birchford stands out from the rest of the UK in 1"
    )


def test_none_and_nothing_to_compare_are_said() -> None:
    assert said.write_summary(profile(SAME), AreaRole.UK) == (
        "Birchford stands out from the UK in none of the 1 indicators that can be compared (at 99.8%)."
    )
    assert said.write_summary(profile(NEAR), AreaRole.UK).endswith(" (at 99.8%). One differs at 95%.")
    absent = row("idva", missing_value(), share(1, 10))
    assert (
        said.write_summary(profile(absent), AreaRole.UK)
        == "No indicator of Birchford can be compared with the UK here."
    )


def test_more_than_a_few_are_counted_instead_of_named() -> None:
    slugs = ("repeat-rate", "housing", "education", "probation", "mash", "other", "substance")
    rows = [row(slug, share(80, 200), share(2000, 10000)) for slug in slugs]
    assert "and 4 more" in said.write_summary(profile(*rows), AreaRole.UK)


def test_a_doubted_zero_stands_out_from_nothing() -> None:
    doubted = row("cases-with-children", share(0, 200), share(3000, 10000), doubted=True)
    assert doubted.point(AreaRole.UK).verdict is Verdict.LOWER
    assert "none" in said.write_summary(profile(doubted, SAME), AreaRole.UK)
    assert said.write_own_cell(doubted).beside == "probably not recorded"
    assert "probably not recorded" in said.write_comparator_cell(doubted, AreaRole.UK).words


def test_a_cell_has_the_word_its_strength_and_the_number_beside() -> None:
    cell = said.write_comparator_cell(FAR, AreaRole.UK)
    assert (cell.words, cell.beside) == ("clearly higher", "20.0%")
    cell = said.write_comparator_cell(NEAR, AreaRole.UK)
    assert (cell.words, cell.beside) == ("higher", "2.0%")
    assert said.write_comparator_cell(SAME, AreaRole.UK).words == "similar"


# Wilson's limits of 20 of 200: (0.1 + z2/400 -+ z sqrt(0.09/200 + z2/160000)) / (1 + z2/200), z = 1.96.
def test_the_own_cell_has_the_interval() -> None:
    assert said.write_own_cell(SAME) == said.WrittenCell(words="10.0%", beside="6.6% to 14.9%")
    assert said.write_own_cell(row("maracs", known_value(1), known_value(9))).beside == "no interval"


@pytest.mark.parametrize(
    ("own", "uk", "words"),
    [
        (missing_value(), share(1, 10), "no return"),
        (share(1, 10), missing_value(), "not compared: no return"),
    ],
)
def test_a_missing_figure_is_said_where_the_verdict_would_stand(own: Value, uk: Value, words: str) -> None:
    missing = row("repeat-rate", own, uk)
    assert said.write_comparator_cell(missing, AreaRole.UK).words == words
    assert all(cell.words for cell in (said.write_own_cell(missing), said.write_movement_cell(missing)))


def test_totals_are_not_compared_and_an_area_that_is_not_there_is_not_known() -> None:
    assert said.write_comparator_cell(row("cases", known_value(5), known_value(50)), AreaRole.UK).words == (
        "not compared"
    )
    assert said.write_comparator_cell(SAME, AreaRole.FORCE).words == "not known"


def test_a_change_says_by_how_much_only_where_it_is_real() -> None:
    rose = row("repeat-rate", share(80, 200), share(1, 5), share(40, 200), movement=Movement.ROSE)
    assert said.write_movement_cell(rose) == said.WrittenCell(words="rose by 20.0 points", beside="20.0% to 40.0%")
    unclear = replace(rose, movement=Movement.UNCLEAR)
    assert said.write_movement_cell(unclear).words == "no clear change"
    first = replace(rose, history=(*rose.history[:8], missing_value(), *rose.history[9:]))
    assert said.write_movement_cell(first).words == "a year before: no return"


@pytest.mark.parametrize(
    ("old", "new", "movement", "words"),
    [
        (504, 583, Movement.ROSE, "rose, more than chance explains"),
        (583, 504, Movement.FELL, "fell, more than chance explains"),
        (504, 524, Movement.UNCLEAR, "within what chance explains"),
        (504, 504, Movement.SAME, "no change"),
    ],
)
def test_a_change_is_told_as_on_its_card_and_not_by_the_change_before(old, new, movement, words) -> None:
    change, before = share(new - old, old), known_value(10.5, numerator=504, denominator=456)
    change = replace(change, numerator=new, denominator=old)
    told = row("cases-change", change, known_value(3.0), before, movement=movement)
    quiet = movement in said.QUIET_MOVEMENTS
    assert said.write_movement_cell(told) == said.WrittenCell(words=words, beside=f"{old} to {new}", quiet=quiet)
    assert said.write_movement_cell(row("cases-change", missing_value(), known_value(3.0))).words == "no return"


def test_pictures_are_told_in_words() -> None:
    whole = profile(FAR)
    assert said.describe_strip(whole, FAR) == "From lowest to highest: UK 20.0%, Birchford 40.0%"
    assert (
        said.describe_history(FAR) == "from 40.0% to 40.0%, between 40.0% and 40.0%, 11 of 13 quarters without a figure"
    )


def test_the_note_on_chance_counts_the_comparisons() -> None:
    many = profile(*([SAME] * 40))
    assert said.write_chance_note(many, AreaRole.UK).startswith("Of 40 comparisons about 2 differ at 95%")
    assert said.write_chance_note(profile(SAME), AreaRole.UK) == ""


def estimated(part: float, whole: float) -> Value:
    return replace(share(part, whole), status=Status.PROXIED)


def test_an_estimate_is_marked_in_every_cell_that_has_it_and_the_mark_is_explained() -> None:
    filled = row("repeat-rate", estimated(80, 200), share(2000, 10000), share(40, 200), movement=Movement.ROSE)
    assert said.write_own_cell(filled).words == "40.0% [e]"
    assert said.write_movement_cell(filled).beside == "20.0% to 40.0% [e]"
    assert said.write_comparator_cell(filled, AreaRole.UK).beside == "20.0%"
    assert said.write_comparator_cell(row("repeat-rate", share(1, 5), estimated(1, 5)), AreaRole.UK).beside == (
        "20.0% [e]"
    )
    change = replace(estimated(20, 100), numerator=120, denominator=100)
    assert said.write_movement_cell(row("cases-change", change, known_value(3.0))).beside == "100 to 120 [e]"
    assert said.describe_strip(profile(filled), filled).endswith("Birchford 40.0% [e]")
    assert said.describe_history(filled).endswith(" without a figure, 1 estimated")
    meaning = "[e] estimated: one or more quarters filled with the quarter before."
    assert said.explain_estimates(profile(FAR, filled)) == meaning
    before = row("repeat-rate", share(80, 200), share(2000, 10000), estimated(40, 200))
    assert said.explain_estimates(profile(before)) == meaning
    assert said.explain_estimates(profile(FAR)) == ""


def test_the_maracs_behind_larger_areas_are_counted_with_those_that_are_estimated() -> None:
    behind = replace(share(1, 5), coverage=Coverage(expected=30, returned=29, proxied=2))
    lines = said.write_profile_lines(profile(row("repeat-rate", share(80, 200), behind)))
    assert "Coverage: UK 29 of 30 Maracs, 2 estimated" in lines


def test_a_single_quarter_that_is_a_copy_says_so_in_place_of_a_verdict() -> None:
    copy = replace(estimated(80, 200), coverage=Coverage(expected=1, returned=1, proxied=1, quarters=1))
    told = row("repeat-rate", copy, share(2000, 10000))
    assert said.write_comparator_cell(told, AreaRole.UK).words == "not compared: a copy of the quarter before"
    assert said.write_own_cell(told) == said.WrittenCell(words="40.0% [e]", beside="no interval")
