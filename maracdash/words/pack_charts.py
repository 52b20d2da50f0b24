"""The slide of a chart: its finding as title, two or three bullets, source and coverage, notes for the speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.model.board_packs import PackChart, PackPart, Slide, SlideKind
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.values import Status
from maracdash.statistics.answers import ControlSeries, FunnelPlot
from maracdash.words import (
    alt_text,
    findings,
    gap_in_cases,
    gaps,
    intervals,
    ranks,
    readings,
    sources,
    staffing,
)
from maracdash.words.sentences import join_words
from maracdash.words.sources import write_breaks

MAX_BULLETS = 3
MAX_NAMED_MARACS = 6


def write_chart_slide(chart: PackChart) -> Slide:
    """The slide of a chart."""
    answer = chart.answer
    return Slide(
        kind=SlideKind.CHART,
        title=findings.write_finding(answer),
        subtitle=f"{answer.indicator.title}, {_period(answer)}",
        bullets=_write_bullets(chart),
        answer=answer,
        alt=alt_text.write_alt_text(answer),
        footer=write_footer(answer),
        notes=_write_notes(answer),
    )


def write_footer(answer: Comparison | Trend) -> tuple[str, ...]:
    """Source, coverage, date, marking, and if all is invented. The release is named once, at the end of the pack."""
    release = answer.release
    lines = (
        sources.write_source(answer.indicator.source, sources.list_figures(answer)),
        sources.write_coverage(answer),
        f"Figures as at {sources.write_day(release.data_as_at)}",
        answer.marking,
        sources.DEMONSTRATION if release.demonstration else "",
    )
    return keep_known(lines)


def _write_bullets(chart: PackChart) -> tuple[str, ...]:
    """Two or three: the other view and why it may differ, the place in the order, the gap in cases, what to mind."""
    answer, comparison = chart.answer, chart.comparison
    nearby = _drop_similar_group(answer)
    other = chart.trend if chart.part is PackPart.COMPARE else comparison
    lines = [
        readings.write_reading(answer)[-1] if chart.view and not findings.explain_refusal(answer) else "",
        findings.write_finding(other) if comparison.own.value.known else "",
        readings.explain_other_verdict(answer),
        _rank_sentence(comparison) if chart.part is PackPart.COMPARE else next(iter(write_breaks(answer)), ""),
        next(iter(write_absences(nearby)), ""),
        write_estimate(nearby),
        " ".join(gap_in_cases.write_brief_gap(comparison)),
        next(iter(answer.indicator.considerations), ""),
    ]
    return keep_known(lines)[:MAX_BULLETS]


def _drop_similar_group(answer: Comparison | Trend) -> Comparison | Trend:
    """The answer without Maracs of other forces, of which the board is told in the table alone."""
    if isinstance(answer, Trend):
        return answer
    return replace(
        answer, maracs=tuple(each for each in answer.maracs if each.role in (AreaRole.OWN, AreaRole.FORCE_MARAC))
    )


def _rank_sentence(answer: Comparison) -> str:
    said = ranks.write_sentence_rank(answer)
    if not said or answer.indicator.is_total:
        return ""
    return f"{said[0].upper()}{said[1:]}."


def write_estimate(answer: Comparison | Trend) -> str:
    """Sentence on figures that are estimates in part; empty without one."""
    if isinstance(answer, Trend):
        quarters = [
            str(quarter)
            for quarter, value in zip(answer.quarters, answer.series[0].values, strict=True)
            if value.status is Status.PROXIED
        ]
        return f"Estimated in part: {_list_some(quarters)}." if quarters else ""
    named = [point.area.name for point in answer.maracs if point.value.status is Status.PROXIED]
    return f"Estimated in part, a missing quarter filled with the one before: {_list_some(named)}." if named else ""


def write_absences(answer: Comparison | Trend) -> tuple[str, ...]:
    """Sentences on who has no figure, and why."""
    if isinstance(answer, Trend):
        return gaps.write_gaps(answer)
    found: dict[str, list[str]] = {}
    for point in (*answer.maracs, *answer.averages):
        if not point.value.known:
            found.setdefault(point.value.absence, []).append(point.area.name)
    return tuple(f"No figure for {_list_some(names)}: {reason}." for reason, names in found.items())


def _list_some(names: list[str]) -> str:
    if len(names) <= MAX_NAMED_MARACS:
        return join_words(names)
    return f"{', '.join(names[:MAX_NAMED_MARACS])} and {len(names) - MAX_NAMED_MARACS} more"


def _write_notes(answer: Comparison | Trend) -> tuple[str, ...]:
    indicator = answer.indicator
    lines = (
        f"{indicator.title}: {indicator.definition}",
        f"Formula: {indicator.formula}",
        f"Period: {_period(answer)}",
        *indicator.notes,
        *(f"To consider: {each}" for each in indicator.considerations),
        *(readings.write_reading(answer) if isinstance(answer, FunnelPlot | ControlSeries) else ()),
        readings.explain_other_verdict(answer),
        *write_breaks(answer),
        *write_absences(answer),
        write_estimate(answer),
        staffing.rounding_note(indicator),
        intervals.write_interval_note(answer) if isinstance(answer, Comparison) else "",
        *write_footer(answer),
        f"Release: {answer.release.id}",
    )
    return keep_known(lines)


def _period(answer: Comparison | Trend) -> str:
    if isinstance(answer, Comparison) or len(answer.quarters) < 2:
        return describe_period(answer.quarter, answer.window)
    each = "12 months to each quarter" if answer.window is Window.YEAR else "single quarters"
    return f"{each}, {_span(answer.quarters)}"


def _span(quarters: tuple[Quarter, ...]) -> str:
    return f"{quarters[0]} to {quarters[-1]}"


def keep_known(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(line for line in lines if line))
