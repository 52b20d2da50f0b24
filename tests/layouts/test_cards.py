"""Cards are buttons, and say in words what they say."""

from __future__ import annotations

from layouts.cards import cards
from maracdash.words import Card

SAID = [
    ("cases", Card(label="Cases", value="589", unit="cases", position="3rd most of 29", comparators=("UK 9",))),
    ("children", Card(label="Children", value="no return", unit="", position="", comparators=())),
]


def test_only_the_chosen_card_is_pressed() -> None:
    pressed = {each.to_plotly_json()["props"]["data-set"]: _pressed(each) for each in cards(SAID, "children")}
    assert pressed == {"indicator=cases": "false", "indicator=children": "true"}


def test_a_card_has_a_line_for_each_thing_said_and_none_for_what_is_not() -> None:
    first, second = cards(SAID, "cases")
    assert [line.children for line in first.children] == ["Cases", "589", "cases", "3rd most of 29", "UK 9"]
    assert [line.children for line in second.children] == ["Children", "no return"]


def _pressed(card: object) -> str:
    return card.to_plotly_json()["props"]["aria-pressed"]  # type: ignore[attr-defined]
