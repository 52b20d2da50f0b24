"""A difference says which way, by how much, and how sure that is."""

from dataclasses import replace

import pytest

from maracdash import catalogue
from maracdash.model.values import Coverage, Status, make_absent_value
from maracdash.words.differences import SHAPE_KEY, Shape, compare_figures, compare_with_group, write_shown_amount
from tests.support.answers import known_value


def share(percent: float, cases: float = 1000):
    return known_value(percent, numerator=percent * cases / 100, denominator=cases)


def pooled(own, rest):
    """The comparator that holds one Marac's cases and those of 28 others."""
    cases, over = (own.denominator + rest.denominator), own.numerator + rest.numerator
    maracs = Coverage(expected=29, returned=29)
    return known_value(100 * over / cases, numerator=over, denominator=cases, coverage=maracs)


def whole(number: float):
    """A comparator whose sums are not known."""
    return known_value(number, coverage=Coverage(expected=29, returned=29))


def text(slug: str, value, comparator) -> str:
    return compare_figures(catalogue.indicator(slug), value, comparator).text


@pytest.mark.parametrize(
    ("slug", "value", "comparator", "said"),
    [
        ("repeat-rate", share(31.1), pooled(share(31.1), share(27.0)), "▲ 4.1 points higher"),
        ("repeat-rate", share(20.0), pooled(share(20.0), share(27.0)), "▼ 7.0 points clearly lower"),
        ("repeat-rate", share(27.9), pooled(share(27.9), share(27.0)), "● similar (0.9 points higher)"),
        ("repeat-rate", share(28.0), pooled(share(28.0), share(27.0)), "● similar (1.0 point higher)"),
        ("repeat-rate", share(27.01), pooled(share(27.01), share(27.0)), "● similar"),
        ("repeat-rate", share(31.1), whole(27.0), "▲ 4.1 points higher"),
        ("repeat-rate", share(31.1), share(31.1), "not compared: the comparator has nothing else"),
        (
            "cases-per-10k",
            known_value(70, numerator=589, denominator=84000),
            whole(48),
            "▲ 22 per 10,000 clearly higher",
        ),
        ("repeat-rate", known_value(31.1), whole(27.0), "△ 4.1 points higher"),
        ("cases-per-meeting", known_value(12.0), whole(14.5), "▽ 2.5 lower"),
        ("minoritised-population", known_value(22.4), whole(22.4), "○ the same"),
    ],
)
def test_shape_and_words(slug, value, comparator, said):
    assert text(slug, value, comparator) == said


def test_chance_in_the_rest_counts_and_in_a_whole_that_holds_the_area_it_does_not():
    assert (
        text("repeat-rate", share(60, 100), pooled(share(60, 100), share(49, 100))) == "● similar (11.0 points higher)"
    )
    holds_it = known_value(49, numerator=98, denominator=200, coverage=Coverage(expected=29, returned=29))
    assert text("repeat-rate", known_value(60, denominator=100), holds_it) == "▲ 11.0 points higher"


def test_every_shape_but_equal_is_explained():
    assert all(shape in SHAPE_KEY for shape in Shape if shape not in (Shape.NONE, Shape.EQUAL))


def test_totals_are_not_compared():
    assert text("cases", known_value(589), known_value(117359)) == "totals of areas of different size are not compared"


def test_what_is_absent_on_either_side_says_why():
    assert text("repeat-rate", make_absent_value(Status.NO_RETURN), share(27)) == "no return"
    assert text("repeat-rate", share(27), make_absent_value(Status.NOT_PUBLISHED)) == "comparator: not published"


def test_the_comparator_is_not_compared_with_itself():
    value = share(27)
    assert text("repeat-rate", value, value) == "the comparator"


def test_a_group_of_ones_own_is_compared_without_the_area_or_says_why_not():
    rate = catalogue.indicator("repeat-rate")
    own = known_value(45.0, numerator=90, denominator=200)
    group = known_value(24.0, numerator=120, denominator=500)
    rest = known_value(10.0, numerator=30, denominator=300)
    assert compare_with_group(rate, own, group, rest).text == "▲ 35.0 points clearly higher"
    assert compare_with_group(rate, own, group, group).text == "▲ 21.0 points clearly higher"
    few = make_absent_value(Status.NOT_APPLICABLE, "a group needs 3 Maracs with figures, and 2 of its Maracs have them")
    assert compare_with_group(rate, own, group, few).text == f"not compared: {few.reason}"
    assert compare_with_group(rate, own, few, None).text == f"comparator: {few.status.words}"


@pytest.mark.parametrize(
    ("slug", "before", "after", "said"),
    [
        ("cases-per-10k", 63.49, 40.51, "22 per 10,000"),
        ("cases-per-10k", 54.51, 63.49, "8 per 10,000"),
        ("repeat-rate", 9.04, 9.06, "0.1 points"),
        ("repeat-rate", 9.06, 9.14, ""),
        ("cases-change", -3.04, 15.66, "18.7 points"),
        ("cases", 1504, 583, "921"),
    ],
)
def test_a_difference_beside_two_figures_is_that_of_the_figures_as_written(slug, before, after, said):
    """63 and 41 are 22 apart, though 63.49 and 40.51 are 22.98."""
    assert write_shown_amount(catalogue.indicator(slug), known_value(before), known_value(after)) == said


def test_whoever_subtracts_what_is_written_finds_the_difference():
    rate = catalogue.indicator("repeat-rate")
    for first in range(0, 1000, 7):
        before, after = known_value(first / 13), known_value(first / 29 + 11)
        old, new = (float(rate.format_value(each).removesuffix("%")) for each in (before, after))
        said = write_shown_amount(rate, before, after)
        assert float(said.split()[0] if said else 0) == pytest.approx(abs(new - old))
    assert write_shown_amount(rate, known_value(3.0), make_absent_value(Status.NO_RETURN)) == ""


def test_figures_that_are_written_whole_differ_by_whole_numbers():
    rate = catalogue.indicator("repeat-rate")
    assert write_shown_amount(rate, *(replace(known_value(each), whole=True) for each in (9.0, 12.0))) == "3 points"
