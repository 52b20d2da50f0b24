"""Random fictional countries with many small numbers, as submissions that a release is published from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from maracdash import catalogue
from maracdash.catalogue.demographics import ETHNICITY_FIELDS
from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.areas import Level
from maracdash.model.fields import FieldGroup
from maracdash.model.numbers import round_half_up
from maracdash.model.quarters import Quarter
from maracdash.store.releases.publish import publish_release
from tests.support import folders

LAST = Quarter(2024, 4)
PUBLISHED_AT = datetime(2025, 2, 1, tzinfo=UTC)
AT_HALVES = 0.2
"""Chance that a case was referred by two agencies, which count it half each."""
PUBLISHED_FORCE = "P0"
PUBLISHED_SLUGS = (
    "cases",
    "children",
    "repeat-rate",
    "cases-with-children",
    *(
        each.slug
        for each in catalogue.section_indicators("referrals")
        if {*each.numerator} <= {*field_names(ROUTE_FIELDS)}
    ),
)
AGES = ("victims_16_17", "victims_65_plus")
Counts = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Country:
    """Forces with their Maracs, a similar group of each, and the true counts of each Marac and quarter.

    Corrected returns are in `corrections`, and only in a release after the first: one with a case more, and one
    with a whole meeting more. One Marac sent no return for one quarter, which is filled with that before. Of one
    force more, others published the figures of a year, and the region's cases with them: `published` has the true
    counts of its Maracs by the year's last quarter. All returns of the `latecomer` come with the corrections.
    """

    forces: Mapping[str, tuple[str, ...]]
    similar: Mapping[str, tuple[str, ...]]
    returns: Mapping[tuple[str, int], Counts]
    corrections: Mapping[tuple[str, int], Counts]
    published: Mapping[tuple[str, int], Counts] = field(default_factory=dict)
    latecomer: str = ""

    @cached_property
    def began(self) -> dict[str, int]:
        """First quarter of each Marac."""
        return {code: min(at for each, at in self.returns if each == code) for code in self.maracs}

    @property
    def maracs(self) -> tuple[str, ...]:
        """Every Marac."""
        return tuple(code for maracs in self.forces.values() for code in maracs)

    @property
    def published_maracs(self) -> tuple[str, ...]:
        """Maracs of the force that others published figures of."""
        return tuple(dict.fromkeys(code for code, _ in self.published))

    @property
    def every_force(self) -> dict[str, tuple[str, ...]]:
        """Forces with returns, and the one with published figures."""
        return {**self.forces, PUBLISHED_FORCE: self.published_maracs} if self.published else {**self.forces}

    def sent_for(self, marac: str, at: int) -> int:
        """The quarter whose return stands for a quarter: the one before where that one was not sent."""
        return at if (marac, at) in self.returns else at - 1

    def members(self, level: Level, code: str) -> tuple[str, ...]:
        """The Maracs of an area, as far as they sent returns."""
        if level is Level.MARAC:
            return (code,)
        if level is Level.FORCE:
            return self.forces.get(code, ())
        if level is Level.GROUP:
            return tuple(marac for force in self.group(code) for marac in self.forces[force])
        return self.maracs

    def group(self, force: str) -> tuple[str, ...]:
        """The forces of a similar group, the force itself first."""
        return (force, *self.similar[force])

    def publish(self, folder: Path) -> Path:
        """Publish the returns as they were first sent."""
        folders.submit(
            folder,
            areas=folders.build_country(self.every_force),
            populations=[folders.population_row(code, 20_000) for code in (*self.maracs, *self.published_maracs)],
            similar=[{"force": one, "similar_force": each} for one, found in self.similar.items() for each in found],
            returns=_list_rows({key: each for key, each in self.returns.items() if key[0] != self.latecomer}),
            published=list(self.list_published()),
        )
        publish_release(folder, PUBLISHED_AT)
        return folder

    def list_published(self) -> Iterator[Mapping[str, object]]:
        """The published table: the Maracs of one force, the force itself, and the region."""
        for at in sorted({at for _, at in self.published}):
            quarter = Quarter.from_index(at)
            own = {code: self.published[code, at] for code in self.published_maracs}
            others = [self.year_counts(code, at) for code in self.maracs]
            force, region = _sum_counts(own.values()), _sum_counts([*own.values(), *others])
            for level, code, maracs, counts, slugs in (
                *(("marac", code, 1, counts, PUBLISHED_SLUGS) for code, counts in own.items()),
                ("force", PUBLISHED_FORCE, len(own), force, PUBLISHED_SLUGS),
                ("region", "R1", len(own) + len(others), region, ("cases", "children")),
            ):
                yield folders.published_row(level, code, quarter, "maracs", maracs)
                for slug in slugs:
                    each = catalogue.indicator(slug)
                    above, below = (sum(counts[name] for name in side) for side in (each.numerator, each.denominator))
                    number = each.number(above, below)
                    if number is not None:
                        yield folders.published_row(level, code, quarter, slug, round_half_up(number, each.decimals))

    def year_counts(self, marac: str, at: int) -> Counts:
        """The counts of the four quarters that end with one."""
        return _sum_counts(self.returns[marac, self.sent_for(marac, each)] for each in range(at - 3, at + 1))

    def publish_corrections(self, folder: Path) -> Path:
        """Publish the corrected returns too."""
        late = {key: each for key, each in self.returns.items() if key[0] == self.latecomer}
        folders.submit(folder, returns=_list_rows({**self.corrections, **late}))
        publish_release(folder, PUBLISHED_AT)
        return folder


def draw_country(seed: int, forces: int = 4, quarters: int = 9, largest: int = 8) -> Country:
    """Draw a country: forces of 2 to `largest` Maracs of 10 to 400 cases a year, one of which began late."""
    draw = np.random.default_rng(seed)
    codes = {f"F{place}": int(draw.integers(2, largest + 1)) for place in range(forces)}
    peopled = {force: tuple(f"{force}M{at}" for at in range(size)) for force, size in codes.items()}
    similar = {
        force: tuple(sorted(str(each) for each in draw.choice(sorted({*peopled} - {force}), 2, replace=False)))
        for force in [*peopled][:2]
    }
    returns: dict[tuple[str, int], Counts] = {}
    maracs = [code for each in peopled.values() for code in each]
    late = str(draw.choice(maracs))
    for code in maracs:
        size, rates = float(np.exp(draw.uniform(np.log(10), np.log(400)))), draw_rates(draw)
        for back in range(quarters - 2 if code == late else quarters):
            returns[code, LAST.index - back] = draw_counts(draw, size / 4, rates)
    country = Country(forces=peopled, similar=similar, returns=returns, corrections={})
    wrong = str(draw.choice([code for code in maracs if code != late]))
    at = LAST.index - int(draw.integers(0, 5))
    country = replace(country, corrections={(wrong, at): correct(draw, returns[wrong, at])})
    silent = str(draw.choice([code for code in maracs if code not in (late, wrong)]))
    latecomer = str(draw.choice([code for code in maracs if code not in (late, wrong, silent)]))
    del returns[silent, LAST.index - int(draw.integers(0, quarters - 2))]
    published = draw_published(draw)
    forgetful = str(draw.choice([code for code in maracs if code not in (late, wrong, silent, latecomer)]))
    forgotten = forget_meeting(draw, forgetful, returns)
    corrections = {**country.corrections, **forgotten}
    return replace(country, published=published, latecomer=latecomer, corrections=corrections)


def forget_meeting(
    draw: np.random.Generator, marac: str, returns: Mapping[tuple[str, int], Counts]
) -> dict[tuple[str, int], Counts]:
    """Draw the return of a quarter with a meeting more, which the first one left out."""
    at = LAST.index - int(draw.integers(0, 5))
    meeting = draw_counts(draw, float(draw.uniform(2, 8)), draw_rates(draw))
    return {(marac, at): _sum_counts([returns[marac, at], meeting])}


def draw_published(draw: np.random.Generator) -> dict[tuple[str, int], Counts]:
    """Draw the counts of a year for the Maracs of one force, and of the year that ends a quarter earlier."""
    found = {}
    for place in range(int(draw.integers(3, 5))):
        size, rates = float(np.exp(draw.uniform(np.log(10), np.log(180)))), draw_rates(draw)
        for at in (LAST.index - 1, LAST.index):
            found[f"{PUBLISHED_FORCE}M{place}", at] = draw_counts(draw, size, rates, at_halves=0)
    return found


def draw_rates(draw: np.random.Generator) -> dict[str, float]:
    """Draw the count of each field for a case, different in each Marac; some fields are not used in some."""
    rates = {}
    for each in FIELDS:
        usual = each.demonstration.per_case if each.demonstration else 0.16
        if each.group is ETHNICITY_FIELDS:
            usual = 0.6 if each.name == "ethnicity_white" else 0.16 * usual
        never = each.name != "referred_police" and draw.random() < (0.4 if usual < 0.1 else 0.05)
        rates[each.name] = 0 if never else usual * float(draw.lognormal(0, 0.4))
    return rates


def draw_counts(
    draw: np.random.Generator, mean: float, rates: Mapping[str, float], at_halves: float = AT_HALVES
) -> Counts:
    """Draw counts that meet every rule of a return."""
    cases = int(draw.poisson(mean))
    counts: dict[str, float] = {"cases": cases}
    for names in (_names(ETHNICITY_FIELDS), AGES):
        counts |= zip(names, _split(draw, cases, [rates[name] for name in names])[:-1], strict=True)
    groups = sum(counts[name] for name in _names(ETHNICITY_FIELDS) if name != "ethnicity_white")
    counts["minoritised"] = min(cases, groups + int(draw.binomial(cases - groups, 0.02)))
    for name in ("repeats", "cases_with_children", "lgbtq", "disability", "males"):
        counts[name] = int(draw.binomial(cases, min(0.95, rates[name])))
    counts["harming_17_or_below"] = int(draw.poisson(cases * rates["harming_17_or_below"]))
    counts["children"] = counts["cases_with_children"] + int(draw.poisson(cases * 0.5))
    return counts | draw_routes(draw, cases, rates, at_halves)


def draw_routes(draw: np.random.Generator, cases: int, rates: Mapping[str, float], at_halves: float) -> Counts:
    """Draw the routes of the cases, which sum to them."""
    names = _names(ROUTE_FIELDS)
    weights = np.array([rates[name] for name in names])
    found = dict.fromkeys(names, 0.0)
    for _ in range(cases):
        shared = draw.random() < at_halves and np.count_nonzero(weights) > 1
        chosen = draw.choice(len(names), 2 if shared else 1, replace=False, p=weights / weights.sum())
        for place in chosen:
            found[names[place]] += 1 / len(chosen)
    return found


def correct(draw: np.random.Generator, counts: Counts) -> Counts:
    """The same return with one case more, and a few of its parts."""
    found = dict(counts)
    one = {"cases", "children", str(draw.choice([name for name in _names(ROUTE_FIELDS) if counts[name]] or ["cases"]))}
    if len(one) == 2:
        one.add("referred_police")
    one |= {str(name) for name in draw.choice(["repeats", "lgbtq", "disability", "males"], 2, replace=False)}
    return found | {name: found[name] + 1 for name in one}


def _split(draw: np.random.Generator, total: int, shares: list[float]) -> list[int]:
    whole = max(1.0, sum(shares))
    likely = [share / whole for share in shares]
    return [int(each) for each in draw.multinomial(total, [*likely, max(0.0, 1 - sum(likely))])]


def _sum_counts(each: Iterable[Counts]) -> Counts:
    found: Counter[str] = Counter()
    for counts in each:
        found.update(counts)  # type: ignore[arg-type] - halves too
    return found


def _names(group: FieldGroup) -> tuple[str, ...]:
    return field_names(group)


def _list_rows(returns: Mapping[tuple[str, int], Counts]) -> Iterator[Mapping[str, object]]:
    for (code, at), counts in returns.items():
        yield folders.quarterly_return(code, Quarter.from_index(at), **counts)
