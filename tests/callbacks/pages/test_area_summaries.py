"""The page of the summary: the sentences as written, links to charts, and files of the same choice."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash, html

from callbacks.context import AppContext
from callbacks.pages import area_summaries, what_changed
from callbacks.pages.page_record import build_family, build_menu
from callbacks.pages.registry import PAGES
from callbacks.pages.router import build_page
from layouts.pages import area_summary as layouts
from maracdash.model.audiences import Audience
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    return AppContext.of(
        Settings(data=demonstration, deployment="Alderland"), build_menu(PAGES), outside_requests=Audience.FULL
    )


def opened(context: AppContext, address: str) -> layouts.SummaryPage:
    return area_summaries.build_page(context, what_changed.resolve_changes(context, address))


def parts_of(page: layouts.SummaryPage) -> list:
    return [part for each in layouts.layout(page) for part in (each, *each._traverse())]


@pytest.mark.parametrize("since", ["", "year", "2024-08-01"])
def test_every_indicator_leads_to_its_chart_and_every_sentence_is_there(
    app: Dash, context: AppContext, since: str
) -> None:
    page = opened(context, f"/summary?since={since}")
    entries = [each for section in page.written.sections for each in section.indicators]
    found = [part for part in parts_of(page) if isinstance(part, html.A) and part.href.startswith("/indicators/")]
    assert len(found) == len(entries)
    for each in found[:3]:
        assert app.server.test_client().get(each.href).status_code == 200
    text = [part.children for part in parts_of(page) if isinstance(part, html.P | html.Li)]
    for sentence in (*page.written.sentences, *(line for each in entries for line in each.sentences)):
        assert sentence in text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?since=year", 200, ""),
        ("?since=1999-01-01", 200, ""),
        ("?since=spring", 404, "“spring” is no day to look back to."),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
        ("?marac=Atlantis", 404, "Atlantis"),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    client = app.server.test_client()
    for path in ("/summary", "/export/summary.txt", "/export/summary.md"):
        answer = client.get(f"{path}{query}")
        assert answer.status_code == status, path
        assert said in answer.text


def test_the_files_hold_what_the_page_says(app: Dash, context: AppContext) -> None:
    page = opened(context, "/summary?since=year")
    answer = app.server.test_client().get(f"/export/summary.txt?{page.selection.query()}")
    assert answer.content_type == "text/plain; charset=utf-8"
    for sentence in (*page.written.sentences, *page.written.caveats):
        assert sentence in answer.text


def test_the_page_and_the_list_of_changes_lead_to_each_other_with_the_day(context: AppContext) -> None:
    family = build_family(PAGES, area_summaries.PAGE)
    for page in (area_summaries.PAGE, what_changed.PAGE):
        text = str(build_page(context, page, f"{page.path}?since=2024-08-01", family))
        for path in ("/summary?", "/what-changed?"):
            assert f"href='{path}" in text
        assert "since=2024-08-01" in text


def test_overview_and_profile_lead_to_it(context: AppContext) -> None:
    for name in ("overview", "profile"):
        page = next(each for each in PAGES if each.name == name)
        assert "href='/summary?marac=" in str(build_page(context, page, page.path))
