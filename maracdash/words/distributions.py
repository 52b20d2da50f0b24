"""Place of a Marac among all of the release, in words: its rank, and the quarter of Maracs that it falls into."""

from __future__ import annotations

from maracdash.statistics.answers import Distribution
from maracdash.statistics.refusals import Refusal
from maracdash.words import intervals, ranks, summaries


def write_distribution(answer: Distribution) -> str:
    """`Birchford: 70 cases per 10,000 women, the 7th highest of the 82 Maracs with figures, in the highest quarter; …`

    The middle half follows, or nothing where there are too few Maracs for quarters.
    """
    said, may_go_on = summaries.write_own_figure(answer)
    if not may_go_on:
        return said
    rank = ranks.write_rank_among_all(answer)
    return f"{f'{said}, {rank}' if rank else said}{_quarter_phrase(answer)}."


def _quarter_phrase(answer: Distribution) -> str:
    if isinstance(answer.quartiles, Refusal) or answer.own.value.number is None:
        return ""
    quartiles, fitting = answer.quartiles, answer.indicator.fitting(answer.own.value)
    lower, median, upper = (
        intervals.write_limit(fitting, number) for number in (quartiles.lower, quartiles.median, quartiles.upper)
    )
    place = quartiles.find_range(answer.own.value.number)
    return f", in {place}; the middle half lies between {lower} and {upper}, and the median is {median}"
