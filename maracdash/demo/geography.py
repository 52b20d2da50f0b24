"""The geography of the fictional country: regions, forces and Maracs, their parents and similar forces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from maracdash.demo import names
from maracdash.model.quarters import Quarter

MIN_MARACS = 12
MAX_IN_A_FORCE = 29
FREQUENCIES = ("daily", "weekly", "fortnightly", "monthly", "three-weekly", "four-weekly")
# Of London's 31 answers in 2024: daily 1, weekly 6, fortnightly 11, monthly 7, three-weekly 3, four-weekly 3
FREQUENCY_SHARES = (1 / 31, 6 / 31, 11 / 31, 7 / 31, 3 / 31, 3 / 31)

# The first Marac is the one a visitor sees first: of middling size and clearly above its force
FIRST_MARAC = (84_000, 79_500, 66.0)


@dataclass(frozen=True, kw_only=True)
class DemoForce:
    """A police force; `region` is a running number. `diversity` is the typical minoritised share of its Maracs."""

    code: str
    name: str
    region: int
    diversity: float


@dataclass(frozen=True, kw_only=True)
class DemoMarac:
    """A Marac; `force` is a running number, `rate` its cases a year for every 10,000 women at the end."""

    code: str
    name: str
    force: int
    women: int
    women_before: int
    minoritised_share: float
    rate: float
    frequency: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def cases_a_year(self) -> float:
        """Cases to expect in the last year."""
        return self.women * self.rate / 10_000


@dataclass(frozen=True, kw_only=True)
class DemoGeography:
    """The whole map. `similar` holds pairs of force codes (force, similar force)."""

    regions: int
    forces: tuple[DemoForce, ...]
    maracs: tuple[DemoMarac, ...]
    similar: tuple[tuple[str, str], ...]

    def country_of(self, region: int) -> int:
        """The last region is the second country, all others are the first."""
        return int(region == self.regions - 1)


def draw_geography(maracs: int, closing: Quarter, rng: np.random.Generator) -> DemoGeography:
    """Draw a map with so many Maracs at its end, two of them having merged into one after the closing quarter."""
    sizes = _count_maracs_per_force(maracs + 1)
    regions = max(3, min(len(names.REGIONS), len(sizes) // 2))
    forces = _draw_forces(len(sizes), regions, rng)
    listed = _assign_frequencies(_merge_last_two(_draw_maracs(sizes, forces, rng), closing), rng)
    return DemoGeography(regions=regions, forces=forces, maracs=listed, similar=_draw_similar_forces(forces, rng))


def _count_maracs_per_force(maracs: int) -> list[int]:
    """Maracs of each force: one large, one of a single Marac, the rest from many to few; 45 forces of 276."""
    forces = max(4, min(len(names.FORCES), round(12 + (maracs - 81) * 33 / 195)))
    weights = np.array([0.0 if place == 1 else (place + 1) ** -0.7 for place in range(forces)])
    spare = maracs - forces
    extra = np.floor(weights / weights.sum() * spare).astype(int)
    if maracs <= MAX_IN_A_FORCE * (forces - 1):
        extra = np.minimum(extra, MAX_IN_A_FORCE - 1)
    for number in range(spare - int(extra.sum())):
        extra[2 + number % (forces - 2)] += 1
    return [int(each) + 1 for each in extra]


def _draw_forces(number: int, regions: int, rng: np.random.Generator) -> tuple[DemoForce, ...]:
    """The first two forces make the capital's region; the others fill the other regions in turn."""
    diversity = np.clip(np.exp(rng.normal(np.log(0.115), 0.55, number)), 0.03, 0.4)
    diversity[:2] = (0.50, 0.36)
    return tuple(
        DemoForce(
            code=f"AF{place + 1:02}",
            name=names.FORCES[place],
            region=0 if place < 2 else 1 + (place - 2) % (regions - 1),
            diversity=float(diversity[place]),
        )
        for place in range(number)
    )


def _draw_maracs(sizes: list[int], forces: tuple[DemoForce, ...], rng: np.random.Generator) -> list[DemoMarac]:
    number = sum(sizes)
    women = np.clip(np.exp(rng.normal(np.log(90_000), 0.5, number)), 22_000, 320_000).astype(int)
    before = (women / rng.normal(1.06, 0.02, number)).astype(int)
    rates = np.clip(np.exp(rng.normal(np.log(48), 0.21, number)), 25, 75)
    women[0], before[0], rates[0] = FIRST_MARAC
    belongs = np.repeat(np.arange(len(sizes)), sizes)
    typical = np.array([forces[place].diversity for place in belongs])
    shares = np.clip(typical * np.exp(rng.normal(0, 0.22, number)), 0.02, 0.85)
    width = max(3, len(str(number + 1)))
    return [
        DemoMarac(
            code=f"AM{place + 1:0{width}}",
            name=name,
            force=int(belongs[place]),
            women=int(women[place]),
            women_before=int(before[place]),
            minoritised_share=round(float(shares[place]), 3),
            rate=float(rates[place]),
        )
        for place, name in enumerate(names.list_marac_names(number))
    ]


def _merge_last_two(maracs: list[DemoMarac], closing: Quarter) -> list[DemoMarac]:
    """The last two Maracs of the largest force close with the quarter; one for both opens on the next day."""
    *_, first, second = (place for place, each in enumerate(maracs) if each.force == 0)
    pair = [maracs[first], maracs[second]]
    women = sum(each.women for each in pair)
    new = replace(
        pair[0],
        code=f"AM{len(maracs) + 1:0{len(pair[0].code) - 2}}",
        name=f"{pair[0].name} and {pair[1].name}",
        women=women,
        women_before=sum(each.women_before for each in pair),
        minoritised_share=round(sum(each.women * each.minoritised_share for each in pair) / women, 3),
        rate=sum(each.women * each.rate for each in pair) / women,
        valid_from=closing.end + timedelta(days=1),
    )
    for place in (first, second):
        maracs[place] = replace(maracs[place], valid_to=closing.end)
    return [*maracs, new]


def _assign_frequencies(maracs: list[DemoMarac], rng: np.random.Generator) -> tuple[DemoMarac, ...]:
    """Busy Maracs meet more often: the expected cases, blurred, are ranked and cut in London's proportions."""
    volumes = np.array([each.cases_a_year for each in maracs]) * np.exp(rng.normal(0, 0.25, len(maracs)))
    ranks = np.argsort(np.argsort(-volumes))
    cuts = np.cumsum(FREQUENCY_SHARES) * len(maracs)
    kinds = np.minimum(np.searchsorted(cuts, ranks + 0.5), len(FREQUENCIES) - 1)
    return tuple(replace(each, frequency=FREQUENCIES[kind]) for each, kind in zip(maracs, kinds.tolist(), strict=True))


def _draw_similar_forces(forces: tuple[DemoForce, ...], rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    """Three to seven nearest forces each by two traits, so not symmetric; the second force has none."""
    traits: NDArray[np.float64] = np.column_stack(
        (np.log([each.diversity for each in forces]), rng.normal(0, 0.6, len(forces)))
    )
    pairs = []
    for place, force in enumerate(forces):
        wanted = int(rng.integers(3, 8))
        if place == 1:
            continue
        order = np.argsort(np.hypot(*(traits - traits[place]).T))
        nearest = [other for other in order.tolist() if other not in (place, 1)][:wanted]
        pairs += [(force.code, forces[other].code) for other in nearest]
    return tuple(pairs)
