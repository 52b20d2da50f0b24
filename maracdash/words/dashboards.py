"""What dashboards say that no chart does: absent routes, representation, posts, meetings, and where it all is from."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import catalogue
from maracdash.catalogue.dashboards import ETHNIC_GROUPS
from maracdash.model.answers import Comparison
from maracdash.model.dashboards import (
    AbsentRoute,
    AbsentRoutes,
    Beside,
    Meetings,
    Posts,
    Representation,
    Represented,
    WhatIf,
)
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import written
from maracdash.model.quarters import period
from maracdash.words import intervals, numbers, sources, staffing
from maracdash.words.comparators import SHORT, listed

NAMED = 3
REPRESENTED = ("Characteristic", "Share of cases", "Share of population", "In words")
SAME = 0.05
"""A ratio within this of 1 is said to be about the same."""


def source_lines(first: Comparison, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The lines under a page of many figures: those of one answer, and every source with what comes from it."""
    from_each: dict[str, list[str]] = {}
    for each in indicators:
        from_each.setdefault(each.source, []).append(each.title)
    usual = max(from_each, key=lambda source: len(from_each[source]), default=first.indicator.source)
    others = (f"Source of {listed(titles)}: {source}" for source, titles in from_each.items() if source != usual)
    of_one = (f"Source: {first.indicator.source}", staffing.rounding(first.indicator), intervals.note(first))
    rest = (line for line in sources.source_lines(first) if line not in of_one)
    rounded = dict.fromkeys(staffing.rounding(each) for each in indicators)
    return (f"Source: {usual}", *others, *rest, *filter(None, rounded))


def absent_routes(answer: AbsentRoutes) -> tuple[str, ...]:
    """A sentence for each absent route, then one for those that are not collected; one that says so if none is."""
    when = period(answer.quarter, answer.window)
    said = [absent_route(each) for each in answer.routes]
    if not said and len(answer.unknown) < 2:
        said = [f"Every route that Maracs beside {answer.place.marac.name} have was used here too, {when}."]
    if answer.unknown:
        names = listed([_route(each.title) for each in answer.unknown])
        said.append(f"Not known here, so perhaps absent: {names}.")
    return tuple(said)


def absent_route(route: AbsentRoute) -> str:
    """`Education: none here; 12 of 29 Maracs beside have some, most in Ashford, Birchford and Calder.`"""
    names = listed([point.area.name for point in route.present[:NAMED]])
    verb = "has" if len(route.present) == 1 else "have"
    maracs = "Marac" if route.asked == 1 else "Maracs"
    return (
        f"{_route(route.indicator.title)}: none here; {len(route.present)} of {route.asked} {maracs} beside {verb} "
        f"some, most in {names}."
    )


def represented_columns(answer: Representation) -> tuple[str, ...]:
    """The header row of their table: the Marac's own, then each larger area."""
    around = answer.rows[0].around if answer.rows else ()
    return (*REPRESENTED, *(SHORT[each.role] for each in around))


def represented_row(row: Represented) -> tuple[str, ...]:
    """Shares and ratio of the Marac, then share of cases and ratio of each larger area."""
    own = ratio(row.ratio) if row.ratio is not None else "not compared"
    shares = (numbers.value(row.indicator, row.share), numbers.value(row.indicator, row.population))
    return (row.indicator.title, *shares, own, *(_beside(row.indicator, each) for each in row.around))


def unrecorded(answer: Representation) -> tuple[str, ...]:
    """What the ethnic groups leave of 100%, where they are known and leave something."""
    group = catalogue.indicator(ETHNIC_GROUPS[0])
    if answer.unrecorded is None or group.format(answer.unrecorded) == group.format(0):
        return ()
    share = group.format(answer.unrecorded)
    return (f"Not recorded or not collected: {share} of cases have none of the five ethnic groups.",)


def ratio(number: float) -> str:
    """`0.71 times its share of the population`; about 1 in words."""
    if abs(number - 1) <= SAME:
        return "about the same share"
    return f"{written(number, 2)} times its share of the population"


def what_if(answer: WhatIf) -> str:
    """One sentence for the slider."""
    if not answer.percent:
        return f"Now: {_posts(answer.now)}."
    direction = "more" if answer.percent > 0 else "fewer"
    return f"With {abs(answer.percent):g}% {direction} cases: {_posts(answer.then)}; now {_posts(answer.now)}."


def meetings(answer: Meetings) -> tuple[str, ...]:
    """How often this Marac meets, and the others."""
    name = answer.place.marac.name
    own = f"{name} meets {answer.own}." if answer.own else f"How often {name} meets is not known."
    others = [f"{word or 'not known'} {len(areas)}" for word, areas in answer.others]
    return (own, f"Maracs beside: {', '.join(others)}.") if others else (own,)


def _beside(indicator: Indicator, beside: Beside) -> str:
    share = numbers.value(indicator, beside.share)
    return share if beside.ratio is None else f"{share}: {written(beside.ratio, 2)} times"


def _posts(posts: Posts) -> str:
    idva, admin = written(posts.idva, 1), written(posts.admin, 1)
    return f"{written(posts.cases)} cases, {idva} Idva posts, {admin} administrator posts"


def _route(title: str) -> str:
    return title.removesuffix(" %")
