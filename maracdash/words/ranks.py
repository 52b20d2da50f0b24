"""Where a Marac stands among those around it, ties and zeros said as such."""

from __future__ import annotations

from maracdash.model.answers import Comparison
from maracdash.words import numbers


def on_card(answer: Comparison) -> str:
    """`joint 4th most of 18 in the force`, `none, as in 15 others of the 18 in the force`, or nothing."""
    if answer.rank is None:
        return ""
    if answer.ranked == 1:
        return f"the only {_noun(answer)} in the {_around(answer)} with a figure"
    return f"{_position(answer, answer.rank)} in the {_around(answer)}"


def in_sentence(answer: Comparison) -> str:
    """`the joint 4th most of 18 Maracs in its force`, or nothing."""
    if answer.rank is None:
        return ""
    if answer.ranked == 1:
        return f"the only {_noun(answer)} in its {_around(answer)} with a figure"
    article = "" if _shared_zero(answer) else "the "
    return f"{article}{_position(answer, answer.rank)} {_noun(answer)}s in its {_around(answer)}"


def _position(answer: Comparison, rank: int) -> str:
    if not _shared_zero(answer):
        return numbers.position(rank, answer.ranked, answer.indicator, answer.tied)
    if answer.tied == answer.ranked - 1:
        return f"none, as in all {answer.ranked}"
    return f"none, as in {answer.tied} {'other' if answer.tied == 1 else 'others'} of the {answer.ranked}"


def _shared_zero(answer: Comparison) -> bool:
    return answer.own.value.number == 0 and answer.tied > 0 and not numbers.is_change(answer.indicator)


def _noun(answer: Comparison) -> str:
    return answer.place.marac.level.noun


def _around(answer: Comparison) -> str:
    return answer.place.around.level.noun if answer.place.around else "data"
