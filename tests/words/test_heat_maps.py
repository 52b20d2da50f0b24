"""The heat map in words: the sentence counts both directions, and a cell never leaves its colour to speak alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.heat_maps import CellContent, HeatMap, HeatMapCell, HeatMapRow, HeatMapSelection
from maracdash.model.values import Status
from maracdash.words import heat_maps as said
from tests.support.answers import FORCE, LARGER, QUARTER, RELEASE, AreaRole, known_value, make_marac, missing_value

HIGHER = HeatMapCell(value=known_value(12.5), verdict=Verdict.HIGHER, strong=True, rank=1)
LOWER = HeatMapCell(value=known_value(2.5), verdict=Verdict.LOWER, strong=True, rank=4)
WEAK = replace(LOWER, strong=False)
SIMILAR = HeatMapCell(value=known_value(7), verdict=Verdict.SIMILAR, rank=2, tied=1)
ABSENT = HeatMapCell(value=missing_value())


def row(slug: str, *cells: HeatMapCell) -> HeatMapRow:
    return HeatMapRow(indicator=catalogue.indicator(slug), cells=cells, ranked=sum(cell.value.known for cell in cells))


def view(*rows: HeatMapRow, total: int = 4) -> HeatMap:
    maracs = tuple(make_marac(number) for number in range(1, 1 + len(rows[0].cells)))
    return HeatMap(
        selection=HeatMapSelection(quarter=QUARTER),
        area=LARGER[AreaRole.REGION],
        maracs=maracs,
        forces=(FORCE,) * len(maracs),
        rows=rows,
        total=total,
        pages=1,
        release=RELEASE,
    )


ROUTES = row("police", HIGHER, LOWER, SIMILAR, SIMILAR)
REPEATS = row("repeat-rate", HIGHER, HIGHER, HIGHER, ABSENT)
HOUSING = row("housing", WEAK, SIMILAR, SIMILAR, ABSENT)


def test_the_sentence_names_what_is_most_often_different_at_the_stronger_level() -> None:
    assert said.write_summary(view(ROUTES, REPEATS, HOUSING)) == (
        "Midmarch, April 2023 to March 2024, 4 Maracs: most often different from the UK (at 99.8%) in "
        "repeat rate (3 higher) and referred by the police (1 higher and 1 lower)."
    )
    assert said.write_summary(view(HOUSING)).endswith("none stands out from the UK in any indicator (at 99.8%).")
    assert "4 of 9 Maracs" in said.write_summary(view(ROUTES, total=9))


@pytest.mark.parametrize(
    ("cell", "content", "text", "under", "look"),
    [
        (HIGHER, CellContent.VERDICT, "▲ clearly higher", "12.5%", "higher strong"),
        (WEAK, CellContent.VERDICT, "▼ lower", "2.5%", "lower"),
        (SIMILAR, CellContent.VERDICT, "● similar", "7.0%", ""),
        (ABSENT, CellContent.VERDICT, "no return", "", "absent"),
        (replace(LOWER, doubted=True), CellContent.VERDICT, "probably not recorded", "2.5%", "absent"),
        (HIGHER, CellContent.VALUE, "12.5%", "▲ clearly higher", "higher strong"),
        (HIGHER, CellContent.POSITION, "1st of 4", "12.5%", "higher"),
        (SIMILAR, CellContent.POSITION, "joint 2nd of 4", "7.0%", ""),
        (LOWER, CellContent.POSITION, "4th of 4", "2.5%", "lower"),
        (ABSENT, CellContent.POSITION, "no return", "", "absent"),
    ],
)
def test_a_cell_says_what_its_look_means(
    cell: HeatMapCell, content: CellContent, text: str, under: str, look: str
) -> None:
    written = said.write_cell(ROUTES, cell, content)
    assert (written.text, written.under, written.look) == (text, under, look)
    assert bool(written.why) is (look == "absent" and not cell.value.known)


def test_rows_that_say_nothing_are_left_out_and_named() -> None:
    total = row("cases", *(HeatMapCell(value=known_value(9), rank=1, tied=3),) * 4)
    whole = view(ROUTES, total)
    assert said.list_rows(whole, CellContent.VERDICT) == (ROUTES,)
    assert said.list_rows(whole, CellContent.POSITION) == (ROUTES,)
    assert said.list_rows(whole, CellContent.VALUE) == (ROUTES, total)
    assert said.write_left_out(whole, CellContent.VERDICT).endswith(": cases discussed.")
    assert said.write_left_out(whole, CellContent.VALUE) == ""


def test_an_estimate_is_marked_in_its_cell_and_under_its_maracs_name_and_the_mark_is_explained() -> None:
    filled = replace(HIGHER, value=known_value(12.5, status=Status.PROXIED))
    whole = view(row("police", filled, SIMILAR))
    assert said.write_cell(ROUTES, filled, CellContent.VERDICT).under == "12.5% [e]"
    assert said.write_cell(ROUTES, filled, CellContent.POSITION).under == "12.5% [e]"
    assert said.write_cell(ROUTES, filled, CellContent.VALUE).text == "12.5% [e]"
    assert said.write_estimate_note(whole, CellContent.VERDICT) == (
        "[e] estimated: one or more quarters filled with the quarter before."
    )
    assert said.write_estimate_note(view(ROUTES), CellContent.VERDICT) == ""
    assert [said.write_head(whole, place) for place in (0, 1)] == ["estimated in part", ""]
    two = replace(whole, forces=(FORCE, replace(FORCE, code="F02", name="Oxmoor Police")))
    assert [said.write_head(two, place) for place in (0, 1)] == [
        "Harrowshire Police, estimated in part",
        "Oxmoor Police",
    ]
