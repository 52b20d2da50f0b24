"""The board: what is first drawn and what a change brings are the same."""

from __future__ import annotations

import json
from dataclasses import replace

from layouts.components import cards, chart_page
from layouts.html import menus
from maracdash import catalogue
from maracdash.figures import LegendEntry, Mark
from maracdash.model.answers import AreaRole, Choices
from maracdash.model.quarters import Quarter
from maracdash.model.selection import ChartView, Selection
from maracdash.words import Card
from tests.support.answers import FORCE, OWN, RELEASE

SELECTION = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="cases")
MENU = (menus.MenuEntry(page="guidance", word="Guidance", bare="/guidance", address=lambda _: "/guidance?marac=M01"),)
BOARD = chart_page.ChartPage(
    path="/",
    query=SELECTION.query(),
    title="Birchford: Cases discussed, 2024-Q1",
    heading="Birchford discussed 589 cases",
    area=OWN,
    selection=SELECTION,
    indicator=catalogue.indicator("cases"),
    finding="Birchford: 589 cases.",
    alt="Chart of cases.",
    sources=("Source: returns",),
    legend=(LegendEntry(name="This Marac", role=AreaRole.OWN, mark=Mark.BAR),),
    figure={"data": [{"type": "bar", "x": [589], "y": ["Birchford"]}], "layout": {"height": 320}},
    cards={"cases": Card(label="Cases", value="589", unit="cases", position="", comparators=())},
    links=menus.menu_addresses(MENU, SELECTION),
)
CHOICES = Choices(forces=((FORCE, (OWN,)),), quarters=(Quarter(2024, 1), Quarter(2023, 4)), release=RELEASE)


def test_every_output_has_a_value_and_every_value_an_output() -> None:
    without_cards = (chart_page.OUTPUTS.keys() | menus.outputs(MENU)) - cards.OUTPUTS.keys()
    assert chart_page.output_values(replace(BOARD, cards={})).keys() == without_cards
    assert chart_page.output_values(BOARD).keys() == without_cards | {"card_cases", "pressed_cases"}


def test_every_output_of_the_board_is_on_the_page_with_the_same_value() -> None:
    (page,) = chart_page.layout(BOARD, CHOICES, {})
    parts = {part.id: part for part in (page, *page._traverse()) if hasattr(part, "id")}
    for name, value in chart_page.output_values(replace(BOARD, links={})).items():
        where, what = chart_page.OUTPUTS[name]
        if what == "figure":
            assert json.loads(getattr(parts[where], "data-figure")) == value
        else:
            assert str(getattr(parts[where], what)) == str(value), name


def test_a_whole_force_is_named_in_the_picker_as_in_its_list() -> None:
    (page,) = chart_page.layout(replace(BOARD, area=FORCE), CHOICES, {})
    picker = next(part for part in page._traverse() if hasattr(part, "data-choices"))
    ((_, choices),) = json.loads(getattr(picker, "data-choices"))
    assert chart_page.output_values(replace(BOARD, area=FORCE))["marac"] == dict(choices)[FORCE.code]


def test_the_chart_is_hidden_where_there_is_no_figure() -> None:
    tabled = replace(BOARD, figure=None, selection=replace(SELECTION, view=ChartView.TABLE))
    assert chart_page.output_values(tabled)["without_chart"]
    assert not chart_page.output_values(BOARD)["without_chart"]


def test_an_indicators_own_page_is_headed_by_it_and_its_chart_by_place_and_period() -> None:
    assert chart_page.output_values(BOARD)["subheading"] == "Number of cases discussed"
    quarters = replace(BOARD, selection=replace(SELECTION, view=ChartView.CONTROL))
    assert chart_page.output_values(quarters)["subheading"] == "Number of cases discussed, in one quarter"
    alone = replace(BOARD, path="/indicators/cases")
    assert chart_page.output_values(alone)["subheading"] == "Birchford, April 2023 to March 2024"
