"""Actions of meetings: kept with their Marac, and what became of them since the last one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from maracdash.meeting_actions import finish_action, note_action, read_actions, remove_action, reopen_action
from maracdash.model.errors import NotFoundError
from maracdash.model.meeting_actions import Action, ActionList
from maracdash.words.meeting_actions import build_action_rows, write_open, write_standing

TODAY = date(2026, 5, 12)
BEFORE = TODAY - timedelta(days=91)


def make_action(key: str = "a1", **parts: Any) -> Action:
    fields: dict[str, Any] = {
        "what": "Ask the hospital who refers",
        "who": "Health lead",
        "due": date(2026, 4, 1),
        "indicator": "secondary-care",
        "finding": "In Birchford, 2% of cases were referred by secondary care.",
        "noted_on": BEFORE,
        "noted_by": "Bo",
    }
    return Action(id=key, **{**fields, **parts})


def test_an_action_is_found_again_with_its_marac_alone(tmp_path: Path) -> None:
    action = make_action(what="Ask “A&E”: \u2028 who?", due=None)
    note_action(tmp_path, "M/1", action)
    assert read_actions(tmp_path, "M/1") == (action,)
    assert read_actions(tmp_path, "M2") == ()


def test_an_action_is_done_and_reopened_and_one_by_mistake_removed(tmp_path: Path) -> None:
    for key in ("a1", "a2"):
        note_action(tmp_path, "M1", make_action(key))
    finish_action(tmp_path, "M1", "a1", TODAY, "Bo")
    assert [each.done_on for each in read_actions(tmp_path, "M1")] == [TODAY, None]
    reopen_action(tmp_path, "M1", "a1", TODAY, "Bo")
    assert [each.done_on for each in read_actions(tmp_path, "M1")] == [None, None]
    remove_action(tmp_path, "M1", "a2", TODAY, "Bo")
    assert [each.id for each in read_actions(tmp_path, "M1")] == ["a1"]
    for change in (finish_action, reopen_action, remove_action):
        with pytest.raises(NotFoundError, match="no such action"):
            change(tmp_path, "M1", "a2", TODAY, "Bo")


def test_what_is_open_or_done_since_the_last_meeting_is_current() -> None:
    long_ago = make_action("a0", noted_on=BEFORE - timedelta(days=91), done_on=BEFORE - timedelta(days=40))
    actions = (
        long_ago,
        make_action("late"),
        make_action("open", due=TODAY),
        make_action("done", done_on=TODAY - timedelta(days=3)),
        make_action("new", noted_on=TODAY, due=None, who=""),
    )
    listed = ActionList(actions=actions, today=TODAY)
    assert listed.last_meeting == BEFORE
    assert [each.id for each in listed.current] == ["late", "open", "done", "new"]
    assert write_standing(listed) == (
        "Since our last meeting on 10 February 2026: 1 action is done, 3 are open, of which 1 is overdue."
    )
    rows = build_action_rows(listed)
    assert [row[3] for row in rows] == ["overdue", "open", "done on 9 May 2026", "open"]
    assert rows[-1][1:3] == ("nobody named", "no day")


def test_before_the_second_meeting_there_is_no_last_one() -> None:
    listed = ActionList(actions=(make_action(noted_on=TODAY, due=None),), today=TODAY)
    assert write_standing(listed) == "So far: 0 actions are done, 1 is open."
    assert write_standing(ActionList(actions=(), today=TODAY)) == "So far: no action is open."


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ((), ""),
        ((make_action(done_on=TODAY),), ""),
        ((make_action(),), "1 action agreed on 10 February 2026 is overdue."),
        ((make_action(due=None),), "1 action agreed on 10 February 2026 is open."),
        (
            (make_action("a1"), make_action("a2", due=TODAY), make_action("a3", done_on=TODAY)),
            "2 actions agreed on 10 February 2026 are open, of which 1 is overdue.",
        ),
        (
            (make_action("a1", due=None), make_action("a2", due=None, noted_on=TODAY)),
            "2 actions agreed between 10 February 2026 and 12 May 2026 are open.",
        ),
    ],
)
def test_the_open_actions_are_a_sentence_with_the_day_of_their_meeting(actions: tuple[Action, ...], said: str) -> None:
    assert write_open(ActionList(actions=actions, today=TODAY)) == said
