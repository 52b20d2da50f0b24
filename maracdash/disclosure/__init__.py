"""Disclosure: the only way out. An answer is marked for its audience."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from maracdash.model.answers import HeadlineCards, MarkedAnswer
from maracdash.model.audiences import Audience

FULL_MARKING = "Full figures. Official-sensitive: not for publication"
SAFE_MARKING = "Safe to share: small numbers are withheld and others rounded"
MIXED_MARKING = (
    "Official-sensitive: not for publication. Full figures of {areas}; elsewhere small numbers are withheld and others "
    "rounded"
)
MAX_NAMED = 5
Answer = TypeVar("Answer")


def marking(audience: Audience) -> str:
    """The words that stand on everything an audience is shown."""
    if audience.everywhere:
        return FULL_MARKING
    return MIXED_MARKING.format(areas=_name_areas(audience)) if audience.areas else SAFE_MARKING


def _name_areas(audience: Audience) -> str:
    """The codes of the areas whose figures are full, as a file may go to somebody who has others."""
    codes = sorted(audience.areas)
    more = f" and {len(codes) - MAX_NAMED} more" if len(codes) > MAX_NAMED else ""
    return f"{', '.join(codes[:MAX_NAMED])}{more}"


def mark_answer(answer: Answer, audience: Audience) -> Answer:
    """An answer as an audience may see it: marked, if it holds figures.

    Numbers are protected in the release that the answer was read from, so that everything worked out from them (ranks,
    order, verdicts) is worked out from what the audience may see. How finely each is written comes with its value.
    """
    said = marking(audience)
    marked: Answer = answer
    if isinstance(answer, HeadlineCards):
        marked = replace(answer, cards=tuple(replace(card, marking=said) for card in answer.cards))
    return replace(marked, marking=said) if isinstance(marked, MarkedAnswer) else marked
