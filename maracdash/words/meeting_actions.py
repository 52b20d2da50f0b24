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
    done = states.count(ActionState.DONE)
    still = len(states) - done
    since = f"Since our last meeting on {sources.write_day(listed.last_meeting)}" if listed.last_meeting else "So far"
    if not states:
        return f"{since}: no action is open."
    return f"{since}: {count_noun(done, 'action')} {_is(done)} done, {still} {_is(still)} open{_write_late(listed)}."


def write_open(listed: ActionList) -> str:
    """`2 actions agreed on 12 May 2026 are open, of which 1 is overdue.`; empty where none is open."""
    still = [each for each in listed.current if not each.done_on]
    if not still:
        return ""
    first, last = (sources.write_day(pick(each.noted_on for each in still)) for pick in (min, max))
    days = f"on {first}" if first == last else f"between {first} and {last}"
    late = all(each.state(listed.today) is ActionState.OVERDUE for each in still)
    state = "overdue" if late else f"open{_write_late(listed)}"
    return f"{count_noun(len(still), 'action')} agreed {days} {_is(len(still))} {state}."


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


def _write_late(listed: ActionList) -> str:
    overdue = sum(each.state(listed.today) is ActionState.OVERDUE for each in listed.current)
    return f", of which {overdue} {_is(overdue)} overdue" if overdue else ""


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
