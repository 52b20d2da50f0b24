"""The demonstration: a fictional country, shaped like the published figures, as files of returns and areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maracdash.demo import extracts, geography
from maracdash.demo.counts import draw_counts
from maracdash.demo.geography import MIN_MARACS
from maracdash.demo.meeting_dates import DemoMeetings, Integers, draw_missed_quarters, schedule_meetings
from maracdash.demo.names import MAX_MARACS
from maracdash.demo.profiles import draw_profiles, share_out
from maracdash.model.quarters import Quarter

__all__ = ["MAX_MARACS", "MIN_MARACS", "DemoFile", "build_country"]

FEWER_COLUMNS_ONE_IN = 25
FEWER_COLUMNS_FIRST = 7


@dataclass(frozen=True, kw_only=True)
class DemoFile:
    """A file as somebody would upload it."""

    name: str
    content: bytes


def build_country(
    maracs: int = 80, years: int = 5, seed: int = 2024, *, last: Quarter, meetings_factor: int = 1
) -> tuple[DemoFile, ...]:
    """Build areas, populations, similar forces and the meeting returns of so many years up to the last quarter.

    The same arguments give the same bytes. `maracs` are those open at the end; two more closed when they merged.
    A `meetings_factor` above 1 makes every Marac meet that much more often, at most daily. Raises ValueError.
    """
    if not MIN_MARACS <= maracs < MAX_MARACS:
        raise ValueError(f"A fictional country has between {MIN_MARACS} and {MAX_MARACS - 1:,} Maracs.")
    if years < 1 or meetings_factor < 1:
        raise ValueError("A fictional country needs at least one year of meetings.")
    rng = np.random.default_rng(seed)
    first = last - (4 * years - 1)
    land = geography.draw_geography(maracs, last - (2 if years == 1 else 6), rng)
    missed = draw_missed_quarters(land.maracs, 4 * years, rng)
    held = schedule_meetings(land.maracs, first, missed, meetings_factor)
    drawn = draw_counts(draw_profiles(land, rng), held, first.index, rng)
    left_out = frozenset(name for name, each in share_out().items() if not each.collected_by_all)
    collecting = held.maracs % FEWER_COLUMNS_ONE_IN != FEWER_COLUMNS_FIRST
    return (
        DemoFile(name="areas.csv", content=extracts.write_areas(land)),
        DemoFile(name="populations.csv", content=extracts.write_populations(land)),
        DemoFile(name="similar.csv", content=extracts.write_similar_forces(land)),
        DemoFile(
            name="returns.csv",
            content=extracts.write_returns(land, *_select_rows(held, drawn, collecting), frozenset()),
        ),
        DemoFile(
            name="returns-fewer-columns.csv",
            content=extracts.write_returns(land, *_select_rows(held, drawn, ~collecting), left_out),
        ),
    )


def _select_rows(
    held: DemoMeetings, drawn: dict[str, Integers], rows: np.ndarray
) -> tuple[DemoMeetings, dict[str, Integers]]:
    return held.only(rows), {name: numbers[rows] for name, numbers in drawn.items()}
