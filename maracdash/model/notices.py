"""Notifications: events that a reader should know of, each written as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from maracdash.model.areas import Area


class NotificationKind(StrEnum):
    """Subject of a notification."""

    RELEASE = "release published"
    FIGURES = "figures changed"
    MISSING = "return missing"
    CHECK = "check failed"
    GUIDANCE = "guidance changed"


@dataclass(frozen=True, kw_only=True)
class Notification:
    """`id` stays the same for ever; `area` is the Marac it is about, None where it is about all."""

    id: str
    kind: NotificationKind
    when: datetime
    text: str
    area: Area | None = None


def filter_notifications(notices: tuple[Notification, ...], marac: str) -> tuple[Notification, ...]:
    """Select the notifications about one Marac, by its code, and those about all."""
    return tuple(each for each in notices if each.area is None or each.area.code == marac)
