"""Sentences of dashboards: absent routes, representation, posts, meetings, and sources."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import catalogue
from maracdash.catalogue.characteristics import ETHNIC_GROUPS
from maracdash.model.answers import Comparison
from maracdash.model.areas import Level
from maracdash.model.dashboards import (
    AbsentRoute,
    AbsentRoutes,
    MeetingFrequencies,
    Posts,
    Representation,
    RepresentationComparator,
    RepresentationRow,
    WhatIf,
)
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import format_number
from maracdash.model.quarters import describe_period
from maracdash.model.values import Value
from maracdash.words import intervals, numbers, sources, staffing
from maracdash.words.comparators import write_short_name
from maracdash.words.representation import write_representation
from maracdash.words.sentences import join_words

MAX_NAMED = 3
REPRESENTATION_COLUMNS = ("Characteristic", "Share of cases", "Share of population", "In words")


def write_page_source_lines(
    first: Comparison, indicators: Sequence[Indicator], answers: Sequence[Comparison] = ()
) -> tuple[str, ...]:
    """The lines under a page of many figures: those of one answer, and every source with what comes from it.

    The coverage is that of all `answers`.
    """
    from_each: dict[str, list[str]] = {}
    for each in indicators:
        from_each.setdefault(each.source, []).append(each.title)
    figures = tuple(sources.list_figures(first))
    usual = max(from_each, key=lambda source: len(from_each[source]), default=first.indicator.source)
    source = sources.write_source(usual, figures)
    said = {usual, *(from_each if sources.ALL_PUBLISHED in source else ())}
    others = (f"Source of {join_words(titles)}: {each}" for each, titles in from_each.items() if each not in said)
    of_one = (
        sources.write_source(first.indicator.source, figures),
        staffing.rounding_note(first.indicator),
        intervals.write_interval_note(first),
        sources.write_coverage(first),
    )
    rest = (line for line in sources.write_source_lines(first) if line not in of_one)
    rounded = staffing.rounding_note(*indicators)
    coverage = sources.write_coverage_of_many(answers or (first,))
    return (source, *others, *rest, *filter(None, (coverage, rounded)))


def write_absent_routes(answer: AbsentRoutes) -> tuple[str, ...]:
    """A sentence for each absent route, else that none is, then one for those without a figure here.

    None is said to be present or absent where there is no figure to say it of, here or in the Maracs beside.
    """
    name, when = answer.hierarchy.area.name, describe_period(answer.quarter, answer.window)
    if not answer.known:
        return (f"{name} has no figure for any of these routes, {when}, so none can be called absent.",)
    said = [write_absent_route(each) for each in answer.routes]
    if not answer.maracs_with_data:
        said = [f"No Marac beside {name} has a figure for these routes, {when}, so none can be called absent."]
    elif not said:
        which = "Every other route" if answer.unknown else "Every route"
        said = [f"{which} that Maracs beside {name} have was used here too, {when}."]
    if answer.unknown:
        names = join_words([_route(each.title) for each in answer.unknown])
        said.append(f"Not known here, so perhaps absent: {names}.")
    return tuple(said)


def write_absent_route(route: AbsentRoute) -> str:
    """`Education: none here; 12 of the 29 other Maracs with figures had such referrals, most in Ashford and Calder.`"""
    names, start = [point.area.name for point in route.present], f"{_route(route.indicator.title)}: none here; "
    if route.maracs_with_data == 1:
        return f"{start}the only other Marac with figures, {names[0]}, had such referrals."
    most = f"most in {join_words(names[:MAX_NAMED])}" if len(names) > 1 else f"in {names[0]}"
    return f"{start}{len(names)} of the {route.maracs_with_data} other Maracs with figures had such referrals, {most}."


def representation_columns(answer: Representation) -> tuple[str, ...]:
    """The header row of their table: the Marac's own, then each larger area."""
    around = answer.rows[0].around if answer.rows else ()
    return (*REPRESENTATION_COLUMNS, *(write_short_name(each.area, each.role) for each in around))


def write_representation_row(row: RepresentationRow) -> tuple[str, ...]:
    """Shares and ratio of the Marac, then share of cases and ratio of each larger area."""
    shares = (numbers.write_value(row.indicator, row.share), numbers.write_value(row.indicator, row.population))
    return (
        row.indicator.title,
        *shares,
        write_representation(row),
        *(_larger_area_cell(row.indicator, each) for each in row.around),
    )


def write_unrecorded(answer: Representation) -> tuple[str, ...]:
    """Sentence on what the ethnic groups leave of 100%, where they are known and leave something."""
    of = tuple(row.share for row in answer.rows if row.indicator.slug in ETHNIC_GROUPS)
    group = catalogue.indicator(ETHNIC_GROUPS[0]).fitting(*of)
    if answer.unrecorded is None or group.format(answer.unrecorded) == group.format(0):
        return ()
    share = f"{group.format(answer.unrecorded)}{numbers.write_marker_in_sentence(*of)}"
    return (f"Not recorded or not collected: {share} of cases have none of the five ethnic groups.",)


def write_what_if(answer: WhatIf, cases: Value) -> str:
    """One sentence for the slider. `cases` is the figure that it starts from."""
    marker = numbers.write_marker_in_sentence(cases)
    if not answer.percent:
        return f"Now: {_posts(answer.now, marker)}."
    direction = "more" if answer.percent > 0 else "fewer"
    return f"With {abs(answer.percent):g}% {direction} cases: {_posts(answer.then)}; now {_posts(answer.now, marker)}."


def write_meetings(answer: MeetingFrequencies) -> tuple[str, ...]:
    """Sentences on how often this Marac meets, and the others; of a force, where that is said."""
    name = answer.hierarchy.area.name
    if answer.hierarchy.area.level is Level.FORCE:
        return (f"How often they meet is said of each Marac of {name}, on its own page.",)
    own = f"{name} meets {answer.own}." if answer.own else f"How often {name} meets is not known."
    others = [f"{word or 'not known'} {len(areas)}" for word, areas in answer.others]
    return (own, f"Maracs beside: {', '.join(others)}.") if others else (own,)


def _larger_area_cell(indicator: Indicator, beside: RepresentationComparator) -> str:
    share = numbers.write_value(indicator, beside.share)
    return share if beside.ratio is None else f"{share}: {format_number(beside.ratio, 2)} times"


def _posts(posts: Posts, marker: str = "") -> str:
    idva, admin = format_number(posts.idva, 1), format_number(posts.admin, 1)
    return f"{format_number(posts.cases)} cases{marker}, {idva} Idva posts, {admin} administrator posts"


def _route(title: str) -> str:
    return title.removesuffix(" %")
