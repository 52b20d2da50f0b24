"""The areas of a release."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory, Listing
from maracdash.model.quarters import Quarter
from maracdash.store.releases import Opened


def directory(db: Opened) -> Directory:
    """Every area with its parent, and the most-similar lists."""
    return db.remembered(_directory)


def quarters(db: Opened) -> tuple[Quarter, ...]:
    """Every quarter from the first to the last that has any figure, oldest first."""
    return db.remembered(_quarters)


def published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    """Level, code and quarter index of all that has any published figure."""
    return db.remembered(_published_areas)


def _directory(db: Opened) -> Directory:
    listings = (
        Listing(
            area=Area(level=Level(level), code=code, name=name),
            parent=parent,
            valid_from=valid_from,
            valid_to=valid_to,
            meeting_frequency=frequency,
            minoritised_share=share,
        )
        for level, code, name, parent, share, frequency, valid_from, valid_to in db.rows("select * from area")
    )
    similar = db.rows("select force, similar_force from similar_force_list order by all")
    groups = db.rows("select distinct code from published where level = 'group' order by code")
    return Directory(tuple(listings), tuple((own, other) for own, other in similar), tuple(code for (code,) in groups))


def _quarters(db: Opened) -> tuple[Quarter, ...]:
    [(first, last)] = db.rows("select min(quarter), max(quarter) from coverage")
    if first is None:
        return ()
    return tuple(Quarter.from_index(index) for index in range(first, last + 1))


def _published_areas(db: Opened) -> frozenset[tuple[str, str, int]]:
    rows = db.rows("select distinct level, code, quarter from published where value is not null")
    return frozenset((level, code, quarter) for level, code, quarter in rows)
