"""Totals that would tell a small number that is part of them: a slow twin, one sum at a time.

What is shown of the parts leaves each a range; so does what is shown of their total. Where the total leaves less than
`ROOM` above the least that its parts can sum to, or below the most, small parts are nearly at an end of their range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from maracdash.catalogue import formulas
from maracdash.catalogue.fields import field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Origin
from maracdash.model.withheld_reasons import WithheldReason
from tests.support.random_countries import Country
from tests.support.safe_oracle import (
    CASES,
    COMBINED,
    NOT_PEOPLE,
    Figure,
    Figures,
    Key,
    combine_parts,
    is_small,
    measures,
    names,
    withhold,
)
from tests.support.shown_ranges import UNKNOWN, Range, add_ranges, bin_ends, find_gains, read_range, step_of
from tests.support.telling_changes import ROOM, compare_states, tells_beside_before

ROUTES = {*field_names(ROUTE_FIELDS)}
SIDES = ("numerator", "denominator")
OVERRULED = {None, WithheldReason.SMALL_NUMBER, WithheldReason.SMALL_BASE, WithheldReason.ONE_OF_TWO}


def withhold_telling_totals(
    country: Country, true: Iterable[Figure], protected: Figures, rule: SafeRule, before: Iterable[Figure] = ()
) -> Figures:
    """Protected figures without the totals that would tell; `before` are the true figures of the release before."""
    every = {each.key: each for each in true}
    figures = {key: each for key, each in every.items() if each.slug not in COMBINED}
    told = {
        *_find_quarters(figures, rule),
        *_find_routes(country, figures, protected, rule),
        *_find_areas(country, figures, protected, {each.key: each for each in before}, rule),
        *_find_changes(country, figures, rule),
    }
    told |= {key for key in figures if _repeats_a_sum(figures[key], told)}
    told |= {key for key, each in protected.items() if _is_small_total(each)}
    shown = {
        key: withhold(each, WithheldReason.TELLING_TOTAL) if key in told and each.reason in OVERRULED else each
        for key, each in protected.items()
    }
    return combine_parts(every, shown)


def _is_small_total(figure: Figure) -> bool:
    """Tell whether a sum is small: it has the mark of one that tells, so that the mark says nothing of its parts."""
    is_sum = figure.level is not Level.MARAC and figure.origin is Origin.COMPUTED
    return is_sum and figure.reason is WithheldReason.SMALL_NUMBER


def _find_quarters(figures: Figures, rule: SafeRule) -> Iterator[Key]:
    """Every single quarter of a Marac that has a small one."""
    small = _maracs_with_small_quarters(figures, rule)
    for key, each in figures.items():
        people = measures(each.indicator) - NOT_PEOPLE
        is_quarter = each.level is Level.MARAC and each.window is Window.QUARTER
        if is_quarter and each.code in small and people and people <= CASES:
            yield key


def _maracs_with_small_quarters(figures: Figures, rule: SafeRule) -> set[str]:
    return {
        each.code
        for each in figures.values()
        if each.level is Level.MARAC and each.window is Window.QUARTER and each.slug == "cases"
        if is_small(each.numerator or 0, rule)
    }


def _find_routes(country: Country, figures: Figures, protected: Figures, rule: SafeRule) -> Iterator[Key]:
    """The routes of a Marac, where their sum, the cases, would tell one of them."""
    for marac in (*country.maracs, *country.published_maracs):
        quarters = {key[2] for key in figures if key[1] == marac and key[3] is Window.YEAR}
        for quarter in quarters:
            cases = figures[Level.MARAC, marac, quarter, Window.YEAR, "cases"].numerator or 0
            routes = [
                key
                for key, each in figures.items()
                if key[:4] == (Level.MARAC, marac, quarter, Window.YEAR) and _is_route(each)
            ]
            parts = add_ranges([read_range(figures[key], protected[key], "numerator", rule) for key in routes])
            if parts.hides and cases:
                low, high = bin_ends(cases, 1, rule)
                if high - parts.low < ROOM or (len(routes) == len(ROUTES) and parts.high - low < ROOM):
                    yield from routes


def _is_route(figure: Figure) -> bool:
    above = names(figure.indicator.numerator)
    return figure.indicator.rule is formulas.percentage and len(above) == 1 and above <= ROUTES


def _find_areas(
    country: Country, figures: Figures, protected: Figures, before: Figures, rule: SafeRule
) -> Iterator[Key]:
    together: dict[tuple[str, Quarter, Window], dict[tuple[Level, str], Figure]] = defaultdict(dict)
    for each in figures.values():
        people = measures(each.indicator) - NOT_PEOPLE
        sums = people and not people & (CASES - {"cases"})
        if sums and (each.window is Window.YEAR or people == {"cases"}):
            together[each.slug, each.quarter, each.window][each.level, each.code] = each
    unseen = _maracs_with_small_quarters(figures, rule)
    for (_, _, window), found in together.items():
        hidden = unseen if window is Window.QUARTER else set()
        indicator = next(iter(found.values())).indicator
        sides = [side for side in SIDES if names(getattr(indicator, side)) - NOT_PEOPLE]
        yield from _find_in_tree(country, found, protected, before, sides, hidden, rule)


def _find_in_tree(  # noqa: PLR0917, C901, PLR0912 - the sums of one indicator, level after level
    country: Country,
    found: Mapping[tuple[Level, str], Figure],
    protected: Figures,
    before: Figures,
    sides: Sequence[str],
    unseen: set[str],
    rule: SafeRule,
) -> Iterator[Key]:
    computed = {place: each for place, each in found.items() if each.origin is Origin.COMPUTED}
    ranges: dict[str, dict[str, Range]] = {}
    bound: dict[str, set[str]] = {}
    published: dict[str, Set[str]] = {}
    for side in sides:
        every = _read_maracs(found, protected, side, unseen, rule)
        ranges[side] = {code: each for code, each in every.items() if (Level.MARAC, code) in computed}
        published[side] = {code for code, each in every.items() if code not in ranges[side] and each.hides}
    for level, code, parts in _list_areas(country):
        if level is Level.GROUP and not bound:
            for side in sides:
                bound[side] = set(_find_bound(country, ranges[side], published[side]))
                yield from _find_published(country, found, bound[side])
        figure = computed.get((level, code))
        known = {side: add_ranges([ranges[side][each] for each in parts if each in ranges[side]]) for side in sides}
        is_shown = figure is not None and figure.counted >= rule.fewest_maracs
        if figure and is_shown:
            if any(
                _tells_beside_before(country, figure, side, computed, ranges[side], before, known[side], unseen, rule)
                for side in sides
            ):
                yield figure.key
            if level is Level.GROUP:
                is_shown = not any(bound[side] & {*country.group(code)} for side in sides)
            else:
                is_shown = not any(_tells(figure, side, known[side], rule) for side in sides)
            if not is_shown:
                yield figure.key
        for side in sides:
            shown = protected[figure.key] if figure and is_shown else None
            ranges[side][f"{level} {code}"] = _pass_on(level, figure, shown, side, known[side], rule)


def _read_maracs(
    found: Mapping[tuple[Level, str], Figure], protected: Figures, side: str, unseen: Set[str], rule: SafeRule
) -> dict[str, Range]:
    ranges = {}
    for (level, code), each in found.items():
        if level is Level.MARAC:
            one = read_range(each, protected[each.key], side, rule)
            low, high, hides = (0, UNKNOWN, True) if code in unseen else (one.low, one.high, one.hides)
            gains = find_gains(getattr(each, side) or 0, low, high)
            ranges[code] = Range(low, high, hides, low, high, gain_low=gains[0], gain_high=gains[1])
    return ranges


def _tells_beside_before(  # noqa: PLR0917 - as of the tree
    country: Country,
    figure: Figure,
    side: str,
    found: Mapping[tuple[Level, str], Figure],
    ranges: Mapping[str, Range],
    before: Figures,
    known: Range,
    unseen: Set[str],
    rule: SafeRule,
) -> bool:
    changes = [
        compare_states(country, found[Level.MARAC, each], ranges[each], before, side, rule, unseen=each in unseen)
        for each in country.members(figure.level, figure.code)
        if each in ranges
    ]
    return tells_beside_before(figure, side, None if figure.level is Level.GROUP else known, changes, country, rule)


def _find_published(country: Country, found: Mapping[tuple[Level, str], Figure], bound: Set[str]) -> Iterator[Key]:
    """Published totals of whole forces, all of which show something, and one of which its sum would tell of."""
    shown = {
        force
        for force, maracs in country.every_force.items()
        if any(place in found for place in ((Level.FORCE, force), *((Level.MARAC, each) for each in maracs)))
    }
    for (level, code), each in found.items():
        if level is not Level.MARAC and each.origin is Origin.PUBLISHED:
            forces = {code} if level is Level.FORCE else {*country.every_force}
            if forces <= shown and forces & bound:
                yield each.key


def _find_bound(country: Country, ranges: Mapping[str, Range], published: Set[str]) -> Iterator[str]:
    """Forces whose exact sum, beside one of its Maracs, would say much of a small count of it.

    By what is shown of the force, the sum is not far from the least or the most that its Maracs can come to.
    """
    for force, maracs in country.every_force.items():
        whole = ranges.get(f"{Level.FORCE} {force}")
        is_bound = whole and whole.hides and min(whole.low - whole.known_low, whole.known_high - whole.high) < ROOM
        if is_bound or published & {*maracs}:
            yield force


def _pass_on(
    level: Level, figure: Figure | None, shown: Figure | None, side: str, known: Range, rule: SafeRule
) -> Range:
    """The range of an area for the level above: who knows a force knows its total, too."""
    count = (getattr(figure, side) or 0) if figure else known.low
    low, high = known.low, known.high
    if figure and shown and (side == "denominator" or shown.reason is None):
        least, most = bin_ends(count, step_of(figure, side), rule)
        low, high = max(low, least), min(high, most)
    gains = max(0, known.gain_low - (low - known.low)), max(0, known.gain_high - (known.high - high))
    return Range(
        low,
        high,
        known.hides,
        min(low, known.inner_low),
        max(high, known.inner_high),
        known.known_low,
        known.known_high,
        *(find_gains(count, low, high) if level is Level.FORCE else gains),
    )


def _tells(figure: Figure, side: str, parts: Range, rule: SafeRule) -> bool:
    count = getattr(figure, side) or 0
    low, high = bin_ends(count, step_of(figure, side), rule)
    return parts.hides and bool(count) and (high - parts.known_low < ROOM or parts.known_high - low < ROOM)


def _find_changes(country: Country, figures: Figures, rule: SafeRule) -> Iterator[Key]:
    """Changes of areas with a Marac that has small cases and no year before."""
    for key, each in figures.items():
        level, code, quarter, window, slug = key
        if level is Level.MARAC or not measures(each.indicator) & (CASES - {"cases"}):
            continue
        for marac in country.members(level, code):
            cases = figures.get((Level.MARAC, marac, quarter, window, "cases"))
            change = figures.get((Level.MARAC, marac, quarter, window, slug))
            if cases and is_small(cases.numerator or 0, rule) and not (change and change.denominator):
                yield key


def _repeats_a_sum(figure: Figure, told: Set[Key]) -> bool:
    """Tell whether the change of an area shows the cases of a year again that are withheld."""
    if figure.level is Level.MARAC or not measures(figure.indicator) & (CASES - {"cases"}):
        return False
    years = (figure.quarter, figure.quarter - 4)
    return any((figure.level, figure.code, each, figure.window, "cases") in told for each in years)


def _list_areas(country: Country) -> Iterator[tuple[Level, str, tuple[str, ...]]]:
    """Larger areas with their parts, the parts first."""
    for force, maracs in country.forces.items():
        yield Level.FORCE, force, maracs
    for force, others in country.similar.items():
        yield (
            Level.GROUP,
            force,
            tuple(marac for each in (force, *others) for marac in country.forces[each]),
        )
    yield Level.REGION, "R1", tuple(f"force {each}" for each in country.forces)
    yield Level.COUNTRY, "C1", ("region R1",)
    yield Level.UK, "U1", ("country C1",)
