"""The areas and quarters of a release."""

from __future__ import annotations

from maracdash.model.quarters import Quarter
from maracdash.store.knowledge import directory
from maracdash.store.releases import Opened

__all__ = ["directory", "published_areas", "quarters"]


def quarters(db: Opened) -> tuple[Quarter, ...]:
    """Every quarter from the first to the last that has any figure, oldest first."""
    return db.remembered(_quarters)


def published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    """Level, code and quarter index of all that has any published figure."""
    return db.remembered(_published_areas)


def _quarters(db: Opened) -> tuple[Quarter, ...]:
    [(first, last)] = db.rows("select min(quarter), max(quarter) from coverage")
    if first is None:
        return ()
    return tuple(Quarter.from_index(index) for index in range(first, last + 1))


def _published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    rows = db.rows("select distinct level, code, quarter from published where value is not null")
    return frozenset((level, code, quarter) for level, code, quarter in rows)
