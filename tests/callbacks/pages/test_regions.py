"""All Maracs at once: a row each, sorted as asked, with words for every picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash, html

from callbacks.context import AppContext
from callbacks.pages import regions
from layouts.pages import region
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, address: str) -> tuple[region.RegionPage, Selection]:
    """The page of an address, and the reader's own Marac on it."""
    choice = regions.resolve_region(context, address)
    return regions.build_page(context, choice), choice.own


def test_every_marac_has_a_row_with_a_picture_in_words(context: AppContext) -> None:
    shown, own = opened(context, "/region?within=all")
    page = region.layout(shown, own)
    pictures = [part for each in page for part in each._traverse() if isinstance(part, html.Img)]
    assert len(pictures) == len(shown.rows) == 30
    assert all(each.alt for each in pictures)
    assert sum(row.own for row in shown.rows) == 1
    assert all(row.value and row.against_uk and row.year_change for row in shown.rows)


def test_it_begins_with_the_region_of_the_readers_marac(context: AppContext) -> None:
    shown, own = opened(context, "/region")
    assert shown.within.startswith("region:")
    assert own.marac in [row.marac.code for row in shown.rows]


def test_rows_are_sorted_by_figure_and_by_name_with_absences_last(context: AppContext) -> None:
    def values(sort: str) -> list[float]:
        rows = opened(context, f"/region?within=all&indicator=cases&sort={sort}")[0].rows
        return [float(row.value.split(",")[0] if "est" in row.value else row.value.replace(",", "")) for row in rows
                if row.value[0].isdigit()]  # fmt: skip

    assert values("value") == sorted(values("value"), reverse=True)
    assert values("-value") == sorted(values("-value"))
    names = [row.marac.name for row in opened(context, "/region?within=all&sort=marac")[0].rows]
    assert names == sorted(names, key=str.casefold)


def test_the_address_is_whole_and_leads_to_the_same(context: AppContext) -> None:
    shown, _ = opened(context, "/region?sort=-change&indicator=repeat-rate")
    again, _ = opened(context, f"/region?{shown.query}")
    assert again == shown


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?within=all&sort=change", 200, ""),
        ("?within=moon", 404, "names no force or region"),
        ("?within=force:Atlantis", 404, "Atlantis"),
        ("?indicator=height", 404, "There is no indicator called “height”."),
        ("?sort=height", 404, "cannot be sorted by “height”"),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    answer = app.server.test_client().get(f"/region{query}")
    assert answer.status_code == status
    assert said in answer.text
