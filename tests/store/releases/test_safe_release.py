"""The safe release: each rule on figures small enough to be counted on one's fingers."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, NotFoundError, StorageError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.safe_rules import SafeRule
from maracdash.model.selection import ValueSelection
from maracdash.model.values import Status, Value
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.reading.past_releases import find_release, list_past_releases
from maracdash.reading.reader import Reader
from maracdash.statistics.comparators import FEW_LEFT
from maracdash.store import durable_files, safe_rule
from maracdash.store.folder_names import RELEASES_FOLDER, RULE_FILE, SAFE_RELEASES_FOLDER
from maracdash.store.releases import safe_release, version_pointers
from maracdash.store.releases.build import compute_recipe
from maracdash.store.releases.publish import current_release_path, publish_release
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS
from tests.support import folders, small_country

LAST = Quarter(2024, 4)
FORCES = {"F1": ("M1", "M2", "M3", "M4"), "F2": ("N1", "N2"), "F3": ("P1",)}
EACH_QUARTER = {
    "M1": {"cases": 50, "repeats": 1, "lgbtq": 3, "disability": 0, "males": 49},
    "M2": {"cases": 40, "repeats": 10, "lgbtq": 6, "disability": 0, "males": 5},
    "M3": {"cases": 6, "repeats": 3, "lgbtq": 3, "disability": 0, "males": 3},
    "M4": {"cases": 31, "repeats": 9, "lgbtq": 0, "disability": 0, "males": 5},
    "N1": {"cases": 30, "repeats": 1, "lgbtq": 5, "disability": 0, "males": 5},
    "N2": {"cases": 30, "repeats": 6, "lgbtq": 5, "disability": 0, "males": 5},
    "P1": {"cases": 30, "repeats": 6, "lgbtq": 5, "disability": 0, "males": 5},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("safe")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def safe(folder: Path) -> Reader:
    return Reader(folder, Audience.SAFE)


def fill(folder: Path) -> None:
    folders.submit(
        folder,
        areas=folders.build_country(FORCES),
        populations=[folders.population_row(code, 10_000) for code in EACH_QUARTER],
        returns=[
            folders.quarterly_return(code, LAST - back, **counts)
            for code, counts in EACH_QUARTER.items()
            for back in range(8)
        ],
    )
    publish_release(folder)


def value(reader: Reader, code: str, slug: str, window: Window = Window.YEAR) -> Value:
    levels = (Level.MARAC, Level.FORCE, Level.UK)
    cells = reader.ask(queries.TIDY_TABLE, LAST, window, levels, slugs=(slug,)).cells
    return next(cell.value for cell in cells if cell.area.code == code)


@pytest.mark.parametrize(
    ("code", "slug", "sums"),
    [
        ("M1", "cases", (200, None)),  # 4 x 50
        ("M3", "cases", (25, None)),  # 24
        ("M4", "cases", (125, None)),  # 124
        ("M1", "lgbtq", (10, 200)),  # 12 of 200
        ("M4", "repeat-rate", (35, 125)),  # 36 of 124
        ("M1", "disability", (0, 200)),
        ("F1", "cases", (510, None)),  # 508
        ("F1", "lgbtq", (50, 510)),  # 48
        ("U1", "cases", (870, None)),  # 868: the rounded ones of the Maracs sum to 870 by chance
        ("M1", "cases-per-10k", (200, 10_000)),
        ("M1", "maracs", (1, None)),
        ("F2", "maracs", (2, None)),
    ],
)
def test_a_count_is_rounded_to_the_nearest_5_from_its_true_sum_and_0_stays_0(
    safe: Reader, code: str, slug: str, sums: tuple[float, float | None]
) -> None:
    found = value(safe, code, slug)
    assert (found.numerator, found.denominator) == sums


@pytest.mark.parametrize(
    ("code", "slug", "reason"),
    [
        ("M1", "repeat-rate", WithheldReason.SMALL_NUMBER),  # 4 of 200
        ("M1", "males", WithheldReason.SMALL_NUMBER),  # 196 of 200: 4 are not
        ("F2", "cases", WithheldReason.FEW_MARACS),
        ("F3", "repeat-rate", WithheldReason.FEW_MARACS),
        ("N2", "repeat-rate", WithheldReason.ONE_OF_TWO),  # N1 has 4 of 120
    ],
)
def test_what_could_tell_a_small_number_is_withheld_and_says_why(
    safe: Reader, code: str, slug: str, reason: WithheldReason
) -> None:
    found = value(safe, code, slug)
    assert (found.status, found.reason) == (Status.WITHHELD, reason.words)
    assert (found.number, found.numerator, found.denominator) == (None, None, None)


def test_a_percentage_needs_a_base(tmp_path: Path) -> None:
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1",)}),
        returns=[folders.quarterly_return("M1", LAST - back, cases=5, lgbtq=3, repeats=0) for back in range(4)],
    )
    publish_release(tmp_path)
    reader = Reader(tmp_path, Audience.SAFE)
    assert value(reader, "M1", "repeat-rate").reason == WithheldReason.SMALL_BASE.words
    assert value(reader, "M1", "cases").number == 20


def test_a_percentage_is_whole_and_of_the_rounded_counts(safe: Reader) -> None:
    cells = safe.ask(queries.TIDY_TABLE, LAST, slugs=("lgbtq",)).cells
    found = next(cell for cell in cells if cell.area.code == "F1")
    assert found.value.number == 10, "50 of 510 is 9.8%"
    assert found.indicator.format_value(found.value) == "10%"


def test_a_reader_of_some_areas_sees_their_percentages_in_full_and_others_whole(folder: Path) -> None:
    cells = Reader(folder, Audience(areas=frozenset({"M1"}))).ask(queries.TIDY_TABLE, LAST, slugs=("lgbtq",)).cells
    written = {each.area.code: each.indicator.format_value(each.value) for each in cells if each.value.known}
    assert written["M1"] == "6.0%", "12 of 200"
    assert written["M2"] == "16%", "25 of 160, rounded from 24"


def test_a_single_quarter_shows_the_total_of_cases_alone(safe: Reader) -> None:
    assert value(safe, "M1", "cases", Window.QUARTER).number == 50
    assert value(safe, "M3", "cases", Window.QUARTER).reason == WithheldReason.TELLING_TOTAL.words
    for slug in ("lgbtq", "repeat-rate", "disability"):
        assert value(safe, "M1", slug, Window.QUARTER).reason == WithheldReason.QUARTER_BREAKDOWN.words


def test_what_is_worked_out_comes_from_the_rounded_counts(safe: Reader) -> None:
    for cell in safe.ask(queries.TIDY_TABLE, LAST).cells:
        if cell.value.number is not None and cell.value.numerator is not None:
            again = cell.indicator.number(cell.value.numerator, cell.value.denominator)
            assert again is not None
            assert cell.indicator.fitting(cell.value).format(again) == cell.indicator.format_value(cell.value)


def open_beside(path: Path) -> duckdb.DuckDBPyConnection:
    """A release file beside whoever reads it in this process."""
    connection = duckdb.connect()
    connection.execute(f"attach '{path}' as kept (read_only)")
    return connection


def tables(path: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    with open_beside(path) as connection:
        rows = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where database_name = 'kept' order by all"
        ).fetchall()
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def test_both_files_have_the_same_tables_so_a_new_one_must_be_decided_on(folder: Path) -> None:
    full, safe = (current_release_path(folder, each) for each in (Audience.FULL, Audience.SAFE))
    assert full
    assert safe
    assert tables(full) == tables(safe)
    mixed = Reader(folder, Audience(areas=frozenset({"F1"})))
    rows = mixed._releases.current().rows(
        "select distinct table_name from duckdb_columns() where not internal and database_name = 'memory'"
    )
    assert {name for (name,) in rows} - {"full_area", "own_area", "audience_area"} == set(tables(full))


def counts_of_cases(path: Path) -> Iterator[float]:
    with open_beside(path) as connection:
        for sql in (
            "select unnest([numerator, denominator, published]) from kept.figure where indicator = 'cases'",
            "select cases from kept.reporting",
        ):
            yield from (number for (number,) in connection.execute(sql).fetchall() if number is not None)


def test_the_safe_file_holds_no_other_count(folder: Path) -> None:
    path = current_release_path(folder, Audience.SAFE)
    assert path
    found = set(counts_of_cases(path))
    assert found > {200.0, 25.0}
    assert not [each for each in found if each % 5]


def test_the_safe_folder_alone_answers_the_public_and_nobody_else(folder: Path, safe: Reader, tmp_path: Path) -> None:
    shutil.copytree(folder / SAFE_RELEASES_FOLDER, tmp_path / SAFE_RELEASES_FOLDER)
    alone = Reader(tmp_path, Audience.SAFE)
    assert alone.ask(queries.TIDY_TABLE, LAST) == safe.ask(queries.TIDY_TABLE, LAST)
    for audience in (Audience.FULL, Audience(areas=frozenset({"F1"}))):
        with pytest.raises(NoReleaseError):
            Reader(tmp_path, audience).ask(queries.CHOICES)
    assert not (tmp_path / RELEASES_FOLDER).exists()


@pytest.mark.parametrize("pointers", [1, 2, 3])
def test_a_kill_between_the_pointers_is_seen_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pointers: int
) -> None:
    """Of the folder, that is: a copy of its safe releases stays with the release before."""
    fill(tmp_path)
    readers = [Reader(tmp_path, each) for each in (Audience.FULL, Audience.SAFE)]
    before = {each.release.id for each in readers}
    real, written = durable_files.replace_file, []

    def write_some(path: Path, content: bytes) -> None:
        if path.name.startswith(version_pointers.POINTER_FILE):
            if len(written) == pointers:
                raise KeyboardInterrupt
            written.append(content.decode())
        real(path, content)

    monkeypatch.setattr(durable_files, "replace_file", write_some)
    with pytest.raises(KeyboardInterrupt):
        publish_release(tmp_path, afresh=True)
    paths = [current_release_path(tmp_path, each) for each in (Audience.FULL, Audience.SAFE)]
    assert [each.stem for each in paths if each and each.is_file()] == written[:1] * 2
    time.sleep(POINTER_CHECK_SECONDS)
    assert {each.release.id for each in readers} == set(written) != before


def test_a_damaged_safe_release_is_built_again_and_never_answered_by_the_full_one(tmp_path: Path) -> None:
    fill(tmp_path)
    path = current_release_path(tmp_path, Audience.SAFE)
    assert path
    path.write_bytes(b"not a database" * 1000)
    assert value(Reader(tmp_path, Audience.SAFE), "M4", "cases").number == 125
    now, full = (current_release_path(tmp_path, each) for each in (Audience.SAFE, Audience.FULL))
    assert now
    assert full
    shutil.copy(full, now)
    assert value(Reader(tmp_path, Audience.SAFE), "M4", "cases").number == 125


def test_own_areas_are_full_and_all_others_safe(folder: Path) -> None:
    own = {"F2", "N1", "N2", "M1"}
    audiences = (Audience(areas=frozenset({"F2", "M1"})), Audience.FULL, Audience.SAFE)
    for window in Window:
        found = [Reader(folder, each).ask(queries.TIDY_TABLE, LAST, window).cells for each in audiences]
        for seen, true, protected in zip(*found, strict=True):
            assert seen.value == (true if seen.area.code in own else protected).value


def test_other_areas_are_compared_as_the_public_sees_it(tmp_path: Path) -> None:
    """The rest of a region of two Maracs would be the other one by name, whoever is told it."""
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1", "M2"), "F2": ("M3",)}),
        returns=[
            folders.quarterly_return(each, LAST - back, cases=40, repeats=12)
            for each in ("M1", "M2", "M3")
            for back in range(8)
        ],
    )
    publish_release(tmp_path)
    own = {"F1", "M1", "M2"}
    audiences = (Audience(areas=frozenset({"F1"})), Audience.SAFE)
    selection = ValueSelection(quarters=(LAST,), limit=100_000)
    seen, public = (Reader(tmp_path, each).ask(queries.VALUE_PAGE, selection).cells for each in audiences)
    others = [(one, other) for one, other in zip(seen, public, strict=True) if one.cell.area.code not in own]
    assert FEW_LEFT in {each.against.reason for _, cell in others for each in cell.averages}
    for one, other in others:
        assert one == other


def test_the_rule_is_a_setting_of_the_folder_that_a_release_states(tmp_path: Path) -> None:
    fill(tmp_path)
    assert Reader(tmp_path, Audience.SAFE).release.rule == SafeRule()
    assert Reader(tmp_path, Audience.FULL).release.rule is None
    before = current_release_path(tmp_path)
    rule = SafeRule(withheld_up_to=9, rounded_to=10)
    safe_rule.write_safe_rule(tmp_path, rule)
    publish_release(tmp_path)
    assert current_release_path(tmp_path) != before
    reader = Reader(tmp_path, Audience.SAFE)
    assert reader.release.rule == rule
    assert value(reader, "M4", "cases").number == 120


def test_an_earlier_safe_release_stays_what_it_was(tmp_path: Path) -> None:
    fill(tmp_path)
    reader = Reader(tmp_path, Audience.SAFE)
    first, was = reader.release.id, reader.ask(queries.TIDY_TABLE, LAST)
    folders.submit(tmp_path, returns=[folders.quarterly_return("M1", LAST, cases=53)])
    publish_release(tmp_path)
    for place in (RELEASES_FOLDER, SAFE_RELEASES_FOLDER):
        (tmp_path / place / f"{first}.duckdb").unlink()
    assert Reader(tmp_path, Audience.SAFE).at(first).ask(queries.TIDY_TABLE, LAST) == was


@pytest.mark.parametrize(
    "then",
    [
        SafeRule(withheld_up_to=5),
        SafeRule(withheld_up_to=9, rounded_to=10),
        SafeRule(smallest_base=20),
        SafeRule(fewest_maracs=2),
        SafeRule(public_submissions=("000001-a",)),
    ],
    ids=lambda each: each.words if each != SafeRule() else "usual",
)
def test_one_made_by_another_rule_is_shown_to_nobody_who_sees_safe_figures(tmp_path: Path, then: SafeRule) -> None:
    safe_rule.write_safe_rule(tmp_path, then)
    fill(tmp_path)
    first = Reader(tmp_path, Audience.FULL).release
    safe_rule.write_safe_rule(tmp_path, SafeRule())
    publish_release(tmp_path)
    for audience in (Audience.SAFE, Audience(areas=frozenset({"M1"}))):
        reader = Reader(tmp_path, audience)
        with pytest.raises(NotFoundError, match=rf"{first.id} were made by another rule .* not shown any more"):
            reader.at(first.id)
        with pytest.raises(NotFoundError, match="made by another rule"):
            find_release(reader, first.id)
        assert [each.id for each in list_past_releases(reader)] == [reader.release.id]
    full = Reader(tmp_path, Audience.FULL)
    assert full.at(first.id).release.id == first.id
    assert len(list_past_releases(full)) == 2


def test_one_that_protected_what_is_public_by_now_is_shown(tmp_path: Path) -> None:
    fill(tmp_path)
    first = Reader(tmp_path, Audience.SAFE).release
    safe_rule.write_safe_rule(tmp_path, SafeRule(public_submissions=("000001-a",)))
    publish_release(tmp_path)
    assert Reader(tmp_path, Audience.SAFE).at(first.id).release.id == first.id


PRINTED = {"cases": 504.0, "cases-per-10k": 50.4, "repeat-rate": 30.16, "cases-change": 5.3, "idva-current": 5.5}


def publish_others(folder: Path, maracs: int) -> str:
    rows = [
        {"level": "force", "area_code": "F1", "quarter": LAST.index, "indicator": slug, "value": number}
        for slug, number in {**PRINTED, "maracs": maracs}.items()
    ]
    sent = folders.submit(folder, areas=folders.build_country({"F1": ()}), published=rows)
    publish_release(folder)
    return sent


def test_a_published_figure_is_protected_by_its_counts_too(tmp_path: Path) -> None:
    publish_others(tmp_path, maracs=4)
    full, safe = (Reader(tmp_path, each) for each in (Audience.FULL, Audience.SAFE))
    assert {slug: value(full, "F1", slug).number for slug in PRINTED} == PRINTED
    assert {slug: value(safe, "F1", slug).number for slug in PRINTED} == {
        "cases": 505,
        "cases-per-10k": pytest.approx(505 / (504 / 50.4)),
        "repeat-rate": 30,  # 152 of 504 are 150 of 505: 29.7%
        "cases-change": None,
        "idva-current": 5.5,  # 505 cases, one Idva for 100
    }
    assert value(safe, "F1", "cases-change").reason == WithheldReason.PUBLISHED_ALONE.words


def test_a_published_figure_of_few_maracs_is_withheld(tmp_path: Path) -> None:
    publish_others(tmp_path, maracs=2)
    found = value(Reader(tmp_path, Audience.SAFE), "F1", "cases")
    assert found.reason == WithheldReason.FEW_MARACS.words


def test_what_is_public_already_is_passed_on_as_it_stands(tmp_path: Path) -> None:
    sent = publish_others(tmp_path, maracs=2)
    safe_rule.write_safe_rule(tmp_path, SafeRule(public_submissions=(sent,)))
    publish_release(tmp_path)
    safe = Reader(tmp_path, Audience.SAFE)
    assert {slug: value(safe, "F1", slug).number for slug in PRINTED} == PRINTED


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"withheld_up_to": 0}), json.dumps({"threshold": 3})])
def test_nothing_is_published_by_a_rule_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    small_country.fill(tmp_path)
    (tmp_path / RULE_FILE).write_text(text, encoding="utf-8")
    before = current_release_path(tmp_path)
    with pytest.raises(StorageError, match=r"safe-rule\.json .* cannot be read"):
        publish_release(tmp_path, afresh=True)
    assert current_release_path(tmp_path) == before


def test_a_rule_that_protects_nothing_is_refused() -> None:
    for wrong in ({"rounded_to": 0}, {"rounded_to": 9}, {"smallest_base": 0}, {"fewest_maracs": 0}):
        with pytest.raises(ValueError, match=r"are rounded|1 or more"):
            SafeRule(**wrong)


def test_a_total_leaves_room_for_those_who_know_a_part_of_it(tmp_path: Path) -> None:
    """The region's 41 is shown as 40, at most 42; who has the 40 of one force would know that the other has 1 or 2."""
    counts = {"M1": (5, 5, 5, 5), "M2": (5, 5, 5, 5), "N1": (1, 0, 0, 0)}
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1", "M2"), "F2": ("N1",)}),
        returns=[
            folders.quarterly_return(code, LAST - back, cases=cases)
            for code, each in counts.items()
            for back, cases in enumerate(each)
        ],
    )
    publish_release(tmp_path)
    insider = Reader(tmp_path, Audience(areas=frozenset({"F1"})))
    assert value(insider, "F1", "cases").number == 40
    assert value(insider, "U1", "cases").reason == WithheldReason.TELLING_TOTAL.words
    assert value(Reader(tmp_path, Audience.FULL), "U1", "cases").number == 41


def test_a_code_that_a_marac_and_a_force_share_gives_nobody_full_figures(tmp_path: Path) -> None:
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("F2",), "F2": ("N1",)}),
        returns=[folders.quarterly_return(code, LAST - back, cases=11) for code in ("F2", "N1") for back in range(4)],
    )
    publish_release(tmp_path)
    reader = Reader(tmp_path, Audience(areas=frozenset({"F2"})))
    for code in ("F2", "N1"):
        assert value(reader, code, "cases").number == 45, "and not 44"


@pytest.mark.parametrize(
    ("name", "other"),
    [("ROOM", 5), ("LEVELS", (Level.FORCE,)), ("PASSED_ON_TABLES", ("area",)), ("NO_PEOPLE", frozenset({"cases"}))],
)
def test_whatever_decides_a_safe_figure_is_in_the_recipe(
    monkeypatch: pytest.MonkeyPatch, name: str, other: object
) -> None:
    before = compute_recipe(None)
    monkeypatch.setattr(safe_release, name, other)
    assert compute_recipe(None) != before
