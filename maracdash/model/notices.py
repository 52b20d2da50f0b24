"""Notices: what happened that a reader should know, each said in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from maracdash.model.areas import Area


class Kind(StrEnum):
    """What a notice is about."""

    RELEASE = "release published"
    FIGURES = "figures changed"
    MISSING = "return missing"
    CHECK = "check failed"
    GUIDANCE = "guidance changed"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """`id` stays the same for ever; `area` is the Marac it is about, None where it is about all."""

    id: str
    kind: Kind
    when: datetime
    text: str
    area: Area | None = None


def about(notices: tuple[Notice, ...], marac: str) -> tuple[Notice, ...]:
    """Those about one Marac, by its code, and those about all."""
    return tuple(each for each in notices if each.area is None or each.area.code == marac)
