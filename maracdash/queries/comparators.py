"""Larger areas as comparators of a Marac or force: the one place where a query compares."""

from __future__ import annotations

from maracdash.model.answers import Point, Role
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.queries.areas import get_directory
from maracdash.queries.values import ValueReader
from maracdash.statistics import comparators
from maracdash.store.releases.connections import ReleaseConnection


def compare_with_areas(
    read: ValueReader,
    indicator: Indicator,
    quarter: Quarter,
    own: Point,
    larger: tuple[tuple[Area, Role], ...],
    *,
    including: bool,
) -> tuple[Point, ...]:
    """Each larger area with its value and the verdict of the area `own` against it, by default without that area."""
    contained = _has_force(read.db, own.area)
    return tuple(
        comparators.build_comparator(
            indicator,
            own,
            Point(area=area, role=role, value=read.value(area, quarter, indicator)),
            holds_own=contained,
            including=including,
        )
        for area, role in larger
    )


def _has_force(db: ReleaseConnection, area: Area) -> bool:
    """Tell if an area counts in the areas around it: a Marac whose force is not known counts in none, nor in the UK."""
    known = get_directory(db)
    listing = known.listing(area.level, area.code)
    return area.level is Level.FORCE or bool(listing and known.listing(Level.FORCE, listing.parent))
