"""Series of a trend that are worth a line, with their names and the range that holds their values."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.catalogue import formulas
from maracdash.figures import reference_lines, theme
from maracdash.figures.reference_labels import Scale
from maracdash.figures.value_axis import EMPTY_RANGE
from maracdash.model.answers import AreaRole, Series, Trend
from maracdash.model.indicators import Indicator


def select_series(answer: Trend) -> tuple[Series, ...]:
    """The series worth a line: of totals only the Marac's own, larger areas being of another size."""
    if answer.indicator.is_total:
        return tuple(each for each in answer.series if each.role is AreaRole.OWN)
    return tuple(each for each in answer.series if not _is_repeated(each, answer))


def has_known_value(series: Series) -> bool:
    """True where a line has a value to draw."""
    return any(value.known for value in series.values)


def legend_name(series: Series) -> str:
    """Name of a line in the legend, as plain text."""
    if series.role is AreaRole.OWN:
        return series.area.name
    return reference_lines.legend_name(series.area, series.role)


def find_range(indicator: Indicator, series: tuple[Series, ...], further: Sequence[float] = ()) -> Scale:
    """The least and the most that the axis must show, `further` numbers among them, with some room.

    `EMPTY_RANGE` where there is nothing to show.
    """
    numbers = [*further, *(number for each in series for number in _numbers(each) if number is not None)]
    low, high = min([*numbers, 0]), max([*numbers, 0])
    if low == high:
        return EMPTY_RANGE
    spare = (high - low) * 0.06
    signed = indicator.rule is formulas.change
    return (theme.round_for_screen(low - spare) if signed or low < 0 else 0, theme.round_for_screen(high + spare))


def _is_repeated(series: Series, answer: Trend) -> bool:
    if series.role is not AreaRole.COUNTRY:
        return False
    others = [each for each in answer.series if each.role in (AreaRole.REGION, AreaRole.UK)]
    told = [each for each in others if has_known_value(each)]
    return any(each.area.name == series.area.name or _numbers(each) == _numbers(series) for each in told)


def _numbers(series: Series) -> list[float | None]:
    return [value.number for value in series.values]
