"""The only way out: full figures get their marking; safe-to-share figures come here too."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from maracdash.model.answers import Comparison, DataStatus, Headlines, Table, Trend
from maracdash.model.dashboards import AbsentRoutes, Meetings, Profile, Representation
from maracdash.model.overview_reports import Report
from maracdash.model.previews import Preview
from maracdash.model.regions import RegionView

FULL_MARKING = "Official-sensitive: not for publication"
Answer = TypeVar(
    "Answer",
    DataStatus,
    Comparison,
    Trend,
    Table,
    Report,
    RegionView,
    Profile,
    AbsentRoutes,
    Representation,
    Meetings,
    Preview,
)


def full(answer: Answer) -> Answer:
    """Full figures, marked."""
    return replace(answer, marking=FULL_MARKING)


def full_headlines(answer: Headlines) -> Headlines:
    """Full figures, marked, card by card."""
    return replace(answer, cards=tuple(map(full, answer.cards)), marking=FULL_MARKING)
