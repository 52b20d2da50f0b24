"""Slow or vectorised twins of the statistics, each written by another formula than the one it checks. No test."""

from __future__ import annotations

import re

import numpy as np
from scipy import special, stats  # noqa: TID251  an oracle, in tests alone

RANDOM_CASES = 10_000


def wilson_by_bisection(parts, bases, confidence):
    """Both shares at which the score test of the observed one is just not refused, found by halving."""
    shares, threshold = parts / bases, stats.norm.isf((1 - confidence) / 2)
    limits = []
    for end in (0.0, 1.0):
        kept, refused = shares.copy(), np.full(len(shares), end)
        for _ in range(50):
            middle = (kept + refused) / 2
            error = np.sqrt(middle * (1 - middle) / bases)
            inside = np.abs(shares - middle) <= threshold * error
            kept, refused = np.where(inside, middle, kept), np.where(inside, refused, middle)
        limits.append(kept)
    return limits


def poisson_by_chi_square(events, confidence):
    """Lower and upper limits as half a chi-square quantile."""
    tail = (1 - confidence) / 2
    lower = np.where(events > 0, stats.chi2.ppf(tail, 2 * np.maximum(events, 0.25)) / 2, 0)
    return lower, stats.chi2.isf(tail, 2 * (events + 1)) / 2


def ratio_by_logarithms(now, before, confidence):
    """Limits of now / before from the normal approximation of the difference of their logarithms."""
    spread = stats.norm(np.log(now) - np.log(before), np.sqrt((now + before) / (now * before)))
    return [np.exp(each) for each in spread.interval(confidence)]


def difference_by_newcombe(parts, bases, confidence):
    """Limits of the second share less the first (rows of both arrays), method 10 of Newcombe 1998."""
    (one, other), shares = (
        (wilson_by_bisection(*each, confidence) for each in zip(parts, bases, strict=True)),
        parts / bases,
    )
    apart = shares[1] - shares[0]
    lower = apart - np.sqrt((shares[1] - other[0]) ** 2 + (one[1] - shares[0]) ** 2)
    return lower, apart + np.sqrt((other[1] - shares[1]) ** 2 + (shares[0] - one[0]) ** 2)


def rate_difference_by_chi_square(events, bases, confidence):
    """Limits of the second rate less the first (rows of both arrays), by the squares of each limit's distance."""
    rates = events / bases
    lower, upper = np.array(poisson_by_chi_square(events, confidence)) / bases
    below, above = (rates - lower) ** 2, (upper - rates) ** 2
    apart = rates[1] - rates[0]
    return apart - np.sqrt(below[1] + above[0]), apart + np.sqrt(above[1] + below[0])


def ratio_of_ratios_verdict(now, before, confidence):
    """1, 0 or -1: the second ratio of two counts against the first, by the normal test of their logarithms."""
    logs = np.log(now) - np.log(before)
    scores = (logs[1] - logs[0]) / np.sqrt((1 / now + 1 / before).sum(axis=0))
    return np.where(2 * stats.norm.sf(np.abs(scores)) < 1 - confidence, np.sign(scores), 0)


def sign_of_limits(lower, upper):
    """1 where both limits are above 0, -1 where both are below, else 0."""
    return (np.asarray(lower) > 0).astype(int) - (np.asarray(upper) < 0)


def score_test_verdict(parts, bases, comparators, confidence):
    """1, 0 or -1: a share against a fixed one, by the two-sided score test."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = (parts / bases - comparators) / np.sqrt(comparators * (1 - comparators) / bases)
    scores = np.where(parts / bases == comparators, 0, scores)
    return np.where(stats.norm.sf(np.abs(scores)) < (1 - confidence) / 2, np.sign(scores), 0)


def poisson_test_verdict(events, expected, confidence):
    """1, 0 or -1: whole events against what is expected, by both tails of the Poisson distribution."""
    tail = (1 - confidence) / 2
    above = stats.poisson.sf(events - 1, expected) < tail
    below = stats.poisson.cdf(events, expected) < tail
    return above.astype(int) - below.astype(int)


def funnel_by_numpy(events, bases, at, confidence, *, is_share):
    """Centre, phi, tau squared, and over-dispersed limits at each base in `at`, as shares; by the moments of Q."""
    to = (lambda p: np.arccos(1 - 2 * p) / 2) if is_share else np.sqrt
    highest = np.pi / 2 if is_share else np.inf
    back = (lambda y: (1 - np.cos(2 * y)) / 2) if is_share else np.square
    centre = events.sum() / bases.sum()
    error = 0.5 / np.sqrt(bases)
    scores = (to(events / bases) - to(centre)) / error
    held = np.clip(scores, *np.quantile(scores, [0.1, 0.9]))
    q, weights = (held**2).sum(), error**-2
    tau2 = max(0, (q - (len(bases) - 1)) / (weights.sum() - (weights**2).sum() / weights.sum()))
    wide = np.sqrt(2) * special.erfinv(confidence) * np.sqrt(0.25 / at + tau2)
    ends = [back(np.clip(to(centre) + sign * wide, 0, highest)) for sign in (-1, 1)]
    return centre, q / len(bases), tau2, *ends


def chance_limits_by_bisection(share, bases, confidence, *, is_share):
    """Events over base at which a tail of the binomial or Poisson distribution, made smooth, is half of the rest."""
    tail, most = (1 - confidence) / 2, bases if is_share else 10 * bases * share + 60

    def below(events):
        """Chance of this many events or fewer; none are fewer than 0."""
        if is_share:
            return special.betaincc(events + 1, np.maximum(bases - events, 1e-300), share)
        return special.gammaincc(events + 1, bases * share)

    limits = []
    for chance, more in ((tail, 0), (1 - tail, 1)):
        low, high = np.zeros_like(bases), np.maximum(most, 1e-9)
        for _ in range(48):
            middle = (low + high) / 2
            few = below(middle) < chance
            low, high = np.where(few, middle, low), np.where(few, high, middle)
        limits.append(np.minimum(low + more, bases if is_share else np.inf) / bases)
    return limits


def control_signals_by_patterns(values):
    """Mean, reach of the limits, and all signals of a series of whole or half numbers, None for a gap.

    In exact whole numbers, with the long runs as patterns in a string of sides and one of steps. Signals are sets of
    (kind, direction, indices).
    """
    points = {index: round(2 * value) for index, value in enumerate(values) if value is not None}
    count, total = len(points), sum(points.values())
    steps = {i: points[i] - points[i - 1] for i in points if i - 1 in points}
    moved = sum(map(abs, steps.values()))
    found = set()
    for sign, direction in ((1, "up"), (-1, "down")):
        apart = {i: sign * (count * value - total) * 100 * len(steps) for i, value in points.items()}
        limit = 266 * moved * count
        found |= {("outside", direction, (i,)) for i in apart if apart[i] > limit}
        sides = "".join("+" if apart.get(i, 0) > 0 else "." for i in range(len(values)))
        rises = "".join("+" if sign * steps.get(i, 0) > 0 else "." for i in range(len(values)))
        found |= {("one-side", direction, tuple(range(*run.span()))) for run in re.finditer(r"\+{7,}", sides)}
        found |= {
            ("trend", direction, tuple(range(run.start() - 1, run.end()))) for run in re.finditer(r"\+{6,}", rises)
        }
        far = {i for i in apart if 3 * apart[i] > 2 * limit}
        threes = [{i, i + 1, i + 2} for i in points if {i + 1, i + 2} <= points.keys()]
        pairs = [three & far for three in threes if len(three & far) >= 2]
        found |= {("two-of-three", direction, tuple(sorted(group))) for group in _joined(pairs)}
    return total / count / 2, 2.66 * moved / len(steps) / 2, found


def _joined(groups):
    """Unions of all sets that share a member, directly or through others."""
    joined = []
    for group in groups:
        touching = [other for other in joined if other & group]
        joined = [other for other in joined if not other & group] + [group.union(*touching)]
    return joined
