"""Disclosure: the only way out. An answer is marked for its audience, and written no finer than it may see."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar

from maracdash.model.answers import HeadlineCards, MarkedAnswer, Point, ReleaseNote
from maracdash.model.areas import Area, AreaHierarchy
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

FULL_MARKING = "Full figures. Official-sensitive: not for publication"
SAFE_MARKING = "Safe to share: small numbers are withheld and others rounded"
MIXED_MARKING = (
    "Official-sensitive: not for publication. Full figures of {areas}; elsewhere small numbers are withheld and others "
    "rounded"
)
MOST_NAMED = 5
WITHOUT_INDICATORS = (Value, Point, Area, AreaHierarchy, Quarter, ReleaseNote, str, int, float, date, NoneType)
Answer = TypeVar("Answer")


def marking(audience: Audience) -> str:
    """The words that stand on everything an audience is shown."""
    if audience.everywhere:
        return FULL_MARKING
    return MIXED_MARKING.format(areas=_name_areas(audience)) if audience.areas else SAFE_MARKING


def _name_areas(audience: Audience) -> str:
    """The codes of the areas whose figures are full, as a file may go to somebody who has others."""
    codes = sorted(audience.areas)
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return f"{', '.join(codes[:MOST_NAMED])}{more}"


def protect(answer: Answer, audience: Audience) -> Answer:
    """An answer as an audience may see it: marked, if it holds figures.

    Numbers are protected in the release that the answer was read from, so that everything worked out from them (ranks,
    order, verdicts) is worked out from what the audience may see. Percentages of protected counts are written whole.
    """
    said = marking(audience)
    seen: Answer = _write_whole(answer) if audience == Audience.SAFE else answer
    if isinstance(seen, HeadlineCards):
        seen = replace(seen, cards=tuple(replace(card, marking=said) for card in seen.cards))
    return replace(seen, marking=said) if isinstance(seen, MarkedAnswer) else seen


def _write_whole(part: Any) -> Any:
    """The same, with every indicator that is a percentage written without decimals."""
    if isinstance(part, Indicator):
        return _whole_indicator(part)
    if isinstance(part, tuple):
        return tuple(_write_whole(each) for each in part) if any(map(_holds_more, part)) else part
    if not _holds_more(part) or not is_dataclass(part) or isinstance(part, type):
        return part
    found = {each.name: getattr(part, each.name) for each in fields(part)}
    changed = {name: new for name, old in found.items() if (new := _write_whole(old)) is not old}
    return replace(part, **changed) if changed else part


def _holds_more(part: Any) -> bool:
    return not isinstance(part, WITHOUT_INDICATORS)


@lru_cache
def _whole_indicator(indicator: Indicator) -> Indicator:
    return replace(indicator, decimals=0) if indicator.unit is Unit.PERCENT else indicator
