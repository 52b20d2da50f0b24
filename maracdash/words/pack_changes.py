"""Changes that newer figures would make to a board pack that was made before."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.model.board_packs import PackAnswers, PackChart
from maracdash.words import figure_tables, findings, sources, tables

MADE_WITH = "This pack was made with the figures as at {then}. Those of {now}, which are shown here, change {count}."
NONE, ALL = "none of its charts", "all of its {all} charts"
SOME, ONE = "{some} of its {all} charts", "its chart"


def write_pack_changes(then: PackAnswers, now: PackAnswers) -> tuple[str, ...]:
    """A sentence on how much changes, then one for each chart that does; none of a pack of the same release.

    Both are answers to one request.
    """
    if then.release.id == now.release.id:
        return ()
    changed = [said for pair in zip(then.charts, now.charts, strict=True) for said in _write_change(*pair)]
    count = _count(len(changed), len(now.charts))
    return (MADE_WITH.format(then=_name(then, now), now=_name(now, then), count=count), *changed)


def _name(of: PackAnswers, other: PackAnswers) -> str:
    """The day of a release's figures, and the hour that tells two of one day apart."""
    day, published = of.release.data_as_at, of.release.published_at
    return sources.write_day(day) + (f", {published:%H:%M:%S}" if day == other.release.data_as_at else "")


def _write_change(then: PackChart, now: PackChart) -> Iterator[str]:
    before, after = (findings.write_finding(each.answer) for each in (then, now))
    if before != after:
        yield f"“{before}” is now “{after}”"
    elif _cells(then) != _cells(now):
        yield f"“{after}” stays; figures in its table change."


def _cells(chart: PackChart) -> list[tuple[tuple[str, ...], ...]]:
    rows = tables.build_figure_rows(chart.answer)
    return [each.rows for each in figure_tables.build_view_tables(chart.answer, rows)]


def _count(changed: int, charts: int) -> str:
    if not changed:
        return NONE
    if changed < charts:
        return SOME.format(some=changed, all=charts)
    return ONE if charts == 1 else ALL.format(all=charts)
