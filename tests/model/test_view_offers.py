"""Views are offered where they make sense."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.indicators import IntervalMethod, Unit
from maracdash.model.selection import ChartView
from maracdash.model.view_offers import is_offered


def test_a_funnel_is_for_shares_and_rates() -> None:
    offered = {each.slug for each in catalogue.INDICATORS if is_offered(each, ChartView.FUNNEL)}
    assert {"cases-per-10k", "repeat-rate"} <= offered
    assert not offered & {"cases", "cases-change"}


def test_a_control_chart_is_for_what_single_quarters_have() -> None:
    refused = [each for each in catalogue.INDICATORS if not is_offered(each, ChartView.CONTROL)]
    assert {"cases-change"} <= {each.slug for each in refused}
    assert all(
        each.annual or each.unit is Unit.POSTS or each.interval_method is IntervalMethod.CHANGE for each in refused
    )
    assert all(each in refused for each in catalogue.INDICATORS if each.annual)


def test_all_other_views_are_offered_for_every_indicator() -> None:
    others = {*ChartView} - {ChartView.FUNNEL, ChartView.CONTROL}
    assert all(is_offered(each, view) for each in catalogue.INDICATORS for view in others)
