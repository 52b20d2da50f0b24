"""The size of a group of one's own: its Maracs, their cases, and how many of them have figures."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.answers import MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area, OwnGroup
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value


@dataclass(frozen=True, kw_only=True)
class GroupSummary(MarkedAnswer):
    """A group at a quarter's 12 months. `maracs` are all of its members', `silent` those of them without a figure.

    `cases` are pooled as a comparator's are; `within` are members that were chosen beside their own force, and count
    once.
    """

    group: OwnGroup
    quarter: Quarter
    maracs: tuple[Area, ...]
    silent: tuple[Area, ...]
    within: tuple[Area, ...]
    cases: Value
    release: ReleaseNote
