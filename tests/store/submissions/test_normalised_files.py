"""What was accepted keeps its meaning whatever becomes of the catalogue's fields: files are read by header name."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.catalogue import fields
from maracdash.catalogue.demographics import VICTIMS
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.model.errors import StorageError
from maracdash.model.fields import ReturnField
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter, Window
from maracdash.queries.areas import list_quarters
from maracdash.queries.tables import build_tidy_table
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.releases.build import compute_recipe
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from tests.formats import FORMATS
from tests.queries.test_oracle import rounded, shown
from tests.support import folders
from tests.support.oracle import Expected, Oracle
from tests.support.prepared_folders import copy_prepared

LAST = Quarter(2024, 4)
PLAIN = tuple(each.name for each in fields.FIELDS if each.name != "cases" and each.group != ROUTE_FIELDS)
"""Fields that can go: of the routes, one that is withheld may take another with it."""
Figures = dict[tuple[str, str, str, str, str], Expected]


@contextmanager
def changed_catalogue(
    kept: Sequence[ReturnField], names: Mapping[str, str], new: Sequence[ReturnField] = ()
) -> Iterator[None]:
    """The catalogue of another version: these fields in this order, some under new names, and their indicators."""

    def renamed(each: ReturnField) -> ReturnField:
        name = names.get(each.name, each.name)
        return each if name == each.name else replace(each, name=name, former_names=(each.name, *each.former_names))

    def follows(each: Indicator) -> Indicator:
        sides = (each.numerator, each.denominator)
        above, below = (tuple(_renamed_term(term, names) for term in side) for side in sides)
        return replace(each, numerator=above, denominator=below)

    gone = {each.name for each in fields.FIELDS} - {each.name for each in kept}
    left = [each for each in catalogue.INDICATORS if not gone & {t.removeprefix("-") for t in _terms(each)}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "FIELDS", [*map(renamed, kept), *new])
        patch.setattr(catalogue, "INDICATORS", [follows(each) for each in left])
        yield


def _terms(indicator: Indicator) -> tuple[str, ...]:
    return (*indicator.numerator, *indicator.denominator)


def _renamed_term(term: str, names: Mapping[str, str]) -> str:
    sign = "-" if term.startswith("-") else ""
    name = term.removeprefix("-")
    return f"{sign}{names.get(name, name)}"


def figures(folder: Path) -> Figures:
    """Every figure of the newest release."""
    db = Releases(folder).current()
    return {
        (str(cell.area.level), cell.area.code, str(quarter), str(window), cell.indicator.slug): shown(cell.value)
        for quarter in list_quarters(db)
        for window in Window
        for cell in build_tidy_table(db, quarter, window).cells
    }


def oracle_figures(folder: Path) -> Figures:
    """The same by the slow twin, which reads the files its own way, with the catalogue as it is."""
    publish_release(folder)
    db, twin = Releases(folder).current(), Oracle(folder)
    return {
        (str(cell.area.level), cell.area.code, str(quarter), str(window), cell.indicator.slug): rounded(
            twin.value(cell.area, quarter, window, cell.indicator)
        )
        for quarter in list_quarters(db)
        for window in Window
        for cell in build_tidy_table(db, quarter, window).cells
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four quarters of 100 cases, 2 of them LGBTQ+ and 10 with a disability."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    rows = [folders.quarterly_return("M1", LAST - back, cases=100, lgbtq=2, disability=10) for back in range(4)]
    folders.submit(folder, areas=folders.build_country({"F1": ("M1",)}), returns=rows)
    publish_release(folder)


def number(folder: Path, slug: str) -> float | None:
    """The last year's figure of the Marac, published by the catalogue as it is now."""
    publish_release(folder)
    return next(
        cell.value.number
        for cell in build_tidy_table(Releases(folder).current(), LAST).cells
        if (cell.area.code, cell.indicator.slug) == ("M1", slug)
    )


def test_swapped_fields_do_not_swap_what_was_accepted(folder: Path) -> None:
    swap = {"lgbtq": "disability", "disability": "lgbtq"}
    by_name = {each.name: each for each in fields.FIELDS}
    order = [by_name[swap.get(each.name, each.name)] for each in fields.FIELDS]
    with changed_catalogue(order, {}):
        assert (number(folder, "lgbtq"), number(folder, "disability")) == (2, 10)


def test_a_new_field_was_not_collected_before(folder: Path) -> None:
    new = ReturnField(name="stalking", title="Cases with stalking", group=VICTIMS, part_of="cases")
    with changed_catalogue(fields.FIELDS, {}, [new]):
        assert number(folder, "lgbtq") == 2
        db = Releases(folder).current()
        assert db.rows("select count(*) from figure where indicator = 'lgbtq' and numerator is not null")[0][0] > 0


def test_a_field_keeps_its_past_under_a_new_name(folder: Path) -> None:
    with changed_catalogue(fields.FIELDS, {"lgbtq": "lgbt", "disability": "disabled"}):
        assert (number(folder, "lgbtq"), number(folder, "disability")) == (2, 10)


@pytest.mark.parametrize("column", ["marac", "quarter", "entries"])
def test_a_file_without_a_column_that_it_needs_is_named(folder: Path, column: str) -> None:
    path = next((folder / SUBMISSIONS_FOLDER).glob("*/returns.csv"))
    path.write_text(path.read_text(encoding="utf-8").replace(column, "other", 1), encoding="utf-8")
    with pytest.raises(StorageError, match=f"returns.csv of submission {path.parent.name} has no column “{column}”"):
        publish_release(folder, afresh=True)


def test_all_that_decides_a_figure_is_in_the_recipe() -> None:
    before = compute_recipe(None)
    first = fields.field_names(ROUTE_FIELDS)[0]
    without = [replace(each, group=VICTIMS) if each.name == first else each for each in fields.FIELDS]
    with changed_catalogue(without, {}):
        assert compute_recipe(None) != before, "which routes sum to the cases decides what is withheld"
    with changed_catalogue(fields.FIELDS, {"lgbtq": "lgbt"}):
        assert compute_recipe(None) != before
    assert compute_recipe(None) == before


def test_so_is_a_former_name_that_changes_nothing_but_what_kept_rows_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compute_recipe(None)
    first, *others = catalogue.INDICATORS
    renamed = replace(first, former_slugs=(*first.former_slugs, "as-it-was-called"))
    monkeypatch.setattr(catalogue, "INDICATORS", (renamed, *others))
    assert compute_recipe(None) != before


@pytest.fixture(scope="module")
def country() -> Iterator[tuple[Path, Figures]]:
    """The country of the first format, and its figures by the twin."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        shutil.copytree(FORMATS / "1" / "data", folder)
        yield folder, oracle_figures(folder)


@given(st.permutations(fields.FIELDS), st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_other_catalogue_gives_the_same_figures(
    country: tuple[Path, Figures], order: list[ReturnField], data: st.DataObject
) -> None:
    folder, expected = country
    gone = set(data.draw(st.lists(st.sampled_from(PLAIN), max_size=4)))
    renamed = data.draw(st.lists(st.sampled_from([each.name for each in fields.FIELDS[1:]]), max_size=6, unique=True))
    new = [
        ReturnField(name=f"new_{place}", title="New", group=VICTIMS) for place in range(data.draw(st.integers(0, 3)))
    ]
    kept = [each for each in order if each.name not in gone]
    with changed_catalogue(kept, {name: f"{name}_now" for name in renamed if name not in gone}, new):
        slugs = {each.slug for each in catalogue.INDICATORS}
        publish_release(folder)
        assert figures(folder) == {key: value for key, value in expected.items() if key[-1] in slugs}
