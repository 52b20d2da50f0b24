"""Finding of any answer in one sentence, or the sentence that says why a view cannot be shown."""

from __future__ import annotations

from maracdash.model.answers import Comparison, Trend
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.refusals import Refusal
from maracdash.words import control_charts, distributions, funnels, summaries, trends


def write_finding(answer: Comparison | Trend) -> str:
    """The sentence of an answer."""
    if isinstance(answer, ControlSeries):
        return control_charts.write_control_chart(answer)
    if isinstance(answer, Trend):
        return trends.write_trend(answer)
    if isinstance(answer, FunnelPlot):
        return funnels.write_funnel(answer)
    if isinstance(answer, Distribution):
        return distributions.write_distribution(answer)
    return summaries.write_comparison(answer)


def explain_refusal(answer: Comparison | Trend) -> str:
    """The sentence that stands in place of a chart that cannot be drawn; empty where it can."""
    if isinstance(answer, ControlSeries) and isinstance(answer.chart, Refusal):
        return control_charts.write_control_chart(answer)
    if isinstance(answer, FunnelPlot) and isinstance(answer.funnel, Refusal):
        return funnels.write_funnel(answer)
    return ""
