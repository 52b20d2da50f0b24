"""An answer as the rows of the table that stands behind its chart: every cell is text and none is blank."""

from __future__ import annotations

from dataclasses import dataclass, replace

from maracdash.model.answers import Comparison, Point, Role, Trend, Verdict
from maracdash.model.areas import Area, Level, Place
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value
from maracdash.words import area_history, numbers


@dataclass(frozen=True, kw_only=True)
class Row:
    """One area at one quarter. `what` is what it is to the reader; `verdict` is the Marac's against it."""

    area: str
    role: Role
    what: str
    quarter: str
    value: str
    numerator: str
    denominator: str
    coverage: str
    origin: str
    verdict: str = Verdict.NOT_COMPARED.value
    strong: bool = False


def rows(answer: Comparison | Trend) -> tuple[Row, ...]:
    """Maracs from most to least, then larger areas; of a trend, quarters from the newest, areas within each."""
    if isinstance(answer, Comparison):
        return tuple(_compared(answer, point) for point in (*answer.maracs, *answer.averages))
    return tuple(
        _row(answer, series.area, series.role, quarter, series.values[place])
        for place, quarter in reversed(list(enumerate(answer.quarters)))
        for series in answer.series
    )


def _what(place: Place, area: Area, role: Role) -> str:
    noun = area.level.noun
    if role is Role.GROUP:
        return area_history.group(place)
    if role is Role.OWN:
        return f"this {noun}"
    if role is Role.GROUP_MARAC:
        return f"{noun} of the similar group"
    if role is Role.FORCE_MARAC:
        return f"{noun} of the {'force' if area.level is Level.MARAC else 'region'}"
    return noun


def _compared(answer: Comparison, point: Point) -> Row:
    row = _row(answer, point.area, point.role, answer.quarter, point.value)
    return row if point.verdict is Verdict.NOT_COMPARED else _judged(row, point)


def _judged(row: Row, point: Point) -> Row:
    return replace(row, verdict=point.verdict.value, strong=point.strong)


def _row(answer: Comparison | Trend, area: Area, role: Role, quarter: Quarter, value: Value) -> Row:
    indicator = answer.indicator
    return Row(
        area=area.name,
        role=role,
        what=_what(answer.place, area, role),
        quarter=str(quarter),
        value=numbers.value(indicator, value),
        numerator=numbers.part(value, value.numerator, made_of_it=True),
        denominator=numbers.part(value, value.denominator, made_of_it=bool(indicator.denominator)),
        coverage=numbers.coverage(value),
        origin=numbers.origin(value),
    )
