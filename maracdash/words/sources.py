"""The lines under a figure: where the numbers come from, of when, how complete, and who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from maracdash.model.answers import AreaRole, Comparison, Point, ReleaseNote, Series, Trend
from maracdash.model.areas import AreaHierarchy, Level
from maracdash.model.quarters import Window, describe_period
from maracdash.model.values import Origin, Value
from maracdash.statistics.answers import Distribution, FunnelPlot
from maracdash.words import area_history, comparators, gaps, intervals, numbers, staffing

DEMONSTRATION = "Demonstration figures: every place and number is invented."
SAFE_ALONE = "This deployment holds no full figures: it was given the safe release alone."
COVERAGE_START = "Coverage"
VERDICTS_MAY_DIFFER = (
    "“Higher” and “lower” are judged by these counts, so a verdict may differ from that of the full figures."
)
ALL_PUBLISHED = "published figures, as printed: not worked out here"


def write_source_lines(answer: Comparison | Trend) -> tuple[str, ...]:
    """Gaps, source, period, date, release, coverage, breaks, what chance may do, marking, and if all is invented."""
    release = answer.release
    lines = (
        *(gaps.write_gaps(answer) if isinstance(answer, Trend) else ()),
        write_source(answer.indicator.source, list_figures(answer)),
        f"Period: {_period(answer)}",
        f"Figures as at {write_day(release.data_as_at)}, {_release_name(release.id)}",
        write_coverage(answer),
        area_history.write_history(answer.hierarchy),
        *write_breaks(answer),
        staffing.rounding_note(answer.indicator),
        _interval_note(answer),
        answer.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def _interval_note(answer: Comparison | Trend) -> str:
    """Of verdicts: a funnel and a distribution make none."""
    if isinstance(answer, FunnelPlot | Distribution) or not isinstance(answer, Comparison):
        return ""
    return intervals.write_interval_note(answer)


def write_rule(release: ReleaseNote) -> str:
    """The rule that figures were made safe by, of which areas it is, and what it does to verdicts; empty where all
    figures are full.
    """
    if release.rule is None:
        return ""
    said = f"{release.rule.words} {VERDICTS_MAY_DIFFER}"
    return f"Outside the areas with full figures: {said[0].lower()}{said[1:]}" if release.partly_full else said


def write_source(made_of: str, figures: Iterable[tuple[str, Value]]) -> str:
    """`Source: Marac returns, one record a meeting; as published: UK`. `figures` are values, each with a name.

    What somebody else published was not worked out here from the indicator's own source, and is said to be published.
    """
    known = [(name, value) for name, value in figures if value.known]
    published = dict.fromkeys(name for name, value in known if value.origin is Origin.PUBLISHED)
    if not published:
        return f"Source: {made_of}"
    if all(value.origin is Origin.PUBLISHED for _, value in known):
        return f"Source: {ALL_PUBLISHED}"
    return f"Source: {made_of}; as published: {', '.join(published)}"


def list_figures(answer: Comparison | Trend) -> Iterator[tuple[str, Value]]:
    """Every value of an answer, with a name for whose it is."""
    if isinstance(answer, Comparison):
        for point in (*answer.maracs, *answer.averages):
            yield _figure_name(answer, point.role), point.value
        return
    for series in answer.series:
        for value in series.values:
            yield _figure_name(answer, series.role), value


def _figure_name(answer: Comparison | Trend, role: AreaRole) -> str:
    if role is AreaRole.OWN:
        return answer.hierarchy.area.name
    if role in comparators.SHORT_NAMES:
        return _short_name(answer.hierarchy, role)
    return f"other {answer.hierarchy.area.level.noun}s"


def write_day(when: date) -> str:
    """`12 May 2024`."""
    return f"{when.day} {when:%B %Y}"


def _release_name(release: str) -> str:
    return release if release.startswith("release") else f"release {release}"


def _period(answer: Comparison | Trend) -> str:
    if isinstance(answer, Comparison) or len(answer.quarters) < 2:
        return describe_period(answer.quarter, answer.window)
    each = "12 months to the end of each quarter" if answer.window is Window.YEAR else "each quarter"
    return f"{each}, {answer.quarters[0]} to {answer.quarters[-1]}"


def write_breaks(answer: Comparison | Trend) -> tuple[str, ...]:
    """Sentences on quarters that a trend does not run through."""
    if isinstance(answer, Comparison):
        return ()
    return tuple(f"Not comparable before {each.quarter}: {each.reason}" for each in answer.breaks)


def write_coverage_of_many(answers: Sequence[Comparison]) -> str:
    """Line on the Maracs behind the larger areas of several indicators: fields may be missing in some returns."""
    points = (point for answer in answers for point in (answer.own, *answer.averages))
    return write_coverage_of_points(answers[0].hierarchy, points)


def write_coverage_of_points(place: AreaHierarchy, points: Iterable[Point]) -> str:
    """The same line of the points of a place and the larger areas around it; a Marac's own is not said."""
    found: dict[AreaRole, list[Value]] = {}
    for point in points:
        if not _has_coverage(place, point.role):
            continue
        found.setdefault(point.role, []).append(point.value)
    said = [
        f"{_area_name(place, role)} {coverage}"
        for role, values in found.items()
        if (coverage := numbers.write_coverage_range(values))
    ]
    return f"Coverage: {'; '.join(said)}" if said else ""


def write_coverage(answer: Comparison | Trend) -> str:
    """Line on the Maracs behind the larger areas: `Coverage: Force 29 of 29 Maracs; UK as published`, or nothing.

    Of a force its own Maracs come first.
    """
    said_of: list[Point | Series]
    if isinstance(answer, Comparison):
        said_of = [answer.own, *answer.averages]
    else:
        said_of = [series for series in answer.series if series.values]
    larger = [each for each in said_of if _has_coverage(answer.hierarchy, each.role)]
    values = [each.value if isinstance(each, Point) else each.values[-1] for each in larger]
    said = [
        f"{_area_name(answer.hierarchy, each.role)} {numbers.write_coverage(value)}"
        for each, value in zip(larger, values, strict=True)
        if value.known
    ]
    when = "" if isinstance(answer, Comparison) else f" in {answer.quarter}"
    return f"{COVERAGE_START}{when}: {'; '.join(said)}" if said else ""


def _has_coverage(place: AreaHierarchy, role: AreaRole) -> bool:
    """Tell whether several Maracs are behind an area of this role."""
    return role is not AreaRole.OWN or place.area.level is Level.FORCE


def _area_name(place: AreaHierarchy, role: AreaRole) -> str:
    if role is AreaRole.OWN:
        return place.area.name
    return f"{area_history.name_group(place)}," if role is AreaRole.GROUP else comparators.SHORT_NAMES[role]


def _short_name(place: AreaHierarchy, role: AreaRole) -> str:
    given = place.group.given_name if place.group and role is AreaRole.GROUP else ""
    return given or comparators.SHORT_NAMES[role]
