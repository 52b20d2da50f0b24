"""One indicator through time, for a Marac and the larger areas around it."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.catalogue.breaks import breaks
from maracdash.model.answers import Role, Series, Trend
from maracdash.model.areas import Level
from maracdash.model.selection import Selection
from maracdash.queries.comparisons import averages
from maracdash.queries.directories import directory, quarters
from maracdash.queries.values import values
from maracdash.store.releases import Opened


def trend(db: Opened, selection: Selection) -> Trend:
    """Every quarter of the release up to the chosen one; the Marac first, then force to UK."""
    known = directory(db)
    indicator = catalogue.indicator(selection.indicator)
    place = known.place(known.one(Level.MARAC, selection.marac))
    lines = ((place.marac, Role.OWN), *averages(place))
    span = tuple(each for each in quarters(db) if each <= selection.quarter)
    read = values(db, [area for area, _ in lines], (span[0], span[-1]), selection.window, (indicator,))
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
