"""Returns that should have come: one missing quarter is filled with the one before, from the second on it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.directory import Listing
from maracdash.model.due_returns import find_due_quarter
from maracdash.model.notices import Notification, NotificationKind
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader

DROPPED_AFTER = 8
"""A Marac that has returned nothing for two years is gone, not late."""


def list_missing_returns(reader: Reader, today: date, due_days: int) -> Iterator[Notification]:
    """One notice for each open Marac whose newest due quarter is not in, if it has returned before or opened since.

    A return is missing from the day after it was due.
    """
    due = find_due_quarter(today - timedelta(days=1), due_days)
    last = reader.ask(queries.LAST_RETURNED)
    for listing in reader.ask(queries.DIRECTORY).at(Level.MARAC):
        code = listing.area.code
        newest = last.get(code, _quarter_before_opening(listing))
        if newest is None or newest >= due.index or not _is_open(listing, due):
            continue
        if due.index - newest <= DROPPED_AFTER:
            yield _build_notice(listing, due, due.index - newest if code in last else None, due_days)


def _quarter_before_opening(listing: Listing) -> int | None:
    return Quarter.of(listing.valid_from).index - 1 if listing.valid_from else None


def _build_notice(listing: Listing, due: Quarter, missing: int | None, due_days: int) -> Notification:
    """`missing` is how many quarters in a row; None where there never was a return."""
    day = due.end + timedelta(days=due_days)
    name = listing.area.name
    first = f"{name}: the return for {due} has not come in. It was due on {day:%-d %B %Y}."
    if missing is None:
        rest = f"{name} has not returned anything since it opened, so it has no figures yet."
    elif missing == 1:
        rest = f"The quarter before stands in for it; if {due + 1} is missing too, {name} is left out."
    else:
        since = due - (missing - 1)
        rest = f"{missing} quarters in a row are missing, from {since} on: {name} is left out until it returns."
    return Notification(
        id=f"missing-{listing.area.code}-{due}",
        kind=NotificationKind.MISSING,
        when=datetime.combine(day + timedelta(days=1), time(), UTC),
        area=listing.area,
        text=f"{first} {rest}",
    )


def _is_open(listing: Listing, quarter: Quarter) -> bool:
    opened = listing.valid_from is None or listing.valid_from <= quarter.end
    return opened and (listing.valid_to is None or listing.valid_to >= quarter.start)
