"""The rows that stand for one Marac and quarter, as meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from maracdash.catalogue.fields import field_names
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.manifests import FOLDER, in_force

MEETINGS = """
select seq, meeting_date, {fields} from (
    select *,
        [if(count(cases) over each = count(*) over each, sum(cases) over each, null), sum(entries) over each] as told
    from raw_returns where quarter = ?
    window each as (partition by seq)
)
qualify told is not distinct from first(told) over (order by seq desc)
order by seq desc, meeting_date
"""
PAIRS = "select distinct marac, quarter::integer from read_csv(?, header=true, all_varchar=true)"
KEPT = 512
Pair = tuple[str, int]
WITHHELD = "select distinct seq, field from raw_withheld where quarter = ?"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting's counts by field; None where not collected. `withheld` are fields whose counts are not told."""

    day: date | None
    counts: dict[str, float | None]
    withheld: frozenset[str] = frozenset()


def meetings(folder: Path, marac: str, quarter: Quarter) -> tuple[Meeting, ...]:
    """The meetings of the newest submission of this Marac and quarter, by date; a quarterly row has no day.

    A count that it leaves blank is taken from a submission before with the same cases and entries, as the release does.
    """
    places = [(each.number, folder / FOLDER / each.id) for each in in_force(folder) if marac in each.areas]
    with duckdb.connect() as connection:
        normalised_files.load(connection, places, normalised_files.Extent(maracs=(marac,), first=quarter.index))
        found = connection.execute(MEETINGS.format(fields=", ".join(field_names())), [quarter.index]).fetchall()
        counting = {seq for seq, *_ in found}
        told = connection.execute(WITHHELD, [quarter.index]).fetchall()
        withheld = [(seq, field) for seq, field in told if seq in counting]
    newest = max((seq for seq, *_ in found), default=0)
    days = [day for seq, day, *_ in found if seq == newest]
    return tuple(_meeting(day, found, withheld) for day in days)


@lru_cache(maxsize=KEPT)
def pairs(folder: Path, submission: str) -> frozenset[Pair]:
    """The Maracs and quarters (as index) of a submission's returns; it never changes, so it is read once."""
    path = folder / FOLDER / submission / normalised_files.RETURNS
    if not path.is_file():
        return frozenset()
    with duckdb.connect() as connection:
        return frozenset(connection.execute(PAIRS, [str(path)]).fetchall())


def _meeting(day: date | None, found: Sequence[tuple[object, ...]], withheld: Sequence[tuple[int, str]]) -> Meeting:
    own = [(seq, dict(zip(field_names(), counts, strict=True))) for seq, each, *counts in found if each == day]
    counts: dict[str, float | None] = {}
    hidden = set()
    for name in field_names():
        given = next(((seq, each[name]) for seq, each in own if each[name] is not None), (0, None))
        latest = max((seq for seq, field in withheld if field == name), default=-1)
        if latest > given[0] or (given[1] is None and latest >= 0):  # type: ignore[operator]
            hidden.add(name)
        counts[name] = None if name in hidden else given[1]  # type: ignore[assignment]
    return Meeting(day=day, counts=counts, withheld=frozenset(hidden))
