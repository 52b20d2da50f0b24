"""The data-quality page of a Marac and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from dash import html
from dash.development.base_component import Component

from callbacks.context import AppContext
from callbacks.pages import data_quality
from layouts.pages.data_quality import NO_FIGURE
from maracdash import catalogue, queries
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"))


@pytest.mark.parametrize("back", [0, 3, 11])
def test_the_verdict_is_on_the_quarters_of_the_address_however_old(context: AppContext, back: int) -> None:
    newest = context.reader.ask(queries.CHOICES).quarters[0]
    quarter: Quarter = newest - back
    content = data_quality.PAGE.open(context, f"/data-quality?quarter={quarter}").content
    verdict = content[1].children
    assert "of 4 quarters returned" in verdict or "all 4 quarters returned" in verdict
    assert "not in yet" not in verdict
    assert f"{quarter.end:%B %Y}: " in verdict


@pytest.mark.parametrize("audience", [Audience.FULL, Audience.SAFE])
@pytest.mark.parametrize("area", ["AM001", "AM029", "AF01"])
def test_indicators_without_a_figure_are_those_of_this_audience_with_the_reasons_that_its_charts_say(
    demonstration: Path, audience: Audience, area: str
) -> None:
    context = AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=audience)
    opened = data_quality.PAGE.open(context, f"/data-quality?marac={area}")
    absent = {}
    for indicator in catalogue.INDICATORS:
        value = context.reader.ask(queries.COMPARISON, replace(opened.selection, indicator=indicator.slug)).own.value
        if value.number is None:
            absent[indicator.title] = value.absence
    assert list_absences(opened.content) == absent
    assert ("every indicator has a figure" in str(opened.content)) is not bool(absent)
    is_withheld = any(reason.startswith(Status.WITHHELD.words) for reason in absent.values())
    assert is_withheld is (audience is Audience.SAFE and area.startswith("AM"))


def list_absences(content: Sequence[Component]) -> dict[str, str]:
    """The rows of the table of indicators without a figure, if there is one."""
    tables = (each for part in content for each in part._traverse() if isinstance(each, html.Table))
    found = [each for each in tables if each.children[0].children == NO_FIGURE]
    return {row.children[0].children: row.children[1].children for table in found for row in table.children[2].children}
