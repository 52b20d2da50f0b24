"""Numbers as sentences say them. Every number goes through `Indicator.format`, but for counts and positions."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash import catalogue
from maracdash.catalogue import formulas
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import format_number
from maracdash.model.values import Coverage, Origin, Status, Value
from maracdash.statistics.changes import is_change_significant

SINGULARS = {
    "administrators": "administrator",
    "cases": "case",
    "children": "child",
    "forces": "force",
    "Idvas": "Idva",
    "Maracs": "Marac",
    "people": "person",
    "records": "record",
    "residents": "resident",
    "victims": "victim",
}
NOT_KNOWN = "not known"
FEW_CASES = 20
NO_CHANGE = "no change"
MORE_THAN_CHANCE = "more than chance explains"
WITHIN_CHANCE = "within what chance explains"


def write_value(indicator: Indicator, figure: Value) -> str:
    """The number with its marker (`70, estimated`), or the words for why there is none. Never blank."""
    if figure.number is None:
        return figure.status.words
    marker = write_marker(figure)
    return f"{indicator.format_value(figure)}{f', {marker}' if marker else ''}"


def write_in_sentence(indicator: Indicator, figure: Value) -> str:
    """The same inside a sentence: `70 (estimated) of cases`, `up 20.4% (estimated)`; or why there is none."""
    if figure.number is None:
        return figure.status.words
    return f"{write_number(indicator, figure)}{write_marker_in_sentence(figure)}"


def write_marker(figure: Value) -> str:
    """`estimated`, or nothing: what is to be said beside a number wherever it stands."""
    return figure.status.words.partition(":")[0] if figure.known else ""


def write_marker_in_sentence(*figures: Value) -> str:
    """` (estimated)` after a number that is made of these figures, or nothing."""
    marker = next(filter(None, map(write_marker, figures)), "")
    return f" ({marker})" if marker else ""


def is_change(indicator: Indicator) -> bool:
    """True where the indicator says how another number moved."""
    return indicator.rule is formulas.change


def write_change(indicator: Indicator, number: float) -> str:
    """A change in words: `up 20.4%`, `down 3.0%`, `no change`."""
    size = indicator.format(abs(number))
    if size == indicator.format(0):
        return NO_CHANGE
    return f"{'up' if number > 0 else 'down'} {size}"


def write_number(indicator: Indicator, figure: Value) -> str:
    """A number that is known, as finely as the value allows: a change in words, anything else as it is written."""
    if is_change(indicator):
        return write_change(indicator.fitting(figure), figure.number or 0.0)
    return indicator.format_value(figure)


def write_chance(indicator: Indicator, change: Value) -> str:
    """Part of chance in a change: `more than chance explains`; nothing of no change, or where not known."""
    if change.numerator == change.denominator:
        return ""
    return write_reality(moved=is_change_significant(indicator, change))


def write_change_counts(change: Value) -> str:
    """The two counts that a change is made of: `504 to 583`; nothing where they are not known."""
    if change.numerator is None or change.denominator is None:
        return ""
    return f"{write_count(change.denominator)} to {write_count(change.numerator)}"


def write_reality(*, moved: bool | None) -> str:
    """Part of chance in a rise or fall, wherever one is told; nothing where it is not known."""
    return "" if moved is None else MORE_THAN_CHANCE if moved else WITHIN_CHANCE


def write_yearly_change(old: float, new: float) -> str:
    """Change of a count in a year: `up 20.4% on last year (489 to 589)`."""
    counts = f"({write_count(old)} to {write_count(new)})"
    if not old:
        return f"{'up from none' if new else 'no change'} on last year {counts}"
    indicator = catalogue.indicator("cases-change")
    return f"{write_change(indicator, formulas.change(new, old))} on last year {counts}"


def write_count(number: float) -> str:
    """A count as it was summed: whole, or with its halves."""
    return format_number(number, decimals=0 if number == int(number) else 1)


def write_few_counts(figure: Value) -> str:
    """The counts of a share that stands on few cases: `2 of 584`; nothing for 20 and more, or where not known."""
    if figure.numerator is None or figure.denominator is None or figure.numerator >= FEW_CASES:
        return ""
    return f"{write_count(figure.numerator)} of {write_count(figure.denominator)}"


def noun(indicator: Indicator, number: str) -> str:
    """The indicator's noun, in the singular after `1`."""
    if number != "1":
        return indicator.noun
    words = indicator.noun.split()
    at = next((i for i, word in enumerate(words) if word in SINGULARS), None)
    if at is not None:
        words[at] = SINGULARS[words[at]]
    return " ".join(words)


def write_rank(rank: int, ranked: int, indicator: Indicator, tied: int = 0) -> str:
    """A neutral place in the order: `3rd most of the 29`, `joint highest of the 7`. `tied` others are the same."""
    if tied and tied == ranked - 1:
        return f"same in all {ranked}"
    most, least = ("most", "fewest") if not indicator.denominator else ("highest", "lowest")
    joint = "joint " if tied else ""
    if rank + tied == ranked:
        return f"{joint}{least} of the {ranked}"
    return f"{joint}{most if rank == 1 else f'{write_ordinal(rank)} {most}'} of the {ranked}"


def write_ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def write_coverage(figure: Value) -> str:
    """Number of Maracs that a value is made of: `29 of 29 Maracs, 1 estimated`; `as published`."""
    if figure.origin is Origin.PUBLISHED:
        return "as published"
    behind: Coverage = figure.coverage
    if not behind.expected:
        return f"coverage {NOT_KNOWN}"
    maracs = "Marac" if behind.expected == 1 else "Maracs"
    estimated = f", {behind.proxied} estimated" if behind.proxied else ""
    return f"{behind.returned} of {behind.expected} {maracs}{estimated}"


def write_coverage_range(figures: Iterable[Value]) -> str:
    """The same of several figures of one area: `16 to 18 of 18 Maracs, by indicator`; empty where none is known.

    A return may lack a field, so that one figure is made of fewer Maracs than another.
    """
    known = [each for each in figures if each.known]
    computed = [each for each in known if each.origin is not Origin.PUBLISHED and each.coverage.expected]
    if not computed:
        return write_coverage(known[0]) if known else ""
    most = max(computed, key=lambda each: (each.coverage.returned, each.coverage.proxied))
    fewest = min(each.coverage.returned for each in computed)
    said = write_coverage(most)
    return said if fewest == most.coverage.returned else f"{fewest} to {said}, by indicator"


def write_origin(figure: Value) -> str:
    """Origin of a number: computed from returns, or as published. Where there is none, the reason."""
    if figure.origin is None:
        return figure.absence or NOT_KNOWN
    return "as published" if figure.origin is Origin.PUBLISHED else "computed from returns"


def write_part(figure: Value, sum_of: float | None, *, made_of_it: bool) -> str:
    """A numerator or denominator, or why there is none; `made_of_it` says whether the indicator has one at all."""
    if not made_of_it:
        return Status.NOT_APPLICABLE.words
    if sum_of is not None:
        return write_count(sum_of)
    if not figure.known:
        return figure.status.words
    return Status.NOT_PUBLISHED.words if figure.origin is Origin.PUBLISHED else NOT_KNOWN
