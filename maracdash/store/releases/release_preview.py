"""Preview of a release: the one that a set of rows would make, built in memory for the Maracs it touches alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from maracdash import catalogue
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.returns import LostFields
from maracdash.store.releases.build import fill_tables, last_ended_quarter
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.publish import find_reference_folder
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import Manifest, read_manifests_in_force
from maracdash.store.submissions.normalised_files import BuildScope, SubmissionFolder
from maracdash.store.submissions.submission_folders import list_folders_in_force
from maracdash.temporary_folders import make_temporary_folder

PREVIEW_PREFIX = "maracdash-preview-"
MAX_CHANGES = 500
MAX_LISTED_NEW = 60
"""New figures up to so many are listed too: those of a form, to be read once more."""
LOOK_BACK_QUARTERS = 9
"""Quarters before the newest that its headlines need: two years, and one to fill a missed quarter with."""
CONNECTION_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 2}
CELLS_QUERY = """
create temp table cell as
with printed as (
    select level, area_code as code, quarter, indicator as field, value,
        case mark when '-' then 'not applicable' else mark end as mark, seq
    from raw_published
    where value is not null or mark is not null
),
before as (
    select 'marac' as level, marac as code, quarter, measure as field, value,
        case when withheld then 'withheld' end as mark, seq
    from effective($own_seq - 1)
    where (marac, quarter) in (select marac, quarter from submitted where seq = $own_seq)
    union all
    from printed where seq < $own_seq and (level, code, quarter, field) in (
        select level, code, quarter, field from printed where seq = $own_seq
    )
    qualify row_number() over (partition by level, code, quarter, field order by seq desc) = 1
),
after as (
    select 'marac' as level, marac as code, quarter, measure as field, value,
        case when withheld then 'withheld' end as mark, seq
    from effective($own_seq)
    where (marac, quarter) in (select marac, quarter from submitted where seq = $own_seq)
    union all
    from printed where seq = $own_seq
)
select level, code, quarter, field, was.value as was, was.mark as was_mark, now.value as now, now.mark as now_mark,
    was.seq,
    case when was.seq is null then 'new'
        when now.seq is null then 'gone'
        when now.seq <> $own_seq then 'kept'
        when was.value is not distinct from now.value and was.mark is not distinct from now.mark then 'unchanged'
        else 'changed' end as what
from after now
full join before was using (level, code, quarter, field)
where field <> 'entries' or was.value <> now.value
"""
CHANGE_COUNTS_QUERY = """
select level, code, quarter, count(*) filter (what = 'new'), count(*) filter (what = 'changed'),
    count(*) filter (what = 'unchanged'), count(*) filter (what = 'gone')
from cell group by level, code, quarter order by quarter desc, level, code
"""
CHANGES_QUERY = """
select level, code, quarter, field, was, was_mark, now, now_mark, seq
from cell
where what in ('changed', 'gone') or what = 'new' and (select count(*) from cell where what = 'new') <= $max_new
order by quarter desc, level, code, field limit $max_changes
"""
CARRIED_OVER_QUERY = "select field, count(*) from cell where what = 'kept' group by field order by field"
REPLACED_QUERY = "select seq, count(*) from cell where what in ('changed', 'gone') group by seq order by seq"
LOST_FIELDS_QUERY = """
select code, quarter, list(field order by field) from cell
where what = 'gone' and level = 'marac'
group by code, quarter order by quarter desc, code
"""
KNOWN_FIGURES_QUERY = """
select code, indicator, "window", quarter from figure
where level = 'marac' and list_contains($maracs, code) and list_contains($indicators, indicator)
    and (published is not null or numerator is not null and denominator is distinct from 0)
"""
FIGURES_QUERY = """
select level, code, indicator, quarter, numerator, denominator, published, mark
from figure
where "window" = 'year' and list_contains($indicators, indicator)
    and (level = 'marac' and list_contains($maracs, code)
        or level in ('marac', 'force') and quarter = (select max(quarter) from reporting))
"""
QueryRow = tuple[Any, ...]
FigureSums = tuple[float | None, float | None, float | None, str]
SumsByKey = dict[tuple[str, str, str, int], FigureSums]
KnownFigures = frozenset[tuple[str, str, str, int]]
"""Marac, indicator, window and quarter of figures that have a number."""


@dataclass(frozen=True, kw_only=True)
class CandidateRelease:
    """Rows of CELLS_QUERY, counted and listed; `kept` are fields that the set leaves blank, with how many stay.

    `figures` are sums, published number and mark by level, code, indicator, quarter; `known` are the figures that have
    a number, of Maracs that were asked for. `ids` maps running numbers to submissions.
    """

    parts: list[QueryRow]
    changes: list[QueryRow]
    replaced: list[QueryRow]
    kept: list[QueryRow]
    figures: SumsByKey
    known: KnownFigures
    ids: Mapping[int, str]


def build_candidate(
    folder: Path,
    tables: Mapping[str, bytes],
    extent: BuildScope | None,
    maracs: Sequence[str],
    indicators: Sequence[Indicator],
    losing_maracs: Sequence[str] = (),
) -> CandidateRelease:
    """Build the release that the folder and these normalised tables would make, as far as it differs.

    `losing_maracs` are those of which it is asked which figures have a number.

    Without an extent it is made of everything, and its figures are right for larger areas too. Raises StorageError
    where a kept file is not what was accepted.
    """
    kept = read_manifests_in_force(folder)
    with _open_candidate(folder, kept, tables, extent, indicators) as connection:
        asked = {"maracs": list(maracs), "indicators": [each.slug for each in indicators]}
        return CandidateRelease(
            parts=connection.execute(CHANGE_COUNTS_QUERY).fetchall(),
            changes=connection.execute(
                CHANGES_QUERY, {"max_new": MAX_LISTED_NEW, "max_changes": MAX_CHANGES}
            ).fetchall(),
            replaced=connection.execute(REPLACED_QUERY).fetchall(),
            kept=connection.execute(CARRIED_OVER_QUERY).fetchall(),
            figures=_index_sums(connection.execute(FIGURES_QUERY, asked).fetchall()),
            known=frozenset(
                connection.execute(KNOWN_FIGURES_QUERY, {**asked, "maracs": list(losing_maracs)}).fetchall()
            ),
            ids={each.number: each.id for each in kept},
        )


def read_figure_sums(db: ReleaseConnection, maracs: Sequence[str], indicators: Sequence[Indicator]) -> SumsByKey:
    """Read the same sums from a release: of these Maracs at any quarter, and of every Marac and force at the newest."""
    return _index_sums(
        db.rows(FIGURES_QUERY, {"maracs": list(maracs), "indicators": [each.slug for each in indicators]})
    )


def read_known_figures(db: ReleaseConnection, maracs: Sequence[str], indicators: Sequence[Indicator]) -> KnownFigures:
    """Read from a release which figures of these Maracs have a number."""
    asked = {"maracs": list(maracs), "indicators": [each.slug for each in indicators]}
    return frozenset(db.rows(KNOWN_FIGURES_QUERY, asked))


def find_lost_fields(
    folder: Path, tables: Mapping[str, bytes], covered: Collection[tuple[str, int]]
) -> tuple[LostFields, ...]:
    """Find the fields that count for a Marac and quarter (as index) and would no longer with these normalised tables.

    `covered` are the Maracs and quarters of the tables: only submissions of the same are read.
    """
    maracs, quarters = {marac for marac, _ in covered}, {quarter for _, quarter in covered}
    names = {str(Quarter.from_index(each)) for each in quarters}
    kept = [
        each
        for each in read_manifests_in_force(folder)
        if not maracs.isdisjoint(each.areas) and not names.isdisjoint(each.quarters)
    ]
    if not kept:
        return ()
    extent = BuildScope(maracs=tuple(sorted(maracs)), first=min(quarters))
    with _open_candidate(folder, kept, tables, extent, catalogue.headline_indicators()) as connection:
        found = connection.execute(LOST_FIELDS_QUERY).fetchall()
    return tuple(
        LostFields(marac=marac, quarter=Quarter.from_index(quarter), fields=tuple(fields))
        for marac, quarter, fields in found
    )


@contextmanager
def _open_candidate(
    folder: Path,
    kept: Sequence[Manifest],
    tables: Mapping[str, bytes],
    extent: BuildScope | None,
    indicators: Sequence[Indicator],
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory of these submissions and the tables, with the cells that differ.

    Raises StorageError where a kept file is not what was accepted.
    """
    checksums.verify_checksums(folder, kept)
    mine = max((each.number for each in kept), default=0) + 1
    with make_temporary_folder(PREVIEW_PREFIX) as beside, duckdb.connect(config=CONNECTION_SETTINGS) as connection:
        for name, content in tables.items():
            (beside / name).write_bytes(content)
        places = list_folders_in_force(folder, kept)
        last = last_ended_quarter(datetime.now(UTC))
        fill_tables(
            connection, [*places, SubmissionFolder(mine, beside)], find_reference_folder(), last, extent, indicators
        )
        connection.execute(CELLS_QUERY, {"own_seq": mine})
        yield connection


def _index_sums(rows: Iterable[QueryRow]) -> SumsByKey:
    return {row[:4]: row[4:] for row in rows}
