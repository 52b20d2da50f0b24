"""Answers that hold a statistic, which the model knows none of: each is a comparison or a trend with one more thing."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.answers import Comparison, Trend
from maracdash.statistics.control_chart import ControlChart, RunChart
from maracdash.statistics.funnel import Funnel, FunnelPoint
from maracdash.statistics.quartiles import Quartiles
from maracdash.statistics.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Distribution(Comparison):
    """One indicator, one period: every Marac of the release (or every force beside a force), and the quartiles.

    `rank`, `ranked` and `tied` are among all of them.
    """

    quartiles: Quartiles | Refusal


@dataclass(frozen=True, kw_only=True)
class FunnelPlot(Comparison):
    """One indicator, one period: every Marac of the release by its size, and the limits for each size."""

    funnel: Funnel | Refusal

    @property
    def own_place(self) -> FunnelPoint | None:
        """The Marac itself in the funnel; None where it has no part in it."""
        if isinstance(self.funnel, Refusal):
            return None
        return next((point for point in self.funnel.points if point.area == self.own.area), None)


@dataclass(frozen=True, kw_only=True)
class ControlSeries(Trend):
    """Single quarters of the Marac alone, none before the last break in the series, and how they vary."""

    chart: ControlChart | RunChart | Refusal
