"""Single quarters of one Marac, and whether they move more than they always do."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import AreaRole, Series
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.queries.areas import list_quarters
from maracdash.queries.peers import find_hierarchy
from maracdash.queries.values import read_values
from maracdash.statistics.answers import ControlSeries
from maracdash.statistics.control_chart import build_control_chart
from maracdash.store.releases.connections import ReleaseConnection


def get_control_series(db: ReleaseConnection, selection: Selection) -> ControlSeries:
    """Quarters up to the chosen one, from the first with a number on; whatever window is chosen, single quarters.

    Figures before a break are not comparable, so the series begins after the last one. Raises NotFoundError.
    """
    place, indicator = find_hierarchy(db, selection), catalogue.indicator(selection.indicator)
    first, last = list_quarters(db)[0], selection.quarter
    breaks = tuple(each for each in series_breaks(indicator) if first < each.quarter <= last)
    begin = max((each.quarter for each in breaks), default=first)
    read = read_values(db, (place.area,), (begin, last), Window.QUARTER, (indicator,))
    every = [Quarter.from_index(index) for index in range(begin.index, last.index + 1)]
    values = [read.value(place.area, quarter, indicator) for quarter in every]
    start = next((index for index, value in enumerate(values) if value.known), len(values) - 1)
    shown = tuple(values[start:])
    return ControlSeries(
        indicator=indicator,
        quarter=last,
        window=Window.QUARTER,
        hierarchy=place,
        quarters=tuple(every[start:]),
        series=(Series(area=place.area, role=AreaRole.OWN, values=shown),),
        breaks=breaks[-1:] if start == 0 else (),
        chart=build_control_chart(indicator, Window.QUARTER, shown),
        release=db.note,
    )
