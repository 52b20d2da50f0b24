"""Data that the deployment holds before a set of files is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from maracdash.model.directory import AreaDirectory
from maracdash.model.returns import HeldQuarter

HeldPopulation = tuple[str, str, str | None, int, float]
"""Level, code, basis, first quarter's index (0: always), women aged 16 and over."""


@dataclass(frozen=True)
class ExistingData:
    """Areas of the current release, cases of past quarters by Marac code (oldest first), and the reference areas.

    `meetings` are those already held of a Marac's quarter (as index).
    """

    directory: AreaDirectory = field(default_factory=AreaDirectory)
    history: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    reference: AreaDirectory = field(default_factory=AreaDirectory)
    meetings: Mapping[tuple[str, int], HeldQuarter] = field(default_factory=dict)
    populations: tuple[HeldPopulation, ...] = ()
