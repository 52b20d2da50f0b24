"""Sections and dashboards: every one of them answers, with every chart that it declares."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from callbacks.context import AppContext
from callbacks.exports import downloads
from callbacks.pages import dashboards, sections
from maracdash import catalogue
from maracdash.catalogue.dashboards import DASHBOARDS
from maracdash.exports.files import File
from maracdash.model.audiences import Audience
from maracdash.model.dashboards import BlockKind
from maracdash.settings import Settings

CHARTED = (BlockKind.COMPARE, BlockKind.TREND)


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def graphs(content: list) -> list[dict[str, Any]]:
    """The figure of every chart of a page."""
    held = [getattr(part, "data-figure", "") for each in content for part in each._traverse()]
    return [json.loads(figure) for figure in held if figure]


@pytest.mark.parametrize("section", catalogue.SECTIONS, ids=lambda each: each.slug)
def test_a_section_has_a_chart_for_each_of_its_indicators(context: AppContext, section: catalogue.Section) -> None:
    page = sections.PAGE.open(context, f"/sections/{section.slug}")
    assert page.title.startswith(section.title)
    assert len(graphs(page.content)) == len(catalogue.section_indicators(section.slug))


def test_shares_stand_on_one_scale_unless_asked_otherwise(context: AppContext) -> None:
    def scales(query: str) -> set[tuple[float, float]]:
        content = sections.PAGE.open(context, f"/sections/referrals{query}").content
        return {tuple(each["layout"]["xaxis"]["range"]) for each in graphs(content)}

    assert len(scales("")) == 2
    assert len(scales("?scale=own")) > 5


@pytest.mark.parametrize("declared", DASHBOARDS, ids=lambda each: each.slug)
def test_a_dashboard_draws_what_it_declares(context: AppContext, declared: dashboards.Dashboard) -> None:
    content = dashboards.PAGE.open(context, f"/dashboards/{declared.slug}").content
    least = sum(len(block.indicators) for block in declared.blocks if block.kind in CHARTED)
    assert len(graphs(content)) >= least
    said = str(content)
    assert all(block.title in said for block in declared.blocks)
    assert all(line in said for line in ("Source: ", "Period: January to December 2024", "Coverage: "))


def test_a_what_if_answers_for_the_change_in_the_address(context: AppContext) -> None:
    content = dashboards.PAGE.open(context, "/dashboards/capacity?change=-20").content
    assert "With 20% fewer cases" in str(content)


def test_posts_in_place_are_written_as_those_that_the_cases_take(context: AppContext) -> None:
    entered = str(dashboards.PAGE.open(context, "/dashboards/capacity?idva=3&admin=0.25").content)
    assert "Td('3.0'), Td('0.25')" in entered


def test_posts_in_place_come_from_the_address_or_are_not_known(context: AppContext) -> None:
    entered = str(dashboards.PAGE.open(context, "/dashboards/capacity?idva=3.5").content)
    assert "3.5 Idva posts are in place; the cases now would take" in entered
    assert "How many administrator posts are in place is not known" in entered


def test_a_what_if_is_of_a_year_whatever_is_chosen(context: AppContext) -> None:
    year, quarter = (
        re.search(r"With 10% more cases: [^']*", str(dashboards.PAGE.open(context, address).content))
        for address in ("/dashboards/capacity", "/dashboards/capacity?window=quarter")
    )
    assert year
    assert quarter
    assert year[0] == quarter[0]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/sections/referrals", 200, ""),
        ("/sections/astrology", 404, "There is no section called “astrology”."),
        ("/sections/referrals?marac=Atlantis", 404, "Atlantis"),
        ("/dashboards", 200, ""),
        ("/dashboards/capacity", 200, ""),
        ("/dashboards/stars", 404, "There is no dashboard called “stars”."),
        ("/dashboards/capacity?change=lots", 404, "is not a change in per cent"),
        ("/dashboards/capacity?change=9999", 404, "cannot be shown"),
        ("/dashboards/capacity?change=%2B20", 200, ""),
        ("/dashboards/capacity?change=٢٠", 404, "is not a change in per cent"),
        ("/dashboards/capacity?change=2_0", 404, "is not a change in per cent"),
        (f"/dashboards/capacity?change={'9' * 400}", 404, "is not a change in per cent"),
        ("/dashboards/capacity?idva=3.5&admin=1", 200, ""),
        ("/dashboards/capacity?idva=", 200, ""),
        ("/dashboards/capacity?idva=some", 404, "“some” is not a number of posts"),
        ("/dashboards/capacity?admin=-1", 404, "is not a number of posts"),
        ("/dashboards/capacity?admin=1e9", 404, "is not a number of posts"),
        ("/dashboards/capacity?admin=٣", 404, "is not a number of posts"),
        ("/dashboards/capacity?idva=100000", 404, "cannot be shown"),
        ("/export/section.zip?section=astrology", 404, "There is no section"),
        ("/export/dashboard.zip?dashboard=stars", 404, "There is no dashboard"),
    ],
)
def test_addresses_answer_truly(app: Dash, path: str, status: int, said: str) -> None:
    answer = app.server.test_client().get(path)
    assert answer.status_code == status
    assert said in answer.text


def test_a_zip_is_of_every_chart_of_the_page(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[str, int]] = []

    def written(chosen: downloads.Collection) -> File:
        taken.append((chosen.slug, len(chosen.answers)))
        return File(name="a.zip", content=b"zip", media_type="application/zip")

    monkeypatch.setattr(downloads, "build_zip_file", written)
    client = app.server.test_client()
    assert client.get("/export/section.zip?section=resources").status_code == 200
    assert client.get("/export/dashboard.zip?dashboard=repeat-cases").status_code == 200
    assert taken == [("resources", 4), ("repeat-cases", 5)]


@pytest.mark.parametrize(
    "declared",
    [each for each in DASHBOARDS if any(b.kind is BlockKind.TREND for b in each.blocks)],
    ids=lambda d: d.slug,
)
def test_trends_beside_cards_say_once_that_their_averages_hold_the_marac(
    context: AppContext, declared: dashboards.Dashboard
) -> None:
    said, address = "The averages through time include ", f"/dashboards/{declared.slug}"
    totals = all(
        catalogue.indicator(slug).is_total
        for b in declared.blocks
        if b.kind is BlockKind.TREND
        for slug in b.indicators
    )
    assert str(dashboards.PAGE.open(context, address).content).count(said) == (0 if totals else 1)
    assert said not in str(dashboards.PAGE.open(context, f"{address}?including=yes").content)
