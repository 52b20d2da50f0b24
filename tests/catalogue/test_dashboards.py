"""The declared dashboards hold together, and every indicator has something to consider."""

import pytest

from maracdash import catalogue
from maracdash.catalogue.characteristics import REPRESENTED_CHARACTERISTICS
from maracdash.catalogue.dashboards import DASHBOARDS, ROUTE_SHARES, ROUTE_SLUGS, dashboard
from maracdash.catalogue.staffing import MAX_PERCENT, MIN_PERCENT, calculate_posts, calculate_what_if
from maracdash.model.dashboards import BlockKind
from maracdash.model.errors import NotFoundError


def test_the_seven_dashboards_start_with_the_overview():
    assert [each.slug for each in DASHBOARDS] == [
        "overview",
        "referral-routes",
        "health-referrals",
        "children",
        "repeat-cases",
        "reaching-everyone",
        "capacity",
    ]


@pytest.mark.parametrize("chosen", DASHBOARDS, ids=lambda each: each.slug)
def test_each_asks_a_question_of_indicators_that_exist(chosen):
    assert chosen.question.endswith("?")
    assert all(catalogue.indicator(slug) for slug in chosen.indicators)
    assert all(block.title and block.text.endswith((".", "?")) for block in chosen.blocks)


def test_health_is_the_practice_example():
    slugs = ("primary-care", "secondary-care", "mental-health", "substance")
    assert dashboard("health-referrals").indicators == ("health", *slugs)
    assert catalogue.indicator("health").numerator == tuple(catalogue.indicator(slug).numerator[0] for slug in slugs)


def test_the_shares_are_every_route_and_so_make_a_hundred():
    referrals = [each.slug for each in catalogue.section_indicators("referrals")]
    assert set(ROUTE_SHARES) == set(referrals) - {"non-police"}
    assert set(ROUTE_SLUGS) == set(ROUTE_SHARES) - {"police"}


def test_capacity_has_a_what_if_and_meetings():
    kinds = [block.kind for block in dashboard("capacity").blocks]
    assert {BlockKind.WHAT_IF, BlockKind.MEETINGS} <= set(kinds)


def test_every_share_of_the_demographics_is_represented():
    shares = {each.slug for each in catalogue.section_indicators("demographics") if each.unit == "percent"}
    assert {slug for slug, _ in REPRESENTED_CHARACTERISTICS} == shares - {"minoritised-population"}


def test_an_unknown_dashboard_is_named():
    with pytest.raises(NotFoundError, match="“nowhere”"):
        dashboard("nowhere")


def test_every_indicator_has_something_to_consider():
    assert [each.slug for each in catalogue.INDICATORS if not each.considerations] == []


@pytest.mark.parametrize(("cases", "idva", "admin"), [(589, 6.0, 1.6), (660, 7.0, 1.8), (117359, 1174.0, 293.4)])
def test_posts_are_those_of_the_published_table(cases, idva, admin):
    assert (calculate_posts(cases).idva, calculate_posts(cases).admin) == pytest.approx((idva, admin))


@pytest.mark.parametrize("percent", [MIN_PERCENT - 1, MAX_PERCENT + 1, float("nan")])
def test_a_change_out_of_range_is_refused(percent):
    with pytest.raises(NotFoundError, match="cannot be shown"):
        calculate_what_if(589, percent)


def test_the_rules_of_the_posts_stand_beside_them():
    texts = {block.title: block.text for block in dashboard("capacity").blocks}
    for title in ("Cases and posts", "What if cases rose or fell?"):
        assert "One full-time Idva to 100 cases, rounded up to a half post" in texts[title]
        assert "administrator to 400 cases" in texts[title]
    assert (
        "40 for every 10,000 women aged 16 and over, the women rounded to the nearest 10,000"
        in texts["Cases and posts"]
    )
