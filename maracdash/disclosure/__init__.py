"""Disclosure: the only way out. Full figures get their marking here; safe-to-share figures will come here too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from maracdash.model.answers import HeadlineCards, MarkedAnswer
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError

FULL_MARKING = "Official-sensitive: not for publication"
MARKINGS: Mapping[Audience, str] = MappingProxyType({Audience.FULL: FULL_MARKING})
"""An audience that is not here has no release of its own, and so is shown nothing."""
Answer = TypeVar("Answer")


def marking(audience: Audience) -> str:
    """The words that stand on everything an audience is shown. Raises NoReleaseError where it may be shown nothing."""
    if audience not in MARKINGS:
        raise NoReleaseError(
            f"There are no {audience} figures here, and full figures are not shown in their place. Ask for full "
            "figures if you may see them."
        )
    return MARKINGS[audience]


def protect(answer: Answer, audience: Audience) -> Answer:
    """An answer as an audience may see it: marked, if it holds figures. Raises NoReleaseError.

    It only marks: numbers are protected in the release that the answer was read from, so that everything worked out
    from them (ranks, order, verdicts) is worked out from what the audience may see.
    """
    said = marking(audience)
    if isinstance(answer, HeadlineCards):
        return replace(answer, cards=tuple(protect(card, audience) for card in answer.cards), marking=said)
    return replace(answer, marking=said) if isinstance(answer, MarkedAnswer) else answer
