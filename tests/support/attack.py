"""An attack on figures that are safe to share: the fewest and the most that each hidden count can be.

Unknown are the counts of each Marac, quarter and field. Everything that is shown becomes a bound on a sum of them, and
integer programming finds the ends of what a hidden sum can be. The attacker knows the rule, who returned, the rules of
a return, and which side of a withheld share is small. The truth meets every bound, which is checked: from it nearby
solutions are found at little cost, and the whole program is solved only where these do not show enough values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from maracdash.catalogue import formulas
from maracdash.catalogue.demographics import ETHNICITY_FIELDS
from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.areas import Level
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Origin
from maracdash.model.withheld_reasons import WithheldReason
from tests.support.random_countries import AGES, Country
from tests.support.safe_oracle import CASES, COMBINED, NOT_PEOPLE, Figure, is_small, names

ROUTES = field_names(ROUTE_FIELDS)
MAX_COUNT = 100_000
HALF = 0.5
"""A case that two agencies referred counts a half to each."""
SECONDS = 60
ENOUGH = 3
FAR = 3
"""Values further from the truth are not looked for."""
SIDES = ("numerator", "denominator")
REST = "rest"
HIDING = frozenset(
    {
        WithheldReason.SMALL_NUMBER,
        WithheldReason.SMALL_BASE,
        WithheldReason.FEW_MARACS,
        WithheldReason.ONE_OF_TWO,
        WithheldReason.TELLING_TOTAL,
        WithheldReason.PUBLISHED_ALONE,
        WithheldReason.PART_WITHHELD,
    }
)
Atom = tuple[str, int, str, int]
"""Marac, quarter, field, and 1 for a corrected return."""
Form = Mapping[Atom, int]


class Proof(StrEnum):
    """Proof that a range is at least or at most so wide, or both; none where the time was not enough."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACT = "exact"
    NONE = "not proven"


@dataclass(frozen=True)
class Known:
    """A sum of counts that lies between two bounds; both are a whole number of its `step`."""

    form: Form
    low: float
    high: float


@dataclass(frozen=True)
class Hidden:
    """A count from 1 to the last that is withheld, in a figure that is not shown."""

    figure: Figure
    form: Form
    true: float

    @property
    def form_key(self) -> tuple[tuple[Atom, int], ...]:
        """The sum, to be found by."""
        return tuple(sorted(self.form.items()))


@dataclass(frozen=True)
class Found:
    """Range of a hidden count, no further from the truth than `FAR`, and what is proven of it."""

    hidden: Hidden
    low: float
    high: float
    status: Proof

    @property
    def values(self) -> int:
        """Number of counts that it may be, halves among them where agencies share a case."""
        return int((self.high - self.low) / min(map(step_of, self.hidden.form)) + 1 + 1e-6)

    @property
    def is_enough(self) -> bool:
        """Tell whether enough values are left, and not only a case and its halves."""
        return self.values >= ENOUGH and self.high - self.low > 1

    @property
    def is_safe(self) -> bool:
        """Tell whether enough values are proven to be left."""
        return self.status in (Proof.AT_LEAST, Proof.EXACT) and self.is_enough


@dataclass(frozen=True)
class Release:
    """Figures as they are shown and as they are, of one release; `number` is 1 after the correction."""

    shown: Sequence[Figure]
    true: Sequence[Figure]
    number: int = 0


@dataclass
class Attack:
    """All that is known from some releases of a country."""

    country: Country
    releases: Sequence[Release]
    rule: SafeRule
    inside: frozenset[str] = frozenset()
    """Maracs whose true counts the attacker has anyway."""
    base_first: bool = False
    """Tells that a small base is said before a small numerator, so that it says nothing of that."""
    _solutions: list[np.ndarray] = field(default_factory=list)
    """Counts that meet every bound, as found for the last hidden count."""

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Every bound."""
        found = [*self._list_rules()]
        for release in self.releases:
            true = {each.key: each for each in release.true}
            for shown in release.shown:
                if shown.key in true:
                    found += self._read_figure(shown, true[shown.key], release)
        return tuple({(*sorted(each.form.items()), each.low, each.high): each for each in found}.values())

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """Every small count in a figure that is withheld, each sum once."""
        found = {}
        for release in self.releases:
            true = {each.key: each for each in release.true}
            for shown in release.shown:
                if shown.reason in HIDING and shown.key in true:
                    for _, form, count in self._list_counts(true[shown.key], release.number):
                        if is_small(count, self.rule) and not self._is_inside(form):
                            found.setdefault(tuple(sorted(form.items())), Hidden(shown, form, count))
        return tuple(found.values())

    def find_all(self, hidden: Sequence[Hidden]) -> Iterator[Found]:
        """The range of each: a solution that is found for one shows a value of every other."""
        aims = csr_array(np.array([self._aim(each) for each in hidden]))
        ends = np.array([[each.true, each.true] for each in hidden])
        for place, each in enumerate(hidden):
            found = Found(each, *ends[place], Proof.AT_LEAST)
            if not found.is_safe:
                found = self.find(each)
                for solution in self._solutions:
                    shown = aims @ solution
                    ends = np.stack([np.minimum(ends[:, 0], shown), np.maximum(ends[:, 1], shown)], axis=1)
            yield found

    def find(self, hidden: Hidden) -> Found:
        """The range of a hidden count, as far as it must be known: cheap proofs first, the whole program last."""
        self._solutions.clear()
        names = {name for _, _, name, _ in hidden.form}
        maracs = {marac for marac, _, _, _ in hidden.form}
        around = {each for force in self.country.every_force.values() if maracs & {*force} for each in force}
        balance = {"cases", "referred_police"} if names & {*ROUTES} else set()
        everywhere = {*self.country.maracs, *self.country.published_maracs}
        own, routes = names | balance, {*ROUTES} if balance else set()
        fields = {*field_names()}
        for free, where in ((own, around), (fields, maracs), (fields, around), (own | {"cases"} | routes, everywhere)):
            found = self._search(hidden, [at for at in self._order if at[2] in free and at[0] in where])
            if found.is_safe:
                return found
        outside = self._search_alone(hidden, names | (set() if balance else {"cases"}))
        return self._search(hidden, [*self._order]) if outside.is_enough else outside

    def _search(self, hidden: Hidden, free: Sequence[Atom]) -> Found:
        """Solutions in which only some unknowns differ from the truth, none far from it where these are not all."""
        whole = len(free) == len(self._order)
        columns = np.array([self._order[each] for each in free])
        matrix, low, high = self._matrix
        part = matrix[:, columns]
        used = np.diff(part.indptr) > 0
        fixed = matrix @ self._truth - part @ self._truth[columns]
        aim = self._aim(hidden)[columns]
        constraints = [LinearConstraint(part[used], (low - fixed)[used], (high - fixed)[used])]
        rest = hidden.true - aim @ self._truth[columns]
        constraints.append(LinearConstraint(aim[np.newaxis], hidden.true - FAR - rest, hidden.true + FAR - rest))
        ends = [_solve(sense * aim, constraints) for sense in (1, -1)]
        if any(solved.status for solved in ends):
            return Found(hidden, hidden.true, hidden.true, Proof.NONE)
        for solved in ends:
            solution = self._truth.copy()
            solution[columns] = np.round(solved.x)
            self._solutions.append(solution)
        return Found(hidden, rest + ends[0].fun, rest - ends[1].fun, Proof.EXACT if whole else Proof.AT_LEAST)

    def _search_alone(self, hidden: Hidden, names: Set[str]) -> Found:
        """Bounds by what is shown of some fields, whatever the others are: the range is no wider."""
        inside = np.array([name in names for _, _, name, _ in self._order])
        matrix, low, high = self._matrix
        rows = np.flatnonzero(abs(matrix) @ (~inside).astype(float) == 0)
        constraint = LinearConstraint(matrix[rows][:, np.flatnonzero(inside)], low[rows], high[rows])
        aim = self._aim(hidden)[inside]
        ends = [_solve(sense * aim, [constraint]) for sense in (1, -1)]
        if any(solved.mip_dual_bound is None for solved in ends):
            return Found(hidden, 0, MAX_COUNT, Proof.AT_MOST)
        step = min(map(step_of, hidden.form))
        least, most = (math.ceil(solved.mip_dual_bound / step - 1e-6) * step for solved in ends)
        return Found(hidden, least, -most, Proof.AT_MOST)

    def _aim(self, hidden: Hidden) -> np.ndarray:
        aim = np.zeros(len(self._order))
        for atom, sign in hidden.form.items():
            aim[self._order[atom]] = sign * step_of(atom)
        return aim

    @cached_property
    def _order(self) -> dict[Atom, int]:
        atoms = dict.fromkeys(atom for each in self.known for atom in each.form)
        return {atom: place for place, atom in enumerate(atoms)}

    @cached_property
    def _truth(self) -> np.ndarray:
        return np.array([round(self.true_count(atom) / step_of(atom)) for atom in self._order], dtype=float)

    @cached_property
    def _matrix(self) -> tuple[csr_array, np.ndarray, np.ndarray]:
        values, columns, starts = [], [], [0]
        for each in self.known:
            for atom, sign in each.form.items():
                values.append(sign * step_of(atom))
                columns.append(self._order[atom])
            starts.append(len(values))
        matrix = csr_array((values, columns, starts), shape=(len(self.known), len(self._order)))
        low, high = (np.array([getattr(each, end) for each in self.known]) for end in ("low", "high"))
        sums = matrix @ self._truth
        wrong = np.flatnonzero((sums < low - 1e-6) | (sums > high + 1e-6))
        assert not len(wrong), f"the truth is not {self.known[wrong[0]]}, but {sums[wrong[0]]}"
        return matrix, low, high

    def true_count(self, atom: Atom) -> float:
        """The count as it was sent."""
        marac, at, name, corrected = atom
        if (marac, at) in self.country.published:
            return self.country.published[marac, at][name]
        sent = self.country.corrections if corrected else self.country.returns
        return sent[marac, at][name]

    def _list_rules(self) -> Iterator[Known]:
        """Rules of every return, and the returns that the attacker has."""
        numbers = {each.number for each in self.releases}
        returns = [(key, 0) for key in (*self.country.returns, *self.country.published)]
        returns += [(key, 1) for key in self.country.corrections]
        for (marac, at), corrected in returns:
            if corrected and 1 not in numbers:
                continue
            one = {name: {(marac, at, name, corrected): 1} for name in field_names()}
            if marac in self.inside:
                for name, form in one.items():
                    count = self.true_count((marac, at, name, corrected))
                    yield Known(form, count, count)
            yield Known(add(*(one[name] for name in ROUTES), minus(one["cases"])), 0, 0)
            for parts in (field_names(ETHNICITY_FIELDS), AGES):
                yield Known(add(one["cases"], minus(add(*(one[name] for name in parts)))), 0, MAX_COUNT)
            for each in FIELDS:
                if each.part_of and each.name not in ROUTES:
                    yield Known(add(one[each.part_of], minus(one[each.name])), 0, MAX_COUNT)
            yield Known(add(one["children"], minus(one["cases_with_children"])), 0, MAX_COUNT)

    def _read_figure(self, shown: Figure, true: Figure, release: Release) -> Iterator[Known]:
        if true.slug in COMBINED:
            return  # the sum of what is shown of its parts
        for side, form, count in self._list_counts(true, release.number):
            bounds = self._read_count(shown, side, form, count)
            if form and bounds:
                yield Known(form, *bounds)

    def _read_count(self, shown: Figure, side: str, form: Form, count: float) -> tuple[float, float] | None:
        """Bounds of one of a figure's counts: numerator, denominator, or the rest of it."""
        step, small = min(map(step_of, form), default=1), self.rule.withheld_up_to
        if shown.reason:
            return self._read_withheld(shown.reason, count, step)
        if side == REST:
            return (0, 0) if not count and shown.numerator == shown.denominator else None
        seen = getattr(shown, side)
        if not seen:
            return 0, 0
        half = self.rule.rounded_to / 2
        low, high = math.ceil((seen - half) / step) * step, (math.ceil((seen + half) / step) - 1) * step
        return max(small + step, low), high

    def _read_withheld(self, reason: WithheldReason, count: float, step: float) -> tuple[float, float] | None:
        if reason is WithheldReason.SMALL_NUMBER:
            return (step, self.rule.withheld_up_to) if is_small(count, self.rule) else None
        if reason is WithheldReason.ONE_OF_TWO or (reason is WithheldReason.SMALL_BASE and not self.base_first):
            return (self.rule.withheld_up_to + step, MAX_COUNT) if count else (0, 0)
        return None

    def _list_counts(self, true: Figure, release: int) -> Iterator[tuple[str, Form, float]]:
        """The counts of a figure, as sums of unknowns, with their true numbers."""
        indicator = true.indicator
        sides = {
            side: self._sum(true, getattr(indicator, side), indicator, release)
            for side in SIDES
            if names(getattr(indicator, side)) - NOT_PEOPLE
        }
        for side, form in sides.items():
            assert getattr(true, side) == self._count(form), f"{true.key} is another sum"
        if indicator.rule is formulas.percentage and len(sides) == 2:
            sides[REST] = add(sides["denominator"], minus(sides["numerator"]))
        for side, form in sides.items():
            yield side, form, self._count(form)

    def _count(self, form: Form) -> float:
        return sum(sign * self.true_count(atom) for atom, sign in form.items())

    def _sum(self, figure: Figure, side: Iterable[str], indicator: Indicator, release: int) -> Form:
        found: list[Form] = []
        terms = {*indicator.numerator, *indicator.denominator}
        if figure.origin is Origin.PUBLISHED:
            found += self._list_published(figure, side)
            return add(*found)
        for marac in self.country.members(figure.level, figure.code):
            if marac == self.country.latecomer and not release:
                continue
            here = self._is_present(marac, figure.quarter.index, figure.window)
            before = self._is_present(marac, figure.quarter.index - 4, figure.window)
            both = terms & {"cases_year_before"}
            for name in side:
                earlier = 4 if name.endswith("year_before") else 0
                counts = (before if earlier else here) if "all_cases" in terms else here and (before or not both)
                if counts:
                    bare = name.removeprefix("-")
                    measure = "cases" if bare in CASES else bare
                    window = self._window(marac, figure, measure, earlier, release)
                    found.append(minus(window) if name.startswith("-") else window)
        return add(*found)

    def _list_published(self, figure: Figure, side: Iterable[str]) -> Iterator[Form]:
        """The sums of a published figure: one count a year of a Marac without returns, as first sent of the others."""
        everywhere = figure.level not in (Level.MARAC, Level.FORCE)
        force = figure.level is Level.FORCE
        for name in side:
            for marac in self.country.published_maracs if everywhere or force else (figure.code,):
                yield {(marac, figure.quarter.index, name, 0): 1}
            for marac in self.country.maracs if everywhere else ():
                yield self._window(marac, figure, name, 0, 0)

    def _window(self, marac: str, figure: Figure, name: str, earlier: int, release: int) -> Form:
        newest = figure.quarter.index - earlier
        sent = (self.country.sent_for(marac, at) for at in range(newest - figure.window.quarters + 1, newest + 1))
        return add(*({(marac, at, name, int(release and (marac, at) in self.country.corrections)): 1} for at in sent))

    def _is_present(self, marac: str, newest: int, window: Window) -> bool:
        return newest - window.quarters + 1 >= self.country.began[marac]

    def _is_inside(self, form: Form) -> bool:
        """Tell whether the attacker has all of a sum: nobody else has a count in it that is not 0."""
        return not any(self.true_count(atom) for atom in form if atom[0] not in self.inside)


def _solve(aim: np.ndarray, constraints: Sequence[LinearConstraint]) -> OptimizeResult:
    bounds = Bounds(0, MAX_COUNT)
    return milp(
        aim, integrality=np.ones(len(aim)), bounds=bounds, constraints=constraints, options={"time_limit": SECONDS}
    )


def step_of(atom: Atom) -> float:
    """The smallest difference of two counts of a field."""
    return HALF if atom[2] in ROUTES else 1


def add(*forms: Form) -> Form:
    """The sum of some sums."""
    found: dict[Atom, int] = {}
    for form in forms:
        for atom, sign in form.items():
            found[atom] = found.get(atom, 0) + sign
    return {atom: sign for atom, sign in found.items() if sign}


def minus(form: Form) -> Form:
    """The sum with every sign turned."""
    return {atom: -sign for atom, sign in form.items()}
