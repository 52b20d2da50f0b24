"""A chart for somebody who does not see it: what kind it is, of what, and what it shows."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Trend
from maracdash.model.quarters import Window, describe_period
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.control_chart import ControlChart
from maracdash.words import findings, gaps
from maracdash.words.indicator_phrases import subject


def write_alt_text(answer: Comparison | Trend) -> str:
    """Two sentences for `role="img"`."""
    return f"{_describe(answer)} {findings.write_finding(answer)}"


def _describe(answer: Comparison | Trend) -> str:
    if isinstance(answer, ControlSeries):
        return _control_series(answer)
    if isinstance(answer, Trend):
        return _trend(answer)
    return _among_all(answer) if isinstance(answer, Distribution | FunnelPlot) else _comparison(answer)


def _among_all(answer: Distribution | FunnelPlot) -> str:
    noun, when = answer.hierarchy.area.level.noun, describe_period(answer.quarter, answer.window)
    absent = len(answer.maracs) - answer.ranked
    missing = f", {absent} more without a figure" if absent else ""
    many = f"{answer.ranked} {noun if answer.ranked == 1 else f'{noun}s'}"
    if isinstance(answer, Distribution):
        return f"Dots of {subject(answer.indicator)}, {when}: {many}{missing}."
    return f"Funnel plot of {subject(answer.indicator)}, {when}: {many} by their size, with limits{missing}."


def _control_series(answer: ControlSeries) -> str:
    kind = "Control chart" if isinstance(answer.chart, ControlChart) else "Run chart"
    missing = "".join(f" {each}" for each in gaps.write_gaps(answer))
    span = f"{answer.quarters[0]} to {answer.quarters[-1]}"
    return f"{kind} of {subject(answer.indicator)}, single quarters, {span}.{missing}"


def _comparison(answer: Comparison) -> str:
    others = len(answer.maracs) - (answer.own in answer.maracs)
    noun = answer.hierarchy.area.level.noun
    among = "alone" if not others else f"beside {others} other {noun if others == 1 else f'{noun}s'}"
    absent = sum(not point.value.known for point in answer.maracs)
    missing = f", {absent} without a figure" if absent else ""
    when = describe_period(answer.quarter, answer.window)
    return f"Chart of {subject(answer.indicator)}, {when}: {answer.hierarchy.area.name} {among}{missing}."


def _trend(answer: Trend) -> str:
    span = "12 months to each quarter" if answer.window is Window.YEAR else "single quarters"
    quarters = f"{answer.quarters[0]} to {answer.quarters[-1]}" if answer.quarters else "no quarters"
    breaks = "".join(f" Not comparable before {each.quarter}: {each.reason}" for each in answer.breaks)
    missing = "".join(f" {each}" for each in gaps.write_gaps(answer))
    return f"Line chart of {subject(answer.indicator)}, {span}, {quarters}.{breaks}{missing}"
