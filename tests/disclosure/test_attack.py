"""What is safe to share is attacked: no hidden count is left with one or two values by all that is shown together.

MARACDASH_ATTACK=10000 attacks as many hidden counts; the usual run a few. MARACDASH_THOROUGH=1 compares twice as many
countries with the slow twin.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from maracdash.model.audiences import Audience
from maracdash.model.indicators import Unit
from maracdash.model.numbers import round_half_up
from maracdash.model.quarters import Window
from maracdash.model.safe_rules import USUAL_RULE, SafeRule
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.reading.reader import Reader
from tests.support import random_countries
from tests.support.attack import ENOUGH, Attack, Found, Hidden, Proof, Release
from tests.support.random_countries import Country
from tests.support.safe_oracle import (
    Figure,
    find_reason_by_base_first,
    protect_figures,
    shown_figures,
    work_back_counts,
)
from tests.support.telling_totals import withhold_telling_totals
from tests.support.thoroughness import choose_number

CELLS = int(os.environ.get("MARACDASH_ATTACK", "400"))
OF_A_COUNTRY = 400
FIRST_SEED = 20
EXACT_ABOVE_4 = SafeRule(withheld_up_to=4, rounded_to=1)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Drawn:
    """A country, its true figures before and after a correction, and what a safe reader was shown of them."""

    country: Country
    true: tuple[tuple[Figure, ...], ...]
    shown: tuple[tuple[Figure, ...], ...]

    @property
    def forces(self) -> dict[str, str]:
        """The force of each Marac."""
        return {marac: force for force, maracs in self.country.every_force.items() for marac in maracs}


Protection = Callable[[Drawn, int], Iterable[Figure]]
"""What would be shown of a release: of the first, 0, or of the one after the corrections, 1."""


@cache
def draw(seed: int) -> Drawn:
    country = random_countries.draw_country(seed, forces=3, largest=5)
    true, shown = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for publish in (country.publish, country.publish_corrections):
            publish(folder)
            true.append(work_back_counts(shown_figures(Reader(folder, Audience.FULL))))
            shown.append(shown_figures(Reader(folder, Audience.SAFE)))
    return Drawn(country, tuple(true), tuple(shown))


def protect_by_rule(drawn: Drawn, number: int) -> Iterable[Figure]:
    """Figures by the rule alone."""
    return protect_figures(drawn.true[number], drawn.forces, USUAL_RULE)


def protect_further(drawn: Drawn, number: int) -> Iterable[Figure]:
    """A small base said first, and totals withheld where they would tell: what the safe release must show."""
    true, before = drawn.true[number], drawn.true[0] if number else ()
    protected = protect_figures(true, drawn.forces, USUAL_RULE, find_reason_by_base_first)
    by_key = {each.key: each for each in protected}
    return withhold_telling_totals(drawn.country, true, by_key, USUAL_RULE, before).values()


def protect_with_quarters(drawn: Drawn, number: int) -> Iterable[Figure]:
    """The same with breakdowns of single quarters beside the years."""
    as_years = {
        each.key: each
        for each in protect_figures(
            [each for each in drawn.true[number] if each.window is Window.QUARTER],
            drawn.forces,
            USUAL_RULE,
            lambda figure, rule: find_reason_by_base_first(
                figure if figure.window is Window.YEAR else Figure(**{**vars(figure), "window": Window.YEAR}), rule
            ),
        )
    }
    for each in protect_further(drawn, number):
        yield as_years[each.key] if each.reason is WithheldReason.QUARTER_BREAKDOWN else each


def protect_exactly(drawn: Drawn, number: int) -> Iterable[Figure]:
    """1 to 4 withheld and all else as it is."""
    return protect_figures(drawn.true[number], drawn.forces, EXACT_ABOVE_4)


def attack(
    drawn: Drawn, protect: Protection, rule: SafeRule = USUAL_RULE, inside: Iterable[str] = (), *, base_first: bool
) -> Attack:
    """An attack on another protection than that of the safe release."""
    releases = [Release(tuple(protect(drawn, number)), true, number) for number, true in enumerate(drawn.true)]
    return Attack(drawn.country, releases, rule, frozenset(inside), base_first)


def attack_release(drawn: Drawn, inside: Iterable[str] = ()) -> Attack:
    """An attack on what a safe reader was shown, before a correction and after it."""
    releases = [
        Release(shown, true, number) for number, (shown, true) in enumerate(zip(drawn.shown, drawn.true, strict=True))
    ]
    return Attack(drawn.country, releases, USUAL_RULE, frozenset(inside), base_first=True)


def sample(attacked: Attack, most: int, seed: int) -> list[Hidden]:
    hidden = attacked.hidden
    order = np.random.default_rng(seed).permutation(len(hidden))[:most]
    return [hidden[place] for place in order]


def describe(found: Found) -> str:
    figure = found.hidden.figure
    return (
        f"{figure.level} {figure.code} {figure.quarter} {figure.window} {figure.slug} ({figure.reason}): "
        f"{found.low:g} to {found.high:g}, {found.status}; it is {found.hidden.true:g}"
    )


def attack_all(cells: int, *, inside: bool = False) -> list[Found]:
    results: list[Found] = []
    seed = FIRST_SEED
    while len(results) < cells:
        drawn = draw(seed)
        attacked = attack_release(drawn, drawn.country.forces["F0"] if inside else ())
        results += attacked.find_all(sample(attacked, min(OF_A_COUNTRY, cells - len(results)), seed))
        seed += 1
    values = Counter(f"{'≥' if each.values > ENOUGH else ''}{min(each.values, ENOUGH + 1)}" for each in results)
    print(f"{len(results)} hidden counts by the values that are left: {dict(sorted(values.items()))}")  # noqa: T201
    return results


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + choose_number(usual=3, thorough=6)))
def test_a_slow_twin_protects_every_figure_alike(seed):
    drawn = draw(seed)
    for number, shown in enumerate(drawn.shown):
        wanted = {each.key: each for each in protect_further(drawn, number)}
        found = {each.key: each for each in shown}
        assert len(wanted) > 1000
        assert {key: found.get(key) for key in wanted} == wanted
        # Without a base there is no share, and the safe release says no more of it than that it is withheld.
        assert {each.reason for key, each in found.items() if key not in wanted} <= {
            WithheldReason.QUARTER_BREAKDOWN,
            WithheldReason.SMALL_NUMBER,
            WithheldReason.FEW_MARACS,
            WithheldReason.TELLING_TOTAL,
        }


def test_whatever_is_shown_follows_from_the_protected_counts():
    for shown in draw(FIRST_SEED).shown:
        for each in shown:
            if each.reason is None:
                assert each.numerator is not None
                number = each.indicator.number(each.numerator, each.denominator)
                assert number is not None
                whole = each.indicator.unit is Unit.PERCENT and each.slug != "minoritised-population"
                assert each.number == (round_half_up(number) if whole else number), each.key


def test_no_hidden_count_is_left_with_one_or_two_values():
    unsafe = [each for each in attack_all(CELLS) if not each.is_safe]
    assert not unsafe, "\n".join(map(describe, unsafe))


def test_nor_by_one_who_has_the_figures_of_a_force():
    results = attack_all(CELLS // 4, inside=True)
    unsafe = [each for each in results if not each.is_safe]
    assert not unsafe, "\n".join(map(describe, unsafe))


@pytest.mark.parametrize(
    ("protect", "rule", "base_first", "first"),
    [
        (protect_with_quarters, USUAL_RULE, True, ("children", "minoritised-cases")),
        (protect_exactly, EXACT_ABOVE_4, False, ()),
        (protect_by_rule, USUAL_RULE, False, ()),
    ],
    ids=["quarters beside years", "1 to 4 withheld", "totals that tell"],
)
def test_the_attack_finds_a_known_leak(protect, rule, base_first, first):
    """Looked for `first` in fields that few others bound, where one is proven soon, and then everywhere."""
    attacked = attack(draw(FIRST_SEED), protect, rule, base_first=base_first)
    likely = [each for each in attacked.hidden if each.figure.slug in first and each.figure.window is Window.QUARTER]
    order = np.random.default_rng(1).permutation(len(likely))
    for found in attacked.find_all([*(likely[place] for place in order), *sample(attacked, 400, 1)]):
        if found.values < ENOUGH and found.status in (Proof.AT_MOST, Proof.EXACT):
            assert found.low <= found.hidden.true <= found.high
            return
    pytest.fail("a leak that is known was not found")
