"""The areas and quarters of a release."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Quarter
from maracdash.store.releases.connections import Opened
from maracdash.store.releases.lookups import directory

__all__ = ["directory", "known_quarter", "listed_maracs", "published_areas", "quarters", "whole"]


def quarters(db: Opened) -> tuple[Quarter, ...]:
    """Every quarter from the first to the last that has any figure, oldest first."""
    return db.remembered(_quarters)


def listed_maracs(db: Opened, force: str, quarter: Quarter) -> tuple[Area, ...]:
    """The Maracs of a force that were open in the quarter, by name."""
    return tuple(
        each.area
        for each in directory(db).children(Level.MARAC, force)
        if (each.valid_from is None or each.valid_from <= quarter.end)
        and (each.valid_to is None or each.valid_to >= quarter.start)
    )


def known_quarter(db: Opened, quarter: Quarter) -> Quarter:
    """The quarter, if the release has it. Raises UnknownThing with the span that it holds."""
    known = quarters(db)
    if quarter not in known:
        span = f"This release holds {known[0]} to {known[-1]}." if known else "This release holds no figures yet."
        raise UnknownThing(f"There are no figures for {quarter}. {span}")
    return quarter


def published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    """Level, code and quarter index of all that has any published figure."""
    return db.remembered(_published_areas)


def whole(db: Opened, area: Area) -> bool:
    """Whether an area can be computed: a Marac, or an area whose every force has a Marac in this release."""
    return area.level is Level.MARAC or (area.level.value, area.code) in db.remembered(_whole)


def _quarters(db: Opened) -> tuple[Quarter, ...]:
    [(first, last)] = db.rows(
        "select min(quarter), max(quarter) from (select quarter from coverage union all select quarter from figure)"
    )
    if first is None:
        return ()
    return tuple(Quarter.from_index(index) for index in range(first, last + 1))


def _published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    rows = db.rows("select distinct level, code, quarter from published where value is not null")
    return frozenset((level, code, quarter) for level, code, quarter in rows)


def _whole(db: Opened) -> frozenset[tuple[str, str]]:
    return frozenset((level, code) for level, code in db.rows("select level, code from whole"))
