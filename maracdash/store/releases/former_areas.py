"""Areas as they were before an areas file moved, closed or merged Maracs, with the sums of these that were shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb
import pandas as pd

from maracdash.store.submissions.normalised_files import BuildScope, SubmissionFolder

CREATE_TABLES = """
create table former_sums (
    seq integer, marac varchar, quarter integer, "window" varchar, indicator varchar,
    numerator double, denominator double
);
create table former_member (seq integer, level varchar, area varchar, marac varchar);
"""
MOVES_QUERY = """
with changed as (
    select seq, level, code
    from raw_areas
    window versions as (partition by level, code order by seq, row)
    qualify row_number() over versions > 1
        and (parent, valid_from, valid_to) is distinct from lag((parent, valid_from, valid_to)) over versions
    union
    select s.seq, 'marac', unnest([s.marac, s.successor])
    from raw_successors s
    where s.seq > (select min(seq) from raw_areas a where a.level = 'marac' and a.code = s.marac)
)
select c.seq, list(distinct m.code order by m.code)
from changed c
join marac m on m.code = c.code and c.level = 'marac' or m.force = c.code and c.level = 'force'
    or m.region = c.code and c.level = 'region'
group by c.seq
order by c.seq
"""
FORMER_SUMS_QUERY = """
select code, quarter, "window", indicator, numerator, denominator
from figure
where level = 'marac' and origin = 'computed' and (numerator is not null or denominator is not null)
"""
FORMER_MEMBERS_QUERY = """
select level, code, marac from area_marac where level <> 'group' and list_contains(?, marac)
"""
FillTables = Callable[[duckdb.DuckDBPyConnection, Sequence[SubmissionFolder], BuildScope], None]


def add_former_areas(
    connection: duckdb.DuckDBPyConnection, submissions: Sequence[SubmissionFolder], fill: FillTables
) -> None:
    """Add tables `former_sums` and `former_member` to a release that is filled: a state before each such areas file.

    `fill` fills a release of some Maracs. What a file moved is summed again without it and all that came later.
    """
    connection.execute(CREATE_TABLES)
    for seq, maracs in connection.execute(MOVES_QUERY).fetchall():
        before = [each for each in submissions if each.number < seq and each.withdrawn_at is None]
        with duckdb.connect() as former:
            fill(former, before, BuildScope(maracs=tuple(maracs), first=0))
            sums = former.execute(FORMER_SUMS_QUERY).fetchall()
            members = former.execute(FORMER_MEMBERS_QUERY, [maracs]).fetchall()
        _insert_rows(connection, "former_sums", seq, sums)
        _insert_rows(connection, "former_member", seq, members)


def _insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, seq: int, rows: Sequence[tuple[object, ...]]
) -> None:
    if rows:
        frame = pd.DataFrame([(seq, *each) for each in rows])
        connection.register("former_rows", frame)
        connection.execute(f"insert into {table} from former_rows")
        connection.unregister("former_rows")
