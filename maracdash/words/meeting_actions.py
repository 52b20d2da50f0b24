"""Actions of meetings in words: what was agreed on, and how it stands since the last meeting."""

from __future__ import annotations

from maracdash.model.meeting_actions import Action, ActionList, ActionState
from maracdash.words import sources
from maracdash.words.uploads import count_noun

HEADING = "Actions since our last meeting"
COLUMNS = ("Action", "Who", "By when", "How it stands", "Noted beside")
NO_DAY, NOBODY = "no day", "nobody named"


def write_standing(listed: ActionList) -> str:
    """`Since our last meeting on 12 May 2026: 1 action is done, 2 are open, of which 1 is overdue.`"""
    states = [each.state(listed.today) for each in listed.current]
    done, overdue = (states.count(each) for each in (ActionState.DONE, ActionState.OVERDUE))
    still = len(states) - done
    since = f"Since our last meeting on {sources.write_day(listed.last_meeting)}" if listed.last_meeting else "So far"
    if not states:
        return f"{since}: no action is open."
    late = f", of which {overdue} {_is(overdue)} overdue" if overdue else ""
    return f"{since}: {count_noun(done, 'action')} {_is(done)} done, {still} {_is(still)} open{late}."


def write_state(action: Action, listed: ActionList) -> str:
    """`open`, `overdue`, `done on 12 May 2026`."""
    state = action.state(listed.today)
    return f"{state} on {sources.write_day(action.done_on)}" if action.done_on else str(state)


def build_action_rows(listed: ActionList) -> tuple[tuple[str, ...], ...]:
    """A row for each action that is current: what, who, by when, how it stands, and the finding."""
    return tuple(
        (
            each.what,
            each.who or NOBODY,
            sources.write_day(each.due) if each.due else NO_DAY,
            write_state(each, listed),
            each.finding,
        )
        for each in listed.current
    )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
