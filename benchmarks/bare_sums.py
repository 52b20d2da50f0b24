"""The least that publishing could take: DuckDB reads the same normalised returns and does the same sums, and no more.

Nothing is proxied, withheld, corrected or merged, nothing is made safe to share, and nothing tells of earlier releases.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import duckdb

from maracdash import catalogue
from maracdash.catalogue import fields
from maracdash.store.releases.publish import current_release_path
from maracdash.store.submissions.manifests import SUBMISSIONS_FOLDER
from maracdash.store.submissions.normalised_files import RETURNS_FILE

AREAS = """
create temp table member as
with recursive inside as (
    select level, code, code as marac from served.area where level = 'marac'
    union
    select p.level, p.code, i.marac
    from inside i
    join served.area own on own.level = i.level and own.code = i.code
    join served.area p on p.code = own.parent and p.level <> 'marac'
)
from inside
union
select 'uk', u.code, m.code from served.area u, served.area m where u.level = 'uk' and m.level = 'marac'
union
select 'group', s.force, m.code
from served.similar_force_list s
join served.area m on m.level = 'marac' and m.parent in (s.force, s.similar_force)
"""
FIGURES = """
create table figure as
with returned as (
    select marac, quarter, {sums} from read_csv(?, nullstr='') group by marac, quarter
),
single as (unpivot returned on {fields} into name measure value value),
each_window as (
    select marac, quarter, 'quarter' as "window", measure, value from single
    union all
    select marac, quarter + later, 'year', measure, sum(value)
    from single cross join (values (0), (1), (2), (3)) each(later)
    group by marac, quarter + later, measure
    having count(*) = 4
),
of_marac as (
    select w.marac, w.quarter, w."window", t.indicator,
        sum(t.sign * w.value) filter (t.side = 'numerator') as numerator,
        sum(t.sign * w.value) filter (t.side = 'denominator') as denominator
    from each_window w join term t using (measure)
    group by w.marac, w.quarter, w."window", t.indicator
)
select m.level, m.code, f.quarter, f."window", f.indicator,
    sum(f.numerator) as numerator, sum(f.denominator) as denominator, count(*) as counted
from of_marac f join member m using (marac)
group by m.level, m.code, f.quarter, f."window", f.indicator
order by f.indicator, f."window", m.level, f.quarter, m.code
"""


def time_bare_sums(data: Path) -> float:
    """Seconds for the figures of all areas of a data folder with one submission, in a file of their own."""
    (returns,) = (data / SUBMISSIONS_FOLDER).glob(f"*/{RETURNS_FILE}")
    names = fields.field_names()
    sums = ", ".join(f"sum({name}) as {name}" for name in names)
    with tempfile.TemporaryDirectory(prefix="maracdash-bench-") as folder:
        started = time.perf_counter()
        with duckdb.connect(str(Path(folder) / "bare.duckdb")) as connection:
            connection.execute(f"attach '{current_release_path(data)}' as served (read_only)")
            connection.execute(
                "create temp table term (indicator varchar, side varchar, measure varchar, sign integer)"
            )
            connection.executemany("insert into term values (?, ?, ?, ?)", _list_terms())
            connection.execute(AREAS)
            connection.execute(FIGURES.format(sums=sums, fields=", ".join(names)), [str(returns)])
            connection.execute("checkpoint")
        return time.perf_counter() - started


def _list_terms() -> list[tuple[str, str, str, int]]:
    return [
        (each.slug, side, name.removeprefix("-"), -1 if name.startswith("-") else 1)
        for each in catalogue.INDICATORS
        for side, measured in (("numerator", each.numerator), ("denominator", each.denominator))
        for name in measured
    ]
