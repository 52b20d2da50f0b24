"""Checks of openings, closures and mergers in an areas file, against the returns and populations that are held."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.readers.sheets import SourceTable
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """One row of an areas file; `listing.parent` is the text of the cell until it is looked up."""

    table: SourceTable
    row: int
    listing: Listing
    women: float


def find_successor_cycles(lines: Sequence[AreaRow], registry: AreaRegistry) -> Iterator[Problem]:
    """Find Maracs that would have become part of each other: nobody would count their cases."""
    for line in lines:
        own, passed = line.listing, {line.listing.area.code}
        following = registry.directory.listing(Level.MARAC, own.successor)
        while following and following.area.code not in passed:
            passed.add(following.area.code)
            following = registry.directory.listing(Level.MARAC, following.successor)
        if following and following.area.code == own.area.code:
            sentence = "These Maracs would have become part of each other. Name the one that is still open."
            yield line.table.problem(line.row, "successor", sentence, value=own.successor)


def find_merged_into_existing(lines: Sequence[AreaRow], held: AreaDirectory) -> Iterator[Problem]:
    """Find Maracs merged into an existing one: its population must grow with its cases."""
    for line in lines:
        own, successor = line.listing, held.listing(Level.MARAC, line.listing.successor)
        before = held.listing(Level.MARAC, own.area.code)
        if successor and (before is None or before.successor != own.successor):
            name = successor.area.name
            sentence = (
                f"{own.area.name} becomes part of {name}, which is there already: its 12 months count both. "
                f"Send a new population of {name} too, or accept the warning if what is held is of both."
            )
            yield line.table.problem(line.row, "successor", sentence, Severity.WARNING, own.successor)


def find_meetings_after_closing(
    lines: Sequence[AreaRow], returned: Mapping[tuple[str, int], HeldQuarter]
) -> Iterator[Problem]:
    """Find Maracs with held meetings after the day they close, in the same quarter."""
    for line in lines:
        own, closed = line.listing, line.listing.valid_to
        if own.area.level is not Level.MARAC or not closed:
            continue
        held = returned.get((own.area.code, Quarter.of(closed).index))
        late = sorted(day for day in (held.days if held else ()) if day > closed)
        if late:
            days = ", ".join(f"{day:%-d %B %Y}" for day in late)
            sentence = (
                f"{own.area.name} has returns of meetings after {closed:%-d %B %Y} ({days}), which would still count. "
                "Correct the date or send that quarter again, or accept the warning."
            )
            yield line.table.problem(line.row, "valid_to", sentence, Severity.WARNING)


def find_returns_outside_dates(lines: Sequence[AreaRow], returned: Collection[tuple[str, int]]) -> Iterator[Problem]:
    """Find Maracs with held returns outside their dates, which would no longer count."""
    for line in lines:
        own = line.listing
        quarters = sorted(quarter for marac, quarter in returned if marac == own.area.code)
        before = [each for each in quarters if own.valid_from and each < Quarter.of(own.valid_from).index]
        after = [each for each in quarters if own.valid_to and each > Quarter.of(own.valid_to).index]
        for column, lost in (("valid_from", before), ("valid_to", after)):
            if lost and own.area.level is Level.MARAC:
                noun = "quarter" if len(lost) == 1 else "quarters"
                sentence = (
                    f"{own.area.name} has returns of {len(lost)} {noun} outside these dates "
                    f"({Quarter.from_index(lost[0])} to {Quarter.from_index(lost[-1])}), which would count no longer. "
                    "Correct the date, or accept the warning."
                )
                yield line.table.problem(line.row, column, sentence, Severity.WARNING)
