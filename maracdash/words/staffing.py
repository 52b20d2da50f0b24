"""Posts that a planning guide recommends, worded so that nobody reads them as posts filled."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.model.answers import AreaRole, Comparison
from maracdash.model.indicators import Indicator, Unit
from maracdash.words import area_history, comparators, numbers
from maracdash.words.sentences import join_words

CASES_PER_IDVA = 2 * formulas.CASES_PER_HALF_IDVA
CASES_PER_ADMIN = 5 * formulas.CASES_PER_FIFTH_ADMIN
IDVA_RULES = frozenset({formulas.idva_posts, formulas.idva_posts_recommended})
ROUNDED_TOTALS = {Unit.COUNT: "recommended cases", Unit.POSTS: "posts"}


def write_posts(answer: Comparison, when: str, estimated: str) -> str:
    """`Birchford's 584 cases in the 12 months to ... would take 6.0 full-time Idvas by the planning guide ...`"""
    indicator = answer.indicator
    cases = CASES_PER_IDVA if indicator.rule in IDVA_RULES else CASES_PER_ADMIN
    written = indicator.format_value(answer.own.value)
    whose = area_history.possessive(answer.hierarchy.area.name)
    own = f"{whose} {_cases_phrase(answer)}{estimated}{when if _is_of_cases(indicator) else ''}"
    force = comparators.known_averages(answer, (AreaRole.FORCE,))
    total = "total" if _is_of_cases(indicator) else "recommended total"
    whole = f"; its force's {total} would take {comparators.write_figure(answer, force[0])}" if force else ""
    return f"{own} would take {written} {indicator.noun} by the planning guide (one to {cases} cases){whole}."


def rounding_note(*indicators: Indicator) -> str:
    """Reason why parts of posts or of recommended cases do not add up; empty where all are plain sums."""
    units = {each.unit for each in indicators if each.rule is not formulas.total}
    rounded = join_words([name for unit, name in ROUNDED_TOTALS.items() if unit in units])
    if not rounded:
        return ""
    return f"Each total of {rounded} is rounded by itself, so the parts do not add up to the whole."


def _is_of_cases(indicator: Indicator) -> bool:
    return indicator.numerator == ("cases",)


def _cases_phrase(answer: Comparison) -> str:
    sum_of = answer.own.value.numerator
    if _is_of_cases(answer.indicator):
        return "cases" if sum_of is None else f"{numbers.write_count(sum_of)} {'case' if sum_of == 1 else 'cases'}"
    if sum_of is None:
        return "recommended cases"
    return f"recommended {numbers.write_count(formulas.recommended_cases(sum_of))} cases a year"
