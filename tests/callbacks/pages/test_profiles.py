"""The profile's page: every indicator in a real table, filters in the address, words for every picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from plotly.io.json import to_json_plotly

from callbacks.context import AppContext
from callbacks.pages import profiles
from layouts.pages import profile
from layouts.pages.profile import ProfilePage
from maracdash import catalogue, queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.settings import Settings
from maracdash.words.readings import WHAT_IS_COUNTED


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


MARK = 24
"""Width of a picture in the key, which has its words beside it."""


def opened(context: AppContext, query: str = "") -> ProfilePage:
    return profiles.build_page(context, profiles.resolve_profile(context, f"/profile?{query}"))


def parts(shown: ProfilePage, kind: str) -> list[dict[str, Any]]:
    """Properties of each element of a kind, as Dash sends them."""
    return [each["props"] for each in walk(json.loads(to_json_plotly(profile.layout(shown)))) if each["type"] == kind]


def walk(sent: Any) -> Iterator[dict[str, Any]]:
    if isinstance(sent, dict):
        yield sent
        yield from walk(sent["props"].get("children"))
    elif isinstance(sent, list):
        for each in sent:
            yield from walk(each)


def test_every_indicator_has_a_row_under_its_section(context: AppContext) -> None:
    shown = opened(context)
    headers = [each["scope"] for each in parts(shown, "Th")]
    assert headers.count("row") == len(catalogue.INDICATORS) == len(shown.rows)
    assert headers.count("rowgroup") == len(catalogue.SECTIONS)
    assert headers.count("col") == 9
    rows = [row["props"] for body in parts(shown, "Tbody") for row in body["children"]]
    assert {len(row["children"]) for row in rows if row.get("className") != "section"} == {9}


def test_every_picture_of_a_row_is_in_words_and_no_cell_is_blank(context: AppContext) -> None:
    shown = opened(context)
    pictures = [each for each in parts(shown, "Img") if each["width"] != MARK]
    assert len(pictures) > 60
    assert all(each["alt"] for each in pictures)
    assert all(cell.words for row in shown.rows for cell in (row.own, row.movement, *row.comparators))


def test_a_change_is_the_difference_of_the_two_figures_under_it(context: AppContext) -> None:
    moved = [row.movement for row in opened(context).rows if " by " in row.movement.words]
    for cell in moved:
        size = cell.words.partition(" by ")[2].split()[0]
        before, now, size = (float(each.strip("%").replace(",", "")) for each in (*cell.beside.split(" to "), size))
        assert size == pytest.approx(abs(now - before))
    assert moved


def test_what_stands_out_first_needs_no_sections_and_keeps_every_row(context: AppContext) -> None:
    shown = opened(context, "order=standing-out&against=uk")
    assert {row.indicator.slug for row in shown.rows} == {each.slug for each in catalogue.INDICATORS}
    assert "rowgroup" not in [each["scope"] for each in parts(shown, "Th")]
    place = [str(role) for role in shown.comparators].index("uk")
    strong = ["clearly " in row.comparators[place].words for row in shown.rows]
    assert strong == sorted(strong, reverse=True)
    assert any(strong)


def test_a_section_alone_may_be_shown(context: AppContext) -> None:
    shown = opened(context, "section=referrals")
    assert {row.indicator.section for row in shown.rows} == {"referrals"}


def test_the_address_is_whole_and_leads_to_the_same(context: AppContext) -> None:
    shown = opened(context, "order=standing-out&section=demographics&against=region")
    assert opened(context, shown.query) == shown


def test_a_comparator_that_the_area_lacks_gives_way_to_another(context: AppContext) -> None:
    force = context.reader.ask(queries.DIRECTORY).at(Level.FORCE)[0].area.code
    assert "force" not in [str(role) for role in opened(context, f"marac={force}&against=force").comparators]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?order=standing-out&section=referrals&against=uk", 200, ""),
        ("?order=height", 404, "no order called “height”"),
        ("?against=moon", 404, "no comparator “moon”"),
        ("?section=moon", 404, "no section called “moon”"),
        ("?marac=Atlantis", 404, "Atlantis"),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    answer = app.server.test_client().get(f"/profile{query}")
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize("path", ["/summary", "/profile", "/what-changed"])
def test_pages_that_count_differently_say_so(app: Dash, path: str) -> None:
    assert WHAT_IS_COUNTED in unescape(app.server.test_client().get(path).text)
