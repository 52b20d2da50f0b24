"""Caveats of a summary: completeness, estimates, breaks, small numbers, what is withheld or published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import Comparison, Point, SeriesBreak
from maracdash.model.area_summaries import AreaSummary, Standing
from maracdash.model.values import Origin, Status
from maracdash.words import area_history, sources
from maracdash.words.changes_since import NEW_MEANS, explain_signal, write_overlap, write_revision_count
from maracdash.words.comparators import SHORT_NAMES, write_short_name
from maracdash.words.indicator_phrases import subject
from maracdash.words.readings import WHY_VIEWS_DIFFER
from maracdash.words.sentences import capitalise
from maracdash.words.summaries import write_comparison
from maracdash.words.summary_strengths import is_small

MAX_NAMED = 3
QUARTERS_PER_YEAR = 4
NO_ABSENCE = (Status.OK, Status.PROXIED, Status.NOT_APPLICABLE)
AT_95 = (
    "At 95% about 1 comparison in 20 differs by chance alone: what differs at 95% only is a question, not a finding."
)


def write_caution(answer: AreaSummary, by_chance: float) -> str:
    """One sentence: what chance alone would give, and how many figures are estimated, few or not there."""
    said = [
        _write_chance(len(answer.compared), by_chance),
        _count(len(_list_estimated(answer)), "figure is estimated", "figures are estimated"),
        _count(len(_list_small(answer)), "finding stands on a small number", "findings stand on small numbers"),
        _count(len(_list_absent(answer)), "indicator has no figure", "indicators have no figure"),
        _count(len(answer.doubted), "zero is probably not recorded", "zeros are probably not recorded"),
    ]
    return f"Bear in mind: {'; '.join(filter(None, said))}."


def write_caveats(answer: AreaSummary) -> tuple[str, ...]:
    """A sentence for each that applies, the nearest to the figures first."""
    return tuple(filter(None, _write_all(answer)))


def _write_chance(comparisons: int, by_chance: float) -> str:
    if not comparisons:
        return "no figure could be compared"
    alarms = f"{by_chance:.1f}"
    about = "fewer than 0.1" if alarms == "0.0" else f"about {alarms}"
    of = "the one comparison" if comparisons == 1 else f"the {comparisons} comparisons"
    return f"chance alone would make {about} of {of} stand out"


def _write_all(answer: AreaSummary) -> Iterator[str]:
    yield _write_lost(answer)
    yield from (write_comparison(each) for each in answer.doubted)
    yield from _write_absences(answer)
    yield _write_estimated(answer)
    yield _write_small(answer)
    yield from _write_breaks(answer)
    yield _write_published(answer)
    yield _end(sources.write_coverage_of_many(answer.comparisons))
    yield area_history.write_history(answer.comparisons[0].hierarchy)
    yield write_revision_count(answer.changes)
    yield explain_signal(answer.changes.selection)
    yield from WHY_VIEWS_DIFFER
    yield NEW_MEANS if answer.changes.then else ""
    yield write_overlap(answer.changes)
    yield AT_95 if answer.with_standing(Standing.MILD) else ""


def _write_lost(answer: AreaSummary) -> str:
    lost = [each.comparison for each in answer.with_standing(Standing.LOST)]
    return f"Stood out then and cannot be compared now: {_name(lost)}." if lost else ""


def _write_absences(answer: AreaSummary) -> Iterator[str]:
    found: dict[str, list[Comparison]] = {}
    for each in _list_absent(answer):
        found.setdefault(each.own.value.absence, []).append(each)
    for reason, comparisons in found.items():
        yield f"No figure ({reason}): {_name(comparisons)}."


def _write_estimated(answer: AreaSummary) -> str:
    found = _list_estimated(answer)
    return f"{capitalise(Status.PROXIED.words)}: {_name(found)}." if found else ""


def _write_small(answer: AreaSummary) -> str:
    found = _list_small(answer)
    return f"Fewer than 20 cases, which swing from quarter to quarter: {_name(found)}." if found else ""


def _write_breaks(answer: AreaSummary) -> Iterator[str]:
    """Breaks between then, or the year before, and now."""
    first = min(answer.changes.then_quarter, answer.quarter - QUARTERS_PER_YEAR)
    found: dict[SeriesBreak, list[Comparison]] = {}
    for comparison in answer.comparisons:
        for each in series_breaks(comparison.indicator):
            if first < each.quarter <= answer.quarter:
                found.setdefault(each, []).append(comparison)
    for each, comparisons in found.items():
        yield f"Not comparable before {each.quarter} ({each.reason}): {_name(comparisons)}."


def _write_published(answer: AreaSummary) -> str:
    found: dict[str, int] = {}
    for comparison in answer.comparisons:
        for point in (comparison.own, *comparison.averages):
            if point.value.origin is Origin.PUBLISHED:
                found[_name_area(answer, point)] = found.get(_name_area(answer, point), 0) + 1
    said = [f"{_count(count, 'figure', 'figures')} of {name}" for name, count in found.items()]
    return f"As published, not worked out here from returns: {'; '.join(said)}." if said else ""


def _name_area(answer: AreaSummary, point: Point) -> str:
    if point.role not in SHORT_NAMES:
        return answer.area.name
    short = write_short_name(point.area, point.role)
    return short if point.area.given_name or short.isupper() else short.lower()


def _list_absent(answer: AreaSummary) -> list[Comparison]:
    return [each for each in answer.comparisons if each.own.value.status not in NO_ABSENCE]


def _list_estimated(answer: AreaSummary) -> list[Comparison]:
    return [each for each in answer.comparisons if each.own.value.status is Status.PROXIED]


def _list_small(answer: AreaSummary) -> list[Comparison]:
    """Of what the summary speaks of."""
    said = [each.comparison for each in answer.indicators]
    return [each for each in said if is_small(each.indicator, each.own.value)]


def _name(comparisons: Sequence[Comparison]) -> str:
    """Semicolons between: names of indicators hold commas."""
    names = [subject(each.indicator) for each in comparisons[:MAX_NAMED]]
    rest = len(comparisons) - MAX_NAMED
    return "; ".join([*names, *([f"and {rest} more"] if rest > 0 else [])])


def _count(number: int, singular: str, plural: str) -> str:
    """`1 figure`, `4 figures`; nothing for none."""
    return f"{number} {singular if number == 1 else plural}" if number else ""


def _end(text: str) -> str:
    return f"{text}." if text else ""
