"""One indicator through time, for a Marac and the larger areas around it."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.catalogue.breaks import breaks
from maracdash.model.answers import Role, Series, Trend
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.queries.areas import quarters
from maracdash.queries.peers import averages, find_place
from maracdash.queries.values import Values, values
from maracdash.store.releases.connections import Opened

YEAR = 4


def trend(db: Opened, selection: Selection) -> Trend:
    """Quarters up to the chosen one, from the first in which any line has a number; the Marac first, then force to UK.

    Raises UnknownThing for what the release does not hold.
    """
    last = selection.quarter
    place = find_place(db, selection)
    indicator = catalogue.indicator(selection.indicator)
    lines = ((place.marac, Role.OWN), *averages(place))
    first = quarters(db)[0]
    read = values(db, [area for area, _ in lines], (first, last), selection.window, (indicator,))
    span = _span(first, last, lines, read, indicator)
    return Trend(
        indicator=indicator,
        quarter=selection.quarter,
        window=selection.window,
        place=place,
        quarters=span,
        series=tuple(
            Series(area=area, role=role, values=tuple(read.value(area, quarter, indicator) for quarter in span))
            for area, role in lines
        ),
        breaks=tuple(each for each in breaks(indicator) if span[0] < each.quarter <= span[-1]),
        release=db.note,
    )


def _span(
    first: Quarter, last: Quarter, lines: tuple[tuple[Area, Role], ...], read: Values, indicator: Indicator
) -> tuple[Quarter, ...]:
    """Consecutive quarters without the leading ones that no line has a number for; the last one stays in any case.

    Where figures are known once a year only, as in annual tables, the same quarter of each year.
    """
    every = tuple(Quarter.from_index(index) for index in range(first.index, last.index + 1))
    known = [quarter for quarter in every if any(read.value(area, quarter, indicator).known for area, _ in lines)]
    if not known:
        return every[-1:]
    yearly = {quarter.number for quarter in known} == {last.number}
    return every[known[0].index - first.index :: YEAR if yearly else 1]
