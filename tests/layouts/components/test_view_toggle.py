"""Which switches stand there, and where the files lie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from layouts import ids
from layouts.components import copy_menu, view_toggle
from maracdash import catalogue
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ChartView, Selection

COMPARED = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="cases")


def values(selection: Selection, slug: str = "cases") -> dict[str, Any]:
    return view_toggle.output_values(selection, catalogue.indicator(slug))


def test_the_period_can_be_chosen_where_it_matters() -> None:
    assert values(COMPARED)["without_windows"]
    assert not values(replace(COMPARED, view=ChartView.TREND))["without_windows"]
    assert not values(replace(COMPARED, window=Window.QUARTER))["without_windows"]
    assert values(replace(COMPARED, view=ChartView.CONTROL, window=Window.QUARTER))["without_windows"]


def test_views_that_an_indicator_does_not_have_are_not_offered_but_where_the_address_asks() -> None:
    counts, shares = values(COMPARED), values(COMPARED, "repeat-rate")
    assert (counts["offered_funnel"], shares["offered_funnel"]) == (True, False)
    assert "funnel" not in [each["value"] for each in counts["views"]]
    assert [each["value"] for each in shares["views"]] == list(ChartView)
    asked = values(replace(COMPARED, view=ChartView.FUNNEL))
    assert not asked["offered_funnel"]
    assert "funnel" in [each["value"] for each in asked["views"]]


def test_intervals_are_a_switch_of_the_comparison_alone() -> None:
    assert not values(COMPARED)["without_intervals"]
    assert values(replace(COMPARED, view=ChartView.TREND))["without_intervals"]
    now = values(replace(COMPARED, intervals=True))
    assert (now["intervals_yes"], now["intervals_"]) == ("true", "false")
    assert "intervals=yes" in now["chart.png"]


def test_one_view_is_pressed_and_the_list_says_the_same() -> None:
    now = values(replace(COMPARED, view=ChartView.TREND))
    assert (now["view_compare"], now["view_trend"], now["view_table"]) == ("false", "true", "false")
    assert now["view"] == "trend"


def test_pictures_and_numbers_are_plain_links() -> None:
    said = str(view_toggle.build_share_menu(COMPARED, None))
    for name in ("chart.png", "chart.svg", "table.csv"):
        assert f"/export/{name}?{COMPARED.query()}" in said


def test_without_chromium_the_page_says_so_instead_of_offering_pictures() -> None:
    said = str(view_toggle.build_share_menu(COMPARED, "Pictures need Chromium."))
    assert "Pictures need Chromium." in said
    assert "chart.png" not in said
    assert "table.csv" in said


def test_what_the_server_makes_to_be_copied_is_of_what_is_shown() -> None:
    trend = replace(COMPARED, view=ChartView.TREND)
    now = view_toggle.output_values(trend, catalogue.indicator("cases"))
    assert now["copy_table"] == f"/export/table.html?{trend.query()}"
    assert now["copy_picture"] == f"/export/chart.png?{trend.query()}"
    said = str(copy_menu.build_copy_menu(trend, pictures=True))
    assert all(f"data-copy='{what}'" in said for what in ("sentence", "table", "picture"))
    assert "data-copy='picture'" not in str(copy_menu.build_copy_menu(trend, pictures=False))


@pytest.mark.parametrize(
    ("view", "item"),
    [
        (ChartView.COMPARE, "compare"),
        (ChartView.TREND, "trend"),
        (ChartView.FUNNEL, "funnel"),
        (ChartView.CONTROL, "control"),
        (ChartView.DISTRIBUTION, "compare"),
    ],
)
def test_what_is_shown_is_added_to_a_pack_of_the_same_area_and_quarter(view: ChartView, item: str) -> None:
    shown = replace(COMPARED, indicator="repeat-rate", view=view)
    now = copy_menu.output_values(shown)
    assert f"item={item}:repeat-rate" in now["copy_pack"]
    assert f"marac={COMPARED.marac}&quarter={COMPARED.quarter}" in now["copy_pack"]
    assert "data-pack" in str(copy_menu.build_copy_menu(shown, pictures=True))
    assert "item=compare:cases" in copy_menu.output_values(replace(COMPARED, view=ChartView.FUNNEL))["copy_pack"]


def test_a_single_quarter_is_added_as_the_12_months_that_packs_are_of() -> None:
    now = copy_menu.output_values(replace(COMPARED, window=Window.QUARTER))
    assert now["copy_pack_name"] == "Add 12 months to board pack"


def test_a_copied_sentence_has_the_period_of_what_is_shown() -> None:
    shown = {
        "April 2023 to March 2024": COMPARED,
        "January to March 2024": replace(COMPARED, window=Window.QUARTER),
        "Single quarters to 2024-Q1": replace(COMPARED, view=ChartView.CONTROL),
    }
    for period, selection in shown.items():
        assert copy_menu.output_values(selection)["copy_period"] == period
        assert f"data-period='{period}'" in str(copy_menu.build_copy_menu(selection, pictures=True))


def test_what_is_copied_of_a_chart_among_others_is_named_after_it_and_has_no_id() -> None:
    said = str(copy_menu.build_copy_menu(COMPARED, pictures=True, of="Repeat rate, compare"))
    assert "aria-label='Copy table: Repeat rate, compare'" in said
    assert "id=" not in said
    assert "data-copy='address'" not in said


def test_there_is_no_picture_of_a_view_that_is_refused_until_another_is_chosen() -> None:
    names = [name for name in view_toggle.OUTPUTS if name.startswith("refused_")]
    assert len(names) == 3
    for refused in (True, False):
        now = view_toggle.output_values(COMPARED, catalogue.indicator("cases"), refused=refused)
        assert {now[name] for name in names} == {refused}
        menu = view_toggle.build_share_menu(COMPARED, None, refused=refused)
        hidden = [part.id for part in menu._traverse() if getattr(part, "hidden", False)]
        wanted = [ids.file_link("chart.png"), ids.file_link("chart.svg"), ids.copy_button("picture")]
        assert hidden == (wanted if refused else [])
