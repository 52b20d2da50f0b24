"""Guidance follows the catalogue: nothing of an indicator is left out."""

from __future__ import annotations

from layouts.pages import guidance
from maracdash import catalogue
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection

SELECTION = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="cases")


def test_every_indicator_is_explained_at_an_anchor_of_its_own() -> None:
    page = guidance.layout(SELECTION)
    ids = [part.id for each in page for part in (each, *each._traverse()) if getattr(part, "id", None)]
    assert len(ids) == len(set(ids))
    assert {each.slug for each in catalogue.INDICATORS} <= set(ids)
    said = str(page)
    for each in catalogue.INDICATORS:
        assert each.definition.replace("'", "\\'") in said or each.definition in said
        assert all(note in said or note.replace("'", "\\'") in said for note in (*each.notes, *each.considerations))


def test_a_break_in_the_series_is_told() -> None:
    facts = dict(guidance.indicator_facts(catalogue.indicator("cases-per-10k")))
    assert "From 2024-Q1: " in str(facts["Breaks in the series"])
    assert "Breaks in the series" not in dict(guidance.indicator_facts(catalogue.indicator("repeat-rate")))
