"""An earlier release answers as it did, whether its file is still there or not."""

from datetime import UTC, datetime, timedelta

import pytest

from maracdash import queries
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError, NotKeptError
from maracdash.model.overview_reports import ReportForm, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import RevisionCause
from maracdash.reading.past_releases import find_release
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_report_revisions
from maracdash.store.folder_names import RELEASES_FOLDER, SAFE_RELEASES_FOLDER
from maracdash.store.folder_names import SUBMISSIONS_FOLDER as SUBMISSIONS
from maracdash.store.releases import release_log
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.prepared_folders import copy_prepared

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
LAST = Quarter(2024, 4)
REPORT = ReportSelection(form=ReportForm.FORCE_MARAC, quarter=LAST, forces=("F1",))


def returns(cases: float, quarters: int = 4) -> list[dict]:
    return [folders.quarterly_return("M1", LAST - step, cases=cases) for step in range(4 - quarters, 4)]


def cases(reader: Reader) -> float | None:
    answer = reader.ask(queries.OVERVIEW_REPORT, REPORT)
    row = next(each for each in answer.rows if each.indicator.slug == "cases")
    return row.values[[each.label for each in answer.columns].index("Marac M1")].number


@pytest.fixture
def folder(tmp_path):
    """Three releases: 400 cases, then 404, then the second submission withdrawn."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder):
    areas = folders.build_country({"F1": ["M1", "M2"]})
    folders.submit(folder, areas=areas, returns=[*returns(100), *[{**each, "marac": "M2"} for each in returns(50)]])
    publish_release(folder, NOW)
    second = folders.submit(folder, returns=returns(101))
    publish_release(folder, NOW + timedelta(days=1))
    folders.withdraw(folder, second)
    publish_release(folder, NOW + timedelta(days=2))


def ids(folder) -> list[str]:
    return [each.release.id for each in release_log.list_entries(folder / RELEASES_FOLDER)]


def test_each_release_answers_as_it_did(folder):
    reader = Reader(folder, Audience.FULL)
    assert [cases(reader.at(each)) for each in ids(folder)] == [400, 404, 400]


def test_the_time_in_its_id_is_enough(folder):
    reader = Reader(folder, Audience.FULL)
    assert reader.at("20250302T120000").release.id == ids(folder)[1]


def test_the_newest_is_the_current_one(folder):
    reader = Reader(folder, Audience.FULL)
    assert reader.at(ids(folder)[0]) is reader


def test_a_release_whose_file_is_gone_is_built_again_from_what_counted_then(folder):
    (folder / RELEASES_FOLDER / f"{ids(folder)[1]}.duckdb").unlink()
    reader = Reader(folder, Audience.FULL)
    earlier = reader.at(ids(folder)[1])
    assert cases(earlier) == 404
    assert earlier.release.id == ids(folder)[1]
    assert f"{earlier.release.published_at:%Y-%m-%d}" == "2025-03-02"
    assert cases(reader) == 400


def test_a_damaged_file_is_built_again(folder):
    (folder / RELEASES_FOLDER / f"{ids(folder)[1]}.duckdb").write_bytes(b"not a database" * 1000)
    assert cases(Reader(folder, Audience.FULL).at(ids(folder)[1])) == 404


def test_the_ledger_outlives_the_files(folder, monkeypatch):
    monkeypatch.setattr("maracdash.store.releases.publish.MAX_KEPT_RELEASES", 1)
    publish_release(folder, NOW + timedelta(days=3), afresh=True)
    assert len(list((folder / RELEASES_FOLDER).glob("*.duckdb"))) == 1
    assert len(ids(folder)) == 4
    assert cases(Reader(folder, Audience.FULL).at(ids(folder)[2])) == 404


@pytest.mark.parametrize("text", ["", "release-19990101T000000", "../../etc/passwd", "*", "20250302"])
def test_a_release_that_never_was_is_said(folder, text):
    with pytest.raises(NotFoundError, match="There is no release"):
        Reader(folder, Audience.FULL).at(text)


def test_a_submission_that_was_taken_away_by_hand_is_said(folder):
    entry = release_log.list_entries(folder / RELEASES_FOLDER)[1]
    (folder / RELEASES_FOLDER / f"{entry.release.id}.duckdb").unlink()
    (folder / SUBMISSIONS / entry.submissions[1]).rename(folder / "elsewhere")
    with pytest.raises(NotFoundError, match="not in the data folder any more"):
        cases(Reader(folder, Audience.FULL).at(entry.release.id))


def test_what_changed_since_is_listed_with_its_cause(folder):
    answer = find_report_revisions(
        Reader(folder, Audience.FULL).at(ids(folder)[1]), Reader(folder, Audience.FULL), REPORT
    )
    changes = {
        (each.area.code, each.indicator.slug): (each.was.number, each.now.number, each.cause)
        for each in answer.revisions
    }
    assert changes["M1", "cases"] == (404, 400, RevisionCause.CORRECTED)
    assert not [key for key in changes if key[0] == "M2"]


def test_a_late_return_is_told_from_a_correction(tmp_path):
    areas = folders.build_country({"F1": ["M1", "M2"]})
    folders.submit(tmp_path, areas=areas, returns=returns(100, quarters=3))
    folders.submit(tmp_path, returns=[folders.quarterly_return("M2", LAST, cases=1)])
    publish_release(tmp_path, NOW)
    folders.submit(tmp_path, returns=[folders.quarterly_return("M1", LAST, cases=160)])
    publish_release(tmp_path, NOW + timedelta(days=1))
    answer = find_report_revisions(
        Reader(tmp_path, Audience.FULL).at(ids(tmp_path)[1]), Reader(tmp_path, Audience.FULL), REPORT
    )
    assert {each.cause for each in answer.revisions} == {RevisionCause.LATE_RETURN}


def test_after_a_rebuild_as_many_files_are_kept_as_after_a_publication(folder, monkeypatch):
    """Of the others those that were built last; and the one that is served, whenever it was built."""
    monkeypatch.setattr("maracdash.store.releases.publish.MAX_KEPT_RELEASES", 3)
    for day in (3, 4, 5):
        publish_release(folder, NOW + timedelta(days=day), afresh=True)
    newest, fifth, fourth, third, second, first = ids(folder)
    reader = Reader(folder, Audience.FULL)
    assert _list_kept(folder) == [{fourth, fifth, newest}] * 2
    assert cases(reader.at(first)) == 400
    assert _list_kept(folder) == [{first, fifth, newest}] * 2
    assert cases(reader.at(second)) == 404
    assert _list_kept(folder) == [{first, second, newest}] * 2
    assert cases(reader) == cases(reader.at(third)) == 400


def test_for_the_public_a_release_that_is_not_kept_is_refused_and_not_built_again(folder):
    newest, second, first = ids(folder)
    for place in (RELEASES_FOLDER, SAFE_RELEASES_FOLDER):
        (folder / place / f"{second}.duckdb").unlink()
    before = _list_kept(folder)
    public = Reader(folder, Audience.SAFE).without_rebuilding()
    assert public.at(first).release.id == first
    with pytest.raises(NotKeptError, match=f"{second} are not kept any more"):
        cases(public.at(second))
    assert _list_kept(folder) == before == [{first, newest}] * 2
    assert find_release(public, second).id == second
    assert cases(Reader(folder, Audience.FULL).at(second)) == 404


def _list_kept(folder) -> list[set[str]]:
    return [
        {each.stem for each in (folder / place).glob("*.duckdb")} for place in (RELEASES_FOLDER, SAFE_RELEASES_FOLDER)
    ]
