"""The data-quality page of a Marac and quarter."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbacks.context import AppContext
from callbacks.pages import data_quality
from maracdash import queries
from maracdash.model.quarters import Quarter
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
