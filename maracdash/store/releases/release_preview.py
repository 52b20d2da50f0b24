"""What a set of rows would change: the release it would make, built in memory for the Maracs it touches alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from maracdash.model.indicators import Indicator
from maracdash.store.releases.build import fill, last_ended
from maracdash.store.releases.connections import Opened
from maracdash.store.releases.publish import reference
from maracdash.store.submissions.manifests import FOLDER, in_force
from maracdash.store.submissions.normalised_files import Extent

MOST_CHANGES = 500
FEW = 60
"""New figures up to so many are listed too: those of a form, to be read once more."""
LOOK_BACK = 9
"""Quarters before the newest that its headlines need: two years, and one to fill a missed quarter with."""
SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 2}
CELLS = """
create temp table cell as
with printed as (
    select level, area_code as code, quarter, indicator as field, value,
        case mark when '-' then 'not applicable' else mark end as mark, seq
    from raw_published
    where value is not null or mark is not null
),
before as (
    select 'marac' as level, marac as code, quarter, quantity as field, value,
        case when withheld then 'withheld' end as mark, seq
    from standing($mine - 1)
    where (marac, quarter) in (select marac, quarter from given where seq = $mine)
    union all
    from printed where seq < $mine and (level, code, quarter, field) in (
        select level, code, quarter, field from printed where seq = $mine
    )
    qualify row_number() over (partition by level, code, quarter, field order by seq desc) = 1
),
after as (
    select 'marac' as level, marac as code, quarter, quantity as field, value,
        case when withheld then 'withheld' end as mark, seq
    from standing($mine)
    where (marac, quarter) in (select marac, quarter from given where seq = $mine)
    union all
    from printed where seq = $mine
)
select level, code, quarter, field, was.value as was, was.mark as was_mark, now.value as now, now.mark as now_mark,
    was.seq,
    case when was.seq is null then 'new'
        when now.seq is null then 'gone'
        when now.seq <> $mine then 'kept'
        when was.value is not distinct from now.value and was.mark is not distinct from now.mark then 'unchanged'
        else 'changed' end as what
from after now
full join before was using (level, code, quarter, field)
where field <> 'entries' or was.value <> now.value
"""
PARTS = """
select level, code, quarter, count(*) filter (what = 'new'), count(*) filter (what = 'changed'),
    count(*) filter (what = 'unchanged'), count(*) filter (what = 'gone')
from cell group by level, code, quarter order by quarter desc, level, code
"""
CHANGES = """
select level, code, quarter, field, was, was_mark, now, now_mark, seq
from cell
where what in ('changed', 'gone') or what = 'new' and (select count(*) from cell where what = 'new') <= $few
order by quarter desc, level, code, field limit $most
"""
KEPT = "select field, count(*) from cell where what = 'kept' group by field order by field"
REPLACED = "select seq, count(*) from cell where what in ('changed', 'gone') group by seq order by seq"
FIGURES = """
select level, code, indicator, quarter, numerator, denominator, published, mark
from figure
where "window" = 'year' and list_contains($indicators, indicator)
    and (level = 'marac' and list_contains($maracs, code)
        or level in ('marac', 'force') and quarter = (select max(quarter) from present))
"""
Row = tuple[Any, ...]
Sums = tuple[float | None, float | None, float | None, str]
Figures = dict[tuple[str, str, str, int], Sums]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Rows of CELLS as counted and listed; `kept` are fields that this leaves blank and how many of them stay.

    `figures` are sums, published number and mark by level, code, indicator, quarter.
    `ids` maps running numbers to submissions.
    """

    parts: list[Row]
    changes: list[Row]
    replaced: list[Row]
    kept: list[Row]
    figures: Figures
    ids: Mapping[int, str]


def candidate(
    folder: Path,
    tables: Mapping[str, bytes],
    extent: Extent | None,
    maracs: Sequence[str],
    indicators: Sequence[Indicator],
) -> Candidate:
    """The release that the folder and these normalised tables would make, as far as it differs.

    Without an extent it is made of everything, and its figures are right for larger areas too.
    """
    kept = in_force(folder)
    mine = max((each.number for each in kept), default=0) + 1
    with TemporaryDirectory(prefix="maracdash-preview-") as beside, duckdb.connect(config=SETTINGS) as connection:
        for name, content in tables.items():
            (Path(beside) / name).write_bytes(content)
        places = [(each.number, folder / FOLDER / each.id) for each in kept]
        last = last_ended(datetime.now(UTC))
        fill(connection, [*places, (mine, Path(beside))], reference(), last, extent, indicators)
        connection.execute(CELLS, {"mine": mine})
        asked = {"maracs": list(maracs), "indicators": [each.slug for each in indicators]}
        return Candidate(
            parts=connection.execute(PARTS).fetchall(),
            changes=connection.execute(CHANGES, {"few": FEW, "most": MOST_CHANGES}).fetchall(),
            replaced=connection.execute(REPLACED).fetchall(),
            kept=connection.execute(KEPT).fetchall(),
            figures=_sums(connection.execute(FIGURES, asked).fetchall()),
            ids={each.number: each.id for each in kept},
        )


def figures(db: Opened, maracs: Sequence[str], indicators: Sequence[Indicator]) -> Figures:
    """The same sums of a release: of these Maracs at any quarter, and of every Marac and force at the newest."""
    return _sums(db.rows(FIGURES, {"maracs": list(maracs), "indicators": [each.slug for each in indicators]}))


def _sums(rows: Iterable[Row]) -> Figures:
    return {row[:4]: row[4:] for row in rows}
