"""Verdicts on figures with a copied quarter rest on what was really returned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy import stats  # noqa: TID251  an oracle, in tests alone

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Coverage, Value
from maracdash.statistics.changes import is_change_significant, is_significant_change
from maracdash.statistics.evidence import find_evidence_share
from maracdash.statistics.excluding import exclude_area
from maracdash.statistics.intervals import confidence_interval
from maracdash.statistics.pooling import pool_values
from maracdash.statistics.verdict import decide_verdict
from tests.support.answers import known_value

WHOLE = Coverage(expected=1, returned=1)
FILLED = replace(WHOLE, proxied=1)
COPY = replace(FILLED, quarters=1)
REPEATS = catalogue.indicator("repeat-rate")


def share(part: float, base: float, coverage: Coverage = WHOLE) -> Value:
    return known_value(100 * part / base, numerator=part, denominator=base, coverage=coverage)


# Kish: weights of 1, 1 and 2 are worth (1 + 1 + 2)^2 / (1 + 1 + 4) of the 4 quarters. Of a sum of five Maracs with the
# variances 1, 1, 1, 1.5 and 1.5 the variance is 6 in place of 5.
@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        (Coverage(), 1),
        (WHOLE, 1),
        (FILLED, (1 + 1 + 2) ** 2 / (1 + 1 + 4) / 4),
        (Coverage(expected=6, returned=5, proxied=2), 5 / (3 * 1 + 2 * 1.5)),
        (COPY, 0),
        (Coverage(expected=6, returned=5, proxied=2, quarters=1), 3 / 5),
    ],
)
def test_the_share_is_that_of_the_evidence(coverage: Coverage, expected: float) -> None:
    assert find_evidence_share(coverage) == pytest.approx(expected)


def test_a_rise_that_only_the_copy_makes_sure_is_within_what_chance_explains() -> None:
    """104 of 283, then 143 of 318 of which 41 of 84 are a copy: of what came in, 102 of 234, z is 1.6."""
    before, now = share(104, 283), share(143, 318)
    assert is_significant_change(REPEATS, before, now) is True
    assert is_significant_change(REPEATS, before, replace(now, coverage=FILLED)) is False
    _, chance = stats.fisher_exact([[102, 234 - 102], [104, 283 - 104]])
    assert chance > 0.05


def test_counts_rates_and_changes_are_less_sure_too() -> None:
    cases, rate, change = (catalogue.indicator(slug) for slug in ("cases", "cases-per-10k", "cases-change"))
    for coverage, real in ((WHOLE, True), (FILLED, False)):
        before, now = known_value(300, numerator=300), known_value(355, numerator=355, coverage=coverage)
        assert is_significant_change(cases, before, now) is real
        women = [replace(each, number=(each.numerator or 0) / 6, denominator=60_000) for each in (before, now)]
        assert is_significant_change(rate, *women) is real
        moved = known_value(100 * 55 / 300, numerator=355, denominator=300, coverage=coverage)
        assert is_change_significant(change, moved) is real


def test_a_verdict_needs_more_where_a_quarter_is_a_copy_and_there_is_none_on_a_copy_alone() -> None:
    uk = share(3500, 10_000)
    assert decide_verdict(REPEATS, share(130, 318), uk)[0] is Verdict.HIGHER
    assert decide_verdict(REPEATS, share(130, 318, FILLED), uk)[0] is Verdict.SIMILAR
    assert decide_verdict(REPEATS, share(318, 318, COPY), uk) == (Verdict.NOT_COMPARED, False)
    assert confidence_interval(REPEATS, share(143, 318, COPY)) is None


def test_the_rest_of_an_area_is_as_sure_as_its_own_maracs() -> None:
    area = share(900, 2000, Coverage(expected=6, returned=6, proxied=1))
    rest = exclude_area(REPEATS, area, share(143, 318, FILLED))
    assert rest
    assert find_evidence_share(rest.coverage) == 1
    quarter = replace(area, coverage=replace(area.coverage, quarters=1))
    alone = exclude_area(REPEATS, quarter, share(143, 318, replace(WHOLE, quarters=1)))
    assert alone
    assert find_evidence_share(alone.coverage) == pytest.approx(4 / 5)
    pooled = pool_values(
        REPEATS, [share(10, 90, each) for each in (COPY, COPY, COPY, replace(WHOLE, quarters=1))], None
    )
    assert find_evidence_share(pooled.coverage) == pytest.approx(1 / 4)
