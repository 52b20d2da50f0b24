"""Larger areas as comparators of a Marac or force: the one place where a query compares."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.answers import AreaRole, Point
from maracdash.model.areas import Area, Level, OwnGroup
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value
from maracdash.queries.areas import get_directory
from maracdash.queries.groups import split_group
from maracdash.queries.values import ValueReader
from maracdash.statistics import comparators
from maracdash.statistics.pooling import pool_values
from maracdash.store.releases.connections import ReleaseConnection


@dataclass(frozen=True, kw_only=True)
class ComparisonTerms:
    """One indicator at one quarter; `including` compares with areas that hold the Marac as they are."""

    indicator: Indicator
    quarter: Quarter
    including: bool = False


def compare_with_areas(
    read: ValueReader, asked: ComparisonTerms, own: Point, larger: tuple[tuple[Area, AreaRole], ...]
) -> tuple[Point, ...]:
    """Each larger area with its value and the verdict of the area `own` against it, by default without that area."""
    found = (
        Point(area=area, role=role, value=read.value(area, asked.quarter, asked.indicator)) for area, role in larger
    )
    if asked.including or asked.indicator.is_total:
        return tuple(comparators.build_comparator(asked.indicator, own, each, None) for each in found)
    is_held = _has_force(read.db, own.area)
    return tuple(
        comparators.build_comparator(asked.indicator, own, each, _leave_out(read, asked, own, each, is_held=is_held))
        for each in found
    )


def _leave_out(
    read: ValueReader, asked: ComparisonTerms, own: Point, comparator: Point, *, is_held: bool
) -> Value | None:
    if isinstance(comparator.area, OwnGroup):
        return leave_out_of_group(read, asked, own, comparator.area)
    if not is_held:
        return comparator.value
    return comparators.leave_out(asked.indicator, own, comparator, read.db.note.rule_for(own.area))


def leave_out_of_group(read: ValueReader, asked: ComparisonTerms, own: Point, group: OwnGroup) -> Value | None:
    """The members without the area, pooled anew; of its force, if that is a member, what is left of it.

    The whole group where nothing of the area is in it; None where it cannot be told.
    """
    members, force = split_group(read.db, group, own.area)
    if members == group.members:
        return read.value(group, asked.quarter, asked.indicator)
    values = [read.value(each, asked.quarter, asked.indicator) for each in members]
    if force:
        whole_force = read.value(force, asked.quarter, asked.indicator)
        rest = comparators.find_rest(asked.indicator, whole_force, own.value, read.db.note.rule_for(own.area))
        if rest is None:
            return None
        values.append(rest)
    return pool_values(asked.indicator, values, read.db.note.rule)


def _has_force(db: ReleaseConnection, area: Area) -> bool:
    """Tell if an area counts in the areas around it: a Marac whose force is not known counts in none, nor in the UK."""
    known = get_directory(db)
    listing = known.listing(area.level, area.code)
    return area.level is Level.FORCE or bool(listing and known.listing(Level.FORCE, listing.parent))
