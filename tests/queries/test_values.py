"""Values of a quarter are kept for the next question, and not without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue
from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter, Window
from maracdash.queries import values
from maracdash.queries.areas import list_all_open
from maracdash.queries.values import ValueReader, read_snapshot
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.served_releases import Releases

CASES = catalogue.indicator("cases")


def _read(db: ReleaseConnection) -> ValueReader:
    return read_snapshot(db, Quarter(2024, 4), Window.YEAR, [CASES])


def test_a_value_that_was_found_is_the_same_the_next_time(demonstration: Path) -> None:
    db = Releases(demonstration).current()
    marac = list_all_open(db, Level.MARAC, Quarter(2024, 4))[0]
    first = _read(db).value(marac, Quarter(2024, 4), CASES)
    assert _read(db).value(marac, Quarter(2024, 4), CASES) is first


def test_values_are_not_kept_without_end(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MAX_FOUND", 3)
    db = Releases(demonstration).current()
    maracs = list_all_open(db, Level.MARAC, Quarter(2024, 4))[:5]
    found = [_read(db).value(each, Quarter(2024, 4), CASES) for each in maracs]
    assert len(_read(db).found) < len(maracs)
    assert [_read(db).value(each, Quarter(2024, 4), CASES) for each in maracs] == found
