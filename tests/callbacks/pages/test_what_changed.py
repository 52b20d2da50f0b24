"""The page of what changed: the same changes as found, each a link to its chart, and a whole address."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from dash import Dash, html

from callbacks.context import AppContext
from callbacks.pages import what_changed
from layouts.pages import what_changed as layouts
from maracdash import queries
from maracdash.model.audiences import Audience
from maracdash.settings import Settings

LISTS = [
    "New signals",
    "Clearer than before",
    "Less clear than before",
    "Signals that are gone",
    "Signals that held then and hold now",
]


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, address: str) -> layouts.WhatChangedPage:
    return what_changed.build_page(context, what_changed.resolve_changes(context, address))


def links_of(page: layouts.WhatChangedPage) -> list[html.A]:
    parts = [part for each in layouts.layout(page) for part in each._traverse()]
    return [part for part in parts if isinstance(part, html.A) and part.href.startswith("/indicators/")]


@pytest.mark.parametrize("since", ["", "year", "three-years", "2024-08-01"])
def test_every_change_is_a_sentence_that_leads_to_its_chart(app: Dash, context: AppContext, since: str) -> None:
    address = f"/what-changed?since={since}"
    changes = what_changed.ask_changes(context, what_changed.resolve_changes(context, address))
    page = opened(context, address)
    if changes.then is None:
        assert page.lists == ()
        assert changes.why_not in page.summary
        return
    sizes = {each.heading: len(each.items) for each in page.lists}
    groups = (changes.fresh, changes.clearer, changes.less_clear, changes.ended, changes.lasting)
    assert [sizes.get(each, 0) for each in LISTS] == [len(each) for each in groups]
    assert changes.untold == ()
    found = links_of(page)
    assert len(found) == len(changes.new) + len(changes.gone) + len(changes.lasting)
    for each in {link.href for link in found}:
        assert app.server.test_client().get(each).status_code == 200


def test_a_change_on_the_year_leads_to_the_line_and_a_difference_to_the_bars(context: AppContext) -> None:
    items = [item for each in opened(context, "/what-changed?since=year").lists for item in each.items]
    assert any("view=trend" in each.href for each in items)
    for each in items:
        assert ("view=trend" in each.href) is each.sentence.startswith(("rose from", "fell from"))


def test_what_to_look_back_to_stays_in_the_address(context: AppContext) -> None:
    for since in ("year", "2024-08-01"):
        page = opened(context, f"/what-changed?quarter=2024-Q3&since={since}")
        assert page.selection.query().endswith(f"&quarter=2024-Q3&since={since}")
        assert opened(context, f"/what-changed?{page.selection.query()}") == page
    pressed = [getattr(part, "aria-pressed", None) for each in layouts.layout(page) for part in each._traverse()]
    assert "true" not in pressed


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?since=year", 200, ""),
        ("?since=1999-01-01", 200, ""),
        ("?since=0001-01-01", 200, ""),
        ("?since=spring", 404, "“spring” is no day to look back to."),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
        ("?marac=Atlantis", 404, "Atlantis"),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    client = app.server.test_client()
    for path in ("/what-changed", "/export/changes.csv"):
        answer = client.get(f"{path}{query}")
        assert answer.status_code == status, path
        assert said in answer.text


def test_a_day_that_has_not_come_keeps_the_form_with_why_and_has_no_file(app: Dash) -> None:
    client, said = app.server.test_client(), "31 December 9999 has not come yet. Choose a day up to today."
    for path in ("/what-changed", "/summary"):
        answer = client.get(f"{path}?since=9999-12-31")
        assert answer.status_code == 200
        assert said in answer.text
        assert 'value="9999-12-31"' in answer.text
        assert "/export/" not in answer.text.partition("<main")[2].partition("</main>")[0]
    for file in ("changes.csv", "summary.txt"):
        answer = client.get(f"/export/{file}?since=9999-12-31")
        assert answer.status_code == 404
        assert said in answer.text


def test_a_day_since_which_nothing_came_lists_the_signals_of_now_alone(context: AppContext) -> None:
    newest = context.reader.ask(queries.DEFAULT_SELECTION).quarter
    page = opened(context, f"/what-changed?since={newest.end + timedelta(days=42)}")
    assert "nothing newer has come since" in page.summary
    assert page.chance == ""
    assert [each.heading for each in page.lists] == ["Signals now"]


def test_the_file_has_a_row_for_each_change(app: Dash, context: AppContext) -> None:
    page = opened(context, "/what-changed?since=year")
    answer = app.server.test_client().get(f"/export/changes.csv?{page.selection.query()}")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    shown = [(item.title, item.sentence) for each in page.lists for item in each.items]
    assert sorted((row["title"], row["sentence"]) for row in rows) == sorted(shown)
    assert len(rows) > 3


def test_a_group_of_ones_own_stands_in_the_place_of_the_similar_group(context: AppContext) -> None:
    page = opened(context, "/what-changed?group=Coast~AM002,AF03")
    text = " ".join(str(part) for each in layouts.layout(page) for part in each._traverse())
    assert "“Coast”" in text
    assert "most similar forces" not in text
    assert all("group=Coast~AM002,AF03" in each.href for each in links_of(page))
    hidden = {part.name: part.value for each in layouts.layout(page) for part in each._traverse() if kept(part)}
    assert hidden["group"] == "Coast~AM002,AF03"
    again = f"/what-changed?{page.selection.query()}"
    assert what_changed.resolve_changes(context, again).selection == page.selection


def kept(part: object) -> bool:
    return getattr(part, "type", None) == "hidden"
