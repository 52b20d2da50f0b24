"""The what-if of posts, step by step."""

from __future__ import annotations

import pytest

from maracdash.catalogue.staffing import calculate_what_if, check_posts_in_place
from maracdash.model.dashboards import PostsInPlace
from maracdash.model.errors import NotFoundError
from maracdash.model.values import Status
from maracdash.words import what_if
from tests.support.answers import known_value

CASES = known_value(604)


def test_each_step_is_shown():
    """By hand: 604 and a tenth is 664.4; 6.64 Idvas are 7.0 in halves, 1.66 administrators 1.8 in fifths."""
    assert what_if.write_arithmetic(calculate_what_if(604, 10), CASES) == (
        "Cases: 604 in the 12 months; 10% more is 604 × 1.1 = 664.4, which is 664 rounded.",
        "Idvas: 664 cases ÷ 100 cases a post = 6.64; rounded up to the next half post, 7.0.",
        "Administrators: 664 cases ÷ 400 cases a post = 1.66; rounded up to the next fifth of a post, 1.8.",
    )


def test_what_needs_no_rounding_or_no_change_says_none():
    first, *_ = what_if.write_arithmetic(calculate_what_if(600, -5), known_value(600, status=Status.PROXIED))
    assert first == "Cases: 600 in the 12 months (estimated); 5% fewer is 600 × 0.95 = 570."
    first, *_ = what_if.write_arithmetic(calculate_what_if(600, 0), CASES)
    assert first == "Cases: 600 in the 12 months."


def test_half_a_case_is_rounded_as_every_number_is():
    assert calculate_what_if(605, 10).then.cases == 666, "665.5"


def test_posts_in_place_are_set_against_what_the_cases_take():
    idva, admin = what_if.write_enough(calculate_what_if(604, 10), PostsInPlace(idva=3.5, admin=1.75))
    assert idva == (
        "3.5 Idva posts are in place; the cases now would take 6.5, 3.0 more than that, and 10% more cases 7.0, "
        "3.5 more than that."
    )
    assert admin.startswith("1.75 administrator posts are in place; the cases now would take 1.6, 0.15 fewer than that")
    [same, _] = what_if.write_enough(calculate_what_if(604, 0), PostsInPlace(idva=6.5))
    assert same == "6.5 Idva posts are in place; the cases now would take 6.5, as many as that."


def test_posts_that_nobody_entered_are_not_known():
    for said in what_if.write_enough(calculate_what_if(604, 10), PostsInPlace()):
        assert "posts are in place is not known" in said


@pytest.mark.parametrize("posts", [-0.5, 1000.5, float("nan")])
def test_posts_out_of_range_are_refused(posts):
    with pytest.raises(NotFoundError, match="from 0 to 1000"):
        check_posts_in_place(posts)
