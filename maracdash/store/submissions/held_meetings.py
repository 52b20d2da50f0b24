"""Held meetings: the rows that count for one Marac and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from maracdash.catalogue.fields import field_names
from maracdash.model.quarters import Quarter
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.submissions import normalised_files
from maracdash.store.submissions.checksums import verify_checksums
from maracdash.store.submissions.manifests import read_manifests_in_force
from maracdash.store.submissions.submission_folders import list_folders_in_force

MEETINGS_QUERY = """
select seq, meeting_date, {fields} from (
    select *,
        [if(count(cases) over each = count(*) over each, sum(cases) over each, null), sum(entries) over each] as told
    from raw_returns where quarter = ?
    window each as (partition by seq)
)
qualify told is not distinct from first(told) over (order by seq desc)
order by seq desc, meeting_date
"""
COVERED_QUARTERS_QUERY = "select distinct marac, quarter::integer from read_csv(?, header=true, all_varchar=true)"
MAX_CACHED_SUBMISSIONS = 512
MaracQuarter = tuple[str, int]
WITHHELD_QUERY = "select distinct seq, field from raw_withheld where quarter = ?"


@dataclass(frozen=True, kw_only=True)
class HeldMeeting:
    """One meeting's counts by field; None where not collected. `withheld` are fields whose counts are withheld."""

    day: date | None
    counts: dict[str, float | None]
    withheld: frozenset[str] = frozenset()


def read_held_meetings(folder: Path, marac: str, quarter: Quarter) -> tuple[HeldMeeting, ...]:
    """Read the meetings of the newest submission of this Marac and quarter, by date; a quarterly row has no day.

    A count that it leaves blank is taken from a submission before with the same cases and entries, as the release does.
    Raises StorageError where a file is not what was accepted: these rows are sent and sealed again.
    """
    kept = [each for each in read_manifests_in_force(folder) if marac in each.areas]
    verify_checksums(folder, kept)
    places = list_folders_in_force(folder, kept)
    with duckdb.connect() as connection:
        normalised_files.load_tables(
            connection, places, normalised_files.BuildScope(maracs=(marac,), first=quarter.index)
        )
        found = connection.execute(MEETINGS_QUERY.format(fields=", ".join(field_names())), [quarter.index]).fetchall()
        counting = {seq for seq, *_ in found}
        told = connection.execute(WITHHELD_QUERY, [quarter.index]).fetchall()
        withheld = [(seq, field) for seq, field in told if seq in counting]
    newest = max((seq for seq, *_ in found), default=0)
    days = [day for seq, day, *_ in found if seq == newest]
    return tuple(_build_meeting(day, found, withheld) for day in days)


@lru_cache(maxsize=MAX_CACHED_SUBMISSIONS)
def read_covered_quarters(folder: Path, submission: str) -> frozenset[MaracQuarter]:
    """Read the Maracs and quarters (as index) of a submission's returns; it never changes, so it is read once."""
    path = folder / SUBMISSIONS_FOLDER / submission / normalised_files.RETURNS_FILE
    if not path.is_file():
        return frozenset()
    with duckdb.connect() as connection:
        return frozenset(connection.execute(COVERED_QUARTERS_QUERY, [str(path)]).fetchall())


def _build_meeting(
    day: date | None, found: Sequence[tuple[object, ...]], withheld: Sequence[tuple[int, str]]
) -> HeldMeeting:
    own = [(seq, dict(zip(field_names(), counts, strict=True))) for seq, each, *counts in found if each == day]
    counts: dict[str, float | None] = {}
    hidden = set()
    for name in field_names():
        given = next(((seq, each[name]) for seq, each in own if each[name] is not None), (0, None))
        latest = max((seq for seq, field in withheld if field == name), default=-1)
        if latest > given[0] or (given[1] is None and latest >= 0):  # type: ignore[operator]
            hidden.add(name)
        counts[name] = None if name in hidden else given[1]  # type: ignore[assignment]
    return HeldMeeting(day=day, counts=counts, withheld=frozenset(hidden))
