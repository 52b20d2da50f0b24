"""What the colours and shapes of a figure stand for, for a page to write: the chart is drawn sooner without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.figures import comparisons, reference_lines, theme, trends, value_axis
from maracdash.figures.bars import ROLES
from maracdash.model.answers import Comparison, Role, Trend


class Mark(StrEnum):
    """How a figure shows an area."""

    BAR = "bar"
    DOT = "dot"
    DIAMOND = "diamond"
    LINE = "line"


DOTS = {Role.OWN: Mark.DIAMOND, Role.FORCE_MARAC: Mark.DOT, Role.GROUP_MARAC: Mark.DOT}


@dataclass(frozen=True, kw_only=True)
class Key:
    """One entry of a legend. The name is plain text."""

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


def legend(answer: Comparison | Trend) -> tuple[Key, ...]:
    """An entry for everything that the figure of an answer draws, the reader's own Marac first."""
    return _of_trend(answer) if isinstance(answer, Trend) else _of_comparison(answer)


def dots(answer: Comparison) -> tuple[Key, ...]:
    """An entry for every kind of Marac that a compact chart of this Marac may show."""
    roles = {point.role for point in answer.maracs}
    return tuple(
        Key(name=value_axis.named(answer, role), role=role, mark=DOTS[role]) for role in ROLES if role in roles
    )


def own_line(answer: Comparison) -> Key:
    """The entry of the Marac's own line in trends, beside charts where it is a dot among others."""
    return Key(name=f"{value_axis.named(answer, Role.OWN)} through time", role=Role.OWN, mark=Mark.LINE)


def lines(answer: Comparison) -> tuple[Key, ...]:
    """An entry for every larger area that a chart of this Marac may show as a line, across or through time."""
    return tuple(
        Key(name=reference_lines.named(point.role, point.area.name), role=point.role, mark=Mark.LINE)
        for point in answer.averages
    )


def _of_trend(answer: Trend) -> tuple[Key, ...]:
    series = trends.drawn(answer)
    if len(series) == 1:
        return ()
    return tuple(
        Key(name=trends.named(each), role=each.role, mark=Mark.LINE) for each in series if trends.is_any_known(each)
    )


def _of_comparison(answer: Comparison) -> tuple[Key, ...]:
    marks = dict.fromkeys(ROLES, Mark.BAR) if comparisons.in_bars(answer) else DOTS
    shown = {point.role for point in answer.maracs if point.value.known}
    areas = [Key(name=value_axis.named(answer, role), role=role, mark=marks[role]) for role in ROLES if role in shown]
    across = [
        Key(name=reference_lines.named(point.role, point.area.name), role=point.role, mark=Mark.LINE)
        for point in reference_lines.drawn(answer)
        if point.value.known
    ]
    return (*areas, *across)
