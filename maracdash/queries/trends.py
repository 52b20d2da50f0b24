"""One indicator through time, for a Marac and the larger areas around it."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import AreaRole, Series, Trend
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import list_quarters
from maracdash.queries.peers import find_hierarchy, list_larger_areas
from maracdash.queries.values import ValueReader, read_values
from maracdash.store.releases.connections import ReleaseConnection

QUARTERS_PER_YEAR = 4


def get_trend(db: ReleaseConnection, selection: Selection) -> Trend:
    """Quarters up to the chosen one, from the first in which any line has a number; the Marac first, then force to UK.

    Raises NotFoundError for what the release does not hold.
    """
    last = selection.quarter
    place = find_hierarchy(db, selection)
    indicator = catalogue.indicator(selection.indicator)
    lines = ((place.area, AreaRole.OWN), *list_larger_areas(place))
    first = list_quarters(db)[0]
    read = read_values(db, [area for area, _ in lines], (first, last), selection.window, (indicator,))
    span = _find_plotted_quarters(first, last, lines, read, indicator)
    return Trend(
        indicator=indicator,
        quarter=selection.quarter,
        window=selection.window,
        hierarchy=place,
        quarters=span,
        series=tuple(
            Series(area=area, role=role, values=tuple(read.value(area, quarter, indicator) for quarter in span))
            for area, role in lines
        ),
        breaks=tuple(each for each in series_breaks(indicator) if span[0] < each.quarter <= span[-1]),
        release=db.note,
    )


def _find_plotted_quarters(
    first: Quarter, last: Quarter, lines: tuple[tuple[Area, AreaRole], ...], read: ValueReader, indicator: Indicator
) -> tuple[Quarter, ...]:
    """Consecutive quarters without the leading ones that no line has a number for; the last one stays in any case.

    Where figures are known once a year only, as in annual tables, the same quarter of each year.
    """
    every = tuple(Quarter.from_index(index) for index in range(first.index, last.index + 1))
    known = [quarter for quarter in every if any(read.value(area, quarter, indicator).known for area, _ in lines)]
    if not known:
        return every[-1:]
    yearly = {quarter.number for quarter in known} == {last.number}
    return every[known[0].index - first.index :: QUARTERS_PER_YEAR if yearly else 1]
