"""What the deployment knows before a set of files is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from maracdash.model.directory import Directory
from maracdash.model.returns import Held


@dataclass(frozen=True)
class Known:
    """Areas of the current release, cases of past quarters by Marac code (oldest first), and the reference areas.

    `meetings` are those already held of a Marac's quarter (as index).
    """

    directory: Directory = field(default_factory=Directory)
    history: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    reference: Directory = field(default_factory=Directory)
    meetings: Mapping[tuple[str, int], Held] = field(default_factory=dict)
