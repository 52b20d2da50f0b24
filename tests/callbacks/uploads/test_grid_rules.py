"""The grid marks no cell that the check would take: its patterns stand in a script, the check's in Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maracdash.intake.cells import dates, numbers
from maracdash.intake.problems import Faulty

SCRIPT = (Path(__file__).parents[3] / "assets" / "upload-grid.js").read_text(encoding="utf-8")


def pattern(name: str) -> re.Pattern[str]:
    found = re.search(rf"const {name} = /(.+)/i?;", SCRIPT)
    assert found
    return re.compile(found[1].replace(r"\/", "/"), re.IGNORECASE | re.ASCII)


@pytest.mark.parametrize(
    "text", [*sorted(numbers.NOT_COLLECTED - {""}), "<5", "≤ 7", "<=10", "fewer than 5", "[c]", "Less than 2"]
)
def test_what_is_withheld_or_not_collected_is_no_fault(text: str) -> None:
    numbers.withholding(numbers.count)(text)
    assert pattern("NO_NUMBER").search(text)


@pytest.mark.parametrize("text", ["<500", "<1", "none", "5-", "~3"])
def test_what_the_check_refuses_is_marked(text: str) -> None:
    with pytest.raises(Faulty):
        numbers.withholding(numbers.count)(text)
    assert not pattern("NO_NUMBER").search(text)
    assert not pattern("COUNT").search(text)


@pytest.mark.parametrize("text", ["2024-04-03", "3/4/2024", "3.4.2024", "3 April 2024", "03 Apr 2024"])
def test_dates_that_are_read_are_no_fault(text: str) -> None:
    dates.ordinal(text)
    assert pattern("DATES").search(text)
