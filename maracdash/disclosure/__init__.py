"""The only way out: every answer with figures gets the marking of the audience that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from maracdash.model.answers import Headlines, Marked
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoRelease

FULL_MARKING = "Official-sensitive: not for publication"
MARKINGS: Mapping[Audience, str] = MappingProxyType({Audience.FULL: FULL_MARKING})
"""An audience that is not here has no release of its own, and so is shown nothing."""
Answer = TypeVar("Answer")


def marking(audience: Audience) -> str:
    """The words that stand on everything an audience is shown. Raises NoRelease where it may be shown nothing."""
    if audience not in MARKINGS:
        raise NoRelease(
            f"There are no {audience} figures here, and full figures are not shown in their place. Ask for full "
            "figures if you may see them."
        )
    return MARKINGS[audience]


def protect(answer: Answer, audience: Audience) -> Answer:
    """An answer as an audience may see it: marked, if it holds figures. Raises NoRelease.

    It only marks: numbers are protected in the release that the answer was read from, so that everything worked out
    from them (ranks, order, verdicts) is worked out from what the audience may see.
    """
    said = marking(audience)
    if isinstance(answer, Headlines):
        return replace(answer, cards=tuple(protect(card, audience) for card in answer.cards), marking=said)
    return replace(answer, marking=said) if isinstance(answer, Marked) else answer
