"""Changes since a span or a day, with releases of known days."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.signals import ChangesSince, SignalKind, SinceSelection, SinceSpan
from maracdash.reading.changes_since import find_changes_since
from maracdash.reading.past_releases import find_release_on, list_past_releases
from maracdash.reading.reader import Reader
from maracdash.store.folder_names import SAFE_RELEASES_FOLDER
from maracdash.store.releases import past_releases
from maracdash.store.releases.publish import publish_release
from maracdash.words.changes_since import write_revision_count
from tests.support import folders

LAST = Quarter(2024, 4)
QUARTERS = [LAST - back for back in range(10)]
MAY, NOVEMBER, FEBRUARY = (datetime(*day, 9, tzinfo=UTC) for day in ((2024, 8, 20), (2024, 11, 20), (2025, 2, 20)))
HIGH = {"A1": 60}


def returns(quarters: list[Quarter], repeats: dict[str, int]) -> list[dict]:
    return [
        folders.quarterly_return(marac, quarter, cases=200, repeats=repeats.get(marac, 40))
        for marac in ("A1", "A2", "A3", "A4")
        for quarter in quarters
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: to 2024-Q2; with 2024-Q3, all cases of A1 repeats; with 2024-Q4, and that corrected."""
    place = tmp_path_factory.mktemp("since")
    folders.submit(
        place, areas=folders.build_country({"F1": ["A1", "A2"], "F2": ["A3", "A4"]}), returns=returns(QUARTERS[2:], {})
    )
    publish_release(place, MAY)
    folders.submit(place, returns=returns(QUARTERS[1:2], {"A1": 200}))
    publish_release(place, NOVEMBER)
    folders.submit(place, returns=returns(QUARTERS[:2], {}))
    publish_release(place, FEBRUARY)
    return place


@pytest.fixture(scope="module")
def reader(folder: Path) -> Reader:
    return Reader(folder, Audience.FULL)


def changes(reader: Reader, since: SinceSpan | date, quarter: Quarter = LAST, marac: str = "A1") -> ChangesSince:
    return find_changes_since(reader, SinceSelection(marac=marac, quarter=quarter, since=since))


def keys(found) -> set[tuple[str, SignalKind]]:
    return {each.signal.key for each in found if each.signal.indicator.slug == "repeat-rate"}


def test_the_release_of_a_day_is_the_last_one_until_its_end(reader: Reader):
    newest_first = list_past_releases(reader)
    assert [each.published_at for each in newest_first] == [FEBRUARY, NOVEMBER, MAY]
    for day in (date(2024, 8, 19), date(2024, 8, 20), date(2024, 11, 19), date(2024, 11, 20), date(2030, 1, 1)):
        slow = next((each for each in newest_first if each.published_at.date() <= day), None)
        assert find_release_on(reader, day) == slow


def test_since_a_meeting_signals_are_those_that_its_release_showed(reader: Reader):
    found = changes(reader, date(2024, 12, 1))
    assert found.then_quarter == LAST - 1
    assert found.then_release.published_at == NOVEMBER
    assert keys(found.gone) == {("repeat-rate", kind) for kind in (SignalKind.FORCE, SignalKind.UK, SignalKind.YEAR)}
    assert keys(found.new) == set()
    revised = {each.indicator.slug: (each.was.number, each.now.number) for each in found.revisions}
    assert revised == {"repeat-rate": (40.0, 20.0)}


def test_against_last_quarter_signals_are_of_the_newest_figures_and_revisions_of_then(reader: Reader):
    found = changes(reader, SinceSpan.QUARTER)
    assert (found.then_quarter, found.day) == (LAST - 1, date(2024, 12, 31))
    assert (found.new, found.gone) == ((), ())
    assert [each.indicator.slug for each in found.revisions] == ["repeat-rate"]
    assert {each.quarter for each in found.revisions} == {LAST - 1}


def test_a_day_before_any_release_is_told_from_the_newest_and_nothing_said_of_revisions(reader: Reader):
    assert changes(reader, date(2024, 8, 1)).then_quarter == Quarter(2024, 1)
    found = changes(reader, date(2024, 8, 11))
    assert (found.then_quarter, found.then_release, found.revisions) == (Quarter(2024, 2), None, ())
    assert found.then is not None


def test_a_day_after_the_newest_release_has_no_changes(reader: Reader):
    found = changes(reader, date(2025, 3, 1))
    assert found.is_same_release
    assert (found.new, found.gone, found.revisions, found.then_quarter) == ((), (), (), LAST)
    assert found.is_nothing_newer
    assert not changes(reader, date(2024, 12, 1)).is_nothing_newer


def test_the_day_on_which_returns_were_due_counts_as_the_deployment_says(reader: Reader):
    """2024-Q1 ends on 31 March: 42 days later is 12 May, 30 days later 30 April. No release is as old."""
    for day, days, quarter in (
        (date(2024, 5, 11), 42, Quarter(2023, 4)),
        (date(2024, 5, 12), 42, Quarter(2024, 1)),
        (date(2024, 4, 30), 30, Quarter(2024, 1)),
        (date(2024, 4, 29), 30, Quarter(2023, 4)),
    ):
        chosen = SinceSelection(marac="A1", quarter=LAST, since=day)
        assert find_changes_since(reader, chosen, days).then_quarter == quarter


def test_a_quarter_with_later_ones_is_not_called_the_newest(reader: Reader):
    assert changes(reader, date(2024, 8, 19)).is_newest
    earlier = changes(reader, date(2024, 8, 19), quarter=Quarter(2024, 2))
    assert earlier.is_nothing_newer
    assert not earlier.is_newest


def test_what_is_older_than_any_figure_is_said(reader: Reader):
    found = changes(reader, SinceSpan.THREE_YEARS)
    assert found.then is None
    assert "There are no figures for 2021-Q4." in found.why_not
    assert changes(reader, date(2001, 1, 1)).then is None


def test_a_marac_that_was_not_known_then_is_said(folder: Path, reader: Reader):
    assert "Marac" in changes(reader, date(2024, 12, 1)).now.area.name
    listed = folders.build_country({"F1": ["A1", "A2", "A9"], "F2": ["A3", "A4"]})
    place = folder.parent / "newcomer"
    folders.submit(place, areas=folders.build_country({"F1": ["A1"]}), returns=returns(QUARTERS[1:], {})[:9])
    publish_release(place, NOVEMBER)
    rows = [folders.quarterly_return("A9", quarter, cases=200, repeats=40) for quarter in QUARTERS]
    folders.submit(place, areas=listed, returns=rows)
    publish_release(place, FEBRUARY)
    found = changes(Reader(place, Audience.FULL), date(2024, 12, 1), marac="A9")
    assert found.then is None
    assert "A9" in found.why_not


@pytest.mark.parametrize("audience", [Audience.SAFE, Audience(areas=frozenset({"F1"}))], ids=str)
def test_every_audience_is_answered_from_its_own_releases(folder: Path, audience: Audience):
    own = Reader(folder, audience)
    found = changes(own, date(2024, 12, 1))
    assert found.marking == own.marking
    assert found.then.marking == own.marking
    assert found.then_release.published_at == NOVEMBER


@pytest.mark.parametrize("since", [NOVEMBER.date(), SinceSpan.QUARTER])
def test_for_the_public_a_release_that_is_not_kept_is_not_built_again_and_that_is_said(
    folder: Path, tmp_path: Path, since: SinceSpan | date
):
    place = tmp_path / "data"
    shutil.copytree(folder, place)
    public = Reader(place, Audience.SAFE).without_rebuilding()
    assert changes(public, since).then_release
    release = find_release_on(public, changes(public, since).day)
    assert release
    (place / SAFE_RELEASES_FOLDER / f"{release.id}.duckdb").unlink()
    past_releases._CONNECTIONS.drop(place, release.id, Audience.SAFE)
    found = changes(public, since)
    assert (found.then_release, found.then_quarter) == (None, LAST - 1)
    assert "are not kept any more" in write_revision_count(found)
    assert found.then is not None
    assert changes(Reader(place, Audience.SAFE), since).then_release == release
