"""A fictional country, shaped like the published figures and brought in the files that any region would bring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maracdash.demo import extracts, geography
from maracdash.demo.counts import counts
from maracdash.demo.geography import FEWEST_MARACS
from maracdash.demo.meeting_dates import Meetings, Whole, meetings, missed_quarters
from maracdash.demo.names import MOST_MARACS
from maracdash.demo.profiles import profiles, shared
from maracdash.model.quarters import Quarter

__all__ = ["FEWEST_MARACS", "MOST_MARACS", "DemoFile", "country"]

ONE_IN = 25
FIRST_OF_THEM = 7


@dataclass(frozen=True, kw_only=True)
class DemoFile:
    """A file as somebody would upload it."""

    name: str
    content: bytes


def country(
    maracs: int = 80, years: int = 5, seed: int = 2024, *, last: Quarter, meetings_factor: int = 1
) -> tuple[DemoFile, ...]:
    """Areas, populations, similar forces and the meeting returns of so many years up to the last quarter.

    The same arguments give the same bytes. `maracs` are those open at the end; two more closed when they merged.
    A `meetings_factor` above 1 makes every Marac meet that much more often, at most daily. Raises ValueError.
    """
    if not FEWEST_MARACS <= maracs < MOST_MARACS:
        raise ValueError(f"A fictional country has between {FEWEST_MARACS} and {MOST_MARACS - 1:,} Maracs.")
    if years < 1 or meetings_factor < 1:
        raise ValueError("A fictional country needs at least one year of meetings.")
    rng = np.random.default_rng(seed)
    first = last - (4 * years - 1)
    land = geography.land(maracs, last - (2 if years == 1 else 6), rng)
    missed = missed_quarters(land.maracs, 4 * years, rng)
    held = meetings(land.maracs, first, missed, meetings_factor)
    drawn = counts(profiles(land, rng), held, first.index, rng)
    left_out = frozenset(name for name, each in shared().items() if not each.collected_by_all)
    collecting = held.maracs % ONE_IN != FIRST_OF_THEM
    return (
        DemoFile(name="areas.csv", content=extracts.areas(land)),
        DemoFile(name="populations.csv", content=extracts.populations(land)),
        DemoFile(name="similar.csv", content=extracts.similar(land)),
        DemoFile(name="returns.csv", content=extracts.returns(land, *_only(held, drawn, collecting), frozenset())),
        DemoFile(
            name="returns-fewer-columns.csv",
            content=extracts.returns(land, *_only(held, drawn, ~collecting), left_out),
        ),
    )


def _only(held: Meetings, drawn: dict[str, Whole], rows: np.ndarray) -> tuple[Meetings, dict[str, Whole]]:
    return held.only(rows), {name: numbers[rows] for name, numbers in drawn.items()}
