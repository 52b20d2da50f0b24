"""Summary of an area, made of what changed since then and of the comparison of every indicator."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash import catalogue, queries
from maracdash.model.answers import AreaRole, Comparison, Verdict
from maracdash.model.area_summaries import AreaSummary, IndicatorSummary, Standing
from maracdash.model.due_returns import USUAL_DUE_DAYS
from maracdash.model.selection import Selection
from maracdash.model.signals import ChangesSince, SignalChange, SignalCheck, SinceSelection
from maracdash.reading.changes_since import find_changes_since
from maracdash.reading.reader import Reader

JUDGED_ROLES = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)


def summarise_area(reader: Reader, selection: SinceSelection, due_days: int = USUAL_DUE_DAYS) -> AreaSummary:
    """Summarise a Marac or force at a quarter, beside an earlier time. Raises NotFoundError."""
    changes = find_changes_since(reader, selection, due_days)
    chosen = (
        Selection(
            marac=changes.now.area.code,
            quarter=changes.now.quarter,
            indicator=each.slug,
            including=selection.including,
            group=selection.group,
        )
        for each in catalogue.INDICATORS
    )
    comparisons = tuple(reader.ask(queries.COMPARISON, each) for each in chosen)
    return AreaSummary(
        changes=changes,
        comparisons=comparisons,
        indicators=tuple(_summarise_indicators(changes, comparisons)),
        marking=changes.marking,
    )


def _summarise_indicators(changes: ChangesSince, comparisons: tuple[Comparison, ...]) -> Iterator[IndicatorSummary]:
    for each in comparisons:
        signals = _find_signals(changes, each)
        fresh, clearer = (
            tuple(change.signal for change in found if _is_of(change, each))
            for found in (changes.fresh, changes.clearer)
        )
        ended = tuple(change for change in changes.gone if _is_of(change, each) and not _is_signal_now(change))
        standing = None if each.is_doubted else _find_standing(each, signals, fresh, clearer, ended)
        if standing:
            yield IndicatorSummary(
                standing=standing, comparison=each, signals=signals, fresh=fresh, clearer=clearer, ended=ended
            )


def _find_signals(changes: ChangesSince, comparison: Comparison) -> tuple[SignalCheck, ...]:
    slug = comparison.indicator.slug
    return tuple(each for each in changes.now.checks if each.is_signal and each.indicator.slug == slug)


def _is_of(change: SignalChange, comparison: Comparison) -> bool:
    return change.signal.indicator.slug == comparison.indicator.slug


def _is_signal_now(change: SignalChange) -> bool:
    """Tell whether a signal that is gone only turned round: it is a new one then, and nothing has ended."""
    return change.other is not None and change.other.is_signal


def _find_standing(
    comparison: Comparison,
    signals: tuple[SignalCheck, ...],
    fresh: tuple[SignalCheck, ...],
    clearer: tuple[SignalCheck, ...],
    ended: tuple[SignalChange, ...],
) -> Standing | None:
    if signals:
        return Standing.NEW if fresh else Standing.CLEARER if clearer else Standing.LASTING
    if not ended:
        return Standing.MILD if _differs(comparison) else None
    others = [each.other for each in ended if each.other is not None and each.other.is_compared]
    if len(others) < len(ended):
        return Standing.LOST
    is_usual = not _differs(comparison) and all(each.likely is Verdict.SIMILAR for each in others)
    return Standing.BACK if is_usual else Standing.LESS_CLEAR


def _differs(comparison: Comparison) -> bool:
    judged = (each for each in comparison.averages if each.role in JUDGED_ROLES)
    return any(each.verdict in (Verdict.HIGHER, Verdict.LOWER) for each in judged)
