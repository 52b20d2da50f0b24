"""Actions that a meeting agreed on beside a finding: what, who and by when, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAX_WHAT_LENGTH, MAX_WHO_LENGTH = 200, 60


class ActionState(StrEnum):
    """State of an action on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action noted for a Marac or force. `finding` is the sentence that it was noted beside, as it was then."""

    id: str
    what: str
    who: str
    due: date | None
    indicator: str
    finding: str
    noted_on: date
    noted_by: str
    done_on: date | None = None

    def state(self, today: date) -> ActionState:
        """State on a day; an action is overdue from the day after it was due."""
        if self.done_on:
            return ActionState.DONE
        return ActionState.OVERDUE if self.due and self.due < today else ActionState.OPEN


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """Actions of a Marac, oldest first, as they stand on a day."""

    actions: tuple[Action, ...]
    today: date

    @property
    def last_meeting(self) -> date | None:
        """The last day before today on which an action was noted; None before the second meeting."""
        return max((each.noted_on for each in self.actions if each.noted_on < self.today), default=None)

    @property
    def current(self) -> tuple[Action, ...]:
        """Those that are open, and those that were done since the last meeting or noted today."""
        since = self.last_meeting or self.today
        return tuple(each for each in self.actions if not each.done_on or each.done_on >= since)
