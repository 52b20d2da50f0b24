"""Legends: the meaning of a figure's colours and shapes, for a page to write; the chart is drawn sooner without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from maracdash.figures import (
    comparisons,
    control_charts,
    distributions,
    funnel_curves,
    funnels,
    interval_bands,
    reference_lines,
    theme,
    trend_series,
    value_axis,
)
from maracdash.figures.bars import MARAC_ROLES
from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.refusals import Refusal


class Mark(StrEnum):
    """Shape that stands for an area in a figure."""

    BAR = "bar"
    DOT = "dot"
    DIAMOND = "diamond"
    LINE = "line"
    TRIANGLE = "triangle"
    BAND = "band"


DOT_MARKS = {AreaRole.OWN: Mark.DIAMOND, AreaRole.FORCE_MARAC: Mark.DOT, AreaRole.GROUP_MARAC: Mark.DOT}
ALL_MARKS = {
    AreaRole.OWN: Mark.DIAMOND,
    AreaRole.FORCE_MARAC: Mark.TRIANGLE,
    AreaRole.GROUP_MARAC: Mark.BAR,
    AreaRole.OTHER_MARAC: Mark.DOT,
}
"""Where Maracs of all roles stand together, their shapes differ: those of `theme.SYMBOLS`."""


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """Entry of a legend. The name is plain text. `tone` and `pattern` are of what has no role of an area."""

    name: str
    mark: Mark
    role: AreaRole = AreaRole.OTHER_MARAC
    tone: str = ""
    pattern: str = ""

    @property
    def colour(self) -> str:
        """The colour of its role, or its tone."""
        return self.tone or theme.COLOURS[self.role]

    @property
    def dash(self) -> str:
        """The pattern of a line; nothing else has one."""
        return (self.pattern or theme.DASHES[self.role]) if self.mark is Mark.LINE else ""


def build_legend(answer: Comparison | Trend) -> tuple[LegendEntry, ...]:
    """An entry for everything that the figure of an answer draws, the reader's own Marac first."""
    if isinstance(answer, ControlSeries):
        return _control_legend(answer)
    if isinstance(answer, FunnelPlot):
        return _funnel_legend(answer)
    if isinstance(answer, Distribution):
        return (*_point_entries(answer), *_middle_half_entry(answer), *_average_entries(answer))
    return _trend_legend(answer) if isinstance(answer, Trend) else _comparison_legend(answer)


def dot_entries(answer: Comparison) -> tuple[LegendEntry, ...]:
    """An entry for every kind of Marac that a compact chart of this Marac may show."""
    roles = {point.role for point in answer.maracs}
    return tuple(
        LegendEntry(name=value_axis.legend_name(answer, role), role=role, mark=DOT_MARKS[role])
        for role in MARAC_ROLES
        if role in roles
    )


def own_line_entry(answer: Comparison) -> LegendEntry:
    """The entry of the Marac's own line in trends, beside charts where it is a dot among others."""
    return LegendEntry(
        name=f"{value_axis.legend_name(answer, AreaRole.OWN)} through time", role=AreaRole.OWN, mark=Mark.LINE
    )


def line_entries(answer: Comparison) -> tuple[LegendEntry, ...]:
    """An entry for every larger area that a chart of this Marac may show as a line, across or through time."""
    return tuple(
        LegendEntry(name=reference_lines.legend_name(point.area, point.role), role=point.role, mark=Mark.LINE)
        for point in answer.averages
    )


def _trend_legend(answer: Trend) -> tuple[LegendEntry, ...]:
    series = trend_series.select_series(answer)
    bands = interval_bands.find_bands(answer)
    if len(series) == 1 and not bands:
        return ()
    lines = tuple(
        LegendEntry(name=trend_series.legend_name(each), role=each.role, mark=Mark.LINE)
        for each in series
        if trend_series.has_known_value(each)
    )
    band = LegendEntry(name=interval_bands.name_band(answer), mark=Mark.BAND, tone=theme.OWN_TINT)
    return (*lines[:1], *((band,) if bands else ()), *lines[1:])


def _control_legend(answer: ControlSeries) -> tuple[LegendEntry, ...]:
    own = LegendEntry(name=trend_series.legend_name(answer.series[0]), role=AreaRole.OWN, mark=Mark.LINE)
    signal = LegendEntry(name=control_charts.SIGNAL_NAME, mark=Mark.BAR, tone=theme.INK)
    lines = (
        LegendEntry(name=line.name, mark=Mark.LINE, tone=theme.GREY, pattern=line.dash)
        for line in control_charts.list_lines(answer)
    )
    return (own, *((signal,) if control_charts.list_signal_places(answer) else ()), *lines)


def _funnel_legend(answer: FunnelPlot) -> tuple[LegendEntry, ...]:
    placed = {point.area for point in funnels.require_funnel(answer).points}
    lines = (
        (funnels.name_centre(answer), funnel_curves.CENTRE_DASH),
        *((name, dash) for _, name, dash in funnel_curves.LIMITS),
    )
    return (
        *_point_entries(replace(answer, maracs=tuple(each for each in answer.maracs if each.area in placed))),
        *(LegendEntry(name=name, mark=Mark.LINE, tone=theme.GREY, pattern=dash) for name, dash in lines),
    )


def _point_entries(answer: Comparison) -> tuple[LegendEntry, ...]:
    """An entry for every kind of Marac among all, by its own shape."""
    shown = {point.role for point in answer.maracs if point.value.known}
    return tuple(
        LegendEntry(name=value_axis.legend_name(answer, role), role=role, mark=mark)
        for role, mark in ALL_MARKS.items()
        if role in shown
    )


def _middle_half_entry(answer: Distribution) -> tuple[LegendEntry, ...]:
    if isinstance(answer.quartiles, Refusal):
        return ()
    return (LegendEntry(name=distributions.name_middle_half(answer), mark=Mark.BAND, tone=theme.GREY_TINT),)


def _average_entries(answer: Comparison) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(name=reference_lines.name_in_legend(point), role=point.role, mark=Mark.LINE)
        for point in reference_lines.select_averages(answer)
        if point.value.known
    )


def _comparison_legend(answer: Comparison) -> tuple[LegendEntry, ...]:
    marks = dict.fromkeys(MARAC_ROLES, Mark.BAR) if comparisons.is_drawn_as_bars(answer) else DOT_MARKS
    shown = {point.role for point in answer.maracs if point.value.known}
    areas = [
        LegendEntry(name=value_axis.legend_name(answer, role), role=role, mark=marks[role])
        for role in MARAC_ROLES
        if role in shown
    ]
    return (*areas, *_average_entries(answer))
