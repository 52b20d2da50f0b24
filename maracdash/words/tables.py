"""An answer as the rows of the table that stands behind its chart: every cell is text and none is blank."""

from __future__ import annotations

from dataclasses import dataclass, replace

from maracdash.model.answers import AreaRole, Comparison, Point, Trend, Verdict
from maracdash.model.areas import Area, AreaHierarchy, Level
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, Value
from maracdash.statistics.answers import ControlSeries, Distribution, FunnelPlot
from maracdash.statistics.funnel import Funnel
from maracdash.words import area_history, control_charts, gap_in_cases, intervals, numbers, verdicts

NOT_PLACED = "not in the funnel"
NO_SIGNAL = "no signal"


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One area at one quarter. `what` is what it is to the reader; `verdict` is the Marac's, and against what.

    `interval` is the 95% interval of its value; `gap` how many cases more or fewer would match this area; `place` where
    it lies in a funnel, or the signals of its quarter.
    """

    area: str
    role: AreaRole
    what: str
    quarter: str
    value: str
    numerator: str
    denominator: str
    coverage: str
    origin: str
    interval: str
    verdict: str = Verdict.NOT_COMPARED.value
    gap: str = Status.NOT_APPLICABLE.words
    place: str = Status.NOT_APPLICABLE.words


def build_figure_rows(answer: Comparison | Trend) -> tuple[FigureRow, ...]:
    """Maracs from most to least, then larger areas; of a trend, quarters from the newest, areas within each."""
    if isinstance(answer, FunnelPlot):
        places = _funnel_places(answer)
        return tuple(replace(_comparison_row(answer, each), place=places[each.area]) for each in answer.maracs)
    if isinstance(answer, Distribution):
        return tuple(_comparison_row(answer, point) for point in answer.maracs)
    if isinstance(answer, Comparison):
        averages = (_average_row(answer, point) for point in answer.averages)
        return (*(_comparison_row(answer, point) for point in answer.maracs), *averages)
    if isinstance(answer, ControlSeries):
        return _control_rows(answer)
    return tuple(
        _build_row(answer, series.area, series.role, quarter, series.values[place])
        for place, quarter in reversed(list(enumerate(answer.quarters)))
        for series in answer.series
    )


def _funnel_places(answer: FunnelPlot) -> dict[Area, str]:
    placed = answer.funnel.points if isinstance(answer.funnel, Funnel) else ()
    words = {point.area: point.position.words for point in placed}
    return {point.area: words.get(point.area, NOT_PLACED) for point in answer.maracs}


def _control_rows(answer: ControlSeries) -> tuple[FigureRow, ...]:
    [own] = answer.series
    said = control_charts.write_quarter_signals(answer)
    return tuple(
        replace(_build_row(answer, own.area, own.role, quarter, own.values[place]), place=said.get(place, NO_SIGNAL))
        for place, quarter in reversed(list(enumerate(answer.quarters)))
    )


def _role_phrase(place: AreaHierarchy, area: Area, role: AreaRole) -> str:
    noun = area.level.noun
    if role is AreaRole.GROUP:
        return "a group of your own" if area.given_name else area_history.name_group(place)
    if role is AreaRole.OWN:
        return f"this {noun}"
    if role is AreaRole.GROUP_MARAC:
        return f"{noun} of {place.group.given_name if place.group and place.group.given_name else 'the similar group'}"
    if role is AreaRole.FORCE_MARAC:
        return f"{noun} of the {'force' if area.level is Level.MARAC else 'region'}"
    if role is AreaRole.OTHER_MARAC:
        return f"other {noun}"
    return noun


def _comparison_row(answer: Comparison, point: Point) -> FigureRow:
    row = _build_row(answer, point.area, point.role, answer.quarter, point.value)
    said = verdicts.write_judgement(answer.indicator, point)
    return replace(row, value=row.value if point.value.known else point.value.absence, verdict=said)


def _average_row(answer: Comparison, point: Point) -> FigureRow:
    gap = gap_in_cases.write_gap_cell(answer.indicator, answer.own, point)
    return replace(_comparison_row(answer, point), gap=gap)


def _build_row(answer: Comparison | Trend, area: Area, role: AreaRole, quarter: Quarter, value: Value) -> FigureRow:
    indicator = answer.indicator
    return FigureRow(
        area=area.name,
        role=role,
        what=_role_phrase(answer.hierarchy, area, role),
        quarter=str(quarter),
        value=numbers.write_value(indicator, value),
        numerator=numbers.write_part(value, value.numerator, made_of_it=True),
        denominator=numbers.write_part(value, value.denominator, made_of_it=bool(indicator.denominator)),
        coverage=numbers.write_coverage(value),
        origin=numbers.write_origin(value),
        interval=intervals.write_interval(indicator, value),
    )
