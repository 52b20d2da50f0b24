"""Context of a rule: data beside the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from maracdash.model.returns import HeldQuarter


@dataclass(frozen=True, kw_only=True)
class RuleContext:
    """Today, the cases of past quarters by Marac code, oldest first, and the meetings held of a Marac's quarter."""

    today: date
    history: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    meetings: Mapping[tuple[str, int], HeldQuarter] = field(default_factory=dict)
