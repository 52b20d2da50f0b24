"""Cards are buttons, and say in words what they say."""

from __future__ import annotations

from layouts.components import cards
from maracdash.words import Card

SAID = {
    "cases": Card(label="Cases", value="589", unit="cases", position="3rd most of 29", comparators=("UK 9",)),
    "children": Card(label="Children", value="no return", unit="", position="", comparators=()),
}


def test_only_the_chosen_card_is_pressed() -> None:
    now = cards.output_values(SAID, "children")
    assert (now["pressed_cases"], now["pressed_children"]) == ("false", "true")


def test_a_card_has_a_line_for_each_thing_said_and_none_for_what_is_not() -> None:
    now = cards.output_values(SAID, "cases")
    assert [line.children for line in now["card_cases"]] == ["Cases", "589", "cases\n3rd most of 29\nUK 9"]
    assert [line.children for line in now["card_children"]] == ["Children", "no return", ""]


def test_a_page_without_headlines_has_no_cards() -> None:
    assert cards.build_cards({}, "cases") is None
