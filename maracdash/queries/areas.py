"""The areas and quarters of a release."""

from __future__ import annotations

from maracdash.model.areas import Area, Level
from maracdash.model.directory import Listing
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.lookups import get_directory

__all__ = [
    "find_force_code",
    "get_directory",
    "is_fully_covered",
    "list_all_open",
    "list_open_maracs",
    "list_published_areas",
    "list_quarters",
    "require_quarter",
]


def list_quarters(db: ReleaseConnection) -> tuple[Quarter, ...]:
    """List every quarter from the first to the last that has any figure, oldest first."""
    return db.cached_part(_read_quarters)


def list_open_maracs(db: ReleaseConnection, force: str, quarter: Quarter) -> tuple[Area, ...]:
    """List the Maracs of a force that were open in the quarter, by name."""
    return tuple(each.area for each in get_directory(db).children(Level.MARAC, force) if _is_open(each, quarter))


def find_force_code(db: ReleaseConnection, marac: Area) -> str:
    """Find the code of a Marac's force; none where it is not known."""
    listing = get_directory(db).listing(Level.MARAC, marac.code)
    return listing.parent if listing else ""


def list_all_open(db: ReleaseConnection, level: Level, quarter: Quarter) -> tuple[Area, ...]:
    """List the areas of a level in the whole release that were open in the quarter, by name."""
    return tuple(each.area for each in get_directory(db).at(level) if _is_open(each, quarter))


def _is_open(listing: Listing, quarter: Quarter) -> bool:
    begun = listing.valid_from is None or listing.valid_from <= quarter.end
    return begun and (listing.valid_to is None or listing.valid_to >= quarter.start)


def require_quarter(db: ReleaseConnection, quarter: Quarter) -> Quarter:
    """Require that the release has the quarter, and return it. Raises NotFoundError with the span that it holds."""
    known = list_quarters(db)
    if quarter not in known:
        span = f"This release holds {known[0]} to {known[-1]}." if known else "This release holds no figures yet."
        raise NotFoundError(f"There are no figures for {quarter}. {span}")
    return quarter


def list_published_areas(db: ReleaseConnection) -> frozenset[tuple[str, str, int]]:
    """List level, code and quarter index of all that has any published figure."""
    return db.cached_part(_read_published_areas)


def is_fully_covered(db: ReleaseConnection, area: Area) -> bool:
    """Tell if an area can be computed: a Marac, or an area whose every force has a Marac in this release."""
    return area.level is Level.MARAC or (area.level.value, area.code) in db.cached_part(_read_fully_covered)


def _read_quarters(db: ReleaseConnection) -> tuple[Quarter, ...]:
    [(first, last)] = db.rows(
        "select min(quarter), max(quarter) from (select quarter from coverage union all select quarter from figure)"
    )
    if first is None:
        return ()
    return tuple(Quarter.from_index(index) for index in range(first, last + 1))


def _read_published_areas(db: ReleaseConnection) -> frozenset[tuple[str, str, int]]:
    rows = db.rows("select distinct level, code, quarter from published where value is not null")
    return frozenset((level, code, quarter) for level, code, quarter in rows)


def _read_fully_covered(db: ReleaseConnection) -> frozenset[tuple[str, str]]:
    return frozenset((level, code) for level, code in db.rows("select level, code from fully_covered"))
