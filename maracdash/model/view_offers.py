"""Views that make sense of an indicator: a funnel needs a base, a control chart single quarters that stand alone."""

from __future__ import annotations

from maracdash.model.indicators import Indicator, IntervalMethod, Unit
from maracdash.model.selection import ChartView

FUNNEL_METHODS = frozenset({IntervalMethod.PROPORTION, IntervalMethod.RATE})


def is_offered(indicator: Indicator, view: ChartView) -> bool:
    """Tell if a view is offered for an indicator.

    Change on the year before holds four quarters twice, and posts are rounded up: neither is put on a control chart.
    """
    if view is ChartView.FUNNEL:
        return indicator.interval_method in FUNNEL_METHODS
    if view is ChartView.CONTROL:
        return not (
            indicator.annual or indicator.unit is Unit.POSTS or indicator.interval_method is IntervalMethod.CHANGE
        )
    return True
