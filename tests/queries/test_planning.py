"""Planning figures are for 12 months, and rest on the population whatever was returned."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import catalogue, queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Unit
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Status, Value
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.prepared_folders import copy_prepared

LAST = Quarter(2024, 4)
PLANNING = ("recommended-cases", "idva-current", "idva-recommended", "admin-current", "admin-recommended")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two Maracs; the last quarter of M1 is filled."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    sent = [("M2", LAST), *((marac, LAST - back) for marac in ("M1", "M2") for back in (1, 2, 3))]
    folders.submit(
        folder,
        areas=folders.build_country({"F1": ("M1", "M2")}),
        populations=[folders.population_row(marac, 50_000) for marac in ("M1", "M2")],
        returns=[folders.quarterly_return(marac, quarter, cases=20) for marac, quarter in sent],
    )
    publish_release(folder)


def found(folder: Path, window: Window, slugs: tuple[str, ...]) -> dict[str, Value]:
    """Values of M1."""
    cells = (
        Reader(folder, Audience.FULL)
        .ask(queries.TIDY_TABLE, LAST, window=window, levels=(Level.MARAC,), slugs=slugs)
        .cells
    )
    return {each.indicator.slug: each.value for each in cells if each.area.code == "M1"}


def test_a_single_quarter_has_no_planning_figure(folder: Path) -> None:
    for value in found(folder, Window.QUARTER, PLANNING).values():
        assert (value.status, value.reason) == (Status.NOT_APPLICABLE, "planning figures are for 12 months")


def test_a_year_has_them(folder: Path) -> None:
    numbers = {slug: value.number for slug, value in found(folder, Window.YEAR, PLANNING).items()}
    assert numbers == dict(zip(PLANNING, (200, 1.0, 2.0, 0.2, 0.6), strict=True))


def test_every_number_of_posts_is_a_planning_figure() -> None:
    assert {each.slug for each in catalogue.INDICATORS if each.annual} == set(PLANNING)
    assert {each.slug for each in catalogue.INDICATORS if each.unit is Unit.POSTS} <= set(PLANNING)


def test_a_filled_return_estimates_cases_and_no_population(folder: Path) -> None:
    values = found(folder, Window.YEAR, ("cases", "idva-current", "recommended-cases", "idva-recommended"))
    statuses = {slug: value.status for slug, value in values.items()}
    assert statuses["cases"] is statuses["idva-current"] is Status.PROXIED
    assert statuses["recommended-cases"] is statuses["idva-recommended"] is Status.OK
    assert values["recommended-cases"].coverage.proxied == 0
