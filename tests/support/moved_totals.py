"""Totals of areas moved to the next multiple, where the nearest one would tell a hidden count of a part: a slow twin.

An area's total lies in a bin (1 to 7, 8 to 12, 13 to 17 ...). If that bin's upper end is less than `ROOM` above the
least that the parts can sum to, or its lower end less than that below the most, hidden parts are nearly at an end of
their range. The total is then shown as of the bin beside. Which bins are moved follows from what is shown of the
parts, so that a reader can work out what a total means: that is the interval given here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from maracdash.catalogue.fields import field
from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.withheld_reasons import WithheldReason
from tests.support.random_countries import Country
from tests.support.safe_oracle import CASES, NOT_PEOPLE, Figure, Key, is_small, measures, names, protect_count

ROOM = 4
UNKNOWN = 100_000
Side = tuple[Key, str]
Group = tuple[str, Quarter, Window]


@dataclass(frozen=True)
class Range:
    """The least and the most that a count can be by what is shown of it; `hides` tells of a small one in it."""

    low: float
    high: float
    hides: bool


@dataclass(frozen=True)
class Bins:
    """The bins of one sum: 1 to the last that is withheld, then those that are rounded to the same multiple."""

    step: float
    rule: SafeRule

    def place(self, count: float) -> float:
        """The multiple of a count's bin; 0 for the bin of those that are withheld."""
        return 0 if is_small(count, self.rule) else protect_count(count, self.rule)

    def ends(self, multiple: float) -> tuple[float, float]:
        """The least and the most of a bin."""
        if not multiple:
            return self.step, self.rule.withheld_up_to
        half = self.rule.rounded_to / 2
        low = math.ceil((multiple - half) / self.step) * self.step
        high = (math.ceil((multiple + half) / self.step) - 1) * self.step
        return max(self.rule.withheld_up_to + self.step, low), high

    def after(self, multiple: float) -> float:
        """The next larger bin."""
        first = protect_count(self.rule.withheld_up_to + 1, self.rule)
        return multiple + self.rule.rounded_to if multiple else first

    def move(self, multiple: float, parts: Range) -> float:
        """The bin that is shown in place of this one."""
        low, high = self.ends(multiple)
        if not parts.hides:
            return multiple
        if high - parts.low < ROOM:
            return self.after(multiple)
        if multiple and parts.high - low < ROOM and multiple - self.rule.rounded_to > self.rule.withheld_up_to:
            return multiple - self.rule.rounded_to
        return multiple

    def meaning(self, shown: float, parts: Range) -> tuple[float, float]:
        """The least and the most of a total that is shown as of this bin."""
        beside = {shown, self.after(shown), *(each for each in (0, shown - self.rule.rounded_to) if each >= 0)}
        ends = [
            self.ends(each)
            for each in sorted(beside)
            if self.move(each, parts) == shown and self.ends(each)[1] >= parts.low and self.ends(each)[0] <= parts.high
        ]
        return min(low for low, _ in ends), max(high for _, high in ends)


def move_totals(
    country: Country, true: Iterable[Figure], protected: Mapping[Key, Figure], rule: SafeRule
) -> tuple[dict[Key, Figure], dict[Side, tuple[float, float]]]:
    """Protected figures with their totals moved, and what each side of a larger area's figure means."""
    together: dict[Group, list[Figure]] = defaultdict(list)
    for each in true:
        if is_moved(each):
            together[each.slug, each.quarter, each.window].append(each)
    shown, meanings = dict(protected), {}
    for figures in together.values():
        indicator = figures[0].indicator
        for side in ("numerator", "denominator"):
            measured = getattr(indicator, side)
            if names(measured) - NOT_PEOPLE:
                bins = Bins(step_of_sum(measured), rule)
                for key, multiple, meant in _move_side(country, figures, protected, side, bins):
                    meanings[key, side] = meant
                    if shown[key].reason in (None, WithheldReason.SMALL_NUMBER) and multiple != bins.place(
                        _count(figures, key, side)
                    ):
                        shown[key] = _show(shown[key], side, multiple)
    return shown, meanings


def is_moved(figure: Figure) -> bool:
    """Tell whether a figure is a sum over Maracs that each show their own; a change may count some that do not."""
    people = measures(figure.indicator) - NOT_PEOPLE
    return not people & (CASES - {"cases"}) and bool(people) and (figure.window is Window.YEAR or people == {"cases"})


def step_of_sum(measured: Iterable[str]) -> float:
    """The smallest difference of two sums."""
    found = [field(each) for each in names(measured)]
    return 1 if all(each is None or each.whole for each in found) else 0.5


def _count(figures: Sequence[Figure], key: Key, side: str) -> float:
    return next(getattr(each, side) for each in figures if each.key == key)


def _show(figure: Figure, side: str, multiple: float) -> Figure:
    """A total that is [c] by itself and moved is shown; the other side stays."""
    if figure.reason or not multiple:
        return figure
    moved = replace(figure, **{side: multiple})
    number = moved.indicator.number(moved.numerator or 0, moved.denominator)
    return replace(moved, number=number if number is None else float(math.floor(number + 0.5)))


def _move_side(
    country: Country, figures: Sequence[Figure], protected: Mapping[Key, Figure], side: str, bins: Bins
) -> Iterator[tuple[Key, float, tuple[float, float]]]:
    by_area = {(each.level, each.code): each for each in figures}
    ranges = {
        each.code: read_range(each, protected[each.key], side, bins) for each in figures if each.level is Level.MARAC
    }
    for level, code, codes in list_areas(country):
        parts = add_ranges([ranges[each] for each in codes if each in ranges])
        figure = by_area.get((level, code))
        ranges[f"{level} {code}"] = parts
        if figure and figure.counted >= bins.rule.fewest_maracs:
            count = getattr(figure, side)
            if count:
                multiple = bins.move(bins.place(count), parts)
                low, high = bins.meaning(multiple, parts)
                ranges[f"{level} {code}"] = Range(max(low, parts.low), min(high, parts.high), parts.hides)
                yield figure.key, multiple, (low, high)


def list_areas(country: Country) -> Iterator[tuple[Level, str, tuple[str, ...]]]:
    """Larger areas with their parts, the parts first."""
    for force, maracs in country.forces.items():
        yield Level.FORCE, force, maracs
    forces = tuple(f"force {each}" for each in country.forces)
    for force, others in country.similar.items():
        yield Level.GROUP, force, tuple(f"force {each}" for each in (force, *others))
    yield Level.REGION, "R1", forces
    yield Level.COUNTRY, "C1", ("region R1",)
    yield Level.UK, "U1", ("country C1",)


def read_range(true: Figure, shown: Figure, side: str, bins: Bins) -> Range:
    """What is shown of a Marac's count."""
    count = getattr(true, side)
    withheld = shown.reason if side == "numerator" else None
    if withheld is WithheldReason.SMALL_BASE:
        return Range(0, protect_count(bins.rule.smallest_base, bins.rule), hides=True)
    if count == 0:
        return Range(0, 0, hides=False)
    if withheld is WithheldReason.ONE_OF_TWO:
        return Range(bins.rule.withheld_up_to + bins.step, UNKNOWN, hides=True)
    if withheld and not is_small(count, bins.rule):
        cases = Bins(1, bins.rule)
        low, high = cases.ends(cases.place(true.denominator or 0))
        return Range(max(0, low - bins.rule.withheld_up_to), high, hides=True)
    return Range(*bins.ends(bins.place(count)), hides=is_small(count, bins.rule))


def add_ranges(parts: Sequence[Range]) -> Range:
    """The least and the most of a sum."""
    return Range(sum(each.low for each in parts), sum(each.high for each in parts), any(each.hides for each in parts))
