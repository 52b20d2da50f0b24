"""Audiences: the readers that figures are for."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Those who may see full figures, and everybody else, for whom figures must be safe to share."""

    FULL = "full"
    SAFE = "safe"
