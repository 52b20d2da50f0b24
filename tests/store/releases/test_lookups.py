"""What a release tells the checks of new data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter
from maracdash.store.releases import lookups
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from tests.support import folders

QUARTER = Quarter(2025, 3)


def met(*days: date) -> list[dict[str, object]]:
    """Meetings of M1."""
    return [{"marac": "M1", "meeting_date": day, "quarter": QUARTER.index, "entries": 1, "cases": 5} for day in days]


def test_the_meetings_of_the_newest_submission_are_held(tmp_path: Path) -> None:
    july, august = (date(2025, 7, 8), date(2025, 7, 22)), (date(2025, 8, 5),)
    quarterly = folders.quarterly_return("M2", QUARTER, cases=9)
    folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1", "M2")}), returns=[*met(*july), quarterly])
    publish_release(tmp_path)
    held = Releases(tmp_path).query(lookups.get_held_quarters)
    assert held == {
        ("M1", QUARTER.index): HeldQuarter(days=frozenset(july), entries=2),
        ("M2", QUARTER.index): HeldQuarter(days=frozenset(), entries=3),
    }
    folders.submit(tmp_path, returns=met(*august))
    publish_release(tmp_path)
    assert Releases(tmp_path).query(lookups.get_held_quarters)["M1", QUARTER.index].days == frozenset(august)
