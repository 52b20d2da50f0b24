"""A mark for each Marac and quarter, said in words to whoever does not see it."""

from __future__ import annotations

from typing import Any

import pytest
from dash.development.base_component import Component

from layouts.components import returns_grid
from layouts.html.markup import render_html
from maracdash.model.areas import Area, Level
from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from tests.support.answers import FORCE, RELEASE, make_marac

QUARTERS = (Quarter(2024, 1), Quarter(2023, 4))
OTHER = Area(level=Level.FORCE, code="F02", name="Oxmoor Police")
USUAL = (ReturnState.RETURNED, ReturnState.RETURNED)


def drawn(*rows: tuple[Area, tuple[ReturnState, ...]]) -> list[Component]:
    found = [
        MaracReturnStates(marac=make_marac(number), force=force, states=states)
        for number, (force, states) in enumerate(rows, start=2)
    ]
    return returns_grid.returns_grid(ReturnStates(quarters=QUARTERS, rows=tuple(found), release=RELEASE))


def parts(page: list[Component], kind: str) -> list[Any]:
    every = [part for each in page for part in (each, *each._traverse())]
    return [part for part in every if getattr(part, "_type", "") == kind]


def test_each_force_has_a_table_with_a_cell_for_each_marac_and_quarter() -> None:
    tables = parts(drawn((FORCE, USUAL), (FORCE, USUAL), (OTHER, USUAL)), "Table")
    assert [render_html(parts([table], "Caption")) for table in tables] == [
        "<caption>Harrowshire Police</caption>",
        "<caption>Oxmoor Police</caption>",
    ]
    assert [len(parts([table], "Td")) for table in tables] == [4, 2]
    assert [len(parts([table], "Th")) for table in tables] == [3 + 2, 3 + 1]


@pytest.mark.parametrize("state", list(ReturnState))
def test_every_state_has_a_mark_of_its_own_and_words_in_its_cell_and_in_the_key(state: ReturnState) -> None:
    page = drawn((FORCE, (state, ReturnState.RETURNED)))
    cell = render_html(parts(page, "Td")[0])
    look = f'class="return {state.name.lower().replace("_", "-")}"'
    assert look in cell
    assert f'<span class="visually-hidden">{state}</span>' in cell
    key = next(each for each in parts(page, "Li") if look in render_html(each))
    assert str(state) in render_html(key)


def test_a_quarter_is_short_for_the_eye_and_whole_for_the_ear() -> None:
    head = render_html(parts(drawn((FORCE, USUAL)), "Th")[1])
    assert '<span class="visually-hidden">2024-Q1</span>' in head
    assert '<span aria-hidden="true">Q1<br>’24</span>' in head


def test_exceptions_are_said_in_words_and_many_of_them_are_folded() -> None:
    late = (ReturnState.PROXIED, ReturnState.RETURNED)
    assert "Marac 2 (Harrowshire Police): estimated in 2024-Q1." in render_html(drawn((FORCE, late)))
    assert returns_grid.ALL_AS_USUAL in render_html(drawn((FORCE, USUAL)))
    many = drawn(*[(FORCE, late)] * (returns_grid.MAX_EXCEPTIONS + 3))
    assert [render_html(each) for each in parts(many, "Summary")] == [
        "<summary>3 more Maracs with exceptions</summary>"
    ]


def test_nobody_returns_and_nothing_is_drawn() -> None:
    assert drawn() == []


def test_the_readers_own_marac_is_marked_in_words_and_no_other() -> None:
    rows = [MaracReturnStates(marac=make_marac(number), force=FORCE, states=USUAL) for number in (2, 3)]
    answer = ReturnStates(quarters=QUARTERS, rows=tuple(rows), release=RELEASE)
    marked = [
        render_html(each)
        for each in parts(returns_grid.returns_grid(answer, make_marac(3).code), "Tr")
        if getattr(each, "className", None) == "own"
    ]
    assert len(marked) == 1
    assert "Marac 3<span> (the chosen Marac)</span>" in marked[0]
    assert "the chosen Marac" not in render_html(returns_grid.returns_grid(answer))
