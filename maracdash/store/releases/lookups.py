"""Look-ups in a release for the checks of new data: its areas and each Marac's past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.returns import HeldQuarter
from maracdash.store.releases.connections import ReleaseConnection

AREAS_QUERY = """
select level, code, name, parent, minoritised_share, meeting_frequency, valid_from, valid_to, coalesce(successor, '')
from area left join successor on level = 'marac' and marac = code
"""
HISTORY_QUERY = """
select marac, list(cases order by quarter)
from reporting
where "window" = 'quarter' and not proxied
group by marac
"""
MEETINGS_QUERY = """
select marac, quarter, list(meeting_date) filter (meeting_date is not null), sum(entries)::integer
from meeting
group by marac, quarter
"""
POPULATIONS_QUERY = """
select level, code, basis, from_quarter, women_16_plus from population
where level in ('marac', 'force') order by level desc, code, from_quarter
"""
LAST_RETURNED_QUERY = (
    "select marac, max(quarter) from return_state where state in ('returned', 'corrected') group by marac"
)


def get_directory(db: ReleaseConnection) -> AreaDirectory:
    """Every area with its parent, and the most-similar lists; cached with the release."""
    return db.cached_part(_read_directory)


def get_case_history(db: ReleaseConnection) -> Mapping[str, tuple[float, ...]]:
    """Cases of each returned quarter by Marac code, oldest first."""
    return {marac: tuple(cases) for marac, cases in db.rows(HISTORY_QUERY)}


def get_held_quarters(db: ReleaseConnection) -> Mapping[tuple[str, int], HeldQuarter]:
    """Held meetings of each returned Marac and quarter (as index)."""
    return {
        (marac, quarter): HeldQuarter(days=frozenset(days or ()), entries=entries)
        for marac, quarter, days, entries in db.rows(MEETINGS_QUERY)
    }


def get_populations(db: ReleaseConnection) -> tuple[tuple[str, str, str | None, int, float], ...]:
    """Women aged 16 and over of each Marac and force: level, code, basis, first quarter's index, number.

    One that came in an areas file has no basis.
    """
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in db.rows(POPULATIONS_QUERY))


def get_last_returned(db: ReleaseConnection) -> Mapping[str, int]:
    """Index of the newest quarter that each Marac returned itself."""
    return dict(db.rows(LAST_RETURNED_QUERY))


def _read_directory(db: ReleaseConnection) -> AreaDirectory:
    similar = db.rows("select force, similar_force from similar_force_list order by all")
    groups = db.rows("select distinct code from published where level = 'group' order by code")
    return AreaDirectory(
        tuple(_build_listing(*row) for row in db.rows(AREAS_QUERY)),
        tuple((own, other) for own, other in similar),
        tuple(code for (code,) in groups),
    )


def _build_listing(  # noqa: PLR0913, PLR0917 - the columns of an area, in their order
    level: str,
    code: str,
    name: str,
    parent: str,
    share: float | None,
    frequency: str,
    valid_from: date | None,
    valid_to: date | None,
    successor: str,
) -> Listing:
    return Listing(
        area=Area(level=Level(level), code=code, name=name),
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        meeting_frequency=frequency,
        minoritised_share=share,
        successor=successor,
    )
