"""The security document has a row for every requirement of ASVS 5.0 at levels 1 and 2, and none without its proof."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).parent.parent / "docs" / "security.md").read_text(encoding="utf-8")
STATES = {"met", "partly", "not met", "deployment"}
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.*?) \| (.*?) \| (.*?) \| (.*?)\|$", re.MULTILINE)
PATH = re.compile(r"`[^`]+`")

REQUIREMENTS = """
1.1: 2, 1.2: 10, 1.3: 12, 1.4: 3, 1.5: 3, 2.1: 3, 2.2: 3, 2.3: 5, 2.4: 2, 3.1: 1, 3.2: 3, 3.3: 5, 3.4: 8, 3.5: 8,
3.6: 1, 3.7: 5, 4.1: 5, 4.2: 5, 4.3: 2, 4.4: 4, 5.1: 1, 5.2: 6, 5.3: 3, 5.4: 3, 6.1: 3, 6.2: 12, 6.3: 8, 6.4: 6,
6.5: 8, 6.6: 4, 6.7: 2, 6.8: 4, 7.1: 3, 7.2: 4, 7.3: 2, 7.4: 5, 7.5: 3, 7.6: 2, 8.1: 4, 8.2: 4, 8.3: 3, 8.4: 2,
9.1: 3, 9.2: 4, 10.1: 2, 10.2: 3, 10.3: 5, 10.4: 16, 10.5: 5, 10.6: 2, 10.7: 3, 11.1: 4, 11.2: 5, 11.3: 5, 11.4: 4,
11.5: 2, 11.6: 2, 11.7: 2, 12.1: 5, 12.2: 2, 12.3: 5, 13.1: 4, 13.2: 6, 13.3: 4, 13.4: 7, 14.1: 2, 14.2: 8, 14.3: 3,
15.1: 5, 15.2: 5, 15.3: 7, 15.4: 4, 16.1: 1, 16.2: 5, 16.3: 4, 16.4: 3, 16.5: 4, 17.1: 2, 17.2: 8, 17.3: 2
"""
"""How many requirements each section of ASVS 5.0.0 has."""
LEVEL_3 = """
1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3 3.7.4 3.7.5 4.1.4 4.1.5
4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6 6.5.7 6.5.8 6.6.4 6.7.1
6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3 10.3.5 10.4.12 10.4.13 10.4.14 10.4.15 10.4.16 11.1.3 11.1.4
11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 11.6.2 11.7.1 11.7.2 12.1.4 12.1.5 12.3.5 13.1.2 13.1.3 13.1.4 13.2.6 13.3.3 13.3.4
13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5 15.4.1 15.4.2 15.4.3 15.4.4 16.5.4 17.1.2 17.2.5
17.2.6 17.2.7 17.2.8
"""


def list_requirements() -> set[str]:
    sections = re.findall(r"(\d+\.\d+): (\d+)", REQUIREMENTS)
    return {f"{section}.{each}" for section, count in sections for each in range(1, int(count) + 1)} - set(
        LEVEL_3.split()
    )


def list_inapplicable() -> list[str]:
    return re.findall(r"\d+\.\d+\.\d+", TEXT.partition("### Does not apply")[2])


def test_the_list_is_that_of_the_standard() -> None:
    assert len(list_requirements()) == 70 + 183


def test_every_requirement_is_a_row_or_is_said_not_to_apply() -> None:
    rows = [number for number, *_ in ROW.findall(TEXT)]
    assert len(rows) == len(set(rows))
    assert set(rows) | set(list_inapplicable()) == list_requirements()
    assert not set(rows) & set(list_inapplicable())


@pytest.mark.parametrize("row", ROW.findall(TEXT), ids=lambda row: row[0])
def test_each_row_says_how_and_what_is_met_is_shown(row: tuple[str, ...]) -> None:
    _, _, requirement, state, how, shown = row
    assert requirement
    assert state in STATES
    if state == "met":
        assert PATH.search(shown)
    else:
        assert how.strip()


def test_the_numbers_of_the_summary_are_those_of_the_rows() -> None:
    states = [row[3] for row in ROW.findall(TEXT)]
    said = re.search(
        r"Of the (\d+) requirements of levels 1 and 2, (\d+) do not apply, and (\d+) are met, (\d+) partly, (\d+) not, "
        r"(\d+) by the deployment\.",
        TEXT,
    )
    assert said
    counted = (states.count(each) for each in ("met", "partly", "not met", "deployment"))
    assert tuple(map(int, said.groups())) == (len(list_requirements()), len(list_inapplicable()), *counted)
