"""Changes since an earlier time: signals of then and now, and figures of then as the release of that day had them."""

from __future__ import annotations

from dataclasses import replace

from maracdash import queries
from maracdash.model.areas import Area
from maracdash.model.due_returns import USUAL_DUE_DAYS, find_due_quarter
from maracdash.model.errors import NotFoundError, NotKeptError
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import Revision
from maracdash.model.signals import ChangesSince, SignalScan, SinceSelection, SinceSpan, sort_changes
from maracdash.reading.past_releases import find_release_on
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_revisions


def find_changes_since(reader: Reader, selection: SinceSelection, due_days: int = USUAL_DUE_DAYS) -> ChangesSince:
    """Find what changed. Signals of a span are those of the newest release at both quarters.

    Signals since a day are those that the release of that day showed at its newest quarter; where there was no release
    yet, those of the newest release at the last quarter whose returns were due, `due_days` after its end: before that
    a meeting had not seen its figures. Raises NotFoundError.
    """
    now = _ask_signals(reader, selection, selection.marac, selection.quarter)
    if isinstance(selection.since, SinceSpan):
        return _since_quarter(reader, selection, now, selection.quarter - selection.since.quarters)
    due = find_due_quarter(selection.since, due_days)
    start = ChangesSince(
        selection=selection,
        now=now,
        then_quarter=min(due, selection.quarter),
        day=selection.since,
        is_newest=selection.quarter == reader.ask(queries.CHOICES).quarters[0],
        marking=now.marking,
    )
    return _since_day(reader, start)


def _since_quarter(reader: Reader, selection: SinceSelection, now: SignalScan, quarter: Quarter) -> ChangesSince:
    """Revisions are told from the last release of the time in which the earlier quarter was the newest."""
    changes = ChangesSince(selection=selection, now=now, then_quarter=quarter, day=(quarter + 1).end)
    return _add_revisions(reader, _add_signals(reader, replace(changes, marking=now.marking)))


def _since_day(reader: Reader, changes: ChangesSince) -> ChangesSince:
    release = find_release_on(reader, changes.day)
    if release is None:
        return _add_signals(reader, changes)
    then = reader.at(release.id)
    try:
        held = [each for each in then.ask(queries.CHOICES).quarters if each <= changes.selection.quarter]
    except NotKeptError:
        return _add_signals(reader, replace(changes, is_kept=False))
    changes = replace(changes, then_quarter=held[0] if held else changes.then_quarter)
    return _add_revisions(reader, _add_signals(then, changes))


def _add_signals(reader: Reader, changes: ChangesSince) -> ChangesSince:
    area = changes.now.area
    try:
        then = _ask_signals(reader, changes.selection, area.code, changes.then_quarter)
    except NotFoundError as error:
        return replace(changes, why_not=str(error))
    new, gone, lasting = map(tuple, sort_changes(then, changes.now))
    return replace(changes, then=then, new=new, gone=gone, lasting=lasting)


def _ask_signals(reader: Reader, selection: SinceSelection, marac: str, quarter: Quarter) -> SignalScan:
    return reader.ask(queries.SIGNALS, marac, quarter, including=selection.including, group=selection.group)


def _add_revisions(reader: Reader, changes: ChangesSince) -> ChangesSince:
    release = find_release_on(reader, changes.day)
    if release is None:
        return changes
    changes = replace(changes, then_release=release)
    if changes.is_same_release:
        return changes
    try:
        return replace(changes, revisions=_find_own_revisions(reader, changes))
    except NotFoundError as error:
        return replace(changes, then_release=None, is_kept=not isinstance(error, NotKeptError))


def _find_own_revisions(reader: Reader, changes: ChangesSince) -> tuple[Revision, ...]:
    """Revised figures of the area at the quarter of then. Raises NotFoundError where one of the two lacks it."""
    area: Area = changes.now.area
    then = reader.at(changes.then_release.id) if changes.then_release else reader
    tables = [
        each.ask(queries.TIDY_TABLE, changes.then_quarter, levels=(area.level,), area=area.code)
        for each in (then, reader)
    ]
    return tuple(each for each in find_revisions(*tables).revisions if each.area == area)
