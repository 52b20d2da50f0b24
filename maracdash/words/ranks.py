"""Ranks of a Marac among those around it, ties and zeros named as such.

A rank is among the Maracs that have a figure here. A force may have others, so it is never said to be of the force.
"""

from __future__ import annotations

from maracdash.model.answers import Comparison
from maracdash.words import numbers


def write_card_rank(answer: Comparison) -> str:
    """`joint 4th most of the 18 with figures in the force`, or nothing."""
    if answer.rank is None:
        return ""
    if answer.ranked == 1:
        return f"the only {_noun(answer)} in the {_ranked_within(answer)} with a figure"
    return f"{_rank_phrase(answer, answer.rank)} with figures in the {_ranked_within(answer)}"


def write_sentence_rank(answer: Comparison) -> str:
    """`the joint 4th most of the 18 Maracs with figures in its force`, or nothing."""
    if answer.rank is None:
        return ""
    if answer.ranked == 1:
        return f"the only {_noun(answer)} in its {_ranked_within(answer)} with a figure"
    article = "" if _is_shared_zero(answer) else "the "
    named = f"{_rank_phrase(answer, answer.rank)} {_noun(answer)}s with figures"
    return f"{article}{named} in its {_ranked_within(answer)}"


def write_rank_among_all(answer: Comparison) -> str:
    """`the joint 4th highest of the 82 Maracs with figures`, of ranks among all Maracs of a release; or nothing."""
    if answer.rank is None:
        return ""
    if answer.ranked == 1:
        return f"the only {_noun(answer)} with a figure"
    article = "" if _is_shared_zero(answer) else "the "
    phrase = _rank_phrase(answer, answer.rank).removeprefix("none, ")
    return f"{article}{phrase} {_noun(answer)}s with figures"


def _rank_phrase(answer: Comparison, rank: int) -> str:
    if not _is_shared_zero(answer):
        return numbers.write_rank(rank, answer.ranked, answer.indicator, answer.tied)
    if answer.tied == answer.ranked - 1:
        return f"none, as in all {answer.ranked}"
    return f"none, as in {answer.tied} {'other' if answer.tied == 1 else 'others'} of the {answer.ranked}"


def _is_shared_zero(answer: Comparison) -> bool:
    return answer.own.value.number == 0 and answer.tied > 0 and not numbers.is_change(answer.indicator)


def _noun(answer: Comparison) -> str:
    return answer.hierarchy.area.level.noun


def _ranked_within(answer: Comparison) -> str:
    return answer.hierarchy.around.level.noun if answer.hierarchy.around else "data"
