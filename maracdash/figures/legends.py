"""Legends: the meaning of a figure's colours and shapes, for a page to write; the chart is drawn sooner without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.figures import comparisons, reference_lines, theme, trend_series, value_axis
from maracdash.figures.bars import MARAC_ROLES
from maracdash.model.answers import Comparison, Role, Trend


class Mark(StrEnum):
    """Shape that stands for an area in a figure."""

    BAR = "bar"
    DOT = "dot"
    DIAMOND = "diamond"
    LINE = "line"


DOT_MARKS = {Role.OWN: Mark.DIAMOND, Role.FORCE_MARAC: Mark.DOT, Role.GROUP_MARAC: Mark.DOT}


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """Entry of a legend. The name is plain text."""

    name: str
    role: Role
    mark: Mark

    @property
    def colour(self) -> str:
        """The colour of its role."""
        return theme.COLOURS[self.role]

    @property
    def dash(self) -> str:
        """The pattern of a line; nothing else has one."""
        return theme.DASHES[self.role] if self.mark is Mark.LINE else ""


def build_legend(answer: Comparison | Trend) -> tuple[LegendEntry, ...]:
    """An entry for everything that the figure of an answer draws, the reader's own Marac first."""
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
    return LegendEntry(name=f"{value_axis.legend_name(answer, Role.OWN)} through time", role=Role.OWN, mark=Mark.LINE)


def line_entries(answer: Comparison) -> tuple[LegendEntry, ...]:
    """An entry for every larger area that a chart of this Marac may show as a line, across or through time."""
    return tuple(
        LegendEntry(name=reference_lines.legend_name(point.area, point.role), role=point.role, mark=Mark.LINE)
        for point in answer.averages
    )


def _trend_legend(answer: Trend) -> tuple[LegendEntry, ...]:
    series = trend_series.select_series(answer)
    if len(series) == 1:
        return ()
    return tuple(
        LegendEntry(name=trend_series.legend_name(each), role=each.role, mark=Mark.LINE)
        for each in series
        if trend_series.has_known_value(each)
    )


def _comparison_legend(answer: Comparison) -> tuple[LegendEntry, ...]:
    marks = dict.fromkeys(MARAC_ROLES, Mark.BAR) if comparisons.is_drawn_as_bars(answer) else DOT_MARKS
    shown = {point.role for point in answer.maracs if point.value.known}
    areas = [
        LegendEntry(name=value_axis.legend_name(answer, role), role=role, mark=marks[role])
        for role in MARAC_ROLES
        if role in shown
    ]
    across = [
        LegendEntry(name=reference_lines.legend_name(point.area, point.role), role=point.role, mark=Mark.LINE)
        for point in reference_lines.select_averages(answer)
        if point.value.known
    ]
    return (*areas, *across)
