"""A slow, obvious twin of the safe release: each true figure of a full reader, protected one at a time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from maracdash import catalogue, queries
from maracdash.catalogue import formulas
from maracdash.model.areas import Level
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Origin, Status, Value
from maracdash.model.withheld_reasons import REASON_WORDS, WithheldReason
from maracdash.reading.reader import Reader

NOT_PEOPLE = {"entries", "maracs", "forces", "women_16_plus", "minoritised_population"}
CASES = {"cases", "cases_year_before", "all_cases", "all_cases_year_before"}
SMALL = {WithheldReason.SMALL_NUMBER, WithheldReason.SMALL_BASE, WithheldReason.RETURN}
REASONS = {words: reason for reason, words in REASON_WORDS.items()}
COMBINED = {"health": ("primary-care", "secondary-care", "mental-health", "substance")}
"""Shares of several fields, with those that each is the sum of."""
STANDING = {
    WithheldReason.FEW_MARACS,
    WithheldReason.QUARTER_BREAKDOWN,
    WithheldReason.SMALL_BASE,
    WithheldReason.PUBLISHED_ALONE,
}
"""Reasons that say nothing of a numerator, and so hold for a combined share by itself."""
FindReason = Callable[["Figure", SafeRule], WithheldReason | None]
Key = tuple[Level, str, Quarter, Window, str]
Figures = Mapping[Key, "Figure"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of returns as a reader is shown it: sums, or the reason why they are withheld."""

    level: Level
    code: str
    quarter: Quarter
    window: Window
    slug: str
    numerator: float | None
    denominator: float | None
    number: float | None
    counted: int
    reason: WithheldReason | None = None
    origin: Origin = field(default=Origin.COMPUTED, compare=False)

    @property
    def key(self) -> Key:
        """All that says which figure it is."""
        return (self.level, self.code, self.quarter, self.window, self.slug)

    @property
    def indicator(self) -> Indicator:
        """Its definition."""
        return catalogue.indicator(self.slug)


def shown_figures(reader: Reader) -> tuple[Figure, ...]:
    """Every figure that a reader is shown, of every quarter, window, level and indicator; absences left out."""
    return tuple(
        _figure(cell.area.level, cell.area.code, quarter, window, cell.indicator, cell.value)
        for quarter in list_quarters(reader)
        for window in Window
        for cell in reader.ask(queries.TIDY_TABLE, quarter, window).cells
        if cell.value.known or cell.value.status is Status.WITHHELD
    )


def list_quarters(reader: Reader) -> Iterator[Quarter]:
    """Every quarter that can be asked for, newest first: those too that no page offers."""
    quarter = reader.ask(queries.CHOICES).quarters[0]
    with suppress(NotFoundError):
        while True:
            reader.ask(queries.TIDY_TABLE, quarter, slugs=("cases",))
            yield quarter
            quarter -= 1


def _figure(level: Level, code: str, quarter: Quarter, window: Window, indicator: Indicator, value: Value) -> Figure:
    return Figure(
        level=level,
        code=code,
        quarter=quarter,
        window=window,
        slug=indicator.slug,
        numerator=value.numerator,
        denominator=value.denominator if indicator.denominator else None,
        number=value.number,
        counted=value.coverage.returned,
        reason=None if value.known else REASONS[value.reason],
        origin=value.origin or Origin.COMPUTED,
    )


def work_back_counts(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The same with the counts that a published number tells beside the others that were published."""
    return tuple(_work_back(each) if each.origin is Origin.PUBLISHED else each for each in figures)


def _work_back(figure: Figure) -> Figure:
    if figure.numerator is None and figure.indicator.rule is formulas.total:
        return replace(figure, numerator=figure.number)
    if figure.numerator is None and figure.indicator.rule is formulas.percentage and figure.denominator is not None:
        assert figure.number is not None
        return replace(figure, numerator=round(figure.number * figure.denominator / 100))
    return figure


def protect_figures(
    true: Iterable[Figure], forces: Mapping[str, str], rule: SafeRule, find_reason: FindReason | None = None
) -> Iterator[Figure]:
    """The figures that a safe reader must be shown in place of the true ones. `forces` has each Marac's."""
    protected = [protect_figure(each, rule, find_reason or find_first_reason) for each in true]
    pairs: dict[Key, list[Figure]] = defaultdict(list)
    for each in protected:
        if each.level is Level.MARAC:
            pairs[Level.FORCE, forces[each.code], each.quarter, each.window, each.slug].append(each)
    told = set()
    for pair in pairs.values():
        hidden = [each for each in pair if each.reason in SMALL]
        if len(pair) == 2 and len(hidden) == 1:
            told |= {each.key for each in pair if each.reason is None}
    for each in protected:
        yield withhold(each, WithheldReason.ONE_OF_TWO) if each.key in told else each


def combine_parts(true: Mapping[Key, Figure], shown: Mapping[Key, Figure]) -> dict[Key, Figure]:
    """The same with each share of several fields summed from what is shown of the shares of one field."""
    found = dict(shown)
    for key, each in shown.items():
        parts = COMBINED.get(each.slug)
        if parts and each.reason not in STANDING and not true[key].reason:
            found[key] = _combine(
                each, [(true.get((*key[:4], slug)), shown.get((*key[:4], slug))) for slug in parts], true
            )
    return found


def _combine(
    combined: Figure, parts: Sequence[tuple[Figure | None, Figure | None]], true: Mapping[Key, Figure]
) -> Figure:
    total, denominator = 0.0, 0.0
    for sent, part in parts:
        if sent is None or part is None or part.reason or part.numerator is None or part.denominator is None:
            return withhold(combined, WithheldReason.PART_WITHHELD)
        if (part.counted, sent.denominator) != (combined.counted, true[combined.key].denominator):
            return withhold(combined, WithheldReason.PART_WITHHELD)
        total, denominator = total + part.numerator, part.denominator
    total = min(total, denominator)
    number = math.floor(round(100 * total / denominator, 9) + 0.5)
    return replace(combined, numerator=total, denominator=denominator, number=number, reason=None)


def protect_figure(true: Figure, rule: SafeRule, find_reason: FindReason) -> Figure:
    """One figure by itself."""
    if true.reason or not measures(true.indicator) - NOT_PEOPLE:
        return true
    reason = find_reason(true, rule)
    if reason:
        return withhold(true, reason)
    sides = [
        protect_count(side, rule) if side is not None and names(measured) - NOT_PEOPLE else side
        for side, measured in (
            (true.numerator, true.indicator.numerator),
            (true.denominator, true.indicator.denominator),
        )
    ]
    assert sides[0] is not None
    number = true.indicator.number(sides[0], sides[1])
    if number is not None and true.indicator.unit is Unit.PERCENT:
        number = math.copysign(math.floor(abs(round(number, 9)) + 0.5), number)
    return replace(true, numerator=sides[0], denominator=sides[1], number=number)


def find_reason_by_base_first(true: Figure, rule: SafeRule) -> WithheldReason | None:
    """The same but that a small base says nothing of the numerator."""
    reason, below = find_first_reason(true, rule), true.denominator
    if reason is not WithheldReason.SMALL_NUMBER or true.indicator.unit is not Unit.PERCENT or below is None:
        return reason
    is_based = protect_count(below, rule) >= rule.smallest_base or not names(true.indicator.denominator) - NOT_PEOPLE
    return reason if is_based else WithheldReason.SMALL_BASE


def find_first_reason(true: Figure, rule: SafeRule) -> WithheldReason | None:
    """The first reason to withhold a figure."""
    indicator, above, below = true.indicator, true.numerator, true.denominator
    if true.window is Window.QUARTER and measures(indicator) - NOT_PEOPLE - CASES:
        return WithheldReason.QUARTER_BREAKDOWN
    if true.level is not Level.MARAC and true.counted < rule.fewest_maracs:
        return WithheldReason.FEW_MARACS
    if above is None or (indicator.denominator and below is None):
        return WithheldReason.PUBLISHED_ALONE
    counts = [above] if names(indicator.numerator) - NOT_PEOPLE else []
    of_people = below if below is not None and names(indicator.denominator) - NOT_PEOPLE else None
    counts += [] if of_people is None else [of_people]
    counts += [of_people - above] if of_people is not None and indicator.rule is formulas.percentage else []
    if any(is_small(each, rule) for each in counts):
        return WithheldReason.SMALL_NUMBER
    if indicator.unit is Unit.PERCENT and of_people and protect_count(of_people, rule) < rule.smallest_base:
        return WithheldReason.SMALL_BASE
    return None


def withhold(figure: Figure, reason: WithheldReason) -> Figure:
    """A figure without its numbers."""
    return replace(figure, numerator=None, denominator=None, number=None, reason=reason)


def is_small(count: float, rule: SafeRule) -> bool:
    """Tell whether a count is withheld."""
    return 0 < count <= rule.withheld_up_to


def protect_count(count: float, rule: SafeRule) -> float:
    """A count that is shown, rounded; halves up."""
    return math.floor(count / rule.rounded_to + 0.5) * rule.rounded_to


def measures(indicator: Indicator) -> set[str]:
    """All measures that an indicator is made of."""
    return names(indicator.numerator) | names(indicator.denominator)


def names(side: Iterable[str]) -> set[str]:
    """The measures of one side, without their signs."""
    return {each.removeprefix("-") for each in side}
